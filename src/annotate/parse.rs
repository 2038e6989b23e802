//! Dependency trees, by a transition system that goes through the sentence once from left to right.
//!
//! The transitions are those of arc-hybrid (Kuhlmann, Gómez-Rodríguez and Satta, 2011); an averaged perceptron chooses
//! among them. It was trained with a dynamic oracle (Goldberg and Nivre, 2013), so that it has learnt to go on well after
//! a mistake. The words are tagged first.

pub(super) mod features;
pub(super) mod state;

use std::sync::OnceLock;

use super::codec::Reader;
use super::linear::{Key, Weights, hash_chars, lead};
use super::moves::MoveWeights;
use super::tag::lemma::Lemmas;
use super::tag::{Form, TagIx, Tagger};
use crate::model::{Diagnostic, Node, Rel, Sentence, Tree, Upos, lower};
use features::{Arc, View};
use state::{RIGHT, SHIFT, State, Word};

/// The tagger and the parser with their weights.
#[derive(Debug, Default)]
pub struct Parser {
    pub(super) tagger: Tagger,
    pub(super) lemmas: Lemmas,
    pub(super) arcs: Arcs,
}

/// What chooses the transitions and names the relations.
#[derive(Debug, Default)]
pub(super) struct Arcs {
    /// All relations; their order gives the classes of the weights. The root's is the last.
    pub(super) relations: Vec<Rel>,
    pub(super) moves: MoveWeights,
    pub(super) labels: Weights,
    /// By how much a move or a relation must lead for no further stage of features to be looked at.
    pub(super) clear: [i32; 2],
}

/// Bytes that begin where a line of the processor's memory does.
#[repr(C, align(64))]
struct Aligned<T: ?Sized>(T);

static MODEL: &Aligned<[u8]> =
    &Aligned(*include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/model/english.bin")));

impl Parser {
    /// The parser of the model that is part of the binary; read at the first call.
    ///
    /// # Panics
    /// If that model is damaged, which a test rules out.
    pub fn embedded() -> &'static Self {
        static PARSER: OnceLock<Parser> = OnceLock::new();
        PARSER.get_or_init(|| Self::read(&MODEL.0).unwrap_or_else(|problem| panic!("{problem}")))
    }

    /// Reads a model.
    ///
    /// # Errors
    /// If `bytes` are no model, or one of another version.
    pub fn read(bytes: &'static [u8]) -> Result<Self, Diagnostic> {
        let mut input = Reader::new(bytes);
        if input.text()? != VERSION {
            return Err(input.broken());
        }
        let tagger = Tagger::read(&mut input)?;
        let lemmas = Lemmas::read(&mut input)?;
        let relations: Vec<_> = input.texts()?.into_iter().map(Rel).collect();
        let clear = [input.score()?, input.score()?];
        let moves = MoveWeights::read(&mut input)?;
        let labels = Weights::read(&mut input)?;
        Ok(Self { tagger, lemmas, arcs: Arcs { relations, moves, labels, clear } })
    }

    /// Tags and parses one sentence of `text`: a node for each of its tokens.
    #[must_use]
    pub fn parse(&self, text: &str, sentence: &Sentence) -> Tree {
        let words: Vec<_> = sentence.tokens.iter().map(|token| token.span.of(text)).collect();
        self.parse_words(&words, &|_| false)
    }

    /// Tags and parses a sentence given as words; `is_name` knows which are part of a name.
    pub(super) fn parse_words(&self, words: &[&str], is_name: &dyn Fn(usize) -> bool) -> Tree {
        self.attach(&self.tag(words, is_name))
    }

    /// Tags a sentence given as words; `is_name` knows which are part of a name.
    pub(super) fn tag(&self, words: &[&str], is_name: &dyn Fn(usize) -> bool) -> Tagged {
        let forms = self.tagger.words.forms(words);
        let tags = self.tagger.tag(&forms, is_name);
        let lemmas = words.iter().zip(&tags).map(|(word, &tag)| self.lemmas.lemma(word, tag)).collect();
        Tagged { forms, tags, lemmas }
    }

    /// Parses a sentence.
    pub(super) fn attach(&self, tagged: &Tagged) -> Tree {
        let input = state::words(&self.tagger, &tagged.forms, &tagged.tags, &tagged.lemmas);
        let (heads, rels) = self.arcs.parse(&input);
        let mut nodes = self.unattached(tagged);
        for (node, (head, rel)) in nodes.iter_mut().zip(heads.into_iter().zip(rels)) {
            node.head = (head < tagged.tags.len()).then_some(head);
            node.rel = self.arcs.relations[usize::from(rel)];
        }
        Tree { nodes }
    }

    /// Whether `word` is mostly no noun, adjective or participle: it heads a clause or joins words.
    pub(super) fn is_function_word(&self, word: &str) -> bool {
        let known = self
            .tagger
            .words
            .known(hash_chars(word.chars()))
            .map(|known| self.tagger.tags[usize::from(known.tag)]);
        known.is_some_and(|tag| {
            !matches!(tag.upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num)
                && !matches!(tag.xpos, "VBN" | "VBG")
        })
    }

    /// Whether the treebanks have the word.
    pub(super) fn is_known(&self, word: &str) -> bool {
        let known = |word: &str| self.tagger.words.known(hash_chars(word.chars())).is_some();
        known(word) || known(&lower(word))
    }

    /// Whether `word`, in lower case, is a noun in the plural and hardly anything else: "deliveries".
    pub(super) fn is_plural(&self, word: &str) -> bool {
        let known = self.tagger.words.known(hash_chars(word.chars()));
        known.is_some_and(|known| known.sure && self.tagger.tags[usize::from(known.tag)].xpos == "NNS")
    }

    /// The parts of speech of the words.
    pub(super) fn parts(&self, tagged: &Tagged) -> impl Iterator<Item = Upos> {
        tagged.tags.iter().map(|&tag| self.tagger.tags[usize::from(tag)].upos)
    }

    /// The parts of speech of the words, with those of the treebank.
    pub(super) fn tags(&self, tagged: &Tagged) -> impl Iterator<Item = (Upos, &'static str)> {
        tagged.tags.iter().map(|&tag| &self.tagger.tags[usize::from(tag)]).map(|tag| (tag.upos, tag.xpos))
    }

    /// Gives the word at `at` another tag, which `to` names for the one it has.
    pub(super) fn retag(
        &self,
        tagged: &mut Tagged,
        at: usize,
        to: impl Fn(&str) -> Option<(Upos, &'static str)>,
    ) {
        let tags = &self.tagger.tags;
        let Some((upos, xpos)) = to(tags[usize::from(tagged.tags[at])].xpos) else { return };
        let other = tags.iter().position(|tag| tag.upos == upos && tag.xpos == xpos);
        if let Some(tag) = other.and_then(|tag| TagIx::try_from(tag).ok()) {
            tagged.tags[at] = tag;
        }
    }

    /// The words of a sentence with their tags, that hang on nothing yet.
    pub(super) fn unattached(&self, tagged: &Tagged) -> Vec<Node> {
        let node = |(lemma, &tag): (&String, &TagIx)| Node {
            upos: self.tagger.tags[usize::from(tag)].upos,
            xpos: self.tagger.tags[usize::from(tag)].xpos,
            lemma: lemma.clone(),
            head: None,
            rel: Rel("dep"),
        };
        tagged.lemmas.iter().zip(&tagged.tags).map(node).collect()
    }
}

/// A sentence that has been tagged but not parsed.
#[derive(Debug)]
pub(super) struct Tagged {
    forms: Vec<Form>,
    tags: Vec<TagIx>,
    /// The dictionary form of each word.
    pub(super) lemmas: Vec<String>,
}

impl Tagged {
    /// Gives each verb of `words` the dictionary form that `verb_of` knows of it in lower case, if it knows one.
    pub(super) fn know_verbs<'v>(
        &mut self,
        parser: &Parser,
        words: &[&str],
        verb_of: impl Fn(&str) -> Option<&'v str>,
    ) {
        for ((lemma, &tag), word) in self.lemmas.iter_mut().zip(&self.tags).zip(words) {
            if parser.tagger.tags[usize::from(tag)].upos == Upos::Verb
                && let Some(verb) = verb_of(&lower(word))
            {
                verb.clone_into(lemma);
            }
        }
    }
}

