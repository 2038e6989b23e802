//! Constraints in SPARQL: `sh:sparql`, and constraint components with a validator in SPARQL.
//!
//! A query's `$this`, `$value`, `$currentShape`, `$shapesGraph` and parameters are bound in its algebra, never pasted
//! into its text; only `$PATH` is put in as text, as SHACL says. What SHACL forbids in such a query (MINUS, VALUES,
//! SERVICE, subqueries that hide `$this`) is an error, since binding would change what it means.

mod component;
mod inside;
mod prepared;

use std::collections::BTreeMap;

use oxigraph::model::{Graph, Literal, NamedNode, NamedOrBlankNode, Term};

use super::path::Path;
use super::report::Finding;
use super::targets;
use super::terms::{self as sh, as_subject, is_deactivated, object, objects, words};
use crate::model::Diagnostic;
use crate::query::Rows;
use crate::store::Quads;
use component::Component;
use prepared::{Prepared, held, named, plain};

pub(super) use inside::foretold;

/// What the constraints in SPARQL find on shapes with a target and on those below them by `sh:property`. What they find
/// elsewhere makes other constraints fail: [`foretold`].
pub(super) fn check(data: &Graph, shapes: &Graph) -> Result<Vec<Finding>, Diagnostic> {
    let components = Component::all(shapes);
    if components.is_empty() && shapes.triples_for_predicate(sh::SPARQL).next().is_none() {
        return Ok(Vec::new());
    }
    let mut run =
        Run { shapes, store: held(data, shapes)?, components, findings: Vec::new(), inside: Vec::new() };
    for shape in targets::targeted(shapes) {
        let nodes = targets::of(shape.as_ref(), shapes, data);
        run.visit(&shape, &nodes)?;
    }
    Ok(run.findings)
}

struct Run<'a> {
    shapes: &'a Graph,
    /// The data as its default graph, the shapes as a named one.
    store: Quads,
    components: Vec<Component>,
    findings: Vec<Finding>,
    /// The shapes that are being visited, so that one that holds itself ends.
    inside: Vec<NamedOrBlankNode>,
}

/// A shape at work.
struct Shape {
    node: NamedOrBlankNode,
    path: Option<Path>,
    severity: NamedNode,
}

