//! A sentence cut into pieces, with what the lexicon of values knows about each.

use rust_decimal::Decimal;

use crate::model::Span;
use crate::pack::lexicon::values::{Glue, Sense, ValueLexicon, pieces};

/// A stretch of text as the recognisers of values read it: by index, from left to right. Every reader takes the index
/// to read at and returns what it read with the index after it.
#[derive(Debug)]
pub struct Scan<'a> {
    words: Vec<Word<'a>>,
    /// Length in words and senses of each phrase that was found, by the word it starts at, the longest first.
    phrases: Vec<(usize, &'a [Sense])>,
    /// For each word, what lies around it, so that most words are passed over quickly.
    around: Vec<Around>,
}

/// What lies around a word.
#[derive(Clone, Copy, Debug, Default)]
struct Around {
    /// Index of the next word, from this one on, that is a number or part of one.
    number: usize,
    /// Index of the next word, from this one on, that is a number or a word of time.
    time: usize,
    /// Which way the words before it point, if they do.
    forward: Option<bool>,
}

/// A run of letters, a number or a sign.
#[derive(Debug)]
pub struct Word<'a> {
    /// Where it stands in the document.
    pub span: Span,
    /// It.
    pub text: &'a str,
    /// Whether there is no white space before it.
    pub glued: bool,
    /// If it is written in digits, its value.
    pub number: Option<Decimal>,
    phrases: std::ops::Range<usize>,
}

impl<'a> Scan<'a> {
    /// Cuts what `within` covers of the document's text.
    #[must_use]
    pub fn new(text: &'a str, within: Span, lexicon: &'a ValueLexicon) -> Self {
        let mut words: Vec<Word> = Vec::new();
        for piece in pieces(within.of(text)) {
            let span = Span::new(within.start + piece.start, within.start + piece.end);
            let glued = words.last().is_some_and(|last: &Word| last.span.end == span.start);
            let text = span.of(text);
            words.push(Word { span, text, glued, number: parse_number(text), phrases: 0..0 });
        }
        let mut phrases = Vec::new();
        let mut lower = String::new();
        for at in 0..words.len() {
            let start = phrases.len();
            to_lower(words[at].text, &mut lower);
            for phrase in lexicon.phrases(&lower) {
                let rest = words.get(at + 1..=at + phrase.rest.len()).unwrap_or_default();
                if rest.len() == phrase.rest.len()
                    && rest.iter().zip(&phrase.rest).all(|(w, p)| same(w.text, p))
                {
                    phrases.push((1 + rest.len(), phrase.senses.as_slice()));
                }
            }
            words[at].phrases = start..phrases.len();
        }
        let around = around(&words, &phrases);
        Self { words, phrases, around }
    }

    /// Whether a number or part of one stands at `at` or within the few words after it.
    #[must_use]
    pub fn number_near(&self, at: usize) -> bool {
        self.around[at].number - at <= REACH
    }

    /// Whether a number or a word of time stands at `at` or within the few words after it.
    #[must_use]
    pub fn time_near(&self, at: usize) -> bool {
        self.around[at].time - at <= REACH
    }

    /// Which way the words before `at` point: ahead (`true`: "will", "expected"), back ("said"), or nowhere.
    #[must_use]
    pub fn direction(&self, at: usize) -> Option<bool> {
        self.around[at].forward
    }

