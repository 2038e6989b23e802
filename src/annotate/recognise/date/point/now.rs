//! Times counted from another: "today", "next Tuesday", "two months ago".

use jiff::civil;
use rust_decimal::Decimal;

use super::super::clock::{as_exact_as, moved, plus_days, unit_at};
use super::{Found, Read, Reader, part_of_year, small_count};
use crate::annotate::recognise::number::{number, ordinal};
use crate::model::Date;
use crate::pack::lexicon::values::{Glue, Sense, Shift, Unit};

impl Reader<'_> {
    /// "today", "tomorrow", "now".
    pub(super) fn today(&self, at: usize) -> Read {
        let (days, next) = self.scan.read(at, |s| if let Sense::Today(d) = s { Some(*d) } else { None })?;
        Some(Found::counted(self.clock.published.and_then(|now| plus_days(now, days)).map(Date::Day), next))
    }

    /// "Wednesday", "last Tuesday", "Monday next week", "next week Monday", "Tuesday the 11th".
    pub(super) fn of_weekday(&self, at: usize) -> Read {
        let scan = self.scan;
        let shift = self.shift(at);
        let start = shift.map_or(at, |(_, next)| next);
        // "this past Wednesday", "next week on Tuesday".
        let (shift, start) = match (shift, self.shift(start)) {
            (Some((Shift::This, _)), Some((second, next))) => (Some(second), next),
            _ => (shift.map(|(shift, _)| shift), start),
        };
        if let Some(after) = scan.is(start, &Sense::Unit(Unit::Week)).filter(|_| shift.is_some()) {
            let (weekday, next) = self.weekday(scan.skip(scan.skip(after, Glue::Dash), Glue::On))?;
            return Some(Found::counted(self.weekday_of_week(weekday, shift_offset(shift?)), next));
        }
        let (weekday, next) = self.weekday(start)?;
        if shift.is_none() {
            let of = scan.skip(scan.skip(next, Glue::Of), Glue::The);
            if let Some((shift, after)) = self.shift(of)
                && let Some(next) = scan.is(after, &Sense::Unit(Unit::Week))
            {
                return Some(Found::counted(self.weekday_of_week(weekday, shift_offset(shift)), next));
            }
            let the = scan.skip(next, Glue::The);
            if let Some((number, end)) = self.day_number(the).filter(|(_, end)| !self.counts(*end)) {
                return Some(Found::counted(self.weekday_on(weekday, number), end));
            }
            if self.doubtful(start) && !self.led(start) {
                return None;
            }
        }
        let date = match shift {
            None => self.weekday_near(weekday),
            Some(Shift::This) => self.weekday_of_week(weekday, 0),
            Some(Shift::Past) => self.clock.published.and_then(|now| weekday_from(now, weekday, -1, false)),
            Some(Shift::Coming) => self.clock.published.and_then(|now| weekday_from(now, weekday, 1, false)),
            Some(shift) => self.weekday_of_week(weekday, shift_offset(shift)),
        };
        Some(Found::counted(date, next))
    }

    /// Whether a word follows, so that "Monday 21 people" holds no day of the month.
    fn counts(&self, at: usize) -> bool {
        let word = self.scan.word(at).is_some_and(|word| word.text.starts_with(char::is_alphabetic));
        word && self.scan.read(at, |s| matches!(s, Sense::Glue(_) | Sense::Edge(_)).then_some(())).is_none()
    }

    /// The last such day at or before the dateline, or the next if the text points ahead.
    fn weekday_near(&self, weekday: i8) -> Option<Date> {
        let now = self.clock.published?;
        let step = if self.forward == Some(true) { 1 } else { -1 };
        weekday_from(now, weekday, step, true)
    }

    fn weekday_of_week(&self, weekday: i8, weeks: i32) -> Option<Date> {
        let now = self.clock.published?;
        let monday = plus_days(now, 1 - i32::from(now.weekday().to_monday_one_offset()))?;
        plus_days(monday, weeks * 7 + i32::from(weekday) - 1).map(Date::Day)
    }

    /// The nearest day before the dateline, or on it, that is this weekday and this day of the month.
    fn weekday_on(&self, weekday: i8, number: u32) -> Option<Date> {
        let now = self.clock.published?;
        let fits = |day: &civil::Date| {
            day.weekday().to_monday_one_offset() == weekday && u32::from(day.day().unsigned_abs()) == number
        };
        let mut near = (0..400).flat_map(|days| [-days, days]).filter_map(|days| plus_days(now, days));
        near.find(fits).map(Date::Day)
    }

    /// "this week", "next year", "the past two quarters", "the coming months", "on the same day", "5 past years".
    pub(super) fn shifted(&self, at: usize) -> Read {
        let scan = self.scan;
        let before = small_count(scan, at).filter(|(_, next)| self.shift(*next).is_some());
        let (shift, mut start) = self.shift(before.map_or(at, |(_, next)| next))?;
        if before.is_none()
            && let Some(found) = self.shifted_name(shift, start)
        {
            return Some(found);
        }
        let fiscal = self.fiscal(start);
        start = scan.skip(scan.skip(start, Glue::Fiscal), Glue::Calendar);
        if fiscal && self.unit(start).is_none() {
            // "last fiscal year" is one phrase.
            let year = self.clock.published.and_then(|now| unit_at(now, Unit::Year, shift_offset(shift)));
            return Some(Found::counted(year.map(|year| Date::Edtf(format!("{year}~"))), start));
        }
        let vague = scan.glue(start, Glue::Vague);
        let start = vague.unwrap_or(start);
        let (count, after) = before
            .map(|(count, _)| (count, start))
            .or_else(|| small_count(scan, start))
            .unwrap_or((0, start));
        let (unit, next) =
            self.unit(scan.skip(after, Glue::Business)).filter(|(unit, _)| *unit >= Unit::Day)?;
        let plural = scan.word(next - 1)?.text.ends_with('s');
        if before.is_some() && !plural {
            return None;
        }
        if vague.is_some() || plural && count == 0 {
            return Some(Found::counted(None, next));
        }
        if count > 0 && plural || shift == Shift::Past {
            let time = self.clock.published.and_then(|now| stretch(now, shift, count.max(1), unit));
            return Some(Found::new(time, true, next));
        }
        let date = self.shifted_unit(shift, unit);
        if let (Some(owner), Some(Date::Year(year))) = (scan.glue(next, Glue::Possessive), &date)
            && let Some((number, end)) = ordinal(scan, owner)
            && let Some((part, end)) = self.unit(end).filter(|(u, _)| matches!(u, Unit::Quarter | Unit::Half))
        {
            // "next year's first quarter"
            return Some(Found::counted(part_of_year(*year, i8::try_from(number).ok()?, part), end));
        }
        Some(Found::counted(date, next))
    }

    fn shifted_unit(&self, shift: Shift, unit: Unit) -> Option<Date> {
        match (shift, unit) {
            (Shift::Same, _) | (Shift::This, Unit::Day) => self.clock.near_named(unit, 0),
            (Shift::Following, _) | (Shift::Next, Unit::Day) => self.clock.near_named(unit, 1),
            (Shift::Last, Unit::Day) => self.clock.near_named(unit, -1),
            _ => unit_at(self.clock.published?, unit, shift_offset(shift)),
        }
    }

    /// "this September", "last summer".
    fn shifted_name(&self, shift: Shift, at: usize) -> Read {
        let now = self.clock.published;
        let written = |next: usize| self.year_number(next).is_some();
        if let Some((month, next)) = self.month(at) {
            let verb = self.doubtful(at) && self.scan.word(at)?.text.starts_with(char::is_lowercase);
            let date = now.and_then(|now| Some(Date::Month(year_of(now, month, shift)?, month)));
            let day = self.day_number(next).is_some();
            return (!verb && !written(next) && !day).then(|| Found::counted(date, next));
        }
        let (season, next) = self.season_word(at)?;
        let month = (season - 21) * 3 + 3;
        let date =
            now.and_then(|now| Some(Date::Edtf(format!("{:04}-{season}", year_of(now, month, shift)?))));
        (!written(next)).then(|| Found::counted(date, next))
    }

    /// "two months ago", "in two weeks", "a day later", "three weeks from tomorrow", "the day before".
    pub(super) fn offset(&self, at: usize) -> Read {
        let scan = self.scan;
        let ahead = scan.glue(at, Glue::In);
        let start = self.about(ahead.unwrap_or(at));
        let (lengths, after) = self.lengths(start)?;
        let unit = lengths.last().map(|(_, unit)| *unit).filter(|unit| *unit >= Unit::Day)?;
        let reach = |base: Option<civil::Date>, sign: i64| {
            let mut day = base?;
            for (count, unit) in &lengths {
                day = moved(day, count.checked_mul(Decimal::from(sign))?, *unit)?;
            }
            Some(day)
        };
        let coarse = |day: Option<civil::Date>| day.map(|day| as_exact_as(day, unit));
        let now = self.clock.published;
        if let Some(next) = scan.glue(after, Glue::Ago) {
            return Some(Found::counted(coarse(reach(now, -1)), next));
        }
        if let Some(next) = scan.glue(after, Glue::Hence) {
            return Some(Found::counted(coarse(reach(now, 1)), next));
        }
        for (glue, sign) in [(Glue::After, 1), (Glue::Before, -1)] {
            let Some(from) = scan.glue(after, glue).filter(|_| ahead.is_none() || glue == Glue::After) else {
                continue;
            };
            if let Some(base) = self.point(from) {
                let day = reach(base.days().map(|(first, _)| first), sign);
                return Some(Found {
                    anchored: base.anchored,
                    ..Found::written(day.map(Date::Day), base.next)
                });
            }
            return None; // after something that is no date
        }
        for (glue, sign) in [(Glue::Later, 1), (Glue::Earlier, -1)] {
            if let Some(next) = scan.glue(after, glue) {
                return Some(Found::counted(coarse(reach(self.clock.named_for(unit), sign)), next));
            }
        }
        let record = (at.saturating_sub(4)..at).any(|before| {
            let first = scan.read(before, |s| matches!(s, Sense::Ordinal(_)).then_some(())).is_some();
            first || scan.word(before).is_some_and(|word| word.text.len() > 4 && word.text.ends_with("est"))
        });
        (ahead.is_some() && !record).then(|| Found::counted(coarse(reach(now, 1)), after))
    }

    /// Lengths of time one after the other: "2 weeks and 3 days".
    pub(in super::super) fn lengths(&self, at: usize) -> Option<(Vec<(Decimal, Unit)>, usize)> {
        let scan = self.scan;
        let half = |sense: &Sense| if let Sense::Fraction(part) = sense { Some(*part) } else { None };
        let one = |at| {
            let (count, next) = match number(scan, at, false) {
                Some(number) if number.power == 0 && self.year_number(at).is_none() => {
                    (number.value, number.next)
                }
                Some(_) => return None,
                None => scan.read(at, half).or_else(|| Some((Decimal::ONE, scan.glue(at, Glue::A)?)))?,
            };
            let hyphen = scan.skip(next, Glue::Dash);
            let (unit, next) =
                self.unit(scan.skip(hyphen, Glue::Business)).filter(|(unit, _)| *unit != Unit::Half)?;
            let more = scan.glue(next, Glue::And).and_then(|and| scan.read(and, half));
            Some(more.map_or(((count, unit), next), |(part, next)| ((count + part, unit), next)))
        };
        let (first, mut next) = one(at)?;
        let mut all = vec![first];
        while let Some((more, end)) = one(scan.skip(scan.skip(next, Glue::Comma), Glue::And))
            .filter(|((_, unit), _)| *unit < all[all.len() - 1].1)
        {
            all.push(more);
            next = end;
        }
        Some((all, next))
    }

    /// The index after "about", "almost", "more than".
    pub(in super::super) fn about(&self, at: usize) -> usize {
        self.scan.read(at, |s| matches!(s, Sense::Qualifier(_)).then_some(())).map_or(at, |((), next)| next)
    }
}

