//! `data/lexicon/values.toml`: the words of time, money and number, ready to be looked up.

use std::collections::{BTreeMap, HashMap};

use aho_corasick::{AhoCorasick, MatchKind};
use rust_decimal::Decimal;
use serde::Deserialize;

use crate::model::{Diagnostic, Edge, Qualifier, Span};
use crate::pack::Files;

const FILE: &str = "data/lexicon/values.toml";

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
    /// "annually": index into [`ValueLexicon::per`].
    Adverb(usize),
    /// "share", what an amount is counted by: index into [`ValueLexicon::per`].
    Per(usize),
    /// A symbol of a currency, written in one: index into [`ValueLexicon::currencies`].
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
    /// A unit or thing counted: index into [`ValueLexicon::units`].
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
    symbols: Vec<String>,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    minor: Vec<String>,
    /// How many small coins make one unit.
    #[serde(default = "hundred")]
    pub minor_per: u32,
    /// Whether its code is also a plain word.
    #[serde(skip)]
    pub wordlike: bool,
}

/// The classes that mentions of values get, as the ontology's prefixed names.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the words say it")]
pub struct Classes {
    pub date: String,
    pub duration: String,
    pub money: String,
    pub percent: String,
    pub quantity: String,
}

/// The words of time, money and number.
#[derive(Debug)]
pub struct ValueLexicon {
    /// The classes that mentions get.
    pub classes: Classes,
    /// All currencies.
    pub currencies: Vec<Currency>,
    /// Names of units, in the singular.
    pub units: Vec<String>,
    /// What an amount can be counted by: "share", "year".
    pub per: Vec<String>,
    /// Phrases by their first piece in lower case, the longest first.
    phrases: HashMap<Box<str>, Vec<Phrase>>,
    /// Finds out whether a text can hold a value at all.
    triggers: AhoCorasick,
}

/// A word or phrase: the pieces after the first, in lower case, and what it can mean.
#[derive(Debug)]
pub struct Phrase {
    /// The pieces after the first.
    pub rest: Vec<Box<str>>,
    /// What it can mean.
    pub senses: Vec<Sense>,
}

impl ValueLexicon {
    /// Reads `data/lexicon/values.toml`.
    ///
    /// # Errors
    /// If the file is missing or does not have the form it should have.
    pub fn load(files: &Files) -> Result<Self, Diagnostic> {
        let file = files.get(FILE).ok_or_else(|| {
            Diagnostic::error("the words of time and money are missing").in_file(FILE).hint(
                "a pack without this file takes that of the default pack; was it built without its data?",
            )
        })?;
        Ok(file.toml::<Toml>()?.compile())
    }

    /// Whether `text` holds a digit, a sign or a word that every value has at least one of.
    #[must_use]
    pub fn may_hold_value(&self, text: &str) -> bool {
        let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        self.triggers.find_iter(text).any(|found| {
            let (before, inside, after) =
                (&text[..found.start()], &text[found.range()], &text[found.end()..]);
            let cut = |a: &str, b: &str| letter(a.chars().next_back()) && letter(b.chars().next());
            !cut(before, inside) && !cut(inside, after)
        })
    }

    /// The phrases whose first piece is `piece` in lower case, the longest first.
    #[must_use]
    pub fn phrases(&self, piece: &str) -> &[Phrase] {
        self.phrases.get(piece).map_or(&[], Vec::as_slice)
    }
}

