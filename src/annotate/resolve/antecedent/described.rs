//! Nouns that say what their entity is: "the Claude maker", "the grocer", "the company".

use super::super::distinct;
use super::super::origin::origin;
use super::Discourse;
use crate::model::{EntityIx, Mention, MentionIx, MentionKind};

impl Discourse<'_> {
    /// "the Claude maker", "the grocer", "the company".
    pub(super) fn described(&self, mentions: &[Mention], ix: MentionIx, noun: &str) -> Vec<EntityIx> {
        if let Some(beside) = self.beside(mentions, ix).or_else(|| self.priced(mentions, ix)) {
            return vec![beside];
        }
        let named = mentions[..ix].iter().filter_map(|other| match other.refers[..] {
            [entity] => Some(entity),
            _ => None,
        });
        let place = self.place_of(&mentions[ix], mentions, noun);
        let named: Vec<EntityIx> = named.filter(|&entity| !self.is_stranger(entity, place)).collect();
        if let Some(fellow) = place.and_then(|place| self.countryman(&named, noun, place)) {
            return vec![fellow];
        }
        let mut found = self.called(mentions, ix, (noun, place), &named);
        found.retain(|&entity| !self.is_stranger(entity, place));
        found
    }

    /// "the Danes": the one company named before that is from there.
    pub(super) fn fellow(&self, mentions: &[Mention], ix: MentionIx, noun: &str) -> Vec<EntityIx> {
        let named: Vec<EntityIx> =
            mentions[..ix].iter().flat_map(|other| other.refers.iter().copied()).collect();
        let place = origin(noun, self.pack);
        place.and_then(|place| self.countryman(&named, noun, place)).into_iter().collect()
    }

    /// Which of those `named` before are called by a noun that may tell of a place.
    fn called(
        &self,
        mentions: &[Mention],
        ix: MentionIx,
        (noun, place): (&str, Option<&str>),
        named: &[EntityIx],
    ) -> Vec<EntityIx> {
        let best = named.iter().map(|&entity| self.describes(entity, noun)).max().unwrap_or_default();
        let head = self.head_of(noun);
        // "the home care business" is a part of somebody, not the company that was spoken of.
        if best < 2 && head != noun && self.pack.lexicon.grammar.anaphor.partial.contains(head) {
            return Vec::new();
        }
        if best > usize::from(self.is_generic(head)) {
            let often = |entity: EntityIx| named.iter().filter(|other| **other == entity).count() > 1;
            let fits = |entity: EntityIx| {
                self.describes(entity, noun) == best
                    && (best > 1 || often(entity) || !self.is_implied(entity, head))
            };
            let matching = distinct(named.iter().copied().filter(|&entity| fits(entity)).collect());
            let acting = |entity: EntityIx| !self.only_reports(&mentions[..ix], entity);
            let acting: Vec<EntityIx> = matching.iter().copied().filter(|&entity| acting(entity)).collect();
            return match (&matching[..], &acting[..]) {
                (&[only], _) | (_, &[only]) => vec![only],
                _ => self.leader(mentions, ix, |entity| matching.contains(&entity)),
            };
        }
        if let Some(speaker) = self.tells_of_itself(mentions, ix) {
            return vec![speaker];
        }
        if !self.is_generic(head) {
            if !self.is_company_noun(head) {
                return Vec::new();
            }
            let near = self.undescribed(mentions, ix);
            return if near.is_empty() { self.other_party(mentions, ix) } else { near };
        }
        // Where a company is from is seldom told: "the Korean company" is the only one near, or nobody's guess.
        let nationality = noun.split(' ').any(|word| self.pack.lexicon.names.nationalities.contains(word));
        if nationality {
            let near = self.all_near(mentions, ix, 1);
            return if near.is_empty() { self.other_party(mentions, ix) } else { near };
        }
        let owner = self.owner_beside(mentions, ix);
        let fits =
            |entity| self.is_company(entity) && Some(entity) != owner && !self.is_stranger(entity, place);
        self.leader(mentions, ix, fits)
    }

    /// Whether the document names `entity` only to say whom it has its news from: "*The Kestrel Post* reported".
    fn only_reports(&self, mentions: &[Mention], entity: EntityIx) -> bool {
        let reports = |other: &Mention| {
            let Some(tree) = self.tree(other.sentence) else { return false };
            let verb = super::subject_of(tree, tree.head_of(other.tokens.clone()));
            verb.is_some_and(|verb| self.pack.lexicon.grammar.report.verbs.contains(&tree.nodes[verb].lemma))
        };
        let mut named = mentions.iter().filter(|other| other.refers == [entity]);
        named.all(|other| self.is_source(other) || reports(other))
    }

    /// The place that the words of `target` name or have an adjective for: "the *German* drugmaker", "the *Houston* company".
    fn place_of<'m>(&'m self, target: &Mention, mentions: &'m [Mention], noun: &str) -> Option<&'m str> {
        let inside = |other: &&Mention| {
            other.kind == MentionKind::Name
                && other.span.overlaps(target.span)
                && self.pack.ontology.is_a(&other.class, &self.pack.lexicon.names.classes.place)
        };
        let from = mentions.partition_point(|other| other.sentence < target.sentence);
        let here = mentions[from..].iter().take_while(|other| other.sentence == target.sentence);
        let named = || here.into_iter().find(inside)?.known.as_deref();
        origin(noun, self.pack).or_else(named)
    }

    /// Whether the gazetteer knows that an entity is at home elsewhere than at a place, if one is told.
    fn is_stranger(&self, entity: EntityIx, place: Option<&str>) -> bool {
        let home = self.pack.gazetteer.get(&self.entities[entity].id).map(|entry| &entry.home[..]);
        let elsewhere =
            |place| home.is_some_and(|home| !home.is_empty() && home.iter().all(|known| known != place));
        place.is_some_and(elsewhere)
    }

    /// "the German drugmaker": the one company that is known or was introduced as one from there.
    fn countryman(&self, named: &[EntityIx], noun: &str, place: &str) -> Option<EntityIx> {
        let head = self.head_of(noun);
        if !self.is_company_noun(head) && !self.is_generic(head) {
            return None;
        }
        let from = |entity: EntityIx| self.origins.get(&entity).is_some_and(|places| places.contains(place));
        let fellows = named.iter().copied().filter(|&entity| self.is_company(entity) && from(entity));
        match distinct(fellows.collect())[..] {
            [only] => Some(only),
            _ => None,
        }
    }

    /// "*its* stake in the company": who has it is not what it is in.
    fn owner_beside(&self, mentions: &[Mention], ix: MentionIx) -> Option<EntityIx> {
        const NEAR: usize = 5;
        let target = &mentions[ix];
        let before =
            target.tokens.start.checked_sub(1).filter(|&at| self.low(target.sentence, at) == "in")?;
        let pronouns = &self.pack.lexicon.names.pronouns;
        let owner = mentions[..ix].iter().rfind(|other| {
            other.sentence == target.sentence
                && other.kind == MentionKind::Pronoun
                && other.tokens.start + NEAR >= before
                && pronouns.owns_as_company(&self.low(other.sentence, other.tokens.start))
        })?;
        match owner.refers[..] {
            [entity] => Some(entity),
            _ => None,
        }
    }

    /// How many words of `noun` an entity's descriptors cover.
    fn describes(&self, entity: EntityIx, noun: &str) -> usize {
        let known = self.descriptors.get(&entity).into_iter().flatten().filter(|known| fits(noun, known));
        known.map(|known| known.split(' ').count()).max().unwrap_or_default()
    }

    /// "the engine maker", said of nothing before: the one company near of which it is not known what it is.
    fn undescribed(&self, mentions: &[Mention], ix: MentionIx) -> Vec<EntityIx> {
        let plain = |entity: EntityIx| {
            (self.is_company(entity) || self.entities[entity].class.is_empty())
                && !self.entities[entity].known
                && self.descriptors.get(&entity).is_none_or(|known| known.len() < 2)
        };
        let near = self.candidates(mentions, ix).into_iter().map(|(entity, _)| entity);
        let found = distinct(near.filter(|&entity| plain(entity)).collect());
        if found.len() == 1 && self.is_company(found[0]) { found } else { Vec::new() }
    }

    /// "a deal that values *the lamp maker* at $5 million": the one company that is sold in that sentence, or else in the one before.
    fn priced(&self, mentions: &[Mention], ix: MentionIx) -> Option<EntityIx> {
        let target = &mentions[ix];
        let sold_in = |sentence: usize| {
            let near = mentions[..ix].iter().rev().take_while(move |other| other.sentence >= sentence);
            let here = near.filter(move |other| other.sentence == sentence);
            let sold = here.filter_map(|other| match other.refers[..] {
                [entity] if self.is_company(entity) && self.is_priced(target, other) => Some(entity),
                _ => None,
            });
            match distinct(sold.collect())[..] {
                [only] => Some(only),
                _ => None,
            }
        };
        sold_in(target.sentence).or_else(|| sold_in(target.sentence.checked_sub(1)?))
    }

    /// "Lumen has agreed to buy *the lamp maker*", where the document is about Lumen and Kestrel: nobody does that to itself.
    fn other_party(&self, mentions: &[Mention], ix: MentionIx) -> Vec<EntityIx> {
        let target = &mentions[ix];
        let Some(tree) = self.tree(target.sentence) else { return Vec::new() };
        let head = tree.head_of(target.tokens.clone());
        if !matches!(tree.nodes[head].rel.0, "obj" | "obl" | "nmod") {
            return Vec::new();
        }
        let from = mentions[..ix].partition_point(|other| other.sentence < target.sentence);
        let acts = |other: &&Mention| {
            let verb = super::subject_of(tree, tree.head_of(other.tokens.clone()));
            verb.is_some_and(|verb| tree.is_below(head, verb))
        };
        let doer = mentions[from..ix].iter().rfind(acts).map(|other| &other.refers[..]);
        let told = |entity: EntityIx| mentions[..ix].iter().any(|other| other.refers.contains(&entity));
        match (doer, &self.main_parties(mentions, 2)[..]) {
            (Some(&[doer]), &[a, b]) if doer == a && told(b) => vec![b],
            (Some(&[doer]), &[a, b]) if doer == b && told(a) => vec![a],
            _ => Vec::new(),
        }
    }

    /// "Lumen has sold its mine to Kestrel, *the lamp maker* said": who speaks at the end is who did it.
    fn tells_of_itself(&self, mentions: &[Mention], ix: MentionIx) -> Option<EntityIx> {
        let target = &mentions[ix];
        let tree = self.tree(target.sentence)?;
        let verb = super::subject_of(tree, tree.head_of(target.tokens.clone()))?;
        let says = self.pack.lexicon.grammar.report.verbs.contains(&tree.nodes[verb].lemma);
        let said =
            tree.children(verb).find(|&at| at < verb && tree.nodes[at].rel.0 == "ccomp").filter(|_| says)?;
        let doer = mentions[..ix].iter().find(|other| {
            other.sentence == target.sentence
                && super::subject_of(tree, tree.head_of(other.tokens.clone())) == Some(said)
        })?;
        match doer.refers[..] {
            [entity] if self.is_company(entity) => Some(entity),
            _ => None,
        }
    }

    /// Whether companies are called so: "lender".
    fn is_company_noun(&self, noun: &str) -> bool {
        let names = &self.pack.lexicon.names;
        names.nominals.get(&names.classes.company).is_some_and(|nouns| nouns.contains(noun))
    }

    /// "Lumen, *the company* owned by Kestrel": the name that the noun explains.
    fn beside(&self, mentions: &[Mention], ix: MentionIx) -> Option<EntityIx> {
        let target = &mentions[ix];
        let comma = target.tokens.start.checked_sub(1).filter(|&at| self.low(target.sentence, at) == ",")?;
        let before = mentions[..ix]
            .iter()
            .rfind(|other| other.sentence == target.sentence && other.tokens.end == comma)?;
        match before.refers[..] {
            [entity] if before.kind == MentionKind::Name && self.is_company(entity) => {
                self.hangs(target, before).then_some(entity)
            }
            _ => None,
        }
    }

    /// Whether the grammar has `target` explain `other`.
    fn hangs(&self, target: &Mention, other: &Mention) -> bool {
        let Some(tree) = self.tree(target.sentence) else { return false };
        let node = &tree.nodes[tree.head_of(target.tokens.clone())];
        node.rel.0 == "appos" && node.head.is_some_and(|head| other.tokens.contains(&head))
    }

    /// Whether only the last word of an entity's name says that it is a `head`.
    fn is_implied(&self, entity: EntityIx, head: &str) -> bool {
        if self.entities[entity].known {
            return false;
        }
        let last = self.entities[entity].name.rsplit(' ').next().unwrap_or_default().to_lowercase();
        self.pack.lexicon.names.implied.get(head).is_some_and(|endings| endings.contains(&last))
    }

    /// The last word of a noun phrase, of one with a hyphen only what is behind that unless it is a noun as a whole: "start-up".
    fn head_of<'n>(&self, noun: &'n str) -> &'n str {
        let last = noun.rsplit(' ').next().unwrap_or(noun);
        let whole = self.pack.lexicon.names.nominal_class(last).is_some();
        if whole { last } else { last.rsplit('-').next().unwrap_or(last) }
    }

    fn is_generic(&self, noun: &str) -> bool {
        self.pack.lexicon.names.generic.contains(noun)
    }
}

/// Whether a noun phrase of the text is that descriptor, or ends with it: "san francisco-based chipmaker".
fn fits(noun: &str, descriptor: &str) -> bool {
    noun == descriptor || noun.strip_suffix(descriptor).is_some_and(|rest| rest.ends_with([' ', '-']))
}
