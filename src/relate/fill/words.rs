//! Roles filled with words of the text: a subject matter, a condition, a territory.

use super::super::slots;
use super::super::syntax::{Syntax, is_rel};
use super::filler::is_money;
use crate::model::{Filler, FillerValue, Mention, Span, Upos, Value};
use crate::pack::Pack;
use crate::pack::frames::{FrameRule, Slot};

/// The words of a phrase, without the relative clauses that hang on it and the articles before it.
pub(super) fn text(
    syntax: &Syntax,
    token: usize,
    slot: &Slot,
    rule: &FrameRule,
    pack: &Pack,
) -> Option<Filler> {
    if matches!(syntax.node(token).xpos, "WDT" | "WP")
        || (*slot != Slot::Complement && is_measure(syntax, token))
    {
        return None;
    }
    let own_mention = syntax.mention(token).filter(|mention| {
        let evokes = rule.mentions.iter().any(|class| *class.get_ref() == mention.class);
        let title = mention.class == pack.lexicon.names.classes.title;
        *slot == Slot::Own && evokes || title && leads_to_itself(slot)
    });
    let span = if let Some(mention) = own_mention {
        mention.span
    } else {
        let clause = *slot == Slot::Complement || syntax.node(token).upos == Upos::Verb;
        let hangs = |at: usize| {
            let rel = syntax.rel(at);
            rel == "acl:relcl"
                || rel == "parataxis"
                || (rel == "conj" && is_money(syntax, at) && !is_money(syntax, token))
                || (rel == "acl" && syntax.node(at).xpos == "VBG" && syntax.has_child(at, "ccomp"))
                || slots::goes_on(syntax, at)
                || (!clause && (rel == "punct" || rel == "cop" || rel == "nsubj"))
                || (!clause && rel == "conj" && syntax.is_predicate(at) && !syntax.is_predicate(token))
        };
        let mut tokens = syntax.subtree_without(token, hangs);
        let negation = &pack.lexicon.grammar.negation;
        let trims = |at: usize| {
            // "no", "neither": without them the words would say the contrary.
            let negates =
                negation.empty.contains(syntax.lower(at)) || negation.words.contains(syntax.lower(at));
            !negates
                && matches!(syntax.rel(at), "case" | "mark" | "det" | "punct" | "cc")
                && matches!(
                    syntax.node(at).upos,
                    Upos::Adp | Upos::Det | Upos::Sconj | Upos::Punct | Upos::Cconj | Upos::Part
                )
        };
        while tokens.len() > 1 && trims(tokens[0]) {
            tokens.remove(0);
        }
        while tokens.len() > 1 && is_rel(syntax.rel(tokens[tokens.len() - 1]), "punct") {
            tokens.pop();
        }
        contiguous(syntax, &tokens, token)
    };
    let words = span.of(&syntax.annotated.document.text).split_whitespace().collect::<Vec<_>>().join(" ");
    let has_word = words.chars().any(char::is_alphabetic);
    has_word.then_some(Filler { value: FillerValue::Text(words), span })
}

/// Whether a path of slots ends with what it has come to: "as/own".
fn leads_to_itself(slot: &Slot) -> bool {
    matches!(slot, Slot::Path(_, last) if **last == Slot::Own || leads_to_itself(last))
}

/// The words of a phrase or clause with what introduces it: "*outside* China", "*unless* Lumen sells it".
pub(super) fn phrase(syntax: &Syntax, token: usize) -> Option<Filler> {
    let opens = |at: usize| matches!(syntax.rel(at), "case" | "mark");
    let first = syntax.children(token).iter().copied().filter(|&at| at < token && opens(at)).min()?;
    let hangs = |at: usize| syntax.rel(at) == "parataxis" || slots::goes_on(syntax, at);
    let mut tokens = syntax.subtree_without(token, hangs);
    tokens.retain(|&at| at >= first);
    while tokens.len() > 1 && is_rel(syntax.rel(tokens[tokens.len() - 1]), "punct") {
        tokens.pop();
    }
    let span = contiguous(syntax, &tokens, token);
    let words = span.of(&syntax.annotated.document.text).split_whitespace().collect::<Vec<_>>().join(" ");
    Some(Filler { value: FillerValue::Text(words), span })
}

/// Whether a phrase is about a place: "in China", but not "in the deal".
pub(super) fn tells_where(syntax: &Syntax, token: usize, pack: &Pack) -> bool {
    let place = &pack.lexicon.names.classes.place;
    let is_place = |mention: &Mention| {
        mention
            .refers
            .iter()
            .any(|&entity| pack.ontology.is_a(&syntax.annotated.entities[entity].class, place))
    };
    syntax.mention(token).is_some_and(is_place)
}

/// Whether the phrase tells when or how much, not what: "on this day", "for $1 billion".
fn is_measure(syntax: &Syntax, token: usize) -> bool {
    let lemma = syntax.lemma(token).to_owned();
    let time = &syntax.grammar.time;
    let value = syntax.mention(token).and_then(|mention| mention.value.as_ref());
    let of_time = syntax.node(token).upos == Upos::Noun
        && !syntax.is_predicate(token)
        && (time.nouns.contains(&lemma) || time.units.contains(&lemma));
    of_time || matches!(value, Some(Value::Date(_) | Value::Duration(_) | Value::Money(_)))
}

/// The stretch of `tokens` around `token` without a hole, so that the span says nothing more than the phrase.
fn contiguous(syntax: &Syntax, tokens: &[usize], token: usize) -> Span {
    let at = tokens.iter().position(|&other| other == token).unwrap_or_default();
    let mut first = at;
    while first > 0 && tokens[first - 1] + 1 == tokens[first] {
        first -= 1;
    }
    let mut last = at;
    while last + 1 < tokens.len() && tokens[last] + 1 == tokens[last + 1] {
        last += 1;
    }
    syntax.cover(&tokens[first..=last])
}
