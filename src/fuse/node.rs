//! All claims about one node, fused.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil;

use super::compare::{Relation, compare};
use super::{Fused, Source, independent};
use crate::model::{Claim, Conflict, ConflictKind, Date, DocumentId, Modality, Object, Rank, Statement};
use crate::pack::Ontology;
use crate::pack::ontology::{EVENT, VALID_FROM, VALID_THROUGH};

const RDF_TYPE: &str = "rdf:type";

/// The claims about one node.
pub(super) struct Node<'a> {
    pub(super) claims: &'a [Claim],
    /// Those that are about the node.
    pub(super) indices: &'a [usize],
    pub(super) sources: &'a BTreeMap<DocumentId, Source>,
    pub(super) ontology: &'a Ontology,
}

/// What stands between two incompatible values.
enum Verdict {
    Conflict(ConflictKind),
    /// The first is the later one.
    Succeeds,
    /// The second is the later one.
    SucceededBy,
}

/// The node's statements, refinements, successions and conflicts.
pub(super) fn fuse(node: &Node<'_>) -> Fused {
    let mut by_triple: BTreeMap<(&str, &Object), Vec<usize>> = BTreeMap::new();
    for &index in node.indices {
        let claim = &node.claims[index];
        by_triple.entry((&claim.predicate, &claim.object)).or_default().push(index);
    }
    let mut fused = Fused::default();
    for ((predicate, object), indices) in by_triple {
        let (denying, saying): (Vec<usize>, Vec<usize>) =
            indices.iter().partition(|&&index| node.claims[index].modality == Modality::Denied);
        if let (RDF_TYPE, Object::Term(class)) = (predicate, object) {
            fused.conflicts.extend(node.polarity_conflict(&saying, denying));
            fused.conflicts.extend(node.modality_conflict(class, &saying));
        }
        fused.statements.extend(node.statement(saying));
    }
    let mut start = 0;
    while start < fused.statements.len() {
        let predicate = fused.statements[start].predicate.clone();
        let end = start + fused.statements[start..].iter().take_while(|s| s.predicate == predicate).count();
        if end - start > 1 && node.ontology.property(&predicate).is_some_and(|role| role.functional) {
            node.settle(start..end, &mut fused);
        }
        start = end;
    }
    fused
}

