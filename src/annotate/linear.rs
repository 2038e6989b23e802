//! Linear models over hashed features: the arithmetic under tagger and parser.

use super::codec::{Reader, Writer};
use super::table::{CHUNK, Table};
use crate::model::Diagnostic;

/// A feature: the hash of its template and its values. Two features rarely share one, and training lives with it.
pub(super) type Key = u32;

/// Weights of a trained model: for each feature pairs of a class and the signed root of its weight.
#[derive(Debug, Default)]
pub(super) struct Weights {
    rows: Table,
}

/// A score for each class that a byte can tell.
pub(super) type Scores = [i32; 256];

impl Weights {
    /// Adds what the features `keys` say for the classes to their `scores`.
    pub(super) fn add(&self, keys: &[Key], scores: &mut Scores) {
        for keys in keys.chunks(CHUNK) {
            self.rows.rows(keys, |row| add_row(row, scores));
        }
    }

    /// Writes `rows`, sorted by key, each with its classes and the signed roots of their weights.
    pub(super) fn write(rows: &[(Key, Vec<(u8, i8)>)], out: &mut Writer) {
        let bytes = |row: &Vec<(u8, i8)>| {
            row.iter().flat_map(|&(class, weight)| [class, weight.cast_unsigned()]).collect::<Vec<_>>()
        };
        Table::write(&rows.iter().map(|(key, row)| (*key, bytes(row))).collect::<Vec<_>>(), out);
    }

    /// Reads what [`Weights::write`] wrote.
    pub(super) fn read(input: &mut Reader) -> Result<Self, Diagnostic> {
        Ok(Self { rows: Table::read(input)? })
    }
}

#[inline]
fn add_row(row: &[u8], scores: &mut Scores) {
    for pair in row.chunks_exact(2) {
        scores[usize::from(pair[0])] += square(pair[1]);
    }
}

/// The weight of which `root` is the signed root.
#[inline]
pub(super) fn square(root: u8) -> i32 {
    SQUARES[usize::from(root)]
}

/// Looking them up is quicker than finding the sign.
static SQUARES: [i32; 256] = {
    let mut squares = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let root = (byte as u8).cast_signed() as i32;
        squares[byte] = root * root.abs();
        byte += 1;
    }
    squares
};

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
    folded(chars.fold(OFFSET, stirred))
}

/// The hashes of the first, the first two ... of `chars`; of all where there are fewer.
pub(super) fn hash_starts<const N: usize>(mut chars: impl Iterator<Item = char>) -> [u32; N] {
    let mut hash = OFFSET;
    [(); N].map(|()| {
        hash = chars.next().map_or(hash, |c| stirred(hash, c));
        folded(hash)
    })
}

const OFFSET: u64 = 0xCBF2_9CE4_8422_2325;

fn stirred(hash: u64, c: char) -> u64 {
    (hash ^ u64::from(u32::from(c))).wrapping_mul(0x100_0000_01B3)
}

const fn folded(hash: u64) -> u32 {
    (hash ^ (hash >> 32)) as u32
}

/// The one of `classes` with the highest score, the first of equals.
#[inline]
pub(super) fn best(scores: &[i32], classes: impl IntoIterator<Item = usize>) -> Option<usize> {
    lead(scores, classes).map(|(best, _)| best)
}

/// The one of `classes` with the highest score, the first of equals, and by how much it leads.
#[inline]
pub(super) fn lead(scores: &[i32], classes: impl IntoIterator<Item = usize>) -> Option<(usize, i32)> {
    let (mut best, mut first, mut second) = (None, i32::MIN, i32::MIN);
    for class in classes {
        let score = scores[class];
        if score > first || best.is_none() {
            (best, second, first) = (Some(class), first, score);
        } else if score > second {
            second = score;
        }
    }
    best.map(|best| (best, first.saturating_sub(second)))
}
