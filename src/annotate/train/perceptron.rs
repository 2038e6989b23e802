//! The averaged perceptron (Collins, 2002) over sparse features, in whole numbers, so that it gives the same everywhere.

use super::super::codec::Writer;
use super::super::linear::{Key, Weights};

/// Weights being learnt.
pub(super) struct Perceptron {
    /// Open addressing by key: key and index of the row, with the bit `ACTIVE` if it counts; an index of `EMPTY` marks a
    /// free slot.
    slots: Vec<(Key, u32)>,
    rows: Vec<Row>,
    /// Examples seen.
    now: u32,
    /// A feature counts once it has been changed so often (Goldberg and Elhadad, 2011).
    least: u32,
}

struct Row {
    key: Key,
    changes: u32,
    weights: Vec<(u8, i16)>,
    /// For each weight, its sum over all examples up to a time, and that time.
    sums: Vec<(i64, u32)>,
}

const ACTIVE: u32 = 1 << 31;
const EMPTY: u32 = u32::MAX;

impl Perceptron {
    pub(super) fn new(least: u32) -> Self {
        Self { slots: vec![(0, EMPTY); 1 << 16], rows: Vec::new(), now: 0, least }
    }

    /// Adds up the `scores` of the classes for the features `keys`.
    pub(super) fn score(&self, keys: &[Key], scores: &mut [i32]) {
        scores.fill(0);
        for &key in keys {
            let (_, row) = self.slots[self.slot(key)];
            if row != EMPTY && row & ACTIVE != 0 {
                for &(class, weight) in &self.rows[(row & !ACTIVE) as usize].weights {
                    scores[usize::from(class)] += i32::from(weight);
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
            let slot = self.row(key);
            let row = &mut self.rows[(self.slots[slot].1 & !ACTIVE) as usize];
            row.changes += 1;
            row.change(right, 1, self.now);
            row.change(wrong, -1, self.now);
            if row.changes >= self.least {
                self.slots[slot].1 |= ACTIVE;
            }
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

    /// The slot of `key`, with a row.
    fn row(&mut self, key: Key) -> usize {
        if (self.rows.len() + 1) * 2 > self.slots.len() {
            let old = std::mem::take(&mut self.slots);
            self.slots = vec![(0, EMPTY); old.len() * 2];
            for (key, row) in old.into_iter().filter(|&(_, row)| row != EMPTY) {
                let slot = self.slot(key);
                self.slots[slot] = (key, row);
            }
        }
        let slot = self.slot(key);
        if self.slots[slot].1 == EMPTY {
            self.slots[slot] = (key, self.rows.len() as u32);
            self.rows.push(Row { key, changes: 0, weights: Vec::new(), sums: Vec::new() });
        }
        slot
    }

    /// Writes the averaged weights in eight bits each; leaves out features that never counted, weights smaller than
    /// `least` hundredths, and those whose root is smaller than `least_root`.
    pub(super) fn write(&self, least: i64, least_root: u8, out: &mut Writer) {
        let mut averages: Vec<(Key, Vec<(u8, i64)>)> = Vec::new();
        for row in self.rows.iter().filter(|row| row.changes >= self.least) {
            averages.push((row.key, row.averages(self.now).collect()));
        }
        averages.sort_by_key(|&(key, _)| key);
        let largest =
            averages.iter().flat_map(|(_, row)| row).map(|(_, sum)| sum.abs()).max().unwrap_or_default();
        let least = i64::from(self.now) * least / 100;
        let small = |sum: i64| if sum.abs() < least { 0 } else { quantised(sum as f64 / largest as f64) };
        let mut rows = Vec::new();
        for (key, row) in averages {
            let mut row: Vec<_> = row
                .into_iter()
                .map(|(class, sum)| (class, small(sum)))
                .filter(|&(_, root)| root != 0 && root.unsigned_abs() >= least_root)
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
    fn change(&mut self, class: usize, by: i16, now: u32) {
        let class = class as u8;
        let at = self.weights.iter().position(|&(known, _)| known == class).unwrap_or_else(|| {
            self.weights.push((class, 0));
            self.sums.push((0, now));
            self.weights.len() - 1
        });
        self.sums[at] = (self.sum(at, now), now);
        self.weights[at].1 += by;
    }

    fn sum(&self, at: usize, now: u32) -> i64 {
        let (sum, until) = self.sums[at];
        sum + i64::from(self.weights[at].1) * i64::from(now - until)
    }

    fn averages(&self, now: u32) -> impl Iterator<Item = (u8, i64)> + '_ {
        self.weights.iter().enumerate().map(move |(at, &(class, _))| (class, self.sum(at, now)))
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
