//! Words the recognisers and the grammar go by: `data/lexicon/*.toml`, one file and one module for each user of it.

pub mod grammar;
pub mod segment;

use super::Files;
use crate::model::Diagnostic;

pub use grammar::Grammar;
pub use segment::Segmentation;

/// All word lists.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// What colours a clause.
    pub grammar: Grammar,
    /// Where sentences and tokens end.
    pub segment: Segmentation,
}

impl Lexicon {
    /// Reads `data/lexicon/*.toml`.
    ///
    /// # Errors
    /// Every problem found, each with file, line and column.
    pub fn load(files: &Files) -> Result<Self, Vec<Diagnostic>> {
        let grammar = Grammar::load(files).map_err(|problem| vec![problem])?;
        Ok(Self { grammar, segment: Segmentation::load(files).map_err(|problem| vec![problem])? })
    }
}
