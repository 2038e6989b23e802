//! Trains the language model, or measures one:
//!
//! ```text
//! cargo run --release --no-default-features --example train -- OUT TREEBANK…
//! cargo run --release --no-default-features --example train -- --measure MODEL TREEBANK
//! ```

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use pactum::annotate::train::{measure, train};
use pactum::model::Diagnostic;

fn main() -> ExitCode {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    match run(&arguments) {
        Ok(message) => {
            println!("{message}");
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: &[PathBuf]) -> Result<String, Diagnostic> {
    match arguments {
        [flag, model, corpus] if flag == Path::new("--measure") => Ok(measure(model, corpus)?.to_string()),
        [out, corpora @ ..] if !corpora.is_empty() => {
            let report = train(corpora, out, &|step| eprintln!("{step}"))?;
            Ok(format!(
                "{} sentences, {} words: {} bytes in {}",
                report.sentences,
                report.words,
                report.bytes,
                out.display()
            ))
        }
        _ => Err(Diagnostic::error("a model to write and treebanks to read are needed")
            .hint("train OUT TREEBANK… or train --measure MODEL TREEBANK")),
    }
}
