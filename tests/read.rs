//! The example articles as documents, and what is told of inputs that cannot be read.

use std::fs;
use std::path::{Path, PathBuf};

use pactum::model::Document;
use pactum::read;

fn articles() -> Vec<Document> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/articles");
    read::inputs(&[folder]).map(|outcome| outcome.unwrap_or_else(|problem| panic!("{problem}"))).collect()
}

#[test]
fn every_example_article_says_who_published_what_and_when() {
    let articles = articles();
    assert!(articles.len() >= 12, "{} articles", articles.len());
    let told: Vec<String> = articles
        .iter()
        .map(|article| {
            let day = article.meta.published.map(|day| day.to_string()).unwrap_or_default();
            let publisher = article.meta.publisher.as_deref().unwrap_or("?");
            format!("{day} | {publisher} | {}", article.meta.title.as_deref().unwrap_or("?"))
        })
        .collect();
    insta::assert_snapshot!(told.join("\n"), @"");
}

#[test]
fn example_articles_are_words_without_markup() {
    for article in articles() {
        let words = article.text.split_whitespace().count();
        assert!((110..=260).contains(&words), "{}: {words} words", article.meta.location);
        assert!(!article.text.contains(['<', '>', '{', '#']), "{}", article.meta.location);
    }
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("binary.txt"), b"\x7fELF\0\0").unwrap();
    fs::write(at("damaged.txt"), b"Z\xc3\xbcrich und K\xc3\xb6ln \xff").unwrap();
    fs::write(at("empty.md"), "").unwrap();
    fs::write(at("good.txt"), "Lumen bought Brightwater.").unwrap();
    fs::write(at("sheet.csv"), "a,b").unwrap();
    fs::write(at("wrong.jsonl"), "{\"text\": \"Lumen grew.\"}\n{\"text\"\n").unwrap();
    fs::File::create(at("large.txt")).unwrap().set_len(read::TOO_LARGE).unwrap();
    let base = format!("{}/", folder.path().to_string_lossy());
    let told: Vec<String> = read::inputs(&[folder.path().to_owned(), at("missing.txt"), PathBuf::from("https://a.example")])
        .map(|outcome| outcome.map_or_else(|problem| problem.to_string(), |document| document.text))
        .map(|told| told.replace(&base, ""))
        .collect();
    insta::assert_snapshot!(told.join("\n"), @"");
}
