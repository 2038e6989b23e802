//! The command line as people and scripts meet it: help, forms of results, errors, exit codes.

use std::process::Output;

use assert_cmd::Command;

const STORE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/deals.trig");

fn pactum(arguments: &[&str]) -> Output {
    let mut command = Command::cargo_bin("pactum").unwrap();
    command
        .env("PACTUM_STORE", STORE)
        .env("COLUMNS", "100")
        .env("NO_COLOR", "1")
        .env_remove("CLICOLOR_FORCE");
    command.args(arguments).output().unwrap()
}

/// Standard output of a call that goes well.
fn out(arguments: &[&str]) -> String {
    let output = pactum(arguments);
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {error}");
    String::from_utf8(output.stdout).unwrap()
}

/// Exit code and standard error of a call that does not go well.
fn failure(arguments: &[&str]) -> (i32, String) {
    let output = pactum(arguments);
    let error = String::from_utf8(output.stderr).unwrap().replace(env!("CARGO_MANIFEST_DIR"), "…");
    (output.status.code().unwrap(), error)
}

const LICENSES: &str = "SELECT ?x ?to ?through { ?x pact:licensee ?to ; pact:validThrough ?through }";

#[test]
fn help_of_every_command() {
    let commands: Vec<String> = out(&["--help"])
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next().map(str::to_owned))
        .collect();
    assert!(commands.contains(&"query".to_owned()), "{commands:?}");
    for command in &commands {
        let help = out(&[command, "--help"]);
        assert!(help.contains("Examples:"), "{command} --help has no examples:\n{help}");
    }
    insta::assert_snapshot!(out(&["query", "--help"]));
}

#[test]
fn help_of_a_saved_query_shows_its_parameters() {
    insta::assert_snapshot!(out(&["query", "terms-in-force", "--help"]));
}

#[test]
fn rows_in_every_form() {
    for format in ["table", "csv", "tsv", "json", "xml"] {
        insta::assert_snapshot!(format!("rows_{format}"), out(&["query", LICENSES, "--format", format]));
    }
}

#[test]
fn triples_in_every_form() {
    for format in ["turtle", "trig", "ntriples", "nquads", "jsonld", "rdfxml"] {
        let text = "CONSTRUCT { ?x a pact:License ; pact:validThrough ?y } { ?x pact:licensee ?z ; pact:validThrough ?y }";
        insta::assert_snapshot!(format!("triples_{format}"), out(&["query", text, "--format", format]));
    }
}

#[test]
fn citations_in_every_form() {
    for format in ["table", "csv", "json"] {
        let text = out(&["query", "investments", "--company", "Lumen", "--cite", "--format", format]);
        insta::assert_snapshot!(format!("cite_{format}"), text);
    }
}

#[test]
fn piped_results_are_tsv_and_names_or_iris_as_wanted() {
    assert!(out(&["query", LICENSES]).starts_with("?x\t?to\t?through\n<https://w3id.org/pactum/id/license/"));
    assert!(out(&["query", LICENSES, "--names", "--format", "csv"]).contains(",Lumen,2032"));
    assert!(
        out(&["query", LICENSES, "--iris", "--format", "table"])
            .contains("<https://w3id.org/pactum/id/company/lumen>")
    );
}

#[test]
fn asking_has_an_exit_code() {
    assert_eq!(out(&["query", "ASK { ?x a pact:License }", "--format", "table"]), "yes\n");
    let no = pactum(&["query", "ASK { ?x a pact:Acquisition }", "--format", "table"]);
    assert_eq!((no.status.code(), no.stdout.as_slice()), (Some(1), b"no\n".as_slice()));
}

#[test]
fn errors_say_what_where_and_what_to_do() {
    let calls: [&[&str]; 11] = [
        &["query", "SELCT ?x { ?x a pact:License }"],
        &["query", "SELECT ?x {\n  ?x a pac:License ;\n     pact:licensee ?y\n}"],
        &["query", "SELECT ?x { ?x a pact:License"],
        &["query", "SELECT ?x { ?x a pact:License . FILTER ?x }"],
        &["query", "INSERT DATA { pact:a pact:b pact:c }"],
        &["query", "investmets"],
        &["query", "investments", "--company", "Lumin"],
        &["query", "terms-in-force", "--on", "soon"],
        &["query", "SELECT ?x { ?x a pact:License }", "--format", "turtle"],
        &["--store", "/nowhere/at/all", "sources"],
        &["why", "Nobody Inc"],
    ];
    let shown: Vec<String> = calls
        .iter()
        .map(|call| {
            let (code, error) = failure(call);
            assert_eq!(code, 2, "{call:?}: {error}");
            format!("$ pactum {}\n{error}", call.join(" "))
        })
        .collect();
    insta::assert_snapshot!(shown.join("\n"));
}

#[test]
fn an_unknown_term_is_a_warning_and_exit_code_1() {
    let (code, error) = failure(&["query", "SELECT ?x {\n  ?x a pact:Licence\n}"]);
    assert_eq!(code, 1);
    insta::assert_snapshot!(error);
}

#[test]
fn no_time_is_no_answer() {
    let text = "SELECT * { { ?a ?b ?c } { ?d ?e ?f } { ?g ?h ?i } { ?j ?k ?l } } ORDER BY ?a ?d ?g ?j";
    let output = pactum(&["query", text, "--timeout", "0.2"]);
    assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(2), b"".as_slice()));
    assert!(String::from_utf8_lossy(&output.stderr).contains("no answer within 0.2 seconds"));
}

#[test]
fn a_closed_pipe_ends_quietly() {
    use std::io::Read;
    use std::process::{Command, Stdio};
    let mut child = Command::new(assert_cmd::cargo::cargo_bin("pactum"))
        .args(["--store", STORE, "query", "SELECT * { GRAPH ?g { ?a ?b ?c } { ?d ?e ?f } }"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut error = String::new();
    child.stderr.take().unwrap().read_to_string(&mut error).unwrap();
    assert_eq!((child.wait().unwrap().code(), error.as_str()), (Some(0), ""));
}

#[test]
fn saved_queries_are_listed() {
    insta::assert_snapshot!(out(&["queries"]));
    let json: serde_json::Value = serde_json::from_str(&out(&["--json", "queries"])).unwrap();
    assert_eq!(json[0]["name"], "agreements");
}

#[test]
fn why_shows_sentences_with_their_words_marked() {
    insta::assert_snapshot!(out(&["why", "investment/lumen-brightwater"]));
    insta::assert_snapshot!(
        "why_triple",
        out(&["why", "license/brightwater-lumen-models", "valid through", "2032"])
    );
    let (code, error) = failure(&["why", "license/brightwater-lumen-models", "valid through", "2033"]);
    assert_eq!(code, 2);
    assert!(error.contains("they say 2032"), "{error}");
}

#[test]
fn completions_and_manual_know_the_commands() {
    for shell in ["bash", "zsh", "fish"] {
        let script = out(&["completions", shell]);
        assert!(script.contains("company"), "{shell}");
        // Fish completes options only.
        assert!(shell == "fish" || script.contains("terms-in-force"), "{shell}");
    }
    assert!(out(&["man"]).contains("pactum"));
}
