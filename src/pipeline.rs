//! Floor 5. Floors 1 to 4 in order: documents in, a graph out.
//!
//! Documents are worked on in parallel; each is added in a transaction of its own; then what they touched is fused. The
//! graph depends on which documents are in it, and on nothing else: not on their order, not on the number of threads.

mod curated;
mod known;
mod names;
mod past;
mod remove;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::model::{Claim, Diagnostic, Document, DocumentId, Id};
use crate::pack::Pack;
use crate::rdf::{self, Mint};
use crate::store::{Change, Scope, Store};
use curated::{extract_decided, read_anew};

pub use curated::{decide, decide_with};
pub use past::{Clock, as_of};
pub use remove::{Removal, remove, remove_with};

/// Documents worked on at a time, before they are written.
const BATCH: usize = 64;

/// What a build came to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// Documents that were not there before.
    pub added: usize,
    /// Documents taken back because what was read from their place is another text now.
    pub replaced: usize,
    /// Documents that were there already.
    pub unchanged: usize,
    /// Documents that were there already and were read anew, because the pack is another one.
    pub reread: usize,
    /// Sentences of the documents added.
    pub sentences: usize,
    /// Entities of the documents added, each counted once a document.
    pub entities: usize,
    /// Claims of the documents added.
    pub claims: usize,
    /// What changed in the graph of all documents.
    pub change: Change,
}

/// How far a build is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// So many of so many documents are in the graph.
    Documents {
        /// Added so far.
        done: usize,
        /// To add.
        of: usize,
    },
    /// All are in; what they say is being fused.
    Fusing,
}

/// What the language engine and the frames make of one document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extracted {
    /// What it claims.
    pub claims: Vec<Claim>,
    /// How many sentences it has.
    pub sentences: usize,
    /// How many entities it names.
    pub entities: usize,
}

