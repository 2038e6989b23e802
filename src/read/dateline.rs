//! The day a text says it was published, told with care: a wrong day is worse than none, since "on Tuesday" and "next
//! month" are counted from it.

use jiff::civil::Date;

/// Lines at the top of a text in which it may tell its date.
const TOP: usize = 12;
/// Words of a place before the date of a dateline: "SAN FRANCISCO, Calif.".
const PLACE: usize = 5;
/// Words of a line that may end with its date: "Written by Jane Doe Tue 2 Mar 2021".
const BYLINE: usize = 10;

const PUBLISHED: [&str; 10] = [
    "published on",
    "published at",
    "published",
    "first published",
    "publication date",
    "date published",
    "posted on",
    "posted",
    "date",
    "originally published",
];
const UPDATED: [&str; 3] = ["last updated", "updated on", "updated"];
const BY: [&str; 2] = ["written by", "by"];
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The day that the top of `text` tells: after a label ("Published April 27, 2026", "date 2019-07-10"), on a line of
/// its own, in a dateline ("San Francisco, November 23, 2025 –"), at the end of a byline; else the day of its update.
pub(super) fn published(text: &str) -> Option<Date> {
    let top: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).take(TOP).collect();
    let found = |read: fn(&str) -> Option<Date>| top.iter().find_map(|line| read(line));
    found(labelled).or_else(|| found(dateline)).or_else(|| found(byline)).or_else(|| found(updated))
}

/// The day of a line that starts with a label of publication, or that is nothing but a day.
pub(super) fn labelled(line: &str) -> Option<Date> {
    after_label(line, &PUBLISHED).or_else(|| {
        let (day, rest) = leading(trim(line))?;
        let time_only = rest.chars().filter(|c| c.is_alphabetic()).count() <= 4 && rest.len() <= 16;
        time_only.then_some(day)
    })
}

/// The day that a date stands for, as metadata or a person writes it: the first thing in `written`.
pub(super) fn day(written: &str) -> Option<Date> {
    leading(trim(written)).map(|(day, _)| day)
}

fn updated(line: &str) -> Option<Date> {
    after_label(line, &UPDATED)
}

fn after_label(line: &str, labels: &[&str]) -> Option<Date> {
    let line = trim(line);
    labels.iter().find_map(|label| {
        let head = line.get(..label.len())?;
        let rest = &line[label.len()..];
        let is_label = head.eq_ignore_ascii_case(label) && !rest.starts_with(char::is_alphanumeric);
        is_label.then(|| leading(trim(rest)))?.map(|(day, _)| day)
    })
}

/// "NEW YORK, May 20, 2025 --", "REDMOND, Wash. — Nov. 18, 2025 —", "San Francisco, November 23, 2025 – The".
fn dateline(line: &str) -> Option<Date> {
    let mut rest = line;
    for _ in 0..PLACE {
        let end = rest.find([' ', '\u{a0}'])?;
        let word = rest[..end].trim_matches(|c: char| !c.is_alphanumeric());
        let is_dash = word.is_empty();
        if !is_dash && !word.starts_with(char::is_uppercase) && !["de", "of", "la"].contains(&word) {
            return None;
        }
        rest = rest[end..].trim_start();
        if let Some((day, after)) = leading(rest) {
            let after = after.trim_start_matches([',', ' ', ')']);
            return after.starts_with(['-', '–', '—', '/', '(', '|', ':']).then_some(day);
        }
    }
    None
}

/// A short line that starts with "by" and ends with a day.
fn byline(line: &str) -> Option<Date> {
    let lower = line.to_lowercase();
    let is_byline =
        BY.iter().any(|label| lower.strip_prefix(label).is_some_and(|rest| rest.starts_with([' ', ':'])));
    if !is_byline || line.split_whitespace().count() > BYLINE {
        return None;
    }
    let starts = line.char_indices().filter(|&(at, _)| at == 0 || line[..at].ends_with([' ', '|', '\u{a0}']));
    starts
        .filter_map(|(at, _)| leading(&line[at..]))
        .find(|(_, rest)| trim(rest).is_empty())
        .map(|(day, _)| day)
}

/// A day at the start of `text`, and what follows it.
fn leading(text: &str) -> Option<(Date, &str)> {
    numeric(text).or_else(|| written(text))
}

/// "2026-04-27", "2026/4/27"; what follows may be a time.
fn numeric(text: &str) -> Option<(Date, &str)> {
    let (year, rest) = digits(text, 4)?;
    let separator = rest.chars().next().filter(|c| "-/.".contains(*c))?;
    let (month, rest) = digits(&rest[1..], 2)?;
    let (day, rest) = digits(rest.strip_prefix(separator)?, 2)?;
    date(year, month, day).map(|date| (date, rest))
}

