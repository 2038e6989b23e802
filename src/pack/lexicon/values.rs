//! `data/lexicon/values.toml`: the words of time, money and number, ready to be looked up.

mod form;
mod sense;

use aho_corasick::AhoCorasick;
use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::model::{Diagnostic, Span};
use crate::pack::Files;

pub use sense::{Currency, Glue, Part, Sense, Shift, Unit};

const FILE: &str = "data/lexicon/values.toml";

/// The words of time, money and number.
#[derive(Debug)]
pub struct ValueLexicon {
    /// The classes that mentions get.
    pub classes: Classes,
    /// All currencies.
    pub currencies: Vec<Currency>,
    /// Names of units, in the singular.
    pub units: Vec<String>,
    /// What an amount can be counted by: "share", "year".
    pub per: Vec<String>,
    /// Phrases by their first piece in lower case, the longest first.
    phrases: FxHashMap<Box<str>, Vec<Phrase>>,
    /// Finds out whether a text can hold a value at all.
    triggers: AhoCorasick,
}

/// A word or phrase: the pieces after the first, in lower case, and what it can mean.
#[derive(Debug)]
pub struct Phrase {
    /// The pieces after the first.
    pub rest: Vec<Box<str>>,
    /// What it can mean.
    pub senses: Vec<Sense>,
}

impl ValueLexicon {
    /// Reads `data/lexicon/values.toml`.
    ///
    /// # Errors
    /// If the file is missing or does not have the form it should have.
    pub fn load(files: &Files) -> Result<Self, Diagnostic> {
        let file = files.get(FILE).ok_or_else(|| {
            Diagnostic::error("the words of time and money are missing").in_file(FILE).hint(
                "a pack without this file takes that of the default pack; was it built without its data?",
            )
        })?;
        Ok(file.toml::<form::File>()?.compile())
    }

    /// Whether `text` holds a digit, a sign or a word that every value has at least one of.
    #[must_use]
    pub fn may_hold_value(&self, text: &str) -> bool {
        let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        self.triggers.find_iter(text).any(|found| {
            let (before, inside, after) =
                (&text[..found.start()], &text[found.range()], &text[found.end()..]);
            let cut = |a: &str, b: &str| letter(a.chars().next_back()) && letter(b.chars().next());
            !cut(before, inside) && !cut(inside, after)
        })
    }

    /// The phrases whose first piece is `piece` in lower case, the longest first.
    #[must_use]
    pub fn phrases(&self, piece: &str) -> &[Phrase] {
        self.phrases.get(piece).map_or(&[], Vec::as_slice)
    }
}

/// Cuts text into pieces: runs of letters, numbers with their separators, single signs; no white space.
pub fn pieces(text: &str) -> impl Iterator<Item = Span> {
    let mut at = 0;
    std::iter::from_fn(move || {
        at += text[at..].len() - text[at..].trim_start().len();
        let rest = &text[at..];
        let first = rest.chars().next()?;
        let len = if first.is_ascii_digit() {
            number_len(rest.as_bytes())
        } else if first.is_alphabetic() {
            rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let span = Span::new(at, at + len);
        at += len;
        Some(span)
    })
}

/// How many bytes the number at the start of `text` takes: "1,250.5" but of "1.2.2026" and "3, 4" only the first digits.
fn number_len(text: &[u8]) -> usize {
    let run = |from: usize| text[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut len = run(0);
    let mut whole = len;
    while text.get(whole) == Some(&b',') && matches!(run(whole + 1), 2 | 3) {
        whole += 1 + run(whole + 1);
        if text[whole - 4] == b',' {
            len = whole;
        }
    }
    let decimals = if text.get(len) == Some(&b'.') { run(len + 1) } else { 0 };
    let after = len + 1 + decimals;
    let goes_on = text.get(after) == Some(&b'.') && text.get(after + 1).is_some_and(u8::is_ascii_digit);
    if decimals > 0 && !goes_on { after } else { len }
}

/// The classes that mentions of values get, as the ontology's prefixed names.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the words say it")]
pub struct Classes {
    pub date: String,
    pub duration: String,
    pub money: String,
    pub percent: String,
    pub quantity: String,
}
