//! Job titles: "senior vice president", "revenue chief", "head of services".

use std::ops::{Bound, Range};

use super::words::Words;
use crate::pack::lexicon::{self, Names};

/// A job title: the words that make it up, without whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Title {
    pub(super) tokens: Range<usize>,
    /// The first word after its field, "of services at" ends before "at"; the same as the end if it names no field.
    pub(super) field_end: usize,
}

/// How many words before the head of a title are looked at: "senior executive vice".
const MAX_MODIFIERS: usize = 4;
/// Longest title of the list of phrases: "chairman of the board of directors".
const MAX_PHRASE: usize = 6;
/// Longest field after "of": "research and development".
const MAX_FIELD: usize = 5;

/// The job titles of a sentence; "chairman and CEO" are two.
pub(super) fn titles(words: &Words, names: &Names) -> Vec<Title> {
    let mut titles = Vec::new();
    let mut ix = 0;
    while ix < words.len() {
        match title_at(words, ix, names) {
            // "“… a great partner,” said Jane Doe"
            Some(end)
                if names.titles.anyone.contains(&words.low_phrase(ix..end))
                    && (is_quoted(words, end) || is_owned(words, ix..end, names)) =>
            {
                ix = end;
            }
            Some(end) => {
                let end = field_end(words, ix..end, names);
                titles.push(Title { tokens: ix..end, field_end: end });
                ix = end;
            }
            None => ix += 1,
        }
    }
    titles
}

/// "pays its *partner* $5 million": whoever that is, behind "its" and before no name, it is hardly a post.
fn is_owned(words: &Words, title: Range<usize>, names: &Names) -> bool {
    let owner = |ix: usize| names.pronouns.owns_as_company(words.low(ix));
    let near = (1..=2).filter_map(|back| title.start.checked_sub(back)).any(owner);
    near && !words.get(title.end).starts_with(char::is_uppercase) && words.low(title.end) != ","
}

/// Whether what is quoted ends at `end`.
fn is_quoted(words: &Words, end: usize) -> bool {
    let mark = |ix: usize| matches!(words.low(ix), "\"" | "”" | "''");
    mark(end) || matches!(words.low(end), "," | ".") && mark(end + 1)
}

/// The end of the title that begins at `start`, without its field.
fn title_at(words: &Words, start: usize, names: &Names) -> Option<usize> {
    let titles = &names.titles;
    let mut ix = start;
    while titles.modifiers.contains(words.low(ix)) && ix < start + MAX_MODIFIERS {
        ix += 1;
        ix += usize::from(words.low(ix) == "-" && words.is_glued(ix));
    }
    (start..=ix)
        .rev()
        .find_map(|head| chief_officer(words, head, names).or_else(|| head_at(words, head, names)))
        .or_else(|| area_chief(words, start, names))
        .or_else(|| minister(words, start, names))
}

/// "chief … officer" from `start`.
fn chief_officer(words: &Words, start: usize, names: &Names) -> Option<usize> {
    let titles = &names.titles;
    if !titles.chief.contains(words.low(start)) {
        return None;
    }
    let between = (start + 1..words.len()).take_while(|&ix| titles.chief_of.contains(words.low(ix))).count();
    let end = start + 1 + between;
    let last = words.low(end);
    if between > 0 && titles.officers.contains(last) || titles.chief_heads.contains(last) {
        return Some(end + 1);
    }
    (between == 1 && titles.chief_alone.contains(words.low(start + 1))).then_some(end)
}

