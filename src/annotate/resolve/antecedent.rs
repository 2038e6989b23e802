//! What a noun or a pronoun stands for.
//!
//! Candidates are the entities named in the same sentence before it and in the two sentences before. Each gets points
//! for being near, for being a subject, for being the one who speaks; the best wins if it leads clearly.

mod bound;
mod described;
mod employer;
mod ordered;
mod priced;
mod quoted;
mod several;

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::descriptor::{Descriptors, hyphens_joined};
use super::distinct;
use super::origin::Origins;
use crate::annotate::trees::REACH;
use crate::model::{Entity, EntityIx, Mention, MentionIx, MentionKind, Sentence, Tree, Upos, lower};
use crate::pack::Pack;
use crate::pack::lexicon::names::Gender;

/// Points by which the best candidate must lead.
const LEAD: i32 = 2;
/// Points for a subject; for the subject of a verb of saying that governs the pronoun; for the subject of its clause.
const SUBJECT: i32 = 4;
const SPEAKER: i32 = 6;
const OWN_CLAUSE: i32 = 5;
/// Points for what a relative clause tells of, seen from inside: "Lumen sold a mine to *Kestrel*, which will run it with *its* staff".
const RELATIVE: i32 = 9;
/// Points for what a sentence begins with: mostly a subject, if a long aside hid it from the parser.
const TOPIC: i32 = 3;
/// Points for what is bought, or had a part in, where a price is put on the word: "bought *Kestrel*, valuing it at".
const PRICED: i32 = 8;
/// Points of whom the words quoted name, for who says them: "“Lumen is large,” *it* said".
const SPOKEN_OF: i32 = -2 * DISTANCE;
/// Points for another that the sentence names, where the word is what a share is of: "backed *Lumen* and owns 5% of it".
const SHARED: i32 = 4;
/// Points lost by products: "it" is more often a company.
const THING: i32 = 3;
/// Points lost in an aside on something else: "Jane Doe, once of *Kestrel*, …".
const ASIDE: i32 = 4;
/// Points lost for each sentence between.
const DISTANCE: i32 = 4;

/// The document as far as it tells what stands for what.
pub(super) struct Discourse<'a> {
    pub(super) text: &'a str,
    pub(super) sentences: &'a [Sentence],
    pub(super) trees: &'a [Option<Tree>],
    pub(super) entities: &'a [Entity],
    pub(super) genders: &'a [Option<Gender>],
    pub(super) descriptors: &'a Descriptors,
    pub(super) origins: &'a Origins<'a>,
    pub(super) pack: &'a Pack,
}

/// How many a word for several stands for.
#[derive(Clone, Copy)]
enum Count {
    /// "they"
    Any,
    /// "the companies"
    Companies,
    /// "both companies", "the three airlines"
    Just(usize),
}

/// What a word asks of its antecedent.
enum Wanted {
    /// Nothing can be decided.
    Nothing,
    /// One agent or product: "it".
    One,
    /// One person: "she".
    Person(Option<Gender>),
    /// Several agents: as many as are meant by "they", at least two: "the companies", just so many: "both companies".
    Several(Count),
    /// One that the noun describes.
    Described(String),
    /// The one company from a place: "the Danes".
    From(String),
    /// The other of two: "its rival".
    Other,
    /// On whose behalf somebody is quoted: "we".
    Quoted,
    /// The last that was named, or the one before: "the latter".
    Ordered { last: bool },
}

