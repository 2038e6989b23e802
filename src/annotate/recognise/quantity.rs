//! Percentages and numbers of things: "20%", "5 to 10 percent", "2 gigawatts", "1,200 new stores".

use super::money::{qualifier, qualifier_after};
use super::number::{Number, number};
use super::scan::Scan;
use crate::model::{Percent, Qualifier, Quantity};
use crate::pack::lexicon::values::{Glue, Sense, ValueLexicon};

/// How many words may stand between a number and what is counted ("one million Nvidia Blackwell chips").
const BETWEEN: usize = 3;

/// The percentage at `at`, its qualifier included, and the index after it.
#[must_use]
pub fn percent(scan: &Scan, at: usize) -> Option<(Percent, usize)> {
    let (qualifier, start) = qualifier(scan, at);
    let between = scan.glue(start, Glue::Between);
    let from = number(scan, between.unwrap_or(start), false)?;
    let sign = |at| scan.is(scan.skip(at, Glue::Dash), &Sense::Percent);
    let joined =
        scan.glue(sign(from.next).unwrap_or(from.next), if between.is_some() { Glue::And } else { Glue::To });
    let to = joined.filter(|_| !scan.glue_before(at, Glue::From)).and_then(|at| {
        let to = number(scan, at, false)?;
        Some((to.value, sign(to.next)?))
    });
    let (to, next) = match to {
        Some((value, next)) if value > from.value => (Some(value), next),
        _ => (None, sign(from.next)?),
    };
    let (after, next) = qualifier_after(scan, next);
    let qualifier = if qualifier == Qualifier::Exact { after } else { qualifier };
    Some((Percent { value: from.value, to, qualifier }, next))
}

/// The number of things at `at`, its qualifier included, and the index after it.
#[must_use]
pub fn quantity(scan: &Scan, at: usize, lexicon: &ValueLexicon) -> Option<(Quantity, usize)> {
    let (qualifier, start) = qualifier(scan, at);
    let Number { value, next, .. } = number(scan, start, false)?;
    let mut unit_at = scan.skip(next, Glue::Dash);
    let measure = |sense: &Sense| if let Sense::Measure(index) = sense { Some(*index) } else { None };
    let mut found = scan.read(unit_at, measure);
    for _ in 0..BETWEEN {
        if found.is_some() || !may_stand_between(scan, unit_at) {
            break;
        }
        unit_at = scan.skip(unit_at + 1, Glue::Dash);
        found = scan.read(unit_at, measure);
    }
    let (unit, next) = found.filter(|&(_, end)| {
        !like_a_year(scan, start, next) && !in_name(scan, start) && !numbers_name(scan, start, end)
    })?;
    let (after, next) = qualifier_after(scan, next);
    let qualifier = if qualifier == Qualifier::Exact { after } else { qualifier };
    Some((Quantity { value, unit: lexicon.units[unit].clone(), qualifier }, next))
}

/// Whether the word at `at` can be an adjective or a name in front of what is counted.
fn may_stand_between(scan: &Scan, at: usize) -> bool {
    let other = |sense: &Sense| {
        let meant = matches!(
            sense,
            Sense::Break
                | Sense::Unit(_)
                | Sense::Currency(_)
                | Sense::Minor(_)
                | Sense::Percent
                | Sense::Magnitude(_)
                | Sense::Cardinal(_)
                | Sense::Qualifier(_)
                | Sense::Month(_)
        );
        meant.then_some(())
    };
    let word = scan.word(at).is_some_and(|word| word.text.starts_with(char::is_alphabetic));
    word && scan.read(at, other).is_none()
}

/// "the AI6 chip": a number that ends a name.
fn in_name(scan: &Scan, at: usize) -> bool {
    let glued = scan.word(at).is_some_and(|word| word.glued);
    glued && scan.before(at).is_some_and(|word| word.text.ends_with(char::is_alphabetic))
}

/// "the Lumen 3 wind farm": a low number behind a capital, before what is but one thing.
fn numbers_name(scan: &Scan, at: usize, end: usize) -> bool {
    const LAST: u32 = 12;
    let low = scan.digits(at).is_some_and(|(n, _)| (2..=LAST).contains(&n));
    let capital = |text: &str| text.starts_with(char::is_uppercase) && text.ends_with(char::is_lowercase);
    let thing = end.checked_sub(1).and_then(|last| scan.word(last));
    let one = thing.is_some_and(|word| {
        word.text.len() > 3 && word.text.chars().all(|c| c.is_ascii_lowercase()) && !word.text.ends_with('s')
    });
    low && one
        && !scan.word(at).is_some_and(|word| word.glued)
        && scan.before(at).is_some_and(|word| capital(word.text))
}

/// "2026 games", "2025 users": more likely a year than a number.
fn like_a_year(scan: &Scan, at: usize, next: usize) -> bool {
    next == at + 1
        && scan.digits(at).is_some_and(|(n, len)| len == 4 && (1950..2050).contains(&n) && n % 100 != 0)
}
