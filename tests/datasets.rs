//! Other datasets: what comes in, what is linked, what follows.

use std::io::Write;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use flate2::Compression;
use flate2::write::GzEncoder;

/// A store with the example articles, and a folder for files.
struct Bench {
    dir: tempfile::TempDir,
}

impl Bench {
    fn new() -> Self {
        Self { dir: tempfile::tempdir().unwrap() }
    }

    fn with_articles() -> Self {
        let bench = Self::new();
        let articles = concat!(env!("CARGO_MANIFEST_DIR"), "/data/articles");
        bench.well(&["build", articles]);
        bench
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.dir.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// Exit code, standard output, standard error.
    fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        let mut command = Command::cargo_bin("pactum").unwrap();
        let output = command
            .env("NO_COLOR", "1")
            .current_dir(self.dir.path())
            .args(["--store", "store"])
            .args(arguments)
            .output()
            .unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    }

    fn well(&self, arguments: &[&str]) -> String {
        let (code, out, error) = self.run(arguments);
        assert_eq!(code, 0, "{arguments:?}: {error}");
        out
    }

    fn rows(&self, query: &str) -> Vec<String> {
        self.well(&["query", query, "--format", "csv"])
            .lines()
            .skip(1)
            .map(|line| line.trim().to_owned())
            .collect()
    }

    fn in_graph(&self, name: &str) -> usize {
        let query = format!(
            "SELECT (COUNT(*) AS ?n) {{ GRAPH <https://w3id.org/pactum/dataset/{name}> {{ ?s ?p ?o }} }}"
        );
        self.rows(&query)[0].parse().unwrap()
    }
}

const COMPANIES: &str = "@prefix e: <https://registry.example/> . @prefix schema: <https://schema.org/> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    e:1 a schema:Corporation ; rdfs:label 'Cisco Systems, Inc.' ; schema:address [ schema:addressCountry 'US' ] .
    e:2 a schema:Corporation ; rdfs:label 'Kroger Co' ; schema:tickerSymbol 'NYSE KR' .
    e:3 a schema:Corporation ; rdfs:label 'Halden Marine ASA' .";

pub(crate) fn gzip(text: &str) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(text.as_bytes()).unwrap();
    packed.finish().unwrap()
}

/// A Zstandard frame that holds `text` as it is: magic number, header with the size in four bytes, one raw block.
pub(crate) fn zstandard(text: &str) -> Vec<u8> {
    let length = u32::try_from(text.len()).unwrap();
    let block = (length << 3 | 1).to_le_bytes();
    [&[0x28, 0xb5, 0x2f, 0xfd, 0xa0], &length.to_le_bytes()[..], &block[..3], text.as_bytes()].concat()
}

#[test]
fn every_form_comes_in_packed_or_not_without_blank_nodes() {
    let bench = Bench::new();
    bench.file("plain.ttl", COMPANIES.as_bytes());
    bench.file("gzip.ttl.gz", &gzip(COMPANIES));
    bench.file("zstd.ttl.zst", &zstandard(COMPANIES));
    for (file, name) in [("plain.ttl", "plain"), ("gzip.ttl.gz", "gzip"), ("zstd.ttl.zst", "zstd")] {
        bench.well(&["import", file]);
        assert_eq!(bench.in_graph(name), 9, "{name}");
    }
    assert_eq!(
        bench.rows("SELECT ?s { GRAPH ?g { ?s ?p ?o FILTER (isBlank(?s) || isBlank(?o)) } }"),
        Vec::<String>::new()
    );
    for (format, ending) in
        [("ntriples", "nt"), ("rdfxml", "rdf"), ("jsonld", "jsonld"), ("trig", "trig"), ("nquads", "nq")]
    {
        let text = bench.well(&["export", "--graph", "dataset/plain", "--format", format]);
        bench.file(&format!("again.{ending}"), text.as_bytes());
        bench.well(&["import", &format!("again.{ending}"), "--as", ending]);
        assert_eq!(bench.in_graph(ending), 9, "{format}");
    }
}

#[test]
fn a_broken_file_changes_nothing() {
    let bench = Bench::new();
    bench.file("companies.ttl", COMPANIES.as_bytes());
    bench.well(&["import", "companies.ttl"]);
    bench.file("companies.ttl", format!("{COMPANIES}\ne:4 rdfs:label 'unfinished").as_bytes());
    let (code, _, error) = bench.run(&["import", "companies.ttl"]);
    assert_eq!(code, 2);
    assert!(error.contains("companies.ttl") && error.contains("line 6"), "{error}");
    assert_eq!(bench.in_graph("companies"), 9);
}