impl Run<'_> {
    /// Checks a shape and those below it (`sh:property`) on `nodes`.
    fn visit(&mut self, node: &NamedOrBlankNode, nodes: &[Term]) -> Result<(), Diagnostic> {
        if is_deactivated(self.shapes, node.as_ref()) || self.inside.contains(node) || nodes.is_empty() {
            return Ok(());
        }
        let shape = self.shape(node);
        self.own(&shape, nodes)?;
        self.inside.push(node.clone());
        let children = objects(self.shapes, node.as_ref(), sh::PROPERTY);
        if !children.is_empty() {
            let mut values = Vec::new();
            for node in nodes {
                values.extend(self.values(&shape, node)?);
            }
            for child in children.iter().filter_map(as_subject) {
                self.visit(&child, &values)?;
            }
        }
        self.inside.pop();
        Ok(())
    }

    /// Checks what a shape itself asks for on `nodes`.
    fn own(&mut self, shape: &Shape, nodes: &[Term]) -> Result<(), Diagnostic> {
        let constraints = objects(self.shapes, shape.node.as_ref(), sh::SPARQL);
        for constraint in constraints.iter().filter_map(as_subject) {
            self.constraint(shape, &constraint, nodes)?;
        }
        for at in 0..self.components.len() {
            for parameters in self.components[at].uses(self.shapes, &shape.node) {
                self.component(at, shape, &parameters, nodes)?;
            }
        }
        Ok(())
    }

    fn shape(&self, node: &NamedOrBlankNode) -> Shape {
        let path =
            object(self.shapes, node.as_ref(), sh::PATH).and_then(|path| Path::read(self.shapes, &path));
        let severity = match object(self.shapes, node.as_ref(), sh::SEVERITY) {
            Some(Term::NamedNode(severity)) => severity,
            _ => sh::VIOLATION.into_owned(),
        };
        Shape { node: node.clone(), path, severity }
    }

    /// The nodes at the end of the shape's path; the node itself if it has none.
    fn values(&self, shape: &Shape, node: &Term) -> Result<Vec<Term>, Diagnostic> {
        let Some(path) = &shape.path else { return Ok(vec![node.clone()]) };
        let text = format!("SELECT DISTINCT ?value WHERE {{ ?this {path} ?value }}");
        let rows = Prepared::parse(&text, &BTreeMap::new())?.rows(&self.store, &[("this", node.clone())])?;
        Ok(rows.rows.into_iter().filter_map(|row| plain(row.into_iter().next()??)).collect())
    }

    /// `sh:sparql`: every row is a finding.
    fn constraint(
        &mut self,
        shape: &Shape,
        constraint: &NamedOrBlankNode,
        nodes: &[Term],
    ) -> Result<(), Diagnostic> {
        if is_deactivated(self.shapes, constraint.as_ref()) {
            return Ok(());
        }
        let query = self.query(constraint, sh::SELECT, shape)?;
        let component = sh::SPARQL_COMPONENT.into_owned();
        for node in nodes {
            let rows = query.rows(&self.store, &bindings(shape, node, &[]))?;
            for finding in self.findings_of(&rows, shape, node, &component, constraint) {
                self.findings.push(Finding { constraint: Some(constraint.clone().into()), ..finding });
            }
        }
        Ok(())
    }

    /// A constraint component with these parameters: an ASK that must be true of each value, or a SELECT whose rows are
    /// findings.
    fn component(
        &mut self,
        at: usize,
        shape: &Shape,
        parameters: &[(String, Term)],
        nodes: &[Term],
    ) -> Result<(), Diagnostic> {
        let name = self.components[at].name.clone();
        for validator in self.components[at].validators(self.shapes, shape.path.is_some()) {
            let asks = words(self.shapes, validator.as_ref(), sh::ASK).is_some();
            let query = self.query(&validator, if asks { sh::ASK } else { sh::SELECT }, shape)?;
            for node in nodes {
                let bindings = bindings(shape, node, parameters);
                if !asks {
                    let rows = query.rows(&self.store, &bindings)?;
                    let found = self.findings_of(&rows, shape, node, &name, &validator);
                    self.findings.extend(found);
                    continue;
                }
                for value in self.values(shape, node)? {
                    let mut bindings = bindings.clone();
                    bindings.push(("value", value.clone()));
                    if !query.truth(&self.store, &bindings)? {
                        let messages = self.messages(&validator, &|name| {
                            bindings.iter().find(|(known, _)| *known == name).map(|(_, term)| term.clone())
                        });
                        self.findings
                            .push(Finding { value: Some(value), ..finding(shape, node, &name, messages) });
                    }
                }
            }
        }
        Ok(())
    }

    fn findings_of(
        &self,
        rows: &Rows,
        shape: &Shape,
        node: &Term,
        component: &NamedNode,
        source: &NamedOrBlankNode,
    ) -> Vec<Finding> {
        let mut findings = Vec::new();
        for row in &rows.rows {
            let cell = |name: &str| {
                let at = rows.columns.iter().position(|column| column.as_str() == name)?;
                plain(row[at].clone()?)
            };
            let focus = cell("this").unwrap_or_else(|| node.clone());
            let messages = match cell("message") {
                Some(Term::Literal(message)) => vec![message],
                _ => self
                    .messages(source, &|name| cell(name).or_else(|| (name == "this").then(|| node.clone()))),
            };
            let path = match cell("path") {
                Some(Term::NamedNode(path)) => Some(Path::Predicate(path)),
                _ => shape.path.clone(),
            };
            let value = cell("value").or_else(|| shape.path.is_none().then(|| focus.clone()));
            findings.push(Finding { path, value, ..finding(shape, &focus, component, messages) });
        }
        findings
    }

    /// The messages of a constraint, with the values of a row in the place of `{?name}`.
    fn messages(&self, source: &NamedOrBlankNode, value: &dyn Fn(&str) -> Option<Term>) -> Vec<Literal> {
        let filled = |message: &Literal| {
            let mut text = String::new();
            let mut rest = message.value();
            while let Some((before, after)) = rest.split_once('{') {
                text.push_str(before);
                let filled = after.split_once('}').and_then(|(name, tail)| {
                    let name = name.strip_prefix(['?', '$'])?;
                    Some((shown(&value(name)?), tail))
                });
                if let Some((term, tail)) = filled {
                    text.push_str(&term);
                    rest = tail;
                } else {
                    text.push('{');
                    rest = after;
                }
            }
            text.push_str(rest);
            match message.language() {
                Some(language) => Literal::new_language_tagged_literal_unchecked(text, language),
                None => Literal::new_simple_literal(text),
            }
        };
        let all = objects(self.shapes, source.as_ref(), sh::MESSAGE);
        let literal = |term: &Term| match term {
            Term::Literal(message) => Some(filled(message)),
            _ => None,
        };
        all.iter().filter_map(literal).collect()
    }

    fn query(
        &self,
        source: &NamedOrBlankNode,
        form: oxigraph::model::NamedNodeRef<'_>,
        shape: &Shape,
    ) -> Result<Prepared, Diagnostic> {
        let wrong = |why: String| {
            Diagnostic::error(format!("the constraint {source} of {} is wrong: {why}", shape.node))
        };
        let text =
            words(self.shapes, source.as_ref(), form).ok_or_else(|| wrong("it has no query".to_owned()))?;
        let text = match &shape.path {
            Some(path) => text.replace("$PATH", &path.to_string()),
            None => text,
        };
        Prepared::parse(&text, &prepared::prefixes(self.shapes, source)).map_err(|error| wrong(error.message))
    }
}

/// The values that a query begins with.
fn bindings<'b>(shape: &Shape, node: &Term, parameters: &'b [(String, Term)]) -> Vec<(&'b str, Term)> {
    let mut bindings = vec![
        ("this", node.clone()),
        ("currentShape", shape.node.clone().into()),
        ("shapesGraph", prepared::SHAPES.into_owned().into()),
    ];
    bindings.extend(parameters.iter().map(|(name, value)| (name.as_str(), value.clone())));
    bindings
}

fn finding(shape: &Shape, focus: &Term, component: &NamedNode, messages: Vec<Literal>) -> Finding {
    Finding {
        focus: focus.clone(),
        path: shape.path.clone(),
        value: None,
        component: component.clone(),
        severity: shape.severity.clone(),
        shape: shape.node.clone().into(),
        constraint: None,
        messages,
    }
}

/// A term inside a message.
fn shown(term: &Term) -> String {
    match plain(named(term)) {
        Some(Term::Literal(literal)) => literal.value().to_owned(),
        Some(Term::NamedNode(node)) => node.into_string(),
        _ => term.to_string(),
    }
}
