//! `pactum remove`: documents are taken back, with all they said.

use serde_json::json;

use super::context::Context;
use super::problem::{Done, Outcome};
use crate::pack::Pack;
use crate::pipeline;
use crate::rdf::BASE;

/// Take documents back, with everything they said
#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// The document: its hash or the beginning of it, where it was read from, or its URL
    #[arg(required = true, value_name = "DOCUMENT")]
    documents: Vec<String>,
    /// The IRI below which all others were made
    #[arg(long, value_name = "IRI", default_value = BASE)]
    base: String,
}

const EXAMPLES: &str = "\
Examples:
  pactum remove articles/2026-04-28.md
  pactum remove 9b1c
`pactum sources` lists the documents.";

pub(super) fn run(args: &Args, context: &Context) -> Done {
    let pack = Pack::load(context.files.clone())?;
    let store = context.store_to_write()?;
    let removal = pipeline::remove(&args.documents, &pack, &store, &args.base)?;
    let mut out = context.out();
    if context.global.json {
        let documents: Vec<_> = removal.documents.iter().map(|document| document.id.as_str()).collect();
        let (gone, come) = (removal.change.gone.len(), removal.change.come.len());
        writeln!(out, "{}", json!({ "documents": documents, "statements": { "gone": gone, "come": come } }))?;
    } else if !context.global.quiet {
        for document in &removal.documents {
            let name = document.meta.title.as_deref().unwrap_or(&document.meta.location);
            writeln!(out, "taken back: {} ({})", name, document.id)?;
        }
        let change = &removal.change;
        writeln!(out, "{} triples gone, {} come back", change.gone.len(), change.come.len())?;
    }
    out.flush()?;
    Ok(Outcome::Well)
}
