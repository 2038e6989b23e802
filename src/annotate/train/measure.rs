//! How well a model does on a treebank.

use std::time::{Duration, Instant};

use super::super::parse::Parser;
use super::conllu::Gold;

/// How many words a model got right.
#[derive(Clone, Copy, Debug, Default)]
pub struct Scores {
    /// All words.
    pub words: usize,
    /// Right universal part of speech.
    pub upos: usize,
    /// Right Penn Treebank tag.
    pub xpos: usize,
    /// Right dictionary form.
    pub lemmas: usize,
    /// Right head.
    pub heads: usize,
    /// Right head and relation, subtype included.
    pub relations: usize,
    /// What it took.
    pub time: Duration,
}

/// Tags and parses the words of `sentences` and compares.
pub(super) fn measure(parser: &Parser, sentences: &[Gold]) -> Scores {
    let mut scores = Scores::default();
    for sentence in sentences {
        let words: Vec<_> = sentence.words.iter().map(String::as_str).collect();
        let start = Instant::now();
        let tree = parser.parse_words(&words, &|_| false);
        scores.time += start.elapsed();
        for (at, node) in tree.nodes.iter().enumerate() {
            let head = node.head.unwrap_or(words.len()) == sentence.heads[at];
            scores.words += 1;
            scores.upos += usize::from(node.upos.as_str() == sentence.upos[at]);
            scores.xpos += usize::from(node.xpos == sentence.xpos[at]);
            scores.lemmas += usize::from(node.lemma == sentence.lemmas[at]);
            scores.heads += usize::from(head);
            scores.relations += usize::from(head && node.rel.0 == sentence.rels[at]);
        }
    }
    scores
}

impl std::fmt::Display for Scores {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let part = |right: usize| 100.0 * right as f64 / self.words.max(1) as f64;
        write!(
            f,
            "{} words: UPOS {:.2}, XPOS {:.2}, lemmas {:.2}, UAS {:.2}, LAS {:.2}; {:.0} words a second",
            self.words,
            part(self.upos),
            part(self.xpos),
            part(self.lemmas),
            part(self.heads),
            part(self.relations),
            self.words as f64 / self.time.as_secs_f64().max(1e-9),
        )
    }
}
