//! Why the graph says something, why it does not, and why an answer is empty.

use std::path::Path;
use std::sync::OnceLock;

use tempfile::TempDir;

use crate::program::{article, call, folder, told};

/// A folder with a store of the example articles.
fn built() -> &'static Path {
    static DIR: OnceLock<TempDir> = OnceLock::new();
    let dir = DIR.get_or_init(|| {
        let dir = tempfile::tempdir().unwrap();
        let articles = concat!(env!("CARGO_MANIFEST_DIR"), "/data/articles");
        assert!(call(dir.path(), &["--store", "deals.db", "build", articles]).status.success());
        dir
    });
    dir.path()
}

/// Standard output and standard error of a call over the example articles.
fn asked(arguments: &[&str]) -> (String, String) {
    let output = call(built(), &[&["--store", "deals.db"], arguments].concat());
    (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn why_tells_how_a_statement_stands_and_how_it_was_read() {
    let (text, _) = asked(&["why", "investment/microsoft-openai", "amount", "USD 13,800,000,000"]);
    for expected in [
        "frame invest, evoked by “invested”",
        "said by 1 independently",
        "came after USD 1,000,000,000",
        "says more exactly: USD at least 13,000,000,000",
    ] {
        assert!(text.contains(expected), "no {expected} in\n{text}");
    }
    let (brief, _) = asked(&["why", "investment/microsoft-openai", "--brief"]);
    assert!(!brief.contains("how it stands"), "{brief}");
}

#[test]
fn why_follows_a_pronoun_to_its_name() {
    let text =
        "Norvik Foods Inc. is growing. The company has agreed to buy Brightwater Inc. for $2.6 billion.";
    let dir = folder(&[("a.txt", text)]);
    assert!(call(dir.path(), &["build", "a.txt"]).status.success());
    let output = call(dir.path(), &["why", "acquisition/norvik-foods-brightwater"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("“The company” → “Norvik Foods Inc.”"), "{text}");
}

#[test]
fn why_not_says_what_failed_where() {
    let cases: [(&[&str], &str); 5] = [
        (&["investment/amazon-openai", "amount", "USD 60,000,000,000"], "another filler: amount of"),
        (&["Amazon", "investee", "Anthropic"], "investee of id:investment/amazon-openai is OpenAI"),
        (
            &["--kind", "Merger", "--role", "party=Novonesis", "--role", "party=OpenAI"],
            "no mention of Novonesis",
        ),
        (
            &["--kind", "Acquisition", "--role", "acquirer=Microsoft", "--role", "target=OpenAI"],
            "not stated: acquisition",
        ),
        (&["investment/microsoft-openai", "amount", "USD 13,800,000,000"], "it is claimed here"),
    ];
    for (question, expected) in cases {
        let (text, error) = asked(&[&["why-not"], question].concat());
        assert!(text.contains(expected), "{question:?}: no {expected} in\n{text}{error}");
    }
}

#[test]
fn why_not_names_who_rejected_or_denied_it() {
    let dir = folder(&[
        ("a.txt", "Norvik Foods Inc. has agreed to buy Brightwater Inc. for $2.6 billion."),
        ("b.txt", "Maristone Mining Ltd. denied that it would acquire Halden Rail plc."),
    ]);
    assert!(call(dir.path(), &["build", "a.txt", "b.txt"]).status.success());
    let rejected = ["reject", "acquisition/norvik-foods-brightwater", "--who", "Anna", "--why", "a rumour"];
    assert!(call(dir.path(), &rejected).status.success());
    let ask = |acquirer: &str, target: &str| {
        let (acquirer, target) = (format!("acquirer={acquirer}"), format!("target={target}"));
        let arguments = ["why-not", "--kind", "Acquisition", "--role", &acquirer, "--role", &target];
        String::from_utf8(call(dir.path(), &arguments).stdout).unwrap()
    };
    let text = ask("Norvik Foods", "Brightwater");
    assert!(
        text.contains(
            "deprecated: Anna rejected what it says of id:acquisition/norvik-foods-brightwater: “a rumour”"
        ),
        "{text}"
    );
    let text = ask("Maristone Mining", "Halden Rail");
    assert!(text.contains("denied: the document denies"), "{text}");
}

#[test]
fn why_not_says_that_what_was_asked_for_is_of_the_wrong_type() {
    let dir = tempfile::tempdir().unwrap();
    let text = "Norvik Foods Inc. has agreed to buy Brightwater Inc. for $2.6 billion. Lars Berg, chief executive of \
        Norvik Foods, invested in Tromsa Energy Inc. in Oslo.";
    article(dir.path(), "Harbor Post", "2026-04-27", text);
    assert_eq!(told(dir.path(), &["build", "."]).0, 0);
    let ask = |role: &str, other: &str, kind: &str| {
        let arguments = ["why-not", "--kind", kind, "--role", role, "--role", other];
        told(dir.path(), &arguments).1
    };
    let claimed = ask("acquirer=Norvik Foods", "target=Lars Berg", "Acquisition");
    assert!(claimed.contains("wrong type: Lars Berg is person; target: "), "{claimed}");
}

#[test]
fn a_role_goes_before_the_class_of_that_name() {
    let (text, error) =
        asked(&["why-not", "--kind", "Availability", "--role", "product=Codex", "--role", "platform=Azure"]);
    assert!(text.starts_with("not stated: availability with product Codex"), "{text}{error}");
    assert!(!text.contains("has no product"), "{text}");
}

#[test]
fn an_empty_answer_is_explained() {
    let cases = [
        (
            "SELECT ?x { ?x a pact:Acquisition ; pact:acquirer ?who . ?who rdfs:label \"Mircosoft\" }",
            "of something else it is \"Microsoft\"",
        ),
        (
            "SELECT ?x { ?x a pact:Investment ; pact:investor ?who . ?who rdfs:label \"Amazn\" }",
            "did you mean \"Amazon\"?",
        ),
        (
            "SELECT ?x { ?x a pact:Acquisition ; pact:acquirer ?who . ?who pact:acquirer ?x }",
            "the other way round it matches",
        ),
        ("SELECT ?x { ?x pact:investor ?who ; a pact:Acquisition }", "what stands before is pact:Investment"),
        ("SELECT ?x { ?x a pact:Frame }", "there are things of the classes below it"),
        ("SELECT ?x { ?x a pact:Statement }", "it stands in a named graph"),
        ("SELECT ?x { ?x a pact:License ; pact:validThrough ?year FILTER(?year > 3000) }", "?year is "),
        (
            "SELECT ?x { ?x pact:investor <https://w3id.org/pactum/id/company/amazn> }",
            "did you mean id:company/amazon?",
        ),
        ("ASK { ?x pact:signedOn \"2026-04-27\" }", "another datatype or language"),
        (
            "SELECT ?x { { ?x a pact:Merger ; pact:party <https://w3id.org/pactum/id/company/openai> } UNION { ?x a pact:Nothing } }",
            "one branch: nothing matches",
        ),
    ];
    for (query, expected) in cases {
        let (_, error) = asked(&["query", query, "--explain-empty"]);
        assert!(error.contains(expected), "{query}: no {expected} in\n{error}");
    }
    let (_, error) = asked(&["query", "investments", "--company", "Kroger", "--explain-empty"]);
    assert!(error.contains("empty: "), "{error}");
    let (_, error) = asked(&["query", "SELECT ?x { ?x a pact:Investment }", "--explain-empty"]);
    assert_eq!(error, "", "an answer needs no explanation");
}

/// The partners' own story.
const PARTNERS: &str = "\
    Lumen Systems, Orbis Cloud Ltd. and Pallas Chips Inc. announced a partnership on March 3, 2026. Lumen Systems has \
    committed to buy 2 gigawatts of computing capacity from Orbis Cloud. Orbis Cloud has also invested $500 million in \
    Lumen Systems. None of the three receives exclusive access to a product.";
/// The same deal as another paper heard of it: another seller, and an exclusive right.
const HEARSAY: &str = "\
    Lumen Systems will buy 2 gigawatts of computing capacity from Pallas Chips Inc., people familiar with the matter said \
    on March 4, 2026. Orbis Cloud Ltd. has invested $500 million in Lumen Systems. Pallas Chips gives Lumen Systems \
    exclusive access to its next processor.";

#[test]
fn articles_at_odds_about_who_sells_and_who_has_a_right_are_held_against_each_other() {
    let dir = folder(&[("partners.txt", PARTNERS), ("hearsay.txt", HEARSAY)]);
    let ask = |arguments: &[&str]| {
        let output = call(dir.path(), arguments);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    ask(&["build", "partners.txt", "hearsay.txt"]);
    let rows = ask(&["query", "disagreements", "--format", "csv"]);
    for sentence in [
        "Lumen Systems has committed to buy 2 gigawatts of computing capacity from Orbis Cloud.",
        "Lumen Systems will buy 2 gigawatts of computing capacity from Pallas Chips Inc.",
        "None of the three receives exclusive access to a product.",
        "Pallas Chips gives Lumen Systems exclusive access to its next processor.",
    ] {
        assert!(rows.contains(sentence), "{sentence} takes no side in\n{rows}");
    }
    assert_eq!(rows.lines().count(), 5, "a row for each of the four sides:\n{rows}");

    let why = ask(&["why", "exclusivity/lumen-systems-pallas-chips"]);
    assert!(why.contains("conflict of polarity; against it:\n“None of [[the three receives"), "{why}");
    assert!(why.contains("held otherwise: denied (said by 1)"), "{why}");

    let seller = ["capacity-commitment/lumen-systems-orbis-cloud", "seller", "Orbis Cloud"];
    let changed = ask(&[&["accept"], seller.as_slice(), &["--who", "Anna", "--why", "I read it"]].concat());
    assert!(changed.contains("~ seller Pallas Chips (preferred, now normal)"), "{changed}");
    let why = ask(&["why", "capacity-commitment/lumen-systems-pallas-chips"]);
    assert!(
        why.contains("conflict of value on seller, settled: decision (accept) by Anna, “I read it”"),
        "{why}"
    );

    ask(&["remove", "hearsay.txt"]);
    assert_eq!(ask(&["query", "disagreements", "--format", "csv"]).lines().count(), 1, "only the header");
}
