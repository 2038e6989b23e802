//! Trains the tagger, and tags the training texts as it would tag new ones.

use std::collections::{BTreeMap, HashMap};

use super::super::codec::{Reader, Writer};
use super::super::linear::{Key, Weights, best, hash_chars, lead};
use super::super::tag::{Around, Form, JOINT, Known, STAGES, Tag, TagIx, Tagger, Words, features, normal};
use super::conllu::Gold;
use super::perceptron::{Chance, Perceptron};
use crate::model::Upos;

/// All tags that are frequent enough to be learnt.
pub(super) struct Inventory {
    pub(super) tags: Vec<Tag>,
    names: Vec<&'static str>,
    index: HashMap<(String, String), TagIx>,
}

const EPOCHS: usize = 5;
/// Parts of the training texts that are tagged by a tagger trained on the others.
const FOLDS: usize = 4;
/// A tag rarer than this is not learnt.
const LEAST_TAG: usize = 4;
/// A feature counts once it has been changed so often.
const LEAST: u32 = 2;
/// One sentence in so many tells how much tags lead on average.
const SAMPLED: usize = 50;
/// By how many hundredths of that a tag must lead after each stage to be clear.
const CLEAR: [usize; STAGES - 1] = [78, 60];
/// A word seen so often with one tag alone always gets it.
const SURE: usize = 12;

impl Inventory {
    pub(super) fn of(sentences: &[Gold]) -> Self {
        let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for sentence in sentences {
            for (upos, xpos) in sentence.upos.iter().zip(&sentence.xpos) {
                *counts.entry((upos, xpos)).or_default() += 1;
            }
        }
        let mut frequent: Vec<_> = counts.into_iter().filter(|&(_, count)| count >= LEAST_TAG).collect();
        frequent.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
        frequent.truncate(250);
        let mut inventory = Self { tags: Vec::new(), names: Vec::new(), index: HashMap::new() };
        for ((upos, xpos), _) in frequent {
            let Some(universal) = Upos::named(upos) else { continue };
            let name: &'static str = String::leak(format!("{upos} {xpos}"));
            inventory.index.insert((upos.to_owned(), xpos.to_owned()), inventory.tags.len() as TagIx);
            inventory.tags.push(Tag { upos: universal, xpos: &name[upos.len() + 1..] });
            inventory.names.push(name);
        }
        inventory
    }

    /// The tag of a word of the treebank; the most frequent tag for a rare one.
    pub(super) fn gold(&self, sentence: &Gold, at: usize) -> TagIx {
        self.index.get(&(sentence.upos[at].clone(), sentence.xpos[at].clone())).copied().unwrap_or_default()
    }

    pub(super) fn write(&self, out: &mut Writer) {
        out.number(self.names.len());
        for name in &self.names {
            out.text(name);
        }
    }
}

/// Trains and writes the words and the weights.
pub(super) fn write(inventory: &Inventory, sentences: &[&Gold], out: &mut Writer) {
    let known = known_words(inventory, sentences);
    Words::write(&known, out);
    let words = words(&known);
    let learnt = [learn(inventory, sentences, &words)];
    let learnt = |out: &mut Writer| Perceptron::write(&learnt, 15, 0, out);
    let mut written = Writer::default();
    learnt(&mut written);
    let weights = Weights::read(&mut Reader::new(Vec::leak(written.bytes))).expect("just written");
    for clear in clear(&weights, inventory, sentences, &words) {
        out.number(clear);
    }
    learnt(out);
}

/// What the tagger makes of each sentence when it has not been trained on it.
pub(super) fn jackknife(inventory: &Inventory, sentences: &[Gold]) -> Vec<(Vec<Form>, Vec<TagIx>)> {
    let all: Vec<_> = sentences.iter().collect();
    let words = words(&known_words(inventory, &all));
    let folds: Vec<Vec<(usize, Vec<TagIx>)>> = std::thread::scope(|scope| {
        let folds: Vec<_> =
            (0..FOLDS).map(|fold| scope.spawn(move || tag_fold(inventory, sentences, fold))).collect();
        folds.into_iter().map(|fold| fold.join().expect("a fold does not panic")).collect()
    });
    let mut tags: Vec<_> = folds.into_iter().flatten().collect();
    tags.sort_by_key(|&(ix, _)| ix);
    tags.into_iter().map(|(ix, tags)| (forms(&words, &sentences[ix]), tags)).collect()
}

fn tag_fold(inventory: &Inventory, sentences: &[Gold], fold: usize) -> Vec<(usize, Vec<TagIx>)> {
    let others: Vec<_> = sentences
        .iter()
        .enumerate()
        .filter(|(ix, _)| ix % FOLDS != fold)
        .map(|(_, sentence)| sentence)
        .collect();
    let mut out = Writer::default();
    inventory.write(&mut out);
    write(inventory, &others, &mut out);
    let mut tagger = Tagger::read(&mut Reader::new(Vec::leak(out.bytes))).expect("just written");
    tagger.clear[..JOINT - 1].fill(i32::MAX); // What was learnt as one is asked as one: what the parser learns is worth the time.
    let held = sentences.iter().enumerate().filter(|(ix, _)| ix % FOLDS == fold);
    held.map(|(ix, sentence)| (ix, tagger.tag(&forms(&tagger.words, sentence), &|_| false))).collect()
}

