//! Small look-ups in a store, and the IRIs they go by.

use oxigraph::model::{NamedNode, NamedNodeRef, NamedOrBlankNode, Term, TermRef};

use crate::model::Diagnostic;
use crate::store::Quads;

pub(crate) use oxigraph::model::vocab::rdf::{OBJECT, PREDICATE, SUBJECT, TYPE};
pub(crate) use oxigraph::model::vocab::rdfs::LABEL;

pub(crate) use crate::rdf::vocabulary::{
    ATTRIBUTED_TO, CLAIM, CONFIDENCE, CONFLICT_KIND, CONFLICT_ROLE, DC_PUBLISHER, DC_SOURCE, DERIVED_FROM,
    DISSENT, DOCUMENT, GENERATED_BY, MODALITY, OA_END, OA_EXACT, OA_START, REFERENCE, SCHEMA_CURRENCY,
    SCHEMA_DATE_PUBLISHED, SCHEMA_HEADLINE, SCHEMA_MAX_VALUE, SCHEMA_MIN_VALUE, SCHEMA_TEXT, SCHEMA_URL,
    SCHEMA_VALUE, SENTENCE_END, SENTENCE_START, SIDE_OF,
};

/// `skos:altLabel`
pub(crate) const ALT_LABEL: NamedNodeRef<'_> =
    NamedNodeRef::new_unchecked("http://www.w3.org/2004/02/skos/core#altLabel");

/// The objects of all triples with this subject and predicate in any graph, sorted, each once.
pub(crate) fn objects(
    store: &Quads,
    subject: NamedNodeRef<'_>,
    predicate: NamedNodeRef<'_>,
) -> Result<Vec<Term>, Diagnostic> {
    let quads = store.find(Some(subject.into()), Some(predicate), None, None)?;
    let mut objects: Vec<Term> = quads.into_iter().map(|quad| quad.object).collect();
    objects.sort_by_cached_key(ToString::to_string);
    objects.dedup();
    Ok(objects)
}

/// The first of [`objects`].
pub(crate) fn object(
    store: &Quads,
    subject: NamedNodeRef<'_>,
    predicate: NamedNodeRef<'_>,
) -> Result<Option<Term>, Diagnostic> {
    Ok(objects(store, subject, predicate)?.into_iter().next())
}

/// The first of [`objects`] that is a literal, as words.
pub(crate) fn words(
    store: &Quads,
    subject: NamedNodeRef<'_>,
    predicate: NamedNodeRef<'_>,
) -> Result<Option<String>, Diagnostic> {
    Ok(objects(store, subject, predicate)?.into_iter().find_map(|term| match term {
        Term::Literal(literal) => Some(literal.value().to_owned()),
        _ => None,
    }))
}

/// The subjects of all triples with this predicate and object in any graph, sorted, each once.
pub(crate) fn subjects<'a>(
    store: &Quads,
    predicate: NamedNodeRef<'_>,
    object: impl Into<TermRef<'a>>,
) -> Result<Vec<NamedNode>, Diagnostic> {
    let quads = store.find(None, Some(predicate), Some(object.into()), None)?;
    let mut subjects: Vec<NamedNode> = quads
        .into_iter()
        .filter_map(|quad| match quad.subject {
            NamedOrBlankNode::NamedNode(node) => Some(node),
            NamedOrBlankNode::BlankNode(_) => None,
        })
        .collect();
    subjects.sort();
    subjects.dedup();
    Ok(subjects)
}
