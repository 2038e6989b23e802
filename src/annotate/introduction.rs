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
    // "in the US carmaker", "in UK carmaker Lumen", but not "sold in Norway carmaker Lumen's"
    let short = words[at].chars().all(|c| c.is_uppercase() || c == '.');
    let free =
        || at == 0 || short || !matches!(&*words[at - 1].to_lowercase(), "in" | "from" | "of" | "-" | "and");
    if let Some(name) = qualified(sentence, words, at, mentions, pack) {
        return Some(name);
    }
    // "its cloud provider Lumen": that tells what it is to somebody. "any cloud provider, Lumen or Kestrel": of many one.
    let before = at.checked_sub(1).map(|before| lower(words[before]));
    if before.is_some_and(|word| {
        matches!(&*word, "'s" | "’s" | "its" | "their" | "whose" | "any" | "each" | "every")
            || introducing.words.contains(&word)
    }) {
        return None;
    }
    let (mut next, mut noun) =
        match (located(sentence, words, at, mentions, pack), name_at(at).filter(of_place)) {
            (Some(end), _) => (end, true),
            (None, Some(_)) if is_modifier(sentence, words, at, pack) => (at, false),
            (None, Some(place)) if matches!(words.get(place.tokens.end), Some(&"'s" | &"’s")) => {
                // "Norway's Lumen", "Norway's state oil company Lumen"
                if let Some(owned) = name_at(place.tokens.end + 1).filter(|name| !of_place(name)) {
                    return is_organization(owned, pack).then_some(owned);
                }
                (place.tokens.end + 1, false)
            }
            (None, Some(place)) if free() => (place.tokens.end, false),
            (None, Some(_)) => return None,
            (None, None) => (at, false),
        };
    loop {
        if let Some(name) = name_at(next).filter(|name| noun && !of_place(name)) {
            return is_organization(name, pack).then_some(name);
        }
        let word = lower(words.get(next)?);
        let plural = || word.strip_suffix('s').is_some_and(|one| introducing.nouns.contains(one));
        if is_modifier(sentence, words, next, pack) || is_hyphenated(sentence, words, next, mentions, pack) {
            (next, noun) = (next + 3, true);
        } else if introducing.qualities.contains(&word) {
            (next, noun) = (next + 1, true);
        } else if name_at(next).is_some() && next > at {
            return None;
        } else if introducing.nouns.contains(&word) || plural() && is_pair(words, next + 1, mentions) {
            (next, noun) = (next + 1, true);
        } else if introducing.words.contains(&word) || lexicon.nationalities.contains(&word) {
            // "South African Lumen"
            let people = next > at && lexicon.nationalities.contains(&word);
            let named = || name_at(next + 1).is_some_and(|name| !name.class.is_empty());
            // "privately held Lumen"
            let held = next > at && introducing.states.contains(&word);
            (next, noun) = (next + 1, people && named() || held);
        } else if next > at && (word == "-" || word == "and" && name_at(next + 1).is_none()) {
            next += 1;
        } else {
            return None;
        }
    }
}

/// The name right behind words at `at` that only tell how it fares: "*loss-making* Lumen", "its *struggling* Lumen unit".
fn qualified<'m>(
    sentence: &Sentence,
    words: &[&str],
    at: usize,
    mentions: &'m [Mention],
    pack: &Pack,
) -> Option<&'m Mention> {
    let qualities = &pack.lexicon.grammar.introducing.qualities;
    let mut next = at;
    loop {
        if is_hyphenated(sentence, words, next, mentions, pack) {
            next += 3;
        } else if words.get(next).is_some_and(|word| qualities.contains(&lower(word))) {
            next += 1;
        } else {
            break;
        }
    }
    let named = |one: &&Mention| one.tokens.start == next && one.kind == MentionKind::Name;
    let free = |name: &&Mention| {
        let classes = &pack.lexicon.names.classes;
        name.class != classes.place && name.class != classes.title
    };
    mentions.iter().find(named).filter(|_| next > at).filter(free)
}

/// Whether "fast-growing" stands at `at` before another word, and not before what it says the kind of: "a profit-sharing deal".
pub(super) fn is_quality(
    sentence: &Sentence,
    words: &[&str],
    at: usize,
    mentions: &[Mention],
    pack: &Pack,
) -> bool {
    let Some(next) = words.get(at + 3).filter(|word| word.starts_with(char::is_lowercase)) else {
        return false;
    };
    // "fast-growing rival Lumen"
    let named = || mentions.iter().any(|one| one.tokens.start == at + 4 && one.kind == MentionKind::Name);
    words[at + 2].ends_with("ing")
        && (!pack.frames.is_trigger(next) || named())
        && is_hyphenated(sentence, words, at, mentions, pack)
}

