//! Whether two sets of classes can be of one thing, by the ontology and its alignments.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::{NamedNodeRef, Term};
use oxttl::TurtleParser;

use crate::pack::{Files, Ontology};

/// What the classes of other vocabularies correspond to here.
#[derive(Debug)]
pub struct Kinds<'a> {
    ontology: &'a Ontology,
    /// By the IRI of a foreign class, ours.
    ours: BTreeMap<String, String>,
}

/// How a class is said to be much the same as another one.
const ALIGNING: [&str; 5] = [
    "http://www.w3.org/2000/01/rdf-schema#subClassOf",
    "http://www.w3.org/2002/07/owl#equivalentClass",
    "http://www.w3.org/2004/02/skos/core#exactMatch",
    "http://www.w3.org/2004/02/skos/core#closeMatch",
    "http://www.w3.org/2004/02/skos/core#broadMatch",
];

/// Classes that are neither above each other nor disjoint: odd, not impossible.
const ODD: f64 = 0.5;

impl<'a> Kinds<'a> {
    /// Reads the alignments of a pack.
    #[must_use]
    pub fn of(files: &Files, ontology: &'a Ontology) -> Self {
        let mut ours = BTreeMap::new();
        for (_, file) in files.below("ontology", "ttl") {
            for triple in TurtleParser::new().for_slice(file.text.as_bytes()).flatten() {
                let oxigraph::model::NamedOrBlankNode::NamedNode(subject) = &triple.subject else { continue };
                let Some(name) =
                    ontology.compact(subject.as_str()).filter(|name| ontology.class(name).is_some())
                else {
                    continue;
                };
                if let (Term::NamedNode(other), true) =
                    (&triple.object, ALIGNING.contains(&triple.predicate.as_str()))
                {
                    let of_ours =
                        ontology.compact(other.as_str()).is_some_and(|name| ontology.class(&name).is_some());
                    if !of_ours {
                        ours.entry(other.as_str().to_owned()).or_insert(name);
                    }
                }
            }
        }
        Self { ontology, ours }
    }

    /// Our class that an IRI stands for.
    fn name(&self, iri: &str) -> Option<String> {
        let own = self.ontology.compact(iri).filter(|name| self.ontology.class(name).is_some());
        own.or_else(|| {
            let https = iri.replacen("http://schema.org/", "https://schema.org/", 1);
            self.ours.get(&https).cloned()
        })
    }

    /// 1 if things of these classes can be one thing, 0 if not, between if that would be odd; `None` if nothing is known.
    #[must_use]
    pub fn compare(&self, a: &BTreeSet<String>, b: &BTreeSet<String>) -> Option<f64> {
        let known = |iris: &BTreeSet<String>| -> Vec<String> {
            iris.iter().filter_map(|iri| self.name(iri)).collect()
        };
        let (a, b) = (known(a), known(b));
        let pairs = a.iter().flat_map(|a| b.iter().map(move |b| self.pair(a, b)));
        pairs.reduce(f64::max)
    }

    fn pair(&self, a: &str, b: &str) -> f64 {
        let is_a = |a: &str, b: &str| self.ontology.is_a(a, b);
        if is_a(a, b) || is_a(b, a) {
            return 1.0;
        }
        let disjoint = self.ontology.classes().any(|class| {
            class
                .disjoint
                .iter()
                .any(|other| is_a(a, &class.name) && is_a(b, other) || is_a(b, &class.name) && is_a(a, other))
        });
        if disjoint { 0.0 } else { ODD }
    }

    /// Whether `iri` is a class of frames, which nobody links.
    #[must_use]
    pub fn is_frame(&self, iri: NamedNodeRef<'_>) -> bool {
        self.ontology
            .compact(iri.as_str())
            .is_some_and(|name| self.ontology.is_a(&name, crate::pack::ontology::FRAME))
    }

    /// Whether `iri` is `class` or one below it.
    #[must_use]
    pub fn is_a(&self, iri: &str, class: &str) -> bool {
        self.ontology.compact(iri).is_some_and(|name| self.ontology.is_a(&name, class))
    }

    /// Whether `iri` is a class of the ontology at all.
    #[must_use]
    pub fn is_class(&self, iri: &str) -> bool {
        self.ontology.compact(iri).is_some_and(|name| self.ontology.class(&name).is_some())
    }
}
