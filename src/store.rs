//! Floor 4. The graph is kept by an embedded Oxigraph, on disk or in memory, or by a SPARQL service.
//!
//! [`Quads`] is the seam: look for quads, ask a query, make changes. All that is above uses it and nothing else.
//!
//! A store on disk is a folder: `graph/` is Oxigraph's own, `recorded.tsv` says when each document came in, `pack` with
//! which pack its claims were made, `lock` keeps two writers apart. When a document came in is not in the graph, so that
//! the graph's bytes do not depend on the day.
//!
//! A remote store keeps the same notes in a graph that no answer shows.
//!
//! A document is added or taken back in one transaction (on a remote store, in as few requests as the service takes). What all documents come to is written afterwards by
//! [`Store::fuse`], for the nodes that were touched. Should the program die in between, the store knows, and everything
//! is fused anew the next time.

pub(crate) mod algebra;
mod answer;
mod copies;
mod decisions;
mod folder;
mod fusion;
mod growth;
mod load;
mod names;
mod notes;
pub mod protocol;
mod quads;
mod remote;
mod services;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphNameRef, LiteralRef, NamedNodeRef, NamedOrBlankNode, Quad, Term, TermRef};
use oxigraph::store::StorageError;

use crate::model::{Claim, Diagnostic, Document, DocumentId, Id};
use crate::rdf::{self as graph, Mint, vocabulary as v};
use folder::Folder;
use notes::Notes;
use remote::Remote;

pub use answer::{Answer, Rows};
pub use fusion::{Change, Scope};
pub use names::{ALT_LABEL, LABEL, NamesOf};
pub use quads::{Changes, Pattern, Quads};
pub use remote::{Endpoints, Evaluation};
pub use services::Services;

/// Bytes: pending changes of so many take a fifth of a second to read when a store on disk is opened.
#[cfg(feature = "disk")]
const MUCH: u64 = 8 << 20;

/// The graph, and what is noted beside it.
pub struct Store {
    quads: Quads,
    notes: Notes,
}

impl Store {
    /// An empty store that lives as long as the program.
    ///
    /// # Errors
    /// If Oxigraph fails.
    pub fn in_memory() -> Result<Self, Diagnostic> {
        let quads = oxigraph::store::Store::new().map_err(|error| failed(&error))?;
        Ok(Self { quads: Quads::embedded(quads), notes: Notes::Nowhere })
    }

    /// A store in memory with what an RDF text says.
    ///
    /// # Errors
    /// If the text is not of that format.
    pub fn of_rdf(text: &[u8], format: RdfFormat) -> Result<Self, Diagnostic> {
        let quads = oxigraph::store::Store::new().map_err(|error| failed(&error))?;
        quads
            .load_from_slice(RdfParser::from_format(format), text)
            .map_err(|error| Diagnostic::error(format!("this is no {format}: {error}")))?;
        Ok(Self { quads: Quads::embedded(quads), notes: Notes::Nowhere })
    }

    /// The store behind a SPARQL service. Credentials are taken from the environment (`PACTUM_STORE_USER` and
    /// `PACTUM_STORE_PASSWORD`, or `PACTUM_STORE_TOKEN`) or from a netrc file.
    #[must_use]
    pub fn remote(endpoints: Endpoints) -> Self {
        let service = Arc::new(Remote::new(endpoints));
        Self { quads: Quads::remote(service.clone()), notes: Notes::Service(service) }
    }

    /// The store in the folder `dir`, to read and write; it is made if there is none.
    ///
    /// # Errors
    /// If another process has it open, or if the folder cannot be read or written.
    pub fn open(dir: &Path) -> Result<Self, Diagnostic> {
        let folder = Folder::open(dir)?;
        Ok(Self { quads: Quads::embedded(folder.quads()?), notes: Notes::Folder(folder) })
    }

    /// The store in the folder `dir`, to read only. Several processes can read at once, while none writes.
    ///
    /// # Errors
    /// If there is none, if another process writes to it, or if the folder cannot be read.
    pub fn open_read_only(dir: &Path) -> Result<Self, Diagnostic> {
        let folder = Folder::open_read_only(dir)?;
        Ok(Self { quads: Quads::embedded(folder.quads()?), notes: Notes::Folder(folder) })
    }

