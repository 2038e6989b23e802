//! The whole way from real articles to the graph, with the default pack.

use std::path::{Path, PathBuf};

use pactum::fuse::copies::Sketch;
use pactum::model::{Document, Metadata};
use pactum::pack::Pack;
use pactum::pipeline::{build, remove};
use pactum::rdf::BASE;
use pactum::store::Store;

use super::fusion::ask;
use super::{assert_evidence, bytes};

/// The texts of a folder, each with one dateline, so that dates resolve; none if the folder is missing.
fn documents(folder: &str) -> Vec<Document> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let Ok(entries) = std::fs::read_dir(&folder) else {
        println!("{} is missing: nothing tested there", folder.display());
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    let document = |path: PathBuf| {
        let meta = Metadata {
            location: path.file_name()?.to_string_lossy().into_owned(),
            published: Some(jiff::civil::date(2026, 4, 28)),
            ..Metadata::default()
        };
        Some(Document::new(std::fs::read_to_string(&path).ok()?, meta))
    };
    paths.into_iter().filter_map(document).collect()
}

fn pack() -> &'static Pack {
    static PACK: std::sync::OnceLock<Pack> = std::sync::OnceLock::new();
    PACK.get_or_init(Pack::embedded)
}

fn built(documents: Vec<Document>) -> Store {
    let store = Store::in_memory().unwrap();
    build(documents, pack(), &store, BASE, &|_| {}).unwrap();
    store
}

#[test]
fn every_triple_has_its_words_and_a_document_can_be_taken_back() {
    for folder in ["data/articles", "../shared/articles"] {
        let mut all = documents(folder);
        let store = built(all.clone());
        assert_evidence(&store);
        all.reverse();
        assert_eq!(bytes(&built(all.clone())), bytes(&store), "{folder}: another order, the same bytes");
        if let Some(last) = all.pop() {
            remove(&[last.id.to_string()], pack(), &store, BASE).unwrap();
            assert_eq!(bytes(&built(all)), bytes(&store), "{folder}: as if it had never been there");
        }
    }
}

#[test]
fn known_entities_bring_their_identifiers() {
    let text = "Microsoft agreed to invest $5 billion in Anthropic, the companies said on Tuesday.";
    let store = built(vec![Document::new(text.into(), Metadata::default())]);
    let lines = bytes(&store);
    assert!(
        lines.contains("<http://www.w3.org/2002/07/owl#sameAs> <http://www.wikidata.org/entity/Q2283>"),
        "{lines}"
    );
}

#[cfg(feature = "disk")]
#[test]
fn another_pack_reads_what_is_there_anew() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(&dir.path().join("store")).unwrap();
    let text = "Satya Nadella, the chief executive of Microsoft, said Microsoft would invest $5 billion in Anthropic.";
    let document = Document::new(text.into(), Metadata::default());
    build(vec![document.clone()], pack(), &store, BASE, &|_| {}).unwrap();
    let again = build(vec![document.clone()], pack(), &store, BASE, &|_| {}).unwrap();
    assert_eq!((again.added, again.unchanged, again.reread), (0, 1, 0));

    let gazetteers = dir.path().join("pack/data/gazetteers");
    std::fs::create_dir_all(&gazetteers).unwrap();
    let columns = "id\tclass\tname\taliases\tambiguous\twikidata\tidentifiers\towner\tdescriptors\n";
    std::fs::write(gazetteers.join("people.tsv"), columns).unwrap();
    let files = pactum::pack::Files::embedded().overlay(&dir.path().join("pack")).unwrap();
    let other = Pack::load(files).unwrap();
    let summary = build(Vec::new(), &other, &store, BASE, &|_| {}).unwrap();
    assert_eq!((summary.added, summary.reread), (0, 1));
    let fresh = Store::in_memory().unwrap();
    build(vec![document], &other, &fresh, BASE, &|_| {}).unwrap();
    assert_eq!(bytes(&fresh), bytes(&store), "as if the pack had always been this one");
}

/// What is printed of the text of an example article, without its header.
fn printed(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/articles").join(file);
    let text = std::fs::read_to_string(path).unwrap();
    text.splitn(3, "---\n").last().unwrap().trim().to_owned()
}

fn published_by(publisher: &str, text: &str) -> Document {
    let meta = Metadata {
        location: publisher.to_owned(),
        publisher: Some(publisher.to_owned()),
        published: Some(jiff::civil::date(2026, 2, 27)),
        ..Metadata::default()
    };
    Document::new(text.to_owned(), meta)
}

/// How many independent publishers tell of the investment.
fn voices(documents: Vec<Document>) -> String {
    let query = "SELECT ?n { GRAPH graph:fusion { ?s rdf:subject <https://w3id.org/pactum/id/investment/amazon-openai> ;
        rdf:predicate rdf:type ; pact:support ?n } }";
    ask(&built(documents), query).concat()
}

#[test]
fn a_wire_story_that_papers_shorten_and_dress_up_counts_once() {
    let wire = printed("2026-02-27-amazon-invests.md");
    let (short, _) = wire.rsplit_once("\n\n").unwrap();
    let dressed = format!(
        "Amazon bets big on OpenAI\n\n(Newswire) {short}\n\nShares of the company rose. More on this story as it \
         develops. Additional reporting by our own staff."
    );
    let retyped = wire.replace('"', "\u{201d}").replace('\n', " ").to_uppercase();
    let copies = vec![
        published_by("Harbor Ledger", &wire),
        published_by("Evening Star", short),
        published_by("Morning Gazette", &dressed),
    ];
    assert_eq!(voices(copies.clone()), "1");
    let resemblance = Sketch::of(&wire).resemblance(&Sketch::of(&retyped));
    assert!(resemblance > 0.99, "line breaks, quotation marks and capitals are no difference: {resemblance}");

    let own_words = published_by("Cloud Courier", &printed("2026-05-04-two-months-of-tension.txt"));
    assert_eq!(
        voices(copies.into_iter().chain([own_words]).collect()),
        "2",
        "who has words of their own counts"
    );
}

#[test]
fn articles_on_one_deal_in_their_own_words_are_no_copies() {
    let mut most: f64 = 0.0;
    for folder in ["data/articles", "../shared/articles", "../shared/deals-dev/texts/02-cisco-acacia"] {
        let sketches: Vec<Sketch> =
            documents(folder).iter().map(|document| Sketch::of(&document.text)).collect();
        for (at, one) in sketches.iter().enumerate() {
            most = sketches[at + 1..].iter().map(|other| one.resemblance(other)).fold(most, f64::max);
        }
    }
    println!("the most that two articles share: {most:.2} of their shingles");
    assert!(most < 0.3, "{most}");
}
