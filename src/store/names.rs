//! What documents call things.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphName, Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};

use super::{Pattern, Store};
use crate::model::{Diagnostic, DocumentId, Id};
use crate::rdf::Mint;

/// The preferred name of a thing, as a document has it.
pub const LABEL: &str = "rdfs:label";
/// Another name of a thing.
pub const ALT_LABEL: &str = "skos:altLabel";

/// The names in one document, by the node that goes by them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamesOf {
    /// Preferred names.
    pub labels: BTreeMap<Id, BTreeSet<String>>,
    /// Other names.
    pub others: BTreeMap<Id, BTreeSet<String>>,
    /// Nodes that took the place of others here, and those others.
    pub replaced: BTreeMap<Id, BTreeSet<Id>>,
}

impl Store {
    /// Which nodes go by `name` in which documents; `predicate` is [`LABEL`] or [`ALT_LABEL`].
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn called(
        &self,
        predicate: &str,
        name: &str,
        mint: Mint<'_>,
    ) -> Result<Vec<(Id, DocumentId)>, Diagnostic> {
        let (predicate, name) = (mint.term(predicate), Literal::new_simple_literal(name));
        let quads = self.find(None, Some(predicate.as_ref()), Some(name.as_ref().into()), None)?;
        let told = quads.into_iter().filter_map(|quad| match (quad.subject, quad.graph_name) {
            (NamedOrBlankNode::NamedNode(node), GraphName::NamedNode(graph)) => {
                Some((mint.id(node.as_ref())?, mint.document_id(graph.as_ref())?))
            }
            _ => None,
        });
        Ok(told.collect())
    }

    /// The nodes of which some fused statement, also one that a person rejected, says that they go by `name`; `predicate` is
    /// [`LABEL`] or [`ALT_LABEL`].
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn fused_as(&self, predicate: &str, name: &str, mint: Mint<'_>) -> Result<BTreeSet<Id>, Diagnostic> {
        let (predicate, name) = (mint.term(predicate), Literal::new_simple_literal(name));
        let fusion = mint.graph("fusion");
        let statements =
            self.find(None, Some(rdf::OBJECT), Some(name.as_ref().into()), Some(fusion.as_ref()))?;
        let mut nodes = BTreeSet::new();
        for statement in statements {
            let about = |part| Pattern {
                predicate: Some(NamedNodeRef::into_owned(part)),
                ..Pattern::about(statement.subject.clone(), Some(fusion.clone().into()))
            };
            let parts = self.quads.find_all(&[about(rdf::PREDICATE), about(rdf::SUBJECT)])?;
            let is = |quad: &Quad| quad.object == Term::from(predicate.clone());
            if parts.iter().any(is) {
                nodes.extend(parts.iter().filter(|quad| quad.predicate == rdf::SUBJECT).filter_map(|quad| {
                    match &quad.object {
                        Term::NamedNode(node) => mint.id(node.as_ref()),
                        _ => None,
                    }
                }));
            }
        }
        Ok(nodes)
    }

    /// The nodes in whose place `node` stands by fused statements.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn fused_instead_of(
        &self,
        node: &str,
        replaces: &str,
        mint: Mint<'_>,
    ) -> Result<BTreeSet<Id>, Diagnostic> {
        let (node, replaces) = (mint.node(node), mint.term(replaces));
        let found = self.find(Some(node.as_ref()), Some(replaces.as_ref()), None, None)?;
        let before = found.iter().filter_map(|quad| match &quad.object {
            Term::NamedNode(before) => mint.id(before.as_ref()),
            _ => None,
        });
        Ok(before.collect())
    }

    /// The names in one document.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn names_in(
        &self,
        document: &DocumentId,
        replaces: &str,
        mint: Mint<'_>,
    ) -> Result<NamesOf, Diagnostic> {
        let graph = mint.document(document);
        let text = |term: &Term| match term {
            Term::Literal(literal) => Some(literal.value().to_owned()),
            _ => None,
        };
        let node = |term: &Term| match term {
            Term::NamedNode(node) => mint.id(node.as_ref()),
            _ => None,
        };
        Ok(NamesOf {
            labels: self.objects_of(&mint.term(LABEL), &graph, &text, mint)?,
            others: self.objects_of(&mint.term(ALT_LABEL), &graph, &text, mint)?,
            replaced: self.objects_of(&mint.term(replaces), &graph, &node, mint)?,
        })
    }

    fn objects_of(
        &self,
        predicate: &NamedNode,
        graph: &NamedNode,
        read: &dyn Fn(&Term) -> Option<String>,
        mint: Mint<'_>,
    ) -> Result<BTreeMap<Id, BTreeSet<String>>, Diagnostic> {
        let mut objects: BTreeMap<Id, BTreeSet<String>> = BTreeMap::new();
        for quad in self.find(None, Some(predicate.as_ref()), None, Some(graph.as_ref()))? {
            if let NamedOrBlankNode::NamedNode(subject) = &quad.subject
                && let (Some(id), Some(object)) = (mint.id(subject.as_ref()), read(&quad.object))
            {
                objects.entry(id).or_default().insert(object);
            }
        }
        Ok(objects)
    }
}

impl NamesOf {
    /// Whether the document itself speaks of the node, and not of one in whose place it stands.
    #[must_use]
    pub fn is_own(&self, node: &str) -> bool {
        self.labels.contains_key(node) && !self.replaced.contains_key(node)
    }

    /// All names as the document's text has them.
    #[must_use]
    pub fn own_names(&self) -> BTreeSet<&str> {
        let labels = self.labels.iter().filter(|(node, _)| self.is_own(node));
        labels.chain(&self.others).flat_map(|(_, names)| names).map(String::as_str).collect()
    }
}
