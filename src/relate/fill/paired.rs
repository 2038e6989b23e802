//! What "and" joins, each with a phrase of its own: "owns 49% of Lumen *and 18% of Kestrel*", "bought Lumen in 2020 *and Kestrel in
//! 2024*".

use std::collections::BTreeSet;

use toml::Spanned;

use super::offered::one_filler;
use crate::model::{Filler, Frame};
use crate::pack::Pack;
use crate::pack::frames::{FrameRule, RoleRule, Slot};
use crate::relate::slots;
use crate::relate::syntax::Syntax;
use crate::relate::trigger::Trigger;

/// `frame` once for each of the values or names that its trigger acts on, with what the phrase of that one holds; by itself if there is
/// but one.
pub(super) fn paired(
    syntax: &Syntax,
    trigger: Trigger,
    frame: Frame,
    rule: &FrameRule,
    pack: &Pack,
) -> Vec<Frame> {
    let objects = slots::find(syntax, trigger, &Slot::Object);
    let (values, others): (Vec<usize>, Vec<usize>) = objects.into_iter().partition(|&at| syntax.is_value(at));
    if values.len() < 2 {
        return named(syntax, &others, frame, rule, pack);
    }
    let each = values.iter().map(|&value| with_own(syntax, value, &frame, rule, pack));
    each.collect::<Option<Vec<Frame>>>()
        .or_else(|| respective(syntax, &values, &frame, rule, pack))
        .unwrap_or_else(|| vec![frame])
}

/// `frame` for those named without a phrase of their own, and once for each named behind the first that has one, with what that holds and
/// nothing of what other phrases do: "sold *Lumen* to Norvik and *Kestrel* to Corvia".
fn named(syntax: &Syntax, names: &[usize], frame: Frame, rule: &FrameRule, pack: &Pack) -> Vec<Frame> {
    let acted_on = rule.roles.iter().find(|(_, role)| role.at.iter().any(|at| *at.get_ref() == Slot::Object));
    let (Some((target, role)), true) = (acted_on, names.len() > 1) else { return vec![frame] };
    let (mut together, mut all) = (frame.clone(), Vec::new());
    for &name in &names[1..] {
        let filler = one_filler(syntax, name, role, rule, pack);
        let phrases = of_phrases(syntax, name, rule, pack);
        let Some(alone) = alone(&frame, (target.get_ref(), &filler), phrases, rule) else { continue };
        for (_, fillers) in together.roles.iter_mut().filter(|(known, _)| known == target.get_ref()) {
            fillers.retain(|known| !filler.iter().any(|own| own.value == known.value));
        }
        all.push(alone);
    }
    all.insert(0, together);
    all
}

/// `frame` of `filler` alone in the role of what is acted on, with what `phrases` hold; `None` if they hold nothing, or not all that it needs.
fn alone(
    frame: &Frame,
    (target, filler): (&str, &[Filler]),
    phrases: Vec<(&str, Vec<Filler>)>,
    rule: &FrameRule,
) -> Option<Frame> {
    if phrases.is_empty() {
        return None;
    }
    let mut alone = frame.clone();
    alone.roles.retain(|(known, _)| {
        let definition = rule.roles.iter().find(|(role, _)| role.get_ref() == known);
        definition.is_none_or(|(_, role)| !is_in_phrase(role))
    });
    for (_, fillers) in alone.roles.iter_mut().filter(|(known, _)| known == target) {
        *fillers = filler.to_vec();
    }
    alone.roles.extend(phrases.into_iter().map(|(role, fillers)| (role.to_owned(), fillers)));
    let told = |role: &str| !alone.fillers(role).is_empty();
    rule.roles.iter().all(|(role, definition)| !definition.need || told(role.get_ref())).then_some(alone)
}

