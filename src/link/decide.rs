//! Accept, propose or drop.

use std::collections::BTreeMap;

use oxigraph::model::NamedNode;

use super::kinds::Kinds;
use super::lexicon::Lexicon;
use super::name::{Longer, Name, longer};
use super::record::Record;
use super::score::{Score, score};
use crate::model::Ruling;
use crate::rdf::Mint;

/// An entity and its counterpart.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The entity here.
    pub entity: NamedNode,
    /// What it is called.
    pub entity_label: String,
    /// The thing there.
    pub target: NamedNode,
    /// What it is called.
    pub target_label: String,
    /// How sure it is.
    pub score: Score,
    /// What comes of it.
    pub verdict: Verdict,
    /// On what ground.
    pub basis: Basis,
}

/// What comes of a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// They are the same.
    Accepted,
    /// A person should look.
    Proposed,
    /// A person has said that they are different.
    Rejected,
}

/// Why an entity and a thing are held to be the same, or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// A person said so.
    Decision,
    /// They share an identifier.
    Identifier,
    /// Names and context.
    Score,
}

/// What a person has said about an entity and a thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// The entity here.
    pub entity: NamedNode,
    /// The thing there.
    pub target: NamedNode,
    /// Whether they are the same.
    pub same: bool,
}

impl Decided {
    /// What a decision says of a node here and a thing elsewhere; `None` if it is about something else.
    #[must_use]
    pub fn of(ruling: &Ruling, mint: Mint<'_>) -> Option<Self> {
        let (node, other, same) = match ruling {
            Ruling::Same { node, other, .. } => (node, other, true),
            Ruling::Different { node, other } => (node, other, false),
            _ => return None,
        };
        Some(Self { entity: mint.node(node), target: NamedNode::new(other.as_str()).ok()?, same })
    }
}

/// Decides on the candidates of each entity. Links come by entity, the surest first.
///
/// What a person said holds. Then identifiers: a candidate that shares one is accepted, unless another one does too. Then
/// scores: a candidate is accepted if its score is high enough, no other is near, and no other entity has a better claim
/// on it.
#[must_use]
pub fn decide(
    entities: &[Record],
    candidates: &[Vec<Record>],
    lexicon: &Lexicon,
    kinds: &Kinds<'_>,
    decided: &[Decided],
) -> Vec<Link> {
    let mut links: Vec<Vec<Link>> = entities
        .iter()
        .zip(candidates)
        .map(|(entity, candidates)| of_entity(entity, candidates, lexicon, kinds, decided))
        .collect();
    contested(&mut links, lexicon);
    let mut all: Vec<Link> = links.into_iter().flatten().collect();
    all.sort_by(|a, b| a.entity.cmp(&b.entity).then_with(|| order(a, b)));
    all
}

fn order(a: &Link, b: &Link) -> std::cmp::Ordering {
    (a.verdict, a.basis)
        .cmp(&(b.verdict, b.basis))
        .then_with(|| b.score.value.total_cmp(&a.score.value))
        .then_with(|| a.target.cmp(&b.target))
}

fn of_entity(
    entity: &Record,
    candidates: &[Record],
    lexicon: &Lexicon,
    kinds: &Kinds<'_>,
    decided: &[Decided],
) -> Vec<Link> {
    let compare = |record: &Record| score(entity, record, &|a, b| kinds.compare(a, b), lexicon);
    let mut scores: Vec<Score> = candidates.iter().map(compare).collect();
    units(entity, candidates, &mut scores, lexicon);
    families(entity, candidates, &mut scores, lexicon);
    let said = |record: &Record| {
        decided
            .iter()
            .find(|said| said.entity == entity.iri && said.target == record.iri)
            .map(|said| said.same)
    };
    let mut links: Vec<Link> = Vec::new();
    for (record, mut score) in candidates.iter().zip(scores) {
        let said = said(record);
        if let Some(same) = said {
            score.decide(same);
        }
        if said.is_none() && score.value < lexicon.propose {
            continue;
        }
        let (verdict, basis) = match said {
            Some(true) => (Verdict::Accepted, Basis::Decision),
            Some(false) => (Verdict::Rejected, Basis::Decision),
            None if score.identifier.is_some() => (Verdict::Accepted, Basis::Identifier),
            None if score.value >= lexicon.accept => (Verdict::Accepted, Basis::Score),
            None => (Verdict::Proposed, Basis::Score),
        };
        links.push(Link {
            entity: entity.iri.clone(),
            entity_label: entity.label().to_owned(),
            target: record.iri.clone(),
            target_label: record.label().to_owned(),
            score,
            verdict,
            basis,
        });
    }
    too_close(&mut links, lexicon);
    links
}

