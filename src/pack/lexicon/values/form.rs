//! The form of `data/lexicon/values.toml`, and how its words come to be looked up.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, MatchKind};
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::sense::{Currency, Glue, Part, Sense, Shift, Unit};
use super::{Classes, Phrase, ValueLexicon, pieces};
use crate::model::{Edge, Qualifier};

type Words = Vec<String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
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

impl File {
    pub(super) fn compile(mut self) -> ValueLexicon {
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

    fn phrases(self) -> FxHashMap<Box<str>, Vec<Phrase>> {
        let mut longest_first: Vec<_> = self.senses.into_iter().filter(|(key, _)| !key.is_empty()).collect();
        longest_first.sort_by_key(|(key, _)| std::cmp::Reverse(key.len()));
        let mut phrases: FxHashMap<Box<str>, Vec<Phrase>> = FxHashMap::default();
        for (mut key, senses) in longest_first {
            let rest = key.split_off(1);
            phrases.entry(key.remove(0)).or_default().push(Phrase { rest, senses });
        }
        phrases
    }
}
