//! Which sentences may hold a frame: only those are worth a tree, which is by far the dearest thing to make.
//!
//! Asks less than the frames themselves will ask, so that no frame is lost: a word that evokes one, the words that must be
//! near it, and for each role that must be filled in the sentence something that may fill it.

use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::parse::{Parser, Tagged};
use crate::model::{Mention, MentionKind, Upos, Value, lower};
use crate::pack::Pack;
use crate::pack::frames::{FrameRule, Head, RoleRule, Slot};

/// A sentence whose words have been tagged.
pub(super) struct Seen<'a> {
    /// All its words, as written.
    pub(super) words: &'a [&'a str],
    /// What was tagged: one word for each name and each term.
    pub(super) tagged: &'a Tagged,
    /// Its words that the tagged ones stand for, and the dictionary forms of terms.
    pub(super) hidden: &'a [&'a str],
    pub(super) mentions: &'a [Mention],
    pub(super) named: &'a Named<'a>,
    pub(super) parser: &'a Parser,
    pub(super) pack: &'a Pack,
    /// What was counted once.
    pub(super) counted: Counted<'a>,
}

/// What is asked of a sentence for many frames, and counted once.
#[derive(Default)]
pub(super) struct Counted<'a> {
    /// How many words may name a thing by its owner: "Lumen's models".
    described: OnceCell<usize>,
    /// How many entities the mentions may stand for, at most.
    entities: OnceCell<usize>,
    /// The first word that says that something is somebody's.
    owner: OnceCell<Option<usize>>,
    /// For each class or kind of value asked for, whether a mention may be one.
    mentioned: RefCell<FxHashMap<&'a str, bool>>,
}

/// The words of a sentence as written and in their dictionary forms, in lower case.
type AllWords<'s> = FxHashSet<Cow<'s, str>>;

/// What classes of things a document names: only those can its nouns and pronouns stand for.
pub(super) struct Named<'a> {
    /// By class, the first sentence that names such a thing.
    first: BTreeMap<&'a str, usize>,
    /// The last words of the nouns that name a thing by its owner, or a company without a name.
    lasts: FxHashSet<&'a str>,
    pack: &'a Pack,
}

impl<'a> Named<'a> {
    /// By all mentions of the document.
    pub(super) fn by(mentions: &'a [Mention], pack: &'a Pack) -> Self {
        let mut first = BTreeMap::new();
        for mention in mentions.iter().filter(|mention| mention.kind == MentionKind::Name) {
            first.entry(mention.class.as_str()).or_insert(mention.sentence);
        }
        first.remove("");
        let grammar = &pack.lexicon.grammar;
        let owned = grammar.described.iter().flat_map(|described| &described.nouns);
        let nouns = owned.chain(grammar.unnamed.iter().flat_map(|unnamed| &unnamed.nouns));
        let lasts = nouns.filter_map(|noun| noun.rsplit(' ').next()).collect();
        Self { first, lasts, pack }
    }

    /// Whether a thing of this class is named.
    fn some(&self, class: &str) -> bool {
        self.first.keys().any(|known| self.pack.ontology.is_a(known, class))
    }

    /// Whether `mention`, a noun or pronoun, may stand for something of this class, or for anything if `None`.
    pub(super) fn may_mean(&self, mention: &Mention, wanted: Option<&str>) -> bool {
        let is_a = |class: &str, above: &str| self.pack.ontology.is_a(class, above);
        let classes = &self.pack.lexicon.names.classes;
        let fits = |class: &str| match mention.kind {
            // Only a person's pronoun has a class.
            MentionKind::Pronoun if mention.class.is_empty() => {
                let is_none_of = |never: &[String]| never.iter().all(|never| !is_a(class, never));
                is_none_of(&classes.never_it) || is_none_of(&classes.never_company)
            }
            MentionKind::Pronoun => is_a(class, &mention.class),
            _ => true,
        };
        // Pronouns stand for what was named before.
        let known = |first: usize| mention.kind == MentionKind::Nominal || first <= mention.sentence;
        self.first.iter().any(|(class, &first)| {
            known(first) && fits(class) && wanted.is_none_or(|wanted| is_a(class, wanted))
        })
    }
}

