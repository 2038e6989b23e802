//! What times are counted from, and counting.

use jiff::civil;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::model::{Date, Edge, TimeSpan};
use crate::pack::lexicon::values::Unit;

/// What times without a year, or counted from another, hang on.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    /// The dateline.
    pub published: Option<civil::Date>,
    /// The day or month named last.
    named: Option<Date>,
    /// The year named last.
    year: Option<i16>,
}

impl Clock {
    /// A clock for a document with this dateline.
    #[must_use]
    pub const fn new(published: Option<civil::Date>) -> Self {
        Self { published, named: None, year: None }
    }

    /// Remembers a time that the text names. Bounds ("through 2032") are no places to count from.
    pub fn note(&mut self, span: &TimeSpan) {
        let (Edge::At, Some(date)) = (span.edge, &span.from) else { return };
        match date {
            Date::Day(_) | Date::Month(..) => self.named = Some(date.clone()),
            Date::Year(year) => self.year = Some(*year),
            Date::Edtf(_) => {}
        }
    }

    /// The time `offset` units from the one named last: a day only if a day was named. Without one named before, the
    /// dateline counts.
    pub(super) fn near_named(&self, unit: Unit, offset: i32) -> Option<Date> {
        match &self.named {
            Some(Date::Day(day)) => unit_at(*day, unit, offset),
            Some(month) if unit == Unit::Day && offset == 0 => Some(month.clone()),
            Some(month) if unit >= Unit::Month => unit_at(month.first_day()?, unit, offset),
            Some(_) => None,
            None => unit_at(self.published?, unit, offset),
        }
    }

    /// The day named last, or the first of the month if `unit` is that coarse.
    pub(super) fn named_for(&self, unit: Unit) -> Option<civil::Date> {
        match self.named.as_ref()? {
            Date::Day(day) => Some(*day),
            month if unit >= Unit::Month => month.first_day(),
            _ => None,
        }
    }

    /// Which of the dates that `of_year` makes is meant when the text names no year: that of the dateline's
    /// neighbourhood, in the direction given, else looking back unless the next is much nearer; without a dateline that
    /// of the year named last.
    pub fn of_some_year(&self, forward: Option<bool>, of_year: impl Fn(i16) -> Option<Date>) -> Option<Date> {
        let Some(now) = self.published else {
            let named = self.named.as_ref().and_then(Date::first_day).map(civil::Date::year);
            return of_year(named.or(self.year)?);
        };
        // Eight years hold a 29th of February, even around 1900.
        let mut near = (-8..=8)
            .filter_map(|offset| of_year(now.year().checked_add(offset)?))
            .filter_map(|date| Some((date.first_day()?, date.last_day()?, date)))
            .collect::<Vec<_>>();
        near.sort_by_key(|(first, _, _)| *first);
        if let Some((_, _, date)) = near.iter().find(|(first, last, _)| *first <= now && now <= *last) {
            return Some(date.clone());
        }
        let back = near.iter().rfind(|(_, last, _)| *last < now)?;
        let ahead = near.iter().find(|(first, _, _)| *first > now)?;
        let (days_back, days_ahead) = (days(back.1, now), days(now, ahead.0));
        let ahead_meant = forward.unwrap_or(days_back * 2 > days_ahead * 3);
        Some(if ahead_meant { ahead.2.clone() } else { back.2.clone() })
    }
}

/// Days from `a` to `b`.
#[must_use]
pub(super) fn days(a: civil::Date, b: civil::Date) -> i32 {
    (b - a).get_days()
}

