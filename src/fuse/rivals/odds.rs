//! In what two nodes are at odds, whatever their documents speak of besides.

use std::collections::BTreeSet;

use super::super::compare::{Relation, compare};
use super::super::node::{RDF_TYPE, order};
use super::Marks;
use crate::model::{Claim, ConflictKind, DocumentId, Id, Modality, Object};
use crate::pack::Ontology;
use crate::pack::ontology::{Class, PAST};

/// A node of a kind that is compared.
pub(super) struct Thing<'a> {
    pub(super) id: &'a Id,
    pub(super) kind: &'a Class,
    pub(super) claims: &'a [Claim],
    /// Those about it that count.
    pub(super) indices: Vec<usize>,
    pub(super) ontology: &'a Ontology,
}

/// In what two nodes are at odds, their documents aside.
pub(super) struct Odds<'a> {
    pub(super) kind: ConflictKind,
    /// The role that all hangs on.
    pub(super) at_stake: &'a str,
    /// The role of the claims on both sides.
    pub(super) predicate: &'a str,
    /// Whose claims, and whether those that deny.
    pub(super) sides: [(&'a Thing<'a>, bool); 2],
}

/// In what they are at odds, if they are.
pub(super) fn odds<'a>(one: &'a Thing<'a>, other: &'a Thing<'a>) -> Option<Odds<'a>> {
    let apart = one.kind.name == other.kind.name && one.documents().is_disjoint(&other.documents());
    if !apart {
        return None;
    }
    contested(one, other).or_else(|| denied(one, other)).or_else(|| denied(other, one))
}

/// The same in all but who fills a contested role.
fn contested<'a>(one: &'a Thing<'a>, other: &'a Thing<'a>) -> Option<Odds<'a>> {
    let role = one.kind.contested.iter().find(|role| {
        let (mine, theirs) = (one.fillers(role, false), other.fillers(role, false));
        let unlike = mine.iter().all(|id| !theirs.iter().any(|other| are_kin(id, other)));
        let same = || !one.stakes(role).is_disjoint(&other.stakes(role));
        !mine.is_empty() && !theirs.is_empty() && unlike && same()
    })?;
    let holds = !one.is_past() && !other.is_past() && !one.excludes_a_value_of(other);
    holds.then(|| Odds {
        kind: ConflictKind::Value,
        at_stake: role,
        predicate: role,
        sides: [(one, false), (other, false)],
    })
}

/// Denied for several by `denial`, told of one of them by `other`.
fn denied<'a>(other: &'a Thing<'a>, denial: &'a Thing<'a>) -> Option<Odds<'a>> {
    let kind = other.kind;
    let role = kind.denied_of_each.iter().find(|role| {
        let group = denial.fillers(role, true);
        let in_group = |id: &&Id| group.iter().any(|of| are_kin(of, id));
        other.fillers(role, false).iter().any(|id| group.contains(id))
            && kind.key.iter().filter(|key| key != role).all(|key| {
                let (told, denied) = (other.fillers(key, false), denial.fillers(key, true));
                if denied.is_empty() { told.iter().all(in_group) } else { !told.is_disjoint(&denied) }
            })
    })?;
    (other.is_more_than_possible() && !other.is_past()).then(|| Odds {
        kind: ConflictKind::Polarity,
        at_stake: role,
        predicate: RDF_TYPE,
        sides: [(other, false), (denial, true)],
    })
}

impl<'a> Thing<'a> {
    pub(super) fn marks(&self) -> Marks {
        let mut marks = Marks::default();
        for role in &self.kind.contested {
            marks.own.extend(self.stakes(role));
        }
        marks.sought.clone_from(&marks.own);
        for role in &self.kind.denied_of_each {
            for denied in [false, true] {
                for id in self.fillers(role, denied) {
                    let side = |denied| {
                        format!("{} {role}={id} {}", self.kind.name, if denied { "denied" } else { "told" })
                    };
                    marks.own.insert(side(denied));
                    marks.sought.insert(side(!denied));
                }
            }
        }
        marks
    }

