//! What is in a dataset: how many of what.

use std::collections::{BTreeMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphName, Literal, NamedNode, NamedNodeRef, Quad, Term, Triple};

use super::DESCRIPTIONS;
use crate::model::Diagnostic;
use crate::rdf::{Mint, vocabulary as v};
use crate::store::Store;

/// How much of what a dataset holds. Takes eight bytes a subject, whatever the number of triples.
#[derive(Clone, Debug, Default)]
pub struct Census {
    /// Triples, those that stand there twice counted twice.
    pub triples: u64,
    /// Classes, with the number of their instances.
    pub classes: BTreeMap<NamedNode, u64>,
    /// Properties.
    pub properties: BTreeMap<NamedNode, Counted>,
    /// Hashes of the subjects. Two of ten million subjects share one with a chance of about one in 400,000.
    subjects: HashSet<u64>,
}

/// How often a property is used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// Triples with it.
    pub triples: u64,
    /// One of its values, to see what they look like.
    pub example: String,
}

impl Census {
    /// What the graph `name` of a store holds.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn of_graph(store: &Store, name: &NamedNode) -> Result<Self, Diagnostic> {
        let mut census = Self::default();
        for quad in store.quads().stream(Some(name.as_ref().into()))? {
            census.add(&Triple::from(quad?));
        }
        Ok(census)
    }

    /// Counts one more triple.
    pub fn add(&mut self, triple: &Triple) {
        self.triples += 1;
        let mut hash = DefaultHasher::new();
        triple.subject.hash(&mut hash);
        self.subjects.insert(hash.finish());
        if let Some(used) = self.properties.get_mut(&triple.predicate) {
            used.triples += 1;
        } else {
            let used = Counted { triples: 1, example: shown(&triple.object) };
            self.properties.insert(triple.predicate.clone(), used);
        }
        if let (true, Term::NamedNode(class)) = (triple.predicate.as_ref() == rdf::TYPE, &triple.object) {
            *self.classes.entry(class.clone()).or_default() += 1;
        }
    }

    /// How many subjects there are.
    #[must_use]
    pub fn subjects(&self) -> usize {
        self.subjects.len()
    }

    /// The description of the dataset `graph`, in the terms of `void:`.
    pub(super) fn to_quads(&self, graph: &NamedNode, name: &str, from: &str, mint: Mint<'_>) -> Vec<Quad> {
        let into = GraphName::from(mint.graph(DESCRIPTIONS));
        let number = |number: u64| Term::from(Literal::from(number));
        let text = |text: &str| Term::from(Literal::new_simple_literal(text));
        let about: [(NamedNodeRef<'_>, Term); 7] = [
            (rdf::TYPE, v::VOID_DATASET.into_owned().into()),
            (v::DCTERMS_TITLE, text(name)),
            (v::DC_SOURCE, text(from)),
            (v::VOID_TRIPLES, number(self.triples)),
            (v::VOID_DISTINCT_SUBJECTS, number(self.subjects() as u64)),
            (v::VOID_CLASSES, number(self.classes.len() as u64)),
            (v::VOID_PROPERTIES, number(self.properties.len() as u64)),
        ];
        about
            .into_iter()
            .map(|(predicate, object)| Quad::new(graph.clone(), predicate, object, into.clone()))
            .collect()
    }
}

/// A value, cut to what fits into a line.
fn shown(term: &Term) -> String {
    let text = match term {
        Term::NamedNode(node) => node.as_str(),
        Term::Literal(literal) => literal.value(),
        _ => "",
    };
    text.chars().take(60).map(|c| if c.is_control() { ' ' } else { c }).collect()
}
