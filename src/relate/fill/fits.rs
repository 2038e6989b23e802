//! Whether what stands around a trigger lets its definition hold.

use super::super::slots;
use super::super::syntax::{Syntax, is_rel};
use super::super::trigger::Trigger;
use super::constant::hyphenated;
use crate::model::{Mention, MentionKind, Upos};
use crate::pack::Pack;
use crate::pack::frames::{FrameRule, Slot};

pub(super) fn surroundings_fit(syntax: &Syntax, trigger: Trigger, rule: &FrameRule) -> bool {
    if !modifier_fits(syntax, trigger, rule) || !object_fits(syntax, trigger, rule) {
        return false;
    }
    if rule.near.is_empty() && rule.never.is_empty() {
        return true;
    }
    let root = syntax.clause_root(trigger.token);
    let mut clause = syntax.clause(root);
    // "a contract that could grow to"
    clause.extend(syntax.head(root).filter(|_| is_rel(syntax.rel(root), "acl")));
    let written: Vec<&str> = clause.iter().map(|&at| syntax.lower(at)).collect();
    let holds =
        |word: &String| written.contains(&word.as_str()) || clause.iter().any(|&at| syntax.lemma(at) == word);
    // "The deal has been approved and is expected to close": what several verbs share.
    let shared = || slots::find(syntax, trigger, &Slot::Subject);
    let near = |word: &String| holds(word) || shared().into_iter().any(|at| syntax.lemma(at) == word);
    (rule.near.is_empty() || rule.near.iter().any(near)) && !rule.never.iter().any(holds)
}

fn modifier_fits(syntax: &Syntax, trigger: Trigger, rule: &FrameRule) -> bool {
    let modifies = |&at: &usize| {
        at < trigger.token
            && rule.modified.iter().any(|word| {
                *word == syntax.lower(at) || word == syntax.lemma(at) || hyphenated(syntax, at, word)
            })
    };
    rule.modified.is_empty() || syntax.subtree(trigger.token).iter().any(modifies)
}

fn object_fits(syntax: &Syntax, trigger: Trigger, rule: &FrameRule) -> bool {
    // "buy Lumen Energy": the last word of somebody's name is no noun for what is bought.
    let fits = |at: usize| {
        let lemma = syntax.lemma(at).to_lowercase();
        rule.objects.contains(&lemma) && !syntax.mention(at).is_some_and(|mention| acts(syntax, mention))
    };
    let objects = || slots::find(syntax, trigger, &Slot::Object);
    (rule.objects.is_empty() || objects().into_iter().any(fits))
        && !(rule.intransitive && syntax.has_child(trigger.token, "obj"))
}

/// Whether a mention names an organization or a person by more than one word.
fn acts(syntax: &Syntax, mention: &Mention) -> bool {
    let known = |&entity: &usize| !syntax.annotated.entities[entity].class.is_empty();
    mention.kind == MentionKind::Name && mention.tokens.len() > 1 && mention.refers.iter().any(known)
}

/// Whether the trigger only says of what kind another noun is, and that noun tells no relation: an "*investment* firm" or
/// an "*investment* decision" invests in nobody. What stands far off has nothing to do with it then.
pub(super) fn only_qualifies(syntax: &Syntax, trigger: Trigger, pack: &Pack) -> bool {
    let governors = &syntax.grammar.governor;
    let colours = [&governors.planned, &governors.hypothetical, &governors.denied, &governors.ended];
    trigger.carrier.is_none()
        && syntax.node(trigger.token).upos == Upos::Noun
        && syntax.rel(trigger.token) == "compound"
        && syntax.head(trigger.token).is_some_and(|head| {
            let lemma = syntax.lemma(head).to_lowercase();
            syntax.mention(head).is_none()
                && !pack.frames.is_trigger(&lemma)
                && !colours.iter().any(|words| words.contains(&lemma))
        })
}
