//! Stub: to be written by its owner.

use super::Files;
use crate::model::Diagnostic;

/// Stub.
#[derive(Debug, Default)]
pub struct Ontology {}

impl Ontology {
    /// Reads `ontology/*.ttl`.
    ///
    /// # Errors
    /// Every problem found, each with file, line and column.
    pub fn load(_files: &Files) -> Result<Self, Vec<Diagnostic>> {
        Ok(Self {})
    }
}
