//! Claims as a table, for people with spreadsheets.

use oxigraph::model::{Literal, NamedNode, Term, Variable};

use crate::model::Diagnostic;
use crate::query::evidence::{Cited, cite_all, claims_about, last_part};
use crate::query::graph::{self, subjects};
use crate::query::{Names, Rows};
use crate::store::Quads;

const COLUMNS: [&str; 15] = [
    "document",
    "title",
    "publisher",
    "published",
    "subject",
    "predicate",
    "object",
    "modality",
    "attributedTo",
    "confidence",
    "rule",
    "start",
    "end",
    "text",
    "sentence",
];

/// All claims, or those of one thing, with their sentences, by date, document and place.
///
/// # Errors
/// If the store cannot be read.
pub fn claims(store: &Quads, about: Option<&NamedNode>) -> Result<Vec<Cited>, Diagnostic> {
    let claims = match about {
        Some(node) => claims_about(store, node.as_ref())?,
        None => subjects(store, graph::TYPE, graph::CLAIM)?,
    };
    cite_all(store, &claims)
}

/// A row for each claim, or for each of one thing, by document and place.
///
/// # Errors
/// If the store cannot be read.
pub fn claim_rows(store: &Quads, about: Option<&NamedNode>, names: &Names<'_>) -> Result<Rows, Diagnostic> {
    let rows = claims(store, about)?.iter().map(|cited| row(cited, names)).collect();
    Ok(Rows { columns: COLUMNS.iter().map(|&column| Variable::new_unchecked(column)).collect(), rows })
}

fn row(cited: &Cited, names: &Names<'_>) -> Vec<Option<Term>> {
    let document = &cited.document;
    let cells = [
        Some(document.location.clone().unwrap_or_else(|| last_part(document.iri.as_str()).to_owned())),
        document.title.clone(),
        document.publisher.clone(),
        document.published.clone(),
        Some(names.show(&cited.triple.subject.clone().into())),
        Some(names.of(&cited.triple.predicate)),
        Some(names.show(&cited.triple.object)),
        cited.modality.as_ref().map(|modality| names.of(modality)),
        cited.attributed_to.as_ref().map(|who| names.of(who)),
        Some(cited.confidence.to_string()),
        Some(cited.rule.clone()),
        Some(cited.start.to_string()),
        Some(cited.end.to_string()),
        Some(cited.exact.clone()),
        Some(cited.sentence.clone()),
    ];
    cells.into_iter().map(|cell| cell.map(|text| Literal::from(text).into())).collect()
}
