//! Parts of speech, by an averaged perceptron over the words around and the tags before.

pub(super) mod lemma;

use std::borrow::Cow;

use super::codec::{Reader, Writer};
use super::linear::{Hash, Key, Weights, hash_chars, hash_starts, lead};
use super::table::Table;
use crate::model::{Diagnostic, Upos, lower};

/// A universal part of speech with its Penn Treebank tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Tag {
    pub(super) upos: Upos,
    pub(super) xpos: &'static str,
}

/// Index into [`Tagger::tags`].
pub(super) type TagIx = u8;

/// A trained tagger.
#[derive(Debug, Default)]
pub(super) struct Tagger {
    /// All tags.
    pub(super) tags: Vec<Tag>,
    pub(super) words: Words,
    pub(super) weights: Weights,
    /// By how much a tag must lead for no further stage of features to be looked at.
    pub(super) clear: i32,
}

/// What the training texts tell of single words.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Words {
    /// By the word's hash: its most frequent tag, and 1 if it has no other.
    table: Table,
}

/// What the training texts tell of a word that they hold at least twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Known {
    /// Its most frequent tag.
    pub(super) tag: TagIx,
    /// Whether it has no other.
    pub(super) sure: bool,
}

/// What the features of a word are made of.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Form {
    /// The word as written, numbers as one; 0 if not known.
    pub(super) word: u32,
    /// The word in lower case, known or not.
    pub(super) lower: u32,
    /// Its last one to four characters.
    pub(super) suffixes: [u32; 4],
    /// Its first one to three characters.
    pub(super) prefixes: [u32; 3],
    /// Capitals, digits, marks.
    pub(super) shape: u32,
    /// Its most frequent tag and whether it is the only one; 0 if not known.
    pub(super) class: u32,
}

impl Tagger {
    /// The tag of each of `forms`; a proper noun for those of which `is_name` knows that they are part of a name.
    pub(super) fn tag(&self, forms: &[Form], is_name: &dyn Fn(usize) -> bool) -> Vec<TagIx> {
        let mut tags = Vec::with_capacity(forms.len());
        let mut keys = Vec::with_capacity(FEATURES);
        for at in 0..forms.len() {
            let name = is_name(at);
            let unknown = forms[at].class == 0;
            let fits = |&tag: &usize| {
                let upos = self.tags[tag].upos;
                if name { upos == Upos::Propn } else { !(unknown && is_closed(upos)) }
            };
            let tag = self.words.sure(&forms[at]).filter(|&tag| fits(&tag.into())).unwrap_or_else(|| {
                let mut scores = [0; 256];
                let mut tag = 0;
                for stage in 0..STAGES {
                    features(forms, &tags, at, stage, &mut keys);
                    self.weights.add(&keys, &mut scores);
                    let (best, by) = lead(&scores, (0..self.tags.len()).filter(fits)).unwrap_or_default();
                    tag = best;
                    if by > self.clear {
                        break;
                    }
                }
                tag as TagIx
            });
            tags.push(tag);
        }
        tags
    }

    /// Reads a tagger.
    pub(super) fn read(input: &mut Reader) -> Result<Self, Diagnostic> {
        let names = input.texts()?;
        let tag = |name: &&'static str| {
            let (upos, xpos) = name.split_once(' ')?;
            Some(Tag { upos: Upos::named(upos)?, xpos })
        };
        let tags = names.iter().map(tag).collect::<Option<Vec<_>>>().ok_or_else(|| input.broken())?;
        let words = Words::read(input)?;
        let clear = input.score()?;
        Ok(Self { tags, words, clear, weights: Weights::read(input)? })
    }
}

/// Whether the treebanks know all words of this part of speech.
fn is_closed(upos: Upos) -> bool {
    matches!(upos, Upos::Adp | Upos::Aux | Upos::Cconj | Upos::Det | Upos::Part | Upos::Pron | Upos::Sconj)
}

impl Words {
    /// What the features of the words of a sentence are made of.
    pub(super) fn forms(&self, words: &[&str]) -> Vec<Form> {
        let mut forms: Vec<_> = words.iter().map(|word| self.form(word)).collect();
        if is_title(words) {
            for form in &mut forms {
                form.shape ^= 1; // A capital tells less here.
            }
        }
        forms
    }

    /// What the features of `word` are made of.
    pub(super) fn form(&self, word: &str) -> Form {
        let plain = normal(word);
        let lower = lower(&plain);
        let hash = hash_chars(plain.chars());
        let lower_hash = hash_chars(lower.chars());
        let known = self.known(hash);
        let own = if known.is_some() { hash } else { 0 };
        let known = known.or_else(|| self.known(lower_hash));
        Form {
            word: own,
            lower: lower_hash,
            suffixes: hash_starts(lower.chars().rev()),
            prefixes: hash_starts(lower.chars()),
            shape: shape(word),
            class: known.map_or(0, |known| 2 + 2 * u32::from(known.tag) + u32::from(known.sure)),
        }
    }

    /// The tag of a word that has only one.
    pub(super) fn sure(&self, form: &Form) -> Option<TagIx> {
        self.known(form.word).filter(|known| known.sure).map(|known| known.tag)
    }

    /// What is known of the word with this hash.
    pub(super) fn known(&self, hash: u32) -> Option<Known> {
        let &[tag, sure] = self.table.row(hash)? else { return None };
        Some(Known { tag, sure: sure != 0 })
    }

