//! What documents come to when they are brought together.

use pactum::model::Document;
use pactum::pipeline::remove_with;
use pactum::store::{Answer, Store};
use spargebra::SparqlParser;

use super::notation::{self, document};
use super::{built, mint};

/// The rows of a SELECT, with a space between the values; IRIs by their last part.
pub(super) fn ask(store: &Store, query: &str) -> Vec<String> {
    let mut parser = SparqlParser::new();
    for (prefix, namespace) in mint().ontology.prefixes() {
        parser = parser.with_prefix(prefix, namespace).unwrap();
    }
    let parser = parser.with_prefix("graph", "https://w3id.org/pactum/graph/").unwrap();
    let answer = store.quads().ask(&parser.parse_query(query).unwrap()).unwrap();
    let Answer::Rows(rows) = answer else { panic!("not a SELECT") };
    let show = |term: &oxigraph::model::Term| match term {
        oxigraph::model::Term::Literal(literal) => literal.value().to_owned(),
        other => {
            other.to_string().trim_end_matches('>').rsplit(['/', '#']).next().unwrap_or_default().to_owned()
        }
    };
    let mut rows: Vec<String> =
        rows.rows.iter().map(|row| row.iter().flatten().map(show).collect::<Vec<_>>().join(" ")).collect();
    rows.sort();
    rows
}

const AMOUNTS: &str = "SELECT ?amount { ?investment pact:amount ?amount }";
const RANKS: &str = "SELECT ?object ?rank ?support { GRAPH graph:fusion {
    ?statement rdf:predicate pact:amount ; rdf:object ?object ; pact:rank ?rank ; pact:support ?support } }";
const CONFLICTS: &str = "SELECT ?kind ?role (COUNT(?side) AS ?sides) { GRAPH graph:fusion {
    ?conflict pact:conflictKind ?kind ; pact:conflictRole ?role ; pact:side ?side } } GROUP BY ?kind ?role";

/// An article in a publisher's own words.
fn amount(publisher: &str, published: &str, amount: &str) -> Document {
    let own_words =
        format!("# The {publisher} has a text of its own, which nobody else at all would print like this");
    let says = format!("investment/a-b rdf:type pact:Investment\ninvestment/a-b pact:amount {amount}");
    document(publisher, published, &format!("{own_words} ({publisher}).\n{says}"))
}

#[test]
fn the_same_text_counts_once_whoever_prints_it() {
    let text = "investment/a-b rdf:type pact:Investment\ninvestment/a-b pact:amount USD 10";
    let store =
        built(vec![document("Daily Post", "2026-04-27", text), document("Evening Star", "2026-04-28", text)]);
    assert_eq!(ask(&store, RANKS), ["usd-10 PreferredRank 1"]);
}

#[test]
fn the_value_that_more_publishers_give_is_preferred_and_the_conflict_shown() {
    let store = built(vec![
        amount("Daily Post", "2026-04-27", "USD 10"),
        amount("Evening Star", "2026-04-28", "USD 10"),
        amount("Battery News", "2026-04-28", "USD 12"),
    ]);
    assert_eq!(ask(&store, RANKS), ["usd-10 PreferredRank 2", "usd-12 NormalRank 1"]);
    assert_eq!(ask(&store, CONFLICTS), ["ValueConflict amount 2"]);
    assert_eq!(ask(&store, AMOUNTS), ["usd-10", "usd-12"], "both stay where anyone can see them");
}

#[test]
fn a_publisher_that_says_it_twice_counts_once() {
    let twice = amount("Daily Post", "2026-05-02", "USD 10");
    let store = built(vec![amount("Daily Post", "2026-04-27", "USD 10"), twice]);
    assert_eq!(ask(&store, RANKS), ["usd-10 PreferredRank 1"]);
}

#[test]
fn a_finer_value_takes_the_place_of_a_coarser_one_without_a_conflict() {
    let store = built(vec![
        amount("Daily Post", "2026-04-27", "USD 13 atLeast"),
        amount("Evening Star", "2026-04-28", "USD 13.5"),
    ]);
    assert_eq!(ask(&store, AMOUNTS), ["usd-13.5"]);
    assert_eq!(ask(&store, RANKS), ["usd-13.5 PreferredRank 1", "usd-atleast-13 NormalRank 1"]);
    assert!(ask(&store, CONFLICTS).is_empty());
    let refines = "SELECT ?b { GRAPH graph:fusion { ?a pact:refines ?c . ?c rdf:object ?b } }";
    assert_eq!(ask(&store, refines), ["usd-atleast-13"]);
}