/// "April 27, 2026", "Tue 2 Mar 2021", "Dec 11th, 2024", "Monday, 27 April 2026", "Jan. 14, 2021".
fn written(text: &str) -> Option<(Date, &str)> {
    let (first, mut rest) = word(text)?;
    let first = if is_short_for(first, &WEEKDAYS).is_some() && is_short_for(first, &MONTHS).is_none() {
        let (next, after) = word(rest)?;
        rest = after;
        next
    } else {
        first
    };
    let (mut second, after) = word(rest)?;
    rest = after;
    if second.eq_ignore_ascii_case("of") {
        (second, rest) = word(rest)?;
    }
    let (year, rest) = word(rest)?;
    let (month, day) = match is_short_for(first, &MONTHS) {
        Some(month) => (month, ordinal(second)?),
        None => (is_short_for(second, &MONTHS)?, ordinal(first)?),
    };
    let year = (year.len() == 4).then(|| year.parse().ok())??;
    date(year, month, day).map(|date| (date, rest))
}

/// The next run of letters and digits, with spaces, commas and one full stop before it left out.
fn word(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start_matches([' ', '\u{a0}', ',', '.', '\t']);
    let end = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

/// Up to `most` digits at the start of `text`, no further digit after them.
fn digits(text: &str, most: usize) -> Option<(i16, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    if end == 0 || end > most || most == 4 && end != 4 {
        return None;
    }
    Some((text[..end].parse().ok()?, &text[end..]))
}

fn ordinal(text: &str) -> Option<i16> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, suffix) = text.split_at(end);
    let known = ["", "st", "nd", "rd", "th"].iter().any(|known| suffix.eq_ignore_ascii_case(known));
    known.then(|| number.parse().ok())?
}

/// Which of `names` (from 1) `text` is, or abbreviates with three letters or four.
fn is_short_for(text: &str, names: &[&str]) -> Option<i16> {
    let lower = text.to_lowercase();
    let fits = |name: &&str| *name == lower || (3..=5).contains(&lower.len()) && name.starts_with(&lower);
    names.iter().position(fits).and_then(|at| i16::try_from(at + 1).ok())
}

fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    let plausible = (1800..2200).contains(&year);
    plausible.then(|| Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok())?
}

fn trim(text: &str) -> &str {
    text.trim_start_matches(|c: char| !c.is_alphanumeric()).trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn told(text: &str) -> String {
        published(text).map_or_else(|| "unknown".to_owned(), |day| day.to_string())
    }

    #[test]
    fn dates_that_a_text_tells() {
        for (text, day) in [
            ("A headline\n\nPublished April 27, 2026\n\nThe text.", "2026-04-27"),
            ("date 2019-07-10 Cisco has agreed to buy", "2019-07-10"),
            ("San Francisco, November 23, 2025 – The company said", "2025-11-23"),
            ("NEW YORK, May 20, 2025 /PRNewswire/ -- Lumen", "2025-05-20"),
            ("REDMOND, Wash. — Nov. 18, 2025 — Lumen", "2025-11-18"),
            ("12 sources\n\nUpdated: Dec 11th, 2024, 3:06 PM ET", "2024-12-11"),
            ("Updated: May 2, 2026\nPublished: May 1, 2026", "2026-05-01"),
            ("Lumen buys\n\nJan. 14, 2021\nPhoto: library", "2021-01-14"),
            ("News\nWritten by Tue 2 Mar 2021\n\nLumen", "2021-03-02"),
            ("By Jane Doe | 27 April 2026\n\nLumen", "2026-04-27"),
            ("Posted on Sept. 3rd, 2024 by Jane", "2024-09-03"),
            ("# published: 2021-03-02\n---\nLumen", "2021-03-02"),
        ] {
            assert_eq!(told(text), day, "{text}");
        }
    }

    #[test]
    fn what_may_be_something_else_is_unknown() {
        for text in [
            "On April 27, 2026 the companies agreed.",
            "The deal of May 1, 2020 ended.",
            "Lumen, April 27, 2026 is the day.",
            "Published in 2026.",
            "# published: null (about 2025-05-20)",
            "Published February 30, 2026",
            "LONDON, April 27 – Lumen",
            "Dated news: the date 12 was fine",
        ] {
            assert_eq!(told(text), "unknown", "{text}");
        }
    }

    #[test]
    fn days_as_metadata_writes_them() {
        for written in
            ["2026-04-27T22:30:00-07:00", "Mon, 27 Apr 2026 10:00:00 GMT", "April 27, 2026", "2026/4/27"]
        {
            assert_eq!(day(written).map(|day| day.to_string()).as_deref(), Some("2026-04-27"), "{written}");
        }
        assert_eq!(day("27/04/2026"), None);
        assert_eq!(day("20260427"), None);
    }

    proptest! {
        #[test]
        fn a_written_day_is_read_back(year in 1900_i16..2100, month in 1_i8..=12, day_of in 1_i8..=28) {
            let date = Date::new(year, month, day_of).unwrap();
            for format in ["%B %d, %Y", "%d %b %Y", "%A, %B %d, %Y", "%Y-%m-%d"] {
                prop_assert_eq!(day(&date.strftime(format).to_string()), Some(date));
            }
        }
    }
}
