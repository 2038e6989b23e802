//! Which nodes a shape is about.

use std::collections::BTreeSet;

use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{Graph, NamedNodeRef, NamedOrBlankNode, NamedOrBlankNodeRef, Term, TermRef};

use super::terms::{self as sh, objects};

const OWL_CLASS: NamedNodeRef<'_> = NamedNodeRef::new_unchecked("http://www.w3.org/2002/07/owl#Class");
const PROPERTY_SHAPE: NamedNodeRef<'_> =
    NamedNodeRef::new_unchecked("http://www.w3.org/ns/shacl#PropertyShape");

/// The shapes that have targets, in order.
pub(super) fn targeted(shapes: &Graph) -> Vec<NamedOrBlankNode> {
    let mut found: Vec<NamedOrBlankNode> = Vec::new();
    for predicate in [sh::TARGET_NODE, sh::TARGET_CLASS, sh::TARGET_SUBJECTS_OF, sh::TARGET_OBJECTS_OF] {
        found.extend(shapes.triples_for_predicate(predicate).map(|triple| triple.subject.into_owned()));
    }
    for class in [rdfs::CLASS, OWL_CLASS] {
        let classes = shapes.subjects_for_predicate_object(rdf::TYPE, class);
        found.extend(classes.filter(|node| is_shape(shapes, *node)).map(NamedOrBlankNodeRef::into_owned));
    }
    found.sort_by_cached_key(ToString::to_string);
    found.dedup();
    found
}

fn is_shape(shapes: &Graph, node: NamedOrBlankNodeRef<'_>) -> bool {
    objects(shapes, node, rdf::TYPE).iter().any(|class| {
        class.as_ref() == TermRef::from(sh::NODE_SHAPE) || class.as_ref() == TermRef::from(PROPERTY_SHAPE)
    })
}

/// The nodes of `data` that `shape` is about, in order.
pub(super) fn of(shape: NamedOrBlankNodeRef<'_>, shapes: &Graph, data: &Graph) -> Vec<Term> {
    let mut nodes: Vec<Term> = objects(shapes, shape, sh::TARGET_NODE);
    let mut classes = objects(shapes, shape, sh::TARGET_CLASS);
    let is_class =
        |class: NamedNodeRef<'_>| objects(shapes, shape, rdf::TYPE).contains(&class.into_owned().into());
    if is_class(rdfs::CLASS) || is_class(OWL_CLASS) {
        classes.push(shape.into_owned().into());
    }
    for class in classes {
        nodes.extend(instances(data, &class));
    }
    for term in objects(shapes, shape, sh::TARGET_SUBJECTS_OF) {
        if let Term::NamedNode(predicate) = term {
            nodes.extend(
                data.triples_for_predicate(&predicate).map(|triple| triple.subject.into_owned().into()),
            );
        }
    }
    for term in objects(shapes, shape, sh::TARGET_OBJECTS_OF) {
        if let Term::NamedNode(predicate) = term {
            nodes.extend(data.triples_for_predicate(&predicate).map(|triple| triple.object.into_owned()));
        }
    }
    nodes.sort_by_cached_key(ToString::to_string);
    nodes.dedup();
    nodes
}

/// The instances of `class` and of the classes below it.
fn instances(data: &Graph, class: &Term) -> Vec<Term> {
    let mut below: BTreeSet<String> = BTreeSet::new();
    let mut open = vec![class.clone()];
    let mut found = Vec::new();
    while let Some(class) = open.pop() {
        if !below.insert(class.to_string()) {
            continue;
        }
        let nodes = |predicate| data.subjects_for_predicate_object(predicate, class.as_ref());
        found.extend(nodes(rdf::TYPE).map(|node| Term::from(node.into_owned())));
        open.extend(nodes(rdfs::SUB_CLASS_OF).map(|node| Term::from(node.into_owned())));
    }
    found
}
