//! Definitions of frames: `data/frames/*.toml`.
//!
//! A frame definition says which words evoke a kind of relation and where in the grammar each of its roles stands. It
//! names no company and quotes no text; its own examples prove it (`pactum frames test`).

mod check;
mod inflect;
mod lists;
mod slot;

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;
use serde::Deserialize;
use toml::Spanned;

use super::lexicon::Words;
use super::{Files, Ontology};
use crate::model::Diagnostic;
use lists::Lists;

pub use slot::Slot;

/// All frame definitions of a pack, in the order of their files.
#[derive(Debug, Default)]
pub struct FrameRules {
    /// The definitions.
    pub rules: Vec<FrameRule>,
    /// Trigger nouns of several words by the first, the longest first.
    phrases: FxHashMap<String, Vec<Vec<String>>>,
    /// For the head word of each trigger, which definitions it may evoke.
    by_lemma: FxHashMap<String, Vec<(usize, Head)>>,
    /// The verbs of triggers, and those that lend a noun their arguments, by their regular forms.
    verbs: FxHashMap<String, String>,
}

/// The triggers of one definition that a word heads.
#[derive(Clone, Debug, Default)]
pub struct Head {
    /// Of each verb the words after it: none, or the particle of "team up".
    pub verbs: Vec<Vec<String>>,
    /// Of each noun the words before it, the nearest first: "joint" of "joint venture".
    pub nouns: Vec<Vec<String>>,
    /// Whether it is an adjective that evokes the definition.
    pub adjective: bool,
}

/// One frame definition.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of its own in the files that people write"
)]
pub struct FrameRule {
    /// Permanent name; evidence cites it.
    pub id: Spanned<String>,
    /// The kind of frame it finds, as the ontology's prefixed name.
    pub kind: Spanned<String>,
    /// Verbs that evoke it, in dictionary form, with their particle if they have one: "team up".
    #[serde(default)]
    pub verbs: Vec<String>,
    /// Nouns that evoke it, singular; of several words ("joint venture") the last is the head.
    #[serde(default)]
    pub nouns: Vec<String>,
    /// Adjectives that evoke it: "available".
    #[serde(default)]
    pub adjectives: Vec<String>,
    /// Classes of mentions that evoke it, such as a job title.
    #[serde(default)]
    pub mentions: Vec<Spanned<String>>,
    /// For mentions: phrases one of which must stand right before it ("according to").
    #[serde(default)]
    pub after: Vec<String>,
    /// For nouns: the verbs that lend their arguments to the noun they have as object ("make an investment"), and the
    /// prepositions by which a noun without an article gets those of the verb it stands with ("set up *in* partnership with").
    #[serde(default)]
    pub light: Vec<String>,
    /// For nouns: whether the frame holds only under one of the `light` verbs.
    #[serde(default)]
    pub only_light: bool,
    /// For nouns: words one of which must modify it ("*exclusive* rights").
    #[serde(default)]
    pub modified: Vec<String>,
    /// For verbs: lemmas one of which must head the object ("terminate *the agreement*"), or the subject of an intransitive one
    /// ("*the rights* remain with Lumen").
    #[serde(default)]
    pub objects: Vec<String>,
    /// For verbs: whether there may be no object ("the talks *collapsed*", not "it ended the talks").
    #[serde(default)]
    pub intransitive: bool,
    /// For verbs: whether it holds of the passive only ("the deal *was announced* in May").
    #[serde(default)]
    pub passive: bool,
    /// Two roles that the words do not tell apart ("a licence agreement *with* Lumen"): what the document says elsewhere of the
    /// same kind decides which is which.
    #[serde(default)]
    pub either: Option<[Spanned<String>; 2]>,
    /// Whether it holds only of what was told right before: "*the price* is", "*its terms* are", but not "a price", "the price of
    /// oil".
    #[serde(default)]
    pub known: bool,
    /// Lemmas one of which must stand in the same clause.
    #[serde(default)]
    pub near: Vec<String>,
    /// Lemmas none of which may stand in the same clause.
    #[serde(default)]
    pub never: Words,
    /// Where each role stands.
    #[serde(default)]
    pub roles: Roles,
    /// Roles with a fixed value: an individual of the ontology, or `true`, `false`.
    #[serde(default)]
    pub set: BTreeMap<Spanned<String>, Constant>,
    /// Roles that are a yes or no read off single words.
    #[serde(default)]
    pub cue: BTreeMap<Spanned<String>, Vec<Cue>>,
    /// What a negation means for this frame.
    #[serde(default)]
    pub negated: Negated,
    /// The modality at least: a word like "pledge" makes a plan of what it evokes.
    #[serde(default)]
    pub modality: Option<Stance>,
    /// Sentences with what the frame finds, or does not find, in them.
    #[serde(default, rename = "example")]
    pub examples: Vec<Example>,
    /// The file it stands in.
    #[serde(skip)]
    pub file: String,
}