/// Names the layout of the model file.
pub(super) const VERSION: &str = "pactum model 4";

impl Arcs {
    /// The head of each word (their number for the root) and its relation.
    fn parse(&self, words: &[Word]) -> (Vec<usize>, Vec<u8>) {
        let mut state = State::new(words, &self.relations);
        let mut keys = Vec::with_capacity(features::COUNT);
        while !state.is_final() {
            self.step(&mut state, &mut keys);
        }
        state.into_arcs()
    }

    /// Does what is best, by as many stages of features as it takes until it is clear.
    fn step(&self, state: &mut State, keys: &mut Vec<Key>) {
        let view = View::new(state);
        let kind = state.only_move().unwrap_or_else(|| {
            let allowed = state.allows();
            let mut scores = [0; 3];
            let mut kind = SHIFT;
            for stage in 0..features::STAGES {
                features::features(&view, stage, keys);
                self.moves.add(keys, &mut scores);
                let leader = lead(&scores, (SHIFT..=RIGHT).filter(|&kind| allowed[kind]));
                let (best, by) = leader.unwrap_or_default();
                kind = best;
                if by > self.clear[0] {
                    break;
                }
            }
            kind
        });
        if kind == SHIFT {
            return state.shift();
        }
        let (head, rel) = state.arc(kind);
        let rel = rel.unwrap_or_else(|| self.name(&Arc::new(&view, kind), keys));
        state.attach(head, rel, kind);
    }

    /// The relation of an arc.
    fn name(&self, arc: &Arc, keys: &mut Vec<Key>) -> u8 {
        let mut scores = [0; 256];
        let mut rel = 0;
        for stage in 0..features::ARC_STAGES {
            features::arc_features(arc, stage, keys);
            self.labels.add(keys, &mut scores);
            let (best, by) = lead(&scores, 0..self.relations.len().saturating_sub(1)).unwrap_or_default();
            rel = best;
            if by > self.clear[1] {
                break;
            }
        }
        rel as u8
    }
}

#[cfg(test)]
mod tests;
