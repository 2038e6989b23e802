//! One document held against a question.

use std::collections::{BTreeMap, BTreeSet};

use super::{Cause, Question, Role};
use crate::model::{Annotated, Claim, Evidence, Id, Mention, Object};
use crate::pack::frames::{FrameRule, RoleRule};
use crate::pack::{Ontology, Pack};
use crate::relate::evoked;

/// Words that would evoke a frame: so many are enough as a hint.
const WORDS: usize = 8;

/// A sentence, what failed in it, and how many of the fillers it has.
pub(super) type Nearest = (Option<String>, Cause, usize);

/// The frame of the kind that comes nearest of those that a document claims with some of the fillers, and what it lacks.
/// That it lacks nothing is told as [`Cause::Stated`].
pub(super) fn claimed(
    question: &Question,
    text: &str,
    all: &[Claim],
    ontology: &Ontology,
) -> Option<Nearest> {
    let mut by_frame: BTreeMap<&Id, Vec<&Claim>> = BTreeMap::new();
    for claim in all {
        by_frame.entry(&claim.subject).or_default().push(claim);
    }
    let mut found: Vec<Nearest> = Vec::new();
    for (frame, claims) in by_frame {
        if !claims.iter().any(|claim| question.is_kind(claim)) {
            continue;
        }
        let filled = |role: &&Role| claims.iter().any(|claim| role.is_filled_by(claim));
        let (there, missing): (Vec<&Role>, Vec<&Role>) = question.roles.iter().partition(filled);
        let cause = match missing.first() {
            None => Cause::Stated(frame.clone()),
            Some(_) if there.is_empty() && question.node.as_ref() != Some(frame) => continue,
            Some(role) => misfit(role, all, ontology).unwrap_or_else(|| other_filler(frame, role, &claims)),
        };
        found.push((fullest_sentence(question, text, &claims), cause, there.len()));
    }
    found.into_iter().max_by_key(|(_, cause, there)| (cause.progress(), *there))
}

/// The sentence that tells most of what was asked for, by the claims about one frame.
fn fullest_sentence(question: &Question, text: &str, claims: &[&Claim]) -> Option<String> {
    let mut told: BTreeMap<(usize, usize), BTreeSet<&str>> = BTreeMap::new();
    for claim in claims.iter().filter(|claim| question.is_about(claim)) {
        let Evidence { sentence_start, sentence_end, .. } = claim.evidence;
        told.entry((sentence_start, sentence_end)).or_default().insert(&claim.predicate);
    }
    let ((start, end), _) = told.into_iter().rev().max_by_key(|(_, told)| told.len())?;
    let sentence: String = text.chars().skip(start).take(end.saturating_sub(start)).collect();
    Some(one_line(&sentence))
}

/// A document as the engine reads it.
pub(super) struct Reading<'a> {
    pub(super) question: &'a Question,
    pub(super) annotated: &'a Annotated,
    pub(super) pack: &'a Pack,
}

