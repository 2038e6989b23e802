//! Big graphs come in as a stream, all of them or nothing.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use oxigraph::model::{GraphNameRef, NamedNodeRef, Triple};
use oxigraph::store::StorageError;

use super::quads::Place;
use super::{Changes, Store, failed};
use crate::model::Diagnostic;

/// Memory for what is read and not yet written, in megabytes.
const MEMORY: usize = 512;

impl Store {
    /// Puts `triples` in the place of all that the graph `name` holds. They stream: memory does not grow with their
    /// number, but for eight bytes each if the graph held something before. Returns how many triples are gone.
    ///
    /// What is new is written at once when all is read; then, in a second transaction, what is no longer there is
    /// removed. A remote store takes it in parts, in a graph of its own that is moved when all is there.
    ///
    /// # Errors
    /// If a triple cannot be read, or if Oxigraph fails; then nothing was changed.
    pub fn load_graph(
        &self,
        name: NamedNodeRef<'_>,
        triples: impl Iterator<Item = Result<Triple, Diagnostic>>,
    ) -> Result<u64, Diagnostic> {
        self.check_writable()?;
        let store = match self.quads.place() {
            Place::Embedded(store) => store,
            Place::Remote(service) => return service.load_graph(&name.into_owned(), triples),
        };
        let replaces = !self.is_empty_graph(name)?;
        let mut kept = HashSet::new();
        let quads = triples.map(|triple| {
            let triple = triple?;
            if replaces {
                kept.insert(hash(&triple));
            }
            Ok(triple.in_graph(name.into_owned()))
        });
        let mut loader = store.bulk_loader().with_max_memory_size_in_megabytes(MEMORY);
        loader.load_ok_quads::<Diagnostic, Failed>(quads).map_err(|Failed(problem)| problem)?;
        loader.commit().map_err(|error| failed(&error))?;
        if replaces { self.retain_in_graph(name, |triple| kept.contains(&hash(triple))) } else { Ok(0) }
    }

    /// Whether the graph `name` holds nothing.
    ///
    /// # Errors
    /// If Oxigraph fails.
    pub fn is_empty_graph(&self, name: NamedNodeRef<'_>) -> Result<bool, Diagnostic> {
        Ok(!self.quads.has(None, None, None, Some(GraphNameRef::from(name)))?)
    }

    /// Removes the triples of the graph `name` that are not `kept`. Returns how many these were.
    fn retain_in_graph(
        &self,
        name: NamedNodeRef<'_>,
        kept: impl Fn(&Triple) -> bool,
    ) -> Result<u64, Diagnostic> {
        let mut removed = Vec::new();
        for quad in self.quads.stream(Some(GraphNameRef::from(name)))? {
            let quad = quad?;
            if !kept(&Triple::from(quad.clone())) {
                removed.push(quad);
            }
        }
        let gone = removed.len() as u64;
        self.commit(Changes { removed, ..Changes::default() })?;
        Ok(gone)
    }
}

/// Why a stream of triples broke off.
struct Failed(Diagnostic);

impl From<Diagnostic> for Failed {
    fn from(problem: Diagnostic) -> Self {
        Self(problem)
    }
}

impl From<StorageError> for Failed {
    fn from(error: StorageError) -> Self {
        Self(failed(&error))
    }
}

fn hash(triple: &Triple) -> u64 {
    let mut hash = DefaultHasher::new();
    triple.hash(&mut hash);
    hash.finish()
}
