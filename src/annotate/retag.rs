//! Tags that the words around make certain, whatever the tagger took them for: nouns and infinitives. Finite verbs are another
//! matter ([`super::finite`]).

use super::parse::{Parser, Tagged};
use crate::model::{Upos, lower};
use crate::pack::FrameRules;

/// Gives such words their tags. `named` says which words stand for names.
pub(super) fn put_right(
    parser: &Parser,
    tagged: &mut Tagged,
    words: &[&str],
    named: &[bool],
    frames: &FrameRules,
) {
    let tags: Vec<&str> = parser.tags(tagged).map(|(_, xpos)| xpos).collect();
    for at in (1..words.len()).filter(|&at| !named[at]) {
        if is_noun(&tags, at) && !parser.is_known(words[at]) {
            parser.retag(tagged, at, |_| Some((Upos::Noun, "NN")));
        } else if is_infinitive(&tags, at, words, named, frames) {
            parser.retag(tagged, at, |_| Some((Upos::Verb, "VB")));
            tagged.lemmas[at] = lower(words[at]).into_owned();
        }
    }
}

/// "Lumen's *antibody*": behind an article or an owner, and before what no adjective stands before, there is only a noun. Words that
/// the treebanks do not have pass for adjectives by their ending.
fn is_noun(tags: &[&str], at: usize) -> bool {
    let next = tags.get(at + 1).copied().unwrap_or(".");
    let opened = matches!(tags[at - 1], "POS" | "PRP$" | "DT");
    let closed = matches!(next, "." | ":" | "IN" | "TO" | "VBZ" | "VBD" | "VBP" | "MD" | "WDT" | "WP");
    tags[at] == "JJ" && opened && closed
}

/// "to *own* 60%", "helped to *found* Lumen": what is the plain form of a verb that evokes something, between "to" and an object.
fn is_infinitive(tags: &[&str], at: usize, words: &[&str], named: &[bool], frames: &FrameRules) -> bool {
    let object =
        named.get(at + 1) == Some(&true) || matches!(tags.get(at + 1), Some(&("CD" | "DT" | "PRP$" | "$")));
    let evokes = || frames.evoked_by(&lower(words[at])).any(|(_, head)| !head.verbs.is_empty());
    matches!(tags[at], "JJ" | "VBN" | "VBD") && words[at - 1] == "to" && object && evokes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::Pack;

    fn tags(sentence: &str) -> Vec<&'static str> {
        let (parser, pack) = (Parser::embedded(), Pack::embedded());
        let words: Vec<&str> = sentence.split(' ').collect();
        let mut tagged = parser.tag(&words, &|_| false);
        put_right(parser, &mut tagged, &words, &vec![false; words.len()], &pack.frames);
        parser.tags(&tagged).map(|(_, xpos)| xpos).collect()
    }

    #[test]
    fn an_unknown_word_behind_an_owner_is_a_noun() {
        assert_eq!(tags("She sold the firm 's antibody .")[5], "NN");
        assert_eq!(tags("She sold the firm 's biggest asset .")[5], "JJS");
    }

    #[test]
    fn between_to_and_an_object_stands_a_verb() {
        assert_eq!(tags("He is to own 60 % of it .")[3], "VB");
        assert_eq!(tags("He was left to his own devices .")[5], "JJ");
    }
}
