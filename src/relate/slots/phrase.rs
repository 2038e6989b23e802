//! Phrases that a preposition opens, and phrases of time.

use super::super::syntax::{Syntax, is_rel};
use super::super::trigger::Trigger;
use crate::model::{MentionKind, Upos};
use crate::pack::frames::Slot;

/// The phrases with the preposition `word`: on the trigger, on its carrier, on what hangs between; where the tree has
/// none, the next such phrase to the right before another verb begins, since attachment is what parsers miss most.
pub(super) fn preposition(syntax: &Syntax, trigger: Trigger, word: &str) -> Vec<usize> {
    let mut found = marked(syntax, trigger.token, word);
    if let (true, Some(carrier)) = (found.is_empty(), trigger.carrier) {
        found = marked(syntax, carrier, word);
    }
    if found.is_empty() {
        found = inner(syntax, trigger.token).into_iter().flat_map(|at| marked(syntax, at, word)).collect();
    }
    if found.is_empty() { to_the_right(syntax, trigger, word) } else { found }
}

/// Whether the preposition that `slot` asks for stands below `token` itself.
pub(super) fn has_own(syntax: &Syntax, token: usize, slot: &Slot) -> bool {
    let Slot::Preposition(word) = slot else { return false };
    std::iter::once(token).chain(inner(syntax, token)).any(|at| !marked(syntax, at, word).is_empty())
}

/// The phrases below `token` that `word` marks.
pub(in crate::relate) fn marked(syntax: &Syntax, token: usize, word: &str) -> Vec<usize> {
    let fits = |&at: &usize| {
        let rel = syntax.rel(at);
        (is_rel(rel, "obl") || is_rel(rel, "nmod") || is_rel(rel, "advcl") || is_rel(rel, "acl"))
            && has_preposition(syntax, at, word)
    };
    let mut found: Vec<usize> = syntax.children(token).iter().copied().filter(fits).collect();
    // "to Lumen for $1 billion and to Kestrel for $2 billion": the second hangs on the amount.
    let phrases = |at: &usize| is_rel(syntax.rel(*at), "obl") || is_rel(syntax.rel(*at), "nmod");
    let beside = syntax.children(token).iter().copied().filter(phrases);
    for phrase in beside {
        let others = syntax.children_by(phrase, "conj");
        found.extend(others.filter(|&at| parts(syntax, phrase, at) && syntax.preposition(at) == word));
    }
    found.into_iter().map(|at| swallowed(syntax, at)).collect()
}

/// The name right after the preposition, where the parser took it for a part of the amount that follows: "a deal with
/// *Lumen* worth $10 billion".
fn swallowed(syntax: &Syntax, token: usize) -> usize {
    if !syntax.is_value(token) {
        return token;
    }
    let case = syntax.children_by(token, "case").find(|&case| case < token);
    let first = case.and_then(|case| syntax.mention(case + 1));
    match first {
        Some(mention) if mention.kind == MentionKind::Name => syntax.head_of(mention),
        _ => token,
    }
}

fn has_preposition(syntax: &Syntax, token: usize, word: &str) -> bool {
    let marks = |at: &usize| matches!(syntax.rel(*at), "case" | "mark");
    let single = syntax.children(token).iter().filter(|at| marks(at)).any(|&at| syntax.lower(at) == word);
    single || (word.contains(' ') && syntax.preposition(token) == word)
}

/// Objects and phrases of `token`, and those of these.
fn inner(syntax: &Syntax, token: usize) -> Vec<usize> {
    let nominal = |&at: &usize| {
        let rel = syntax.rel(at);
        (rel == "obj" || is_rel(rel, "obl") || is_rel(rel, "nmod")) && rel != "nmod:poss"
    };
    let mut found: Vec<_> = syntax.children(token).iter().copied().filter(nominal).collect();
    let nested: Vec<_> = found.iter().flat_map(|&at| syntax.children(at)).copied().filter(nominal).collect();
    found.extend(nested);
    found
}

