//! Frames as JSON Lines: one line for each sentence that tells of a frame.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::NamedNode;
use serde_json::{Map, Value, json};

use crate::model::{Claim, Diagnostic, DocumentId, Id, Modality, Object};
use crate::pack::Ontology;
use crate::pack::ontology::FRAME;
use crate::query::Names;
use crate::rdf::Mint;
use crate::store::{ALT_LABEL, LABEL, Store};

/// One JSON object for each sentence of a document that tells of a frame, in the order of documents and sentences.
///
/// # Errors
/// If the store cannot be read.
pub fn frame_lines(
    store: &Store,
    about: Option<&NamedNode>,
    mint: Mint<'_>,
    names: &Names<'_>,
) -> Result<Vec<Value>, Diagnostic> {
    let called = |id: &Id| name(id, mint, names);
    let mut lines = Vec::new();
    for (id, locations) in store.documents(mint)? {
        let location = locations.first().cloned().unwrap_or_else(|| id.to_string());
        let claims = store.claims(&id, mint)?;
        let text = store.document(&id, mint)?.map(|(document, _)| document.text).unwrap_or_default();
        let called = Called { text: &text, claims: &claims, preferred: &called };
        for telling in tellings(&claims, mint.ontology) {
            if about.is_none_or(|about| telling.speaks_of(about, mint)) {
                lines.push((id.clone(), telling.line(&location, mint, &called)));
            }
        }
    }
    lines.sort_by_cached_key(|(id, line)| order(id, line));
    Ok(lines.into_iter().map(|(_, line)| line).collect())
}

/// The frames that the claims of one document tell of, as [`frame_lines`] writes them, without a store. `called` gives
/// the preferred name of an entity.
#[must_use]
pub fn document_lines(
    location: &str,
    text: &str,
    claims: &[Claim],
    mint: Mint<'_>,
    called: &dyn Fn(&Id) -> String,
) -> Vec<Value> {
    let tellings = tellings(claims, mint.ontology);
    let called = Called { text, claims, preferred: called };
    let mut lines: Vec<Value> =
        tellings.iter().map(|telling| telling.line(location, mint, &called)).collect();
    lines.sort_by_cached_key(|line| (line["evidence"]["start"].as_u64().unwrap_or(0), line.to_string()));
    lines
}

fn order(id: &DocumentId, line: &Value) -> (String, DocumentId, u64, String) {
    let document = line["document"].as_str().unwrap_or_default().to_owned();
    (document, id.clone(), line["evidence"]["start"].as_u64().unwrap_or(0), line.to_string())
}

/// What one document calls the entities that it speaks of.
struct Called<'a> {
    text: &'a str,
    claims: &'a [Claim],
    preferred: &'a dyn Fn(&Id) -> String,
}

impl Called<'_> {
    /// The preferred name where the text has that, a part of it or more; else the longest that it has: who was called "Norvik
    /// Steel" in 2010 was not yet "Halden Group".
    fn name(&self, entity: &Id) -> String {
        let preferred = (self.preferred)(entity);
        let own = self.claims.iter().filter(|claim| claim.subject == *entity && is_name(&claim.predicate));
        let names = own.filter_map(|claim| match &claim.object {
            Object::Text(name) if self.text.contains(name.as_str()) => Some(name),
            _ => None,
        });
        match names.max_by_key(|name| (name.chars().count(), std::cmp::Reverse(name.as_str()))) {
            Some(longest)
                if !self.text.contains(&preferred)
                    && !is_part(longest, &preferred)
                    && !is_part(&preferred, longest) =>
            {
                longest.clone()
            }
            _ => preferred,
        }
    }
}

/// Whether the words of `short` are among those of `long`.
fn is_part(short: &str, long: &str) -> bool {
    short.split_whitespace().all(|word| long.split_whitespace().any(|other| other.eq_ignore_ascii_case(word)))
}

fn is_name(predicate: &str) -> bool {
    predicate == LABEL || predicate == ALT_LABEL
}

/// A frame as one sentence of a document tells of it.
struct Telling<'a> {
    /// The claim that says what kind of frame it is.
    kind: &'a Claim,
    roles: Vec<&'a Claim>,
}

fn tellings<'a>(claims: &'a [Claim], ontology: &Ontology) -> Vec<Telling<'a>> {
    let mut by_frame: BTreeMap<&Id, Vec<&Claim>> = BTreeMap::new();
    for claim in claims {
        by_frame.entry(&claim.subject).or_default().push(claim);
    }
    let mut tellings = Vec::new();
    for claims in by_frame.values() {
        let (kinds, roles): (Vec<&Claim>, Vec<&Claim>) =
            claims.iter().partition(|claim| is_kind(claim, ontology));
        let mut by_place: BTreeMap<(Modality, usize), &Claim> = BTreeMap::new();
        for kind in kinds {
            by_place.entry((kind.modality, kind.evidence.sentence_start)).or_insert(kind);
        }
        let modalities: BTreeSet<Modality> = by_place.keys().map(|(modality, _)| *modality).collect();
        for (&(modality, _), &kind) in &by_place {
            let fits = |role: &&&Claim| role.modality == modality || !modalities.contains(&role.modality);
            tellings.push(Telling { kind, roles: told(kind, roles.iter().filter(fits).copied(), ontology) });
        }
    }
    tellings
}

