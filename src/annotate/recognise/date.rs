//! Dates, stretches of time and durations: absolute, counted from the dateline or from the date named last, bounded.
//!
//! A time without a year is looked for around the dateline, backwards first, as news does; without a dateline it takes
//! the year of the date named last. What has nothing to be counted from stays without a value: no year is guessed.
//! Clock times and recurring times ("every Monday") are not read.

mod clock;
mod point;

use rust_decimal::Decimal;

pub use clock::Clock;
use clock::{as_exact_as, moved, plus_days};
use point::{Found, Reader};

use super::scan::Scan;
use crate::model::{Date, Duration, Edge, TimeSpan, Value};
use crate::pack::lexicon::values::{Glue, Sense, Unit};

/// A time or a length of time that was read.
#[derive(Clone, Debug, PartialEq)]
pub enum Reading {
    /// A time; `None` if there is nothing to count it from.
    Time(Option<TimeSpan>),
    /// A length of time.
    Length(Duration),
}

impl Reading {
    /// As the value of a mention.
    #[must_use]
    pub fn value(self) -> Option<Value> {
        match self {
            Self::Time(span) => span.map(Value::Date),
            Self::Length(duration) => Some(Value::Duration(duration)),
        }
    }
}

/// The longest time or length of time at `at`, and the index after it.
#[must_use]
pub fn read(scan: &Scan, at: usize, clock: &Clock) -> Option<(Reading, usize)> {
    let reader = Reader { scan, clock, year: None, forward: scan.direction(at) };
    let readers = [range, bounded, lasting, single, within, length];
    let mut best: Option<(Reading, usize)> = None;
    for read in readers {
        if let Some(found) = read(reader, at)
            && best.as_ref().is_none_or(|(_, next)| *next < found.1)
        {
            best = Some(found);
        }
    }
    best.filter(|(_, next)| !cut_out(scan, at, *next))
}

/// Whether the words from `at` to `next` are only part of a longer row of digits: a telephone number, an identifier.
fn cut_out(scan: &Scan, at: usize, next: usize) -> bool {
    let digits = |at: usize| scan.word(at).is_some_and(|word| word.number.is_some());
    let sign = |at: usize| scan.word(at).is_some_and(|word| ["-", "/", "."].contains(&word.text));
    let before =
        digits(at) && scan.glued(at) && at >= 2 && sign(at - 1) && scan.glued(at - 1) && digits(at - 2);
    let after =
        digits(next - 1) && scan.glued(next) && sign(next) && scan.glued(next + 1) && digits(next + 1);
    before || after
}

type Read = Option<(Reading, usize)>;

/// "April 27, 2026", "two months ago", "2012 or later".
fn single(reader: Reader, at: usize) -> Read {
    let start = reader.scan.skip(at, Glue::AsOf);
    let found = reader.point(start).or_else(|| to_date(reader, start))?;
    let words_follow =
        |at| reader.scan.word(at).is_some_and(|word| word.text.starts_with(char::is_alphanumeric));
    if let Some(next) = reader.scan.glue(found.next, Glue::OrLater).filter(|&next| !words_follow(next)) {
        return Some((Reading::Time(found.time.map(|(from, _)| since(from, found.anchored))), next));
    }
    Some((
        Reading::Time(found.time.map(|(from, through)| at_time(from, through, found.anchored))),
        found.next,
    ))
}

fn at_time(from: Date, through: Date, anchored: bool) -> TimeSpan {
    let edge = if from == through { Edge::At } else { Edge::Between };
    TimeSpan { from: Some(from), through: Some(through), edge, anchored }
}

fn since(from: Date, anchored: bool) -> TimeSpan {
    TimeSpan { from: Some(from), through: None, edge: Edge::Since, anchored }
}

/// "year to date".
fn to_date(reader: Reader, at: usize) -> Option<Found> {
    let next = reader.scan.glue(at, Glue::ToDate)?;
    let year = reader.scan.is(at, &Sense::Unit(Unit::Year)).is_some();
    let time =
        reader.clock.published.filter(|_| year).map(|now| (Date::Day(now.first_of_year()), Date::Day(now)));
    year.then_some(Found::new(time, true, next))
}

/// "since 2019", "through 2032", "by the end of June", "after 2018", "from next Monday".
fn bounded(mut reader: Reader, at: usize) -> Read {
    let scan = reader.scan;
    let edge = |sense: &Sense| if let Sense::Edge(edge) = sense { Some(*edge) } else { None };
    let from = || scan.glue(at, Glue::From).map(|next| (Edge::Since, next));
    let (edge, start) = scan.read(at, edge).or_else(from)?;
    match edge {
        Edge::Since => reader.forward = reader.forward.or(Some(false)),
        Edge::By | Edge::Through => reader.forward = reader.forward.filter(|f| *f).or(Some(true)),
        _ => {}
    }
    let start =
        [Glue::On, Glue::In, Glue::At].into_iter().find_map(|glue| scan.glue(start, glue)).unwrap_or(start);
    let found = reader.point(start).or_else(|| now(reader, start).filter(|_| edge == Edge::Through))?;
    let bound = found.bound();
    let span = found.time.map(|(from, _)| {
        let (from, through) = match edge {
            Edge::Since | Edge::After => (Some(from), None),
            _ => (None, bound),
        };
        TimeSpan { from, through, edge, anchored: found.anchored }
    });
    Some((Reading::Time(span), found.next))
}

