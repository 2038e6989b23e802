//! Taking documents back.

use std::collections::BTreeSet;

use super::{Extracted, extract, fuse, known, names};
use crate::model::{Diagnostic, Document, DocumentId};
use crate::pack::Pack;
use crate::rdf::Mint;
use crate::store::{Change, Scope, Store};

/// What taking documents back came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Removal {
    /// The documents that are gone.
    pub documents: Vec<Document>,
    /// What changed in the graph of all documents: what they alone said is gone, what they had overruled has come back.
    pub change: Change,
}

/// Takes back every document that one of `which` names: by its hash or the beginning of it, by where it was read from,
/// by its URL, or by its IRI.
///
/// # Errors
/// If a name names no document, or if the beginning of a hash names several; then nothing was removed. If the store
/// fails.
pub fn remove(which: &[String], pack: &Pack, store: &Store, base: &str) -> Result<Removal, Diagnostic> {
    let mint = Mint::new(base, &pack.ontology);
    remove_with(which, &|document| extract(document, pack), store, mint)
}

/// As [`remove`], with another way to make claims of a document. Documents that stay are read anew only if what they call
/// by a short name was introduced by one that goes.
///
/// # Errors
/// As [`remove`].
pub fn remove_with(
    which: &[String],
    extract: &(dyn Fn(&Document) -> Extracted + Sync),
    store: &Store,
    mint: Mint<'_>,
) -> Result<Removal, Diagnostic> {
    let unfinished = store.is_stale(mint)?;
    let mut chosen: BTreeSet<DocumentId> = BTreeSet::new();
    for name in which {
        chosen.append(&mut choose(name, store, mint)?);
    }
    let mut documents = Vec::new();
    for id in &chosen {
        documents.extend(store.document(id, mint)?.map(|(document, _)| document));
    }
    let (mut touched, mut called) = (BTreeSet::new(), BTreeSet::new());
    for id in &chosen {
        called.append(&mut names::names(&store.claims(id, mint)?));
        touched.append(&mut store.remove(id, mint)?);
    }
    let fresh = (!unfinished).then(BTreeSet::new);
    let called = names::Called { names: called, fresh };
    touched.append(&mut names::settle(&called, &store.decisions(mint)?, extract, store, mint)?);
    let change = fuse(Scope::nodes(touched), unfinished, store, mint)?;
    known::prune(store, mint)?;
    Ok(Removal { documents, change })
}

fn choose(name: &str, store: &Store, mint: Mint<'_>) -> Result<BTreeSet<DocumentId>, Diagnostic> {
    let found = store.documents_called(name, mint)?;
    let by_beginning = found.iter().all(|id| id.as_str() != name && id.as_str().starts_with(name));
    match found.len() {
        0 => Err(Diagnostic::error(format!("no document in the store is called {name}"))
            .hint("`pactum sources` lists them")),
        many if many > 1 && by_beginning => {
            Err(Diagnostic::error(format!("{many} documents have a hash that begins with {name}"))
                .hint("give more of its digits"))
        }
        _ => Ok(found),
    }
}
