//! What documents tell of two nodes, and cannot both be so.
//!
//! Fusing goes node by node, and which node a frame is, the key of its kind says. Documents that are at odds about the
//! key itself so tell of two nodes. Two cases are found, both as the ontology declares them for a kind:
//!
//! - A *contested* role of the key (`pact:contested`): the sum and the rest of the key are the same, only who fills that
//!   role is not. One gigawatt for the same buyer, from one seller in this document and from another in that one.
//! - What is denied for several at once (`pact:deniedOfEach`) is denied for each: "none of the three has an exclusive
//!   right" against the exclusive right of one of them. As in keys, free text about the subject does not tell two apart.
//!
//! Much the same is told of different deals, so documents are held against each other only if they tell of one story:
//! each names whom the other speaks of, and both tell of one more thing between these parties. A document that tells of
//! both nodes tells them apart.
//!
//! What becomes of a pair depends on the claims about its two nodes and on what their documents speak of, and on nothing
//! else. Nodes that could be a pair share a mark, by which the store finds what a new document must be compared with.

mod odds;

use std::collections::{BTreeMap, BTreeSet};

use super::decided::{Verdict, rulings};
use super::node::{Node, RDF_TYPE};
use crate::model::{Claim, Conflict, DocumentId, Id, Modality, Object, Ruling};
use crate::pack::Ontology;
use crate::pack::ontology::FRAME;
use odds::{Thing, are_kin, odds};

/// So many of those a pair is about take part in one more thing that both documents tell of.
const PARTIES: usize = 2;

/// By what a node finds those that it could be at odds with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// What it bears.
    pub own: BTreeSet<String>,
    /// What those bear that it is to be compared with.
    pub sought: BTreeSet<String>,
}

/// What a document speaks of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// Everything.
    things: BTreeSet<Id>,
    /// The frames among it that it does not deny, each with those that take part.
    frames: BTreeMap<Id, BTreeSet<Id>>,
}

/// Two nodes to compare, by id.
pub type Pair = (Id, Id);

/// What two nodes came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Rivalry {
    /// How they contradict each other.
    pub conflict: Conflict,
    /// The decisions that settled it.
    pub settled: BTreeSet<Ruling>,
    /// The claims of the side that was not accepted, if the other was.
    pub behind: Vec<usize>,
}

/// The claims about many nodes, to compare two of them.
pub struct Rivals<'a> {
    claims: &'a [Claim],
    ontology: &'a Ontology,
    verdicts: &'a [Verdict],
    by_subject: BTreeMap<&'a Id, Vec<usize>>,
}

impl Contents {
    /// What the document speaks of that makes these claims.
    #[must_use]
    pub fn of(claims: &[Claim], ontology: &Ontology) -> Self {
        let is_frame = |claim: &&Claim| match &claim.object {
            Object::Term(class) => {
                claim.predicate == RDF_TYPE
                    && claim.modality != Modality::Denied
                    && ontology.is_a(class, FRAME)
            }
            _ => false,
        };
        let mut frames: BTreeMap<Id, BTreeSet<Id>> =
            claims.iter().filter(is_frame).map(|claim| (claim.subject.clone(), BTreeSet::new())).collect();
        for claim in claims {
            if let (Some(parties), Object::Node(node)) = (frames.get_mut(&claim.subject), &claim.object) {
                parties.insert(node.clone());
            }
        }
        Self { things: claims.iter().map(|claim| claim.subject.clone()).collect(), frames }
    }

    fn names_one_of(&self, nodes: &BTreeSet<&Id>) -> bool {
        nodes.iter().any(|node| self.things.iter().any(|thing| are_kin(thing, node)))
    }

    /// Whether both tell of something between those of `parties`, besides `pair`.
    fn shares_a_story_with(&self, other: &Self, parties: &BTreeSet<&Id>, pair: &Pair) -> bool {
        let of_parties = |id: &&Id| parties.iter().any(|party| are_kin(party, id));
        self.frames.iter().any(|(frame, between)| {
            *frame != pair.0
                && *frame != pair.1
                && other.frames.contains_key(frame)
                && between.iter().filter(of_parties).count() >= PARTIES
        })
    }
}

/// The nodes of kinds that are compared, with their marks, which depend on nothing but all claims about the node.
#[must_use]
pub fn marks(claims: &[Claim], ontology: &Ontology) -> BTreeMap<Id, Marks> {
    let rivals = Rivals::new(claims, ontology, &[]);
    let things = rivals.by_subject.iter().filter_map(|(id, indices)| rivals.thing(id, indices.clone()));
    let marked = things.map(|thing| (thing.id.clone(), thing.marks()));
    marked.filter(|(_, marks)| !marks.own.is_empty()).collect()
}

impl<'a> Rivals<'a> {
    /// The nodes that `claims` are about.
    #[must_use]
    pub fn new(claims: &'a [Claim], ontology: &'a Ontology, verdicts: &'a [Verdict]) -> Self {
        let mut by_subject: BTreeMap<&Id, Vec<usize>> = BTreeMap::new();
        for (index, claim) in claims.iter().enumerate() {
            by_subject.entry(&claim.subject).or_default().push(index);
        }
        Self { claims, ontology, verdicts, by_subject }
    }

