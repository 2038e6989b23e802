//! What our terms are aligned with is there: each term of another vocabulary is one that rdflib ships the definition of. Skipped
//! if rdflib is not installed.

use std::collections::BTreeSet;

use crate::readers::read;
use oxigraph::model::{NamedOrBlankNode, Term};
use oxttl::TurtleParser;

const ALIGNMENTS: &str = include_str!("../ontology/alignments.ttl");

/// The vocabularies that rdflib knows all terms of.
const KNOWN: [&str; 6] = [
    "https://schema.org/",
    "http://www.w3.org/ns/prov#",
    "http://www.w3.org/ns/org#",
    "http://www.w3.org/2006/time#",
    "http://www.w3.org/ns/odrl/2/",
    "http://xmlns.com/foaf/0.1/",
];

#[test]
fn every_term_of_another_vocabulary_is_one_of_its_terms() {
    let mut used: BTreeSet<String> = BTreeSet::new();
    for triple in TurtleParser::new().for_slice(ALIGNMENTS.as_bytes()) {
        let triple = triple.unwrap();
        if let NamedOrBlankNode::NamedNode(node) = triple.subject {
            used.insert(node.into_string());
        }
        if let Term::NamedNode(node) = triple.object {
            used.insert(node.into_string());
        }
    }
    used.retain(|term| KNOWN.iter().any(|known| term.starts_with(known)));
    assert!(used.len() > 35, "{used:#?}");
    let asked = used.iter().map(String::as_str).collect::<Vec<_>>().join("\n");
    let Some(known) = read(asked.as_bytes(), &["terms"]) else { return };
    let unknown: Vec<&String> = used.iter().filter(|term| !known.contains(term)).collect();
    assert!(unknown.is_empty(), "rdflib does not know {unknown:#?}");
}
