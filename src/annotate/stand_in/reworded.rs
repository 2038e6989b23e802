//! Words that are parsed as others, or several as one, because the treebanks know these better.

use std::ops::RangeInclusive;

use crate::annotate::introduction::is_quality;
use crate::annotate::parse::Parser;
use crate::model::{Mention, MentionKind, Sentence, Value, lower};
use crate::pack::Pack;

/// The word that several, or an apostrophe, from `at` on are parsed as, and where they end: "sale-and-purchase",
/// "Montreal-based", "majority-owned by", "Airbus' engines".
pub(super) fn one_word<'t>(
    sentence: &Sentence,
    words: &[&'t str],
    at: usize,
    mentions: &[Mention],
    pack: &'t Pack,
) -> Option<(&'t str, usize)> {
    if let Some(number) = measured(words, at, mentions) {
        return Some((words[number], number + 1));
    }
    if let Some(known) = pack.lexicon.grammar.parsed_as.get(words[at]) {
        return Some((known, at + 1));
    }
    if is_headline_and(words, at, mentions, pack) {
        Some(("and", at + 1))
    } else if is_chain(sentence, words, at, pack) {
        Some(("new", at + 5))
    } else if is_modifier(sentence, words, at, pack) {
        let participle = words[at + 3] == "by";
        Some((if participle { words[at + 2] } else { "new" }, at + 3))
    } else if is_quality(sentence, words, at, mentions, pack) {
        Some(("new", at + 3))
    } else {
        is_owner(sentence, words, at, mentions).then_some(("'s", at + 1))
    }
}

/// What the treebanks know better than the words from `at` on that mean the same, and where these end.
pub(super) fn better_known(
    words: &[&str],
    at: usize,
    mentions: &[Mention],
    pack: &Pack,
) -> Option<(&'static str, usize)> {
    let verb = || is_infinitive(words, at, mentions, pack).then_some(("sell", at + 1));
    // "the deal is *due* to close"
    let due = || {
        let is =
            at.checked_sub(1).is_some_and(|is| matches!(words[is], "are" | "be" | "is" | "was" | "were"));
        (is && words[at] == "due" && words.get(at + 1) == Some(&"to")).then_some(("ready", at + 1))
    };
    verb().or_else(due).or_else(|| Some(("%", percent(words, at, mentions)?)))
}

/// The fewest and the most words before a noun that are parsed as one with it.
const OWNED: RangeInclusive<usize> = 3..=6;

/// Where the noun is that ends what somebody has, if its description begins at `at` and is so long that its words may pass
/// for anything: "Lumen's *home lamp cleaning products business*".
pub(super) fn owned(words: &[&str], at: usize, mentions: &[Mention], pack: &Pack) -> Option<usize> {
    let grammar = &pack.lexicon.grammar;
    let owner = at.checked_sub(1).filter(|&owner| grammar.owners.contains(&lower(words[owner])))?;
    let plain = |ix: &usize| {
        let word = words[*ix];
        word.starts_with(char::is_lowercase)
            && !Parser::embedded().is_function_word(word)
            && !mentions.iter().any(|mention| mention.tokens.contains(ix))
    };
    // "its *US business* Kestrel": where it is may begin it.
    let places = &pack.lexicon.names.classes.place;
    let place = mentions.iter().find(|mention| mention.tokens.start == at && mention.class == *places);
    let from = place.map_or(at, |place| place.tokens.end);
    let end = from + (from..words.len()).take_while(plain).count();
    let is_unit = |&ix: &usize| {
        let one = ["s", "es"].map(|plural| words[ix].strip_suffix(plural).unwrap_or(words[ix]));
        let tells = |noun: &String| noun == words[ix] || one.contains(&noun.as_str());
        grammar.described.iter().any(|rule| rule.told_apart && rule.nouns.iter().any(tells))
    };
    // "its *logistics arm* Kestrel": right before the name of what it is.
    let named = |noun: usize| {
        let starts = |name: &&Mention| name.tokens.start == noun + 1 && name.kind == MentionKind::Name;
        let other = words[at..noun].iter().any(|word| grammar.another.contains(word));
        noun > at
            && !other
            && mentions.iter().find(starts).is_some_and(|name| name.class != pack.lexicon.names.classes.place)
    };
    // "Lumen's *drinks arm*": behind a plural the noun may pass for a verb.
    let plural = |noun: usize| noun > at && words[noun - 1].ends_with('s');
    (from..end)
        .rfind(is_unit)
        .filter(|&noun| OWNED.contains(&(noun - owner - 1)) || named(noun) || plural(noun))
}

/// Where the last number of a quantity or percentage stands whose words begin at `at`, if there are several words up to it: they
/// are parsed as that number. "*up to 2.5* million tons", "*10% to 15*%"; but behind a name a bare number passes for a part of it.
fn measured(words: &[&str], at: usize, mentions: &[Mention]) -> Option<usize> {
    let counts = |mention: &&Mention| {
        mention.tokens.start == at && matches!(mention.value, Some(Value::Quantity(_) | Value::Percent(_)))
    };
    let tokens = mentions.iter().find(counts)?.tokens.clone();
    let number = |&at: &usize| words[at].starts_with(|c: char| c.is_ascii_digit());
    let last = tokens.clone().rfind(number).filter(|&last| last > at && last + 1 < tokens.end)?;
    let inside = |mention: &Mention| mention.tokens.start > at && mention.tokens.start < last;
    let beside = |mention: &Mention| mention.tokens.end == at && mention.kind == MentionKind::Name;
    (!mentions.iter().any(|mention| inside(mention) || beside(mention))).then_some(last)
}