impl Discourse<'_> {
    /// The entities that the mention at `ix` stands for; those before it must be decided. Empty if not plain.
    pub(super) fn antecedents(&mut self, mentions: &[Mention], ix: MentionIx) -> Vec<EntityIx> {
        match self.wanted(&mentions[ix]) {
            Wanted::Nothing => Vec::new(),
            Wanted::One if self.is_undecided(mentions, ix) => Vec::new(),
            Wanted::One => self.ahead(mentions, ix).or_else(|| self.of_speaker(mentions, ix)).map_or_else(
                || self.leader(mentions, ix, |entity| self.is_thing(entity)),
                |entity| vec![entity],
            ),
            Wanted::Person(gender) => {
                let other = |entity: EntityIx| {
                    gender.is_some_and(|gender| self.genders[entity].is_some_and(|known| known != gender))
                };
                self.leader(mentions, ix, |entity| {
                    self.is_person(entity) && !other(entity) && !self.speaks(mentions, ix, entity)
                })
            }
            Wanted::Several(count) => {
                match self.telling(mentions, ix).filter(|_| matches!(count, Count::Any)) {
                    Some(entity) => vec![entity],
                    None => self.several(mentions, ix, count),
                }
            }
            Wanted::Described(noun) => self.described(mentions, ix, &noun),
            Wanted::From(noun) => self.fellow(mentions, ix, &noun),
            Wanted::Other => self.other(mentions, ix),
            Wanted::Quoted => self.quoted(mentions, ix),
            Wanted::Ordered { last } => self.ordered(mentions, ix, last),
        }
    }

    fn wanted(&self, mention: &Mention) -> Wanted {
        let names = &self.pack.lexicon.names;
        let words = mention.tokens.clone().map(|ix| self.low(mention.sentence, ix));
        let phrase: Vec<Cow<'_, str>> = hyphens_joined(words, names);
        let first = &*phrase[0];
        let pronouns = &names.pronouns;
        if mention.kind == MentionKind::Pronoun {
            return if pronouns.empty.contains(first) && self.is_expletive(mention) {
                Wanted::Nothing
            } else if pronouns.quoted.contains(first) {
                Wanted::Quoted
            } else if pronouns.thing.contains(first) {
                Wanted::One
            } else if pronouns.person.contains(first) {
                Wanted::Person(names.gender.of(first))
            } else {
                Wanted::Several(Count::Any)
            };
        }
        let last = phrase.last().map_or("", |word| word);
        if let Some(company) = names.peoples.get(last) {
            return Wanted::From(company.clone());
        }
        let groups = &names.groups;
        let three = phrase.iter().any(|word| groups.trios.contains(word));
        let two = phrase.iter().any(|word| groups.pairs.contains(word));
        if groups.nouns.contains(last) || two || three {
            return Wanted::Several(match (three, two) {
                (true, _) => Count::Just(3),
                (false, true) => Count::Just(2),
                (false, false) => Count::Companies,
            });
        }
        let words = &self.pack.lexicon.grammar.anaphor;
        // "the joint venture" that was given a name has come.
        let described = || self.descriptors.values().any(|nouns| nouns.contains(&phrase[1..].join(" ")));
        if phrase.iter().any(|word| words.to_come.contains(word)) && !described() {
            return Wanted::Nothing;
        }
        let second = phrase.get(1).map_or("", |word| word);
        if words.latter.contains(second) || phrase.len() == 2 && words.former.contains(second) {
            return Wanted::Ordered { last: words.latter.contains(second) };
        }
        if words.counterpart.contains(last) && pronouns.owns_as_company(first) {
            return Wanted::Other;
        }
        if pronouns.owners.contains(first) {
            return Wanted::Nothing;
        }
        // "the owner *of* Lumen", "the joint venture *between* Lumen and Kestrel": it is told there who that is.
        match matches!(&*self.low(mention.sentence, mention.tokens.end), "of" | "between") {
            true if last == words.maker => {
                let product = self.low(mention.sentence, mention.tokens.end + 1);
                Wanted::Described(format!("{product} {last}"))
            }
            true => Wanted::Nothing,
            false => Wanted::Described(phrase[1..].join(" ")),
        }
    }

    /// "It is expected that …", "It's a shift", "put it plainly".
    fn is_expletive(&self, mention: &Mention) -> bool {
        let node = self.tree(mention.sentence).and_then(|tree| tree.nodes.get(mention.tokens.start));
        let at = |ix: usize| self.low(mention.sentence, ix);
        // "It is also suing Kestrel": who does something to somebody is somebody.
        let tree = self.tree(mention.sentence);
        let acts = |tree: &Tree, verb: usize| {
            tree.nodes[verb].xpos == "VBG"
                && tree.child(verb, "obj").is_some()
                && tree.child(verb, "aux").is_some()
        };
        let verb = node.and_then(|node| node.head);
        if tree.zip(verb).is_some_and(|(tree, verb)| acts(tree, verb)) {
            return false;
        }
        let (next, after) = (at(mention.tokens.end), at(mention.tokens.end + 1));
        let before = mention.tokens.start.checked_sub(1).map_or(Cow::Borrowed(""), at);
        let words = &self.pack.lexicon.grammar.anaphor;
        words.copulas.contains(&next) && words.empty_after.contains(&after)
            || words.empty_before.contains(&before)
            || node.is_some_and(|node| node.rel.0 == "expl")
    }

    /// Who a pronoun of a clause or phrase that opens the sentence stands for: who does what follows. "As *it* cut jobs, Lumen said",
    /// "With *its* purchase of Kestrel, Lumen gains".
    fn ahead(&self, mentions: &[Mention], ix: MentionIx) -> Option<EntityIx> {
        let target = &mentions[ix];
        let tree = self.tree(target.sentence).filter(|_| target.tokens.start == 1)?;
        let node = &tree.nodes[target.tokens.start];
        let subject = |at: usize| tree.nodes[at].head.filter(|_| tree.nodes[at].rel.0 == "nsubj");
        let clause = || subject(target.tokens.start).filter(|&verb| tree.nodes[verb].rel.0 == "advcl");
        let phrase =
            || node.head.filter(|&noun| node.rel.0 == "nmod:poss" && tree.nodes[noun].rel.0 == "obl");
        let opening = clause().or_else(phrase)?;
        let main = tree.nodes[opening].head.filter(|&main| main > opening)?;
        let here = mentions[ix + 1..].iter().take_while(|other| other.sentence == target.sentence);
        let acts = |other: &&Mention| {
            other.kind == MentionKind::Name && subject(tree.head_of(other.tokens.clone())) == Some(main)
        };
        match here.into_iter().find(acts)?.refers[..] {
            [entity] if self.is_thing(entity) => Some(entity),
            _ => None,
        }
    }

    /// Who says of itself what "they" do: "Lumen announced *they* are buying Kestrel".
    fn telling(&self, mentions: &[Mention], ix: MentionIx) -> Option<EntityIx> {
        let target = &mentions[ix];
        let tree = self.tree(target.sentence)?;
        let clause = subject_of(tree, target.tokens.start)?;
        let verb = tree.nodes[clause].head.filter(|_| tree.nodes[clause].rel.0 == "ccomp")?;
        let says = &self.pack.lexicon.grammar.report.verbs;
        let before = ix.checked_sub(1).map(|before| &mentions[before]);
        let other = before.filter(|other| other.sentence == target.sentence)?;
        let head = tree.head_of(other.tokens.clone());
        let alone = subject_of(tree, head) == Some(verb)
            && !tree.children(head).any(|at| tree.nodes[at].rel.0 == "conj");
        match other.refers[..] {
            [entity] if alone && says.contains(&tree.nodes[verb].lemma) && self.is_company(entity) => {
                Some(entity)
            }
            _ => None,
        }
    }

    /// The candidate that leads clearly.
    fn leader(&self, mentions: &[Mention], ix: MentionIx, fits: impl Fn(EntityIx) -> bool) -> Vec<EntityIx> {
        let mut points: BTreeMap<EntityIx, i32> = BTreeMap::new();
        for (entity, score) in self.candidates(mentions, ix) {
            if fits(entity) && !self.acts_jointly(mentions, ix, entity) {
                let best = points.entry(entity).or_insert(i32::MIN);
                *best = score.max(*best);
            }
        }
        // "said that *its* unit would pay *its* debt": one pronoun, one meaning.
        if let Some(same) = self.same_pronoun(mentions, ix)
            && let Some(score) = points.get_mut(&same)
        {
            *score += LEAD;
        }
        let mut ranked: Vec<(EntityIx, i32)> = points.into_iter().collect();
        ranked.sort_by_key(|&(entity, score)| (std::cmp::Reverse(score), entity));
        match ranked[..] {
            [(only, _)] => vec![only],
            [(first, _), _, ..] if self.names_itself(mentions, ix, first) => Vec::new(),
            [(first, best), (_, next), ..] if best - next >= LEAD => vec![first],
            _ => Vec::new(),
        }
    }

    /// "“Talks of Lumen and Kestrel ended,” *it* said": whether the words that the mention at `ix` says name `entity`, which then is
    /// hardly who says them if others may be.
    fn names_itself(&self, mentions: &[Mention], ix: MentionIx, entity: EntityIx) -> bool {
        let here = mentions[..ix].iter().rev().take_while(|other| other.sentence == mentions[ix].sentence);
        here.into_iter().any(|other| other.refers == [entity] && self.is_spoken_of(&mentions[ix], other))
    }

    /// "Lumen, Kestrel and Norvik buy the mine in a deal that values *it*", "hold a share each, *it* said": none of several subjects is meant
    /// by one word alone.
    fn acts_jointly(&self, mentions: &[Mention], ix: MentionIx, entity: EntityIx) -> bool {
        let target = &mentions[ix];
        let Some(tree) = self.tree(target.sentence).filter(|_| target.kind == MentionKind::Pronoun) else {
            return false;
        };
        let word = tree.head_of(target.tokens.clone());
        // "Lumen and Kestrel set up a venture; Lumen owns 60% of *it*"
        let part =
            || tree.child(word, "case").is_some_and(|case| matches!(&*tree.nodes[case].lemma, "in" | "of"));
        if !matches!(tree.nodes[word].rel.0, "nsubj" | "obj") && !part() {
            return false;
        }
        let joined = |other: &Mention| {
            let head = tree.head_of(other.tokens.clone());
            let conj = |at: usize| tree.nodes[at].rel.0 == "conj";
            let first = tree.ancestors(head).find(|&at| !conj(at)).unwrap_or(head);
            let others = || tree.children(first).any(|at| conj(at) && tree.nodes[at].upos == Upos::Propn);
            tree.nodes[first].rel.0.starts_with("nsubj") && others()
        };
        let here = mentions[..ix].iter().rev().take_while(|other| other.sentence == target.sentence);
        let mut named = here.filter(|other| other.refers == [entity]).peekable();
        named.peek().is_some() && named.all(joined)
    }

    /// What the same possessive stands for earlier in the sentence.
    fn same_pronoun(&self, mentions: &[Mention], ix: MentionIx) -> Option<EntityIx> {
        let target = &mentions[ix];
        let word = |mention: &Mention| self.low(mention.sentence, mention.tokens.start);
        let same = |other: &&Mention| other.kind == MentionKind::Pronoun && word(other) == word(target);
        let here = mentions[..ix].iter().rev().take_while(|other| other.sentence == target.sentence);
        match here.into_iter().find(same)?.refers[..] {
            [entity] if target.kind == MentionKind::Pronoun => Some(entity),
            _ => None,
        }
    }

    /// All entities within reach of the mention at `ix`, each with its points, once for each of its mentions.
    fn candidates(&self, mentions: &[Mention], ix: MentionIx) -> Vec<(EntityIx, i32)> {
        let target = &mentions[ix];
        let others = self.co_arguments(mentions, ix);
        let mut found = Vec::new();
        for other in mentions[..ix].iter().rev().take_while(|other| other.sentence + REACH >= target.sentence)
        {
            let [entity] = other.refers[..] else { continue };
            if others.contains(&entity) {
                continue;
            }
            // Whose a post is may well be told in its own clause: "Lumen is led by chief executive Jane Doe".
            let priced = self.is_company(entity) && self.is_priced(target, other);
            if target.kind != MentionKind::Name && !priced && self.is_bound(target, other) {
                continue;
            }
            let away = i32::try_from(target.sentence - other.sentence).unwrap_or(i32::MAX / 100);
            let standing = match (priced, self.is_spoken_of(target, other)) {
                (true, _) => PRICED,
                (false, true) => SPOKEN_OF,
                (false, false) if self.speaks_again(target, other) => SUBJECT + LEAD,
                (false, false) if self.is_company(entity) && self.is_shared(target, other) => {
                    self.standing(target, other).max(SHARED)
                }
                (false, false) => self.standing(target, other),
            };
            let classes = &self.pack.lexicon.names.classes;
            let thing = if self.is_a(entity, &classes.product) { THING } else { 0 };
            // A place that does nothing only says where: "ZURICH - Before *it* …".
            if standing >= SUBJECT || !self.is_a(entity, &classes.place) {
                found.push((entity, standing - DISTANCE * away - thing));
            }
        }
        found
    }

    /// Points for where `other` stands in the grammar, as seen from `target`.
    fn standing(&self, target: &Mention, other: &Mention) -> i32 {
        if target.sentence == other.sentence && self.is_source(other) {
            return SPEAKER;
        }
        let Some(tree) = self.tree(other.sentence) else { return 0 };
        let head = tree.head_of(other.tokens.clone());
        if target.sentence == other.sentence && does_own(tree, head, tree.head_of(target.tokens.clone())) {
            return RELATIVE;
        }
        let Some(verb) = subject_of(tree, head) else {
            let same = target.sentence == other.sentence;
            let aside = same && is_aside(tree, head, tree.head_of(target.tokens.clone()));
            // "“Lumen is and will be …": what words quoted begin with less than what the sentence does.
            let quoted = other.tokens.start == 1
                && tree.nodes[0].upos == Upos::Punct
                && tree.nodes[head].rel.0 != "nmod:poss";
            return match other.tokens.start {
                0 => TOPIC,
                // "Shares in *Lumen* fell."
                _ if !same && is_in_subject(tree, head) => TOPIC,
                _ if quoted => LEAD,
                _ => -ASIDE * i32::from(aside),
            };
        };
        if target.sentence != other.sentence {
            let joined = |at: usize| tree.nodes[at].rel.0 == "conj" && tree.nodes[at].upos == Upos::Propn;
            return if tree.children(head).any(joined) { 0 } else { SUBJECT };
        }
        let at = tree.head_of(target.tokens.clone());
        if !tree.is_below(at, verb) {
            return SUBJECT;
        }
        let clause = clause_of(tree, at);
        if clause == Some(verb) { OWN_CLAUSE } else { SPEAKER }
    }

    /// "according to *Lumen*"
    fn is_source(&self, mention: &Mention) -> bool {
        let prepositions = &self.pack.lexicon.grammar.report.prepositions;
        prepositions.iter().any(|preposition| {
            let words = preposition.split(' ').rev().zip(1..);
            words.into_iter().all(|(word, back)| {
                let at = mention.tokens.start.checked_sub(back);
                at.is_some_and(|at| self.low(mention.sentence, at) == word)
            })
        })
    }

    /// Whether the mention at `ix` is in words that `entity` is quoted with, in which nobody is "she" to herself.
    fn speaks(&self, mentions: &[Mention], ix: MentionIx, entity: EntityIx) -> bool {
        let sentence = mentions[ix].sentence;
        if !self.is_quoted(&mentions[ix]) {
            return false;
        }
        let Some(tree) = self.tree(sentence) else { return false };
        let says = |mention: &Mention| {
            let verb = subject_of(tree, tree.head_of(mention.tokens.clone()));
            verb.is_some_and(|verb| self.pack.lexicon.grammar.report.verbs.contains(&tree.nodes[verb].lemma))
        };
        let from = mentions.partition_point(|other| other.sentence < sentence);
        let here = mentions[from..].iter().take_while(|other| other.sentence == sentence);
        here.into_iter().any(|other| other.refers == [entity] && !self.is_quoted(other) && says(other))
    }

    /// Whether `mention` stands between quotation marks in its sentence.
    fn is_quoted(&self, mention: &Mention) -> bool {
        let before = &self.text[self.sentences[mention.sentence].span.start..mention.span.start];
        let straight = before.matches('"').count() % 2 == 1;
        straight || before.rfind('“').is_some_and(|open| before.rfind('”').is_none_or(|close| close < open))
    }

    /// "its rival": if two companies are in question, the one that "its" is not.
    fn other(&self, mentions: &[Mention], ix: MentionIx) -> Vec<EntityIx> {
        let own = self.leader(mentions, ix, |entity| self.is_company(entity));
        let near =
            mentions[..ix].iter().rev().take_while(|other| other.sentence + REACH >= mentions[ix].sentence);
        let companies = distinct(
            near.filter_map(|other| match other.refers[..] {
                [entity] if self.is_company(entity) => Some(entity),
                _ => None,
            })
            .collect(),
        );
        match (&own[..], &companies[..]) {
            ([own], [a, b]) => vec![if a == own { *b } else { *a }],
            _ => Vec::new(),
        }
    }

    fn is_person(&self, entity: EntityIx) -> bool {
        self.is_a(entity, &self.pack.lexicon.names.classes.person)
    }

    fn is_company(&self, entity: EntityIx) -> bool {
        self.is_none_of(entity, &self.pack.lexicon.names.classes.never_company)
    }

    fn is_thing(&self, entity: EntityIx) -> bool {
        self.is_none_of(entity, &self.pack.lexicon.names.classes.never_it)
    }

    /// Whether the class of an entity is known and none of these.
    fn is_none_of(&self, entity: EntityIx, classes: &[String]) -> bool {
        !self.entities[entity].class.is_empty() && !classes.iter().any(|class| self.is_a(entity, class))
    }

    fn is_a(&self, entity: EntityIx, class: &str) -> bool {
        self.pack.ontology.is_a(&self.entities[entity].class, class)
    }

    /// The word at `ix` in lower case; empty beyond the end.
    fn low(&self, sentence: usize, ix: usize) -> Cow<'_, str> {
        lower(self.sentences[sentence].tokens.get(ix).map_or("", |token| token.span.of(self.text)))
    }

    fn tree(&self, sentence: usize) -> Option<&Tree> {
        self.trees.get(sentence)?.as_ref()
    }
}

