//! Sets of words, made once and asked for each word of each text.

use rustc_hash::FxHashSet;
use serde::Deserialize;

/// A set of words. It cannot be listed, since its order would be anybody's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Words(FxHashSet<String>);

impl Words {
    /// Whether `word` is one of them.
    #[must_use]
    pub fn contains(&self, word: &str) -> bool {
        self.0.contains(word)
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Each of them, in no order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Leaves out those for which `keep` is false.
    pub fn retain(&mut self, keep: impl Fn(&str) -> bool) {
        self.0.retain(|word| keep(word));
    }
}

impl<W: Into<String>> FromIterator<W> for Words {
    fn from_iter<I: IntoIterator<Item = W>>(words: I) -> Self {
        Self(words.into_iter().map(Into::into).collect())
    }
}

impl<W: Into<String>> Extend<W> for Words {
    fn extend<I: IntoIterator<Item = W>>(&mut self, words: I) {
        self.0.extend(words.into_iter().map(Into::into));
    }
}
