//! Classes, roles, keys and individuals, read from `ontology/*.ttl`.
//!
//! Only what the engine goes by is kept: `rdfs:subClassOf` between named classes, labels and comments, `owl:hasKey`,
//! `owl:disjointWith`, domains and ranges (also `schema:domainIncludes` and `schema:rangeIncludes`),
//! `owl:FunctionalProperty`, and typed individuals. Names are prefixed names throughout: `pact:Investment`.

mod check;
mod triples;

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Files;
use crate::model::Diagnostic;
use triples::{Triples, vocabulary as v};

/// The class below which all kinds of frame stand. The names here are the only ones of the field that the code knows.
pub const FRAME: &str = "pact:Frame";
/// The class of frames that either have happened or not.
pub const EVENT: &str = "pact:Event";
/// The class of events that happen to an agreement, each once: nobody can still speak of it as possible afterwards.
pub const AGREEMENT_EVENT: &str = "pact:AgreementEvent";
/// The class of states of what holds no longer.
pub const PAST: &str = "pact:PastStatus";
/// Says of a class which roles tell how far it reaches.
const SCOPE: &str = "pact:scope";
/// Says of a class about which roles of its key documents may be at odds.
const CONTESTED: &str = "pact:contested";
/// Says of a class of which role's fillers each is meant if it is denied for several.
const DENIED_OF_EACH: &str = "pact:deniedOfEach";
/// Says of a state which others nothing can be in at the same time.
const EXCLUDES: &str = "pact:excludes";
/// The role that says from when a frame holds.
pub const VALID_FROM: &str = "pact:validFrom";
/// The role that says until when a frame holds.
pub const VALID_THROUGH: &str = "pact:validThrough";

/// All classes, properties and individuals of a pack.
#[derive(Clone, Debug, Default)]
pub struct Ontology {
    prefixes: BTreeMap<String, String>,
    classes: Table<Class>,
    properties: Table<Property>,
    individuals: Table<Individual>,
    /// For each class all above it.
    above: FxHashMap<String, FxHashSet<String>>,
    /// For each class, whether declared here or not, the roles it can have, as places in the properties.
    roles: FxHashMap<String, Vec<usize>>,
}

/// A class of entities or a kind of frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Class {
    /// Prefixed name: `pact:Investment`.
    pub name: String,
    /// What people call it, in English.
    pub label: String,
    /// What it means, in English.
    pub comment: String,
    /// The classes right above it, some maybe of other ontologies.
    pub parents: Vec<String>,
    /// The roles that say which one it is, in the order they take in its IRI.
    pub key: Vec<String>,
    /// Classes that nothing can be in at the same time.
    pub disjoint: Vec<String>,
    /// The roles that tell how far it reaches: more in one document and less in another is a disagreement.
    pub scope: Vec<String>,
    /// The roles of the key that may be told differently of one and the same instance.
    pub contested: Vec<String>,
    /// The roles of the key of whose fillers each is meant if an instance is denied for several.
    pub denied_of_each: Vec<String>,
}

/// A role of frames, or another property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Property {
    /// Prefixed name: `pact:investor`.
    pub name: String,
    /// What people call it, in English.
    pub label: String,
    /// What it means, in English.
    pub comment: String,
    /// Classes that can have it; any of them.
    pub domain: Vec<String>,
    /// Classes or datatypes of its values; any of them.
    pub range: Vec<String>,
    /// Whether it has one value at a time.
    pub functional: bool,
}

/// A named value: a status, a stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Individual {
    /// Prefixed name: `pact:Announced`.
    pub name: String,
    /// What people call it, in English.
    pub label: String,
    /// What it means, in English.
    pub comment: String,
    /// What it is.
    pub classes: Vec<String>,
    /// Other individuals that nothing can be at the same time.
    pub excludes: Vec<String>,
}

impl Ontology {
    /// Reads and checks `ontology/*.ttl`.
    ///
    /// # Errors
    /// Every problem found, each with file, line and column.
    pub fn load(files: &Files) -> Result<Self, Vec<Diagnostic>> {
        let triples = Triples::read(files)?;
        let ontology = Self::from_triples(&triples);
        let problems = check::check(&ontology, &triples);
        if problems.is_empty() { Ok(ontology) } else { Err(problems) }
    }

    /// The class of that name.
    #[must_use]
    pub fn class(&self, name: &str) -> Option<&Class> {
        self.classes.get(name)
    }

    /// All classes in the files' order.
    pub fn classes(&self) -> impl Iterator<Item = &Class> {
        self.classes.list.iter()
    }

    /// The property of that name.
    #[must_use]
    pub fn property(&self, name: &str) -> Option<&Property> {
        self.properties.get(name)
    }

    /// All properties in the files' order.
    pub fn properties(&self) -> impl Iterator<Item = &Property> {
        self.properties.list.iter()
    }

    /// The individual of that name.
    #[must_use]
    pub fn individual(&self, name: &str) -> Option<&Individual> {
        self.individuals.get(name)
    }