/// "from 2023 to 2025", "between May and July 2026", "2014-2018", "November 18-19", "9 to 12 June".
fn range(reader: Reader, at: usize) -> Read {
    let scan = reader.scan;
    let between = scan.glue(at, Glue::Between);
    let start =
        between.or_else(|| scan.glue(at, Glue::From)).or_else(|| scan.glue(at, Glue::Starting)).unwrap_or(at);
    let join = |next: usize| {
        let and = || scan.glue(next, Glue::And).filter(|_| between.is_some());
        scan.glue(next, Glue::To).or_else(and)
    };
    let (from, to) = match reader.point(start).or_else(|| now(reader, start)) {
        Some(from) => {
            let joined = join(from.next)?;
            second_side(reader, start, from, joined)?
        }
        None => day_before(reader, start, join)?,
    };
    let span = from.time.zip(to.time.clone()).and_then(|((from_date, _), (_, through))| {
        let ordered = from_date.first_day()? <= through.last_day()?;
        let anchored = from.anchored || to.anchored;
        let through = to.bound();
        ordered.then_some(TimeSpan { from: Some(from_date), through, edge: Edge::Between, anchored })
    });
    Some((Reading::Time(span), to.next))
}

/// The second side of a range, and the first with the year that the second gives it.
fn second_side(reader: Reader, start: usize, from: Found, joined: usize) -> Option<(Found, Found)> {
    let Some(to) = reader.point(joined).or_else(|| now(reader, joined)) else {
        return second_day(reader, start, from, joined);
    };
    if from.anchored && !to.anchored {
        let year = to.days()?.0.year();
        let with = |year| Reader { year: Some(year), ..reader }.point(start);
        let same_year = with(year).unwrap_or_else(|| from.clone());
        let late = same_year.days().zip(to.days()).is_some_and(|((from, _), (_, to))| from > to);
        let from = if late { with(year - 1)? } else { same_year };
        return Some((from, to));
    }
    let (Some((first, _)), Some((_, last)), true) = (from.days(), to.days(), to.anchored) else {
        return Some((from, to));
    };
    // Without a year of its own the end is the first that comes after the start, unless it is counted from now.
    let deictic =
        |sense: &Sense| matches!(sense, Sense::Now | Sense::Today(_) | Sense::Shift(_)).then_some(());
    if reader.scan.read(joined, deictic).is_none() {
        let clock = Clock::new(Some(first));
        let later = Reader { clock: &clock, forward: Some(true), ..reader }.point(joined);
        let anchored = from.anchored;
        return Some((from, later.map_or(to, |later| Found { anchored, ..later })));
    }
    if last < first && from.anchored {
        let clock = Clock::new(Some(last));
        let earlier = Reader { clock: &clock, forward: Some(false), ..reader }.point(start);
        return Some((earlier.unwrap_or(from), to));
    }
    Some((from, to))
}

/// The end of "November 18-19, 2026": only a day.
fn second_day(reader: Reader, start: usize, from: Found, joined: usize) -> Option<(Found, Found)> {
    let scan = reader.scan;
    let is_day = from.time.as_ref().is_none_or(|(date, _)| matches!(date, Date::Day(_)));
    let (number, next) = reader.day_number(scan.skip(joined, Glue::The)).filter(|_| is_day)?;
    let year = reader.year_number(scan.skip(next, Glue::Comma)).filter(|_| from.anchored);
    let from = match year {
        Some((year, _)) => Reader { year: Some(year), ..reader }.point(start)?,
        None => from,
    };
    let next = year.map_or(next, |(_, next)| next);
    let Some((first, _)) = from.days() else {
        return Some((from, Found::new(None, true, next)));
    };
    let number = i8::try_from(number).ok()?;
    let same_month = jiff::civil::Date::new(first.year(), first.month(), number).ok()?;
    let day = if same_month < first {
        let after = plus_days(first.last_of_month(), 1)?;
        jiff::civil::Date::new(after.year(), after.month(), number).ok()?
    } else {
        same_month
    };
    let time = Some((Date::Day(day), Date::Day(day)));
    let to = Found::new(time, from.anchored, next);
    Some((from, to))
}

/// The start of "9 to 12 June": only a day.
fn day_before(reader: Reader, start: usize, join: impl Fn(usize) -> Option<usize>) -> Option<(Found, Found)> {
    let (number, next) = reader.day_number(reader.scan.skip(start, Glue::The))?;
    let to = reader.point(join(next)?)?;
    let Some((Date::Day(last), _)) = to.time else {
        return (to.time.is_none() && to.anchored).then(|| (Found::new(None, true, next), to.clone()));
    };
    let day = jiff::civil::Date::new(last.year(), last.month(), i8::try_from(number).ok()?).ok()?;
    let time = Some((Date::Day(day), Date::Day(day)));
    (day <= last).then(|| (Found::new(time, to.anchored, next), to.clone()))
}

