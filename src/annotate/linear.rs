//! Linear models over hashed features: the arithmetic under tagger and parser.

use super::codec::{Reader, Writer};
use crate::model::Diagnostic;

/// A feature: the hash of its template and its values. Two features rarely share one, and training lives with it.
pub(super) type Key = u32;

/// Weights of a trained model: for each feature a short row of classes and weights.
#[derive(Debug, Default)]
pub(super) struct Weights {
    /// Open addressing by key: key and start of the row; a start of `EMPTY` marks a free slot.
    slots: Vec<(Key, u32)>,
    /// For each row its length, then that many pairs of class and signed root of the weight.
    rows: Vec<u8>,
}

const EMPTY: u32 = u32::MAX;
/// Features looked up together.
const CHUNK: usize = 32;

impl Weights {
    /// Adds up the `scores` of the classes for the features `keys`.
    pub(super) fn score(&self, keys: &[Key], scores: &mut [i32]) {
        scores.fill(0);
        // In two steps, so that the processor can fetch many rows at a time.
        for keys in keys.chunks(CHUNK) {
            let mut starts = [EMPTY; CHUNK];
            for (start, &key) in starts.iter_mut().zip(keys) {
                *start = self.start(key);
            }
            for &start in starts.iter().filter(|&&start| start != EMPTY) {
                self.add_row(start as usize, scores);
            }
        }
    }

    /// Where the row of `key` starts; `EMPTY` if there is none.
    #[inline]
    fn start(&self, key: Key) -> u32 {
        let mask = self.slots.len() - 1;
        let mut slot = key as usize & mask;
        loop {
            let (found, start) = self.slots[slot];
            if found == key || start == EMPTY {
                return start;
            }
            slot = (slot + 1) & mask;
        }
    }

    #[inline]
    fn add_row(&self, start: usize, scores: &mut [i32]) {
        let length = usize::from(self.rows[start]);
        for pair in self.rows[start + 1..=start + 2 * length].chunks_exact(2) {
            let root = i32::from(pair[1].cast_signed());
            scores[usize::from(pair[0])] += root * root.abs();
        }
    }

    /// Writes `rows`, sorted by key, each with its classes and the signed roots of their weights.
    pub(super) fn write(rows: &[(Key, Vec<(u8, i8)>)], out: &mut Writer) {
        out.number(rows.len());
        let mut last = 0;
        for (key, row) in rows {
            out.number((key - last) as usize);
            last = *key;
            out.byte(row.len() as u8);
            for &(class, weight) in row {
                out.byte(class);
                out.byte(weight.cast_unsigned());
            }
        }
    }

    /// Reads what [`Weights::write`] wrote, for `classes` classes.
    pub(super) fn read(input: &mut Reader, classes: usize) -> Result<Self, Diagnostic> {
        let count = input.number()?;
        let capacity = (count * 3 / 2).max(1).next_power_of_two();
        let mut weights = Self { slots: vec![(0, EMPTY); capacity], rows: Vec::with_capacity(count * 5) };
        let mut key = 0_u32;
        for _ in 0..count {
            key = key.wrapping_add(input.number()? as u32);
            let mut slot = key as usize & (capacity - 1);
            while weights.slots[slot].1 != EMPTY {
                slot = (slot + 1) & (capacity - 1);
            }
            weights.slots[slot] = (key, weights.rows.len() as u32);
            let length = input.byte()?;
            let row = input.bytes(2 * usize::from(length))?;
            if row.chunks_exact(2).any(|pair| usize::from(pair[0]) >= classes) {
                return Err(input.broken());
            }
            weights.rows.push(length);
            weights.rows.extend_from_slice(row);
        }
        Ok(weights)
    }
}

/// Hashes the values of one feature after another.
#[derive(Clone, Copy)]
pub(super) struct Hash(u64);

impl Hash {
    /// A feature of the template numbered `template`.
    #[inline]
    pub(super) const fn new(template: u32) -> Self {
        Self((template as u64 + 1).wrapping_mul(0xD6E8_FEB8_6659_FD93))
    }

    /// With one more value.
    #[inline]
    pub(super) const fn with(self, value: u32) -> Self {
        let mixed = (self.0 ^ value as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        Self(mixed ^ (mixed >> 32))
    }

    /// The key.
    #[inline]
    pub(super) const fn key(self) -> Key {
        (self.0.wrapping_mul(0xD6E8_FEB8_6659_FD93) >> 32) as Key
    }
}

/// The hash of a string: FNV-1a.
pub(super) fn hash_chars(chars: impl Iterator<Item = char>) -> u32 {
    let hash = chars.fold(0xCBF2_9CE4_8422_2325_u64, |hash, c| {
        (hash ^ u64::from(u32::from(c))).wrapping_mul(0x100_0000_01B3)
    });
    (hash ^ (hash >> 32)) as u32
}

/// The class with the highest score among those `allowed`, the first of equals.
#[inline]
pub(super) fn best(scores: &[i32], allowed: impl Fn(usize) -> bool) -> Option<usize> {
    let mut best = None;
    for (class, &score) in scores.iter().enumerate() {
        if allowed(class) && best.is_none_or(|(_, highest)| score > highest) {
            best = Some((class, score));
        }
    }
    best.map(|(class, _)| class)
}
