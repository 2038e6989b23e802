//! How far a sentence has been parsed, and what can be done next.

use super::super::linear::{Hash, hash_chars};
use super::super::tag::{Form, TagIx, Tagger};
use crate::model::{Rel, Upos};

/// What the parser knows of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) struct Word {
    /// The dictionary form; for unknown words what they look like.
    pub(in super::super) form: u32,
    /// Its whole tag.
    pub(in super::super) tag: u32,
    /// Its universal part of speech.
    pub(in super::super) upos: u32,
}

/// The words of a sentence with their tags, then the root and a word that stands for none.
pub(in super::super) fn words(
    tagger: &Tagger,
    forms: &[Form],
    tags: &[TagIx],
    lemmas: &[String],
) -> Vec<Word> {
    let word = |((form, &tag), lemma): ((&Form, &TagIx), &String)| {
        let upos = tagger.tags[usize::from(tag)].upos;
        Word { form: feature(tagger, form, upos, lemma), tag: u32::from(tag) + 2, upos: upos as u32 + 2 }
    };
    let end = [Word { form: 1, tag: 1, upos: 1 }, Word { form: 0, tag: 0, upos: 0 }];
    forms.iter().zip(tags).zip(lemmas).map(word).chain(end).collect()
}

/// What stands for a word in the features: for known ones the dictionary form, for unknown names their shape, for other
/// unknown words the ending too.
fn feature(tagger: &Tagger, form: &Form, upos: Upos, lemma: &str) -> u32 {
    let lemma = hash_chars(lemma.chars().flat_map(char::to_lowercase));
    if form.class > 0 && upos == Upos::Num {
        form.lower
    } else if form.class > 0 || tagger.words.known(lemma).is_some() {
        lemma
    } else if upos == Upos::Propn {
        Hash::new(0).with(form.shape).key()
    } else {
        Hash::new(1).with(form.suffixes[2]).with(form.shape).key()
    }
}

/// The transitions, as indices of scores. The next word goes on the stack.
pub(in super::super) const SHIFT: usize = 0;
/// The next word becomes the head of the stack's top.
pub(in super::super) const LEFT: usize = 1;
/// The second on the stack becomes the head of its top.
pub(in super::super) const RIGHT: usize = 2;

/// A word with all that hangs on it so far, as feature values.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Place {
    /// Word, tag, part of speech, and word with tag.
    pub(in super::super) w: u32,
    pub(in super::super) t: u32,
    pub(in super::super) p: u32,
    pub(in super::super) wt: u32,
    pub(in super::super) left: Children,
    pub(in super::super) right: Children,
    /// The first word of relation `case` or `mark`.
    pub(in super::super) case: u32,
    /// The first word of relation `cc`.
    pub(in super::super) cc: u32,
}

/// The children of a word on one side, as feature values.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Children {
    /// Word, tag and relation of the outermost, and the relation of the one before it.
    pub(in super::super) w: u32,
    pub(in super::super) t: u32,
    pub(in super::super) rel: u32,
    pub(in super::super) rel2: u32,
    /// Their number, up to four.
    pub(in super::super) count: u32,
    /// Which relations they have.
    pub(in super::super) rels: u32,
    /// The same, one bit each.
    set: u64,
}

impl Place {
    fn alone(word: &Word) -> Self {
        let none =
            Children { w: 0, t: 0, rel: NO_REL.into(), rel2: NO_REL.into(), count: 0, rels: 0, set: 0 };
        Self {
            w: word.form,
            t: word.tag,
            p: word.upos,
            wt: word.form.wrapping_mul(0x85EB_CA6B) ^ word.tag,
            left: none,
            right: none,
            case: 0,
            cc: 0,
        }
    }
}

impl Children {
    fn add(&mut self, word: Word, rel: u8) {
        self.set |= 1 << (rel % 64);
        *self = Self {
            w: word.form,
            t: word.tag,
            rel: rel.into(),
            rel2: self.rel,
            count: (self.count + 1).min(4),
            rels: (self.set ^ (self.set >> 32).wrapping_mul(0x9E37_79B9)) as u32,
            set: self.set,
        };
    }
}

/// Stands for the relation of a word that has none yet.
const NO_REL: u8 = u8::MAX;

/// How far a sentence has been parsed.
#[derive(Debug)]
pub(in super::super) struct State<'a> {
    /// The words, the root, and a word that stands for none.
    pub(in super::super) words: &'a [Word],
    kinds: Kinds,
    /// Words whose head is still to be found and that may still get children on the right.
    pub(in super::super) stack: Vec<usize>,
    /// The next word.
    pub(in super::super) next: usize,
    pub(in super::super) heads: Vec<usize>,
    pub(in super::super) rels: Vec<u8>,
    /// The words with what hangs on them.
    pub(in super::super) places: Vec<Place>,
    /// For each word the first verb and the first punctuation mark after it.
    after: Vec<[usize; 2]>,
}

/// The relations that the system itself knows.
#[derive(Clone, Copy, Debug)]
struct Kinds {
    root: u8,
    case: u8,
    mark: u8,
    cc: u8,
}

