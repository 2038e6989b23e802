//! A SPARQL service as a dataset to link to: Oxigraph's server, which is skipped if it is not installed, and one made up that
//! takes nothing but small questions.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::remote::{Running, free_port, wait_for};
use crate::server::{Server, field};

/// Names of the gold set, as a graph.
fn entities(dir: &Path, names: &[&str]) -> String {
    let company = |name: &&str| {
        let id = pactum::model::slug(name);
        format!("<https://w3id.org/pactum/id/company/{id}> a pact:Company ; rdfs:label \"{name}\" .")
    };
    let prefixes = "@prefix pact: <https://w3id.org/pactum/ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .";
    let mut graph = vec![prefixes.to_owned()];
    graph.extend(names.iter().map(company));
    let path = dir.join("entities.ttl");
    std::fs::write(&path, graph.join("\n")).unwrap();
    path.display().to_string()
}

fn link(store: &str, dataset: &str) -> (BTreeSet<String>, String) {
    let mut command = assert_cmd::Command::cargo_bin("pactum").unwrap();
    let output =
        command.args(["--store", store, "link", "--dry-run", "--format", "tsv", dataset]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{said}");
    // Entity, verdict, counterpart's IRI, score; the dataset has another name.
    let row = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        [cells[1], cells[2], cells[4], cells[5]].join(" ")
    };
    (String::from_utf8(output.stdout).unwrap().lines().skip(1).map(row).collect(), said)
}

/// Oxigraph's server with what `file` holds; `None` if it is not installed.
fn serve(file: &str) -> Option<(Running, String)> {
    let program = std::env::var("PACTUM_OXIGRAPH").unwrap_or_else(|_| "oxigraph".to_owned());
    let dir = tempfile::tempdir().unwrap();
    let location = dir.path().join("db").display().to_string();
    let mut load = Command::new(&program);
    let loaded = load.args(["load", "--location", &location, "--file", file]).stderr(Stdio::null()).status();
    if !loaded.is_ok_and(|status| status.success()) {
        eprintln!("skipped: Oxigraph's server is not installed ({program}; name it with PACTUM_OXIGRAPH)");
        return None;
    }
    let port = free_port();
    let process = Command::new(&program)
        .args(["serve", "--location", &location, "--bind", &format!("127.0.0.1:{port}")])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    wait_for(port);
    Some((Running::new(process, dir), format!("http://127.0.0.1:{port}")))
}

#[test]
fn a_service_gives_the_links_that_a_file_gives() {
    let listings = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/linking/sec_mappings.csv");
    if !listings.is_file() {
        eprintln!("skipped: the US listings are not there");
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let imported = dir.path().join("imported").display().to_string();
    let run = |arguments: &[&str]| {
        let mut command = assert_cmd::Command::cargo_bin("pactum").unwrap();
        command.args(["--store", &imported]).args(arguments).output().unwrap().stdout
    };
    run(&["import", listings.to_str().unwrap(), "--columns", "sec-listings", "--as", "sec"]);
    let file = dir.path().join("sec.nt");
    std::fs::write(&file, run(&["export", "--graph", "dataset/sec", "--format", "ntriples"])).unwrap();
    let names: Vec<&str> = include_str!("linking/gold.tsv")
        .lines()
        .skip(1)
        .map(|line| line.split('\t').next().unwrap())
        .collect();
    let store = entities(dir.path(), &names);
    let Some((_running, url)) = serve(file.to_str().unwrap()) else { return };
    let (from_file, _) = link(&store, file.to_str().unwrap());
    let (from_service, said) = link(&store, &url);
    assert!(from_file.len() > 200 && !said.contains("as they are written"), "{said}");
    assert_eq!(from_service, from_file);
}

/// An answer to a SELECT of `?s ?p ?o`.
fn rows(triples: &[(&str, &str, &str)]) -> String {
    let row = |(s, p, o): &(&str, &str, &str)| {
        serde_json::json!({
            "s": { "type": "uri", "value": s }, "p": { "type": "uri", "value": p }, "o": { "type": "literal", "value": o },
        })
    };
    let bindings: Vec<_> = triples.iter().map(row).collect();
    serde_json::json!({ "head": { "vars": ["s", "p", "o"] }, "results": { "bindings": bindings } })
        .to_string()
}

#[test]
fn a_service_that_is_too_large_to_be_looked_through_is_asked_for_exact_names() {
    const LABEL: &str = "http://www.w3.org/2000/01/rdf-schema#label";
    let server = Server::start(|_, asked| {
        let json = vec![("Content-Type", "application/sparql-results+json".to_owned())];
        let query = field(&asked.body, "query");
        if asked.method == "GET" {
            return (200, Vec::new(), "<html>a form for queries</html>".to_owned());
        }
        if query.starts_with("ASK") {
            return (200, json, r#"{ "head": {}, "boolean": true }"#.to_owned());
        }
        if query.contains("LCASE") {
            return (500, Vec::new(), "the query would take too long".to_owned());
        }
        let named = query.contains("\"Nordwind\"") || query.contains("<https://big.example/1>");
        (200, json, rows(if named { &[("https://big.example/1", LABEL, "Nordwind")] } else { &[] }))
    });
    let dir = tempfile::tempdir().unwrap();
    let store = entities(dir.path(), &["Nordwind", "Halcyon"]);
    let (found, said) = link(&store, &format!("{}sparql", server.url));
    assert_eq!(found, BTreeSet::from(["Nordwind ≈ name https://big.example/1 1.00".to_owned()]));
    assert!(said.contains("asked only for names as they are written") && said.contains("too long"), "{said}");
}

#[test]
fn what_is_no_service_at_all_is_said_to_be_none() {
    let server = Server::start(|_, _| (200, Vec::new(), "<html>".to_owned()));
    let dir = tempfile::tempdir().unwrap();
    let store = entities(dir.path(), &["Nordwind"]);
    let mut command = assert_cmd::Command::cargo_bin("pactum").unwrap();
    let output = command.args(["--store", &store, "link", "--dry-run", &server.url]).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2));
    assert!(said.contains("no reconciliation service") && said.contains("SPARQL"), "{said}");
}