/// Of two candidates with one name, one a part of the other, the whole is meant, unless the entity bears the part's legal
/// form.
fn units(entity: &Record, candidates: &[Record], scores: &mut [Score], lexicon: &Lexicon) {
    let named = |record: &Record| {
        entity.names.iter().any(|own| {
            own.legal.is_some()
                && record.names.iter().any(|name| name.words == own.words && name.legal == own.legal)
        })
    };
    for (at, unit) in candidates.iter().enumerate() {
        let Some(of) = candidates.iter().position(|other| unit.parents.contains(other.iri.as_str())) else {
            continue;
        };
        let (other, because) = if named(unit) {
            (of, format!("its part {} is named", unit.label()))
        } else {
            (at, format!("a part of {}", candidates[of].label()))
        };
        if scores[other].identifier.is_none() {
            scores[other].lower("unit", because, lexicon);
        }
    }
}

/// A name that other records bear with something more is that of a family (a hotel, its resorts, its timeshares): which of
/// them bears it alone, the whole or one of its businesses, the name does not tell. One record that adds no more than its
/// trade is enough (Prudential, Prudential Financial), be it the record itself by another name (Tata, Tata Motors); of others it
/// takes several, and none if the name comes with a legal form. Units that say whose they are do not make it unclear.
fn families(entity: &Record, candidates: &[Record], scores: &mut [Score], lexicon: &Lexicon) {
    for (at, record) in candidates.iter().enumerate() {
        let Some(own) = record.names.first().filter(|name| !name.other) else { continue };
        let is_as_written = |name: &Name| !name.other && name.words == own.words && name.legal.is_some();
        let as_is = entity.names.iter().any(is_as_written);
        if as_is || !scores[at].is_by_name_alone() {
            continue;
        }
        let others = candidates.iter().filter(|other| !other.parents.contains(record.iri.as_str()));
        let names = others.flat_map(|other| {
            let itself = other.iri == record.iri;
            other.names.iter().filter(move |name| itself || !name.other).map(move |name| (itself, name))
        });
        let longer: Vec<(bool, &Name, Longer)> =
            names.filter_map(|(itself, name)| Some((itself, name, longer(own, name, lexicon)?))).collect();
        let family: Vec<&str> =
            longer.iter().filter(|(itself, ..)| !itself).map(|(_, name, _)| name.written.as_str()).collect();
        let because = match longer.iter().find(|(.., how)| *how == Longer::ByTrade) {
            Some((_, name, _)) => format!("or is it {}?", name.written),
            None if own.legal.is_none() && family.len() >= lexicon.names.family => {
                format!("of the family of {}", family.join(", "))
            }
            None => continue,
        };
        scores[at].say_little("family", because, lexicon);
    }
}

/// What is accepted on a weaker ground than another, or hardly surer than another, is only proposed. Of several that share
/// an identifier with the entity none is accepted: one of them is wrong. Where a person or an identifier has told which one it
/// is, what is only somewhat like it is left out.
fn too_close(links: &mut Vec<Link>, lexicon: &Lexicon) {
    let accepted =
        |basis: Basis| move |link: &&Link| link.verdict == Verdict::Accepted && link.basis == basis;
    let decided = links.iter().any(|link| accepted(Basis::Decision)(&link));
    let identified = links.iter().filter(accepted(Basis::Identifier)).count();
    let rivals: Vec<(NamedNode, f64)> = links
        .iter()
        .filter(|link| link.verdict != Verdict::Rejected)
        .map(|link| (link.target.clone(), link.score.rival))
        .collect();
    for link in links.iter_mut().filter(|link| link.verdict == Verdict::Accepted) {
        let others = rivals.iter().filter(|(target, _)| *target != link.target).map(|(_, value)| *value);
        let runner_up = others.fold(0.0, f64::max);
        let holds = match link.basis {
            Basis::Decision => true,
            Basis::Identifier => !decided && identified == 1,
            Basis::Score => !decided && identified == 0 && link.score.value - runner_up >= lexicon.margin,
        };
        if !holds {
            link.verdict = Verdict::Proposed;
        }
    }
    let told = links.iter().any(|link| link.verdict == Verdict::Accepted && link.basis != Basis::Score);
    links.retain(|link| !told || link.verdict != Verdict::Proposed || link.score.value >= lexicon.accept);
}

/// Where two entities claim one thing by their scores, the surer one keeps it, if it is surer by the margin.
fn contested(links: &mut [Vec<Link>], lexicon: &Lexicon) {
    let mut claims: BTreeMap<NamedNode, Vec<(usize, usize)>> = BTreeMap::new();
    for (entity, links) in links.iter().enumerate() {
        for (at, link) in links.iter().enumerate() {
            if link.verdict == Verdict::Accepted {
                claims.entry(link.target.clone()).or_default().push((entity, at));
            }
        }
    }
    for claims in claims.into_values().filter(|claims| claims.len() > 1) {
        let firm = claims.iter().any(|&(entity, at)| links[entity][at].basis != Basis::Score);
        let mut values: Vec<f64> = claims.iter().map(|&(entity, at)| links[entity][at].score.value).collect();
        values.sort_by(f64::total_cmp);
        let (best, second) = (values[values.len() - 1], values[values.len() - 2]);
        for (entity, at) in claims {
            let link = &mut links[entity][at];
            let holds = !firm && link.score.value >= best && best - second >= lexicon.margin;
            if link.basis == Basis::Score && !holds {
                link.verdict = Verdict::Proposed;
            }
        }
    }
}