    /// What must be the same for two to be at odds about `role`: the rest of the key, and a sum or quantity.
    fn stakes(&self, role: &str) -> BTreeSet<String> {
        let others = self.kind.key.iter().filter(|key| *key != role);
        let rest =
            others.flat_map(|key| self.fillers(key, false).into_iter().map(move |id| format!(" {key}={id}")));
        let rest: String = rest.collect();
        let amounts = self.told(false).filter_map(|claim| {
            let amount = match &claim.object {
                Object::Money { value, currency, per, .. } => {
                    format!("{currency} {} {}", value.normalize(), per.as_deref().unwrap_or_default())
                }
                Object::Number(number) => number.normalize().to_string(),
                _ => return None,
            };
            Some(format!("{} {role}?{rest} {}={}", self.kind.name, claim.predicate, amount.trim_end()))
        });
        if rest.is_empty() { BTreeSet::new() } else { amounts.collect() }
    }

    /// Its claims, those that deny it or the others.
    fn told(&self, denied: bool) -> impl Iterator<Item = &'a Claim> + '_ {
        let claims = self.indices.iter().map(|&index| &self.claims[index]);
        claims.filter(move |claim| (claim.modality == Modality::Denied) == denied)
    }

    /// The things in a role.
    fn fillers(&self, role: &str, denied: bool) -> BTreeSet<&'a Id> {
        let claims = self.told(denied).filter(|claim| claim.predicate == role);
        claims
            .filter_map(|claim| match &claim.object {
                Object::Node(id) => Some(id),
                _ => None,
            })
            .collect()
    }

    pub(super) fn all_fillers(&self, role: &str) -> BTreeSet<&'a Id> {
        let (told, denied) = (self.fillers(role, false), self.fillers(role, true));
        told.union(&denied).copied().collect()
    }

    /// The things in the roles of its key.
    pub(super) fn parties(&self) -> impl Iterator<Item = &'a Id> + '_ {
        self.kind.key.iter().flat_map(|role| self.all_fillers(role))
    }

    pub(super) fn documents(&self) -> BTreeSet<&'a DocumentId> {
        self.indices.iter().map(|&index| &self.claims[index].evidence.document).collect()
    }

    fn is_more_than_possible(&self) -> bool {
        self.told(false).any(|claim| claim.modality <= Modality::Planned)
    }

    /// Whether a document says that it holds no longer.
    fn is_past(&self) -> bool {
        self.told(false).any(|claim| match &claim.object {
            Object::Term(state) => self.ontology.is_one_of(state, PAST),
            _ => false,
        })
    }

    /// Whether the two differ in a role that has one value at a time.
    fn excludes_a_value_of(&self, other: &Self) -> bool {
        let functional = |claim: &&Claim| {
            self.ontology.property(&claim.predicate).is_some_and(|property| property.functional)
        };
        self.told(false).filter(functional).any(|claim| {
            other.told(false).filter(|theirs| theirs.predicate == claim.predicate).any(|theirs| {
                claim.object != theirs.object
                    && compare(&claim.object, &theirs.object, self.ontology) == Relation::Incompatible
            })
        })
    }

    /// Its claims of one role.
    pub(super) fn saying(&self, predicate: &str, denied: bool) -> Vec<usize> {
        let says = |index: &usize| {
            let claim = &self.claims[*index];
            claim.predicate == predicate && (claim.modality == Modality::Denied) == denied
        };
        let mut said: Vec<usize> = self.indices.iter().copied().filter(says).collect();
        said.sort_by_key(|&index| order(&self.claims[index]));
        said
    }
}

/// Whether one goes by the other's name or a longer one that has it, as a company and its unit do: who says the one may
/// mean the other.
pub(super) fn are_kin(id: &str, other: &str) -> bool {
    let words = |id: &'_ str| -> BTreeSet<String> {
        id.rsplit('/').next().unwrap_or_default().split('-').map(str::to_owned).collect()
    };
    let (mine, theirs) = (words(id), words(other));
    mine.is_subset(&theirs) || theirs.is_subset(&mine)
}
