//! Shapes: the W3C test suite, and what they find in a graph.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use oxigraph::model::vocab::rdf;
use oxigraph::model::{Graph, NamedNodeRef, NamedOrBlankNode, Term};
use oxttl::TurtleParser;
use pactum::validate::{Finding, Report, Shapes, validate};

use crate::program;

const MF: &str = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#";
const SHT: &str = "http://www.w3.org/ns/shacl-test#";

/// Tests that are known to fail, with the reason.
const KNOWN: [(&str, &str); 0] = [];

#[test]
fn w3c_suite() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/shacl/tests");
    if !root.is_dir() {
        eprintln!("skipped: the W3C test suite is not there");
        return;
    }
    let (mut passed, mut failed) = (Vec::new(), Vec::new());
    for file in files(&root) {
        for (name, outcome) in run(&file) {
            match outcome {
                Ok(()) => passed.push(name),
                Err(why) => failed.push((name, why)),
            }
        }
    }
    println!("W3C SHACL suite: {} of {} pass", passed.len(), passed.len() + failed.len());
    for (name, why) in &failed {
        println!("fails: {name}: {why}");
    }
    let names: BTreeSet<&str> = failed.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, KNOWN.iter().map(|(name, _)| *name).collect());
    assert!(passed.len() > 100, "only {} tests were found", passed.len());
}

/// The Turtle files below `folder` that hold tests.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut entries: Vec<PathBuf> = folder.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|extension| extension == "ttl") {
            found.push(path);
        }
    }
    found
}

fn read(path: &Path) -> Graph {
    let text = std::fs::read(path).unwrap();
    let parser = TurtleParser::new().with_base_iri(iri(path)).unwrap();
    parser
        .for_slice(&text)
        .map(|triple| triple.unwrap_or_else(|error| panic!("{}: {error}", path.display())))
        .collect()
}

fn iri(path: &Path) -> String {
    format!("file://{}", path.canonicalize().unwrap().display())
}

/// The tests in a file, each with how it went.
fn run(path: &Path) -> Vec<(String, Result<(), String>)> {
    let graph = read(path);
    let kind = format!("{SHT}Validate");
    let tests: Vec<NamedOrBlankNode> = graph
        .subjects_for_predicate_object(rdf::TYPE, NamedNodeRef::new_unchecked(&kind))
        .map(oxigraph::model::NamedOrBlankNodeRef::into_owned)
        .collect();
    tests.iter().map(|test| (name_of(test), outcome(&graph, test))).collect()
}

/// `core/property/class-001`.
fn name_of(test: &NamedOrBlankNode) -> String {
    let text = test.to_string();
    text.trim_matches(['<', '>']).rsplit("/shacl/tests/").next().unwrap().to_owned()
}

fn value(graph: &Graph, node: &NamedOrBlankNode, term: &str) -> Term {
    let predicate = NamedNodeRef::new_unchecked(term);
    graph.object_for_subject_predicate(node.as_ref(), predicate).unwrap().into_owned()
}

fn node(term: Term) -> NamedOrBlankNode {
    match term {
        Term::NamedNode(node) => node.into(),
        Term::BlankNode(node) => node.into(),
        other => panic!("{other} is no node"),
    }
}

fn outcome(graph: &Graph, test: &NamedOrBlankNode) -> Result<(), String> {
    let action = node(value(graph, test, &format!("{MF}action")));
    let load = |term: &str| {
        let Term::NamedNode(file) = value(graph, &action, &format!("{SHT}{term}")) else { panic!("no file") };
        read(Path::new(file.as_str().strip_prefix("file://").unwrap()))
    };
    let report = validate(&load("dataGraph"), &Shapes::of(load("shapesGraph")));
    let expected = node(value(graph, test, &format!("{MF}result")));
    if expected.to_string() == format!("<{SHT}Failure>") {
        return report.map_or(Ok(()), |_| Err("should be refused".to_owned()));
    }
    let report = report.map_err(|error| error.to_string())?;
    let (expected, found) = (told(&Report::read(graph, expected.as_ref())), told(&report));
    if expected == found { Ok(()) } else { Err(format!("expected {expected:#?}, found {found:#?}")) }
}

