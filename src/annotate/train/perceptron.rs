//! The averaged perceptron (Collins, 2002) over sparse features, in whole numbers, so that it gives the same everywhere.

use std::collections::BTreeMap;

use super::super::codec::Writer;
use super::super::linear::{Key, Scores, Weights};
use super::super::moves::{MoveScores, MoveWeights};

/// Weights being learnt: of each feature what `R` says.
pub(super) struct Features<R> {
    /// Open addressing by key: key and index of the row, with the bit `ACTIVE` if it counts; an index of `EMPTY` marks a
    /// free slot.
    slots: Vec<(Key, u32)>,
    rows: Vec<Row<R>>,
    /// Examples seen.
    now: u32,
    /// A feature counts once it has been changed so often (Goldberg and Elhadad, 2011).
    least: u32,
}

struct Row<R> {
    key: Key,
    changes: u32,
    weights: R,
}

/// Weights of many classes, of which each feature knows few.
pub(super) type Perceptron = Features<Few>;

/// Weights of the three moves of the parser.
pub(super) type MovePerceptron = Features<Moves>;

/// The weights of the classes that a feature knows.
#[derive(Default)]
pub(super) struct Few {
    weights: Vec<(u8, i16)>,
    /// For each weight, its sum over all examples up to a time, and that time.
    sums: Vec<(i64, u32)>,
}

/// The weights of the moves, and their sums over all examples up to a time.
#[derive(Default)]
pub(super) struct Moves {
    weights: [i16; 3],
    sums: [i64; 3],
    until: u32,
}

const ACTIVE: u32 = 1 << 31;
const EMPTY: u32 = u32::MAX;

impl<R: Default> Features<R> {
    pub(super) fn new(least: u32) -> Self {
        Self { slots: vec![(0, EMPTY); 1 << 16], rows: Vec::new(), now: 0, least }
    }

    /// Counts one more example.
    pub(super) const fn tick(&mut self) {
        self.now += 1;
    }

    /// The weights of `key` if it counts.
    #[inline]
    fn weights(&self, key: Key) -> Option<&R> {
        let (_, row) = self.slots[self.slot(key)];
        (row != EMPTY && row & ACTIVE != 0).then(|| &self.rows[(row & !ACTIVE) as usize].weights)
    }

    /// The weights of `key`, which are to be changed.
    fn change(&mut self, key: Key) -> &mut R {
        let slot = self.row(key);
        let row = &mut self.rows[(self.slots[slot].1 & !ACTIVE) as usize];
        row.changes += 1;
        if row.changes >= self.least {
            self.slots[slot].1 |= ACTIVE;
        }
        &mut row.weights
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
            self.rows.push(Row { key, changes: 0, weights: R::default() });
        }
        slot
    }

    /// What is known of the features that count.
    fn counted(&self) -> impl Iterator<Item = (Key, &R)> {
        let counts = |row: &&Row<R>| row.changes >= self.least;
        self.rows.iter().filter(counts).map(|row| (row.key, &row.weights))
    }
}

impl Perceptron {
    /// Adds what the features `keys` say for the classes to their `scores`.
    pub(super) fn add(&self, keys: &[Key], scores: &mut Scores) {
        for row in keys.iter().filter_map(|&key| self.weights(key)) {
            for &(class, weight) in &row.weights {
                scores[usize::from(class)] += i32::from(weight);
            }
        }
    }

    /// Learns that `right` would have been better than `wrong`.
    pub(super) fn update(&mut self, keys: &[Key], right: usize, wrong: usize) {
        let now = self.now;
        for &key in keys {
            let row = self.change(key);
            row.change(right, 1, now);
            row.change(wrong, -1, now);
        }
    }

    /// Writes the weights, averaged over time and over `runs`, in eight bits each; leaves out features that never counted,
    /// weights smaller than `least` hundredths, and those whose root is smaller than `least_root`.
    pub(super) fn write(runs: &[Self], least: i64, least_root: u8, out: &mut Writer) {
        let mut averages: BTreeMap<Key, BTreeMap<u8, i64>> = BTreeMap::new();
        for run in runs {
            for (key, few) in run.counted() {
                let row = averages.entry(key).or_default();
                for (class, sum) in few.averages(run.now) {
                    *row.entry(class).or_default() += sum;
                }
            }
        }
        let largest = averages.values().flat_map(BTreeMap::values).map(|sum| sum.abs()).max();
        let largest = largest.unwrap_or_default() as f64;
        let least = runs.iter().map(|run| i64::from(run.now)).sum::<i64>() * least / 100;
        let small = |sum: i64| if sum.abs() < least { 0 } else { quantised(sum as f64 / largest) };
        let mut rows = Vec::new();
        for (key, row) in averages {
            let row = row.into_iter().map(|(class, sum)| (class, small(sum)));
            let row: Vec<_> =
                row.filter(|&(_, root)| root != 0 && root.unsigned_abs() >= least_root).collect();
            if !row.is_empty() {
                rows.push((key, row));
            }
        }
        Weights::write(&rows, out);
    }
}

impl Few {
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

impl MovePerceptron {
    /// Adds what the features `keys` say for the moves to their `scores`.
    pub(super) fn add(&self, keys: &[Key], scores: &mut MoveScores) {
        for row in keys.iter().filter_map(|&key| self.weights(key)) {
            for (score, &weight) in scores.iter_mut().zip(&row.weights) {
                *score += i32::from(weight);
            }
        }
    }

    /// Learns that `right` would have been better than `wrong`.
    pub(super) fn update(&mut self, keys: &[Key], right: usize, wrong: usize) {
        let now = self.now;
        for &key in keys {
            let row = self.change(key);
            (row.sums, row.until) = (row.summed(now), now);
            row.weights[right] += 1;
            row.weights[wrong] -= 1;
        }
    }

    /// Writes the weights, averaged over time and over `runs`, in eight bits each; leaves out features that never counted,
    /// and those of whose weights no root is `least_root`.
    pub(super) fn write(runs: &[Self], least_root: u8, out: &mut Writer) {
        let mut averages: BTreeMap<Key, [i64; 3]> = BTreeMap::new();
        for run in runs {
            for (key, moves) in run.counted() {
                let row = averages.entry(key).or_default();
                row.iter_mut().zip(moves.summed(run.now)).for_each(|(sum, more)| *sum += more);
            }
        }
        let largest = averages.values().flatten().map(|sum| sum.abs()).max().unwrap_or_default() as f64;
        let root = |sum: i64| quantised(sum as f64 / largest);
        let mut rows: Vec<_> = averages.into_iter().map(|(key, sums)| (key, sums.map(root))).collect();
        rows.retain(|(_, roots)| roots.iter().any(|root| root.unsigned_abs() >= least_root));
        MoveWeights::write(&rows, out);
    }
}

impl Moves {
    fn summed(&self, now: u32) -> [i64; 3] {
        let time = i64::from(now - self.until);
        [0, 1, 2].map(|ix| self.sums[ix] + i64::from(self.weights[ix]) * time)
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
    /// The numbers of the first run, or of another.
    pub(super) const fn new(run: u64) -> Self {
        Self(0x2545_F491_4F6C_DD1D ^ run << 32)
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
