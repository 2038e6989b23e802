//! When a claim answers a fact of a gold set: `data/scoring/deals.toml`, or `scoring.toml` of the set.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde_json::{Map, Value};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::gold::Fact;
use crate::model::Diagnostic;
use crate::pack::Files;

const PATH: &str = "data/scoring/deals.toml";
/// Amounts are the same up to this part of them: 2.67 billion is reported as 2.7.
const TOLERANCE: f64 = 0.011;
/// Of more parties than these, two are enough.
const ALL_OF: usize = 3;
const ENOUGH: usize = 2;
/// A shorter name is the same only as a whole.
const PART: usize = 4;

/// How claims are compared with facts.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scoring {
    names: Renamed,
    keys: BTreeMap<String, Vec<String>>,
    #[serde(default, rename = "family")]
    families: Vec<Family>,
    agree: Agree,
    words: Words,
    same: Same,
}

/// What gold sets call kinds and roles.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Renamed {
    /// From the graph's name to the gold set's.
    kinds: BTreeMap<String, String>,
    /// From the gold set's name to the graph's.
    roles: BTreeMap<String, String>,
}

/// Kinds that are not told apart.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Family {
    kinds: BTreeSet<String>,
    /// The roles of those who take part; if there are any, the roles of the claim do not matter.
    #[serde(default)]
    parties: Vec<String>,
}

/// What must agree beside the key.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Agree {
    amounts: Vec<String>,
    flags: Vec<String>,
    dates: Vec<String>,
    instead: BTreeMap<String, String>,
    status: String,
    ended: BTreeSet<String>,
}

/// How sentences and free words are compared.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    roles: BTreeSet<String>,
    shortest: usize,
    shared: usize,
}

/// When two names are the same.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Same {
    without: BTreeSet<String>,
    alias: BTreeMap<String, String>,
}

/// How far a claim agrees with a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// Another kind.
    Kind,
    /// Of the kind; who or what is another.
    Role,
    /// Of the same; an amount, a date, a yes or no is another, or one of both is denied.
    Value,
    /// It answers the fact.
    Whole,
}

impl Scoring {
    /// The pack's rules.
    ///
    /// # Errors
    /// If the file is missing or not of this form.
    pub fn load(files: &Files) -> Result<Self, Diagnostic> {
        files.toml(PATH)
    }

    /// The kinds that have a key.
    pub fn kinds(&self) -> impl Iterator<Item = &str> {
        self.keys.keys().map(String::as_str)
    }

    /// What gold sets call the kind of a claim.
    #[must_use]
    pub fn kind_of(&self, line: &Value) -> String {
        let kind = line["kind"].as_str().unwrap_or_default();
        self.names.kinds.get(kind).map_or(kind, String::as_str).to_owned()
    }

    /// How far a claim, written as in JSON Lines, agrees with a fact.
    #[must_use]
    pub fn compare(&self, fact: &Fact, line: &Value) -> Likeness {
        let said = self.kind_of(line);
        let accepted = fact.accepted("kind").iter().filter_map(Value::as_str);
        if !std::iter::once(fact.kind.as_str()).chain(accepted).any(|kind| self.same_kind(kind, &said)) {
            return Likeness::Kind;
        }
        let empty = Map::new();
        let roles = line["roles"].as_object().unwrap_or(&empty);
        let denied = fact.is_denied() != (line["modality"] == "denied");
        let whole = if denied { Likeness::Value } else { Likeness::Whole };
        if said != fact.kind
            && let Some(parties) = self.party_roles(&fact.kind, &said)
        {
            let who = self.all_found(fact, roles, parties);
            return if who { whole } else { Likeness::Role };
        }
        if !self.keys_of(fact).iter().all(|role| self.key_agrees(fact, role, roles)) {
            Likeness::Role
        } else if !self.values_agree(&fact.args, roles) {
            Likeness::Value
        } else {
            whole
        }
    }

