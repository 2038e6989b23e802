//! Which sentences may hold a frame: only those are worth a tree, which is by far the dearest thing to make.
//!
//! Asks less than the frames themselves will ask, so that no frame is lost: a word that evokes one, the words that must be
//! near it, and for each role that must be filled in the sentence something that may fill it.

use std::collections::BTreeSet;

use super::parse::Tagged;
use crate::model::{Mention, MentionKind, Value};
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

/// The most entities that a noun or pronoun stands for: "the three companies".
const MOST: usize = 3;

impl Seen<'_> {
    /// Whether the sentence may hold a frame.
    pub(super) fn may_hold_frame(&self) -> bool {
        let frames = &self.pack.frames;
        let mut all: Option<BTreeSet<String>> = None;
        let mut holds = |rule: &FrameRule| {
            self.fills(rule) && has_words_of(rule, all.get_or_insert_with(|| self.all_words()))
        };
        // Whatever part of speech a word was taken for: a clause that is read by itself is tagged anew.
        self.forms().any(|lemma| frames.evoked_by(lemma).any(&mut holds))
            || self.mentions.iter().any(|mention| frames.evoked_by_class(&mention.class).any(&mut holds))
    }

    /// The dictionary forms of its words.
    fn forms(&self) -> impl Iterator<Item = &str> {
        self.tagged.lemmas.iter().map(String::as_str).chain(self.hidden.iter().copied())
    }

    /// Each word as written and in its dictionary form, in lower case.
    fn all_words(&self) -> BTreeSet<String> {
        self.words.iter().copied().chain(self.forms()).map(str::to_lowercase).collect()
    }

    /// Whether the sentence has something for each role that `rule` must find in it.
    fn fills(&self, rule: &FrameRule) -> bool {
        let told = |role: &RoleRule| role.at.iter().any(|slot| matches!(slot.get_ref(), Slot::Told { .. }));
        let needed = || rule.roles.values().filter(|role| role.need && !told(role));
        let of_entity = |role: &&RoleRule| role.is.get_ref().0.iter().all(|wanted| is_class(wanted));
        let entities: usize =
            needed().filter(of_entity).filter(|role| !role.shared).map(|role| role.least).sum();
        entities <= self.entities() && needed().all(|role| self.may_fill(role))
    }

    /// Whether something in the sentence may fill `role`.
    fn may_fill(&self, role: &RoleRule) -> bool {
        let may_be = |wanted: &String| {
            matches!(wanted.as_str(), "Text" | "Phrase" | "Whereabouts")
                || is_class(wanted) && self.described() > 0
                || self.mentions.iter().any(|mention| self.may_be(mention, wanted))
        };
        // A product may stand for its maker.
        let maker = role.at.iter().any(|slot| slot.get_ref().tells_maker());
        maker && !self.mentions.is_empty() || role.is.get_ref().0.iter().any(may_be)
    }

    /// Whether `mention` is, or may stand for, something of this class or kind of value.
    fn may_be(&self, mention: &Mention, wanted: &str) -> bool {
        match mention.kind {
            MentionKind::Value => mention.value.as_ref().is_some_and(|value| is_value(value, wanted)),
            MentionKind::Nominal | MentionKind::Pronoun => is_class(wanted),
            MentionKind::Name => {
                // A title may stand for whose it is: "Chief executive Jane Doe smiled".
                let open = mention.class.is_empty() || mention.class == self.pack.lexicon.names.classes.title;
                is_class(wanted) && (open || self.pack.ontology.is_a(&mention.class, wanted))
            }
        }
    }

    /// How many entities the mentions may stand for, at most.
    fn entities(&self) -> usize {
        let count = |mention: &Mention| match mention.kind {
            MentionKind::Value => 0,
            MentionKind::Name => 1,
            MentionKind::Nominal | MentionKind::Pronoun => MOST,
        };
        self.mentions.iter().map(count).sum::<usize>() + self.described()
    }

    /// How many words may name a thing by its owner: "Lumen's models".
    fn described(&self) -> usize {
        let nouns = || self.pack.lexicon.grammar.described.iter().flat_map(|described| &described.nouns);
        let last = |noun: &String, lemma: &String| noun.rsplit(' ').next().is_some_and(|last| last == lemma);
        self.tagged.lemmas.iter().filter(|lemma| nouns().any(|noun| last(noun, lemma))).count()
    }
}

/// Whether `wanted` is a class of the ontology and not a kind of value.
fn is_class(wanted: &str) -> bool {
    wanted.contains(':')
}

/// Whether frame definitions ask for such a value by this name.
fn is_value(value: &Value, name: &str) -> bool {
    match value {
        Value::Date(_) => name == "Date",
        Value::Duration(_) => name == "Duration",
        Value::Money(_) => matches!(name, "Money" | "UnitPrice"),
        Value::Percent(_) => name == "Percent",
        Value::Quantity(_) => name == "Quantity",
    }
}

/// Whether the words are there without which `rule` holds nothing.
fn has_words_of(rule: &FrameRule, all: &BTreeSet<String>) -> bool {
    let some = |phrase: &String| phrase.split([' ', '-']).any(|part| all.contains(part));
    let whole = |phrase: &String| phrase.split(' ').all(|part| all.contains(part));
    let any = |words: &[String]| words.is_empty() || words.iter().any(some);
    any(&rule.near)
        && any(&rule.modified)
        && any(&rule.objects)
        && (!rule.only_light || any(&rule.light))
        && (rule.after.is_empty() || rule.after.iter().any(whole))
}
