//! What a frame definition must keep to, beyond its syntax.

use std::ops::Range;

use toml::Spanned;

use super::{FrameRule, Slot};
use crate::model::{Diagnostic, Span};
use crate::pack::Ontology;
use crate::pack::files::File;

/// Values that may fill a role besides the ontology's classes.
pub(super) const VALUES: [&str; 9] =
    ["Money", "UnitPrice", "Date", "Percent", "Quantity", "Duration", "Text", "Phrase", "Whereabouts"];

/// All that is wrong with `rule`, given the rules read before it.
pub(super) fn problems(
    rule: &FrameRule,
    before: &[FrameRule],
    ontology: &Ontology,
    file: &File,
) -> Vec<Diagnostic> {
    let at = |message: String, range: Range<usize>| {
        Diagnostic::error(message).at(&file.shown, &file.text, Span::new(range.start, range.end))
    };
    let mut found = Vec::new();
    if before.iter().any(|other| other.id.get_ref() == rule.id.get_ref()) {
        found.push(at(format!("the frame id `{}` is taken", rule.id.get_ref()), rule.id.span()));
    }
    if !ontology.kinds().any(|kind| kind.name == *rule.kind.get_ref()) {
        let problem = at(format!("unknown kind `{}`", rule.kind.get_ref()), rule.kind.span());
        found.push(did_you_mean(
            problem,
            rule.kind.get_ref(),
            ontology.kinds().map(|kind| kind.name.as_str()),
        ));
        return found;
    }
    if rule.verbs.is_empty()
        && rule.nouns.is_empty()
        && rule.adjectives.is_empty()
        && rule.mentions.is_empty()
    {
        found.push(
            at(format!("nothing evokes the frame `{}`", rule.id.get_ref()), rule.id.span())
                .hint("give it `verbs`, `nouns`, `adjectives` or `mentions`"),
        );
    }
    let roles: Vec<&str> = ontology.roles_of(rule.kind.get_ref()).map(|role| role.name.as_str()).collect();
    let named =
        rule.roles.keys().chain(rule.set.keys()).chain(rule.cue.keys()).chain(rule.either.iter().flatten());
    for name in named.filter(|name| !roles.contains(&name.get_ref().as_str())) {
        let problem = at(format!("`{}` has no role `{}`", rule.kind.get_ref(), name.get_ref()), name.span());
        found.push(did_you_mean(problem, name.get_ref(), roles.iter().copied()));
    }
    for role in rule.roles.values() {
        for class in role.is.get_ref().0.iter().filter(|class| !known_filler(class, ontology)) {
            let problem = at(format!("nothing is a `{class}`"), role.is.span());
            found.push(problem.hint(format!("a class of the ontology, or one of {}", VALUES.join(", "))));
        }
        found.extend(role.at.iter().filter_map(|slot| told_problem(slot, ontology, &at)));
    }
    for class in rule.mentions.iter().filter(|class| ontology.class(class.get_ref()).is_none()) {
        found.push(at(format!("unknown class `{}`", class.get_ref()), class.span()));
    }
    for (name, value) in &rule.set {
        if let Some(term) = value.individual()
            && ontology.individual(term).is_none()
        {
            found.push(at(format!("unknown individual `{term}`"), name.span()));
        }
    }
    found
}

fn known_filler(class: &str, ontology: &Ontology) -> bool {
    VALUES.contains(&class) || ontology.class(class).is_some()
}

fn told_problem(
    slot: &Spanned<Slot>,
    ontology: &Ontology,
    at: &impl Fn(String, Range<usize>) -> Diagnostic,
) -> Option<Diagnostic> {
    let Slot::Told { kind, role } = slot.get_ref() else { return None };
    if !ontology.kinds().any(|known| known.name == *kind) {
        return Some(at(format!("unknown kind `{kind}`"), slot.span()));
    }
    let has = ontology.has_role(kind, role);
    (!has).then(|| at(format!("`{kind}` has no role `{role}`"), slot.span()))
}

pub(super) fn did_you_mean<'a>(
    problem: Diagnostic,
    wrong: &str,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    let best = known
        .map(|name| (strsim::normalized_damerau_levenshtein(wrong, name), name))
        .filter(|(likeness, _)| *likeness > 0.6)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    match best {
        Some((_, name)) => problem.hint(format!("did you mean `{name}`?")),
        None => problem,
    }
}
