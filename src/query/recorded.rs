//! The third clock: when each document came into the store.
//!
//! That is kept beside the graph, so that the graph's bytes do not depend on the day. A query can ask for it all the
//! same: `?document pact:recorded ?instant` is answered from a table that is put in the place of the pattern.

use std::collections::BTreeMap;

use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{Literal, NamedNode, NamedOrBlankNode};
use spargebra::Query;
use spargebra::algebra::GraphPattern;
use spargebra::term::{GroundTerm, NamedNodePattern, TermPattern, TriplePattern};

use crate::model::{Diagnostic, DocumentId};
use crate::rdf::vocabulary as v;
use crate::store::Quads;
use crate::store::algebra::{Part, walk};

/// Lets `query` ask for `pact:recorded`: the instants of `recorded`, in ISO 8601, for the documents of `store`. A variable
/// in the place of the predicate does not find it. `recorded` is only asked if the query asks.
///
/// # Errors
/// If the store cannot be read.
pub fn answer_recorded(
    query: &mut Query,
    store: &Quads,
    recorded: impl Fn() -> Result<BTreeMap<DocumentId, String>, Diagnostic>,
) -> Result<(), Diagnostic> {
    let mut asks = false;
    walk(query, &mut |part| {
        if let Part::Pattern(GraphPattern::Bgp { patterns }) = part {
            asks |= patterns.iter().any(is_asked);
        }
    });
    if !asks {
        return Ok(());
    }
    let rows = rows(store, &recorded()?)?;
    walk(query, &mut |part| {
        let Part::Pattern(pattern) = part else { return };
        let GraphPattern::Bgp { patterns } = pattern else { return };
        let (asked, rest): (Vec<_>, Vec<_>) = patterns.drain(..).partition(is_asked);
        *patterns = rest;
        for triple in asked {
            let left = Box::new(std::mem::take(pattern));
            *pattern = GraphPattern::Join { left, right: Box::new(values(&triple, &rows)) };
        }
    });
    Ok(())
}

fn is_asked(triple: &TriplePattern) -> bool {
    triple.predicate == NamedNodePattern::NamedNode(v::RECORDED.into_owned())
}

/// Each document of the store that is in the table, and its instant.
fn rows(store: &Quads, recorded: &BTreeMap<DocumentId, String>) -> Result<Vec<[GroundTerm; 2]>, Diagnostic> {
    let documents = store.find(None, Some(rdf::TYPE), Some(v::DOCUMENT.into()), None)?;
    let row = |document: NamedNode| {
        let id = DocumentId::from_hex(document.as_str().rsplit('/').next()?);
        let instant = Literal::new_typed_literal(recorded.get(&id)?, xsd::DATE_TIME);
        Some([GroundTerm::NamedNode(document), GroundTerm::Literal(instant)])
    };
    let found = documents.into_iter().filter_map(|quad| match quad.subject {
        NamedOrBlankNode::NamedNode(document) => row(document),
        NamedOrBlankNode::BlankNode(_) => None,
    });
    Ok(found.collect())
}

/// The rows that fit subject and object, as a table of those of the two that are variables.
fn values(triple: &TriplePattern, rows: &[[GroundTerm; 2]]) -> GraphPattern {
    let ends = [&triple.subject, &triple.object];
    let fits = |row: &&[GroundTerm; 2]| {
        ends.iter().zip(*row).all(|(end, term)| match end {
            TermPattern::NamedNode(node) => *term == GroundTerm::NamedNode(node.clone()),
            TermPattern::Literal(literal) => *term == GroundTerm::Literal(literal.clone()),
            _ => true,
        })
    };
    let open: Vec<usize> = (0..2).filter(|&at| matches!(ends[at], TermPattern::Variable(_))).collect();
    let variables = open.iter().filter_map(|&at| match ends[at] {
        TermPattern::Variable(variable) => Some(variable.clone()),
        _ => None,
    });
    let cells = |row: &[GroundTerm; 2]| open.iter().map(|&at| Some(row[at].clone())).collect();
    GraphPattern::Values {
        variables: variables.collect(),
        bindings: rows.iter().filter(fits).map(cells).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::answer::ask;
    use crate::query::{Answer, Vocabulary, syntax};
    use oxigraph::model::Quad;

    fn answered(text: &str) -> usize {
        let mut quads = Vec::new();
        let mut recorded = BTreeMap::new();
        for (id, instant) in [("aa", "2026-05-01T08:00:00Z"), ("bb", "2026-05-02T08:00:00Z")] {
            let node = NamedNode::new(format!("https://w3id.org/pactum/doc/{id}")).unwrap();
            quads.push(Quad::new(node.clone(), rdf::TYPE, v::DOCUMENT, node));
            recorded.insert(DocumentId::from_hex(id), instant.to_owned());
        }
        let words = Vocabulary::of(&crate::pack::Files::embedded());
        let mut query = syntax::parse(crate::query::Source { name: "<query>", text }, &words).unwrap();
        let store = Quads::in_memory(quads).unwrap();
        answer_recorded(&mut query, &store, || Ok(recorded.clone())).unwrap();
        let Answer::Rows(rows) = ask(&store, &query).unwrap() else { panic!("no SELECT") };
        rows.rows.len()
    }

    #[test]
    fn when_a_document_came_in_can_be_asked_though_the_graph_does_not_hold_it() {
        assert_eq!(answered("SELECT ?d ?t { ?d pact:recorded ?t }"), 2);
        assert_eq!(
            answered(
                "SELECT ?d { GRAPH ?d { ?d a pact:Document } ?d pact:recorded ?t . FILTER(?t < \"2026-05-02T00:00:00Z\"^^xsd:dateTime) }"
            ),
            1
        );
        assert_eq!(answered("SELECT ?t { <https://w3id.org/pactum/doc/aa> pact:recorded ?t }"), 1);
        assert_eq!(
            answered("SELECT ?d { GRAPH ?d { ?d a pact:Document OPTIONAL { ?d pact:recorded ?t } } }"),
            2
        );
    }
}