    /// Whether two texts are about the same sentence: they share most of their longer words.
    #[must_use]
    pub fn same_sentence(&self, found: &str, gold: &str) -> bool {
        let (found, gold) = (self.content(found), self.content(gold));
        found.intersection(&gold).count() >= self.words.shared.min(gold.len())
    }

    /// The names that fill the key roles of a fact, and whether they are names rather than amounts or free words.
    pub fn key_names<'a>(&'a self, fact: &'a Fact) -> impl Iterator<Item = &'a str> {
        let roles = self.keys_of(fact).into_iter().filter(|role| !self.words.roles.contains(*role));
        roles.filter_map(|role| fact.args.get(role)).flat_map(list).filter_map(Value::as_str)
    }

    /// Whether two names are of the same thing.
    #[must_use]
    pub fn same_name(&self, a: &str, b: &str) -> bool {
        let (a, b) = (self.plain(a), self.plain(b));
        let part = a.chars().count() >= PART && b.chars().count() >= PART && (holds(&a, &b) || holds(&b, &a));
        !a.is_empty() && !b.is_empty() && (a == b || part)
    }

    fn same_kind(&self, a: &str, b: &str) -> bool {
        a == b || self.families.iter().any(|family| family.kinds.contains(a) && family.kinds.contains(b))
    }

    /// The roles of those who take part, if they are all that matters between these two kinds.
    fn party_roles(&self, a: &str, b: &str) -> Option<&[String]> {
        let loose = |kind: &str| {
            self.families.iter().find(|family| !family.parties.is_empty() && family.kinds.contains(kind))
        };
        loose(b).and(loose(a)).map(|family| family.parties.as_slice())
    }

    fn all_found(&self, fact: &Fact, roles: &Map<String, Value>, parties: &[String]) -> bool {
        let said: Vec<Value> = roles.values().flat_map(values).collect();
        let mut wanted = parties.iter().filter_map(|role| fact.args.get(role)).flat_map(list).peekable();
        wanted.peek().is_some() && wanted.all(|name| said.iter().any(|other| self.same(name, other)))
    }

    fn keys_of<'a>(&'a self, fact: &'a Fact) -> Vec<&'a str> {
        self.keys.get(&fact.kind).map_or_else(
            || fact.args.keys().take(2).map(String::as_str).collect(),
            |roles| roles.iter().map(String::as_str).collect(),
        )
    }

    fn key_agrees(&self, fact: &Fact, role: &str, roles: &Map<String, Value>) -> bool {
        let Some(wanted) = fact.args.get(role).filter(|value| !value.is_null()) else { return true };
        let said = self.filler(roles, role);
        self.slot_agrees(wanted, said)
            || fact.accepted(role).iter().any(|other| self.slot_agrees(other, said))
    }

    fn values_agree(&self, args: &Map<String, Value>, roles: &Map<String, Value>) -> bool {
        let both = |role: &str| {
            let wanted = args.get(role).filter(|value| is_given(value))?;
            Some((wanted, self.filler(roles, role).filter(|value| is_given(value))?))
        };
        let amounts = self.agree.amounts.iter().filter_map(|role| both(role));
        let flags = self.agree.flags.iter().filter_map(|role| flag_pair(args.get(role), roles.get(role)));
        let dates = self.agree.dates.iter().all(|role| {
            let other = || self.agree.instead.get(role).and_then(|other| roles.get(other));
            let said = self.filler(roles, role).filter(|value| is_given(value)).or_else(other);
            dates_agree(args.get(role), said)
        });
        let ended = |value: &Value| {
            let first = values(value).into_iter().next()?;
            Some(self.agree.ended.contains(&shown(&first).to_lowercase()))
        };
        let status = self.agree.status.as_str();
        let states = (args.get(status).and_then(ended), self.filler(roles, status).and_then(ended));
        amounts.into_iter().all(|(wanted, said)| self.slot_agrees(wanted, Some(said)))
            && flags.into_iter().all(|(wanted, said)| wanted == said)
            && dates
            && !matches!(states, (Some(wanted), Some(said)) if wanted != said)
    }

