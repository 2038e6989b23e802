//! `pactum review` at a terminal: a pseudo-terminal that a small Python program plays the person at.

use std::path::Path;
use std::process::Command;

use assert_cmd::cargo::cargo_bin;

/// Waits for each prompt, presses the next key, and prints all that was seen.
const PERSON: &str = r"
import os, pty, select, sys
keys, program = sys.argv[1].split(','), sys.argv[2:]
pid, fd = pty.fork()
if pid == 0:
    os.execv(program[0], program)
seen, unread = b'', b''
prompts = (b'[q]uit: ', b'which is wrong? ', b'(a thing): ', b'in one document): ', b'apple-records): ')
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
        os.write(fd, keys.pop(0).encode())
        unread = b''
_, status = os.waitpid(pid, 0)
sys.stdout.write(seen.decode(errors='replace'))
sys.exit(os.waitstatus_to_exitcode(status))
";

fn pactum(dir: &Path, arguments: &[&str]) -> (i32, String) {
    let mut command = Command::new(cargo_bin("pactum"));
    command.current_dir(dir).env_remove("PACTUM_STORE").env_remove("PACTUM_DECISIONS").env("NO_COLOR", "1");
    let output = command.args(arguments).output().unwrap();
    let both = [output.stdout, output.stderr].concat();
    (output.status.code().unwrap(), String::from_utf8(both).unwrap())
}

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
    let article = |name: &str, published: &str, text: &str| {
        let text = format!("---\ntitle: {name}\npublisher: {name}\npublished: {published}\n---\n\n{text}\n");
        std::fs::write(dir.path().join(format!("{name}.md")), text).unwrap();
    };
    article(
        "one",
        "2026-04-27",
        "Norvik Foods Inc. has agreed to buy Brightwater Inc. for $2.6 billion. Its shares fell.",
    );
    article(
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
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(
        dir.path().join("a.txt"),
        "Norvik Foods Inc. has agreed to buy Brightwater Inc. for $2.6 billion.",
    )
    .unwrap();
    std::fs::write(
        dir.path().join("b.txt"),
        "Norvik Trading Inc. has agreed to buy Brightwater Inc. for $2.6 billion.",
    )
    .unwrap();
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