impl<'a> State<'a> {
    /// Nothing done yet. `words` are those of [`words`].
    pub(in super::super) fn new(words: &'a [Word], relations: &[Rel]) -> Self {
        let none = words.len() - 1;
        let rel = |name| relations.iter().position(|rel| rel.0 == name).map_or(u8::MAX, |ix| ix as u8);
        Self {
            words,
            kinds: Kinds { root: rel("root"), case: rel("case"), mark: rel("mark"), cc: rel("cc") },
            stack: Vec::with_capacity(words.len()),
            next: 0,
            heads: vec![none; words.len()],
            rels: vec![NO_REL; words.len()],
            places: words.iter().map(Place::alone).collect(),
            after: after(words),
        }
    }

    /// The place that stands for none.
    #[inline]
    pub(in super::super) const fn none(&self) -> usize {
        self.words.len() - 1
    }

    /// The place of the root, after all words.
    #[inline]
    pub(in super::super) const fn root(&self) -> usize {
        self.words.len() - 2
    }

    /// The word `depth` below the top of the stack.
    #[inline]
    pub(in super::super) fn stacked(&self, depth: usize) -> usize {
        self.stack.len().checked_sub(depth + 1).map_or(self.none(), |ix| self.stack[ix])
    }

    /// The word `ahead` after the next.
    #[inline]
    pub(in super::super) fn ahead(&self, ahead: usize) -> usize {
        let place = self.next + ahead;
        if place <= self.root() { place } else { self.none() }
    }

    /// The universal parts of speech between two words, one bit each; all bits if there are no two.
    pub(in super::super) fn between(&self, from: usize, to: usize) -> u32 {
        if from >= to || to == self.none() {
            return u32::MAX;
        }
        self.words[from + 1..to].iter().fold(0, |set, word| set | 1 << (word.upos % 32))
    }

    /// The first verb after `place`; none if there is none.
    pub(in super::super) fn verb_after(&self, place: usize) -> usize {
        self.after[place.min(self.none())][0]
    }

    /// The first punctuation mark after `place`; none if there is none.
    pub(in super::super) fn mark_after(&self, place: usize) -> usize {
        self.after[place.min(self.none())][1]
    }

    /// Whether all words have a head.
    pub(in super::super) fn is_final(&self) -> bool {
        self.next == self.root() && self.stack.is_empty()
    }

    /// Which of shift, left and right can be done. The root gets one child.
    #[inline]
    pub(in super::super) fn allows(&self) -> [bool; 3] {
        let (at_root, depth) = (self.next == self.root(), self.stack.len());
        [!at_root, depth == 1 || depth > 1 && !at_root, depth >= 2]
    }

    /// What is to be done if there is no choice.
    pub(in super::super) fn only_move(&self) -> Option<usize> {
        let allowed = self.allows();
        let mut all = (SHIFT..=RIGHT).filter(|&kind| allowed[kind]);
        all.next().filter(|_| all.next().is_none())
    }

    /// The head that the top of the stack gets by an arc to this side, and its relation if there is no choice.
    pub(in super::super) fn arc(&self, kind: usize) -> (usize, Option<u8>) {
        if kind == RIGHT {
            return (self.stacked(1), None);
        }
        (self.next, (self.next == self.root()).then_some(self.kinds.root))
    }

    /// The next word goes on the stack.
    pub(in super::super) fn shift(&mut self) {
        self.stack.push(self.next);
        self.next += 1;
    }

    /// The top of the stack hangs on `head`, by an arc to this side.
    pub(in super::super) fn attach(&mut self, head: usize, rel: u8, kind: usize) {
        let Some(child) = self.stack.pop() else { return };
        self.heads[child] = head;
        self.rels[child] = rel;
        let word = self.words[child];
        let place = &mut self.places[head];
        let children = if kind == RIGHT { &mut place.right } else { &mut place.left };
        children.add(word, rel);
        if rel == self.kinds.case || rel == self.kinds.mark {
            place.case = word.form; // Left children come from the inside out: the last is the first of the phrase.
        } else if rel == self.kinds.cc {
            place.cc = word.form;
        }
    }

    /// The heads and relations of the words.
    pub(in super::super) fn into_arcs(mut self) -> (Vec<usize>, Vec<u8>) {
        let words = self.root();
        self.heads.truncate(words);
        self.rels.truncate(words);
        (self.heads, self.rels)
    }
}

/// For each word the first verb and the first punctuation mark after it.
fn after(words: &[Word]) -> Vec<[usize; 2]> {
    let is = |word: Word, upos: Upos| word.upos == upos as u32 + 2;
    let mut nearest = [words.len() - 1; 2];
    let mut after = vec![nearest; words.len()];
    for (at, &word) in words.iter().enumerate().rev() {
        after[at] = nearest;
        if is(word, Upos::Verb) || is(word, Upos::Aux) {
            nearest[0] = at;
        } else if is(word, Upos::Punct) {
            nearest[1] = at;
        }
    }
    after
}
