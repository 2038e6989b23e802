//! Where the grammar puts what a trigger speaks of. Passive, relative clause, infinitive, participle, light verb and
//! coordination are undone here, once for all frames.

mod noun;
mod phrase;
mod predicate;
mod saying;
mod verb;

use super::syntax::Syntax;
use super::trigger::Trigger;
use crate::model::Upos;
use crate::pack::frames::Slot;
use noun::{compounds, explained, head, is_one, neighbours, possessors, right_after, right_before};
use phrase::{above, has_own, parts, preposition, time};
use saying::complement;
use verb::{indirect, object, subject};

pub(super) use phrase::{goes_on, marked};
pub(super) use verb::{is_passive, verb_subject};

/// The heads of the phrases in `slot`, seen from `trigger`; the best first, coordinated ones beside each other.
pub(super) fn find(syntax: &Syntax, trigger: Trigger, slot: &Slot) -> Vec<usize> {
    let token = trigger.token;
    let verb = trigger.carrier.unwrap_or(token);
    let found = match slot {
        Slot::Subject => return actors(syntax, trigger),
        // Of "Lumen-owned Kestrel and Norvik" only Kestrel is surely Lumen's.
        Slot::Object if trigger.carrier.is_none() && stands_before(syntax, token) => {
            return object(syntax, token);
        }
        Slot::Object if trigger.carrier.is_none() => {
            object(syntax, token).into_iter().map(|at| counted(syntax, at)).collect()
        }
        Slot::Object | Slot::Told { .. } => Vec::new(),
        // "agreed with Lumen to supply the army *with* lorries": with whom or what it does so is told of the verb itself.
        Slot::Path(first, rest) if **first == Slot::Above && has_own(syntax, token, rest) => {
            return Vec::new();
        }
        Slot::Path(first, rest) => {
            let from = |token| Trigger { token, first: token, carrier: None };
            return find(syntax, trigger, first)
                .into_iter()
                .flat_map(|at| find(syntax, from(at), rest))
                .collect();
        }
        Slot::Indirect => indirect(syntax, verb),
        Slot::Possessor => possessors(syntax, token),
        Slot::PossessorBeside => possessors(syntax, token)
            .into_iter()
            .filter(|&owner| owner + 1 + usize::from(syntax.has_child(owner, "case")) == trigger.first)
            .collect(),
        Slot::Compound => compounds(syntax, trigger),
        // "its unit Kestrel, and Lumen"
        Slot::Apposition if is_one(syntax, token) => return explained(syntax, token),
        Slot::Apposition => explained(syntax, token),
        Slot::Head if is_several(syntax, token) => {
            head(syntax, token).into_iter().map(|at| first_joined(syntax, at)).collect()
        }
        // Of "its unit Kestrel and Lumen" only Kestrel is surely the unit.
        Slot::Head => return head(syntax, token),
        Slot::Complement => complement(syntax, verb),
        Slot::Own | Slot::Maker => return vec![token],
        Slot::Before => return neighbours(syntax, trigger, false),
        Slot::After => return neighbours(syntax, trigger, true),
        Slot::BeforeBeside => return right_before(syntax, trigger).into_iter().collect(),
        Slot::AfterBeside if is_one(syntax, token) => {
            return right_after(syntax, trigger).into_iter().collect();
        }
        Slot::AfterBeside => right_after(syntax, trigger).into_iter().collect(),
        Slot::Clause => return mentions_in(syntax, &syntax.clause(syntax.clause_root(token))),
        Slot::Sentence => return mentions_in(syntax, &(0..syntax.len()).collect::<Vec<_>>()),
        Slot::Time => time(syntax, verb),
        Slot::TimeAbove => {
            syntax.head(syntax.clause_root(verb)).map(|above| time(syntax, above)).unwrap_or_default()
        }
        Slot::Predicate => return predicate::predicates(syntax, token),
        Slot::Above => above(syntax, verb).into_iter().collect(),
        Slot::Preposition(word) => {
            let phrases = preposition(syntax, trigger, word);
            phrases.into_iter().map(|at| counted(syntax, syntax.antecedent(at))).collect()
        }
    };
    found.into_iter().flat_map(|token| coordinated(syntax, token)).collect()
}

/// Who acts, all of them.
fn actors(syntax: &Syntax, trigger: Trigger) -> Vec<usize> {
    let all = subject(syntax, trigger).into_iter().flat_map(|at| coordinated(syntax, at));
    all.filter(|&at| !is_behind_aside(syntax, trigger, at) && !is_behind_clause(syntax, trigger, at))
        .collect()
}

