//! `pactum evaluate`: gold sets made here, and the sets beside the project as floors that must not be fallen below.

use std::path::Path;

use assert_cmd::Command;
use serde_json::{Value, json};

fn pactum() -> Command {
    let mut command = Command::cargo_bin("pactum").unwrap();
    command.env_remove("PACTUM_STORE");
    command
}

fn evaluated(arguments: &[&str]) -> Value {
    let out = pactum().arg("--json").arg("evaluate").args(arguments).output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    serde_json::from_slice(&out.stdout).unwrap()
}

/// A set of one document, of which one fact is found and each other one is lost at another stage.
fn small_set(dir: &Path) {
    std::fs::create_dir_all(dir.join("gold")).unwrap();
    std::fs::create_dir_all(dir.join("texts")).unwrap();
    let text = "# published: 2026-04-27\n---\nMicrosoft invested $2 billion in OpenAI. Amazon sells books. \
                Google acquired Nvidia for $5 billion.\n";
    std::fs::write(dir.join("texts/a.txt"), text).unwrap();
    let fact =
        |kind: &str, args: Value, evidence: &str| json!({"kind": kind, "args": args, "evidence": evidence});
    let facts = json!({"facts": [
        fact("investment", json!({"investor": "Microsoft", "investee": "OpenAI"}), "Microsoft invested $2 billion in OpenAI."),
        fact("investment", json!({"investor": "Zylotech Lamps", "investee": "OpenAI"}), "Microsoft invested $2 billion in OpenAI."),
        fact("supply", json!({"supplier": "Amazon", "customer": "Google"}), "Google acquired Nvidia for $5 billion."),
        fact("acquisition", json!({"acquirer": "Amazon", "target": "Nvidia"}), "Google acquired Nvidia for $5 billion."),
        fact("acquisition", json!({"acquirer": "Google", "target": "Nvidia", "price": {"value": 7}}), "Google acquired Nvidia for $5 billion."),
        {"kind": "merger", "args": {"parties": ["Google", "Amazon"]}, "evidence": "Amazon sells books.", "level": "context"},
        {"kind": "other", "args": {}, "evidence": "Amazon sells books."},
    ]});
    std::fs::write(dir.join("gold/a.json"), facts.to_string()).unwrap();
}

#[test]
fn what_is_found_and_what_is_lost_where() {
    let dir = tempfile::tempdir().unwrap();
    small_set(dir.path());
    let score = evaluated(&[dir.path().to_str().unwrap()]);
    let stages: Vec<&str> =
        score["misses"].as_array().unwrap().iter().map(|miss| miss["stage"].as_str().unwrap()).collect();
    assert_eq!(stages, ["no mention", "no frame", "wrong role", "wrong value"], "{score:#}");
    assert_eq!(score["misses"][0]["notRecognised"], json!(["Zylotech Lamps"]));
    assert_eq!((&score["all"]["hit"], &score["all"]["gold"]), (&json!(1), &json!(5)));
    assert_eq!(score["wrong"][0]["kind"], "acquisition");
    assert_eq!(score["evidence"], json!({"good": 1, "of": 1}));
}

#[test]
fn too_little_is_exit_code_1_and_kinds_can_be_chosen() {
    let dir = tempfile::tempdir().unwrap();
    small_set(dir.path());
    pactum().args(["evaluate", "--min-f1", "0.9"]).arg(dir.path()).assert().code(1);
    pactum().args(["evaluate", "--min-f1", "0.1"]).arg(dir.path()).assert().code(0);
    let score = evaluated(&[dir.path().to_str().unwrap(), "--kinds", "investment"]);
    assert_eq!(score["wrong"], json!([]));
    let out = pactum().args(["evaluate", "--kinds", "nonsense"]).arg(dir.path()).assert().code(2);
    let shown = String::from_utf8_lossy(&out.get_output().stderr).into_owned();
    assert!(shown.contains("`nonsense` is no kind that can be scored"), "{shown}");
}

/// The kinds that the annotators of the second set looked for.
const DEALS: &str = "investment,acquisition,merger,license,exclusivity,revenueShare,purchaseCommitment,\
    capacityCommitment,availability,partnership,supply,jointVenture,settlement,termination,amendment,completion,role,\
    shareholding,valuation,statement,announcement";

#[test]
fn gold_sets_beside_the_project_are_read_well_enough() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    if !shared.is_dir() {
        println!("../shared is missing: nothing tested there");
        return;
    }
    let path = |name: &str| shared.join(name).to_str().unwrap().to_owned();
    let (gold, articles, deals) = (path("gold"), path("articles"), path("deals-dev"));
    let floors: [(&[&str], f64, f64); 2] =
        [(&[&gold, "--articles", &articles], 0.90, 0.75), (&[&deals, "--kinds", DEALS], 0.85, 0.65)];
    for (arguments, precision, f1) in floors {
        let score = evaluated(arguments);
        let all = &score["all"];
        println!("{}: {all}", arguments[0]);
        assert!(all["precision"].as_f64().unwrap() >= precision, "{all}");
        assert!(all["f1"].as_f64().unwrap() >= f1, "{all}");
    }
}
