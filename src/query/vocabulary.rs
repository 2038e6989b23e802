//! Prefixes that queries need not declare, and the terms of the pack's ontology.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::{NamedNode, Term};
use oxttl::TurtleParser;

use crate::model::Diagnostic;
use crate::pack::Files;

/// Prefixes known everywhere, besides those of the ontology's files.
const COMMON: [(&str, &str); 16] = [
    ("dc", "http://purl.org/dc/elements/1.1/"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("id", "https://w3id.org/pactum/id/"),
    ("oa", "http://www.w3.org/ns/oa#"),
    ("org", "http://www.w3.org/ns/org#"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("pact", "https://w3id.org/pactum/ns#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("schema", "https://schema.org/"),
    ("sh", "http://www.w3.org/ns/shacl#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("sssom", "https://w3id.org/sssom/"),
    ("void", "http://rdfs.org/ns/void#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

const LABEL: &str = "http://www.w3.org/2000/01/rdf-schema#label";

/// The words a query can use: prefixes, and the classes, roles and individuals of the ontology.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    prefixes: BTreeMap<String, String>,
    labels: BTreeMap<String, Option<String>>,
    own: BTreeSet<String>,
}

impl Vocabulary {
    /// The vocabulary of the pack with these files. What cannot be read in an ontology file is left out: loading the
    /// ontology reports it.
    #[must_use]
    pub fn of(files: &Files) -> Self {
        let mut prefixes: BTreeMap<_, _> =
            COMMON.iter().map(|&(name, iri)| (name.to_owned(), iri.to_owned())).collect();
        let mut labels: BTreeMap<String, Option<String>> = BTreeMap::new();
        for (_, file) in files.below("ontology", "ttl") {
            let mut parser = TurtleParser::new().for_slice(file.text.as_bytes());
            for triple in parser.by_ref().flatten() {
                let oxigraph::model::NamedOrBlankNode::NamedNode(subject) = triple.subject else { continue };
                let label = labels.entry(subject.into_string()).or_default();
                if let (LABEL, Term::Literal(text)) = (triple.predicate.as_str(), triple.object) {
                    *label = Some(text.value().to_owned());
                }
            }
            for (name, iri) in parser.prefixes() {
                prefixes.entry(name.to_owned()).or_insert_with(|| iri.to_owned());
            }
        }
        let own = namespaces_with_terms(&prefixes, &labels);
        Self { prefixes, labels, own }
    }

    /// All prefixes with their IRIs, by name.
    #[must_use]
    pub const fn prefixes(&self) -> &BTreeMap<String, String> {
        &self.prefixes
    }

    /// The ontology's classes, roles and individuals as prefixed names, in order.
    pub fn terms(&self) -> impl Iterator<Item = String> {
        self.labels.keys().filter_map(|iri| self.compact(iri))
    }

    /// The label of a term of the ontology.
    #[must_use]
    pub fn label(&self, iri: &str) -> Option<&str> {
        self.labels.get(iri)?.as_deref()
    }

    /// Whether `iri` lies in a namespace that the ontology defines terms in, but is none of them.
    #[must_use]
    pub fn is_unknown_term(&self, iri: &str) -> bool {
        !self.labels.contains_key(iri) && self.own.iter().any(|namespace| local(iri, namespace).is_some())
    }

    /// `prefix:local` as an IRI; `None` if the prefix is not known or this is no IRI.
    #[must_use]
    pub fn expand(&self, name: &str) -> Option<NamedNode> {
        let (prefix, local) = name.split_once(':')?;
        NamedNode::new(format!("{}{local}", self.prefixes.get(prefix)?)).ok()
    }

    /// The term that a person means by `name`: an IRI in angle brackets, a prefixed name, a local name or a label.
    ///
    /// # Errors
    /// If there is no such term; the nearest one is the hint.
    pub fn find(&self, name: &str) -> Result<NamedNode, Diagnostic> {
        let bare = name.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
        if let Some(node) = bare.and_then(|iri| NamedNode::new(iri).ok()).or_else(|| self.expand(name)) {
            return Ok(node);
        }
        // The role "product" before the class that is called a product.
        let by_name = self.labels.iter().find(|(iri, _)| iri.rsplit(['#', '/']).next() == Some(name));
        let by_label = by_name.or_else(|| {
            let is_called = |label: &str| label.eq_ignore_ascii_case(name);
            self.labels.iter().find(|(_, label)| label.as_deref().is_some_and(is_called))
        });
        if let Some(node) = by_label.and_then(|(iri, _)| NamedNode::new(iri).ok()) {
            return Ok(node);
        }
        let error = Diagnostic::error(format!("the ontology has no term {name}"));
        Err(match did_you_mean(name, self.labels.values().flatten()) {
            Some(meant) => error.hint(format!("did you mean {meant}?")),
            None => error,
        })
    }

    /// An IRI as `prefix:local`, by the longest namespace that fits; `None` if none does. The local part may hold
    /// slashes: it is for reading, not for pasting into a query.
    #[must_use]
    pub fn compact(&self, iri: &str) -> Option<String> {
        let (prefix, namespace) = self.namespace_of(iri)?;
        Some(format!("{prefix}:{}", local(iri, namespace)?))
    }

    /// SPARQL or Turtle with prefixed names in the place of the IRIs in angle brackets.
    #[must_use]
    pub fn shorten(&self, text: &str) -> String {
        let (mut out, mut rest) = (String::new(), text);
        while let Some(start) = rest.find('<') {
            let iri = rest[start + 1..].split_once('>').filter(|(iri, _)| !iri.contains([' ', '"']));
            let Some((iri, after)) = iri else {
                out += &rest[..=start];
                rest = &rest[start + 1..];
                continue;
            };
            out += &rest[..start];
            out += &self.compact(iri).unwrap_or_else(|| format!("<{iri}>"));
            rest = after;
        }
        out + rest
    }

    /// The prefix, with its IRI, that makes a prefixed name of `iri` that every reader of Turtle takes.
    #[must_use]
    pub fn prefix_of(&self, iri: &str) -> Option<(&str, &str)> {
        let (prefix, namespace) = self.namespace_of(iri)?;
        let plain = local(iri, namespace)?.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-');
        plain.then_some((prefix, namespace))
    }

    fn namespace_of(&self, iri: &str) -> Option<(&str, &str)> {
        self.prefixes
            .iter()
            .filter(|(_, namespace)| local(iri, namespace).is_some())
            .max_by_key(|(_, namespace)| namespace.len())
            .map(|(prefix, namespace)| (prefix.as_str(), namespace.as_str()))
    }
}

/// The part of `iri` below `namespace`, if there is one.
fn local<'a>(iri: &'a str, namespace: &str) -> Option<&'a str> {
    iri.strip_prefix(namespace).filter(|local| !local.is_empty())
}

/// The namespaces that belong to the ontology: those whose own IRI (without `#` or `/`) it describes.
fn namespaces_with_terms(
    prefixes: &BTreeMap<String, String>,
    labels: &BTreeMap<String, Option<String>>,
) -> BTreeSet<String> {
    prefixes
        .values()
        .filter(|namespace| labels.contains_key(namespace.trim_end_matches(['#', '/'])))
        .cloned()
        .collect()
}

/// The best of `known` to offer when somebody wrote `wrong`; `None` if nothing is near.
#[must_use]
pub fn did_you_mean<S: AsRef<str>>(wrong: &str, known: impl IntoIterator<Item = S>) -> Option<S> {
    let wrong = wrong.to_lowercase();
    known
        .into_iter()
        .map(|name| (strsim::jaro_winkler(&wrong, &name.as_ref().to_lowercase()), name))
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.as_ref().cmp(a.1.as_ref())))
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_go_both_ways() {
        let words = Vocabulary::of(&Files::default());
        let iri = words.expand("rdf:type").unwrap();
        assert_eq!(words.compact(iri.as_str()).as_deref(), Some("rdf:type"));
        assert_eq!(
            words.compact("https://w3id.org/pactum/id/company/openai").as_deref(),
            Some("id:company/openai")
        );
        assert_eq!(words.expand("nope:x"), None);
    }

    #[test]
    fn the_nearest_name_is_offered() {
        assert_eq!(did_you_mean("Mircosoft", ["Microsoft", "Amazon"]), Some("Microsoft"));
        assert_eq!(did_you_mean("zzz", ["Microsoft", "Amazon"]), None);
    }
}