/// The most entities that a noun or pronoun stands for: "the three companies".
const MOST: usize = 3;

impl<'a> Seen<'a> {
    /// Whether the sentence may hold a frame.
    pub(super) fn may_hold_frame(&self) -> bool {
        let frames = &self.pack.frames;
        let mut all: Option<AllWords> = None;
        let mut holds = |rule: &'a FrameRule, at: usize, head: Option<&Head>| {
            self.fills(rule, at) && {
                let all = all.get_or_insert_with(|| self.all_words());
                has_words_of(rule, all) && head.is_none_or(|head| has_whole_trigger(head, all))
            }
        };
        let end = self.words.len();
        let mut before = None;
        let tagged = self.tagged.lemmas.iter().zip(self.parser.parts(self.tagged));
        tagged.into_iter().any(|(lemma, upos)| {
            let before = before.replace(upos);
            let evoked = |(_, head): &(&FrameRule, &Head)| may_evoke(head, upos, before);
            frames.evoked_by(lemma).filter(evoked).any(|(rule, head)| holds(rule, end, Some(head)))
        }) || self
            .hidden
            .iter()
            .any(|lemma| frames.evoked_by(lemma).any(|(rule, head)| holds(rule, end, Some(head))))
            || self.mentions.iter().any(|mention| {
                frames.evoked_by_class(&mention.class).any(|rule| holds(rule, mention.tokens.start, None))
            })
    }

    /// The dictionary forms of its words.
    fn forms(&self) -> impl Iterator<Item = &str> {
        self.tagged.lemmas.iter().map(String::as_str).chain(self.hidden.iter().copied())
    }

    /// Each word as written and in its dictionary form, in lower case.
    fn all_words(&self) -> AllWords<'_> {
        self.words.iter().copied().chain(self.forms()).map(lower).collect()
    }

    /// Whether the sentence has something for each role that `rule` must find in it; whoever owns what evokes it stands
    /// before the word `until`.
    fn fills(&self, rule: &'a FrameRule, until: usize) -> bool {
        let told = |role: &RoleRule| role.at.iter().any(|slot| matches!(slot.get_ref(), Slot::Told { .. }));
        let needed = || rule.roles.values().filter(|role| role.need && !told(role));
        let of_entity = |role: &&RoleRule| role.is.get_ref().0.iter().all(|wanted| is_class(wanted));
        let entities: usize =
            needed().filter(of_entity).filter(|role| !role.shared).map(|role| role.least).sum();
        entities <= self.entities()
            && needed().all(|role| role.at.iter().any(|slot| self.has_words_at(slot.get_ref(), until)))
            && needed().all(|role| self.may_fill(role))
    }

    /// Whether the words are there without which nothing stands at `slot`.
    fn has_words_at(&self, slot: &Slot, until: usize) -> bool {
        let has = |part: &str| self.words.iter().any(|word| word.eq_ignore_ascii_case(part));
        match slot {
            Slot::Possessor | Slot::PossessorBeside => self.owner().is_some_and(|owner| owner < until),
            Slot::Preposition(words) => words.split(' ').all(has),
            Slot::Path(first, rest) => {
                self.has_words_at(first, self.words.len()) && self.has_words_at(rest, self.words.len())
            }
            _ => true,
        }
    }

    /// The first word that says that something is somebody's.
    fn owner(&self) -> Option<usize> {
        *self.counted.owner.get_or_init(|| {
            let owners = &self.pack.lexicon.grammar.owners;
            self.words.iter().position(|word| owners.contains(&lower(word)))
        })
    }

    /// Whether something in the sentence may fill `role`.
    fn may_fill(&self, role: &'a RoleRule) -> bool {
        let classes = &role.is.get_ref().0;
        let organization = &self.pack.lexicon.names.classes.organization;
        let takes_unknown = || role.takes_unknown(organization, &self.pack.ontology);
        let unknown = |mention: &Mention| mention.kind == MentionKind::Name && mention.class.is_empty();
        let may_be = |wanted: &'a String| {
            matches!(wanted.as_str(), "Text" | "Phrase" | "Whereabouts")
                || is_class(wanted) && self.described() > 0
                || self.mentions_some(wanted)
        };
        // A product may stand for its maker.
        let maker = role.at.iter().any(|slot| slot.get_ref().tells_maker());
        maker && !self.mentions.is_empty()
            || self.mentions.iter().any(unknown) && takes_unknown()
            || classes.iter().any(may_be)
    }

    /// Whether some mention is, or may stand for, something of this class or kind of value.
    fn mentions_some(&self, wanted: &'a str) -> bool {
        let any = || self.mentions.iter().any(|mention| self.may_be(mention, wanted));
        *self.counted.mentioned.borrow_mut().entry(wanted).or_insert_with(any)
    }

    /// Whether `mention` is, or may stand for, something of this class or kind of value.
    fn may_be(&self, mention: &Mention, wanted: &str) -> bool {
        match mention.kind {
            MentionKind::Value => mention.value.as_ref().is_some_and(|value| is_value(value, wanted)),
            MentionKind::Name if !mention.class.is_empty() => {
                // A title may stand for whose it is: "Chief executive Jane Doe smiled".
                let title = mention.class == self.pack.lexicon.names.classes.title && self.named.some(wanted);
                is_class(wanted) && (title || self.pack.ontology.is_a(&mention.class, wanted))
            }
            // A name of unknown class may shorten one whose class is known.
            MentionKind::Name => is_class(wanted) && self.named.some(wanted),
            _ => is_class(wanted) && self.named.may_mean(mention, Some(wanted)),
        }
    }

    fn entities(&self) -> usize {
        let count = |mention: &Mention| match mention.kind {
            MentionKind::Value => 0,
            MentionKind::Name => 1,
            MentionKind::Nominal | MentionKind::Pronoun => MOST,
        };
        let all = || self.mentions.iter().map(count).sum::<usize>() + self.described();
        *self.counted.entities.get_or_init(all)
    }

    fn described(&self) -> usize {
        let lasts = &self.named.lasts;
        let all = || self.tagged.lemmas.iter().filter(|lemma| lasts.contains(lemma.as_str())).count();
        *self.counted.described.get_or_init(all)
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

/// Whether a word taken for the part of speech `upos` may be one of the triggers that it heads. `before` is that of the word
/// before it: "did not *close*" and "which *supplies*" are verbs, whatever they were taken for.
fn may_evoke(head: &Head, upos: Upos, before: Option<Upos>) -> bool {
    let (noun, verb) = (!head.nouns.is_empty(), !head.verbs.is_empty());
    let led = || matches!(before, Some(Upos::Adv | Upos::Aux | Upos::Part | Upos::Pron));
    match upos {
        Upos::Verb | Upos::Aux => verb || noun,
        Upos::Noun | Upos::Propn => noun || verb && led(),
        Upos::Adj => noun || head.adjective || verb && led(),
        _ => false,
    }
}

/// Whether the other words of a trigger are there: the particle of "take over".
fn has_whole_trigger(head: &Head, all: &AllWords) -> bool {
    let some = |others: &[Vec<String>]| {
        others.iter().any(|words| words.iter().all(|word| all.contains(word.as_str())))
    };
    head.adjective || some(&head.verbs) || some(&head.nouns)
}

/// Whether the words are there without which `rule` holds nothing.
fn has_words_of(rule: &FrameRule, all: &AllWords) -> bool {
    let some = |phrase: &String| phrase.split([' ', '-']).any(|part| all.contains(part));
    let whole = |phrase: &String| phrase.split(' ').all(|part| all.contains(part));
    let any = |words: &[String]| words.is_empty() || words.iter().any(some);
    any(&rule.near)
        && any(&rule.modified)
        && any(&rule.objects)
        && (!rule.only_light || any(&rule.light))
        && (rule.after.is_empty() || rule.after.iter().any(whole))
}
