//! Floor 5. What two graphs differ in, by what they say: statements that came, went, or changed their rank.
//!
//! Where a statement is proved, how many say it and how it was found does not matter. Literals are compared by value,
//! and blank nodes, which other tools write, by what is said of them (RDF Dataset Canonicalization, W3C 2024).

mod patch;
mod snapshot;

use std::collections::BTreeMap;

use oxigraph::model::{NamedNode, Quad, Term, Triple};

use crate::model::Diagnostic;
use crate::query::graph::{self, object};
use crate::rdf::vocabulary as v;
use crate::store::Quads;

pub use patch::write_patch;
pub use snapshot::Snapshot;

/// What two graphs differ in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Statements that only the second has.
    pub came: Vec<Triple>,
    /// Statements that only the first has.
    pub went: Vec<Triple>,
    /// Statements whose rank is another.
    pub ranked: Vec<Ranked>,
}

/// A statement that both have, in different ranks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranked {
    /// What is stated.
    pub triple: Triple,
    /// The rank in the first.
    pub before: NamedNode,
    /// The rank in the second.
    pub after: NamedNode,
}

impl Difference {
    /// What `after` differs in from `before`.
    #[must_use]
    pub fn between(before: &Snapshot, after: &Snapshot) -> Self {
        let only = |a: &BTreeMap<String, Triple>, b: &BTreeMap<String, Triple>| -> Vec<Triple> {
            a.iter().filter(|(key, _)| !b.contains_key(*key)).map(|(_, triple)| triple.clone()).collect()
        };
        let ranked = before.ranks.iter().filter_map(|(key, (triple, rank))| {
            let (_, now) = after.ranks.get(key).filter(|(_, now)| now != rank)?;
            Some(Ranked { triple: triple.clone(), before: rank.clone(), after: now.clone() })
        });
        Self {
            came: only(&after.statements, &before.statements),
            went: only(&before.statements, &after.statements),
            ranked: ranked.collect(),
        }
    }

    /// What a change of the graph of all documents comes to. `store` is the graph as it is now.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn of_change(gone: &[Quad], come: &[Quad], store: &Quads) -> Result<Self, Diagnostic> {
        let currency = |quad: &&Quad| quad.predicate == v::SCHEMA_CURRENCY;
        let amounts: Vec<_> = gone.iter().chain(come).filter(currency).map(|quad| &quad.subject).collect();
        let plain = |quads: &[Quad]| -> Vec<Triple> {
            let mut all: Vec<Triple> = quads
                .iter()
                .filter(|quad| quad.graph_name.is_default_graph() && !amounts.contains(&&quad.subject))
                .map(|quad| Triple::new(quad.subject.clone(), quad.predicate.clone(), quad.object.clone()))
                .collect();
            all.sort_by_cached_key(ToString::to_string);
            all
        };
        let mut ranked = Vec::new();
        for quad in come.iter().filter(|quad| quad.predicate == v::RANK) {
            let earlier = gone.iter().find(|old| old.subject == quad.subject && old.predicate == v::RANK);
            if let (Some(Term::NamedNode(before)), Term::NamedNode(after)) =
                (earlier.map(|old| &old.object), &quad.object)
                && let oxigraph::model::NamedOrBlankNode::NamedNode(statement) = &quad.subject
                && let Some(triple) = stated(store, statement)?
            {
                ranked.push(Ranked { triple, before: before.clone(), after: after.clone() });
            }
        }
        ranked.sort_by_cached_key(|ranked| ranked.triple.to_string());
        Ok(Self { came: plain(come), went: plain(gone), ranked })
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.came.is_empty() && self.went.is_empty() && self.ranked.is_empty()
    }
}

/// The triple that a node of the graph of fusion states.
fn stated(store: &Quads, statement: &NamedNode) -> Result<Option<Triple>, Diagnostic> {
    let of = |predicate| object(store, statement.as_ref(), predicate);
    Ok(match (of(graph::SUBJECT)?, of(graph::PREDICATE)?, of(graph::OBJECT)?) {
        (Some(Term::NamedNode(subject)), Some(Term::NamedNode(predicate)), Some(object)) => {
            Some(Triple::new(subject, predicate, object))
        }
        _ => None,
    })
}
