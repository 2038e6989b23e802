//! Parsing around names: a name that the treebanks never saw must not derail the tagger, nor one of five words the parser.
//! Each name is parsed as one word that stands in for it, and given its own words back in the tree.

mod left_out;
mod reworded;

use std::collections::BTreeMap;

use super::introduction::{Kin, introduced, kin};
use crate::model::{Mention, MentionKind, Node, Rel, Sentence, Tree, Upos, Value, is_lower_of, lower};
use crate::pack::Pack;
use left_out::left_out;
pub(super) use reworded::is_modifier;
use reworded::{better_known, one_word, owned};

/// The words of a sentence with one word for each of its names and terms.
pub(super) fn shorten<'t>(
    words: &[&'t str],
    text: &str,
    sentence: &Sentence,
    mentions: &[Mention],
    pack: &'t Pack,
) -> Short<'t> {
    let mut short = Short::default();
    let mut names = mentions.iter().filter(|mention| stands_apart(sentence, text, mention)).peekable();
    let mut at = 0;
    while at < words.len() {
        while names.next_if(|name| name.tokens.start < at).is_some() {}
        if let Some(end) = left_out(words, at, mentions, pack) {
            at = short.leave_out(end);
            continue;
        }
        if let Some(noun) = owned(words, at, mentions, pack) {
            at = short.push(words[noun], noun + 1, false);
            continue;
        }
        if let Some((word, end)) = better_known(words, at, mentions, pack) {
            short.lemmas.insert(short.words.len(), words[end - 1].to_lowercase());
            at = short.push(word, end, false);
            continue;
        }
        let related = kin(sentence, words, at, mentions, pack);
        if let Some((related, word)) = related.and_then(|(kin, name)| Some((kin, stand_in(name, pack)?))) {
            at = short.push(word, related.end, true);
            short.kin.push(related);
            continue;
        }
        if let Some((name, word)) = introduced(sentence, words, at, mentions, pack)
            .and_then(|name| Some((name, stand_in(name, pack)?)))
        {
            at = short.push(word, name.tokens.end, true);
            continue;
        }
        if let Some((word, end)) = one_word(sentence, words, at, mentions, pack) {
            at = short.push(word, end, false);
            continue;
        }
        let name = names.next_if(|name| name.tokens.start == at);
        at = take(&mut short, words, at, name, pack);
    }
    short
}

/// The sentence as it is parsed.
#[derive(Default)]
pub(super) struct Short<'t> {
    pub(super) words: Vec<&'t str>,
    /// Whether each of its words stands for a name.
    pub(super) named: Vec<bool>,
    /// For each word of the whole sentence, the word here that it is, or is part of; none if left out.
    place: Vec<Option<usize>>,
    /// The dictionary forms of those of its words that stand for a term.
    lemmas: BTreeMap<usize, String>,
    /// Names that are parsed with what they are to somebody.
    kin: Vec<Kin>,
}

impl<'t> Short<'t> {
    /// One word for all up to `end`; gives `end`.
    fn push(&mut self, word: &'t str, end: usize, named: bool) -> usize {
        self.place.resize(end, Some(self.words.len()));
        self.words.push(word);
        self.named.push(named);
        end
    }

    /// The words of the sentence that others stand for, and the dictionary forms of its terms.
    pub(super) fn hidden<'s>(&'s self, words: &[&'s str]) -> Vec<&'s str> {
        let alone = |own: usize| self.place.iter().filter(|place| **place == Some(own)).take(2).count() < 2;
        let stands_in = |at: &usize| self.place[*at].is_some_and(|own| self.named[own] || !alone(own));
        let replaced = (0..words.len()).filter(stands_in).map(|at| words[at]);
        let related = self.kin.iter().map(|kin| kin.lemma.as_str());
        replaced.chain(self.lemmas.values().map(String::as_str)).chain(related).collect()
    }

    fn leave_out(&mut self, end: usize) -> usize {
        self.place.resize(end, None);
        end
    }
}

/// The tree of the whole sentence: of several words of one name the last is the head, the others hang on it; what was
/// left out hangs on the word before.
pub(super) fn give_back(tree: &Tree, words: &[&str], short: &Short) -> Tree {
    let place = &short.place;
    let mut last = vec![0; tree.nodes.len()];
    for (at, place) in place.iter().enumerate() {
        if let Some(place) = place {
            last[*place] = at;
        }
    }
    let hung = |word: &str, upos: Upos, xpos: &'static str, head: usize, rel: &'static str| Node {
        upos,
        xpos,
        lemma: word.to_owned(),
        head: Some(head),
        rel: Rel(rel),
    };
    let node = |(at, word): (usize, &&str)| {
        let Some(own) = place[at] else {
            let before = place[..at].iter().rposition(Option::is_some).unwrap_or_default();
            return hung(word, Upos::X, "FW", before, "dep");
        };
        if at < last[own] {
            return hung(word, Upos::Propn, "NNP", last[own], "compound");
        }
        let whole = &tree.nodes[own];
        let alone = at == 0 || place[at - 1] != place[at];
        let written = (alone || short.words[own] == *word) && whole.upos != Upos::Propn;
        let term = short.lemmas.get(&own).cloned();
        let lemma = term.unwrap_or_else(|| if written { whole.lemma.clone() } else { (*word).to_owned() });
        Node { lemma, head: whole.head.map(|head| last[head]), ..whole.clone() }
    };
    let mut nodes: Vec<Node> = words.iter().enumerate().map(node).collect();
    for Kin { owner, noun, lemma, tied, end } in &short.kin {
        let (upos, xpos, rel) =
            if *tied { (Upos::Verb, "VBN", "acl") } else { (Upos::Noun, "NN", "compound") };
        nodes[*noun] = hung(lemma, upos, xpos, end - 1, rel);
        for at in owner.clone() {
            let last = at + 1 == owner.end;
            let whose = if *tied { "obl:agent" } else { "nmod:poss" };
            let (head, rel) = if last { (*noun, whose) } else { (owner.end - 1, "compound") };
            nodes[at] = hung(words[at], Upos::Propn, "NNP", head, rel);
        }
    }
    Tree { nodes }
}

/// The word that stands in for `mention`.
pub(super) fn stand_in<'p>(mention: &Mention, pack: &'p Pack) -> Option<&'p str> {
    let class = mention.class.as_str();
    let fits = |known: &str| known == class || (!class.is_empty() && pack.ontology.is_a(class, known));
    let stand_ins = &pack.lexicon.grammar.stand_in;
    stand_ins.iter().find(|(known, _)| fits(known)).map(|(_, word)| word.as_str())
}

