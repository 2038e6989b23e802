//! Words the recognisers and the grammar go by: `data/lexicon/*.toml`, one file and one module for each user of it.

pub mod segment;

use super::Files;
use crate::model::Diagnostic;

pub use segment::Segmentation;

/// All word lists.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// Where sentences and tokens end.
    pub segment: Segmentation,
}

impl Lexicon {
    /// Reads `data/lexicon/*.toml`.
    ///
    /// # Errors
    /// Every problem found, each with file, line and column.
    pub fn load(files: &Files) -> Result<Self, Vec<Diagnostic>> {
        Ok(Self { segment: Segmentation::load(files).map_err(|problem| vec![problem])? })
    }
}
