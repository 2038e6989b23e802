//! Values joined by "and", each with a phrase of its own: "owns 49% of Lumen *and 18% of Kestrel*".

use std::collections::BTreeSet;

use toml::Spanned;

use super::offered::one_filler;
use crate::model::{Filler, Frame};
use crate::pack::Pack;
use crate::pack::frames::{FrameRule, RoleRule, Slot};
use crate::relate::slots;
use crate::relate::syntax::Syntax;
use crate::relate::trigger::Trigger;

/// `frame` once for each of the values that its trigger acts on, with what the phrase of that value holds; by itself if there is but one.
pub(super) fn paired(
    syntax: &Syntax,
    trigger: Trigger,
    frame: Frame,
    rule: &FrameRule,
    pack: &Pack,
) -> Vec<Frame> {
    let objects = slots::find(syntax, trigger, &Slot::Object);
    let values: Vec<usize> = objects.into_iter().filter(|&at| syntax.is_value(at)).collect();
    if values.len() < 2 {
        return vec![frame];
    }
    let each = values.iter().map(|&value| with_own(syntax, value, &frame, rule, pack));
    each.collect::<Option<Vec<Frame>>>()
        .or_else(|| respective(syntax, &values, &frame, rule, pack))
        .unwrap_or_else(|| vec![frame])
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
