//! How fast text becomes claims on one core, without the store: `cargo bench --bench speed [FILE|FOLDER]…`; without arguments
//! the example articles. Prints the best of three runs, in all and without the claims, in processor time where the system
//! tells it (Linux), so that what else runs on the machine counts less.
//!
//! In the same run the peer: spaCy's tagger, parser and entity ruler over the same text (`benches/peers/spacy_speed.py`), if
//! `PACTUM_PYTHON` names a Python that has spaCy and `PACTUM_SPACY` the pipeline that `benches/peers/train_spacy.py` made.

use std::path::PathBuf;
use std::process::Command;
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
    let documents: Vec<Document> = read::inputs(&paths).filter_map(Result::ok).collect();
    let bytes: usize = documents.iter().map(|document| document.text.len()).sum();
    let debug = if cfg!(debug_assertions) { " (not optimised: run it with `cargo bench`)" } else { "" };
    println!("{} documents, {bytes} bytes{debug}", documents.len());
    ours(&documents, bytes);
    peer(&documents, bytes);
}

fn ours(documents: &[Document], bytes: usize) {
    let pack = Pack::embedded();
    let mut best = (Duration::MAX, Duration::MAX);
    let (mut trees, mut sentences, mut claims) = (0, 0, 0);
    for _ in 0..RUNS {
        (trees, sentences, claims) = (0, 0, 0);
        let start = now();
        let annotated: Vec<_> = documents.iter().map(|document| annotate(document.clone(), &pack)).collect();
        let seen = now().saturating_sub(start);
        for annotated in &annotated {
            let frames = relate::relate(annotated, &pack);
            claims += relate::claims(annotated, &frames, &pack).len();
            sentences += annotated.sentences.len();
            trees += annotated.trees.iter().flatten().count();
        }
        best = (best.0.min(now().saturating_sub(start)), best.1.min(seen));
    }
    println!("pactum: {sentences} sentences, {trees} parsed, {claims} claims");
    println!(
        "pactum: text to claims {:.2} MB/s; text to mentions and trees {:.2} MB/s",
        rate(bytes, best.0),
        rate(bytes, best.1)
    );
}

fn peer(documents: &[Document], bytes: usize) {
    let (Some(python), Some(pipeline)) =
        (std::env::var_os("PACTUM_PYTHON"), std::env::var_os("PACTUM_SPACY"))
    else {
        println!("spaCy: skipped, PACTUM_PYTHON and PACTUM_SPACY are not both set");
        return;
    };
    let dir = tempfile::tempdir().expect("a folder");
    for (ix, document) in documents.iter().enumerate() {
        std::fs::write(dir.path().join(format!("{ix:06}.txt")), &document.text).expect("a file");
    }
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/peers/spacy_speed.py");
    let told = Command::new(python).arg(script).arg(pipeline).arg(dir.path()).output();
    match told {
        Ok(told) if told.status.success() => {
            let seconds: f64 = String::from_utf8_lossy(&told.stdout).trim().parse().expect("seconds");
            println!(
                "spaCy: tagger, parser and entity ruler {:.3} MB/s",
                rate(bytes, Duration::from_secs_f64(seconds))
            );
        }
        Ok(told) => println!("spaCy: skipped: {}", String::from_utf8_lossy(&told.stderr).trim_end()),
        Err(error) => println!("spaCy: skipped: {error}"),
    }
}

/// Millions of bytes a second.
fn rate(bytes: usize, time: Duration) -> f64 {
    bytes as f64 / 1e6 / time.as_secs_f64()
}

/// The processor time of this thread where Linux tells it, else the time of day, from some moment on.
fn now() -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| Instant::now().duration_since(*START), Duration::from_nanos)
}

static START: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