/// Takes what stands at `at` as it is, or one word for `name`, which starts there, or for a term; gives where that ends.
fn take<'t>(
    short: &mut Short<'t>,
    words: &[&'t str],
    at: usize,
    name: Option<&Mention>,
    pack: &'t Pack,
) -> usize {
    let known = name.and_then(|name| Some((name, stand_in(name, pack)?))).filter(is_needed);
    match known {
        None if let Some((end, lemma)) = phrase(words, at, pack) => {
            short.lemmas.insert(short.words.len(), lemma);
            short.push("fee", end, false)
        }
        Some((name, _)) if is_contract(words, name, pack) => {
            short.lemmas.insert(short.words.len(), words[name.tokens.end - 1].to_lowercase());
            short.push("contract", name.tokens.end, false)
        }
        Some((name, _)) if is_kind(words, name, pack) => {
            short.push(words[name.tokens.end], name.tokens.end + 1, false)
        }
        // "Jane Doe and John Roe, *executive chairmen* of Lumen"
        Some((name, _)) if are_several(words, name, pack) => {
            short.push(words[name.tokens.end - 1], name.tokens.end, false)
        }
        Some((name, word)) => {
            let named = name.kind == MentionKind::Name && is_name(word);
            short.push(word, name.tokens.end, named)
        }
        None => short.push(words[at], at + 1, false),
    }
}

/// Whether a noun behind the name of a product says what it is: that noun is parsed for both.
fn is_kind(words: &[&str], name: &Mention, pack: &Pack) -> bool {
    let thing = |word: &&str| pack.lexicon.grammar.introducing.things.contains(&word.to_lowercase());
    let product = &pack.lexicon.names.classes.product;
    name.kind == MentionKind::Name
        && pack.ontology.is_a(&name.class, product)
        && words.get(name.tokens.end).is_some_and(thing)
}

/// Whether a word must stand in: a job title of one word is a word that the treebanks know.
fn is_needed((mention, word): &(&Mention, &str)) -> bool {
    mention.kind != MentionKind::Name || is_name(word) || mention.tokens.len() > 1
}

/// Whether `word` stands in for names: it has a capital.
fn is_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Whether a title is that of several: "executive chairmen", but not "head of operations".
fn are_several(words: &[&str], name: &Mention, pack: &Pack) -> bool {
    let lexicon = &pack.lexicon.names;
    let last = words[name.tokens.end - 1];
    let alone = !words[name.tokens.clone()].iter().any(|word| lexicon.titles.joins.contains(word));
    let plural = last.ends_with("men") || last.ends_with('s') && !last.ends_with("ss");
    name.class == lexicon.classes.title && name.tokens.len() > 1 && alone && plural
}

/// Whether a name is that of a contract: "a new *Power Purchase Agreement* to buy".
fn is_contract(words: &[&str], name: &Mention, pack: &Pack) -> bool {
    let last = words[name.tokens.end - 1].to_lowercase();
    name.class.is_empty()
        && name.tokens.len() > 1
        && pack.lexicon.grammar.takes_infinitive.contains(&last)
        && pack.frames.is_trigger(&last)
}

/// Where a term that evokes frames ("revenue share", "joint venture") ends if it begins at `at`, and its last word's
/// dictionary form: as two words taggers take its parts for verbs.
fn phrase(words: &[&str], at: usize, pack: &Pack) -> Option<(usize, String)> {
    pack.frames.phrases_from(&lower(words[at])).find_map(|phrase| {
        let mut end = at;
        for (ix, part) in phrase.iter().enumerate() {
            if ix > 0 && part != "-" && words.get(end) == Some(&"-") {
                end += 1;
            }
            let word = words.get(end)?;
            let last = ix + 1 == phrase.len();
            let plural = || last && word.strip_suffix(['s', 'S']).is_some_and(|stem| is_lower_of(part, stem));
            if !is_lower_of(part, word) && !plural() {
                return None;
            }
            end += 1;
        }
        Some((end, phrase.last()?.clone()))
    })
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
