//! Precision and recall against a gold set, and where the facts that were missed got lost.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use serde_json::{Map, Value};

use super::gold::{Fact, GoldDocument};
use super::scoring::{Likeness, Scoring};
use crate::annotate::annotate;
use crate::export::document_lines;
use crate::model::{Annotated, Claim, Id, Object};
use crate::pack::Pack;
use crate::rdf::{BASE, Mint};
use crate::relate::{claims, relate};

/// How well a gold set was read.
#[derive(Debug, Default)]
pub struct Score {
    /// By kind.
    pub kinds: BTreeMap<String, Tally>,
    /// Of the facts found, how many claims cite the sentence of the gold set.
    pub evidence: Share,
    /// The facts at the core that were not found, by document.
    pub misses: Vec<Miss>,
    /// The claims that answer no fact, by document.
    pub wrong: Vec<Wrong>,
}

/// Facts and claims of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Facts found.
    pub hits: usize,
    /// Facts to be found.
    pub gold: usize,
    /// Claims that answer no fact.
    pub wrong: usize,
}

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// How many.
    pub good: usize,
    /// Of how many.
    pub of: usize,
}

/// A fact that was not found.
#[derive(Clone, Debug, PartialEq)]
pub struct Miss {
    /// The document.
    pub document: String,
    /// The kind.
    pub kind: String,
    /// What the fact says.
    pub args: Map<String, Value>,
    /// What lost it.
    pub stage: Stage,
    /// The names that no mention has, if that is what lost it.
    pub names: Vec<String>,
    /// The words of the gold set.
    pub evidence: String,
}

/// A claim that answers no fact.
#[derive(Clone, Debug, PartialEq)]
pub struct Wrong {
    /// The document.
    pub document: String,
    /// The claim as in JSON Lines.
    pub line: Value,
}

/// What lost a fact, in the order of the engine's work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// A name of the fact is not recognised in the document.
    Mention,
    /// Its sentence was not parsed: nothing in it was seen to evoke a frame.
    Parse,
    /// Its sentence evokes no frame of the kind.
    Frame,
    /// A frame of the kind has another filler in a key role, or none.
    Role,
    /// A frame of the kind has another amount, date, yes or no, or modality.
    Value,
}

/// Reads the documents with `pack` and compares what they claim with the facts. Claims of other kinds than `looked_for`
/// are neither right nor wrong.
#[must_use]
pub fn score(
    documents: &[GoldDocument],
    scoring: &Scoring,
    looked_for: &BTreeSet<String>,
    pack: &Pack,
) -> Score {
    let read: Vec<Score> = documents
        .par_iter()
        .map(|gold| {
            let annotated = annotate(gold.document.clone(), pack);
            let frames = relate(&annotated, pack);
            let text = &annotated.document.text;
            let lines = lines(&gold.name, text, &claims(&annotated, &frames, pack), pack);
            Reading { gold, annotated: &annotated, lines: &lines, scoring }.score(looked_for)
        })
        .collect();
    let mut all = Score::default();
    for one in read {
        all.add(one);
    }
    all
}

/// The claims as in JSON Lines, with the names that the document gives its entities.
fn lines(name: &str, text: &str, claims: &[Claim], pack: &Pack) -> Vec<Value> {
    let labels: BTreeMap<&Id, &str> = claims
        .iter()
        .filter_map(|claim| match &claim.object {
            Object::Text(text) if claim.predicate == "rdfs:label" => Some((&claim.subject, text.as_str())),
            _ => None,
        })
        .collect();
    let last = |id: &Id| id.rsplit('/').next().unwrap_or(id).to_owned();
    let called = |id: &Id| labels.get(id).map_or_else(|| last(id), |label| (*label).to_owned());
    document_lines(name, text, claims, Mint::new(BASE, &pack.ontology), &called)
}

/// One document as it was read.
struct Reading<'a> {
    gold: &'a GoldDocument,
    annotated: &'a Annotated,
    lines: &'a [Value],
    scoring: &'a Scoring,
}

