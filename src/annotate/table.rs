//! Rows of bytes by key, read where they lie in the model file: loading a model builds nothing.
//!
//! A key belongs to a group, told by its first bits, of up to eight keys. A group has its keys' last 16 bits side by side, so
//! that one look into memory tells whether a key is there, and the place of the first of their rows. Keys for which a group
//! has no room are in the next.

use super::codec::{Reader, Writer};
use super::linear::Key;
use crate::model::Diagnostic;

/// Such rows.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Table {
    /// How many groups keys belong to by their first bits.
    homes: u32,
    /// For each group the marks of its keys, zero for none, and in three bytes where its rows start.
    groups: &'static [u8],
    /// For each key in order, the length of its row and the row.
    rows: &'static [u8],
}

/// Keys in a group.
const KEYS: usize = 8;
/// Keys that a group is meant for, so that few have no room.
const MEANT: usize = 6;
/// Bytes of a group.
const SIZE: usize = 2 * KEYS + 3;
/// Keys looked up together.
pub(super) const CHUNK: usize = 32;

/// Where rows may be: the first row of a group, and how many to pass over.
type Place = (usize, usize);

impl Table {
    /// The row of `key`.
    pub(super) fn row(&self, key: Key) -> Option<&'static [u8]> {
        let mut group = ((u64::from(key) * u64::from(self.homes)) >> 32) as usize;
        loop {
            let (place, slot, full) = self.look(group, mark(key));
            if slot < KEYS {
                return self.walk((place, slot), self.rows.get(place).copied().unwrap_or_default());
            }
            if !full {
                return None;
            }
            group += 1;
        }
    }

    /// Gives the rows of those of `keys`, at most [`CHUNK`], that have one, in any order.
    ///
    /// In steps, so that the processor fetches many groups and many rows at a time: waiting for memory is most of the work.
    #[inline]
    pub(super) fn rows(&self, keys: &[Key], mut each: impl FnMut(&'static [u8])) {
        let mut found = [(0, 0); CHUNK];
        let mut count = 0;
        let mut asked = [(0, 0); CHUNK];
        for (asked, &key) in asked.iter_mut().zip(keys) {
            *asked = ((u64::from(key) * u64::from(self.homes)) >> 32, mark(key));
        }
        let mut left = keys.len().min(CHUNK);
        while left > 0 {
            let mut still = 0;
            for ix in 0..left {
                let (group, mark) = asked[ix];
                let (place, slot, full) = self.look(group as usize, mark);
                found[count] = (place, slot);
                count += usize::from(slot < KEYS);
                asked[still] = (group + 1, mark);
                still += usize::from(slot == KEYS && full);
            }
            left = still;
        }
        let mut starts = [0_u8; CHUNK];
        for (start, &(place, _)) in starts.iter_mut().zip(&found[..count]) {
            *start = self.rows.get(place).copied().unwrap_or_default();
        }
        for (&place, &first) in found[..count].iter().zip(&starts) {
            if let Some(row) = self.walk(place, first) {
                each(row);
            }
        }
    }

    /// Where the rows of a group start, which of its keys has this mark ([`KEYS`] if none), and whether the group is full.
    #[inline]
    fn look(&self, group: usize, mark: u64) -> (usize, usize, bool) {
        let Some(group) = self.groups.get(group * SIZE..=(group + 1) * SIZE) else { return (0, KEYS, false) };
        let (low, high) = (eight(group, 0), eight(group, 8));
        let (first, second) = (lane(low, mark), lane(high, mark));
        let slot = if first < KEYS / 2 { first } else { KEYS / 2 + second };
        ((four(group, 2 * KEYS) & 0x00FF_FFFF) as usize, slot, high >> 48 != 0)
    }

    /// The row at `place`; the first of its group has the length `first`.
    #[inline]
    fn walk(&self, (mut at, slot): Place, first: u8) -> Option<&'static [u8]> {
        let mut length = usize::from(first);
        for _ in 0..slot {
            at += 1 + length;
            length = usize::from(*self.rows.get(at)?);
        }
        self.rows.get(at + 1..=at + length)
    }

    /// Writes `rows`, sorted by key. A row has at most 255 bytes.
    pub(super) fn write(rows: &[(Key, Vec<u8>)], out: &mut Writer) {
        let homes = (rows.len() / MEANT + 1) as u32;
        let mut groups: Vec<Vec<u64>> = Vec::new();
        let mut starts = Vec::new();
        let mut bytes = Vec::new();
        for (key, row) in rows {
            let home = ((u64::from(*key) * u64::from(homes)) >> 32) as usize;
            while groups.len() <= home || groups.last().is_some_and(|group| group.len() == KEYS) {
                groups.push(Vec::new());
                starts.push(bytes.len());
            }
            groups.last_mut().expect("one was added").push(mark(*key));
            bytes.push(row.len() as u8);
            bytes.extend_from_slice(row);
        }
        out.number(homes as usize);
        out.number(groups.len());
        out.number(bytes.len());
        for (mut group, start) in groups.into_iter().zip(starts) {
            group.resize(KEYS, 0);
            out.bytes.extend(group.iter().flat_map(|mark| (*mark as u16).to_le_bytes()));
            out.bytes.extend_from_slice(&(start as u32).to_le_bytes()[..3]);
        }
        out.byte(0); // A group is read with one byte more.
        out.bytes.extend(bytes);
    }

    /// Reads what [`Table::write`] wrote.
    pub(super) fn read(input: &mut Reader) -> Result<Self, Diagnostic> {
        let homes = input.number()? as u32;
        let (groups, bytes) = (input.number()?, input.number()?);
        let groups = input.bytes(groups.checked_mul(SIZE).ok_or_else(|| input.broken())? + 1)?;
        Ok(Self { homes, groups, rows: input.bytes(bytes)? })
    }
}

