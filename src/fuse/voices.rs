//! How many publishers say the same independently of each other.
//!
//! Two documents are one [`Voice`] if they have the same publisher, or if their texts are near copies of each other
//! ([`super::copies`]). A document of unknown publisher speaks for itself.

use std::collections::{BTreeMap, BTreeSet};

use super::Source;
use crate::model::{DocumentId, Voice, Voices};

/// What all documents of a voice are known by: one is enough to tell which voice a document belongs to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Name {
    Publisher(String),
    Document(DocumentId),
}

/// The voices `there` are with those of more documents that say the same, each given with its surest claim. `already`
/// tells of a document that is not among these whether it says it, and how sure its surest claim is.
pub(super) fn voices(
    there: Voices,
    more: &BTreeMap<&DocumentId, f64>,
    already: &dyn Fn(&DocumentId) -> Option<f64>,
    sources: &BTreeMap<DocumentId, Source>,
) -> Voices {
    let mut joined = Joined { alone: there.alone, ..Joined::default() };
    for voice in there.named {
        joined.add(voice, BTreeSet::new());
    }
    for (&document, &surest) in more {
        let mut copies = BTreeSet::new();
        for copy in sources.get(document).into_iter().flat_map(|source| &source.copies) {
            let name = Name::of(copy, sources);
            match already(copy) {
                _ if more.contains_key(copy) => {}
                Some(surest) => joined.call(&name, surest),
                None => continue,
            }
            copies.insert(name);
        }
        match Name::of(document, sources) {
            Name::Document(_) if copies.is_empty() => *joined.alone.entry(surest.to_bits()).or_default() += 1,
            name => joined.add(name.voice(document, sources, surest), copies),
        }
    }
    Voices { named: joined.list.into_iter().flatten().collect(), alone: joined.alone }
}

impl Name {
    fn of(document: &DocumentId, sources: &BTreeMap<DocumentId, Source>) -> Self {
        match sources.get(document).and_then(|source| source.publisher.as_deref()) {
            Some(publisher) => Self::publisher(publisher),
            None => Self::Document(document.clone()),
        }
    }

    /// The voice of a document that goes by this name.
    fn voice(self, document: &DocumentId, sources: &BTreeMap<DocumentId, Source>, surest: f64) -> Voice {
        let publisher = sources.get(document).and_then(|source| source.publisher.clone());
        let documents = match self {
            Self::Publisher(_) => BTreeSet::new(),
            Self::Document(document) => BTreeSet::from([document]),
        };
        Voice { publishers: publisher.into_iter().collect(), documents, surest }
    }

    fn publisher(publisher: &str) -> Self {
        Self::Publisher(publisher.trim().to_lowercase())
    }

    fn all(voice: &Voice) -> impl Iterator<Item = Self> {
        let publishers = voice.publishers.iter().map(|publisher| Self::publisher(publisher));
        publishers.chain(voice.documents.iter().cloned().map(Self::Document))
    }
}

/// Voices that become one as soon as they have a name in common.
#[derive(Default)]
struct Joined {
    /// Those that became part of another are `None`.
    list: Vec<Option<Voice>>,
    by_name: BTreeMap<Name, usize>,
    alone: BTreeMap<u64, usize>,
}

impl Joined {
    /// Adds a voice, which is one with all that have one of its own names or of `others`.
    fn add(&mut self, mut voice: Voice, others: BTreeSet<Name>) {
        let known = Name::all(&voice).chain(others).filter_map(|name| self.by_name.get(&name).copied());
        for at in known.collect::<BTreeSet<_>>() {
            let Some(same) = self.list[at].take() else { continue };
            voice.publishers.extend(same.publishers);
            voice.documents.extend(same.documents);
            voice.surest = voice.surest.max(same.surest);
        }
        self.by_name.extend(Name::all(&voice).map(|name| (name, self.list.len())));
        self.list.push(Some(voice));
    }

    /// Lets a document that has been alone be called by its name.
    fn call(&mut self, name: &Name, surest: f64) {
        let Name::Document(document) = name else { return };
        if self.by_name.contains_key(name) {
            return;
        }
        if let Some(alone) = self.alone.get_mut(&surest.to_bits()) {
            *alone -= 1;
        }
        self.alone.retain(|_, alone| *alone > 0);
        let documents = BTreeSet::from([document.clone()]);
        self.add(Voice { publishers: BTreeSet::new(), documents, surest }, BTreeSet::new());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_publisher_and_copies_are_one_voice_each() {
        let id = DocumentId::from_hex;
        let source = |publisher: Option<&str>, copies: &[&str]| Source {
            publisher: publisher.map(str::to_owned),
            published: None,
            not_before: None,
            copies: copies.iter().map(|copy| id(copy)).collect(),
        };
        let sources = BTreeMap::from([
            (id("1"), source(Some("Daily Post"), &["2"])),
            (id("2"), source(Some("Evening Star"), &["1"])),
            (id("3"), source(Some("Battery News"), &[])),
            (id("4"), source(Some("battery news"), &[])),
            (id("5"), source(None, &[])),
        ]);
        let said = |all: &[u8]| -> usize {
            let documents: Vec<DocumentId> = all.iter().map(|number| id(&number.to_string())).collect();
            let more = documents.iter().map(|document| (document, 0.8)).collect();
            voices(Voices::default(), &more, &|_| None, &sources).count()
        };
        assert_eq!(said(&[1, 2, 3, 4, 5]), 3);
        assert_eq!(said(&[1, 3, 5]), 3);
        assert_eq!(said(&[3, 4]), 1);
        assert_eq!(said(&[5]), 1);
    }
}
