//! How a sentence came to prove what it proves: the words that evoked a frame, and for a word like "it" the mentions
//! that lead from it to the name.

use std::collections::BTreeMap;

use super::Passage;
use crate::annotate::annotate;
use crate::model::{Annotated, CharIndex, Diagnostic, DocumentId, Frame, Mention, MentionKind};
use crate::pack::Pack;
use crate::rdf::Mint;
use crate::relate::relate;
use crate::store::Store;

/// What the engine saw in a sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// Frame definitions with the words that evoked them.
    pub triggers: Vec<(String, String)>,
    /// Mentions that are no names, each with the mentions before it that lead to one: "it", "the company", "Lumen".
    pub chains: Vec<Vec<String>>,
}

/// So many documents are read again; what is claimed of a thing in thousands would take too long.
const ENOUGH: usize = 40;

/// Documents read again, to see how their claims came about.
pub struct Reader<'a> {
    store: &'a Store,
    pack: &'a Pack,
    mint: Mint<'a>,
    read: BTreeMap<DocumentId, Option<(Annotated, Vec<Frame>)>>,
}

impl<'a> Reader<'a> {
    /// Reads documents of `store` with `pack`.
    #[must_use]
    pub const fn new(store: &'a Store, pack: &'a Pack, mint: Mint<'a>) -> Self {
        Self { store, pack, mint, read: BTreeMap::new() }
    }

    /// How the claims of a passage came about; empty if the document is read differently now, or if
    /// enough others were read.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn origin(&mut self, passage: &Passage) -> Result<Origin, Diagnostic> {
        let id = passage.document.id();
        if !self.read.contains_key(&id) && self.read.len() < ENOUGH {
            let document = self.store.document(&id, self.mint)?;
            let annotated = document.map(|(document, _)| annotate(document, self.pack));
            let seen = annotated.map(|annotated| {
                let frames = relate(&annotated, self.pack);
                (annotated, frames)
            });
            self.read.insert(id.clone(), seen);
        }
        let seen = self.read.get(&id).and_then(Option::as_ref);
        Ok(seen.map(|(annotated, frames)| origin(passage, annotated, frames)).unwrap_or_default())
    }
}

fn origin(passage: &Passage, annotated: &Annotated, frames: &[Frame]) -> Origin {
    let text = &annotated.document.text;
    let index = CharIndex::new(text);
    let mut origin = Origin::default();
    for claim in &passage.claims {
        let at = |start: usize| index.chars_before(text, start);
        let found = frames.iter().filter(|frame| frame.rule == claim.rule);
        // The claim that says what kind of frame it is covers the trigger.
        let covers =
            |frame: &&Frame| at(frame.evidence.start) <= claim.start && claim.end <= at(frame.evidence.end);
        for frame in found.filter(covers) {
            let trigger = (frame.rule.clone(), frame.trigger.of(text).to_owned());
            if !origin.triggers.contains(&trigger) {
                origin.triggers.push(trigger);
            }
        }
        let place =
            |mention: &&Mention| at(mention.span.start) == claim.start && at(mention.span.end) == claim.end;
        for mention in annotated.mentions.iter().filter(place) {
            for chain in chains(mention, annotated) {
                if !origin.chains.contains(&chain) {
                    origin.chains.push(chain);
                }
            }
        }
    }
    origin
}

/// For each entity that a mention without a name refers to, the mentions that lead back to its name, the same words once.
fn chains(mention: &Mention, annotated: &Annotated) -> Vec<Vec<String>> {
    if matches!(mention.kind, MentionKind::Name | MentionKind::Value) {
        return Vec::new();
    }
    let text = &annotated.document.text;
    let words = |mention: &Mention| mention.span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let mut chains = Vec::new();
    for &entity in &mention.refers {
        let mut chain = vec![words(mention)];
        let before = annotated.mentions.iter().rev().filter(|other| other.span.end <= mention.span.start);
        for other in before.filter(|other| other.refers.contains(&entity)) {
            if !chain.iter().any(|known| known.eq_ignore_ascii_case(&words(other))) {
                chain.push(words(other));
            }
            if other.kind == MentionKind::Name {
                break;
            }
        }
        let name = &annotated.entities[entity].name;
        if chain.last() != Some(name) {
            chain.push(name.clone());
        }
        chains.push(chain);
    }
    chains
}
