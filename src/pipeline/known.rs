//! What the gazetteer knows of the entities that the documents speak of: the graph `dataset/gazetteer`.

use oxigraph::model::Quad;

use crate::model::Diagnostic;
use crate::pack::Gazetteer;
use crate::rdf::{self, Mint};
use crate::store::Store;

/// Writes anew what is known of the entities in the graph: names, identifiers elsewhere, owners.
pub(super) fn write(gazetteer: &Gazetteer, store: &Store, mint: Mint<'_>) -> Result<(), Diagnostic> {
    let mut quads: Vec<Quad> = Vec::new();
    for entry in gazetteer.entries() {
        if store.has_statements(&entry.id, mint)? {
            quads.extend(rdf::entry_to_quads(entry, mint));
        }
    }
    store.replace_graph(mint.dataset("gazetteer").as_ref(), &quads)
}

/// Drops what is known of entities that no document speaks of any more.
pub(super) fn prune(store: &Store, mint: Mint<'_>) -> Result<(), Diagnostic> {
    let graph = mint.dataset("gazetteer");
    let mut kept = Vec::new();
    for quad in store.graph(graph.as_ref())? {
        let id = match &quad.subject {
            oxigraph::model::NamedOrBlankNode::NamedNode(node) => mint.id(node.as_ref()),
            oxigraph::model::NamedOrBlankNode::BlankNode(_) => None,
        };
        if id.map_or(Ok(false), |id| store.has_statements(&id, mint))? {
            kept.push(quad);
        }
    }
    store.replace_graph(graph.as_ref(), &kept)
}