/// What the phrases of the name at `name` hold, by role.
fn of_phrases<'r>(
    syntax: &Syntax,
    name: usize,
    rule: &'r FrameRule,
    pack: &Pack,
) -> Vec<(&'r str, Vec<Filler>)> {
    let held = |role: &RoleRule| -> Vec<Filler> {
        let words: BTreeSet<&str> = prepositions(role).collect();
        let phrases = words.into_iter().flat_map(|word| slots::marked(syntax, name, word));
        let timed = role.at.iter().any(|slot| *slot.get_ref() == Slot::Time);
        let times = syntax.children_by(name, "nmod").filter(|&at| timed && syntax.is_value(at));
        phrases.chain(times).flat_map(|at| one_filler(syntax, at, role, rule, pack)).collect()
    };
    let roles = rule.roles.iter().filter(|(_, role)| is_in_phrase(role));
    roles
        .map(|(name, role)| (name.get_ref().as_str(), held(role)))
        .filter(|(_, held)| !held.is_empty())
        .collect()
}

/// Whether a role is looked for in phrases, and not as what acts or is acted on.
fn is_in_phrase(role: &RoleRule) -> bool {
    let at = |wanted: &Slot| role.at.iter().any(|slot| slot.get_ref() == wanted);
    !at(&Slot::Subject) && !at(&Slot::Object) && (at(&Slot::Time) || prepositions(role).next().is_some())
}

/// `frame` once for each of those who act with the value of theirs, if there are as many of them as of `values`: "Lumen and
/// Kestrel own 40% and 10% of it".
fn respective(
    syntax: &Syntax,
    values: &[usize],
    frame: &Frame,
    rule: &FrameRule,
    pack: &Pack,
) -> Option<Vec<Frame>> {
    let stands = |role: &RoleRule, slot: &Slot| role.at.iter().any(|known| known.get_ref() == slot);
    let (actor, _) = rule.roles.iter().find(|(_, role)| stands(role, &Slot::Subject))?;
    let (acted_on, role) = rule.roles.iter().find(|(_, role)| stands(role, &Slot::Object))?;
    let actors = frame.fillers(actor.get_ref());
    let each = actors.iter().zip(values).map(|(filler, &value)| {
        let mut own = frame.clone();
        for (name, fillers) in &mut own.roles {
            if name == actor.get_ref() {
                *fillers = vec![filler.clone()];
            } else if name == acted_on.get_ref() {
                *fillers = one_filler(syntax, value, role, rule, pack);
            }
        }
        own
    });
    (actors.len() == values.len()).then(|| each.collect())
}

/// `frame` with `value` and what its phrase holds in the places of all values and phrases; `None` if it has none.
fn with_own(syntax: &Syntax, value: usize, frame: &Frame, rule: &FrameRule, pack: &Pack) -> Option<Frame> {
    let mut own = frame.clone();
    let mut phrases = 0;
    for (name, role) in rule.roles.iter() {
        let Some(slot) = own.roles.iter_mut().find(|(known, _)| known == name.get_ref()) else { continue };
        let held = |at: usize| one_filler(syntax, at, role, rule, pack);
        let acted_on = role.at.iter().any(|slot| *slot.get_ref() == Slot::Object);
        let of_value: Vec<Filler> = if acted_on { held(value) } else { Vec::new() };
        let words: BTreeSet<&str> = prepositions(role).collect();
        let phrases_of = words.into_iter().flat_map(|word| slots::marked(syntax, value, word));
        let of_phrase: Vec<Filler> = phrases_of.flat_map(held).collect();
        phrases += usize::from(!of_phrase.is_empty());
        if let Some(found) = [of_value, of_phrase].into_iter().find(|found| !found.is_empty()) {
            slot.1 = found;
        }
    }
    (phrases > 0).then_some(own)
}

/// The prepositions behind which `role` is looked for, on the trigger or on what it acts on.
fn prepositions(role: &RoleRule) -> impl Iterator<Item = &str> {
    role.at.iter().map(Spanned::get_ref).filter_map(|slot| match slot {
        Slot::Preposition(word) => Some(word.as_str()),
        Slot::Path(first, rest) => match (&**first, &**rest) {
            (Slot::Object, Slot::Preposition(word)) => Some(word.as_str()),
            _ => None,
        },
        _ => None,
    })
}
