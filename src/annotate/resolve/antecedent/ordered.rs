//! The first and the second of two: "the latter".

use super::Discourse;
use crate::model::{EntityIx, Mention, MentionIx, MentionKind};

impl Discourse<'_> {
    /// Of the companies named before the mention at `ix` in its sentence, or else in the one before, the last, or the one of two that
    /// is not the last.
    pub(super) fn ordered(&self, mentions: &[Mention], ix: MentionIx, last: bool) -> Vec<EntityIx> {
        let sentence = mentions[ix].sentence;
        let here = self.companies(&mentions[..ix], sentence);
        let told = if here.len() < 2 && sentence > 0 { self.companies(mentions, sentence - 1) } else { here };
        match told[..] {
            [first, _] if !last => vec![first],
            [.., _, second] if last => vec![second],
            _ => Vec::new(),
        }
    }

    /// The companies that `mentions` name in `sentence`, in the order in which they are named first.
    fn companies(&self, mentions: &[Mention], sentence: usize) -> Vec<EntityIx> {
        let there = mentions.iter().filter(|mention| mention.sentence == sentence);
        let named = there.filter(|mention| mention.kind == MentionKind::Name);
        let mut found: Vec<EntityIx> = Vec::new();
        for &entity in named.flat_map(|mention| &mention.refers).filter(|&&entity| self.is_company(entity)) {
            if !found.contains(&entity) {
                found.push(entity);
            }
        }
        found
    }
}