impl Reading<'_> {
    /// The sentence that has most of the names, and what failed in it.
    pub(super) fn best_sentence(&self) -> Nearest {
        let entities: Vec<&Role> = self.question.roles.iter().filter(|role| role.filler.entity).collect();
        let shown = |roles: &[&Role]| roles.iter().map(|role| role.filler.shown.clone()).collect::<Vec<_>>();
        let anywhere =
            |role: &&&Role| self.annotated.mentions.iter().any(|mention| self.means(mention, role));
        let unnamed: Vec<&Role> = entities.iter().filter(|role| !anywhere(role)).copied().collect();
        if !unnamed.is_empty() {
            return (None, Cause::Mention(shown(&unnamed)), entities.len() - unnamed.len());
        }
        let mut best: Option<Nearest> = None;
        for sentence in 0..self.annotated.sentences.len() {
            let here = |role: &&&Role| {
                let in_sentence = |mention: &&Mention| mention.sentence == sentence;
                self.annotated.mentions.iter().filter(in_sentence).any(|mention| self.means(mention, role))
            };
            let (there, missing): (Vec<&Role>, Vec<&Role>) = entities.iter().partition(|role| here(role));
            if there.is_empty() && !entities.is_empty() {
                continue;
            }
            let cause = self.cause_in(sentence, &there, shown(&missing));
            let text = self.annotated.sentences[sentence].span.of(&self.annotated.document.text);
            let found = (Some(one_line(text)), cause, there.len());
            if best.as_ref().is_none_or(|best| (found.1.progress(), found.2) > (best.1.progress(), best.2)) {
                best = Some(found);
            }
        }
        best.unwrap_or((None, Cause::Mention(shown(&entities)), 0))
    }

    /// What failed in a sentence that names those who fill the roles `there`, but not `missing`.
    fn cause_in(&self, sentence: usize, there: &[&Role], missing: Vec<String>) -> Cause {
        let evoked = evoked(self.annotated, sentence, self.pack);
        let of_kind = evoked.iter().find(|(_, rule)| self.question.kinds.contains(rule.kind.get_ref()));
        let Some((trigger, rule)) = of_kind else {
            if !missing.is_empty() {
                return Cause::Apart(missing);
            }
            return if self.annotated.trees[sentence].is_none() {
                Cause::Parse
            } else {
                Cause::Trigger(self.words())
            };
        };
        let trigger = trigger.of(&self.annotated.document.text).to_owned();
        if let Some((role, class, wanted)) = there.iter().find_map(|role| self.unfit(sentence, role, rule)) {
            let (trigger, name) = (Some(trigger), role.name.clone().unwrap_or_default());
            return Cause::Type { trigger, role: name, filler: role.filler.shown.clone(), class, wanted };
        }
        if missing.is_empty() { Cause::Unfilled { trigger } } else { Cause::Apart(missing) }
    }

    /// The role, the class of what should fill it, and the classes that may, if it may not.
    fn unfit<'r>(
        &self,
        sentence: usize,
        role: &'r Role,
        rule: &FrameRule,
    ) -> Option<(&'r Role, String, Vec<String>)> {
        let name = role.name.as_ref()?;
        let (_, wanted): (_, &RoleRule) = rule.roles.iter().find(|(known, _)| known.get_ref() == name)?;
        let classes = &wanted.is.get_ref().0;
        let mut mentions = self.annotated.mentions.iter().filter(|mention| mention.sentence == sentence);
        let mention = mentions.find(|mention| self.means(mention, role))?;
        let class = mention
            .refers
            .first()
            .map_or(mention.class.as_str(), |&entity| self.annotated.entities[entity].class.as_str());
        let may = |wanted: &String| wanted == "Text" || self.pack.ontology.is_a(class, wanted);
        (!(classes.iter().any(may) || wanted.names && class.is_empty()))
            .then(|| (role, class.to_owned(), classes.clone()))
    }

    /// Whether a mention is of what should fill the role.
    fn means(&self, mention: &Mention, role: &Role) -> bool {
        let text = &self.annotated.document.text;
        role.filler.is_called(mention.span.of(text))
            || mention.refers.iter().any(|&entity| {
                let entity = &self.annotated.entities[entity];
                role.filler.id.as_ref() == Some(&entity.id)
                    || entity.aliases.iter().chain([&entity.name]).any(|name| role.filler.is_called(name))
            })
    }

    /// Some words that evoke frames of the kind.
    fn words(&self) -> Vec<String> {
        let rules =
            self.pack.frames.rules.iter().filter(|rule| self.question.kinds.contains(rule.kind.get_ref()));
        let words: BTreeSet<&String> = rules.flat_map(|rule| rule.verbs.iter().chain(&rule.nouns)).collect();
        words.into_iter().take(WORDS).cloned().collect()
    }
}

/// That what should fill the role may not, as the ontology and the document have it.
fn misfit(role: &Role, claims: &[Claim], ontology: &Ontology) -> Option<Cause> {
    let (name, node) = (role.name.as_ref()?, role.filler.id.as_ref()?);
    let typed = claims.iter().filter(|claim| claim.subject == *node && claim.predicate == "rdf:type");
    let classes: Vec<&String> = typed
        .filter_map(|claim| match &claim.object {
            Object::Term(class) => Some(class),
            _ => None,
        })
        .collect();
    let wanted: Vec<String> = ontology.property(name)?.range.clone();
    let may = |class: &&&String| wanted.iter().any(|wanted| ontology.is_a(class, wanted));
    if wanted.iter().any(|wanted| ontology.class(wanted).is_none()) || classes.iter().any(|class| may(&class))
    {
        return None;
    }
    let class = (*classes.first()?).clone();
    Some(Cause::Type { trigger: None, role: name.clone(), filler: role.filler.shown.clone(), class, wanted })
}

/// What a frame has in a role that was asked for with another filler.
fn other_filler(frame: &Id, role: &Role, claims: &[&Claim]) -> Cause {
    let named = |claim: &&&Claim| role.name.as_ref().is_some_and(|name| *name == claim.predicate);
    let fillers: BTreeSet<String> = claims.iter().filter(named).map(|claim| claim.object.key()).collect();
    Cause::Role {
        frame: frame.clone(),
        role: role.name.clone(),
        wanted: role.filler.shown.clone(),
        fillers: fillers.into_iter().collect(),
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
