//! Packs: another field in data files only, and the skeleton of a new one.

use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;

fn football() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs/football")
}

fn pactum(pack: &Path, store: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::cargo_bin("pactum").unwrap();
    command.env("NO_COLOR", "1").arg("--pack").arg(pack).arg("--store").arg(store).args(arguments);
    command.output().unwrap()
}

/// Standard output of a call that goes well.
fn out(pack: &Path, store: &Path, arguments: &[&str]) -> String {
    let output = pactum(pack, store, arguments);
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {error}{}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn football_is_read_into_its_own_kinds() {
    let (pack, dir) = (football(), tempfile::tempdir().unwrap());
    let store = dir.path().join("football.db");
    let articles = pack.join("articles");
    out(&pack, &store, &["build", articles.to_str().unwrap()]);
    let answers = ["transfers", "loans", "coaches"]
        .map(|query| format!("{query}\n{}", out(&pack, &store, &["query", query, "--format", "table"])));
    insta::assert_snapshot!("football", answers.join("\n").replace('\r', ""));
    let kinds = out(&pack, &store, &["query", "SELECT DISTINCT ?kind { ?x pact:modality ?m ; a ?kind }"]);
    assert!(!kinds.contains("Agreement") && !kinds.contains("Acquisition"), "{kinds}");
}

#[test]
fn the_examples_of_the_football_frames_hold() {
    let dir = tempfile::tempdir().unwrap();
    let shown = out(&football(), &dir.path().join("none"), &["frames", "test"]);
    assert!(!shown.contains("without an example"), "{shown}");
}

#[test]
fn a_new_pack_loads_and_reads_its_example() {
    let dir = tempfile::tempdir().unwrap();
    let (pack, store) = (dir.path().join("mine"), dir.path().join("mine.db"));
    let new =
        |pack: &Path| Command::cargo_bin("pactum").unwrap().args(["pack", "new"]).arg(pack).output().unwrap();
    assert!(new(&pack).status.success());
    let again = new(&pack);
    assert_eq!(again.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&again.stderr).contains("this folder is not empty"));
    let report = pactum(&pack, &store, &["--json", "frames", "test"]).stdout;
    let report: serde_json::Value = serde_json::from_slice(&report).unwrap();
    let own = |outcome: &&serde_json::Value| outcome["rule"] == "lend-work";
    let own: Vec<_> = report["outcomes"].as_array().unwrap().iter().filter(own).collect();
    assert_eq!(own.len(), 3);
    assert!(own.iter().all(|outcome| outcome["problem"].is_null()), "{own:#?}");
    out(&pack, &store, &["build", pack.join("articles").to_str().unwrap()]);
    let lendings =
        out(&pack, &store, &["query", "lendings", "--museum", "Halden Museum", "--format", "table"]);
    let found = ["Halden Museum", "Orrin Gallery", "painting"].iter().all(|word| lendings.contains(word));
    assert!(found, "{lendings}");
}

#[test]
fn what_a_pack_replaces_must_be_there() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("pack.toml"), "replaces = [\"data/frams\"]\n").unwrap();
    let output = pactum(dir.path(), &dir.path().join("none"), &["queries"]);
    assert_eq!(output.status.code(), Some(2));
    let shown = String::from_utf8(output.stderr).unwrap();
    assert!(
        shown.contains("there is no `data/frams` to be replaced") && shown.contains("pack.toml:1:13"),
        "{shown}"
    );
}
