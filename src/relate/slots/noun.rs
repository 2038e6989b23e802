//! What stands beside a noun: whose it is, what it explains or is explained by, the names around it.

use super::super::syntax::{Syntax, is_rel};
use super::super::trigger::Trigger;
use crate::model::{Mention, MentionKind, Upos};

/// How far a neighbour may stand, in tokens.
const NEAR: usize = 10;

/// Whose `noun` is; of a name also whose the noun is that says what it names: "*Lumen*'s Glow app".
pub(super) fn possessors(syntax: &Syntax, noun: usize) -> Vec<usize> {
    let of =
        |at: usize| syntax.children_by(at, "nmod:poss").map(|at| syntax.antecedent(at)).collect::<Vec<_>>();
    let own = of(noun);
    if !own.is_empty() {
        return own;
    }
    if let Some(first) = joined_to(syntax, noun) {
        return of(first);
    }
    let refers =
        |at: usize| syntax.mention(at).map(|mention| &mention.refers).filter(|refers| !refers.is_empty());
    let Some(named) = refers(noun) else { return own };
    let mut at = noun;
    while let Some(head) = syntax.head(at).filter(|_| syntax.rel(at) == "compound") {
        if refers(head) == Some(named) {
            return of(head);
        }
        at = head;
    }
    own
}

/// The noun before `noun` with which it shares what is before both: "Lumen's *founder* and largest shareholder".
fn joined_to(syntax: &Syntax, noun: usize) -> Option<usize> {
    let bare = syntax.mention(noun).is_none() && !syntax.has_child(noun, "det");
    if syntax.rel(noun) == "conj" {
        return syntax.head(noun).filter(|_| bare);
    }
    let and = |at: usize| (at + 1..noun).any(|between| syntax.node(between).upos == Upos::Cconj);
    let mut before = syntax.children(noun).iter().copied().filter(|&at| at < noun);
    before.find(|&at| bare && matches!(syntax.rel(at), "nmod:desc" | "compound") && and(at))
}

/// Nouns, names and amounts in front of the trigger.
pub(super) fn compounds(syntax: &Syntax, trigger: Trigger) -> Vec<usize> {
    let fits = |&at: &usize| {
        at < trigger.first
            && (matches!(syntax.rel(at), "compound" | "nummod" | "nmod" | "amod" | "nmod:desc")
                || is_rel(syntax.rel(at), "nmod:unmarked"))
            && syntax.preposition(at).is_empty()
    };
    let mut found: Vec<_> = syntax.children(trigger.token).iter().copied().filter(fits).collect();
    // "a Lumen cloud deal": the name may hang on the word between.
    let nested: Vec<_> = found
        .iter()
        .flat_map(|&at| syntax.children_by(at, "compound"))
        .filter(|&at| at < trigger.first)
        .collect();
    found.extend(nested);
    found
}

/// What the trigger stands in front of or explains, or is explained by.
pub(super) fn head(syntax: &Syntax, token: usize) -> Vec<usize> {
    let Some(head) = syntax.head(token) else { return Vec::new() };
    match syntax.rel(token) {
        // "Lumen CEO Jane Doe": the title may hang on the company, and that on her.
        "compound" | "flat" => {
            let part = |&at: &usize| matches!(syntax.rel(at), "compound" | "flat");
            let mut heads = vec![head];
            while let Some(above) = heads.last().filter(|at| part(at)).and_then(|&at| syntax.head(at)) {
                heads.push(above);
            }
            heads
        }
        // "will chair the board, with Jane Doe as its secretary"
        "nmod" if syntax.preposition(token) == "as" => Vec::new(),
        // "Jane Doe, *one* of Lumen's founders"
        "nmod" if syntax.rel(head) == "appos" && syntax.lower(head) == "one" => self::head(syntax, head),
        "amod" | "appos" | "nmod:desc" | "nmod" | "nmod:unmarked" => vec![head],
        "conj" => self::head(syntax, head),
        _ => Vec::new(),
    }
}