/// "now", as a side of a range.
fn now(reader: Reader, at: usize) -> Option<Found> {
    let next = reader.scan.is(at, &Sense::Now)?;
    let time = reader.clock.published.map(|now| (Date::Day(now), Date::Day(now)));
    Some(Found::new(time, true, next))
}

/// "five years from 2026" after "for", "three days starting next Monday".
fn lasting(reader: Reader, at: usize) -> Read {
    let scan = reader.scan;
    let start = scan.skip(at, Glue::For);
    let (lengths, after) = reader.lengths(start)?;
    let after = scan.skip(after, Glue::Comma);
    let starting = scan.glue(after, Glue::Starting)?;
    let plain_from = scan.glue(after, Glue::From) == Some(starting);
    if plain_from && start == at && !scan.glue_before(at, Glue::For) {
        return None;
    }
    let found = Reader { forward: reader.forward.or(Some(true)), ..reader }.point(starting)?;
    let span = found.time.and_then(|(from, _)| {
        let mut end = from.first_day()?;
        for (count, unit) in &lengths {
            end = moved(end, *count, *unit)?;
        }
        let last = plus_days(end, -1)?;
        let through = match from {
            Date::Year(_) => Date::Year(last.year()),
            Date::Month(..) => Date::Month(last.year(), last.month()),
            _ => Date::Day(last),
        };
        let anchored = found.anchored;
        Some(TimeSpan { from: Some(from), through: Some(through), edge: Edge::Between, anchored })
    });
    Some((Reading::Time(span), found.next))
}

/// "within 18 months", counted from the dateline unless it says from what.
fn within(reader: Reader, at: usize) -> Read {
    let start = reader.scan.glue(at, Glue::Within)?;
    let (lengths, next) = reader.lengths(reader.about(start))?;
    let counted =
        [Glue::Of, Glue::After, Glue::From].iter().any(|&glue| reader.scan.glue(next, glue).is_some());
    let days = lengths.iter().all(|(_, unit)| *unit >= Unit::Day);
    let Some(now) = reader.clock.published.filter(|_| days && !counted) else {
        return Some((Reading::Length(total(&lengths)?), next));
    };
    let mut end = now;
    for (count, unit) in &lengths {
        end = moved(end, *count, *unit)?;
    }
    let through = Some(as_exact_as(end, lengths[0].1));
    let span = TimeSpan { from: Some(Date::Day(now)), through, edge: Edge::By, anchored: true };
    Some((Reading::Time(Some(span)), next))
}

/// "five years", "a year and a half", "10-year", "more than two weeks".
fn length(reader: Reader, at: usize) -> Read {
    let scan = reader.scan;
    let start = reader.about(at);
    let (lengths, next) = reader.lengths(start)?;
    let indefinite = scan.glue(start, Glue::A).is_some();
    let led =
        start > at || [Glue::For, Glue::Within, Glue::In].iter().any(|&glue| scan.glue_before(at, glue));
    let old = scan.glue(scan.skip(next, Glue::Dash), Glue::Old).is_some();
    if indefinite && !led || old || scan.glue_before(at, Glue::Each) {
        return None;
    }
    Some((Reading::Length(total(&lengths)?), next))
}

/// Lengths added up in the smallest of their units.
fn total(lengths: &[(Decimal, Unit)]) -> Option<Duration> {
    let (mut count, mut unit) = (Decimal::ZERO, base(lengths.first()?.1)?.0);
    for (more, other) in lengths {
        let (other, factor) = base(*other)?;
        let steps = in_units(unit, other)?;
        count = count.checked_mul(steps)?.checked_add(more.checked_mul(factor)?)?;
        unit = other;
    }
    Some(Duration { count: count.normalize(), unit: unit.to_owned() })
}

/// The plain unit that a unit is counted in, and how many of it make one.
fn base(unit: Unit) -> Option<(&'static str, Decimal)> {
    let (name, factor) = match unit {
        Unit::Second => ("second", 1),
        Unit::Minute => ("minute", 1),
        Unit::Hour => ("hour", 1),
        Unit::Day => ("day", 1),
        Unit::Weekend => ("day", 2),
        Unit::Week => ("week", 1),
        Unit::Fortnight => ("week", 2),
        Unit::Month => ("month", 1),
        Unit::Quarter => ("quarter", 1),
        Unit::Half => return None,
        Unit::Year => ("year", 1),
        Unit::Decade => ("year", 10),
        Unit::Century => ("year", 100),
    };
    Some((name, Decimal::from(factor)))
}

/// How many of the smaller unit make one of the larger.
fn in_units(larger: &str, smaller: &str) -> Option<Decimal> {
    let steps = match (larger, smaller) {
        (a, b) if a == b => 1,
        ("minute", "second") | ("hour", "minute") => 60,
        ("hour", "second") => 3600,
        ("day", "hour") => 24,
        ("week", "day") => 7,
        ("year", "month") => 12,
        ("year", "quarter") => 4,
        ("quarter", "month") => 3,
        _ => return None,
    };
    Some(Decimal::from(steps))
}
