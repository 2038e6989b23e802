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
    /// By how much a tag must lead after each stage of features but the last for no further one to be looked at.
    pub(super) clear: [i32; STAGES - 1],
    pub(super) choices: Choices,
}

/// Which tags a word may have.
#[derive(Debug, Default)]
pub(super) struct Choices {
    /// One of the words that the training texts tell of.
    known: Vec<TagIx>,
    unknown: Vec<TagIx>,
    /// Part of a name.
    name: Vec<TagIx>,
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
            let choices = self.choices.of(&forms[at], is_name(at));
            let tag = self.words.sure(&forms[at]).filter(|tag| choices.contains(tag)).unwrap_or_else(|| {
                let around = Around::new(forms, &tags, at);
                let mut scores = [0; 256];
                let mut tag = 0;
                for stage in 0..STAGES {
                    features(&around, stage, &mut keys);
                    self.weights.add(&keys, &mut scores);
                    let (best, by) = lead(&scores, choices.iter().map(|&tag| tag.into())).unwrap_or_default();
                    tag = best;
                    if self.clear.get(stage).is_none_or(|&clear| by > clear) {
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
        let (choices, clear) = (Choices::among(&tags), [input.score()?, input.score()?]);
        Ok(Self { tags, words, clear, choices, weights: Weights::read(input)? })
    }
}

impl Choices {
    fn among(tags: &[Tag]) -> Self {
        let those = |fits: fn(Upos) -> bool| {
            let fit = tags.iter().enumerate().filter(|(_, tag)| fits(tag.upos));
            fit.map(|(ix, _)| ix as TagIx).collect()
        };
        Self {
            known: those(|_| true),
            unknown: those(|upos| !is_closed(upos)),
            name: those(|upos| upos == Upos::Propn),
        }
    }

    fn of(&self, form: &Form, is_name: bool) -> &[TagIx] {
        match form.class {
            _ if is_name => &self.name,
            0 => &self.unknown,
            _ => &self.known,
        }
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

/// How many stages there are: most words are clear after the first or second. Templates have numbers for good (see
/// `parse/features`).
pub(super) const STAGES: usize = 3;

/// So many stages, the first, are learnt as one.
pub(super) const JOINT: usize = 2;

/// The features of one stage, before a word gets its tag.
pub(super) fn features(around: &Around, stage: usize, keys: &mut Vec<Key>) {
    keys.clear();
    let mut push = |template: u32, values: &[u32]| {
        keys.push(values.iter().fold(Hash::new(template), |hash, &value| hash.with(value)).key());
    };
    let &Around { words: [pp, p, f, n, nn, nnn], tags: [t1, t2, t3], first } = around;
    match stage {
        0 => {
            push(2, &[f.class]);
            push(19, &[n.class, f.lower]);
            push(0, &[f.word, first]);
            push(9, &[f.shape, t1]);
            push(8, &[f.suffixes[2], t1]);
            push(5, &[f.suffixes[1]]);
            push(7, &[f.suffixes[3]]);
            push(16, &[p.lower, f.class]);
        }
        1 => {
            push(18, &[n.lower, f.class]);
            push(12, &[t1, t2, f.lower]);
            push(20, &[nn.class, n.class, f.lower]);
            push(17, &[n.lower, f.lower]);
            push(3, &[f.shape, first]);
            push(6, &[f.suffixes[2]]);
            push(14, &[t1, f.class, n.class]);
            push(10, &[t1, t2]);
            push(4, &[f.shape, f.suffixes[1]]);
            push(15, &[p.lower, f.lower]);
            push(13, &[t1, f.class]);
            push(1, &[f.lower]);
            push(11, &[t1, f.lower]);
        }
        _ => {
            push(32, &[f.suffixes[0]]);
            push(33, &[f.prefixes[0]]);
            push(34, &[f.prefixes[1]]);
            push(35, &[f.prefixes[2]]);
            push(36, &[f.shape, n.shape]);
            push(37, &[f.shape, p.shape, first]);
            push(38, &[t1]);
            push(39, &[t1, t2, t3]);
            push(40, &[t1, n.lower]);
            push(41, &[p.lower]);
            push(42, &[p.lower, f.suffixes[2]]);
            push(43, &[pp.lower]);
            push(44, &[pp.lower, p.lower]);
            push(45, &[n.lower]);
            push(46, &[n.lower, f.suffixes[2]]);
            push(47, &[n.suffixes[2]]);
            push(48, &[n.class]);
            push(49, &[n.class, f.class]);
            push(50, &[nn.lower]);
            push(51, &[nn.class, n.class, f.class]);
            push(52, &[n.lower, nn.lower]);
            push(53, &[p.lower, n.lower]);
            push(54, &[nnn.class, nn.class, f.lower]);
            push(55, &[n.shape, nn.shape, f.shape]);
            push(56, &[n.suffixes[1], f.suffixes[2]]);
        }
    }
}

/// What a word's tag is told by.
pub(super) struct Around<'f> {
    /// Two words before it, itself, and three after it.
    words: [&'f Form; 6],
    /// The last three tags, the nearest first.
    tags: [u32; 3],
    /// 1 if the sentence begins with it.
    first: u32,
}

impl<'f> Around<'f> {
    /// That of the word `at`, given the tags before it.
    pub(super) fn new(forms: &'f [Form], tags: &[TagIx], at: usize) -> Self {
        static NONE: Form =
            Form { word: 1, lower: 1, suffixes: [1; 4], prefixes: [1; 3], shape: 1, class: 1 };
        let form =
            |offset: isize| at.checked_add_signed(offset).and_then(|ix| forms.get(ix)).unwrap_or(&NONE);
        let tag = |back: usize| at.checked_sub(back).map_or(255, |ix| u32::from(tags[ix]));
        Self { words: [-2, -1, 0, 1, 2, 3].map(form), tags: [1, 2, 3].map(tag), first: u32::from(at == 0) }
    }
}