/// The roles that the sentence of `kind` fills, and of the others those that only other sentences do, unless these
/// disagree on what can be but one thing.
fn told<'a>(kind: &Claim, roles: impl Iterator<Item = &'a Claim>, ontology: &Ontology) -> Vec<&'a Claim> {
    let here = |role: &&Claim| role.evidence.sentence_start == kind.evidence.sentence_start;
    let (mut told, elsewhere): (Vec<&Claim>, Vec<&Claim>) = roles.partition(here);
    let filled: BTreeSet<&str> = told.iter().map(|role| role.predicate.as_str()).collect();
    let disputed: BTreeSet<&str> = elsewhere
        .iter()
        .filter(|role| ontology.property(&role.predicate).is_some_and(|property| property.functional))
        .filter(|role| {
            elsewhere.iter().any(|other| other.predicate == role.predicate && other.object != role.object)
        })
        .map(|role| role.predicate.as_str())
        .collect();
    let clear = |role: &&Claim| {
        !filled.contains(role.predicate.as_str()) && !disputed.contains(role.predicate.as_str())
    };
    told.extend(elsewhere.iter().copied().filter(clear));
    told
}

fn is_kind(claim: &Claim, ontology: &Ontology) -> bool {
    claim.predicate == "rdf:type"
        && matches!(&claim.object, Object::Term(class) if ontology.is_a(class, FRAME))
}

impl Telling<'_> {
    fn speaks_of(&self, node: &NamedNode, mint: Mint<'_>) -> bool {
        let is = |id: &Id| mint.node(id) == *node;
        is(&self.kind.subject)
            || self.roles.iter().any(|claim| matches!(&claim.object, Object::Node(id) if is(id)))
    }

    fn line(&self, location: &str, mint: Mint<'_>, called: &Called) -> Value {
        let Claim { subject, object, modality, attributed_to, confidence, evidence, .. } = self.kind;
        let length = evidence.sentence_end.saturating_sub(evidence.sentence_start);
        let sentence: String = called.text.chars().skip(evidence.sentence_start).take(length).collect();
        let mut roles = Map::new();
        for claim in &self.roles {
            let fillers = roles.entry(local(&claim.predicate)).or_insert_with(|| Value::Array(Vec::new()));
            let filler = filler(&claim.object, called);
            if let Value::Array(fillers) = fillers
                && !fillers.contains(&filler)
            {
                fillers.push(filler);
            }
        }
        roles.sort_keys();
        let kind = match object {
            Object::Term(class) => local(class),
            _ => String::new(),
        };
        json!({
            "document": location,
            "kind": kind,
            "roles": roles,
            "modality": modality.as_str(),
            "attributedTo": attributed_to.as_ref().map(|id| called.name(id)),
            "evidence": { "text": sentence, "start": evidence.sentence_start, "end": evidence.sentence_end },
            "rule": evidence.rule,
            "confidence": confidence,
            "iri": mint.node(subject).as_str(),
        })
    }
}

fn filler(object: &Object, called: &Called) -> Value {
    match object {
        Object::Node(id) => called.name(id).into(),
        Object::Term(term) => local(term).into(),
        Object::Text(text) | Object::Url(text) => text.as_str().into(),
        Object::Flag(flag) => (*flag).into(),
        Object::Date(date) => date.to_string().into(),
        Object::Number(decimal) => number(decimal),
        Object::Money { value, currency, qualifier, to, per } => {
            let mut money =
                json!({ "value": number(value), "currency": currency, "qualifier": qualifier.as_str() });
            if let Some(to) = to {
                money["to"] = number(to);
            }
            if let Some(per) = per {
                money["per"] = per.as_str().into();
            }
            money
        }
    }
}

/// The preferred name; the last part of the id of what has none.
fn name(id: &Id, mint: Mint<'_>, names: &Names<'_>) -> String {
    names.label(mint.node(id).as_ref()).unwrap_or_else(|| id.rsplit('/').next().unwrap_or(id).to_owned())
}

/// As a whole number where it is one.
fn number(decimal: &rust_decimal::Decimal) -> Value {
    let text = decimal.normalize().to_string();
    text.parse::<i64>()
        .map(Value::from)
        .or_else(|_| text.parse::<f64>().map(Value::from))
        .unwrap_or_else(|_| Value::from(text))
}

/// `pact:RevenueShare` is `revenueShare`.
fn local(name: &str) -> String {
    let local = name.rsplit_once(':').map_or(name, |(_, local)| local);
    let mut chars = local.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}