    /// The pairs among nodes with these marks that could be at odds.
    #[must_use]
    pub fn pairs(&self, marks: &BTreeMap<Id, Marks>) -> BTreeSet<Pair> {
        let mut bearers: BTreeMap<&String, Vec<&Id>> = BTreeMap::new();
        for (id, marks) in marks {
            for mark in &marks.own {
                bearers.entry(mark).or_default().push(id);
            }
        }
        let mut pairs = BTreeSet::new();
        for (id, marks) in marks {
            for other in marks.sought.iter().filter_map(|mark| bearers.get(mark)).flatten() {
                if id < *other && self.could_be(id, other) {
                    pairs.insert((id.clone(), (*other).clone()));
                }
            }
        }
        pairs
    }

    /// The documents that tell of one of the pair.
    pub fn documents(&self, pair: &Pair) -> impl Iterator<Item = &'a DocumentId> {
        let indices = [&pair.0, &pair.1].into_iter().filter_map(|id| self.by_subject.get(id));
        let claims = self.claims;
        let documents: BTreeSet<&DocumentId> =
            indices.flatten().map(|&index| &claims[index].evidence.document).collect();
        documents.into_iter()
    }

    /// How the two contradict each other, by what their documents speak of. What was rejected has no say; if the rest
    /// does not contradict, the conflict is settled.
    #[must_use]
    pub fn compare(&self, pair: &Pair, contents: &BTreeMap<DocumentId, Contents>) -> Option<Rivalry> {
        let (one, other) = (self.by_subject.get(&pair.0)?, self.by_subject.get(&pair.1)?);
        let sources = BTreeMap::new();
        let node =
            |indices| Node { claims: self.claims, indices, sources: &sources, ontology: self.ontology };
        let mut ruled = rulings(&node(one), self.verdicts);
        ruled.append(&mut rulings(&node(other), self.verdicts));
        let rejected = |index: &usize| ruled.get(index).is_some_and(|verdict| verdict.rejects());
        let standing = [one, other].map(|all| all.iter().copied().filter(|ix| !rejected(ix)).collect());
        let open = self.conflict(pair, standing, contents);
        let gone = open.is_none();
        let conflict = open.or_else(|| self.conflict(pair, [one.clone(), other.clone()], contents))?;
        let settles = |(index, verdict): &(&usize, &&Verdict)| {
            let at_odds = || conflict.sides.iter().flatten().any(|at| at == *index);
            verdict.rejects() == gone && (gone || at_odds() || self.claims[**index].predicate == RDF_TYPE)
        };
        let settling: Vec<_> = ruled.iter().filter(settles).collect();
        let accepted =
            |id: &Id| !gone && settling.iter().any(|(index, _)| self.claims[**index].subject == *id);
        let behind = match [accepted(&pair.0), accepted(&pair.1)] {
            [true, false] => Some(&pair.1),
            [false, true] => Some(&pair.0),
            _ => None,
        };
        let is_behind = |index: &usize| behind.is_some_and(|id| self.claims[*index].subject == *id);
        Some(Rivalry {
            settled: settling.iter().map(|(_, verdict)| verdict.ruling.clone()).collect(),
            behind: conflict.sides.iter().flatten().copied().filter(is_behind).collect(),
            conflict,
        })
    }

    fn thing(&self, id: &'a Id, indices: Vec<usize>) -> Option<Thing<'a>> {
        let kind = indices.iter().find_map(|&index| match &self.claims[index].object {
            Object::Term(class) if self.claims[index].predicate == RDF_TYPE => self
                .ontology
                .class(class)
                .filter(|class| !class.contested.is_empty() || !class.denied_of_each.is_empty()),
            _ => None,
        })?;
        Some(Thing { id, kind, indices, claims: self.claims, ontology: self.ontology })
    }

    /// Whether two could be at odds, whatever their documents speak of besides.
    fn could_be(&self, id: &Id, other: &Id) -> bool {
        let known = |id: &Id| {
            let (id, indices) = self.by_subject.get_key_value(id)?;
            self.thing(id, indices.clone())
        };
        known(id).zip(known(other)).is_some_and(|(one, other)| odds(&one, &other).is_some())
    }

    fn conflict(
        &self,
        pair: &Pair,
        indices: [Vec<usize>; 2],
        contents: &BTreeMap<DocumentId, Contents>,
    ) -> Option<Conflict> {
        let [one, other] = indices;
        let (one, other) = (self.thing(&pair.0, one)?, self.thing(&pair.1, other)?);
        let odds = odds(&one, &other)?;
        let parties: BTreeSet<&Id> = one.parties().chain(other.parties()).collect();
        let [(first, _), (second, _)] = odds.sides;
        let of_one_story = |a: &DocumentId, b: &DocumentId| {
            let (Some(a), Some(b)) = (contents.get(a), contents.get(b)) else { return false };
            a.names_one_of(&second.all_fillers(odds.at_stake))
                && b.names_one_of(&first.all_fillers(odds.at_stake))
                && a.shares_a_story_with(b, &parties, pair)
        };
        let others = second.documents();
        let told = first.documents().iter().any(|a| others.iter().any(|b| of_one_story(a, b)));
        told.then(|| Conflict {
            kind: odds.kind,
            subject: first.id.clone(),
            with: Some(second.id.clone()),
            predicate: odds.predicate.to_owned(),
            sides: odds.sides.iter().map(|(thing, denied)| thing.saying(odds.predicate, *denied)).collect(),
        })
    }
}
