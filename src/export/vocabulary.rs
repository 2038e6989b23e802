//! The statements in the words of another vocabulary, as far as the alignments go.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::vocab::rdf;
use oxigraph::model::{NamedNode, NamedOrBlankNode, Quad, Term};
use oxttl::TurtleParser;

use crate::pack::Files;

/// How a term of ours is said to be one of theirs, the surest way first.
const ALIGNING: [&str; 6] = [
    "http://www.w3.org/2002/07/owl#equivalentClass",
    "http://www.w3.org/2002/07/owl#equivalentProperty",
    "http://www.w3.org/2000/01/rdf-schema#subClassOf",
    "http://www.w3.org/2000/01/rdf-schema#subPropertyOf",
    "http://www.w3.org/2004/02/skos/core#exactMatch",
    "http://www.w3.org/2004/02/skos/core#closeMatch",
];
/// Terms that all vocabularies use as they are.
const SHARED: [&str; 2] =
    ["http://www.w3.org/2002/07/owl#sameAs", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"];

/// From our terms to those of one vocabulary.
#[derive(Clone, Debug)]
pub struct Translation {
    namespace: String,
    /// By our term, theirs: its own, else that of the nearest term above it.
    terms: BTreeMap<String, NamedNode>,
}

impl Translation {
    /// To the vocabulary with this namespace, by the alignments in a pack's ontology files.
    #[must_use]
    pub fn to(namespace: &str, files: &Files) -> Self {
        let mut aligned: BTreeMap<String, Vec<(usize, NamedNode)>> = BTreeMap::new();
        for (_, file) in files.below("ontology", "ttl") {
            for triple in TurtleParser::new().for_slice(file.text.as_bytes()).flatten() {
                let way = ALIGNING.iter().position(|way| *way == triple.predicate.as_str());
                if let (Some(way), NamedOrBlankNode::NamedNode(ours), Term::NamedNode(theirs)) =
                    (way, triple.subject, triple.object)
                {
                    aligned.entry(ours.into_string()).or_default().push((way, theirs));
                }
            }
        }
        for terms in aligned.values_mut() {
            terms.sort();
        }
        let terms =
            aligned.keys().filter_map(|term| Some((term.clone(), nearest(term, namespace, &aligned)?)));
        Self { namespace: namespace.to_owned(), terms: terms.collect() }
    }

    /// `quads` in the other vocabulary, and how many have no words there. What is of that vocabulary already stays.
    #[must_use]
    pub fn translate(&self, quads: Vec<Quad>) -> (Vec<Quad>, usize) {
        let (mut said, mut left) = (Vec::new(), 0);
        for quad in quads {
            let predicate = self.term(&quad.predicate);
            let object = match &quad.object {
                Term::NamedNode(class) if quad.predicate.as_ref() == rdf::TYPE => {
                    self.term(class).map(Term::from)
                }
                other => Some(other.clone()),
            };
            match (predicate, object) {
                (Some(predicate), Some(object)) => {
                    said.push(Quad::new(quad.subject, predicate, object, quad.graph_name));
                }
                _ => left += 1,
            }
        }
        (said, left)
    }

    fn term(&self, ours: &NamedNode) -> Option<NamedNode> {
        let stays = ours.as_str().starts_with(&self.namespace) || SHARED.contains(&ours.as_str());
        if stays { Some(ours.clone()) } else { self.terms.get(ours.as_str()).cloned() }
    }
}

/// Their term for `term`, going up step by step.
fn nearest(
    term: &str,
    namespace: &str,
    aligned: &BTreeMap<String, Vec<(usize, NamedNode)>>,
) -> Option<NamedNode> {
    let (mut open, mut seen) = (vec![term.to_owned()], BTreeSet::new());
    while !open.is_empty() {
        let mut above = Vec::new();
        for term in open {
            if !seen.insert(term.clone()) {
                continue;
            }
            let ways = aligned.get(&term).map_or(&[][..], Vec::as_slice);
            if let Some((_, found)) = ways.iter().find(|(_, theirs)| theirs.as_str().starts_with(namespace)) {
                return Some(found.clone());
            }
            above.extend(ways.iter().map(|(_, theirs)| theirs.as_str().to_owned()));
        }
        open = above;
    }
    None
}
