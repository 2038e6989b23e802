//! Floor 3. The claims of many documents become statements with a rank, conflicts and successions.
//!
//! [`fuse`] is a pure function of a set: the order of its input does not matter, and what it says of one node depends
//! on the claims about that node alone. So fusing again only what a new document touches gives the same as fusing all.
//! To statements that stand for themselves ([`grow`]) new claims are added without looking at those that are there.
//!
//! - A triple that at least one document does not deny becomes a [`Statement`].
//! - Its support is the number of independent publishers that say it (`voices`; copies of one text: [`copies`]).
//! - Its confidence is the noisy-or of the surest claim of each independent publisher: one minus the product of the
//!   doubts (Pearl, *Probabilistic Reasoning in Intelligent Systems*, 1988, section 4.3.2).
//! - Values of a functional role are compared pair by pair ([`compare`]): one may refine the other, one may succeed the
//!   other in time, or they are in conflict; unless one document says both, for then it tells a course of events.
//! - Roles that tell how far a right reaches are compared by their words (`scope`).
//! - Where documents are at odds about what tells one node from another, two nodes are compared ([`rivals`]).
//! - What is said of a frame that holds no longer is of normal rank.
//! - What a person decided goes before all this ([`decided`]).

pub mod compare;
pub mod copies;
pub mod decided;
mod grow;
mod node;
pub mod rivals;
mod scope;
mod values;
mod voices;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil;
use rayon::prelude::*;

use crate::model::{Claim, Conflict, DocumentId, Id, Object, Rank, Ruling, Statement};
use crate::pack::Ontology;
use crate::pack::ontology::VALID_THROUGH;
use decided::Verdict;
use node::Node;
use rivals::Rivalry;

pub use decided::are_of_concern;
pub use grow::{grow, stands_alone};

/// What the claims of all documents come to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fused {
    /// By subject, predicate and object; of each node those last that a person rejected.
    pub statements: Vec<Statement>,
    /// Pairs of statements, the finer one first: it says more exactly what the other says.
    pub refinements: Vec<(usize, usize)>,
    /// Pairs of statements, the later one first: it took the place of the other.
    pub successions: Vec<(usize, usize)>,
    /// What cannot hold at the same time.
    pub conflicts: Vec<Conflict>,
    /// Statements, each with the decision that gave it its rank.
    pub decided: Vec<(usize, Ruling)>,
    /// Statements, each with a claim that says it but was rejected.
    pub set_aside: Vec<(usize, usize)>,
    /// Conflicts, each with a decision that settled it.
    pub settled: Vec<(usize, Ruling)>,
    /// Nodes to whose statements more claims can be added by [`grow`].
    pub growing: BTreeSet<Id>,
    /// Nodes with the marks by which those are found that they could be at odds with ([`rivals`]).
    pub marks: BTreeMap<Id, BTreeSet<String>>,
}

/// What fusing needs to know of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Who published it.
    pub publisher: Option<String>,
    /// Its dateline.
    pub published: Option<civil::Date>,
    /// Of a document without a dateline, the last day that it tells of as past: it was written on that day or later.
    pub not_before: Option<civil::Date>,
    /// The documents whose text is a near copy of its own.
    pub copies: BTreeSet<DocumentId>,
}

impl Source {
    /// The day on which it was written, or the first on which it can have been.
    #[must_use]
    pub fn written(&self) -> Option<civil::Date> {
        self.published.or(self.not_before)
    }
}

/// The last day that the claims of a document tell of as past.
#[must_use]
pub fn last_past_day(claims: &[Claim]) -> Option<civil::Date> {
    let told = claims.iter().filter(|claim| claim.modality.is_fact() && claim.predicate != VALID_THROUGH);
    let days = told.filter_map(|claim| match &claim.object {
        Object::Date(date) => date.first_day(),
        _ => None,
    });
    days.max()
}

/// Brings the claims of all documents together. The indices in the result point into `claims`, which the result keeps
/// in a fixed order; a document missing from `sources` counts as one of unknown publisher and date.
#[must_use]
pub fn fuse(claims: &[Claim], sources: &BTreeMap<DocumentId, Source>, ontology: &Ontology) -> Fused {
    fuse_decided(claims, sources, ontology, &[])
}

/// As [`fuse`], with what a person decided about the claims.
#[must_use]
pub fn fuse_decided(
    claims: &[Claim],
    sources: &BTreeMap<DocumentId, Source>,
    ontology: &Ontology,
    verdicts: &[Verdict],
) -> Fused {
    let mut by_subject: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, claim) in claims.iter().enumerate() {
        by_subject.entry(&claim.subject).or_default().push(index);
    }
    let nodes: Vec<Vec<usize>> = by_subject.into_values().collect();
    let of_node =
        |indices: &Vec<usize>| decided::fuse(&Node { claims, indices, sources, ontology }, verdicts);
    let parts: Vec<Fused> = nodes.par_iter().map(of_node).collect();
    parts.into_iter().fold(Fused::default(), Fused::append)
}

impl Fused {
    /// With a conflict of two nodes behind the others. What a person accepted goes before what contradicts it.
    pub fn put(&mut self, rivalry: Rivalry) {
        for statement in &mut self.statements {
            if statement.references.iter().any(|index| rivalry.behind.contains(index)) {
                statement.rank = statement.rank.max(Rank::Normal);
            }
        }
        let at = self.conflicts.len();
        self.settled.extend(rivalry.settled.into_iter().map(|ruling| (at, ruling)));
        self.conflicts.push(rivalry.conflict);
    }

    /// With all of `part` behind it.
    fn append(mut self, part: Self) -> Self {
        let offset = self.statements.len();
        let moved =
            |pairs: Vec<(usize, usize)>| pairs.into_iter().map(move |(a, b)| (a + offset, b + offset));
        self.refinements.extend(moved(part.refinements));
        self.successions.extend(moved(part.successions));
        self.decided.extend(part.decided.into_iter().map(|(at, ruling)| (at + offset, ruling)));
        self.set_aside.extend(part.set_aside.into_iter().map(|(at, claim)| (at + offset, claim)));
        let conflicts = self.conflicts.len();
        self.settled.extend(part.settled.into_iter().map(|(at, ruling)| (at + conflicts, ruling)));
        self.statements.extend(part.statements);
        self.conflicts.extend(part.conflicts);
        self.growing.extend(part.growing);
        self.marks.extend(part.marks);
        self
    }
}
