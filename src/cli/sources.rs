//! `pactum sources`: the documents in the store.

use std::collections::BTreeMap;

use oxigraph::model::vocab::xsd;
use oxigraph::model::{Literal, Term, Variable};
use oxigraph::sparql::results::QueryResultsFormat;

use super::context::Context;
use super::problem::{Done, Outcome};
use crate::model::DocumentId;
use crate::query::answer::ask;
use crate::query::write::Format;
use crate::query::{Answer, Names, Rows, answer_recorded, saved};

/// List the documents in the graph: title, publisher, date, claims, and when each came in
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
    let mut query = saved::find(context.saved()?, "sources")?.with(&BTreeMap::new(), &names)?;
    let recorded = store.recorded()?;
    answer_recorded(&mut query, store.quads(), || Ok(recorded.clone()))?;
    let mut answer = ask(store.quads(), &query)?;
    if let Answer::Rows(rows) = &mut answer {
        add_recorded(rows, &recorded);
    }
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

/// Adds the column that the graph does not hold.
fn add_recorded(rows: &mut Rows, recorded: &BTreeMap<DocumentId, String>) {
    let Some(at) = rows.columns.iter().position(|column| column.as_str() == "document") else { return };
    rows.columns.push(Variable::new_unchecked("recorded"));
    for row in &mut rows.rows {
        let id = match &row[at] {
            Some(Term::NamedNode(node)) => node.as_str().rsplit('/').next().map(DocumentId::from_hex),
            _ => None,
        };
        let instant = id.and_then(|id| recorded.get(&id));
        row.push(instant.map(|instant| Literal::new_typed_literal(instant, xsd::DATE_TIME).into()));
    }
}
