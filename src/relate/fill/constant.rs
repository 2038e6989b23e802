//! Roles whose value the definition fixes, or words around the trigger give.

use rust_decimal::Decimal;

use super::super::stance::Held;
use super::super::syntax::Syntax;
use super::super::trigger::Trigger;
use super::Roles;
use crate::model::{Filler, FillerValue, Modality, Percent, Qualifier, Span, Upos, Value};
use crate::pack::Pack;
use crate::pack::frames::{Constant, Cue, FrameRule, Reach};

pub(super) fn add_constants(
    syntax: &Syntax,
    trigger: Trigger,
    rule: &FrameRule,
    held: Held,
    pack: &Pack,
    roles: &mut Roles,
) {
    let span = syntax.span(trigger.token);
    let mut set = |name: &str, value: FillerValue, span: Span| {
        if !roles.has(name) {
            roles.filled.push((name.to_owned(), vec![Filler { value, span }]));
        }
    };
    let happened = matches!(held.modality, Modality::Asserted | Modality::Reported);
    for (name, terms) in pack.lexicon.grammar.outcome.iter().filter(|_| happened) {
        for (term, verbs) in terms {
            if governs(syntax, trigger, verbs) && pack.ontology.has_role(rule.kind.get_ref(), name) {
                set(name, FillerValue::Term(term.clone()), span);
            }
        }
    }
    if held.ended {
        for (name, term) in &pack.lexicon.grammar.ended {
            if pack.ontology.has_role(rule.kind.get_ref(), name) {
                set(name, FillerValue::Term(term.clone()), span);
            }
        }
    }
    for (name, cues) in &rule.cue {
        if let Some((value, at)) = cues.iter().find_map(|cue| cue_at(syntax, trigger, cue)) {
            set(name.get_ref(), constant(value), syntax.span(at));
        }
    }
    for (name, value) in &rule.set {
        set(name.get_ref(), constant(value), span);
    }
}

/// Whether one of `verbs` has as its object what `trigger` tells: "*blocked* the merger", "merger talks were *halted*".
fn governs(syntax: &Syntax, trigger: Trigger, verbs: &[String]) -> bool {
    if let Some(carrier) = trigger.carrier {
        return verbs.iter().any(|verb| verb == syntax.lemma(carrier));
    }
    let noun = if syntax.rel(trigger.token) == "compound" {
        syntax.head(trigger.token).unwrap_or(trigger.token)
    } else {
        trigger.token
    };
    // "was blocked": taggers may take the participle for an adjective.
    let is = |verb: usize| {
        verbs.iter().any(|known| {
            let adjective = syntax.node(verb).upos == Upos::Adj;
            known == syntax.lemma(verb)
                || adjective
                    && syntax
                        .lower(verb)
                        .strip_suffix('d')
                        .is_some_and(|past| past.strip_suffix('e').unwrap_or(past) == known)
        })
    };
    // "The bid is far above the last close" closes nothing.
    let predicate = |at: usize| syntax.has_child(at, "cop") && syntax.node(at).upos != Upos::Noun;
    let passive = syntax.rel(noun) == "nsubj" && syntax.head(noun).is_some_and(predicate);
    (passive || matches!(syntax.rel(noun), "obj" | "nsubj:pass")) && syntax.head(noun).is_some_and(is)
}

fn cue_at<'r>(syntax: &Syntax, trigger: Trigger, cue: &'r Cue) -> Option<(&'r Constant, usize)> {
    let tokens = match cue.within {
        Reach::Phrase => {
            let from = trigger.carrier.unwrap_or(trigger.token);
            syntax.clause(if syntax.is_predicate(from) { syntax.clause_root(from) } else { from })
        }
        Reach::Sentence => (0..syntax.len()).collect(),
    };
    let matches = |&&at: &&usize| {
        cue.words
            .iter()
            .any(|word| *word == syntax.lower(at) || word == syntax.lemma(at) || hyphenated(syntax, at, word))
    };
    tokens.iter().find(matches).map(|&at| (&cue.value, at))
}

/// Whether the tokens that end at `at` spell `word`, however its hyphens were cut: "non", "-", "exclusive".
pub(super) fn hyphenated(syntax: &Syntax, at: usize, word: &str) -> bool {
    if !word.contains(['-', ' ']) {
        return false;
    }
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let wanted = letters(word);
    let mut spelt = String::new();
    for token in (0..=at).rev() {
        spelt.insert_str(0, &letters(syntax.lower(token)));
        if spelt.len() >= wanted.len() {
            return spelt == wanted;
        }
    }
    false
}

fn constant(value: &Constant) -> FillerValue {
    match value {
        Constant::Flag(flag) => FillerValue::Flag(*flag),
        Constant::Percent(part) => FillerValue::Value(Value::Percent(Percent {
            value: Decimal::from(*part),
            to: None,
            qualifier: Qualifier::default(),
        })),
        Constant::Term(words) if value.individual().is_none() => FillerValue::Text(words.clone()),
        Constant::Term(term) => FillerValue::Term(term.clone()),
    }
}
