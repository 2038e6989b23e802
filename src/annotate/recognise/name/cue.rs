//! What stands in a name and beside it, and what that tells of the thing named.

use std::borrow::Cow;
use std::ops::Range;

use super::candidate::Candidate;
use super::listing::listing_end;
use super::title::Title;
use super::words::Words;
use crate::pack::lexicon::Names;

/// Surely so: a legal form, a ticker, "Mr.".
const SURE: f32 = 9.0;
/// Very likely so: "CEO Jane Doe", a given name.
const STRONG: f32 = 5.0;
/// The last word of the name: "Therapeutics", "University".
const ENDING: f32 = 4.0;
/// How far before "in" an investment is looked for.
const INVESTED: usize = 6;
/// How far after a comma "a Danish maker of pumps" is looked through.
const APPOSITION: usize = 9;
/// How far before a comma whose "its joint venture" is, is looked for.
const SET_BEHIND: usize = 8;
/// The most words from a person to the title that is theirs.
const HELD: usize = 6;
/// The most words from the name before "one of" to the title: "Jane Doe, one of Lumen's two founders".
const ONE_OF: usize = 8;

/// How much speaks for each class beside a candidate, in no order; a class may come several times.
pub(super) fn around<'a>(
    candidate: &Candidate,
    words: &Words,
    titles: &[Title],
    names: &'a Names,
) -> Vec<(&'a str, f32)> {
    let mut found = beside(candidate, words, names);
    found.extend(titled(candidate, words, titles, names));
    found.extend(apposition(candidate, words, names));
    if listing_end(words, candidate.tokens.end, names).is_some() {
        found.push((names.classes.company.as_str(), SURE));
    }
    found
}