/// What two reports must have in common. Blank nodes have other names in each reading of a file.
fn told(report: &Report) -> Vec<String> {
    let shown = |term: &Term| match term {
        Term::BlankNode(_) => "_".to_owned(),
        other => other.to_string(),
    };
    let tell = |finding: &Finding| {
        let value = finding.value.as_ref().map(shown);
        let path = finding.path.as_ref().map(ToString::to_string);
        let (focus, shape) = (shown(&finding.focus), shown(&finding.shape));
        format!("{focus} {path:?} {value:?} {} {} {shape}", finding.component, finding.severity)
    };
    let mut told: Vec<String> = report.findings.iter().map(tell).collect();
    told.sort();
    told
}

fn pactum(arguments: &[&str]) -> (i32, String) {
    program::told(Path::new("."), arguments)
}

/// What the pack's shapes say of some Turtle.
fn findings(turtle: &str) -> (i32, String) {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("data.ttl");
    let prefixes = "@prefix pact: <https://w3id.org/pactum/ns#> . @base <https://w3id.org/pactum/id/> .
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix schema: <https://schema.org/> .";
    std::fs::write(&file, format!("{prefixes}\n{turtle}")).unwrap();
    pactum(&["validate", file.to_str().unwrap()])
}

#[test]
fn a_sound_graph_conforms() {
    let store = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/deals.trig");
    let (code, text) = pactum(&["validate", store]);
    assert_eq!(code, 0, "{text}");
}

#[test]
fn nobody_licenses_to_himself() {
    let (code, text) = findings(
        "<license/a> a pact:License ; pact:licensor <company/lumen> ; pact:licensee <company/lumen> .",
    );
    assert_eq!(code, 1);
    assert!(text.contains("nobody gives himself a right"), "{text}");
}

#[test]
fn dates_are_in_order_however_exact_they_are() {
    let term = |from: &str, to: &str| {
        findings(&format!(
            "<license/a> a pact:License ; pact:licensor <company/lumen> ; pact:licensee <company/nordwind> ;
               pact:validFrom {from} ; pact:validThrough {to} ."
        ))
    };
    let (code, text) = term("\"2032\"^^xsd:gYear", "\"2030-04-27\"^^xsd:date");
    assert_eq!(code, 1);
    assert!(text.contains("ends before it begins"), "{text}");
    assert_eq!(term("\"2030\"^^xsd:gYear", "\"2030-04-27\"^^xsd:date").0, 0);
    assert_eq!(term("\"2030-04\"^^xsd:gYearMonth", "\"2032\"^^xsd:gYear").0, 0);
}

#[test]
fn money_has_a_currency() {
    let investment = "<investment/a> a pact:Investment ; pact:investor <company/lumen> ; pact:investee <company/nordwind> ;
        pact:amount <amount/x> . <amount/x> a schema:MonetaryAmount ;";
    let (code, text) = findings(&format!("{investment} schema:value 5 ."));
    assert_eq!(code, 1);
    assert!(text.contains("an amount of money has a currency"), "{text}");
    assert_eq!(findings(&format!("{investment} schema:value 5 ; schema:currency \"USD\" .")).0, 0);
}

#[test]
fn a_frame_has_those_who_take_part() {
    let (code, text) = findings("<merger/a> a pact:Merger .");
    assert_eq!(code, 1);
    assert!(text.contains("id:merger/a, party"), "{text}");
}

#[test]
fn the_report_is_shacl_too() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("data.ttl");
    std::fs::write(&file, "<https://e.org/m> a <https://w3id.org/pactum/ns#Merger> .").unwrap();
    let (code, turtle) = pactum(&["validate", file.to_str().unwrap(), "--format", "turtle"]);
    assert_eq!(code, 1);
    let graph: Graph = TurtleParser::new().for_slice(turtle.as_bytes()).map(Result::unwrap).collect();
    let report = oxigraph::model::BlankNode::new_unchecked("report");
    let nodes: Vec<NamedOrBlankNode> = graph
        .subjects_for_predicate_object(
            rdf::TYPE,
            NamedNodeRef::new_unchecked("http://www.w3.org/ns/shacl#ValidationReport"),
        )
        .map(oxigraph::model::NamedOrBlankNodeRef::into_owned)
        .collect();
    assert_eq!(nodes.len(), 1, "{report} is the only one");
    let read = Report::read(&graph, nodes[0].as_ref());
    assert!(!read.findings.is_empty() && read.has_violations());
}

