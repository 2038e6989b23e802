//! What a person decided holds, whatever comes and goes.

use pactum::curate::{Ledger, orphans};
use pactum::model::{About, Decision, Decisions, Document, Part, Ruling, Said};
use pactum::pipeline::{decide_with, remove_with};
use pactum::store::Store;
use proptest::prelude::*;

use super::fusion::ask;
use super::notation::{self, document};
use super::{add, built, bytes, mint};

fn decided(ruling: Ruling) -> Decision {
    Decision { ruling, who: None, why: None, date: None }
}

fn said(subject: &str, predicate: &str, object: &str) -> Said {
    Said {
        about: About::Node(subject.into()),
        predicate: Some(predicate.into()),
        object: Some(object.into()),
        ..Said::default()
    }
}

fn merge(node: &str, into: &str) -> Ruling {
    Ruling::Merge { node: node.into(), into: into.into(), name: Some("Amazon".into()) }
}

pub(super) fn decide(store: &Store, rulings: impl IntoIterator<Item = Ruling>) {
    let decisions = Decisions::of(rulings.into_iter().map(decided));
    decide_with(&decisions, &notation::extract, store, mint()).expect("decisions are carried out");
}

/// A store that had the decisions before the documents.
pub(super) fn decided_first(rulings: impl IntoIterator<Item = Ruling>, documents: Vec<Document>) -> Store {
    let store = built(Vec::new());
    decide(&store, rulings);
    add(&store, documents);
    store
}

const AMOUNTS: &str = "SELECT ?amount { ?investment pact:amount ?amount }";
const RANKS: &str = "SELECT ?object ?rank { GRAPH graph:fusion {
    ?statement rdf:predicate pact:amount ; rdf:object ?object ; pact:rank ?rank } }";
const STATES: &str =
    "SELECT ?state { GRAPH graph:fusion { ?c a pact:Conflict ; pact:conflictState ?state } }";

fn three_amounts() -> Vec<Document> {
    let says = |publisher: &str, amount: &str| {
        let text = format!(
            "# The {publisher} wrote these words in its own way, and nobody else did\n\
             investment/a-b rdf:type pact:Investment\ninvestment/a-b pact:amount {amount}"
        );
        document(publisher, "2026-04-28", &text)
    };
    vec![says("Daily Post", "USD 10"), says("Evening Star", "USD 10"), says("Battery News", "USD 12")]
}

#[test]
fn what_is_rejected_is_stated_no_more_but_kept_with_the_decision() {
    let store = built(three_amounts());
    decide(&store, [Ruling::Reject(said("investment/a-b", "pact:amount", "amount/usd-10"))]);
    assert_eq!(ask(&store, AMOUNTS), ["usd-12"]);
    assert_eq!(ask(&store, RANKS), ["usd-10 DeprecatedRank", "usd-12 PreferredRank"]);
    assert_eq!(ask(&store, STATES), ["SettledConflict"]);
    let reason = "SELECT ?o ?ruling { GRAPH graph:fusion { ?s rdf:object ?o ; pact:decidedBy ?d }
        GRAPH graph:curation { ?d pact:ruling ?ruling } }";
    assert_eq!(ask(&store, reason), ["usd-10 Rejected"]);
}

#[test]
fn what_is_accepted_is_preferred_over_what_more_publishers_say() {
    let store = built(three_amounts());
    decide(&store, [Ruling::Accept(said("investment/a-b", "pact:amount", "amount/usd-12"))]);
    assert_eq!(ask(&store, RANKS), ["usd-10 NormalRank", "usd-12 PreferredRank"]);
    assert_eq!(ask(&store, STATES), ["SettledConflict"]);
}

#[test]
fn a_claim_rejected_in_one_document_still_counts_in_the_others() {
    let store = built(three_amounts());
    let here = Said {
        document: Some("Daily Post-2026-04-28.txt".into()),
        ..said("investment/a-b", "pact:amount", "amount/usd-10")
    };
    decide(&store, [Ruling::Reject(here)]);
    let support = "SELECT ?o ?n { GRAPH graph:fusion { ?s rdf:predicate pact:amount ; rdf:object ?o ; pact:support ?n } }";
    assert_eq!(ask(&store, support), ["usd-10 1", "usd-12 1"]);
    assert_eq!(
        ask(&store, "SELECT ?o { GRAPH graph:fusion { ?s pact:setAside ?c ; rdf:object ?o } }"),
        ["usd-10"]
    );
}

#[test]
fn a_kind_and_its_roles_say_which_frames_are_meant() {
    let told = "investment/x rdf:type pact:Investment\ninvestment/x pact:investor company/a\n\
                investment/x pact:amount USD 10\ninvestment/y rdf:type pact:Investment\n\
                investment/y pact:investor company/b\ninvestment/y pact:amount USD 20";
    let store = built(vec![document("Daily Post", "2026-04-28", told)]);
    let about = About::Frames {
        kind: "pact:Investment".into(),
        roles: vec![("pact:investor".into(), "company/a".into())],
    };
    decide(&store, [Ruling::Reject(Said { about, ..Said::default() })]);
    assert_eq!(ask(&store, AMOUNTS), ["usd-20"]);
}