/// The stretch of time `offset` units after the one that `base` lies in: for 1 and a week, the next week.
#[must_use]
pub(super) fn unit_at(base: civil::Date, unit: Unit, offset: i32) -> Option<Date> {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => None,
        Unit::Day => plus_days(base, offset).map(Date::Day),
        Unit::Week | Unit::Fortnight | Unit::Weekend => {
            let monday = plus_days(base, 1 - i32::from(base.weekday().to_monday_one_offset()))?;
            let weeks = if unit == Unit::Fortnight { 2 } else { 1 };
            let start = plus_days(monday, offset.checked_mul(7 * weeks)?)?;
            if unit == Unit::Weekend {
                return interval(plus_days(start, 5)?, plus_days(start, 6)?);
            }
            interval(start, plus_days(start, 7 * weeks - 1)?)
        }
        Unit::Month => {
            let date = plus_months(base.first_of_month(), offset)?;
            Some(Date::Month(date.year(), date.month()))
        }
        Unit::Quarter => {
            let date = plus_months(base.first_of_month(), offset.checked_mul(3)?)?;
            Some(quarter(date.year(), (date.month() - 1) / 3 + 1))
        }
        Unit::Half => {
            let date = plus_months(base.first_of_month(), offset.checked_mul(6)?)?;
            Some(half(date.year(), (date.month() - 1) / 6 + 1))
        }
        Unit::Year => year_plus(base.year(), offset).map(Date::Year),
        Unit::Decade => year_plus(base.year(), offset.checked_mul(10)?).map(decade),
        Unit::Century => year_plus(base.year(), offset.checked_mul(100)?).map(century),
    }
}

/// The quarter of a year, from 1.
#[must_use]
pub(super) fn quarter(year: i16, number: i8) -> Date {
    Date::Edtf(format!("{year:04}-{}", 32 + number))
}

/// The half of a year, from 1.
#[must_use]
pub(super) fn half(year: i16, number: i8) -> Date {
    Date::Edtf(format!("{year:04}-{}", 39 + number))
}

/// The decade that a year lies in.
#[must_use]
pub(super) fn decade(year: i16) -> Date {
    Date::Edtf(format!("{:03}X", year / 10))
}

/// The hundred years that a year lies in.
#[must_use]
pub(super) fn century(year: i16) -> Date {
    Date::Edtf(format!("{:02}XX", year / 100))
}

/// From one day to another.
#[must_use]
pub(super) fn interval(from: civil::Date, through: civil::Date) -> Option<Date> {
    (from <= through).then(|| Date::Edtf(format!("{from}/{through}")))
}

/// `base` moved by `count` units, backwards if it is negative.
#[must_use]
pub(super) fn moved(base: civil::Date, count: Decimal, unit: Unit) -> Option<civil::Date> {
    let months = |each: i32| {
        let months = count.checked_mul(Decimal::from(each))?.round().to_i32()?;
        plus_months(base, months)
    };
    let whole_days = |each: i32| plus_days(base, count.checked_mul(Decimal::from(each))?.round().to_i32()?);
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => None,
        Unit::Day | Unit::Weekend => whole_days(1),
        Unit::Week => whole_days(7),
        Unit::Fortnight => whole_days(14),
        Unit::Month => months(1),
        Unit::Quarter => months(3),
        Unit::Half => months(6),
        Unit::Year => months(12),
        Unit::Decade => months(120),
        Unit::Century => months(1200),
    }
}

/// `day` as exact as a count of units makes it: "two months ago" is about some month.
#[must_use]
pub(super) fn as_exact_as(day: civil::Date, unit: Unit) -> Date {
    match unit {
        Unit::Month | Unit::Quarter | Unit::Half => {
            Date::Edtf(format!("{:04}-{:02}~", day.year(), day.month()))
        }
        Unit::Year | Unit::Decade | Unit::Century => Date::Edtf(format!("{:04}~", day.year())),
        Unit::Week | Unit::Fortnight => Date::Edtf(format!("{day}~")),
        _ => Date::Day(day),
    }
}

/// `day` moved by days.
#[must_use]
pub(super) fn plus_days(day: civil::Date, days: i32) -> Option<civil::Date> {
    day.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

fn plus_months(day: civil::Date, months: i32) -> Option<civil::Date> {
    day.checked_add(jiff::Span::new().try_months(months).ok()?).ok()
}

fn year_plus(year: i16, years: i32) -> Option<i16> {
    i16::try_from(i32::from(year).checked_add(years)?).ok().filter(|year| (1..=9999).contains(year))
}
