//! Constraint components that a shapes graph declares itself.

use oxigraph::model::{Graph, NamedNode, NamedNodeRef, NamedOrBlankNode, Term};

use super::super::terms::{self as sh, as_subject, object, objects, words};

/// One constraint component.
pub(super) struct Component {
    /// Its IRI.
    pub(super) name: NamedNode,
    parameters: Vec<Parameter>,
}

struct Parameter {
    property: NamedNode,
    /// What the variable is called: the last part of the property's IRI.
    variable: String,
    optional: bool,
}

impl Component {
    /// The components that `shapes` declares: whatever has parameters.
    pub(super) fn all(shapes: &Graph) -> Vec<Self> {
        let mut names: Vec<NamedNode> = shapes
            .triples_for_predicate(sh::PARAMETER)
            .filter_map(|triple| match triple.subject.into_owned() {
                NamedOrBlankNode::NamedNode(node) => Some(node),
                NamedOrBlankNode::BlankNode(_) => None,
            })
            .collect();
        names.sort();
        names.dedup();
        names.into_iter().map(|name| Self { parameters: parameters(shapes, &name), name }).collect()
    }

    /// The values of its parameters on `shape`, once for each use: a component with one parameter is used with each of
    /// its values.
    pub(super) fn uses(&self, shapes: &Graph, shape: &NamedOrBlankNode) -> Vec<Vec<(String, Term)>> {
        let mut given = Vec::new();
        for parameter in &self.parameters {
            let values = objects(shapes, shape.as_ref(), parameter.property.as_ref());
            if values.is_empty() && !parameter.optional {
                return Vec::new();
            }
            given.push((parameter.variable.clone(), values));
        }
        if let [(variable, values)] = given.as_slice() {
            return values.iter().map(|value| vec![(variable.clone(), value.clone())]).collect();
        }
        let first = |(variable, values): (String, Vec<Term>)| Some((variable, values.into_iter().next()?));
        let used: Vec<_> = given.into_iter().filter_map(first).collect();
        if used.is_empty() { Vec::new() } else { vec![used] }
    }

    /// Its validators for shapes with or without a path.
    pub(super) fn validators(&self, shapes: &Graph, with_path: bool) -> Vec<NamedOrBlankNode> {
        let special = if with_path { sh::PROPERTY_VALIDATOR } else { sh::NODE_VALIDATOR };
        let of = |predicate: NamedNodeRef<'_>| -> Vec<NamedOrBlankNode> {
            objects(shapes, &self.name, predicate).iter().filter_map(as_subject).collect()
        };
        let special = of(special);
        if special.is_empty() { of(sh::VALIDATOR) } else { special }
    }
}

fn parameters(shapes: &Graph, component: &NamedNode) -> Vec<Parameter> {
    let read = |node: NamedOrBlankNode| {
        let Some(Term::NamedNode(property)) = object(shapes, node.as_ref(), sh::PATH) else { return None };
        let variable = property.as_str().rsplit(['#', '/']).next().unwrap_or_default().to_owned();
        let optional =
            words(shapes, node.as_ref(), sh::OPTIONAL).is_some_and(|flag| flag == "true" || flag == "1");
        Some(Parameter { property, variable, optional })
    };
    objects(shapes, component, sh::PARAMETER).iter().filter_map(as_subject).filter_map(read).collect()
}