#[test]
fn another_import_takes_the_place_of_the_first_and_can_be_dropped() {
    let bench = Bench::new();
    bench.file("companies.ttl", COMPANIES.as_bytes());
    bench.well(&["import", "companies.ttl"]);
    bench.file("companies.ttl", COMPANIES.replace("Kroger Co", "The Kroger Company").as_bytes());
    let out = bench.well(&["import", "companies.ttl"]);
    assert!(out.contains("1 triples of the import before are gone"), "{out}");
    assert_eq!(bench.in_graph("companies"), 9);
    assert_eq!(bench.well(&["import", "--list"]), "companies\t9 triples\tcompanies.ttl\n");
    bench.well(&["import", "--drop", "companies"]);
    assert_eq!(bench.in_graph("companies"), 0);
    assert_eq!(bench.well(&["import", "--list"]), "");
}

#[test]
fn a_dataset_says_what_is_in_it() {
    let bench = Bench::new();
    bench.file("companies.ttl", COMPANIES.as_bytes());
    let told = bench.well(&["import", "companies.ttl", "--describe"]);
    assert!(told.starts_with("9 triples about 4 things"), "{told}");
    assert!(
        told.contains("3  schema:Corporation") && told.contains("3  rdfs:label  Cisco Systems, Inc."),
        "{told}"
    );
}

#[test]
fn links_go_into_a_graph_and_come_back_as_sssom() {
    let bench = Bench::with_articles();
    bench.file("companies.ttl", COMPANIES.as_bytes());
    bench.well(&["import", "companies.ttl"]);
    bench.well(&["link", "companies"]);
    let found = |predicate: &str| {
        bench.rows(&format!("SELECT ?a ?b {{ GRAPH <https://w3id.org/pactum/dataset/companies/links> {{ ?a {predicate} ?b }} }} ORDER BY ?b"))
    };
    // Kroger by its ticker with the exchange; Cisco by its name, since an alias of it is there.
    assert_eq!(found("owl:sameAs"), ["https://w3id.org/pactum/id/company/kroger,https://registry.example/2"]);
    assert_eq!(
        found("skos:exactMatch"),
        ["https://w3id.org/pactum/id/company/cisco,https://registry.example/1"]
    );
    let counts = "SELECT ?p ?n { GRAPH ?g { ?set a void:Linkset ; void:linkPredicate ?p ; void:triples ?n } } ORDER BY ?p";
    assert_eq!(
        bench.rows(counts),
        ["http://www.w3.org/2002/07/owl#sameAs,1", "http://www.w3.org/2004/02/skos/core#exactMatch,1"]
    );
    let sssom = bench.well(&["link", "companies", "--format", "sssom"]);
    assert!(
        sssom.contains("semapv:BackgroundKnowledgeBasedMatching") && sssom.contains("semapv:LexicalMatching"),
        "{sssom}"
    );
    bench.file("checked.sssom.tsv", sssom.as_bytes());
    bench.well(&["link", "companies", "--mappings", "checked.sssom.tsv"]);
    assert_eq!(found("owl:sameAs").len(), 2);
}

#[test]
fn mappings_come_in_as_rdf_too() {
    let bench = Bench::with_articles();
    bench.file("companies.ttl", COMPANIES.as_bytes());
    // What pactum writes, with Cisco's link turned around by hand, as a table and in RDF; and a bare triple.
    let turtle = bench.well(&["link", "companies.ttl", "--dry-run", "--format", "turtle"]);
    let axiom =
        turtle.split("\n\n").find(|part| part.contains("registry.example/1") && part.contains("owl:Axiom"));
    let axiom = axiom.unwrap().trim_end().trim_end_matches('.').to_owned();
    let prefixes = turtle.lines().filter(|line| line.starts_with("@prefix")).collect::<Vec<_>>().join("\n");
    let mapping = format!(
        "{prefixes}\n{axiom} ; <https://w3id.org/sssom/predicate_modifier> \"Not\" .
        <https://w3id.org/pactum/id/company/cisco> <http://www.w3.org/2002/07/owl#sameAs> <https://registry.example/3> ."
    );
    bench.file("checked.ttl", mapping.as_bytes());
    bench.file("data.ttl", mapping.as_bytes());
    let json = {
        bench.well(&["import", "data.ttl", "--as", "mappings"]);
        bench.well(&["export", "--graph", "dataset/mappings", "--format", "jsonld"])
    };
    bench.file("checked.jsonld", json.as_bytes());
    for file in ["checked.ttl", "checked.jsonld"] {
        let told = bench.well(&[
            "link",
            "companies.ttl",
            "--dry-run",
            "--only",
            "Cisco",
            "--format",
            "tsv",
            "--mappings",
            file,
        ]);
        let rows: Vec<String> = told
            .lines()
            .skip(1)
            .map(|line| {
                let cells: Vec<&str> = line.split('\t').collect();
                format!("{} {}", cells[2], cells[4])
            })
            .collect();
        assert_eq!(
            rows,
            ["= decided https://registry.example/3", "≠ decided https://registry.example/1"],
            "{file}"
        );
    }
}

