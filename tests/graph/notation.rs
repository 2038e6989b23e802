//! Documents whose sentences say outright what they claim, so that a test can be read:
//!
//! ```text
//! investment/lumen-brightwater pact:amount USD 2000 upTo (planned)
//! ```
//!
//! One line is one sentence and one claim: subject, predicate, object, and how it is held, if not asserted. A line that
//! begins with `#` claims nothing.

use jiff::civil;
use pactum::model::{Claim, Date, Document, Evidence, Metadata, Modality, Object, Qualifier};
use pactum::pipeline::Extracted;

/// A document of `publisher`, with its dateline.
pub(super) fn document(publisher: &str, published: &str, text: &str) -> Document {
    let meta = Metadata {
        location: format!("{publisher}-{published}.txt"),
        publisher: (!publisher.is_empty()).then(|| publisher.to_owned()),
        published: published.parse::<civil::Date>().ok(),
        ..Metadata::default()
    };
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    Document::new(lines.join("\n"), meta)
}

/// What a document of this notation claims.
pub(super) fn extract(document: &Document) -> Extracted {
    let mut claims = Vec::new();
    let mut start = 0;
    for line in document.text.lines() {
        let end = start + line.chars().count();
        claims.extend(claim(document, line, start, end));
        start = end + 1;
    }
    Extracted { sentences: claims.len(), entities: 0, claims }
}

fn claim(document: &Document, line: &str, start: usize, end: usize) -> Option<Claim> {
    let (rest, modality) = match line.rsplit_once(" (") {
        Some((rest, word)) => {
            let word = word.trim_end_matches(')');
            (rest, Modality::ALL.into_iter().find(|known| known.as_str() == word)?)
        }
        None => (line, Modality::Asserted),
    };
    let mut words = rest.splitn(3, ' ');
    Some(Claim {
        subject: words.next().filter(|subject| *subject != "#")?.to_owned(),
        predicate: words.next()?.to_owned(),
        object: object(words.next()?)?,
        modality,
        attributed_to: None,
        confidence: 0.8,
        evidence: Evidence {
            document: document.id.clone(),
            exact: line.to_owned(),
            start,
            end,
            sentence_start: start,
            sentence_end: end,
            rule: "notation".to_owned(),
        },
    })
}

fn object(text: &str) -> Option<Object> {
    let mut words = text.split(' ');
    let first = words.next()?;
    Some(if let Some(text) = text.strip_prefix('"') {
        Object::Text(text.trim_end_matches('"').to_owned())
    } else if first == "USD" {
        let value = words.next()?.parse().ok()?;
        let qualifier = match words.next() {
            Some("about") => Qualifier::About,
            Some("upTo") => Qualifier::UpTo,
            Some("atLeast") => Qualifier::AtLeast,
            _ => Qualifier::Exact,
        };
        Object::Money { value, currency: "USD".into(), qualifier, to: None, per: None }
    } else if first == "true" || first == "false" {
        Object::Flag(first == "true")
    } else if let Some(date) = date(first) {
        Object::Date(date)
    } else if let Ok(number) = first.parse() {
        Object::Number(number)
    } else if first.contains('/') {
        Object::Node(first.to_owned())
    } else {
        Object::Term(first.to_owned())
    })
}

fn date(text: &str) -> Option<Date> {
    match text.split('-').collect::<Vec<_>>()[..] {
        [_, _, _] => text.parse().ok().map(Date::Day),
        [year, month] => Some(Date::Month(year.parse().ok()?, month.parse().ok()?)),
        [year] if year.len() == 4 => year.parse().ok().map(Date::Year),
        _ => None,
    }
}
