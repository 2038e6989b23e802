//! What a word of time, money or number can mean.

use rust_decimal::Decimal;
use serde::Deserialize;

use crate::model::{Edge, Qualifier};

/// What a word of the lexicon can mean. A word may have several senses; the grammar around it decides.
#[derive(Clone, Debug, PartialEq)]
pub enum Sense {
    /// A month, from 1.
    Month(i8),
    /// A weekday, Monday is 1.
    Weekday(i8),
    /// A season in the Extended Date/Time Format: 21 is spring.
    Season(i8),
    /// A day counted from the dateline: 0 is "today".
    Today(i32),
    /// "now".
    Now,
    /// A feast with a fixed day: month and day.
    Holiday(i8, i8),
    /// A stretch of time.
    Unit(Unit),
    /// Which one, counted from the dateline.
    Shift(Shift),
    /// Which part of a stretch.
    Part(Part),
    /// How a time is bounded.
    Edge(Edge),
    /// A small word.
    Glue(Glue),
    /// Tells that a time without a year lies ahead (`true`) or behind.
    Forward(bool),
    /// "five".
    Cardinal(u32),
    /// "fifth".
    Ordinal(u32),
    /// "hundred".
    Hundred,
    /// A power of ten: "million" is 6.
    Magnitude(u32),
    /// A power of ten right after digits only: "bn".
    ShortMagnitude(u32),
    /// "half", "three quarters of a".
    Fraction(Decimal),
    /// "%", "percent".
    Percent,
    /// "up to", before an amount.
    Qualifier(Qualifier),
    /// "or more", after an amount.
    QualifierAfter(Qualifier),
    /// "annually": index into [`super::ValueLexicon::per`].
    Adverb(usize),
    /// "share", what an amount is counted by: index into [`super::ValueLexicon::per`].
    Per(usize),
    /// A symbol of a currency, written in one: index into [`super::ValueLexicon::currencies`].
    Symbol(usize),
    /// A symbol of a currency with white space in it.
    SpacedSymbol(usize),
    /// A code of a currency.
    Code(usize),
    /// A code with M for million before it: "MUSD".
    MillionCode(usize),
    /// A word for a currency.
    Currency(usize),
    /// A word for a currency's small coin.
    Minor(usize),
    /// The word is more often a plain word than this.
    Doubtful,
    /// A unit or thing counted: index into [`super::ValueLexicon::units`].
    Measure(usize),
    /// May not stand between a number and what is counted.
    Break,
}

/// A stretch of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the words say it")]
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
}

/// Which one, counted from the dateline: "this", "next", "last".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shift {
    /// "this week".
    This,
    /// "next week".
    Next,
    /// "the coming weeks", "upcoming Friday": the very next.
    Coming,
    /// "the following week": counted from the date named last.
    Following,
    /// "last week", "the previous week".
    Last,
    /// "the past week".
    Past,
    /// "the same week": that of the date named last.
    Same,
}

/// Which part of a stretch of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the words say it")]
pub enum Part {
    Start,
    Early,
    Mid,
    Late,
    End,
}

/// Small words by what they do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the lexicon's file lists their words")]
pub enum Glue {
    The,
    A,
    Of,
    In,
    On,
    At,
    AsOf,
    And,
    Or,
    Comma,
    To,
    Dash,
    Slash,
    Dot,
    Open,
    Close,
    From,
    By,
    Between,
    Starting,
    For,
    Within,
    Ago,
    Hence,
    Later,
    Earlier,
    After,
    Before,
    Each,
    Old,
    Fiscal,
    Calendar,
    QuarterMark,
    HalfMark,
    Business,
    Possessive,
    OrdinalEnding,
    DecadeEnding,
    CurrencyLike,
    #[serde(rename = "w-c")]
    WeekOf,
    Abbreviated,
    Vague,
    YearEnd,
    Season,
    /// After "may" as a verb.
    VerbAfter,
    ToDate,
    OrLater,
    /// Before the unit an amount is counted by: "per", "a", "each".
    Per,
}

/// A currency.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Currency {
    /// ISO 4217 code.
    pub code: String,
    #[serde(default)]
    pub(super) symbols: Vec<String>,
    #[serde(default)]
    pub(super) words: Vec<String>,
    #[serde(default)]
    pub(super) minor: Vec<String>,
    /// How many small coins make one unit.
    #[serde(default = "hundred")]
    pub minor_per: u32,
    /// Whether its code is also a plain word.
    #[serde(skip)]
    pub wordlike: bool,
}

const fn hundred() -> u32 {
    100
}
