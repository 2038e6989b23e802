//! More claims for statements that stand for themselves.
//!
//! That something is a company of some name is said by every document that names it, in much of the news a thousand
//! times. What such a statement comes to can be told from its voices and the new claims, without the claims that are
//! there: its values do not exclude each other, nothing in it is denied, and no decision speaks of it.

use std::collections::BTreeMap;

use super::Source;
use super::node::Node;
use crate::model::{Claim, DocumentId, Modality, Object, Statement};
use crate::pack::Ontology;
use crate::pack::ontology::{EVENT, FRAME, PAST};

/// From so many claims on a node its voices are kept. With fewer it costs as much to read the claims.
pub(super) const MANY: usize = 16;

/// Whether the claim has no bearing on what else is said of its node, nor that on it.
#[must_use]
pub fn stands_alone(claim: &Claim, ontology: &Ontology) -> bool {
    let alone = match &claim.object {
        Object::Money { .. } => false,
        Object::Term(term) => {
            let bears_on_others = ontology.class(term).is_some_and(|class| !class.scope.is_empty());
            !bears_on_others
                && ![FRAME, EVENT].iter().any(|above| ontology.is_a(term, above))
                && !ontology.is_one_of(term, PAST)
        }
        _ => true,
    };
    let functional = ontology.property(&claim.predicate).is_some_and(|property| property.functional);
    alone && !functional && claim.modality != Modality::Denied
}

/// `there`, statements on one node as they were, with the claims `more` on that node: only those statements that some
/// claim is for. Their references are the new claims alone. `sources` has the documents of the claims and the copies of
/// these; `copying` what those copies say of the node.
#[must_use]
pub fn grow(
    there: Vec<Statement>,
    more: &[Claim],
    sources: &BTreeMap<DocumentId, Source>,
    copying: &[Claim],
    ontology: &Ontology,
) -> Vec<Statement> {
    let all: Vec<usize> = (0..more.len()).collect();
    let node = Node { claims: more, indices: &all, sources, ontology };
    let mut there: BTreeMap<(String, Object), Statement> = there
        .into_iter()
        .map(|statement| ((statement.predicate.clone(), statement.object.clone()), statement))
        .collect();
    let mut by_triple: BTreeMap<(&str, &Object), Vec<usize>> = BTreeMap::new();
    for (index, claim) in more.iter().enumerate() {
        by_triple.entry((&claim.predicate, &claim.object)).or_default().push(index);
    }
    let mut grown = Vec::new();
    for ((predicate, object), indices) in by_triple {
        let already = |document: &DocumentId| {
            let same = copying.iter().filter(|claim| claim.evidence.document == *document);
            let same = same.filter(|claim| claim.predicate == predicate && claim.object == *object);
            same.map(|claim| claim.confidence).reduce(f64::max)
        };
        grown.extend(match there.remove(&(predicate.to_owned(), object.clone())) {
            Some(statement) => Some(node.with_more(statement, indices, &already)),
            None => node.statement(indices),
        });
    }
    grown
}