impl Reading<'_> {
    fn score(&self, looked_for: &BTreeSet<String>) -> Score {
        let mut score = Score::default();
        let mut used = BTreeSet::new();
        let (core, other): (Vec<&Fact>, Vec<&Fact>) = self.gold.facts.iter().partition(|fact| fact.is_core());
        for fact in core.into_iter().chain(other) {
            let tally = score.kinds.entry(fact.kind.clone()).or_default();
            tally.gold += usize::from(fact.is_core());
            let answers = |ix: &usize| self.scoring.compare(fact, &self.lines[*ix]) == Likeness::Whole;
            let all = 0..self.lines.len();
            // Two facts that say the same may be answered by one claim.
            let unused = all.clone().filter(|ix| !used.contains(ix)).find(answers);
            match unused.or_else(|| all.clone().find(answers)) {
                Some(ix) => {
                    tally.hits += usize::from(fact.is_core());
                    used.insert(ix);
                    score.evidence.of += 1;
                    score.evidence.good += usize::from(self.cites(fact, &self.lines[ix]));
                }
                None if fact.is_core() => score.misses.push(self.miss(fact)),
                None => {}
            }
        }
        for (ix, line) in self.lines.iter().enumerate().filter(|(ix, _)| !used.contains(ix)) {
            let kind = self.scoring.kind_of(line);
            let answers = |fact: &Fact| self.scoring.compare(fact, line) == Likeness::Whole;
            if looked_for.contains(&kind) && !self.gold.facts.iter().any(answers) {
                score.kinds.entry(kind).or_default().wrong += 1;
                score.wrong.push(Wrong { document: self.gold.name.clone(), line: self.lines[ix].clone() });
            }
        }
        score
    }

    fn cites(&self, fact: &Fact, line: &Value) -> bool {
        let found = line["evidence"]["text"].as_str().unwrap_or_default();
        fact.sentences().any(|gold| self.scoring.same_sentence(found, gold))
    }

    fn miss(&self, fact: &Fact) -> Miss {
        let names: Vec<String> =
            self.scoring.key_names(fact).filter(|name| !self.is_named(name)).map(str::to_owned).collect();
        let stage = if names.is_empty() { self.stage(fact) } else { Stage::Mention };
        Miss {
            document: self.gold.name.clone(),
            kind: fact.kind.clone(),
            args: fact.args.clone(),
            stage,
            names,
            evidence: fact.evidence.clone(),
        }
    }

    /// What lost a fact whose names were all recognised.
    fn stage(&self, fact: &Fact) -> Stage {
        let closest = self.lines.iter().map(|line| (self.scoring.compare(fact, line), line));
        let here = |(likeness, line): &(Likeness, &Value)| {
            *likeness == Likeness::Value || *likeness == Likeness::Role && self.cites(fact, line)
        };
        match closest.filter(here).map(|(likeness, _)| likeness).max() {
            Some(Likeness::Value) => Stage::Value,
            Some(_) => Stage::Role,
            None if self.is_parsed(fact) => Stage::Frame,
            None => Stage::Parse,
        }
    }

    /// Whether some mention or entity of the document has this name.
    fn is_named(&self, name: &str) -> bool {
        let text = &self.annotated.document.text;
        let mentioned = self.annotated.mentions.iter().filter(|mention| mention.value.is_none());
        mentioned.into_iter().any(|mention| self.scoring.same_name(name, mention.span.of(text)))
            || self.annotated.entities.iter().any(|entity| {
                entity.aliases.iter().chain([&entity.name]).any(|alias| self.scoring.same_name(name, alias))
            })
    }

    /// Whether a sentence of the fact has a tree.
    fn is_parsed(&self, fact: &Fact) -> bool {
        let text = &self.annotated.document.text;
        let sentences = self.annotated.sentences.iter().zip(&self.annotated.trees);
        sentences.filter(|(_, tree)| tree.is_some()).any(|(sentence, _)| {
            let words = sentence.span.of(text);
            fact.sentences().any(|gold| self.scoring.same_sentence(words, gold))
        })
    }
}

impl Score {
    /// Over all kinds.
    #[must_use]
    pub fn total(&self) -> Tally {
        self.kinds.values().fold(Tally::default(), |sum, tally| sum.plus(*tally))
    }

    fn add(&mut self, other: Self) {
        for (kind, tally) in other.kinds {
            let sum = self.kinds.entry(kind).or_default();
            *sum = sum.plus(tally);
        }
        self.evidence.good += other.evidence.good;
        self.evidence.of += other.evidence.of;
        self.misses.extend(other.misses);
        self.wrong.extend(other.wrong);
    }
}

impl Tally {
    /// Of what was claimed, how much is right.
    #[must_use]
    pub fn precision(self) -> f64 {
        ratio(self.hits, self.hits + self.wrong)
    }

    /// Of what was to be found, how much was.
    #[must_use]
    pub fn recall(self) -> f64 {
        ratio(self.hits, self.gold)
    }

    /// The harmonic mean of both.
    #[must_use]
    pub fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }

    const fn plus(self, other: Self) -> Self {
        Self { hits: self.hits + other.hits, gold: self.gold + other.gold, wrong: self.wrong + other.wrong }
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

impl Stage {
    /// All of them, in the order of the engine's work.
    pub const ALL: [Self; 5] = [Self::Mention, Self::Parse, Self::Frame, Self::Role, Self::Value];

    /// As tables write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Mention => "no mention",
            Self::Parse => "no parse",
            Self::Frame => "no frame",
            Self::Role => "wrong role",
            Self::Value => "wrong value",
        }
    }

    /// What it means, in a few words.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Mention => "a name of the fact is not recognised in the document",
            Self::Parse => "nothing in its sentence was seen to evoke a frame",
            Self::Frame => "its sentence evokes no frame of the kind",
            Self::Role => "a frame of the kind has another filler in a key role, or none",
            Self::Value => "a frame of the kind has another amount, date, yes or no, or modality",
        }
    }
}
