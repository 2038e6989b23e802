//! Parts of years: "Q3", "late February", "the second half", "this fall".

use jiff::civil;

use super::super::clock::{self, interval, plus_days, unit_at};
use super::{Found, Read, Reader, part_of_year, small_count};
use crate::annotate::recognise::number::ordinal;
use crate::model::Date;
use crate::pack::lexicon::values::{Glue, Part, Sense, Shift, Unit};

impl Reader<'_> {
    /// "Q3 2026", "2026 Q3", "Q3", "H2 2026", "3Q25", "the third quarter of 2026", "the second half of fiscal 2020".
    pub(super) fn quarter_or_half(&self, at: usize) -> Read {
        let scan = self.scan;
        if let Some((year, next)) = self.year_number(at)
            && let Some((number, unit, next)) = self.mark(scan.skip(next, Glue::Dash))
        {
            return Some(Found::written(part_of_year(year, number, unit), next));
        }
        let spelled = || {
            let (number, next) = ordinal(scan, at).filter(|(n, _)| (1..=4).contains(n))?;
            let hyphen = scan.skip(next, Glue::Dash);
            let fiscal = scan.glue(hyphen, Glue::Fiscal);
            let next = scan.skip(fiscal.unwrap_or(hyphen), Glue::Calendar);
            let (unit, next) = self.unit(next).filter(|(u, _)| matches!(u, Unit::Quarter | Unit::Half))?;
            Some((i8::try_from(number).ok()?, unit, next, fiscal.is_some()))
        };
        let marked = || self.mark(at).map(|(number, unit, next)| (number, unit, next, false));
        let (number, unit, next, fiscal) = marked().or_else(spelled)?;
        if unit == Unit::Half && number > 2 {
            return None;
        }
        if let Some((year, vague, anchored, next)) = self.year_of_part(next) {
            let date = if vague || fiscal {
                year.map(|year| Date::Edtf(format!("{year:04}~")))
            } else {
                year.and_then(|year| part_of_year(year, number, unit))
            };
            return Some(Found { anchored, ..Found::written(date, next) });
        }
        if unit == Unit::Half && scan.word(at)?.text.len() > 1 {
            return None; // "the second half" of what?
        }
        if fiscal {
            return Some(Found::counted(None, next));
        }
        let date = self.yearless(at, |year| part_of_year(year, number, unit));
        Some(self.inherit(date, next))
    }

    /// "Q3", "H1", "3Q", "1H", and the year in "3Q25" left to read.
    fn mark(&self, at: usize) -> Option<(i8, Unit, usize)> {
        let scan = self.scan;
        let sign = |at| {
            let quarter = scan.glue(at, Glue::QuarterMark).map(|next| (Unit::Quarter, 4, next));
            quarter.or_else(|| scan.glue(at, Glue::HalfMark).map(|next| (Unit::Half, 2, next)))
        };
        let small = |at| scan.digits(at).filter(|(n, len)| *len == 1 && *n > 0).map(|(n, _)| n);
        if let Some((unit, max, next)) = sign(at) {
            let number = small(next).filter(|n| *n <= max && scan.glued(next))?;
            return Some((i8::try_from(number).ok()?, unit, next + 1));
        }
        let number = small(at)?;
        let (unit, max, next) = sign(at + 1).filter(|_| scan.glued(at + 1))?;
        (number <= max).then(|| Some((i8::try_from(number).ok()?, unit, next)))?
    }

    /// The year that a part belongs to: "of 2026", "of the fiscal year 2020", "of next year". Returns the year, whether it
    /// is a company's own year, whether it was counted, and the index after it.
    fn year_of_part(&self, at: usize) -> Option<(Option<i16>, bool, bool, usize)> {
        let scan = self.scan;
        let glued_short = || {
            let (year, len) = scan.digits(at)?;
            (len == 2 && scan.glued(at))
                .then(|| i16::try_from(2000 + year).ok().map(|year| (Some(year), false, false, at + 1)))?
        };
        let of = [Glue::Of, Glue::In, Glue::Comma].into_iter().find_map(|glue| scan.glue(at, glue));
        let start = of.unwrap_or(scan.skip(at, Glue::Dash));
        if let Some((year, next)) = self.year_after(start).filter(|_| !self.fiscal(start)) {
            return Some((Some(year), false, false, next));
        }
        // "of Cisco's fiscal 2020", "of the company's fiscal year".
        let owned = (start..(start + 6).min(scan.len())).find(|&at| self.fiscal(at));
        let after_name = owned.filter(|&fiscal| {
            fiscal == start
                || scan.glue_before(fiscal, Glue::Possessive)
                || scan.glue(start, Glue::The) == Some(fiscal)
        });
        let from = after_name.unwrap_or(scan.skip(start, Glue::The));
        let found = self.year_like(from).or_else(|| self.shifted(from)).or_else(|| {
            let next = scan.is(from, &Sense::Unit(Unit::Year)).filter(|_| of.is_some() && from > start)?;
            Some(Found::counted(self.clock.published.map(|day| Date::Year(day.year())), next))
        });
        let found = found.filter(|_| of.is_some() || after_name.is_some());
        found
            .and_then(|found| {
                let (year, vague) = match &found.time {
                    Some((Date::Year(year), _)) => (Some(*year), false),
                    Some((date @ Date::Edtf(text), _)) if text.ends_with('~') => {
                        (date.first_day().map(civil::Date::year), true)
                    }
                    None => (None, false),
                    _ => return None,
                };
                Some((year, vague, found.anchored, found.next))
            })
            .or_else(glued_short)
            .or_else(|| self.listed_year(at))
    }

    pub(super) fn fiscal(&self, at: usize) -> bool {
        self.scan.glue(at, Glue::Fiscal).is_some()
    }

    /// The year of a list: "Q2 and Q3 2026" is 2026 for both.
    fn listed_year(&self, at: usize) -> Option<(Option<i16>, bool, bool, usize)> {
        let scan = self.scan;
        let joined = [Glue::And, Glue::Or, Glue::Comma].into_iter().find_map(|glue| scan.glue(at, glue))?;
        let (_, _, next) = self.mark(joined)?;
        let (year, vague, anchored, _) = self.year_of_part(next)?;
        Some((year, vague, anchored, at))
    }

    /// "the first week of January", "the first nine months of 2025", "the last three weeks of this year".
    pub(super) fn nth_of(&self, at: usize) -> Read {
        let scan = self.scan;
        let last = scan.is(at, &Sense::Shift(Shift::Last)).map(|next| (0, next));
        let (nth, next) = last.or_else(|| ordinal(scan, at))?;
        let (count, next) = small_count(scan, next).unwrap_or((1, next));
        let (unit, next) = self.unit(next)?;
        let whole_at =
            scan.skip([Glue::Of, Glue::In].into_iter().find_map(|glue| scan.glue(next, glue))?, Glue::The);
        let whole = self.point(whole_at).or_else(|| self.current(whole_at))?;
        let time = whole.days().and_then(|(first, last)| nth_unit(first, last, nth, count, unit));
        Some(Found { time: time.map(|date| (date.clone(), date)), ..whole })
    }

    /// "the week of April 10", "the week beginning February 4".
    pub(super) fn week_of(&self, at: usize) -> Read {
        let found = self.point(self.scan.glue(at, Glue::WeekOf)?)?;
        let week = found.days().and_then(|(first, _)| unit_at(first, Unit::Week, 0));
        Some(Found { time: week.map(|week| (week.clone(), week)), ..found })
    }

    /// "the year", "the month" where it can only be the one we are in.
    fn current(&self, at: usize) -> Read {
        let (unit, next) = self.unit(at).filter(|(unit, _)| *unit >= Unit::Week)?;
        Some(Found::counted(self.clock.published.and_then(|day| unit_at(day, unit, 0)), next))
    }

    /// "late February", "mid-2026", "early next year", "the end of 2026", "earlier this month", "year-end".
    pub(super) fn part(&self, at: usize) -> Read {
        let scan = self.scan;
        if let Some(next) = scan.glue(at, Glue::YearEnd) {
            let written = self.year_after(next);
            let year = written.map(|(year, _)| year).or(self.clock.published.map(civil::Date::year));
            let date = year.and_then(|year| part_of(&Date::Year(year), Part::End, None));
            let next = written.map_or(next, |(_, next)| next);
            let end_of = year.map(Date::Year);
            return Some(Found { anchored: written.is_none(), end_of, ..Found::written(date, next) });
        }
        let (part, mut start) = scan.read(at, |s| if let Sense::Part(p) = s { Some(*p) } else { None })?;
        let border = matches!(part, Part::Start | Part::End);
        let of = scan.glue(start, Glue::Of);
        let joined = || [Glue::Dash, Glue::In].into_iter().find_map(|glue| scan.glue(start, glue));
        start = if border { of? } else { of.or_else(joined).unwrap_or(start) };
        let the = scan.glue(start, Glue::The).or(of);
        let whole = self.point(start).or_else(|| the.and_then(|at| self.current(at)))?;
        let now = self.clock.published.filter(|_| whole.anchored);
        let time = whole.time.as_ref().and_then(|(whole, _)| part_of(whole, part, now));
        let end_of = whole.bound().filter(|_| part == Part::End);
        Some(Found { time: time.map(|date| (date.clone(), date)), end_of, ..whole })
    }

    pub(super) fn season(&self, at: usize) -> Read {
        let scan = self.scan;
        let (season, next) = self.season_word(at)?;
        let of = [Glue::Of, Glue::Comma].into_iter().find_map(|glue| scan.glue(next, glue)).unwrap_or(next);
        let make = |year: i16| Some(Date::Edtf(format!("{year:04}-{season}")));
        if let Some((year, next)) = self.year_number(of) {
            return Some(Found::written(make(year), next));
        }
        let led =
            scan.read_before(at, |s| matches!(s, Sense::Part(_) | Sense::Edge(_)).then_some(())).is_some();
        led.then(|| self.inherit(self.yearless(at, make), next))
    }
}

