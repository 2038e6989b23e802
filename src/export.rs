//! Floor 5. The graph as files: RDF in all its formats, frames as JSON Lines, claims as CSV. The same graph gives the
//! same bytes.

mod frames;
mod table;

use std::collections::BTreeSet;

use oxigraph::model::{GraphNameRef, NamedNode, NamedOrBlankNode, Quad, Term};
use oxigraph::store::Store;

use crate::model::Diagnostic;
use crate::query::graph::{self, collect};

pub use frames::{document_lines, frame_lines};
pub use table::claim_rows;

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
pub fn quads(store: &Store, selection: &Selection) -> Result<Vec<Quad>, Diagnostic> {
    match selection {
        Selection::All => collect(store.iter(), Some),
        Selection::Statements => {
            collect(store.quads_for_pattern(None, None, None, Some(GraphNameRef::DefaultGraph)), Some)
        }
        Selection::Graph(name) => {
            collect(store.quads_for_pattern(None, None, None, Some(name.as_ref().into())), Some)
        }
        Selection::About(node) => about(store, node),
    }
}

fn about(store: &Store, node: &NamedNode) -> Result<Vec<Quad>, Diagnostic> {
    let default = Some(GraphNameRef::DefaultGraph);
    let taking_part = store.quads_for_pattern(None, None, Some(node.as_ref().into()), default);
    let mut nodes: BTreeSet<NamedNode> = collect(taking_part, |quad| match quad.subject {
        NamedOrBlankNode::NamedNode(node) => Some(node),
        NamedOrBlankNode::BlankNode(_) => None,
    })?
    .into_iter()
    .collect();
    nodes.insert(node.clone());
    let mut quads = Vec::new();
    let mut spoken_of = BTreeSet::new();
    for node in &nodes {
        let stated = collect(store.quads_for_pattern(Some(node.as_ref().into()), None, None, default), Some)?;
        spoken_of.extend(stated.iter().filter_map(|quad| match &quad.object {
            Term::NamedNode(object) if !nodes.contains(object) => Some(object.clone()),
            _ => None,
        }));
        quads.extend(stated);
    }
    for node in &spoken_of {
        quads.extend(introduced(store, node)?);
    }
    Ok(quads)
}

/// What a node is and is called; all there is, if it is an amount of money.
fn introduced(store: &Store, node: &NamedNode) -> Result<Vec<Quad>, Diagnostic> {
    let default = Some(GraphNameRef::DefaultGraph);
    let stated = collect(store.quads_for_pattern(Some(node.as_ref().into()), None, None, default), Some)?;
    let amount = stated.iter().any(|quad| quad.predicate.as_ref() == graph::SCHEMA_CURRENCY);
    let naming = |quad: &Quad| [graph::TYPE, graph::LABEL].contains(&quad.predicate.as_ref());
    Ok(stated.into_iter().filter(|quad| amount || naming(quad)).collect())
}