/// The roles of a definition as its author wrote them: the first take their fillers first.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(from = "BTreeMap<Spanned<String>, RoleRule>")]
pub struct Roles(Vec<(Spanned<String>, RoleRule)>);

impl Roles {
    /// Each with its name.
    pub fn iter(&self) -> impl Iterator<Item = (&Spanned<String>, &RoleRule)> {
        self.0.iter().map(|(name, role)| (name, role))
    }

    /// Their names.
    pub fn keys(&self) -> impl Iterator<Item = &Spanned<String>> {
        self.0.iter().map(|(name, _)| name)
    }

    /// Without their names.
    pub fn values(&self) -> impl Iterator<Item = &RoleRule> {
        self.0.iter().map(|(_, role)| role)
    }
}

impl From<BTreeMap<Spanned<String>, RoleRule>> for Roles {
    fn from(by_name: BTreeMap<Spanned<String>, RoleRule>) -> Self {
        let mut roles: Vec<_> = by_name.into_iter().collect();
        roles.sort_by_key(|(name, _)| name.span().start);
        Self(roles)
    }
}

/// Where a role stands and what may fill it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of its own in the files that people write"
)]
pub struct RoleRule {
    /// Places to look, the best first.
    pub at: Vec<Spanned<Slot>>,
    /// Classes or values that may fill it: `pact:Agent`, `Money`, `Text`.
    pub is: Spanned<Filter>,
    /// Whether there is no frame without it.
    #[serde(default)]
    pub need: bool,
    /// Whether several fillers make several frames ("GPT-4.1 and Codex are available").
    #[serde(default)]
    pub each: bool,
    /// Whether it takes what all its places hold, not only what the first does that holds anything.
    #[serde(default)]
    pub gather: bool,
    /// Whether it may be filled by what fills another role too.
    #[serde(default)]
    pub shared: bool,
    /// Whether a name of which nothing else is known may fill it: who is acquired is a company.
    #[serde(default)]
    pub names: bool,
    /// Whether only what is known to be of its class may fill it: what somebody supplies may be a product or a customer.
    #[serde(default)]
    pub sure: bool,
    /// Whether what was told right before may fill it though nobody has a part in both: "Lumen buys Norvik. … Kestrel keeps 10%."
    #[serde(default)]
    pub anyone: bool,
    /// A role whose filler's maker may not fill this one: a platform is not who makes the product.
    #[serde(default)]
    pub unlike: Option<String>,
    /// The fewest fillers it takes; 1 if absent.
    #[serde(default = "one")]
    pub least: usize,
}

const fn one() -> usize {
    1
}

impl RoleRule {
    /// Whether a name of which nothing is known may fill it at all: if it says so, or takes organizations and nothing that
    /// is no class.
    #[must_use]
    pub fn takes_unknown(&self, organization: &str, ontology: &Ontology) -> bool {
        let classes = &self.is.get_ref().0;
        let takes = |class: &String| ontology.is_a(organization, class) || ontology.is_a(class, organization);
        self.names
            || !self.sure
                && classes.iter().any(takes)
                && classes.iter().all(|class| ontology.class(class).is_some())
    }
}

