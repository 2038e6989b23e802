//! Names, nouns and pronouns to the entities they stand for, within one document.
//!
//! What is not plain stays undecided: such a mention refers to nothing, and no claim comes of it.

mod antecedent;
mod descriptor;
mod explained;
mod gender;
mod naming;
mod office;
mod origin;

use std::ops::Range;

use crate::model::{Entity, EntityIx, Mention, MentionKind, Sentence, Tree, Upos, lower};
use crate::pack::Pack;
use antecedent::Discourse;

/// Sets what each of `mentions` refers to, and gives the entities in the order of their first mention.
#[must_use]
pub fn resolve(
    text: &str,
    sentences: &[Sentence],
    trees: &[Option<Tree>],
    mentions: &mut [Mention],
    pack: &Pack,
) -> Vec<Entity> {
    let entities = naming::entities(text, mentions, pack);
    let descriptors = descriptor::descriptors(text, sentences, mentions, &entities, pack);
    let origins = origin::origins(text, sentences, mentions, &entities, pack);
    let genders = gender::genders(text, sentences, mentions, &entities, &pack.lexicon.names);
    let mut discourse = Discourse {
        text,
        sentences,
        trees,
        entities: &entities,
        genders: &genders,
        descriptors: &descriptors,
        origins: &origins,
        pack,
    };
    for ix in 0..mentions.len() {
        if matches!(mentions[ix].kind, MentionKind::Pronoun | MentionKind::Nominal) {
            let named =
                names_itself(mentions, ix, pack).or_else(|| explained::by_name(trees, mentions, ix, pack));
            mentions[ix].refers = match named {
                Some(named) => named,
                None if qualifies(&mentions[ix], trees) => Vec::new(),
                None => discourse.antecedents(mentions, ix),
            };
        }
    }
    for ix in 0..mentions.len() {
        if pack.lexicon.names.classes.title == mentions[ix].class
            && (bears_name(mentions, ix, pack) || stands_bare(text, sentences, mentions, ix, pack))
            && !is_public(text, &mentions[ix], pack)
            && !is_of_place(mentions, ix, pack)
        {
            let refers = discourse.employer(mentions, ix);
            mentions[ix].refers = refers;
        }
    }
    office::officers(text, sentences, trees, mentions, pack);
    entities
}

/// What a noun phrase says by a name inside: "the Glow 4.5 model" is Glow 4.5, but "the Glow maker" is not.
fn names_itself(mentions: &[Mention], ix: usize, pack: &Pack) -> Option<Vec<EntityIx>> {
    let whole = &mentions[ix];
    if whole.kind != MentionKind::Nominal || whole.class.is_empty() {
        return None;
    }
    let inside = |other: &&Mention| {
        other.kind == MentionKind::Name
            && other.sentence == whole.sentence
            && whole.tokens.start <= other.tokens.start
            && other.tokens.end < whole.tokens.end
            && other.refers.len() == 1
            && pack.ontology.is_a(&other.class, &whole.class)
    };
    let near = ix.saturating_sub(NEAR)..(ix + NEAR).min(mentions.len());
    mentions[near].iter().find(inside).map(|found| found.refers.clone())
}

/// Whether a noun only says of what kind the noun behind it is: "the *chip* designer".
fn qualifies(mention: &Mention, trees: &[Option<Tree>]) -> bool {
    let Some(Some(tree)) = trees.get(mention.sentence).filter(|_| mention.kind == MentionKind::Nominal)
    else {
        return false;
    };
    let end = mention.tokens.end;
    let node = &tree.nodes[end - 1];
    node.rel.0 == "compound"
        && node.head.is_some_and(|head| head >= end && tree.nodes[head].upos == Upos::Noun)
}

/// How many mentions away one that stands inside another may be listed.
const NEAR: usize = 4;

/// Whether a title is an office of state: "Attorney General".
fn is_public(text: &str, title: &Mention, pack: &Pack) -> bool {
    let last = title.span.of(text).rsplit(' ').next();
    last.is_some_and(|last| pack.lexicon.names.titles.public.contains(&lower(last)))
}

