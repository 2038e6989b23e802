//! The graph depends on which documents are in it, and on nothing else.

use pactum::model::Document;
use pactum::pipeline::remove_with;
use pactum::rdf::amount_to_quads;
use proptest::prelude::*;

use super::{add, built, bytes, mint, notation};

/// Lines that speak of few nodes, so that documents meet.
fn line() -> impl Strategy<Value = String> {
    let subject = prop::sample::select(vec![
        "investment/a-b",
        "availability/p-q",
        "license/a-b",
        "company/a",
        "company/a-long",
    ]);
    let says = prop::sample::select(vec![
        "rdf:type pact:Investment",
        "rdf:type pact:Availability",
        "rdf:type pact:License",
        "rdfs:label \"A\"",
        "rdfs:label \"A Long\"",
        "skos:altLabel \"A\"",
        "rdfs:label \"Name\"",
        "rdfs:label \"Other name\"",
        "pact:investor company/a",
        "pact:amount USD 50",
        "pact:amount USD 50 upTo",
        "pact:amount USD 60 atLeast",
        "pact:amount USD 70 about",
        "pact:exclusive true",
        "pact:exclusive false",
        "pact:date 2026-04",
        "pact:date 2026-04-27",
        "pact:date 2026-04-28",
        "pact:stage pact:Announced",
        "pact:stage pact:Available",
        "pact:validFrom 2025",
        "pact:validThrough 2032",
    ]);
    let held = prop::sample::select(vec!["", "", " (planned)", " (denied)", " (reported)"]);
    (subject, says, held).prop_map(|(subject, says, held)| format!("{subject} {says}{held}"))
}

fn some_document() -> impl Strategy<Value = Document> {
    let publisher = prop::sample::select(vec!["Daily Post", "Evening Star", "Battery News", ""]);
    let published = prop::sample::select(vec!["2026-04-27", "2026-04-28", "2026-05-01", ""]);
    (publisher, published, prop::collection::vec(line(), 1..6), 0..1000).prop_map(
        |(publisher, published, lines, number)| {
            let mut document = notation::document(publisher, published, &lines.join("\n"));
            document.meta.location = format!("{number}.txt");
            document
        },
    )
}

pub(super) fn some_documents() -> impl Strategy<Value = Vec<Document>> {
    prop::collection::vec(some_document(), 1..7).prop_map(|mut documents| {
        // Two documents of one place would take each other's.
        documents.sort_by(|a, b| a.meta.location.cmp(&b.meta.location));
        documents.dedup_by(|a, b| a.meta.location == b.meta.location);
        documents
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_order_of_arrival_does_not_matter(
        (documents, shuffled) in some_documents().prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
    ) {
        let one_by_one = built(Vec::new());
        for document in shuffled {
            add(&one_by_one, vec![document]);
        }
        prop_assert_eq!(bytes(&built(documents)), bytes(&one_by_one));
    }

    #[test]
    fn building_again_changes_nothing(documents in some_documents()) {
        let store = built(documents.clone());
        let before = bytes(&store);
        let summary = add(&store, documents);
        prop_assert_eq!(summary.added, 0);
        prop_assert_eq!(before, bytes(&store));
    }

    #[test]
    fn taking_a_document_back_leaves_the_graph_of_the_others(documents in some_documents(), which in 0..7_usize) {
        let store = built(documents.clone());
        let gone = documents[which % documents.len()].id.clone();
        let same_text: Vec<_> = documents.into_iter().filter(|document| document.id != gone).collect();
        remove_with(&[gone.to_string()], &notation::extract, &store, mint()).unwrap();
        prop_assert_eq!(bytes(&built(same_text)), bytes(&store));
    }

    #[test]
    fn threads_do_not_matter(documents in some_documents()) {
        let with = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            let documents = documents.clone();
            pool.install(|| bytes(&built(documents)))
        };
        prop_assert_eq!(with(1), with(8));
    }

    #[test]
    fn claims_come_back_from_the_store_as_they_went_in(document in some_document()) {
        let store = built(vec![document.clone()]);
        let mut went_in = notation::extract(&document).claims;
        let mut came_back = store.claims(&document.id, mint()).unwrap();
        went_in.sort_by(|a, b| a.evidence.cmp(&b.evidence));
        came_back.sort_by(|a, b| a.evidence.cmp(&b.evidence));
        prop_assert_eq!(went_in, came_back);
    }

    #[test]
    fn an_amount_can_be_told_from_its_name(document in some_document()) {
        let store = built(vec![document]);
        for quad in store.quads().find(None, None, None, None).unwrap() {
            for described in amount_to_quads(&quad.object, &quad.graph_name, mint()) {
                let in_document = quad.graph_name.to_string().matches('/').count() == 5
                    && !quad.graph_name.to_string().contains("/graph/");
                prop_assert!(in_document || store.quads().contains(&described).unwrap(), "{} {}", quad, described);
            }
        }
    }
}
