//! Decisions that no claim answers to: the document is gone, or is read differently now. They are kept, and hold again
//! when the claim comes back.

use std::collections::BTreeSet;

use super::Ledger;
use crate::fuse::decided::{Verdict, speaks_of};
use crate::model::{Diagnostic, Id, Ruling, Said};
use crate::rdf::Mint;
use crate::store::Store;

/// A warning for each decision of `ledger` that holds and that no claim in the store answers to, with its place in the
/// file.
///
/// # Errors
/// If the store fails.
pub fn orphans(ledger: &Ledger, store: &Store, mint: Mint<'_>) -> Result<Vec<Diagnostic>, Diagnostic> {
    let decisions = ledger.decisions();
    let hold: BTreeSet<_> = decisions.iter().collect();
    let mut warnings = Vec::new();
    for entry in ledger.entries() {
        if !hold.contains(&entry.decision) {
            continue;
        }
        if let Some(why) = missing(&entry.decision.ruling, store, mint)? {
            warnings.push(
                ledger.warning(entry, why).hint("it is kept, and holds again when the claim comes back"),
            );
        }
    }
    Ok(warnings)
}

/// Whether some claim in the store is what `ruling` is about.
///
/// # Errors
/// If the store fails.
pub fn is_answered(ruling: &Ruling, store: &Store, mint: Mint<'_>) -> Result<bool, Diagnostic> {
    Ok(missing(ruling, store, mint)?.is_none())
}

fn missing(ruling: &Ruling, store: &Store, mint: Mint<'_>) -> Result<Option<String>, Diagnostic> {
    let spoken_of = |node: &Id| -> Result<bool, Diagnostic> {
        Ok(!store.documents_about(&BTreeSet::from([node]), mint)?.is_empty())
    };
    let nobody = |node: &Id| format!("no document speaks of {node}, which this decision is about");
    Ok(match ruling {
        Ruling::Accept(said) | Ruling::Reject(said) => claim_missing(ruling, said, store, mint)?,
        Ruling::Merge { node, .. } | Ruling::Same { node, .. } | Ruling::Different { node, .. } => {
            (!spoken_of(node)?).then(|| nobody(node))
        }
        Ruling::Split { node, into, .. } => (!spoken_of(into)?).then(|| nobody(node)),
    })
}

fn claim_missing(
    ruling: &Ruling,
    said: &Said,
    store: &Store,
    mint: Mint<'_>,
) -> Result<Option<String>, Diagnostic> {
    let documents = said.document.as_deref().map(|name| store.documents_called(name, mint)).transpose()?;
    if let (Some(name), true) = (&said.document, documents.as_ref().is_some_and(BTreeSet::is_empty)) {
        return Ok(Some(format!("the document {name} of this decision is not in the store")));
    }
    let verdict = Verdict { ruling: ruling.clone(), documents };
    for node in store.nodes_meant(&said.about, mint)? {
        let claims = store.claims_about(&node, mint)?;
        if speaks_of(&said.about, claims.iter()) && claims.iter().any(|claim| verdict.fits(claim)) {
            return Ok(None);
        }
    }
    Ok(Some("no document claims what this decision is about".to_owned()))
}
