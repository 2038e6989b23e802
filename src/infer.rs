//! Floor 5. What follows from the graph by the ontology and its alignments: RDFS and OWL RL.
//!
//! The graph is copied into memory, and what follows is added to its default graph there; the store stays as it is. A
//! reasoner for OWL 2 RL ([`reasonable`]) draws the conclusions.
//!
//! Some axioms of the ontology are left out. `owl:FunctionalProperty` and `owl:hasKey` say here what is told of one thing
//! *at a time*; OWL, which knows no time, would conclude that two amounts that followed each other are the same.
//! `owl:disjointWith` lets nothing follow but contradictions, which `validate` finds.

use std::collections::HashSet;

use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{GraphName, NamedNodeRef, NamedOrBlankNode, Quad, Term, Triple};
use oxttl::TurtleParser;
use reasonable::reasoner::Reasoner;

use crate::model::Diagnostic;
use crate::pack::Files;
use crate::rdf::{Mint, vocabulary as v};
use crate::store::Quads;

/// The axioms that conclusions are drawn from.
const AXIOMS: [&str; 8] = [
    "http://www.w3.org/2000/01/rdf-schema#subClassOf",
    "http://www.w3.org/2000/01/rdf-schema#subPropertyOf",
    "http://www.w3.org/2000/01/rdf-schema#domain",
    "http://www.w3.org/2000/01/rdf-schema#range",
    "http://www.w3.org/2002/07/owl#equivalentClass",
    "http://www.w3.org/2002/07/owl#equivalentProperty",
    "http://www.w3.org/2002/07/owl#inverseOf",
    "http://www.w3.org/2002/07/owl#sameAs",
];
/// Kinds of property that let something follow.
const PROPERTY_KINDS: [&str; 2] =
    ["http://www.w3.org/2002/07/owl#SymmetricProperty", "http://www.w3.org/2002/07/owl#TransitiveProperty"];
const DATATYPE_PROPERTY: NamedNodeRef<'_> =
    NamedNodeRef::new_unchecked("http://www.w3.org/2002/07/owl#DatatypeProperty");
const OWL_THING: NamedNodeRef<'_> = NamedNodeRef::new_unchecked("http://www.w3.org/2002/07/owl#Thing");

/// A copy of `store` in memory with what follows from its statements, from what is known of their entities, and from the
/// links to other datasets, in the default graph. Imported datasets come along, but nothing is concluded from them.
///
/// # Errors
/// If the store cannot be read, or an ontology file is no Turtle.
pub fn inferred(store: &Quads, files: &Files, mint: Mint<'_>) -> Result<Quads, Diagnostic> {
    let all: Vec<Quad> = store.stream(None)?.collect::<Result<_, _>>()?;
    let facts: Vec<Triple> =
        all.iter().filter(|quad| is_fact(quad, mint)).map(|quad| Triple::from(quad.clone())).collect();
    let about: HashSet<NamedOrBlankNode> = facts.iter().flat_map(nodes).collect();
    let mut reasoner = Reasoner::new();
    reasoner.load_triples(axioms(files)?);
    reasoner.load_triples(facts);
    reasoner.reason();
    let new = reasoner
        .view_output()
        .iter()
        .filter(|triple| about.contains(&triple.subject) && says_something(triple))
        .map(|triple| triple.clone().in_graph(GraphName::DefaultGraph));
    Quads::in_memory(all.iter().cloned().chain(new))
}

/// Statements, what the gazetteer knows, and links.
fn is_fact(quad: &Quad, mint: Mint<'_>) -> bool {
    match &quad.graph_name {
        GraphName::DefaultGraph => true,
        GraphName::NamedNode(name) if *name == mint.dataset("gazetteer") => true,
        GraphName::NamedNode(name) => {
            let link =
                [v::OWL_SAME_AS, v::SKOS_EXACT_MATCH, v::SKOS_CLOSE_MATCH].contains(&quad.predicate.as_ref());
            link && name.as_str().starts_with(mint.dataset("").as_str()) && name.as_str().ends_with("/links")
        }
        GraphName::BlankNode(_) => false,
    }
}

/// The nodes a triple speaks of.
fn nodes(triple: &Triple) -> Vec<NamedOrBlankNode> {
    let mut nodes = vec![triple.subject.clone()];
    if let (Term::NamedNode(node), false) = (&triple.object, triple.predicate.as_ref() == rdf::TYPE) {
        nodes.push(node.clone().into());
    }
    nodes
}

/// Whether a conclusion is worth keeping: not that a thing is a thing, is itself, or has a literal for a subject.
fn says_something(triple: &Triple) -> bool {
    let object = triple.object.as_ref();
    let itself =
        triple.predicate.as_ref() == v::OWL_SAME_AS && Term::from(triple.subject.clone()) == triple.object;
    !itself && object != OWL_THING.into() && !matches!(triple.object, Term::BlankNode(_))
}

/// The axioms of a pack's ontology files.
fn axioms(files: &Files) -> Result<Vec<Triple>, Diagnostic> {
    let mut all: Vec<Triple> = Vec::new();
    for (_, file) in files.below("ontology", "ttl") {
        for triple in TurtleParser::new().for_slice(file.text.as_bytes()) {
            all.push(triple.map_err(|error| Diagnostic::error(error.to_string()).in_file(&file.shown))?);
        }
    }
    let literal: HashSet<NamedOrBlankNode> = all
        .iter()
        .filter(|triple| {
            triple.predicate.as_ref() == rdf::TYPE && triple.object.as_ref() == DATATYPE_PROPERTY.into()
        })
        .map(|triple| triple.subject.clone())
        .collect();
    all.retain(|triple| {
        let named = triple.subject.is_named_node() && triple.object.is_named_node();
        let kind = triple.predicate.as_ref() == rdf::TYPE
            && matches!(&triple.object, Term::NamedNode(of) if PROPERTY_KINDS.contains(&of.as_str()));
        let axiom = AXIOMS.contains(&triple.predicate.as_str());
        // That a literal is of a datatype is no conclusion about a node.
        let of_literal = triple.predicate.as_ref() == rdfs::RANGE && literal.contains(&triple.subject);
        named && (kind || axiom && !of_literal)
    });
    Ok(all)
}
