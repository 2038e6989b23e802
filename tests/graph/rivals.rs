//! Documents that are at odds about what tells one thing from another, and so tell of two.

use pactum::model::{About, Document, Ruling, Said};
use pactum::pipeline::remove_with;
use pactum::store::Store;
use proptest::prelude::*;

use super::decisions::{decide, decided_first};
use super::fusion::ask;
use super::notation::{self, document};
use super::{add, built, bytes, mint};

const CONFLICTS: &str =
    "SELECT ?kind ?role ?one ?other { GRAPH graph:fusion { ?conflict pact:conflictKind ?kind ;
    pact:conflictRole ?role ; pact:conflictAbout ?one ; pact:conflictWith ?other } }";
const STATES: &str =
    "SELECT ?state { GRAPH graph:fusion { ?c pact:conflictWith ?node ; pact:conflictState ?state } }";

/// Two gigawatts that Lumen takes, from Orbis.
const FROM_ORBIS: &str = "capacity-commitment/lumen-orbis rdf:type pact:CapacityCommitment
    capacity-commitment/lumen-orbis pact:buyer company/lumen
    capacity-commitment/lumen-orbis pact:seller company/orbis
    capacity-commitment/lumen-orbis pact:quantity 2";
/// The same, from Pallas.
const FROM_PALLAS: &str = "capacity-commitment/lumen-pallas rdf:type pact:CapacityCommitment
    capacity-commitment/lumen-pallas pact:buyer company/lumen
    capacity-commitment/lumen-pallas pact:seller company/pallas
    capacity-commitment/lumen-pallas pact:quantity 2";
/// What both articles tell besides.
const STORY: &str = "company/lumen rdfs:label \"Lumen\"
    company/orbis rdfs:label \"Orbis\"
    company/pallas rdfs:label \"Pallas\"
    investment/orbis-lumen rdf:type pact:Investment
    investment/orbis-lumen pact:investor company/orbis
    investment/orbis-lumen pact:investee company/lumen";
/// Of Orbis, Pallas and Lumen nobody has an exclusive right.
const NOBODY: &str = "exclusivity/all rdf:type pact:Exclusivity (denied)
    exclusivity/all pact:holder company/lumen (denied)
    exclusivity/all pact:holder company/orbis (denied)
    exclusivity/all pact:holder company/pallas (denied)";
/// Pallas gave Lumen one.
const EXCLUSIVE: &str = "exclusivity/lumen-pallas rdf:type pact:Exclusivity
    exclusivity/lumen-pallas pact:holder company/lumen
    exclusivity/lumen-pallas pact:grantor company/pallas";

fn told(publisher: &str, parts: &[&str]) -> Document {
    document(publisher, "2026-04-28", &parts.join("\n"))
}

#[test]
fn one_quantity_from_two_sellers_is_a_conflict_about_the_seller() {
    let store =
        built(vec![told("Daily Post", &[STORY, FROM_ORBIS]), told("Evening Star", &[STORY, FROM_PALLAS])]);
    assert_eq!(ask(&store, CONFLICTS), ["ValueConflict seller lumen-orbis lumen-pallas"]);
    assert_eq!(
        ask(&store, "SELECT ?seller { ?term a pact:CapacityCommitment ; pact:seller ?seller }"),
        ["orbis", "pallas"],
        "both stay where anyone can see them"
    );
}

#[test]
fn an_article_that_tells_of_both_tells_them_apart() {
    let both = told("Evening Star", &[STORY, FROM_ORBIS, FROM_PALLAS]);
    let store = built(vec![told("Daily Post", &[STORY, FROM_ORBIS]), both]);
    assert_eq!(ask(&store, CONFLICTS), [""; 0]);
}

#[test]
fn articles_on_two_deals_do_not_contradict_each_other() {
    let elsewhere = "company/lumen rdfs:label \"Lumen\"\ncompany/pallas rdfs:label \"Pallas\"";
    let store = built(vec![
        told("Daily Post", &[STORY, FROM_ORBIS]),
        told("Evening Star", &[elsewhere, FROM_PALLAS]),
    ]);
    assert_eq!(ask(&store, CONFLICTS), [""; 0]);
}

#[test]
fn other_quantities_units_and_what_is_over_are_other_commitments() {
    for more in [
        "capacity-commitment/lumen-pallas pact:unit \"chip\"",
        "capacity-commitment/lumen-pallas pact:status pact:Ended",
        "capacity-commitment/lumen-pallas pact:validThrough 2020",
    ] {
        let gigawatts = "capacity-commitment/lumen-orbis pact:unit \"gigawatt\"
            capacity-commitment/lumen-orbis pact:validThrough 2032";
        let store = built(vec![
            told("Daily Post", &[STORY, FROM_ORBIS, gigawatts]),
            told("Evening Star", &[STORY, FROM_PALLAS, more]),
        ]);
        assert_eq!(ask(&store, CONFLICTS), [""; 0], "{more}");
    }
    let three = FROM_PALLAS.replace("quantity 2", "quantity 3");
    let store = built(vec![told("Daily Post", &[STORY, FROM_ORBIS]), told("Evening Star", &[STORY, &three])]);
    assert_eq!(ask(&store, CONFLICTS), [""; 0]);
}

#[test]
fn a_company_and_its_unit_are_no_two_sellers() {
    let unit = FROM_PALLAS.replace("company/pallas", "company/orbis-cloud");
    let store = built(vec![told("Daily Post", &[STORY, FROM_ORBIS]), told("Evening Star", &[STORY, &unit])]);
    assert_eq!(ask(&store, CONFLICTS), [""; 0]);
}

