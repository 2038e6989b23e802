//! What a graph says: its statements and their ranks, ready to be compared.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::dataset::{CanonicalizationAlgorithm, CanonicalizationHashAlgorithm};
use oxigraph::model::vocab::xsd;
use oxigraph::model::{Dataset, Literal, NamedNode, NamedOrBlankNode, Quad, Term, Triple};
use rust_decimal::Decimal;

use super::stated;
use crate::model::Diagnostic;
use crate::rdf::vocabulary as v;
use crate::store::{Pattern, Quads};

/// What one graph says.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    /// The triples of the default graph, by what they mean.
    pub(super) statements: BTreeMap<String, Triple>,
    /// The ranks of all statements, if the graph has them, by what they mean.
    pub(super) ranks: BTreeMap<String, (Triple, NamedNode)>,
    /// All quads by their lines.
    pub(super) quads: BTreeMap<String, Quad>,
}

impl Snapshot {
    /// What `store` says.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn of(store: &Quads) -> Result<Self, Diagnostic> {
        let mut all = store.find(None, None, None, None)?;
        if all.iter().any(has_blank_node) {
            let mut dataset: Dataset = all.into_iter().collect();
            let hash = CanonicalizationHashAlgorithm::Sha256;
            dataset.canonicalize(CanonicalizationAlgorithm::Rdfc10 { hash_algorithm: hash });
            all = dataset.iter().map(oxigraph::model::QuadRef::into_owned).collect();
        }
        let mut snapshot = Self::default();
        let amounts: BTreeSet<NamedNode> = all
            .iter()
            .filter(|quad| quad.graph_name.is_default_graph() && quad.predicate == v::SCHEMA_CURRENCY)
            .filter_map(|quad| match &quad.subject {
                NamedOrBlankNode::NamedNode(node) => Some(node.clone()),
                NamedOrBlankNode::BlankNode(_) => None,
            })
            .collect();
        let ranked = all.iter().filter(|quad| quad.predicate == v::RANK);
        store.look_ahead(ranked.map(|quad| Pattern::about(quad.subject.clone(), None)))?;
        for quad in all {
            // What an amount of money is, its name says: only that something has it is a statement.
            let describes =
                matches!(&quad.subject, NamedOrBlankNode::NamedNode(node) if amounts.contains(node));
            if quad.graph_name.is_default_graph() && !describes {
                let triple = Triple::new(quad.subject.clone(), quad.predicate.clone(), quad.object.clone());
                snapshot.statements.insert(meaning(&triple), triple);
            }
            if let (true, NamedOrBlankNode::NamedNode(statement), Term::NamedNode(rank)) =
                (quad.predicate == v::RANK, &quad.subject, &quad.object)
                && let Some(triple) = stated(store, statement)?
            {
                snapshot.ranks.insert(meaning(&triple), (triple, rank.clone()));
            }
            snapshot.quads.insert(quad.to_string(), quad);
        }
        Ok(snapshot)
    }

    /// Whether both have the same quads.
    #[must_use]
    pub fn has_quads_of(&self, other: &Self) -> bool {
        self.quads.keys().eq(other.quads.keys())
    }

    /// Without all that is not a statement.
    #[must_use]
    pub fn without_graphs(mut self) -> Self {
        self.quads.retain(|_, quad| quad.graph_name.is_default_graph());
        self
    }
}

fn has_blank_node(quad: &Quad) -> bool {
    matches!(quad.subject, NamedOrBlankNode::BlankNode(_)) || matches!(quad.object, Term::BlankNode(_))
}

/// A triple with its numbers in one form.
fn meaning(triple: &Triple) -> String {
    let object = match &triple.object {
        Term::Literal(literal) => value(literal),
        other => other.to_string(),
    };
    format!("{} {} {object}", triple.subject, triple.predicate)
}

/// `13.50`, `13.5` and `1.35E1` are one number.
fn value(literal: &Literal) -> String {
    let numeric = [xsd::DECIMAL, xsd::INTEGER, xsd::DOUBLE, xsd::FLOAT];
    let text = literal.value();
    let number = text.parse::<Decimal>().or_else(|_| Decimal::from_scientific(text));
    match number {
        Ok(number) if numeric.contains(&literal.datatype()) => number.normalize().to_string(),
        _ if literal.datatype() == xsd::BOOLEAN => (text == "true" || text == "1").to_string(),
        _ => literal.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_compared_by_value_and_words_by_letter() {
        let typed = |text: &str, datatype| value(&Literal::new_typed_literal(text, datatype));
        assert_eq!(typed("13.50", xsd::DECIMAL), typed("1.35E1", xsd::DOUBLE));
        assert_eq!(typed("1", xsd::BOOLEAN), typed("true", xsd::BOOLEAN));
        assert_ne!(typed("2026", xsd::G_YEAR), typed("2026", xsd::INTEGER));
        assert_ne!(typed("a", xsd::STRING), typed("A", xsd::STRING));
    }
}
