//! What is open, as a person or a program sees it: the question, and the sentences behind it.

use std::io::Write;

use oxigraph::model::NamedNode;
use oxigraph::model::vocab::rdf;
use serde_json::{Value, json};

use super::super::decide::Desk;
use super::super::differences;
use super::super::problem::Failure;
use crate::curate::Item;
use crate::model::Diagnostic;
use crate::query::Names;
use crate::query::evidence::{Cited, cite_all};
use crate::query::graph::{object, subjects};
use crate::rdf::{claim_iri, vocabulary as v};

/// So many sentences are shown for one thing.
const SENTENCES: usize = 4;

/// The question, with the sentences on either side.
pub(super) fn show(out: &mut dyn Write, item: &Item, desk: &Desk<'_>) -> Result<(), Failure> {
    let names = desk.names();
    writeln!(out, "{}", title(item, desk, &names))?;
    match item {
        Item::Conflict { sides, .. } => {
            for (number, side) in sides.iter().enumerate() {
                let denies = if side.denied { "denies " } else { "" };
                writeln!(out, "  {}  {denies}{}", number + 1, names.show(&side.object))?;
                sentences(out, &side.claims, desk)?;
            }
        }
        Item::Twins { keep, other, .. } => {
            for id in [keep, other] {
                writeln!(out, "     {id}")?;
                sentences_about(out, id, desk)?;
            }
        }
        Item::Link { node, .. } => sentences_about(out, node, desk)?,
        Item::Doubt { claims, .. } => sentences(out, claims, desk)?,
    }
    Ok(())
}

/// The same for programs.
pub(super) fn json(item: &Item, desk: &Desk<'_>) -> Result<Value, Diagnostic> {
    let names = desk.names();
    let claims = |claims: &[NamedNode]| -> Result<Value, Diagnostic> {
        let cited = cite_all(desk.store.quads(), claims)?;
        Ok(cited
            .iter()
            .map(|cited| json!({ "sentence": cited.sentence, "source": cited.document.credit(), "claim": cited.claim.as_str() }))
            .collect())
    };
    let mut value = json!({ "what": title(item, desk, &names) });
    match item {
        Item::Conflict { sides, .. } => {
            let mut all = Vec::new();
            for side in sides {
                all.push(json!({ "says": names.show(&side.object), "denies": side.denied, "claims": claims(&side.claims)? }));
            }
            value["sides"] = all.into();
        }
        Item::Twins { keep, other, nearness } => {
            value["merge"] = json!([keep, other]);
            value["nearness"] = (*nearness).into();
        }
        Item::Link { node, other } => value["link"] = json!([node, other]),
        Item::Doubt { subject, claims: behind, confidence } => {
            value["subject"] = subject.as_str().into();
            value["confidence"] = (*confidence).into();
            value["claims"] = claims(behind)?;
        }
    }
    Ok(value)
}

fn title(item: &Item, desk: &Desk<'_>, names: &Names<'_>) -> String {
    let node = |id: &str| names.of(&desk.mint().node(id));
    match item {
        Item::Conflict { kind, subject, with, role, .. } => {
            let role = desk.mint().term(role);
            let role =
                if role.as_ref() == rdf::TYPE { String::new() } else { format!("{} of ", names.of(&role)) };
            let with = with.as_ref().map(|with| format!(" and {}", node(with))).unwrap_or_default();
            format!("conflict of {}: {role}{}{with}", names.of(kind), node(subject))
        }
        Item::Twins { keep, other, nearness } => {
            format!("are {} and {} one? (names near {nearness:.2})", node(keep), node(other))
        }
        Item::Link { node: id, other } => {
            let name = counterpart(other, desk).map(|name| format!(" ({name})")).unwrap_or_default();
            format!("is {} the same as {other}{name}?", node(id))
        }
        Item::Doubt { subject, confidence, .. } => {
            format!("unsure, confidence {confidence:.2}: {}", node(subject))
        }
    }
}

/// What the other dataset calls the thing with the IRI `other`, if a proposed link tells.
fn counterpart(other: &str, desk: &Desk<'_>) -> Option<String> {
    let (other, quads) = (NamedNode::new(other).ok()?, desk.store.quads());
    let mapping = subjects(quads, v::OWL_ANNOTATED_TARGET, other.as_ref()).ok()?.into_iter().next()?;
    match object(quads, mapping.as_ref(), v::SSSOM_OBJECT_LABEL).ok()?? {
        oxigraph::model::Term::Literal(name) => Some(name.value().to_owned()),
        _ => None,
    }
}

/// The sentences that speak of a node.
fn sentences_about(out: &mut dyn Write, id: &str, desk: &Desk<'_>) -> Result<(), Failure> {
    let claims = desk.store.claims_about(id, desk.mint())?;
    let claims: Vec<_> = claims.iter().map(|claim| claim_iri(claim, desk.mint())).collect();
    sentences(out, &claims, desk)
}

/// The sentences of claims, each once, with what each says; a few of many.
fn sentences(out: &mut dyn Write, claims: &[NamedNode], desk: &Desk<'_>) -> Result<(), Failure> {
    let cited = cite_all(desk.store.quads(), claims)?;
    let names = desk.names();
    let mut seen: Vec<(String, String, Vec<String>)> = Vec::new();
    for Cited { sentence, document, triple, modality, .. } in &cited {
        let held = modality.as_ref().filter(|held| held.as_ref() != v::ASSERTED);
        let held = held.map(|held| format!(" ({})", names.of(held))).unwrap_or_default();
        let said = format!("{}{held}", differences::said(&triple.predicate, &triple.object, &names));
        match seen.iter_mut().find(|(known, credit, _)| known == sentence && *credit == document.credit()) {
            Some((.., all)) if all.contains(&said) => {}
            Some((.., all)) => all.push(said),
            None => seen.push((sentence.clone(), document.credit(), vec![said])),
        }
    }
    for (sentence, credit, said) in seen.iter().take(SENTENCES) {
        writeln!(out, "     “{sentence}”\n       {credit}\n       {}", said.join("; "))?;
    }
    if seen.len() > SENTENCES {
        writeln!(out, "     and {} more sentences", seen.len() - SENTENCES)?;
    }
    Ok(())
}
