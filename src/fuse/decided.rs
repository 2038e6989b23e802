//! What a person decided about the claims on one node enters here.
//!
//! A claim that was rejected does not count: the node is fused without it. A statement that nothing else says then
//! stands as deprecated, and a conflict that is gone with it stands as settled. A statement that was accepted is
//! preferred, whoever says otherwise, and what it is in conflict with steps back to normal rank.

use std::collections::{BTreeMap, BTreeSet};

use super::Fused;
use super::grow::{MANY, stands_alone};
use super::node::{self, Node};
use crate::model::{About, Claim, Conflict, DocumentId, Modality, Rank, Ruling, Said, Statement};
use crate::pack::Ontology;
use crate::pack::ontology::FRAME;

/// A decision on claims, ready to be applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The decision: [`Ruling::Accept`] or [`Ruling::Reject`].
    pub ruling: Ruling,
    /// The documents that the decision names, if it names one.
    pub documents: Option<BTreeSet<DocumentId>>,
}

impl Verdict {
    fn said(&self) -> Option<&Said> {
        match &self.ruling {
            Ruling::Accept(said) | Ruling::Reject(said) => Some(said),
            _ => None,
        }
    }

    pub(super) const fn rejects(&self) -> bool {
        matches!(self.ruling, Ruling::Reject(_))
    }

    /// Whether it is about this claim on a node that it speaks of.
    #[must_use]
    pub fn fits(&self, claim: &Claim) -> bool {
        let Some(said) = self.said() else { return false };
        // To accept a thing as a whole is to say that it is there, not that every date told of it is right.
        let whole = said.predicate.is_none() && (self.rejects() || claim.predicate == "rdf:type");
        (whole || said.predicate.as_ref() == Some(&claim.predicate))
            && said.object.as_ref().is_none_or(|key| *key == claim.object.key())
            && self.documents.as_ref().is_none_or(|documents| documents.contains(&claim.evidence.document))
            && said.denied == (claim.modality == Modality::Denied)
    }

    /// The narrower of two verdicts goes before the wider.
    fn width(&self) -> impl Ord + '_ {
        let said = self.said();
        let wide = |part: fn(&Said) -> bool| said.is_some_and(part);
        (
            wide(|said| said.document.is_none()),
            wide(|said| said.object.is_none()),
            wide(|said| said.predicate.is_none()),
            wide(|said| matches!(said.about, About::Frames { .. })),
            &self.ruling,
        )
    }
}

/// Whether a decision about `about` speaks of the node that `claims` are about.
pub fn speaks_of<'a>(about: &About, mut claims: impl Iterator<Item = &'a Claim> + Clone) -> bool {
    match about {
        About::Node(node) => claims.next().is_some_and(|claim| claim.subject == *node),
        About::Frames { kind, roles } => {
            let says = |predicate: &str, key: &str| {
                claims.clone().any(|claim| claim.predicate == predicate && claim.object.key() == key)
            };
            says("rdf:type", kind) && roles.iter().all(|(role, filler)| says(role, filler))
        }
    }
}

/// Whether decisions may speak of a node about which all that is said stands alone.
#[must_use]
pub fn are_of_concern(verdicts: &[Verdict], node: &str, ontology: &Ontology) -> bool {
    verdicts.iter().filter_map(Verdict::said).any(|said| match &said.about {
        About::Node(about) => about == node,
        About::Frames { kind, .. } => !ontology.is_a(kind, FRAME),
    })
}

/// The verdicts that speak of the node.
fn on_node<'v>(node: &Node<'_>, verdicts: &'v [Verdict]) -> Vec<&'v Verdict> {
    let claims = node.claims_of();
    let speak =
        |verdict: &&Verdict| verdict.said().is_some_and(|said| speaks_of(&said.about, claims.clone()));
    verdicts.iter().filter(speak).collect()
}

