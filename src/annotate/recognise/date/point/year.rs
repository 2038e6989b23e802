//! Years: "2026", "the 2020s", "the last century", and the year that belongs to a date.

use super::super::clock;
use super::{Found, Read, Reader};
use crate::annotate::recognise::number::{number, ordinal, small_words};
use crate::model::Date;
use crate::pack::lexicon::values::{Glue, Sense, Unit};

impl Reader<'_> {
    /// ", 2026", " 2026", " of 2026", " in 2026", " '26".
    pub(super) fn year_after(&self, at: usize) -> Option<(i16, usize)> {
        let scan = self.scan;
        let short = || {
            let mark = scan.glue(at, Glue::Abbreviated)?;
            let (year, _) = scan.digits(mark).filter(|(_, len)| *len == 2 && scan.glued(mark))?;
            Some((i16::try_from(2000 + year).ok()?, mark + 1))
        };
        let joined = [Glue::Comma, Glue::Of, Glue::In, Glue::Dash, Glue::Slash].into_iter();
        let mut joined = joined.filter_map(|glue| scan.glue(at, glue)).chain([at]);
        joined.find_map(|at| self.year_number(at)).or_else(short)
    }

    /// A number that can be a year, and is not followed by what would make it a number of things.
    pub(in super::super) fn year_number(&self, at: usize) -> Option<(i16, usize)> {
        let scan = self.scan;
        let Some((year, len)) = scan.digits(at) else { return self.spelled_year(at) };
        let decimals = scan.glued(at + 1) && scan.glued(at + 2) && self.separator(at + 1) == Some('.');
        let stuck =
            scan.glued(at + 1) && scan.word(at + 1).is_some_and(|w| w.text.starts_with(char::is_alphabetic));
        (len == 4 && (1500..2300).contains(&year) && !decimals && !stuck)
            .then(|| i16::try_from(year).ok().map(|year| (year, at + 1)))?
    }

    /// "two thousand and twenty", "nineteen ninety-six".
    fn spelled_year(&self, at: usize) -> Option<(i16, usize)> {
        let (century, next) = small_words(self.scan, at)?;
        if (15..=20).contains(&century) {
            let next = self.scan.is(next, &Sense::Hundred).unwrap_or(next);
            let (rest, next) = small_words(self.scan, next).filter(|(rest, _)| (10..100).contains(rest))?;
            return Some((i16::try_from(century * 100 + rest).ok()?, next));
        }
        let all = number(self.scan, at, false).filter(|all| century == 2 && all.next > at + 1)?;
        let year = i16::try_from(all.value.mantissa()).ok().filter(|_| all.value.scale() == 0)?;
        (2000..2100).contains(&year).then_some((year, all.next))
    }

    /// "2026", "fiscal 2026", "the year 2026", "the 2026 season", "2025-26", "FY26".
    pub(super) fn year_like(&self, at: usize) -> Read {
        let scan = self.scan;
        let fiscal = scan.glue(at, Glue::Fiscal);
        let mut start = scan.skip(fiscal.unwrap_or(at), Glue::Calendar);
        let year_word = scan.is(start, &Sense::Unit(Unit::Year));
        start = year_word.map_or(start, |after| scan.skip(after, Glue::Of));
        let led = start > at;
        let short = || {
            let (year, len) = scan.digits(start)?;
            (led && len == 2 && scan.glued(start))
                .then(|| i16::try_from(2000 + year).ok().map(|y| (y, start + 1)))?
        };
        let (year, mut next) = self.year_number(start).or_else(short)?;
        if !led && !self.bare_year_fits(at, next) {
            return None;
        }
        let mut date = Date::Year(year);
        if let Some((through, end)) = self.season_years(year, next) {
            (date, next) = (Date::Edtf(format!("{year:04}/{through:04}")), end);
        } else if fiscal.is_some() {
            date = Date::Edtf(format!("{year:04}~"));
        }
        let next = scan.skip(next, Glue::Season);
        Some(Found::written(Some(date), next))
    }

    /// The second year in "2025-26" and "2025/26".
    fn season_years(&self, year: i16, at: usize) -> Option<(i16, usize)> {
        let scan = self.scan;
        let sign =
            scan.glue(at, Glue::Dash).or_else(|| scan.glue(at, Glue::Slash)).filter(|_| scan.glued(at))?;
        let (short, _) = scan.digits(sign).filter(|(_, len)| *len == 2 && scan.glued(sign))?;
        (u32::from((year + 1).unsigned_abs()) % 100 == short).then_some((year + 1, sign + 1))
    }

    /// Whether four digits standing alone are a year: not "2000 employees", not "Windows 2000", not "#2021".
    fn bare_year_fits(&self, at: usize, next: usize) -> bool {
        let scan = self.scan;
        let thing = |sense: &Sense| match sense {
            Sense::Measure(_)
            | Sense::Percent
            | Sense::Magnitude(_)
            | Sense::Currency(_)
            | Sense::Unit(_) => Some(()),
            _ => None,
        };
        let season = scan.glue(next, Glue::Season).is_some();
        let followed = scan.word(next).map_or("", |word| word.text);
        let plural =
            followed.len() > 3 && followed.ends_with('s') && followed.starts_with(char::is_lowercase);
        let Some((year, 4)) = scan.digits(at) else { return true };
        let round = year % 50 == 0;
        let named = self.scan.before(at).is_some_and(|word| {
            let capital = word.text.starts_with(char::is_uppercase) && word.text.chars().count() > 1;
            capital
                && at > 1
                && scan.read_before(at, |_| Some(())).is_none()
                && word.text.chars().any(char::is_lowercase)
        });
        let signed = scan.glue_before(at, Glue::CurrencyLike);
        let glued = scan.glued(at)
            && scan
                .before(at)
                .is_some_and(|w| w.text.chars().all(char::is_alphanumeric) || w.text == "." || w.text == ",");
        let dashed = scan.glued(at)
            && scan.before(at).is_some_and(|w| w.text == "-")
            && self.year_number(at.saturating_sub(2)).is_none()
            && scan.read_before(at - 1, |s| matches!(s, Sense::Part(_)).then_some(())).is_none();
        let time_led = self.led(at);
        (1800..2200).contains(&year)
            && (season || scan.read(next, thing).is_none() || time_led && !round)
            && !(plural && round && !time_led)
            && !signed
            && !glued
            && !dashed
            && !(named && round)
    }

    /// "the 1990s", "the 90s", "the 21st century".
    pub(super) fn decade_or_century(&self, at: usize) -> Read {
        let scan = self.scan;
        if let (Some((number, len)), Some(end)) = (scan.digits(at), scan.glue(at + 1, Glue::DecadeEnding))
            && number % 10 == 0
        {
            let number = match len {
                4 if (1500..2100).contains(&number) => number,
                2 if number >= 20 => 1900 + number,
                _ => return None,
            };
            return Some(Found::written(Some(clock::decade(i16::try_from(number).ok()?)), end));
        }
        let (nth, next) = ordinal(scan, at).filter(|(nth, _)| (1..=30).contains(nth))?;
        let next = scan.is(next, &Sense::Unit(Unit::Century))?;
        Some(Found::written(Some(clock::century(i16::try_from(nth * 100 - 100).ok()?)), next))
    }
}
