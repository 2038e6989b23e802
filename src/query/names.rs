//! From IRIs to the names people know, and back.

use std::cell::RefCell;
use std::collections::BTreeMap;

use oxigraph::model::{GraphNameRef, Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Term};

use super::evidence::last_part;
use super::graph::{self, objects, subjects};
use super::vocabulary::{Vocabulary, did_you_mean};
use crate::model::Diagnostic;
use crate::store::Quads;

/// What entities and documents are called by, best first.
const NAMING: [NamedNodeRef<'_>; 5] =
    [graph::LABEL, graph::ALT_LABEL, graph::SCHEMA_HEADLINE, graph::DC_SOURCE, graph::SCHEMA_URL];

/// The names in one store, looked up as needed.
pub struct Names<'a> {
    store: &'a Quads,
    words: &'a Vocabulary,
    shown: RefCell<BTreeMap<NamedNode, String>>,
}

impl<'a> Names<'a> {
    /// The names in `store`; those of the ontology's terms from `words`.
    #[must_use]
    pub const fn new(store: &'a Quads, words: &'a Vocabulary) -> Self {
        Self { store, words, shown: RefCell::new(BTreeMap::new()) }
    }

    /// The name to show for a term: an entity's label, a document's headline, an amount of money in words, a literal's
    /// text; a prefixed name if there is nothing better.
    #[must_use]
    pub fn show(&self, term: &Term) -> String {
        match term {
            Term::NamedNode(node) => self.of(node),
            Term::Literal(literal) => literal.value().to_owned(),
            other => other.to_string(),
        }
    }

    /// The name to show for an IRI.
    #[must_use]
    pub fn of(&self, node: &NamedNode) -> String {
        if let Some(name) = self.shown.borrow().get(node) {
            return name.clone();
        }
        let name = self
            .known(node)
            .or_else(|| self.words.compact(node.as_str()))
            .unwrap_or_else(|| node.as_str().to_owned());
        self.shown.borrow_mut().insert(node.clone(), name.clone());
        name
    }

    /// The name of a term of the ontology, an entity, a document or an amount of money, if it has one here.
    #[must_use]
    pub fn known(&self, node: &NamedNode) -> Option<String> {
        let label = self.words.label(node.as_str()).map(str::to_owned);
        label.or_else(|| self.label(node.as_ref())).or_else(|| self.money(node.as_ref()))
    }

    /// The IRI that a person means by `name`: an IRI, a prefixed name, an id (`company/openai`), or a name in any case.
    ///
    /// # Errors
    /// If nothing or more than one thing is called that.
    pub fn find(&self, name: &str) -> Result<NamedNode, Diagnostic> {
        if let Some(node) = self.as_iri(name) {
            return Ok(node);
        }
        // An imported dataset may name the same things; what the graph itself speaks of goes before.
        let mut exact = Vec::new();
        for predicate in NAMING {
            let nodes = subjects(self.store, predicate, &Literal::from(name))?;
            if let Some(node) = self.the_one(name, self.ours(&nodes))? {
                return Ok(node);
            }
            exact.push(nodes);
        }
        let all = self.all_names()?;
        let wanted = fold(name);
        let same: Vec<_> =
            all.iter().filter(|(known, _)| fold(known) == wanted).map(|(_, node)| node.clone()).collect();
        exact.insert(0, self.ours(&same));
        exact.push(same);
        for nodes in exact {
            if let Some(node) = self.the_one(name, nodes)? {
                return Ok(node);
            }
        }
        self.document(name).ok_or_else(|| unknown(name, &all))
    }

    /// Those of `nodes` that the graph itself speaks of: in its statements, or as its documents.
    fn ours(&self, nodes: &[NamedNode]) -> Vec<NamedNode> {
        let is_ours = |node: &&NamedNode| {
            let about = Some(node.as_ref().into());
            let stated = self.store.has(about, None, None, Some(GraphNameRef::DefaultGraph));
            let document = || self.store.has(about, Some(graph::TYPE), Some(graph::DOCUMENT.into()), None);
            stated.is_ok_and(|is| is) || document().is_ok_and(|is| is)
        };
        nodes.iter().filter(is_ours).cloned().collect()
    }

    /// What an entity or a document is called.
    #[must_use]
    pub fn label(&self, node: NamedNodeRef<'_>) -> Option<String> {
        [graph::LABEL, graph::SCHEMA_HEADLINE].into_iter().find_map(|predicate| {
            let labels = objects(self.store, node, predicate).ok()?;
            labels.into_iter().find_map(|term| match term {
                Term::Literal(label) => Some(label.value().to_owned()),
                _ => None,
            })
        })
    }