    /// All individuals in the files' order.
    pub fn individuals(&self) -> impl Iterator<Item = &Individual> {
        self.individuals.list.iter()
    }

    /// Whether nothing can be in both states at the same time.
    #[must_use]
    pub fn exclude_each_other(&self, state: &str, other: &str) -> bool {
        let excludes = |state: &str, other: &str| {
            self.individual(state).is_some_and(|state| state.excludes.iter().any(|name| name == other))
        };
        excludes(state, other) || excludes(other, state)
    }

    /// Whether `individual` is one of `class` or of a class below it.
    #[must_use]
    pub fn is_one_of(&self, individual: &str, class: &str) -> bool {
        self.individual(individual).is_some_and(|found| found.classes.iter().any(|of| self.is_a(of, class)))
    }

    /// Whether `class` is `ancestor` or stands below it.
    #[must_use]
    pub fn is_a(&self, class: &str, ancestor: &str) -> bool {
        class == ancestor || self.above.get(class).is_some_and(|above| above.contains(ancestor))
    }

    /// Whether `role` tells how far an instance of `class` reaches.
    #[must_use]
    pub fn is_scope(&self, class: &str, role: &str) -> bool {
        self.class(class).is_some_and(|class| class.scope.iter().any(|known| known == role))
    }

    /// The kinds of frame, in the files' order: the classes below [`FRAME`] that have a key.
    pub fn kinds(&self) -> impl Iterator<Item = &Class> {
        self.classes().filter(|class| self.is_a(&class.name, FRAME) && !class.key.is_empty())
    }

    /// The roles that `class` can have, its own and those of the classes above it, in the files' order.
    pub fn roles_of(&self, class: &str) -> impl Iterator<Item = &Property> {
        self.roles.get(class).into_iter().flatten().map(|&at| &self.properties.list[at])
    }

    /// Whether `class` can have the role of that name.
    #[must_use]
    pub fn has_role(&self, class: &str, role: &str) -> bool {
        self.roles_of(class).any(|property| property.name == role)
    }

    /// The prefixes of the files and their namespaces.
    #[must_use]
    pub const fn prefixes(&self) -> &BTreeMap<String, String> {
        &self.prefixes
    }

    /// The IRI of a prefixed name; `None` if the prefix is unknown.
    #[must_use]
    pub fn expand(&self, name: &str) -> Option<String> {
        let (prefix, local) = name.split_once(':')?;
        Some(format!("{}{local}", self.prefixes.get(prefix)?))
    }

    /// The prefixed name of an IRI; `None` if no prefix fits or the rest is no plain name.
    #[must_use]
    pub fn compact(&self, iri: &str) -> Option<String> {
        compact(&self.prefixes, iri)
    }

    fn from_triples(triples: &Triples) -> Self {
        let mut ontology = Self { prefixes: triples.prefixes().clone(), ..Self::default() };
        for name in triples.subjects() {
            let types = triples.names(name, v::TYPE);
            if types.iter().any(|of| v::CLASS_TYPES.contains(&of.as_str())) {
                ontology.classes.push(name, read_class(triples, name));
            } else if types.iter().any(|of| v::PROPERTY_TYPES.contains(&of.as_str())) {
                ontology.properties.push(name, read_property(triples, name, &types));
            } else if types.iter().any(|of| of == v::INDIVIDUAL) {
                ontology.individuals.push(name, read_individual(triples, name, types));
            }
        }
        ontology.above = ontology
            .classes()
            .map(|class| {
                let mut above = FxHashSet::default();
                ontology.climb(&class.name, &mut above);
                (class.name.clone(), above)
            })
            .collect();
        let domains = ontology.properties().flat_map(|property| &property.domain);
        let classes = ontology.classes().map(|class| &class.name).chain(domains);
        let roles = |class: &String| {
            let all = ontology.properties().enumerate();
            let own =
                all.filter(|(_, property)| property.domain.iter().any(|domain| ontology.is_a(class, domain)));
            (class.clone(), own.map(|(at, _)| at).collect())
        };
        ontology.roles = classes.map(roles).collect();
        ontology
    }

    fn climb(&self, class: &str, above: &mut FxHashSet<String>) {
        for parent in self.class(class).into_iter().flat_map(|class| &class.parents) {
            if above.insert(parent.clone()) {
                self.climb(parent, above);
            }
        }
    }
}

fn read_class(triples: &Triples, name: &str) -> Class {
    Class {
        name: name.to_owned(),
        label: triples.text(name, v::LABEL),
        comment: triples.text(name, v::COMMENT),
        parents: triples.names(name, v::SUBCLASS),
        key: triples.list(name, v::KEY),
        disjoint: triples.names(name, v::DISJOINT),
        scope: triples.names(name, SCOPE),
        contested: triples.names(name, CONTESTED),
        denied_of_each: triples.names(name, DENIED_OF_EACH),
    }
}

fn read_property(triples: &Triples, name: &str, types: &[String]) -> Property {
    let either = |one, many| [triples.names(name, one), triples.names(name, many)].concat();
    Property {
        name: name.to_owned(),
        label: triples.text(name, v::LABEL),
        comment: triples.text(name, v::COMMENT),
        domain: either(v::DOMAIN, v::DOMAIN_INCLUDES),
        range: either(v::RANGE, v::RANGE_INCLUDES),
        functional: types.iter().any(|of| of == v::FUNCTIONAL),
    }
}

