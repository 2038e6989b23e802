//! `pactum review` at a terminal: a pseudo-terminal that a small Python program plays the person at.

use std::path::Path;
use std::process::Command;

use assert_cmd::cargo::cargo_bin;

use crate::program::{article, folder, told as pactum};

/// Waits for each prompt, presses the next key (`~` is Enter), and prints all that was seen.
const PERSON: &str = r"
import os, pty, select, sys
keys, program = sys.argv[1].split(','), sys.argv[2:]
pid, fd = pty.fork()
if pid == 0:
    os.execv(program[0], program)
seen, unread = b'', b''
prompts = (b'[q]uit: ', b'which is wrong? ', b'(a thing): ', b'in one document): ', b'in the document: ', b'apple-records): ')
while True:
    ready, _, _ = select.select([fd], [], [], 60)
    try:
        got = os.read(fd, 65536) if ready else b''
    except OSError:
        got = b''
    if not got:
        break
    seen, unread = seen + got, unread + got
    if keys and any(unread.endswith(prompt) for prompt in prompts):
        os.write(fd, keys.pop(0).replace('~', '\r').encode())
        unread = b''
_, status = os.waitpid(pid, 0)
sys.stdout.write(seen.decode(errors='replace'))
sys.exit(os.waitstatus_to_exitcode(status))
";

/// What a person sees who presses these keys; `None` if there is no Python to play the person.
fn person(dir: &Path, keys: &str, arguments: &[&str]) -> Option<String> {
    let mut command = Command::new("python3");
    command.current_dir(dir).env_remove("PACTUM_STORE").env_remove("PACTUM_DECISIONS").env("TERM", "xterm");
    let output = command.args(["-c", PERSON, keys]).arg(cargo_bin("pactum")).args(arguments).output();
    let Ok(output) = output else {
        println!("python3 is missing: nothing tested here");
        return None;
    };
    let seen = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{seen}{}", String::from_utf8_lossy(&output.stderr));
    Some(seen)
}

/// A store with two articles that disagree, and two names of one company.
fn disagreement() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    article(
        dir.path(),
        "one",
        "2026-04-27",
        "Norvik Foods Inc. has agreed to buy Brightwater Inc. for $2.6 billion. Its shares fell.",
    );
    article(
        dir.path(),
        "two",
        "2026-04-28",
        "Norvik Foods Inc. has agreed to buy Brightwater Inc. for $3.1 billion, people in the know said.",
    );
    let (code, text) = pactum(dir.path(), &["build", "one.md", "two.md"]);
    assert_eq!(code, 0, "{text}");
    dir
}