impl Node<'_> {
    /// The statement that the claims `saying` one triple come to; `None` if there are none.
    fn statement(&self, mut saying: Vec<usize>) -> Option<Statement> {
        saying.sort_by(|&a, &b| self.order(a).cmp(&self.order(b)));
        let claim = &self.claims[*saying.first()?];
        let documents: Vec<&DocumentId> = saying
            .iter()
            .map(|&index| &self.claims[index].evidence.document)
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        let sources: Vec<_> = documents.iter().map(|id| self.sources.get(id)).collect();
        let voices = independent::voices(&sources);
        let support = voices.iter().max().map_or(0, |last| last + 1);
        let mut surest = vec![0.0_f64; support];
        for &index in &saying {
            let claim = &self.claims[index];
            let voice = documents.binary_search(&&claim.evidence.document).map_or(0, |at| voices[at]);
            surest[voice] = surest[voice].max(claim.confidence);
        }
        let reported = || sources.iter().flatten().filter_map(|source| source.published);
        Some(Statement {
            subject: claim.subject.clone(),
            predicate: claim.predicate.clone(),
            object: claim.object.clone(),
            rank: Rank::Preferred,
            modality: saying.iter().map(|&index| self.claims[index].modality).min().unwrap_or_default(),
            support,
            first_reported: reported().min(),
            last_reported: reported().max(),
            confidence: noisy_or(surest),
            references: saying,
        })
    }

    /// A frame that one claim denies and another does not.
    fn polarity_conflict(&self, saying: &[usize], denying: Vec<usize>) -> Option<Conflict> {
        let both = !saying.is_empty() && !denying.is_empty();
        both.then(|| self.conflict(ConflictKind::Polarity, vec![saying.to_vec(), denying]))
    }

    /// An event that one document says is to come while another, no later, says that it has come.
    fn modality_conflict(&self, class: &str, saying: &[usize]) -> Option<Conflict> {
        if !self.ontology.is_a(class, EVENT) {
            return None;
        }
        let (done, to_come): (Vec<usize>, Vec<usize>) = saying.iter().partition(|&&index| {
            matches!(self.claims[index].modality, Modality::Asserted | Modality::Reported)
        });
        let since = done.iter().filter_map(|&index| self.reported(index)).min()?;
        let late: Vec<usize> = to_come
            .into_iter()
            .filter(|&index| self.claims[index].modality == Modality::Planned)
            .filter(|&index| self.reported(index).is_some_and(|day| day >= since))
            .collect();
        (!late.is_empty()).then(|| self.conflict(ConflictKind::Modality, vec![done, late]))
    }

    /// A conflict about what the first claim of the first side says.
    fn conflict(&self, kind: ConflictKind, sides: Vec<Vec<usize>>) -> Conflict {
        let claim = &self.claims[sides[0][0]];
        Conflict {
            kind,
            subject: claim.subject.clone(),
            predicate: claim.predicate.clone(),
            sides: sides.into_iter().map(|side| self.sorted(side)).collect(),
        }
    }

    /// Ranks the values of a functional role, the statements in `range`, and says how they stand to each other.
    fn settle(&self, range: std::ops::Range<usize>, fused: &mut Fused) {
        let (mut disputed, mut lesser) = (BTreeMap::<usize, ConflictKind>::new(), BTreeSet::new());
        for a in range.clone() {
            for b in a + 1..range.end {
                let (first, second) = (&fused.statements[a], &fused.statements[b]);
                match compare(&first.object, &second.object) {
                    Relation::Compatible => {}
                    Relation::Refines => {
                        lesser.insert(b);
                        fused.refinements.push((a, b));
                    }
                    Relation::RefinedBy => {
                        lesser.insert(a);
                        fused.refinements.push((b, a));
                    }
                    Relation::Incompatible => match self.verdict(first, second) {
                        Verdict::Succeeds => {
                            lesser.insert(b);
                            fused.successions.push((a, b));
                        }
                        Verdict::SucceededBy => {
                            lesser.insert(a);
                            fused.successions.push((b, a));
                        }
                        Verdict::Conflict(kind) => disputed.extend([(a, kind), (b, kind)]),
                    },
                }
            }
        }
        if let Some(&kind) = disputed.values().next() {
            let sides = disputed.keys().map(|&at| fused.statements[at].references.clone()).collect();
            fused.conflicts.push(self.conflict(kind, sides));
        }
        let best = disputed.keys().map(|&at| fused.statements[at].support).max().unwrap_or_default();
        let winners = disputed.keys().filter(|&&at| fused.statements[at].support == best).count();
        for at in range {
            let loses = disputed.contains_key(&at) && (winners > 1 || fused.statements[at].support < best);
            if loses || lesser.contains(&at) {
                fused.statements[at].rank = Rank::Normal;
            }
        }
    }

    /// What stands between two incompatible values: time, or a conflict.
    fn verdict(&self, a: &Statement, b: &Statement) -> Verdict {
        let (valid_a, valid_b) = (self.valid(a), self.valid(b));
        if let (Some(through), Some(from)) = (valid_a.1, valid_b.0)
            && through <= from
        {
            return Verdict::SucceededBy;
        }
        if let (Some(through), Some(from)) = (valid_b.1, valid_a.0)
            && through <= from
        {
            return Verdict::Succeeds;
        }
        match (&a.object, &b.object) {
            (Object::Term(_), Object::Term(_)) => match (a, b) {
                (a, b) if a.last_reported.zip(b.first_reported).is_some_and(|(a, b)| a < b) => {
                    Verdict::SucceededBy
                }
                (a, b) if b.last_reported.zip(a.first_reported).is_some_and(|(b, a)| b < a) => {
                    Verdict::Succeeds
                }
                _ => Verdict::Conflict(ConflictKind::Modality),
            },
            (Object::Date(_), Object::Date(_)) => Verdict::Conflict(ConflictKind::Date),
            _ => Verdict::Conflict(ConflictKind::Value),
        }
    }

    /// The latest start and the earliest end of the times for which the claims behind `statement` hold their value, as
    /// the same sentences give them.
    fn valid(&self, statement: &Statement) -> (Option<civil::Date>, Option<civil::Date>) {
        let same_sentence = |index: usize| {
            let evidence = &self.claims[index].evidence;
            self.indices.iter().map(|&other| &self.claims[other]).filter(move |other| {
                other.evidence.document == evidence.document
                    && other.evidence.sentence_start == evidence.sentence_start
                    && other.evidence.rule == evidence.rule
            })
        };
        let dates = |role: &str| -> Vec<Date> {
            let claims = statement.references.iter().flat_map(|&index| same_sentence(index));
            claims
                .filter(|claim| claim.predicate == role && claim.modality != Modality::Denied)
                .filter_map(|claim| match &claim.object {
                    Object::Date(date) => Some(date.clone()),
                    _ => None,
                })
                .collect()
        };
        let from = dates(VALID_FROM).iter().filter_map(Date::first_day).max();
        let through = dates(VALID_THROUGH).iter().filter_map(Date::last_day).min();
        (from, through)
    }

    fn reported(&self, index: usize) -> Option<civil::Date> {
        self.sources.get(&self.claims[index].evidence.document)?.published
    }

    fn sorted(&self, mut indices: Vec<usize>) -> Vec<usize> {
        indices.sort_by(|&a, &b| self.order(a).cmp(&self.order(b)));
        indices
    }

    /// What the order of references goes by: nothing that depends on the order of the claims.
    fn order(&self, index: usize) -> impl Ord + '_ {
        let claim = &self.claims[index];
        (&claim.evidence, claim.modality, &claim.attributed_to, claim.confidence.to_bits())
    }
}

/// One minus the product of the doubts, taken in a fixed order, since sums of floating-point numbers depend on it.
fn noisy_or(mut confidences: Vec<f64>) -> f64 {
    confidences.sort_by(f64::total_cmp);
    1.0 - confidences.into_iter().map(|confidence| 1.0 - confidence.clamp(0.0, 1.0)).product::<f64>()
}
