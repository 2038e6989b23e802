//! From a trigger and its definition to frames: the roles filled, each with what its place in the grammar holds.

mod aside;
mod constant;
mod filler;
mod fits;
mod offered;
mod paired;
mod words;

use aside::with_asides;
use constant::add_constants;
use filler::{fillers, holds_another, holds_unknown};
use fits::{only_qualifies, surroundings_fit};
use offered::one_filler;
use toml::Spanned;

use super::slots;
use super::stance::{self, Held};
use super::syntax::Syntax;
use super::trigger::{Trigger, is_verb};
use crate::model::{Edge, Filler, FillerValue, Frame, Mention, MentionKind, TimeSpan, Value};
use crate::pack::Pack;
use crate::pack::frames::{FrameRule, RoleRule, Slot};

/// A frame that may still lack roles which were told elsewhere in the document.
#[derive(Clone, Debug)]
pub(super) struct Draft<'p> {
    pub(super) frame: Frame,
    pub(super) rule: &'p FrameRule,
    /// Roles whose place holds something of which nothing is known: what was told elsewhere may not fill them.
    pub(super) unclear: Vec<String>,
    /// Whether it is of another of the same kind: "the *previous* contract, with Lumen".
    pub(super) another: bool,
    /// What roles that want several hold already: what was told elsewhere must speak of it too.
    pub(super) partial: Vec<(String, Vec<Filler>)>,
    /// Whether the first of its `either` roles holds all who may fill one or the other: "*Lumen and Kestrel* signed a licence".
    pub(super) even: bool,
}

/// The frames that `trigger` evokes by `rule`: none, one, or one for each filler of a role that is told apart.
pub(super) fn drafts<'p>(
    syntax: &Syntax,
    trigger: Trigger,
    rule: &'p FrameRule,
    pack: &Pack,
) -> Vec<Draft<'p>> {
    // "valuing the joint venture": what has a name tells nothing new of whose it is.
    let known = rule.roles.values().any(|role| role.least > 1) && stands_for_something(syntax, trigger);
    if known || !surroundings_fit(syntax, trigger, rule, pack) {
        return Vec::new();
    }
    let aside = only_qualifies(syntax, trigger, pack);
    let mut roles = Roles::default();
    let mut arguments = Vec::new();
    let mut unclear = Vec::new();
    let mut partial = Vec::new();
    for (name, role) in rule.roles.iter() {
        let name = name.get_ref();
        let (fillers, tokens, trust) = fillers(syntax, trigger, role, rule, &roles, pack);
        arguments.extend(tokens);
        // "The group has extended its licences with Lumen and Kestrel": without the group these two are not all.
        if role.least > 1 && fillers.len() >= role.least && acts_unknown(syntax, trigger, role) {
            return Vec::new();
        }
        if !fillers.is_empty() && fillers.len() >= role.least {
            roles.trust *= trust;
            roles.filled.push((name.clone(), fillers));
        } else if role.need
            && (aside || !role.at.iter().any(|slot| matches!(slot.get_ref(), Slot::Told { .. })))
        {
            return Vec::new();
        } else if role.least > 1 {
            partial.push((name.clone(), fillers));
        } else if role.at.iter().any(|slot| {
            let slot = slot.get_ref();
            holds_unknown(syntax, trigger, slot, role, pack)
                || holds_another(syntax, trigger, slot, &roles, pack)
        }) {
            unclear.push(name.clone());
        }
    }
    if !roles.has_known(syntax) {
        return Vec::new();
    }
    let grammar = &pack.lexicon.grammar;
    let seen_from = seen_from(syntax, trigger, &arguments, rule);
    let held = stance::held(syntax, seen_from, &arguments, rule.negated, rule.modality, grammar);
    let Some(held) = held else { return Vec::new() };
    if held.ended && rule.modified.is_empty() && ends_alone(syntax, trigger) {
        return Vec::new();
    }
    add_constants(syntax, trigger, rule, held, pack, &mut roles);
    add_times(syntax, trigger, rule, pack, &mut roles);
    let another = rule.known && is_another(syntax, trigger);
    let even = roles.are_even(rule);
    let frame = frame(syntax, trigger, rule, held, roles);
    let draft =
        |frame| Draft { frame, rule, unclear: unclear.clone(), another, partial: partial.clone(), even };
    frames(syntax, trigger, frame, rule, pack).into_iter().map(draft).collect()
}

