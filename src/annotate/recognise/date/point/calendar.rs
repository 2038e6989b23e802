//! Days of the calendar: "April 27, 2026", "4/27/2026", "27 April", holidays.

use jiff::civil;

use super::{Found, Read, Reader, day};
use crate::annotate::recognise::number::{ordinal, small_words};
use crate::model::Date;
use crate::pack::lexicon::values::{Glue, Sense, Unit};

impl Reader<'_> {
    /// "2026-04-27", "4/27/2026", "27.4.2026", "05-Aug-2016", "2015-03", "20260427".
    pub(super) fn numeric(&self, at: usize) -> Read {
        let scan = self.scan;
        if let Some((number, 8)) = scan.digits(at) {
            let date = day(number / 10000, number / 100 % 100, number % 100)?;
            return (1900..2100)
                .contains(&date.year())
                .then(|| Found::written(Some(Date::Day(date)), at + 1));
        }
        let first = self.digits_or_month(at)?;
        let sign = self.separator(at + 1).filter(|_| scan.glued(at + 1) && scan.glued(at + 2))?;
        let second = self.digits_or_month(at + 2)?;
        let third =
            self.separator(at + 3).filter(|other| *other == sign && scan.glued(at + 3) && scan.glued(at + 4));
        let third = third.and_then(|_| self.digits_or_month(at + 4));
        let next = at + if third.is_some() { 5 } else { 3 };
        let goes_on = self.separator(next).is_some()
            && scan.glued(next)
            && scan.glued(next + 1)
            && scan.digits(next + 1).is_some_and(|(_, len)| len != 4 && third.is_some());
        if goes_on {
            return None;
        }
        match third {
            Some(third) => {
                let (year, month, number) = three_parts(first, second, third)?;
                Some(Found::written(day(year, month, number).map(Date::Day), next))
            }
            None => self.two_parts(first, second, sign, at, next),
        }
    }

    fn two_parts(&self, first: Piece, second: Piece, sign: char, at: usize, next: usize) -> Read {
        let month = |year: u32, month: u32| {
            let date = day(year, month, 1).filter(|day| (1500..2300).contains(&day.year()))?;
            Some(Found::written(Some(Date::Month(date.year(), date.month())), next))
        };
        match (first, second) {
            (Piece::Year(year), Piece::Small(m, _) | Piece::Month(m)) if sign != '.' => month(year, m),
            (Piece::Month(m) | Piece::Small(m, _), Piece::Year(year)) => month(year, m),
            (Piece::Month(m), Piece::Small(d, _)) | (Piece::Small(d, _), Piece::Month(m)) => {
                self.yearless_day(m, d, next)
            }
            (Piece::Small(a, _), Piece::Small(b, _)) if sign == '/' && self.led(at) => {
                let (m, d) = if a > 12 { (b, a) } else { (a, b) };
                self.yearless_day(m, d, next).filter(|found| found.time.is_some())
            }
            _ => None,
        }
    }

    fn digits_or_month(&self, at: usize) -> Option<Piece> {
        match self.scan.digits(at) {
            Some((number, 4)) => Some(Piece::Year(number)),
            Some((number, len @ 1..=2)) => Some(Piece::Small(number, len)),
            Some(_) => None,
            None => self.month(at).map(|(month, _)| Piece::Month(u32::from(month.unsigned_abs()))),
        }
    }

    pub(super) fn separator(&self, at: usize) -> Option<char> {
        let text = self.scan.word(at)?.text;
        ["-", "/", "."].contains(&text).then(|| text.chars().next())?
    }

    /// "April 27, 2026", "27 April", "Tue 2 Mar 2021", "Friday (October 17)", "April 2026", "April", "Christmas 2025".
    pub(super) fn calendar_day(&self, at: usize) -> Read {
        let scan = self.scan;
        let shifted = self.shift(at).map_or(at, |(_, next)| next);
        if let Some((_, after)) = self.weekday(shifted) {
            let after = scan.skip(scan.skip(after, Glue::Dot), Glue::Comma);
            let open = scan.glue(after, Glue::Open);
            let start = scan.skip(open.unwrap_or(scan.skip(after, Glue::Dash)), Glue::The);
            let slashed = || self.numeric(start).filter(|found| found.next > start + 1);
            let mut found = self.month_first(start).or_else(|| self.day_first(start)).or_else(slashed)?;
            let exact = found.time.as_ref().is_none_or(|(from, _)| matches!(from, Date::Day(_)));
            if open.is_some() {
                found.next = scan.glue(found.next, Glue::Close)?;
            }
            return exact.then_some(found);
        }
        let holiday = || self.holiday(at);
        let year_first = || {
            let (year, next) = self.year_number(at)?;
            let (month, next) = self.month(next).filter(|_| !self.doubtful(next))?;
            self.day_number(next).is_none().then(|| Found::written(Some(Date::Month(year, month)), next))
        };
        self.month_first(at).or_else(year_first).or_else(|| self.day_first(at)).or_else(holiday)
    }

    /// "April 27, 2026", "April 27", "April 2026", "April".
    fn month_first(&self, at: usize) -> Read {
        let scan = self.scan;
        let (month, after_month) = self.month(at)?;
        let dot = scan.skip(after_month, Glue::Dot);
        let sign = scan.skip(scan.skip(dot, Glue::Comma), Glue::The);
        let day = self.day_number(sign).or_else(|| {
            let dash = scan.glue(after_month, Glue::Dash).filter(|&next| scan.glued(next));
            self.day_number(dash.or(scan.glue(after_month, Glue::Slash))?)
        });
        if let Some((number, next)) = day {
            return match self.year_after(next) {
                Some((year, next)) => Some(Found::written(ymd(year, month, number), next)),
                None => self.yearless_day(u32::from(month.unsigned_abs()), number, next),
            };
        }
        let joined = [Glue::Of, Glue::Comma, Glue::Dash, Glue::Slash, Glue::In].into_iter();
        let joined = joined.filter_map(|glue| scan.glue(dot, glue)).chain([dot]);
        if let Some((year, next)) = joined.into_iter().find_map(|at| self.year_number(at)) {
            return Some(Found::written(Some(Date::Month(year, month)), next));
        }
        let paired = [Glue::To, Glue::And, Glue::Or]
            .iter()
            .any(|&glue| scan.glue(after_month, glue).is_some_and(|next| self.month(next).is_some()));
        let led = paired || self.led(at) || scan.glue_before(at, Glue::Of);
        (!self.doubtful(at) || led && !self.modal(after_month)).then(|| {
            let date = self.yearless(at, |year| Some(Date::Month(year, month)));
            Found { next: after_month, ..self.inherit(date, after_month) }
        })
    }

    /// "27 April 2026", "the 27th of April", "the second of August".
    fn day_first(&self, at: usize) -> Read {
        let scan = self.scan;
        let spelled = || small_words(scan, at).filter(|(n, _)| *n > 0);
        let (number, after) = self.day_number(at).or_else(spelled)?;
        let day_word = scan.is(after, &Sense::Unit(Unit::Day)).unwrap_or(after);
        let of = scan.glue(day_word, Glue::Of);
        let ordinal = ordinal(scan, at).is_some();
        let month_at = of.map_or(scan.skip(day_word, Glue::Dash), |of| scan.skip(of, Glue::The));
        let (month, next) = self.month(month_at)?;
        let next_dot =
            scan.glue(next, Glue::Dot).filter(|&dot| self.year_after(dot).is_some()).unwrap_or(next);
        if let Some((year, next)) = self.year_after(next_dot) {
            return Some(Found::written(ymd(year, month, number), next));
        }
        let lower = scan.word(month_at)?.text.starts_with(char::is_lowercase);
        if self.doubtful(month_at) && lower && of.is_none() && !ordinal {
            return None;
        }
        self.yearless_day(u32::from(month.unsigned_abs()), number, next)
    }

    fn holiday(&self, at: usize) -> Read {
        let holiday = |sense: &Sense| if let Sense::Holiday(m, d) = sense { Some((*m, *d)) } else { None };
        let ((month, number), next) = self.scan.read(at, holiday)?;
        let number = u32::from(number.unsigned_abs());
        match self.year_number(self.scan.skip(next, Glue::Comma)) {
            Some((year, next)) => Some(Found::written(ymd(year, month, number), next)),
            None => self.yearless_day(u32::from(month.unsigned_abs()), number, next),
        }
    }

    /// A day of the month at `at`, in digits or as an ordinal, unless it is part of another number.
    pub(in super::super) fn day_number(&self, at: usize) -> Option<(u32, usize)> {
        let scan = self.scan;
        let (number, next) = ordinal(scan, at)
            .or_else(|| scan.digits(at).filter(|(_, len)| *len <= 2).map(|(n, _)| (n, at + 1)))
            .or_else(|| small_words(scan, at))?;
        let other = |sense: &Sense| match sense {
            Sense::Percent | Sense::Magnitude(_) | Sense::Currency(_) | Sense::Hundred => Some(()),
            Sense::Unit(unit) if *unit != Unit::Day && !self.written_year(next) => Some(()),
            _ => None,
        };
        let glued_word =
            scan.glued(next) && scan.word(next).is_some_and(|w| w.text.starts_with(char::is_alphanumeric));
        ((1..=31).contains(&number) && scan.read(next, other).is_none() && !glued_word)
            .then_some((number, next))
    }

    fn written_year(&self, at: usize) -> bool {
        self.year_after(at).is_some()
    }

    /// A day whose year the text does not name.
    fn yearless_day(&self, month: u32, number: u32, next: usize) -> Read {
        if !(1..=12).contains(&month) || !(1..=31).contains(&number) {
            return None;
        }
        let month = i8::try_from(month).ok()?;
        let date = self.yearless(next, |year| ymd(year, month, number));
        Some(Found { next, ..self.inherit(date, next) })
    }

    /// With the year that the surroundings give, or counted.
    pub(super) fn yearless(&self, _at: usize, of_year: impl Fn(i16) -> Option<Date>) -> Option<Date> {
        match self.year {
            Some(year) => of_year(year),
            None => self.clock.of_some_year(self.forward, of_year),
        }
    }

    pub(super) fn inherit(&self, date: Option<Date>, next: usize) -> Found {
        if self.year.is_some() { Found::written(date, next) } else { Found::counted(date, next) }
    }
}

