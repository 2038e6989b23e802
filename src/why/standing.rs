//! How a statement stands, and what gave it its rank.

use std::collections::BTreeSet;

use oxigraph::model::vocab::rdf;
use oxigraph::model::{NamedNode, NamedNodeRef, NamedOrBlankNode, Term, Triple};

use super::nodes;
use crate::model::Diagnostic;
use crate::query::graph::{self, object, objects, subjects, words};
use crate::rdf::vocabulary as v;
use crate::store::Quads;

/// A statement with its rank and the reasons for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// What is stated.
    pub triple: Triple,
    /// Its rank.
    pub rank: NamedNode,
    /// How many independent publishers say it.
    pub support: String,
    /// Between 0 and 1.
    pub confidence: String,
    /// The earliest and the latest dateline.
    pub reported: Option<(String, String)>,
    /// How many claims that say it were rejected and do not count.
    pub set_aside: usize,
    /// What gave it its rank: the rules of fusing that spoke, the strongest first; none if nothing stands against it.
    pub grounds: Vec<Ground>,
}

/// A rule of fusing, or a person, that had a say in a statement's rank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ground {
    /// A person decided.
    Decided(Decided),
    /// It is disputed: so many publishers give each of the other values.
    Disputed(Vec<(Term, String)>),
    /// It is held otherwise, as denied or to come: how, and by how many publishers.
    HeldOtherwise(Vec<(Term, String)>),
    /// Another says the same more exactly.
    RefinedBy(Term),
    /// It says another more exactly.
    Refines(Term),
    /// Another took its place.
    SucceededBy(Term),
    /// It took the place of another.
    Succeeds(Term),
    /// What it is about holds no longer.
    Past,
}

/// A decision as the graph has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// `pact:Accepted` or another ruling.
    pub ruling: Option<NamedNode>,
    /// Who decided.
    pub who: Option<String>,
    /// Why.
    pub why: Option<String>,
    /// When.
    pub date: Option<String>,
}

/// The statements that `claims` are behind, those that were rejected too, in order.
pub(super) fn standings(store: &Quads, claims: &[NamedNode]) -> Result<Vec<Standing>, Diagnostic> {
    let mut statements = BTreeSet::new();
    for claim in claims {
        for predicate in [graph::REFERENCE, v::SET_ASIDE] {
            for node in subjects(store, predicate, claim.as_ref())? {
                if object(store, node.as_ref(), v::RANK)?.is_some() {
                    statements.insert(node);
                }
            }
        }
    }
    let mut standings = Vec::new();
    for statement in &statements {
        standings.extend(standing(store, statement)?);
    }
    standings.sort_by_cached_key(|standing| standing.triple.to_string());
    Ok(standings)
}

fn standing(store: &Quads, node: &NamedNode) -> Result<Option<Standing>, Diagnostic> {
    let iri = node.as_ref();
    let text = |predicate| words(store, iri, predicate);
    let (Some(triple), Some(Term::NamedNode(rank))) = (stated(store, node)?, object(store, iri, v::RANK)?)
    else {
        return Ok(None);
    };
    Ok(Some(Standing {
        support: text(v::SUPPORT)?.unwrap_or_default(),
        confidence: text(graph::CONFIDENCE)?.unwrap_or_default(),
        reported: text(v::FIRST_REPORTED)?.zip(text(v::LAST_REPORTED)?),
        set_aside: objects(store, iri, v::SET_ASIDE)?.len(),
        grounds: grounds(store, node, &triple, &rank)?,
        triple,
        rank,
    }))
}

/// The triple of a statement.
fn stated(store: &Quads, node: &NamedNode) -> Result<Option<Triple>, Diagnostic> {
    let of = |predicate| object(store, node.as_ref(), predicate);
    Ok(match (of(graph::SUBJECT)?, of(graph::PREDICATE)?, of(graph::OBJECT)?) {
        (Some(Term::NamedNode(subject)), Some(Term::NamedNode(predicate)), Some(object)) => {
            Some(Triple::new(subject, predicate, object))
        }
        _ => None,
    })
}