/// Cuts text into pieces: runs of letters, numbers with their separators, single signs; no white space.
pub fn pieces(text: &str) -> impl Iterator<Item = Span> {
    let mut at = 0;
    std::iter::from_fn(move || {
        at += text[at..].len() - text[at..].trim_start().len();
        let rest = &text[at..];
        let first = rest.chars().next()?;
        let len = if first.is_ascii_digit() {
            number_len(rest.as_bytes())
        } else if first.is_alphabetic() {
            rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let span = Span::new(at, at + len);
        at += len;
        Some(span)
    })
}

/// How many bytes the number at the start of `text` takes: "1,250.5" but of "1.2.2026" and "3, 4" only the first digits.
fn number_len(text: &[u8]) -> usize {
    let run = |from: usize| text[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut len = run(0);
    let mut whole = len;
    while text.get(whole) == Some(&b',') && matches!(run(whole + 1), 2 | 3) {
        whole += 1 + run(whole + 1);
        if text[whole - 4] == b',' {
            len = whole;
        }
    }
    let decimals = if text.get(len) == Some(&b'.') { run(len + 1) } else { 0 };
    let after = len + 1 + decimals;
    let goes_on = text.get(after) == Some(&b'.') && text.get(after + 1).is_some_and(u8::is_ascii_digit);
    if decimals > 0 && !goes_on { after } else { len }
}

const fn hundred() -> u32 {
    100
}

type Words = Vec<String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Toml {
    class: Classes,
    time: Time,
    number: Number,
    unit: Vec<UnitOf>,
    counted: Counted,
    currencies: Currencies,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Time {
    months: Vec<Words>,
    weekdays: Vec<Words>,
    seasons: Vec<Words>,
    doubtful: Words,
    today: Vec<Today>,
    now: Words,
    holidays: Vec<Holiday>,
    units: BTreeMap<Unit, Words>,
    shifts: BTreeMap<Shift, Words>,
    parts: BTreeMap<Part, Words>,
    edges: Edges,
    glue: BTreeMap<Glue, Words>,
    direction: Direction,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Today {
    days: i32,
    words: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Holiday {
    month: i8,
    day: i8,
    words: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Edges {
    since: Words,
    through: Words,
    by: Words,
    after: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Direction {
    forward: Words,
    backward: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Number {
    cardinals: Words,
    tens: Words,
    ordinals: Words,
    thirtieth: Words,
    hundred: Words,
    magnitudes: Vec<MagnitudeOf>,
    short_magnitudes: Vec<MagnitudeOf>,
    fractions: Vec<FractionOf>,
    percent: Words,
    qualifiers: Qualifiers,
    after: Qualifiers,
    per: PerWords,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MagnitudeOf {
    power: u32,
    words: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FractionOf {
    percent: i64,
    words: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Qualifiers {
    up_to: Words,
    at_least: Words,
    about: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PerWords {
    by: Words,
    annually: BTreeMap<String, Words>,
    units: BTreeMap<String, Words>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitOf {
    name: String,
    words: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Counted {
    regular: Words,
    given: Vec<UnitOf>,
    breaks: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Currencies {
    wordlike: Words,
    doubtful: Words,
    list: Vec<Currency>,
}

impl Toml {
    fn compile(mut self) -> ValueLexicon {
        for currency in &mut self.currencies.list {
            currency.wordlike = self.currencies.wordlike.contains(&currency.code);
        }
        let mut builder = Builder::default();
        self.time.compile(&mut builder);
        let per = self.number.compile(&mut builder);
        self.currencies.compile(&mut builder);
        let units = compile_units(&self.unit, &self.counted, &mut builder);
        let triggers = builder.triggers();
        ValueLexicon {
            classes: self.class,
            currencies: self.currencies.list,
            units,
            per,
            phrases: builder.phrases(),
            triggers,
        }
    }
}

impl Time {
    fn compile(&self, builder: &mut Builder) {
        for (number, words) in (1..).zip(&self.months) {
            builder.trigger(words, &Sense::Month(number));
        }
        for (number, words) in (1..).zip(&self.weekdays) {
            builder.trigger(words, &Sense::Weekday(number));
        }
        for (number, words) in (21..).zip(&self.seasons) {
            builder.trigger(words, &Sense::Season(number));
        }
        builder.add(&self.doubtful, &Sense::Doubtful);
        for today in &self.today {
            builder.trigger(&today.words, &Sense::Today(today.days));
        }
        builder.add(&self.now, &Sense::Now);
        for holiday in &self.holidays {
            builder.trigger(&holiday.words, &Sense::Holiday(holiday.month, holiday.day));
        }
        for (&unit, words) in &self.units {
            builder.trigger(words, &Sense::Unit(unit));
        }
        for (&shift, words) in &self.shifts {
            builder.add(words, &Sense::Shift(shift));
        }
        for (&part, words) in &self.parts {
            builder.add(words, &Sense::Part(part));
        }
        builder.add(&self.edges.since, &Sense::Edge(Edge::Since));
        builder.add(&self.edges.through, &Sense::Edge(Edge::Through));
        builder.add(&self.edges.by, &Sense::Edge(Edge::By));
        builder.add(&self.edges.after, &Sense::Edge(Edge::After));
        for (&glue, words) in &self.glue {
            builder.add(words, &Sense::Glue(glue));
            if matches!(glue, Glue::YearEnd | Glue::ToDate) {
                builder.triggers.extend(words.iter().cloned());
            }
        }
        builder.add(&self.direction.forward, &Sense::Forward(true));
        builder.add(&self.direction.backward, &Sense::Forward(false));
    }
}

impl Number {
    /// Returns the names of what amounts are counted by.
    fn compile(&self, builder: &mut Builder) -> Vec<String> {
        for (number, word) in (0..).zip(&self.cardinals) {
            builder.trigger([word], &Sense::Cardinal(number));
        }
        for (ten, word) in (2..).zip(&self.tens) {
            builder.trigger([word], &Sense::Cardinal(ten * 10));
        }
        for (number, word) in (1..).zip(&self.ordinals) {
            builder.trigger([word], &Sense::Ordinal(number));
        }
        builder.add(&self.thirtieth, &Sense::Ordinal(30));
        builder.trigger(&self.hundred, &Sense::Hundred);
        for magnitude in &self.magnitudes {
            builder.trigger(&magnitude.words, &Sense::Magnitude(magnitude.power));
        }
        for magnitude in &self.short_magnitudes {
            builder.add(&magnitude.words, &Sense::ShortMagnitude(magnitude.power));
        }
        for fraction in &self.fractions {
            builder.trigger(&fraction.words, &Sense::Fraction(Decimal::new(fraction.percent, 2)));
        }
        builder.add(&self.percent, &Sense::Percent);
        for (before, after, qualifier) in [
            (&self.qualifiers.up_to, &self.after.up_to, Qualifier::UpTo),
            (&self.qualifiers.at_least, &self.after.at_least, Qualifier::AtLeast),
            (&self.qualifiers.about, &self.after.about, Qualifier::About),
        ] {
            builder.add(before, &Sense::Qualifier(qualifier));
            builder.add(after, &Sense::QualifierAfter(qualifier));
        }
        builder.add(&self.per.by, &Sense::Glue(Glue::Per));
        let names: Vec<_> = self.per.units.keys().cloned().collect();
        for (index, name) in names.iter().enumerate() {
            builder.add(&self.per.units[name], &Sense::Per(index));
            builder.add(self.per.annually.get(name).into_iter().flatten(), &Sense::Adverb(index));
        }
        names
    }
}

impl Currencies {
    fn compile(&self, builder: &mut Builder) {
        for (index, currency) in self.list.iter().enumerate() {
            for symbol in &currency.symbols {
                let spaced = symbol.contains(' ');
                builder
                    .add([symbol], &if spaced { Sense::SpacedSymbol(index) } else { Sense::Symbol(index) });
            }
            builder.add([&currency.code], &Sense::Code(index));
            builder.add([&format!("M{}", currency.code)], &Sense::MillionCode(index));
            for (words, sense) in
                [(&currency.words, Sense::Currency(index)), (&currency.minor, Sense::Minor(index))]
            {
                builder.add(words, &sense);
                builder.add(words.iter().map(|word| format!("{word}s")), &sense);
            }
        }
        builder.add(&self.doubtful, &Sense::Doubtful);
    }
}

/// Returns the names of the units.
fn compile_units(units: &[UnitOf], counted: &Counted, builder: &mut Builder) -> Vec<String> {
    let mut names = Vec::new();
    for unit in units.iter().chain(&counted.given) {
        builder.add(&unit.words, &Sense::Measure(names.len()));
        names.push(unit.name.clone());
    }
    for word in &counted.regular {
        let sense = Sense::Measure(names.len());
        builder.add([word], &sense);
        builder.add([&plural(word)], &sense);
        names.push(word.clone());
    }
    builder.add(&counted.breaks, &Sense::Break);
    names
}

/// The plural of an English noun by the usual rule.
fn plural(word: &str) -> String {
    let vowel_y = ["ay", "ey", "oy", "uy"].iter().any(|end| word.ends_with(end));
    if word.ends_with('y') && !vowel_y {
        format!("{}ies", &word[..word.len() - 1])
    } else if ["s", "x", "ch", "sh"].iter().any(|end| word.ends_with(end)) {
        format!("{word}es")
    } else {
        format!("{word}s")
    }
}

/// Collects phrases and what they mean.
#[derive(Default)]
struct Builder {
    senses: BTreeMap<Vec<Box<str>>, Vec<Sense>>,
    triggers: Vec<String>,
}

impl Builder {
    fn add<W: AsRef<str>>(&mut self, words: impl IntoIterator<Item = W>, sense: &Sense) {
        for word in words {
            let lower = word.as_ref().to_lowercase();
            let key: Vec<Box<str>> = pieces(&lower).map(|span| span.of(&lower).into()).collect();
            let senses = self.senses.entry(key).or_default();
            if !senses.contains(sense) {
                senses.push(sense.clone());
            }
        }
    }

    /// Adds words that a text must have for a value without digits to be in it.
    fn trigger<W: AsRef<str>>(&mut self, words: impl IntoIterator<Item = W>, sense: &Sense) {
        for word in words {
            self.add([word.as_ref()], sense);
            self.triggers.push(word.as_ref().to_owned());
        }
    }

    fn triggers(&self) -> AhoCorasick {
        let digits = (0..10).map(|digit| digit.to_string());
        AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostLongest)
            .build(self.triggers.iter().cloned().chain(digits))
            .expect("a word list is far below the limits of the automaton")
    }

    fn phrases(self) -> HashMap<Box<str>, Vec<Phrase>> {
        let mut longest_first: Vec<_> = self.senses.into_iter().filter(|(key, _)| !key.is_empty()).collect();
        longest_first.sort_by_key(|(key, _)| std::cmp::Reverse(key.len()));
        let mut phrases: HashMap<Box<str>, Vec<Phrase>> = HashMap::new();
        for (mut key, senses) in longest_first {
            let rest = key.split_off(1);
            phrases.entry(key.remove(0)).or_default().push(Phrase { rest, senses });
        }
        phrases
    }
}