/// `frame` once for each of those that it tells apart.
fn frames(syntax: &Syntax, trigger: Trigger, frame: Frame, rule: &FrameRule, pack: &Pack) -> Vec<Frame> {
    let gapped: Vec<Frame> = syntax
        .gaps(trigger.carrier.unwrap_or(trigger.token))
        .filter_map(|gap| gapped(syntax, gap, &frame, rule, pack))
        .collect();
    // "Lumen owns 75% of *it* and Kestrel 25%": that is not Kestrel.
    if gapped.iter().any(has_twice) {
        return Vec::new();
    }
    let each = paired::paired(syntax, trigger, frame, rule, pack).into_iter();
    each.flat_map(|frame| with_asides(syntax, frame, rule, pack))
        .flat_map(|frame| apart(frame, rule))
        .chain(gapped)
        .collect()
}

/// Whether the subject that should have a part in `role` is a word for somebody that stands for nobody known.
fn acts_unknown(syntax: &Syntax, trigger: Trigger, role: &RoleRule) -> bool {
    let acts = role.at.iter().any(|slot| *slot.get_ref() == Slot::Subject);
    let undecided = |at: usize| {
        syntax.mention(at).is_some_and(|mention| {
            matches!(mention.kind, MentionKind::Nominal | MentionKind::Pronoun) && mention.refers.is_empty()
        })
    };
    acts && slots::find(syntax, trigger, &Slot::Subject).into_iter().any(undecided)
}

/// Where it is told how what `trigger` evokes is held: "the price is *thought to be $5 million*".
fn seen_from(syntax: &Syntax, trigger: Trigger, arguments: &[usize], rule: &FrameRule) -> Trigger {
    let says = |slot: &Spanned<Slot>| *slot.get_ref() == Slot::Predicate;
    if trigger.carrier.is_some() || !rule.roles.values().any(|role| role.at.iter().any(says)) {
        return trigger;
    }
    let said = slots::find(syntax, trigger, &Slot::Predicate).into_iter().find(|at| arguments.contains(at));
    let carrier = said.map(|at| if syntax.is_predicate(at) { at } else { syntax.head(at).unwrap_or(at) });
    Trigger { carrier, ..trigger }
}

/// Whether the trigger is what the text calls something that has a name, or a company without one that it tells nothing more of
/// here: "*the joint venture*", but not "the joint venture with Lumen".
fn stands_for_something(syntax: &Syntax, trigger: Trigger) -> bool {
    let again = || {
        syntax.children_by(trigger.token, "det").any(|at| syntax.lower(at) == "the")
            && !syntax
                .children_by(trigger.token, "nmod")
                .any(|at| matches!(&*syntax.preposition(at), "between" | "of" | "with"))
    };
    syntax.mention(trigger.token).is_some_and(|mention| {
        let known = mention.kind == MentionKind::Nominal && !mention.refers.is_empty();
        known && (mention.found_by == "anaphor" || mention.found_by == "unnamed" && again())
    })
}

/// "is no longer the *exclusive* supplier", "is no longer the *largest* supplier": whether what ends need not be what the trigger tells,
/// but only how it is described.
fn ends_alone(syntax: &Syntax, trigger: Trigger) -> bool {
    let alone = &syntax.grammar.negation.alone;
    let describes = |at: usize| syntax.node(at).xpos == "JJS" || alone.contains(syntax.lower(at));
    syntax.has_child(trigger.token, "cop") && syntax.children_by(trigger.token, "amod").any(describes)
}

