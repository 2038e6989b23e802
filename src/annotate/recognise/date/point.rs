//! Single times: "April 27, 2026", "Q3", "late February", "next Tuesday", "two months ago", "the end of the decade".

mod calendar;
mod now;
mod part;
mod year;

use jiff::civil;

use super::clock::{self, Clock};
use crate::annotate::recognise::number::number;
use crate::annotate::recognise::scan::Scan;
use crate::model::{Date, Edge};
use crate::pack::lexicon::values::{Glue, Sense, Shift, Unit};

/// Reads single times.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    /// The sentence.
    pub scan: &'a Scan<'a>,
    /// What to count from.
    pub clock: &'a Clock,
    /// The year of times that name none, if the text around them says it.
    pub year: Option<i16>,
    /// Whether times without a year lie ahead, if the text around them tells.
    pub forward: Option<bool>,
}

/// A time that was read.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    /// Its first and last part (the same for a single date); `None` if there is nothing to count it from.
    pub time: Option<(Date, Date)>,
    /// Whether the year was not written but counted.
    pub anchored: bool,
    /// For "the end of 2026" the 2026: what is bounded by it ends with that.
    pub end_of: Option<Date>,
    /// Index after it.
    pub next: usize,
}

impl Found {
    pub(super) fn new(time: Option<(Date, Date)>, anchored: bool, next: usize) -> Self {
        Self { time, anchored, end_of: None, next }
    }

    fn written(date: Option<Date>, next: usize) -> Self {
        Self::new(date.map(|date| (date.clone(), date)), false, next)
    }

    /// Its last part, taken as a bound.
    pub(super) fn bound(&self) -> Option<Date> {
        self.end_of.clone().or_else(|| self.time.as_ref().map(|(_, through)| through.clone()))
    }

    fn counted(date: Option<Date>, next: usize) -> Self {
        Self { anchored: true, ..Self::written(date, next) }
    }

    /// First and last day.
    pub(super) fn days(&self) -> Option<(civil::Date, civil::Date)> {
        let (from, through) = self.time.as_ref()?;
        Some((from.first_day()?, through.last_day()?))
    }
}

type Read = Option<Found>;

impl Reader<'_> {
    /// The longest time at `at`.
    pub(super) fn point(&self, at: usize) -> Read {
        let readers: [fn(&Self, usize) -> Read; 13] = [
            Self::numeric,
            Self::calendar_day,
            Self::of_weekday,
            Self::quarter_or_half,
            Self::nth_of,
            Self::part,
            Self::year_like,
            Self::decade_or_century,
            Self::shifted,
            Self::offset,
            Self::today,
            Self::season,
            Self::week_of,
        ];
        let mut best: Read = None;
        for read in readers {
            if let Some(found) = read(self, at)
                && best.as_ref().is_none_or(|best| best.next < found.next)
            {
                best = Some(found);
            }
        }
        let article = self.scan.glue(at, Glue::The);
        best.or_else(|| article.and_then(|at| self.point(at)))
    }

    fn month(&self, at: usize) -> Option<(i8, usize)> {
        self.scan.read(at, |sense| if let Sense::Month(month) = sense { Some(*month) } else { None })
    }

    fn weekday(&self, at: usize) -> Option<(i8, usize)> {
        self.scan.read(at, |sense| if let Sense::Weekday(day) = sense { Some(*day) } else { None })
    }

    fn season_word(&self, at: usize) -> Option<(i8, usize)> {
        self.scan.read(at, |sense| if let Sense::Season(season) = sense { Some(*season) } else { None })
    }

    fn unit(&self, at: usize) -> Option<(Unit, usize)> {
        self.scan.read(at, |sense| if let Sense::Unit(unit) = sense { Some(*unit) } else { None })
    }

    fn shift(&self, at: usize) -> Option<(Shift, usize)> {
        self.scan.read(at, |sense| if let Sense::Shift(shift) = sense { Some(*shift) } else { None })
    }

    fn doubtful(&self, at: usize) -> bool {
        self.scan.is(at, &Sense::Doubtful).is_some()
    }

    /// Whether the word before `at` makes a time likely: "in", "since", "last", "early", "from".
    fn led(&self, at: usize) -> bool {
        let leads = |sense: &Sense| {
            let lead = matches!(
                sense,
                Sense::Edge(Edge::Since | Edge::Through | Edge::By | Edge::After)
                    | Sense::Shift(_)
                    | Sense::Part(_)
                    | Sense::Weekday(_)
                    | Sense::Glue(
                        Glue::In | Glue::On | Glue::From | Glue::Between | Glue::To | Glue::Starting
                    )
            );
            lead.then_some(())
        };
        self.scan.read_before(at, leads).is_some()
            || self.scan.glue_before(at, Glue::The)
                && at > 1
                && self.scan.read_before(at - 1, leads).is_some()
    }

    /// Whether a word follows that makes "may" a verb: "in may be", unlikely as it is.
    fn modal(&self, at: usize) -> bool {
        self.scan.glue(at, Glue::VerbAfter).is_some()
    }
}

fn day(year: u32, month: u32, number: u32) -> Option<civil::Date> {
    let (year, month, number) =
        (i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(number).ok()?);
    civil::Date::new(year, month, number).ok()
}

fn part_of_year(year: i16, number: i8, unit: Unit) -> Option<Date> {
    match unit {
        Unit::Quarter if (1..=4).contains(&number) => Some(clock::quarter(year, number)),
        Unit::Half if (1..=2).contains(&number) => Some(clock::half(year, number)),
        _ => None,
    }
}

fn small_count(scan: &Scan, at: usize) -> Option<(i32, usize)> {
    let found = number(scan, at, false).filter(|number| number.power == 0 && number.value.scale() == 0)?;
    let count = i32::try_from(found.value.mantissa()).ok().filter(|count| (1..1000).contains(count))?;
    Some((count, found.next))
}
