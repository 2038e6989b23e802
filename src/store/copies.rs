//! Which documents are near copies of each other, and what else fusing has to know of documents. It is found when a
//! document comes in, so that fusing need not read texts.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil;
use oxigraph::model::{GraphName, NamedNodeRef, Quad, Term};

use super::{Pattern, Store};
use crate::fuse::copies::Sketch;
use crate::fuse::{Source, last_past_day};
use crate::model::{Claim, Diagnostic, Document, DocumentId};
use crate::rdf::{self as graph, Mint, vocabulary as v};

impl Store {
    /// The quads that are kept of a document for fusing: in its own graph, and those that say of which other documents it
    /// is a copy.
    pub(super) fn of_document(
        &self,
        document: &Document,
        claims: &[Claim],
        mint: Mint<'_>,
    ) -> Result<Vec<Quad>, Diagnostic> {
        let sketch = Sketch::of(&document.text);
        let not_before = document.meta.published.is_none().then(|| last_past_day(claims)).flatten();
        let mut quads = graph::probes_to_quads(&document.id, &sketch, not_before, mint);
        let with = |&hash: &u64| Pattern::with(v::SHINGLE.into_owned(), graph::probe(hash));
        let alike = self.quads.find_all(&sketch.probes().iter().map(with).collect::<Vec<_>>())?;
        let (node, fusion) = (mint.document(&document.id), GraphName::from(mint.graph("fusion")));
        for other in super::documents_of(&alike, mint) {
            let Some((text, _)) = self.document(&other, mint)? else { continue };
            if other != document.id && Sketch::of(&text.text).is_copy_of(&sketch) {
                let other = mint.document(&other);
                quads.push(Quad::new(node.clone(), v::NEAR_COPY_OF, other.clone(), fusion.clone()));
                quads.push(Quad::new(other, v::NEAR_COPY_OF, node.clone(), fusion.clone()));
            }
        }
        Ok(quads)
    }

    /// The quads that say that a document is a copy of others, or others of it.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn copies(&self, id: &DocumentId, mint: Mint<'_>) -> Result<Vec<Quad>, Diagnostic> {
        let node = mint.document(id);
        let mut quads = self.find(Some(node.as_ref()), Some(v::NEAR_COPY_OF), None, None)?;
        quads.extend(self.find(None, Some(v::NEAR_COPY_OF), Some(node.as_ref().into()), None)?);
        Ok(quads)
    }

    /// What fusing needs to know of documents and of their copies.
    pub(super) fn sources(
        &self,
        ids: BTreeSet<DocumentId>,
        mint: Mint<'_>,
    ) -> Result<BTreeMap<DocumentId, Source>, Diagnostic> {
        let about = |id: &DocumentId| Pattern::about(mint.document(id), None);
        self.quads.look_ahead(ids.iter().map(about))?;
        let mut sources = BTreeMap::new();
        for id in ids {
            let source = self.source(&id, mint)?;
            for copy in &source.copies {
                if !sources.contains_key(copy) {
                    sources.insert(copy.clone(), self.source(copy, mint)?);
                }
            }
            sources.insert(id, source);
        }
        Ok(sources)
    }

    fn source(&self, id: &DocumentId, mint: Mint<'_>) -> Result<Source, Diagnostic> {
        let node = mint.document(id);
        let all = |predicate: NamedNodeRef<'_>, graph: NamedNodeRef<'_>| {
            self.find(Some(node.as_ref()), Some(predicate), None, Some(graph))
        };
        let text = |predicate: NamedNodeRef<'_>| -> Result<Option<String>, Diagnostic> {
            Ok(all(predicate, node.as_ref())?.iter().find_map(super::literal))
        };
        let day = |text: Option<String>| -> Option<civil::Date> { text?.parse().ok() };
        let published = day(text(v::SCHEMA_DATE_PUBLISHED)?);
        let copy = |quad: Quad| match quad.object {
            Term::NamedNode(copy) => mint.document_id(copy.as_ref()),
            _ => None,
        };
        Ok(Source {
            publisher: text(v::DC_PUBLISHER)?,
            published,
            not_before: if published.is_none() { day(text(v::NOT_BEFORE)?) } else { None },
            copies: all(v::NEAR_COPY_OF, mint.graph("fusion").as_ref())?
                .into_iter()
                .filter_map(copy)
                .collect(),
        })
    }
}
