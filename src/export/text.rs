//! Claims for tools that work on texts: W3C Web Annotations, and NIF (the NLP Interchange Format, version 2.1).

use std::collections::BTreeMap;

use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{GraphName, Literal, NamedNode, NamedNodeRef, Quad, Term};
use serde_json::{Value, json};

use crate::model::Diagnostic;
use crate::query::evidence::Cited;
use crate::query::graph::words;
use crate::rdf::vocabulary as v;
use crate::store::Quads;

/// Characters before and behind the words that prove a claim, so that they are found again in a changed text.
const AROUND: usize = 32;

const NIF: &str = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#";
const IDENTITY: NamedNodeRef<'_> =
    NamedNodeRef::new_unchecked("http://www.w3.org/2005/11/its/rdf#taIdentRef");
const HAS_TARGET: NamedNodeRef<'_> = NamedNodeRef::new_unchecked("http://www.w3.org/ns/oa#hasTarget");

/// The texts of the documents that `claims` come from.
///
/// # Errors
/// If the store cannot be read.
pub fn texts(store: &Quads, claims: &[Cited]) -> Result<BTreeMap<NamedNode, String>, Diagnostic> {
    let mut texts = BTreeMap::new();
    for cited in claims {
        let iri = &cited.document.iri;
        if !texts.contains_key(iri) {
            let text = words(store, iri.as_ref(), v::SCHEMA_TEXT)?.unwrap_or_default();
            texts.insert(iri.clone(), text);
        }
    }
    Ok(texts)
}

/// An annotation page (Web Annotation Data Model, W3C 2017): one annotation for each claim, its target the words in the
/// document by position and by quotation, its body the claim.
#[must_use]
pub fn annotations(claims: &[Cited], texts: &BTreeMap<NamedNode, String>) -> Value {
    let items: Vec<Value> = claims.iter().map(|cited| annotation(cited, texts)).collect();
    let terms = json!({
        "pact": v::PACT,
        "subject": { "@id": "rdf:subject", "@type": "@id" },
        "predicate": { "@id": "rdf:predicate", "@type": "@id" },
        "object": "rdf:object",
        "modality": { "@id": "pact:modality", "@type": "@id" },
        "attributedTo": { "@id": "pact:attributedTo", "@type": "@id" },
        "confidence": { "@id": "pact:confidence", "@type": "xsd:decimal" },
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    });
    json!({
        "@context": ["http://www.w3.org/ns/anno.jsonld", terms],
        "type": "AnnotationPage",
        "items": items,
    })
}

fn annotation(cited: &Cited, texts: &BTreeMap<NamedNode, String>) -> Value {
    let text = texts.get(&cited.document.iri).map(String::as_str).unwrap_or_default();
    let first = cited.start.saturating_sub(AROUND);
    let prefix: String = text.chars().skip(first).take(cited.start - first).collect();
    let suffix: String = text.chars().skip(cited.end).take(AROUND).collect();
    let mut body = json!({
        "id": cited.claim.as_str(),
        "type": "pact:Claim",
        "subject": reference(&Term::from(cited.triple.subject.clone())),
        "predicate": cited.triple.predicate.as_str(),
        "object": object(&cited.triple.object),
        "confidence": cited.confidence.to_string(),
    });
    if let Some(modality) = &cited.modality {
        body["modality"] = modality.as_str().into();
    }
    if let Some(who) = &cited.attributed_to {
        body["attributedTo"] = who.as_str().into();
    }
    json!({
        "id": format!("{}#annotation", cited.claim.as_str()),
        "type": "Annotation",
        "motivation": "identifying",
        "body": body,
        "target": {
            "source": cited.document.iri.as_str(),
            "selector": [
                { "type": "TextPositionSelector", "start": cited.start, "end": cited.end },
                { "type": "TextQuoteSelector", "exact": cited.exact, "prefix": prefix, "suffix": suffix },
            ],
        },
    })
}

fn reference(term: &Term) -> Value {
    match term {
        Term::NamedNode(node) => node.as_str().into(),
        other => other.to_string().into(),
    }
}

fn object(term: &Term) -> Value {
    match term {
        Term::Literal(literal) if literal.datatype() == xsd::STRING => literal.value().into(),
        Term::Literal(literal) => match literal.language() {
            Some(language) => json!({ "@value": literal.value(), "@language": language }),
            None => json!({ "@value": literal.value(), "@type": literal.datatype().as_str() }),
        },
        other => json!({ "id": reference(other) }),
    }
}

/// The quads of NIF: a context for each document, a phrase for each span that proves something, and what it names.
#[must_use]
pub fn nif(claims: &[Cited], texts: &BTreeMap<NamedNode, String>) -> Vec<Quad> {
    let mut quads = Vec::new();
    for (document, text) in texts {
        let length = text.chars().count();
        let context = span_iri(document, 0, length);
        span(&mut quads, &context, &["Context", "OffsetBasedString"], 0, length);
        add(&mut quads, &context, &nif_term("isString"), Literal::from(text.as_str()).into());
        add(&mut quads, &context, &nif_term("sourceUrl"), document.clone().into());
    }
    for cited in claims {
        let document = &cited.document.iri;
        let length = texts.get(document).map_or(0, |text| text.chars().count());
        let phrase = span_iri(document, cited.start, cited.end);
        span(&mut quads, &phrase, &["Phrase", "OffsetBasedString"], cited.start, cited.end);
        add(&mut quads, &phrase, &nif_term("referenceContext"), span_iri(document, 0, length).into());
        add(&mut quads, &phrase, &nif_term("anchorOf"), Literal::from(cited.exact.as_str()).into());
        if let Some(named) = named(cited) {
            add(&mut quads, &phrase, &IDENTITY.into_owned(), named);
        }
        add(&mut quads, &cited.claim, &HAS_TARGET.into_owned(), phrase.into());
    }
    quads
}

/// What the words of a claim name: the thing that a label is the label of, or else the object of a role.
fn named(cited: &Cited) -> Option<Term> {
    let label = crate::query::graph::LABEL;
    match (&cited.triple.predicate, &cited.triple.object) {
        (predicate, Term::Literal(_)) if predicate.as_ref() == label => {
            Some(cited.triple.subject.clone().into())
        }
        (predicate, Term::NamedNode(node)) if predicate.as_ref() != rdf::TYPE => Some(node.clone().into()),
        _ => None,
    }
}

/// RFC 5147: characters of a text.
fn span_iri(document: &NamedNode, start: usize, end: usize) -> NamedNode {
    NamedNode::new_unchecked(format!("{}#char={start},{end}", document.as_str()))
}

fn span(quads: &mut Vec<Quad>, node: &NamedNode, classes: &[&str], start: usize, end: usize) {
    for class in classes {
        add(quads, node, &rdf::TYPE.into_owned(), nif_term(class).into());
    }
    for (name, offset) in [("beginIndex", start), ("endIndex", end)] {
        let offset = Literal::new_typed_literal(offset.to_string(), xsd::NON_NEGATIVE_INTEGER);
        add(quads, node, &nif_term(name), offset.into());
    }
}

fn nif_term(name: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{NIF}{name}"))
}

fn add(quads: &mut Vec<Quad>, subject: &NamedNode, predicate: &NamedNode, object: Term) {
    quads.push(Quad::new(subject.clone(), predicate.clone(), object, GraphName::DefaultGraph));
}