/// Whether the trigger is said to be another than what was told: "the *previous* contract".
fn is_another(syntax: &Syntax, trigger: Trigger) -> bool {
    let words = &syntax.grammar.another;
    let tells = |at: usize| words.contains(syntax.lemma(at)) || words.contains(syntax.lower(at));
    syntax.children_by(trigger.token, "amod").any(tells)
}

/// The roles found so far, by name, and how far the places they were found in can be trusted.
struct Roles {
    filled: Vec<(String, Vec<Filler>)>,
    trust: f64,
}

impl Default for Roles {
    fn default() -> Self {
        Self { filled: Vec::new(), trust: 0.95 }
    }
}

impl Roles {
    fn uses(&self, value: &FillerValue) -> bool {
        self.filled.iter().flat_map(|(_, fillers)| fillers).any(|filler| filler.value == *value)
    }

    /// Makes the day that was taken for another the one on which it ends: the role `through`.
    fn end_then(&mut self, through: &str) {
        let is_date = |filler: &Filler| matches!(filler.value, FillerValue::Value(Value::Date(_)));
        if let Some((name, _)) = self.filled.iter_mut().find(|(_, fillers)| fillers.iter().all(is_date)) {
            through.clone_into(name);
        }
    }

    fn has(&self, name: &str) -> bool {
        self.filled.iter().any(|(known, _)| known == name)
    }

    /// Whether several stand where one of the two roles of `either` does, and nobody where the other does.
    fn are_even(&self, rule: &FrameRule) -> bool {
        let Some([one, two]) = &rule.either else { return false };
        let several = |(known, fillers): &(String, Vec<Filler>)| known == one.get_ref() && fillers.len() > 1;
        self.filled.iter().any(several) && !self.has(two.get_ref())
    }

    /// Whether the class of one of the entities is known, if there are several: of nothing but names of unknown things
    /// nobody can tell what they do with each other.
    fn has_known(&self, syntax: &Syntax) -> bool {
        let classes: Vec<&str> = self
            .filled
            .iter()
            .flat_map(|(_, fillers)| fillers)
            .filter_map(|filler| match filler.value {
                FillerValue::Entity(entity) => Some(syntax.annotated.entities[entity].class.as_str()),
                _ => None,
            })
            .collect();
        classes.len() < 2 || classes.iter().any(|class| !class.is_empty())
    }
}

/// Whether what `trigger` evokes is said to end by itself: "the contract *expires* in 2026", "is due to *run out* in May".
fn runs_out(syntax: &Syntax, trigger: Trigger) -> bool {
    let Some(verb) = syntax.head(trigger.token).filter(|_| syntax.rel(trigger.token) == "nsubj") else {
        return false;
    };
    let last = syntax.children_by(verb, "xcomp").last().unwrap_or(verb);
    let ends = syntax.grammar.time.ending.iter().any(|known| is_verb(syntax, last, known));
    ends && !syntax.has_child(last, "obj")
}

