//! What one more document costs in a store of N: `cargo bench --bench growth`.
//!
//! Synthetic documents, five to a deal, among companies of which few are in most of the news, as in life. Prints for
//! each N the time for one more document, the median, the mean and the most of several, and how many claims had to be
//! fused for one on average.

use std::time::{Duration, Instant};

use pactum::model::{Claim, Document, Evidence, Metadata, Modality, Object, Qualifier};
use pactum::pack::{Files, Ontology};
use pactum::pipeline::{Extracted, build_with};
use pactum::rdf::{BASE, Mint};
use pactum::store::Store;

const SIZES: [usize; 4] = [10, 100, 1_000, 10_000];
const ONE_MORE: usize = 60;

fn main() {
    let ontology = Ontology::load(&Files::embedded()).expect("the embedded ontology");
    let mint = Mint::new(BASE, &ontology);
    let dir = tempfile::tempdir().expect("a folder");
    let store = Store::open(&dir.path().join("store")).expect("a store");
    let add = |numbers: std::ops::Range<usize>| {
        let start = Instant::now();
        let documents = numbers.map(document).collect();
        let summary = build_with(documents, &extract, &store, mint, &|_| {}).expect("documents are added");
        (start.elapsed(), summary.change.claims)
    };
    println!(
        "{:>7} {:>12} {:>12} {:>12} {:>12} {:>14}",
        "N", "all so far", "median", "mean", "most", "claims fused"
    );
    let (mut size, mut total) = (0, Duration::ZERO);
    for goal in SIZES {
        total += add(size..goal).0;
        let more: Vec<_> = (goal..goal + ONE_MORE).map(|number| add(number..number + 1)).collect();
        size = goal + ONE_MORE;
        let claims: usize = more.iter().map(|(_, claims)| claims).sum();
        let mut times: Vec<f64> = more.iter().map(|(time, _)| time.as_secs_f64() * 1e3).collect();
        times.sort_by(f64::total_cmp);
        println!(
            "{goal:>7} {:>10.1} s {:>9.1} ms {:>9.1} ms {:>9.1} ms {:>14.1}",
            total.as_secs_f64(),
            times[ONE_MORE / 2],
            times.iter().sum::<f64>() / ONE_MORE as f64,
            times[ONE_MORE - 1],
            claims as f64 / ONE_MORE as f64
        );
    }
}

/// Document number `number`: its text is its number, its companies and filler.
fn document(number: usize) -> Document {
    let words: Vec<String> = (0..300).map(|at| format!("word{}", mix(number * 1_000 + at) % 5_000)).collect();
    let meta = Metadata {
        location: format!("{number}.txt"),
        publisher: Some(format!("Publisher {}", mix(number) % 40)),
        published: jiff::civil::date(2020, 1, 1)
            .checked_add(jiff::Span::new().days(i64::try_from(number % 2_000).unwrap_or_default()))
            .ok(),
        ..Metadata::default()
    };
    Document::new(format!("{number} {}", words.join(" ")), meta)
}

/// What document `number` claims: an investment of one company in another, with amount and date, and their names.
fn extract(document: &Document) -> Extracted {
    let number: usize =
        document.text.split(' ').next().and_then(|word| word.parse().ok()).unwrap_or_default();
    let deal = number / 5;
    let (investor, investee) = (company(deal * 2), company(deal * 2 + 1));
    let frame = format!("investment/{investor}-{investee}-{deal}");
    let node = |name: &str| format!("company/{name}");
    let money = Object::Money {
        value: ((deal % 90 + 10) * 1_000_000).into(),
        currency: "USD".into(),
        qualifier: if number.is_multiple_of(7) { Qualifier::About } else { Qualifier::Exact },
        to: None,
        per: None,
    };
    let mut claims = vec![
        claim(document, &frame, "rdf:type", Object::Term("pact:Investment".into()), 0),
        claim(document, &frame, "pact:investor", Object::Node(node(&investor)), 1),
        claim(document, &frame, "pact:investee", Object::Node(node(&investee)), 2),
        claim(document, &frame, "pact:amount", money, 3),
    ];
    for (at, name) in [&investor, &investee].into_iter().enumerate() {
        claims.push(claim(document, &node(name), "rdf:type", Object::Term("pact:Company".into()), 4 + at));
        claims.push(claim(document, &node(name), "rdfs:label", Object::Text(name.clone()), 6 + at));
    }
    Extracted { claims, sentences: 20, entities: 2 }
}

fn claim(document: &Document, subject: &str, predicate: &str, object: Object, at: usize) -> Claim {
    Claim {
        subject: subject.to_owned(),
        predicate: predicate.to_owned(),
        object,
        modality: Modality::Asserted,
        attributed_to: None,
        confidence: 0.8,
        evidence: Evidence {
            document: document.id.clone(),
            exact: document.text.chars().skip(at).take(1).collect(),
            start: at,
            end: at + 1,
            sentence_start: 0,
            sentence_end: 20,
            rule: "synthetic".into(),
        },
    }
}

/// One of 500 companies; the first ones are the most frequent.
fn company(draw: usize) -> String {
    let even = (mix(draw) % 1_000_000) as f64 / 1_000_000.0;
    format!("company-{}", (500.0 * even * even * even) as usize)
}

/// The finalizer of `SplitMix64`: chance that is the same each time.
fn mix(number: usize) -> usize {
    let mut z = (number as u64).wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (z ^ (z >> 31)) as usize
}
