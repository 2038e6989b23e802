//! Which sentences may hold a frame: only those are worth a tree, which is by far the dearest thing to make.
//!
//! Asks less than the frames themselves will ask, so that no frame is lost: a word that evokes one, the words that must be
//! near it, and for each role that must be filled in the sentence something that may fill it.

use std::collections::BTreeSet;

use super::parse::Tagged;
use crate::model::{Mention, MentionKind, Upos, Value};
use crate::pack::Pack;
use crate::pack::frames::{FrameRule, RoleRule, Slot};

/// A sentence whose words have been tagged.
pub(super) struct Seen<'a> {
    /// All its words, as written.
    pub(super) words: &'a [&'a str],
    /// What was tagged: one word for each name and each term.
    pub(super) tagged: &'a Tagged,
    /// Its words that the tagged ones stand for, and the dictionary forms of terms.
    pub(super) hidden: &'a [&'a str],
    pub(super) mentions: &'a [Mention],
    pub(super) pack: &'a Pack,
}

impl Seen<'_> {
    /// Whether the sentence may hold a frame.
    pub(super) fn may_hold_frame(&self) -> bool {
        let frames = &self.pack.frames;
        let tagged =
            self.tagged.lemmas.iter().zip(&self.tagged.upos).map(|(lemma, upos)| (lemma.as_str(), *upos));
        let hidden = self.hidden.iter().map(|word| (*word, Upos::Propn));
        let mut all: Option<BTreeSet<String>> = None;
        let mut holds = |rule: &FrameRule| {
            self.fills(rule) && self.has_words_of(rule, all.get_or_insert_with(|| self.all_words()))
        };
        tagged.chain(hidden).any(|(lemma, upos)| {
            frames.evoked_by(lemma).any(|rule| is_trigger(rule, lemma, upos) && holds(rule))
        }) || self
            .mentions
            .iter()
            .filter(|mention| mention.kind == MentionKind::Name)
            .any(|mention| frames.evoked_by_class(&mention.class).any(&mut holds))
    }

    /// Each word as written and in its dictionary form, in lower case.
    fn all_words(&self) -> BTreeSet<String> {
        let forms = self.tagged.lemmas.iter().map(String::as_str).chain(self.hidden.iter().copied());
        self.words.iter().copied().chain(forms).map(str::to_lowercase).collect()
    }

    /// Whether the words are there without which `rule` holds nothing.
    fn has_words_of(&self, rule: &FrameRule, all: &BTreeSet<String>) -> bool {
        let head = |phrase: &String| phrase.split([' ', '-']).any(|part| all.contains(part));
        let any = |words: &[String]| words.is_empty() || words.iter().any(head);
        any(&rule.near)
            && any(&rule.modified)
            && any(&rule.objects)
            && (!rule.only_light || any(&rule.light))
            && (rule.after.is_empty()
                || rule.after.iter().any(|phrase| phrase.split(' ').all(|part| all.contains(part))))
    }

    /// Whether the sentence has something for each role that `rule` must find in it.
    fn fills(&self, rule: &FrameRule) -> bool {
        let told = |role: &RoleRule| role.at.iter().any(|slot| matches!(slot.get_ref(), Slot::Told { .. }));
        let needed = || rule.roles.values().filter(|role| role.need && !told(role));
        let entities =
            needed().filter(|role| !role.shared && role.is.get_ref().0.iter().all(|is| self.is_class(is)));
        entities.map(|role| role.least).sum::<usize>() <= self.entities()
            && needed().all(|role| self.may_fill(role))
    }

    /// Whether something in the sentence may fill `role`.
    fn may_fill(&self, role: &RoleRule) -> bool {
        role.is.get_ref().0.iter().any(|wanted| match wanted.as_str() {
            "Text" => true,
            class if self.is_class(class) => {
                self.made_things() > 0 || self.mentions.iter().any(|mention| self.may_be(mention, class))
            }
            value => {
                self.mentions.iter().any(|mention| mention.value.as_ref().map(Value::kind) == Some(value))
            }
        })
    }

    /// Whether `wanted` is a class of the ontology and not a kind of value.
    fn is_class(&self, wanted: &str) -> bool {
        wanted.contains(':')
    }

    /// Whether `mention` is, or may stand for, an entity of `class`.
    fn may_be(&self, mention: &Mention, class: &str) -> bool {
        match mention.kind {
            MentionKind::Value => false,
            MentionKind::Nominal | MentionKind::Pronoun => true,
            MentionKind::Name => mention.class.is_empty() || self.pack.ontology.is_a(&mention.class, class),
        }
    }

    /// How many entities the mentions may stand for, at most.
    fn entities(&self) -> usize {
        let count = |mention: &Mention| match mention.kind {
            MentionKind::Value => 0,
            MentionKind::Name => 1,
            MentionKind::Nominal | MentionKind::Pronoun => MOST,
        };
        self.mentions.iter().map(count).sum::<usize>() + self.made_things()
    }

    /// How many words name a thing by its owner: "Lumen's models".
    fn made_things(&self) -> usize {
        let nouns = || self.pack.lexicon.grammar.described.iter().flat_map(|described| &described.nouns);
        let last = |noun: &String, lemma: &String| noun.rsplit(' ').next().is_some_and(|last| last == lemma);
        self.tagged.lemmas.iter().filter(|lemma| nouns().any(|noun| last(noun, lemma))).count()
    }
}

/// The most entities that a noun or pronoun stands for: "the three companies".
const MOST: usize = 3;

/// Whether a word with this dictionary form and part of speech may evoke `rule`.
fn is_trigger(rule: &FrameRule, lemma: &str, upos: Upos) -> bool {
    match upos {
        Upos::Verb | Upos::Aux => rule.verbs.iter().any(|verb| verb.split(' ').next() == Some(lemma)),
        Upos::Noun | Upos::Propn => {
            let lower = lemma.to_lowercase();
            rule.nouns.iter().any(|noun| noun.rsplit(' ').next() == Some(&lower))
        }
        Upos::Adj => rule.adjectives.iter().any(|adjective| adjective == lemma),
        _ => false,
    }
}