#[test]
fn a_denial_can_be_rejected_and_the_conflict_is_settled() {
    let store = built(vec![
        document("Daily Post", "2026-04-28", "investment/a-b rdf:type pact:Investment (denied)"),
        document("Evening Star", "2026-04-28", "investment/a-b rdf:type pact:Investment"),
    ]);
    let denial = Said { denied: true, ..said("investment/a-b", "rdf:type", "pact:Investment") };
    decide(&store, [Ruling::Reject(denial)]);
    assert_eq!(ask(&store, STATES), ["SettledConflict"]);
    assert_eq!(ask(&store, "SELECT ?s { ?s a pact:Investment }"), ["a-b"]);
}

fn cloud() -> Vec<Document> {
    vec![
        document(
            "Daily Post",
            "2026-02-27",
            "company/aws rdf:type pact:Company\ncompany/aws rdfs:label \"AWS\"\n\
             investment/aws-openai rdf:type pact:Investment\ninvestment/aws-openai pact:investor company/aws\n\
             investment/aws-openai pact:investee company/openai\ninvestment/aws-openai pact:amount USD 50",
        ),
        document(
            "Evening Star",
            "2026-02-28",
            "company/amazon rdf:type pact:Company\ncompany/amazon rdfs:label \"Amazon\"\n\
             investment/amazon-openai rdf:type pact:Investment\n\
             investment/amazon-openai pact:investor company/amazon\n\
             investment/amazon-openai pact:investee company/openai\ninvestment/amazon-openai pact:amount USD 50",
        ),
    ]
}

#[test]
fn merged_things_are_one_node_with_all_that_is_claimed_of_both() {
    let store = built(cloud());
    decide(&store, [merge("company/aws", "company/amazon")]);
    let support = "SELECT ?s ?n { GRAPH graph:fusion { ?x rdf:subject ?s ; rdf:predicate pact:amount ; pact:support ?n } }";
    assert_eq!(ask(&store, support), ["amazon-openai 2"], "frames are one too, by their key");
    assert_eq!(ask(&store, "SELECT ?l { ?x a pact:Company ; rdfs:label ?l }"), ["Amazon"]);
    assert_eq!(ask(&store, "SELECT ?l { ?x a pact:Company ; skos:altLabel ?l }"), ["AWS"]);
    let replaced = "SELECT ?old { ?new <http://purl.org/dc/terms/replaces> ?old }";
    assert_eq!(ask(&store, replaced), ["aws", "aws-openai"]);
    super::assert_evidence(&store);
}

#[test]
fn a_merge_taken_back_leaves_no_trace() {
    let store = built(cloud());
    let before = bytes(&store);
    decide(&store, [merge("company/aws", "company/amazon")]);
    assert_ne!(bytes(&store), before);
    decide(&store, []);
    assert_eq!(bytes(&store), before);
}

#[test]
fn names_and_documents_can_be_split_off() {
    let told = "company/apple rdfs:label \"Apple\"\ncompany/apple skos:altLabel \"Apple Records\"\n\
                investment/apple-x rdf:type pact:Investment\ninvestment/apple-x pact:investor company/apple\n\
                investment/apple-x pact:investee company/x";
    let only = document("Music Week", "2026-01-01", told);
    let split =
        |part| Ruling::Split { node: "company/apple".into(), part, into: "company/apple-records".into() };
    let store =
        decided_first([split(Part::Document("Music Week-2026-01-01.txt".into()))], vec![only.clone()]);
    assert_eq!(ask(&store, "SELECT ?s ?o { ?s pact:investor ?o }"), ["apple-records-x apple-records"]);
    let store = decided_first([split(Part::Name("Apple Records".into()))], vec![only]);
    assert_eq!(ask(&store, "SELECT ?s ?l { ?s skos:altLabel ?l }"), ["apple-records Apple Records"]);
    assert_eq!(ask(&store, "SELECT ?s ?l { ?s rdfs:label ?l }"), ["apple Apple"]);
}

