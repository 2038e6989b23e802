//! Which texts are near copies of each other, as wire stories are.
//!
//! Copies are found by the resemblance of their shingles (runs of [`WORDS`] words), estimated from the [`KEPT`] smallest
//! hashes of each text (Broder, *On the resemblance and containment of documents*, 1997).

use std::collections::BTreeSet;

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

    /// The hashes of which two texts must share one to be compared at all.
    #[must_use]
    pub fn probes(&self) -> &[u64] {
        &self.0[..self.0.len().min(PROBES)]
    }

    /// Whether the two texts are copies of each other.
    #[must_use]
    pub fn is_copy_of(&self, other: &Self) -> bool {
        self.probes().iter().any(|hash| other.probes().contains(hash)) && self.resemblance(other) >= COPY
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

    #[test]
    fn a_wire_story_is_known_whatever_is_put_around_it() {
        let dressed = format!("(Newswire) {WIRE} Additional reporting by our staff.");
        let own =
            "Brightwater has found an investor: Lumen puts up to two billion dollars into the battery firm.";
        assert!(Sketch::of(WIRE).is_copy_of(&Sketch::of(&dressed)));
        assert!(!Sketch::of(WIRE).is_copy_of(&Sketch::of(own)));
    }

    #[test]
    fn short_and_empty_texts_have_sketches_too() {
        assert!((Sketch::of("Two words").resemblance(&Sketch::of("two words!")) - 1.0).abs() < 1e-9);
        assert!(Sketch::of("").resemblance(&Sketch::of("")) < 1e-9);
    }
}
