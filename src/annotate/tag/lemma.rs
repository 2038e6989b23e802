//! Dictionary forms, by the longest ending that the training texts tell something about.

use std::collections::HashMap;

use super::super::codec::{Reader, Writer};
use super::super::linear::{Hash, hash_chars};
use super::TagIx;
use crate::model::Diagnostic;

/// What to do to a word to get its dictionary form.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in super::super) struct Change {
    /// Whether capitals stay.
    pub(in super::super) keeps_case: bool,
    /// Characters to take off the end.
    pub(in super::super) strip: usize,
    /// What to put there.
    pub(in super::super) add: String,
}

/// The changes, by tag and ending.
#[derive(Debug, Default)]
pub(in super::super) struct Lemmas {
    pub(in super::super) changes: Vec<Change>,
    /// Index of the change for the key of an ending.
    pub(in super::super) endings: HashMap<u32, u16>,
}

/// The longest ending looked at; beyond it only the whole word.
pub(in super::super) const LONGEST: usize = 5;

impl Lemmas {
    /// The dictionary form of `word`.
    pub(in super::super) fn lemma(&self, word: &str, tag: TagIx) -> String {
        let plain = word.replace(['’', '‘', '`'], "'");
        let lower = plain.to_lowercase();
        let change = (0..=LONGEST + 1).rev().find_map(|length| self.endings.get(&key(&lower, tag, length)));
        match change {
            Some(&change) => self.changes[usize::from(change)].apply(&plain, &lower),
            None => lower,
        }
    }

    /// Writes them.
    pub(in super::super) fn write(&self, out: &mut Writer) {
        out.number(self.changes.len());
        for change in &self.changes {
            out.byte(u8::from(change.keeps_case));
            out.number(change.strip);
            out.text(&change.add);
        }
        let mut endings: Vec<_> = self.endings.iter().collect();
        endings.sort_unstable();
        out.number(endings.len());
        let mut last = 0;
        for (key, change) in endings {
            out.number((key - last) as usize);
            last = *key;
            out.number(usize::from(*change));
        }
    }

    /// Reads what was written.
    pub(in super::super) fn read(input: &mut Reader) -> Result<Self, Diagnostic> {
        let mut lemmas = Self::default();
        for _ in 0..input.number()? {
            let keeps_case = input.byte()? != 0;
            lemmas.changes.push(Change { keeps_case, strip: input.number()?, add: input.text()?.to_owned() });
        }
        let mut key = 0_u32;
        for _ in 0..input.number()? {
            key = key.wrapping_add(input.number()? as u32);
            let change = input.number()?;
            if change >= lemmas.changes.len() {
                return Err(input.broken());
            }
            lemmas.endings.insert(key, change as u16);
        }
        Ok(lemmas)
    }
}

impl Change {
    fn apply(&self, word: &str, lower: &str) -> String {
        let base = if self.keeps_case { word } else { lower };
        let keep = base.chars().count().saturating_sub(self.strip);
        base.chars().take(keep).chain(self.add.chars()).collect()
    }
}

/// The key of the last `length` characters of `lower`; of the whole word if `length` is above [`LONGEST`].
pub(in super::super) fn key(lower: &str, tag: TagIx, length: usize) -> u32 {
    let ending = if length > LONGEST {
        hash_chars(lower.chars())
    } else {
        hash_chars(lower.chars().rev().take(length))
    };
    Hash::new(length as u32).with(u32::from(tag)).with(ending).key()
}
