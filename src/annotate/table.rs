//! Rows of bytes by key, read where they lie in the model file: loading a model builds nothing.
//!
//! A key belongs to a group, told by its first bits, of up to eight keys. A group has its keys' last 16 bits side by side, with
//! where its rows lie, so that one look into memory tells whether a key is there. Keys for which a group has no room are in the
//! next.

use std::hint::select_unpredictable;

use super::codec::{Reader, Writer};
use super::linear::Key;
use crate::model::Diagnostic;

/// Such rows.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Table {
    /// How many groups keys belong to by their first bits.
    homes: u32,
    groups: &'static [Group],
    /// The rows of all groups in order.
    rows: &'static [u8],
}

/// Keys in a group.
const KEYS: usize = 8;
/// Keys that a group is meant for, so that few have no room.
const MEANT: usize = 6;
/// Bytes of a group: the marks of its keys, zero for none; where the row of each ends, in pairs of bytes from where the first
/// starts; where that is; and whether it is full, so that keys of it may be in the next.
pub(super) const SIZE: usize = 32;
const ENDS: usize = 2 * KEYS;
const START: usize = ENDS + KEYS;
const FULL: usize = START + 4;
/// Keys looked up together.
pub(super) const CHUNK: usize = 32;

pub(super) type Group = [u8; SIZE];

impl Table {
    /// The row of `key`.
    pub(super) fn row(&self, key: Key) -> Option<&'static [u8]> {
        let mut at = home(key, self.homes);
        loop {
            let group = self.groups.get(at)?;
            let slot = slot(group, mark(key));
            if slot < KEYS {
                let (start, end) = bounds(group, slot);
                return self.rows.get(start as usize..end as usize);
            }
            if group[FULL] == 0 {
                return None;
            }
            at += 1;
        }
    }

    /// Gives the rows of those of `keys`, at most [`CHUNK`], that have one, in any order.
    ///
    /// In steps, so that the processor fetches many groups and many rows at a time: waiting for memory is much of the work.
    #[inline]
    pub(super) fn rows(&self, keys: &[Key], mut each: impl FnMut(&'static [u8])) {
        let mut homes = [0; CHUNK];
        fetch(keys, self.homes, self.groups, &mut homes);
        let mut found = [(0, 0); CHUNK];
        let mut count = 0;
        for (&key, &home) in keys.iter().zip(&homes) {
            let mut at = home as usize;
            while let Some(group) = self.groups.get(at) {
                let slot = slot(group, mark(key));
                found[count % CHUNK] = bounds(group, slot % KEYS);
                count += usize::from(slot < KEYS);
                if slot < KEYS || group[FULL] == 0 {
                    break;
                }
                at += 1;
            }
        }
        let found = &found[..count.min(CHUNK)];
        let first = |&(start, _): &(u32, u32)| self.rows.get(start as usize).copied();
        std::hint::black_box(found.iter().filter_map(first).fold(0, |all, byte| all | byte));
        for &(start, end) in found {
            each(self.rows.get(start as usize..end as usize).unwrap_or_default());
        }
    }

    /// Writes `rows`, sorted by key. A row has an even number of bytes, at most 510.
    pub(super) fn write(rows: &[(Key, Vec<u8>)], out: &mut Writer) {
        let homes = (rows.len() / MEANT + 1) as u32;
        let mut groups: Vec<Group> = Vec::new();
        let mut bytes = Vec::new();
        let mut slot = KEYS;
        for (key, row) in rows {
            let home = home(*key, homes);
            let long = end(&groups, slot) + row.len() / 2 > 0xFF;
            if long && let Some(last) = groups.last_mut() {
                last[FULL] = 1;
            }
            while groups.len() <= home || slot == KEYS || long && slot > 0 {
                let mut group = [0; SIZE];
                group[START..FULL].copy_from_slice(&(bytes.len() as u32).to_le_bytes());
                groups.push(group);
                slot = 0;
            }
            let ends = (end(&groups, slot) + row.len() / 2) as u8;
            let Some(group) = groups.last_mut() else { continue };
            group[2 * slot..][..2].copy_from_slice(&(mark(*key) as u16).to_le_bytes());
            group[ENDS + slot..START].fill(ends);
            group[FULL] = u8::from(slot + 1 == KEYS);
            bytes.extend_from_slice(row);
            slot += 1;
        }
        out.number(homes as usize);
        out.number(groups.len());
        out.number(bytes.len());
        out.align(SIZE);
        out.bytes.extend(groups.into_flattened());
        out.bytes.extend(bytes);
    }

    /// Reads what [`Table::write`] wrote.
    pub(super) fn read(input: &mut Reader) -> Result<Self, Diagnostic> {
        let homes = input.number()? as u32;
        let (groups, bytes) = (input.number()?, input.number()?);
        input.aligned()?;
        let groups = input.bytes(groups.checked_mul(SIZE).ok_or_else(|| input.broken())?)?;
        Ok(Self { homes, groups: groups.as_chunks().0, rows: input.bytes(bytes)? })
    }
}

