//! The statements as a network for people outside of RDF: things and what they have to do with each other, as `GraphML`,
//! Graphviz DOT, and tables of nodes and edges.
//!
//! A node is whatever has a class; a triple between two nodes is an edge; all else said of a node is a property. An amount of
//! money is a value, not a node.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use oxigraph::model::{GraphNameRef, NamedNode, NamedOrBlankNode, Quad, Term};

use crate::model::Diagnostic;
use crate::query::{Names, Vocabulary, graph};
use crate::rdf::vocabulary as v;
use crate::store::Quads;

/// Nodes by IRI, and edges in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Network {
    /// The things.
    pub nodes: BTreeMap<NamedNode, Node>,
    /// What they have to do with each other, sorted.
    pub edges: Vec<Edge>,
    /// The names of all properties, sorted.
    pub properties: BTreeSet<String>,
}

/// A thing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Node {
    /// What it is called.
    pub label: String,
    /// Its classes, joined with "; ".
    pub kind: String,
    /// What else is said of it; several values are joined with "; ".
    pub properties: BTreeMap<String, String>,
}

/// A triple between two nodes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    /// From.
    pub source: NamedNode,
    /// To.
    pub target: NamedNode,
    /// The predicate's local name: `investor`.
    pub role: String,
    /// How many independent publishers say so; 0 if that is not known.
    pub support: u64,
}

impl Network {
    /// The network that the default graph tells of.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn of(store: &Quads, names: &Names<'_>, words: &Vocabulary) -> Result<Self, Diagnostic> {
        let mut stated = store.find(None, None, None, Some(GraphNameRef::DefaultGraph))?;
        stated.sort_by_cached_key(ToString::to_string);
        let amounts: BTreeSet<NamedNode> =
            stated.iter().filter(|quad| quad.predicate == v::SCHEMA_CURRENCY).filter_map(subject).collect();
        let typed = stated.iter().filter(|quad| quad.predicate.as_ref() == graph::TYPE).filter_map(subject);
        let nodes = typed.filter(|node| !amounts.contains(node)).map(|node| (node, Node::default()));
        let mut network = Self { nodes: nodes.collect(), ..Self::default() };
        let support = support(store)?;
        for quad in &stated {
            let Some(subject) = subject(quad).filter(|node| network.nodes.contains_key(node)) else {
                continue;
            };
            match &quad.object {
                Term::NamedNode(target) if network.nodes.contains_key(target) => network.edges.push(Edge {
                    target: target.clone(),
                    role: local(&quad.predicate, words),
                    support: support.get(&line(quad)).copied().unwrap_or(0),
                    source: subject,
                }),
                object => network.say(&subject, &quad.predicate, &names.show(object), words),
            }
        }
        for (iri, node) in &mut network.nodes {
            if node.label.is_empty() {
                crate::query::evidence::last_part(iri.as_str()).clone_into(&mut node.label);
            }
        }
        network.edges.sort();
        network.edges.dedup();
        Ok(network)
    }

    fn say(&mut self, subject: &NamedNode, predicate: &NamedNode, value: &str, words: &Vocabulary) {
        let Some(node) = self.nodes.get_mut(subject) else { return };
        let field = match predicate.as_ref() {
            graph::TYPE => &mut node.kind,
            graph::LABEL => &mut node.label,
            _ => {
                let name = local(predicate, words);
                self.properties.insert(name.clone());
                node.properties.entry(name).or_default()
            }
        };
        if !field.is_empty() {
            *field += "; ";
        }
        *field += value;
    }

    /// Writes `GraphML` (graphml.graphdrawing.org), which Gephi, yEd, Cytoscape and networkx read.
    ///
    /// # Errors
    /// If `out` cannot be written.
    pub fn write_graphml(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
        writeln!(out, "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">")?;
        let fixed = ["label", "kind"].map(str::to_owned);
        let names: Vec<&String> = fixed.iter().chain(&self.properties).collect();
        for (at, name) in names.iter().enumerate() {
            let name = xml(name);
            writeln!(out, "  <key id=\"n{at}\" for=\"node\" attr.name=\"{name}\" attr.type=\"string\"/>")?;
        }
        writeln!(out, "  <key id=\"role\" for=\"edge\" attr.name=\"role\" attr.type=\"string\"/>")?;
        writeln!(out, "  <key id=\"support\" for=\"edge\" attr.name=\"support\" attr.type=\"int\"/>")?;
        writeln!(out, "  <graph edgedefault=\"directed\">")?;
        for (iri, node) in &self.nodes {
            writeln!(out, "    <node id=\"{}\">", xml(iri.as_str()))?;
            for (at, name) in names.iter().enumerate() {
                let value = match at {
                    0 => Some(&node.label),
                    1 => Some(&node.kind),
                    _ => node.properties.get(*name),
                };
                if let Some(value) = value {
                    writeln!(out, "      <data key=\"n{at}\">{}</data>", xml(value))?;
                }
            }
            writeln!(out, "    </node>")?;
        }
        for (at, edge) in self.edges.iter().enumerate() {
            let (source, target) = (xml(edge.source.as_str()), xml(edge.target.as_str()));
            writeln!(out, "    <edge id=\"e{at}\" source=\"{source}\" target=\"{target}\">")?;
            writeln!(out, "      <data key=\"role\">{}</data>", xml(&edge.role))?;
            writeln!(out, "      <data key=\"support\">{}</data>", edge.support)?;
            writeln!(out, "    </edge>")?;
        }
        writeln!(out, "  </graph>\n</graphml>")
    }

    /// Writes DOT for Graphviz.
    ///
    /// # Errors
    /// If `out` cannot be written.
    pub fn write_dot(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "digraph pactum {{\n  node [shape=box];")?;
        for (iri, node) in &self.nodes {
            let label = format!("{}\n{}", node.label, node.kind);
            writeln!(out, "  {} [label={}];", dot(iri.as_str()), dot(&label))?;
        }
        for edge in &self.edges {
            let (source, target) = (dot(edge.source.as_str()), dot(edge.target.as_str()));
            writeln!(out, "  {source} -> {target} [label={}];", dot(&edge.role))?;
        }
        writeln!(out, "}}")
    }
}

