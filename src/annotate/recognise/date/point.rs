//! Single times: "April 27, 2026", "Q3", "late February", "next Tuesday", "two months ago", "the end of the decade".

use jiff::civil;
use rust_decimal::Decimal;

use super::clock::{self, Clock, as_exact_as, interval, moved, plus_days, unit_at};
use crate::annotate::recognise::number::{number, ordinal, small_words};
use crate::annotate::recognise::scan::Scan;
use crate::model::{Date, Edge};
use crate::pack::lexicon::values::{Glue, Part, Sense, Shift, Unit};

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

    // ---- Days of the calendar ----

    /// "2026-04-27", "4/27/2026", "27.4.2026", "05-Aug-2016", "2015-03", "20260427".
    fn numeric(&self, at: usize) -> Read {
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

    fn separator(&self, at: usize) -> Option<char> {
        let text = self.scan.word(at)?.text;
        ["-", "/", "."].contains(&text).then(|| text.chars().next())?
    }

    /// "April 27, 2026", "27 April", "Tue 2 Mar 2021", "Friday (October 17)", "April 2026", "April", "Christmas 2025".
    fn calendar_day(&self, at: usize) -> Read {
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
    pub(super) fn day_number(&self, at: usize) -> Option<(u32, usize)> {
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
    fn yearless(&self, _at: usize, of_year: impl Fn(i16) -> Option<Date>) -> Option<Date> {
        match self.year {
            Some(year) => of_year(year),
            None => self.clock.of_some_year(self.forward, of_year),
        }
    }

    fn inherit(&self, date: Option<Date>, next: usize) -> Found {
        if self.year.is_some() { Found::written(date, next) } else { Found::counted(date, next) }
    }

    // ---- Years ----

    /// ", 2026", " 2026", " of 2026", " in 2026", " '26".
    fn year_after(&self, at: usize) -> Option<(i16, usize)> {
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
    pub(super) fn year_number(&self, at: usize) -> Option<(i16, usize)> {
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
    fn year_like(&self, at: usize) -> Read {
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
    fn decade_or_century(&self, at: usize) -> Read {
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

    // ---- Parts of years ----

    /// "Q3 2026", "2026 Q3", "Q3", "H2 2026", "3Q25", "the third quarter of 2026", "the second half of fiscal 2020".
    fn quarter_or_half(&self, at: usize) -> Read {
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

    fn fiscal(&self, at: usize) -> bool {
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
    fn nth_of(&self, at: usize) -> Read {
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
    fn week_of(&self, at: usize) -> Read {
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
    fn part(&self, at: usize) -> Read {
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

    fn season(&self, at: usize) -> Read {
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

    // ---- Counted from now ----

    /// "today", "tomorrow", "now".
    fn today(&self, at: usize) -> Read {
        let (days, next) = self.scan.read(at, |s| if let Sense::Today(d) = s { Some(*d) } else { None })?;
        Some(Found::counted(self.clock.published.and_then(|now| plus_days(now, days)).map(Date::Day), next))
    }

    /// "Wednesday", "last Tuesday", "Monday next week", "next week Monday", "Tuesday the 11th".
    fn of_weekday(&self, at: usize) -> Read {
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
    fn shifted(&self, at: usize) -> Read {
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
    fn offset(&self, at: usize) -> Read {
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
    pub(super) fn lengths(&self, at: usize) -> Option<(Vec<(Decimal, Unit)>, usize)> {
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
    pub(super) fn about(&self, at: usize) -> usize {
        self.scan.read(at, |s| matches!(s, Sense::Qualifier(_)).then_some(())).map_or(at, |((), next)| next)
    }

    // ---- Words ----

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

fn day(year: u32, month: u32, number: u32) -> Option<civil::Date> {
    let (year, month, number) =
        (i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(number).ok()?);
    civil::Date::new(year, month, number).ok()
}

fn ymd(year: i16, month: i8, number: u32) -> Option<Date> {
    civil::Date::new(year, month, i8::try_from(number).ok()?).ok().map(Date::Day)
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

fn weekday_from(now: civil::Date, weekday: i8, step: i32, today_counts: bool) -> Option<Date> {
    let mut days = (i32::from(!today_counts)..8).filter_map(|days| plus_days(now, days * step));
    days.find(|day| day.weekday().to_monday_one_offset() == weekday).map(Date::Day)
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
