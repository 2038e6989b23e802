//! Sentences made into headlines, so that a capital does not make a name of every word.

use super::conllu::Gold;

/// One short sentence in so many becomes a headline too.
const SHARE: usize = 6;

/// Headlines made of some of the short sentences that have a verb for their root.
pub(super) fn headlines(sentences: &[Gold]) -> Vec<Gold> {
    let fit = |sentence: &&Gold| {
        let root = sentence.heads.iter().position(|&head| head == sentence.words.len());
        (5..=16).contains(&sentence.words.len())
            && root.is_some_and(|root| sentence.upos[root] == "VERB")
            && sentence.xpos.last().is_some_and(|xpos| xpos == ".")
            && sentence.rels.iter().any(|rel| rel.starts_with("nsubj"))
    };
    sentences.iter().filter(fit).step_by(SHARE).map(headline).collect()
}

/// Capitals on all words that carry meaning, no full stop.
fn headline(sentence: &Gold) -> Gold {
    let mut headline = sentence.clone();
    let last = headline.words.len() - 1;
    headline.words.truncate(last);
    headline.lemmas.truncate(last);
    headline.upos.truncate(last);
    headline.xpos.truncate(last);
    headline.rels.truncate(last);
    headline.heads.truncate(last);
    for head in &mut headline.heads {
        *head = (*head).min(last);
    }
    for (word, upos) in headline.words.iter_mut().zip(&headline.upos) {
        if !["ADP", "DET", "CCONJ", "PART", "PUNCT", "SCONJ"].contains(&upos.as_str()) {
            let mut chars = word.chars();
            *word = chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect();
        }
    }
    headline
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_full_stop_goes_and_capitals_come() {
        let own = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
        let sentence = Gold {
            words: own(&["Acme", "buys", "parts", "of", "Lumen", "."]),
            lemmas: own(&["Acme", "buy", "part", "of", "Lumen", "."]),
            upos: own(&["PROPN", "VERB", "NOUN", "ADP", "PROPN", "PUNCT"]),
            xpos: own(&["NNP", "VBZ", "NNS", "IN", "NNP", "."]),
            heads: vec![1, 6, 1, 4, 2, 1],
            rels: own(&["nsubj", "root", "obj", "case", "nmod", "punct"]),
        };
        let made = headlines(&[sentence]);
        assert_eq!(made[0].words, ["Acme", "Buys", "Parts", "of", "Lumen"]);
        assert_eq!(made[0].heads, [1, 5, 1, 4, 2]);
    }
}