    /// The quads, to look for and to ask.
    #[must_use]
    pub const fn quads(&self) -> &Quads {
        &self.quads
    }

    /// Lets queries ask the services that `services` allows.
    #[must_use]
    pub fn with_services(self, services: Services) -> Self {
        Self { quads: self.quads.with_services(services), ..self }
    }

    /// The documents in the store, by id, with all the places each was read from.
    ///
    /// # Errors
    /// If Oxigraph fails.
    pub fn documents(&self, mint: Mint<'_>) -> Result<BTreeMap<DocumentId, BTreeSet<String>>, Diagnostic> {
        let typed = self.find(None, Some(rdf::TYPE), Some(v::DOCUMENT.into()), None)?;
        let mut documents: BTreeMap<_, BTreeSet<String>> =
            documents_of(&typed, mint).into_iter().map(|id| (id, BTreeSet::new())).collect();
        for quad in self.find(None, Some(v::DC_SOURCE), None, None)? {
            for id in documents_of(std::slice::from_ref(&quad), mint) {
                documents.entry(id).or_default().extend(literal(&quad));
            }
        }
        Ok(documents)
    }

    /// The documents that have `value` for `predicate`, as `schema:url` or `dc:source`.
    ///
    /// # Errors
    /// If Oxigraph fails.
    pub fn documents_with(
        &self,
        predicate: NamedNodeRef<'_>,
        value: TermRef<'_>,
        mint: Mint<'_>,
    ) -> Result<BTreeSet<DocumentId>, Diagnostic> {
        Ok(documents_of(&self.find(None, Some(predicate), Some(value), None)?, mint))
    }

    /// The documents that were read from `location`.
    ///
    /// # Errors
    /// If Oxigraph fails.
    pub fn read_from(&self, location: &str, mint: Mint<'_>) -> Result<BTreeSet<DocumentId>, Diagnostic> {
        self.documents_with(v::DC_SOURCE, LiteralRef::new_simple_literal(location).into(), mint)
    }

    /// All the places a document was read from; `None` if it is not in the store.
    ///
    /// # Errors
    /// If Oxigraph fails.
    pub fn locations(&self, id: &DocumentId, mint: Mint<'_>) -> Result<Option<BTreeSet<String>>, Diagnostic> {
        let node = mint.document(id);
        let all = |predicate| self.find(Some(node.as_ref()), Some(predicate), None, Some(node.as_ref()));
        if all(rdf::TYPE)?.is_empty() {
            return Ok(None);
        }
        Ok(Some(all(v::DC_SOURCE)?.iter().filter_map(literal).collect()))
    }

    /// A document, with all the places it was read from; `None` if it is not in the store.
    ///
    /// # Errors
    /// If Oxigraph fails.
    pub fn document(
        &self,
        id: &DocumentId,
        mint: Mint<'_>,
    ) -> Result<Option<(Document, Vec<String>)>, Diagnostic> {
        let node = mint.document(id);
        let quads = self.find(Some(node.as_ref()), None, None, Some(node.as_ref()))?;
        Ok(graph::document_of_graph(id, &quads, mint))
    }

    /// The claims of a document, by IRI.
    ///
    /// # Errors
    /// If Oxigraph fails.
    pub fn claims(&self, id: &DocumentId, mint: Mint<'_>) -> Result<Vec<Claim>, Diagnostic> {
        let quads = self.find(None, None, None, Some(mint.claims_graph(id).as_ref()))?;
        Ok(graph::claims_of_graph(&quads, mint))
    }

    /// The claims about a node in all documents, by IRI.
    ///
    /// # Errors
    /// If the store fails.
    pub fn claims_about(&self, id: &str, mint: Mint<'_>) -> Result<Vec<Claim>, Diagnostic> {
        self.claims_about_all([id], mint)
    }

