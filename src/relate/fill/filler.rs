//! What fills a role: what its places in the grammar hold, if it is of a fitting class.

use toml::Spanned;

use super::super::slots;
use super::super::syntax::{Syntax, is_rel};
use super::super::trigger::Trigger;
use super::Roles;
use super::fits::only_qualifies;
use super::offered::offered;
use crate::model::{Edge, Filler, FillerValue, Mention, MentionKind, Upos, Value};
use crate::pack::Pack;
use crate::pack::frames::{FrameRule, RoleRule, Slot};

/// What fills `role`, the tokens it was found at, and how far that place can be trusted.
pub(super) fn fillers(
    syntax: &Syntax,
    trigger: Trigger,
    role: &RoleRule,
    rule: &FrameRule,
    roles: &Roles,
    pack: &Pack,
) -> (Vec<Filler>, Vec<usize>, f64) {
    let mut all: (Vec<Filler>, Vec<usize>, f64) = (Vec::new(), Vec::new(), 1.0);
    let aside = only_qualifies(syntax, trigger, pack);
    let mut whole = false;
    // "is merging it with Kestrel": who does so is no party if it is not known whom he does it to.
    let object = |slot: &Spanned<Slot>| *slot.get_ref() == Slot::Object;
    if role.least > 1
        && role.at.iter().any(object)
        && holds_unknown(syntax, trigger, &Slot::Object, role, pack)
    {
        return all;
    }
    let mut acted_on = false;
    let mut enough = false;
    for slot in role.at.iter().map(Spanned::get_ref) {
        // "merges its mill with Kestrel's": where what is merged is told first, who merges it is no part of it.
        if *slot == Slot::Subject && acted_on {
            continue;
        }
        // "Lumen and its unit will end the partnership *with Kestrel*"
        if enough && !is_companion(slot, pack) {
            continue;
        }
        let (found, tokens) = at_slot(syntax, trigger, slot, role, rule, roles, pack);
        // Far from the trigger only what there is no choice about counts, and only if nobody unknown stands near.
        let far = matches!(slot, Slot::Clause | Slot::Sentence);
        let beside = matches!(slot, Slot::Before | Slot::After);
        if found.is_empty()
            || enough && !tokens.iter().all(|&token| hangs_near(syntax, trigger, token))
            || (far && (aside || found.len() > role.least))
            || ((far || beside) && is_somebody_else(syntax, trigger, role, beside, pack))
            || (*slot == Slot::Sentence
                && all.0.is_empty()
                && is_known(syntax, trigger)
                && !go_together(syntax, &tokens))
        {
            continue;
        }
        acted_on |= *slot == Slot::Object;
        if far || !role.gather {
            all = (Vec::new(), Vec::new(), if far { 0.8 } else { 1.0 });
        }
        for (filler, token) in found.into_iter().zip(tokens) {
            // "The joint venture with Lumen", "a joint venture, Kestrel, of which": it is no party to itself.
            if role.least > 1 && is_itself(syntax, trigger, slot, &filler) {
                continue;
            }
            if all.0.iter().all(|known| known.value != filler.value) {
                all.0.push(filler);
                all.1.push(token);
            }
        }
        // A role that gathers stops where it has as many as it was told to want; one that wants any goes on. Whom one
        // does something with is never all of them.
        let partial = role.gather && !whole && is_companion(slot, pack);
        whole |= !partial;
        if !partial && all.0.len() >= role.least && (far || !role.gather || role.least > 1) {
            enough = role.gather && !far;
            if !enough {
                break;
            }
        }
    }
    all
}

/// Whether `filler` is the company without a name that the trigger stands for, or in a phrase behind it the name that explains it.
fn is_itself(syntax: &Syntax, trigger: Trigger, slot: &Slot, filler: &Filler) -> bool {
    let is =
        |mention: &Mention| matches!(mention.refers[..], [one] if filler.value == FillerValue::Entity(one));
    let phrase = matches!(slot, Slot::Preposition(_));
    let explains = syntax.children_by(trigger.token, "appos").filter(|_| phrase);
    let unnamed = syntax.mention(trigger.token).filter(|mention| mention.found_by == "unnamed");
    unnamed.into_iter().chain(explains.filter_map(|at| syntax.mention(at))).any(is)
}

