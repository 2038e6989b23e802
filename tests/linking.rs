//! Counterparts in other datasets: how often they are right, and what becomes of them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use oxigraph::model::NamedNode;
use pactum::import::{self, Input, Mapping};
use pactum::link::{self, Basis, Kinds, Lexicon, Link, Reader, Record, Scan, Verdict};
use pactum::pack::{Files, Gazetteer, Ontology};
use pactum::query::Vocabulary;

const COMPANY: &str = "https://w3id.org/pactum/ns#Company";

/// What linking goes by.
struct Bench {
    files: Files,
    ontology: Ontology,
    lexicon: Lexicon,
    words: Vocabulary,
}

impl Bench {
    fn new() -> Self {
        let files = Files::embedded();
        let ontology = Ontology::load(&files).unwrap();
        let gazetteer = Gazetteer::load(&files, &ontology).unwrap();
        let lexicon = Lexicon::load(&files, &gazetteer).unwrap();
        let words = Vocabulary::of(&files);
        Self { files, ontology, lexicon, words }
    }

    fn company(&self, name: &str) -> Record {
        let mut record =
            Record::new(NamedNode::new_unchecked(format!("https://e.org/{}", pactum::model::slug(name))));
        record.add_name(name, false, &self.lexicon);
        record.classes.insert(COMPANY.to_owned());
        record
    }

    fn link(&self, entities: &[Record], path: &Path, mapping: Option<&str>) -> Vec<Link> {
        let reader = Reader::new(&self.lexicon, |name| self.words.expand(name));
        let kinds = Kinds::of(&self.files, &self.ontology);
        let mapping = mapping.map(|name| {
            let file = self.files.get(&format!("data/mappings/{name}.toml")).unwrap();
            Mapping::read(file, |name| self.words.expand(name)).unwrap()
        });
        let graph = NamedNode::new_unchecked("https://e.org/dataset/test");
        let open = || import::triples(Input::open(path.to_str().unwrap(), None)?, mapping.as_ref(), &graph);
        link::link(entities, &Scan { open: Box::new(open) }, &reader, &kinds, &[]).unwrap()
    }
}

/// The names that were looked at while the rules were written.
const OLD: &str = include_str!("linking/gold.tsv");
/// Those that were written down later, before any result on them was seen.
const NEW: &str = include_str!("linking/gold-new.tsv");

/// Names as news has them, with the identifier of each in two datasets; `-` if it is not there, or if the name alone does
/// not tell.
fn gold(table: &str) -> Vec<[String; 3]> {
    table
        .lines()
        .skip(1)
        .map(|line| <[String; 3]>::try_from(line.split('\t').map(str::to_owned).collect::<Vec<_>>()).unwrap())
        .collect()
}

/// Right, wrong and missed, of what is accepted by name and context alone.
fn measure(dataset: &str, mapping: &str, column: usize, table: &str) -> Option<[usize; 3]> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/linking").join(dataset);
    if !path.is_file() {
        eprintln!("skipped: {dataset} is not there");
        return None;
    }
    let bench = Bench::new();
    let gold = gold(table);
    let entities: Vec<Record> = gold.iter().map(|row| bench.company(&row[0])).collect();
    let links = bench.link(&entities, &path, Some(mapping));
    let mut accepted: BTreeMap<&str, &Link> = BTreeMap::new();
    let mut proposed: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for link in &links {
        match link.verdict {
            Verdict::Accepted => drop(accepted.insert(&link.entity_label, link)),
            _ => drop(proposed.entry(&link.entity_label).or_default().insert(link.target.as_str())),
        }
    }
    let (mut right, mut wrong, mut missed, mut offered) = (0, 0, 0, 0);
    for row in &gold {
        let (name, expected) = (&row[0], &row[column]);
        let found = accepted.get(name.as_str());
        match found {
            Some(link) if link.target.as_str().ends_with(expected.as_str()) => right += 1,
            Some(link) => {
                wrong += 1;
                println!("  wrong: {name} is {expected}, not {} {}", link.target_label, link.target);
            }
            None if expected != "-" => {
                missed += 1;
                let offers = proposed.get(name.as_str());
                let offer =
                    offers.is_some_and(|offers| offers.iter().any(|iri| iri.ends_with(expected.as_str())));
                offered += usize::from(offer);
                println!("  missed: {name} {expected}{}", if offer { " (proposed)" } else { "" });
            }
            None => {}
        }
        if found.is_some() && expected != "-" && !found?.target.as_str().ends_with(expected.as_str()) {
            missed += 1;
        }
    }
    println!(
        "{dataset}: {} names; accepted by name: precision {:.3} ({right} of {}), recall {:.3} ({right} of {}); {offered} more proposed",
        gold.len(),
        right as f64 / (right + wrong) as f64,
        right + wrong,
        right as f64 / (right + missed) as f64,
        right + missed,
    );
    Some([right, wrong, missed])
}

#[test]
fn the_gold_set_has_hard_cases() {
    let gold = gold(OLD);
    assert!(gold.len() >= 200);
    for hard in [
        "Apple Bank",
        "Delta",
        "Meta Financial",
        "Oracle Corp Japan",
        "Lloyds Banking Group",
        "Sony Pictures",
    ] {
        assert!(gold.iter().any(|row| row[0] == hard), "{hard}");
    }
}