    /// The claims about any of `nodes` in all documents, by IRI.
    ///
    /// # Errors
    /// If the store fails.
    pub fn claims_about_all<'a>(
        &self,
        nodes: impl IntoIterator<Item = &'a str>,
        mint: Mint<'_>,
    ) -> Result<Vec<Claim>, Diagnostic> {
        let patterns: Vec<Pattern> =
            nodes.into_iter().map(|id| Pattern::with(rdf::SUBJECT, mint.node(id))).collect();
        let found = self.quads.find_all(&patterns)?;
        let about: Vec<Pattern> = found
            .iter()
            .map(|quad| Pattern::about(quad.subject.clone(), Some(quad.graph_name.clone())))
            .collect();
        Ok(graph::claims_of_graph(&self.quads.find_all(&about)?, mint))
    }

    /// All quads of the graph `name`.
    ///
    /// # Errors
    /// If Oxigraph fails.
    pub fn graph(&self, name: NamedNodeRef<'_>) -> Result<Vec<Quad>, Diagnostic> {
        self.find(None, None, None, Some(name))
    }

    /// Whether the default graph says anything of a node.
    ///
    /// # Errors
    /// If Oxigraph fails.
    pub fn has_statements(&self, id: &str, mint: Mint<'_>) -> Result<bool, Diagnostic> {
        self.quads.has(Some(mint.node(id).as_ref().into()), None, None, Some(GraphNameRef::DefaultGraph))
    }

    /// Adds a document and its claims in one transaction.
    ///
    /// # Errors
    /// If Oxigraph fails; then nothing was added.
    pub fn add<'a>(
        &self,
        document: &Document,
        locations: impl IntoIterator<Item = &'a str>,
        claims: &[Claim],
        mint: Mint<'_>,
    ) -> Result<(), Diagnostic> {
        self.put(document, locations, claims, mint)?;
        self.notes.record(&document.id, mint)
    }

    /// Puts a document and its claims in the place of what was there of it, in one transaction.
    ///
    /// # Errors
    /// If Oxigraph fails; then nothing was changed.
    pub fn put<'a>(
        &self,
        document: &Document,
        locations: impl IntoIterator<Item = &'a str>,
        claims: &[Claim],
        mint: Mint<'_>,
    ) -> Result<(), Diagnostic> {
        // The document comes last: if a change takes several requests, it is there only when all of it is.
        let mut added = vec![fusion::stale(mint)];
        added.extend(graph::claims_to_quads(claims, mint));
        added.extend(self.of_document(document, claims, mint)?);
        added.extend(graph::document_to_quads(document, locations, mint));
        let replaced = vec![mint.claims_graph(&document.id), mint.document(&document.id)];
        self.commit(Changes { replaced, added, ..Changes::default() })
    }

    /// Says anew where a document was read from.
    ///
    /// # Errors
    /// If Oxigraph fails; then nothing was changed.
    pub fn relocate<'a>(
        &self,
        id: &DocumentId,
        locations: impl IntoIterator<Item = &'a str>,
        mint: Mint<'_>,
    ) -> Result<(), Diagnostic> {
        let node = mint.document(id);
        let removed = self.find(Some(node.as_ref()), Some(v::DC_SOURCE), None, Some(node.as_ref()))?;
        let location = |location: &str| {
            let location = oxigraph::model::Literal::new_simple_literal(location);
            Quad::new(node.clone(), v::DC_SOURCE, location, node.clone())
        };
        let added = locations.into_iter().map(location).collect();
        self.commit(Changes { removed, added, ..Changes::default() })
    }

    /// Takes a document back with all its claims, in one transaction. Returns the nodes that it spoke of.
    ///
    /// # Errors
    /// If Oxigraph fails; then nothing was removed.
    pub fn remove(&self, id: &DocumentId, mint: Mint<'_>) -> Result<BTreeSet<Id>, Diagnostic> {
        let touched = self.claims(id, mint)?.into_iter().map(|claim| claim.subject).collect();
        let replaced = vec![mint.claims_graph(id), mint.document(id)];
        let (removed, added) = (self.copies(id, mint)?, vec![fusion::stale(mint)]);
        self.commit(Changes { replaced, removed, added })?;
        self.notes.forget(id, mint)?;
        Ok(touched)
    }

    /// Puts `quads` in the place of all that the graph `name` holds, in one transaction; nothing is done if it holds
    /// just them.
    ///
    /// # Errors
    /// If Oxigraph fails; then nothing was changed.
    pub fn replace_graph(&self, name: NamedNodeRef<'_>, quads: &[Quad]) -> Result<(), Diagnostic> {
        let lines = |quads: &[Quad]| quads.iter().map(ToString::to_string).collect::<BTreeSet<_>>();
        if lines(&self.find(None, None, None, Some(name))?) == lines(quads) {
            return Ok(());
        }
        let (replaced, added) = (vec![name.into_owned()], quads.to_vec());
        self.commit(Changes { replaced, added, ..Changes::default() })
    }

    /// When each document came in, as far as the store has noted it: an instant in ISO 8601.
    ///
    /// # Errors
    /// If the store fails.
    pub fn recorded(&self) -> Result<BTreeMap<DocumentId, String>, Diagnostic> {
        self.notes.recorded()
    }

    /// The hash of the pack that the claims were made with; `None` if that is not known.
    ///
    /// # Errors
    /// If the store fails.
    pub fn pack(&self) -> Result<Option<String>, Diagnostic> {
        self.notes.pack()
    }

    /// Notes the hash of the pack that the claims were made with.
    ///
    /// # Errors
    /// If the store cannot be written.
    pub fn set_pack(&self, fingerprint: &str) -> Result<(), Diagnostic> {
        self.notes.set_pack(fingerprint)
    }

    /// Makes changes, all of them or none as far as the store can.
    ///
    /// # Errors
    /// If the store fails, or was opened for reading only.
    pub fn commit(&self, changes: Changes) -> Result<(), Diagnostic> {
        self.check_writable()?;
        self.quads.commit(changes)
    }

    /// Lets Oxigraph put what is pending where it belongs, if that is much: a store on disk would be slow to open.
    #[cfg(feature = "disk")]
    fn settle(&self) -> Result<(), Diagnostic> {
        match (&self.notes, self.quads.place()) {
            (Notes::Folder(folder), quads::Place::Embedded(store)) if folder.pending() > MUCH => {
                store.flush().map_err(|error| failed(&error))
            }
            _ => Ok(()),
        }
    }

    /// Without stores on disk there is nothing to do.
    #[cfg(not(feature = "disk"))]
    #[allow(clippy::unused_self, clippy::unnecessary_wraps)]
    fn settle(&self) -> Result<(), Diagnostic> {
        Ok(())
    }

    fn check_writable(&self) -> Result<(), Diagnostic> {
        if self.notes.are_read_only() {
            return Err(Diagnostic::error("the store was opened for reading only"));
        }
        Ok(())
    }

    /// The quads that fit; `None` fits all, also in `graph`.
    fn find(
        &self,
        subject: Option<NamedNodeRef<'_>>,
        predicate: Option<NamedNodeRef<'_>>,
        object: Option<TermRef<'_>>,
        graph: Option<NamedNodeRef<'_>>,
    ) -> Result<Vec<Quad>, Diagnostic> {
        self.quads.find(subject.map(Into::into), predicate, object, graph.map(Into::into))
    }
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("notes", &self.notes).finish_non_exhaustive()
    }
}

fn documents_of(quads: &[Quad], mint: Mint<'_>) -> BTreeSet<DocumentId> {
    let id = |quad: &Quad| match &quad.subject {
        NamedOrBlankNode::NamedNode(node) => mint.document_id(node.as_ref()),
        NamedOrBlankNode::BlankNode(_) => None,
    };
    quads.iter().filter_map(id).collect()
}

fn literal(quad: &Quad) -> Option<String> {
    match &quad.object {
        Term::Literal(literal) => Some(literal.value().to_owned()),
        _ => None,
    }
}

fn failed(error: &StorageError) -> Diagnostic {
    Diagnostic::error(format!("the store failed: {error}"))
}
