//! What of a store is held against the shapes.

use oxigraph::model::{Graph, GraphName, Triple};

use crate::model::Diagnostic;
use crate::rdf::{Mint, ontology_to_quads};
use crate::store::Quads;

/// The triples of a store that shapes are about: the statements, the documents' metadata, claims, what was fused of
/// them, and the ontology of the pack. Left out are what one document says as plain triples (the claims say the same),
/// imported datasets and their links, and decisions.
///
/// # Errors
/// If the store cannot be read.
pub fn triples_of(store: &Quads, mint: Mint<'_>) -> Result<Graph, Diagnostic> {
    let mut graph: Graph = ontology_to_quads(mint).into_iter().map(Triple::from).collect();
    let (datasets, curation) = (mint.dataset(""), mint.graph("curation"));
    for quad in store.stream(None)? {
        let quad = quad?;
        let wanted = match &quad.graph_name {
            GraphName::NamedNode(name) if mint.document_id(name.as_ref()).is_some() => {
                quad.subject.as_ref() == name.as_ref().into()
            }
            GraphName::NamedNode(name) => !name.as_str().starts_with(datasets.as_str()) && *name != curation,
            _ => true,
        };
        if wanted {
            graph.insert(&Triple::from(quad));
        }
    }
    Ok(graph)
}
