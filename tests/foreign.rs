//! Bytes from outside never panic: each parser gets valid files with a part cut out, doubled or replaced. What comes of
//! them is a result or a diagnostic, and nothing else is asked here.

use std::fs;

use pactum::curate::Ledger;
use pactum::evaluate::gold;
use pactum::link::sssom;
use pactum::model::{Document, Metadata};
use pactum::pack::{Files, Pack};
use pactum::query::syntax::parse;
use pactum::query::{Saved, Source, Vocabulary};
use pactum::read::{Format, documents};
use pactum::relate::{claims, relate};
use proptest::prelude::*;
use proptest::sample::Index;

/// What is put into a valid file in place of a stretch of it.
const ODD: &str =
    "(\\PC{0,6}|[\\[\\]{}<>\"'#@?;:.,=\\\\\n\t\r]{1,4}|\u{0}|\u{feff}|\u{202e}|9{1,30}|-?[0-9]{1,3})";

/// `text` with the stretch between two places replaced by `odd`.
fn damaged(text: &str, from: Index, until: Index, odd: &str) -> String {
    let place = |index: Index| {
        let at = index.index(text.len() + 1);
        (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
    };
    let (from, far) = (place(from), place(until));
    let until = far.clamp(from, text.len()).min(from + 40);
    let until = (from..=until).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(from);
    format!("{}{odd}{}", &text[..from], &text[until..])
}

/// The files of the default pack that a user's pack may bring, by path.
fn pack_files() -> Vec<(String, String)> {
    let files = Files::embedded();
    let folders = [
        ("ontology", "ttl"),
        ("data/gazetteers", "tsv"),
        ("data/lexicon", "toml"),
        ("data/frames", "toml"),
        ("queries", "rq"),
    ];
    folders
        .iter()
        .flat_map(|(folder, extension)| files.below(folder, extension))
        .map(|(path, file)| (path.to_owned(), file.text.clone()))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_pack_is_told(which: Index, from: Index, until: Index, odd in ODD) {
        let files = pack_files();
        let (path, text) = which.get(&files);
        let damaged = damaged(text, from, until, &odd);
        if let Err(problems) = Pack::load(Files::embedded().with(path, &damaged)) {
            prop_assert!(!problems.is_empty());
            prop_assert!(problems.iter().all(|problem| !problem.message.is_empty()));
        }
    }
}

proptest! {
    #[test]
    fn a_damaged_query_is_told(which: Index, from: Index, until: Index, odd in ODD) {
        let queries: Vec<_> = pack_files().into_iter().filter(|(path, _)| path.starts_with("queries/")).collect();
        let (path, text) = which.get(&queries);
        let text = damaged(text, from, until, &odd);
        let words = Vocabulary::of(&Files::embedded());
        let source = Source { name: path, text: &text };
        let _ = parse(source, &words);
        let _ = Saved::read("damaged", source, &words);
    }

    #[test]
    fn damaged_decisions_are_told(from: Index, until: Index, odd in ODD) {
        let text = "[[decision]]\ndo = \"reject\"\nsubject = \"investment/a-b\"\npredicate = \"amount\"\n\
                    object = \"USD 1,000,000\"\nwhy = \"the first round\"\n\n[[decision]]\ndo = \"merge\"\n\
                    subject = \"company/a\"\nother = \"company/b\"\ndate = 2026-05-01\n";
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("decisions.toml");
        fs::write(&file, damaged(text, from, until, &odd)).unwrap();
        let _ = Ledger::load(&file);
    }

    #[test]
    fn a_damaged_sssom_table_is_told(from: Index, until: Index, odd in ODD) {
        let text = "# curie_map:\n#   wd: http://www.wikidata.org/entity/\n\
                    subject_id\tpredicate_id\tobject_id\tmapping_justification\tconfidence\n\
                    company:a\towl:sameAs\twd:Q1\tsemapv:ManualMappingCuration\t1.0\n";
        let _ = sssom::read(&damaged(text, from, until, &odd), "links.tsv", &Vocabulary::of(&Files::embedded()));
    }

    #[test]
    fn a_damaged_gold_set_is_told(from: Index, until: Index, odd in ODD) {
        let text = r#"{"facts": [{"kind": "investment", "args": {"investor": "A", "amount": {"value": 5}},
                      "level": "core", "evidence": "A invested."}]}"#;
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("one.json"), damaged(text, from, until, &odd)).unwrap();
        fs::write(folder.path().join("one.txt"), "A invested.").unwrap();
        let _ = gold::documents(folder.path(), None);
    }

    #[test]
    fn a_damaged_article_is_read_or_told(which: Index, from: Index, until: Index, odd in ODD) {
        let articles: Vec<_> = fs::read_dir("data/articles").unwrap().map(|file| file.unwrap().path()).collect();
        let mut articles: Vec<_> =
            articles.into_iter().filter_map(|path| Some((Format::of_name(&path)?, path))).collect();
        articles.sort_by(|a, b| a.1.cmp(&b.1));
        let (format, path) = which.get(&articles);
        let text = damaged(&fs::read_to_string(path).unwrap(), from, until, &odd);
        prop_assert!(!documents(text.as_bytes(), *format, "article").is_empty());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// And whatever is said in a damaged article stands in it.
    #[test]
    fn claims_of_a_damaged_article_are_its_own_words(from: Index, until: Index, odd in ODD) {
        let pack = Pack::embedded();
        let text = "Norvik Energy Inc. (NYSE: NVK) said on May 4, 2026, that it would invest up to $2 billion in \
                    Brightwater Ltd. by 2030. “It is a start,” said Dana Reyes, its chief executive. The companies \
                    amended their agreement, under which Brightwater pays Norvik 20% of its revenue through 2032.";
        let document = Document::new(damaged(text, from, until, &odd), Metadata::default());
        let annotated = pactum::annotate::annotate(document, &pack);
        let words: Vec<char> = annotated.document.text.chars().collect();
        for claim in claims(&annotated, &relate(&annotated, &pack), &pack) {
            let evidence = &claim.evidence;
            let said: String = words[evidence.start..evidence.end].iter().collect();
            prop_assert_eq!(&said, &evidence.exact);
        }
    }
}
