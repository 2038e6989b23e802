//! How sure it is that an entity and a record are the same, and what speaks for it.

use std::collections::BTreeSet;

use super::lexicon::Lexicon;
use super::name::{Name, nearness, weight};
use super::record::Record;

/// Between 0 and 1, with its parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    /// All in all.
    pub value: f64,
    /// What it is as a rival of another candidate: without what was taken off because the name says little or is not its
    /// own, since that holds for the other one too.
    pub(super) rival: f64,
    /// The identifier they share.
    pub identifier: Option<(String, String)>,
    /// What speaks for it and against it, in the order in which it was weighed.
    pub parts: Vec<Part>,
}

/// One thing that was weighed.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// What: `name`, `kind`, `website` …
    pub what: String,
    /// The score after it.
    pub after: f64,
    /// What was compared.
    pub because: String,
}

/// Tells whether two sets of classes can be of one thing: 1 if so, 0 if not, between if that would be odd; `None` if
/// nothing is known.
pub(super) type Kinds<'a> = &'a dyn Fn(&BTreeSet<String>, &BTreeSet<String>) -> Option<f64>;

/// Compares `entity` with `record`.
pub(super) fn score(entity: &Record, record: &Record, kinds: Kinds<'_>, lexicon: &Lexicon) -> Score {
    let mut score = Score { value: 0.0, rival: 0.0, identifier: None, parts: Vec::new() };
    let name = best_name(entity, record, lexicon);
    let near = name.map_or(0.0, |(_, _, near)| near);
    let written = name.map_or_else(String::new, |(a, b, _)| format!("{} ~ {}", a.written, b.written));
    score.set("name", near, written);
    if let Some(shared) = shared(entity, record) {
        let because = format!("{} {}", shared.0, shared.1);
        score.identifier = Some(shared);
        score.set("identifier", 1.0, because);
        return score;
    }
    if let Some(differs) = differing(entity, record, lexicon) {
        score.set("identifier", 0.0, differs);
        return score;
    }
    if near == 0.0 {
        return score;
    }
    if let Some(kind) = kinds(&entity.classes, &record.classes).filter(|kind| *kind < 1.0) {
        let after = if kind == 0.0 { 0.0 } else { score.value * (1.0 - lexicon.weight("kind").differ) };
        score.set("kind", after, "another kind of thing".to_owned());
    }
    context(&mut score, entity, record, lexicon);
    score.rival = score.value.max(own_or_not(entity, record, lexicon) * score.value / near);
    if let Some((a, b, _)) = name {
        legal_form(&mut score, a, b, lexicon);
        let alone = score.is_by_name_alone();
        let firm = b.legal.is_some() && near >= lexicon.names.same;
        if a.is_ordinary(lexicon) && b.is_ordinary(lexicon) && alone && !firm {
            score.say_little("ordinary", format!("{} is short or an ordinary word", a.written), lexicon);
        }
    }
    score
}

impl Score {
    fn set(&mut self, what: &str, after: f64, because: String) {
        self.value = after;
        self.parts.push(Part { what: what.to_owned(), after, because });
    }

    /// Leaves it to what a person said.
    pub(super) fn decide(&mut self, same: bool) {
        self.set(
            "decision",
            f64::from(u8::from(same)),
            if same { "the same" } else { "different" }.to_owned(),
        );
    }

    /// Takes off what `what` weighs if it differs.
    pub(super) fn lower(&mut self, what: &str, because: String, lexicon: &Lexicon) {
        let after = self.value * (1.0 - lexicon.weight(what).differ);
        self.rival = self.rival.min(after);
        self.set(what, after, because);
    }

    /// Whether nothing was found beside the name that speaks for it.
    pub(super) fn is_by_name_alone(&self) -> bool {
        let near = self.parts.first().map_or(0.0, |part| part.after);
        self.identifier.is_none() && self.parts.iter().skip(1).all(|part| part.after <= near)
    }

    /// Takes off what a name that says little weighs; as a rival it is what it was.
    pub(super) fn say_little(&mut self, what: &str, because: String, lexicon: &Lexicon) {
        let after = self.value * (1.0 - lexicon.weight(what).differ);
        self.set(what, after, because);
    }