#[test]
fn a_decision_outlives_its_document_and_is_reported_with_its_line() {
    let dir = tempfile::tempdir().unwrap();
    let mut ledger = Ledger::load(&dir.path().join("pactum.decisions.toml")).unwrap();
    ledger.add(&decided(Ruling::Reject(said("investment/a-b", "pact:amount", "amount/usd-10")))).unwrap();
    ledger.add(&decided(merge("company/aws", "company/amazon"))).unwrap();
    let all = || [three_amounts(), cloud()].concat();
    let store = built(all());
    decide_with(&ledger.decisions(), &notation::extract, &store, mint()).unwrap();
    assert!(orphans(&ledger, &store, mint()).unwrap().is_empty());
    let with_all = bytes(&store);
    let gone = ["Daily Post-2026-04-28.txt", "Evening Star-2026-04-28.txt", "Daily Post-2026-02-27.txt"];
    remove_with(&gone.map(str::to_owned), &notation::extract, &store, mint()).unwrap();
    let warnings: Vec<String> =
        orphans(&ledger, &store, mint()).unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(warnings.len(), 2, "{warnings:?}");
    assert!(warnings[0].contains("pactum.decisions.toml:1:1: no document claims"), "{warnings:?}");
    assert!(
        warnings[1].contains("pactum.decisions.toml:7:1: no document speaks of company/aws"),
        "{warnings:?}"
    );
    add(&store, all());
    assert_eq!(bytes(&store), with_all, "they hold again");
}

#[cfg(feature = "disk")]
#[test]
fn a_decision_holds_when_another_pack_reads_the_documents_anew() {
    use pactum::model::Metadata;
    use pactum::pack::{Files, Pack};
    use pactum::pipeline::{build, decide};
    use pactum::rdf::BASE;

    let dir = tempfile::tempdir().unwrap();
    let overlay = dir.path().join("pack/data/gazetteers");
    std::fs::create_dir_all(&overlay).unwrap();
    let columns = "id\tclass\tname\taliases\tambiguous\twikidata\tidentifiers\towner\tdescriptors\n";
    std::fs::write(overlay.join("people.tsv"), columns).unwrap();
    let other = Pack::load(Files::embedded().overlay(&dir.path().join("pack")).unwrap()).unwrap();
    let text = "Norvik Foods Inc. has agreed to buy Brightwater Inc. for $2.6 billion, Microsoft said.";
    let document = Document::new(text.into(), Metadata::default());
    let decisions = Decisions::of([
        decided(merge("company/brightwater", "company/halden-rail")),
        decided(Ruling::Reject(said(
            "acquisition/norvik-foods-halden-rail",
            "pact:price",
            "amount/usd-2600000000",
        ))),
    ]);

    let store = Store::open(&dir.path().join("store")).unwrap();
    let pack = Pack::embedded();
    build(vec![document.clone()], &pack, &store, BASE, &|_| {}).unwrap();
    decide(&decisions, &pack, &store, BASE).unwrap();
    let lines = bytes(&store);
    assert!(
        lines.contains("acquisition/norvik-foods-halden-rail> <https://w3id.org/pactum/ns#target>"),
        "{lines}"
    );
    let rejected = "SELECT ?o { GRAPH graph:fusion { ?s rdf:object ?o ; pact:rank pact:DeprecatedRank } }";
    assert_eq!(ask(&store, rejected), ["usd-2600000000"]);
    let summary = build(Vec::new(), &other, &store, BASE, &|_| {}).unwrap();
    assert_eq!(summary.reread, 1);
    let fresh = Store::in_memory().unwrap();
    decide(&decisions, &other, &fresh, BASE).unwrap();
    build(vec![document], &other, &fresh, BASE, &|_| {}).unwrap();
    assert_eq!(bytes(&store), bytes(&fresh));
    assert_eq!(ask(&store, rejected), ["usd-2600000000"]);
}

fn some_rulings() -> impl Strategy<Value = Vec<Ruling>> {
    let one = prop::sample::select(vec![
        Ruling::Reject(said("investment/a-b", "pact:amount", "amount/usd-50")),
        Ruling::Accept(said("investment/a-b", "pact:amount", "amount/usd-50")),
        Ruling::Accept(said("license/a-b", "pact:exclusive", "true")),
        Ruling::Reject(Said { about: About::Node("availability/p-q".into()), ..Said::default() }),
        Ruling::Reject(Said {
            about: About::Frames { kind: "pact:License".into(), roles: Vec::new() },
            predicate: Some("pact:exclusive".into()),
            ..Said::default()
        }),
        merge("investment/a-b", "license/a-b"),
        merge("company/a", "company/z"),
        Ruling::Split {
            node: "company/a".into(),
            part: Part::Name("Other name".into()),
            into: "company/other-name".into(),
        },
        Ruling::Different { node: "company/a".into(), other: "company/z".into() },
    ]);
    prop::collection::vec(one, 0..5)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn decisions_before_or_after_the_documents_come_to_the_same(
        documents in super::sets::some_documents(), first in some_rulings(), then in some_rulings(), which in 0..7_usize,
    ) {
        let store = built(documents.clone());
        decide(&store, first);
        decide(&store, then.clone());
        prop_assert_eq!(bytes(&store), bytes(&decided_first(then.clone(), documents.clone())));
        let gone = documents[which % documents.len()].id.clone();
        remove_with(&[gone.to_string()], &notation::extract, &store, mint()).unwrap();
        let others: Vec<_> = documents.into_iter().filter(|document| document.id != gone).collect();
        prop_assert_eq!(bytes(&store), bytes(&decided_first(then, others)));
    }
}
