//! Saved queries: each has a question, typed parameters with an example, and answers over the fixture.

use std::collections::BTreeMap;
use std::path::Path;

use oxigraph::io::RdfFormat;
use pactum::model::Diagnostic;
use pactum::pack::Files;
use pactum::query::answer::ask;
use pactum::query::cite::cite;
use pactum::query::{Answer, Names, Rows, Saved, Source, Vocabulary, bind, saved, syntax};
use pactum::store::{Quads, Store};

/// The sixteen questions, and what is useful beside them.
const NAMES: [&str; 20] = [
    "agreements",
    "amendments",
    "as-known",
    "availability",
    "commitments",
    "corroborated",
    "disagreements",
    "document",
    "exclusivity",
    "history",
    "investments",
    "neighbours",
    "outlasting",
    "quotations",
    "restated",
    "revenue-shares",
    "single-source",
    "sources",
    "terms-in-force",
    "timeline",
];

fn fixture() -> Quads {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/deals.trig");
    Store::of_rdf(&std::fs::read(path).unwrap(), RdfFormat::TriG).unwrap().quads().clone()
}

fn all(words: &Vocabulary) -> Vec<Saved> {
    saved::all(&Files::embedded(), words).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

/// The rows of a saved query over the fixture, names for IRIs, the cells of a row joined with " | ".
fn rows(name: &str, values: &[(&str, &str)]) -> Result<Vec<String>, Diagnostic> {
    let (store, words) = (fixture(), Vocabulary::of(&Files::embedded()));
    let names = Names::new(&store, &words);
    let values: BTreeMap<String, String> =
        values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let query = saved::find(&all(&words), name)?.with(&values, &names)?;
    let Answer::Rows(rows) = ask(&store, &query)? else { panic!("{name} is no SELECT") };
    Ok(rows.rows.iter().map(|row| shown(row, &names)).collect())
}

fn shown(row: &[Option<oxigraph::model::Term>], names: &Names<'_>) -> String {
    row.iter()
        .map(|cell| cell.as_ref().map_or_else(String::new, |term| names.show(term)))
        .collect::<Vec<_>>()
        .join(" | ")
}

#[test]
fn every_question_has_its_query() {
    let words = Vocabulary::of(&Files::embedded());
    let names: Vec<_> = all(&words).iter().map(|saved| saved.name.clone()).collect();
    for name in NAMES {
        assert!(names.iter().any(|known| known == name), "no {name} among {names:?}");
    }
}

#[test]
fn every_query_says_what_it_asks_and_every_parameter_what_it_is() {
    let words = Vocabulary::of(&Files::embedded());
    for saved in all(&words) {
        assert!(saved.summary.ends_with('?'), "{}: the summary is a question", saved.name);
        assert!(!saved.description.is_empty(), "{} has no description", saved.name);
        for parameter in &saved.parameters {
            assert!(
                !parameter.description.is_empty(),
                "{}: --{} has no description",
                saved.name,
                parameter.name
            );
            assert!(parameter.example.is_some(), "{}: --{} has no example", saved.name, parameter.name);
        }
    }
}

#[test]
fn every_query_uses_terms_of_the_ontology_only() {
    let words = Vocabulary::of(&Files::embedded());
    for saved in all(&words) {
        let source = Source { name: &saved.file, text: &saved.text };
        let query = syntax::parse(source, &words).unwrap();
        assert_eq!(syntax::unknown_terms(&query, source, &words), [], "{}", saved.name);
    }
}

#[test]
fn every_query_answers_over_the_fixture() {
    let answers: Vec<String> = NAMES
        .iter()
        .map(|&name| {
            let values: &[_] = if name == "document" {
                &[("document", "Brightwater opens up")]
            } else if name == "neighbours" {
                &[("company", "Lumen")]
            } else if name == "as-known" {
                &[("on", "2031-01-01"), ("known", "2026-12-31")]
            } else {
                &[]
            };
            let rows = rows(name, values).unwrap_or_else(|problem| panic!("{name}: {problem}"));
            format!("{name}\n  {}\n", rows.join("\n  "))
        })
        .collect();
    insta::assert_snapshot!(answers.join("\n"));
}

#[test]
fn terms_change_with_the_day() {
    let status = |on: &str| -> Vec<String> {
        let rows = rows("terms-in-force", &[("on", on), ("party", "Brightwater")]).unwrap();
        rows.iter()
            .filter(|row| row.starts_with("exclusivity") || row.starts_with("license"))
            .map(|row| row.rsplit(" | ").next().unwrap().to_owned())
            .collect()
    };
    assert_eq!(status("2026-04-01"), ["in force", "in force, exclusive"]);
    assert_eq!(status("2026-06-15"), ["ended", "in force, exclusive"]);
    assert_eq!(status("2032-12-31"), ["ended", "in force, exclusive"]);
    assert_eq!(status("2033-01-01"), ["ended", "ended"]);
}

#[test]
fn a_name_in_any_case_and_another_name_mean_the_company() {
    let by_label = rows("investments", &[("company", "Lumen")]).unwrap();
    assert_eq!(by_label.len(), 2);
    for other in ["lumen", "Lumen Inc.", "company/lumen", "<https://w3id.org/pactum/id/company/lumen>"] {
        assert_eq!(rows("investments", &[("company", other)]).unwrap(), by_label, "{other}");
    }
    assert_eq!(rows("investments", &[("company", "Nordwind")]).unwrap(), [""; 0]);
}

#[test]
fn wrong_values_are_refused_with_advice() {
    let refused = |name, values: &[(&str, &str)]| rows(name, values).unwrap_err().to_string();
    insta::assert_snapshot!(
        [
            refused("investments", &[("company", "Lumin")]),
            refused("investments", &[("compny", "Lumen")]),
            refused("terms-in-force", &[("on", "tomorrow")]),
            refused("disagreements", &[("kind", "colour")]),
            refused("document", &[]),
            refused("investment", &[]),
        ]
        .join("\n")
    );
}

#[test]
fn a_quote_in_a_value_is_a_value() {
    for quote in ["O'Neill", "a \" b", "x\" } UNION { ?s ?p ?o", "\\\" . #", "} ; DROP ALL"] {
        let problem = rows("investments", &[("company", quote)]).unwrap_err();
        assert!(problem.message.contains(quote), "{problem}");
    }
}

/// The sentences that prove the rows of a query written by hand.
fn sentences(text: &str) -> Vec<Vec<String>> {
    let (store, words) = (fixture(), Vocabulary::of(&Files::embedded()));
    let query = syntax::parse(Source { name: "<query>", text }, &words).unwrap();
    let Answer::Rows(rows) = ask(&store, &query).unwrap() else { panic!("no SELECT") };
    let proofs = cite(&store, &query, &rows).unwrap();
    assert_eq!(proofs.len(), rows.rows.len());
    proofs.iter().map(|proof| proof.iter().map(|cited| cited.sentence.clone()).collect()).collect()
}

const LICENSE: &str = "Brightwater licenses its models to Lumen on an exclusive basis through 2032.";
const TWO_BILLION: &str = "Lumen will invest up to $2 billion in Brightwater, the companies said.";
const ONE_AND_A_HALF: &str = "Lumen will invest $1.5 billion in Brightwater.";

#[test]
fn a_row_is_proven_though_the_query_hides_what_it_went_by() {
    assert_eq!(
        sentences("SELECT ?to { ?x a pact:License ; pact:licensee ?to ; pact:exclusive true }"),
        [[LICENSE]]
    );
    assert_eq!(
        sentences("SELECT ?to { [] pact:validThrough ?y ; pact:licensee/rdfs:label ?to }"),
        [[LICENSE]]
    );
    assert_eq!(
        sentences("SELECT (COUNT(*) AS ?n) { ?x a pact:License ; pact:validThrough ?y }"),
        [[LICENSE]]
    );
    assert_eq!(
        sentences("SELECT ?to { { SELECT DISTINCT ?to { ?x pact:licensee ?to } LIMIT 1 } } ORDER BY ?to"),
        [[LICENSE]]
    );
    assert_eq!(
        sentences("SELECT ?o { ?x a pact:License . ?x (pact:licensee|pact:investor)+ ?o }"),
        [[LICENSE]]
    );
}

#[test]
fn the_sentence_that_proves_the_amount_is_shown_and_not_the_other() {
    let text = "SELECT ?most { ?x pact:investor ?who ; pact:amount ?a . ?a schema:maxValue ?most }";
    assert_eq!(sentences(text), [[TWO_BILLION]]);
    let text =
        "SELECT ?v { ?x pact:investor ?w ; pact:amount ?a . ?a schema:value|schema:maxValue ?v } ORDER BY ?v";
    assert_eq!(sentences(text), [[ONE_AND_A_HALF], [TWO_BILLION]]);
}

#[test]
fn the_branch_that_was_not_taken_proves_nothing() {
    let text = "SELECT ?x { ?x a pact:License . OPTIONAL { ?x pact:investor ?i } { ?x pact:licensee ?y } UNION { ?x pact:payee ?y } }";
    assert_eq!(sentences(text), [[LICENSE]]);
}

#[test]
fn a_query_of_claims_cites_those_very_claims() {
    let text = "SELECT ?o { GRAPH ?g { ?c rdf:predicate pact:validThrough ; rdf:object ?o ; pact:modality ?m } } ORDER BY STR(?o)";
    let proofs = sentences(text);
    assert_eq!(proofs.len(), 3);
    assert_eq!(proofs[2], [LICENSE]);
}

#[test]
fn only_rows_can_be_cited() {
    let (store, words) = (fixture(), Vocabulary::of(&Files::embedded()));
    let query = syntax::parse(Source { name: "<query>", text: "ASK {}" }, &words).unwrap();
    assert!(cite(&store, &query, &Rows::default()).is_err());
}

#[test]
fn a_bound_parameter_is_cited_as_any_other_query() {
    let (store, words) = (fixture(), Vocabulary::of(&Files::embedded()));
    let mut query =
        syntax::parse(Source { name: "<query>", text: "SELECT ?x ?who { ?x pact:licensee ?who }" }, &words)
            .unwrap();
    let lumen = words.expand("id:company/lumen").unwrap();
    bind(&mut query, &oxigraph::model::Variable::new("who").unwrap(), &lumen.into()).unwrap();
    let Answer::Rows(rows) = ask(&store, &query).unwrap() else { panic!("no SELECT") };
    assert_eq!(rows.rows.len(), 1);
    assert_eq!(cite(&store, &query, &rows).unwrap()[0][0].sentence, LICENSE);
}

/// The saved queries over the example articles, with their examples for the parameters that need a value, against
/// `queries/expected/NAME.csv`. After a change that is meant, write the files anew with
/// `PACTUM_EXPECTED=write cargo test --test main expected`, and read what changed.
#[test]
fn answers_over_the_example_articles_are_as_expected() {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let dir = tempfile::tempdir().unwrap();
    let pactum = |arguments: &[&str]| {
        let mut command = assert_cmd::Command::cargo_bin("pactum").unwrap();
        let output =
            command.current_dir(home).arg("--store").arg(dir.path()).args(arguments).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    pactum(&["build", "data/articles"]);
    let write = std::env::var_os("PACTUM_EXPECTED").is_some_and(|what| what == "write");
    let mut differing = Vec::new();
    for saved in all(&Vocabulary::of(&Files::embedded())) {
        let mut call = vec!["query".to_owned(), saved.name.clone()];
        for parameter in
            saved.parameters.iter().filter(|parameter| parameter.required && parameter.default.is_none())
        {
            call.extend([format!("--{}", parameter.name), parameter.example.clone().unwrap()]);
        }
        call.extend(["--names", "--format", "csv"].map(str::to_owned));
        let answer = pactum(&call.iter().map(String::as_str).collect::<Vec<_>>()).replace("\r\n", "\n");
        let file = home.join("queries/expected").join(format!("{}.csv", saved.name));
        if write {
            std::fs::write(file, answer).unwrap();
        } else if std::fs::read_to_string(file).unwrap_or_default() != answer {
            differing.push(saved.name);
        }
    }
    assert!(differing.is_empty(), "not as in queries/expected: {differing:?}; see the comment on this test");
}
