//! Blocking: under which keys an entity is looked up, so that not all are compared with all.

use std::collections::{HashMap, HashSet};

use super::lexicon::Lexicon;
use super::name::Name;
use super::record::Record;

/// The entities by their keys.
#[derive(Debug, Default)]
pub(super) struct Index {
    names: HashMap<String, Vec<usize>>,
    identifiers: HashMap<(String, String), Vec<usize>>,
    iris: HashMap<String, Vec<usize>>,
}

impl Index {
    pub(super) fn of(entities: &[Record], lexicon: &Lexicon) -> Self {
        let mut index = Self::default();
        for (at, entity) in entities.iter().enumerate() {
            let keys: HashSet<String> = entity.names.iter().flat_map(|name| keys(name, lexicon)).collect();
            let mut keys: Vec<String> = keys.into_iter().collect();
            keys.sort();
            for key in keys {
                index.names.entry(key).or_default().push(at);
            }
            for identifier in &entity.identifiers {
                index.identifiers.entry(identifier.clone()).or_default().push(at);
            }
            for iri in &entity.same {
                index.iris.entry(iri.clone()).or_default().push(at);
            }
        }
        index
    }

    /// The entities with a name that may be this one.
    pub(super) fn named(&self, name: &Name, lexicon: &Lexicon) -> Vec<usize> {
        let mut found: Vec<usize> =
            keys(name, lexicon).iter().filter_map(|key| self.names.get(key)).flatten().copied().collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The entities with this identifier.
    pub(super) fn identified(&self, identifier: &(String, String)) -> &[usize] {
        self.identifiers.get(identifier).map_or(&[], Vec::as_slice)
    }

    /// The entities that are said to be this.
    pub(super) fn same(&self, iri: &str) -> &[usize] {
        self.iris.get(iri).map_or(&[], Vec::as_slice)
    }
}

/// Letters at the beginning of a name that misspelt ones share.
pub(super) const BEGINNING: usize = 5;

/// The keys of a name: as one word, its first strong word, its initials, and how it begins.
fn keys(name: &Name, lexicon: &Lexicon) -> Vec<String> {
    let strong = name.strong(lexicon);
    let joined = strong.concat();
    let mut keys = vec![format!("= {}", name.joined()), format!("= {joined}")];
    keys.extend(strong.first().map(|word| format!("1 {word}")));
    keys.extend(name.initials(lexicon).map(|initials| format!("i {initials}")));
    if name.may_be_initials() {
        keys.push(format!("i {}", name.words[0]));
    }
    if joined.chars().count() > BEGINNING {
        keys.push(format!("b {}", joined.chars().take(BEGINNING).collect::<String>()));
    }
    keys
}
