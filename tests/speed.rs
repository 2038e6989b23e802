//! What makes reading fast must not change what is read.

use std::fs;
use std::path::Path;

use pactum::annotate::{annotate, annotate_fully};
use pactum::model::{Annotated, Document, Metadata};
use pactum::pack::Pack;
use pactum::relate::{claims, relate};

#[test]
fn sentences_that_get_no_tree_tell_nothing() {
    let pack = Pack::embedded();
    let examples: String = pack
        .frames
        .rules
        .iter()
        .flat_map(|rule| &rule.examples)
        .map(|example| example.text.get_ref().clone() + "\n\n")
        .collect();
    let mut texts = vec![examples];
    let articles = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/articles");
    let mut paths: Vec<_> = fs::read_dir(articles).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    texts.extend(paths.iter().map(|path| fs::read_to_string(path).unwrap()));
    let (mut left_out, mut all) = (0, 0);
    for text in texts {
        let document = || Document::new(text.clone(), Metadata::default());
        let (fast, full) = (annotate(document(), &pack), annotate_fully(document(), &pack));
        let (found, expected) = (told(&fast, &pack), told(&full, &pack));
        assert_eq!(found, expected, "{text}");
        all += expected.len();
        left_out += trees(&full) - trees(&fast);
    }
    assert!(all > 4000, "{all}");
    assert!(left_out > 40, "{left_out}");
}

/// The claims of a document, each as one text.
fn told(annotated: &Annotated, pack: &Pack) -> Vec<String> {
    claims(annotated, &relate(annotated, pack), pack).iter().map(|claim| format!("{claim:?}")).collect()
}

fn trees(annotated: &Annotated) -> usize {
    annotated.trees.iter().flatten().count()
}