fn read_individual(triples: &Triples, name: &str, types: Vec<String>) -> Individual {
    Individual {
        name: name.to_owned(),
        label: triples.text(name, v::LABEL),
        comment: triples.text(name, v::COMMENT),
        classes: types.into_iter().filter(|of| of != v::INDIVIDUAL).collect(),
        excludes: triples.names(name, EXCLUDES),
    }
}

/// The prefixed name of an IRI by the longest namespace that fits.
fn compact(prefixes: &BTreeMap<String, String>, iri: &str) -> Option<String> {
    let (prefix, local) = prefixes
        .iter()
        .filter_map(|(prefix, namespace)| Some((prefix, iri.strip_prefix(namespace.as_str())?)))
        .min_by_key(|(_, local)| local.len())?;
    let plain = !local.is_empty() && local.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-');
    plain.then(|| format!("{prefix}:{local}"))
}

/// Things in the files' order, found by name.
#[derive(Clone, Debug)]
struct Table<T> {
    list: Vec<T>,
    by_name: BTreeMap<String, usize>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self { list: Vec::new(), by_name: BTreeMap::new() }
    }
}

impl<T> Table<T> {
    fn push(&mut self, name: &str, item: T) {
        self.by_name.insert(name.to_owned(), self.list.len());
        self.list.push(item);
    }

    fn get(&self, name: &str) -> Option<&T> {
        self.by_name.get(name).map(|&at| &self.list[at])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::Files;

    fn embedded() -> Ontology {
        Ontology::load(&Files::embedded()).unwrap_or_else(|problems| panic!("{problems:#?}"))
    }

    /// Kinds and their keys, as the design lays them down and deal news needs them.
    #[test]
    fn every_kind_has_a_key_of_its_own_roles() {
        let ontology = embedded();
        assert!(ontology.kinds().count() >= 30);
        for kind in ontology.kinds() {
            for role in &kind.key {
                assert!(ontology.has_role(&kind.name, role), "{kind:?}");
            }
        }
    }

    #[test]
    fn every_role_says_where_it_belongs_and_what_it_takes() {
        let ontology = embedded();
        for property in ontology.properties().filter(|property| !property.name.starts_with("pact:conflict")) {
            assert!(
                !property.domain.is_empty() && !property.range.is_empty() || !is_role(&ontology, property)
            );
        }
    }

    fn is_role(ontology: &Ontology, property: &Property) -> bool {
        property.domain.iter().any(|class| ontology.is_a(class, FRAME))
    }

    #[test]
    fn classes_stand_below_each_other() {
        let ontology = embedded();
        assert!(ontology.is_a("pact:Company", "pact:Agent"));
        assert!(ontology.is_a("pact:Company", "org:Organization"));
        assert!(ontology.is_a("pact:Royalty", FRAME));
        assert!(!ontology.is_a("pact:Person", "pact:Company"));
        let roles: Vec<_> = ontology.roles_of("pact:Royalty").map(|role| role.name.as_str()).collect();
        assert!(roles.contains(&"pact:payer") && roles.contains(&"pact:validThrough"), "{roles:?}");
    }

    #[test]
    fn names_and_iris_turn_into_each_other() {
        let ontology = embedded();
        let iri = ontology.expand("pact:Investment").unwrap();
        assert_eq!(iri, "https://w3id.org/pactum/ns#Investment");
        assert_eq!(ontology.compact(&iri).unwrap(), "pact:Investment");
        assert_eq!(ontology.compact("https://elsewhere.org/x"), None);
        assert_eq!(ontology.compact("https://schema.org/a/b"), None);
    }

    #[test]
    fn mistakes_are_shown_where_they_are() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir(dir.path().join("ontology")).unwrap();
        let turtle = "@prefix e: <http://e.org/> .\n@prefix owl: <http://www.w3.org/2002/07/owl#> .\n\
             @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n\n\
             e:Deal a owl:Class ;\n    rdfs:subClassOf e:Thing ;\n    rdfs:label \"deal\" ;\n    rdfs:comment \"A deal.\" .\n";
        std::fs::write(dir.path().join("ontology/e.ttl"), turtle).unwrap();
        let files = Files::default().overlay(dir.path()).unwrap();
        let problems = Ontology::load(&files).unwrap_err();
        let shown = problems[0].to_string();
        assert!(shown.ends_with("e.ttl:6:21: e:Thing is not declared as a class"), "{shown}");

        std::fs::write(dir.path().join("ontology/e.ttl"), "@prefix e: <http://e.org/> .\ne:a e:b c:d .")
            .unwrap();
        let files = Files::default().overlay(dir.path()).unwrap();
        let shown = Ontology::load(&files).unwrap_err()[0].to_string();
        assert!(shown.contains("e.ttl:2:9: this is not Turtle"), "{shown}");
    }
}