/// How much its own words speak for each class.
pub(super) fn inside<'a>(candidate: &Candidate, words: &Words, names: &'a Names) -> Vec<(&'a str, f32)> {
    let tokens = &candidate.tokens;
    // "Lumen Growth Fund II"
    let numeral = |ix: usize| words.get(ix).chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    let last = tokens.end - 1;
    let last = if tokens.len() > 2 && numeral(last) { last - 1 } else { last };
    let mut found = Vec::new();
    if names.is_legal_form(words.get(last)) && tokens.len() > 1 {
        found.push((names.classes.company.as_str(), SURE));
    } else if tokens.len() > 1
        && let Some(class) = names
            .ending_class(&words.low_phrase(last - 1..last + 1))
            .filter(|_| tokens.len() > 2)
            .or_else(|| names.ending_class(words.low(last)))
    {
        found.push((class, ENDING));
    }
    let of = tokens.clone().skip(1).find(|&ix| words.low(ix) == "of");
    if let Some(class) = of.and_then(|of| names.ending_class(words.low(of - 1))) {
        found.push((class, ENDING));
    }
    let letters = tokens
        .clone()
        .all(|ix| words.get(ix).chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’')));
    // "Jane Doe Foundation" is none.
    let called = tokens.len() > 2 && names.ending_class(words.low(last)).is_some();
    if (2..=4).contains(&tokens.len()) && letters && !called && names.is_first_name(words.low(tokens.start)) {
        found.push((names.classes.person.as_str(), STRONG));
    }
    let low = words.low_before(tokens.start).trim_end_matches('.');
    if names.honorifics.contains(low)
        && words.get(tokens.start.saturating_sub(1)).starts_with(char::is_uppercase)
    {
        found.push((names.classes.person.as_str(), SURE));
    }
    // "*Grupo* Castell"
    if tokens.len() > 1 && names.leading.contains(words.low(tokens.start)) {
        found.push((names.classes.company.as_str(), ENDING));
    }
    if has_version(candidate, words) {
        found.push((names.classes.product.as_str(), ENDING));
    }
    found
}

/// "SSGJ-707", "GPT-4.1", "iOS 18"; but not "PD-1", "Formula 1".
fn has_version(candidate: &Candidate, words: &Words) -> bool {
    let tokens = &candidate.tokens;
    let last = words.get(tokens.end - 1);
    let version = last.starts_with(|c: char| c.is_ascii_digit())
        && last.len() > 1
        && last.chars().all(|c| c.is_ascii_digit() || c == '.');
    let mixed = |ix: usize| {
        let word = words.get(ix);
        word.starts_with(char::is_uppercase) && word.chars().filter(char::is_ascii_digit).count() > 1
    };
    tokens.len() > 1 && version || tokens.clone().any(mixed)
}

/// By the words right before and after it, and by what its possessive owns.
fn beside<'a>(candidate: &Candidate, words: &Words, names: &'a Names) -> Vec<(&'a str, f32)> {
    let tokens = &candidate.tokens;
    let hyphened = tokens.start.checked_sub(1).and_then(|last| hyphened(words, last));
    let before = hyphened.as_deref().unwrap_or_else(|| words.low_before(tokens.start));
    let mut after = words.low(tokens.end);
    if after == "-" && words.is_glued(tokens.end) || names.between.contains(after) {
        after = words.low(tokens.end + 1);
    }
    // "Jane Doe, *who* runs Lumen,"
    if after == "," && words.low(tokens.end + 1) == "who" {
        after = "who";
    }
    let possessive = words.is_possessive(tokens.end);
    let owned: Vec<&str> =
        if possessive { (1..=3).map(|far| words.low(tokens.end + far)).collect() } else { Vec::new() };
    let mut found = Vec::new();
    let reach = tokens.start.saturating_sub(INVESTED)..tokens.start.saturating_sub(1);
    let unit = |ix: usize| names.units.contains(words.low(ix)) || names.teams.contains(words.low(ix));
    if is_owner(words, tokens.start, names) && (unit(tokens.end - 1) || unit(tokens.end)) {
        found.push((names.classes.organization.as_str(), SURE));
    }
    // "Lumen Inc., Boca Raton, Fla.": a town before its state
    let in_state = |end: usize| {
        names.states.contains(&words.low_phrase(tokens.end + 1..end))
            && matches!(words.low(end), "," | "." | "" | "-" | ")")
    };
    let legal = names.is_legal_form(words.get(tokens.end - 1));
    if words.low(tokens.end) == "," && (2..=3).any(|far| in_state(tokens.end + far)) && !legal {
        found.push((names.classes.place.as_str(), SURE));
    }
    let invested = before == "in" && reach.into_iter().any(|ix| names.invested.contains(words.low(ix)));
    if invested {
        found.push((names.classes.company.as_str(), ENDING));
    }
    // "said Jane Doe", but not "said Norvik Steel"
    let company = || names.ending_class(words.low(tokens.end - 1)).is_some();
    if names.said.contains(before) && tokens.len() > 1 && !company() {
        found.push((names.classes.person.as_str(), ENDING - 1.0));
    }
    let called = called(words, tokens.start, names);
    found.extend(called);
    let of = if before == "of" && tokens.start > 1 { words.low(tokens.start - 2) } else { "" };
    for cue in &names.cues {
        let hits =
            usize::from(cue.before.contains(before) && (before != "in" || !invested) && called.is_none())
                + usize::from(cue.of.contains(of))
                + usize::from(!possessive && cue.after.contains(after))
                + usize::from(owned.iter().any(|word| cue.owns.contains(word)));
        if hits > 0 {
            found.push((cue.class.as_str(), cue.weight));
        }
    }
    found
}

/// By the noun before a word of naming: "a joint venture *called* X".
fn called<'a>(words: &Words, start: usize, names: &'a Names) -> Option<(&'a str, f32)> {
    let noun = start.checked_sub(2).filter(|_| names.naming.contains(words.low_before(start)))?;
    let cue = names.cues.iter().find(|cue| cue.is.contains(words.low(noun)))?;
    Some((cue.class.as_str(), STRONG))
}