/// What may fill a role.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "OneOrMany")]
pub struct Filter(pub Vec<String>);

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

/// A fixed value of a role.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Constant {
    /// Yes or no.
    Flag(bool),
    /// A part out of a hundred.
    Percent(u8),
    /// An individual of the ontology, as a prefixed name; without a prefix, words as they are.
    Term(String),
}

impl Constant {
    /// The individual of the ontology that it is to be, if it is no words.
    #[must_use]
    pub fn individual(&self) -> Option<&str> {
        match self {
            Self::Term(term) => Some(term.as_str()).filter(|term| term.contains(':')),
            Self::Flag(_) | Self::Percent(_) => None,
        }
    }
}

/// Words that give a role its value.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cue {
    /// Lemmas, any of which will do.
    pub words: Vec<String>,
    /// The value they give.
    pub value: Constant,
    /// How far from the trigger they may stand.
    #[serde(default)]
    pub within: Reach,
}

/// How far from the trigger a cue may stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reach {
    /// Among the words that depend on the trigger, or on the verb that carries it.
    #[default]
    Phrase,
    /// Anywhere in the sentence.
    Sentence,
}

/// What a negation means for a frame.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Negated {
    /// The text denies it.
    #[default]
    Denied,
    /// It held before and has ended ("will not pay a revenue share").
    Ended,
    /// The frame says nothing then.
    Nothing,
}

/// A modality that a frame's own words bring with them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stance {
    /// Something to come.
    Planned,
    /// Something that may be.
    Hypothetical,
}

/// A sentence with what its frame must find in it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// One sentence or more.
    pub text: Spanned<String>,
    /// The roles to be found, written as [`crate::evaluate`] writes fillers; absent if nothing may be found.
    #[serde(default)]
    pub expect: Option<BTreeMap<String, String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FrameFile {
    /// Words that several definitions share, by the name of their list.
    #[serde(default)]
    lists: BTreeMap<String, Vec<String>>,
    #[serde(default, rename = "frame")]
    frames: Vec<FrameRule>,
}

impl FrameRules {
    /// Reads and checks `data/frames/*.toml`.
    ///
    /// # Errors
    /// Every problem found, each with file, line and column.
    pub fn load(files: &Files, ontology: &Ontology) -> Result<Self, Vec<Diagnostic>> {
        let mut rules: Vec<FrameRule> = Vec::new();
        let mut problems = Vec::new();
        let (mut lists, mut read) = (Lists::default(), Vec::new());
        for (_, file) in files.below("data/frames", "toml") {
            match file.toml::<FrameFile>() {
                Ok(all) => {
                    lists.add(all.lists);
                    read.extend(all.frames.into_iter().map(|rule| (file, rule)));
                }
                Err(problem) => problems.push(problem),
            }
        }
        for (file, mut rule) in read {
            file.shown.clone_into(&mut rule.file);
            problems.extend(lists.put_in(&mut rule, file));
            problems.extend(check::problems(&rule, &rules, ontology, file));
            rules.push(rule);
        }
        if problems.is_empty() { Ok(Self::index(rules)) } else { Err(problems) }
    }

    /// The definitions that a word with this dictionary form may evoke, in order, and by which of their triggers.
    pub fn evoked_by(&self, lemma: &str) -> impl Iterator<Item = (&FrameRule, &Head)> {
        let lower = || lemma.contains(char::is_uppercase).then(|| lemma.to_lowercase());
        let known = self.by_lemma.get(lemma).or_else(|| self.by_lemma.get(&lower()?));
        known.into_iter().flatten().map(|(ix, head)| (&self.rules[*ix], head))
    }

    /// The verb of the definitions of which `form` is a regular form: "ceding" is of "cede".
    #[must_use]
    pub fn verb_of(&self, form: &str) -> Option<&str> {
        self.verbs.get(form).map(String::as_str)
    }

