//! Words for several: "both companies", "the pair", "they".

use std::collections::BTreeMap;

use super::super::distinct;
use super::{Count, Discourse};
use crate::annotate::trees::REACH;
use crate::model::{EntityIx, Mention, MentionIx, MentionKind, Upos};

impl Discourse<'_> {
    /// "both companies", "the pair", "they": those just called so; those joined by "and"; else, if a number is meant,
    /// the main parties of the document, or as many as are near.
    pub(super) fn several(&self, mentions: &[Mention], ix: MentionIx, count: Count) -> Vec<EntityIx> {
        let target = &mentions[ix];
        let wanted = if let Count::Just(count) = count { count } else { 2 };
        let called = !matches!(count, Count::Any);
        let fits = |many: usize| match count {
            Count::Just(count) => many == count,
            Count::Any | Count::Companies => many > 1,
        };
        for away in 0..=if called { REACH } else { 1 } {
            let near = mentions[..ix]
                .iter()
                .rev()
                .take_while(|other| other.sentence + away >= target.sentence)
                .filter(|other| other.sentence + away == target.sentence);
            let group = near.clone().find(|other| other.refers.len() > 1 && fits(other.refers.len()));
            if let Some(group) = group {
                return group.refers.clone();
            }
            if let Some(joined) = self.joined(mentions, ix, away, fits) {
                return joined;
            }
            if called && away == 0 {
                let here = self.named_in(mentions, ix);
                if here.len() == wanted {
                    return here;
                }
            }
            // "Lumen put money into Kestrel; *the two* make lamps"
            if called && away == 1 && self.follows_semicolon(target) {
                let before = self.companies_of(mentions, target.sentence - 1, ix);
                if before.len() == wanted {
                    return before;
                }
            }
            if !called && self.has_plural_subject(target, away) {
                return Vec::new();
            }
        }
        if !called {
            return Vec::new();
        }
        let told = |entity: &EntityIx| mentions[..ix].iter().any(|other| other.refers.contains(entity));
        let main = self.main_parties(mentions, wanted);
        if !main.is_empty() && main.iter().all(told) {
            return main;
        }
        let here = match target.sentence.checked_sub(1) {
            Some(before) => self.companies_of(mentions, before, ix),
            None => Vec::new(),
        };
        if here.len() == wanted { here } else { self.all_near(mentions, ix, wanted) }
    }

    /// The companies of a sentence, as far as they are named before the mention at `ix`.
    fn companies_of(&self, mentions: &[Mention], sentence: usize, ix: MentionIx) -> Vec<EntityIx> {
        let there = mentions[..ix].iter().filter(|other| other.sentence == sentence);
        distinct(there.filter_map(|other| self.company_of(other)).collect())
    }

    /// Whether the sentence of `target` goes on behind a semicolon.
    fn follows_semicolon(&self, target: &Mention) -> bool {
        let before = target.sentence.checked_sub(1).and_then(|before| self.sentences.get(before));
        before.is_some_and(|before| before.span.of(self.text).trim_end().ends_with(';'))
    }

    /// The company that a mention stands for, if it stands for one alone.
    pub(super) fn company_of(&self, mention: &Mention) -> Option<EntityIx> {
        match mention.refers[..] {
            [entity] if self.is_company(entity) => Some(entity),
            _ => None,
        }
    }

    /// Whether a plural noun that "they" may stand for is a subject before `target`, in the sentence `away` before.
    fn has_plural_subject(&self, target: &Mention, away: usize) -> bool {
        let Some(tree) = target.sentence.checked_sub(away).and_then(|sentence| self.tree(sentence)) else {
            return false;
        };
        let until = if away == 0 { target.tokens.start } else { tree.nodes.len() };
        tree.nodes[..until].iter().any(|node| node.xpos == "NNS" && node.rel.0.starts_with("nsubj"))
    }

    /// The companies named before it in its own sentence, but not whom it helps to describe: "Norvik, a venture of *the two*".
    fn named_in(&self, mentions: &[Mention], ix: MentionIx) -> Vec<EntityIx> {
        let target = &mentions[ix];
        let describes = |other: &Mention| {
            self.tree(target.sentence).is_some_and(|tree| {
                let (at, name) = (tree.head_of(target.tokens.clone()), tree.head_of(other.tokens.clone()));
                at > name && tree.is_below(at, name)
            })
        };
        let here = mentions[..ix].iter().rev().take_while(|other| other.sentence == target.sentence);
        let named = here.filter_map(|other| match other.refers[..] {
            [entity] if other.kind == MentionKind::Name && self.is_company(entity) && !describes(other) => {
                Some(entity).filter(|_| !self.explains_another(other, target.sentence))
            }
            _ => None,
        });
        distinct(named.collect())
    }

    /// The companies near, if there are as many as `wanted`.
    pub(super) fn all_near(&self, mentions: &[Mention], ix: MentionIx, wanted: usize) -> Vec<EntityIx> {
        let near =
            mentions[..ix].iter().rev().take_while(|other| other.sentence + REACH >= mentions[ix].sentence);
        let named = distinct(near.filter_map(|other| self.company_of(other)).collect());
        if named.len() == wanted { named } else { Vec::new() }
    }

    /// The companies joined by "and" in the sentence `away` before, if just one such list has as many as `fits` asks for.
    fn joined(
        &self,
        mentions: &[Mention],
        ix: MentionIx,
        away: usize,
        fits: impl Fn(usize) -> bool,
    ) -> Option<Vec<EntityIx>> {
        let target = mentions[ix].sentence;
        let from = mentions[..ix].partition_point(|other| other.sentence + away < target);
        let until = mentions[..ix].partition_point(|other| other.sentence + away <= target);
        // "The lamp maker and Kestrel"
        let plain = |other: &&Mention| {
            other.kind == MentionKind::Name
                || other.kind == MentionKind::Nominal && self.company_of(other).is_some()
        };
        let named: Vec<&Mention> = mentions[from..until].iter().filter(plain).collect();
        // "Lumen (LMX) and Kestrel"
        let gap = |at: usize| {
            let between = self.text.get(named[at].span.end..named[at + 1].span.start).map_or("", str::trim);
            let aside = between.strip_prefix('(').and_then(|rest| rest.split_once(')'));
            aside.map_or(between, |(_, rest)| rest).trim_start_matches(')').trim()
        };
        let mut lists: Vec<Vec<EntityIx>> = (0..named.len().saturating_sub(1))
            .filter(|&at| self.is_and(gap(at)))
            .filter_map(|at| {
                let first = (0..at).rev().take_while(|&before| gap(before) == ",").last().unwrap_or(at);
                if self.is_example(named[first]) || self.explains_another(named[first], target) {
                    return None;
                }
                let list = named[first..=at + 1].iter();
                let companies: Option<Vec<EntityIx>> = list.map(|mention| self.company_of(mention)).collect();
                Some(distinct(companies?)).filter(|list| fits(list.len()))
            })
            .collect();
        lists.dedup();
        if lists.len() == 1 { lists.pop() } else { None }
    }

    /// Whether those named from `first` on are only some of many: "the alliance, which *includes* Lumen and Kestrel".
    fn is_example(&self, first: &Mention) -> bool {
        let before = first.tokens.start.checked_sub(1);
        before.is_some_and(|before| {
            self.pack.lexicon.grammar.anaphor.examples.contains(&self.low(first.sentence, before))
        })
    }

    /// "Norvik, the owner of *Lumen and Kestrel*, bought it, *the two* said": whether those named from `first` on only help to say who somebody
    /// else is, in the sentence `target` itself.
    fn explains_another(&self, first: &Mention, target: usize) -> bool {
        let Some(tree) = self.tree(target).filter(|_| first.sentence == target) else { return false };
        let head = tree.head_of(first.tokens.clone());
        let explains = |&at: &usize| tree.nodes[at].rel.0 == "appos" && tree.nodes[at].upos != Upos::Propn;
        let conj = |&at: &usize| tree.nodes[at].head.filter(|_| tree.nodes[at].rel.0 == "conj");
        let head = std::iter::successors(Some(head), conj).last().unwrap_or(head);
        tree.nodes[head].rel.0 == "nmod" && tree.nodes[head].head.as_ref().is_some_and(explains)
    }

    /// Whether what stands between two names joins them: "and", "and rival".
    fn is_and(&self, gap: &str) -> bool {
        let words: Vec<&str> = gap.trim_start_matches([',', ' ']).split(' ').collect();
        let noun = |word: &str| self.pack.lexicon.names.nominal_class(word).is_some();
        match words[..] {
            ["and" | "&"] => true,
            ["and", .., last] => words.len() <= 5 && noun(last),
            _ => false,
        }
    }

    /// The companies that the document names far more often than the rest.
    pub(super) fn main_parties(&self, mentions: &[Mention], wanted: usize) -> Vec<EntityIx> {
        let mut counts: BTreeMap<EntityIx, usize> = BTreeMap::new();
        for mention in mentions.iter().filter(|mention| mention.kind == MentionKind::Name) {
            if let [entity] = mention.refers[..]
                && self.is_company(entity)
            {
                *counts.entry(entity).or_default() += 1;
            }
        }
        let mut ranked: Vec<(EntityIx, usize)> = counts.into_iter().collect();
        ranked.sort_by_key(|&(entity, count)| (std::cmp::Reverse(count), entity));
        let next = ranked.get(wanted).map_or(0, |(_, count)| *count);
        let clear = ranked.len() >= wanted && 2 * ranked[wanted - 1].1 >= 3 * next;
        if clear {
            distinct(ranked[..wanted].iter().map(|(entity, _)| *entity).collect())
        } else {
            Vec::new()
        }
    }
}