/// Adds what is new among `documents`, skips what is the same, and takes back what was read from the same place before
/// and is no longer there. IRIs are minted below `base`. If the pack is another than at the last build, the documents
/// that are there are read anew with it.
///
/// # Errors
/// If the store fails. What was added until then stays, and the next build goes on from there.
pub fn build(
    documents: Vec<Document>,
    pack: &Pack,
    store: &Store,
    base: &str,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Summary, Diagnostic> {
    let mint = Mint::new(base, &pack.ontology);
    let extract = |document: &Document| extract(document, pack);
    let fingerprint = pack.files.fingerprint();
    let reread = match store.pack()? {
        Some(last) if last != fingerprint => reread(&extract, store, mint)?,
        _ => 0,
    };
    let summary = build_with(documents, &extract, store, mint, progress)?;
    known::write(&pack.gazetteer, store, mint)?;
    store.set_pack(&fingerprint)?;
    Ok(Summary { reread, ..summary })
}

/// As [`build`], with another way to make claims of a document. It must depend on the document alone.
///
/// # Errors
/// As [`build`].
pub fn build_with(
    documents: Vec<Document>,
    extract: &(dyn Fn(&Document) -> Extracted + Sync),
    store: &Store,
    mint: Mint<'_>,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Summary, Diagnostic> {
    let unfinished = store.is_stale(mint)?;
    let plan = Plan::new(documents, store, mint)?;
    let decisions = store.decisions(mint)?;
    let mut summary = Summary { unchanged: plan.unchanged, replaced: plan.gone.len(), ..Summary::default() };
    let (mut touched, mut called) = (BTreeSet::new(), BTreeSet::new());
    let mut more: BTreeMap<Id, BTreeSet<DocumentId>> = BTreeMap::new();
    for id in &plan.gone {
        called.append(&mut names::names(&store.claims(id, mint)?));
        touched.append(&mut store.remove(id, mint)?);
    }
    for (id, locations) in &plan.relocated {
        store.relocate(id, locations.iter().map(String::as_str), mint)?;
    }
    for batch in plan.new.chunks(BATCH) {
        let read = |document: &Document| extract_decided(document, &decisions, extract, mint);
        let extracted: Vec<_> = batch.par_iter().map(|(document, _)| read(document)).collect();
        for ((document, locations), extracted) in batch.iter().zip(extracted) {
            store.add(document, locations.iter().map(String::as_str), &extracted.claims, mint)?;
            summary.add(&extracted);
            called.append(&mut names::names(&extracted.claims));
            for claim in extracted.claims {
                more.entry(claim.subject).or_default().insert(document.id.clone());
            }
            progress(Progress::Documents { done: summary.added, of: plan.new.len() });
        }
    }
    progress(Progress::Fusing);
    let called = if unfinished {
        names::Called { names: names::all(store, mint)?, fresh: None }
    } else {
        names::Called { names: called, fresh: Some(more.values().flatten().cloned().collect()) }
    };
    touched.append(&mut names::settle(&called, &decisions, extract, store, mint)?);
    summary.change = fuse(Scope::Nodes { anew: touched, more }, unfinished, store, mint)?;
    write_ontology(store, mint)?;
    Ok(summary)
}

/// Writes the names of classes and roles, unless they are there: their hash, which is the last quad, tells.
fn write_ontology(store: &Store, mint: Mint<'_>) -> Result<(), Diagnostic> {
    let quads = rdf::ontology_to_quads(mint);
    match quads.last() {
        Some(hash) if store.quads().contains(hash)? => Ok(()),
        _ => store.replace_graph(mint.graph("ontology").as_ref(), &quads),
    }
}

/// Makes the claims of all documents in the store anew. They are fused by the build that follows, which finds the store
/// stale. Returns how many documents there are.
fn reread(
    extract: &(dyn Fn(&Document) -> Extracted + Sync),
    store: &Store,
    mint: Mint<'_>,
) -> Result<usize, Diagnostic> {
    let stored: Vec<_> = store.documents(mint)?.into_keys().collect();
    let decisions = store.decisions(mint)?;
    for batch in stored.chunks(BATCH) {
        read_anew(batch, &decisions, extract, store, mint)?;
    }
    Ok(stored.len())
}

/// What one document claims.
fn extract(document: &Document, pack: &Pack) -> Extracted {
    let annotated = crate::annotate::annotate(document.clone(), pack);
    let frames = crate::relate::relate(&annotated, pack);
    let claims = crate::relate::claims(&annotated, &frames, pack);
    Extracted { claims, sentences: annotated.sentences.len(), entities: annotated.entities.len() }
}

/// Fuses what was touched; everything, if a build before did not come to its end.
fn fuse(touched: Scope, unfinished: bool, store: &Store, mint: Mint<'_>) -> Result<Change, Diagnostic> {
    match touched {
        _ if unfinished => store.fuse(Scope::All, mint),
        Scope::Nodes { anew, more } if anew.is_empty() && more.is_empty() && !store.is_stale(mint)? => {
            Ok(Change::default())
        }
        touched => store.fuse(touched, mint),
    }
}

impl Summary {
    fn add(&mut self, extracted: &Extracted) {
        self.added += 1;
        self.sentences += extracted.sentences;
        self.entities += extracted.entities;
        self.claims += extracted.claims.len();
    }
}

/// What has to be done to a store so that it holds the documents read.
#[derive(Debug, Default)]
struct Plan {
    /// Documents to add, by id, with all the places they were read from.
    new: Vec<(Document, BTreeSet<String>)>,
    /// Documents that are there and were read from other places too, or no longer from some.
    relocated: Vec<(DocumentId, BTreeSet<String>)>,
    /// Documents that are at none of their places any more.
    gone: Vec<DocumentId>,
    /// How many are there already.
    unchanged: usize,
}

impl Plan {
    fn new(documents: Vec<Document>, store: &Store, mint: Mint<'_>) -> Result<Self, Diagnostic> {
        let mut read: BTreeMap<DocumentId, (Document, BTreeSet<String>)> = BTreeMap::new();
        for document in documents {
            let location = document.meta.location.clone();
            read.entry(document.id.clone()).or_insert_with(|| (document, BTreeSet::new())).1.insert(location);
        }
        let places: BTreeSet<String> = read.values().flat_map(|(_, at)| at).cloned().collect();
        let mut concerned: BTreeSet<DocumentId> = read.keys().cloned().collect();
        for place in places.iter().filter(|place| is_lasting(place)) {
            concerned.append(&mut store.read_from(place, mint)?);
        }
        let mut plan = Self::default();
        for id in concerned {
            let Some(before) = store.locations(&id, mint)? else { continue };
            let kept = before.iter().filter(|place| !is_lasting(place) || !places.contains(*place)).cloned();
            let now: BTreeSet<String> = match read.remove(&id) {
                Some((_, locations)) => {
                    plan.unchanged += 1;
                    kept.chain(locations).collect()
                }
                None => kept.collect(),
            };
            if now.is_empty() {
                plan.gone.push(id);
            } else if now != before {
                plan.relocated.push((id, now));
            }
        }
        plan.new = read.into_values().collect();
        Ok(plan)
    }
}

/// Whether another text read from the same place takes the place of the first: not so for standard input.
fn is_lasting(location: &str) -> bool {
    location != "-" && !location.is_empty()
}
