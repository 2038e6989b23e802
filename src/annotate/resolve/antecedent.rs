//! What a noun or a pronoun stands for.
//!
//! Candidates are the entities named in the same sentence before it and in the two sentences before. Each gets points
//! for being near, for being a subject, for being the one who speaks; the best wins if it leads clearly.

use std::collections::BTreeMap;

use super::descriptor::Descriptors;
use super::distinct;
use crate::annotate::stand_in::REACH;
use crate::model::{Entity, EntityIx, Mention, MentionIx, MentionKind, Sentence, Tree};
use crate::pack::Pack;
use crate::pack::lexicon::names::Gender;

/// Points by which the best candidate must lead.
const LEAD: i32 = 2;
/// Points for a subject; for the subject of a verb of saying that governs the pronoun; for the subject of its clause.
const SUBJECT: i32 = 4;
const SPEAKER: i32 = 6;
const OWN_CLAUSE: i32 = 5;
/// Points for what a sentence begins with: mostly a subject, if a long aside hid it from the parser.
const TOPIC: i32 = 3;
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
    pub(super) pack: &'a Pack,
}

/// What a word asks of its antecedent.
enum Wanted {
    /// Nothing can be decided.
    Nothing,
    /// One agent or product: "it".
    One,
    /// One person: "she".
    Person(Option<Gender>),
    /// Several agents: "both companies", or as many as are meant by "they".
    Several(Option<usize>),
    /// One that the noun describes.
    Described(String),
    /// The other of two: "its rival".
    Other,
}

