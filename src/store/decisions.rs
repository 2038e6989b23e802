//! What a person decided, kept in `graph/curation`.

use std::collections::BTreeSet;

use oxigraph::model::vocab::rdf;
use oxigraph::model::{NamedNodeRef, NamedOrBlankNode, TermRef};

use super::{Changes, Store, fusion};
use crate::fuse::decided::Verdict;
use crate::model::{About, Decisions, Diagnostic, DocumentId, Id, Ruling};
use crate::rdf::{self as graph, Mint, vocabulary as v};

/// Digits of a hash that are enough to name a document.
const ENOUGH: usize = 4;

impl Store {
    /// What a person decided.
    ///
    /// # Errors
    /// If Oxigraph fails.
    pub fn decisions(&self, mint: Mint<'_>) -> Result<Decisions, Diagnostic> {
        Ok(graph::decisions_of_graph(&self.graph(mint.graph("curation").as_ref())?, mint))
    }

    /// Puts `decisions` in the place of those that were there. What they change is fused by [`Store::fuse`].
    ///
    /// # Errors
    /// If Oxigraph fails; then nothing was changed.
    pub fn set_decisions(&self, decisions: &Decisions, mint: Mint<'_>) -> Result<(), Diagnostic> {
        let mut added = vec![fusion::stale(mint)];
        added.extend(graph::decisions_to_quads(decisions, mint));
        self.commit(Changes { replaced: vec![mint.graph("curation")], added, ..Changes::default() })
    }

    /// The documents that `name` names: by the hash or the beginning of it, by where it was read from, by URL or IRI.
    ///
    /// # Errors
    /// If Oxigraph fails.
    pub fn documents_called(&self, name: &str, mint: Mint<'_>) -> Result<BTreeSet<DocumentId>, Diagnostic> {
        let plain = name.trim_start_matches("./");
        let mut found = self.read_from(plain, mint)?;
        found.append(&mut self.read_from(&format!("./{plain}"), mint)?);
        if let Ok(iri) = NamedNodeRef::new(name) {
            found.append(&mut self.documents_with(v::SCHEMA_URL, iri.into(), mint)?);
            found.extend(mint.document_id(iri));
        }
        found.insert(DocumentId::from_hex(name));
        let mut known = BTreeSet::new();
        for id in found {
            if self.locations(&id, mint)?.is_some() {
                known.insert(id);
            }
        }
        if known.is_empty() && name.len() >= ENOUGH && name.chars().all(|c| c.is_ascii_hexdigit()) {
            known.extend(self.documents(mint)?.into_keys().filter(|id| id.as_str().starts_with(name)));
        }
        Ok(known)
    }

    /// The documents that claim anything of one of `nodes`, or with one of them.
    ///
    /// # Errors
    /// If Oxigraph fails.
    pub fn documents_about(
        &self,
        nodes: &BTreeSet<&Id>,
        mint: Mint<'_>,
    ) -> Result<BTreeSet<DocumentId>, Diagnostic> {
        let mut documents = BTreeSet::new();
        for id in nodes {
            let node = mint.node(id);
            for quad in self.find(None, None, Some(node.as_ref().into()), None)? {
                if let NamedOrBlankNode::NamedNode(claim) = &quad.subject {
                    let derived = self.find(Some(claim.as_ref()), Some(v::DERIVED_FROM), None, None)?;
                    documents.extend(derived.iter().filter_map(|quad| match &quad.object {
                        oxigraph::model::Term::NamedNode(document) => mint.document_id(document.as_ref()),
                        _ => None,
                    }));
                }
            }
        }
        Ok(documents)
    }

    /// The nodes that a decision about `about` may speak of.
    ///
    /// # Errors
    /// If Oxigraph fails.
    pub fn nodes_meant(&self, about: &About, mint: Mint<'_>) -> Result<BTreeSet<Id>, Diagnostic> {
        let kind = match about {
            About::Node(node) => return Ok([node.clone()].into()),
            About::Frames { kind, .. } => mint.term(kind),
        };
        let mut nodes = BTreeSet::new();
        for quad in self.find(None, Some(rdf::OBJECT), Some(TermRef::from(kind.as_ref())), None)? {
            if let NamedOrBlankNode::NamedNode(claim) = &quad.subject {
                let subjects = self.find(Some(claim.as_ref()), Some(rdf::SUBJECT), None, None)?;
                nodes.extend(subjects.iter().filter_map(|quad| match &quad.object {
                    oxigraph::model::Term::NamedNode(node) => mint.id(node.as_ref()),
                    _ => None,
                }));
            }
        }
        Ok(nodes)
    }

    /// The decisions on claims, ready to be applied.
    pub(super) fn verdicts(&self, mint: Mint<'_>) -> Result<Vec<Verdict>, Diagnostic> {
        let mut verdicts = Vec::new();
        for decision in self.decisions(mint)?.iter() {
            if let Ruling::Accept(said) | Ruling::Reject(said) = &decision.ruling {
                let documents = said.document.as_deref();
                let documents = documents.map(|name| self.documents_called(name, mint)).transpose()?;
                verdicts.push(Verdict { ruling: decision.ruling.clone(), documents });
            }
        }
        Ok(verdicts)
    }
}
