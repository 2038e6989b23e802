//! A stretch of one text, and the way from bytes to characters.

use std::ops::Range;

/// A half-open range of **bytes** in one text, on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// The span from `start` to `end`.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The text this span covers.
    ///
    /// # Panics
    /// If the span was not made for `text`.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// As a range of bytes.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// Whether `other` lies wholly inside.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it covers nothing.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }
}

/// Turns byte offsets into offsets in Unicode code points, which is what evidence counts in.
#[derive(Clone, Debug)]
pub struct CharIndex {
    /// Code points before each 64-byte block.
    blocks: Vec<usize>,
}

const BLOCK: usize = 64;

impl CharIndex {
    /// Reads `text` once.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut blocks = Vec::with_capacity(text.len() / BLOCK + 2);
        let mut count = 0;
        for (offset, byte) in text.bytes().enumerate() {
            if offset % BLOCK == 0 {
                blocks.push(count);
            }
            count += usize::from(starts_char(byte));
        }
        if text.len().is_multiple_of(BLOCK) {
            blocks.push(count);
        }
        Self { blocks }
    }

    /// How many code points stand before byte `offset` of the `text` this index was made from.
    #[must_use]
    pub fn chars_before(&self, text: &str, offset: usize) -> usize {
        let block = offset / BLOCK;
        let rest = &text.as_bytes()[block * BLOCK..offset];
        self.blocks[block] + rest.iter().filter(|&&byte| starts_char(byte)).count()
    }
}

const fn starts_char(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn char_index_counts_code_points(text in ".{0,200}") {
            let index = CharIndex::new(&text);
            for (chars, (offset, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(index.chars_before(&text, offset), chars);
            }
            prop_assert_eq!(index.chars_before(&text, text.len()), text.chars().count());
        }
    }
}
