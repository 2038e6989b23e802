//! A document's metadata and text as triples of its own graph, and back.

use jiff::civil;
use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{Literal, NamedNode, Quad, Term};

use super::iri::Mint;
use super::vocabulary as v;
use crate::fuse::copies::Sketch;
use crate::model::{Document, DocumentId, Metadata};

/// What is known about `document`, and its text. A location is one of `locations`, where it was read from.
#[must_use]
pub fn document_to_quads<'a>(
    document: &Document,
    locations: impl IntoIterator<Item = &'a str>,
    mint: Mint<'_>,
) -> Vec<Quad> {
    let node = mint.document(&document.id);
    let meta = &document.meta;
    let text = |text: &str| Term::from(Literal::new_simple_literal(text));
    let mut triples =
        vec![(rdf::TYPE, v::DOCUMENT.into_owned().into()), (v::SCHEMA_TEXT, text(&document.text))];
    triples.extend(meta.title.as_deref().map(|title| (v::SCHEMA_HEADLINE, text(title))));
    triples.extend(meta.publisher.as_deref().map(|publisher| (v::DC_PUBLISHER, text(publisher))));
    triples.extend(meta.url.as_deref().map(|url| (v::SCHEMA_URL, url_term(url))));
    triples.extend(meta.published.map(|day| {
        (v::SCHEMA_DATE_PUBLISHED, Literal::new_typed_literal(day.to_string(), xsd::DATE).into())
    }));
    triples.extend(locations.into_iter().map(|location| (v::DC_SOURCE, text(location))));
    triples
        .into_iter()
        .map(|(predicate, object)| Quad::new(node.clone(), predicate, object, node.clone()))
        .collect()
}

/// What else is kept of a document for fusing: by which of its shingles copies are found, and on which day it was written
/// or later (`not_before`), if that had to be told from what it says.
#[must_use]
pub fn probes_to_quads(
    id: &DocumentId,
    sketch: &Sketch,
    not_before: Option<civil::Date>,
    mint: Mint<'_>,
) -> Vec<Quad> {
    let node = mint.document(id);
    let probes = sketch.probes().iter().map(|&hash| (v::SHINGLE, probe(hash)));
    let day = |day: civil::Date| (v::NOT_BEFORE, Literal::new_typed_literal(day.to_string(), xsd::DATE));
    let all = probes.chain(not_before.map(day));
    all.map(|(predicate, value)| Quad::new(node.clone(), predicate, value, node.clone())).collect()
}

/// The hash of a shingle as the graph has it.
#[must_use]
pub fn probe(hash: u64) -> Literal {
    Literal::new_simple_literal(format!("{hash:016x}"))
}

/// The document that the quads of its own graph tell of, and all the places it was read from, sorted; `None` if they
/// hold no text.
#[must_use]
pub fn document_of_graph(id: &DocumentId, quads: &[Quad], mint: Mint<'_>) -> Option<(Document, Vec<String>)> {
    let node = mint.document(id);
    let all = |predicate| values(quads, &node, predicate);
    let one = |predicate| all(predicate).into_iter().next();
    let mut locations = all(v::DC_SOURCE);
    locations.sort();
    let meta = Metadata {
        location: locations.first().cloned().unwrap_or_default(),
        title: one(v::SCHEMA_HEADLINE),
        url: one(v::SCHEMA_URL),
        publisher: one(v::DC_PUBLISHER),
        published: one(v::SCHEMA_DATE_PUBLISHED).and_then(|day| day.parse().ok()),
    };
    Some((Document { id: id.clone(), text: one(v::SCHEMA_TEXT)?, meta }, locations))
}

fn values(quads: &[Quad], node: &NamedNode, predicate: oxigraph::model::NamedNodeRef<'_>) -> Vec<String> {
    let about =
        quads.iter().filter(|quad| quad.subject == node.clone().into() && quad.predicate == predicate);
    about
        .filter_map(|quad| match &quad.object {
            Term::NamedNode(node) => Some(node.as_str().to_owned()),
            Term::Literal(literal) => Some(literal.value().to_owned()),
            _ => None,
        })
        .collect()
}

fn url_term(url: &str) -> Term {
    NamedNode::new(url).map_or_else(|_| Literal::new_typed_literal(url, xsd::ANY_URI).into(), Term::from)
}
