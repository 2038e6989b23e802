//! Each export opened by a reader that is not ours: rdflib, `PyLD`, networkx, pydot, pyarrow, the csv module of Python, and
//! N3.js for RDF 1.2. A test whose library is not there is skipped, and says so.

use std::collections::BTreeSet;
use std::io::Write;
use std::process::{Command, Stdio};

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{GraphName, Quad, Term, Triple};

const STORE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/deals.trig");
const READER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/readers/read.py");

fn export(arguments: &[&str]) -> Vec<u8> {
    let mut command = assert_cmd::Command::cargo_bin("pactum").unwrap();
    let output = command.args(["--store", STORE, "export"]).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// What a foreign library reads out of an export, as lines; `None` if it is not there.
pub(crate) fn read(data: &[u8], how: &[&str]) -> Option<Vec<String>> {
    let python = std::env::var("PACTUM_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let child = Command::new(&python)
        .arg(READER)
        .args(how)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut child) = child else {
        eprintln!("skipped: {python} is not there");
        return None;
    };
    child.stdin.take().unwrap().write_all(data).unwrap();
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    if output.status.code() == Some(3) {
        eprintln!("skipped {how:?}: {}; pip install it and name its Python with PACTUM_PYTHON", said.trim());
        return None;
    }
    assert!(output.status.success(), "{how:?}: {said}");
    Some(String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect())
}

fn fixture() -> Vec<Quad> {
    let text = std::fs::read(STORE).unwrap();
    RdfParser::from_format(RdfFormat::TriG).for_slice(&text).map(Result::unwrap).collect()
}

fn sorted(lines: impl IntoIterator<Item = String>) -> Vec<String> {
    lines.into_iter().collect::<BTreeSet<_>>().into_iter().collect()
}

/// A quad without the dot at its end.
fn line(quad: &Quad) -> String {
    quad.to_string()
}

fn stated() -> Vec<Triple> {
    let quads = fixture().into_iter().filter(|quad| quad.graph_name == GraphName::DefaultGraph);
    quads.map(Triple::from).collect()
}

#[test]
fn rdflib_reads_the_same_triples_and_graphs() {
    for (form, name) in [("turtle", "turtle"), ("ntriples", "nt"), ("rdfxml", "xml")] {
        let Some(read) = read(&export(&["--format", form]), &["rdf", name]) else { return };
        assert_eq!(read, sorted(stated().iter().map(ToString::to_string)), "{form}");
    }
    for (form, name) in [("trig", "trig"), ("nquads", "nquads"), ("jsonld", "json-ld")] {
        let Some(read) = read(&export(&["--format", form]), &["rdf", name, "graphs"]) else { return };
        assert_eq!(read, sorted(fixture().iter().map(line)), "{form}");
    }
}

#[test]
fn pyld_reads_the_same_quads_and_agrees_on_the_canonical_form() {
    let Some(read_back) = read(&export(&["--format", "jsonld"]), &["jsonld"]) else { return };
    assert_eq!(read_back, sorted(fixture().iter().map(|quad| format!("{quad} ."))));
    let canonical = export(&["--format", "canonical"]);
    let theirs = read(&export(&["--format", "nquads"]), &["canonical"]).unwrap();
    assert_eq!(String::from_utf8(canonical).unwrap().lines().collect::<Vec<_>>(), theirs);
}

fn object(quads: &[&Quad], predicate: &str) -> Option<Term> {
    quads.iter().find(|quad| quad.predicate.as_str().ends_with(predicate)).map(|quad| quad.object.clone())
}

/// For each claim of the fixture: its IRI, the triple, its modality.
fn claims() -> Vec<(String, Triple, String)> {
    let all = fixture();
    let claims = all.iter().filter(|quad| quad.object.to_string() == "<https://w3id.org/pactum/ns#Claim>");
    let told = claims.map(|claim| {
        let about: Vec<&Quad> = all.iter().filter(|quad| quad.subject == claim.subject).collect();
        let node = |predicate| match object(&about, predicate) {
            Some(Term::NamedNode(node)) => node,
            other => panic!("{predicate}: {other:?}"),
        };
        let triple = Triple::new(node("#subject"), node("#predicate"), object(&about, "#object").unwrap());
        let iri = claim.subject.to_string().trim_matches(['<', '>']).to_owned();
        (iri, triple, node("#modality").into_string())
    });
    told.collect()
}

#[test]
fn a_nanopublication_for_each_claim_asserts_facts_only() {
    let Some(read) = read(&export(&["--format", "nanopub"]), &["nanopub"]) else { return };
    assert_eq!(read.len(), claims().len());
    for (iri, triple, modality) in claims() {
        let begin = format!("{iri}#nanopub ");
        let said =
            read.iter().find_map(|line| line.strip_prefix(&begin)).unwrap_or_else(|| panic!("no {iri}"));
        let fact = ["Asserted", "Reported"].iter().any(|fact| modality.ends_with(fact));
        assert_eq!(said == triple.to_string(), fact, "{modality}: {said}");
    }
}

#[test]
fn an_annotation_for_each_claim_points_at_its_words() {
    let Some(read) = read(&export(&["--format", "annotations"]), &["annotations"]) else { return };
    assert_eq!(read.len(), claims().len());
    for (iri, triple, _) in claims() {
        let found = read
            .iter()
            .find(|line| line.starts_with(&format!("{iri} ")))
            .unwrap_or_else(|| panic!("no {iri}"));
        assert!(found.contains(triple.predicate.as_str()), "{found}");
    }
    let text = "https://w3id.org/pactum/doc/a1b2c3d4e5f60718 46 59 March 3, 2026";
    assert!(read.iter().any(|line| line.ends_with(text)), "{read:#?}");
}

#[test]
fn nif_gives_the_text_and_what_its_words_name() {
    let Some(read) = read(&export(&["--format", "nif"]), &["rdf", "turtle"]) else { return };
    let phrase = "<https://w3id.org/pactum/doc/a1b2c3d4e5f60718#char=0,5>";
    for said in [
        "<http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#anchorOf> \"Lumen\"",
        "<http://www.w3.org/2005/11/its/rdf#taIdentRef> <https://w3id.org/pactum/id/company/lumen>",
    ] {
        assert!(read.contains(&format!("{phrase} {said}")), "{said}: {read:#?}");
    }
}

/// The nodes and edges that the statements of the fixture make, as networkx shows them.
fn edges() -> BTreeSet<String> {
    let stated = stated();
    let typed = |node: &str| {
        stated
            .iter()
            .any(|triple| triple.subject.to_string() == node && triple.predicate.as_str().ends_with("#type"))
            && !node.contains("/amount/")
    };
    let between = stated
        .iter()
        .filter(|triple| typed(&triple.subject.to_string()) && typed(&triple.object.to_string()));
    let bare = |term: String| term.trim_matches(['<', '>']).to_owned();
    between
        .map(|triple| {
            let role = triple.predicate.as_str().rsplit('#').next().unwrap();
            format!("{} {role} {}", bare(triple.subject.to_string()), bare(triple.object.to_string()))
        })
        .collect()
}

#[test]
fn networkx_reads_the_network() {
    let Some(read) = read(&export(&["--format", "graphml"]), &["graphml"]) else { return };
    let found: BTreeSet<String> = read
        .iter()
        .filter_map(|line| Some(line.strip_prefix("edge ")?.rsplit_once(' ')?.0.to_owned()))
        .collect();
    assert_eq!(found, edges());
    assert!(
        read.contains(&"node https://w3id.org/pactum/id/company/lumen Lumen company".to_owned()),
        "{read:#?}"
    );
}

#[test]
fn tables_of_nodes_and_edges_are_the_same_in_csv_and_parquet() {
    for (csv, parquet) in [("nodes-csv", "nodes-parquet"), ("edges-csv", "edges-parquet")] {
        let Some(from_csv) = read(&export(&["--format", csv]), &["csv"]) else { return };
        let Some(from_parquet) = read(&export(&["--format", parquet]), &["parquet"]) else { return };
        assert_eq!(from_csv, from_parquet);
        assert!(!from_csv.is_empty());
    }
    let edges_read = read(&export(&["--format", "edges-csv"]), &["csv"]).unwrap();
    assert_eq!(edges_read.len(), edges().len());
}

#[test]
fn pydot_reads_the_same_network() {
    let Some(read_back) = read(&export(&["--format", "dot"]), &["dot"]) else { return };
    let found: BTreeSet<String> =
        read_back.iter().filter_map(|line| line.strip_prefix("edge ")).map(str::to_owned).collect();
    assert_eq!(found, edges());
    assert!(
        read_back.contains(&"node https://w3id.org/pactum/id/company/lumen Lumen company".to_owned()),
        "{read_back:#?}"
    );
}

/// What N3.js reads out of Turtle: a line for each triple, `reifier <s> <p> <o>` for each triple term; `None` if it is not
/// there.
fn read_by_n3(data: &[u8]) -> Option<BTreeSet<String>> {
    let Ok(modules) = std::env::var("PACTUM_NODE_MODULES") else {
        eprintln!("skipped: no N3.js; npm install n3 and name its node_modules with PACTUM_NODE_MODULES");
        return None;
    };
    let mut command = assert_cmd::Command::new("node");
    let output = command
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/readers/read.js"))
        .arg(modules)
        .write_stdin(data)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect())
}

