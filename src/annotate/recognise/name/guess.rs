//! What a name that nobody knows may name, by a model trained on open corpora: an averaged perceptron over the words of the
//! name and around it. One voice among the cues, not the last word.

use std::ops::Range;
use std::sync::OnceLock;

use super::words::Words;
use crate::annotate::codec::Reader;
use crate::annotate::linear::{Hash, Key, Weights, hash_chars, lead};
use crate::model::Diagnostic;
use crate::pack::lexicon::Names;

/// The model.
#[derive(Debug, Default)]
pub(in crate::annotate) struct Guesser {
    /// What a name may name, as the lexicon's labels say.
    pub(in crate::annotate) classes: Vec<&'static str>,
    /// By how much the best class leads on average.
    pub(in crate::annotate) lead: i32,
    pub(in crate::annotate) weights: Weights,
}

/// Names the layout of the model file.
pub(in crate::annotate) const VERSION: &str = "pactum names 1";

static MODEL: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/model/names.bin"));

impl Guesser {
    /// The model that is part of the binary.
    ///
    /// # Panics
    /// If it is damaged, which a test rules out.
    pub(in crate::annotate) fn embedded() -> &'static Self {
        static GUESSER: OnceLock<Guesser> = OnceLock::new();
        GUESSER
            .get_or_init(|| Self::read(&mut Reader::new(MODEL)).unwrap_or_else(|problem| panic!("{problem}")))
    }

    /// Reads a model.
    pub(in crate::annotate) fn read(input: &mut Reader) -> Result<Self, Diagnostic> {
        if input.text()? != VERSION {
            return Err(input.broken());
        }
        let classes = input.texts()?;
        let lead = i32::try_from(input.number()?).map_err(|_| input.broken())?.max(1);
        Ok(Self { classes, lead, weights: Weights::read(input)? })
    }

    /// The likeliest class of the name that stands at `tokens`, and how likely: by how much it leads, from 0 to 1.
    pub(in crate::annotate) fn guess(
        &self,
        words: &Words,
        tokens: &Range<usize>,
        names: &Names,
    ) -> (&'static str, f32) {
        let mut keys = Vec::with_capacity(FEATURES);
        let mut scores = [0; 256];
        features(words, tokens, names, &mut keys);
        self.weights.add(&keys, &mut scores);
        let (best, lead) = lead(&scores, 0..self.classes.len()).unwrap_or_default();
        (self.classes.get(best).copied().unwrap_or_default(), (lead as f32 / self.lead as f32).min(1.0))
    }
}

/// About the number of features of a name.
const FEATURES: usize = 40;

/// The features of the name that stands at `tokens`.
pub(in crate::annotate) fn features(
    words: &Words,
    tokens: &Range<usize>,
    names: &Names,
    keys: &mut Vec<Key>,
) {
    keys.clear();
    let hash = |word: &str| hash_chars(word.chars());
    let low = |ix: usize| hash(words.low(ix));
    let before = |far: usize| tokens.start.checked_sub(far).map_or(1, low);
    let after = |far: usize| low(tokens.end + far - 1);
    let (first, last) = (tokens.start, tokens.end - 1);
    let suffix = |length: usize| hash_chars(words.low(last).chars().rev().take(length));
    let shape =
        tokens.clone().fold(7, |all: u32, ix| all.wrapping_mul(31).wrapping_add(shape(words.get(ix))));
    let length = tokens.len().min(4) as u32;
    let given = u32::from(names.first_names.contains(words.low(first)));
    let ending = names.ending_class(words.low(last)).map_or(1, hash);
    let common = u32::from(names.common.contains(words.low(last)));
    let legal = u32::from(names.is_legal_form(words.get(last)));
    let mut template = 0;
    let mut push = |values: &[u32]| {
        keys.push(values.iter().fold(Hash::new(template), |hash, &value| hash.with(value)).key());
        template += 1;
    };
    push(&[]);
    push(&[low(first)]);
    push(&[low(last)]);
    push(&[low(first), low(last), length]);
    for length in 2..=4 {
        push(&[suffix(length)]);
    }
    push(&[hash_chars(words.low(first).chars().take(3))]);
    push(&[shape, length]);
    push(&[length, given]);
    push(&[length, ending]);
    push(&[length, common]);
    push(&[legal]);
    push(&[before(1)]);
    push(&[before(1), length]);
    push(&[before(2)]);
    push(&[before(2), before(1)]);
    push(&[before(3), before(2), before(1)]);
    push(&[after(1)]);
    push(&[after(1), length]);
    push(&[after(2)]);
    push(&[after(1), after(2)]);
    push(&[after(1), after(2), after(3)]);
    push(&[before(1), after(1)]);
    push(&[before(1), shape]);
    push(&[after(1), shape]);
    push(&[before(1), given]);
    push(&[after(1), given]);
    push(&[u32::from(first == 0), length]);
    for ix in tokens.clone() {
        let key = Hash::new(99).with(low(ix)).key();
        keys.push(key);
    }
}

/// Capitals, small letters, digits and marks of a word, runs as one.
fn shape(word: &str) -> u32 {
    let kind = |c: char| match c {
        _ if c.is_uppercase() => 'X',
        _ if c.is_alphabetic() => 'x',
        _ if c.is_numeric() => '0',
        _ => c,
    };
    let mut kinds: Vec<char> = word.chars().map(kind).collect();
    kinds.dedup();
    hash_chars(kinds.into_iter())
}
