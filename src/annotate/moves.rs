//! Weights of the parser's three moves by feature, read where they lie in the model file.
//!
//! A feature belongs to a group, told by its first bits, of up to six features. A group has their last 16 bits and their
//! weights in half a line of the processor's memory, so that each feature costs one look. Features for which a group has no room
//! are in the next.

use std::hint::select_unpredictable;

use super::codec::{Reader, Writer};
use super::linear::{Key, square};
use super::table::{Group, SIZE, eight, fetch, four, home, lane, mark};
use crate::model::Diagnostic;

/// Such weights: signed roots, for shift, left and right.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct MoveWeights {
    /// How many groups features belong to by their first bits.
    homes: u32,
    groups: &'static [Group],
}

/// A score for each move.
pub(super) type MoveScores = [i32; 3];

/// Features in a group.
const KEYS: usize = 6;
/// Two groups are meant for so many features, so that few have no room.
const MEANT: usize = 9;
/// A group has the marks of its features, zero for none; their weights; and whether features of it are in the next.
const WEIGHTS: usize = 2 * KEYS;
const GOES_ON: usize = WEIGHTS + 3 * KEYS;
/// Features looked up together.
const CHUNK: usize = 64;

impl MoveWeights {
    /// Adds what the features `keys` say for the moves to their `scores`.
    #[inline]
    pub(super) fn add(&self, keys: &[Key], scores: &mut MoveScores) {
        let mut homes = [0; CHUNK];
        for keys in keys.chunks(CHUNK) {
            fetch(keys, self.homes, self.groups, &mut homes);
            for (&key, &home) in keys.iter().zip(&homes) {
                let mut at = home as usize;
                while let Some(group) = self.groups.get(at) {
                    let slot = slot(group, mark(key));
                    let [shift, left, right, _] = roots(group, slot);
                    scores[0] += square(shift);
                    scores[1] += square(left);
                    scores[2] += square(right);
                    if slot < KEYS || group[GOES_ON] == 0 {
                        break;
                    }
                    at += 1;
                }
            }
        }
    }

    /// Writes `rows`, sorted by key.
    pub(super) fn write(rows: &[(Key, [i8; 3])], out: &mut Writer) {
        let homes = (rows.len() * 2 / MEANT + 1) as u32;
        let mut groups: Vec<Group> = Vec::new();
        let mut slot = KEYS;
        for &(key, weights) in rows {
            let home = home(key, homes);
            while groups.len() <= home || slot == KEYS {
                groups.push([0; SIZE]);
                slot = 0;
            }
            let at = groups.len() - 1;
            groups[at][2 * slot..][..2].copy_from_slice(&(mark(key) as u16).to_le_bytes());
            groups[at][WEIGHTS + 3 * slot..][..3].copy_from_slice(&weights.map(i8::cast_unsigned));
            groups[home..at].iter_mut().for_each(|passed| passed[GOES_ON] = 1);
            slot += 1;
        }
        out.number(homes as usize);
        out.number(groups.len());
        out.align(SIZE);
        out.bytes.extend(groups.into_flattened());
    }

    /// Reads what [`MoveWeights::write`] wrote.
    pub(super) fn read(input: &mut Reader) -> Result<Self, Diagnostic> {
        let homes = input.number()? as u32;
        let groups = input.number()?;
        input.aligned()?;
        let groups = input.bytes(groups.checked_mul(SIZE).ok_or_else(|| input.broken())?)?;
        Ok(Self { homes, groups: groups.as_chunks().0 })
    }
}

/// Which feature of a group has this mark; more than [`KEYS`] if none.
#[inline]
fn slot(group: &Group, mark: u64) -> usize {
    lane([eight(group, 0), four(group, 8).into()], mark) // The lanes beyond are zero, which no mark is.
}

/// The weights at `slot` and a byte more; zeros if there is none.
#[inline]
fn roots(group: &Group, slot: usize) -> [u8; 4] {
    let some = four(group, WEIGHTS + 3 * slot.min(KEYS - 1));
    select_unpredictable(slot < KEYS, some, 0).to_le_bytes()
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