#[test]
fn n3_js_reads_rdf_1_2_as_oxigraph_does() {
    let text = export(&["--format", "rdf12"]);
    let Some(read_back) = read_by_n3(&text) else { return };
    let quads = RdfParser::from_format(RdfFormat::Turtle).for_slice(&text).map(|quad| quad.unwrap());
    let lines = quads.map(|quad| match &quad.object {
        Term::Triple(triple) => format!("{} {triple}", quad.subject),
        _ => Triple::from(quad).to_string(),
    });
    assert_eq!(read_back, lines.collect());
    for (iri, triple, _) in claims() {
        assert!(read_back.contains(&format!("<{iri}> {triple}")), "{iri}");
    }
}

#[test]
fn rdf_1_2_has_every_claim_as_a_triple_term_and_asserts_nothing_contested() {
    let text = export(&["--format", "rdf12"]);
    let quads: Vec<Quad> =
        RdfParser::from_format(RdfFormat::Turtle).for_slice(&text).map(|quad| quad.unwrap()).collect();
    let reified: BTreeSet<(String, String)> = quads
        .iter()
        .filter(|quad| quad.predicate.as_str().ends_with("#reifies"))
        .map(|quad| (quad.subject.to_string(), quad.object.to_string()))
        .collect();
    let wanted: BTreeSet<(String, String)> = claims()
        .iter()
        .map(|(iri, triple, _)| (format!("<{iri}>"), Term::from(triple.clone()).to_string()))
        .collect();
    assert_eq!(reified, wanted);
    let asserted: BTreeSet<String> =
        quads.iter().map(|quad| Triple::from(quad.clone()).to_string()).collect();
    for amount in ["usd-1500000000", "usd-upto-2000000000"] {
        let contested = format!(
            "<https://w3id.org/pactum/id/investment/lumen-brightwater> <https://w3id.org/pactum/ns#amount> <https://w3id.org/pactum/id/amount/{amount}>"
        );
        assert!(stated().iter().any(|triple| triple.to_string() == contested));
        assert!(!asserted.contains(&contested), "{amount} is contested");
    }
    let agreed = "<https://w3id.org/pactum/id/license/brightwater-lumen-models> <https://w3id.org/pactum/ns#exclusive>";
    assert!(asserted.iter().any(|triple| triple.starts_with(agreed)));
}

#[test]
fn the_same_graph_has_the_same_hash() {
    let hash = String::from_utf8(export(&["--hash"])).unwrap();
    assert!(hash.starts_with("sha256 ") && hash.trim().len() == 71, "{hash}");
    let dir = tempfile::tempdir().unwrap();
    let copy = dir.path().join("copy.nq");
    std::fs::write(&copy, export(&["--format", "nquads"])).unwrap();
    let mut command = assert_cmd::Command::cargo_bin("pactum").unwrap();
    let output = command.arg("--store").arg(&copy).args(["export", "--hash"]).output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), hash);
}