/// A title of the lists at `start`, the longest.
fn head_at(words: &Words, start: usize, names: &Names) -> Option<usize> {
    let phrase = |&len: &usize| names.titles.phrases.contains(&words.low_phrase(start..start + len));
    let mut from =
        names.titles.phrases.range::<str, _>((Bound::Included(words.low(start)), Bound::Unbounded));
    let begins = |phrase: &String| {
        phrase.strip_prefix(words.low(start)).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    if from.next().is_some_and(begins)
        && let Some(len) = (2..=MAX_PHRASE).rev().find(phrase)
    {
        return Some(start + len);
    }
    names.titles.heads.contains(words.low(start)).then_some(start + 1)
}

/// "revenue chief", "services boss", "head of": a head that needs a field.
fn area_chief(words: &Words, start: usize, names: &Names) -> Option<usize> {
    let titles = &names.titles;
    if titles.area_heads.contains(words.low(start)) && titles.joins.contains(words.low(start + 1)) {
        return Some(start + 1);
    }
    // "Lumen's head Jane Doe"
    let owned = start.checked_sub(1).is_some_and(|before| words.is_possessive(before));
    if titles.area_heads.contains(words.low(start))
        && owned
        && words.get(start + 1).starts_with(char::is_uppercase)
    {
        return Some(start + 1);
    }
    // "Lumen Health Chief Financial Officer"
    let other = || chief_officer(words, start + 1, names).is_some();
    let area = titles.chief_of.contains(words.low(start)) && words.low(start) != "and" && !other();
    // "Lumen Network Chief Technology Officer" heads no network.
    let other = || chief_officer(words, start + 1, names).is_some();
    (area && titles.behind_area.contains(words.low(start + 1)) && !other()).then_some(start + 2)
}

/// "Foreign Minister", "trade and industry secretary".
fn minister(words: &Words, start: usize, names: &Names) -> Option<usize> {
    let titles = &names.titles;
    let portfolio = |ix: usize| titles.portfolios.contains(words.low(ix));
    let end = start + count(words, start, |ix| portfolio(ix) || words.low(ix) == "and" && portfolio(ix + 1));
    (portfolio(start) && titles.ministers.contains(words.low(end))).then_some(end + 1)
}

/// The end of "of services" or ", Corporate Development," after a title that ends at `end`; `end` if a name follows, whose
/// title it then is.
fn field_end(words: &Words, title: Range<usize>, names: &Names) -> usize {
    let titles = &names.titles;
    let end = title.end;
    let has = |list: &lexicon::Words| title.clone().any(|ix| list.contains(words.low(ix)));
    let capitals = has(&titles.of_parts) && !has(&titles.of_wholes);
    let office = has(&titles.ministers);
    let area = |ix: usize| {
        capitals && titles.fields.contains(words.low(ix))
            || office && titles.portfolios.contains(words.low(ix))
    };
    let joined = |ix: usize| matches!(words.low(ix), "and" | "&");
    if words.low(end) == "," && words.get(end + 1).starts_with(char::is_uppercase) {
        let last = end + 1 + count(words, end + 1, |ix| area(ix) || joined(ix));
        let closed = words.low(last) == "," || titles.at.contains(words.low(last));
        return if closed && area(last - 1) { last } else { end };
    }
    // "head of marketing", but "partner for bringing lamps to market" tells what for.
    let purpose = words.low(end) == "for" && words.low(end + 1).ends_with("ing");
    if !titles.joins.contains(words.low(end)) || purpose {
        return end;
    }
    let plain = |ix: usize| {
        let word = words.get(ix);
        // "chairman of iRobot", "of e1"
        let marked = |c: char| c.is_uppercase() || c.is_ascii_digit();
        let small = word.starts_with(char::is_lowercase) && !word.contains(marked);
        small && !titles.field_ends.contains(word)
    };
    let wide = count(words, end + 1, |ix| plain(ix) || area(ix) || capitals && words.low(ix) == "&");
    // "director of International Paper": what goes on with a capital is no field but a name, or a person's; of an office it
    // is the person's: "Secretary of State Jane Doe".
    let next = end + 1 + wide;
    let name = !office
        && words.get(next).starts_with(char::is_uppercase)
        && !names.first_names.contains(words.low(next));
    // "chief executive of lamp maker Lumen": that only introduces the name.
    let introduced = name
        && wide > 0
        && (names.generic.contains(words.low(next - 1))
            || names.nominal_class(words.low(next - 1)).is_some());
    if introduced {
        return end;
    }
    let field = if name { count(words, end + 1, plain) } else { wide };
    let last = end + field;
    let dangling = matches!(words.low(last), "and" | "or" | "&");
    if field == 0 { end } else { last + 1 - usize::from(dangling) }
}

/// How many words from `start` on are part of a field.
fn count(words: &Words, start: usize, is_part: impl Fn(usize) -> bool) -> usize {
    (start..words.len().min(start + MAX_FIELD)).take_while(|&ix| is_part(ix)).count()
}
