//! The averaged perceptron (Collins, 2002) over sparse features, in whole numbers, so that it gives the same everywhere.

use super::super::codec::Writer;
use super::super::linear::{Key, Weights};

/// Weights being learnt.
pub(super) struct Perceptron {
    /// Open addressing by key: key and index of the row; an index of `EMPTY` marks a free slot.
    slots: Vec<(Key, u32)>,
    rows: Vec<Row>,
    /// Examples seen.
    now: u32,
}

struct Row {
    key: Key,
    updates: u32,
    entries: Vec<Entry>,
}

struct Entry {
    class: u8,
    weight: i32,
    /// Sum of the weight over all examples up to `stamp`.
    total: i64,
    stamp: u32,
}

const EMPTY: u32 = u32::MAX;

/// An average weight smaller than this fraction comes to nothing.
const NOTHING: (i64, i64) = (15, 100);

impl Perceptron {
    pub(super) fn new() -> Self {
        Self { slots: vec![(0, EMPTY); 1 << 16], rows: Vec::new(), now: 0 }
    }

    /// Adds up the `scores` of the classes for the features `keys`.
    pub(super) fn score(&self, keys: &[Key], scores: &mut [i32]) {
        scores.fill(0);
        for &key in keys {
            let (_, row) = self.slots[self.slot(key)];
            if row != EMPTY {
                for entry in &self.rows[row as usize].entries {
                    scores[usize::from(entry.class)] += entry.weight;
                }
            }
        }
    }

    /// Counts one more example.
    pub(super) const fn tick(&mut self) {
        self.now += 1;
    }

    /// Learns that `right` would have been better than `wrong`.
    pub(super) fn update(&mut self, keys: &[Key], right: usize, wrong: usize) {
        for &key in keys {
            let row = self.row(key);
            let (now, row) = (self.now, &mut self.rows[row]);
            row.updates += 1;
            row.change(right, 1, now);
            row.change(wrong, -1, now);
        }
    }

    fn slot(&self, key: Key) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = key as usize & mask;
        while self.slots[slot].1 != EMPTY && self.slots[slot].0 != key {
            slot = (slot + 1) & mask;
        }
        slot
    }

    fn row(&mut self, key: Key) -> usize {
        let slot = self.slot(key);
        if self.slots[slot].1 != EMPTY {
            return self.slots[slot].1 as usize;
        }
        let row = self.rows.len();
        self.rows.push(Row { key, updates: 0, entries: Vec::new() });
        self.slots[slot] = (key, row as u32);
        if self.rows.len() * 2 > self.slots.len() {
            self.slots = vec![(0, EMPTY); self.slots.len() * 2];
            for row in 0..self.rows.len() {
                let slot = self.slot(self.rows[row].key);
                self.slots[slot] = (self.rows[row].key, row as u32);
            }
        }
        row
    }

    /// Writes the averaged weights in eight bits each; leaves out features changed fewer than `least` times and weights
    /// that come to nothing.
    pub(super) fn write(&self, least: u32, out: &mut Writer) {
        let mut averages: Vec<(Key, Vec<(u8, i64)>)> = Vec::new();
        for row in self.rows.iter().filter(|row| row.updates >= least) {
            averages.push((
                row.key,
                row.entries.iter().map(|entry| (entry.class, entry.sum(self.now))).collect(),
            ));
        }
        averages.sort_by_key(|&(key, _)| key);
        let largest =
            averages.iter().flat_map(|(_, row)| row).map(|(_, sum)| sum.abs()).max().unwrap_or_default();
        let nothing = (i64::from(self.now) * NOTHING.0).div_euclid(NOTHING.1);
        let small = |sum: i64| if sum.abs() < nothing { 0 } else { quantised(sum as f64 / largest as f64) };
        let mut rows = Vec::new();
        for (key, row) in averages {
            let mut row: Vec<_> = row
                .into_iter()
                .map(|(class, sum)| (class, small(sum)))
                .filter(|&(_, weight)| weight != 0)
                .collect();
            row.sort_unstable();
            if !row.is_empty() {
                rows.push((key, row));
            }
        }
        Weights::write(&rows, out);
    }
}

impl Row {
    fn change(&mut self, class: usize, by: i32, now: u32) {
        let class = class as u8;
        let at = self.entries.iter().position(|entry| entry.class == class).unwrap_or_else(|| {
            self.entries.push(Entry { class, weight: 0, total: 0, stamp: now });
            self.entries.len() - 1
        });
        let entry = &mut self.entries[at];
        entry.total = entry.sum(now);
        entry.stamp = now;
        entry.weight += by;
    }
}

impl Entry {
    fn sum(&self, now: u32) -> i64 {
        self.total + i64::from(self.weight) * i64::from(now - self.stamp)
    }
}

/// `weight`, from -1 to 1, in eight bits: the root, so that small weights are as exact in proportion as large ones. It is
/// squared again when added up.
fn quantised(weight: f64) -> i8 {
    (weight.abs().sqrt() * 127.0).round().copysign(weight) as i8
}

/// Numbers that look random and are always the same (xorshift, Marsaglia 2003).
pub(super) struct Chance(u64);

impl Chance {
    pub(super) const fn new() -> Self {
        Self(0x2545_F491_4F6C_DD1D)
    }

    pub(super) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 11) % limit.max(1) as u64) as usize
    }

    pub(super) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}