/// "*EU* antitrust chief Jane Doe": whether a place before the title tells whose it is.
fn is_of_place(mentions: &[Mention], ix: usize, pack: &Pack) -> bool {
    let start = mentions[ix].tokens.start;
    let place = |other: &Mention| {
        other.sentence == mentions[ix].sentence
            && other.tokens.end <= start
            && other.tokens.end + 1 >= start
            && pack.ontology.is_a(&other.class, &pack.lexicon.names.classes.place)
    };
    ix > 0 && place(&mentions[ix - 1])
}

/// Whether a person's name stands right beside the title at `ix`: "chief executive Jane Doe".
fn bears_name(mentions: &[Mention], ix: usize, pack: &Pack) -> bool {
    let person = |other: &Mention| {
        other.sentence == mentions[ix].sentence
            && other.tokens.start == mentions[ix].tokens.end
            && pack.ontology.is_a(&other.class, &pack.lexicon.names.classes.person)
    };
    mentions.get(ix + 1).is_some_and(person)
}

/// Whether the title at `ix` is somebody's without a word on whose post it is: "Jane Doe, chief executive, said", "Jane Doe, chairman
/// and chief executive, said", "Jane Doe, the chairman, said", "The chairman, Jane Doe, said", "stays on as chief executive".
fn stands_bare(text: &str, sentences: &[Sentence], mentions: &[Mention], ix: usize, pack: &Pack) -> bool {
    let sentence = mentions[ix].sentence;
    let titles = &pack.lexicon.names.titles;
    let words = &sentences[sentence].tokens;
    let word = |at: usize| lower(words.get(at).map_or("", |token| token.span.of(text)));
    let run = joined_titles(mentions, ix, |at| word(at) == "and", pack);
    let Some(before) = run.start.checked_sub(1) else { return false };
    let person = |gap: usize| {
        mentions[..ix].iter().rev().take_while(|other| other.sentence == sentence).any(|other| {
            other.tokens.end + gap == run.start
                && other.kind == MentionKind::Name
                && pack.ontology.is_a(&other.class, &pack.lexicon.names.classes.person)
        })
    };
    let after = word(run.end);
    // "Jane Doe, chairman, Lumen Ltd, said"
    let companies = &pack.lexicon.names.classes.never_company;
    let named = |other: &Mention| {
        let no_company = companies.iter().any(|class| pack.ontology.is_a(&other.class, class));
        other.tokens.start == run.end + 1 && other.kind == MentionKind::Name && !no_company
    };
    let owned = after == "," && mentions[ix + 1..].iter().take(2).any(named);
    let whose = titles.joins.contains(&after) || titles.at.contains(&after) || after == "and" || owned;
    let the = word(before) == "the";
    let ends = after == "," || run.end + 1 >= words.len();
    let set_off = the && ends && before > 0 && word(before - 1) == "," && person(2);
    let bearer = |other: &Mention| {
        other.sentence == sentence
            && other.tokens.start == run.end + 1
            && pack.ontology.is_a(&other.class, &pack.lexicon.names.classes.person)
    };
    let explained = the && after == "," && mentions[ix + 1..].iter().take(2).any(bearer);
    let beside = person(0) || word(before) == "," && person(1);
    !whose && (titles.posts.contains(&word(before)) || beside || set_off || explained)
}

/// The words of the title at `ix` and of those that "and" joins to it: "chairman and chief executive".
fn joined_titles(
    mentions: &[Mention],
    ix: usize,
    is_and: impl Fn(usize) -> bool,
    pack: &Pack,
) -> Range<usize> {
    let title = &mentions[ix];
    let is_title = |other: &&Mention| {
        other.sentence == title.sentence && other.class == pack.lexicon.names.classes.title
    };
    let mut run = title.tokens.clone();
    for other in mentions[ix + 1..].iter().take_while(is_title) {
        if other.tokens.start == run.end + 1 && is_and(run.end) {
            run.end = other.tokens.end;
        }
    }
    for other in mentions[..ix].iter().rev().take_while(is_title) {
        if other.tokens.end + 1 == run.start && is_and(other.tokens.end) {
            run.start = other.tokens.start;
        }
    }
    run
}

/// The entities of a list, each once, in order.
fn distinct(mut list: Vec<EntityIx>) -> Vec<EntityIx> {
    list.sort_unstable();
    list.dedup();
    list
}

#[cfg(test)]
mod tests;
