//! Frames and their entities as claims: one triple each, with the words that say it.

use std::collections::BTreeSet;

use super::mint;
use crate::model::{
    Annotated, CharIndex, Claim, EntityIx, Evidence, Filler, FillerValue, Frame, Id, Mention, MentionKind,
    Modality, Object, Span, Value,
};
use crate::pack::Pack;

/// How sure the names are of an entity that a gazetteer knows; those of others are less so.
pub const KNOWN: f64 = 0.99;

/// What a document claims, triple by triple: the roles of its frames, and the class and name of each entity in them.
#[must_use]
pub fn claims(annotated: &Annotated, frames: &[Frame], pack: &Pack) -> Vec<Claim> {
    let writer = Writer { annotated, index: CharIndex::new(&annotated.document.text), pack };
    let ids: Vec<Option<Id>> = frames.iter().map(|frame| mint::frame_id(frame, annotated, pack)).collect();
    let mut claims = Vec::new();
    let mut entities = BTreeSet::new();
    for (frame, id) in frames.iter().zip(&ids) {
        if let Some(id) = id {
            writer.frame(frame, id, &ids, &mut claims);
            entities.extend(entities_of(frame));
        }
    }
    for entity in entities {
        writer.entity(entity, &mut claims);
    }
    claims
}

fn entities_of(frame: &Frame) -> impl Iterator<Item = EntityIx> {
    let fillers = frame.roles.iter().flat_map(|(_, fillers)| fillers);
    let entities = fillers.filter_map(|filler| match filler.value {
        FillerValue::Entity(entity) => Some(entity),
        _ => None,
    });
    entities.chain(frame.attributed_to)
}

struct Writer<'a> {
    annotated: &'a Annotated,
    index: CharIndex,
    pack: &'a Pack,
}

impl Writer<'_> {
    fn frame(&self, frame: &Frame, id: &Id, ids: &[Option<Id>], claims: &mut Vec<Claim>) {
        let whole =
            frame.roles.iter().flat_map(|(_, fillers)| fillers).fold(frame.trigger, |span, filler| {
                if frame.evidence.contains(filler.span) { span.join(filler.span) } else { span }
            });
        let claim = |predicate: &str, object: Object, span: Span| Claim {
            subject: id.clone(),
            predicate: predicate.to_owned(),
            object,
            modality: frame.modality,
            attributed_to: frame.attributed_to.map(|entity| self.annotated.entities[entity].id.clone()),
            confidence: frame.confidence,
            evidence: self.evidence(span, frame.evidence, &frame.rule),
        };
        claims.push(claim("rdf:type", Object::Term(frame.kind.clone()), whole));
        let order: Vec<&str> =
            self.pack.ontology.roles_of(&frame.kind).map(|role| role.name.as_str()).collect();
        let mut roles: Vec<_> = frame.roles.iter().collect();
        roles.sort_by_key(|(name, _)| order.iter().position(|known| known == name));
        for (name, fillers) in roles {
            for filler in fillers {
                for (predicate, object) in self.objects(name, filler, &order, ids) {
                    claims.push(claim(&predicate, object, filler.span));
                }
            }
        }
    }

    /// What a filler says: one object; of a quantity also its unit, where the kind has a role for it.
    fn objects(
        &self,
        role: &str,
        filler: &Filler,
        known: &[&str],
        ids: &[Option<Id>],
    ) -> Vec<(String, Object)> {
        let one = |object: Object| vec![(role.to_owned(), object)];
        match &filler.value {
            FillerValue::Entity(entity) => one(Object::Node(self.annotated.entities[*entity].id.clone())),
            FillerValue::Text(text) => one(Object::Text(text.clone())),
            FillerValue::Flag(flag) => one(Object::Flag(*flag)),
            FillerValue::Term(term) => one(Object::Term(term.clone())),
            FillerValue::Frame(frame) => ids[*frame].clone().map(Object::Node).map(one).unwrap_or_default(),
            FillerValue::Value(Value::Date(span)) => {
                span.point().cloned().map(Object::Date).map(one).unwrap_or_default()
            }
            FillerValue::Value(Value::Money(money)) => one(Object::Money {
                value: money.value.normalize(),
                currency: money.currency.clone(),
                qualifier: money.qualifier,
                to: money.to,
                per: money.per.clone(),
            }),
            FillerValue::Value(Value::Percent(percent)) => one(Object::Number(percent.value.normalize())),
            FillerValue::Value(Value::Duration(long)) => {
                one(Object::Text(format!("{} {}", long.count.normalize(), long.unit)))
            }
            FillerValue::Value(Value::Quantity(many)) => {
                let mut both = one(Object::Number(many.value.normalize()));
                let unit = &self.pack.lexicon.grammar.quantity.unit;
                if known.contains(&unit.as_str()) {
                    both.push((unit.clone(), Object::Text(many.unit.clone())));
                }
                both
            }
        }
    }

    /// Class and names, each with the mention that shows it.
    fn entity(&self, entity: EntityIx, claims: &mut Vec<Claim>) {
        let known = &self.annotated.entities[entity];
        let refers = |mention: &&Mention| mention.refers.contains(&entity);
        let named = |mention: &&Mention| refers(mention) && mention.kind == MentionKind::Name;
        let mentions = &self.annotated.mentions;
        let Some(first) = mentions.iter().find(named).or_else(|| mentions.iter().find(refers)) else {
            return;
        };
        let mut claim = |predicate: &str, object: Object| {
            let sentence = self.annotated.sentences[first.sentence].span;
            claims.push(Claim {
                subject: known.id.clone(),
                predicate: predicate.to_owned(),
                object,
                modality: Modality::Asserted,
                attributed_to: None,
                confidence: if known.known { KNOWN } else { 0.9 },
                evidence: self.evidence(first.span, sentence, first.found_by),
            });
        };
        if !known.class.is_empty() {
            claim("rdf:type", Object::Term(known.class.clone()));
        }
        claim("rdfs:label", Object::Text(known.name.clone()));
        for alias in known.aliases.iter().filter(|alias| **alias != known.name) {
            claim("skos:altLabel", Object::Text(alias.clone()));
        }
    }

    fn evidence(&self, span: Span, sentence: Span, rule: &str) -> Evidence {
        let text = &self.annotated.document.text;
        let chars = |offset: usize| self.index.chars_before(text, offset);
        // A role that another sentence tells is proved there.
        let sentence = if sentence.contains(span) { sentence } else { self.sentence_of(span) };
        Evidence {
            document: self.annotated.document.id.clone(),
            exact: span.of(text).to_owned(),
            start: chars(span.start),
            end: chars(span.end),
            sentence_start: chars(sentence.start),
            sentence_end: chars(sentence.end),
            rule: rule.to_owned(),
        }
    }

    fn sentence_of(&self, span: Span) -> Span {
        let sentences = &self.annotated.sentences;
        let after = sentences.partition_point(|sentence| sentence.span.start <= span.start);
        sentences.get(after.saturating_sub(1)).map_or(span, |sentence| sentence.span.join(span))
    }
}
