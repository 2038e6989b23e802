//! The SPARQL that a remote store is sent.

use std::fmt::Write;

use oxigraph::model::{GraphName, NamedNode, NamedOrBlankNode, Quad, Term};

use super::layout::Layout;
use crate::model::Diagnostic;

/// The graph of what is kept beside the graph: a folder of an embedded store has files for it. No answer shows it.
pub(super) const NOTES: &str = "https://w3id.org/pactum/store";

/// A graph of others, which was there before.
pub(super) const LEAVES_OUT: &str = "leavesOut";

/// A row if the service was written to before.
pub(super) const PREPARED: &str = "SELECT ?made { GRAPH <https://w3id.org/pactum/store> { <https://w3id.org/pactum/store> <https://w3id.org/pactum/store#layout> ?made } }";

/// A row if the notes show without naming their graph.
pub(super) const PREPARED_IN_DEFAULT: &str =
    "SELECT ?made { <https://w3id.org/pactum/store> <https://w3id.org/pactum/store#layout> ?made }";

/// A row if a document is there.
pub(super) const ANY_DOCUMENT: &str =
    "SELECT ?document { GRAPH ?document { ?document a <https://w3id.org/pactum/ns#Document> } } LIMIT 1";

/// All graphs but that of the notes. (Without a filter Virtuoso 7 takes a thousand times as long.)
pub(super) const GRAPHS: &str =
    "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } FILTER(?g NOT IN (<https://w3id.org/pactum/store>)) }";

pub(super) fn notes_graph() -> NamedNode {
    NamedNode::new_unchecked(NOTES)
}

fn note(name: &str) -> String {
    format!("<{NOTES}#{name}>")
}

/// What is kept under `name`, with what it is said of.
pub(super) fn notes(name: &str) -> String {
    format!("SELECT ?of ?note {{ GRAPH <{NOTES}> {{ ?of {} ?note }} }}", note(name))
}

/// What is kept under `name` and said of `of`.
pub(super) fn notes_of(of: &NamedNode, name: &str) -> String {
    format!("SELECT ?note {{ GRAPH <{NOTES}> {{ {of} {} ?note }} }}", note(name))
}

/// Keeps `value` under `name` in the place of what was there.
pub(super) fn set_note(of: &NamedNode, name: &str, value: Option<&Term>) -> String {
    let name = note(name);
    let mut text = format!("DELETE WHERE {{ GRAPH <{NOTES}> {{ {of} {name} ?old }} }}");
    if let Some(value) = value {
        let _ = write!(text, " ;\nINSERT DATA {{ GRAPH <{NOTES}> {{ {of} {name} {value} }} }}");
    }
    text
}

/// Notes the graphs of others, and that this was done.
pub(super) fn prepare(others: &[NamedNode]) -> String {
    let mut text = format!("INSERT DATA {{ GRAPH <{NOTES}> {{\n<{NOTES}> {} 1 .\n", note("layout"));
    for other in others {
        let _ = writeln!(text, "<{NOTES}> {} {other} .", note(LEAVES_OUT));
    }
    text + "} }"
}

/// Drops a graph, if it is there.
pub(super) fn drop(graph: &NamedNode) -> String {
    format!("DROP SILENT GRAPH {graph}")
}

/// Puts one graph in the place of another.
pub(super) fn move_graph(from: &NamedNode, to: &NamedNode) -> String {
    format!("MOVE SILENT GRAPH {from} TO GRAPH {to}")
}

/// How many triples one graph has that another has not.
pub(super) fn count_gone(graph: &NamedNode, kept: &NamedNode) -> String {
    format!(
        "SELECT (COUNT(*) AS ?gone) {{ GRAPH {graph} {{ ?s ?p ?o }} FILTER NOT EXISTS {{ GRAPH {kept} {{ ?s ?p ?o }} }} }}"
    )
}

/// Whether several such patterns can be looked for with one list of values.
pub(super) fn can_be_listed(pattern: &super::Pattern) -> bool {
    pattern.subject.is_some()
        || pattern.predicate.is_some() && matches!(pattern.object, Some(Term::NamedNode(_)))
}

/// The query for quads that fit one of `patterns`: one of any kind, or several that all have a subject, or all a predicate
/// and an object. What a single pattern gives is not among the columns.
pub(super) fn look_up(patterns: &[super::Pattern], layout: &Layout) -> String {
    let [first, rest @ ..] = patterns else { return String::new() };
    if rest.is_empty() {
        let subject = first.subject.as_ref().map_or("?s".to_owned(), ToString::to_string);
        let predicate = first.predicate.as_ref().map_or("?p".to_owned(), ToString::to_string);
        let object = first.object.as_ref().map_or("?o".to_owned(), ToString::to_string);
        return everywhere("", &format!("{subject} {predicate} {object}"), first.graph.as_ref(), layout);
    }
    let list = if first.subject.is_some() {
        let subjects = patterns.iter().filter_map(|pattern| pattern.subject.as_ref());
        format!("VALUES ?s {{{}}} ", joined(subjects.map(NamedOrBlankNode::to_string)))
    } else {
        let pair = |pattern: &super::Pattern| {
            Some(format!("({} {})", pattern.predicate.as_ref()?, pattern.object.as_ref()?))
        };
        format!("VALUES (?p ?o) {{{}}} ", joined(patterns.iter().filter_map(pair)))
    };
    everywhere(&list, "?s ?p ?o", None, layout)
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.fold(String::new(), |all, part| all + " " + &part) + " "
}