    /// The filler of a role under the gold set's name or the graph's.
    fn filler<'a>(&self, roles: &'a Map<String, Value>, role: &str) -> Option<&'a Value> {
        let other = |role: &str| {
            let forth = self.names.roles.get(role).map(String::as_str);
            let back =
                || self.names.roles.iter().find(|(_, graph)| *graph == role).map(|(gold, _)| gold.as_str());
            forth.or_else(back).map(str::to_owned)
        };
        roles.get(role).or_else(|| roles.get(&other(role)?))
    }

    /// Whether every filler that is wanted is there; one of several amounts is enough.
    fn slot_agrees(&self, wanted: &Value, said: Option<&Value>) -> bool {
        let (wanted, said) = (values(wanted), said.map(values).unwrap_or_default());
        if wanted.is_empty() || said.is_empty() {
            return wanted.is_empty();
        }
        let numbers: Vec<f64> = wanted.iter().filter_map(Value::as_f64).collect();
        if !numbers.is_empty() {
            let near = |a: f64, b: f64| (b - a).abs() <= TOLERANCE * a.abs();
            return said.iter().filter_map(Value::as_f64).any(|b| numbers.iter().any(|&a| near(a, b)));
        }
        let found = |name: &&Value| said.iter().any(|other| self.same(name, other));
        let hits = wanted.iter().filter(found).count();
        if wanted.len() <= ALL_OF { hits == wanted.len() } else { hits >= ENOUGH }
    }

    fn same(&self, a: &Value, b: &Value) -> bool {
        self.same_name(&shown(a), &shown(b))
    }

    /// The longer words of a text.
    fn content(&self, text: &str) -> BTreeSet<String> {
        let long = |word: &&str| word.chars().count() >= self.words.shortest;
        self.plain(text).split_whitespace().filter(long).map(str::to_owned).collect()
    }

    /// A name in lower case, without accents, punctuation, possessive and legal form; or what it is an alias of.
    fn plain(&self, name: &str) -> String {
        let letters: String = name.nfkd().filter(|&c| !is_combining_mark(c)).collect();
        let lower = letters.to_lowercase().replace('’', "'");
        let mut plain = String::with_capacity(lower.len());
        for word in without_possessives(&lower).split_inclusive(|c: char| !c.is_ascii_alphanumeric()) {
            let (word, mark) = match word.char_indices().next_back() {
                Some((at, mark)) if !mark.is_ascii_alphanumeric() => (&word[..at], Some(mark)),
                _ => (word, None),
            };
            plain.push_str(if self.same.without.contains(word) { " " } else { word });
            plain.extend(mark.map(|mark| if matches!(mark, '.' | '+') { mark } else { ' ' }));
        }
        let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
        let plain = plain.trim_matches([' ', '.']);
        self.same.alias.get(plain).map_or(plain, String::as_str).to_owned()
    }
}

fn without_possessives(text: &str) -> String {
    let mut parts = text.split("'s");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        if part.starts_with(|c: char| c.is_alphanumeric() || c == '_') {
            out.push_str("'s");
        }
        out.push_str(part);
    }
    out
}

/// Whether `part` stands in `whole` with no letter or digit beside it.
fn holds(whole: &str, part: &str) -> bool {
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    whole.match_indices(part).any(|(at, _)| {
        let (before, after) = (whole[..at].chars().next_back(), whole[at + part.len()..].chars().next());
        word(before) != word(part.chars().next()) && word(after) != word(part.chars().next_back())
    })
}

fn list(value: &Value) -> &[Value] {
    match value {
        Value::Null => &[],
        Value::Array(several) => several,
        one => std::slice::from_ref(one),
    }
}

/// Fillers, an amount as its number.
fn values(value: &Value) -> Vec<Value> {
    list(value).iter().map(|filler| filler.get("value").unwrap_or(filler).clone()).collect()
}

fn is_given(value: &Value) -> bool {
    match value {
        Value::Array(several) => !several.is_empty(),
        Value::String(text) => !text.is_empty(),
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::Bool(flag) => *flag,
        Value::Null => false,
        Value::Object(fields) => !fields.is_empty(),
    }
}

