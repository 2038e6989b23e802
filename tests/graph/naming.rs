//! Names over the whole store: one thing is one node, whoever calls it what.

use pactum::model::Document;
use pactum::pipeline::remove_with;

use super::fusion::ask;
use super::notation::{self, document};
use super::{add, built, bytes, mint};

const DEALS: &str = "SELECT ?deal (COUNT(?target) AS ?targets) { ?deal a pact:Acquisition ; pact:target ?target } GROUP BY ?deal";

/// An article that has the company's whole name and its short one.
fn introducing(publisher: &str, whole: &str) -> Document {
    let id = whole.to_lowercase().replace(' ', "-");
    let text = format!(
        "# {publisher} tells who is who.
        company/cisco rdfs:label \"Cisco\"
        company/{id} rdfs:label \"{whole}\"
        company/{id} skos:altLabel \"Acacia\"
        acquisition/cisco-{id} rdf:type pact:Acquisition
        acquisition/cisco-{id} pact:acquirer company/cisco
        acquisition/cisco-{id} pact:target company/{id}"
    );
    document(publisher, "2019-07-09", &text)
}

/// An article that has the short name only, and names the buyer.
fn short(publisher: &str, buyer: &str) -> Document {
    let id = buyer.to_lowercase();
    let text = format!(
        "# {publisher} takes it that everybody knows.
        company/{id} rdfs:label \"{buyer}\"
        company/acacia rdfs:label \"Acacia\"
        acquisition/{id}-acacia rdf:type pact:Acquisition
        acquisition/{id}-acacia pact:acquirer company/{id}
        acquisition/{id}-acacia pact:target company/acacia"
    );
    document(publisher, "2021-03-01", &text)
}

#[test]
fn a_short_name_stands_for_the_thing_that_another_article_introduces() {
    let store =
        built(vec![introducing("Daily Post", "Acacia Communications"), short("Evening Star", "Cisco")]);
    assert_eq!(ask(&store, DEALS), ["cisco-acacia-communications 1"]);
    let support = "SELECT ?n { GRAPH graph:fusion { ?s rdf:subject ?deal ; rdf:predicate rdf:type ;
        rdf:object pact:Acquisition ; pact:support ?n } }";
    assert_eq!(ask(&store, support), ["2"], "two publishers tell of one deal");
    let labels = "SELECT ?name { ?company rdfs:label ?name . ?deal pact:target ?company }";
    assert_eq!(ask(&store, labels), ["Acacia Communications"]);
}

#[test]
fn the_order_of_arrival_does_not_matter_and_what_goes_takes_its_names_along() {
    let (long, brief) = (introducing("Daily Post", "Acacia Communications"), short("Evening Star", "Cisco"));
    let together = built(vec![long.clone(), brief.clone()]);
    let store = built(vec![brief.clone()]);
    let alone = bytes(&store);
    assert_eq!(ask(&store, DEALS), ["cisco-acacia 1"]);
    add(&store, vec![long.clone()]);
    assert_eq!(bytes(&store), bytes(&together));
    remove_with(&[long.id.to_string()], &notation::extract, &store, mint()).unwrap();
    assert_eq!(bytes(&store), alone, "without who introduced it, the short name is a name of its own");
}

#[test]
fn a_name_that_could_be_two_things_stays_undecided() {
    let store = built(vec![
        introducing("Daily Post", "Acacia Communications"),
        introducing("Battery News", "Acacia Pharma"),
        short("Evening Star", "Cisco"),
    ]);
    assert_eq!(
        ask(&store, DEALS),
        ["cisco-acacia 1", "cisco-acacia-communications 1", "cisco-acacia-pharma 1"]
    );
}

#[test]
fn articles_that_have_nothing_else_in_common_do_not_speak_of_one_thing() {
    let store =
        built(vec![introducing("Daily Post", "Acacia Communications"), short("Evening Star", "Lumen")]);
    assert_eq!(ask(&store, DEALS), ["cisco-acacia-communications 1", "lumen-acacia 1"]);
}