/// How many independent publishers say each triple, by its line.
fn support(store: &Quads) -> Result<BTreeMap<String, u64>, Diagnostic> {
    let of = |predicate| -> Result<BTreeMap<String, Term>, Diagnostic> {
        let quads = store.find(None, Some(predicate), None, None)?;
        Ok(quads.into_iter().map(|quad| (quad.subject.to_string(), quad.object)).collect())
    };
    let counts = of(v::SUPPORT)?;
    let (subjects, predicates, objects) = (of(graph::SUBJECT)?, of(graph::PREDICATE)?, of(graph::OBJECT)?);
    let mut support = BTreeMap::new();
    for (statement, count) in counts {
        let (Some(s), Some(p), Some(o), Term::Literal(count)) =
            (subjects.get(&statement), predicates.get(&statement), objects.get(&statement), count)
        else {
            continue;
        };
        support.insert(format!("{s} {p} {o}"), count.value().parse().unwrap_or(0));
    }
    Ok(support)
}

fn line(quad: &Quad) -> String {
    format!("{} {} {}", quad.subject, quad.predicate, quad.object)
}

fn subject(quad: &Quad) -> Option<NamedNode> {
    match &quad.subject {
        NamedOrBlankNode::NamedNode(node) => Some(node.clone()),
        NamedOrBlankNode::BlankNode(_) => None,
    }
}

/// `investor` for `pact:investor`; with its prefix if it is not of this project's vocabulary.
fn local(predicate: &NamedNode, words: &Vocabulary) -> String {
    match predicate.as_str().strip_prefix(v::PACT) {
        Some(name) => name.to_owned(),
        None => words.compact(predicate.as_str()).unwrap_or_else(|| predicate.as_str().to_owned()),
    }
}

/// Characters that XML cannot hold are left out.
fn xml(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            '\n' | '\t' => out.push(c),
            '\r' => out += "&#13;",
            c if c < ' ' || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}

fn dot(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}
