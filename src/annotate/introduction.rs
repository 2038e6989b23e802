//! Words that only introduce a name and tell nothing of anybody else: "*South Korean electronics giant* Lumen".
//!
//! Headlinese of this kind is rare in treebanks; parsers take one of its words for a verb, or the name for a subject.

use std::ops::Range;

use super::stand_in::is_modifier;
use crate::model::{Mention, MentionKind, Sentence, lower};
use crate::pack::Pack;

/// The name that the words from `at` on introduce, if they do nothing else.
pub(super) fn introduced<'m>(
    sentence: &Sentence,
    words: &[&str],
    at: usize,
    mentions: &'m [Mention],
    pack: &Pack,
) -> Option<&'m Mention> {
    let introducing = &pack.lexicon.grammar.introducing;
    let lexicon = &pack.lexicon.names;
    let name_at = |at: usize| {
        mentions.iter().find(|mention| mention.tokens.start == at && mention.kind == MentionKind::Name)
    };
    let of_place = |mention: &&Mention| mention.class == lexicon.classes.place;
    // "in the US carmaker", but not "sold in Norway carmaker Lumen's"
    let free = || at == 0 || !matches!(&*words[at - 1].to_lowercase(), "in" | "from" | "of" | "-" | "and");
    let mut next = match name_at(at).filter(of_place) {
        Some(_) if is_modifier(sentence, words, at, pack) => at,
        Some(place) if free() => place.tokens.end,
        Some(_) => return None,
        None => at,
    };
    let mut noun = false;
    loop {
        if let Some(name) = name_at(next).filter(|name| noun && !of_place(name)) {
            let organization =
                name.class.is_empty() || pack.ontology.is_a(&name.class, &lexicon.classes.organization);
            return organization.then_some(name);
        }
        let word = lower(words.get(next)?);
        if is_modifier(sentence, words, next, pack) {
            (next, noun) = (next + 3, true);
        } else if name_at(next).is_some() && next > at {
            return None;
        } else if introducing.nouns.contains(&word) {
            (next, noun) = (next + 1, true);
        } else if introducing.words.contains(&word) || lexicon.nationalities.contains(&word) {
            (next, noun) = (next + 1, false);
        } else if word == "-" && next > at {
            next += 1;
        } else {
            return None;
        }
    }
}

/// A name with what it is to somebody named before it: "Lumen *unit* Kestrel".
pub(super) struct Kin {
    /// The words of who is named before.
    pub(super) owner: Range<usize>,
    /// What it is.
    pub(super) noun: usize,
    /// Where the name ends.
    pub(super) end: usize,
}

/// "Lumen unit Kestrel" at `at`, with the mention that it is about.
pub(super) fn kin<'m>(
    words: &[&str],
    at: usize,
    mentions: &'m [Mention],
    pack: &Pack,
) -> Option<(Kin, &'m Mention)> {
    let organization = &pack.lexicon.names.classes.organization;
    let name_at = |at: usize| {
        mentions.iter().find(|mention| {
            mention.tokens.start == at
                && mention.kind == MentionKind::Name
                && (mention.class.is_empty() || pack.ontology.is_a(&mention.class, organization))
        })
    };
    let owner = name_at(at)?.tokens.clone();
    let noun = owner.end + usize::from(words.get(owner.end) == Some(&"-"));
    let related = words
        .get(noun)
        .is_some_and(|word| pack.lexicon.grammar.introducing.relations.contains(&word.to_lowercase()));
    let name = name_at(noun + 1).filter(|_| related)?;
    Some((Kin { owner, noun, end: name.tokens.end }, name))
}