/// Where the rows of the last group end before `slot`.
fn end(groups: &[Group], slot: usize) -> usize {
    groups.last().filter(|_| slot > 0).map_or(0, |group| group[ENDS + slot - 1].into())
}

/// Where the row at `slot` of a group starts and ends.
#[inline]
fn bounds(group: &Group, slot: usize) -> (u32, u32) {
    let start = four(group, START);
    let ends = eight(group, ENDS);
    let starts = ends << 8; // Each row starts where the one before it ends, the first at zero.
    let bound = |all: u64| start + 2 * u32::from((all >> (8 * slot)) as u8);
    (bound(starts), bound(ends))
}

/// Which key of a group has this mark; [`KEYS`] if none.
#[inline]
fn slot(group: &Group, mark: u64) -> usize {
    lane([eight(group, 0), eight(group, 8)], mark)
}

/// The group that a key belongs to.
#[inline]
pub(super) fn home(key: Key, homes: u32) -> usize {
    ((u64::from(key) * u64::from(homes)) >> 32) as usize
}

/// What tells a key from the others of its group: its last bits, zero as one.
#[inline]
pub(super) fn mark(key: Key) -> u64 {
    u64::from(key & 0xFFFF).max(1)
}

/// Has the processor fetch the groups of `keys`, whose numbers go to `found`, all at a time: waiting for memory is much of the
/// work.
#[inline]
pub(super) fn fetch(keys: &[Key], homes: u32, groups: &[Group], found: &mut [u32]) {
    let mut fetched = 0;
    for (at, &key) in found.iter_mut().zip(keys) {
        *at = home(key, homes) as u32;
        fetched |= groups.get(*at as usize).map_or(0, |group| group[0]);
    }
    std::hint::black_box(fetched);
}

/// Which of the eight 16-bit lanes of two words is `mark`; 8 if none.
#[inline]
pub(super) fn lane([first, second]: [u64; 2], mark: u64) -> usize {
    const ONES: u64 = 0x0001_0001_0001_0001;
    let marks = mark * ONES;
    let (first, second) = (first ^ marks, second ^ marks);
    let zeros = |word: u64| word.wrapping_sub(ONES) & !word & (ONES << 15); // The last bit of each lane that is zero.
    let (first, second) = (zeros(first), zeros(second));
    let before = select_unpredictable(first == 0, 4, 0);
    before + (select_unpredictable(first == 0, second, first).trailing_zeros() / 16) as usize
}

#[inline]
pub(super) fn eight(bytes: &[u8], at: usize) -> u64 {
    bytes.get(at..at + 8).and_then(|eight| eight.try_into().ok()).map_or(0, u64::from_le_bytes)
}

#[inline]
pub(super) fn four(bytes: &[u8], at: usize) -> u32 {
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
    fn long_rows_that_crowd_together_are_all_found() {
        let rows: Vec<_> = (0..20).map(|key: Key| (u32::MAX - 20 + key, vec![key as u8; 400])).collect();
        let table = table(&rows);
        assert!(rows.iter().all(|(key, row)| table.row(*key) == Some(row.as_slice())));
    }

    #[test]
    fn keys_that_crowd_together_are_all_found() {
        let rows: Vec<_> = (0..40).map(|key: Key| (u32::MAX - 40 + key, vec![key as u8, 0])).collect();
        let table = table(&rows);
        assert!(rows.iter().all(|(key, row)| table.row(*key) == Some(row.as_slice())));
        assert!(table.row(7).is_none());
    }

    #[test]
    fn a_file_that_was_cut_is_damaged() {
        let mut out = Writer::default();
        Table::write(&[(7, vec![1, 2])], &mut out);
        out.bytes.pop();
        assert!(Table::read(&mut Reader::new(Vec::leak(out.bytes))).is_err());
        assert!(Table::default().row(7).is_none());
    }
}
