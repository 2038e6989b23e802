//! Which node a mention refers to, as a person decided: merges and splits, applied to the claims of one document before
//! they are stored.
//!
//! A frame is identified by the fillers of its key roles (`owl:hasKey`), so its identifier follows: if `company/aws` is
//! merged into `company/amazon`, `investment/aws-openai` becomes `investment/amazon-openai`, where it meets what others
//! say of that. A node that is no more leaves a trace: `dcterms:replaces`, with the same evidence.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Claim, Decisions, Document, Id, Object, Part, Ruling, slug};
use crate::pack::Ontology;

/// Says of a node which one it took the place of.
pub const REPLACES: &str = "dcterms:replaces";
const TYPE: &str = "rdf:type";
const LABEL: &str = "rdfs:label";
const ALT_LABEL: &str = "skos:altLabel";
/// The most words of a free text that go into an identifier.
const TEXT_WORDS: usize = 6;

/// The claims of `document` with merges and splits carried out.
#[must_use]
pub fn identified(
    document: &Document,
    claims: Vec<Claim>,
    decisions: &Decisions,
    ontology: &Ontology,
) -> Vec<Claim> {
    if !decisions.iter().any(|decision| decision.ruling.is_identity()) {
        return claims;
    }
    let splits = splits(document, &claims, decisions);
    let reader = Reader { claims: &claims, splits, decisions };
    let (frames, by_claim) = reader.frames(ontology);
    let mut out = Vec::new();
    for (ix, claim) in claims.iter().enumerate() {
        let mut renamed = reader.entity_claim(claim);
        if let Some(frame) = by_claim.get(&ix) {
            if claim.predicate == TYPE && frame.merged && frame.id != claim.subject {
                out.push(replaces(claim, &frame.id));
            }
            renamed.subject.clone_from(&frame.id);
        }
        if let (Object::Node(before), Object::Node(node)) = (&claim.object, &mut renamed.object)
            && let Some(id) = frames.get(before.as_str())
        {
            node.clone_from(id);
        }
        if claim.subject != renamed.subject && reader.decisions.merged(&claim.subject).0 != claim.subject {
            out.extend(reader.under_new_name(claim, &mut renamed));
        }
        out.push(renamed);
    }
    out
}

/// Digits of a hash that are enough to name a document.
const ENOUGH: usize = 4;

/// A split as it concerns one document.
struct Split<'a> {
    node: &'a str,
    into: &'a str,
    /// Only the mentions by this name; all if there is none.
    name: Option<&'a str>,
}

/// The splits that concern `document`. If it calls the node by no other name, all mentions in it are meant.
fn splits<'a>(document: &Document, claims: &[Claim], decisions: &'a Decisions) -> Vec<Split<'a>> {
    let mut splits = Vec::new();
    for decision in decisions.iter() {
        let Ruling::Split { node, part, into } = &decision.ruling else { continue };
        match part {
            Part::Document(named) if is_called(document, named) => {
                splits.push(Split { node, into, name: None });
            }
            Part::Document(_) => {}
            Part::Name(name) => {
                let names = printed_names(claims, node);
                if names.contains(&fold(name)) {
                    let only = names.len() == 1;
                    splits.push(Split { node, into, name: (!only).then_some(name) });
                }
            }
        }
    }
    splits
}

fn is_called(document: &Document, name: &str) -> bool {
    let plain = |place: &str| place.trim_start_matches("./").to_owned();
    plain(&document.meta.location) == plain(name)
        || document.meta.url.as_deref() == Some(name)
        || name.len() >= ENOUGH && document.id.as_str().starts_with(name)
}

/// What a document calls a node, folded: the names it goes by, and the words of its first mention.
fn printed_names(claims: &[Claim], node: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for claim in claims.iter().filter(|claim| claim.subject == node) {
        match (&claim.object, claim.predicate.as_str()) {
            (Object::Text(name), ALT_LABEL) => names.extend([fold(name)]),
            (Object::Text(_), LABEL) => names.extend([fold(&claim.evidence.exact)]),
            _ => {}
        }
    }
    names
}

