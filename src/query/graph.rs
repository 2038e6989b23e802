//! Small look-ups in a store, and the IRIs they go by.

use oxigraph::model::{NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term, TermRef};
use oxigraph::store::{StorageError, Store};

use crate::model::Diagnostic;

macro_rules! iris {
    ($($name:ident = $iri:literal;)*) => {
        $(pub(crate) const $name: NamedNodeRef<'_> = NamedNodeRef::new_unchecked($iri);)*
    };
}

iris! {
    TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
    SUBJECT = "http://www.w3.org/1999/02/22-rdf-syntax-ns#subject";
    PREDICATE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate";
    OBJECT = "http://www.w3.org/1999/02/22-rdf-syntax-ns#object";
    VALUE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#value";
    LABEL = "http://www.w3.org/2000/01/rdf-schema#label";
    ALT_LABEL = "http://www.w3.org/2004/02/skos/core#altLabel";
    DERIVED_FROM = "http://www.w3.org/ns/prov#wasDerivedFrom";
    GENERATED_BY = "http://www.w3.org/ns/prov#wasGeneratedBy";
    EXACT = "http://www.w3.org/ns/oa#exact";
    START = "http://www.w3.org/ns/oa#start";
    END = "http://www.w3.org/ns/oa#end";
    SOURCE = "http://purl.org/dc/elements/1.1/source";
    PUBLISHER = "http://purl.org/dc/elements/1.1/publisher";
    HEADLINE = "https://schema.org/headline";
    URL = "https://schema.org/url";
    PUBLISHED = "https://schema.org/datePublished";
    TEXT = "https://schema.org/text";
    CURRENCY = "https://schema.org/currency";
    MONEY_VALUE = "https://schema.org/value";
    MIN_VALUE = "https://schema.org/minValue";
    MAX_VALUE = "https://schema.org/maxValue";
    DOCUMENT = "https://w3id.org/pactum/ns#Document";
    MODALITY = "https://w3id.org/pactum/ns#modality";
    ATTRIBUTED_TO = "https://w3id.org/pactum/ns#attributedTo";
    CONFIDENCE = "https://w3id.org/pactum/ns#confidence";
    SENTENCE_START = "https://w3id.org/pactum/ns#sentenceStart";
    SENTENCE_END = "https://w3id.org/pactum/ns#sentenceEnd";
    REFERENCE = "https://w3id.org/pactum/ns#reference";
    SUPPORT = "https://w3id.org/pactum/ns#support";
    SIDE = "https://w3id.org/pactum/ns#side";
    CONFLICT_KIND = "https://w3id.org/pactum/ns#conflictKind";
    CONFLICT_ROLE = "https://w3id.org/pactum/ns#conflictRole";
}

/// The objects of all triples with this subject and predicate in any graph, sorted, each once.
pub(crate) fn objects(
    store: &Store,
    subject: NamedNodeRef<'_>,
    predicate: NamedNodeRef<'_>,
) -> Result<Vec<Term>, Diagnostic> {
    let quads = store.quads_for_pattern(Some(subject.into()), Some(predicate), None, None);
    let mut objects = collect(quads, |quad| Some(quad.object))?;
    objects.sort_by_cached_key(ToString::to_string);
    objects.dedup();
    Ok(objects)
}

/// The first of [`objects`].
pub(crate) fn object(
    store: &Store,
    subject: NamedNodeRef<'_>,
    predicate: NamedNodeRef<'_>,
) -> Result<Option<Term>, Diagnostic> {
    Ok(objects(store, subject, predicate)?.into_iter().next())
}

/// The first of [`objects`] that is a literal, as words.
pub(crate) fn words(
    store: &Store,
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
    store: &Store,
    predicate: NamedNodeRef<'_>,
    object: impl Into<TermRef<'a>>,
) -> Result<Vec<NamedNode>, Diagnostic> {
    let quads = store.quads_for_pattern(None, Some(predicate), Some(object.into()), None);
    let mut subjects = collect(quads, |quad| match quad.subject {
        NamedOrBlankNode::NamedNode(node) => Some(node),
        NamedOrBlankNode::BlankNode(_) => None,
    })?;
    subjects.sort();
    subjects.dedup();
    Ok(subjects)
}

/// What `pick` takes from each of `quads`.
pub(crate) fn collect<T>(
    quads: impl Iterator<Item = Result<Quad, StorageError>>,
    pick: impl Fn(Quad) -> Option<T>,
) -> Result<Vec<T>, Diagnostic> {
    quads
        .filter_map(|quad| quad.map(&pick).transpose())
        .collect::<Result<_, _>>()
        .map_err(|error| Diagnostic::error(format!("the store cannot be read: {error}")))
}
