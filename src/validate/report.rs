//! What validation finds, and the same as RDF.

use oxigraph::model::vocab::rdf;
use oxigraph::model::{
    BlankNode, Graph, Literal, NamedNode, NamedOrBlankNode, NamedOrBlankNodeRef, Term, Triple,
};

use super::path::Path;
use super::terms::{self as sh, object, objects};

/// All findings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// By focus node, path and value.
    pub findings: Vec<Finding>,
}

/// One thing that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The node that was looked at.
    pub focus: Term,
    /// The way to the values in question.
    pub path: Option<Path>,
    /// The value in question.
    pub value: Option<Term>,
    /// The kind of constraint.
    pub component: NamedNode,
    /// How bad it is: `sh:Violation`, `sh:Warning`, `sh:Info`.
    pub severity: NamedNode,
    /// The shape that asks for it.
    pub shape: Term,
    /// The constraint in SPARQL.
    pub constraint: Option<Term>,
    /// What is wrong, in words.
    pub messages: Vec<Literal>,
}

impl Report {
    /// The report of `findings`.
    #[must_use]
    pub fn new(mut findings: Vec<Finding>) -> Self {
        findings.sort_by_cached_key(Finding::sort_key);
        Self { findings }
    }

    /// Whether nothing was found, of whatever severity: `sh:conforms`.
    #[must_use]
    pub fn conforms(&self) -> bool {
        self.findings.is_empty()
    }

    /// Whether something was found that is no mere warning.
    #[must_use]
    pub fn has_violations(&self) -> bool {
        self.findings.iter().any(Finding::is_violation)
    }

    /// The findings of the report that `node` is in `graph`. A finding that lacks what every finding has is left out.
    #[must_use]
    pub fn read<'a>(graph: &Graph, node: impl Into<NamedOrBlankNodeRef<'a>>) -> Self {
        let results = objects(graph, node, sh::RESULT);
        Self::new(
            results
                .iter()
                .filter_map(sh::as_subject)
                .filter_map(|result| Finding::read(graph, &result))
                .collect(),
        )
    }

    /// The report in SHACL's own terms, with blank nodes `report`, `r1`, `r2` …
    #[must_use]
    pub fn to_triples(&self) -> Vec<Triple> {
        let mut out = Graph::new();
        let report = BlankNode::new_unchecked("report");
        out.insert(&Triple::new(report.clone(), rdf::TYPE, sh::VALIDATION_REPORT));
        out.insert(&Triple::new(report.clone(), sh::CONFORMS, Literal::from(self.conforms())));
        let mut paths = 0;
        for (at, finding) in self.findings.iter().enumerate() {
            let node = BlankNode::new_unchecked(format!("r{}", at + 1));
            out.insert(&Triple::new(report.clone(), sh::RESULT, node.clone()));
            finding.write(&node.into(), &mut out, &mut || {
                paths += 1;
                BlankNode::new_unchecked(format!("p{paths}"))
            });
        }
        let mut triples: Vec<Triple> = out.iter().map(oxigraph::model::TripleRef::into_owned).collect();
        triples.sort_by_cached_key(ToString::to_string);
        triples
    }
}

impl Finding {
    /// Whether it is no mere warning.
    #[must_use]
    pub fn is_violation(&self) -> bool {
        self.severity.as_ref() == sh::VIOLATION
    }

    fn sort_key(&self) -> (String, String, String, String, String) {
        let text = |term: Option<&Term>| term.map(ToString::to_string).unwrap_or_default();
        let path = self.path.as_ref().map(ToString::to_string).unwrap_or_default();
        let shape = self.shape.to_string();
        (self.focus.to_string(), path, text(self.value.as_ref()), self.component.to_string(), shape)
    }

    fn read(graph: &Graph, node: &NamedOrBlankNode) -> Option<Self> {
        let value = |predicate| object(graph, node.as_ref(), predicate);
        let named = |predicate| match value(predicate)? {
            Term::NamedNode(node) => Some(node),
            _ => None,
        };
        let mut messages: Vec<Literal> = Vec::new();
        for message in objects(graph, node.as_ref(), sh::RESULT_MESSAGE) {
            if let Term::Literal(message) = message {
                messages.push(message);
            }
        }
        Some(Self {
            focus: value(sh::FOCUS_NODE)?,
            path: value(sh::RESULT_PATH).and_then(|path| Path::read(graph, &path)),
            value: value(sh::VALUE),
            component: named(sh::SOURCE_COMPONENT)?,
            severity: named(sh::RESULT_SEVERITY)?,
            shape: value(sh::SOURCE_SHAPE)?,
            constraint: value(sh::SOURCE_CONSTRAINT),
            messages,
        })
    }

    fn write(&self, node: &NamedOrBlankNode, out: &mut Graph, blank: &mut dyn FnMut() -> BlankNode) {
        let path = self.path.as_ref().map(|path| path.write(out, blank));
        let mut add = |predicate, value: Term| {
            out.insert(&Triple::new(node.clone(), predicate, value));
        };
        add(rdf::TYPE, sh::VALIDATION_RESULT.into_owned().into());
        add(sh::FOCUS_NODE, self.focus.clone());
        add(sh::SOURCE_COMPONENT, self.component.clone().into());
        add(sh::RESULT_SEVERITY, self.severity.clone().into());
        add(sh::SOURCE_SHAPE, self.shape.clone());
        let optional = [
            (sh::RESULT_PATH, path),
            (sh::VALUE, self.value.clone()),
            (sh::SOURCE_CONSTRAINT, self.constraint.clone()),
        ];
        for (predicate, value) in optional {
            if let Some(value) = value {
                add(predicate, value);
            }
        }
        for message in &self.messages {
            add(sh::RESULT_MESSAGE, message.clone().into());
        }
    }
}
