//! The graphs of texts with a gold set, compared with it: what the sources disagree on, and the answers of the saved
//! queries. The gold sets lie beside the project; without them nothing is tested here. The tables are printed:
//! `cargo test --test main gold -- --nocapture`.

mod disagreements;
mod questions;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use oxigraph::model::Term;
use pactum::model::{Document, Metadata};
use pactum::pack::{Files, Pack};
use pactum::pipeline::build;
use pactum::query::answer::ask;
use pactum::query::{Answer, Names, Rows, Source, Vocabulary, saved, syntax};
use pactum::rdf::BASE;
use pactum::read::Format;
use pactum::store::Store;
use serde_json::Value;

/// Name of a column and what stands there.
pub(crate) type Row = BTreeMap<String, String>;

/// A place beside the project; `None`, with a line that says so, if it is missing.
fn shared(path: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(path);
    if !path.exists() {
        println!("{} is missing: nothing tested there", path.display());
        return None;
    }
    Some(path)
}

fn json(path: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).expect("a gold file")).expect("JSON")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths
}

/// The five articles, read as a build reads them.
fn articles(folder: &Path) -> Vec<Document> {
    let read = |path: &PathBuf| {
        let bytes = std::fs::read(path).expect("an article");
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        pactum::read::documents(&bytes, Format::of_name(path).expect("a known format"), &name)
    };
    files(folder).iter().flat_map(read).map(|document| document.expect("a document")).collect()
}

/// The texts of a deal: what follows the lines on their origin, with the dateline of the gold set.
fn deal(texts: &Path, gold: &Path) -> Vec<Document> {
    let read = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).expect("a text");
        let text = text.split_once("\n---\n").map_or(text.as_str(), |(_, text)| text).to_owned();
        let facts = json(&gold.join(path.with_extension("json").file_name().expect("a name")));
        let published = facts["published"].as_str().and_then(|day| day.parse().ok());
        let location = path.file_name().expect("a name").to_string_lossy().into_owned();
        Document::new(text, Metadata { location, published, ..Metadata::default() })
    };
    files(texts).into_iter().map(read).collect()
}

/// A graph and the words to ask it with.
pub(crate) struct Graph {
    store: Store,
    words: Vocabulary,
}

impl Graph {
    fn of(documents: Vec<Document>) -> Self {
        static PACK: std::sync::OnceLock<Pack> = std::sync::OnceLock::new();
        let pack = PACK.get_or_init(Pack::embedded);
        let store = Store::in_memory().expect("a store in memory");
        build(documents, pack, &store, BASE, &|_| {}).expect("a graph");
        Self::in_store(store)
    }

    pub(crate) fn in_store(store: Store) -> Self {
        Self { store, words: Vocabulary::of(&Files::embedded()) }
    }

    /// The rows of a saved query, names for IRIs.
    pub(crate) fn saved(&self, name: &str, values: &[(&str, &str)]) -> Vec<Row> {
        let names = Names::new(self.store.quads(), &self.words);
        let values = values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let all = saved::all(&Files::embedded(), &self.words).expect("sound queries");
        let query = saved::find(&all, name).and_then(|query| query.with(&values, &names)).expect("a query");
        let Answer::Rows(answer) = ask(self.store.quads(), &query).expect("an answer") else {
            return Vec::new();
        };
        rows(&answer, &|term| names.show(term))
    }

    /// The rows of a SELECT: IRIs by what follows the base and its first folder, else by their last part.
    fn select(&self, query: &str) -> Vec<Row> {
        let query = syntax::parse(Source { name: "<query>", text: query }, &self.words).expect("SPARQL");
        let Answer::Rows(answer) = ask(self.store.quads(), &query).expect("an answer") else {
            return Vec::new();
        };
        let show = |term: &Term| match term {
            Term::Literal(literal) => literal.value().to_owned(),
            Term::NamedNode(node) => {
                let iri = node.as_str();
                let id = iri.strip_prefix(BASE).and_then(|rest| rest.strip_prefix("id/"));
                id.unwrap_or_else(|| iri.rsplit(['/', '#']).next().unwrap_or(iri)).to_owned()
            }
            _ => String::new(),
        };
        rows(&answer, &show)
    }
}

fn rows(answer: &Rows, show: &dyn Fn(&Term) -> String) -> Vec<Row> {
    let cell = |cell: &Option<Term>| cell.as_ref().map_or_else(String::new, show);
    let names = || answer.columns.iter().map(|column| column.as_str().to_owned());
    answer.rows.iter().map(|row| names().zip(row.iter().map(cell)).collect()).collect()
}

/// How the gold sets name a document: `003`, `01`.
fn short(location: &str) -> String {
    location.chars().take_while(char::is_ascii_digit).collect()
}