/// Where the words for a percent sign end if they begin at `at`: "60 *percent*", "60 *per cent*".
fn percent(words: &[&str], at: usize, mentions: &[Mention]) -> Option<usize> {
    let number = at.checked_sub(1).filter(|&number| words[number].ends_with(|c: char| c.is_ascii_digit()))?;
    let whole = |mention: &&Mention| {
        matches!(mention.value, Some(Value::Percent(_))) && mention.tokens.contains(&number)
    };
    let end = mentions.iter().find(whole)?.tokens.end;
    let spelt = |word: &&str| word.chars().all(char::is_alphabetic);
    (at < end && words[at..end].iter().all(spelt)).then_some(end)
}

/// Whether the word at `at` is a verb because of what stands before it, though mostly it is a noun: "the right to *market*
/// lamps".
fn is_infinitive(words: &[&str], at: usize, mentions: &[Mention], pack: &Pack) -> bool {
    let grammar = &pack.lexicon.grammar;
    let takes = |noun: &str| {
        let noun = noun.to_lowercase();
        grammar.takes_infinitive.contains(&noun)
            || noun.strip_suffix('s').is_some_and(|one| grammar.takes_infinitive.contains(one))
    };
    // "a deal worth $5 billion to *license* a drug", "$5 million to *fund* research"
    let paid = || {
        let sum = mentions.iter().find(|mention| mention.tokens.end + 1 == at);
        sum.is_some_and(|sum| matches!(sum.value, Some(Value::Money(_))))
    };
    // "Lumen is to *market* lamps"
    let is = || grammar.anaphor.copulas.contains(words[at - 2]);
    // "will *license* articles", "will *license* its drug": before what opens a noun the tagger takes it for one.
    let content = || {
        words.get(at + 1).is_some_and(|next| {
            !Parser::embedded().is_function_word(next)
                || grammar.owners.contains(next)
                || grammar.anaphor.determiners.contains(next)
        })
    };
    let modal =
        |word: &str| grammar.modal.planned.contains(word) || grammar.modal.hypothetical.contains(word);
    grammar.noun_like.contains(words[at])
        && (at > 1 && words[at - 1] == "to" && (takes(words[at - 2]) || paid() || is())
            || at > 0 && modal(words[at - 1]) && content())
}

/// Whether the comma at `at` joins the two organizations that a headline begins with: "Lumen*,* Kestrel end partnership".
fn is_headline_and(words: &[&str], at: usize, mentions: &[Mention], pack: &Pack) -> bool {
    let organization = &pack.lexicon.names.classes.organization;
    let name = |fits: &dyn Fn(&Mention) -> bool| {
        let acts = |one: &&Mention| {
            fits(one) && one.kind == MentionKind::Name && pack.ontology.is_a(&one.class, organization)
        };
        mentions.iter().find(acts).map(|name| name.tokens.clone())
    };
    let headline = !words.last().is_some_and(|last| matches!(*last, "." | "!" | "?" | ":" | "”" | "\""));
    let first = || name(&|one| one.tokens == (0..at));
    let goes_on = |end: usize| {
        words.get(end).is_some_and(|word| word.starts_with(char::is_lowercase) && *word != "and")
    };
    let second = || name(&|one| one.tokens.start == at + 1).is_some_and(|second| goes_on(second.end));
    words[at] == "," && headline && first().is_some() && second()
}

/// Whether "sale", "-", "and", "-", "purchase" stand at `at`, written together and before another word.
fn is_chain(sentence: &Sentence, words: &[&str], at: usize, pack: &Pack) -> bool {
    let [first, "-", middle, "-", last, next, ..] = words[at..] else { return false };
    let joined = |left: usize| sentence.tokens[left].span.end == sentence.tokens[left + 1].span.start;
    (at..at + 4).all(joined)
        && pack.lexicon.grammar.hyphen_joins.contains(middle)
        && [first, last, next].into_iter().all(|word| word.chars().all(char::is_alphabetic))
        && !first.starts_with(char::is_uppercase)
}

/// Whether the apostrophe at `at` makes an owner of the name before it: "Airbus*'* engines".
fn is_owner(sentence: &Sentence, words: &[&str], at: usize, mentions: &[Mention]) -> bool {
    let joined = |left: usize| sentence.tokens[left].span.end == sentence.tokens[left + 1].span.start;
    at > 0
        && at + 1 < words.len()
        && matches!(words[at], "'" | "’")
        && joined(at - 1)
        && !joined(at)
        && words[at - 1].ends_with(['s', 'x', 'z'])
        && words[at + 1].starts_with(char::is_alphanumeric)
        && mentions.iter().any(|mention| mention.tokens.end == at && mention.kind == MentionKind::Name)
}

/// Whether "US", "-", "based" stand at `at`, written together and before another word: it is parsed as an adjective.
pub(in crate::annotate) fn is_modifier(sentence: &Sentence, words: &[&str], at: usize, pack: &Pack) -> bool {
    let [first, "-", last, next, ..] = words[at..] else { return false };
    let joined = |left: usize| sentence.tokens[left].span.end == sentence.tokens[left + 1].span.start;
    joined(at)
        && joined(at + 1)
        && first.chars().all(char::is_alphanumeric)
        && next.chars().all(char::is_alphanumeric)
        && pack.lexicon.grammar.hyphenated.contains(&last.to_lowercase())
}