/// One part of a date in digits.
#[derive(Clone, Copy)]
enum Piece {
    Year(u32),
    Month(u32),
    /// A number of one or two digits, and how many.
    Small(u32, usize),
}

/// Year, month and day that three parts stand for, if they look like a date: it may still not exist.
fn three_parts(first: Piece, second: Piece, third: Piece) -> Option<(u32, u32, u32)> {
    let full =
        |short: u32, len: usize| (len == 2).then_some(if short <= 50 { 2000 + short } else { 1900 + short });
    let (year, month, number) = match (first, second, third) {
        (Piece::Year(y), Piece::Small(m, _) | Piece::Month(m), Piece::Small(d, _))
        | (Piece::Year(y), Piece::Small(d, _), Piece::Month(m))
        | (Piece::Small(d, _), Piece::Month(m), Piece::Year(y))
        | (Piece::Month(m), Piece::Small(d, _), Piece::Year(y))
        | (Piece::Month(m), Piece::Year(y), Piece::Small(d, _))
        | (Piece::Small(d, _), Piece::Year(y), Piece::Month(m)) => (y, m, d),
        (Piece::Small(a, _), Piece::Small(b, _), Piece::Year(y)) if a > 12 => (y, b, a),
        (Piece::Small(a, _), Piece::Small(b, _), Piece::Year(y)) => (y, a, b),
        (Piece::Small(d, _), Piece::Month(m), Piece::Small(y, len)) => (full(y, len)?, m, d),
        (Piece::Small(a, _), Piece::Small(b, _), Piece::Small(y, len)) if a > 12 => (full(y, len)?, b, a),
        (Piece::Small(a, _), Piece::Small(b, _), Piece::Small(y, len)) => (full(y, len)?, a, b),
        _ => return None,
    };
    let possible = (1500..2300).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&number);
    possible.then_some((year, month, number))
}

fn ymd(year: i16, month: i8, number: u32) -> Option<Date> {
    civil::Date::new(year, month, i8::try_from(number).ok()?).ok().map(Date::Day)
}
