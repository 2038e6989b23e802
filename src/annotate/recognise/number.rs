//! Numbers in digits and words: "4.5", "90million", "twenty-five", "half a billion", "35 lakh".

use rust_decimal::Decimal;

use super::scan::Scan;
use crate::pack::lexicon::values::{Glue, Sense};

/// A number as the text writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    /// Its value.
    pub value: Decimal,
    /// Power of ten that is written as a word: 9 in "4.5 billion", else 0.
    pub power: u32,
    /// Index after it.
    pub next: usize,
}

/// The number at `at` with its magnitude. A short magnitude ("bn", "m") must follow without a space unless `spaced`.
#[must_use]
pub fn number(scan: &Scan, at: usize, spaced: bool) -> Option<Number> {
    let (value, next) = digits(scan, at).or_else(|| fraction(scan, at)).or_else(|| words(scan, at))?;
    magnitude(scan, value, next, spaced)
}

/// A number below a thousand or so in words, without a magnitude: "twenty-five".
#[must_use]
pub fn small_words(scan: &Scan, at: usize) -> Option<(u32, usize)> {
    let (first, next) = scan.read(at, cardinal)?;
    if first < 20 || first % 10 != 0 {
        return Some((first, next));
    }
    let rest = scan.skip(next, Glue::Dash);
    match scan.read(rest, cardinal) {
        Some((one, end)) if (1..10).contains(&one) => Some((first + one, end)),
        _ => Some((first, next)),
    }
}

/// An ordinal in words or digits: "third", "twenty-first", "3rd".
#[must_use]
pub fn ordinal(scan: &Scan, at: usize) -> Option<(u32, usize)> {
    if let Some((value, _)) = scan.digits(at) {
        let end = scan.glue(at + 1, Glue::OrdinalEnding).filter(|_| scan.glued(at + 1))?;
        return Some((value, end));
    }
    let ordinal = |at| scan.read(at, |sense| if let Sense::Ordinal(n) = sense { Some(*n) } else { None });
    if let Some(found) = ordinal(at) {
        return Some(found);
    }
    let (ten, next) = scan.read(at, cardinal).filter(|(ten, _)| *ten >= 20)?;
    let (one, end) = ordinal(scan.skip(next, Glue::Dash)).filter(|(one, _)| *one < 10)?;
    Some((ten + one, end))
}

fn cardinal(sense: &Sense) -> Option<u32> {
    if let Sense::Cardinal(n) = sense { Some(*n) } else { None }
}

fn digits(scan: &Scan, at: usize) -> Option<(Decimal, usize)> {
    let value = scan.word(at)?.number?;
    let half = scan.read(at + 1, fraction_of).filter(|(_, next)| *next == at + 2 && scan.glued(at + 1));
    Some(half.map_or((value, at + 1), |(part, next)| (value + part, next)))
}

fn fraction_of(sense: &Sense) -> Option<Decimal> {
    if let Sense::Fraction(value) = sense { Some(*value) } else { None }
}

/// "half a" and "a quarter" count as numbers only before a magnitude.
fn fraction(scan: &Scan, at: usize) -> Option<(Decimal, usize)> {
    let (value, next) = scan.read(at, fraction_of)?;
    let next = scan.skip(next, Glue::A);
    scan.read(next, power).map(|_| (value, next))
}

fn power(sense: &Sense) -> Option<u32> {
    if let Sense::Magnitude(power) = sense { Some(*power) } else { None }
}

/// "one", "twenty-five", "two hundred and ten", "a hundred", "three thousand five hundred", "one and a half".
fn words(scan: &Scan, at: usize) -> Option<(Decimal, usize)> {
    let (mut below, mut next) = match small_words(scan, at) {
        Some((value, next)) => (value, next),
        None => (1, scan.glue(at, Glue::A).filter(|&next| hundred_or_more(scan, next))?),
    };
    let mut total = 0;
    loop {
        if let Some(after) = scan.is(next, &Sense::Hundred) {
            below *= 100;
            next = after;
        } else if let Some((3, after)) = scan.read(next, power) {
            // "three thousand" goes on only before a smaller number; else it is left to `magnitude`.
            let Some((more, end)) = small_words(scan, scan.skip(after, Glue::And)) else { break };
            (total, below, next) = ((total + below) * 1000, more, end);
            continue;
        }
        let joined = scan.skip(next, Glue::And);
        match small_words(scan, joined) {
            Some((more, end)) if below >= 100 && below % 100 == 0 && more < 100 => {
                below += more;
                next = end;
            }
            _ => break,
        }
    }
    let value = Decimal::from(total + below);
    let half = scan.glue(next, Glue::And).and_then(|after| scan.read(scan.skip(after, Glue::A), fraction_of));
    Some(half.map_or((value, next), |(part, end)| (value + part, end)))
}

fn hundred_or_more(scan: &Scan, at: usize) -> bool {
    scan.is(at, &Sense::Hundred).is_some() || scan.read(at, power).is_some()
}

/// Multiplies by the magnitudes that follow: "billion", "lakh crore".
fn magnitude(scan: &Scan, value: Decimal, mut next: usize, spaced: bool) -> Option<Number> {
    let mut total = 0;
    loop {
        let hyphen = scan.glue(next, Glue::Dash).filter(|&after| after == next + 1 && scan.glued(after));
        let found = [Some(next), hyphen].into_iter().flatten().find_map(|at| {
            let short = |sense: &Sense| match sense {
                Sense::ShortMagnitude(power) if spaced || scan.glued(at) => Some(*power),
                _ => None,
            };
            scan.read(at, power).or_else(|| scan.read(at, short).filter(|(_, end)| !sticks(scan, *end)))
        });
        let Some((power, end)) = found else { break };
        total += power;
        next = end;
    }
    let factor = Decimal::from(10_u64.checked_pow(total)?);
    Some(Number { value: value.checked_mul(factor)?.normalize(), power: total, next })
}

/// Whether letters or digits follow at once, so that what came before is only part of a word ("5G4", "3M5").
fn sticks(scan: &Scan, at: usize) -> bool {
    scan.word(at).is_some_and(|word| word.glued && word.text.starts_with(char::is_alphanumeric))
}
