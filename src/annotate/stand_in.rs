//! Parsing around names: a name that the treebanks never saw must not derail the tagger, nor one of five words the parser.
//! Each name is parsed as one word that stands in for it, and given its own words back in the tree.

use super::parse::Parser;
use crate::model::{Mention, MentionKind, Node, Rel, Sentence, Tree, Upos};
use crate::pack::Pack;

/// For each sentence its tree; none for those in which nothing is named, since no frame could be found there.
pub(super) fn trees(
    text: &str,
    sentences: &[Sentence],
    mentions: &[Mention],
    pack: &Pack,
) -> Vec<Option<Tree>> {
    let parser = Parser::embedded();
    let mut next = 0;
    let tree = |(ix, sentence): (usize, &Sentence)| {
        let first = next + mentions[next..].partition_point(|mention| mention.sentence < ix);
        next = first + mentions[first..].partition_point(|mention| mention.sentence == ix);
        let here = &mentions[first..next];
        (!here.is_empty()).then(|| parse(parser, text, sentence, here, pack))
    };
    sentences.iter().enumerate().map(tree).collect()
}

fn parse(parser: &Parser, text: &str, sentence: &Sentence, mentions: &[Mention], pack: &Pack) -> Tree {
    let stand_ins = &pack.lexicon.grammar.stand_in;
    let words: Vec<&str> = sentence.tokens.iter().map(|token| token.span.of(text)).collect();
    let mut short: Vec<&str> = Vec::with_capacity(words.len());
    // For each word of the sentence, the short sentence's word that it is, or is part of.
    let mut place = Vec::with_capacity(words.len());
    let mut names = mentions.iter().filter(|mention| mention.kind == MentionKind::Name).peekable();
    let mut at = 0;
    while at < words.len() {
        while names.next_if(|name| name.tokens.start < at).is_some() {}
        let name = names.next_if(|name| name.tokens.start == at);
        let known = name.and_then(|name| {
            let stand_in = stand_ins.iter().find(|(class, _)| pack.ontology.is_a(&name.class, class))?;
            Some((name.tokens.end, stand_in.1.as_str()))
        });
        let (end, word) = known.unwrap_or((at + 1, words[at]));
        place.resize(end.min(words.len()), short.len());
        short.push(word);
        at = end;
    }
    give_back(&parser.parse_words(&short), &words, &place)
}

/// The tree of the whole sentence: of several words of one name the last is the head, the others hang on it.
fn give_back(short: &Tree, words: &[&str], place: &[usize]) -> Tree {
    let last = |short: usize| place.partition_point(|&at| at <= short) - 1;
    let node = |(at, word): (usize, &&str)| {
        let whole = &short.nodes[place[at]];
        let end = last(place[at]);
        let stands_in = end > 0 && place[end - 1] == place[at];
        if at < end {
            return Node {
                upos: Upos::Propn,
                xpos: "NNP",
                lemma: (*word).to_owned(),
                head: Some(end),
                rel: Rel("compound"),
            };
        }
        let lemma = if stands_in { (*word).to_owned() } else { whole.lemma.clone() };
        Node { lemma, head: whole.head.map(last), ..whole.clone() }
    };
    Tree { nodes: words.iter().enumerate().map(node).collect() }
}
