//! The triples of the Turtle files, by prefixed names, in the files' order.

use std::collections::BTreeMap;

use oxigraph::model::{NamedOrBlankNode, Term, Triple};
use oxttl::{TurtleParser, TurtleSyntaxError};

use super::compact;
use crate::model::{Diagnostic, Span};
use crate::pack::Files;
use crate::pack::files::File;

/// Terms of the standards that the engine goes by.
pub(super) mod vocabulary {
    pub(in super::super) const TYPE: &str = "rdf:type";
    pub(in super::super) const FIRST: &str = "rdf:first";
    pub(in super::super) const REST: &str = "rdf:rest";
    pub(in super::super) const LABEL: &str = "rdfs:label";
    pub(in super::super) const COMMENT: &str = "rdfs:comment";
    pub(in super::super) const SUBCLASS: &str = "rdfs:subClassOf";
    pub(in super::super) const DOMAIN: &str = "rdfs:domain";
    pub(in super::super) const RANGE: &str = "rdfs:range";
    pub(in super::super) const DOMAIN_INCLUDES: &str = "schema:domainIncludes";
    pub(in super::super) const RANGE_INCLUDES: &str = "schema:rangeIncludes";
    pub(in super::super) const KEY: &str = "owl:hasKey";
    pub(in super::super) const DISJOINT: &str = "owl:disjointWith";
    pub(in super::super) const FUNCTIONAL: &str = "owl:FunctionalProperty";
    pub(in super::super) const INDIVIDUAL: &str = "owl:NamedIndividual";
    pub(in super::super) const CLASS_TYPES: [&str; 3] = ["owl:Class", "rdfs:Class", "rdfs:Datatype"];
    pub(in super::super) const PROPERTY_TYPES: [&str; 4] =
        ["rdf:Property", "owl:ObjectProperty", "owl:DatatypeProperty", "owl:FunctionalProperty"];
}

/// Namespaces of the standards, under the prefixes by which the code names their terms.
const STANDARD: [(&str, &str); 5] = [
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("schema", "https://schema.org/"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// All triples whose subject is a name or a list cell.
pub(super) struct Triples<'a> {
    files: Vec<&'a File>,
    prefixes: BTreeMap<String, String>,
    /// Named subjects in the order in which they first appear.
    subjects: Vec<String>,
    /// By subject and predicate.
    objects: BTreeMap<(String, String), Vec<Term>>,
}

impl<'a> Triples<'a> {
    /// Reads `ontology/*.ttl`.
    pub(super) fn read(files: &'a Files) -> Result<Self, Vec<Diagnostic>> {
        let files: Vec<_> = files.below("ontology", "ttl").map(|(_, file)| file).collect();
        let mut prefixes: BTreeMap<_, _> =
            STANDARD.iter().map(|&(prefix, namespace)| (prefix.to_owned(), namespace.to_owned())).collect();
        let (mut triples, mut problems) = (Vec::new(), Vec::new());
        for file in &files {
            let mut parser = TurtleParser::new().for_slice(&file.text);
            for triple in parser.by_ref() {
                match triple {
                    Ok(triple) => triples.push(triple),
                    Err(error) => problems.push(syntax_error(file, &error)),
                }
            }
            for (prefix, namespace) in parser.prefixes() {
                prefixes.entry(prefix.to_owned()).or_insert_with(|| namespace.to_owned());
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let mut all = Self { files, prefixes, subjects: Vec::new(), objects: BTreeMap::new() };
        for triple in triples {
            all.add(triple);
        }
        Ok(all)
    }

    fn add(&mut self, triple: Triple) {
        let subject = match &triple.subject {
            NamedOrBlankNode::NamedNode(node) => self.name(node.as_str()),
            NamedOrBlankNode::BlankNode(node) => node.to_string(),
        };
        let predicate = self.name(triple.predicate.as_str());
        if predicate == vocabulary::TYPE && !subject.starts_with('_') && !self.subjects.contains(&subject) {
            self.subjects.push(subject.clone());
        }
        self.objects.entry((subject, predicate)).or_default().push(triple.object);
    }

    /// The prefixed name of `iri`, or the IRI in angle brackets.
    fn name(&self, iri: &str) -> String {
        compact(&self.prefixes, iri).unwrap_or_else(|| format!("<{iri}>"))
    }

    pub(super) const fn prefixes(&self) -> &BTreeMap<String, String> {
        &self.prefixes
    }

    /// The named things that have a type, in the files' order.
    pub(super) fn subjects(&self) -> impl Iterator<Item = &str> {
        self.subjects.iter().map(String::as_str)
    }

    fn objects(&self, subject: &str, predicate: &str) -> &[Term] {
        self.objects.get(&(subject.to_owned(), predicate.to_owned())).map_or(&[], Vec::as_slice)
    }

    /// The names that `subject` has for `predicate`.
    pub(super) fn names(&self, subject: &str, predicate: &str) -> Vec<String> {
        self.objects(subject, predicate)
            .iter()
            .filter_map(|term| match term {
                Term::NamedNode(node) => Some(self.name(node.as_str())),
                _ => None,
            })
            .collect()
    }

    /// The English text that `subject` has for `predicate`; empty if it has none.
    pub(super) fn text(&self, subject: &str, predicate: &str) -> String {
        let literals = self.objects(subject, predicate).iter().filter_map(|term| match term {
            Term::Literal(literal) => Some(literal),
            _ => None,
        });
        literals
            .filter(|literal| literal.language().is_none_or(|language| language == "en"))
            .map(|literal| literal.value().to_owned())
            .next()
            .unwrap_or_default()
    }

    /// The names in the list that `subject` has for `predicate`.
    pub(super) fn list(&self, subject: &str, predicate: &str) -> Vec<String> {
        let mut names = Vec::new();
        let mut cell = self.objects(subject, predicate).first();
        while let Some(Term::BlankNode(node)) = cell {
            names.extend(self.names(&node.to_string(), vocabulary::FIRST));
            cell = self.objects(&node.to_string(), vocabulary::REST).first();
        }
        names
    }

    /// `problem`, marked where `name` stands in what is said of `subject`.
    pub(super) fn at(&self, problem: Diagnostic, subject: &str, name: &str) -> Diagnostic {
        let place = self.files.iter().find_map(|file| {
            let declared = find_name(&file.text, subject, 0, true)?;
            let span = find_name(&file.text, name, declared.start, false).unwrap_or(declared);
            Some((file, span))
        });
        match place {
            Some((file, span)) => problem.at(&file.shown, &file.text, span),
            None => problem,
        }
    }
}

/// Where `name` stands as a whole name in `text` after `from`; at the start of a line only, if asked.
fn find_name(text: &str, name: &str, from: usize, line_start: bool) -> Option<Span> {
    text[from..].match_indices(name).map(|(at, _)| from + at).find_map(|at| {
        let end = at + name.len();
        let follows = text[end..].chars().next().is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '-');
        let starts = !line_start || at == 0 || text[..at].ends_with('\n');
        (starts && !follows).then_some(Span::new(at, end))
    })
}

fn syntax_error(file: &File, error: &TurtleSyntaxError) -> Diagnostic {
    let at = error.location();
    let end = usize::try_from(at.end.offset).unwrap_or(file.text.len()).min(file.text.len());
    let start = usize::try_from(at.start.offset).unwrap_or(end).min(end);
    Diagnostic::error(format!("this is not Turtle: {}", error.message())).at(
        &file.shown,
        &file.text,
        Span::new(start, end),
    )
}
