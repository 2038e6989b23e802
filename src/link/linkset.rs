//! Links as RDF: the links themselves, the mappings behind them (SSSOM), a description (`void:`).

use std::collections::BTreeMap;

use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{GraphName, Literal, NamedNode, NamedNodeRef, Quad, Term};

use super::decide::{Basis, Link, Verdict};
use super::sssom;
use crate::import::DESCRIPTIONS;
use crate::rdf::{Mint, vocabulary as v};

/// The links to one dataset.
#[derive(Clone, Copy, Debug)]
pub struct Linkset<'a> {
    /// What the dataset is called here.
    pub dataset: &'a str,
    /// Where it was read from.
    pub from: &'a str,
    /// The links.
    pub links: &'a [Link],
}

/// The predicate of a link: `owl:sameAs` for what an identifier or a person says, `skos:exactMatch` for what the score
/// alone says, `skos:closeMatch` for a proposal. Rejected ones have none.
pub(super) fn predicate(link: &Link) -> Option<NamedNodeRef<'static>> {
    match (link.verdict, link.basis) {
        (Verdict::Accepted, Basis::Decision | Basis::Identifier) => Some(v::OWL_SAME_AS),
        (Verdict::Accepted, Basis::Score) => Some(v::SKOS_EXACT_MATCH),
        (Verdict::Proposed, _) => Some(v::SKOS_CLOSE_MATCH),
        (Verdict::Rejected, _) => None,
    }
}

/// The quads of the graph `dataset/NAME/links`, and those of the description of the linkset in the graph of
/// descriptions.
#[must_use]
pub fn to_quads(set: Linkset<'_>, mint: Mint<'_>) -> (Vec<Quad>, Vec<Quad>) {
    let graph = mint.dataset(&format!("{}/links", set.dataset));
    let mut quads = Vec::new();
    let mut counts: BTreeMap<NamedNodeRef<'_>, u64> = BTreeMap::new();
    for link in set.links {
        if let Some(predicate) = predicate(link) {
            quads.push(Quad::new(link.entity.clone(), predicate, link.target.clone(), graph.clone()));
            *counts.entry(predicate).or_default() += 1;
        }
        quads.extend(sssom::to_quads(link, &graph, mint));
    }
    (quads, described(set, &graph, &counts, mint))
}

/// One linkset a predicate, each with its count, below that of all.
fn described(
    set: Linkset<'_>,
    graph: &NamedNode,
    counts: &BTreeMap<NamedNodeRef<'_>, u64>,
    mint: Mint<'_>,
) -> Vec<Quad> {
    let into = GraphName::from(mint.graph(DESCRIPTIONS));
    let mut quads = Vec::new();
    let mut add = |subject: &NamedNode, predicate: NamedNodeRef<'_>, object: Term| {
        quads.push(Quad::new(subject.clone(), predicate, object, into.clone()));
    };
    let here = NamedNode::new_unchecked(crate::rdf::BASE);
    let linkset = |node: &NamedNode, number: u64, add: &mut dyn FnMut(&NamedNode, NamedNodeRef<'_>, Term)| {
        add(node, rdf::TYPE, v::VOID_LINKSET.into_owned().into());
        add(node, v::VOID_SUBJECTS_TARGET, here.clone().into());
        add(node, v::VOID_OBJECTS_TARGET, mint.dataset(set.dataset).into());
        add(node, v::VOID_TRIPLES, Literal::from(number).into());
    };
    linkset(graph, counts.values().sum(), &mut add);
    add(graph, v::DC_SOURCE, Literal::new_simple_literal(set.from).into());
    for (predicate, number) in counts {
        let name = predicate.as_str().rsplit(['#', '/']).next().unwrap_or_default();
        let part = NamedNode::new_unchecked(format!("{}#{name}", graph.as_str()));
        linkset(&part, *number, &mut add);
        add(&part, v::VOID_LINK_PREDICATE, predicate.into_owned().into());
        add(graph, v::VOID_SUBSET, part.clone().into());
    }
    quads
}

/// A score as a literal: two digits are all it is good for.
pub(super) fn confidence(value: f64) -> Literal {
    Literal::new_typed_literal(format!("{value:.2}"), xsd::DECIMAL)
}
