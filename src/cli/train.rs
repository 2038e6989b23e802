//! `pactum train`: the language model. For who works on the engine; hidden from the help, since nobody else needs it.

use std::path::PathBuf;

use super::context::Context;
use super::problem::{Done, Outcome};
use crate::annotate::train::{measure, train};

/// Train the language model, or measure one
#[derive(clap::Args, Debug)]
#[command(hide = true, after_help = EXAMPLES)]
pub(super) struct Args {
    /// The model: written, or with --measure read
    #[arg(value_name = "MODEL")]
    model: PathBuf,
    /// Files in CoNLL-U
    #[arg(value_name = "TREEBANK", required = true)]
    treebanks: Vec<PathBuf>,
    /// Compare what the model says with each of the treebanks
    #[arg(long)]
    measure: bool,
}

const EXAMPLES: &str = "\
Examples:
  pactum train data/model/english.bin en_ewt-ud-train.conllu
  pactum train --measure data/model/english.bin en_ewt-ud-dev.conllu";

pub(super) fn run(args: &Args, context: &Context) -> Done {
    let mut out = context.out();
    if args.measure {
        for treebank in &args.treebanks {
            writeln!(out, "{}", measure(&args.model, treebank)?)?;
        }
    } else {
        let progress = |step: &str| {
            if !context.global.quiet {
                anstream::eprintln!("{step}");
            }
        };
        let made = train(&args.treebanks, &args.model, &progress)?;
        let path = args.model.display();
        writeln!(out, "{} sentences, {} words: {} bytes in {path}", made.sentences, made.words, made.bytes)?;
    }
    out.flush()?;
    Ok(Outcome::Well)
}