/// A name without case, article and possessive.
fn fold(name: &str) -> String {
    let lower = name.trim().to_lowercase();
    let bare = lower.strip_prefix("the ").unwrap_or(&lower);
    bare.trim_end_matches("'s").trim_end_matches("’s").to_owned()
}

/// The claims of one document, and what is decided about the nodes in them.
struct Reader<'a> {
    claims: &'a [Claim],
    splits: Vec<Split<'a>>,
    decisions: &'a Decisions,
}

/// What a frame is called now.
struct Renamed {
    id: Id,
    /// Whether only merges made it so.
    merged: bool,
}

/// Claims that one rule made of one sentence about one frame.
type Telling<'a> = (&'a str, usize, &'a str);

impl Reader<'_> {
    /// The node that `words`, which referred to `node`, refer to now.
    fn entity(&self, node: &str, words: Option<&str>) -> Id {
        let is_part = |split: &&Split<'_>| {
            split.node == node
                && split.name.is_none_or(|name| words.is_some_and(|words| fold(words) == fold(name)))
        };
        let split = self.splits.iter().find(is_part).map_or(node, |split| split.into);
        self.decisions.merged(split).0.to_owned()
    }

    /// A claim with the entities in it as they are called now.
    fn entity_claim(&self, claim: &Claim) -> Claim {
        // The name itself, where the claim is that the node has it.
        let name = match (&claim.object, claim.predicate.as_str()) {
            (Object::Text(name), LABEL | ALT_LABEL) => Some(name.as_str()),
            _ => None,
        };
        let mut renamed = claim.clone();
        renamed.subject = self.entity(&claim.subject, name);
        if let Object::Node(node) = &mut renamed.object {
            *node = self.entity(node, Some(&claim.evidence.exact));
        }
        renamed.attributed_to = claim.attributed_to.as_deref().map(|node| self.entity(node, None));
        renamed
    }

    /// A node that was merged into another goes by the other's name; its own becomes one more.
    fn under_new_name(&self, claim: &Claim, renamed: &mut Claim) -> Vec<Claim> {
        if claim.predicate != LABEL {
            return Vec::new();
        }
        let mut more = vec![replaces(claim, &renamed.subject)];
        match self.decisions.merged(&claim.subject).1 {
            Some(name) if claim.object != Object::Text(name.to_owned()) => {
                more.push(Claim { predicate: ALT_LABEL.to_owned(), ..renamed.clone() });
                renamed.object = Object::Text(name.to_owned());
            }
            _ => {}
        }
        more
    }

    /// For each frame whose key changed its new identifier, and for each claim about it the same.
    fn frames(&self, ontology: &Ontology) -> (BTreeMap<&str, Id>, BTreeMap<usize, Renamed>) {
        let mut tellings: BTreeMap<&str, BTreeMap<Telling<'_>, Vec<usize>>> = BTreeMap::new();
        for (ix, claim) in self.claims.iter().enumerate() {
            let place = (claim.subject.as_str(), claim.evidence.sentence_start, claim.evidence.rule.as_str());
            tellings.entry(&claim.subject).or_default().entry(place).or_default().push(ix);
        }
        let (mut frames, mut by_claim) = (BTreeMap::new(), BTreeMap::new());
        for (frame, tellings) in tellings {
            let Some(key) = self.key_of(frame, ontology) else { continue };
            let all: Vec<usize> = tellings.values().flatten().copied().collect();
            let told: Vec<(Vec<usize>, Option<Renamed>)> = tellings
                .into_values()
                .map(|telling| {
                    let renamed = self.renamed(frame, key, &telling, &all);
                    (telling, renamed)
                })
                .collect();
            let ids: BTreeSet<&str> =
                told.iter().flat_map(|(_, new)| new).map(|new| new.id.as_str()).collect();
            let only = (ids.len() == 1).then(|| ids.first().map(|id| (*id).to_owned())).flatten();
            let merged = told.iter().flat_map(|(_, new)| new).all(|new| new.merged);
            for (telling, renamed) in &told {
                // What another sentence tells of the frame goes where the frame goes, if that is one place.
                let id = renamed.as_ref().map(|new| new.id.clone()).or_else(|| only.clone());
                for &ix in telling {
                    by_claim.extend(id.clone().map(|id| (ix, Renamed { id, merged })));
                }
            }
            frames.extend(only.filter(|id| id != frame).map(|id| (frame, id)));
        }
        (frames, by_claim)
    }

    /// The key roles of the kind of a node, if it is a frame.
    fn key_of<'o>(&self, node: &str, ontology: &'o Ontology) -> Option<&'o [String]> {
        let mut kinds = self.claims.iter().filter(|claim| claim.subject == node && claim.predicate == TYPE);
        kinds.find_map(|claim| match &claim.object {
            Object::Term(kind) => {
                ontology.class(kind).map(|class| class.key.as_slice()).filter(|key| !key.is_empty())
            }
            _ => None,
        })
    }

    /// What a frame is called as one sentence tells it; `None` if that sentence fills no role of the key.
    fn renamed(&self, frame: &str, key: &[String], telling: &[usize], all: &[usize]) -> Option<Renamed> {
        let in_key = |ix: &&usize| key.contains(&self.claims[**ix].predicate);
        telling.iter().find(in_key)?;
        let (folder, mut rest) = frame.split_once('/')?;
        let (mut parts, mut merged) = (Vec::new(), true);
        let mut changes = Vec::new();
        for role in key {
            let of_role = |from: &[usize]| -> Vec<usize> {
                from.iter().copied().filter(|&ix| self.claims[ix].predicate == *role).collect()
            };
            let here = of_role(telling);
            let claims = if here.is_empty() { of_role(all) } else { here };
            let old = joined(claims.iter().map(|&ix| part(&self.claims[ix].object)));
            let new = joined(claims.iter().map(|&ix| part(&self.entity_claim(&self.claims[ix]).object)));
            if old != new {
                merged &= claims.iter().all(|&ix| self.is_merge(&self.claims[ix].object));
                changes.push((old.clone(), new.clone()));
            }
            // A role that did not go into the identifier does not go into the new one.
            match rest.strip_prefix(old.as_str()).filter(|after| after.is_empty() || after.starts_with('-')) {
                Some(after) if !old.is_empty() => {
                    parts.push(new);
                    rest = after.trim_start_matches('-');
                }
                _ => {}
            }
        }
        let name =
            if rest.is_empty() { parts.join("-") } else { replaced(frame.split_once('/')?.1, &changes) };
        // The frame as a whole may have been merged or split too.
        Some(Renamed { id: self.entity(&format!("{folder}/{name}"), None), merged })
    }

    fn is_merge(&self, object: &Object) -> bool {
        match object {
            Object::Node(node) => !self.splits.iter().any(|split| split.node == node),
            _ => true,
        }
    }
}

