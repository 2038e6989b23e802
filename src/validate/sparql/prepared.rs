//! Queries of shapes: read, checked, bound, asked.

use std::collections::BTreeMap;

use oxigraph::model::{
    BlankNode, Graph, GraphName, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term, Variable,
};
use spargebra::algebra::GraphPattern;
use spargebra::{Query, SparqlParser};

use super::super::terms::{self as sh, as_subject, objects, words};
use crate::model::Diagnostic;
use crate::query::answer::{Answer, ask};
use crate::query::{Rows, bind};
use crate::store::Quads;
use crate::store::algebra::{Part, walk};

/// The graph that holds the shapes.
pub(super) const SHAPES: NamedNodeRef<'_> = NamedNodeRef::new_unchecked("urn:x-pactum:shapes");
/// What stands for a blank node in a query: a blank node there would fit everything.
const BLANK: &str = "urn:x-pactum:blank:";
const OWL_IMPORTS: NamedNodeRef<'_> = NamedNodeRef::new_unchecked("http://www.w3.org/2002/07/owl#imports");

/// A query that values can be bound in.
pub(super) struct Prepared {
    query: Query,
}

impl Prepared {
    /// Reads a query with these prefixes.
    pub(super) fn parse(text: &str, prefixes: &BTreeMap<String, String>) -> Result<Self, Diagnostic> {
        let mut parser = SparqlParser::new();
        for (prefix, iri) in prefixes {
            parser = parser
                .with_prefix(prefix, iri)
                .map_err(|error| Diagnostic::error(format!("the prefix {prefix}: has no IRI: {error}")))?;
        }
        let query = parser.parse_query(text).map_err(|error| Diagnostic::error(error.to_string()))?;
        check(&query)?;
        Ok(Self { query })
    }

    /// The rows of a SELECT with these values bound.
    pub(super) fn rows(&self, store: &Quads, values: &[(&str, Term)]) -> Result<Rows, Diagnostic> {
        match self.answer(store, values)? {
            Answer::Rows(rows) => Ok(rows),
            _ => Err(Diagnostic::error("a SELECT is wanted here")),
        }
    }

    /// The answer to an ASK with these values bound.
    pub(super) fn truth(&self, store: &Quads, values: &[(&str, Term)]) -> Result<bool, Diagnostic> {
        match self.answer(store, values)? {
            Answer::Truth(truth) => Ok(truth),
            _ => Err(Diagnostic::error("an ASK is wanted here")),
        }
    }

    fn answer(&self, store: &Quads, values: &[(&str, Term)]) -> Result<Answer, Diagnostic> {
        let mut query = self.query.clone();
        for (name, value) in values {
            let variable = Variable::new(*name).map_err(|error| Diagnostic::error(error.to_string()))?;
            bind(&mut query, &variable, &named(value))?;
        }
        ask(store, &query)
    }
}

/// What SHACL forbids in a query whose variables are bound beforehand (SHACL, appendix A).
fn check(query: &Query) -> Result<(), Diagnostic> {
    let (mut forbidden, mut projections) = (None, Vec::new());
    walk(&mut query.clone(), &mut |part| match part {
        Part::Pattern(GraphPattern::Minus { .. }) => forbidden = Some("MINUS"),
        Part::Pattern(GraphPattern::Values { .. }) => forbidden = Some("VALUES"),
        Part::Pattern(GraphPattern::Service { .. }) => forbidden = Some("SERVICE"),
        Part::Pattern(GraphPattern::Project { variables, .. }) => projections.push(variables.clone()),
        _ => {}
    });
    if let Some(word) = forbidden {
        return Err(Diagnostic::error(format!("SHACL allows no {word} in a constraint")));
    }
    // The outermost comes last; it is the answer itself.
    projections.pop();
    if projections.iter().all(|variables| variables.iter().any(|variable| variable.as_str() == "this")) {
        Ok(())
    } else {
        Err(Diagnostic::error("a subquery of a constraint must select $this"))
    }
}

/// The prefixes that a constraint names with `sh:prefixes`, also those of what is imported there.
pub(super) fn prefixes(shapes: &Graph, source: &NamedOrBlankNode) -> BTreeMap<String, String> {
    let mut open: Vec<NamedOrBlankNode> =
        objects(shapes, source.as_ref(), sh::PREFIXES).iter().filter_map(as_subject).collect();
    let (mut seen, mut found) = (Vec::new(), BTreeMap::new());
    while let Some(node) = open.pop() {
        if seen.contains(&node) {
            continue;
        }
        for declared in objects(shapes, node.as_ref(), sh::DECLARE).iter().filter_map(as_subject) {
            let of = |predicate| words(shapes, declared.as_ref(), predicate);
            if let (Some(prefix), Some(namespace)) = (of(sh::PREFIX), of(sh::NAMESPACE)) {
                found.entry(prefix).or_insert(namespace);
            }
        }
        open.extend(objects(shapes, node.as_ref(), OWL_IMPORTS).iter().filter_map(as_subject));
        seen.push(node);
    }
    found
}

/// A store in memory with the data as its default graph and the shapes as another.
pub(super) fn held(data: &Graph, shapes: &Graph) -> Result<Quads, Diagnostic> {
    let quads = |graph: &Graph, name: GraphName| -> Vec<Quad> {
        let quad = |triple: oxigraph::model::TripleRef<'_>| {
            let subject = match named(&triple.subject.into_owned().into()) {
                Term::NamedNode(node) => NamedOrBlankNode::NamedNode(node),
                _ => triple.subject.into_owned(),
            };
            let object = named(&triple.object.into_owned());
            Quad::new(subject, triple.predicate.into_owned(), object, name.clone())
        };
        graph.iter().map(quad).collect()
    };
    let data = quads(data, GraphName::DefaultGraph);
    Quads::in_memory(data.into_iter().chain(quads(shapes, SHAPES.into_owned().into())))
}

/// `term` with a name if it is a blank node.
pub(super) fn named(term: &Term) -> Term {
    match term {
        Term::BlankNode(node) => NamedNode::new_unchecked(format!("{BLANK}{}", node.as_str())).into(),
        other => other.clone(),
    }
}

/// The reverse of [`named`].
pub(super) fn plain(term: Term) -> Option<Term> {
    match &term {
        Term::NamedNode(node) => match node.as_str().strip_prefix(BLANK) {
            Some(label) => BlankNode::new(label).ok().map(Term::from),
            None => Some(term),
        },
        _ => Some(term),
    }
}
