//! Words that tell where sentences and tokens end: `data/lexicon/segment.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::super::Files;
use super::words::Words;
use crate::model::{Diagnostic, Span};

const PATH: &str = "data/lexicon/segment.toml";

/// Words that tell where sentences and tokens end.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Segmentation {
    /// Abbreviations whose full stop never ends a sentence, lower case, without the stop.
    pub never_final: Words,
    /// Abbreviations whose full stop ends a sentence only if a new one plainly begins, lower case.
    pub maybe_final: Words,
    /// The same, but only where the text writes them with a capital; lower case here.
    pub maybe_final_names: Words,
    /// Months and days, in full and short, lower case: what a dateline holds besides a place.
    pub calendar: Words,
    /// Abbreviations if a number follows, lower case.
    pub before_number: Words,
    /// Legal forms that may follow a name ending in a mark ("Yahoo! Inc."), lower case.
    pub legal_forms: Words,
    /// Words that begin a sentence, capitalised.
    pub starters: Words,
    /// Words that after a semicolon begin a clause of its own, lower case.
    pub clauses: Words,
    /// Prefixes that stay with their word when a hyphen follows, lower case.
    pub prefixes: Words,
    /// Words written together, lower case, and the pieces they are cut into.
    pub cut: BTreeMap<String, Vec<String>>,
}

impl Segmentation {
    /// Reads `data/lexicon/segment.toml`.
    ///
    /// # Errors
    /// If the file is missing or not of this form; if the pieces of a cut word do not make up the word.
    pub fn load(files: &Files) -> Result<Self, Diagnostic> {
        let file = files.file(PATH)?;
        let words: Self = file.toml()?;
        match words.cut.iter().find(|(word, pieces)| pieces.concat() != **word) {
            Some((word, _)) => {
                let start = file.text.find(word).unwrap_or_default();
                Err(Diagnostic::error(format!("the pieces of \"{word}\" do not make up the word"))
                    .at(&file.shown, &file.text, Span::new(start, start + word.len()))
                    .hint("write the word in lower case and cut it without leaving out a letter"))
            }
            None => Ok(words),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_pack_is_sound() {
        let words = Segmentation::load(&Files::embedded()).unwrap();
        assert!(words.never_final.contains("mr"));
        assert!(words.starters.contains("The") && !words.starters.contains("the"));
    }

    #[test]
    fn a_missing_file_is_told() {
        let error = Segmentation::load(&Files::default()).unwrap_err();
        assert_eq!(error.to_string(), "data/lexicon/segment.toml: is missing from the pack");
    }
}
