//! Trains the parser.

use std::collections::BTreeMap;

use super::super::codec::{Reader, Writer};
use super::super::linear::{Key, Weights, best, lead};
use super::super::moves::MoveWeights;
use super::super::parse::features::{ARC_STAGES, Arc, JOINT, STAGES, View, arc_features, features};
use super::super::parse::state::{RIGHT, SHIFT, State, Word, words};
use super::super::tag::lemma::Lemmas;
use super::super::tag::{Form, TagIx, Tagger};
use super::conllu::Gold;
use super::oracle::Target;
use super::perceptron::{Chance, MovePerceptron, Perceptron};
use super::tagger::{self, Inventory, known_words};
use crate::model::Rel;

/// Runs whose weights are averaged, and how many are done at once.
const RUNS: usize = 4;
const AT_ONCE: usize = 2;
const EPOCHS: usize = 8;
/// A feature counts once it has been changed so often.
const LEAST: u32 = 5;
/// The same for relations.
const LEAST_LABEL: u32 = 3;
/// Features of moves whose weights all have a smaller root are left out.
const LEAST_MOVE: u8 = 28;
/// So are weights of relations whose root is smaller.
const LEAST_ROOT: u8 = 20;
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
                sentence.words.iter().zip(tags).map(|(word, &tag)| lemmas.learnt(word, tag)).collect();
            (words(&tagger, forms, tags, &lemmas), Target::new(sentence.heads.clone(), rels))
        })
        .collect();
    out.number(relations.len());
    for rel in &relations {
        out.text(rel.0);
    }
    let (moves, labels): (Vec<_>, Vec<_>) = learn(&examples, &relations, progress).into_iter().unzip();
    let moves = |out: &mut Writer| MovePerceptron::write(&moves, LEAST_MOVE, out);
    let labels = |out: &mut Writer| Perceptron::write(&labels, 0, LEAST_ROOT, out);
    let (read_moves, read_labels) = written(moves, labels);
    for clear in clear(&read_moves, &read_labels, &examples, &relations) {
        out.number(clear);
    }
    moves(out);
    labels(out);
}

/// The weights as the parser will read them.
fn written(moves: impl Fn(&mut Writer), labels: impl Fn(&mut Writer)) -> (MoveWeights, Weights) {
    let mut out = Writer::default();
    moves(&mut out);
    labels(&mut out);
    let mut input = Reader::new(Vec::leak(out.bytes));
    let read = MoveWeights::read(&mut input).and_then(|moves| Ok((moves, Weights::read(&mut input)?)));
    read.expect("just written")
}

/// All relations, the most frequent first, the root's last.
fn relations(sentences: &[Gold]) -> Vec<Rel> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for rel in sentences.iter().flat_map(|sentence| &sentence.rels) {
        *counts.entry(rel).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    counts.truncate(255);
    counts.sort_by_key(|&(rel, _)| rel == "root");
    counts.into_iter().map(|(rel, _)| Rel(String::leak(rel.to_owned()))).collect()
}

/// By how much a move and a relation must lead for no further stage to be looked at: in proportion to how much they lead on
/// average.
fn clear(
    moves: &MoveWeights,
    labels: &Weights,
    examples: &[(Vec<Word>, Target)],
    relations: &[Rel],
) -> [usize; 2] {
    let mut leads = [(0, 0); 2];
    let mut keys = Vec::new();
    for (words, target) in examples.iter().step_by(SAMPLED) {
        let mut state = State::new(words, relations);
        while !state.is_final() {
            let view = View::new(&state);
            let kind = state.only_move().unwrap_or_else(|| {
                let mut scores = [0; 3];
                for stage in 0..JOINT {
                    features(&view, stage, &mut keys);
                    moves.add(&keys, &mut scores);
                }
                count(&mut leads[0], lead(&scores, allowed(&state)));
                best(&scores, best_moves(target, &state)).unwrap_or_default()
            });
            if kind == SHIFT {
                state.shift();
                continue;
            }
            let (head, rel) = state.arc(kind);
            let rel = rel.unwrap_or_else(|| {
                let mut scores = [0; 256];
                for stage in 0..JOINT {
                    arc_features(&Arc::new(&view, kind), stage, &mut keys);
                    labels.add(&keys, &mut scores);
                }
                count(&mut leads[1], lead(&scores, 0..relations.len() - 1));
                target.rels[state.stacked(0)]
            });
            state.attach(head, rel, kind);
        }
    }
    [0, 1].map(|ix| (leads[ix].0 / i64::max(leads[ix].1, 1)) as usize * CLEAR[ix] / 100)
}

fn count(leads: &mut (i64, i64), lead: Option<(usize, i32)>) {
    leads.0 += lead.map_or(0, |(_, by)| i64::from(by));
    leads.1 += 1;
}

/// One sentence in so many tells how much moves and relations lead on average.
const SAMPLED: usize = 50;
/// By how many hundredths of that a move and a relation must lead to be clear.
const CLEAR: [usize; 2] = [100, 60];

/// What one run has learnt.
struct Learnt {
    moves: MovePerceptron,
    labels: Perceptron,
    /// How many relations an arc can have that is not the root's.
    relations: usize,
    keys: [Vec<Key>; STAGES],
}

