//! A sentence's words at hand.

use std::borrow::Cow;
use std::ops::Range;

use crate::model::{Sentence, SentenceKind, Span, lower};
use crate::pack::lexicon::{self, Names};

/// The words of one sentence, as written and in lower case.
#[derive(Debug)]
pub(in crate::annotate) struct Words<'a> {
    pub(super) text: &'a str,
    pub(super) sentence: &'a Sentence,
    pub(super) lower: Vec<Cow<'a, str>>,
    /// Whether capitals tell nothing here: a title in capitals, or with a capital on each word.
    pub(super) capitals_mean_nothing: bool,
}

impl<'a> Words<'a> {
    pub(in crate::annotate) fn new(text: &'a str, sentence: &'a Sentence, names: &Names) -> Self {
        let lower = sentence.tokens.iter().map(|token| lower(token.span.of(text))).collect();
        let mut words = Self { text, sentence, lower, capitals_mean_nothing: false };
        words.capitals_mean_nothing = words.is_title_case(&names.small);
        words
    }

    pub(super) fn len(&self) -> usize {
        self.lower.len()
    }

    /// The word at `ix` as written; empty beyond the ends.
    pub(in crate::annotate) fn get(&self, ix: usize) -> &'a str {
        self.sentence.tokens.get(ix).map_or("", |token| token.span.of(self.text))
    }

    /// The word at `ix` in lower case; empty beyond the ends.
    pub(super) fn low(&self, ix: usize) -> &str {
        self.lower.get(ix).map_or("", |word| word)
    }

    /// The word before `ix` in lower case; empty at the start.
    pub(super) fn low_before(&self, ix: usize) -> &str {
        ix.checked_sub(1).map_or("", |ix| self.low(ix))
    }

    /// The words of a range, parted by single spaces, in lower case.
    pub(super) fn low_phrase(&self, range: Range<usize>) -> String {
        self.lower.get(range).map_or_else(String::new, |words| words.join(" "))
    }

    pub(super) fn span(&self, range: Range<usize>) -> Span {
        self.sentence.tokens[range.start].span.join(self.sentence.tokens[range.end - 1].span)
    }

    /// Whether the word at `ix` makes a possessive of the one before: "'s", of plurals the bare mark.
    pub(super) fn is_possessive(&self, ix: usize) -> bool {
        self.is_possessive_s(ix) || matches!(self.low(ix), "'" | "’")
    }

    /// Whether the word at `ix` is "'s".
    pub(super) fn is_possessive_s(&self, ix: usize) -> bool {
        matches!(self.low(ix), "'s" | "’s")
    }

    /// Whether nothing stands between the word at `ix` and the one before.
    pub(super) fn is_glued(&self, ix: usize) -> bool {
        ix > 0
            && ix < self.len()
            && self.sentence.tokens[ix - 1].span.end == self.sentence.tokens[ix].span.start
    }

    /// Whether the word at `ix` has its capital because a sentence or a quotation begins with it.
    pub(super) fn is_first(&self, ix: usize) -> bool {
        ix == 0
            || matches!(
                self.low(ix - 1),
                "\"" | "“"
                    | "”"
                    | "'"
                    | "‘"
                    | ":"
                    | "-"
                    | "–"
                    | "—"
                    | "("
                    | "."
                    | "?"
                    | "!"
                    | "|"
                    | "•"
                    | "…"
            )
    }

    /// Whether all words have a capital but those that titles write small.
    fn is_title_case(&self, small: &lexicon::Words) -> bool {
        let plain = (0..self.len())
            .filter(|&ix| self.get(ix).chars().all(char::is_alphabetic))
            .map(|ix| (self.get(ix), self.low(ix)));
        let (mut lower, mut upper, mut all_upper, mut letters) = (0, 0, 0, 0);
        for (word, low) in plain {
            all_upper += usize::from(word.len() > 1 && word.chars().all(char::is_uppercase));
            letters += 1;
            if word.starts_with(char::is_lowercase) {
                lower += usize::from(!small.contains(low));
            } else {
                upper += usize::from(word.chars().count() >= 3 && !small.contains(low));
            }
        }
        let heading = self.sentence.kind == SentenceKind::Heading;
        let capitals = letters >= 4 && all_upper * 4 >= letters * 3;
        capitals || upper >= 4 && lower == 0 || heading && upper >= 1 && lower * 4 <= upper
    }
}