/// "through 2032", "since 2019": every frame may carry them.
fn add_times(syntax: &Syntax, trigger: Trigger, rule: &FrameRule, pack: &Pack, roles: &mut Roles) {
    let time = &pack.lexicon.grammar.time;
    if time.except.iter().any(|kind| pack.ontology.is_a(rule.kind.get_ref(), kind)) {
        return;
    }
    let runs_out = runs_out(syntax, trigger) && pack.ontology.has_role(rule.kind.get_ref(), &time.through);
    if runs_out {
        roles.end_then(&time.through);
    }
    let clause = syntax.clause(syntax.clause_root(trigger.token));
    let mut mentions: Vec<&Mention> =
        syntax.mentions().filter(|mention| clause.contains(&syntax.head_of(mention))).collect();
    // What follows the trigger most closely bounds it; "keeps a licence through 2032, while payments end in 2030".
    mentions.sort_by_key(|mention| {
        let before = mention.tokens.start < trigger.first;
        (before, mention.tokens.start.abs_diff(trigger.token))
    });
    for mention in mentions {
        let Some(Value::Date(span)) = &mention.value else { continue };
        if roles.uses(&FillerValue::Value(Value::Date(span.clone()))) {
            continue;
        }
        let bounds = [
            (&time.since, matches!(span.edge, Edge::Since | Edge::Between) && span.from.is_some()),
            (
                &time.through,
                (runs_out || matches!(span.edge, Edge::Through | Edge::Between)) && span.through.is_some(),
            ),
        ];
        for (name, given) in bounds {
            let fits = pack.ontology.has_role(rule.kind.get_ref(), name);
            if given && fits && !roles.has(name) {
                let value = if *name == time.since {
                    TimeSpan { through: None, ..span.clone() }
                } else {
                    TimeSpan { from: None, ..span.clone() }
                };
                let filler = Filler { value: FillerValue::Value(Value::Date(value)), span: mention.span };
                roles.filled.push((name.clone(), vec![filler]));
            }
        }
    }
}

fn frame(syntax: &Syntax, trigger: Trigger, rule: &FrameRule, held: Held, roles: Roles) -> Frame {
    Frame {
        kind: rule.kind.get_ref().clone(),
        roles: roles.filled,
        modality: held.modality,
        attributed_to: held.attributed_to,
        sentence: syntax.sentence,
        evidence: syntax.annotated.sentences[syntax.sentence].span,
        trigger: syntax.cover(&[trigger.first, trigger.token]),
        rule: rule.id.get_ref().clone(),
        confidence: roles.trust,
    }
}

/// The frame again with another subject and another value: "Lumen owns 60% of it and *Kestrel 40%*".
fn gapped(
    syntax: &Syntax,
    (name, value): (usize, usize),
    frame: &Frame,
    rule: &FrameRule,
    pack: &Pack,
) -> Option<Frame> {
    let mut again = frame.clone();
    let mut put = |at: usize, fits: &dyn Fn(&RoleRule) -> bool| {
        let (role, definition) = rule.roles.iter().find(|(_, role)| fits(role))?;
        let fillers = one_filler(syntax, at, definition, rule, pack);
        let slot = again.roles.iter_mut().find(|(known, _)| known == role.get_ref())?;
        slot.1 = Some(fillers).filter(|fillers| !fillers.is_empty())?;
        Some(())
    };
    put(name, &|role| role.at.iter().any(|slot| *slot.get_ref() == Slot::Subject))?;
    put(value, &|role| !one_filler(syntax, value, role, rule, pack).is_empty())?;
    Some(again)
}

/// Whether an entity fills two roles of `frame`.
fn has_twice(frame: &Frame) -> bool {
    let all: Vec<&FillerValue> =
        frame.roles.iter().flat_map(|(_, own)| own).map(|filler| &filler.value).collect();
    let entity = |value: &&FillerValue| matches!(value, FillerValue::Entity(_));
    (1..all.len()).any(|ix| entity(&all[ix]) && all[..ix].contains(&all[ix]))
}

/// One frame for each filler of the roles that are told apart.
fn apart(frame: Frame, rule: &FrameRule) -> Vec<Frame> {
    let mut frames = vec![frame];
    for (name, _) in rule.roles.iter().filter(|(_, role)| role.each) {
        let name = name.get_ref();
        frames = frames
            .into_iter()
            .flat_map(|frame| {
                let fillers = frame.fillers(name).to_vec();
                if fillers.len() < 2 {
                    return vec![frame];
                }
                let with = |filler: Filler| {
                    let mut one = frame.clone();
                    for (role, value) in &mut one.roles {
                        if role == name {
                            *value = vec![filler.clone()];
                        }
                    }
                    one
                };
                fillers.into_iter().map(with).collect()
            })
            .collect();
    }
    frames
}
