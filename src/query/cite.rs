//! For every row of an answer the sentences that prove it.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::{NamedNode, NamedNodeRef, Term, Triple, Variable};
use spargebra::Query;

use super::answer::{Answer, Rows};
use super::evidence::{Cited, cite_all, claims_behind};
use super::graph;
use super::lineage::Lineage;
use crate::model::Diagnostic;
use crate::store::Quads;

/// What a thing is and what it is called is said again and again: it proves a row only if nothing else does.
const COMMONPLACE: [NamedNodeRef<'_>; 3] = [graph::TYPE, graph::LABEL, graph::ALT_LABEL];

/// For each of `rows`, the answer to `query`, the claims behind the stored triples it rests on, each sentence once, by
/// date and place.
///
/// # Errors
/// If the query is no SELECT, or the store cannot be read.
pub fn cite(store: &Quads, query: &Query, rows: &Rows) -> Result<Vec<Vec<Cited>>, Diagnostic> {
    let Some(lineage) = Lineage::of(query) else {
        return Err(Diagnostic::error("only the rows of a SELECT can be cited")
            .hint("`pactum why` shows the sentences behind an entity or a triple"));
    };
    let triples = triples_of_rows(store, &lineage, rows)?;
    let mut known = BTreeMap::new();
    triples.iter().map(|triples| proof(store, triples, &mut known)).collect()
}

/// For each row the stored triples it rests on, by their text.
fn triples_of_rows(
    store: &Quads,
    lineage: &Lineage,
    rows: &Rows,
) -> Result<Vec<BTreeMap<String, Triple>>, Diagnostic> {
    let mut by_cells: BTreeMap<Vec<Option<String>>, Vec<usize>> = BTreeMap::new();
    for (at, row) in rows.rows.iter().enumerate() {
        by_cells
            .entry(row.iter().map(|cell| cell.as_ref().map(Term::to_string)).collect())
            .or_default()
            .push(at);
    }
    let mut triples = vec![BTreeMap::new(); rows.rows.len()];
    let Answer::Rows(solutions) = store.ask(&lineage.query)? else { return Ok(triples) };
    let columns: Vec<_> = lineage.columns.iter().map(|column| solutions.column(column)).collect();
    for solution in &solutions.rows {
        let cell = |at: &Option<usize>| at.and_then(|at| solution[at].as_ref()).map(Term::to_string);
        for &at in by_cells.get(&columns.iter().map(cell).collect::<Vec<_>>()).into_iter().flatten() {
            let cells = |name: &Variable| solution[solutions.column(name)?].clone();
            triples[at].extend(lineage.triples(&cells).map(|triple| (triple.to_string(), triple)));
        }
    }
    Ok(triples)
}

/// The claims behind `triples`, each sentence once; `known` remembers the claims of triples seen before. A sentence that
/// proves only a part of what another one proves is left out.
fn proof(
    store: &Quads,
    triples: &BTreeMap<String, Triple>,
    known: &mut BTreeMap<String, Vec<NamedNode>>,
) -> Result<Vec<Cited>, Diagnostic> {
    let (commonplace, telling): (Vec<_>, Vec<_>) =
        triples.iter().partition(|(_, triple)| COMMONPLACE.contains(&triple.predicate.as_ref()));
    let mut proven = proven_by(store, &telling, known)?;
    if proven.is_empty() {
        proven = proven_by(store, &commonplace, known)?;
    }
    let claims = cite_all(store, proven.keys())?;
    let sentence = |cited: &Cited| (cited.document.iri.clone(), cited.sentence.clone());
    let mut by_sentence: BTreeMap<_, BTreeSet<&str>> = BTreeMap::new();
    for cited in &claims {
        by_sentence.entry(sentence(cited)).or_default().extend(&proven[&cited.claim]);
    }
    let mut shown = BTreeSet::new();
    let kept = claims.into_iter().filter(|cited| {
        let mine = &by_sentence[&sentence(cited)];
        let outdone = by_sentence.values().any(|other| mine.len() < other.len() && mine.is_subset(other));
        !outdone && shown.insert(sentence(cited))
    });
    Ok(kept.collect())
}

fn proven_by<'a>(
    store: &Quads,
    triples: &[(&'a String, &Triple)],
    known: &mut BTreeMap<String, Vec<NamedNode>>,
) -> Result<Proven<'a>, Diagnostic> {
    let mut proven = Proven::new();
    for &(text, triple) in triples {
        if !known.contains_key(text) {
            known.insert(text.clone(), claims_behind(store, triple)?);
        }
        for claim in &known[text] {
            proven.entry(claim.clone()).or_default().insert(text);
        }
    }
    Ok(proven)
}

/// For each claim the triples it says.
type Proven<'a> = BTreeMap<NamedNode, BTreeSet<&'a str>>;