/// The node's claims that a verdict is about, each with the narrowest.
fn ruled<'v>(node: &Node<'_>, verdicts: &[&'v Verdict]) -> BTreeMap<usize, &'v Verdict> {
    let narrowest = |index: usize| {
        let fitting = verdicts.iter().filter(|verdict| verdict.fits(&node.claims[index]));
        fitting.min_by(|a, b| a.width().cmp(&b.width())).copied()
    };
    node.indices.iter().filter_map(|&index| Some((index, narrowest(index)?))).collect()
}

/// The node's claims that a decision is about, each with the decision that counts.
pub(super) fn rulings<'v>(node: &Node<'_>, verdicts: &'v [Verdict]) -> BTreeMap<usize, &'v Verdict> {
    ruled(node, &on_node(node, verdicts))
}

/// The node's claims fused as a person decided.
pub(super) fn fuse(node: &Node<'_>, verdicts: &[Verdict]) -> Fused {
    let verdicts = on_node(node, verdicts);
    if verdicts.is_empty() {
        let mut fused = node::fuse(node);
        if node.indices.len() >= MANY && node.claims_of().all(|claim| stands_alone(claim, node.ontology)) {
            fused.growing.extend(node.claims_of().next().map(|claim| claim.subject.clone()));
        }
        return fused;
    }
    let on = ruled(node, &verdicts);
    let rejected = |index: &usize| on.get(index).is_some_and(|verdict| verdict.rejects());
    let standing: Vec<usize> = node.indices.iter().copied().filter(|index| !rejected(index)).collect();
    let mut fused = node::fuse(&Node { indices: &standing, ..*node });
    if standing.len() < node.indices.len() {
        let undecided = node::fuse(node);
        set_aside(&mut fused, undecided, &on);
    }
    prefer(&mut fused, &on);
    fused
}

/// Puts what only rejected claims say beside what stands, and the conflicts that are gone with them.
fn set_aside(fused: &mut Fused, undecided: Fused, on: &BTreeMap<usize, &Verdict>) {
    let is_rejected = |index: &usize| on.get(index).is_some_and(|verdict| verdict.rejects());
    for mut statement in undecided.statements {
        let Some(&index) = statement.references.iter().find(|index| is_rejected(index)) else { continue };
        let same = |other: &Statement| {
            (&other.predicate, &other.object) == (&statement.predicate, &statement.object)
        };
        if let Some(at) = fused.statements.iter().position(same) {
            let claims = statement.references.iter().copied().filter(|index| is_rejected(index));
            fused.set_aside.extend(claims.map(|claim| (at, claim)));
        } else {
            statement.rank = Rank::Deprecated;
            fused.decided.push((fused.statements.len(), on[&index].ruling.clone()));
            fused.statements.push(statement);
        }
    }
    for conflict in undecided.conflicts {
        let is_open = |open: &Conflict| open.predicate == conflict.predicate && open.kind == conflict.kind;
        if !fused.conflicts.iter().any(is_open) {
            let decided = conflict.sides.iter().flatten().filter(|index| is_rejected(index));
            let rulings: BTreeSet<&Ruling> = decided.map(|index| &on[index].ruling).collect();
            let at = fused.conflicts.len();
            fused.settled.extend(rulings.into_iter().map(|ruling| (at, ruling.clone())));
            fused.conflicts.push(conflict);
        }
    }
}

/// Ranks what was accepted as preferred, and what contradicts it as no more than normal.
fn prefer(fused: &mut Fused, on: &BTreeMap<usize, &Verdict>) {
    let accepting = |index: &usize| on.get(index).filter(|verdict| !verdict.rejects());
    for at in 0..fused.statements.len() {
        let statement = &mut fused.statements[at];
        if let Some(verdict) = statement.references.iter().find_map(accepting)
            && statement.rank != Rank::Deprecated
        {
            statement.rank = Rank::Preferred;
            fused.decided.push((at, verdict.ruling.clone()));
        }
    }
    for at in 0..fused.conflicts.len() {
        let sides = &fused.conflicts[at].sides;
        let winner = sides.iter().position(|side| side.iter().any(|index| accepting(index).is_some()));
        let Some(winner) = winner else { continue };
        let verdict = sides[winner].iter().find_map(accepting);
        fused.settled.extend(verdict.map(|verdict| (at, verdict.ruling.clone())));
        let losers: BTreeSet<usize> = sides
            .iter()
            .enumerate()
            .filter(|(ix, _)| *ix != winner)
            .flat_map(|(_, side)| side.clone())
            .collect();
        for statement in &mut fused.statements {
            let loses = statement.references.iter().any(|index| losers.contains(index));
            if loses && !statement.references.iter().any(|index| accepting(index).is_some()) {
                statement.rank = statement.rank.max(Rank::Normal);
            }
        }
    }
}