    /// The words of each trigger noun of several of which `first` is the first; the longest first.
    pub fn phrases_from(&self, first: &str) -> impl Iterator<Item = &[String]> {
        self.phrases.get(first).into_iter().flatten().map(Vec::as_slice)
    }

    /// Whether the noun `lemma` by itself evokes a frame.
    #[must_use]
    pub fn is_trigger(&self, lemma: &str) -> bool {
        self.by_lemma.get(lemma).into_iter().flatten().any(|(_, head)| head.nouns.iter().any(Vec::is_empty))
    }

    /// The definitions that a mention of this class evokes, in order.
    pub fn evoked_by_class(&self, class: &str) -> impl Iterator<Item = &FrameRule> {
        self.rules.iter().filter(move |rule| rule.mentions.iter().any(|known| known.get_ref() == class))
    }

    fn index(rules: Vec<FrameRule>) -> Self {
        let mut by_lemma: FxHashMap<String, Vec<(usize, Head)>> = FxHashMap::default();
        for (ix, rule) in rules.iter().enumerate() {
            let mut heads: BTreeMap<&str, Head> = BTreeMap::new();
            for verb in &rule.verbs {
                let mut words = verb.split(' ');
                let head = heads.entry(words.next().unwrap_or_default()).or_default();
                head.verbs.push(words.map(str::to_owned).collect());
            }
            for noun in &rule.nouns {
                let mut words = noun.rsplit([' ', '-']);
                let head = heads.entry(words.next().unwrap_or_default()).or_default();
                head.nouns.push(words.map(str::to_owned).collect());
            }
            for adjective in &rule.adjectives {
                heads.entry(adjective).or_default().adjective = true;
            }
            for (word, head) in heads {
                by_lemma.entry(word.to_owned()).or_default().push((ix, head));
            }
        }
        let nouns = rules.iter().flat_map(|rule| &rule.nouns).filter(|noun| noun.contains([' ', '-']));
        // "break-up fee" is four words.
        let words = |noun: &String| noun.replace('-', " - ").split(' ').map(str::to_owned).collect();
        let mut all: Vec<Vec<String>> = nouns.map(words).collect();
        all.sort_by_key(|words| (std::cmp::Reverse(words.len()), words.clone()));
        all.dedup();
        let mut phrases: FxHashMap<String, Vec<Vec<String>>> = FxHashMap::default();
        for words in all {
            phrases.entry(words[0].clone()).or_default().push(words);
        }
        let verbs = inflected(&rules);
        Self { rules, phrases, by_lemma, verbs }
    }
}

/// The verbs of `rules` by their regular forms. Of two verbs with one form the first in the alphabet has it.
fn inflected(rules: &[FrameRule]) -> FxHashMap<String, String> {
    let all = rules.iter().flat_map(|rule| rule.verbs.iter().chain(&rule.light));
    let verbs: BTreeSet<&str> = all.filter_map(|verb| verb.split(' ').next()).collect();
    let mut forms = FxHashMap::default();
    for verb in &verbs {
        for form in inflect::forms(verb).into_iter().filter(|form| !verbs.contains(form.as_str())) {
            forms.entry(form).or_insert_with(|| (*verb).to_owned());
        }
    }
    forms
}

