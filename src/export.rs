//! Floor 5. The graph as files, for all kinds of tools: RDF in all its formats, claims as RDF 1.2, nanopublications,
//! annotations of texts and tables, frames as JSON Lines, statements as a network. The same graph gives the same bytes.

mod canonical;
mod columns;
mod frames;
mod nanopub;
mod network;
mod rdf12;
mod table;
mod text;
mod vocabulary;

use std::collections::BTreeSet;

use oxigraph::model::{GraphName, GraphNameRef, NamedNode, NamedOrBlankNode, Quad, Term};

use crate::model::Diagnostic;
use crate::query::graph;
use crate::store::{Pattern, Quads};

pub use canonical::{canonical, hash};
pub use columns::Columns;
pub use frames::{document_lines, frame_lines};
pub use nanopub::nanopublications;
pub use network::{Edge, Network, Node};
pub use rdf12::{uncontested, write_rdf12};
pub use table::{claim_rows, claims};
pub use text::{annotations, nif, texts};
pub use vocabulary::Translation;

/// What to export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selection {
    /// Every graph.
    All,
    /// The statements: the default graph.
    Statements,
    /// One named graph.
    Graph(NamedNode),
    /// One thing: what is stated of it, the frames it takes part in, the names of what they speak of.
    About(NamedNode),
}

/// The quads of a selection, in no particular order.
///
/// # Errors
/// If the store cannot be read.
pub fn quads(store: &Quads, selection: &Selection) -> Result<Vec<Quad>, Diagnostic> {
    match selection {
        Selection::All => store.find(None, None, None, None),
        Selection::Statements => store.find(None, None, None, Some(GraphNameRef::DefaultGraph)),
        Selection::Graph(name) => store.find(None, None, None, Some(name.as_ref().into())),
        Selection::About(node) => about(store, node),
    }
}

fn about(store: &Quads, node: &NamedNode) -> Result<Vec<Quad>, Diagnostic> {
    let default = Some(GraphNameRef::DefaultGraph);
    let taking_part = store.find(None, None, Some(node.as_ref().into()), default)?;
    let mut nodes: BTreeSet<NamedNode> = taking_part
        .into_iter()
        .filter_map(|quad| match quad.subject {
            NamedOrBlankNode::NamedNode(node) => Some(node),
            NamedOrBlankNode::BlankNode(_) => None,
        })
        .collect();
    nodes.insert(node.clone());
    let quads = stated(store, &nodes)?;
    let spoken_of: BTreeSet<NamedNode> = quads
        .iter()
        .filter_map(|quad| match &quad.object {
            Term::NamedNode(object) if !nodes.contains(object) => Some(object.clone()),
            _ => None,
        })
        .collect();
    let introduced = introduced(stated(store, &spoken_of)?);
    Ok(quads.into_iter().chain(introduced).collect())
}

fn stated(store: &Quads, nodes: &BTreeSet<NamedNode>) -> Result<Vec<Quad>, Diagnostic> {
    let about = |node: &NamedNode| Pattern::about(node.clone(), Some(GraphName::DefaultGraph));
    store.find_all(&nodes.iter().map(about).collect::<Vec<_>>())
}

/// Of what is stated of nodes, what they are and are called; all there is of amounts of money.
fn introduced(stated: Vec<Quad>) -> Vec<Quad> {
    let amounts: BTreeSet<String> = stated
        .iter()
        .filter(|quad| quad.predicate.as_ref() == graph::SCHEMA_CURRENCY)
        .map(|quad| quad.subject.to_string())
        .collect();
    let naming = |quad: &Quad| [graph::TYPE, graph::LABEL].contains(&quad.predicate.as_ref());
    stated.into_iter().filter(|quad| naming(quad) || amounts.contains(&quad.subject.to_string())).collect()
}
