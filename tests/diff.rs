//! `pactum diff`: what two graphs differ in, by what they say.

use std::collections::BTreeSet;
use std::path::Path;

use crate::program::{call, folder};

/// Exit code and standard output.
fn out(dir: &Path, arguments: &[&str]) -> (i32, String) {
    let output = call(dir, arguments);
    (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
}

const BEFORE: &str = "@prefix pact: <https://w3id.org/pactum/ns#> . @prefix id: <https://w3id.org/pactum/id/> .
    id:lumen <http://www.w3.org/2000/01/rdf-schema#label> \"Lumen\" .
    id:deal pact:acquirer id:lumen ; pact:percent 13.50 ; pact:party [ pact:name \"one\" ] , [ pact:name \"two\" ] .";

#[test]
fn another_form_of_the_same_is_no_difference() {
    let other = "<https://w3id.org/pactum/id/deal> <https://w3id.org/pactum/ns#party> _:x , _:y ;
        <https://w3id.org/pactum/ns#percent> 1.35E1 ; <https://w3id.org/pactum/ns#acquirer> <https://w3id.org/pactum/id/lumen> .
        _:x <https://w3id.org/pactum/ns#name> \"two\" . _:y <https://w3id.org/pactum/ns#name> \"one\" .
        <https://w3id.org/pactum/id/lumen> <http://www.w3.org/2000/01/rdf-schema#label> \"Lumen\" .";
    let dir = folder(&[("a.ttl", BEFORE), ("b.ttl", other)]);
    assert_eq!(out(dir.path(), &["diff", "a.ttl", "b.ttl"]), (0, "no difference\n".to_owned()));
}

#[test]
fn what_came_and_went_stands_with_what_it_is_about() {
    let dir = folder(&[("a.ttl", BEFORE), ("b.ttl", &BEFORE.replace("13.50", "14"))]);
    let (code, text) = out(dir.path(), &["diff", "a.ttl", "b.ttl"]);
    assert_eq!((code, text.as_str()), (1, "id:deal\n  - percent 13.5\n  + percent 14\n"));
    let (code, _) = out(dir.path(), &["diff", "a.ttl", "nowhere.ttl"]);
    assert_eq!(code, 2);
    let (code, json) = out(dir.path(), &["diff", "a.ttl", "b.ttl", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((code, &json["came"][0]["object"]), (1, &"14".into()));
}

/// Carries out a patch on the lines of N-Quads.
fn patched(quads: &str, patch: &str) -> BTreeSet<String> {
    let mut lines: BTreeSet<String> = quads.lines().map(str::to_owned).collect();
    for line in patch.lines() {
        match line.split_once(' ') {
            Some(("A", quad)) => assert!(lines.insert(quad.to_owned()), "{quad} is there already"),
            Some(("D", quad)) => assert!(lines.remove(quad), "{quad} is not there"),
            Some(("H" | "TX" | "TC", _)) => {}
            _ => panic!("no line of a patch: {line}"),
        }
    }
    lines
}

#[test]
fn a_patch_carried_out_on_the_first_gives_the_second() {
    let dir = tempfile::tempdir().unwrap();
    let articles = concat!(env!("CARGO_MANIFEST_DIR"), "/data/articles");
    let call = |arguments: &[&str]| {
        let (code, text) = out(dir.path(), arguments);
        assert_eq!(code, 0, "{arguments:?}");
        text
    };
    call(&["--store", "deals.db", "build", articles]);
    let before = call(&["--store", "deals.db", "export", "--format", "nquads"]);
    std::fs::write(dir.path().join("before.nq"), &before).unwrap();
    let (code, text) = out(dir.path(), &["--store", "deals.db", "diff", "before.nq"]);
    assert_eq!((code, text.as_str()), (0, "no difference\n"));

    call(&["--store", "deals.db", "accept", "investment/microsoft-openai", "amount", "USD 1,000,000,000"]);
    call(&["--store", "deals.db", "remove", &format!("{articles}/2021-03-01-cisco-completes-acacia.txt")]);
    let after = call(&["--store", "deals.db", "export", "--format", "nquads"]);
    let (code, patch) =
        out(dir.path(), &["--store", "deals.db", "diff", "before.nq", "--format", "rdf-patch"]);
    assert_eq!(code, 1);
    assert_eq!(patched(&before, &patch), after.lines().map(str::to_owned).collect());
    let (_, text) = out(dir.path(), &["--store", "deals.db", "diff", "before.nq"]);
    assert!(text.contains("~ amount USD 1,000,000,000 (normal, now preferred)"), "{text}");
    assert!(text.contains("- ") && text.contains("cisco"), "{text}");

    let (code, text) = out(dir.path(), &["--store", "deals.db", "diff", "2026-04-26", "2026-04-27"]);
    assert_eq!(code, 1);
    assert!(text.contains("id:agreement/microsoft-openai-2026-04-27"), "{text}");
    assert!(!text.contains("2025-10-28\n"), "what was known before is no change:\n{text}");
    let (code, _) = out(dir.path(), &["--store", "deals.db", "diff", "2099-01-01"]);
    assert_eq!(code, 0, "all that is known by then is all there is");
    let (code, _) =
        out(dir.path(), &["--store", "deals.db", "diff", "--recorded", "2000-01-01", "2099-01-01"]);
    assert_eq!(code, 1);
}