#[test]
fn without_a_terminal_a_review_refuses_and_lists() {
    let dir = disagreement();
    let (code, text) = pactum(dir.path(), &["review"]);
    assert_eq!(code, 2);
    assert!(text.contains("wants a terminal") && text.contains("--list"), "{text}");
    let (code, text) = pactum(dir.path(), &["review", "--list"]);
    assert_eq!(code, 0);
    assert!(text.contains("conflict of value: price of id:acquisition/norvik-foods-brightwater"), "{text}");
    assert!(
        text.contains("“Norvik Foods Inc. has agreed to buy Brightwater Inc. for $2.6 billion.”"),
        "{text}"
    );
    let (_, json) = pactum(dir.path(), &["--json", "review", "--list"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json[0]["sides"].as_array().unwrap().len(), 2, "{json}");
}

#[test]
fn a_key_decides_and_another_takes_it_back() {
    let dir = disagreement();
    // The second side is right; taken back; then the first is wrong; then the end.
    let Some(seen) = person(dir.path(), "2,u,r,1,q", &["review", "--who", "Anna"]) else { return };
    for expected in
        ["1 of ", "accept: ", "undone", "reject: ", "1 decided, written to ./pactum.decisions.toml"]
    {
        assert!(seen.contains(expected), "no {expected} in\n{seen}");
    }
    let file = std::fs::read_to_string(dir.path().join("pactum.decisions.toml")).unwrap();
    assert_eq!(file.matches("[[decision]]").count(), 1, "{file}");
    assert!(file.contains("do = \"reject\"") && file.contains("who = \"Anna\""), "{file}");
    let (_, prices) = pactum(dir.path(), &["query", "SELECT ?price { ?deal pact:price ?price }"]);
    assert_eq!(prices.matches("/amount/").count(), 1, "one price is left: {prices}");
    let (_, list) = pactum(dir.path(), &["review", "--list"]);
    assert!(!list.contains("conflict of value"), "{list}");
}

/// A store with two names of one company, and a company that another dataset has twice.
fn twins() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let buys = |name: &str, price: &str| {
        format!("{name} has agreed to buy Brightwater Inc. for ${price} billion. Its shares fell.")
    };
    article(dir.path(), "one", "2026-04-27", &buys("Norvik Foods Inc.", "2.6"));
    article(dir.path(), "two", "2026-04-28", &buys("Norvik Food Inc.", "3.1"));
    let companies = "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n\
        <https://e.org/1> a <https://w3id.org/pactum/ns#Company> ; rdfs:label \"Brightwater Inc.\" .\n\
        <https://e.org/2> a <https://w3id.org/pactum/ns#Company> ; rdfs:label \"Brightwater Inc.\" .\n";
    std::fs::write(dir.path().join("others.ttl"), companies).unwrap();
    assert_eq!(pactum(dir.path(), &["build", "one.md", "two.md"]).0, 0);
    let (code, text) = pactum(dir.path(), &["link", "others.ttl"]);
    assert!(text.contains("proposed"), "{code} {text}");
    dir
}

fn decisions(dir: &Path) -> String {
    std::fs::read_to_string(dir.join("pactum.decisions.toml")).unwrap_or_default()
}

#[test]
fn two_names_are_made_one_and_what_comes_to_light_is_shown_in_the_same_walk() {
    let dir = twins();
    // They are one; both links are left; then what the two documents now disagree on; the first price is right.
    let Some(seen) = person(dir.path(), "m, , ,a,q", &["review"]) else { return };
    for expected in [
        "are Norvik Food and Norvik Foods one?",
        "merge: company/norvik-foods is company/norvik-food",
        "conflict of value: price of id:acquisition/norvik-food-brightwater",
        "accept: ",
        "2 decided",
    ] {
        assert!(seen.contains(expected), "no {expected} in\n{seen}");
    }
    let file = decisions(dir.path());
    assert!(file.contains("do = \"merge\"") && file.contains("do = \"accept\""), "{file}");
}

#[test]
fn mentions_are_split_off_and_brought_back() {
    let dir = twins();
    let before = pactum(dir.path(), &["export", "--format", "nquads"]).1;
    let split = "s,Brightwater~,~,two.md~,company/brightwater-energy~";
    let Some(seen) = person(dir.path(), &format!("{split},u,q"), &["review"]) else { return };
    assert!(seen.contains("split: company/brightwater in two.md is company/brightwater-energy"), "{seen}");
    assert!(seen.contains("undone") && seen.contains("0 decided"), "{seen}");
    assert_eq!(decisions(dir.path()).matches("[[decision]]").count(), 0);
    assert_eq!(pactum(dir.path(), &["export", "--format", "nquads"]).1, before);
    // Taken for what it is not: a thing that is not there, and itself.
    let wrong = "s,Nobody~,s,Brightwater~,Brightwater Inc.~,company/brightwater~,q";
    let Some(seen) = person(dir.path(), wrong, &["review"]) else { return };
    assert!(seen.contains("Nobody") && seen.contains("that is no id of another thing"), "{seen}");
    let Some(seen) = person(dir.path(), &format!("{split},q"), &["review"]) else { return };
    assert!(seen.contains("1 decided"), "{seen}");
    let deals = pactum(dir.path(), &["query", "SELECT ?target { ?deal pact:target ?target }"]).1;
    assert!(deals.contains("company/brightwater-energy"), "{deals}");
}