/// That `id` took the place of what the claim is about, proved by the same words.
fn replaces(claim: &Claim, id: &str) -> Claim {
    Claim {
        subject: id.to_owned(),
        predicate: REPLACES.to_owned(),
        object: Object::Node(claim.subject.clone()),
        ..claim.clone()
    }
}

/// The parts of an identifier that one role gives, in their order.
fn joined(parts: impl Iterator<Item = String>) -> String {
    let parts: BTreeSet<String> = parts.filter(|part| !part.is_empty()).collect();
    parts.into_iter().collect::<Vec<_>>().join("-")
}

/// What a filler gives to an identifier, as [`crate::relate`] makes it.
fn part(object: &Object) -> String {
    match object {
        Object::Node(id) => id.split_once('/').map_or(id.as_str(), |(_, name)| name).to_owned(),
        Object::Text(text) => slug(text).split('-').take(TEXT_WORDS).collect::<Vec<_>>().join("-"),
        Object::Term(term) => slug(term.rsplit(':').next().unwrap_or(term)),
        Object::Money { value, currency, .. } => slug(&format!("{currency} {}", value.normalize())),
        other => slug(&other.key()),
    }
}

/// `name` with each old part, where it stands between hyphens, replaced by the new one.
fn replaced(name: &str, changes: &[(String, String)]) -> String {
    let mut name = format!("-{name}-");
    for (old, new) in changes.iter().filter(|(old, _)| !old.is_empty()) {
        name = name.replacen(&format!("-{old}-"), &format!("-{new}-"), 1);
    }
    name.trim_matches('-').to_owned()
}
