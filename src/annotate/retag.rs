//! Tags that the words around make certain, whatever the tagger took them for: nouns, and verbs that pass for adjectives or participles.
//! Verbs that pass for nouns are another matter ([`super::finite`]).

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
    if is_opening_noun(&tags, words, frames) {
        parser.retag(tagged, 0, |_| Some((Upos::Noun, "NN")));
        tagged.lemmas[0] = lower(words[0]).into_owned();
    }
    for at in (1..words.len()).filter(|&at| !named[at]) {
        let noun = is_noun(&tags, at) && !parser.is_known(words[at]);
        // "the former Lumen *executive* who heads Kestrel"
        let told_of = tags[at] == "JJ" && named[at - 1] && words.get(at + 1) == Some(&"who");
        if noun
            || told_of
            || is_trigger_noun(&tags, at, words, named, frames)
            || is_owned_noun(&tags, at, words, frames)
        {
            parser.retag(tagged, at, |_| Some((Upos::Noun, "NN")));
            tagged.lemmas[at] = lower(words[at]).into_owned();
        } else if let Some(tag) = plain_verb(&tags, at, words, named, frames) {
            parser.retag(tagged, at, |_| Some((Upos::Verb, tag)));
            tagged.lemmas[at] = lower(words[at]).into_owned();
        }
    }
}

/// "*Closing* is expected in May": what evokes something as a noun is one if it opens the sentence right before its verb.
fn is_opening_noun(tags: &[&str], words: &[&str], frames: &FrameRules) -> bool {
    let verb = matches!(tags.get(1), Some(&("VBZ" | "VBD" | "MD")));
    tags.first() == Some(&"VBG") && verb && frames.is_trigger(&lower(words[0]))
}

/// "Lumen's *antibody*": behind an article or an owner, and before what no adjective stands before, there is only a noun. Words that
/// the treebanks do not have pass for adjectives by their ending.
fn is_noun(tags: &[&str], at: usize) -> bool {
    let next = tags.get(at + 1).copied().unwrap_or(".");
    let opened = matches!(tags[at - 1], "POS" | "PRP$" | "DT");
    let closed = matches!(next, "." | ":" | "IN" | "TO" | "VBZ" | "VBD" | "VBP" | "MD" | "WDT" | "WP");
    tags[at] == "JJ" && opened && closed
}

/// "the 10% *stake* Lumen has": what evokes something as a noun is one before a name, and counted or behind an article.
fn is_trigger_noun(tags: &[&str], at: usize, words: &[&str], named: &[bool], frames: &FrameRules) -> bool {
    let opened = matches!(tags[at - 1], "DT" | "CD") || words[at - 1] == "%";
    tags[at] == "JJ" && opened && named.get(at + 1) == Some(&true) && frames.is_trigger(words[at])
}

/// "Lumen's *holding* in Kestrel": what evokes something as a noun is one behind an owner and before a preposition.
fn is_owned_noun(tags: &[&str], at: usize, words: &[&str], frames: &FrameRules) -> bool {
    let evokes = || frames.evoked_by(&lower(words[at])).any(|(_, head)| !head.nouns.is_empty());
    tags[at] == "VBG" && matches!(tags[at - 1], "POS" | "PRP$") && tags.get(at + 1) == Some(&"IN") && evokes()
}

/// The tag of the plain form of a verb that evokes something, before an object and behind "to" or a name: "to *own* 60%", "helped
/// to *found* Lumen", "Lumen and Glow *own* 60%".
fn plain_verb(
    tags: &[&str],
    at: usize,
    words: &[&str],
    named: &[bool],
    frames: &FrameRules,
) -> Option<&'static str> {
    let object =
        named.get(at + 1) == Some(&true) || matches!(tags.get(at + 1), Some(&("CD" | "DT" | "PRP$" | "$")));
    let evokes = || frames.evoked_by(&lower(words[at])).any(|(_, head)| !head.verbs.is_empty());
    let tag = match tags[at] {
        "JJ" | "VBN" | "VBD" if words[at - 1] == "to" => "VB",
        "JJ" if named[at - 1] => "VBP",
        _ => return None,
    };
    (object && evokes()).then_some(tag)
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
    fn what_opens_a_sentence_before_its_verb_is_a_noun() {
        assert_eq!(tags("Closing is planned for May .")[0], "NN");
        assert_eq!(tags("Closing shops is hard .")[0], "VBG");
    }

    #[test]
    fn between_to_and_an_object_stands_a_verb() {
        assert_eq!(tags("He is to own 60 % of it .")[3], "VB");
        assert_eq!(tags("He was left to his own devices .")[5], "JJ");
    }

    #[test]
    fn between_a_name_and_an_object_stands_a_verb() {
        let (parser, pack) = (Parser::embedded(), Pack::embedded());
        let words = ["Dongfeng", "own", "12", "percent", "."];
        let mut tagged = parser.tag(&words, &|at| at == 0);
        put_right(parser, &mut tagged, &words, &[true, false, false, false, false], &pack.frames);
        assert_eq!(parser.tags(&tagged).nth(1), Some((Upos::Verb, "VBP")));
    }
}
