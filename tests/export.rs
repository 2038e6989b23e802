//! Exports: the same triples when another reader reads them back, and the same bytes each time.

use std::collections::BTreeSet;

use assert_cmd::Command;
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{GraphName, Quad};
use oxigraph::store::Store;
use rio_api::parser::TriplesParser;
use rio_turtle::TurtleParser;

const STORE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/deals.trig");

fn export(arguments: &[&str]) -> String {
    let mut command = Command::cargo_bin("pactum").unwrap();
    let output = command.args(["--store", STORE, "export"]).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The fixture's quads; its default graph as N-Triples, by this project's own library.
fn fixture() -> Vec<Quad> {
    let store = Store::new().unwrap();
    let text = std::fs::read(STORE).unwrap();
    store.load_from_slice(RdfParser::from_format(RdfFormat::TriG), &text).unwrap();
    store.iter().map(Result::unwrap).collect()
}

#[test]
fn turtle_is_read_back_by_another_reader() {
    let turtle = export(&[]);
    let mut read = BTreeSet::new();
    TurtleParser::new(turtle.as_bytes(), None)
        .parse_all(&mut |triple| {
            read.insert(triple.to_string());
            Ok::<_, rio_turtle::TurtleError>(())
        })
        .unwrap();
    let stated: BTreeSet<String> = fixture()
        .iter()
        .filter(|quad| quad.graph_name == GraphName::DefaultGraph)
        .map(|quad| format!("{} {} {}", quad.subject, quad.predicate, quad.object))
        .collect();
    assert_eq!(read, stated);
}

#[test]
fn every_graph_goes_out_and_comes_back() {
    let all: BTreeSet<String> = fixture().iter().map(ToString::to_string).collect();
    for (name, format) in [
        ("trig", RdfFormat::TriG),
        ("nquads", RdfFormat::NQuads),
        ("jsonld", RdfFormat::from_extension("jsonld").unwrap()),
    ] {
        let text = export(&["--format", name]);
        let quads = RdfParser::from_format(format).for_slice(text.as_bytes());
        let read: BTreeSet<String> = quads.map(|quad| quad.unwrap().to_string()).collect();
        assert_eq!(read, all, "{name}");
    }
}

#[test]
fn one_thing_in_turtle() {
    insta::assert_snapshot!(export(&["--about", "agreement/brightwater-lumen-2026-03-03"]));
}

#[test]
fn frames_as_json_lines() {
    insta::assert_snapshot!(export(&["--format", "jsonl"]));
}

#[test]
fn claims_as_csv() {
    let csv = export(&["--format", "csv", "--about", "merger/brightwater-nordwind"]);
    insta::assert_snapshot!(csv);
}

#[test]
fn only_the_prefixes_in_use() {
    let turtle = export(&["--about", "license/brightwater-lumen-models"]);
    let prefixes: Vec<_> =
        turtle.lines().filter_map(|line| line.strip_prefix("@prefix ")?.split(':').next()).collect();
    assert_eq!(prefixes, ["rdfs", "xsd", "pact"]);
}
