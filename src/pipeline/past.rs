//! The graph as it would have been on another day.

use std::collections::HashSet;

use jiff::civil;
use oxigraph::model::Term;

use super::known;
use crate::model::Diagnostic;
use crate::rdf::Mint;
use crate::store::{Changes, Scope, Store};

/// By which clock a day is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// The documents' datelines.
    Reported,
    /// When documents came into the store, in Coordinated Universal Time.
    Recorded,
}

/// A store in memory with the documents of `store` up to and with `day`, fused. Documents of unknown date are in it.
/// Of the text files beside a store on disk nothing is taken over.
///
/// # Errors
/// If a store fails.
pub fn as_of(store: &Store, day: civil::Date, clock: Clock, mint: Mint<'_>) -> Result<Store, Diagnostic> {
    let past = Store::in_memory()?;
    let recorded = store.recorded()?;
    let (mut quads, mut copies, mut kept) = (Vec::new(), Vec::new(), HashSet::new());
    for id in store.documents(mint)?.into_keys() {
        let date = match clock {
            Clock::Reported => store.document(&id, mint)?.and_then(|(document, _)| document.meta.published),
            Clock::Recorded => {
                recorded.get(&id).and_then(|instant| instant.get(..10)).and_then(|day| day.parse().ok())
            }
        };
        if date.is_none_or(|date| date <= day) {
            for graph in [mint.document(&id), mint.claims_graph(&id)] {
                quads.extend(store.graph(graph.as_ref())?);
            }
            copies.extend(store.copies(&id, mint)?);
            kept.insert(Term::from(mint.document(&id)));
        }
    }
    quads.extend(
        copies
            .into_iter()
            .filter(|quad| kept.contains(&quad.object) && kept.contains(&Term::from(quad.subject.clone()))),
    );
    for graph in [mint.graph("curation"), mint.graph("ontology"), mint.dataset("gazetteer")] {
        quads.extend(store.graph(graph.as_ref())?);
    }
    past.commit(Changes { added: quads, ..Changes::default() })?;
    past.fuse(Scope::All, mint)?;
    known::prune(&past, mint)?;
    Ok(past)
}
