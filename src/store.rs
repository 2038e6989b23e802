//! Floor 4. An embedded Oxigraph keeps the graph, on disk or in memory.
//!
//! A store on disk is a folder: `graph/` is Oxigraph's own, `recorded.tsv` says when each document came in, `pack` with
//! which pack its claims were made, `lock` keeps two writers apart. When a document came in is not in the graph, so that
//! the graph's bytes do not depend on the day.
//!
//! A document is added or taken back in one transaction. What all documents come to is written afterwards by
//! [`Store::fuse`], for the nodes that were touched. Should the program die in between, the store knows, and everything
//! is fused anew the next time.

mod decisions;
mod folder;
mod fusion;
mod load;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use oxigraph::model::vocab::rdf;
use oxigraph::model::{
    GraphNameRef, LiteralRef, NamedNodeRef, NamedOrBlankNode, NamedOrBlankNodeRef, Quad, Term, TermRef,
};
use oxigraph::store::{StorageError, Transaction};

use crate::model::{Claim, Diagnostic, Document, DocumentId, Id};
use crate::rdf::{self as graph, Mint, vocabulary as v};
use folder::Folder;

pub use fusion::{Change, Scope};

/// The graph, and the folder it is kept in.
pub struct Store {
    quads: oxigraph::store::Store,
    folder: Option<Folder>,
}

impl Store {
    /// An empty store that lives as long as the program.
    ///
    /// # Errors
    /// If Oxigraph fails.
    pub fn in_memory() -> Result<Self, Diagnostic> {
        let quads = oxigraph::store::Store::new().map_err(|error| failed(&error))?;
        Ok(Self { quads, folder: None })
    }

    /// The store in the folder `dir`, to read and write; it is made if there is none.
    ///
    /// # Errors
    /// If another process has it open, or if the folder cannot be read or written.
    pub fn open(dir: &Path) -> Result<Self, Diagnostic> {
        let folder = Folder::open(dir)?;
        Ok(Self { quads: folder.quads()?, folder: Some(folder) })
    }

    /// The store in the folder `dir`, to read only. Several processes can read at once, while none writes.
    ///
    /// # Errors
    /// If there is none, if another process writes to it, or if the folder cannot be read.
    pub fn open_read_only(dir: &Path) -> Result<Self, Diagnostic> {
        let folder = Folder::open_read_only(dir)?;
        Ok(Self { quads: folder.quads()?, folder: Some(folder) })
    }