/// Whether `slot` holds a definite noun, a name or a pronoun that stands for something unknown; nouns that evoke
/// frames themselves ("the deal") do not count.
pub(super) fn holds_unknown(
    syntax: &Syntax,
    trigger: Trigger,
    slot: &Slot,
    role: &RoleRule,
    pack: &Pack,
) -> bool {
    let looked = matches!(
        slot,
        Slot::Preposition(_) | Slot::Object | Slot::Possessor | Slot::Indirect | Slot::Path(..)
    );
    // "an investment in *new technology*"
    let inside = matches!(slot, Slot::Preposition(word) if word == "in" || word == "into");
    let common = |token: usize| {
        let owned = |owner: usize| syntax.mention(owner).is_some_and(|mention| !mention.refers.is_empty());
        syntax.node(token).upos == Upos::Noun
            && (syntax.has_child(token, "det")
                || syntax.has_child(token, "nmod:poss")
                || inside && syntax.has_child(token, "amod"))
            && !syntax.children_by(token, "nmod:poss").any(owned)
    };
    let unknown = |token: usize| {
        // "a deal that values *the firm* at $5 million": whoever is told of just before.
        let told = |mention: &Mention| role.anyone && mention.kind == MentionKind::Nominal;
        let stands = |mention: &Mention| {
            mention.kind != MentionKind::Value && mention.refers.is_empty() && !told(mention)
        };
        syntax.mention(token).map_or_else(|| common(token), stands)
    };
    looked
        && slots::find(syntax, trigger, slot)
            .into_iter()
            .any(|token| unknown(token) && !pack.frames.is_trigger(syntax.lemma(token)))
}

/// Whether `slot` names something that is no thing and has no other part here: it is what is meant, even if it was taken for a
/// place: "completed the sale of *Kestrel House*".
pub(super) fn holds_another(
    syntax: &Syntax,
    trigger: Trigger,
    slot: &Slot,
    roles: &Roles,
    pack: &Pack,
) -> bool {
    let another = |mention: &Mention| {
        mention.kind == MentionKind::Name
            && !pack.ontology.is_a(&mention.class, &pack.lexicon.names.classes.product)
            && !mention.refers.iter().any(|&entity| roles.uses(&FillerValue::Entity(entity)))
    };
    matches!(slot, Slot::Path(..))
        && slots::find(syntax, trigger, slot)
            .into_iter()
            .any(|token| syntax.mention(token).is_some_and(another))
}

/// Whether the trigger is a noun for what has been told before, so that who else is named in the sentence need not be part
/// of it: "welcomed *the merger*".
fn is_known(syntax: &Syntax, trigger: Trigger) -> bool {
    let head = syntax.head(trigger.token).filter(|_| syntax.rel(trigger.token) == "compound");
    syntax.node(trigger.token).upos == Upos::Noun
        && std::iter::once(trigger.token)
            .chain(head)
            .any(|noun| syntax.children_by(noun, "det").any(|det| syntax.lower(det) == "the"))
}

/// Whether all of several names are coordinated: "Lumen and Kestrel".
fn go_together(syntax: &Syntax, tokens: &[usize]) -> bool {
    let joined =
        |at: usize| syntax.rel(at) == "conj" && syntax.head(at).is_some_and(|head| tokens.contains(&head));
    tokens.len() > 1 && tokens.iter().filter(|&&at| !joined(at)).count() == 1
}

/// Whether the place where the role is sought first holds somebody of whom nothing is known: "a merger with *its affiliate*",
/// "the chief executive of *the new company*".
fn is_somebody_else(syntax: &Syntax, trigger: Trigger, role: &RoleRule, beside: bool, pack: &Pack) -> bool {
    let near = |slot: &&Spanned<Slot>| match slot.get_ref() {
        Slot::Preposition(word) => {
            beside && role.least == 1 && word == "of" || is_companion(slot.get_ref(), pack)
        }
        // "gives *the producer* a value of $5 million"
        Slot::Indirect => true,
        _ => false,
    };
    let named = |token: usize| pack.lexicon.names.nominal_class(syntax.lemma(token)).is_some();
    role.at.iter().filter(near).any(|slot| {
        holds_unknown(syntax, trigger, slot.get_ref(), role, pack)
            && slots::find(syntax, trigger, slot.get_ref()).into_iter().any(named)
    })
}

/// Whether an amount is that of something other than a price: "savings of $9 million", "$3 billion in assets".
fn counts_other(syntax: &Syntax, token: usize) -> bool {
    let other = |at: usize| syntax.grammar.other_sums.contains(syntax.lemma(at));
    let above = syntax.head(token).filter(|_| {
        let rel = syntax.rel(token);
        rel == "compound" || is_rel(rel, "nmod") && syntax.preposition(token) == "of"
    });
    let inside =
        syntax.children_by(token, "nmod").find(|&at| matches!(&*syntax.preposition(at), "in" | "of"));
    above.into_iter().chain(inside).any(other)
}

/// Whether `slot` holds those with whom something is done.
fn is_companion(slot: &Slot, pack: &Pack) -> bool {
    match slot {
        Slot::Preposition(word) => pack.lexicon.grammar.companion.contains(word),
        Slot::Path(_, rest) => is_companion(rest, pack),
        _ => false,
    }
}

/// Whether a phrase hangs on the trigger, its carrier or an argument of these, and did not only stand to the right.
fn hangs_near(syntax: &Syntax, trigger: Trigger, token: usize) -> bool {
    let joined = |&at: &usize| syntax.head(at).filter(|_| syntax.rel(at) == "conj");
    let first = std::iter::successors(Some(token), joined).last().unwrap_or(token);
    let own = |at: usize| at == trigger.token || Some(at) == trigger.carrier;
    let argument = |at: usize| {
        matches!(syntax.rel(at), "obj" | "nsubj:pass" | "obl") && syntax.head(at).is_some_and(own)
    };
    syntax.head(first).is_some_and(|head| own(head) || argument(head))
}

