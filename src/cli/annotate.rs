//! `pactum annotate`: what the language engine sees.

use std::path::PathBuf;

use clap::ValueEnum;

use super::context::Context;
use super::problem::{Done, Outcome};
use crate::annotate::annotate_fully;
use crate::inspect;
use crate::pack::Pack;
use crate::read;
use crate::relate::relate;

/// Show what the language engine sees in an article: words, tags, trees, mentions, frames
#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Files, folders, or - for standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The form [default: text]
    #[arg(long, short, value_enum)]
    format: Option<Form>,
}

const EXAMPLES: &str = "\
Examples:
  pactum annotate article.md
  echo 'Lumen will buy Brightwater for $2 billion.' | pactum annotate -
  pactum annotate article.md --format conllu";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    Text,
    Conllu,
    Json,
}

pub(super) fn run(args: &Args, context: &Context) -> Done {
    let pack = Pack::load(context.files.clone())?;
    let form = args.format.unwrap_or(if context.global.json { Form::Json } else { Form::Text });
    let mut out = context.out();
    for document in read::inputs(&args.paths) {
        match document {
            Err(warning) => context.warn(&warning),
            Ok(document) => {
                let annotated = annotate_fully(document, &pack);
                let frames = relate(&annotated, &pack);
                match form {
                    Form::Text => write!(out, "{}", inspect::table(&annotated, &frames))?,
                    Form::Conllu => write!(out, "{}", inspect::conllu(&annotated))?,
                    Form::Json => writeln!(out, "{}", inspect::json(&annotated, &frames))?,
                }
            }
        }
    }
    out.flush()?;
    Ok(Outcome::Well)
}
