//! A SPARQL 1.1 service as a store: queries are sent to it, quads are looked for in batches and remembered until
//! something changes, changes go out in as few requests as it takes.
//!
//! The protocol knows no transaction over several requests. What fits one request is one transaction if the service
//! makes it one (the standard says that it should). A larger change is several; each can be repeated, and they come in
//! an order in which a document is there only when all of it is.

mod layout;
mod slice;
mod text;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::{Mutex, OnceLock};

use oxigraph::model::{GraphName, Literal, NamedNode, NamedOrBlankNode, Quad, Term, Triple, Variable};
use spargebra::{Query, Update};

use super::answer::{Answer, Rows};
use super::protocol;
use super::quads::{Changes, Pattern, Quads};
use super::services::Services;
use crate::model::Diagnostic;
use crate::net::{Client, Credentials, Limits, Reach, Request, encoded};
use layout::Layout;

/// Where a SPARQL service is asked. Servers differ, so each URL can be set apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Endpoints {
    /// Takes queries.
    pub query: String,
    /// Takes updates.
    pub update: String,
    /// Takes and gives whole graphs (Graph Store Protocol), if there is one.
    pub graphs: Option<String>,
    /// The graph that stands for the default graph, where a service has none of its own.
    pub default_graph: Option<NamedNode>,
    /// Who evaluates queries.
    pub evaluation: Evaluation,
}

/// Who evaluates the queries to a remote store.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Evaluation {
    /// The service.
    #[default]
    There,
    /// We do, over all that the query could match, which is fetched first: for services whose SPARQL falls short.
    Here,
}

impl Endpoints {
    /// Those of a service at `url`: the same for queries and updates; but below a bare host, as `oxigraph serve` has
    /// them, `query`, `update` and `store`.
    #[must_use]
    pub fn of(url: &str) -> Self {
        let rest = url.split_once("://").map_or("", |(_, rest)| rest);
        let bare = rest.trim_end_matches('/');
        if bare.contains(['/', '?']) {
            return Self { query: url.to_owned(), update: url.to_owned(), graphs: None, ..Self::default() };
        }
        let below = |name: &str| format!("{}/{name}", url.trim_end_matches('/'));
        Self {
            query: below("query"),
            update: below("update"),
            graphs: Some(below("store")),
            ..Self::default()
        }
    }
}

/// A SPARQL 1.1 service.
#[derive(Debug)]
pub(super) struct Remote {
    client: Client,
    endpoints: Endpoints,
    layout: OnceLock<Layout>,
    known: Mutex<Known>,
}

/// Quads found before, by what they were looked for with.
#[derive(Debug, Default)]
struct Known {
    quads: HashMap<Pattern, Vec<Quad>>,
    count: usize,
    graphs: Option<Vec<NamedNode>>,
}

/// Quads remembered at most.
const REMEMBERED: usize = 1_000_000;

/// Patterns in one query.
const PATTERNS: usize = 100;

/// Quads in one update. Virtuoso 7 runs out of memory at some 5,000.
const STATEMENTS: usize = 4_000;

/// Bytes in one update, roughly.
const BYTES: usize = 4 << 20;

/// Triples, and bytes, sent at once to a service that takes graphs.
const LOADED: usize = 100_000;
const LOADED_BYTES: usize = 16 << 20;

impl Remote {
    pub(super) fn new(endpoints: Endpoints) -> Self {
        let credentials = Credentials::find("PACTUM_STORE", &endpoints.update);
        let client = Client::new(Limits::STORE, Reach::Anywhere, credentials);
        Self { client, endpoints, layout: OnceLock::new(), known: Mutex::default() }
    }

    /// What notes about the store as a whole are said of.
    pub(super) fn itself() -> NamedNode {
        text::notes_graph()
    }

    /// The quads that fit.
    pub(super) fn find(&self, pattern: &Pattern) -> Result<Vec<Quad>, Diagnostic> {
        if matches!(pattern.subject, Some(NamedOrBlankNode::BlankNode(_))) {
            return Ok(Vec::new());
        }
        let asked = widened(pattern);
        let fitting = |quads: &Vec<Quad>| quads.iter().filter(|quad| pattern.fits(quad)).cloned().collect();
        if let Some(found) = self.known().quads.get(&asked).map(fitting) {
            return Ok(found);
        }
        self.fetch(std::slice::from_ref(pattern))?;
        Ok(self.known().quads.get(&asked).map(fitting).unwrap_or_default())
    }

