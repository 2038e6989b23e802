//! Weights of the parser's three moves by feature, read where they lie in the model file.
//!
//! A feature belongs to a group, told by its first bits, of up to twelve features. A group has their last 16 bits and their
//! weights in one line of the processor's memory, so that each feature costs one look. Features for which a group has no room
//! are in the next.

use super::codec::{Reader, Writer};
use super::linear::Key;
use super::table::{eight, lane, mark};
use crate::model::Diagnostic;

/// Such weights: signed roots, for shift, left and right.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct MoveWeights {
    /// How many groups features belong to by their first bits.
    homes: u32,
    groups: &'static [u8],
}

/// A score for each move.
pub(super) type MoveScores = [i32; 3];

/// Features in a group.
const KEYS: usize = 12;
/// Features that a group is meant for, so that few have no room.
const MEANT: usize = 10;
/// Bytes of a group: the marks of its features, their weights, and zeros.
const SIZE: usize = 64;
/// Where the weights stand in a group.
const WEIGHTS: usize = 2 * KEYS;

impl MoveWeights {
    /// Adds what the features `keys` say for the moves to their `scores`.
    #[inline]
    pub(super) fn add(&self, keys: &[Key], scores: &mut MoveScores) {
        self.fetch(keys);
        for &key in keys {
            let mut group = home(key, self.homes);
            while let Some(line) = self.group(group) {
                let slot = slot(line, mark(key));
                let weights = &line[WEIGHTS + 3 * slot..][..3]; // Behind the last they are zero.
                for (score, weight) in scores.iter_mut().zip(weights) {
                    let root = i32::from(weight.cast_signed());
                    *score += root * root.abs();
                }
                let full = line[WEIGHTS - 2] | line[WEIGHTS - 1] != 0;
                if slot < KEYS || !full {
                    break;
                }
                group += 1;
            }
        }
    }

    /// Has the processor fetch the groups of `keys` all at a time: waiting for memory is most of the work.
    #[inline]
    fn fetch(&self, keys: &[Key]) {
        let last = |key: &Key| self.groups.get((home(*key, self.homes) + 1) * SIZE - 1);
        std::hint::black_box(keys.iter().filter_map(last).fold(0, |all, byte| all | byte));
    }

    #[inline]
    fn group(&self, ix: usize) -> Option<&'static [u8; SIZE]> {
        self.groups.get(ix * SIZE..(ix + 1) * SIZE)?.try_into().ok()
    }

    /// Writes `rows`, sorted by key.
    pub(super) fn write(rows: &[(Key, [i8; 3])], out: &mut Writer) {
        let homes = (rows.len() / MEANT + 1) as u32;
        let mut groups: Vec<Vec<(u64, [i8; 3])>> = Vec::new();
        for &(key, weights) in rows {
            while groups.len() <= home(key, homes) || groups.last().is_some_and(|group| group.len() == KEYS) {
                groups.push(Vec::new());
            }
            groups.last_mut().expect("one was added").push((mark(key), weights));
        }
        out.number(homes as usize);
        out.number(groups.len());
        out.align(SIZE);
        for group in groups {
            let mut line = [0; SIZE];
            for (slot, (mark, weights)) in group.into_iter().enumerate() {
                line[2 * slot..][..2].copy_from_slice(&(mark as u16).to_le_bytes());
                line[WEIGHTS + 3 * slot..][..3].copy_from_slice(&weights.map(i8::cast_unsigned));
            }
            out.bytes.extend(line);
        }
    }

    /// Reads what [`MoveWeights::write`] wrote.
    pub(super) fn read(input: &mut Reader) -> Result<Self, Diagnostic> {
        let homes = input.number()? as u32;
        let groups = input.number()?;
        input.align(SIZE)?;
        Ok(Self { homes, groups: input.bytes(groups.checked_mul(SIZE).ok_or_else(|| input.broken())?)? })
    }
}

#[inline]
fn home(key: Key, homes: u32) -> usize {
    ((u64::from(key) * u64::from(homes)) >> 32) as usize
}

/// Which feature of a group has this mark; [`KEYS`] if none.
#[inline]
fn slot(line: &[u8; SIZE], mark: u64) -> usize {
    let [first, second, third] = [0, 8, 16].map(|at| lane(eight(line, at), mark));
    if first < 4 {
        first
    } else if second < 4 {
        4 + second
    } else {
        8 + third
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_feature_has_its_own_weights_and_no_other() {
        for count in [0, 1, 13, 700, 100_000] {
            let keys: Vec<Key> = (0..count).map(|ix: u32| ix.wrapping_mul(0x9E37_79B9)).collect();
            let weights = |key: Key| [key as i8, (key >> 8) as i8, 1];
            let mut rows: Vec<_> = keys.iter().map(|&key| (key, weights(key))).collect();
            rows.sort_unstable();
            let mut out = Writer::default();
            MoveWeights::write(&rows, &mut out);
            let read = MoveWeights::read(&mut Reader::new(Vec::leak(out.bytes))).unwrap();
            let scores = |key: Key| {
                let mut scores = [0; 3];
                read.add(&[key], &mut scores);
                scores
            };
            let squared = |key: Key| weights(key).map(|root| i32::from(root) * i32::from(root).abs());
            assert!(keys.iter().all(|&key| scores(key) == squared(key)), "{count}");
            assert!(keys.iter().take(9).all(|key| scores(key ^ 0x55) == [0; 3]));
        }
    }

    #[test]
    fn a_file_that_was_cut_is_damaged() {
        let mut out = Writer::default();
        MoveWeights::write(&[(7, [1, 2, 3])], &mut out);
        out.bytes.pop();
        assert!(MoveWeights::read(&mut Reader::new(Vec::leak(out.bytes))).is_err());
    }
}
