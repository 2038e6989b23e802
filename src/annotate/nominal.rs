//! Nouns that the treebanks do not have and the tagger takes for adjectives by their ending: "Lumen's *antibody*".
//!
//! Behind an article or an owner, and before what no adjective stands before, only a noun can stand.

use super::parse::{Parser, Tagged};
use crate::model::Upos;

/// Gives such words the tag of a noun. `named` says which words stand for names.
pub(super) fn put_right(parser: &Parser, tagged: &mut Tagged, words: &[&str], named: &[bool]) {
    let tags: Vec<&str> = parser.tags(tagged).map(|(_, xpos)| xpos).collect();
    let is_noun = |at: usize| {
        let next = tags.get(at + 1).copied().unwrap_or(".");
        let opened = matches!(tags[at - 1], "POS" | "PRP$" | "DT");
        let closed = matches!(next, "." | ":" | "IN" | "TO" | "VBZ" | "VBD" | "VBP" | "MD" | "WDT" | "WP");
        tags[at] == "JJ" && opened && closed && !named[at] && !parser.is_known(words[at])
    };
    for at in (1..words.len()).filter(|&at| is_noun(at)) {
        parser.retag(tagged, at, |_| Some((Upos::Noun, "NN")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(sentence: &str) -> Vec<&'static str> {
        let parser = Parser::embedded();
        let words: Vec<&str> = sentence.split(' ').collect();
        let mut tagged = parser.tag(&words, &|_| false);
        put_right(parser, &mut tagged, &words, &vec![false; words.len()]);
        parser.tags(&tagged).map(|(_, xpos)| xpos).collect()
    }

    #[test]
    fn an_unknown_word_behind_an_owner_is_a_noun() {
        assert_eq!(tags("She sold the firm 's antibody .")[5], "NN");
        assert_eq!(tags("She sold the firm 's biggest asset .")[5], "JJS");
    }
}