    /// Looks for all of `patterns` in as few queries as that takes, and remembers what was found.
    pub(super) fn fetch(&self, patterns: &[Pattern]) -> Result<(), Diagnostic> {
        let mut seen = HashSet::new();
        let mut missing: Vec<Pattern> = patterns.iter().map(widened).collect();
        missing.retain(|pattern| !self.known().quads.contains_key(pattern) && seen.insert(pattern.clone()));
        let (many, single): (Vec<_>, Vec<_>) = missing.into_iter().partition(text::can_be_listed);
        let (subjects, objects): (Vec<_>, Vec<_>) =
            many.into_iter().partition(|pattern| pattern.subject.is_some());
        let lists = subjects.chunks(PATTERNS).chain(objects.chunks(PATTERNS));
        for patterns in lists.chain(single.chunks(1)) {
            let given = if let [one] = patterns { one.clone() } else { Pattern::default() };
            let quads = self.quads(&text::look_up(patterns, self.layout()?), &given)?;
            let mut known = self.known();
            for pattern in patterns {
                let found: Vec<Quad> = match patterns {
                    [_] => quads.clone(),
                    _ => quads.iter().filter(|quad| pattern.fits(quad)).cloned().collect(),
                };
                known.remember(pattern.clone(), found);
            }
        }
        Ok(())
    }

    /// Whether queries are evaluated elsewhere.
    pub(super) fn sends_queries(&self) -> bool {
        self.endpoints.evaluation == Evaluation::There
    }

    /// Has a query evaluated.
    pub(super) fn ask(&self, query: &Query, services: &Services) -> Result<Answer, Diagnostic> {
        match self.endpoints.evaluation {
            Evaluation::There => self.ask_there(query),
            Evaluation::Here => self.slice(query)?.with_services(services.clone()).ask(query),
        }
    }

    /// All that `query` could match, and the names of all graphs, in memory.
    fn slice(&self, query: &Query) -> Result<Quads, Diagnostic> {
        let (patterns, all_graphs) = slice::needed(query);
        self.fetch(&patterns)?;
        let mut quads = Vec::new();
        for pattern in &patterns {
            quads.append(&mut self.find(pattern)?);
        }
        let graphs = if all_graphs { self.graphs()? } else { Vec::new() };
        Quads::in_memory_with_graphs(quads, graphs)
    }

    /// The names of our graphs.
    fn graphs(&self) -> Result<Vec<NamedNode>, Diagnostic> {
        if let Some(graphs) = &self.known().graphs {
            return Ok(graphs.clone());
        }
        let hidden: BTreeSet<&NamedNode> = self.layout()?.hidden().collect();
        let graphs = self.rows(text::GRAPHS)?.rows.into_iter().flatten().flatten().filter_map(node);
        let graphs: Vec<NamedNode> = graphs.filter(|graph| !hidden.contains(graph)).collect();
        self.known().graphs = Some(graphs.clone());
        Ok(graphs)
    }

    fn ask_there(&self, query: &Query) -> Result<Answer, Diagnostic> {
        let mut query = query.clone();
        self.layout()?.apply(&mut query);
        let (client, url, text) = (&self.client, self.endpoints.query.as_str(), query.to_string());
        match &query {
            Query::Construct { .. } | Query::Describe { .. } => protocol::construct(client, url, &text),
            Query::Select { .. } => protocol::select(client, url, &text),
            Query::Ask { .. } => Ok(match protocol::select(client, url, &text)? {
                // Virtuoso 7 answers ASK in JSON with a row or none.
                Answer::Rows(rows) => Answer::Truth(!rows.rows.is_empty()),
                answer => answer,
            }),
        }
    }

    /// Sends somebody's own update as it is.
    pub(super) fn update(&self, update: &Update) -> Result<(), Diagnostic> {
        if self.endpoints.default_graph.is_some() {
            return Err(Diagnostic::error("an update cannot be sent to a store with --store-default-graph")
                .hint("send it to the service itself, with the graph named"));
        }
        self.send_update(&update.to_string(), false)
    }

