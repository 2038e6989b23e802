//! Finite verbs that the tagger takes for nouns: "Lumen *partners* with Kestrel", "Lumen *orders* 20 ships".
//!
//! Treebanks know them as nouns only, and a headline tells the tagger little else. What stands right behind a name where the sentence has
//! no other finite verb, and before what a noun does not take, is one.

use super::parse::{Parser, Tagged};
use crate::model::Upos;
use crate::pack::Pack;

/// How many words after "with" may stand before the name of whom something is done with: "partners with the lamp maker *Kestrel*".
const REACH: usize = 8;

/// Which words are such verbs.
pub(super) fn finite(
    parser: &Parser,
    tagged: &Tagged,
    words: &[&str],
    named: &[bool],
    pack: &Pack,
) -> Vec<bool> {
    let tags: Vec<(Upos, &str)> = parser.tags(tagged).collect();
    let sentence = Sentence { tags: &tags, lemmas: &tagged.lemmas, words, named, pack };
    (0..words.len()).map(|at| sentence.is_finite(at)).collect()
}

/// Gives the words of which that was found the tags of finite verbs.
pub(super) fn put_right(parser: &Parser, tagged: &mut Tagged, finite: &[bool]) {
    for at in (0..finite.len()).filter(|&at| finite[at]) {
        parser.retag(tagged, at, |xpos| match xpos {
            "NNS" => Some((Upos::Verb, "VBZ")),
            "NN" => Some((Upos::Verb, "VBP")),
            _ => None,
        });
        if let Some(verb) = plain(&tagged.lemmas[at]) {
            tagged.lemmas[at] = verb;
        }
    }
}

/// "supplies", which as a noun has no singular: the verb it is a form of.
fn plain(lemma: &str) -> Option<String> {
    lemma.strip_suffix("ies").map(|stem| format!("{stem}y"))
}

struct Sentence<'a> {
    tags: &'a [(Upos, &'a str)],
    lemmas: &'a [String],
    words: &'a [&'a str],
    named: &'a [bool],
    pack: &'a Pack,
}

