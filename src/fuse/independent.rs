//! How many publishers say the same independently of each other.
//!
//! Two documents are one voice if they have the same publisher, or if their texts are near copies of each other, as
//! wire stories are. Copies are found by the resemblance of their shingles (runs of [`WORDS`] words), estimated from
//! the [`KEPT`] smallest hashes of each text (Broder, *On the resemblance and containment of documents*, 1997).

use std::collections::{BTreeMap, BTreeSet};

use super::Source;

/// Words in a shingle.
const WORDS: usize = 4;
/// Hashes kept of a text.
const KEPT: usize = 128;
/// Only texts that share one of so many smallest hashes are compared. Copies share none of them once in two million
/// times (0.4 to the 16th).
const PROBES: usize = 16;
/// Two texts that share this part of their shingles are copies.
const COPY: f64 = 0.6;

/// The smallest hashes of a text's shingles, sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sketch(Vec<u64>);

impl Sketch {
    /// The sketch of a text; case and punctuation do not matter.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let words: Vec<String> = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        let mut hashes: Vec<u64> = words.windows(WORDS.min(words.len()).max(1)).map(hash).collect();
        hashes.sort_unstable();
        hashes.dedup();
        hashes.truncate(KEPT);
        Self(hashes)
    }

    /// The part of all their shingles that two texts share, between 0 and 1: estimated from the smallest hashes of
    /// both together.
    #[must_use]
    pub fn resemblance(&self, other: &Self) -> f64 {
        let (mine, theirs): (BTreeSet<_>, BTreeSet<_>) = (self.0.iter().collect(), other.0.iter().collect());
        let smallest: Vec<_> = mine.union(&theirs).take(KEPT).collect();
        if smallest.is_empty() {
            return 0.0;
        }
        let shared = smallest.iter().filter(|&&hash| mine.contains(hash) && theirs.contains(hash)).count();
        shared as f64 / smallest.len() as f64
    }
}

/// For each of `sources` the number of the voice it belongs to, counted from 0 in order of first appearance.
pub(super) fn voices(sources: &[Option<&Source>]) -> Vec<usize> {
    let mut voices = Voices((0..sources.len()).collect());
    let mut by_publisher: BTreeMap<String, usize> = BTreeMap::new();
    let mut by_hash: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (at, source) in sources.iter().enumerate().filter_map(|(at, source)| Some((at, (*source)?))) {
        if let Some(publisher) = &source.publisher {
            voices.join(*by_publisher.entry(publisher.trim().to_lowercase()).or_insert(at), at);
        }
        for hash in source.sketch.0.iter().take(PROBES) {
            let seen = by_hash.entry(*hash).or_default();
            let copies = |&other: &usize| {
                sources[other].is_some_and(|other| source.sketch.resemblance(&other.sketch) >= COPY)
            };
            let unjoined = |&other: &usize| voices.of(other) != voices.of(at);
            let found: Vec<usize> = seen.iter().copied().filter(unjoined).filter(copies).collect();
            for other in found {
                voices.join(other, at);
            }
            seen.push(at);
        }
    }
    voices.numbered()
}

/// Sets that grow together: each place points to an earlier one of its set, the first to itself.
struct Voices(Vec<usize>);

impl Voices {
    fn of(&self, mut at: usize) -> usize {
        while self.0[at] != at {
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.of(a), self.of(b));
        self.0[a.max(b)] = a.min(b);
    }

    fn numbered(&self) -> Vec<usize> {
        let firsts: Vec<usize> = (0..self.0.len()).filter(|&at| self.0[at] == at).collect();
        (0..self.0.len()).map(|at| firsts.binary_search(&self.of(at)).unwrap_or_default()).collect()
    }
}

/// FNV-1a over the words with a space after each, then mixed (the finalizer of `SplitMix64`), so that the smallest
/// hashes are a fair sample.
fn hash(words: &[String]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in words.iter().flat_map(|word| word.bytes().chain([b' '])) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIRE: &str = "Lumen said on Tuesday it would invest up to $2 billion in Brightwater, a maker of batteries, \
        in what would be its largest deal so far. The companies expect to close in the third quarter, subject to the \
        approval of regulators in three countries. Shares of Brightwater rose 12% in early trading.";

    fn source(publisher: Option<&str>, text: &str) -> Source {
        Source {
            publisher: publisher.map(str::to_owned),
            published: None,
            not_before: None,
            sketch: Sketch::of(text),
        }
    }

    #[test]
    fn a_wire_story_counts_once_however_many_print_it() {
        let copy = format!("(Newswire) {WIRE} Additional reporting by our staff.");
        let own =
            "Brightwater has found an investor: Lumen puts up to two billion dollars into the battery firm.";
        let sources = [
            source(Some("Daily Post"), WIRE),
            source(Some("Evening Star"), &copy),
            source(Some("Battery News"), own),
            source(Some("battery news"), "Another text by the same people."),
            source(None, "Who published this is not known."),
        ];
        let sources: Vec<_> = sources.iter().map(Some).collect();
        assert_eq!(voices(&sources), [0, 0, 1, 1, 2]);
    }

    #[test]
    fn short_and_empty_texts_have_sketches_too() {
        assert!((Sketch::of("Two words").resemblance(&Sketch::of("two words!")) - 1.0).abs() < 1e-9);
        assert!(Sketch::of("").resemblance(&Sketch::of("")) < 1e-9);
    }
}
