//! The examples that frame definitions carry, run as tests.

use std::collections::BTreeMap;

use crate::annotate::annotate;
use crate::model::{
    Annotated, Diagnostic, Document, Filler, FillerValue, Frame, Metadata, Money, Qualifier, Span, Value,
};
use crate::pack::Pack;
use crate::pack::frames::{Example, FrameRule};
use crate::relate::relate;

/// What came of all examples of a pack.
#[derive(Debug, Default)]
pub struct Report {
    /// One for each example, in the order of the files.
    pub outcomes: Vec<Outcome>,
    /// Ids of the frame definitions that no example covers.
    pub uncovered: Vec<String>,
}

/// What came of one example.
#[derive(Debug)]
pub struct Outcome {
    /// The id of the frame definition.
    pub rule: String,
    /// The example's text.
    pub text: String,
    /// What was wrong; `None` if all was as expected.
    pub problem: Option<Diagnostic>,
}

/// Runs the examples of all frame definitions of `pack`.
#[must_use]
pub fn examples(pack: &Pack) -> Report {
    let mut report = Report::default();
    for rule in &pack.frames.rules {
        if rule.examples.is_empty() {
            report.uncovered.push(rule.id.get_ref().clone());
        }
        report.outcomes.extend(rule.examples.iter().map(|example| run(rule, example, pack)));
    }
    report
}

fn run(rule: &FrameRule, example: &Example, pack: &Pack) -> Outcome {
    let text = example.text.get_ref().clone();
    let annotated = annotate(Document::new(text.clone(), Metadata::default()), pack);
    let frames: Vec<Frame> =
        relate(&annotated, pack).into_iter().filter(|frame| frame.rule == *rule.id.get_ref()).collect();
    let found: Vec<BTreeMap<String, String>> = frames.iter().map(|frame| shown(frame, &annotated)).collect();
    let problem = match &example.expect {
        None if found.is_empty() => None,
        None => Some(format!("nothing was to be found, but there is {:?}", found[0])),
        Some(expect) if found.iter().any(|frame| holds(expect, frame)) => None,
        Some(_) if found.is_empty() => Some("nothing was found".to_owned()),
        Some(expect) => Some(format!("expected {expect:?}, found {found:?}")),
    };
    let place = |message: String| {
        let span = example.text.span();
        let mut files = pack.files.below("data/frames", "toml").map(|(_, file)| file);
        let source =
            files.find(|file| file.shown == rule.file).map(|file| file.text.clone()).unwrap_or_default();
        Diagnostic::error(format!("example of frame `{}`: {message}", rule.id.get_ref())).at(
            &rule.file,
            source,
            Span::new(span.start, span.end),
        )
    };
    Outcome { rule: rule.id.get_ref().clone(), text, problem: problem.map(place) }
}

fn holds(expect: &BTreeMap<String, String>, found: &BTreeMap<String, String>) -> bool {
    expect.iter().all(|(role, value)| found.get(role) == Some(value))
}

/// The roles of a frame as examples write them, with `modality` and `attributedTo`.
fn shown(frame: &Frame, annotated: &Annotated) -> BTreeMap<String, String> {
    let mut roles: BTreeMap<String, String> = frame
        .roles
        .iter()
        .map(|(role, fillers)| {
            let mut values: Vec<String> =
                fillers.iter().map(|filler| filler_text(filler, annotated)).collect();
            values.sort();
            (role.clone(), values.join("; "))
        })
        .collect();
    roles.insert("modality".to_owned(), frame.modality.to_string());
    if let Some(source) = frame.attributed_to {
        roles.insert("attributedTo".to_owned(), annotated.entities[source].name.clone());
    }
    roles
}

/// A filler as examples write it: a name, `USD ..2000000000` ("up to"), `2026-04`, `20`, `true`, `pact:Ended`, words.
#[must_use]
pub fn filler_text(filler: &Filler, annotated: &Annotated) -> String {
    match &filler.value {
        FillerValue::Entity(entity) => annotated.entities[*entity].name.clone(),
        FillerValue::Text(text) => text.clone(),
        FillerValue::Flag(flag) => flag.to_string(),
        FillerValue::Term(term) => term.clone(),
        FillerValue::Frame(frame) => format!("frame {}", frame + 1),
        FillerValue::Value(value) => value_text(value),
    }
}

/// A value as examples write it: `USD ..2000000000`, `2026-04`, `2026-04..`, `20`, `2 gigawatt`.
#[must_use]
pub fn value_text(value: &Value) -> String {
    match value {
        Value::Date(span) => span.point().map(ToString::to_string).unwrap_or_default(),
        Value::Money(money) => amount(money),
        Value::Percent(percent) => percent.value.normalize().to_string(),
        Value::Quantity(many) => format!("{} {}", many.value.normalize(), many.unit),
        Value::Duration(long) => format!("{} {}", long.count.normalize(), long.unit),
    }
}

fn amount(money: &Money) -> String {
    let value = money.value.normalize();
    let range = match (money.qualifier, money.to) {
        (_, Some(to)) => format!("{value}..{}", to.normalize()),
        (Qualifier::Exact, None) => value.to_string(),
        (Qualifier::About, None) => format!("~{value}"),
        (Qualifier::UpTo, None) => format!("..{value}"),
        (Qualifier::AtLeast, None) => format!("{value}.."),
    };
    format!("{} {range}", money.currency)
}