fn to_the_right(syntax: &Syntax, trigger: Trigger, word: &str) -> Vec<usize> {
    let words: Vec<&str> = word.split(' ').collect();
    for at in trigger.token + 1..syntax.len() {
        // "partner Jane Doe is a member *of* its board"
        let other = syntax.rel(at) == "cop" && syntax.head(at) != syntax.head(trigger.token);
        let verb = syntax.node(at).upos == Upos::Verb || other;
        if verb && syntax.node(at).xpos != "VBN" || syntax.lemma(at) == ";" {
            break;
        }
        let matches = (0..words.len()).all(|i| at + i < syntax.len() && syntax.lower(at + i) == words[i]);
        if matches && matches!(syntax.node(at).upos, Upos::Adp | Upos::Sconj | Upos::Adv | Upos::Verb) {
            let rel = syntax.rel(at);
            if let (true, Some(head)) = (rel == "case" || rel == "mark", syntax.head(at)) {
                // "boss in May, after the takeover *of* Lumen": what hangs on a word behind a comma has its own place.
                let comma = (trigger.token + 1..at).rev().find(|&at| syntax.word(at) == ",");
                let phrase = is_rel(syntax.rel(head), "nmod") || is_rel(syntax.rel(head), "obl");
                let above = syntax.head(head).filter(|_| phrase);
                let other = comma.is_some_and(|comma| above.is_some_and(|above| above > comma && above < at));
                // "director of finance, control and development *at* Lumen"
                let other = other && !above.is_some_and(|above| joins(syntax, above, trigger.token));
                return if other { Vec::new() } else { vec![head] };
            }
        }
    }
    Vec::new()
}

/// Whether `token` is coordinated with `first`.
fn joins(syntax: &Syntax, token: usize, first: usize) -> bool {
    let above = |&at: &usize| syntax.head(at).filter(|_| syntax.rel(at) == "conj");
    std::iter::successors(Some(token), above).skip(1).any(|at| at == first)
}

/// Whether `other` has a preposition of its own that is not that of `token`: "to Lumen for $1 billion and *to Kestrel*"
/// goes on with whom, not with how much.
pub(super) fn parts(syntax: &Syntax, token: usize, other: usize) -> bool {
    let own = syntax.preposition(other);
    !own.is_empty() && own != syntax.preposition(token)
}

/// Whether `token` is such a coordinated phrase of another kind.
pub(in crate::relate) fn goes_on(syntax: &Syntax, token: usize) -> bool {
    syntax.rel(token) == "conj" && syntax.head(token).is_some_and(|head| parts(syntax, head, token))
}

/// The verb that the phrase around `token` hangs on: "*raised* money at a valuation of"; of an infinitive the verb whose purpose
/// it tells: "*paid* $2 million to settle".
pub(super) fn above(syntax: &Syntax, token: usize) -> Option<usize> {
    let root = syntax.clause_root(token);
    if root != token {
        return Some(root);
    }
    syntax.head(token).filter(|_| syntax.rel(token) == "advcl" && syntax.is_infinitive(token))
}

/// The temporal phrases of a clause, from the verb outwards.
pub(super) fn time(syntax: &Syntax, token: usize) -> Vec<usize> {
    let is_time = |&at: &usize| {
        let rel = syntax.rel(at);
        let loose = matches!(rel, "advmod" | "appos" | "nummod" | "vocative" | "dislocated" | "discourse");
        (loose || is_rel(rel, "obl") || is_rel(rel, "nmod")) && syntax.is_value(at)
    };
    let mut found = Vec::new();
    for at in std::iter::once(token).chain(syntax.ancestors(token)) {
        found.extend(syntax.children(at).iter().copied().filter(is_time));
        found.extend(inner(syntax, at).into_iter().filter(is_time));
        if at == syntax.clause_root(token) {
            break;
        }
    }
    // "the first since prices fell in 2019": that is when they fell.
    let since = |&at: &usize| {
        syntax
            .ancestors(at)
            .take_while(|&above| above != token)
            .any(|above| syntax.preposition(above) == "since")
    };
    found.retain(|at| !since(at));
    found
}
