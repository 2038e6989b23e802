//! Taking documents back.

use std::collections::BTreeSet;

use super::fuse;
use crate::model::{Diagnostic, Document, DocumentId};
use crate::rdf::Mint;
use crate::store::{Change, Store};

/// What taking documents back came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Removal {
    /// The documents that are gone.
    pub documents: Vec<Document>,
    /// What changed in the graph of all documents: what they alone said is gone, what they had overruled has come back.
    pub change: Change,
}

/// Takes back every document that one of `names` names: by its hash or the beginning of it, by where it was read from,
/// by its URL, or by its IRI.
///
/// # Errors
/// If a name names no document, or if the beginning of a hash names several; then nothing was removed. If the store
/// fails.
pub fn remove(names: &[String], store: &Store, mint: Mint<'_>) -> Result<Removal, Diagnostic> {
    let unfinished = store.is_stale(mint)?;
    let mut stored = Vec::new();
    for id in store.documents(mint)?.keys() {
        stored.extend(store.document(id, mint)?);
    }
    let mut chosen: BTreeSet<DocumentId> = BTreeSet::new();
    for name in names {
        chosen.extend(choose(name, &stored, mint)?);
    }
    let mut touched = BTreeSet::new();
    for id in &chosen {
        touched.append(&mut store.remove(id, mint)?);
    }
    let change = fuse(touched, unfinished, store, mint)?;
    let documents =
        stored.into_iter().map(|(document, _)| document).filter(|document| chosen.contains(&document.id));
    Ok(Removal { documents: documents.collect(), change })
}

/// Digits of a hash that are enough to name a document.
const ENOUGH: usize = 4;

fn choose(
    name: &str,
    stored: &[(Document, Vec<String>)],
    mint: Mint<'_>,
) -> Result<Vec<DocumentId>, Diagnostic> {
    let ids = |fits: &dyn Fn(&Document, &[String]) -> bool| -> Vec<DocumentId> {
        stored
            .iter()
            .filter(|(document, at)| fits(document, at))
            .map(|(document, _)| document.id.clone())
            .collect()
    };
    let found = ids(&|document, locations| {
        document.id.as_str() == name
            || document.meta.url.as_deref() == Some(name)
            || mint.document(&document.id).as_str() == name
            || locations.iter().any(|location| same_place(location, name))
    });
    if !found.is_empty() {
        return Ok(found);
    }
    let begun = ids(&|document, _| name.len() >= ENOUGH && document.id.as_str().starts_with(name));
    match begun.len() {
        0 => Err(Diagnostic::error(format!("no document in the store is called {name}"))
            .hint("`pactum sources` lists them")),
        1 => Ok(begun),
        many => Err(Diagnostic::error(format!("{many} documents have a hash that begins with {name}"))
            .hint("give more of its digits")),
    }
}

/// Whether two paths are the same but for a `./` in front.
fn same_place(a: &str, b: &str) -> bool {
    a.trim_start_matches("./") == b.trim_start_matches("./")
}