/// By a job title beside it: "CEO Jane Doe", "Jane Doe, chief executive of Acme", "Acme CEO", "Acme's chairman".
fn titled<'a>(
    candidate: &Candidate,
    words: &Words,
    titles: &[Title],
    names: &'a Names,
) -> Vec<(&'a str, f32)> {
    let tokens = &candidate.tokens;
    let mut found = Vec::new();
    for title in titles {
        let comma_after = title.tokens.start == tokens.end + 1 && words.low(tokens.end) == ",";
        let with_article = title.tokens.start == tokens.end + 2
            && words.low(tokens.end) == ","
            && names.titles.articles.contains(words.low(tokens.end + 1));
        let joint = words.low(title.field_end);
        let of_before = title.field_end + 1 == tokens.start
            && (names.titles.joins.contains(joint) || names.titles.at.contains(joint));
        let set_after = title.tokens.end + 1 == tokens.start
            && words.low(title.tokens.end) == ","
            && (names.said.contains(words.low(tokens.end)) || is_clause_end(words.low(tokens.end)));
        let of_their_own = words.low(tokens.end) == ","
            && (tokens.end + 2..=tokens.end + 5).contains(&title.tokens.start)
            && words.is_possessive_s(title.tokens.start - 1);
        let one_of = words.low(tokens.end) == ","
            && words.low_phrase(tokens.end + 1..tokens.end + 3) == "one of"
            && (tokens.end + 4..=tokens.end + ONE_OF).contains(&title.tokens.start);
        // "appointed Jane Doe chief executive"
        let appointed = tokens.start > 0 && names.titles.appoints.contains(words.low(tokens.start - 1));
        // "X, Lumen CEO, said"
        let employed = words.low(tokens.end) == ","
            && (tokens.end + 2..=tokens.end + 4).contains(&title.tokens.start)
            && (tokens.end + 1..title.tokens.start).all(|ix| words.get(ix).starts_with(char::is_uppercase))
            && matches!(words.low(title.tokens.end), "," | "and");
        let anyone = names.titles.anyone.contains(&words.low_phrase(title.tokens.clone()));
        let held = holds(words, tokens.end..title.tokens.start, names) && !anyone;
        let ends_before = title.tokens.end == tokens.start && !anyone;
        // "whose chairman *is* Jane Doe"
        let told = title.tokens.end + 1 == tokens.start
            && matches!(words.low(title.tokens.end), "is" | "was")
            && tokens.len() > 1
            && !anyone;
        let right_after = title.tokens.start == tokens.end;
        let owned = title.tokens.start == tokens.end + 1 && words.is_possessive_s(tokens.end);
        let introduced = comma_after || with_article || set_after || of_their_own || employed || one_of;
        if ends_before
            || told
            || (introduced || appointed && made(words, tokens.end..title.tokens.start, names)) && !anyone
            || held
            || right_after && appointed
        {
            found.push((names.classes.person.as_str(), STRONG));
        }
        let field = tokens.len() == 1 && names.titles.chief_of.contains(words.low(tokens.start));
        // "*Defence* Secretary Jane Doe"
        let portfolio = right_after && names.titles.ministers.contains(words.low(title.tokens.end - 1));
        // "*Retail* analyst Jane Doe"
        let area = tokens.len() == 1 && names.titles.fields.contains(words.low(tokens.start));
        if of_before && !field || right_after && !appointed && !portfolio && !area || owned {
            found.push((names.classes.company.as_str(), STRONG));
        }
    }
    found
}

/// Whether the words of `between`, from a name to a title, say that one is made that: "appointed Jane Doe *as its new* chairman".
fn made(words: &Words, between: Range<usize>, names: &Names) -> bool {
    (1..=HELD).contains(&between.len())
        && words.low(between.start) == "as"
        && between.into_iter().skip(1).all(|ix| names.titles.between.contains(words.low(ix)))
}