    /// How many words there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there are no words.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The word at `at`.
    #[must_use]
    pub fn word(&self, at: usize) -> Option<&Word<'a>> {
        self.words.get(at)
    }

    /// The word before `at`.
    #[must_use]
    pub fn before(&self, at: usize) -> Option<&Word<'a>> {
        self.words.get(at.checked_sub(1)?)
    }

    /// The span of the words from `from` up to `to`, which must be at least one.
    #[must_use]
    pub fn span(&self, from: usize, to: usize) -> Span {
        self.words[from].span.join(self.words[to - 1].span)
    }

    /// Whether a value could begin at `at`: with a number, or a word that the lexicon knows.
    #[must_use]
    pub fn may_start(&self, at: usize) -> bool {
        self.words[at].number.is_some() || !self.words[at].phrases.is_empty()
    }

    /// The first sense that `pick` takes of the words at `at`, longest phrase first.
    pub fn read<T>(&self, at: usize, pick: impl Fn(&Sense) -> Option<T>) -> Option<(T, usize)> {
        let phrases = &self.phrases[self.words.get(at)?.phrases.clone()];
        phrases.iter().find_map(|(len, senses)| Some((senses.iter().find_map(&pick)?, at + len)))
    }

    /// As [`Self::read`] of phrases without white space in them.
    pub fn read_tight<T>(&self, at: usize, pick: impl Fn(&Sense) -> Option<T>) -> Option<(T, usize)> {
        let phrases = &self.phrases[self.words.get(at)?.phrases.clone()];
        let mut tight = phrases.iter().filter(|(len, _)| (at + 1..at + len).all(|inner| self.glued(inner)));
        tight.find_map(|(len, senses)| Some((senses.iter().find_map(&pick)?, at + len)))
    }

    /// As [`Self::read`] of the phrase that ends before `at`.
    pub fn read_before<T>(&self, at: usize, pick: impl Fn(&Sense) -> Option<T>) -> Option<T> {
        (at.saturating_sub(4)..at).find_map(|start| {
            let phrases = &self.phrases[self.words[start].phrases.clone()];
            let ending = phrases.iter().filter(|(len, _)| start + len == at);
            ending.flat_map(|(_, senses)| senses.iter()).find_map(&pick)
        })
    }

    /// The index after the words at `at` if they can be `glue`.
    #[must_use]
    pub fn glue(&self, at: usize, glue: Glue) -> Option<usize> {
        self.read(at, |sense| (*sense == Sense::Glue(glue)).then_some(())).map(|((), next)| next)
    }

    /// The index after the words at `at` if they can be `sense`.
    #[must_use]
    pub fn is(&self, at: usize, sense: &Sense) -> Option<usize> {
        self.read(at, |other| (other == sense).then_some(())).map(|((), next)| next)
    }

    /// As [`Self::glue`] if the words can be it, else `at`.
    #[must_use]
    pub fn skip(&self, at: usize, glue: Glue) -> usize {
        self.glue(at, glue).unwrap_or(at)
    }

    /// Whether the words before `at` can be `glue`.
    #[must_use]
    pub fn glue_before(&self, at: usize, glue: Glue) -> bool {
        self.read_before(at, |sense| (*sense == Sense::Glue(glue)).then_some(())).is_some()
    }

    /// Whether the word at `at` follows the one before it without white space.
    #[must_use]
    pub fn glued(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| word.glued)
    }

    /// A whole number in plain digits, at most eight of them, and how many digits it has.
    #[must_use]
    pub fn digits(&self, at: usize) -> Option<(u32, usize)> {
        let text = self.word(at)?.text;
        let plain = text.len() <= 8 && text.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| Some((text.parse().ok()?, text.len())))?
    }
}

/// How many words of a value may come before its first number or word of time: "up to a maximum of U.S. $".
const REACH: usize = 9;

fn around(words: &[Word], phrases: &[(usize, &[Sense])]) -> Vec<Around> {
    let senses = |word: &Word| phrases[word.phrases.clone()].iter().flat_map(|(_, senses)| senses.iter());
    let mut around = vec![Around::default(); words.len()];
    let far = words.len() + REACH + 1;
    let (mut number, mut time) = (far, far);
    for (at, word) in words.iter().enumerate().rev() {
        if word.number.is_some() || senses(word).any(of_number) {
            number = at;
        }
        if word.number.is_some() || senses(word).any(of_time) {
            time = at;
        }
        (around[at].number, around[at].time) = (number, time);
    }
    let points = |sense: &Sense| if let Sense::Forward(ahead) = sense { Some(*ahead) } else { None };
    let (mut forward, mut until) = (None, 0);
    for (at, (word, around)) in words.iter().zip(&mut around).enumerate() {
        // What stands before a semicolon says nothing of when what follows is.
        if word.text == ";" {
            forward = None;
        }
        around.forward = forward;
        // "be completed": the last word of a phrase has no say of its own.
        if at < until {
            continue;
        }
        let mut phrases = phrases[word.phrases.clone()].iter();
        let found = phrases.find_map(|(len, senses)| Some((senses.iter().find_map(points)?, *len)));
        if let Some((ahead, len)) = found {
            // "will be sold": a participle that is yet to come true.
            let passive = at > 0 && words[at - 1].text.eq_ignore_ascii_case("be");
            (forward, until) = (Some(ahead || passive), at + len);
        }
    }
    around
}

const fn of_number(sense: &Sense) -> bool {
    matches!(sense, Sense::Cardinal(_) | Sense::Hundred | Sense::Magnitude(_) | Sense::Fraction(_))
}

const fn of_time(sense: &Sense) -> bool {
    matches!(
        sense,
        Sense::Month(_)
            | Sense::Weekday(_)
            | Sense::Season(_)
            | Sense::Today(_)
            | Sense::Holiday(..)
            | Sense::Unit(_)
            | Sense::Cardinal(_)
            | Sense::Glue(Glue::YearEnd | Glue::ToDate | Glue::Fiscal)
    )
}

fn to_lower(text: &str, lower: &mut String) {
    lower.clear();
    if text.is_ascii() {
        lower.push_str(text);
        lower.make_ascii_lowercase();
    } else {
        lower.extend(text.chars().flat_map(char::to_lowercase));
    }
}

/// Whether `text` in lower case is `lower`.
fn same(text: &str, lower: &str) -> bool {
    text.eq_ignore_ascii_case(lower)
        || !text.is_ascii() && text.chars().flat_map(char::to_lowercase).eq(lower.chars())
}

fn parse_number(text: &str) -> Option<Decimal> {
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if text.contains(',') { text.replace(',', "").parse().ok() } else { text.parse().ok() }
}
