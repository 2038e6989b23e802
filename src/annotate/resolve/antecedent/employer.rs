//! Whose the post is that a title names, where the text need not say so: "Lumen … Chief executive Jane Doe".

use std::collections::BTreeMap;

use super::Discourse;
use crate::model::{EntityIx, Mention, MentionIx, MentionKind};

/// How often a document names its topic for each time that it names something near.
const CLEARLY: usize = 2;

impl Discourse<'_> {
    /// The company whose post the title at `ix` is, where the text need not say so: "Lumen … Chief executive Jane Doe". What is known
    /// to be an organization and no more, such as a government, has no such posts.
    pub(in crate::annotate::resolve) fn employer(
        &self,
        mentions: &[Mention],
        ix: MentionIx,
    ) -> Vec<EntityIx> {
        let told = self.owner(mentions, ix).or_else(|| self.with_fellow(mentions, ix));
        let told = told.or_else(|| self.of_bearer(mentions, ix));
        if let Some(entity) = told.or_else(|| self.spoken_for(mentions, ix)) {
            return vec![entity];
        }
        let organization = &self.pack.lexicon.names.classes.organization;
        let past = self.of_aside(mentions, ix);
        let fits = |entity: EntityIx| {
            self.is_company(entity) && self.entities[entity].class != *organization && past != Some(entity)
        };
        let near = self.leader(mentions, ix, fits);
        let named = |entity: &EntityIx| mentions[..ix].iter().any(|other| other.refers == [*entity]);
        let topic = self.topic(mentions, near.first().copied(), fits).filter(named);
        topic.map_or(near, |topic| vec![topic])
    }

    /// "Jane Doe, *previously of Kestrel*, has been appointed chairman": where its bearer comes from, who gets the post at `ix`.
    fn of_aside(&self, mentions: &[Mention], ix: MentionIx) -> Option<EntityIx> {
        let target = &mentions[ix];
        let person = &self.pack.lexicon.names.classes.person;
        let from = mentions.partition_point(|other| other.sentence < target.sentence);
        let here = &mentions[from..ix];
        let bearer = here.iter().rfind(|other| self.pack.ontology.is_a(&other.class, person))?;
        let behind = here.iter().filter(|other| other.tokens.start > bearer.tokens.end);
        let of = |at: usize| matches!(&*self.low(target.sentence, at), "of" | "at" | "from");
        let told = |other: &&Mention| {
            of(other.tokens.start - 1) && self.low(target.sentence, other.tokens.end) == ","
        };
        let aside = self.low(target.sentence, bearer.tokens.end) == ",";
        behind.filter(|_| aside).find(told).and_then(|other| self.company_of(other))
    }

    /// What the document speaks of at least [`CLEARLY`] times as often as of `near`, or of anything else without that.
    fn topic(
        &self,
        mentions: &[Mention],
        near: Option<EntityIx>,
        fits: impl Fn(EntityIx) -> bool,
    ) -> Option<EntityIx> {
        let title = &self.pack.lexicon.names.classes.title;
        let mut counts: BTreeMap<EntityIx, usize> = BTreeMap::new();
        for mention in mentions.iter().filter(|mention| mention.class != *title) {
            if let [entity] = mention.refers[..]
                && fits(entity)
            {
                *counts.entry(entity).or_default() += 1;
            }
        }
        let mut ranked: Vec<(EntityIx, usize)> = counts.into_iter().collect();
        ranked.sort_by_key(|&(entity, count)| (std::cmp::Reverse(count), entity));
        let (topic, most) = *ranked.first()?;
        let other = match near {
            Some(near) => ranked.iter().find(|&&(entity, _)| entity == near),
            None => ranked.get(1),
        };
        (most >= CLEARLY * other.map_or(0, |other| other.1)).then_some(topic)
    }

    /// "Lumen's chief executive, and *chairman* Jane Doe": whose the title right before is.
    fn with_fellow(&self, mentions: &[Mention], ix: MentionIx) -> Option<EntityIx> {
        let target = &mentions[ix];
        let here = |&other: &MentionIx| mentions[other].sentence == target.sentence;
        let fellow = (0..ix).rev().take_while(here).find(|&other| mentions[other].class == target.class)?;
        let and = |at: usize| matches!(&*self.low(target.sentence, at), "," | "and");
        let joined = (mentions[fellow].tokens.end..target.tokens.start).all(and);
        self.owner(mentions, fellow).filter(|_| joined)
    }

    /// "Lumen's *chief executive*": whose the title at `ix` is said to be right before it.
    fn owner(&self, mentions: &[Mention], ix: MentionIx) -> Option<EntityIx> {
        let title = &mentions[ix];
        let here = mentions[..ix].iter().rev().take_while(|other| other.sentence == title.sentence);
        let owner = here
            .into_iter()
            .find(|other| other.tokens.end + 1 == title.tokens.start && other.kind == MentionKind::Name)?;
        let possesses = matches!(&*self.low(title.sentence, owner.tokens.end), "'s" | "’s" | "'" | "’");
        self.company_of(owner).filter(|_| possesses)
    }

    /// "Jane Doe, Lumen's other founder, stays as *chief executive*": whose the title is that is set behind who bears this one too.
    fn of_bearer(&self, mentions: &[Mention], ix: MentionIx) -> Option<EntityIx> {
        let target = &mentions[ix];
        let person = &self.pack.lexicon.names.classes.person;
        let is_person = |other: &Mention| self.pack.ontology.is_a(&other.class, person);
        let from = mentions.partition_point(|other| other.sentence < target.sentence);
        let here = &mentions[from..ix];
        let bearer = here.iter().rposition(|other| other.kind == MentionKind::Name && is_person(other))?;
        let owner = here.get(bearer + 1)?;
        let fellow = here[bearer + 2..].iter().find(|other| other.class == target.class)?;
        let set_behind = here[bearer].tokens.end + 1 == owner.tokens.start
            && self.low(target.sentence, here[bearer].tokens.end) == ","
            && matches!(&*self.low(target.sentence, owner.tokens.end), "'s" | "’s")
            && fellow.tokens.start <= owner.tokens.end + 2;
        let another = mentions.get(ix + 1).is_some_and(|next| {
            next.sentence == target.sentence && next.tokens.start <= target.tokens.end + 1 && is_person(next)
        });
        self.company_of(owner).filter(|_| set_behind && !another)
    }
}