    /// "USD up to 50,000,000,000".
    fn money(&self, node: NamedNodeRef<'_>) -> Option<String> {
        let number =
            |predicate| graph::words(self.store, node, predicate).ok().flatten().map(|n| grouped(&n));
        let currency = graph::words(self.store, node, graph::SCHEMA_CURRENCY).ok().flatten()?;
        let (exact, min, max) =
            (number(graph::SCHEMA_VALUE), number(graph::SCHEMA_MIN_VALUE), number(graph::SCHEMA_MAX_VALUE));
        match (exact, min, max) {
            (Some(exact), ..) => Some(format!("{currency} {exact}")),
            (None, Some(min), Some(max)) => Some(format!("{currency} {min} to {max}")),
            (None, Some(min), None) => Some(format!("{currency} at least {min}")),
            (None, None, Some(max)) => Some(format!("{currency} up to {max}")),
            (None, None, None) => None,
        }
    }

    fn as_iri(&self, name: &str) -> Option<NamedNode> {
        let bare = name.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).unwrap_or(name);
        if bare.contains("://") {
            let node = NamedNode::new(bare).ok()?;
            return (bare != name || self.is_there(node.as_ref())).then_some(node);
        }
        // `company/openai`, `claim/7f3a`: below the base of entities, or beside it.
        let ways = [name.to_owned(), format!("id:{name}"), format!("id:../{name}")];
        let expanded = ways.iter().filter_map(|way| self.words.expand(way)).map(without_dots);
        expanded.into_iter().find(|node| self.is_there(node.as_ref()))
    }

    /// The document whose hash is this or, alone of all, begins so.
    fn document(&self, hash: &str) -> Option<NamedNode> {
        if hash.len() < 4 || !hash.chars().all(|c| c.is_ascii_hexdigit()) {
            return None;
        }
        let mut documents = subjects(self.store, graph::TYPE, graph::DOCUMENT).ok()?;
        documents.retain(|node| last_part(node.as_str()).starts_with(hash));
        if documents.len() == 1 { documents.pop() } else { None }
    }

    fn is_there(&self, node: NamedNodeRef<'_>) -> bool {
        self.store.has(Some(node.into()), None, None, None).unwrap_or(false)
            || self.store.has(None, None, Some(node.into()), None).unwrap_or(false)
    }

    fn the_one(&self, name: &str, mut nodes: Vec<NamedNode>) -> Result<Option<NamedNode>, Diagnostic> {
        nodes.sort();
        nodes.dedup();
        match nodes.as_slice() {
            [] => Ok(None),
            [one] => Ok(Some(one.clone())),
            many => Err(Diagnostic::error(format!("“{name}” could be {} things", many.len())).hint(format!(
                "say which: {}",
                many.iter()
                    .map(|node| self.words.compact(node.as_str()).unwrap_or_else(|| node.to_string()))
                    .collect::<Vec<_>>()
                    .join(", ")
            ))),
        }
    }

    /// Every name of an entity or a document with what it names.
    fn all_names(&self) -> Result<Vec<(String, NamedNode)>, Diagnostic> {
        let mut all = Vec::new();
        for predicate in NAMING {
            let quads = self.store.find(None, Some(predicate), None, None)?;
            all.extend(quads.into_iter().filter_map(|quad| match (quad.subject, quad.object) {
                (NamedOrBlankNode::NamedNode(node), Term::Literal(name)) => {
                    Some((name.value().to_owned(), node))
                }
                (NamedOrBlankNode::NamedNode(node), Term::NamedNode(url)) => Some((url.into_string(), node)),
                _ => None,
            }));
        }
        all.retain(|(_, node)| self.words.label(node.as_str()).is_none());
        all.sort();
        all.dedup();
        Ok(all)
    }
}

fn unknown(name: &str, all: &[(String, NamedNode)]) -> Diagnostic {
    let error = Diagnostic::error(format!("the store knows nothing called “{name}”"));
    match did_you_mean(name, all.iter().map(|(known, _)| known.as_str())) {
        Some(meant) => error.hint(format!("did you mean “{meant}”?")),
        None if all.is_empty() => error.hint("the store is empty: `pactum build PATH` fills it"),
        None => error,
    }
}

/// An IRI with `x/../` taken out.
fn without_dots(node: NamedNode) -> NamedNode {
    match node.as_str().split_once("/id/../") {
        Some((base, rest)) => NamedNode::new(format!("{base}/{rest}")).unwrap_or(node),
        None => node,
    }
}

/// Names are compared without case, and without the dots and spaces around them.
fn fold(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// `50000000000` as `50,000,000,000`.
fn grouped(number: &str) -> String {
    let (whole, rest) = number.find('.').map_or((number, ""), |dot| number.split_at(dot));
    let mut out = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) && !out.ends_with('-') {
            out.push(',');
        }
        out.push(digit);
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn digits_are_grouped() {
        assert_eq!(grouped("50000000000"), "50,000,000,000");
        assert_eq!(grouped("999"), "999");
        assert_eq!(grouped("1234.5"), "1,234.5");
    }
}
