//! On whose behalf somebody is quoted: "“*We* look forward to it,” said Jane Doe, chief executive of Lumen".

use super::Discourse;
use crate::annotate::resolve::distinct;
use crate::model::{EntityIx, Mention, MentionIx, MentionKind};

impl Discourse<'_> {
    /// The one company that the sentence names outside the quotation in which the word at `ix` stands: who says so, or for whom he
    /// does; nobody if it stands in none.
    pub(super) fn quoted(&self, mentions: &[Mention], ix: MentionIx) -> Vec<EntityIx> {
        let target = &mentions[ix];
        if !self.is_quoted(target) {
            return Vec::new();
        }
        let from = mentions.partition_point(|other| other.sentence < target.sentence);
        let here = mentions[from..].iter().take_while(|other| other.sentence == target.sentence);
        let outside = here.filter(|other| other.kind == MentionKind::Name && !self.is_quoted(other));
        let companies = distinct(
            outside
                .filter_map(|other| match other.refers[..] {
                    [entity] if self.is_company(entity) => Some(entity),
                    _ => None,
                })
                .collect(),
        );
        match companies[..] {
            [only] => vec![only],
            _ => Vec::new(),
        }
    }
}
