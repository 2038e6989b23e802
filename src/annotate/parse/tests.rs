use std::fmt::Write;

use proptest::prelude::*;

use super::*;
use crate::annotate::segment::segment;
use crate::pack::Files;
use crate::pack::lexicon::Segmentation;

/// The trees of `text`, a token a line: number, word, lemma, tags, head, relation.
fn trees(text: &str) -> String {
    let words = Segmentation::load(&Files::embedded()).unwrap();
    let mut out = String::new();
    for sentence in segment(text, &words) {
        let tree = Parser::embedded().parse(text, &sentence);
        writeln!(out, "# {}", sentence.span.of(text)).unwrap();
        for (at, (node, token)) in tree.nodes.iter().zip(&sentence.tokens).enumerate() {
            let head = node.head.map_or(0, |head| head + 1);
            let (number, word) = (at + 1, token.span.of(text));
            let tags = format!("{} {}", node.upos.as_str(), node.xpos);
            writeln!(out, "{number:>2} {word:<14} {:<14} {tags:<10} {head:>2} {}", node.lemma, node.rel.0)
                .unwrap();
        }
        out.push('\n');
    }
    out
}

/// Whether in the tree of `text` there is a word with this lemma that has this relation to that head.
#[track_caller]
fn says(text: &str, expected: &[(&str, &str, &str)]) {
    let words = Segmentation::load(&Files::embedded()).unwrap();
    let sentences = segment(text, &words);
    let tree = Parser::embedded().parse(text, &sentences[0]);
    for &(word, rel, head) in expected {
        let found = tree.nodes.iter().any(|node| {
            let above = node.head.map_or("", |head| tree.nodes[head].lemma.as_str());
            node.lemma == word && node.rel.0 == rel && above == head
        });
        assert!(found, "no {rel}({head}, {word}) in\n{}", trees(text));
    }
}

#[test]
fn active_and_passive() {
    says("Lumen acquired Brightwater.", &[("Lumen", "nsubj", "acquire"), ("Brightwater", "obj", "acquire")]);
    says(
        "Kestrel was acquired by Lumen.",
        &[("Kestrel", "nsubj:pass", "acquire"), ("Lumen", "obl:agent", "acquire"), ("acquire", "root", "")],
    );
}

#[test]
fn infinitives_and_money() {
    says(
        "Lumen agreed to invest $2 billion in Brightwater.",
        &[
            ("Lumen", "nsubj", "agree"),
            ("invest", "xcomp", "agree"),
            ("$", "obj", "invest"),
            ("Brightwater", "obl", "invest"),
        ],
    );
}

#[test]
fn reported_speech_and_possessors() {
    says(
        "Lumen said it would buy Orbis's stake.",
        &[
            ("Lumen", "nsubj", "say"),
            ("buy", "ccomp", "say"),
            ("Orbis", "nmod:poss", "stake"),
            ("stake", "obj", "buy"),
        ],
    );
}

#[test]
fn names_that_are_known_are_proper_nouns() {
    let words = ["Lumen", "plans", "to", "buy", "Kestrel", "."];
    let tree = Parser::embedded().parse_words(&words, &|at| [0, 4].contains(&at));
    assert_eq!(tree.nodes[0].upos, crate::model::Upos::Propn);
    assert_eq!((tree.nodes[0].rel.0, tree.nodes[0].head), ("nsubj", Some(1)));
}

#[test]
fn trees_of_business_news() {
    insta::assert_snapshot!(trees(include_str!("tests/news.txt")));
}

#[test]
fn the_model_is_small() {
    assert!(MODEL.0.len() <= 10_000_000, "{} bytes", MODEL.0.len());
}

#[test]
fn a_damaged_model_is_told() {
    let problem = Parser::read(&MODEL.0[..MODEL.0.len() - 1]).unwrap_err();
    assert_eq!(problem.message, "the language model is damaged");
    assert!(Parser::read(b"").is_err());
}

proptest! {
    #[test]
    fn each_sentence_gets_one_tree(text in "([A-Za-z]{1,9}[ ,.]{1,2}){0,12}|\\PC{0,60}") {
        let words = Segmentation::load(&Files::embedded()).unwrap();
        for sentence in segment(&text, &words) {
            let tree = Parser::embedded().parse(&text, &sentence);
            prop_assert_eq!(tree.nodes.len(), sentence.tokens.len());
            let roots = tree.nodes.iter().filter(|node| node.head.is_none()).count();
            prop_assert_eq!(roots, usize::from(!tree.nodes.is_empty()));
            for ix in 0..tree.nodes.len() {
                prop_assert!(tree.ancestors(ix).take(tree.nodes.len() + 1).count() <= tree.nodes.len());
            }
        }
    }
}
