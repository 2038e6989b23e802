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
    insta::assert_snapshot!(told.join("\n"), @r"
    2019-07-09 | Fibre & Field | Cisco agrees to buy Acacia for $2.6 billion
    2019-07-22 | Harbor Ledger | Microsoft puts $1 billion into OpenAI
    2021-01-14 | Harbor Ledger | Cisco and Acacia settle on a higher price
    2021-03-01 | ? | Cisco closes its purchase of Acacia
    2022-10-14 | The Aisle Report | Kroger and Albertsons agree to merge
    2024-12-11 | Harbor Ledger | Albertsons ends merger and sues Kroger
    2024-12-12 | The Aisle Report | Kroger says Albertsons has no right to a fee
    2025-10-28 | Northgate Business Review | Microsoft to hold 27% of OpenAI after restructuring
    2026-02-27 | Harbor Ledger | Amazon to invest up to $50 billion in OpenAI
    2026-04-27 | The Cloud Courier | OpenAI and Microsoft rewrite their partnership
    2026-04-28 | Datacenter Daily | OpenAI's models arrive on Amazon Bedrock
    2026-04-29 | Northgate Business Review | What Microsoft keeps and what it gives up
    2026-05-04 | ? | How Amazon's billions loosened Microsoft's grip
    2025-05-20 | Trial & Term | Pfizer licenses a cancer antibody from 3SBio
    2025-07-25 | Northgate Business Review | Pfizer closes license deal with 3SBio
    2024-03-05 | Dockside Wire | Corvane to supply batteries for Halden's ferries (an invented deal)
    2025-09-16 | Fibre & Field | Corvane loses exclusivity at Halden (an invented deal)
    ");
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
    let told: Vec<String> =
        read::inputs(&[folder.path().to_owned(), at("missing.txt"), PathBuf::from("https://a.example")])
            .map(|outcome| outcome.map_or_else(|problem| problem.to_string(), |document| document.text))
            .map(|told| told.replace(&base, ""))
            .collect();
    insta::assert_snapshot!(told.join("\n"), @r#"
    binary.txt: the file is not text: it has zero bytes (UTF-16 needs its byte order mark)
    damaged.txt: line 1, column 17: the byte 0xff is not UTF-8, the rest is (the file is damaged: get it again)
    empty.md: the file is empty
    Lumen bought Brightwater.
    large.txt: the file is too large: 100 MB or more (split it into one file an article)
    sheet.csv: files that end in .csv are not read (known endings: .txt, .text, .md, .markdown, .html, .htm, .xhtml, .jsonl, .ndjson; for text of another name: pactum build - < FILE)
    Lumen grew.
    wrong.jsonl:2:7: EOF while parsing an object (a line is {"text": "…", "title": …, "published": …})
    missing.txt: there is no such file or folder
    https://a.example: web addresses are not read (save the page and give the file)
    "#);
}
