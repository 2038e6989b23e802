//! Whether what stands around a trigger lets its definition hold.

use super::super::slots;
use super::super::syntax::{Syntax, is_rel};
use super::super::trigger::Trigger;
use super::constant::hyphenated;
use crate::model::{Mention, MentionKind, Upos, Value};
use crate::pack::Pack;
use crate::pack::frames::{FrameRule, Slot};

pub(super) fn surroundings_fit(syntax: &Syntax, trigger: Trigger, rule: &FrameRule, pack: &Pack) -> bool {
    if is_of_company(syntax, trigger, rule, pack)
        || !modifier_fits(syntax, trigger, rule)
        || !object_fits(syntax, trigger, rule, pack)
        || rule.known && !speaks_of_known(syntax, trigger, rule)
    {
        return false;
    }
    if rule.near.is_empty() && rule.never.is_empty() {
        return true;
    }
    let root = syntax.clause_root(trigger.token);
    let mut clause = syntax.clause(root);
    // "a contract that could grow to"
    clause.extend(syntax.head(root).filter(|_| is_rel(syntax.rel(root), "acl")));
    // "Lumen (NASDAQ: LMN) said"
    clause.retain(|&at| !syntax.is_aside(at) && !is_in_name(syntax, at) && !is_in_sum(syntax, at));
    let never = |&at: &usize| rule.never.contains(syntax.lower(at)) || rule.never.contains(syntax.lemma(at));
    if clause.iter().any(never) {
        return false;
    }
    let holds = |word: &String| clause.iter().any(|&at| syntax.lower(at) == word || syntax.lemma(at) == word);
    // "The deal has been approved and is expected to close": what several verbs share.
    let shared = || slots::find(syntax, trigger, &Slot::Subject);
    // "is *entitled* to sell it"
    let infinitive = syntax.rel(root) == "advcl" && syntax.is_infinitive(root);
    let governor = || syntax.head(root).filter(|&verb| infinitive && slots::is_passive(syntax, verb));
    // "hired Lumen *to supply* it"
    let purpose = || syntax.children_by(root, "advcl").filter(|&at| syntax.is_infinitive(at));
    let shared =
        || shared_auxiliaries(syntax, root).into_iter().chain(purpose()).chain(shared()).chain(governor());
    let near = |word: &String| holds(word) || shared().any(|at| syntax.lemma(at) == word);
    rule.near.is_empty() || rule.near.iter().any(near)
}

/// "the *investment* firm", "an *acquisition* company": what a company does tells nothing that it has done. A "joint *venture* company"
/// is one that several have.
fn is_of_company(syntax: &Syntax, trigger: Trigger, rule: &FrameRule, pack: &Pack) -> bool {
    let names = &pack.lexicon.names;
    let company = |noun: &str| {
        names.generic.contains(noun)
            || names.nominal_class(noun).is_some_and(|class| class == names.classes.company)
    };
    trigger.carrier.is_none()
        && syntax.node(trigger.token).upos == Upos::Noun
        && syntax.rel(trigger.token) == "compound"
        && rule.roles.values().all(|role| role.least < 2)
        && syntax
            .head(trigger.token)
            .is_some_and(|head| syntax.node(head).upos == Upos::Noun && company(syntax.lemma(head)))
}

/// "a venture with Lumen *Capital*": what a name is made of says nothing of what is done.
fn is_in_name(syntax: &Syntax, token: usize) -> bool {
    let several = |mention: &Mention| mention.kind == MentionKind::Name && mention.tokens.len() > 1;
    syntax.mention(token).is_some_and(several) && syntax.node(token).upos == Upos::Propn
}

/// "100% for $*100* million": a number of what is paid or counted is no word by itself.
fn is_in_sum(syntax: &Syntax, token: usize) -> bool {
    let sum =
        |mention: &Mention| mention.value.as_ref().is_some_and(|value| !matches!(value, Value::Percent(_)));
    syntax.mention(token).is_some_and(sum) && syntax.lower(token).starts_with(|c: char| c.is_ascii_digit())
}

