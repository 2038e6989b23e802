//! Dictionary forms, by the longest ending that the training texts tell something about.

use std::borrow::Cow;

use super::super::codec::{Reader, Writer};
use super::super::linear::{Hash, hash_chars, hash_starts};
use super::super::table::Table;
use super::TagIx;
use crate::model::{Diagnostic, lower};

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
    changes: Vec<Change>,
    /// Index of the change for the key of an ending, in two bytes.
    endings: Table,
}

/// The longest ending looked at; beyond it only the whole word.
pub(in super::super) const LONGEST: usize = 5;

/// Forms of verbs whose endings mislead: most words that end so are formed otherwise. "Hold" is no past form, as "told" is.
const FORMS: [(&str, &str); 34] = [
    ("behold", "behold"),
    ("cancelling", "cancel"),
    ("channelled", "channel"),
    ("declined", "decline"),
    ("fold", "fold"),
    ("fuelled", "fuel"),
    ("fuelling", "fuel"),
    ("hold", "hold"),
    ("labelled", "label"),
    ("levelled", "level"),
    ("modelled", "model"),
    ("mold", "mold"),
    ("mould", "mould"),
    ("owed", "owe"),
    ("rivalled", "rival"),
    ("rivalling", "rival"),
    ("rowed", "row"),
    ("scold", "scold"),
    ("signalled", "signal"),
    ("signalling", "signal"),
    ("tied", "tie"),
    ("ties", "tie"),
    ("totalled", "total"),
    ("totalling", "total"),
    ("tripled", "triple"),
    ("undermined", "undermine"),
    ("unfold", "unfold"),
    ("untied", "untie"),
    ("uphold", "uphold"),
    ("vied", "vie"),
    ("vies", "vie"),
    ("vowed", "vow"),
    ("withhold", "withhold"),
    ("wooed", "woo"),
];

impl Lemmas {
    /// The dictionary form of `word`.
    pub(in super::super) fn lemma(&self, word: &str, tag: TagIx) -> String {
        let plain = plain(word);
        let lower = lower(&plain);
        let misleads = FORMS.binary_search_by_key(&&*lower, |(form, _)| form);
        misleads.map_or_else(|_| self.changed(&plain, &lower, tag), |at| FORMS[at].1.to_owned())
    }

    /// The dictionary form of `word` as far as training tells: what people put right must not change what is trained on it.
    pub(in super::super) fn learnt(&self, word: &str, tag: TagIx) -> String {
        let plain = plain(word);
        self.changed(&plain, &lower(&plain), tag)
    }

    fn changed(&self, plain: &str, lower: &str, tag: TagIx) -> String {
        let change = keys(lower, tag).into_iter().rev().find_map(|key| self.change(key));
        change.map_or_else(|| lower.to_owned(), |change| change.apply(plain, lower))
    }

    fn change(&self, key: u32) -> Option<&Change> {
        let &[low, high] = self.endings.row(key)? else { return None };
        self.changes.get(usize::from(u16::from_le_bytes([low, high])))
    }

    /// Writes `changes`, and for each key of an ending, sorted, the index of its change.
    pub(in super::super) fn write(changes: &[Change], endings: &[(u32, u16)], out: &mut Writer) {
        out.number(changes.len());
        for change in changes {
            out.byte(u8::from(change.keeps_case));
            out.number(change.strip);
            out.text(&change.add);
        }
        let row = |&(key, change): &(u32, u16)| (key, change.to_le_bytes().to_vec());
        Table::write(&endings.iter().map(row).collect::<Vec<_>>(), out);
    }

    /// Reads what was written.
    pub(in super::super) fn read(input: &mut Reader) -> Result<Self, Diagnostic> {
        let mut changes = Vec::new();
        for _ in 0..input.number()? {
            let keeps_case = input.byte()? != 0;
            changes.push(Change { keeps_case, strip: input.number()?, add: input.text()?.to_owned() });
        }
        Ok(Self { changes, endings: Table::read(input)? })
    }
}

impl Change {
    fn apply(&self, word: &str, lower: &str) -> String {
        let base = if self.keeps_case { word } else { lower };
        let end = base.char_indices().rev().take(self.strip).last().map_or(base.len(), |(at, _)| at);
        [&base[..end], &self.add].concat()
    }
}

/// `word` with plain quotes.
fn plain(word: &str) -> Cow<'_, str> {
    const QUOTES: [char; 3] = ['’', '‘', '`'];
    if word.contains(QUOTES) { word.replace(QUOTES, "'").into() } else { word.into() }
}

/// The keys of the endings of `lower` with no character, one, up to [`LONGEST`], and of the whole word.
pub(in super::super) fn keys(lower: &str, tag: TagIx) -> [u32; LONGEST + 2] {
    let endings: [u32; LONGEST] = hash_starts(lower.chars().rev());
    let key = |length: usize| {
        let ending = match length {
            0 => hash_chars(std::iter::empty()),
            1..=LONGEST => endings[length - 1],
            _ => hash_chars(lower.chars()),
        };
        Hash::new(length as u32).with(u32::from(tag)).with(ending).key()
    };
    std::array::from_fn(key)
}
