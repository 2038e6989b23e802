//! What a gazetteer knows of an entity, in the words of OWL, SKOS and schema.org.

use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphName, Literal, NamedNode, NamedNodeRef, Quad, Term};

use super::iri::Mint;
use super::vocabulary as v;
use crate::pack::gazetteer::Entry;

/// The quads of the graph `dataset/gazetteer` about one entity: class, preferred name, `owl:sameAs` its Wikidata item,
/// `schema:tickerSymbol`, `schema:leiCode`, `pact:cik`, `pact:isin`, `schema:url` or `schema:identifier` (with the scheme in
/// front: `duns:081466849`), and the entity it is a part of.
#[must_use]
pub fn entry_to_quads(entry: &Entry, mint: Mint<'_>) -> Vec<Quad> {
    let node = mint.node(&entry.id);
    let graph = GraphName::from(mint.dataset("gazetteer"));
    let text = |text: &str| Term::from(Literal::new_simple_literal(text));
    let mut triples: Vec<(NamedNodeRef<'_>, Term)> =
        vec![(rdf::TYPE, mint.term(&entry.class).into()), (v::SKOS_PREF_LABEL, text(&entry.name))];
    triples.extend(entry.wikidata.as_deref().map(|item| {
        let item = NamedNode::new_unchecked(format!("http://www.wikidata.org/entity/{item}"));
        (v::OWL_SAME_AS, item.into())
    }));
    triples.extend(entry.identifiers.iter().map(|(scheme, value)| match scheme.as_str() {
        // As schema.org wants it: the exchange, a space, the ticker.
        "ticker" => (v::SCHEMA_TICKER, text(&value.replacen(':', " ", 1))),
        "lei" => (v::SCHEMA_LEI, text(value)),
        "cik" => (v::CIK, text(value)),
        "isin" => (v::ISIN, text(value)),
        "website" => (v::SCHEMA_URL, NamedNode::new(value).map_or_else(|_| text(value), Term::from)),
        _ => (v::SCHEMA_IDENTIFIER, text(&format!("{scheme}:{value}"))),
    }));
    triples.extend(entry.owner.as_deref().map(|owner| (v::DCTERMS_IS_PART_OF, mint.node(owner).into())));
    let quad = |(predicate, object)| Quad::new(node.clone(), predicate, object, graph.clone());
    triples.into_iter().map(quad).collect()
}