/// What several runs learn, each with the sentences in another order and with other mistakes to learn from: their average
/// knows more than one.
fn learn(
    examples: &[(Vec<Word>, Target)],
    relations: &[Rel],
    progress: &dyn Fn(&str),
) -> Vec<(MovePerceptron, Perceptron)> {
    let mut learnt = Vec::new();
    for first in (0..RUNS).step_by(AT_ONCE) {
        learnt.extend(std::thread::scope(|scope| {
            let runs = first..RUNS.min(first + AT_ONCE);
            let runs: Vec<_> =
                runs.map(|run| scope.spawn(move || learn_once(examples, relations, run))).collect();
            runs.into_iter().map(|run| run.join().expect("a run does not panic")).collect::<Vec<_>>()
        }));
        progress(&format!("parser: {} of {RUNS} runs", learnt.len()));
    }
    learnt
}

/// One run of learning.
fn learn_once(
    examples: &[(Vec<Word>, Target)],
    relations: &[Rel],
    run: usize,
) -> (MovePerceptron, Perceptron) {
    let mut learnt = Learnt {
        moves: MovePerceptron::new(LEAST),
        labels: Perceptron::new(LEAST_LABEL),
        relations: relations.len() - 1,
        keys: [const { Vec::new() }; STAGES],
    };
    let mut chance = Chance::new(run as u64);
    let mut order: Vec<_> = examples.iter().collect();
    for epoch in 0..EPOCHS {
        chance.shuffle(&mut order);
        for (words, target) in &order {
            let mut state = State::new(words, relations);
            while !state.is_final() {
                let explores = epoch >= EXPLORES_FROM && chance.below(10) > 0;
                learnt.step(target, &mut state, explores);
            }
        }
    }
    (learnt.moves, learnt.labels)
}

impl Learnt {
    /// Learns from one state and does what is right, or what seems so as yet if it `explores`.
    fn step(&mut self, target: &Target, state: &mut State, explores: bool) {
        let view = View::new(state);
        let kind = state.only_move().unwrap_or_else(|| {
            let (guess, right) = self.learn_move(target, state, &view);
            if explores { guess } else { right }
        });
        if kind == SHIFT {
            return state.shift();
        }
        let (head, rel) = state.arc(kind);
        let rel = rel.unwrap_or_else(|| {
            let child = state.stacked(0);
            let right = (target.heads[child] == head).then(|| target.rels[child]);
            let guess = self.learn_relation(right, &Arc::new(&view, kind));
            right.filter(|_| !explores).unwrap_or(guess)
        });
        state.attach(head, rel, kind);
    }

    /// The best move as yet and the best of the right ones. If the last stage of features errs, all learn from it, else the
    /// stages up to the first that errs: what they say should do without the others.
    fn learn_move(&mut self, target: &Target, state: &State, view: &View) -> (usize, usize) {
        let mut scores = [0; 3];
        let mut errs = None;
        let mut last = (0, 0);
        for (stage, keys) in self.keys.iter_mut().enumerate() {
            features(view, stage, keys);
            self.moves.add(keys, &mut scores);
            if stage + 1 < JOINT {
                continue;
            }
            let guess = best(&scores, allowed(state)).unwrap_or_default();
            last = (guess, best(&scores, best_moves(target, state)).unwrap_or(guess));
            if last.0 != last.1 && (errs.is_none() || stage + 1 == STAGES) {
                errs = Some((stage, last));
            }
        }
        self.moves.tick();
        if let Some((stage, (guess, right))) = errs {
            for keys in &self.keys[..=stage] {
                self.moves.update(keys, right, guess);
            }
        }
        last
    }

    /// The best relation as yet; learns as above if the right one is known.
    fn learn_relation(&mut self, right: Option<u8>, arc: &Arc) -> u8 {
        let mut scores = [0; 256];
        let mut errs = None;
        let mut guess = 0;
        for (stage, keys) in self.keys[..ARC_STAGES].iter_mut().enumerate() {
            arc_features(arc, stage, keys);
            self.labels.add(keys, &mut scores);
            if stage + 1 < JOINT {
                continue;
            }
            guess = best(&scores, 0..self.relations).unwrap_or_default();
            if right.is_some_and(|right| usize::from(right) != guess)
                && (errs.is_none() || stage + 1 == ARC_STAGES)
            {
                errs = Some((stage, guess));
            }
        }
        self.labels.tick();
        if let (Some((stage, guess)), Some(right)) = (errs, right) {
            for keys in &self.keys[..=stage] {
                self.labels.update(keys, right.into(), guess);
            }
        }
        guess as u8
    }
}

/// What can be done.
fn allowed(state: &State) -> impl Iterator<Item = usize> + use<> {
    let allowed = state.allows();
    (SHIFT..=RIGHT).filter(move |&kind| allowed[kind])
}

/// The best that can be done.
fn best_moves(target: &Target, state: &State) -> impl Iterator<Item = usize> + use<> {
    let costs = target.costs(state);
    let least = allowed(state).map(|kind| costs[kind]).min();
    allowed(state).filter(move |&kind| Some(costs[kind]) == least)
}
