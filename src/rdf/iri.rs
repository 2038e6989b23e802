//! IRIs of everything below the base: readable, the same each time.

use oxigraph::model::{NamedNode, NamedNodeRef};

use crate::model::{DocumentId, Modality};
use crate::pack::Ontology;

use super::vocabulary::PACT;

/// The base of all IRIs unless set otherwise.
pub const BASE: &str = "https://w3id.org/pactum/";

/// Makes IRIs from ids and prefixed names, and takes them apart again.
#[derive(Clone, Copy, Debug)]
pub struct Mint<'a> {
    base: &'a str,
    /// Knows the prefixes.
    pub ontology: &'a Ontology,
}

impl<'a> Mint<'a> {
    /// IRIs below `base`, which ends in a slash.
    #[must_use]
    pub const fn new(base: &'a str, ontology: &'a Ontology) -> Self {
        Self { base, ontology }
    }

    /// The node of an id: `investment/amazon-openai`.
    #[must_use]
    pub fn node(self, id: &str) -> NamedNode {
        self.below("id/", id)
    }

    /// The id of a node; `None` if it is none of ours.
    #[must_use]
    pub fn id(self, node: NamedNodeRef<'_>) -> Option<String> {
        Some(node.as_str().strip_prefix(self.base)?.strip_prefix("id/")?.to_owned())
    }

    /// A document, and the graph of what it says.
    #[must_use]
    pub fn document(self, id: &DocumentId) -> NamedNode {
        self.below("doc/", id.as_str())
    }

    /// The document whose IRI or graph this is.
    #[must_use]
    pub fn document_id(self, node: NamedNodeRef<'_>) -> Option<DocumentId> {
        let hash = node.as_str().strip_prefix(self.base)?.strip_prefix("doc/")?;
        (!hash.contains('/')).then(|| DocumentId::from_hex(hash))
    }

    /// The graph of a document's claims.
    #[must_use]
    pub fn claims_graph(self, id: &DocumentId) -> NamedNode {
        self.below("doc/", &format!("{id}/claims"))
    }

    /// A node by the hash of what it is: `claim/7f3a…`, `statement/…`, `conflict/…`.
    #[must_use]
    pub fn hashed(self, what: &str, hash: &str) -> NamedNode {
        self.below(what, &format!("/{hash}"))
    }

    /// A rule.
    #[must_use]
    pub fn rule(self, rule: &str) -> NamedNode {
        self.below("rule/", rule)
    }

    /// The rule whose IRI this is.
    #[must_use]
    pub fn rule_name(self, node: NamedNodeRef<'_>) -> Option<String> {
        Some(node.as_str().strip_prefix(self.base)?.strip_prefix("rule/")?.to_owned())
    }

    /// A graph that is not a document's: `fusion`, `curation`, `ontology`.
    #[must_use]
    pub fn graph(self, name: &str) -> NamedNode {
        self.below("graph/", name)
    }

    /// The graph of an imported dataset.
    #[must_use]
    pub fn dataset(self, name: &str) -> NamedNode {
        self.below("dataset/", name)
    }

    /// A term of an ontology by its prefixed name. A name without a known prefix is taken as an IRI itself.
    #[must_use]
    pub fn term(self, name: &str) -> NamedNode {
        named_node(&self.ontology.expand(name).unwrap_or_else(|| name.to_owned()))
    }

    /// The prefixed name of a term; the IRI itself if no prefix fits.
    #[must_use]
    pub fn term_name(self, node: NamedNodeRef<'_>) -> String {
        self.ontology.compact(node.as_str()).unwrap_or_else(|| node.as_str().to_owned())
    }

    /// The individual that stands for a modality.
    #[must_use]
    pub fn modality(self, modality: Modality) -> NamedNode {
        let name = modality.as_str();
        NamedNode::new_unchecked(format!("{PACT}{}{}", name[..1].to_ascii_uppercase(), &name[1..]))
    }

    fn below(self, folder: &str, rest: &str) -> NamedNode {
        named_node(&format!("{}{folder}{rest}", self.base))
    }
}

/// `iri` as a node; characters that no IRI can hold are percent-encoded.
fn named_node(iri: &str) -> NamedNode {
    NamedNode::new(iri).unwrap_or_else(|_| {
        let mut encoded = String::with_capacity(iri.len());
        for c in iri.chars() {
            if c.is_ascii_alphanumeric() || "-._~:/#?@!$&'()*+,;=".contains(c) {
                encoded.push(c);
            } else {
                let mut bytes = [0; 4];
                encoded.extend(c.encode_utf8(&mut bytes).bytes().map(|byte| format!("%{byte:02X}")));
            }
        }
        NamedNode::new(&encoded)
            .unwrap_or_else(|_| NamedNode::new_unchecked(format!("urn:x-pactum:{encoded}")))
    })
}