const fn shift_offset(shift: Shift) -> i32 {
    match shift {
        Shift::This | Shift::Same => 0,
        Shift::Next | Shift::Coming | Shift::Following => 1,
        Shift::Last | Shift::Past => -1,
    }
}

/// The year of "this September", "next March", "last summer".
fn year_of(now: civil::Date, month: i8, shift: Shift) -> Option<i16> {
    let year = match shift {
        Shift::This | Shift::Same => now.year(),
        Shift::Next | Shift::Coming | Shift::Following if month > now.month() => now.year(),
        Shift::Next | Shift::Coming | Shift::Following => now.year() + 1,
        Shift::Last | Shift::Past if month < now.month() => now.year(),
        Shift::Last | Shift::Past => now.year() - 1,
    };
    (1..=9999).contains(&year).then_some(year)
}

/// "the next five years" and "the last two quarters", counted from `now`; quarters and longer calendar parts are whole.
fn stretch(now: civil::Date, shift: Shift, count: i32, unit: Unit) -> Option<(Date, Date)> {
    let ahead = matches!(shift, Shift::Next | Shift::Coming | Shift::Following);
    let sign = if ahead { 1 } else { -1 };
    if matches!(unit, Unit::Quarter | Unit::Decade | Unit::Century) {
        let (near, far) = (unit_at(now, unit, sign)?, unit_at(now, unit, sign * count)?);
        return Some(if ahead { (near, far) } else { (far, near) });
    }
    let far = as_exact_as(moved(now, Decimal::from(sign * count), unit)?, unit);
    Some(if ahead { (Date::Day(now), far) } else { (far, Date::Day(now)) })
}

fn weekday_from(now: civil::Date, weekday: i8, step: i32, today_counts: bool) -> Option<Date> {
    let mut days = (i32::from(!today_counts)..8).filter_map(|days| plus_days(now, days * step));
    days.find(|day| day.weekday().to_monday_one_offset() == weekday).map(Date::Day)
}
