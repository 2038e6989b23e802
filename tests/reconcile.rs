//! A reconciliation service as an authority for links, against a small server with recorded answers; and the examples of the
//! protocol's community group, where they are there.

use std::path::Path;

use assert_cmd::Command;
use pactum::link::Manifest;
use serde_json::{Value, json};

use crate::server::{Server, field};

/// A service that knows three companies by name, and their tickers and websites.
fn companies() -> Server {
    Server::start(|_, asked| {
        let json =
            |value: Value| (200, vec![("Content-Type", "application/json".to_owned())], value.to_string());
        if asked.method == "GET" {
            return json(json!({
                "versions": ["0.2"], "name": "Company Register",
                "identifierSpace": "https://register.example/id/", "schemaSpace": "https://schema.org/",
                "extend": {}, "batchSize": 2,
            }));
        }
        let extend = field(&asked.body, "extend");
        if !extend.is_empty() {
            let extend: Value = serde_json::from_str(&extend).unwrap();
            let row = |id: &Value| {
                (id.as_str().unwrap().to_owned(), json!({ "url": [{ "str": "https://lumen.example/" }] }))
            };
            let rows: serde_json::Map<String, Value> =
                extend["ids"].as_array().unwrap().iter().map(row).collect();
            return json(json!({ "meta": [{ "id": "url", "name": "website" }], "rows": rows }));
        }
        let queries: Value = serde_json::from_str(&field(&asked.body, "queries")).unwrap();
        let candidates = |query: &str| match query {
            "Lumen" => json!([
                { "id": "c1", "name": "Lumen Inc.", "score": 98.2, "match": true, "type": [{ "id": "Organization", "name": "Organization" }] },
                { "id": "c2", "name": "Lumenis Ltd", "score": 41.0, "match": false, "type": ["Organization"] },
            ]),
            "Brightwater" => json!([{ "id": "https://other.example/b", "name": "Brightwater", "score": 90 }]),
            _ => json!([]),
        };
        let results = queries.as_object().unwrap().iter().map(|(key, query)| {
            (key.clone(), json!({ "result": candidates(query["query"].as_str().unwrap()) }))
        });
        json(Value::Object(results.collect()))
    })
}

#[test]
fn entities_are_linked_to_what_a_service_proposes() {
    let server = companies();
    let store = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/deals.trig");
    let mut command = Command::cargo_bin("pactum").unwrap();
    let output = command
        .args([
            "--store",
            store,
            "link",
            "--dry-run",
            "--format",
            "tsv",
            "--class",
            "pact:Company",
            &server.url,
        ])
        .output()
        .unwrap();
    let (found, said) =
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8_lossy(&output.stderr).into_owned());
    assert!(output.status.success(), "{said}");
    let row = |of: &str| found.lines().find(|line| line.contains(of)).map(str::to_owned);
    assert!(row("https://register.example/id/c1").is_some(), "{found}\n{said}");
    assert!(row("https://other.example/b").is_some(), "{found}");
    assert!(row("register.example/id/c2").is_none(), "another name: {found}");
    let asked = server.asked();
    let batches = asked.iter().filter(|asked| !field(&asked.body, "queries").is_empty());
    for batch in batches {
        let queries: Value = serde_json::from_str(&field(&batch.body, "queries")).unwrap();
        assert!(queries.as_object().unwrap().len() <= 2, "the service wants no more than two at once");
    }
}

#[test]
fn what_is_no_reconciliation_service_is_said_to_be_none() {
    let server = Server::start(|_, _| (200, Vec::new(), "<html>".to_owned()));
    let store = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/deals.trig");
    let mut command = Command::cargo_bin("pactum").unwrap();
    let output = command.args(["--store", store, "link", "--dry-run", &server.url]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("no reconciliation service"));
}

#[test]
fn the_examples_of_the_protocol_are_read_and_the_broken_ones_refused() {
    let examples =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/reconciliation/0.2-examples/manifest");
    let Ok(valid) = std::fs::read_dir(examples.join("valid")) else {
        eprintln!("skipped: ../shared/reconciliation is not there");
        return;
    };
    let mut count = 0;
    for file in valid {
        let path = file.unwrap().path();
        Manifest::read(&std::fs::read(&path).unwrap())
            .unwrap_or_else(|problem| panic!("{}: {problem}", path.display()));
        count += 1;
    }
    assert!(count > 10, "{count}");
    for name in ["godot-missing-identifierSpace", "missing-version"] {
        let text = std::fs::read(examples.join("invalid").join(format!("{name}.json"))).unwrap();
        assert!(Manifest::read(&text).is_err(), "{name}");
    }
}