#[test]
fn different_times_are_a_succession() {
    let store = built(vec![
        document("Daily Post", "2019-01-01", "availability/p-q pact:stage pact:Announced"),
        document("Evening Star", "2019-06-01", "availability/p-q pact:stage pact:Available"),
    ]);
    assert!(ask(&store, CONFLICTS).is_empty());
    let succeeds = "SELECT ?new ?old { GRAPH graph:fusion {
        ?later pact:succeeds ?earlier . ?later rdf:object ?new . ?earlier rdf:object ?old } }";
    assert_eq!(ask(&store, succeeds), ["Available Announced"]);
}

#[test]
fn to_come_and_there_already_on_one_day_is_a_conflict() {
    let store = built(vec![
        document("Daily Post", "2026-04-28", "availability/p-q rdf:type pact:Availability (planned)"),
        document("Evening Star", "2026-04-28", "availability/p-q rdf:type pact:Availability"),
    ]);
    assert_eq!(ask(&store, CONFLICTS), ["ModalityConflict type 2"]);
}

#[test]
fn to_come_before_and_there_after_is_none() {
    let store = built(vec![
        document("Daily Post", "2026-04-27", "availability/p-q rdf:type pact:Availability (planned)"),
        document("Evening Star", "2026-04-28", "availability/p-q rdf:type pact:Availability"),
    ]);
    assert!(ask(&store, CONFLICTS).is_empty());
    assert_eq!(ask(&store, "SELECT ?m { ?s pact:modality ?m }"), ["Asserted"]);
}

#[test]
fn what_is_denied_does_not_stand_as_a_fact() {
    let store =
        built(vec![document("Daily Post", "2026-04-28", "investment/a-b rdf:type pact:Investment (denied)")]);
    assert!(ask(&store, "SELECT ?s { ?s ?p ?o }").is_empty());
    assert_eq!(ask(&store, "SELECT ?o { GRAPH ?g { ?c a pact:Claim ; rdf:object ?o } }"), ["Investment"]);
}

#[test]
fn denied_by_one_and_said_by_another_is_a_conflict() {
    let store = built(vec![
        document("Daily Post", "2026-04-28", "investment/a-b rdf:type pact:Investment (denied)"),
        document("Evening Star", "2026-04-28", "investment/a-b rdf:type pact:Investment"),
    ]);
    assert_eq!(ask(&store, CONFLICTS), ["PolarityConflict type 2"]);
}

#[test]
fn taking_back_a_document_brings_back_what_it_overruled() {
    let other = amount("Battery News", "2026-04-28", "USD 12");
    let store = built(vec![amount("Daily Post", "2026-04-27", "USD 10 atLeast"), other.clone()]);
    assert_eq!(ask(&store, AMOUNTS), ["usd-12"]);
    let removal =
        remove_with(&["Battery News-2026-04-28.txt".to_owned()], &notation::extract, &store, mint()).unwrap();
    assert_eq!(removal.documents, [other]);
    assert_eq!(ask(&store, AMOUNTS), ["usd-atleast-10"]);
    let plain = |quads: &[oxigraph::model::Quad]| {
        quads.iter().filter(|quad| quad.graph_name.is_default_graph()).count()
    };
    assert!(plain(&removal.change.gone) > 0 && plain(&removal.change.come) > 0);
}

#[test]
fn a_document_that_says_both_tells_a_course_of_events() {
    let both = "# First 10, then raised to 12.\ninvestment/a-b pact:amount USD 10\ninvestment/a-b pact:amount USD 12";
    let store = built(vec![
        amount("Daily Post", "2026-04-27", "USD 10"),
        amount("Evening Star", "2026-04-28", "USD 12"),
        document("Battery News", "2026-04-29", both),
    ]);
    assert!(ask(&store, CONFLICTS).is_empty());
}

#[test]
fn states_follow_each_other_as_they_are_reported_in_whatever_order_they_arrive() {
    let told = |day, state| document("Daily Post", day, &format!("agreement/a-b pact:status pact:{state}"));
    let store = built(vec![
        told("2026-05-01", "Completed"),
        told("2026-01-01", "Rumoured"),
        told("2026-03-01", "Signed"),
    ]);
    let preferred =
        "SELECT ?state { GRAPH graph:fusion { ?s rdf:object ?state ; pact:rank pact:PreferredRank } }";
    assert_eq!(ask(&store, preferred), ["Completed"]);
    assert!(ask(&store, CONFLICTS).is_empty());
}

