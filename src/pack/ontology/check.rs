//! What an ontology must keep to, so that frames, keys and queries can rely on it.

use std::collections::BTreeSet;

use super::triples::Triples;
use super::{Class, FRAME, Individual, Ontology, Property};
use crate::model::Diagnostic;

/// Every term used is declared, every key role can be had by its class, every kind has a key, all is named.
pub(super) fn check(ontology: &Ontology, triples: &Triples) -> Vec<Diagnostic> {
    let mut check = Check { ontology, triples, own: own_prefixes(ontology), problems: Vec::new() };
    ontology.classes().for_each(|class| check.class(class));
    ontology.properties().for_each(|property| check.property(property));
    ontology.individuals().for_each(|individual| check.individual(individual));
    check.problems
}

struct Check<'a> {
    ontology: &'a Ontology,
    triples: &'a Triples<'a>,
    own: BTreeSet<&'a str>,
    problems: Vec<Diagnostic>,
}

impl Check<'_> {
    fn class(&mut self, class: &Class) {
        self.described(&class.name, &class.label, &class.comment);
        for other in class.parents.iter().chain(&class.disjoint) {
            self.is_class(&class.name, other);
        }
        self.roles(class, "key", &class.key);
        self.roles(class, "scope", &class.scope);
        self.key_roles(class, "contested", &class.contested);
        self.key_roles(class, "deniedOfEach", &class.denied_of_each);
        if class.key.is_empty() && self.ontology.is_a(&class.name, FRAME) && !self.has_children(class) {
            self.problem(
                &class.name,
                &class.name,
                format!("{} is a kind of frame without a key", class.name),
            );
        }
    }

    /// Those of its roles that say something special of a class must be roles that it can have.
    fn roles(&mut self, class: &Class, list: &str, roles: &[String]) {
        for role in roles {
            match self.ontology.property(role) {
                None => self.problem(&class.name, role, format!("{list} role {role} is not declared")),
                Some(_) if !self.ontology.has_role(&class.name, role) => {
                    let message = format!("{} has {role} in its {list} but not in its domain", class.name);
                    self.problem(&class.name, role, message);
                }
                Some(_) => {}
            }
        }
    }

    /// What may be told differently of one thing can only be something that tells it from others.
    fn key_roles(&mut self, class: &Class, list: &str, roles: &[String]) {
        self.roles(class, list, roles);
        for role in roles.iter().filter(|role| !class.key.contains(role)) {
            let message = format!("{list} role {role} is not in the key of {}", class.name);
            self.problem(&class.name, role, message);
        }
    }

    fn property(&mut self, property: &Property) {
        self.described(&property.name, &property.label, &property.comment);
        for class in property.domain.iter().chain(&property.range) {
            self.is_class(&property.name, class);
        }
    }

    fn individual(&mut self, individual: &Individual) {
        self.described(&individual.name, &individual.label, &individual.comment);
        for class in &individual.classes {
            self.is_class(&individual.name, class);
        }
        for other in &individual.excludes {
            if self.ontology.individual(other).is_none() {
                self.problem(&individual.name, other, format!("{other} is not declared as an individual"));
            }
        }
    }

    /// A class of a foreign vocabulary is taken as it is.
    fn is_class(&mut self, subject: &str, class: &str) {
        let foreign = class.split_once(':').is_none_or(|(prefix, _)| !self.own.contains(prefix));
        if !foreign && self.ontology.class(class).is_none() {
            self.problem(subject, class, format!("{class} is not declared as a class"));
        }
    }

    fn described(&mut self, name: &str, label: &str, comment: &str) {
        if label.is_empty() || comment.is_empty() {
            self.problem(name, name, format!("{name} needs an English rdfs:label and rdfs:comment"));
        }
    }

    fn has_children(&self, class: &Class) -> bool {
        self.ontology.classes().any(|other| other.parents.contains(&class.name))
    }

    fn problem(&mut self, subject: &str, name: &str, message: String) {
        let problem = Diagnostic::error(message);
        self.problems.push(self.triples.at(problem, subject, name));
    }
}

/// The prefixes in whose namespace the ontology declares something.
fn own_prefixes(ontology: &Ontology) -> BTreeSet<&str> {
    let classes = ontology.classes().map(|class| &class.name);
    let properties = ontology.properties().map(|property| &property.name);
    classes.chain(properties).filter_map(|name| Some(name.split_once(':')?.0)).collect()
}
