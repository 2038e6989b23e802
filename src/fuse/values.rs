//! The values of one functional role of one node: which refines, succeeds or contradicts which.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use jiff::{Span, civil};

use super::Fused;
use super::compare::{Relation, compare};
use super::node::Node;
use crate::model::{Claim, ConflictKind, Date, DocumentId, Object, Rank, Statement};
use crate::pack::ontology::{PAST, VALID_FROM, VALID_THROUGH};

/// How two values of a functional role stand to each other, time and sources considered.
enum Verdict {
    /// Both can be left as they are.
    Both,
    /// The first says more exactly what the second says.
    Refines,
    /// The first took the place of the second.
    Succeeds,
    Conflict(ConflictKind),
}

/// Ranks the values of a functional role, the statements in `range`, and notes how they stand to each other.
pub(super) fn settle(node: &Node<'_>, range: Range<usize>, fused: &mut Fused) {
    let (mut disputed, mut lesser) = (BTreeMap::<usize, ConflictKind>::new(), BTreeSet::new());
    for a in range.clone() {
        for b in a + 1..range.end {
            let (verdict, first, second) = judge(node, &fused.statements, a, b);
            match verdict {
                Verdict::Both => {}
                Verdict::Refines => {
                    lesser.insert(second);
                    fused.refinements.push((first, second));
                }
                Verdict::Succeeds => {
                    lesser.insert(second);
                    fused.successions.push((first, second));
                }
                Verdict::Conflict(kind) => disputed.extend([(first, kind), (second, kind)]),
            }
        }
    }
    if let Some(&kind) = disputed.values().next() {
        let sides = disputed.keys().map(|&at| fused.statements[at].references.clone()).collect();
        fused.conflicts.push(node.conflict(kind, sides));
    }
    let best = disputed.keys().map(|&at| fused.statements[at].voices.count()).max().unwrap_or_default();
    let winners = disputed.keys().filter(|&&at| fused.statements[at].voices.count() == best).count();
    for at in range {
        let loses = disputed.contains_key(&at) && (winners > 1 || fused.statements[at].voices.count() < best);
        if loses || lesser.contains(&at) {
            fused.statements[at].rank = Rank::Normal;
        }
    }
}

/// The verdict on two statements, and the two in the order that it speaks of them.
fn judge(node: &Node<'_>, statements: &[Statement], a: usize, b: usize) -> (Verdict, usize, usize) {
    let (first, second) = (&statements[a], &statements[b]);
    match compare(&first.object, &second.object, node.ontology) {
        Relation::Refines => (Verdict::Refines, a, b),
        Relation::RefinedBy => (Verdict::Refines, b, a),
        _ if is_later(node, first, second) => (Verdict::Succeeds, a, b),
        _ if is_later(node, second, first) => (Verdict::Succeeds, b, a),
        Relation::Incompatible if !told_together(node, first, second) => {
            (Verdict::Conflict(conflict_kind(&first.object)), a, b)
        }
        Relation::Compatible | Relation::Incompatible => (Verdict::Both, a, b),
    }
}

/// Whether `a` holds from a later time on than `b`: its valid time begins when that of `b` is over, or `b` is said to
/// hold no longer by who says that the thing as such goes on. States of affairs follow each other as they are reported.
fn is_later(node: &Node<'_>, a: &Statement, b: &Statement) -> bool {
    if matches!((&a.object, &b.object), (Object::Term(_), Object::Term(_))) {
        return b.last_reported.zip(a.first_reported).is_some_and(|(b, a)| b < a);
    }
    let (since, until) = (Time::of(node, a), Time::of(node, b));
    until.through.zip(since.from).is_some_and(|(through, from)| through <= from)
        || until.past && !since.past && !ends(node, a)
        || is_sum(&a.object)
            && reported(node, b).zip(reported(node, a)).is_some_and(|((_, last), (first, _))| {
                last.checked_add(Span::new().years(1)).is_ok_and(|then| then <= first)
            })
}

/// Sums and counts of a deal change with it: what is reported a year after all reports of another is what it came to.
const fn is_sum(object: &Object) -> bool {
    matches!(object, Object::Money { .. } | Object::Number(_))
}

/// The earliest and the latest dateline of the documents that say it, if all of them have one.
fn reported(node: &Node<'_>, statement: &Statement) -> Option<(civil::Date, civil::Date)> {
    let days = statement.references.iter().map(|&index| node.published(index));
    let days = days.collect::<Option<Vec<civil::Date>>>()?;
    days.iter().min().copied().zip(days.iter().max().copied())
}

/// Whether a document that says `statement` also says that the node as a whole holds no longer.
fn ends(node: &Node<'_>, statement: &Statement) -> bool {
    let documents: BTreeSet<&DocumentId> =
        statement.references.iter().map(|&index| node.document(index)).collect();
    node.indices
        .iter()
        .any(|&index| documents.contains(node.document(index)) && is_past(node, &node.claims[index]))
}

/// Whether a claim says that the node holds no longer.
fn is_past(node: &Node<'_>, claim: &Claim) -> bool {
    match &claim.object {
        Object::Term(state) => node.ontology.is_one_of(state, PAST),
        _ => false,
    }
}

/// Whether one document says both: then it tells a course of events, or a part and the whole, not a contradiction.
fn told_together(node: &Node<'_>, a: &Statement, b: &Statement) -> bool {
    let documents = |statement: &Statement| -> BTreeSet<DocumentId> {
        statement.references.iter().map(|&index| node.document(index).clone()).collect()
    };
    !documents(a).is_disjoint(&documents(b))
}

const fn conflict_kind(object: &Object) -> ConflictKind {
    match object {
        Object::Term(_) => ConflictKind::Modality,
        Object::Date(_) => ConflictKind::Date,
        _ => ConflictKind::Value,
    }
}

/// The time for which a value holds, as the sentences that give the value say.
struct Time {
    /// The latest start.
    from: Option<civil::Date>,
    /// The earliest end.
    through: Option<civil::Date>,
    /// Whether all of them say that it holds no longer.
    past: bool,
}

impl Time {
    fn of(node: &Node<'_>, statement: &Statement) -> Self {
        let dates = |role: &str| -> Vec<Date> {
            let claims = statement.references.iter().flat_map(|&index| node.same_frame(index));
            claims
                .filter(|claim| claim.predicate == role)
                .filter_map(|claim| match &claim.object {
                    Object::Date(date) => Some(date.clone()),
                    _ => None,
                })
                .collect()
        };
        Self {
            from: dates(VALID_FROM).iter().filter_map(Date::first_day).max(),
            through: dates(VALID_THROUGH).iter().filter_map(Date::last_day).min(),
            past: statement
                .references
                .iter()
                .all(|&index| node.same_frame(index).any(|claim| is_past(node, claim))),
        }
    }
}