#[test]
fn what_is_denied_for_all_is_denied_for_each() {
    let store = built(vec![told("Daily Post", &[STORY, NOBODY]), told("Evening Star", &[STORY, EXCLUSIVE])]);
    assert_eq!(ask(&store, CONFLICTS), ["PolarityConflict type lumen-pallas all"]);
}

#[test]
fn a_right_that_an_outsider_gave_is_not_what_was_denied() {
    let outsider = EXCLUSIVE.replace("company/pallas", "company/quill");
    let store = built(vec![told("Daily Post", &[STORY, NOBODY]), told("Evening Star", &[STORY, &outsider])]);
    assert_eq!(ask(&store, CONFLICTS), [""; 0]);
    let possible = EXCLUSIVE.replace('\n', " (hypothetical)\n") + " (hypothetical)";
    let store = built(vec![told("Daily Post", &[STORY, NOBODY]), told("Evening Star", &[STORY, &possible])]);
    assert_eq!(ask(&store, CONFLICTS), [""; 0], "nor is one that may come");
}

#[test]
fn a_decision_settles_it_and_taking_back_an_article_ends_it() {
    let (one, other) =
        (told("Daily Post", &[STORY, FROM_ORBIS]), told("Evening Star", &[STORY, FROM_PALLAS]));
    for ruling in rulings() {
        let store = built(vec![one.clone(), other.clone()]);
        assert_eq!(ask(&store, STATES), ["OpenConflict"]);
        decide(&store, [ruling.clone()]);
        assert_eq!(ask(&store, STATES), ["SettledConflict"], "{ruling:?}");
        decide(&store, []);
        assert_eq!(ask(&store, STATES), ["OpenConflict"], "{ruling:?}");
        remove_with(&[other.id.to_string()], &notation::extract, &store, mint()).unwrap();
        assert_eq!(ask(&store, STATES), [""; 0]);
        assert_eq!(bytes(&store), bytes(&built(vec![one.clone()])));
    }
}

#[test]
fn what_is_accepted_goes_before_what_contradicts_it_until_the_decision_is_taken_back() {
    let ranks = "SELECT ?seller ?rank { GRAPH graph:fusion {
        ?statement rdf:predicate pact:seller ; rdf:object ?seller ; pact:rank ?rank } }";
    let store =
        built(vec![told("Daily Post", &[STORY, FROM_ORBIS]), told("Evening Star", &[STORY, FROM_PALLAS])]);
    assert_eq!(ask(&store, ranks), ["orbis PreferredRank", "pallas PreferredRank"]);
    decide(&store, [rulings()[0].clone()]);
    assert_eq!(ask(&store, ranks), ["orbis PreferredRank", "pallas NormalRank"]);
    decide(&store, []);
    assert_eq!(ask(&store, ranks), ["orbis PreferredRank", "pallas PreferredRank"]);
}

fn rulings() -> Vec<Ruling> {
    let said = |subject: &str, predicate: Option<&str>, object: Option<&str>| Said {
        about: About::Node(subject.into()),
        predicate: predicate.map(str::to_owned),
        object: object.map(str::to_owned),
        ..Said::default()
    };
    let (orbis, pallas) = ("capacity-commitment/lumen-orbis", "capacity-commitment/lumen-pallas");
    vec![
        Ruling::Accept(said(orbis, Some("pact:seller"), Some("company/orbis"))),
        Ruling::Reject(said(pallas, Some("pact:seller"), Some("company/pallas"))),
        Ruling::Reject(said(pallas, Some("pact:quantity"), None)),
        Ruling::Reject(said(pallas, None, None)),
        Ruling::Accept(said(orbis, None, None)),
    ]
}

/// Articles that tell some of all this, so that pairs come about and fall apart.
fn some_articles() -> impl Strategy<Value = Vec<Document>> {
    let ended = "exclusivity/lumen-pallas rdf:type pact:Exclusivity
        exclusivity/lumen-pallas pact:status pact:Ended";
    let chips = "capacity-commitment/lumen-pallas pact:unit \"chip\"
        capacity-commitment/lumen-orbis pact:unit \"gigawatt\"";
    let third = FROM_PALLAS.replace("pallas", "quill");
    let parts: Vec<String> = [STORY, STORY, FROM_ORBIS, FROM_PALLAS, &third, NOBODY, EXCLUSIVE, ended, chips]
        .map(str::to_owned)
        .to_vec();
    let article = prop::sample::subsequence(parts.clone(), 1..parts.len());
    prop::collection::vec(article, 1..6).prop_map(|articles| {
        let number = |(at, parts): (usize, Vec<String>)| {
            let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
            told(&format!("Paper {at}"), &parts)
        };
        articles.into_iter().enumerate().map(number).collect()
    })
}

fn one_by_one(articles: Vec<Document>) -> Store {
    let store = built(Vec::new());
    for article in articles {
        add(&store, vec![article]);
    }
    store
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn pairs_are_the_same_whatever_came_first_and_whatever_was_there_in_between(
        (articles, shuffled) in some_articles().prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
        which in 0..6_usize, ruling in prop::sample::select(rulings()),
    ) {
        let store = one_by_one(shuffled);
        prop_assert_eq!(bytes(&built(articles.clone())), bytes(&store));
        decide(&store, [ruling.clone()]);
        prop_assert_eq!(bytes(&decided_first([ruling.clone()], articles.clone())), bytes(&store));
        let gone = articles[which % articles.len()].id.clone();
        remove_with(&[gone.to_string()], &notation::extract, &store, mint()).unwrap();
        let others: Vec<_> = articles.into_iter().filter(|article| article.id != gone).collect();
        prop_assert_eq!(bytes(&decided_first([ruling], others)), bytes(&store));
    }
}
