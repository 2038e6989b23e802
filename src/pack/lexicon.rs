//! Words the recognisers and the grammar go by: `data/lexicon/*.toml`, one file and one module for each user of it.

pub mod grammar;
pub mod names;
pub mod segment;
pub mod values;
mod words;

use super::Files;
use crate::model::Diagnostic;

pub use grammar::{Described, Grammar, Unnamed};
pub use names::Names;
pub use segment::Segmentation;
pub use values::ValueLexicon;
pub use words::Words;

/// All word lists.
#[derive(Debug)]
pub struct Lexicon {
    /// What colours a clause.
    pub grammar: Grammar,
    /// What tells that words are a name.
    pub names: Names,
    /// Where sentences and tokens end.
    pub segment: Segmentation,
    /// Words of time, money and number.
    pub values: ValueLexicon,
}

impl Lexicon {
    /// Reads `data/lexicon/*.toml`.
    ///
    /// # Errors
    /// Every problem found, each with file, line and column.
    pub fn load(files: &Files) -> Result<Self, Vec<Diagnostic>> {
        let mut problems = Vec::new();
        let mut keep = |problem| problems.push(problem);
        let grammar = Grammar::load(files).map_err(&mut keep).ok();
        let names = Names::load(files).map_err(&mut keep).ok();
        let segment = Segmentation::load(files).map_err(&mut keep).ok();
        let values = ValueLexicon::load(files).map_err(&mut keep).ok();
        match (grammar, names, segment, values) {
            (Some(grammar), Some(names), Some(segment), Some(values)) => {
                Ok(Self { grammar, names, segment, values })
            }
            _ => Err(problems),
        }
    }
}