    /// Oxigraph's own store, for SPARQL.
    #[must_use]
    pub const fn quads(&self) -> &oxigraph::store::Store {
        &self.quads
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
    /// If Oxigraph fails.
    pub fn claims_about(&self, id: &str, mint: Mint<'_>) -> Result<Vec<Claim>, Diagnostic> {
        let node = mint.node(id);
        let mut quads = Vec::new();
        for quad in self.find(None, Some(rdf::SUBJECT), Some(node.as_ref().into()), None)? {
            let graph = quad.graph_name.as_ref();
            quads.extend(self.pattern(Some(quad.subject.as_ref()), None, None, Some(graph))?);
        }
        Ok(graph::claims_of_graph(&quads, mint))
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
        let (node, graph) = (mint.node(id), GraphNameRef::DefaultGraph);
        let mut quads = self.quads.quads_for_pattern(Some(node.as_ref().into()), None, None, Some(graph));
        quads.next().transpose().map(|quad| quad.is_some()).map_err(|error| failed(&error))
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
        self.folder.as_ref().map_or(Ok(()), |folder| folder.record(&document.id))
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
        let mut transaction = self.begin()?;
        self.drop_document(&document.id, &mut transaction, mint)?;
        transaction.extend(&graph::document_to_quads(document, locations, mint));
        transaction.extend(&graph::claims_to_quads(claims, mint));
        fusion::mark_stale(&mut transaction, mint);
        transaction.commit().map_err(|error| failed(&error))
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
        let mut transaction = self.begin()?;
        for quad in self.find(Some(node.as_ref()), Some(v::DC_SOURCE), None, Some(node.as_ref()))? {
            transaction.remove(&quad);
        }
        for location in locations {
            let location = oxigraph::model::Literal::new_simple_literal(location);
            transaction.insert(&Quad::new(node.clone(), v::DC_SOURCE, location, node.clone()));
        }
        transaction.commit().map_err(|error| failed(&error))
    }

    /// Takes a document back with all its claims, in one transaction. Returns the nodes that it spoke of.
    ///
    /// # Errors
    /// If Oxigraph fails; then nothing was removed.
    pub fn remove(&self, id: &DocumentId, mint: Mint<'_>) -> Result<BTreeSet<Id>, Diagnostic> {
        let touched = self.claims(id, mint)?.into_iter().map(|claim| claim.subject).collect();
        let mut transaction = self.begin()?;
        self.drop_document(id, &mut transaction, mint)?;
        fusion::mark_stale(&mut transaction, mint);
        transaction.commit().map_err(|error| failed(&error))?;
        if let Some(folder) = &self.folder {
            folder.forget(id)?;
        }
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
        let mut transaction = self.begin()?;
        transaction.remove_named_graph(name).map_err(|error| failed(&error))?;
        transaction.extend(quads);
        transaction.commit().map_err(|error| failed(&error))
    }

    /// When each document came in, as far as the store's folder tells: an instant in ISO 8601.
    #[must_use]
    pub fn recorded(&self) -> BTreeMap<DocumentId, String> {
        self.folder.as_ref().map(Folder::recorded).unwrap_or_default()
    }

    /// The hash of the pack that the claims were made with; `None` if that is not known.
    #[must_use]
    pub fn pack(&self) -> Option<String> {
        self.folder.as_ref()?.pack()
    }

    /// Notes the hash of the pack that the claims were made with.
    ///
    /// # Errors
    /// If the store's folder cannot be written.
    pub fn set_pack(&self, fingerprint: &str) -> Result<(), Diagnostic> {
        self.folder.as_ref().map_or(Ok(()), |folder| folder.set_pack(fingerprint))
    }

    fn drop_document(
        &self,
        id: &DocumentId,
        transaction: &mut Transaction<'_>,
        mint: Mint<'_>,
    ) -> Result<(), Diagnostic> {
        for node in [mint.document(id), mint.claims_graph(id)] {
            let known = self.quads.contains_named_graph(node.as_ref()).map_err(|error| failed(&error))?;
            if known {
                transaction.remove_named_graph(node.as_ref()).map_err(|error| failed(&error))?;
            }
        }
        Ok(())
    }

    fn begin(&self) -> Result<Transaction<'_>, Diagnostic> {
        if self.folder.as_ref().is_some_and(Folder::is_read_only) {
            return Err(Diagnostic::error("the store was opened for reading only"));
        }
        self.quads.start_transaction().map_err(|error| failed(&error))
    }

    /// The quads that fit; `None` fits all, also in `graph`.
    fn find(
        &self,
        subject: Option<NamedNodeRef<'_>>,
        predicate: Option<NamedNodeRef<'_>>,
        object: Option<TermRef<'_>>,
        graph: Option<NamedNodeRef<'_>>,
    ) -> Result<Vec<Quad>, Diagnostic> {
        self.pattern(subject.map(Into::into), predicate, object, graph.map(Into::into))
    }

    fn pattern(
        &self,
        subject: Option<NamedOrBlankNodeRef<'_>>,
        predicate: Option<NamedNodeRef<'_>>,
        object: Option<TermRef<'_>>,
        graph: Option<GraphNameRef<'_>>,
    ) -> Result<Vec<Quad>, Diagnostic> {
        let quads = self.quads.quads_for_pattern(subject, predicate, object, graph);
        quads.collect::<Result<_, _>>().map_err(|error| failed(&error))
    }
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("folder", &self.folder).finish_non_exhaustive()
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