#[test]
fn links_are_taken_or_refused() {
    let dir = twins();
    // The names are of two; the first counterpart is the same, the second is not.
    let Some(seen) = person(dir.path(), "r,a,r,q", &["review", "--why", "seen the register"]) else { return };
    for expected in [
        "is Brightwater the same as https://e.org/1 (Brightwater Inc.)?",
        "“Norvik Foods Inc. has agreed to buy Brightwater Inc. for $2.6 billion.”",
        "same: company/brightwater is https://e.org/1",
        "different: company/brightwater is not https://e.org/2",
        "3 decided",
    ] {
        assert!(seen.contains(expected), "no {expected} in\n{seen}");
    }
    let file = decisions(dir.path());
    assert_eq!(file.matches("do = \"different\"").count(), 2, "{file}");
    assert_eq!(file.matches("why = \"seen the register\"").count(), 3, "{file}");
    assert!(!pactum(dir.path(), &["review", "--list"]).1.contains("e.org"), "nothing of it is open");
}

#[test]
fn a_decision_of_a_script_is_the_decision_of_a_review() {
    let dir = disagreement();
    let arguments = [
        "accept",
        "acquisition/norvik-foods-brightwater",
        "price",
        "USD 3,100,000,000",
        "--date",
        "2026-05-04",
    ];
    let (code, text) = pactum(dir.path(), &arguments);
    assert_eq!(code, 0, "{text}");
    assert!(
        text.contains("accept: ") && text.contains("~ price USD 3,100,000,000 (normal, now preferred)"),
        "{text}"
    );
    let file = std::fs::read_to_string(dir.path().join("pactum.decisions.toml")).unwrap();
    assert!(file.contains("date = 2026-05-04"), "{file}");
    let (code, text) =
        pactum(dir.path(), &["reject", "acquisition/norvik-foods-brightwater", "price", "USD 7"]);
    assert_eq!(code, 2);
    assert!(text.contains("they say USD 2,600,000,000; USD 3,100,000,000"), "{text}");
    // The document goes: the decision is reported with its line, and stays.
    let (code, text) = pactum(dir.path(), &["remove", "two.md"]);
    assert_eq!(code, 0, "{text}");
    let (code, text) = pactum(dir.path(), &["build", "one.md"]);
    assert_eq!(code, 1, "{text}");
    assert!(text.contains("no document claims what this decision is about"), "{text}");
    assert!(text.contains("pactum.decisions.toml:1:1"), "{text}");
}

#[test]
fn merged_things_are_told_in_a_line_and_can_be_parted_again() {
    let dir = folder(&[
        ("a.txt", "Norvik Foods Inc. has agreed to buy Brightwater Inc. for $2.6 billion."),
        ("b.txt", "Norvik Trading Inc. has agreed to buy Brightwater Inc. for $2.6 billion."),
    ]);
    let (code, text) = pactum(dir.path(), &["build", "a.txt", "b.txt"]);
    assert_eq!(code, 0, "{text}");
    let (_, before) = pactum(dir.path(), &["export", "--format", "nquads"]);
    let (code, text) = pactum(dir.path(), &["merge", "Norvik Foods", "Norvik Trading"]);
    assert_eq!(code, 0, "{text}");
    for expected in [
        "id:acquisition/norvik-trading-brightwater is now id:acquisition/norvik-foods-brightwater",
        "id:company/norvik-trading is now Norvik Foods",
    ] {
        assert!(text.contains(expected), "no {expected} in\n{text}");
    }
    let (_, deals) =
        pactum(dir.path(), &["query", "SELECT ?deal { ?deal a pact:Acquisition }", "--format", "csv"]);
    assert_eq!(deals.lines().count(), 2, "one deal: {deals}");
    let (code, text) = pactum(dir.path(), &["split", "company/norvik-trading"]);
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("Norvik Trading is apart from Norvik Foods again"), "{text}");
    std::fs::remove_file(dir.path().join("pactum.decisions.toml")).unwrap();
    let (_, after) = pactum(dir.path(), &["export", "--format", "nquads"]);
    let without_decisions = |quads: &str| -> Vec<String> {
        quads.lines().filter(|line| !line.contains("/graph/curation>")).map(str::to_owned).collect()
    };
    assert_eq!(without_decisions(&before), without_decisions(&after));
}