/// What ends before it begins, and what is below zero, are found by SPARQL; `e:Known` is closed.
const ASKED: &str = "e:InOrder a sh:NodeShape ;
        sh:sparql [ sh:select 'SELECT $this { $this <https://e.org/from> ?a ; <https://e.org/to> ?b FILTER(?b < ?a) }' ] .
    e:Positive sh:path e:from ; sh:sparql [ sh:select 'SELECT $this ?value { $this $PATH ?value FILTER(?value < 0) }' ] .
    e:Known a sh:NodeShape ; sh:closed true ; sh:property [ sh:path e:from ], [ sh:path e:to ] ; sh:node e:InOrder .";

const SPANS: &str = "e:right e:from 1 ; e:to 2 . e:wrong e:from 2 ; e:to 1 . e:below e:from -1 ; e:to 2 .
    e:all e:has e:right, e:wrong . e:blank e:has [ e:from 4 ; e:to 3 ] .";

/// Node and kind of constraint of each finding on [`SPANS`] by [`ASKED`] and these shapes.
fn found(shapes: &str) -> Vec<String> {
    let dir = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let prefixes = "@prefix e: <https://e.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> .";
        let path = dir.path().join(name);
        std::fs::write(&path, format!("{prefixes}\n{text}")).unwrap();
        path.display().to_string()
    };
    let (data, shapes) = (write("data.ttl", SPANS), write("shapes.ttl", &format!("{ASKED}\n{shapes}")));
    let (_, report) = pactum(&["validate", &data, "--shapes", &shapes, "--format", "jsonl"]);
    let finding = |line: &str| {
        let finding: serde_json::Value = serde_json::from_str(line).unwrap_or_else(|_| panic!("{report}"));
        let last = |name: &str| {
            finding[name].as_str().and_then(|iri| iri.rsplit(['/', '#']).next()).unwrap().to_owned()
        };
        format!("{} {}", last("focus"), last("component"))
    };
    let mut findings: Vec<String> = report.lines().map(finding).collect();
    findings.sort();
    findings
}

#[test]
fn a_constraint_in_sparql_counts_inside_of_other_shapes() {
    let shape = |says: &str| found(&format!("e:S a sh:NodeShape ; {says} ."));
    let nodes = "sh:targetNode e:right, e:wrong, e:below";
    assert_eq!(shape(&format!("{nodes} ; sh:node e:InOrder")), ["wrong NodeConstraintComponent"]);
    assert_eq!(shape("sh:targetNode e:right, e:wrong ; sh:not e:InOrder"), ["right NotConstraintComponent"]);
    assert_eq!(
        shape(&format!("{nodes} ; sh:and ( e:InOrder e:Positive )")),
        ["below AndConstraintComponent", "wrong AndConstraintComponent"]
    );
    let either = shape(&format!("{nodes} ; sh:or ( e:InOrder [ sh:path e:to ; sh:hasValue 1 ] )"));
    assert_eq!(either, Vec::<String>::new());
}

#[test]
fn a_constraint_in_sparql_counts_further_down_too() {
    // Of the values of a path, below a shape that is referred to, closed or not, with or without a name.
    assert_eq!(
        found(
            "e:S sh:targetSubjectsOf e:has ; a sh:NodeShape ; sh:property [ sh:path e:has ; sh:node e:Known ] ."
        ),
        ["all NodeConstraintComponent", "blank NodeConstraintComponent"]
    );
    assert_eq!(
        found(
            "e:Inner a sh:NodeShape ; sh:property [ sh:path e:has ; sh:property e:Positive ] .
             e:S sh:targetSubjectsOf e:has ; a sh:NodeShape ; sh:not e:Inner ."
        ),
        ["all NotConstraintComponent", "blank NotConstraintComponent"]
    );
    // On a shape with a target it is a finding of its own, once.
    assert_eq!(
        found(
            "e:InOrder sh:targetNode e:right, e:wrong . e:S sh:targetNode e:wrong ; a sh:NodeShape ; sh:node e:InOrder ."
        ),
        ["wrong NodeConstraintComponent", "wrong SPARQLConstraintComponent"]
    );
}