/// Whether two words that a hyphen ties to an adjective stand at `at`: "loss-making", "debt-laden"; but not "co-owner", "joint-venture".
fn is_hyphenated(sentence: &Sentence, words: &[&str], at: usize, mentions: &[Mention], pack: &Pack) -> bool {
    let [first, "-", last, ..] = words.get(at..).unwrap_or_default() else { return false };
    let joined = |left: usize| sentence.tokens[left].span.end == sentence.tokens[left + 1].span.start;
    let plain = |word: &str| word.chars().all(|c| c.is_ascii_lowercase());
    let grammar = &pack.lexicon.grammar;
    joined(at)
        && joined(at + 1)
        && plain(first)
        && plain(last)
        && !grammar.introducing.tying.contains(first)
        && !pack.frames.is_trigger(last)
        && !mentions.iter().any(|one| one.tokens.start < at + 3 && one.tokens.end > at)
}

/// Whether two names with "and" between them begin at `at`: "lamp makers *Lumen and Kestrel*".
fn is_pair(words: &[&str], at: usize, mentions: &[Mention]) -> bool {
    let name_at = |at: usize| {
        mentions.iter().find(|mention| mention.tokens.start == at && mention.kind == MentionKind::Name)
    };
    name_at(at).is_some_and(|first| {
        words.get(first.tokens.end) == Some(&"and") && name_at(first.tokens.end + 1).is_some()
    })
}

fn is_organization(name: &Mention, pack: &Pack) -> bool {
    name.class.is_empty() || pack.ontology.is_a(&name.class, &pack.lexicon.names.classes.organization)
}

/// Where "Birmingham, Ala.-based" ends, if a place with the state it is in stands at `at`.
fn located(
    sentence: &Sentence,
    words: &[&str],
    at: usize,
    mentions: &[Mention],
    pack: &Pack,
) -> Option<usize> {
    let name =
        |at: usize| mentions.iter().find(|one| one.tokens.start == at && one.kind == MentionKind::Name);
    let state = name(at)?.tokens.end + 1;
    let short = || words.get(state)?.ends_with('.').then_some(state + 1);
    let hyphen =
        name(state).map(|name| name.tokens.end).or_else(short).filter(|_| words[state - 1] == ",")?;
    let joined = |left: usize| sentence.tokens[left].span.end == sentence.tokens[left + 1].span.start;
    let based = words.get(hyphen + 1)?.to_lowercase();
    let hyphenated = words.get(hyphen) == Some(&"-") && joined(hyphen - 1) && joined(hyphen);
    (hyphenated && pack.lexicon.grammar.hyphenated.contains(&based)).then_some(hyphen + 2)
}

/// A name with what it is to somebody named before it: "Lumen *unit* Kestrel".
pub(super) struct Kin {
    /// The words of who is named before.
    pub(super) owner: Range<usize>,
    /// What it is.
    pub(super) noun: usize,
    /// The dictionary form of that.
    pub(super) lemma: String,
    /// Whether that is a participle: "Lumen-*owned* Kestrel".
    pub(super) tied: bool,
    /// Where the name ends.
    pub(super) end: usize,
}

/// "Lumen unit Kestrel", "Lumen battery maker Kestrel", "Lumen-owned Kestrel" at `at`, with the mention that it is about.
pub(super) fn kin<'m>(
    sentence: &Sentence,
    words: &[&str],
    at: usize,
    mentions: &'m [Mention],
    pack: &Pack,
) -> Option<(Kin, &'m Mention)> {
    let introducing = &pack.lexicon.grammar.introducing;
    let name_at = |at: usize| {
        let name = |one: &&Mention| one.tokens.start == at && one.kind == MentionKind::Name;
        mentions.iter().find(name).filter(|name| is_organization(name, pack))
    };
    let owner = name_at(at)?.tokens.clone();
    let hyphen = words.get(owner.end) == Some(&"-");
    let noun = if hyphen { owner.end + 1 } else { behind_trade(words, owner.end, pack) };
    let word = words.get(noun)?.to_lowercase();
    let known = || name_at(at).is_some_and(|owner| !owner.class.is_empty());
    if let Some(lemma) = introducing.tied.get(&word).filter(|_| hyphen && known()) {
        let name = name_at(noun + 1).or_else(|| introduced(sentence, words, noun + 1, mentions, pack))?;
        return Some((Kin { owner, noun, lemma: lemma.clone(), tied: true, end: name.tokens.end }, name));
    }
    let name = name_at(noun + 1)
        .filter(|_| introducing.relations.contains(&word) || !hyphen && introducing.makers.contains(&word))?;
    Some((Kin { owner, noun, lemma: word, tied: false, end: name.tokens.end }, name))
}

/// Where the words from `at` on end that tell only of a trade: "Lumen *electric car* maker Kestrel".
fn behind_trade(words: &[&str], at: usize, pack: &Pack) -> usize {
    let trades = &pack.lexicon.grammar.introducing.words;
    at + words[at..].iter().take_while(|word| trades.contains(word)).count()
}
