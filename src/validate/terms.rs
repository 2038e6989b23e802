//! The terms of SHACL, and small look-ups in a graph in memory.

use oxigraph::model::vocab::rdf;
use oxigraph::model::{Graph, NamedNodeRef, NamedOrBlankNode, NamedOrBlankNodeRef, Term, TermRef};

macro_rules! shacl {
    ($($name:ident = $local:literal;)*) => {
        $(pub(super) const $name: NamedNodeRef<'static> =
            NamedNodeRef::new_unchecked(concat!("http://www.w3.org/ns/shacl#", $local));)*
    };
}

shacl! {
    ALTERNATIVE_PATH = "alternativePath";
    AND = "and";
    ASK = "ask";
    CONFORMS = "conforms";
    DEACTIVATED = "deactivated";
    DECLARE = "declare";
    FOCUS_NODE = "focusNode";
    INVERSE_PATH = "inversePath";
    MAX_COUNT = "maxCount";
    MESSAGE = "message";
    NAMESPACE = "namespace";
    NODE = "node";
    NODE_SHAPE = "NodeShape";
    NODE_VALIDATOR = "nodeValidator";
    NOT = "not";
    ONE_OR_MORE_PATH = "oneOrMorePath";
    OPTIONAL = "optional";
    OR = "or";
    PARAMETER = "parameter";
    PATH = "path";
    PREFIX = "prefix";
    PREFIXES = "prefixes";
    PROPERTY = "property";
    PROPERTY_VALIDATOR = "propertyValidator";
    QUALIFIED_VALUE_SHAPE = "qualifiedValueShape";
    RESULT = "result";
    RESULT_MESSAGE = "resultMessage";
    RESULT_PATH = "resultPath";
    RESULT_SEVERITY = "resultSeverity";
    SELECT = "select";
    SEVERITY = "severity";
    SOURCE_COMPONENT = "sourceConstraintComponent";
    SOURCE_CONSTRAINT = "sourceConstraint";
    SOURCE_SHAPE = "sourceShape";
    SPARQL = "sparql";
    SPARQL_COMPONENT = "SPARQLConstraintComponent";
    TARGET_CLASS = "targetClass";
    TARGET_NODE = "targetNode";
    TARGET_OBJECTS_OF = "targetObjectsOf";
    TARGET_SUBJECTS_OF = "targetSubjectsOf";
    VALIDATION_REPORT = "ValidationReport";
    VALIDATION_RESULT = "ValidationResult";
    VALIDATOR = "validator";
    VALUE = "value";
    VIOLATION = "Violation";
    XONE = "xone";
    ZERO_OR_MORE_PATH = "zeroOrMorePath";
    ZERO_OR_ONE_PATH = "zeroOrOnePath";
}

/// The objects of all triples with this subject and predicate, sorted.
pub(super) fn objects<'a>(
    graph: &Graph,
    subject: impl Into<NamedOrBlankNodeRef<'a>>,
    predicate: NamedNodeRef<'a>,
) -> Vec<Term> {
    let mut objects: Vec<Term> =
        graph.objects_for_subject_predicate(subject, predicate).map(TermRef::into_owned).collect();
    objects.sort_by_cached_key(ToString::to_string);
    objects
}

/// The first of [`objects`].
pub(super) fn object<'a>(
    graph: &Graph,
    subject: impl Into<NamedOrBlankNodeRef<'a>>,
    predicate: NamedNodeRef<'a>,
) -> Option<Term> {
    objects(graph, subject, predicate).into_iter().next()
}

/// The words of the first of [`objects`] that is a literal.
pub(super) fn words<'a>(
    graph: &Graph,
    subject: impl Into<NamedOrBlankNodeRef<'a>>,
    predicate: NamedNodeRef<'a>,
) -> Option<String> {
    objects(graph, subject, predicate).into_iter().find_map(|term| match term {
        Term::Literal(literal) => Some(literal.value().to_owned()),
        _ => None,
    })
}

/// Whether a shape or a constraint is switched off.
pub(super) fn is_deactivated<'a>(graph: &Graph, node: impl Into<NamedOrBlankNodeRef<'a>>) -> bool {
    words(graph, node, DEACTIVATED).is_some_and(|flag| flag == "true" || flag == "1")
}

/// `term` as what can be a subject.
pub(super) fn as_subject(term: &Term) -> Option<NamedOrBlankNode> {
    match term {
        Term::NamedNode(node) => Some(node.clone().into()),
        Term::BlankNode(node) => Some(node.clone().into()),
        _ => None,
    }
}

/// The members of an RDF list; `None` if it is none.
pub(super) fn list(graph: &Graph, head: &Term) -> Option<Vec<Term>> {
    let mut members = Vec::new();
    let mut at = as_subject(head)?;
    while at.as_ref() != rdf::NIL.into() {
        members.push(object(graph, at.as_ref(), rdf::FIRST)?);
        at = as_subject(&object(graph, at.as_ref(), rdf::REST)?)?;
        if members.len() > graph.len() {
            return None;
        }
    }
    Some(members)
}
