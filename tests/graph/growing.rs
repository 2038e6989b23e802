//! What much of the news tells is added to without reading all of it again; what comes of it is the same.

use pactum::model::{Decision, Decisions, Document, Ruling};
use pactum::pipeline::{Extracted, build_with, decide_with, remove_with};
use pactum::store::Store;
use proptest::prelude::*;

use super::fusion::ask;
use super::{bytes, mint, notation};

/// The notation, with claims of different confidence.
fn extract(document: &Document) -> Extracted {
    let mut extracted = notation::extract(document);
    for claim in &mut extracted.claims {
        claim.confidence = [0.8, 0.7, 0.95][claim.evidence.start % 3];
    }
    extracted
}

fn add(store: &Store, documents: Vec<Document>) -> usize {
    build_with(documents, &extract, store, mint(), &|_| {}).expect("documents are added").change.claims
}

fn built(documents: Vec<Document>) -> Store {
    let store = Store::in_memory().expect("a store in memory");
    add(&store, documents);
    store
}

fn remove(store: &Store, document: &Document) {
    remove_with(&[document.id.to_string()], &extract, store, mint()).expect("the document is taken back");
}

/// Mostly what stands for itself; now and then what has a bearing on the rest.
fn line() -> impl Strategy<Value = &'static str> {
    prop_oneof![
        30 => prop::sample::select(vec![
            "company/a rdf:type pact:Company",
            "company/a rdf:type pact:Organization",
            "company/a rdfs:label \"A\"",
            "company/a rdfs:label \"A\" (reported)",
            "company/a skos:altLabel \"Aa\"",
            "company/a pact:subject \"words\"",
            "company/b rdfs:label \"B\"",
            "# filler so that this text is not a copy of others: one two three four five six seven",
        ]),
        1 => prop::sample::select(vec![
            "company/a rdf:type pact:Company (denied)",
            "company/a pact:amount USD 50",
            "company/a rdf:type pact:License",
        ]),
    ]
}

fn some_documents() -> impl Strategy<Value = Vec<Document>> {
    let publisher = prop::sample::select(vec!["Daily Post", "daily post", "Evening Star", "", ""]);
    let published = prop::sample::select(vec!["2026-04-27", "2026-05-01", ""]);
    let document = (publisher, published, prop::collection::vec(line(), 1..6));
    prop::collection::vec(document, 4..16).prop_map(|documents| {
        let numbered = documents.into_iter().enumerate();
        let document = |(number, (publisher, published, lines)): (usize, (&str, &str, Vec<&str>))| {
            let mut document = notation::document(publisher, published, &lines.join("\n"));
            document.meta.location = format!("{number}.txt");
            document
        };
        let mut documents: Vec<Document> = numbered.map(document).collect();
        documents.sort_by(|a, b| a.id.as_str().cmp(b.id.as_str()));
        documents.dedup_by(|a, b| a.id == b.id);
        documents
    })
}

fn reject(subject: &str) -> Decisions {
    let said = pactum::model::Said {
        about: pactum::model::About::Node(subject.into()),
        predicate: Some("rdfs:label".into()),
        ..Default::default()
    };
    Decisions::of([Decision { ruling: Ruling::Reject(said), who: None, why: None, date: None }])
}

/// The two hold the same; else the lines that only one of them has are shown.
fn same(one: &Store, other: &Store) -> Result<(), TestCaseError> {
    let (one, other) = (bytes(one), bytes(other));
    let only = |a: &str, b: &str| -> Vec<String> {
        a.lines().filter(|line| !b.lines().any(|other| other == *line)).map(str::to_owned).collect()
    };
    prop_assert_eq!(only(&one, &other), only(&other, &one));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn adding_one_by_one_taking_back_and_deciding_gives_what_all_at_once_gives(
        documents in some_documents(), gone in 0..16_usize, decided in prop::bool::weighted(0.3), at in 0..16_usize,
    ) {
        let one_by_one = built(Vec::new());
        for (number, document) in documents.iter().enumerate() {
            if decided && number == at % documents.len() {
                decide_with(&reject("company/a"), &extract, &one_by_one, mint()).unwrap();
            }
            add(&one_by_one, vec![document.clone()]);
        }
        let at_once = built(documents.clone());
        if decided {
            decide_with(&reject("company/a"), &extract, &at_once, mint()).unwrap();
        }
        same(&at_once, &one_by_one)?;
        let gone = &documents[gone % documents.len()];
        remove(&one_by_one, gone);
        add(&one_by_one, vec![gone.clone()]);
        same(&at_once, &one_by_one)?;
    }
}

fn telling(publisher: &str, number: usize) -> Document {
    let words: Vec<String> = (0..20).map(|word| format!("w{}", word * 31 + number * 1_000)).collect();
    let text = format!("# {}\ncompany/a rdf:type pact:Company\ncompany/a rdfs:label \"A\"", words.join(" "));
    let mut document = notation::document(publisher, "2026-04-27", &text);
    document.meta.location = format!("{number}.txt");
    document
}

#[test]
fn of_what_much_of_the_news_tells_only_the_new_claims_are_fused() {
    let store = built((0..40).map(|number| telling(&format!("Paper {}", number % 10), number)).collect());
    assert_eq!(add(&store, vec![telling("Paper 3", 40)]), 2, "82 claims are there, two are new");
    assert_eq!(add(&store, vec![telling("", 41)]), 2);
    assert_eq!(add(&store, vec![telling("", 42)]), 2);
    let support = "SELECT ?support { GRAPH graph:fusion {
        ?statement rdf:predicate rdfs:label ; rdf:object \"A\" ; pact:support ?support } }";
    assert_eq!(ask(&store, support), ["12"], "ten papers, and two that are not known");
    let copied = Document::new(telling("", 41).text, telling("Paper 11", 43).meta);
    add(&store, vec![copied]);
    assert_eq!(ask(&store, support), ["12"], "a copy is no voice of its own");
}