/// Whether `token` explains a noun of which `seen_from` is no part.
fn is_aside(tree: &Tree, token: usize, seen_from: usize) -> bool {
    let explains = |at: &usize| matches!(tree.nodes[*at].rel.0, "appos" | "acl:relcl" | "acl");
    std::iter::once(token)
        .chain(tree.ancestors(token))
        .take_while(|&at| !tree.is_below(seen_from, at))
        .any(|at| explains(&at))
}

/// Whether `word` owns what a relative clause, of which `name` is the subject, does something with: "*Lumen*, which sold *its* mine".
fn does_own(tree: &Tree, name: usize, word: usize) -> bool {
    let owned = tree.nodes[word].head.filter(|_| tree.nodes[word].rel.0 == "nmod:poss");
    owned.and_then(|owned| tree.nodes[owned].head).is_some_and(|clause| tells_of(tree, clause, name))
}

/// Whether what stands at `clause` heads a relative clause that says what `name` does.
fn tells_of(tree: &Tree, clause: usize, name: usize) -> bool {
    let node = &tree.nodes[clause];
    let relative = |at: usize| matches!(tree.nodes[at].xpos, "WDT" | "WP");
    node.rel.0 == "acl:relcl" && node.head == Some(name) && tree.child(clause, "nsubj").is_some_and(relative)
}