impl Discourse<'_> {
    /// The entities that the mention at `ix` stands for; those before it must be decided. Empty if not plain.
    pub(super) fn antecedents(&mut self, mentions: &[Mention], ix: MentionIx) -> Vec<EntityIx> {
        match self.wanted(&mentions[ix]) {
            Wanted::Nothing => Vec::new(),
            Wanted::One => self.leader(mentions, ix, |entity| self.is_thing(entity)),
            Wanted::Person(gender) => {
                let other = |entity: EntityIx| {
                    gender.is_some_and(|gender| self.genders[entity].is_some_and(|known| known != gender))
                };
                self.leader(mentions, ix, |entity| {
                    self.is_person(entity) && !other(entity) && !self.speaks(mentions, ix, entity)
                })
            }
            Wanted::Several(count) => self.several(mentions, ix, count),
            Wanted::Described(noun) => self.described(mentions, ix, &noun),
            Wanted::Other => self.other(mentions, ix),
        }
    }

    /// The company whose post the title at `ix` is, where the text need not say so: "Lumen … Chief executive Jane Doe".
    pub(super) fn employer(&self, mentions: &[Mention], ix: MentionIx) -> Vec<EntityIx> {
        self.leader(mentions, ix, |entity| self.is_company(entity))
    }

    fn wanted(&self, mention: &Mention) -> Wanted {
        let phrase: Vec<String> = mention.tokens.clone().map(|ix| self.low(mention.sentence, ix)).collect();
        let first = phrase[0].as_str();
        if mention.kind == MentionKind::Pronoun {
            return match first {
                "it" if self.is_expletive(mention) => Wanted::Nothing,
                "it" | "its" | "itself" => Wanted::One,
                "he" | "she" | "his" | "her" | "him" | "hers" => {
                    Wanted::Person(self.pack.lexicon.names.gender.of(first))
                }
                _ => Wanted::Several(None),
            };
        }
        let last = phrase.last().map_or("", String::as_str);
        let groups = &self.pack.lexicon.names.groups;
        let three = phrase.iter().any(|word| groups.trios.contains(word));
        let two = phrase.iter().any(|word| groups.pairs.contains(word));
        if groups.nouns.contains(last) || two || three {
            return Wanted::Several(Some(if three { 3 } else { 2 }));
        }
        let words = &self.pack.lexicon.grammar.anaphor;
        if phrase.iter().any(|word| words.to_come.contains(word)) {
            return Wanted::Nothing;
        }
        if words.counterpart.contains(last) && matches!(first, "its" | "their") {
            return Wanted::Other;
        }
        if matches!(first, "its" | "their" | "his" | "her")
            || self.low(mention.sentence, mention.tokens.end) == "of" && last != "maker"
        {
            return Wanted::Nothing;
        }
        let product: String = (mention.tokens.end + 1..mention.tokens.end + 3)
            .map(|ix| self.low(mention.sentence, ix))
            .take(1)
            .collect();
        if last == "maker" && self.low(mention.sentence, mention.tokens.end) == "of" {
            return Wanted::Described(format!("{product} maker"));
        }
        Wanted::Described(phrase[1..].join(" "))
    }

    /// "It is expected that …", "It's a shift", "put it plainly".
    fn is_expletive(&self, mention: &Mention) -> bool {
        let node = self.tree(mention.sentence).and_then(|tree| tree.nodes.get(mention.tokens.start));
        let at = |ix: usize| self.low(mention.sentence, ix);
        let (next, after) = (at(mention.tokens.end), at(mention.tokens.end + 1));
        let before = mention.tokens.start.checked_sub(1).map_or_else(String::new, at);
        let words = &self.pack.lexicon.grammar.anaphor;
        words.copulas.contains(&next) && words.empty_after.contains(&after)
            || words.empty_before.contains(&before)
            || node.is_some_and(|node| node.rel.0 == "expl")
    }

    /// The candidate that leads clearly.
    fn leader(&self, mentions: &[Mention], ix: MentionIx, fits: impl Fn(EntityIx) -> bool) -> Vec<EntityIx> {
        let mut points: BTreeMap<EntityIx, i32> = BTreeMap::new();
        for (entity, score) in self.candidates(mentions, ix) {
            if fits(entity) {
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
            [(first, best), (_, next), ..] if best - next >= LEAD => vec![first],
            _ => Vec::new(),
        }
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
        let mut found = Vec::new();
        for other in mentions[..ix].iter().rev().take_while(|other| other.sentence + REACH >= target.sentence)
        {
            let [entity] = other.refers[..] else { continue };
            if self.is_bound(target, other) {
                continue;
            }
            let away = i32::try_from(target.sentence - other.sentence).unwrap_or(i32::MAX / 100);
            let standing = self.standing(target, other);
            let classes = &self.pack.lexicon.names.classes;
            let thing = if self.is_a(entity, &classes.product) { THING } else { 0 };
            if standing != 0 || !self.is_a(entity, &classes.place) {
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
        let Some(verb) = subject_of(tree, head) else {
            let same = target.sentence == other.sentence;
            let aside = same && is_aside(tree, head, tree.head_of(target.tokens.clone()));
            return if other.tokens.start == 0 { TOPIC } else { -ASIDE * i32::from(aside) };
        };
        if target.sentence != other.sentence {
            return SUBJECT;
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

    /// Whether `target` cannot be `other`: "Acme will pay it", "Acme and it", "Acme is its supplier".
    fn is_bound(&self, target: &Mention, other: &Mention) -> bool {
        if target.sentence != other.sentence || self.is_source(other) {
            return false;
        }
        let Some(tree) = self.tree(target.sentence) else { return false };
        let (a, b) = (tree.head_of(target.tokens.clone()), tree.head_of(other.tokens.clone()));
        match self.low(target.sentence, target.tokens.start).as_str() {
            "itself" => return false,
            "its" | "his" | "her" | "their" => {
                let owned = tree.nodes[a].head.filter(|_| tree.nodes[a].rel.0 == "nmod:poss");
                return owned.is_some_and(|owned| self.is_another(tree, owned, b));
            }
            _ => {}
        }
        let owner = tree.nodes.get(b).is_some_and(|node| node.rel.0 == "nmod:poss");
        !owner && a != b && clause_of(tree, a).is_some() && clause_of(tree, a) == clause_of(tree, b)
    }

    /// Whether whose `owned` is cannot be the one named at `other`: nobody is "its supplier" to itself, and who has "a licence to
    /// its patents" has it from another.
    fn is_another(&self, tree: &Tree, owned: usize, other: usize) -> bool {
        let grammar = &self.pack.lexicon.grammar;
        let nodes = &tree.nodes;
        let subject = |at: usize| tree.children(at).find(|&child| nodes[child].rel.0.starts_with("nsubj"));
        if subject(owned) == Some(other) {
            return true;
        }
        let Some(head) = nodes[owned].head else { return false };
        if matches!(nodes[owned].rel.0, "xcomp" | "obj") && grammar.linking.contains(&nodes[head].lemma) {
            return subject(head) == Some(other);
        }
        if nodes[owned].rel.0 != "nmod" || !grammar.anaphor.from_another.contains(&nodes[head].lemma) {
            return false;
        }
        let has = nodes[head].head.filter(|_| matches!(nodes[head].rel.0, "obj" | "obl"));
        let mut verb = has;
        while let Some(at) = verb.filter(|&at| subject(at).is_none() && nodes[at].rel.0 == "xcomp") {
            verb = nodes[at].head;
        }
        verb.and_then(subject) == Some(other)
            || nodes[other].head == Some(head) && nodes[other].rel.0 == "nmod:poss"
    }

    /// "both companies", "the pair", "they": those just called so; those joined by "and"; else, if a number is meant,
    /// the main parties of the document, or as many as are near.
    fn several(&self, mentions: &[Mention], ix: MentionIx, count: Option<usize>) -> Vec<EntityIx> {
        let target = &mentions[ix];
        let wanted = count.unwrap_or(2);
        for away in 0..=if count.is_some() { REACH } else { 1 } {
            let near = mentions[..ix]
                .iter()
                .rev()
                .take_while(|other| other.sentence + away >= target.sentence)
                .filter(|other| other.sentence + away == target.sentence);
            let group = near.clone().find(|other| {
                other.refers.len() > 1 && count.is_none_or(|count| count == other.refers.len())
            });
            if let Some(group) = group {
                return group.refers.clone();
            }
            if let Some(joined) = self.joined(mentions, ix, away, wanted) {
                return joined;
            }
            if count.is_some() && away == 0 {
                let here = self.named_in(mentions, ix);
                if here.len() == wanted {
                    return here;
                }
            }
            if count.is_none() && self.has_plural_subject(target, away) {
                return Vec::new();
            }
        }
        if count.is_none() {
            return Vec::new();
        }
        let main = self.main_parties(mentions, wanted);
        if main.is_empty() { self.all_near(mentions, ix, wanted) } else { main }
    }

    /// Whether a plural noun that "they" may stand for is a subject before `target`, in the sentence `away` before.
    fn has_plural_subject(&self, target: &Mention, away: usize) -> bool {
        let Some(tree) = target.sentence.checked_sub(away).and_then(|sentence| self.tree(sentence)) else {
            return false;
        };
        let until = if away == 0 { target.tokens.start } else { tree.nodes.len() };
        tree.nodes[..until].iter().any(|node| node.xpos == "NNS" && node.rel.0.starts_with("nsubj"))
    }

    /// The companies named before it in its own sentence.
    fn named_in(&self, mentions: &[Mention], ix: MentionIx) -> Vec<EntityIx> {
        let here = mentions[..ix].iter().rev().take_while(|other| other.sentence == mentions[ix].sentence);
        let named = here.filter_map(|other| match other.refers[..] {
            [entity] if other.kind == MentionKind::Name && self.is_company(entity) => Some(entity),
            _ => None,
        });
        distinct(named.collect())
    }

    /// The companies near, if there are as many as `wanted`.
    fn all_near(&self, mentions: &[Mention], ix: MentionIx, wanted: usize) -> Vec<EntityIx> {
        let near =
            mentions[..ix].iter().rev().take_while(|other| other.sentence + REACH >= mentions[ix].sentence);
        let named = near.filter_map(|other| match other.refers[..] {
            [entity] if self.is_company(entity) => Some(entity),
            _ => None,
        });
        let named = distinct(named.collect());
        if named.len() == wanted { named } else { Vec::new() }
    }

    /// The companies joined by "and" in the sentence `away` before, if just one such list has as many as `wanted`.
    fn joined(
        &self,
        mentions: &[Mention],
        ix: MentionIx,
        away: usize,
        wanted: usize,
    ) -> Option<Vec<EntityIx>> {
        let target = mentions[ix].sentence;
        let from = mentions[..ix].partition_point(|other| other.sentence + away < target);
        let until = mentions[..ix].partition_point(|other| other.sentence + away <= target);
        let named: Vec<&Mention> =
            mentions[from..until].iter().filter(|other| other.kind == MentionKind::Name).collect();
        let lists = named.windows(wanted).filter_map(|list| {
            let between =
                |pair: &[&Mention]| self.text.get(pair[0].span.end..pair[1].span.start).map_or("", str::trim);
            let gaps: Vec<&str> = list.windows(2).map(between).collect();
            let (last, commas) = gaps.split_last()?;
            let chained = self.is_and(last) && commas.iter().all(|gap| *gap == ",");
            let companies =
                list.iter().all(|mention| mention.refers.len() == 1 && self.is_company(mention.refers[0]));
            (chained && companies).then(|| distinct(list.iter().map(|mention| mention.refers[0]).collect()))
        });
        let mut lists: Vec<Vec<EntityIx>> = lists.filter(|list| list.len() == wanted).collect();
        lists.dedup();
        if lists.len() == 1 { lists.pop() } else { None }
    }

    /// Whether what stands between two names joins them: "and", "and rival".
    fn is_and(&self, gap: &str) -> bool {
        let words: Vec<&str> = gap.trim_start_matches([',', ' ']).split(' ').collect();
        let noun = |word: &str| self.pack.lexicon.names.nominals.values().any(|nouns| nouns.contains(word));
        match words[..] {
            ["and" | "&"] => true,
            ["and", .., last] => words.len() <= 5 && noun(last),
            _ => false,
        }
    }

    /// The companies that the document names far more often than the rest.
    fn main_parties(&self, mentions: &[Mention], wanted: usize) -> Vec<EntityIx> {
        let mut counts: BTreeMap<EntityIx, usize> = BTreeMap::new();
        for mention in mentions.iter().filter(|mention| mention.kind == MentionKind::Name) {
            if let [entity] = mention.refers[..]
                && self.is_company(entity)
            {
                *counts.entry(entity).or_default() += 1;
            }
        }
        let mut ranked: Vec<(EntityIx, usize)> = counts.into_iter().collect();
        ranked.sort_by_key(|&(entity, count)| (std::cmp::Reverse(count), entity));
        let next = ranked.get(wanted).map_or(0, |(_, count)| *count);
        let clear = ranked.len() >= wanted && 2 * ranked[wanted - 1].1 >= 3 * next;
        if clear {
            distinct(ranked[..wanted].iter().map(|(entity, _)| *entity).collect())
        } else {
            Vec::new()
        }
    }

    /// "the Claude maker", "the grocer", "the company".
    fn described(&self, mentions: &[Mention], ix: MentionIx, noun: &str) -> Vec<EntityIx> {
        if let Some(beside) = self.beside(mentions, ix) {
            return vec![beside];
        }
        let named = mentions[..ix].iter().filter_map(|other| match other.refers[..] {
            [entity] => Some(entity),
            _ => None,
        });
        let named: Vec<EntityIx> = named.collect();
        let best = named.iter().map(|&entity| self.describes(entity, noun)).max().unwrap_or_default();
        let head = noun.rsplit([' ', '-']).next().unwrap_or(noun);
        if best > usize::from(self.is_generic(head)) {
            let often = |entity: EntityIx| named.iter().filter(|other| **other == entity).count() > 1;
            let fits = |entity: EntityIx| {
                self.describes(entity, noun) == best
                    && (best > 1 || often(entity) || !self.is_implied(entity, head))
            };
            let matching = distinct(named.iter().copied().filter(|&entity| fits(entity)).collect());
            return match matching[..] {
                [only] => vec![only],
                _ => self.leader(mentions, ix, |entity| matching.contains(&entity)),
            };
        }
        if !self.is_generic(head) {
            return if self.is_company_noun(head) { self.undescribed(mentions, ix) } else { Vec::new() };
        }
        // Where a company is from is seldom told: "the Korean company" is the only one near, or nobody's guess.
        let from_somewhere = noun.split(' ').any(|word| self.pack.lexicon.names.nationalities.contains(word));
        if from_somewhere {
            return self.all_near(mentions, ix, 1);
        }
        self.leader(mentions, ix, |entity| self.is_company(entity))
    }

    /// How many words of `noun` an entity's descriptors cover.
    fn describes(&self, entity: EntityIx, noun: &str) -> usize {
        let known = self.descriptors.get(&entity).into_iter().flatten().filter(|known| fits(noun, known));
        known.map(|known| known.split(' ').count()).max().unwrap_or_default()
    }

    /// "the engine maker", said of nothing before: the one company near of which it is not known what it is.
    fn undescribed(&self, mentions: &[Mention], ix: MentionIx) -> Vec<EntityIx> {
        let plain = |entity: EntityIx| {
            (self.is_company(entity) || self.entities[entity].class.is_empty())
                && !self.entities[entity].known
                && self.descriptors.get(&entity).is_none_or(|known| known.len() < 2)
        };
        let near = self.candidates(mentions, ix).into_iter().map(|(entity, _)| entity);
        let found = distinct(near.filter(|&entity| plain(entity)).collect());
        if found.len() == 1 && self.is_company(found[0]) { found } else { Vec::new() }
    }

    /// Whether companies are called so: "lender".
    fn is_company_noun(&self, noun: &str) -> bool {
        let names = &self.pack.lexicon.names;
        names.nominals.get(&names.classes.company).is_some_and(|nouns| nouns.contains(noun))
    }

    /// "Lumen, *the company* owned by Kestrel": the name that the noun explains.
    fn beside(&self, mentions: &[Mention], ix: MentionIx) -> Option<EntityIx> {
        let target = &mentions[ix];
        let comma = target.tokens.start.checked_sub(1).filter(|&at| self.low(target.sentence, at) == ",")?;
        let before = mentions[..ix]
            .iter()
            .rfind(|other| other.sentence == target.sentence && other.tokens.end == comma)?;
        match before.refers[..] {
            [entity] if before.kind == MentionKind::Name && self.is_company(entity) => {
                self.hangs(target, before).then_some(entity)
            }
            _ => None,
        }
    }

    /// Whether the grammar has `target` explain `other`.
    fn hangs(&self, target: &Mention, other: &Mention) -> bool {
        let Some(tree) = self.tree(target.sentence) else { return false };
        let node = &tree.nodes[tree.head_of(target.tokens.clone())];
        node.rel.0 == "appos" && node.head.is_some_and(|head| other.tokens.contains(&head))
    }

    /// Whether only the last word of an entity's name says that it is a `head`.
    fn is_implied(&self, entity: EntityIx, head: &str) -> bool {
        if self.entities[entity].known {
            return false;
        }
        let last = self.entities[entity].name.rsplit(' ').next().unwrap_or_default().to_lowercase();
        self.pack.lexicon.names.implied.get(head).is_some_and(|endings| endings.contains(&last))
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

    fn is_generic(&self, noun: &str) -> bool {
        self.pack.lexicon.names.generic.contains(noun)
    }

    fn low(&self, sentence: usize, ix: usize) -> String {
        self.sentences[sentence]
            .tokens
            .get(ix)
            .map_or_else(String::new, |token| token.span.of(self.text).to_lowercase())
    }

    fn tree(&self, sentence: usize) -> Option<&Tree> {
        self.trees.get(sentence)?.as_ref()
    }
}

/// Whether a noun phrase of the text is that descriptor, or ends with it: "san francisco-based chipmaker".
fn fits(noun: &str, descriptor: &str) -> bool {
    noun == descriptor || noun.strip_suffix(descriptor).is_some_and(|rest| rest.ends_with([' ', '-']))
}

/// Whether `token` explains a noun of which `seen_from` is no part.
fn is_aside(tree: &Tree, token: usize, seen_from: usize) -> bool {
    let explains = |at: &usize| matches!(tree.nodes[*at].rel.0, "appos" | "acl:relcl" | "acl");
    std::iter::once(token)
        .chain(tree.ancestors(token))
        .take_while(|&at| !tree.is_below(seen_from, at))
        .any(|at| explains(&at))
}

/// The verb that the token is a subject of, or is joined to the subject of.
fn subject_of(tree: &Tree, ix: usize) -> Option<usize> {
    let node = tree.nodes.get(ix)?;
    node.rel.0.starts_with("nsubj").then_some(node.head).flatten()
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