impl Sentence<'_> {
    fn is_finite(&self, at: usize) -> bool {
        if self.is_of_whose(at) || self.is_over(at) || self.is_second(at) {
            return true;
        }
        let Some(before) = self.name_before(at).filter(|_| !self.named[at]) else { return false };
        let joint = self.pack.lexicon.grammar.joint.contains(&self.lemmas[at]);
        let acts = match self.xpos(at) {
            "NNS" => self.bids(at) || joint && self.is_with_somebody(at) || self.acts_on_something(at),
            "NN" => {
                self.bids(at)
                    || self.is_joined(before)
                        && (joint && self.goes_on(at)
                            || self.acts_on_something(at)
                            || self.acts_on_somebody(at))
            }
            _ => false,
        };
        acts && !self.is_in_phrase(before) && !self.has_verb_beside(at)
    }

    /// The name right before the word at `at`, or before what stands between commas there: "*Lumen*, the lamp maker, partners".
    fn name_before(&self, at: usize) -> Option<usize> {
        let before = at.checked_sub(1)?;
        let open =
            || (0..before).rev().find(|&open| self.xpos(open) == ",").and_then(|open| open.checked_sub(1));
        let name = if self.xpos(before) == "," { open()? } else { before };
        self.named[name].then_some(name)
    }

    fn xpos(&self, at: usize) -> &str {
        self.tags.get(at).map_or("", |tag| tag.1)
    }

    fn word(&self, at: usize) -> &str {
        self.words.get(at).copied().unwrap_or_default()
    }

    /// "partners *with Kestrel*", "teams *up with the city of* Ostrava"
    fn is_with_somebody(&self, at: usize) -> bool {
        let with = at + 1 + usize::from(self.word(at + 1) == "up");
        let end = self.named.len().min(with + REACH);
        self.word(with) == "with" && (with + 1..end).any(|at| self.named[at])
    }

    /// "orders *20* ships", "license *their* archives", "ships *goods for*", "stays *as* its chief", "hands *Kestrel $5 million*": a noun that evokes something as a verb,
    /// before what begins an object or says as what.
    fn acts_on_something(&self, at: usize) -> bool {
        let gives = || {
            (at + 1..self.named.len())
                .find(|&behind| !self.named[behind])
                .is_some_and(|sum| self.lemmas[sum] == "money")
        };
        let object = matches!(self.xpos(at + 1), "CD" | "DT" | "PRP$" | "$")
            || self.word(at + 1) == "as"
            || self.xpos(at + 1) == "NNS" && matches!(self.xpos(at + 2), "IN" | "TO")
            || self.named.get(at + 1) == Some(&true) && gives();
        object && self.is_verb_of_frame(at)
    }

    /// "Lumen and Glow supply *Kestrel with lamps*": what evokes something as a verb, before whom it is done to and with what.
    fn acts_on_somebody(&self, at: usize) -> bool {
        let behind = (at + 1..self.named.len()).find(|&behind| !self.named[behind]);
        behind.is_some_and(|with| with > at + 1 && self.word(with) == "with") && self.is_verb_of_frame(at)
    }

    fn is_verb_of_frame(&self, at: usize) -> bool {
        let frames = &self.pack.frames;
        frames.evoked_by(&self.lemmas[at]).any(|(_, head)| !head.verbs.is_empty())
            || plain(&self.lemmas[at])
                .is_some_and(|verb| frames.evoked_by(&verb).any(|(_, head)| !head.verbs.is_empty()))
    }

    /// "Lumen no longer *buys* milk": behind what says that something has ended stands a verb.
    fn is_over(&self, at: usize) -> bool {
        let phrase = || format!("{} {}", self.word(at - 2), self.word(at - 1));
        self.xpos(at) == "NNS"
            && at >= 2
            && self.is_verb_of_frame(at)
            && self.pack.lexicon.grammar.negation.ended.contains(&phrase())
            && !self.has_verb_beside(at)
    }

    /// "has won a contract and *supplies* milk to Kestrel": behind "and" in a clause that has its verb, before what is acted on.
    fn is_second(&self, at: usize) -> bool {
        if self.xpos(at) != "NNS"
            || self.named[at]
            || at < 2
            || self.xpos(at - 1) != "CC"
            || !self.is_verb_of_frame(at)
        {
            return false;
        }
        let noun = |at: usize| self.named.get(at) == Some(&false) && matches!(self.xpos(at), "NN" | "NNS");
        let phrase = |at: usize| matches!(self.xpos(at), "IN" | "TO");
        let object = match self.xpos(at + 1) {
            "DT" | "PRP$" => true,
            _ if noun(at + 1) => phrase(at + 2) || noun(at + 2) && phrase(at + 3),
            _ => self.acts_on_somebody(at),
        };
        let verb = |at: usize| matches!(self.xpos(at), "VBD" | "VBP" | "VBZ" | "MD");
        let parted = |at: usize| matches!(self.xpos(at), "," | ":" | "CC" | "WDT" | "WP" | "WRB");
        object && (0..at).any(verb) && !(at + 1..self.words.len()).take_while(|&at| !parted(at)).any(verb)
    }

    /// "Lumen, whose contract *ends* in May,": the last word of a clause without a verb that can be one.
    fn is_of_whose(&self, at: usize) -> bool {
        let goes_on = matches!(self.xpos(at + 1), "IN" | "TO" | "RB" | "," | ".");
        if self.xpos(at) != "NNS" || self.named[at] || !goes_on || !self.is_verb_of_frame(at) {
            return false;
        }
        let whose = (0..at).rev().take_while(|&at| self.xpos(at) != ",").find(|&at| self.xpos(at) == "WP$");
        whose.is_some_and(|whose| whose + 1 < at) && !self.has_verb_beside(at)
    }

    /// "bid *$5 billion* for Kestrel", "bid *for Kestrel*": a verb that looks like a noun, before a sum or for whom.
    fn bids(&self, at: usize) -> bool {
        let grammar = &self.pack.lexicon.grammar;
        let is_sum = |lemma: &String| grammar.stand_in.values().any(|word| word == lemma);
        let named = |at: usize| self.named.get(at) == Some(&true);
        let sum = || !named(at + 1) && self.lemmas.get(at + 1).is_some_and(is_sum);
        let somebody = || self.word(at + 1) == "for" && named(at + 2);
        grammar.bids.contains(&self.lemmas[at]) && (sum() || somebody())
    }

    /// "Lumen *and* Kestrel": whether the name that ends at `name` is the last of several.
    fn is_joined(&self, name: usize) -> bool {
        let first = (0..=name).rev().take_while(|&at| self.named[at]).last().unwrap_or(name);
        first >= 2 && self.xpos(first - 1) == "CC" && self.named[first - 2]
    }

    /// "team *up*", "partner *on* a lamp": what is done together, or to what end.
    fn goes_on(&self, at: usize) -> bool {
        matches!(self.word(at + 1), "up" | "with" | "to" | "on" | "for" | "in")
    }

    /// "a group of *Lumen* partners": whether the name that ends at `name` stands in a phrase.
    fn is_in_phrase(&self, name: usize) -> bool {
        let first = (0..=name).rev().take_while(|&at| self.named[at]).last().unwrap_or(name);
        let before = first.checked_sub(1).map(|before| self.word(before));
        matches!(
            before,
            Some("of" | "by" | "for" | "from" | "to" | "with" | "at" | "in" | "on" | "the" | "a" | "an")
        )
    }

    /// Whether the clause has a finite verb before the word at `at`, or one behind it that no comma and no word that opens a clause
    /// parts from it.
    fn has_verb_beside(&self, at: usize) -> bool {
        let verb = |at: &usize| matches!(self.xpos(*at), "VBD" | "VBP" | "VBZ" | "MD");
        let opens = |at: &usize| {
            matches!(self.xpos(*at), "," | ":" | "WDT" | "WP" | "WRB")
                || self.xpos(*at) == "IN" && self.pack.lexicon.grammar.subordinators.contains(self.word(*at))
        };
        let parted = |at: &usize| opens(at) || matches!(self.word(*at), "as" | "and" | "but" | ";");
        (0..at).rev().take_while(|at| !opens(at)).any(|at| verb(&at))
            || (at + 1..self.words.len()).take_while(|at| !parted(at)).any(|at| verb(&at))
    }
}