    /// Makes changes. Graphs that are to be replaced are compared with what is there, so that only the difference is sent.
    pub(super) fn commit(&self, changes: Changes) -> Result<(), Diagnostic> {
        let Changes { replaced, mut removed, mut added } = changes;
        for graph in replaced {
            let name = GraphName::from(graph);
            let there = self.find(&Pattern { graph: Some(name.clone()), ..Pattern::default() })?;
            let wanted: BTreeSet<String> =
                added.iter().filter(|quad| quad.graph_name == name).map(ToString::to_string).collect();
            let present: BTreeSet<String> = there.iter().map(ToString::to_string).collect();
            removed.extend(there.into_iter().filter(|quad| !wanted.contains(&quad.to_string())));
            added.retain(|quad| quad.graph_name != name || !present.contains(&quad.to_string()));
        }
        if removed.is_empty() && added.is_empty() {
            return Ok(());
        }
        self.prepare()?;
        let requests = text::updates(&removed, &added, self.layout()?, STATEMENTS, BYTES)?;
        let of = requests.len();
        for (done, request) in requests.iter().enumerate() {
            self.send_update(request, true).map_err(|problem| half_done(problem, done, of))?;
        }
        self.check_default_graph()
    }

    /// Puts `triples` in the place of all that the graph `name` holds. They come in parts into a graph beside it, which is
    /// moved when all are there. Returns how many triples are gone.
    pub(super) fn load_graph(
        &self,
        name: &NamedNode,
        triples: impl Iterator<Item = Result<Triple, Diagnostic>>,
    ) -> Result<u64, Diagnostic> {
        self.prepare()?;
        let beside = NamedNode::new_unchecked(format!("{}/loading", name.as_str()));
        self.send_update(&text::drop(&beside), true)?;
        if let Err(problem) = self.send_parts(&beside, triples) {
            self.send_update(&text::drop(&beside), true)?;
            return Err(problem);
        }
        let gone = self.rows(&text::count_gone(name, &beside))?;
        // Were it repeated after it was done, the second time would find nothing to move.
        self.send_update(&text::move_graph(&beside, name), false)?;
        let number = gone.rows.into_iter().flatten().flatten().next();
        Ok(match number {
            Some(Term::Literal(number)) => number.value().parse().unwrap_or(0),
            _ => 0,
        })
    }

    fn send_parts(
        &self,
        graph: &NamedNode,
        triples: impl Iterator<Item = Result<Triple, Diagnostic>>,
    ) -> Result<(), Diagnostic> {
        let (statements, bytes) =
            if self.endpoints.graphs.is_some() { (LOADED, LOADED_BYTES) } else { (STATEMENTS, BYTES) };
        let (mut part, mut count) = (String::new(), 0);
        for triple in triples {
            part += &text::line(&triple?.in_graph(graph.clone()))?;
            count += 1;
            if count == statements || part.len() > bytes {
                self.send_part(graph, &part)?;
                (part, count) = (String::new(), 0);
            }
        }
        if part.is_empty() { Ok(()) } else { self.send_part(graph, &part) }
    }

    /// Adds lines of N-Triples to a graph: as they are, if the service takes graphs, else in an update.
    fn send_part(&self, graph: &NamedNode, lines: &str) -> Result<(), Diagnostic> {
        let Some(graphs) = &self.endpoints.graphs else {
            return self.send_update(&format!("INSERT DATA {{ GRAPH {graph} {{\n{lines}}} }}"), true);
        };
        let mark = if graphs.contains('?') { '&' } else { '?' };
        let url = format!("{graphs}{mark}graph={}", encoded(graph.as_str()));
        // N-Triples is Turtle, which every service reads.
        let body = Some(("text/turtle; charset=utf-8", lines.as_bytes()));
        self.client
            .send(Request { method: "POST", url: &url, accept: "*/*", body, repeatable: true })
            .map(drop)
    }

    fn send_update(&self, text: &str, repeatable: bool) -> Result<(), Diagnostic> {
        *self.known() = Known::default();
        protocol::update(&self.client, &self.endpoints.update, text, repeatable)
    }

    /// What is kept beside the graph under `name`, by what it is said of.
    pub(super) fn notes(&self, name: &str) -> Result<BTreeMap<NamedNode, String>, Diagnostic> {
        let rows = self.rows(&text::notes(name))?;
        let note = |row: Vec<Option<Term>>| match <[_; 2]>::try_from(row) {
            Ok([Some(Term::NamedNode(of)), Some(Term::Literal(note))]) => Some((of, note.value().to_owned())),
            Ok([Some(Term::NamedNode(of)), Some(Term::NamedNode(note))]) => Some((of, note.into_string())),
            _ => None,
        };
        Ok(rows.rows.into_iter().filter_map(note).collect())
    }

    /// Keeps `note` under `name` in the place of what was there; nothing, if it is `None`.
    pub(super) fn set_note(&self, of: &NamedNode, name: &str, note: Option<&str>) -> Result<(), Diagnostic> {
        self.prepare()?;
        let note = note.map(Literal::new_simple_literal);
        self.send_update(&text::set_note(of, name, note.map(Term::from).as_ref()), true)
    }

