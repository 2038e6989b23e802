//! `pactum pack`: packs for other fields.

use std::path::PathBuf;

use clap::Subcommand;

use super::context::Context;
use super::problem::{Done, Outcome};
use crate::pack::skeleton;

/// Make a pack: ontology, names, frames and queries for another field
#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Which,
}

const EXAMPLES: &str = "\
Examples:
  pactum pack new my-field
  pactum --pack my-field build my-field/articles
docs/packs.md describes what is in a pack.";

#[derive(Debug, Subcommand)]
enum Which {
    /// Write a commented pack to start from
    New {
        /// The folder to make
        #[arg(value_name = "DIR")]
        dir: PathBuf,
    },
}

pub(super) fn run(args: &Args, context: &Context) -> Done {
    let Which::New { dir } = &args.command;
    let written = skeleton::write(dir)?;
    let mut out = context.out();
    if context.global.json {
        let paths: Vec<String> = written.iter().map(|path| path.display().to_string()).collect();
        writeln!(out, "{}", serde_json::Value::from(paths))?;
    } else {
        for path in &written {
            writeln!(out, "{}", path.display())?;
        }
    }
    out.flush()?;
    Ok(Outcome::Well)
}