/// What one place offers to `role`, and the token of each.
fn at_slot(
    syntax: &Syntax,
    trigger: Trigger,
    slot: &Slot,
    role: &RoleRule,
    rule: &FrameRule,
    roles: &Roles,
    pack: &Pack,
) -> (Vec<Filler>, Vec<usize>) {
    let mut found: Vec<Filler> = Vec::new();
    let mut tokens = Vec::new();
    let near = match slot {
        Slot::Object => true,
        Slot::Preposition(word) => word == "of",
        _ => false,
    };
    for token in slots::find(syntax, trigger, slot) {
        // "an investment that values Lumen at $3 billion", "saves $9 million of costs": such sums do not change hands.
        if matches!(slot, Slot::Clause | Slot::Sentence)
            && (is_money(syntax, token) && priced(syntax, token, role)
                || syntax.is_value(token) && counts_other(syntax, token))
        {
            continue;
        }
        if matches!(slot, Slot::Clause | Slot::Sentence) && is_source(syntax, token, pack) {
            continue;
        }
        for filler in offered(syntax, token, slot, role, rule, pack) {
            if matches!(slot, Slot::Time | Slot::TimeAbove | Slot::Clause) && lasts(&filler.value) {
                continue;
            }
            let taken = (!role.shared && roles.uses(&filler.value))
                || likens(syntax, &filler, role, roles)
                || is_text(&filler) && near && fills_another(syntax, token, role, roles, pack);
            if !taken && found.iter().all(|known| known.value != filler.value) {
                found.push(filler);
                tokens.push(token);
            }
        }
        if !found.is_empty() && matches!(slot, Slot::Before | Slot::After) {
            break;
        }
    }
    (found, tokens)
}

/// Whether `token` tells who says so: "is worth $9 million, according to *Lumen*", "according to a filing by *Lumen*". Far from the
/// trigger that is no part of what is said.
fn is_source(syntax: &Syntax, token: usize, pack: &Pack) -> bool {
    let sources = &pack.lexicon.grammar.report.prepositions;
    let noun = |&at: &usize| !syntax.is_predicate(at);
    // "based on *Lumen* estimates"
    let findings = &pack.lexicon.grammar.report.findings;
    let found = syntax.head(token).is_some_and(|head| findings.contains(syntax.lemma(head)));
    if found && matches!(syntax.rel(token), "compound" | "nmod:poss") {
        return true;
    }
    std::iter::once(token)
        .chain(syntax.ancestors(token).take_while(noun))
        .any(|at| sources.iter().any(|words| *words == *syntax.preposition(at)))
}

fn is_text(filler: &Filler) -> bool {
    matches!(filler.value, FillerValue::Text(_))
}

/// Whether the name at `token` itself fills another role: who is supplied with something is not what is supplied.
fn fills_another(syntax: &Syntax, token: usize, role: &RoleRule, roles: &Roles, pack: &Pack) -> bool {
    let title = &pack.lexicon.names.classes.title;
    let name =
        syntax.mention(token).filter(|mention| mention.kind == MentionKind::Name && mention.class != *title);
    let fills = |&entity: &usize| roles.uses(&FillerValue::Entity(entity));
    !role.shared && name.is_some_and(|name| name.refers.iter().any(fills))
}

/// Whether a time has a beginning or an end that is not its own: "through 2032" is not when something happened.
fn lasts(value: &FillerValue) -> bool {
    let FillerValue::Value(Value::Date(span)) = value else { return false };
    matches!(span.edge, Edge::Since | Edge::Through | Edge::Between)
}

/// Whether `filler` is the maker of what fills the role that it must be unlike: "Lumen" for "Lumen models".
fn likens(syntax: &Syntax, filler: &Filler, role: &RoleRule, roles: &Roles) -> bool {
    let (Some(unlike), FillerValue::Entity(entity)) = (&role.unlike, &filler.value) else { return false };
    let entities = &syntax.annotated.entities;
    let own = &entities[*entity].name;
    let others = roles.filled.iter().filter(|(name, _)| name == unlike).flat_map(|(_, fillers)| fillers);
    others.into_iter().any(|other| match other.value {
        FillerValue::Entity(other) => entities[other].name.starts_with(own.as_str()),
        _ => false,
    })
}

/// Whether an amount is a price ("at $3 billion") and the role does not look for one.
fn priced(syntax: &Syntax, token: usize, role: &RoleRule) -> bool {
    let at = Slot::Preposition("at".to_owned());
    syntax.preposition(token) == "at" && role.at.iter().all(|slot| *slot.get_ref() != at)
}

pub(super) fn is_money(syntax: &Syntax, token: usize) -> bool {
    let value = syntax.mention(token).and_then(|mention| mention.value.as_ref());
    matches!(value, Some(Value::Money(_)))
}