fn shown(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn flag_pair(wanted: Option<&Value>, said: Option<&Value>) -> Option<(bool, bool)> {
    let wanted = list(wanted?).first()?.as_bool()?;
    let said = shown(list(said?).first()?).to_lowercase() == "true";
    Some((wanted, said))
}

/// Whether one of the dates wanted and one of those said are the same, one of them maybe less exact.
fn dates_agree(wanted: Option<&Value>, said: Option<&Value>) -> bool {
    let dates = |value: Option<&Value>| -> Vec<String> {
        value.map(values).unwrap_or_default().iter().filter(|value| is_given(value)).map(shown).collect()
    };
    let (wanted, said) = (dates(wanted), dates(said));
    let alike = |a: &str, b: &str| a.starts_with(b) || b.starts_with(a);
    wanted.is_empty() || said.is_empty() || wanted.iter().any(|a| said.iter().any(|b| alike(a, b)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn scoring() -> Scoring {
        Scoring::load(&Files::embedded()).unwrap()
    }

    fn likeness(fact: &Value, line: &Value) -> Likeness {
        scoring().compare(&serde_json::from_value(fact.clone()).unwrap(), line)
    }

    #[test]
    fn names_are_the_same_without_case_form_and_accents() {
        let scoring = scoring();
        assert!(scoring.same_name("Lumen, Inc.", "LUMEN"));
        assert!(scoring.same_name("Crédit Lumen’s", "Credit Lumen"));
        assert!(scoring.same_name("AWS", "Amazon Web Services"));
        assert!(scoring.same_name("Brightwater", "Brightwater Foods"));
        assert!(!scoring.same_name("Bright", "Brightwater"));
        assert!(!scoring.same_name("The Company", "Lumen"));
    }

    #[test]
    fn a_claim_agrees_step_by_step() {
        let fact = json!({"kind": "investment", "args": {
            "investor": "Lumen", "investee": "Brightwater", "amount": {"value": 2_670_000_000_i64, "currency": "USD"},
            "date": "2026-04"}});
        let line = |investor: &str, amount: i64, date: &str| {
            json!({"kind": "investment", "modality": "asserted", "roles": {"investor": [investor],
                "investee": ["Brightwater Inc"], "amount": [{"value": amount}], "date": [date]}})
        };
        assert_eq!(likeness(&fact, &line("Lumen", 2_690_000_000, "2026-04-27")), Likeness::Whole);
        assert_eq!(likeness(&fact, &line("Lumen", 3_000_000_000, "2026-04-27")), Likeness::Value);
        assert_eq!(likeness(&fact, &line("Lumen", 2_670_000_000, "2026-05")), Likeness::Value);
        assert_eq!(likeness(&fact, &line("Otto", 2_670_000_000, "2026-04")), Likeness::Role);
        assert_eq!(likeness(&fact, &json!({"kind": "supply", "roles": {}})), Likeness::Kind);
    }

    #[test]
    fn a_denied_fact_needs_a_denied_claim() {
        let fact = json!({"kind": "merger", "polarity": "denied", "args": {"parties": ["Lumen", "Otto"]}});
        let line = |modality: &str| json!({"kind": "merger", "modality": modality, "roles": {"party": ["Lumen", "Otto"]}});
        assert_eq!(likeness(&fact, &line("denied")), Likeness::Whole);
        assert_eq!(likeness(&fact, &line("planned")), Likeness::Value);
    }

    #[test]
    fn kinds_of_a_family_answer_each_other_by_their_parties() {
        let fact = json!({"kind": "partnership", "args": {"parties": ["Lumen", "Otto"]}});
        let line = json!({"kind": "partnerStatus", "roles": {"partner": ["Lumen"], "of": ["Otto"]}});
        assert_eq!(likeness(&fact, &line), Likeness::Whole);
        let other = json!({"kind": "agreement", "roles": {"party": ["Lumen", "Brightwater"]}});
        assert_eq!(likeness(&fact, &other), Likeness::Role);
    }
}