/// What the features of a sentence are made of.
pub(super) fn forms(words: &Words, sentence: &Gold) -> Vec<Form> {
    words.forms(&sentence.words.iter().map(String::as_str).collect::<Vec<_>>())
}

/// `known` as a tagger reads it.
pub(super) fn words(known: &[(u32, Known)]) -> Words {
    let mut out = Writer::default();
    Words::write(known, &mut out);
    Words::read(&mut Reader::new(Vec::leak(out.bytes))).expect("just written")
}

/// The words seen at least twice, by hash.
pub(super) fn known_words(inventory: &Inventory, sentences: &[&Gold]) -> Vec<(u32, Known)> {
    let mut counts: BTreeMap<u32, BTreeMap<TagIx, usize>> = BTreeMap::new();
    for sentence in sentences {
        for (at, word) in sentence.words.iter().enumerate() {
            let hash = hash_chars(normal(word).chars());
            *counts.entry(hash).or_default().entry(inventory.gold(sentence, at)).or_default() += 1;
        }
    }
    let mut words = Vec::new();
    for (hash, tags) in counts {
        let total: usize = tags.values().sum();
        if let Some((&tag, _)) = tags.iter().max_by_key(|&(&tag, &count)| (count, std::cmp::Reverse(tag)))
            && total >= 2
        {
            words.push((hash, Known { tag, sure: tags.len() == 1 && total >= SURE }));
        }
    }
    words
}

fn learn(inventory: &Inventory, sentences: &[&Gold], words: &Words) -> Perceptron {
    let mut weights = Perceptron::new(LEAST);
    let mut chance = Chance::new(0);
    let mut order: Vec<_> = sentences.to_vec();
    let mut keys = [const { Vec::new() }; STAGES];
    for _ in 0..EPOCHS {
        chance.shuffle(&mut order);
        for sentence in &order {
            let forms = forms(words, sentence);
            let mut tags = Vec::with_capacity(forms.len());
            for at in 0..forms.len() {
                let tag = words.sure(&forms[at]).unwrap_or_else(|| {
                    let gold = inventory.gold(sentence, at);
                    let around = Around::new(&forms, &tags, at);
                    for (stage, keys) in keys.iter_mut().enumerate() {
                        features(&around, stage, keys);
                    }
                    step(&mut weights, &keys, gold, inventory.tags.len())
                });
                tags.push(tag);
            }
        }
    }
    weights
}

/// Learns from one word; gives the best tag as yet. If the last stage of features errs, all learn from it, else the stages up
/// to the first that errs.
fn step(weights: &mut Perceptron, keys: &[Vec<Key>; STAGES], gold: TagIx, tags: usize) -> TagIx {
    let mut scores = [0; 256];
    let mut errs = None;
    let mut guess = 0;
    for (stage, keys) in keys.iter().enumerate() {
        weights.add(keys, &mut scores);
        if stage + 1 < JOINT {
            continue;
        }
        guess = best(&scores, 0..tags).unwrap_or_default();
        if guess != usize::from(gold) && (errs.is_none() || stage + 1 == STAGES) {
            errs = Some((stage, guess));
        }
    }
    weights.tick();
    if let Some((stage, guess)) = errs {
        for keys in &keys[..=stage] {
            weights.update(keys, gold.into(), guess);
        }
    }
    guess as TagIx
}

/// By how much a tag must lead for no further stage to be looked at: in proportion to how much it leads on average.
fn clear(
    weights: &Weights,
    inventory: &Inventory,
    sentences: &[&Gold],
    words: &Words,
) -> [usize; STAGES - 1] {
    let (mut leads, mut count) = (0, 0);
    let mut keys = Vec::new();
    for sentence in sentences.iter().step_by(SAMPLED) {
        let forms = forms(words, sentence);
        let tags: Vec<_> = (0..forms.len()).map(|at| inventory.gold(sentence, at)).collect();
        for at in (0..forms.len()).filter(|&at| words.sure(&forms[at]).is_none()) {
            let around = Around::new(&forms, &tags[..at], at);
            let mut scores = [0; 256];
            for stage in 0..JOINT {
                features(&around, stage, &mut keys);
                weights.add(&keys, &mut scores);
            }
            leads += lead(&scores, 0..inventory.tags.len()).map_or(0, |(_, by)| i64::from(by));
            count += 1;
        }
    }
    CLEAR.map(|share| (leads / i64::max(count, 1)) as usize * share / 100)
}
