//! Trains the parser.

use std::collections::BTreeMap;

use super::super::codec::Writer;
use super::super::linear::best;
use super::super::parse::features::features;
use super::super::parse::state::{Action, State, Word, words};
use super::super::tag::lemma::Lemmas;
use super::super::tag::{Form, TagIx, Tagger};
use super::conllu::Gold;
use super::oracle::Target;
use super::perceptron::{Chance, Perceptron};
use super::tagger::{self, Inventory, known_words};
use crate::model::Rel;

const EPOCHS: usize = 8;
/// A feature counts once it has been changed so often.
const LEAST: u32 = 5;
/// Weights whose root is smaller are left out: half of them, which cost nothing in accuracy.
const LEAST_ROOT: u8 = 14;
/// From this round on the parser learns from its own mistakes, nine times out of ten.
const EXPLORES_FROM: usize = 1;

/// Trains and writes the relations and the weights.
pub(super) fn write(
    inventory: &Inventory,
    lemmas: &Lemmas,
    sentences: &[Gold],
    tagged: &[(Vec<Form>, Vec<TagIx>)],
    progress: &dyn Fn(&str),
    out: &mut Writer,
) {
    let relations = relations(sentences);
    let all: Vec<_> = sentences.iter().collect();
    let known = tagger::words(&known_words(inventory, &all));
    let tagger = Tagger { tags: inventory.tags.clone(), words: known, ..Tagger::default() };
    let index = |rel: &String| relations.iter().position(|known| known.0 == rel).unwrap_or_default() as u8;
    let examples: Vec<(Vec<Word>, Target)> = sentences
        .iter()
        .zip(tagged)
        .map(|(sentence, (forms, tags))| {
            let rels = sentence.rels.iter().map(index).collect();
            let lemmas: Vec<_> =
                sentence.words.iter().zip(tags).map(|(word, &tag)| lemmas.lemma(word, tag)).collect();
            (words(&tagger, forms, tags, &lemmas), Target::new(sentence.heads.clone(), rels))
        })
        .collect();
    out.number(relations.len());
    for rel in &relations {
        out.text(rel.0);
    }
    learn(&examples, &relations, progress).write(0, LEAST_ROOT, out);
}

/// All relations, the most frequent first.
fn relations(sentences: &[Gold]) -> Vec<Rel> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for rel in sentences.iter().flat_map(|sentence| &sentence.rels) {
        *counts.entry(rel).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    counts.truncate(127);
    counts.into_iter().map(|(rel, _)| Rel(String::leak(rel.to_owned()))).collect()
}

fn learn(examples: &[(Vec<Word>, Target)], relations: &[Rel], progress: &dyn Fn(&str)) -> Perceptron {
    let mut weights = Perceptron::new(LEAST);
    let mut chance = Chance::new();
    let mut order: Vec<_> = examples.iter().collect();
    let mut scores = vec![0; Action::count(relations.len())];
    for epoch in 0..EPOCHS {
        chance.shuffle(&mut order);
        let (mut steps, mut mistakes) = (0, 0);
        for (words, target) in &order {
            let mut state = State::new(words, relations);
            let mut keys = Vec::new();
            while !state.is_final() {
                features(&state, &mut keys);
                weights.score(&keys, &mut scores);
                weights.tick();
                let guess = best(&scores, |class| state.allows(Action::of(class))).unwrap_or_default();
                let kinds = best_kinds(target, &state);
                let right = best(&scores, |class| is_right(target, &state, kinds, class)).unwrap_or(guess);
                steps += 1;
                if guess != right {
                    mistakes += 1;
                    weights.update(&keys, right, guess);
                }
                let explores = epoch >= EXPLORES_FROM && chance.below(10) > 0;
                state.apply(Action::of(if explores { guess } else { right }));
            }
        }
        progress(&format!("parser: round {} of {}, {mistakes} mistakes in {steps} steps", epoch + 1, EPOCHS));
    }
    weights
}

/// Which of shift, left and right are among the best that can be done.
fn best_kinds(target: &Target, state: &State) -> [bool; 3] {
    let costs = target.costs(state);
    let at_root = state.next == state.root();
    let depth = state.stack.len();
    let possible = [!at_root, if at_root { depth == 1 } else { depth >= 1 }, depth >= 2];
    let least = (0..3).filter(|&kind| possible[kind]).map(|kind| costs[kind]).min();
    [0, 1, 2].map(|kind| possible[kind] && Some(costs[kind]) == least)
}

/// Whether a class is among the best that can be done, given their kinds.
fn is_right(target: &Target, state: &State, kinds: [bool; 3], class: usize) -> bool {
    let action = Action::of(class);
    let kind = match action {
        Action::Shift => 0,
        Action::Left(_) => 1,
        Action::Right(_) => 2,
    };
    kinds[kind] && state.allows(action) && !target.is_misnamed(state, action)
}
