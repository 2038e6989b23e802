//! What is left out of the sentence as it is parsed: nobody needs to see it, and it may derail the parser.

use crate::model::{Mention, MentionKind, Value, lower};
use crate::pack::Pack;

/// Where what nobody needs to see ends if it begins at `at`: an aside, a degree, "each" behind an auxiliary or an amount.
pub(super) fn left_out(words: &[&str], at: usize, mentions: &[Mention], pack: &Pack) -> Option<usize> {
    aside(words, at, mentions)
        .or_else(|| share_of_it(words, at, mentions))
        .or_else(|| not_owned(words, at, pack))
        .or_else(|| degree(words, at, pack))
        .or_else(|| is_floating(words, at, pack).then_some(at + 1))
        .or_else(|| is_apiece(words, at, mentions, pack).then_some(at + 1))
}

/// The most words, with its brackets, of an aside that is left out: "(NASDAQ: LUMN)".
const ASIDE: usize = 8;

/// Where an aside in brackets that begins at `at` ends: one after the first word, without a mention in it or with nothing
/// but another name or sum for what stands before: "(AWS)", "(£12bn)", or what a name has or gives: "(60%)".
fn aside(words: &[&str], at: usize, mentions: &[Mention]) -> Option<usize> {
    if at == 0 || words[at] != "(" {
        return None;
    }
    let length = words[at..].iter().take(ASIDE).position(|word| *word == ")")? + 1;
    let inside = |mention: &&Mention| mention.tokens.end > at && mention.tokens.start < at + length;
    let mut within = mentions.iter().filter(inside);
    let free = match (within.next(), within.next()) {
        (None, _) => true,
        (Some(only), None) => {
            let sum = |mention: &Mention| matches!(mention.value, Some(Value::Money(_)));
            let named = |mention: &Mention| mention.kind == MentionKind::Name;
            let behind = |fits: &dyn Fn(&Mention) -> bool| {
                mentions.iter().any(|one| one.tokens.end == at && fits(one))
            };
            let alone = only.tokens.start == at + 1 && only.tokens.end + 1 == at + length;
            let short = named(only) && only.tokens.len() == 1;
            let share = || sum(only) || matches!(only.value, Some(Value::Percent(_)));
            alone && (short || sum(only) && behind(&sum) || behind(&named) && share())
        }
        _ => false,
    };
    (free && at + length < words.len()).then_some(at + length)
}

/// Where what only divides the amount before it ends, if it begins with the comma at `at`: "$5 billion*, $2 billion of it in
/// cash*,", "36% of Kestrel*, 18.7% of it through a trust*."
fn share_of_it(words: &[&str], at: usize, mentions: &[Mention]) -> Option<usize> {
    let amount = |mention: &&Mention| mention.tokens.start == at + 1 && mention.kind == MentionKind::Value;
    let divided = |mention: &Mention| mention.tokens.end <= at && mention.kind == MentionKind::Value;
    let of = mentions.iter().find(amount).filter(|_| at > 0 && words[at] == ",")?.tokens.end;
    let it = words.get(of) == Some(&"of")
        && matches!(words.get(of + 1), Some(&("it" | "them" | "that" | "which")));
    if !it || !mentions.iter().any(divided) {
        return None;
    }
    let close = of + 2 + words[of + 2..].iter().position(|word| matches!(*word, "," | ";" | "."))?;
    let end = close + usize::from(words[close] == "," && close + 1 < words.len());
    Some(end)
}

/// Where what says that the rest is not owned so far ends, if it begins at `at`: "the remaining 45% of Kestrel *that it does not
/// already own*".
fn not_owned(words: &[&str], at: usize, pack: &Pack) -> Option<usize> {
    let word = |at: usize| words.get(at).map(|word| lower(word)).unwrap_or_default();
    let pronoun = at + usize::from(matches!(&*word(at), "that" | "which"));
    let owns = |at: usize| pack.lexicon.grammar.owning.contains(&word(at));
    let not = pronoun + 2;
    let denied =
        matches!(&*word(pronoun), "it" | "they") && pack.lexicon.grammar.negation.words.contains(&word(not));
    let verb = (not + 1..=not + 2).find(|&at| owns(at))?;
    (at > 0 && denied && verb + 1 < words.len()).then_some(verb + 1)
}

/// Where a degree behind a name ends, if the comma at `at` opens one: "Jane Doe*, Ph.D.*, said".
fn degree(words: &[&str], at: usize, pack: &Pack) -> Option<usize> {
    let degree = words.get(at + 1).filter(|_| at > 0 && words[at] == ",")?;
    pack.lexicon
        .names
        .degrees
        .contains(&degree.to_lowercase())
        .then_some(at + 2)
        .filter(|&end| end < words.len())
}

/// Whether the word at `at` only says of how many a subject tells: "they will *each* own", "Lumen and Glow *each* hold".
fn is_floating(words: &[&str], at: usize, pack: &Pack) -> bool {
    let grammar = &pack.lexicon.grammar;
    if at == 0 || !grammar.floating.contains(words[at]) {
        return false;
    }
    let named = words[at - 1].starts_with(char::is_uppercase);
    let evokes =
        |next: &str| pack.frames.verb_of(next).is_some() || pack.frames.evoked_by(next).next().is_some();
    let follows = |next: &str| {
        if grammar.auxiliaries.contains(&lower(words[at - 1])) { next != "of" } else { named && evokes(next) }
    };
    words.get(at + 1).is_some_and(|next| next.starts_with(char::is_lowercase) && follows(next))
}

/// Whether the word at `at` only says that the amount before it is that of each of several: "hold 45% *each*", but not "45% each year".
fn is_apiece(words: &[&str], at: usize, mentions: &[Mention], pack: &Pack) -> bool {
    let amount = |mention: &Mention| {
        mention.tokens.end == at && matches!(mention.value, Some(Value::Percent(_) | Value::Money(_)))
    };
    let ends = |next: &str| {
        !next.starts_with(char::is_alphanumeric) || matches!(next, "after" | "and" | "in" | "of")
    };
    pack.lexicon.grammar.apiece.contains(words[at])
        && mentions.iter().any(amount)
        && words.get(at + 1).is_none_or(|next| ends(next))
}