/// "Jane Doe, *who holds* a stake, and *Kestrel*": whether `other` is joined to whom the clause of the trigger is about, behind it.
fn is_behind_clause(syntax: &Syntax, trigger: Trigger, other: usize) -> bool {
    let clause = syntax.clause_root(trigger.carrier.unwrap_or(trigger.token));
    let joined_to = syntax.head(other).filter(|_| syntax.rel(other) == "conj");
    syntax.rel(clause) == "acl:relcl" && other > clause && joined_to.is_some_and(|first| first < clause)
}

/// "Lumen, a *subsidiary* of Kestrel, and *Norvik*": whether `other` is joined to what the trigger, in the singular, explains, behind it.
fn is_behind_aside(syntax: &Syntax, trigger: Trigger, other: usize) -> bool {
    let one = trigger.carrier.is_none() && syntax.node(trigger.token).xpos == "NN";
    one && syntax.rel(trigger.token) == "appos" && syntax.rel(other) == "conj" && other > trigger.token
}

/// "Jane Doe and John Roe, *founders* of Lumen", "Lumen's *units* Kestrel and Norvik": whether the noun `token` explains all of the names
/// before or behind it.
fn is_several(syntax: &Syntax, token: usize) -> bool {
    matches!(syntax.rel(token), "appos" | "nmod:desc") && matches!(syntax.node(token).xpos, "NNS" | "NNPS")
}

/// The first of those that `token` is joined to.
fn first_joined(syntax: &Syntax, token: usize) -> usize {
    let before = |&at: &usize| syntax.head(at).filter(|_| syntax.rel(at) == "conj");
    std::iter::successors(Some(token), before).last().unwrap_or(token)
}

/// Whether `token` is a participle before the noun it is said of.
fn stands_before(syntax: &Syntax, token: usize) -> bool {
    matches!(syntax.rel(token), "acl" | "amod") && syntax.head(token).is_some_and(|head| head > token)
}

/// `token` and what is coordinated with it: "Lumen, Kestrel and Brightwater".
fn coordinated(syntax: &Syntax, token: usize) -> Vec<usize> {
    let mut all = vec![token];
    all.extend(joined_before(syntax, token));
    for other in syntax.children_by(token, "conj") {
        if !syntax.is_predicate(other) && !parts(syntax, token, other) {
            all.extend(coordinated(syntax, other));
        }
    }
    all
}

/// The name that the parser took for a part of the name after it: "*Lumen* and Norway's Kestrel".
fn joined_before(syntax: &Syntax, token: usize) -> Option<usize> {
    if !syntax.is_name(token) {
        return None;
    }
    let before = syntax.children_by(token, "compound").find(|&at| at < token && syntax.is_name(at))?;
    let apart = syntax.mention(before).map(|mention| &mention.tokens)
        != syntax.mention(token).map(|mention| &mention.tokens);
    let and = syntax.mention(before).is_some_and(|mention| {
        mention.tokens.end < syntax.len() && syntax.node(mention.tokens.end).upos == Upos::Cconj
    });
    (apart && and).then_some(before)
}

/// What a pronoun of quantity counts: "all of its *power*", "most of the *chips*"; how much of it, if that is told: "*$8 million*
/// worth of milk".
fn counted(syntax: &Syntax, token: usize) -> usize {
    if syntax.grammar.measuring.contains(syntax.lemma(token))
        && let Some(sum) = syntax.children_by(token, "compound").find(|&at| syntax.is_value(at))
    {
        return sum;
    }
    let quantity = syntax.mention(token).is_none()
        && (matches!(syntax.node(token).upos, Upos::Det | Upos::Pron | Upos::Num)
            || syntax.grammar.counting.contains(syntax.lemma(token)));
    // "paid $5 million for all of *Lumen*"
    let whole = quantity && syntax.lemma(token) == "all";
    let of = |&at: &usize| {
        syntax.preposition(at) == "of" && (syntax.node(at).upos == Upos::Noun || whole && syntax.is_name(at))
    };
    if quantity { syntax.children_by(token, "nmod").find(of).unwrap_or(token) } else { token }
}

fn mentions_in(syntax: &Syntax, tokens: &[usize]) -> Vec<usize> {
    let heads = syntax.mentions().map(|mention| syntax.head_of(mention));
    heads
        .filter(|&head| tokens.contains(&head) && !syntax.is_aside(head) && !syntax.is_in_gap(head))
        .collect()
}
