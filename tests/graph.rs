//! The graph as a whole: what is built from a set of documents depends on the set alone, and every triple has its
//! evidence.

mod articles;
mod decisions;
mod fusion;
mod growing;
mod naming;
mod notation;
mod rivals;
mod sets;
mod stores;
mod terms;

use std::collections::BTreeSet;

use pactum::model::Document;
use pactum::pack::{Files, Ontology};
use pactum::pipeline::{Summary, build_with};
use pactum::rdf::{BASE, Mint};
use pactum::store::Store;

pub(crate) fn ontology() -> &'static Ontology {
    static ONTOLOGY: std::sync::OnceLock<Ontology> = std::sync::OnceLock::new();
    ONTOLOGY.get_or_init(|| Ontology::load(&Files::embedded()).expect("the embedded ontology is sound"))
}

fn mint() -> Mint<'static> {
    Mint::new(BASE, ontology())
}

/// Adds documents in the notation of [`notation`] to a store.
fn add(store: &Store, documents: Vec<Document>) -> Summary {
    build_with(documents, &notation::extract, store, mint(), &|_| {}).expect("documents are added")
}

fn built(documents: Vec<Document>) -> Store {
    let store = Store::in_memory().expect("a store in memory");
    add(&store, documents);
    store
}

/// The canonical N-Quads of a store: since it has no blank nodes, its sorted lines.
fn bytes(store: &Store) -> String {
    let lines: BTreeSet<String> = store
        .quads()
        .find(None, None, None, None)
        .expect("a readable store")
        .iter()
        .map(|quad| format!("{quad} .\n"))
        .collect();
    assert!(lines.iter().all(|line| !line.contains("_:")), "there are no blank nodes");
    lines.into_iter().collect()
}

/// Every triple of a document's graph, its metadata aside, has a claim whose words are exactly the text's words there.
pub(crate) fn assert_evidence(store: &Store) {
    for id in store.documents(mint()).expect("documents").keys() {
        let (document, _) = store.document(id, mint()).expect("a readable store").expect("the document");
        let text: Vec<char> = document.text.chars().collect();
        let claims = store.claims(id, mint()).expect("claims");
        for claim in &claims {
            let evidence = &claim.evidence;
            let words: String = text[evidence.start..evidence.end].iter().collect();
            assert_eq!(words, evidence.exact, "{claim:?}");
            assert!(
                evidence.sentence_start <= evidence.start && evidence.end <= evidence.sentence_end,
                "{claim:?}"
            );
        }
        let said: BTreeSet<String> = pactum::rdf::claims_to_quads(&claims, mint())
            .iter()
            .filter(|quad| quad.graph_name == mint().document(id).into())
            .map(ToString::to_string)
            .collect();
        let graph = mint().document(id);
        for quad in store.graph(graph.as_ref()).expect("a readable store") {
            assert!(
                quad.subject == graph.clone().into() || said.contains(&quad.to_string()),
                "{quad} has no claim"
            );
        }
    }
}