#[test]
fn a_decision_holds_against_the_score() {
    let bench = Bench::with_articles();
    bench.file("companies.ttl", COMPANIES.as_bytes());
    bench.well(&["link", "--different", "Cisco", "https://registry.example/1", "--who", "Anna"]);
    bench.well(&["link", "--same", "Cisco", "https://registry.example/3"]);
    let told = bench.well(&["link", "companies.ttl", "--only", "Cisco", "--format", "tsv"]);
    let verdicts: Vec<&str> = told.lines().skip(1).map(|line| line.split('\t').nth(2).unwrap()).collect();
    assert_eq!(verdicts, ["= decided", "≠ decided"], "{told}");
    assert!(bench.dir.path().join("store.decisions.toml").is_file());
}

#[test]
fn listings_of_parties_join_articles_and_a_table() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/linking/sec_mappings.csv");
    if !shared.is_file() {
        eprintln!("skipped: the US listings are not there");
        return;
    }
    let bench = Bench::with_articles();
    bench.well(&["import", shared.to_str().unwrap(), "--columns", "sec-listings", "--as", "sec"]);
    bench.well(&["link", "sec"]);
    let rows = bench.well(&["query", "listings", "--party", "Kroger", "--names", "--format", "csv"]);
    assert!(rows.contains(",Kroger,NYSE,KR,0000056873,https://w3id.org/pactum/dataset/sec"), "{rows}");
}

#[test]
fn a_name_means_our_own_thing_before_one_of_a_dataset() {
    let bench = Bench::with_articles();
    bench.file("items.ttl", b"<https://registry.example/k> <http://www.w3.org/2000/01/rdf-schema#label> 'Kroger', 'KROGER', 'Halcyon' .");
    bench.well(&["import", "items.ttl"]);
    for name in ["Kroger", "kroger"] {
        assert!(bench.well(&["query", "agreements", "--party", name, "--format", "csv"]).contains("Kroger"));
    }
    // What only the dataset names is still found.
    assert!(!bench.run(&["why", "Halcyon"]).2.contains("knows nothing called"));
}

#[test]
fn what_follows_can_be_asked_for() {
    let bench = Bench::with_articles();
    let ask = "ASK { id:company\\/microsoft a schema:Organization }";
    assert_eq!(bench.run(&["query", ask]).0, 1);
    assert_eq!(bench.run(&["query", "--infer", ask]).0, 0);
    // What is known of Microsoft is known of the Wikidata item it is the same as.
    assert_eq!(bench.run(&["query", "--infer", "ASK { wd:Q2283 a pact:Company }"]).0, 0);
    // Two amounts that were told one after the other are not the same.
    let merged = "ASK { ?x pact:amount ?a, ?b . ?a owl:sameAs ?b FILTER (?a != ?b) }";
    assert_eq!(bench.run(&["query", "--infer", merged]).0, 1);
}

#[test]
fn the_graph_in_the_words_of_schema_org() {
    let bench = Bench::with_articles();
    let turtle = bench.well(&["export", "--vocabulary", "schema.org"]);
    assert!(
        turtle.contains("company/microsoft> a schema:Corporation")
            && turtle.contains("schema:name \"Microsoft\"")
    );
    assert!(!turtle.contains("pact:"));
    let (code, _, error) = bench.run(&["export", "--vocabulary", "esperanto"]);
    assert_eq!(code, 2);
    assert!(error.contains("no vocabulary is called esperanto"), "{error}");
}

#[test]
fn legal_entities_by_their_identifier() {
    let bench = Bench::with_articles();
    bench.file(
        "lei.csv",
        b"LEI,Entity.LegalName,Entity.LegalAddress.Country\nINR2EJN1ERAN0W5ZP974,MICROSOFT CORPORATION,US\n",
    );
    bench.well(&["import", "lei.csv", "--columns", "gleif-lei", "--as", "gleif"]);
    let rows = bench.rows("SELECT ?lei { GRAPH ?g { ?x schema:leiCode ?lei } }");
    assert_eq!(rows, ["INR2EJN1ERAN0W5ZP974"]);
    let told = bench.well(&["link", "gleif", "--format", "tsv"]);
    assert!(told.contains("gleif\tMicrosoft\t≈ name\tMICROSOFT CORPORATION"), "{told}");
}
