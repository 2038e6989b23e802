//! All claims about one node, fused.

use std::collections::BTreeMap;

use jiff::civil;

use super::{Fused, Source, scope, values, voices};
use crate::model::{Claim, Conflict, ConflictKind, DocumentId, Modality, Object, Rank, Statement, Voices};
use crate::pack::Ontology;
use crate::pack::ontology::{AGREEMENT_EVENT, EVENT, PAST, VALID_THROUGH};

pub(super) const RDF_TYPE: &str = "rdf:type";

/// The claims about one node.
pub(super) struct Node<'a> {
    pub(super) claims: &'a [Claim],
    /// Those that are about the node.
    pub(super) indices: &'a [usize],
    pub(super) sources: &'a BTreeMap<DocumentId, Source>,
    pub(super) ontology: &'a Ontology,
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
            values::settle(node, start..end, &mut fused);
        } else if end - start > 1 && node.is_scope(&predicate) {
            fused.conflicts.extend(scope::conflict(node, &fused.statements[start..end]));
        }
        start = end;
    }
    node.rank_as_past(&mut fused.statements);
    fused
}

impl<'a> Node<'a> {
    /// The claims about it.
    pub(super) fn claims_of(&self) -> impl Iterator<Item = &'a Claim> + Clone {
        let claims = self.claims;
        self.indices.iter().map(move |&index| &claims[index])
    }

    /// The statement that the claims `saying` one triple come to; `None` if there are none.
    pub(super) fn statement(&self, saying: Vec<usize>) -> Option<Statement> {
        let claim = &self.claims[*saying.first()?];
        let nothing = Statement {
            subject: claim.subject.clone(),
            predicate: claim.predicate.clone(),
            object: claim.object.clone(),
            rank: Rank::Preferred,
            modality: claim.modality,
            references: Vec::new(),
            voices: Voices::default(),
            first_reported: None,
            last_reported: None,
        };
        Some(self.with_more(nothing, saying, &|_| None))
    }

    /// `statement` with the claims `saying` it beside those it has; `already` tells which documents say it without them,
    /// and how sure.
    pub(super) fn with_more(
        &self,
        statement: Statement,
        saying: Vec<usize>,
        already: &dyn Fn(&DocumentId) -> Option<f64>,
    ) -> Statement {
        let mut surest: BTreeMap<&DocumentId, f64> = BTreeMap::new();
        for &index in &saying {
            let sure = surest.entry(self.document(index)).or_default();
            *sure = sure.max(self.claims[index].confidence);
        }
        let voices = voices::voices(statement.voices, &surest, already, self.sources);
        let days = || surest.keys().filter_map(|document| self.sources.get(*document)?.published);
        let modalities = saying.iter().map(|&index| self.claims[index].modality);
        Statement {
            modality: modalities.fold(statement.modality, Modality::min),
            first_reported: days().chain(statement.first_reported).min(),
            last_reported: days().chain(statement.last_reported).max(),
            voices,
            references: [statement.references, self.sorted(saying)].concat(),
            ..statement
        }
    }

    /// A frame that one claim denies and another, of another document or another speaker, does not.
    fn polarity_conflict(&self, saying: &[usize], denying: Vec<usize>) -> Option<Conflict> {
        let voice = |index: usize| {
            let claim = &self.claims[index];
            (&claim.evidence.document, &claim.attributed_to)
        };
        let opposed = saying.iter().any(|&says| denying.iter().any(|&denies| voice(says) != voice(denies)));
        opposed.then(|| self.conflict(ConflictKind::Polarity, vec![saying.to_vec(), denying]))
    }

    /// An event that one document says is to come while another, no later, says that it has come; of what happens to an
    /// agreement also if it says that it may come. A document that says both tells a course of events, unless it puts
    /// what is to come after what it says has come.
    fn modality_conflict(&self, class: &str, saying: &[usize]) -> Option<Conflict> {
        if !self.ontology.is_a(class, EVENT) {
            return None;
        }
        let (done, to_come): (Vec<usize>, Vec<usize>) =
            saying.iter().partition(|&&index| self.claims[index].modality.is_fact());
        let since = done.iter().filter_map(|&index| self.done_by(index)).min()?;
        let contradicts = |index: &usize| {
            let told = done.iter().find(|&&other| self.document(other) == self.document(*index));
            match (self.claims[*index].modality, told) {
                (Modality::Planned, Some(&done)) => self.comes_after(*index, done),
                (Modality::Hypothetical, _) if !self.ontology.is_a(class, AGREEMENT_EVENT) => false,
                (_, Some(_)) => false,
                (_, None) => self.written(*index).is_some_and(|day| day >= since),
            }
        };
        let late: Vec<usize> = to_come.into_iter().filter(contradicts).collect();
        (!late.is_empty()).then(|| self.conflict(ConflictKind::Modality, vec![done, late]))
    }

    /// The day on which what the claim says has come had come: that of the document, or else the last that the document
    /// gives it.
    fn done_by(&self, index: usize) -> Option<civil::Date> {
        let told = self.indices.iter().filter(|&&other| self.document(other) == self.document(index));
        let told = told.map(|&other| &self.claims[other]).filter(|claim| claim.modality.is_fact());
        self.source(index)?.published.or_else(|| days(told).max())
    }

    /// Whether the sentence of one claim puts its event after that of the other.
    fn comes_after(&self, later: usize, earlier: usize) -> bool {
        let (later, earlier) = (days(self.same_frame(later)).min(), days(self.same_frame(earlier)).max());
        later.zip(earlier).is_some_and(|(later, earlier)| later > earlier)
    }

    /// The claims that the same rule made of the same sentence about the node.
    pub(super) fn same_frame(&self, index: usize) -> impl Iterator<Item = &Claim> {
        let evidence = &self.claims[index].evidence;
        self.indices.iter().map(|&other| &self.claims[other]).filter(move |other| {
            other.modality != Modality::Denied
                && other.evidence.document == evidence.document
                && other.evidence.sentence_start == evidence.sentence_start
                && other.evidence.rule == evidence.rule
        })
    }

    /// Whether `role` tells how far the node reaches.
    fn is_scope(&self, role: &str) -> bool {
        self.indices.iter().map(|&index| &self.claims[index]).any(|claim| match &claim.object {
            Object::Term(class) => claim.predicate == RDF_TYPE && self.ontology.is_scope(class, role),
            _ => false,
        })
    }

    /// If what holds of the frame is that it holds no longer, the rest of what is said of it is true but past.
    fn rank_as_past(&self, statements: &mut [Statement]) {
        let past = |statement: &Statement| match &statement.object {
            Object::Term(state) => statement.rank == Rank::Preferred && self.ontology.is_one_of(state, PAST),
            _ => false,
        };
        if statements.iter().any(past) {
            for statement in statements.iter_mut().filter(|statement| !past(statement)) {
                statement.rank = statement.rank.max(Rank::Normal);
            }
        }
    }

    /// A conflict about what the first claim of the first side says.
    pub(super) fn conflict(&self, kind: ConflictKind, sides: Vec<Vec<usize>>) -> Conflict {
        let claim = &self.claims[sides[0][0]];
        Conflict {
            kind,
            subject: claim.subject.clone(),
            with: None,
            predicate: claim.predicate.clone(),
            sides: sides.into_iter().map(|side| self.sorted(side)).collect(),
        }
    }

    pub(super) fn document(&self, index: usize) -> &DocumentId {
        &self.claims[index].evidence.document
    }

    fn source(&self, index: usize) -> Option<&Source> {
        self.sources.get(self.document(index))
    }

    pub(super) fn published(&self, index: usize) -> Option<civil::Date> {
        self.source(index)?.published
    }

    fn written(&self, index: usize) -> Option<civil::Date> {
        self.source(index)?.written()
    }

    fn sorted(&self, mut indices: Vec<usize>) -> Vec<usize> {
        indices.sort_by(|&a, &b| order(&self.claims[a]).cmp(&order(&self.claims[b])));
        indices
    }
}

/// What the order of references goes by: nothing that depends on the order of the claims.
pub(super) fn order(claim: &Claim) -> impl Ord + '_ {
    (&claim.evidence, claim.modality, &claim.attributed_to, claim.confidence.to_bits())
}

/// The days that claims give, those on which something ends aside.
fn days<'a>(claims: impl Iterator<Item = &'a Claim>) -> impl Iterator<Item = civil::Date> {
    claims.filter(|claim| claim.predicate != VALID_THROUGH).filter_map(|claim| match &claim.object {
        Object::Date(date) => date.first_day(),
        _ => None,
    })
}