    /// Writes `known`, sorted by hash.
    pub(super) fn write(known: &[(u32, Known)], out: &mut Writer) {
        let row = |&(hash, known): &(u32, Known)| (hash, vec![known.tag, u8::from(known.sure)]);
        Table::write(&known.iter().map(row).collect::<Vec<_>>(), out);
    }

    /// Reads what [`Words::write`] wrote.
    pub(super) fn read(input: &mut Reader) -> Result<Self, Diagnostic> {
        Ok(Self { table: Table::read(input)? })
    }
}

/// `word` with plain quotes and hyphens; numbers as one, years as another.
pub(super) fn normal(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return Cow::Borrowed(word);
    }
    if word.starts_with(|c: char| c.is_ascii_digit()) && is_number(word) {
        let digits = word.bytes().all(|byte| byte.is_ascii_digit());
        let year = digits && word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
        return Cow::Borrowed(if year { "2000" } else { "0" });
    }
    word.chars()
        .map(|c| match c {
            '’' | '‘' | '`' => '\'',
            '“' | '”' | '«' | '»' => '"',
            '–' | '—' => '-',
            '0'..='9' => '0',
            _ => c,
        })
        .collect()
}

/// Whether the words are capitalised as headlines are: nearly all of four letters or more.
fn is_title(words: &[&str]) -> bool {
    let long = || words.iter().filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() >= 4);
    let capital = long().filter(|word| word.starts_with(char::is_uppercase)).count();
    long().count() >= 3 && capital * 5 >= long().count() * 4
}

/// Digits with separators, and perhaps a magnitude: "4,500", "4.5B", "30bn".
fn is_number(word: &str) -> bool {
    let letters = word.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ',');
    letters.is_empty()
        || ["k", "m", "mn", "mm", "b", "bn", "t", "tn", "trn", "mln", "bln"]
            .contains(&letters.to_ascii_lowercase().as_str())
}

/// Capitals, small letters, digits and marks, runs of the same kind as one or two.
fn shape(word: &str) -> u32 {
    let kind = |c: char| match c {
        _ if c.is_uppercase() => 'X',
        _ if c.is_alphabetic() => 'x',
        _ if c.is_numeric() => '0',
        '’' => '\'',
        '“' | '”' => '"',
        _ => c,
    };
    let (mut last, mut run) = (None, 0);
    let is_told = |kind: &char| {
        run = if last.replace(*kind) == Some(*kind) { run + 1 } else { 1 };
        run <= 2
    };
    hash_chars(word.chars().map(kind).filter(is_told))
}

/// More than the number of features of a stage.
const FEATURES: usize = 32;

/// How many stages there are: most words are clear after the first (see `parse/features`).
pub(super) const STAGES: usize = 2;

/// The features of one stage of the word `at`, given the tags before it.
pub(super) fn features(forms: &[Form], tags: &[TagIx], at: usize, stage: usize, keys: &mut Vec<Key>) {
    const NONE: Form = Form { word: 1, lower: 1, suffixes: [1; 4], prefixes: [1; 3], shape: 1, class: 1 };
    let form = |offset: isize| at.checked_add_signed(offset).and_then(|ix| forms.get(ix)).unwrap_or(&NONE);
    let tag = |back: usize| at.checked_sub(back).map_or(255, |ix| u32::from(tags[ix]));
    let (f, p, n, pp, nn) = (form(0), form(-1), form(1), form(-2), form(2));
    let (t1, t2) = (tag(1), tag(2));
    let first = u32::from(at == 0);
    keys.clear();
    let mut template = (stage * FEATURES) as u32;
    let mut push = |values: &[u32]| {
        keys.push(values.iter().fold(Hash::new(template), |hash, &value| hash.with(value)).key());
        template += 1;
    };
    if stage == 0 {
        push(&[f.word, first]);
        push(&[f.lower]);
        push(&[f.class]);
        push(&[f.shape, first]);
        push(&[f.shape, f.suffixes[1]]);
        push(&[f.suffixes[1]]);
        push(&[f.suffixes[2]]);
        push(&[f.suffixes[3]]);
        push(&[f.suffixes[2], t1]);
        push(&[f.shape, t1]);
        push(&[t1, t2]);
        push(&[t1, f.lower]);
        push(&[t1, t2, f.lower]);
        push(&[t1, f.class]);
        push(&[t1, f.class, n.class]);
        push(&[p.lower, f.lower]);
        push(&[p.lower, f.class]);
        push(&[n.lower, f.lower]);
        push(&[n.lower, f.class]);
        push(&[n.class, f.lower]);
        push(&[nn.class, n.class, f.lower]);
    } else {
        push(&[f.suffixes[0]]);
        f.prefixes.iter().for_each(|&prefix| push(&[prefix]));
        push(&[f.shape, n.shape]);
        push(&[f.shape, p.shape, first]);
        push(&[t1]);
        push(&[t1, t2, tag(3)]);
        push(&[t1, n.lower]);
        push(&[p.lower]);
        push(&[p.lower, f.suffixes[2]]);
        push(&[pp.lower]);
        push(&[pp.lower, p.lower]);
        push(&[n.lower]);
        push(&[n.lower, f.suffixes[2]]);
        push(&[n.suffixes[2]]);
        push(&[n.class]);
        push(&[n.class, f.class]);
        push(&[nn.lower]);
        push(&[nn.class, n.class, f.class]);
        push(&[n.lower, nn.lower]);
        push(&[p.lower, n.lower]);
        push(&[form(3).class, nn.class, f.lower]);
        push(&[n.shape, nn.shape, f.shape]);
        push(&[n.suffixes[1], f.suffixes[2]]);
    }
}