#[test]
fn what_is_accepted_by_name_is_right() {
    let (mut right, mut wrong, mut missed) = (0, 0, 0);
    for (which, table) in [("old", OLD), ("new", NEW)] {
        println!("{which} names");
        let Some(listings) = measure("sec_mappings.csv", "sec-listings", 1, table) else { return };
        let Some(names) = measure("nsi_qid_names.tsv", "wikidata-names", 2, table) else { return };
        for found in [listings, names] {
            (right, wrong, missed) = (right + found[0], wrong + found[1], missed + found[2]);
        }
    }
    let (precision, recall) = (right as f64 / (right + wrong) as f64, right as f64 / (right + missed) as f64);
    println!("all: precision {precision:.3} ({right} of {}), recall {recall:.3}", right + wrong);
    assert!(precision >= 0.98 && recall >= 0.6);
}

fn turtle(text: &str) -> tempfile::NamedTempFile {
    let file = tempfile::Builder::new().suffix(".ttl").tempfile().unwrap();
    let prefixes = "@prefix pact: <https://w3id.org/pactum/ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        @prefix schema: <https://schema.org/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @base <https://registry.example/> .";
    std::fs::write(file.path(), format!("{prefixes}\n{text}")).unwrap();
    file
}

/// Verdict, ground and target of each candidate of one entity, the surest first.
fn verdicts(bench: &Bench, entity: Record, dataset: &str) -> Vec<(Verdict, Basis, String)> {
    let file = turtle(dataset);
    let links = bench.link(&[entity], file.path(), None);
    let last = |link: &Link| link.target.as_str().rsplit('/').next().unwrap().to_owned();
    links.iter().map(|link| (link.verdict, link.basis, last(link))).collect()
}

#[test]
fn identifiers_go_before_names() {
    let bench = Bench::new();
    let mut entity = bench.company("Lumen");
    entity.identifiers.insert(("cik".to_owned(), "0000320193".to_owned()));
    let dataset = "<a> rdfs:label 'Lumen Inc' ; pact:cik '0000000007' . <b> rdfs:label 'Halcyon Corp' ; pact:cik '320193' .";
    assert_eq!(verdicts(&bench, entity, dataset), [(Verdict::Accepted, Basis::Identifier, "b".to_owned())]);
}

#[test]
fn a_wrong_checksum_is_no_identifier() {
    let bench = Bench::new();
    let mut entity = bench.company("Lumen");
    entity.identifiers.insert(("lei".to_owned(), "HWUPKR0MPOU8FGXBT394".to_owned()));
    let dataset = |lei: &str| format!("<a> rdfs:label 'Lumen Inc' ; schema:leiCode '{lei}' .");
    let right = verdicts(&bench, entity.clone(), &dataset("HWUPKR0MPOU8FGXBT394"));
    assert_eq!(right[0].1, Basis::Identifier);
    assert_eq!(verdicts(&bench, entity, &dataset("HWUPKR0MPOU8FGXBT395"))[0].1, Basis::Score);
}

#[test]
fn two_too_close_are_both_proposed() {
    let dataset = "<a> rdfs:label 'Nordwind Inc' . <b> rdfs:label 'Nordwind Ltd' .";
    let bench = Bench::new();
    let found = verdicts(&bench, bench.company("Nordwind"), dataset);
    assert!(found.len() == 2 && found.iter().all(|(verdict, ..)| *verdict == Verdict::Proposed), "{found:?}");
}

#[test]
fn context_decides_between_them() {
    let dataset = "<a> rdfs:label 'Nordwind Inc' ; schema:url 'https://www.nordwind.example' ; schema:addressCountry 'US' .
        <b> rdfs:label 'Nordwind Ltd' ; schema:url 'https://nordwind.invalid' ; schema:addressCountry 'IE' .";
    let bench = Bench::new();
    let mut entity = bench.company("Nordwind Group");
    entity.websites.insert("nordwind.example".to_owned());
    let found = verdicts(&bench, entity, dataset);
    assert_eq!(found[0], (Verdict::Accepted, Basis::Score, "a".to_owned()), "{found:?}");
}

#[test]
fn people_and_products_count_too() {
    let dataset =
        "<a> rdfs:label 'Nordwind Inc' ; schema:founder 'Jane Halvorsen' . <b> rdfs:label 'Nordwind Ltd' .";
    let bench = Bench::new();
    let mut entity = bench.company("Nordwind Group");
    entity.add_company("Jane Halvorsen", &bench.lexicon);
    let found = verdicts(&bench, entity, dataset);
    assert_eq!(found[0].2, "a", "{found:?}");
}

#[test]
fn the_whole_is_meant_and_not_its_unit() {
    let dataset = "<group> rdfs:label 'Nordwind' . <unit> rdfs:label 'Nordwind GmbH' ; schema:parentOrganization <group> .";
    let bench = Bench::new();
    let found = verdicts(&bench, bench.company("Nordwind"), dataset);
    assert_eq!(found[0], (Verdict::Accepted, Basis::Score, "group".to_owned()), "{found:?}");
    let found = verdicts(&bench, bench.company("Nordwind GmbH"), dataset);
    assert_ne!(found[0].2, "group", "{found:?}");
}

#[test]
fn a_person_is_no_company() {
    let dataset = "<a> a pact:Person ; rdfs:label 'Henry Ford' .";
    let bench = Bench::new();
    assert!(verdicts(&bench, bench.company("Henry Ford"), dataset).is_empty());
}
