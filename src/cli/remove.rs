//! `pactum remove`: documents are taken back, with all they said.

use serde_json::json;

use super::context::Context;
use super::differences;
use super::problem::{Done, Outcome};
use crate::diff::Difference;
use crate::pack::Pack;
use crate::pipeline;
use crate::query::Names;
use crate::rdf::BASE;
use crate::store::Quads;

/// Take documents back, with everything they said, and show what that changes
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
    let change = &removal.change;
    let difference = Difference::of_change(&change.gone, &change.come, store.quads())?;
    // What is gone has its name from what is gone.
    let before = Quads::in_memory(change.gone.iter().cloned())?;
    let names = [Names::new(store.quads(), &context.words), Names::new(&before, &context.words)];
    let mut out = context.out();
    if context.global.json {
        let documents: Vec<_> = removal.documents.iter().map(|document| document.id.as_str()).collect();
        let triples = json!({ "gone": change.gone.len(), "come": change.come.len() });
        let change = differences::as_json(&difference, &names);
        writeln!(out, "{}", json!({ "documents": documents, "statements": triples, "change": change }))?;
    } else if !context.global.quiet {
        for document in &removal.documents {
            let name = document.meta.title.as_deref().unwrap_or(&document.meta.location);
            writeln!(out, "taken back: {} ({})", name, document.id)?;
        }
        differences::print(&mut out, &difference, &names)?;
        writeln!(out, "{} triples gone, {} come back", change.gone.len(), change.come.len())?;
    }
    out.flush()?;
    Ok(Outcome::Well)
}
