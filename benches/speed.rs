//! How fast text becomes claims on one core, without the store: `cargo bench --bench speed [FILE|FOLDER]…`; without arguments
//! the example articles. Prints the best of three runs, in all and without the claims.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use pactum::annotate::annotate;
use pactum::model::Document;
use pactum::pack::Pack;
use pactum::{read, relate};

const RUNS: usize = 3;

fn main() {
    let mut paths: Vec<PathBuf> =
        std::env::args().skip(1).filter(|arg| !arg.starts_with("--")).map(PathBuf::from).collect();
    if paths.is_empty() {
        paths.push(PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/data/articles")));
    }
    let pack = Pack::embedded();
    let documents: Vec<Document> = read::inputs(&paths).filter_map(Result::ok).collect();
    let bytes: usize = documents.iter().map(|document| document.text.len()).sum();
    let mut best = (Duration::MAX, Duration::MAX);
    let (mut trees, mut sentences, mut claims) = (0, 0, 0);
    for _ in 0..RUNS {
        let (mut seen, mut told) = (Duration::ZERO, Duration::ZERO);
        (trees, sentences, claims) = (0, 0, 0);
        for document in &documents {
            let start = Instant::now();
            let annotated = annotate(document.clone(), &pack);
            seen += start.elapsed();
            let frames = relate::relate(&annotated, &pack);
            claims += relate::claims(&annotated, &frames, &pack).len();
            told += start.elapsed();
            sentences += annotated.sentences.len();
            trees += annotated.trees.iter().flatten().count();
        }
        best = (best.0.min(told), best.1.min(seen));
    }
    let rate = |time: Duration| bytes as f64 / 1e6 / time.as_secs_f64();
    println!(
        "{} documents, {bytes} bytes, {sentences} sentences, {trees} parsed, {claims} claims",
        documents.len()
    );
    println!("text to claims {:.2} MB/s; text to mentions and trees {:.2} MB/s", rate(best.0), rate(best.1));
}