impl From<OneOrMany> for Filter {
    fn from(read: OneOrMany) -> Self {
        match read {
            OneOrMany::One(one) => Self(vec![one]),
            OneOrMany::Many(many) => Self(many),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The problems of one frame file over the default ontology, one a line.
    fn problems(text: &str) -> String {
        let files = Files::embedded();
        let ontology = Ontology::load(&files).unwrap();
        let only = Files::default().with("data/frames/mine.toml", text);
        match FrameRules::load(&only, &ontology) {
            Ok(_) => "none".to_owned(),
            Err(found) => found.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"),
        }
    }

    #[test]
    fn a_right_frame_loads() {
        let text = "[[frame]]\nid = \"a\"\nkind = \"pact:Investment\"\nverbs = [\"invest\"]\n[frame.roles]\n\
                    \"pact:investee\" = { at = [\"in\", \"object/possessor\"], is = \"pact:Agent\", need = true }\n";
        assert_eq!(problems(text), "none");
    }

    #[test]
    fn roles_keep_the_order_of_their_file() {
        let text = "id = \"a\"\nkind = \"pact:Investment\"\n[roles]\n\
                    \"pact:investor\" = { at = [\"subject\"], is = \"pact:Agent\" }\n\
                    \"pact:amount\" = { at = [\"object\"], is = \"Money\" }\n";
        let rule: FrameRule = toml::from_str(text).unwrap();
        let names: Vec<&str> = rule.roles.keys().map(|name| name.get_ref().as_str()).collect();
        assert_eq!(names, ["pact:investor", "pact:amount"]);
    }

    #[test]
    fn wrong_frames_say_where_why_and_what_to_do() {
        let text = "[[frame]]\nid = \"a\"\nkind = \"pact:Investmint\"\nverbs = [\"invest\"]\n";
        assert_eq!(
            problems(text),
            "data/frames/mine.toml:3:8: unknown kind `pact:Investmint` (did you mean `pact:Investment`?)"
        );
        let text = "[[frame]]\nid = \"a\"\nkind = \"pact:Investment\"\nverbs = [\"invest\"]\n[frame.roles]\n\
                    \"pact:investr\" = { at = [\"Subject\"], is = \"pact:Agent\" }\n";
        assert_eq!(
            problems(text),
            "data/frames/mine.toml:6:25: `Subject` is no place in the grammar and no preposition"
        );
        let text = "[[frame]]\nid = \"a\"\nkind = \"pact:Investment\"\n[frame.roles]\n\
                    \"pact:investr\" = { at = [\"subject\"], is = \"pact:Agnt\" }\n";
        assert_eq!(
            problems(text),
            "data/frames/mine.toml:2:6: nothing evokes the frame `a` (give it `verbs`, `nouns`, `adjectives` or \
             `mentions`)\n\
             data/frames/mine.toml:5:1: `pact:Investment` has no role `pact:investr` (did you mean `pact:investor`?)\n\
             data/frames/mine.toml:5:43: nothing is a `pact:Agnt` (a class of the ontology, or one of Money, UnitPrice, \
             Date, Percent, Quantity, Duration, Text, Phrase, Whereabouts)"
        );
    }

    #[test]
    fn lists_stand_for_their_words_in_every_file() {
        let files = Files::embedded();
        let ontology = Ontology::load(&files).unwrap();
        let frame = "[[frame]]\nid = \"a\"\nkind = \"pact:Supply\"\nverbs = [\"ship\"]\nobjects = [\"@goods\", \"oil\"]\n\
                     never = [\"@goods\"]\n";
        let only = Files::default()
            .with("data/frames/a.toml", frame)
            .with("data/frames/b.toml", "[lists]\ngoods = [\"lamp\", \"glass\"]\n");
        let rules = FrameRules::load(&only, &ontology).unwrap().rules;
        assert_eq!(rules[0].objects, ["lamp", "glass", "oil"]);
        assert!(rules[0].never.contains("glass") && !rules[0].never.contains("@goods"));
        let wrong = format!("{frame}[lists]\ngood = [\"lamp\"]\n");
        assert_eq!(
            problems(&wrong).lines().next(),
            Some("data/frames/mine.toml:5:12: there is no list `goods` (did you mean `good`?)")
        );
    }

    #[test]
    fn an_id_is_taken_once() {
        let one = "[[frame]]\nid = \"a\"\nkind = \"pact:Investment\"\nverbs = [\"invest\"]\n";
        assert_eq!(problems(&one.repeat(2)), "data/frames/mine.toml:6:6: the frame id `a` is taken");
    }
}