/// The subject of `verb`, or of the verb that it completes: "*Lumen* agreed to buy".
fn controller(tree: &Tree, verb: usize) -> Option<usize> {
    let subject = |at: usize| tree.children(at).find(|&child| tree.nodes[child].rel.0.starts_with("nsubj"));
    let above = |&at: &usize| tree.nodes[at].head.filter(|_| tree.nodes[at].rel.0 == "xcomp");
    std::iter::successors(Some(verb), above).find_map(subject)
}

/// The verb that the token is a subject of, or is joined to the subject of.
fn subject_of(tree: &Tree, ix: usize) -> Option<usize> {
    let node = tree.nodes.get(ix)?;
    node.rel.0.starts_with("nsubj").then_some(node.head).flatten()
}

/// Whether the subject of a sentence is what it is of or in the word at `ix`: "shares in *Lumen* fell".
fn is_in_subject(tree: &Tree, ix: usize) -> bool {
    let noun = tree.nodes[ix].head.filter(|_| tree.nodes[ix].rel.0 == "nmod");
    let part = tree.child(ix, "case").is_some_and(|case| matches!(&*tree.nodes[case].lemma, "in" | "of"));
    let verb = noun.filter(|_| part).and_then(|noun| subject_of(tree, noun));
    verb.is_some_and(|verb| tree.nodes[verb].head.is_none())
}

/// The verb of the clause that the token stands in; one without a subject of its own belongs to the clause above.
fn clause_of(tree: &Tree, ix: usize) -> Option<usize> {
    const CLAUSES: [&str; 8] = ["root", "ccomp", "advcl", "acl", "acl:relcl", "parataxis", "csubj", "xcomp"];
    let verb = |&ix: &usize| {
        let node = &tree.nodes[ix];
        let controlled = matches!(node.rel.0, "xcomp" | "advcl")
            && !tree.children(ix).any(|child| tree.nodes[child].rel.0.starts_with("nsubj"));
        node.head.is_none() || CLAUSES.contains(&node.rel.0) && !controlled
    };
    let governor = tree.nodes.get(ix)?.head?;
    tree.ancestors(governor).find(verb)
}
