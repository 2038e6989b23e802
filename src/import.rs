//! Floor 5. Other datasets come in: any RDF format or a table, compressed or not, from a file or the web, each into a graph
//! of its own.
//!
//! Everything streams: a triple is read, named, counted and loaded before the next. A dataset is in the store as a whole
//! or not at all, and importing it again takes the place of what was there. Blank nodes get names (RDF 1.1 Concepts,
//! section 3.5), by their order in the file, so that the same file gives the same graph.

mod describe;
mod input;
mod skolem;
mod table;

use std::io::Read;

use oxigraph::io::{RdfFormat, RdfParseError, RdfParser};
use oxigraph::model::{NamedNode, Quad, Triple};

use crate::model::{Diagnostic, slug};
use crate::rdf::{Mint, vocabulary as v};
use crate::store::Store;

pub use describe::{Census, Counted};
pub use input::{Bytes, Form, Input};
pub use table::Mapping;

/// Triples as they are read.
pub type Triples<'a> = Box<dyn Iterator<Item = Result<Triple, Diagnostic>> + 'a>;

/// What came of an import.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The graph that holds the dataset.
    pub graph: NamedNode,
    /// What is in it.
    pub census: Census,
    /// Triples of the import before that are gone.
    pub gone: u64,
}

/// The triples in `input`, all graphs of it together, blank nodes with names below `graph`.
///
/// # Errors
/// If the form is not known, or a table has no mapping.
pub fn triples<'a>(
    input: Input,
    mapping: Option<&'a Mapping>,
    graph: &NamedNode,
) -> Result<Triples<'a>, Diagnostic> {
    let name = input.name.clone();
    match (input.form, mapping) {
        (Form::Rdf(format), _) => rdf(input.reader, format, name, graph),
        (Form::Table(delimiter), Some(mapping)) => {
            Ok(Box::new(mapping.triples(input.reader, delimiter, name)?))
        }
        (Form::Table(_), None) => Err(Diagnostic::error("a table needs a mapping of its columns")
            .in_file(name)
            .hint("--columns FILE; docs/linking.md shows one")),
    }
}

fn rdf(
    reader: Box<dyn Read>,
    format: RdfFormat,
    name: String,
    graph: &NamedNode,
) -> Result<Triples<'static>, Diagnostic> {
    let base = format!("{}/", graph.as_str());
    let parser = RdfParser::from_format(format)
        .with_base_iri(base)
        .map_err(|error| Diagnostic::error(format!("no base for relative IRIs: {error}")))?;
    let mut names = skolem::Names::below(graph);
    let triple = move |quad: Result<Quad, RdfParseError>| {
        let quad = quad.map_err(|error| unreadable(&error, &name))?;
        Ok(names.triple(Triple::from(quad)))
    };
    Ok(Box::new(parser.for_reader(reader).map(triple)))
}

fn unreadable(error: &RdfParseError, name: &str) -> Diagnostic {
    let RdfParseError::Syntax(error) = error else {
        return Diagnostic::error(format!("cannot be read: {error}")).in_file(name);
    };
    let place = error.location().map_or_else(String::new, |at| {
        format!("line {}, column {}: ", at.start.line + 1, at.start.column + 1)
    });
    Diagnostic::error(format!("{place}{error}")).in_file(name).hint("nothing was imported")
}

/// Puts the dataset called `name` into its graph in `store`, with a description of it.
///
/// # Errors
/// If it cannot be read to its end, or the store fails; then nothing was changed.
pub fn import(
    name: &str,
    from: &str,
    triples: Triples<'_>,
    store: &Store,
    mint: Mint<'_>,
) -> Result<Imported, Diagnostic> {
    let graph = mint.dataset(&checked(name)?);
    let mut triples = triples.peekable();
    if triples.peek().is_none() {
        return Err(Diagnostic::error("there is not one triple in it").in_file(from));
    }
    let gone = store.load_graph(graph.as_ref(), triples)?;
    let census = Census::of_graph(store, &graph)?;
    let described = census.to_quads(&graph, name, from, mint);
    describe(store, &graph, described, mint)?;
    Ok(Imported { graph, census, gone })
}

/// The imported datasets, by name, with where they came from and how many triples they have.
///
/// # Errors
/// If the store fails.
pub fn datasets(store: &Store, mint: Mint<'_>) -> Result<Vec<(String, String, String)>, Diagnostic> {
    let quads = store.graph(mint.graph(DESCRIPTIONS).as_ref())?;
    let value = |node: &Quad, predicate| {
        quads
            .iter()
            .find(|quad| quad.subject == node.subject && quad.predicate.as_ref() == predicate)
            .map_or_else(String::new, |quad| match &quad.object {
                oxigraph::model::Term::Literal(literal) => literal.value().to_owned(),
                other => other.to_string(),
            })
    };
    let mut found: Vec<_> = quads
        .iter()
        .filter(|quad| quad.object == v::VOID_DATASET.into_owned().into())
        .map(|quad| (value(quad, v::DCTERMS_TITLE), value(quad, v::DC_SOURCE), value(quad, v::VOID_TRIPLES)))
        .collect();
    found.sort();
    Ok(found)
}

/// Takes a dataset out of `store`, and the links to it.
///
/// # Errors
/// If there is none of that name, or the store fails.
pub fn drop(name: &str, store: &Store, mint: Mint<'_>) -> Result<(), Diagnostic> {
    let graph = mint.dataset(&checked(name)?);
    if store.is_empty_graph(graph.as_ref())? {
        return Err(Diagnostic::error(format!("there is no dataset called {name}"))
            .hint("`pactum import --list` shows them"));
    }
    for graph in [&graph, &mint.dataset(&format!("{name}/links"))] {
        store.replace_graph(graph.as_ref(), &[])?;
        describe(store, graph, Vec::new(), mint)?;
    }
    Ok(())
}

/// The graph that describes datasets and linksets, in the terms of `void:`.
pub const DESCRIPTIONS: &str = "datasets";

/// Puts `quads` in the place of what the graph of descriptions says of `about` and of the nodes below it.
///
/// # Errors
/// If the store fails.
pub fn describe(
    store: &Store,
    about: &NamedNode,
    quads: Vec<Quad>,
    mint: Mint<'_>,
) -> Result<(), Diagnostic> {
    let graph = mint.graph(DESCRIPTIONS);
    let below = format!("{}#", about.as_str());
    let mut all = store.graph(graph.as_ref())?;
    all.retain(|quad| match &quad.subject {
        oxigraph::model::NamedOrBlankNode::NamedNode(node) => {
            node != about && !node.as_str().starts_with(&below)
        }
        oxigraph::model::NamedOrBlankNode::BlankNode(_) => true,
    });
    all.extend(quads);
    store.replace_graph(graph.as_ref(), &all)
}

/// The name a dataset gets if nobody gives it one: that of its file, without endings.
#[must_use]
pub fn name_of(place: &str) -> String {
    let file = place.trim_end_matches('/').rsplit(['/', '\\']).next().unwrap_or(place);
    slug(file.split(['.', '?', '#']).next().unwrap_or(file))
}

/// A name that can stand in an IRI.
fn checked(name: &str) -> Result<String, Diagnostic> {
    if !name.is_empty() && slug(name) == name && name != "gazetteer" {
        return Ok(name.to_owned());
    }
    Err(Diagnostic::error(format!("“{name}” cannot name a dataset"))
        .hint("lower-case letters, digits and hyphens; `gazetteer` is taken"))
}
