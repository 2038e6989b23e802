//! Floor 4. Documents, claims and statements become quads and back; here IRIs are minted.
//!
//! No blank nodes, no clock, no chance: the same input gives the same quads. `ontology/evidence.ttl` says which named
//! graph holds what, and names the terms.

mod claims;
mod decisions;
mod documents;
mod fused;
mod iri;
mod known;
mod object;
mod ontology;
mod tally;
pub mod vocabulary;

pub use claims::{claim_iri, claims_of_graph, claims_to_quads};
pub use decisions::{decision_iri, decisions_of_graph, decisions_to_quads};
pub use documents::{document_of_graph, document_to_quads, probe, probes_to_quads};
pub use fused::{fused_to_quads, grown_to_quads, triple_iri};
pub use iri::{BASE, Mint};
pub use known::entry_to_quads;
pub use ontology::ontology_to_quads;
pub use tally::statement_of_tally;

use crate::model::Object;
use oxigraph::model::{GraphName, Quad, Term};

/// The RDF term of an object.
#[must_use]
pub fn object_to_term(object: &Object, mint: Mint<'_>) -> Term {
    object::to_term(object, mint)
}

/// What the graph holds besides, wherever the amount of money `term` is the object of a triple of `graph`: its value,
/// its currency. Nothing if `term` is no amount of money.
#[must_use]
pub fn amount_to_quads(term: &Term, graph: &GraphName, mint: Mint<'_>) -> Vec<Quad> {
    object::money_of(term, mint).map_or_else(Vec::new, |money| object::describe(&money, mint, graph))
}