#[test]
fn what_holds_no_longer_gives_way_to_what_holds() {
    let store = built(vec![
        document("Daily Post", "2026-04-28", "license/a-b pact:exclusive false"),
        document(
            "Evening Star",
            "2026-04-28",
            "# It was exclusive until 2026.\nlicense/a-b pact:exclusive true",
        ),
    ]);
    assert_eq!(ask(&store, CONFLICTS), ["ValueConflict exclusive 2"]);
    let ended = "exclusivity/a-b pact:holder company/a\nexclusivity/a-b pact:status pact:Ended";
    let store = built(vec![document("Daily Post", "2026-04-28", ended)]);
    let ranks = "SELECT ?o ?r { GRAPH graph:fusion { ?s rdf:object ?o ; pact:rank ?r } }";
    assert_eq!(ask(&store, ranks), ["Ended PreferredRank", "a NormalRank"]);
}

#[test]
fn what_happened_is_no_longer_merely_possible() {
    let off = document("Daily Post", "2021-01-14", "termination/a-b rdf:type pact:Termination");
    let threat =
        |day| document("Evening Star", day, "termination/a-b rdf:type pact:Termination (hypothetical)");
    let store = built(vec![off.clone(), threat("2021-03-01")]);
    assert_eq!(ask(&store, CONFLICTS), ["ModalityConflict type 2"]);
    let store = built(vec![off, threat("2021-01-05")]);
    assert!(ask(&store, CONFLICTS).is_empty(), "first threatened, then done");
}

#[test]
fn an_undated_document_is_no_older_than_the_last_day_it_tells_of() {
    let there = document(
        "Daily Post",
        "",
        "availability/p-q rdf:type pact:Availability\navailability/p-q pact:from 2026-04-28",
    );
    let to_come = |last: &str| {
        let text =
            format!("amendment/a-b pact:date {last}\navailability/p-q rdf:type pact:Availability (planned)");
        document("Evening Star", "", &text)
    };
    assert_eq!(
        ask(&built(vec![there.clone(), to_come("2026-04-29")]), CONFLICTS),
        ["ModalityConflict type 2"]
    );
    assert!(
        ask(&built(vec![there, to_come("2026-04-27")]), CONFLICTS).is_empty(),
        "written before, for all one knows"
    );
}

#[test]
fn a_right_told_to_reach_further_by_one_than_by_another_is_a_conflict_of_scope() {
    let told = |publisher, subject: &str| {
        let text = format!(
            "exclusivity/a-b rdf:type pact:Exclusivity\nexclusivity/a-b pact:holder company/lumen\nexclusivity/a-b pact:subject \"{subject}\""
        );
        document(publisher, "2026-04-28", &text)
    };
    let store =
        built(vec![told("Daily Post", "all products of Lumen"), told("Evening Star", "calls of its API")]);
    assert_eq!(ask(&store, CONFLICTS), ["ScopeConflict subject 2"]);
    let store = built(vec![told("Daily Post", "the products of Lumen"), told("Evening Star", "its product")]);
    assert!(ask(&store, CONFLICTS).is_empty(), "other words for the same");
    let store = built(vec![told("Daily Post", "products"), told("Evening Star", "exclusive rights")]);
    assert!(ask(&store, CONFLICTS).is_empty(), "the right itself is named, not how far it reaches");
}

#[test]
fn two_wordings_of_a_subject_that_no_right_hangs_on_are_no_conflict() {
    let told = |publisher, subject: &str| {
        let text = format!("license/a-b rdf:type pact:License\nlicense/a-b pact:subject \"{subject}\"");
        document(publisher, "2026-04-28", &text)
    };
    let store = built(vec![told("Daily Post", "the drug"), told("Evening Star", "a new antibody")]);
    assert!(ask(&store, CONFLICTS).is_empty());
}

#[test]
fn a_sum_reported_a_year_later_is_what_the_deal_came_to() {
    let store = built(vec![
        amount("Daily Post", "2019-07-09", "USD 10"),
        amount("Evening Star", "2021-01-14", "USD 12"),
        amount("Battery News", "2021-03-02", "USD 12"),
    ]);
    assert_eq!(ask(&store, RANKS), ["usd-10 NormalRank 1", "usd-12 PreferredRank 2"]);
    assert_eq!(ask(&store, CONFLICTS), [""; 0]);
    let store = built(vec![
        amount("Daily Post", "2019-07-09", "USD 10"),
        amount("Evening Star", "2021-01-14", "USD 12"),
        amount("Battery News", "2021-03-02", "USD 10"),
    ]);
    assert_eq!(
        ask(&store, CONFLICTS),
        ["ValueConflict amount 2"],
        "but not if it is told both before and after"
    );
}
