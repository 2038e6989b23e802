//! Stub: to be written by its owner.

use super::{Files, Ontology};
use crate::model::Diagnostic;

/// Stub.
#[derive(Debug, Default)]
pub struct FrameRules {}

impl FrameRules {
    /// Reads its files.
    ///
    /// # Errors
    /// Every problem found, each with file, line and column.
    pub fn load(_files: &Files, _ontology: &Ontology) -> Result<Self, Vec<Diagnostic>> {
        Ok(Self {})
    }
}