/// What the noun `token` is set beside: "its unit, *Kestrel*", "its unit is *Kestrel*".
pub(super) fn explained(syntax: &Syntax, token: usize) -> Vec<usize> {
    let mut found: Vec<usize> = syntax.children_by(token, "appos").collect();
    if found.is_empty() && syntax.rel(token) == "nsubj" {
        let is = |&at: &usize| syntax.is_name(at) && syntax.has_child(at, "cop");
        found.extend(syntax.head(token).filter(is));
    }
    found
}

/// Whether a noun means one thing, so that only the first of several names is that.
pub(super) fn is_one(syntax: &Syntax, token: usize) -> bool {
    matches!(syntax.node(token).xpos, "NN" | "NNP")
}

/// The mentions before or after the trigger, nearest first, with no verb between.
pub(super) fn neighbours(syntax: &Syntax, trigger: Trigger, after: bool) -> Vec<usize> {
    // "It has *two* presidents," said Jane Doe.
    if is_of_unnamed(syntax, trigger.token) || syntax.has_child(trigger.token, "nummod") {
        return Vec::new();
    }
    let near = |&mention: &&Mention| {
        let between = if after {
            trigger.token + 1..mention.tokens.start.max(trigger.token + 1)
        } else {
            mention.tokens.end.min(trigger.first)..trigger.first
        };
        let side =
            if after { mention.tokens.start > trigger.token } else { mention.tokens.end <= trigger.first };
        let breaks = |at: usize| match syntax.node(at).upos {
            _ if syntax.mention(at).is_some() => false,
            // "remains chairman; Jane Doe stays on", "led by its chairman, and Jane Doe stays on"
            Upos::Punct if syntax.word(at) == ";" => true,
            Upos::Cconj if after && syntax.word(at - 1) == "," => true,
            // "proposed by vice president Jane Doe together with Lumen"
            Upos::Adp if after && syntax.lower(at) == "with" => true,
            Upos::Verb | Upos::Aux => true,
            // "head of services at Lumen", but not "the Lumen order ... with President Doe"
            Upos::Noun | Upos::Adj | Upos::Pron => !after,
            _ => false,
        };
        // "hired Jane Doe from *Lumen* as head of lamps"
        let left = !after && syntax.preposition(syntax.head_of(mention)) == "from";
        side && !left && between.len() <= NEAR && !between.into_iter().any(breaks)
    };
    let mut found: Vec<_> = syntax.mentions().filter(near).map(|mention| syntax.head_of(mention)).collect();
    if !after {
        found.reverse();
    }
    found
}

/// Whether it is told whose `token` is, and that is nobody known: "the venture's chairman" is not that of a company near.
fn is_of_unnamed(syntax: &Syntax, token: usize) -> bool {
    let mut noun = token;
    while let Some(first) = syntax.head(noun).filter(|_| syntax.rel(noun) == "conj") {
        noun = first;
    }
    let unnamed = |at: usize| {
        syntax.node(at).upos != Upos::Pron
            && syntax
                .mention(at)
                .is_none_or(|owner| owner.kind == MentionKind::Nominal && owner.refers.is_empty())
    };
    syntax.children_by(noun, "nmod:poss").any(unnamed)
}

/// The name right before the trigger, nouns between: "*Lumen* grid division chief".
pub(super) fn right_before(syntax: &Syntax, trigger: Trigger) -> Option<usize> {
    let noun = |&at: &usize| matches!(syntax.node(at).upos, Upos::Noun | Upos::Adj);
    let last = (0..trigger.first).rev().find(|at| syntax.mention(*at).is_some() || !noun(at))?;
    let name = syntax.mention(last).filter(|mention| mention.kind == MentionKind::Name)?;
    Some(syntax.head_of(name))
}

/// The name right after the trigger, if need be after a comma: "its unit *Kestrel*".
pub(super) fn right_after(syntax: &Syntax, trigger: Trigger) -> Option<usize> {
    let next = trigger.token + 1;
    // "the chairman; Jane Doe": behind a semicolon begins something else.
    let aside = |at: usize| syntax.node(at).upos == Upos::Punct && syntax.lower(at) != ";";
    let next = if next < syntax.len() && aside(next) { next + 1 } else { next };
    let mention = (next < syntax.len()).then(|| syntax.mention(next))??;
    (mention.tokens.start == next).then(|| syntax.head_of(mention))
}
