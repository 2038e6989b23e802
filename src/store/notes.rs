//! What is noted beside the graph: when documents came in, and by which pack they were read.

use std::collections::BTreeMap;
use std::sync::Arc;

use oxigraph::model::NamedNode;

use super::folder::Folder;
use super::remote::Remote;
use crate::model::{Diagnostic, DocumentId};
use crate::rdf::Mint;

/// The names of what a service notes.
const RECORDED: &str = "recorded";
const PACK: &str = "pack";

/// Where it is noted.
#[derive(Debug)]
pub(super) enum Notes {
    /// Nowhere: the store lives as long as the program.
    Nowhere,
    /// In files beside Oxigraph's.
    Folder(Folder),
    /// In the service.
    Service(Arc<Remote>),
}

impl Notes {
    /// Whether nothing may be changed.
    pub(super) fn are_read_only(&self) -> bool {
        matches!(self, Self::Folder(folder) if folder.is_read_only())
    }

    /// Notes that a document came in now.
    pub(super) fn record(&self, id: &DocumentId, mint: Mint<'_>) -> Result<(), Diagnostic> {
        match self {
            Self::Nowhere => Ok(()),
            Self::Folder(folder) => folder.record(id),
            Self::Service(service) => {
                let now = jiff::Timestamp::now().round(jiff::Unit::Second).unwrap_or_default();
                service.set_note(&mint.document(id), RECORDED, Some(&now.to_string()))
            }
        }
    }

    /// Notes that a document is gone.
    pub(super) fn forget(&self, id: &DocumentId, mint: Mint<'_>) -> Result<(), Diagnostic> {
        match self {
            Self::Nowhere => Ok(()),
            Self::Folder(folder) => folder.forget(id),
            Self::Service(service) => service.set_note(&mint.document(id), RECORDED, None),
        }
    }

    /// When each document came in, as far as it is noted.
    pub(super) fn recorded(&self) -> Result<BTreeMap<DocumentId, String>, Diagnostic> {
        Ok(match self {
            Self::Nowhere => BTreeMap::new(),
            Self::Folder(folder) => folder.recorded(),
            Self::Service(service) => {
                let of_document = |(node, note): (NamedNode, String)| {
                    Some((DocumentId::from_hex(node.as_str().rsplit('/').next()?), note))
                };
                service.notes(RECORDED)?.into_iter().filter_map(of_document).collect()
            }
        })
    }

    /// The hash of the pack that the claims were made with.
    pub(super) fn pack(&self) -> Result<Option<String>, Diagnostic> {
        Ok(match self {
            Self::Nowhere => None,
            Self::Folder(folder) => folder.pack(),
            Self::Service(service) => service.notes(PACK)?.into_values().next(),
        })
    }

    /// Notes the hash of the pack that the claims were made with.
    pub(super) fn set_pack(&self, fingerprint: &str) -> Result<(), Diagnostic> {
        match self {
            Self::Nowhere => Ok(()),
            Self::Folder(folder) => folder.set_pack(fingerprint),
            Self::Service(service) => service.set_note(&Remote::itself(), PACK, Some(fingerprint)),
        }
    }
}
