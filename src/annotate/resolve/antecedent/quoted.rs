//! On whose behalf somebody is quoted: "“*We* look forward to it,” said Jane Doe, chief executive of Lumen".

use super::{Discourse, subject_of};
use crate::annotate::resolve::distinct;
use crate::model::{EntityIx, Mention, MentionIx, MentionKind, Upos};

impl Discourse<'_> {
    /// The one company that the sentence names outside the quotation in which the word at `ix` stands: who says so, or for whom he
    /// does; nobody if it stands in none.
    pub(super) fn quoted(&self, mentions: &[Mention], ix: MentionIx) -> Vec<EntityIx> {
        let target = &mentions[ix];
        if !self.is_quoted(target) || self.says(target) {
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

    /// "“This is an important moment for Lumen,” said Jane Doe, *the CEO*": the one company that those words name whose speaker bears the
    /// title, or "its" title, at `ix`. Who says "we" may well speak of another, and "Lumen is an ideal partner" is said by others.
    pub(super) fn spoken_for(&self, mentions: &[Mention], ix: MentionIx) -> Option<EntityIx> {
        let target = &mentions[ix];
        if self.is_quoted(target) || self.says_we(target.sentence) {
            return None;
        }
        let from = mentions.partition_point(|other| other.sentence < target.sentence);
        let mut quoted = mentions[from..ix].iter().filter(|other| self.is_quoted(other));
        let first = quoted.find_map(|other| self.company_of(other).map(|company| (other, company)));
        let (mention, company) = first?;
        let alone = quoted.all(|other| self.company_of(other).is_none_or(|other| other == company));
        (alone && !self.is_called_something(mention)).then_some(company)
    }

    /// "“This is a moment for Lumen,” said Jane Doe, *its* president"
    pub(super) fn of_speaker(&self, mentions: &[Mention], ix: MentionIx) -> Option<EntityIx> {
        self.has_title(mentions, ix).then(|| self.spoken_for(mentions, ix)).flatten()
    }

    /// "*Lumen* is an ideal partner"
    fn is_called_something(&self, mention: &Mention) -> bool {
        self.tree(mention.sentence).is_some_and(|tree| {
            let said = subject_of(tree, tree.head_of(mention.tokens.clone()));
            said.is_some_and(|said| tree.nodes[said].upos != Upos::Verb && tree.child(said, "cop").is_some())
        })
    }

    /// "“*We* believe that …,” she said", "“*We* are glad to welcome …”": what is quoted once is no second quotation.
    fn says(&self, word: &Mention) -> bool {
        let Some(tree) = self.tree(word.sentence) else { return false };
        let Some(verb) = subject_of(tree, word.tokens.start) else { return false };
        let quotation = &self.pack.lexicon.grammar.report.quotation;
        let completes = |&at: &usize| matches!(tree.nodes[at].rel.0, "xcomp" | "advcl" | "ccomp");
        let mut verbs = std::iter::once(verb).chain(tree.children(verb).filter(completes));
        verbs.any(|verb| {
            let mut evoked = self.pack.frames.evoked_by(&tree.nodes[verb].lemma);
            evoked.any(|(rule, _)| self.pack.ontology.is_a(rule.kind.get_ref(), quotation))
        })
    }
}
