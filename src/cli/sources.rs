//! `pactum sources`: the documents in the store.

use std::collections::BTreeMap;

use oxigraph::sparql::results::QueryResultsFormat;

use super::context::Context;
use super::problem::{Done, Outcome};
use crate::query::answer::ask;
use crate::query::write::Format;
use crate::query::{Names, saved};

/// List the documents in the graph: title, publisher, date, claims
#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {}

const EXAMPLES: &str = "\
Examples:
  pactum sources
  pactum --json sources";

pub(super) fn run(_args: &Args, context: &Context) -> Done {
    let store = context.store()?;
    let names = Names::new(store.quads(), &context.words);
    let query = saved::find(context.saved()?, "sources")?.with(&BTreeMap::new(), &names)?;
    let answer = ask(store.quads(), &query)?;
    let format = match context.width() {
        _ if context.global.json => Format::Results(QueryResultsFormat::Json),
        None => Format::Results(QueryResultsFormat::Tsv),
        width => Format::Table { width },
    };
    let mut out = context.out();
    format.write(&mut out, &answer, None, None, &context.words)?;
    out.flush()?;
    Ok(Outcome::Well)
}
