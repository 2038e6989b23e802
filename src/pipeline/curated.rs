//! Decisions replayed: what they change in the claims of documents, and what is fused anew.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::{BATCH, Extracted, extract, fuse, known, names};
use crate::curate::identified;
use crate::model::{Decision, Decisions, Diagnostic, Document, DocumentId, Id, Ruling};
use crate::pack::Pack;
use crate::rdf::{self, Mint};
use crate::store::{Change, Scope, Store};

/// Puts `decisions` in the place of those that the store has, and brings the graph up to date: the documents that
/// speak of merged or split nodes are read anew, and what any decision touches is fused. The graph then is what it would
/// be if the decisions had been there before the documents.
///
/// # Errors
/// If the store fails. The next call goes on from there.
pub fn decide(decisions: &Decisions, pack: &Pack, store: &Store, base: &str) -> Result<Change, Diagnostic> {
    let mint = Mint::new(base, &pack.ontology);
    let change = decide_with(decisions, &|document| extract(document, pack), store, mint)?;
    known::write(&pack.gazetteer, store, mint)?;
    Ok(change)
}

/// As [`decide`], with another way to make claims of a document.
///
/// # Errors
/// As [`decide`].
pub fn decide_with(
    decisions: &Decisions,
    extract: &(dyn Fn(&Document) -> Extracted + Sync),
    store: &Store,
    mint: Mint<'_>,
) -> Result<Change, Diagnostic> {
    let unfinished = store.is_stale(mint)?;
    let before = store.decisions(mint)?;
    // As the graph has them, so that what was written there compares equal.
    let after = rdf::decisions_of_graph(&rdf::decisions_to_quads(decisions, mint), mint);
    if before == after {
        return Ok(Change::default());
    }
    let changed = difference(&before, &after);
    let mut touched = BTreeSet::new();
    for decision in &changed {
        if let Ruling::Accept(said) | Ruling::Reject(said) = &decision.ruling {
            touched.append(&mut store.nodes_meant(&said.about, mint)?);
        }
    }
    let identity = changed.iter().filter(|decision| decision.ruling.is_identity());
    let nodes: BTreeSet<&Id> = identity.flat_map(|decision| decision.ruling.nodes()).collect();
    let documents: Vec<DocumentId> = store.documents_about(&nodes, mint)?.into_iter().collect();
    for batch in documents.chunks(BATCH) {
        touched.append(&mut read_anew(batch, &after, extract, store, mint)?);
    }
    let mut called = BTreeSet::new();
    for id in &documents {
        called.append(&mut names::names(&store.claims(id, mint)?));
    }
    let fresh = (!unfinished).then(|| documents.into_iter().collect());
    let called = names::Called { names: called, fresh };
    touched.append(&mut names::settle(&called, &after, extract, store, mint)?);
    store.set_decisions(&after, mint)?;
    let change = fuse(Scope::nodes(touched), unfinished, store, mint)?;
    known::prune(store, mint)?;
    Ok(change)
}

/// What one document claims, with merges and splits carried out.
pub(super) fn extract_decided(
    document: &Document,
    decisions: &Decisions,
    extract: &(dyn Fn(&Document) -> Extracted + Sync),
    mint: Mint<'_>,
) -> Extracted {
    let raw = extract(document);
    Extracted { claims: identified(document, raw.claims, decisions, mint.ontology), ..raw }
}

/// Makes the claims of documents anew. Returns the nodes that they spoke of and those that they speak of now.
pub(super) fn read_anew(
    ids: &[DocumentId],
    decisions: &Decisions,
    extract: &(dyn Fn(&Document) -> Extracted + Sync),
    store: &Store,
    mint: Mint<'_>,
) -> Result<BTreeSet<Id>, Diagnostic> {
    let (mut documents, mut touched) = (Vec::new(), BTreeSet::new());
    for id in ids {
        documents.extend(store.document(id, mint)?);
        touched.extend(store.claims(id, mint)?.into_iter().map(|claim| claim.subject));
    }
    let read: Vec<Extracted> = documents
        .par_iter()
        .map(|(document, _)| extract_decided(document, decisions, extract, mint))
        .collect();
    for ((document, locations), extracted) in documents.iter().zip(read) {
        store.put(document, locations.iter().map(String::as_str), &extracted.claims, mint)?;
        touched.extend(extracted.claims.into_iter().map(|claim| claim.subject));
    }
    Ok(touched)
}

/// The decisions that are in one set only.
fn difference<'a>(before: &'a Decisions, after: &'a Decisions) -> BTreeSet<&'a Decision> {
    let (before, after): (BTreeSet<&Decision>, BTreeSet<&Decision>) =
        (before.iter().collect(), after.iter().collect());
    before.symmetric_difference(&after).copied().collect()
}