    fn weigh(&mut self, what: &str, a: &BTreeSet<String>, b: &BTreeSet<String>, lexicon: &Lexicon) {
        if a.is_empty() || b.is_empty() {
            return;
        }
        let weight = lexicon.weight(what);
        let common = a.intersection(b).next();
        let after = match common {
            Some(_) => self.value + (1.0 - self.value) * weight.agree,
            None => self.value * (1.0 - weight.differ),
        };
        let list = |set: &BTreeSet<String>| set.iter().cloned().collect::<Vec<_>>().join(", ");
        let because = common.map_or_else(|| format!("{} ≠ {}", list(a), list(b)), Clone::clone);
        if (after - self.value).abs() > f64::EPSILON {
            self.set(what, after, because);
        }
    }
}

/// The names of both that are nearest to each other; of equally near ones the first.
fn best_name<'a>(
    entity: &'a Record,
    record: &'a Record,
    lexicon: &Lexicon,
) -> Option<(&'a Name, &'a Name, f64)> {
    let pairs = entity.names.iter().flat_map(|a| record.names.iter().map(move |b| (a, b)));
    let near = |a: &Name, b: &Name| nearness(a, b, lexicon) * weight(a, lexicon).min(weight(b, lexicon));
    pairs.map(|(a, b)| (a, b, near(a, b))).fold(None, |best: Option<(_, _, f64)>, pair| match best {
        Some(best) if best.2 >= pair.2 => Some(best),
        _ => Some(pair),
    })
}

/// How near the nearest names are, be they the record's own or others, if they are written as names.
fn own_or_not(entity: &Record, record: &Record, lexicon: &Lexicon) -> f64 {
    let names = record.names.iter().filter(|name| name.is_written_as_a_name());
    let pairs = names.flat_map(|b| entity.names.iter().map(move |a| nearness(a, b, lexicon)));
    pairs.fold(0.0, f64::max)
}

/// An identifier that both have.
fn shared(entity: &Record, record: &Record) -> Option<(String, String)> {
    if let Some(iri) = entity.same.intersection(&record.same).next() {
        return Some(("iri".to_owned(), iri.clone()));
    }
    entity.identifiers.intersection(&record.identifiers).next().cloned()
}

/// Identifiers of one scheme that only one thing has, and that are not the same.
fn differing(entity: &Record, record: &Record, lexicon: &Lexicon) -> Option<String> {
    for scheme in lexicon.identifiers.iter().filter(|scheme| scheme.unique) {
        let of = |of: &Record| of.identifiers.iter().find(|(name, _)| *name == scheme.name).cloned();
        if let (Some((name, here)), Some((_, there))) = (of(entity), of(record)) {
            return Some(format!("{name} {here} ≠ {there}"));
        }
    }
    None
}

fn context(score: &mut Score, entity: &Record, record: &Record, lexicon: &Lexicon) {
    score.weigh("website", &entity.websites, &record.websites, lexicon);
    let codes = |of: &Record| of.countries.iter().filter(|country| country.len() == 2).cloned().collect();
    score.weigh("country", &codes(entity), &codes(record), lexicon);
    // Whom a dataset does not name may be there all the same.
    score.weigh("company", &entity.company, &record.company, lexicon);
    // The exchange aside: a share may be told by another one's.
    let tickers = |of: &Record| -> BTreeSet<String> {
        let ticker = of.identifiers.iter().filter(|(scheme, _)| scheme == "ticker");
        ticker.filter_map(|(_, value)| Some(value.split_once(' ')?.1.to_owned())).collect()
    };
    score.weigh("ticker", &tickers(entity), &tickers(record), lexicon);
}

/// Two legal forms that are at home in different places speak against each other; the same one speaks for it.
fn legal_form(score: &mut Score, a: &Name, b: &Name, lexicon: &Lexicon) {
    let (Some(form_a), Some(form_b)) = (&a.legal, &b.legal) else { return };
    let weight = lexicon.weight("legal_form");
    if form_a == form_b {
        let after = score.value + (1.0 - score.value) * weight.agree;
        if after > score.value {
            score.set("legal form", after, form_a.clone());
        }
    } else if a.countries.is_disjoint(&b.countries) {
        score.set("legal form", score.value * (1.0 - weight.differ), format!("{form_a} ≠ {form_b}"));
    }
}