fn grounds(
    store: &Quads,
    node: &NamedNode,
    triple: &Triple,
    rank: &NamedNode,
) -> Result<Vec<Ground>, Diagnostic> {
    let mut grounds = Vec::new();
    for decision in nodes(store, node, v::DECIDED_BY)? {
        grounds.push(Ground::Decided(decided(store, &decision)?));
    }
    let values = |found: Vec<NamedNode>| -> Result<Vec<Term>, Diagnostic> {
        let mut values = Vec::new();
        for other in found {
            values.extend(object(store, other.as_ref(), graph::OBJECT)?);
        }
        Ok(values)
    };
    let back = |predicate: NamedNodeRef<'static>| values(subjects(store, predicate, node.as_ref())?);
    let forth = |predicate: NamedNodeRef<'static>| values(nodes(store, node, predicate)?);
    let (finer, coarser) = (back(v::REFINES)?, forth(v::REFINES)?);
    let mut others = disputed(store, node, triple)?;
    // A side of the same conflict that says the same more or less exactly says nothing else.
    others.retain(|(value, _)| !finer.contains(value) && !coarser.contains(value));
    if !others.is_empty() {
        let held = triple.predicate.as_ref() == rdf::TYPE;
        grounds.push(if held { Ground::HeldOtherwise(others) } else { Ground::Disputed(others) });
    }
    grounds.extend(finer.into_iter().map(Ground::RefinedBy));
    grounds.extend(coarser.into_iter().map(Ground::Refines));
    grounds.extend(back(v::SUCCEEDS)?.into_iter().map(Ground::SucceededBy));
    grounds.extend(forth(v::SUCCEEDS)?.into_iter().map(Ground::Succeeds));
    if grounds.is_empty() && rank.as_ref() == v::NORMAL_RANK {
        grounds.push(Ground::Past);
    }
    Ok(grounds)
}

/// The other values of the conflicts that a statement is a side of, or how they hold it if it is about what the thing is; each
/// with how many publishers give it.
fn disputed(store: &Quads, node: &NamedNode, triple: &Triple) -> Result<Vec<(Term, String)>, Diagnostic> {
    let NamedOrBlankNode::NamedNode(subject) = &triple.subject else { return Ok(Vec::new()) };
    let mine: BTreeSet<NamedNode> = nodes(store, node, graph::REFERENCE)?.into_iter().collect();
    let mut others = Vec::new();
    let mut conflicts = subjects(store, v::CONFLICT_ABOUT, subject.as_ref())?;
    conflicts.extend(subjects(store, v::CONFLICT_WITH, subject.as_ref())?);
    for conflict in conflicts {
        let sides = nodes(store, &conflict, graph::SIDE_OF)?;
        let mut claims = Vec::new();
        for side in &sides {
            claims.push(nodes(store, side, graph::REFERENCE)?);
        }
        if !claims.iter().flatten().any(|claim| mine.contains(claim)) {
            continue;
        }
        for (side, claims) in sides.iter().zip(&claims) {
            if claims.iter().any(|claim| mine.contains(claim)) {
                continue;
            }
            let mut support = None;
            for statement in claims
                .first()
                .map_or(Ok(Vec::new()), |claim| subjects(store, graph::REFERENCE, claim.as_ref()))?
            {
                support = support.or(words(store, statement.as_ref(), v::SUPPORT)?);
            }
            let says = if triple.predicate.as_ref() == rdf::TYPE { v::MODALITY } else { rdf::VALUE };
            if let Some(value) = object(store, side.as_ref(), says)? {
                others.push((value, support.unwrap_or_else(|| claims.len().to_string())));
            }
        }
    }
    Ok(others)
}

impl Decided {
    /// The decision on a statement, if there is one.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn on(store: &Quads, statement: &NamedNode) -> Result<Option<Self>, Diagnostic> {
        let decision = nodes(store, statement, v::DECIDED_BY)?.into_iter().next();
        decision.map(|decision| decided(store, &decision)).transpose()
    }
}

pub(super) fn decided(store: &Quads, decision: &NamedNode) -> Result<Decided, Diagnostic> {
    let text = |predicate| words(store, decision.as_ref(), predicate);
    Ok(Decided {
        ruling: nodes(store, decision, v::RULING)?.into_iter().next(),
        who: text(v::DC_CREATOR)?,
        why: text(oxigraph::model::vocab::rdfs::COMMENT)?,
        date: text(v::DC_DATE)?,
    })
}
