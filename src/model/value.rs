//! Dates, money, percentages, quantities and durations, as exact as the text.

use std::fmt;

use jiff::civil;
use rust_decimal::Decimal;

/// What a mention of a value means.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A point or stretch of time.
    Date(TimeSpan),
    /// A length of time.
    Duration(Duration),
    /// An amount of money.
    Money(Money),
    /// A percentage.
    Percent(Percent),
    /// A number of units.
    Quantity(Quantity),
}

/// A date as exact as the text gives it: a year, a month, a day, or a vaguer part of a year.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Date {
    /// `2026`
    Year(i16),
    /// `2026-04`
    Month(i16, i8),
    /// `2026-04-27`
    Day(civil::Date),
    /// Anything vaguer or odder, in the Extended Date/Time Format (ISO 8601-2): `2026-33` is the first quarter of
    /// 2026, `2026-04~` about April 2026.
    Edtf(String),
}

/// A point or stretch of time as a text names it.
///
/// "on April 27, 2026" has both edges on the same day; "through 2032" has an open start; "since 2019" an open end.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TimeSpan {
    /// When it begins; absent in "through 2032".
    pub from: Option<Date>,
    /// When it ends, included; absent in "since 2019".
    pub through: Option<Date>,
    /// How the text bounds it.
    pub edge: Edge,
    /// Whether the year (or more) was taken from the dateline or a date named before, not written here.
    pub anchored: bool,
}

/// How a text bounds a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Edge {
    /// "on", "in", or nothing: the time itself.
    #[default]
    At,
    /// "since", "from", "starting": it begins then and goes on.
    Since,
    /// "through", "until", "to": it goes on until then, included.
    Through,
    /// "by", "before": at the latest then.
    By,
    /// "after": later than that.
    After,
    /// "from 2023 to 2025": both edges are named.
    Between,
}

/// How exact an amount is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Qualifier {
    /// The amount itself.
    #[default]
    Exact,
    /// "about", "around", "nearly".
    About,
    /// "up to", "as much as", "less than".
    UpTo,
    /// "at least", "more than", "over".
    AtLeast,
}

/// An amount of money.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Money {
    /// The amount in whole units of the currency ("$5 million" is 5000000).
    pub value: Decimal,
    /// The other end of "between A and B" or "A to B".
    pub to: Option<Decimal>,
    /// ISO 4217 code.
    pub currency: String,
    /// How exact.
    pub qualifier: Qualifier,
    /// "share", "year", "month" in "$115 per share", "$80m a year".
    pub per: Option<String>,
}

/// A percentage.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Percent {
    /// 20 for "20%".
    pub value: Decimal,
    /// The other end of a range.
    pub to: Option<Decimal>,
    /// How exact.
    pub qualifier: Qualifier,
}

/// A number of units.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Quantity {
    /// How many.
    pub value: Decimal,
    /// Of what, singular: "gigawatt", "chip".
    pub unit: String,
    /// How exact.
    pub qualifier: Qualifier,
}

/// A length of time, "five years", "two months".
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Duration {
    /// How many.
    pub count: Decimal,
    /// `year`, `quarter`, `month`, `week`, `day`, `hour`, `minute` or `second`.
    pub unit: String,
}

impl TimeSpan {
    /// The one date named, with nothing open.
    #[must_use]
    pub fn at(date: Date) -> Self {
        Self { from: Some(date.clone()), through: Some(date), edge: Edge::At, anchored: false }
    }

    /// The date that stands for the whole: the start if there is one, else the end.
    #[must_use]
    pub fn point(&self) -> Option<&Date> {
        self.from.as_ref().or(self.through.as_ref())
    }
}

impl Date {
    /// The first day it may mean; `None` for an odd EDTF.
    #[must_use]
    pub fn first_day(&self) -> Option<civil::Date> {
        match self {
            Self::Year(year) => civil::Date::new(*year, 1, 1).ok(),
            Self::Month(year, month) => civil::Date::new(*year, *month, 1).ok(),
            Self::Day(day) => Some(*day),
            Self::Edtf(text) => edtf_days(text).map(|(first, _)| first),
        }
    }

    /// The last day it may mean; `None` for an odd EDTF.
    #[must_use]
    pub fn last_day(&self) -> Option<civil::Date> {
        match self {
            Self::Year(year) => civil::Date::new(*year, 12, 31).ok(),
            Self::Month(year, month) => {
                civil::Date::new(*year, *month, 1).ok().map(civil::Date::last_of_month)
            }
            Self::Day(day) => Some(*day),
            Self::Edtf(text) => edtf_days(text).map(|(_, last)| last),
        }
    }

    /// Whether every day of `other` is a day of this date.
    #[must_use]
    pub fn contains(&self, other: &Self) -> bool {
        let days = |date: &Self| Some((date.first_day()?, date.last_day()?));
        match (days(self), days(other)) {
            (Some((a, b)), Some((c, d))) => a <= c && d <= b,
            _ => self == other,
        }
    }
}

/// First and last day of the EDTF this project writes: `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, seasons and quarters
/// (`YYYY-21` … `YYYY-24` seasons, `YYYY-33` … `YYYY-36` quarters, `YYYY-37` … `YYYY-39` thirds, `YYYY-40`, `YYYY-41`
/// half years), decades and centuries (`199X`, `19XX`), an interval `A/B`, and the marks `~`, `?`, `%`.
fn edtf_days(text: &str) -> Option<(civil::Date, civil::Date)> {
    if let Some((from, through)) = text.split_once('/') {
        return Some((edtf_days(from)?.0, edtf_days(through)?.1));
    }
    let plain = text.trim_end_matches(['~', '?', '%']);
    if let Some(digits) = plain.strip_suffix('X') {
        let (first, last) = (plain.replace('X', "0"), plain.replace('X', "9"));
        let years = Some((first.parse().ok()?, last.parse().ok()?)).filter(|_| !digits.contains('-'));
        return years.and_then(|(a, b)| Some((Date::Year(a).first_day()?, Date::Year(b).last_day()?)));
    }
    let mut parts = plain.split('-');
    let year: i16 = parts.next()?.parse().ok()?;
    let (Some(part), day) = (parts.next(), parts.next()) else {
        return Some((Date::Year(year).first_day()?, Date::Year(year).last_day()?));
    };
    let part: i8 = part.parse().ok()?;
    if let Some(day) = day {
        let day = civil::Date::new(year, part, day.parse().ok()?).ok()?;
        return Some((day, day));
    }
    let (first, months) = match part {
        1..=12 => (part, 1),
        21..=24 => ((part - 21) * 3 + 3, 3),
        33..=36 => ((part - 33) * 3 + 1, 3),
        37..=39 => ((part - 37) * 4 + 1, 4),
        40..=41 => ((part - 40) * 6 + 1, 6),
        _ => return None,
    };
    let start = civil::Date::new(year, first, 1).ok()?;
    let end = start.checked_add(jiff::Span::new().months(months)).ok()?;
    Some((start, end.checked_sub(jiff::Span::new().days(1)).ok()?))
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Day(day) => write!(f, "{day}"),
            Self::Edtf(text) => f.write_str(text),
        }
    }
}

impl Qualifier {
    /// As JSON Lines and IRIs write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::About => "about",
            Self::UpTo => "upTo",
            Self::AtLeast => "atLeast",
        }
    }
}
