//! Constraints in SPARQL on shapes that others refer to: by `sh:node`, `sh:not`, `sh:and`, `sh:or`, `sh:xone` and
//! `sh:qualifiedValueShape`. Such a shape gives no findings of its own; whether a node conforms to it decides about others.
//!
//! The library judges that, and knows no SPARQL. So all nodes that it will ask about are judged here before, those that a
//! constraint is against are marked in the data, and each reference to the shape becomes one to the shape and to "not
//! marked". A mark is a triple whose object the node is, so that no closed shape minds it.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{
    BlankNode, Graph, Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Term, TermRef, Triple,
};

use super::super::targets;
use super::super::terms::{self as sh, as_subject, is_deactivated, object, objects};
use super::Run;
use super::component::Component;
use super::prepared::held;
use crate::model::Diagnostic;

const MARK: &str = "urn:x-pactum:against:";
const MARKER: NamedNodeRef<'_> = NamedNodeRef::new_unchecked("urn:x-pactum:marks");

/// Predicates whose object is a shape that is referred to, and those whose object is a list of such.
const TO_ONE: [NamedNodeRef<'_>; 3] = [sh::NODE, sh::NOT, sh::QUALIFIED_VALUE_SHAPE];
const TO_LIST: [NamedNodeRef<'_>; 3] = [sh::AND, sh::OR, sh::XONE];

/// The data with its marks, and the shapes with other references; `None` if no shape with SPARQL is referred to.
pub(in super::super) fn foretold(data: &Graph, shapes: &Graph) -> Result<Option<(Graph, Graph)>, Diagnostic> {
    let components = Component::all(shapes);
    let asks = |shape: &NamedOrBlankNode| {
        object(shapes, shape.as_ref(), sh::SPARQL).is_some()
            || components.iter().any(|component| !component.uses(shapes, shape).is_empty())
    };
    let referred = referred(shapes);
    let mut reached: BTreeMap<String, NamedOrBlankNode> = BTreeMap::new();
    let mut open: Vec<NamedOrBlankNode> = referred.iter().map(|(_, shape)| shape.clone()).collect();
    while let Some(shape) = open.pop() {
        if reached.insert(shape.to_string(), shape.clone()).is_none() {
            open.extend(below(shapes, &shape));
        }
    }
    reached.retain(|_, shape| asks(shape) && !is_deactivated(shapes, shape.as_ref()));
    if reached.is_empty() {
        return Ok(None);
    }
    let asking: Vec<NamedOrBlankNode> = reached.into_values().collect();
    let store = held(data, shapes)?;
    let mut run = Run { shapes, store, components, findings: Vec::new(), inside: Vec::new() };
    let marked = marked(data, &asking, &mut run)?;
    Ok(Some((marked, Rewriting { shapes, asking: &asking, more: Graph::new(), made: 0 }.of(&referred))))
}

/// Where shapes are referred to: the triple that does it, and the shape.
fn referred(shapes: &Graph) -> Vec<(Triple, NamedOrBlankNode)> {
    let mut found = Vec::new();
    for predicate in TO_ONE {
        for triple in shapes.triples_for_predicate(predicate) {
            found.extend(as_subject(&triple.object.into_owned()).map(|shape| (triple.into_owned(), shape)));
        }
    }
    for predicate in TO_LIST {
        for triple in shapes.triples_for_predicate(predicate) {
            for cell in cells(shapes, &triple.object.into_owned()) {
                let Some(first) = object(shapes, cell.as_ref(), rdf::FIRST) else { continue };
                let shape = as_subject(&first);
                found.extend(shape.map(|shape| (Triple::new(cell, rdf::FIRST, first), shape)));
            }
        }
    }
    found.sort_by_cached_key(|(triple, _)| triple.to_string());
    found.dedup();
    found
}

/// The cells of a list.
fn cells(shapes: &Graph, list: &Term) -> Vec<NamedOrBlankNode> {
    let mut cells: Vec<NamedOrBlankNode> = Vec::new();
    let mut at = as_subject(list);
    while let Some(cell) = at.filter(|cell| cell.as_ref() != rdf::NIL.into() && !cells.contains(cell)) {
        at = object(shapes, cell.as_ref(), rdf::REST).as_ref().and_then(as_subject);
        cells.push(cell);
    }
    cells
}

/// The shapes that `shape` asks its values about.
fn below(shapes: &Graph, shape: &NamedOrBlankNode) -> Vec<NamedOrBlankNode> {
    let ones = TO_ONE.into_iter().chain([sh::PROPERTY]);
    let mut found: Vec<Term> =
        ones.flat_map(|predicate| objects(shapes, shape.as_ref(), predicate)).collect();
    for list in TO_LIST.into_iter().flat_map(|predicate| objects(shapes, shape.as_ref(), predicate)) {
        found
            .extend(cells(shapes, &list).iter().filter_map(|cell| object(shapes, cell.as_ref(), rdf::FIRST)));
    }
    found.iter().filter_map(as_subject).collect()
}

/// The data, and a mark on each node that a shape in `asking` is against.
fn marked(data: &Graph, asking: &[NamedOrBlankNode], run: &mut Run<'_>) -> Result<Graph, Diagnostic> {
    let mut marked = data.clone();
    let mut seen: BTreeSet<(String, String)> = BTreeSet::new();
    let targeted = targets::targeted(run.shapes);
    let mut open: Vec<(NamedOrBlankNode, Term)> = Vec::new();
    for shape in targeted {
        open.extend(
            targets::of(shape.as_ref(), run.shapes, data).into_iter().map(|node| (shape.clone(), node)),
        );
    }
    while let Some((shape, node)) = open.pop() {
        if !seen.insert((shape.to_string(), node.to_string())) {
            continue;
        }
        let known = run.shape(&shape);
        if let Some(at) = asking.iter().position(|asking| *asking == shape) {
            run.own(&known, std::slice::from_ref(&node))?;
            if !run.findings.is_empty() {
                run.findings.clear();
                marked.insert(&Triple::new(MARKER, mark(at), node.clone()));
            }
        }
        let children = below(run.shapes, &shape);
        if !children.is_empty() {
            for value in run.values(&known, &node)? {
                open.extend(children.iter().map(|child| (child.clone(), value.clone())));
            }
        }
    }
    Ok(marked)
}

fn mark(at: usize) -> NamedNode {
    NamedNode::new_unchecked(format!("{MARK}{at}"))
}

/// Makes the shapes that the library gets.
struct Rewriting<'a> {
    shapes: &'a Graph,
    asking: &'a [NamedOrBlankNode],
    /// Triples of new shapes.
    more: Graph,
    made: usize,
}

impl Rewriting<'_> {
    /// The shapes, each reference in `referred` to one that SPARQL has a say in also to what stands for that.
    fn of(mut self, referred: &[(Triple, NamedOrBlankNode)]) -> Graph {
        let mut all = self.shapes.clone();
        for (triple, shape) in referred {
            let mut wanted = self.unmarked(shape, &mut Vec::new());
            if wanted.is_empty() {
                continue;
            }
            wanted.insert(0, shape.clone());
            let both = self.new_node();
            self.say(&both, rdf::TYPE, sh::NODE_SHAPE.into());
            let list = self.list(&wanted);
            self.say(&both, sh::AND, list.as_ref().into());
            all.remove(triple);
            all.insert(&Triple::new(triple.subject.clone(), triple.predicate.clone(), both));
        }
        for triple in &self.more {
            all.insert(triple);
        }
        all
    }

    /// Shapes of nodes without the marks that `shape` and those below it by `sh:property` look at.
    fn unmarked(
        &mut self,
        shape: &NamedOrBlankNode,
        inside: &mut Vec<NamedOrBlankNode>,
    ) -> Vec<NamedOrBlankNode> {
        if is_deactivated(self.shapes, shape.as_ref()) || inside.contains(shape) {
            return Vec::new();
        }
        let mut wanted = Vec::new();
        if let Some(at) = self.asking.iter().position(|asking| asking == shape) {
            let (node, property, path) = (self.new_node(), self.new_node(), self.new_node());
            self.say(&node, rdf::TYPE, sh::NODE_SHAPE.into());
            self.say(&node, sh::PROPERTY, property.as_ref().into());
            self.say(&property, sh::PATH, path.as_ref().into());
            self.say(&path, sh::INVERSE_PATH, mark(at).as_ref().into());
            let none = Literal::new_typed_literal("0", xsd::INTEGER);
            self.say(&property, sh::MAX_COUNT, none.as_ref().into());
            wanted.push(node);
        }
        inside.push(shape.clone());
        let path = object(self.shapes, shape.as_ref(), sh::PATH);
        for child in objects(self.shapes, shape.as_ref(), sh::PROPERTY).iter().filter_map(as_subject) {
            let of_child = self.unmarked(&child, inside);
            match &path {
                // What holds of the values of a path holds of them when they are looked at from where it begins.
                Some(path) if !of_child.is_empty() => {
                    let (node, property) = (self.new_node(), self.new_node());
                    self.say(&node, rdf::TYPE, sh::NODE_SHAPE.into());
                    self.say(&node, sh::PROPERTY, property.as_ref().into());
                    self.say(&property, sh::PATH, path.as_ref());
                    for of in &of_child {
                        self.say(&property, sh::NODE, of.as_ref().into());
                    }
                    wanted.push(node);
                }
                _ => wanted.extend(of_child),
            }
        }
        inside.pop();
        wanted
    }

    fn list(&mut self, shapes: &[NamedOrBlankNode]) -> NamedOrBlankNode {
        let mut rest: NamedOrBlankNode = rdf::NIL.into_owned().into();
        for shape in shapes.iter().rev() {
            let cell = self.new_node();
            self.say(&cell, rdf::FIRST, shape.as_ref().into());
            self.say(&cell, rdf::REST, rest.as_ref().into());
            rest = cell;
        }
        rest
    }

    fn new_node(&mut self) -> NamedOrBlankNode {
        self.made += 1;
        BlankNode::new_unchecked(format!("pactum-inside-{}", self.made)).into()
    }

    fn say(&mut self, subject: &NamedOrBlankNode, predicate: NamedNodeRef<'_>, object: TermRef<'_>) {
        self.more.insert(&Triple::new(subject.clone(), predicate, object));
    }
}