    /// How our graphs lie in the service; learnt when it is first needed.
    fn layout(&self) -> Result<&Layout, Diagnostic> {
        if let Some(layout) = self.layout.get() {
            return Ok(layout);
        }
        let rows = self.rows(&text::notes_of(&Self::itself(), text::LEAVES_OUT))?;
        let others = rows.rows.into_iter().flatten().flatten().filter_map(node);
        let layout = Layout::new(self.endpoints.default_graph.clone(), others);
        Ok(self.layout.get_or_init(|| layout))
    }

    /// Before the first change: notes which graphs of others are there. They are left out of all answers.
    fn prepare(&self) -> Result<(), Diagnostic> {
        if !self.rows(text::PREPARED)?.rows.is_empty() {
            return Ok(());
        }
        let others: Vec<NamedNode> = if self.rows(text::ANY_DOCUMENT)?.rows.is_empty() {
            self.rows(text::GRAPHS)?.rows.into_iter().flatten().flatten().filter_map(node).collect()
        } else {
            Vec::new()
        };
        self.send_update(&text::prepare(&others), true)
    }

    /// A service whose default graph shows all graphs at once would make every document's words statements of the whole.
    fn check_default_graph(&self) -> Result<(), Diagnostic> {
        if self.endpoints.default_graph.is_some() || self.rows(text::PREPARED_IN_DEFAULT)?.rows.is_empty() {
            return Ok(());
        }
        Err(Diagnostic::error("the default graph of this service is all its graphs together")
            .in_file(&self.endpoints.query)
            .hint("name a graph that is to stand for it: --store-default-graph https://w3id.org/pactum/graph/statements"))
    }

    /// The quads in the columns `s`, `p`, `o` and `g` of an answer; what `given` has is in none.
    fn quads(&self, query: &str, given: &Pattern) -> Result<Vec<Quad>, Diagnostic> {
        let rows = self.rows(query)?;
        let places = ["s", "p", "o", "g"].map(|name| rows.column(&Variable::new_unchecked(name)));
        let mut quads = Vec::with_capacity(rows.rows.len());
        for mut row in rows.rows {
            let [s, p, o, g] =
                places.map(|place| place.and_then(|place| row.get_mut(place)).and_then(Option::take));
            let subject = match s {
                Some(Term::NamedNode(node)) => Some(NamedOrBlankNode::from(node)),
                Some(Term::BlankNode(node)) => Some(node.into()),
                _ => given.subject.clone(),
            };
            let graph = match g {
                Some(Term::NamedNode(node)) => GraphName::from(node),
                Some(Term::BlankNode(node)) => node.into(),
                _ => given.graph.clone().unwrap_or_default(),
            };
            let predicate = p.and_then(node).or_else(|| given.predicate.clone());
            if let (Some(subject), Some(predicate), Some(object)) =
                (subject, predicate, o.or_else(|| given.object.clone()))
            {
                quads.push(Quad::new(subject, predicate, object, graph));
            }
        }
        Ok(quads)
    }

    fn rows(&self, query: &str) -> Result<Rows, Diagnostic> {
        match protocol::select(&self.client, &self.endpoints.query, query)? {
            Answer::Rows(rows) => Ok(rows),
            _ => Err(Diagnostic::error("the service answered no rows").in_file(&self.endpoints.query)),
        }
    }

    fn known(&self) -> std::sync::MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl Known {
    fn remember(&mut self, pattern: Pattern, quads: Vec<Quad>) {
        if self.count + quads.len() > REMEMBERED {
            *self = Self::default();
        }
        self.count += quads.len();
        self.quads.insert(pattern, quads);
    }
}

/// What is asked for when `pattern` is looked for: more than it, so that what is looked for next is likely known.
fn widened(pattern: &Pattern) -> Pattern {
    match pattern {
        Pattern { subject: Some(subject), .. } => {
            Pattern { subject: Some(subject.clone()), ..Pattern::default() }
        }
        Pattern { object: Some(_), .. } => Pattern { graph: None, ..pattern.clone() },
        other => other.clone(),
    }
}

fn node(term: Term) -> Option<NamedNode> {
    match term {
        Term::NamedNode(node) => Some(node),
        _ => None,
    }
}

fn half_done(problem: Diagnostic, done: usize, of: usize) -> Diagnostic {
    if done == 0 {
        return problem;
    }
    let message = format!("{}; the change is half done ({done} of {of} requests)", problem.message);
    Diagnostic { message, ..problem }.hint("run the same command again: it goes on from there")
}
