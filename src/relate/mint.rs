//! Identifiers of frames, made from what identifies them: the roles that the ontology names as the key of their kind.

use crate::model::{Annotated, Filler, FillerValue, Frame, Id, Mention, MentionKind, Value, parted, slug};
use crate::pack::Pack;

/// The most words of a free text that go into an identifier.
const TEXT_WORDS: usize = 6;

/// The identifier of `frame` below the base of the graph's resources: `investment/amazon-openai`. The same thing told by
/// several documents has the same identifier.
pub(super) fn frame_id(frame: &Frame, annotated: &Annotated, pack: &Pack) -> Option<Id> {
    let class = pack.ontology.class(&frame.kind)?;
    let names = |filler: &Filler| names(filler, annotated);
    let named = class.key.iter().flat_map(|role| frame.fillers(role)).filter(|filler| names(filler)).count();
    let mut parts = Vec::new();
    for role in &class.key {
        if named >= 2 && is_loose(role, frame, pack) && !frame.fillers(role).iter().any(names) {
            continue;
        }
        let mut values: Vec<String> = frame
            .fillers(role)
            .iter()
            .map(|filler| part(filler, annotated))
            .filter(|part| !part.is_empty())
            .collect();
        values.sort();
        values.dedup();
        parts.extend(values);
    }
    let local = frame.kind.rsplit(':').next()?;
    (!parts.is_empty()).then(|| format!("{}/{}", parted(local, '-'), parts.join("-")))
}

/// Whether `role` may hold free text that would make one thing several: each article words its subject anew.
fn is_loose(role: &str, frame: &Frame, pack: &Pack) -> bool {
    let loose = &pack.lexicon.grammar.loose;
    loose.roles.iter().any(|known| known == role) && pack.ontology.is_a(&frame.kind, &loose.kind)
}

/// Whether the text has a name for what fills the role; "its models" is as good as free text.
fn names(filler: &Filler, annotated: &Annotated) -> bool {
    let FillerValue::Entity(entity) = filler.value else { return false };
    let by_name = |mention: &Mention| mention.kind == MentionKind::Name && mention.refers.contains(&entity);
    annotated.entities[entity].known || annotated.mentions.iter().any(by_name)
}

fn part(filler: &Filler, annotated: &Annotated) -> String {
    match &filler.value {
        FillerValue::Entity(entity) => {
            let id = &annotated.entities[*entity].id;
            id.split_once('/').map_or(id.as_str(), |(_, name)| name).to_owned()
        }
        FillerValue::Text(text) => slug(text).split('-').take(TEXT_WORDS).collect::<Vec<_>>().join("-"),
        FillerValue::Term(term) => slug(term.rsplit(':').next().unwrap_or(term)),
        FillerValue::Flag(flag) => flag.to_string(),
        // An interval has a slash in it, which would look like a path.
        FillerValue::Value(Value::Date(span)) => {
            span.point().map(|point| slug(&point.to_string())).unwrap_or_default()
        }
        FillerValue::Value(Value::Money(money)) => {
            slug(&format!("{} {}", money.currency, money.value.normalize()))
        }
        FillerValue::Value(Value::Percent(percent)) => slug(&percent.value.normalize().to_string()),
        FillerValue::Value(Value::Quantity(many)) => {
            slug(&format!("{} {}", many.value.normalize(), many.unit))
        }
        FillerValue::Value(Value::Duration(long)) => {
            slug(&format!("{} {}", long.count.normalize(), long.unit))
        }
        FillerValue::Frame(_) => String::new(),
    }
}
