//! Parsing around names: a name that the treebanks never saw must not derail the tagger, nor one of five words the parser.
//! Each name is parsed as one word that stands in for it, and given its own words back in the tree.

use super::parse::Parser;
use crate::model::{Mention, MentionKind, Node, Rel, Sentence, Tree, Upos, Value};
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
    let mut names = mentions.iter().filter(|mention| stands_apart(sentence, text, mention)).peekable();
    let mut named = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        while names.next_if(|name| name.tokens.start < at).is_some() {}
        let name = names.next_if(|name| name.tokens.start == at);
        let known = name.and_then(|name| {
            let stand_in = stand_ins.iter().find(|(class, _)| pack.ontology.is_a(&name.class, class))?;
            Some((name.tokens.end, stand_in.1.as_str()))
        });
        let hyphenated = || is_modifier(sentence, &words, at, pack).then_some((at + 3, "new"));
        let (end, word) = known.or_else(hyphenated).unwrap_or((at + 1, words[at]));
        place.resize(end.min(words.len()), short.len());
        short.push(word);
        named.push(known.is_some_and(|_| name.is_some_and(|name| name.kind == MentionKind::Name)));
        at = end;
    }
    give_back(&parser.parse_words(&short, &|at| named[at]), &words, &place)
}

/// Names and values are parsed as one word; but for values that bring their own preposition ("through 2032").
fn stands_apart(sentence: &Sentence, text: &str, mention: &Mention) -> bool {
    let first = sentence.tokens[mention.tokens.start].span.of(text);
    match mention.kind {
        MentionKind::Name => true,
        MentionKind::Value => {
            let written = |c: char| c.is_uppercase() || c.is_ascii_digit();
            matches!(mention.value, Some(Value::Money(_))) || first.starts_with(written)
        }
        MentionKind::Nominal | MentionKind::Pronoun => false,
    }
}

/// Whether "US", "-", "based" stand at `at`, written together and before another word: it is parsed as an adjective.
fn is_modifier(sentence: &Sentence, words: &[&str], at: usize, pack: &Pack) -> bool {
    let [first, "-", last, next, ..] = words[at..] else { return false };
    let joined = |left: usize| sentence.tokens[left].span.end == sentence.tokens[left + 1].span.start;
    joined(at)
        && joined(at + 1)
        && first.chars().all(char::is_alphanumeric)
        && next.chars().all(char::is_alphanumeric)
        && pack.lexicon.grammar.hyphenated.contains(&last.to_lowercase())
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
