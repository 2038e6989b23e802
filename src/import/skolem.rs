//! Names for blank nodes: the store has none.

use std::collections::HashMap;

use oxigraph::model::{BlankNode, NamedNode, NamedOrBlankNode, Term, Triple};

/// The blank nodes of one file and the names they got.
pub(super) struct Names {
    below: String,
    known: HashMap<BlankNode, usize>,
}

impl Names {
    /// Names below the dataset `graph`.
    pub(super) fn below(graph: &NamedNode) -> Self {
        Self { below: format!("{}/genid/", graph.as_str()), known: HashMap::new() }
    }

    /// `triple` with names in the place of blank nodes, also inside of triple terms.
    pub(super) fn triple(&mut self, triple: Triple) -> Triple {
        let subject = match triple.subject {
            NamedOrBlankNode::BlankNode(node) => self.name(node).into(),
            named @ NamedOrBlankNode::NamedNode(_) => named,
        };
        let object = match triple.object {
            Term::BlankNode(node) => self.name(node).into(),
            Term::Triple(inner) => Term::Triple(Box::new(self.triple(*inner))),
            other => other,
        };
        Triple::new(subject, triple.predicate, object)
    }

    fn name(&mut self, node: BlankNode) -> NamedNode {
        let next = self.known.len() + 1;
        let number = *self.known.entry(node).or_insert(next);
        NamedNode::new_unchecked(format!("{}{number}", self.below))
    }
}