/// The first, second … or last (0) unit, or `count` of them, of what lies from `first` to `last`.
fn nth_unit(first: civil::Date, last: civil::Date, nth: u32, count: i32, unit: Unit) -> Option<Date> {
    let back = nth == 0;
    let skip = i32::try_from(nth).ok()?.saturating_sub(1).max(0);
    let steps = if back { -(count - 1) } else { skip };
    let start_day = if back { last } else { first };
    let start = match unit {
        Unit::Week if back => whole_week(last, false)?,
        Unit::Week => whole_week(first, true)?,
        _ => start_day,
    };
    let (from, through) = (unit_at(start, unit, steps)?, unit_at(start, unit, steps + count - 1)?);
    if from == through {
        return Some(from);
    }
    interval(from.first_day()?, through.last_day()?)
}

/// The week that counts as the first (or last) of a stretch beginning (or ending) on `day`: the one most of whose days
/// lie in it, as in ISO 8601.
fn whole_week(day: civil::Date, first: bool) -> Option<civil::Date> {
    let weekday = day.weekday().to_monday_one_offset();
    match (first, weekday) {
        (true, 5..) => plus_days(day, 7),
        (false, ..=3) => plus_days(day, -7),
        _ => Some(day),
    }
}

/// A part of a stretch of time, as EDTF. "Earlier" and "later" than `now` within a stretch that holds it are exact.
fn part_of(whole: &Date, part: Part, now: Option<civil::Date>) -> Option<Date> {
    let (first, last) = (whole.first_day()?, whole.last_day()?);
    if let Some(now) = now.filter(|now| first <= *now && *now <= last) {
        match part {
            Part::Early => return interval(first, now),
            Part::Late => return interval(now, last),
            _ => {}
        }
    }
    let days = clock::days(first, last) + 1;
    match whole {
        Date::Year(year) => Some(Date::Edtf(match part {
            Part::Start | Part::Early => format!("{year:04}-37~"),
            Part::Mid => format!("{year:04}-38~"),
            Part::Late | Part::End => format!("{year:04}-39~"),
        })),
        Date::Edtf(text) if text.ends_with('X') && part == Part::End => {
            Some(Date::Edtf(format!("{:04}~", last.year())))
        }
        _ if days >= 2 => {
            let at = |share: i32| plus_days(first, days * share / 30);
            let (from, through) = match part {
                Part::Start | Part::Early => (first, at(14)?),
                Part::Mid => (at(9)?, at(19)?),
                Part::Late | Part::End => (at(15)?, last),
            };
            Some(Date::Edtf(format!("{from}~/{through}~")))
        }
        _ => Some(whole.clone()),
    }
}