/// The triples that fit `triple` in `graph`, or in the default graph and all named ones.
fn everywhere(before: &str, triple: &str, graph: Option<&GraphName>, layout: &Layout) -> String {
    let default = match layout.default_graph() {
        Some(name) => format!("GRAPH {name} {{ {triple} }}"),
        None => triple.to_owned(),
    };
    let place = match graph {
        Some(GraphName::DefaultGraph) => format!("{before}{default}"),
        Some(name) => format!("{before}GRAPH {name} {{ {triple} }}"),
        None => format!(
            "{{ {before}{default} }} UNION {{ {before}GRAPH ?g {{ {triple} }} FILTER(?g NOT IN ({})) }}",
            layout.hidden().map(ToString::to_string).collect::<Vec<_>>().join(", ")
        ),
    };
    format!("SELECT ?s ?p ?o ?g {{ {place} }}")
}

/// The updates that remove and add quads, in order, each with no more than `statements` quads and about `bytes` bytes.
pub(super) fn updates(
    removed: &[Quad],
    added: &[Quad],
    layout: &Layout,
    statements: usize,
    bytes: usize,
) -> Result<Vec<String>, Diagnostic> {
    let mut requests = vec![Request::default()];
    for (operation, quads) in [("DELETE DATA", removed), ("INSERT DATA", added)] {
        for quad in quads {
            let line = line(quad)?;
            let full =
                |request: &Request| request.count == statements || request.text.len() + line.len() > bytes;
            if requests.last().is_some_and(|request| request.count > 0 && full(request)) {
                requests.push(Request::default());
            }
            if let Some(request) = requests.last_mut() {
                request.push(operation, &graph_of(quad, layout), &line);
            }
        }
    }
    Ok(requests.into_iter().map(Request::finish).filter(|text| !text.is_empty()).collect())
}

/// A triple as it stands between the braces of an update.
pub(super) fn line(quad: &Quad) -> Result<String, Diagnostic> {
    if matches!(quad.subject, NamedOrBlankNode::BlankNode(_)) || matches!(quad.object, Term::BlankNode(_)) {
        return Err(Diagnostic::error(
            "a blank node cannot be written to a remote store, which would rename it",
        )
        .hint("give it an IRI"));
    }
    Ok(format!("{} {} {} .\n", quad.subject, quad.predicate, quad.object))
}

/// The graph a quad goes to; empty for a default graph of the service's own.
fn graph_of(quad: &Quad, layout: &Layout) -> String {
    match &quad.graph_name {
        GraphName::DefaultGraph => layout.default_graph().map(ToString::to_string).unwrap_or_default(),
        name => name.to_string(),
    }
}

/// An update in the making.
#[derive(Default)]
struct Request {
    text: String,
    count: usize,
    operation: &'static str,
    graph: Option<String>,
}

impl Request {
    fn push(&mut self, operation: &'static str, graph: &str, line: &str) {
        if self.operation != operation {
            self.close();
            if !self.operation.is_empty() {
                self.text += " ;\n";
            }
            self.text += operation;
            self.text += " {\n";
            self.operation = operation;
        }
        if self.graph.as_deref() != Some(graph) {
            self.close_graph();
            if !graph.is_empty() {
                let _ = writeln!(self.text, "GRAPH {graph} {{");
            }
            self.graph = Some(graph.to_owned());
        }
        self.text += line;
        self.count += 1;
    }

    fn close_graph(&mut self) {
        if self.graph.take().is_some_and(|graph| !graph.is_empty()) {
            self.text += "}\n";
        }
    }

    fn close(&mut self) {
        self.close_graph();
        if !self.operation.is_empty() {
            self.text += "}";
        }
    }

    fn finish(mut self) -> String {
        self.close();
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::model::Literal;

    fn quad(subject: &str, graph: &str) -> Quad {
        let node = |name: &str| NamedNode::new_unchecked(format!("http://e/{name}"));
        let graph = if graph.is_empty() { GraphName::DefaultGraph } else { node(graph).into() };
        Quad::new(node(subject), node("p"), Literal::from("a \"quote\"\n"), graph)
    }

    fn parsed(text: &str) -> String {
        spargebra::SparqlParser::new()
            .parse_update(text)
            .unwrap_or_else(|error| panic!("{error}: {text}"))
            .to_string()
    }

    #[test]
    fn what_is_written_is_sparql() {
        let layout = Layout::new(None, []);
        let removed = [quad("a", "g"), quad("b", "")];
        let added = [quad("c", ""), quad("d", "g"), quad("e", "h")];
        let requests = updates(&removed, &added, &layout, 100, 10_000).unwrap();
        assert_eq!(requests.len(), 1);
        let update = parsed(&requests[0]);
        assert!(update.contains("DELETE DATA") && update.contains("INSERT DATA"), "{update}");
        for node in ["a", "b", "c", "d", "e"] {
            assert!(update.contains(&format!("<http://e/{node}>")), "{update}");
        }
    }

    #[test]
    fn a_long_change_is_several_requests() {
        let layout = Layout::new(None, []);
        let added: Vec<Quad> = (0..10).map(|n| quad(&n.to_string(), "g")).collect();
        assert_eq!(updates(&[], &added, &layout, 4, 10_000).unwrap().len(), 3);
        assert_eq!(updates(&[], &added, &layout, 100, 100).unwrap().len(), 10);
        assert_eq!(updates(&[], &added, &layout, 100, 150).unwrap().len(), 5);
        for request in updates(&[], &added, &layout, 4, 10_000).unwrap() {
            parsed(&request);
        }
        assert!(updates(&[], &[], &layout, 4, 100).unwrap().is_empty());
    }

    #[test]
    fn a_graph_can_stand_for_the_default_graph() {
        let layout = Layout::new(Some(NamedNode::new_unchecked("http://e/default")), []);
        let requests = updates(&[], &[quad("a", "")], &layout, 4, 1000).unwrap();
        assert!(requests[0].contains("GRAPH <http://e/default>"), "{}", requests[0]);
    }
}