/// What tells a key from the others of its group: its last bits, zero as one.
#[inline]
pub(super) fn mark(key: Key) -> u64 {
    u64::from(key & 0xFFFF).max(1)
}

/// Which of the four 16-bit lanes of `word` is `mark`; 4 if none.
#[inline]
pub(super) const fn lane(word: u64, mark: u64) -> usize {
    const ONES: u64 = 0x0001_0001_0001_0001;
    let unlike = word ^ (mark * ONES);
    let zero = unlike.wrapping_sub(ONES) & !unlike & (ONES << 15);
    (zero.trailing_zeros() / 16) as usize
}

#[inline]
pub(super) fn eight(bytes: &[u8], at: usize) -> u64 {
    bytes.get(at..at + 8).and_then(|eight| eight.try_into().ok()).map_or(0, u64::from_le_bytes)
}

#[inline]
fn four(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).and_then(|four| four.try_into().ok()).map_or(0, u32::from_le_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[(Key, Vec<u8>)]) -> Table {
        let mut out = Writer::default();
        Table::write(rows, &mut out);
        Table::read(&mut Reader::new(Vec::leak(out.bytes))).unwrap()
    }

    #[test]
    fn each_key_has_its_own_row_and_no_other() {
        for count in [0, 1, 5, 700, 300_000] {
            let keys: Vec<Key> = (0..count).map(|ix: u32| ix.wrapping_mul(0x9E37_79B9)).collect();
            let mut rows: Vec<_> = keys.iter().map(|&key| (key, key.to_be_bytes().to_vec())).collect();
            rows.sort();
            let table = table(&rows);
            assert!(keys.iter().all(|&key| table.row(key) == Some(&key.to_be_bytes()[..])), "{count}");
            assert!(keys.iter().take(9).all(|key| table.row(key ^ 0x55).is_none()));
        }
    }

    #[test]
    fn keys_that_crowd_together_are_all_found() {
        let rows: Vec<_> = (0..40).map(|key: Key| (u32::MAX - 40 + key, vec![key as u8])).collect();
        let table = table(&rows);
        assert!(rows.iter().all(|(key, row)| table.row(*key) == Some(row.as_slice())));
        assert!(table.row(7).is_none());
    }

    #[test]
    fn a_file_that_was_cut_is_damaged() {
        let mut out = Writer::default();
        Table::write(&[(7, vec![1])], &mut out);
        out.bytes.pop();
        assert!(Table::read(&mut Reader::new(Vec::leak(out.bytes))).is_err());
        assert!(Table::default().row(7).is_none());
    }
}
