//! Property paths of SHACL: read from a shapes graph, shown, and as SPARQL.

use std::fmt;

use oxigraph::model::vocab::rdf;
use oxigraph::model::{BlankNode, Graph, NamedNode, Term, Triple};

use super::terms::{self as sh, as_subject, list, object};

/// A way from a node to its values.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Path {
    /// Along a property.
    Predicate(NamedNode),
    /// Against a path.
    Inverse(Box<Path>),
    /// One path after the other.
    Sequence(Vec<Path>),
    /// Along any of them.
    Alternative(Vec<Path>),
    /// Any number of times, also not at all.
    ZeroOrMore(Box<Path>),
    /// Once at least.
    OneOrMore(Box<Path>),
    /// Once or not at all.
    ZeroOrOne(Box<Path>),
}

/// Deeper paths are not read: a path in a circle has no end.
const DEEPEST: usize = 32;

impl Path {
    /// The path that `node` describes in `graph`; `None` if it describes none.
    #[must_use]
    pub fn read(graph: &Graph, node: &Term) -> Option<Self> {
        Self::read_to(graph, node, DEEPEST)
    }

    fn read_to(graph: &Graph, node: &Term, deep: usize) -> Option<Self> {
        let inner = |node: &Term| Self::read_to(graph, node, deep.checked_sub(1)?).map(Box::new);
        let all = |head: &Term| {
            let paths: Option<Vec<_>> = list(graph, head)?
                .iter()
                .map(|node| Self::read_to(graph, node, deep.checked_sub(1)?))
                .collect();
            paths.filter(|paths| !paths.is_empty())
        };
        if let Term::NamedNode(predicate) = node {
            return Some(Self::Predicate(predicate.clone()));
        }
        let subject = as_subject(node)?;
        let value = |predicate| object(graph, subject.as_ref(), predicate);
        if value(rdf::FIRST).is_some() {
            all(node).map(Self::Sequence)
        } else if let Some(head) = value(sh::ALTERNATIVE_PATH) {
            all(&head).map(Self::Alternative)
        } else if let Some(path) = value(sh::INVERSE_PATH) {
            inner(&path).map(Self::Inverse)
        } else if let Some(path) = value(sh::ZERO_OR_MORE_PATH) {
            inner(&path).map(Self::ZeroOrMore)
        } else if let Some(path) = value(sh::ONE_OR_MORE_PATH) {
            inner(&path).map(Self::OneOrMore)
        } else {
            inner(&value(sh::ZERO_OR_ONE_PATH)?).map(Self::ZeroOrOne)
        }
    }

    /// The property, if the path is just one.
    #[must_use]
    pub const fn predicate(&self) -> Option<&NamedNode> {
        match self {
            Self::Predicate(predicate) => Some(predicate),
            _ => None,
        }
    }

    /// Describes the path in `out` and returns the node that stands for it. `blank` makes the blank nodes.
    pub(super) fn write(&self, out: &mut Graph, blank: &mut dyn FnMut() -> BlankNode) -> Term {
        let one = |predicate, path: &Self, out: &mut Graph, blank: &mut dyn FnMut() -> BlankNode| {
            let node = blank();
            let value = path.write(out, blank);
            out.insert(&Triple::new(node.clone(), predicate, value));
            node.into()
        };
        match self {
            Self::Predicate(predicate) => predicate.clone().into(),
            Self::Sequence(paths) => write_list(paths, out, blank),
            Self::Alternative(paths) => {
                let node = blank();
                let head = write_list(paths, out, blank);
                out.insert(&Triple::new(node.clone(), sh::ALTERNATIVE_PATH, head));
                node.into()
            }
            Self::Inverse(path) => one(sh::INVERSE_PATH, path, out, blank),
            Self::ZeroOrMore(path) => one(sh::ZERO_OR_MORE_PATH, path, out, blank),
            Self::OneOrMore(path) => one(sh::ONE_OR_MORE_PATH, path, out, blank),
            Self::ZeroOrOne(path) => one(sh::ZERO_OR_ONE_PATH, path, out, blank),
        }
    }
}

fn write_list(paths: &[Path], out: &mut Graph, blank: &mut dyn FnMut() -> BlankNode) -> Term {
    let mut rest: Term = rdf::NIL.into_owned().into();
    for path in paths.iter().rev() {
        let node = blank();
        let first = path.write(out, blank);
        out.insert(&Triple::new(node.clone(), rdf::FIRST, first));
        out.insert(&Triple::new(node.clone(), rdf::REST, rest));
        rest = node.into();
    }
    rest
}

/// The path in SPARQL's syntax.
impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let joined =
            |paths: &[Self], by: &str| paths.iter().map(ToString::to_string).collect::<Vec<_>>().join(by);
        match self {
            Self::Predicate(predicate) => write!(f, "{predicate}"),
            Self::Inverse(path) => write!(f, "^({path})"),
            Self::Sequence(paths) => write!(f, "({})", joined(paths, "/")),
            Self::Alternative(paths) => write!(f, "({})", joined(paths, "|")),
            Self::ZeroOrMore(path) => write!(f, "({path})*"),
            Self::OneOrMore(path) => write!(f, "({path})+"),
            Self::ZeroOrOne(path) => write!(f, "({path})?"),
        }
    }
}