/// Whether the words of `between`, from a name to a title, say that the title is theirs: "*has since served as* chairman".
fn holds(words: &Words, between: Range<usize>, names: &Names) -> bool {
    let titles = &names.titles;
    let word = |ix: usize| titles.held.contains(words.low(ix)) || titles.between.contains(words.low(ix));
    (1..=HELD).contains(&between.len())
        && between.clone().any(|ix| titles.held.contains(words.low(ix)))
        && between.into_iter().all(word)
}

/// By the noun it is set beside: "X, a Danish maker of pumps", "X is a Danish maker of pumps".
fn apposition<'a>(candidate: &Candidate, words: &Words, names: &'a Names) -> Option<(&'a str, f32)> {
    let end = candidate.tokens.end;
    // "Lumen Agency (LA), a maker of lamps"
    let bracket = words.low(end) == "(" && words.low(end + 2) == ")";
    let end = end + if bracket { 3 } else { 0 };
    if let Some(found) = set_behind(candidate, words, names) {
        return Some(found);
    }
    let around = &names.explained.class;
    if !around.links.contains(words.low(end)) || !around.opens.contains(words.low(end + 1)) {
        return None;
    }
    // "Lumen, which is a maker of lamps", but not "Lumen, which owned the lamp".
    if around.stops.contains(words.low(end + 1)) && !around.links.contains(words.low(end + 2)) {
        return None;
    }
    let reach = (end + 2..words.len().min(end + 2 + APPOSITION))
        .take_while(|&ix| !around.stops.contains(words.low(ix)));
    let joined: Vec<Cow<'_, str>> =
        reach.map(|ix| hyphened(words, ix).map_or_else(|| words.low(ix).into(), Cow::Owned)).collect();
    let nouns: Vec<&str> = joined.iter().map(|word| &**word).collect();
    let owned = names.pronouns.owns_as_company(words.low(end + 1));
    // "X, the data company's agent" is an agent.
    let nouns = nouns.rsplit(|word| matches!(*word, "'s" | "’s")).next().unwrap_or_default();
    let class_of = |noun: &&str| {
        let of_owned = names.cues.iter().find(|cue| owned && cue.owned.contains(noun));
        let told = of_owned.or_else(|| names.cues.iter().find(|cue| cue.is.contains(noun)));
        told.map(|cue| (cue.class.as_str(), STRONG))
    };
    nouns.iter().rev().find_map(class_of)
}

/// The word that ends at `ix`, if a hyphen makes it one with the word before: "start-up".
fn hyphened(words: &Words, ix: usize) -> Option<String> {
    let first = ix.checked_sub(2)?;
    let one = words.low(ix - 1) == "-" && words.is_glued(ix - 1) && words.is_glued(ix);
    one.then(|| format!("{}-{}", words.low(first), words.low(ix)))
}

/// By the noun it stands behind: "its lead drug, X, …", "their joint venture, X".
fn set_behind<'a>(candidate: &Candidate, words: &Words, names: &'a Names) -> Option<(&'a str, f32)> {
    let start = candidate.tokens.start;
    if words.low_before(start) != "," || start < 3 || !is_clause_end(words.low(candidate.tokens.end)) {
        return None;
    }
    let owned = (start.saturating_sub(SET_BEHIND)..start - 2)
        .any(|ix| is_owner(words, ix + 1, names) || names.explained.before.opens.contains(words.low(ix)));
    let cue = names.cues.iter().find(|cue| cue.is.contains(words.low(start - 2)))?;
    owned.then_some((cue.class.as_str(), ENDING))
}

/// Whether what stands before `ix` says whose it is: "Lumen's", "its".
fn is_owner(words: &Words, ix: usize, names: &Names) -> bool {
    ix > 0 && (words.is_possessive_s(ix - 1) || names.pronouns.owns_as_company(words.low(ix - 1)))
}

/// Whether a sign ends a clause, or no word stands there any more.
fn is_clause_end(word: &str) -> bool {
    matches!(word, "," | "." | "" | ";")
}