/// The auxiliaries that `verb` has in common with the verb it is joined to: "*may* develop and sell".
fn shared_auxiliaries(syntax: &Syntax, verb: usize) -> Vec<usize> {
    let own = |of: usize, rel: &'static str| syntax.children_by(of, rel).collect::<Vec<_>>();
    let first = syntax.head(verb).filter(|_| syntax.rel(verb) == "conj" && !syntax.has_child(verb, "nsubj"));
    first.filter(|_| own(verb, "aux").is_empty()).map(|first| own(first, "aux")).unwrap_or_default()
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

/// Whether the trigger, or what it acts on, is a noun for what was told before: "the price", "its terms", but not "a price",
/// "the price of oil", "the oil price". A figure that somebody reports is of that too: "Reuters reported a price of $5 million".
fn speaks_of_known(syntax: &Syntax, trigger: Trigger, rule: &FrameRule) -> bool {
    let noun = if syntax.node(trigger.token).upos == Upos::Verb {
        let objects = slots::find(syntax, trigger, &Slot::Object);
        objects
            .into_iter()
            .find(|&at| syntax.mention(at).is_none_or(|mention| mention.kind != MentionKind::Value))
    } else {
        Some(trigger.token)
    };
    let Some(noun) = noun else { return true };
    // "Lumen's contract" is known if whose it is has a part in it.
    let asks = |slot: &Slot| rule.roles.values().any(|role| role.at.iter().any(|at| at.get_ref() == slot));
    let owned = asks(&Slot::Possessor) && syntax.has_child(noun, "nmod:poss");
    let pronoun = |at: usize| syntax.mention(at).is_some_and(|mention| mention.kind == MentionKind::Pronoun);
    let definite = owned
        || syntax.is_name(noun)
        || syntax.children_by(noun, "det").any(|at| matches!(syntax.lower(at), "the" | "this" | "that"))
        || syntax.children_by(noun, "nmod:poss").any(pronoun);
    let report = &syntax.grammar.report.verbs;
    let reported = syntax.rel(noun) == "obj"
        && syntax.head(noun).is_some_and(|verb| report.contains(syntax.lemma(verb)));
    let sum = |at: usize| syntax.mention(at).is_some_and(|mention| mention.kind == MentionKind::Value);
    // "the value of the deal" is that of what is known.
    let deal =
        |at: usize| rule.nouns.iter().any(|noun| noun == syntax.lemma(at)) && syntax.has_child(at, "det");
    let of_other =
        |at: usize| matches!(&*syntax.preposition(at), "of" | "for" | "on" | "per") && !sum(at) && !deal(at);
    let kind = |at: usize| at < trigger.first && syntax.mention(at).is_none();
    (definite || reported)
        && !syntax.children_by(noun, "nmod").any(of_other)
        && !syntax.children_by(noun, "compound").any(kind)
}

fn object_fits(syntax: &Syntax, trigger: Trigger, rule: &FrameRule, pack: &Pack) -> bool {
    // "buy Lumen Energy": the last word of somebody's name is no noun for what is bought.
    let fits = |at: usize| {
        let lemma = syntax.lemma(at).to_lowercase();
        rule.objects.contains(&lemma)
            && !syntax
                .mention(at)
                .is_some_and(|mention| acts(syntax, mention) || stands_for_company(mention, pack))
            && !(rule.passive && is_of_somebody(syntax, at))
    };
    // "the rights remain with Lumen": without an object it is the subject that something becomes of.
    let place = if rule.intransitive { Slot::Subject } else { Slot::Object };
    let objects = || slots::find(syntax, trigger, &place);
    (rule.objects.is_empty() || objects().into_iter().any(fits))
        && !(rule.intransitive && syntax.has_child(trigger.token, "obj"))
        && (!rule.passive || slots::is_passive(syntax, trigger.token))
}

/// "the *Lumen* deal was announced": whose it is need not be who did so.
fn is_of_somebody(syntax: &Syntax, noun: usize) -> bool {
    ["compound", "nmod:poss"]
        .iter()
        .flat_map(|rel| syntax.children_by(noun, rel))
        .any(|at| syntax.is_name(at))
}

/// Whether a noun stands for a company that the text has named: "the *carrier* has agreed to be bought" is no ship.
fn stands_for_company(mention: &Mention, pack: &Pack) -> bool {
    mention.kind == MentionKind::Nominal
        && mention.found_by == "anaphor"
        && mention.class == pack.lexicon.names.classes.company
        && !mention.refers.is_empty()
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
