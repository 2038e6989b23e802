//! What is said of a noun: "the price is *$5 million*", "the contract is thought to be worth *$9 million a year*".

use super::super::syntax::{Syntax, is_rel};
use super::marked;
use crate::model::MentionKind;

/// How many verbs may stand between: "is said to be thought to be worth".
const DEPTH: usize = 3;

/// The heads of what a copula, or a verb of becoming or of amounting, says of the noun `noun`.
pub(super) fn predicates(syntax: &Syntax, noun: usize) -> Vec<usize> {
    let Some(verb) = syntax.head(noun).filter(|_| is_rel(syntax.rel(noun), "nsubj")) else {
        return Vec::new();
    };
    // "began in 2018 and was worth $5 million"
    let shares = |&at: &usize| !syntax.has_child(at, "nsubj");
    let more = syntax.children_by(verb, "conj").filter(shares);
    std::iter::once(verb).chain(more).flat_map(|verb| said(syntax, verb, DEPTH)).collect()
}

fn said(syntax: &Syntax, verb: usize, depth: usize) -> Vec<usize> {
    if syntax.has_child(verb, "cop") {
        // "is far above the $5 million": that is how much it is not.
        let apart = !matches!(&*syntax.preposition(verb), "" | "about" | "around" | "at");
        return if apart { Vec::new() } else { worth(syntax, verb) };
    }
    let lemma = syntax.lemma(verb);
    let after = |rels: &[&str]| -> Vec<usize> {
        let behind = |rel: &&str| syntax.children_by(verb, rel).filter(|&at| at > verb).collect::<Vec<_>>();
        rels.iter().flat_map(behind).collect()
    };
    if syntax.grammar.linking.contains(lemma) {
        return after(&["xcomp", "obj"]);
    }
    let amounts = syntax.grammar.amounting.iter().filter_map(|known| match known.split_once(' ') {
        None if known == lemma => Some(after(&["obj"])),
        Some((stem, preposition)) if stem == lemma => Some(marked(syntax, verb, preposition)),
        _ => None,
    });
    let amounts: Vec<usize> = amounts.flatten().collect();
    if !amounts.is_empty() || depth == 0 {
        return amounts;
    }
    after(&["xcomp"]).into_iter().flat_map(|at| said(syntax, at, depth - 1)).collect()
}

/// The amount that "worth" says, where the parser took that word for what is said.
fn worth(syntax: &Syntax, token: usize) -> Vec<usize> {
    let sum = |&at: &usize| syntax.mention(at).is_some_and(|mention| mention.kind == MentionKind::Value);
    if syntax.mention(token).is_none() && syntax.grammar.measuring.contains(syntax.lemma(token)) {
        return syntax.children(token).iter().copied().filter(sum).collect();
    }
    vec![token]
}
