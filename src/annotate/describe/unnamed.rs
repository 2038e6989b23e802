//! Companies that come of an agreement and have no name yet: "the combined company", "an 85% stake in the joint venture".

use std::ops::Range;

use super::{ends_with, means_nothing, thing};
use crate::model::{Annotated, EntityIx, Mention, MentionKind, Tree, lower, slug};
use crate::pack::Pack;
use crate::pack::lexicon::Unnamed;

/// How far before the noun its article may stand: "the *new 50-50* joint venture".
const BEFORE: usize = 5;
/// How far behind it what it is called: "a joint venture *with Kestrel to be called Lumen*".
const CALLED: usize = 12;

/// Adds a mention for each noun of a rule that stands for nobody named, if all those of the document may be the same.
pub(super) fn unnamed(annotated: &mut Annotated, pack: &Pack) {
    for rule in &pack.lexicon.grammar.unnamed {
        let sentences = 0..annotated.sentences.len();
        let found: Vec<Found> =
            sentences.flat_map(|sentence| in_sentence(annotated, sentence, rule, pack)).collect();
        let introduced = found.iter().filter(|found| found.introduced).count();
        if introduced > 1 || found.iter().any(|found| found.told_apart) {
            continue;
        }
        let mut names: Vec<EntityIx> = found.iter().filter_map(|found| found.named).collect();
        names.dedup();
        if names.len() < 2 {
            for found in found.into_iter().filter(|found| found.stands) {
                add(annotated, found.sentence, found.tokens, rule, names.first().copied());
            }
            annotated.mentions.sort_by_key(|mention| (mention.sentence, mention.span));
        }
    }
}

/// A noun of a rule.
struct Found {
    sentence: usize,
    tokens: Range<usize>,
    /// Whether it is told of as something new: "a joint venture".
    introduced: bool,
    /// What it has for a name: "Lumen, a joint venture of", "a joint venture called Lumen".
    named: Option<EntityIx>,
    /// Whether a name before it tells which one it is: "the Lumen joint venture".
    told_apart: bool,
    /// Whether it stands where a company may: not before another noun, nor in "merge into a new company".
    stands: bool,
}

fn in_sentence(annotated: &Annotated, sentence: usize, rule: &Unnamed, pack: &Pack) -> Vec<Found> {
    let Some(tree) = &annotated.trees[sentence] else { return Vec::new() };
    let from = annotated.mentions.partition_point(|mention| mention.sentence < sentence);
    let until = annotated.mentions.partition_point(|mention| mention.sentence <= sentence);
    let mentions = &annotated.mentions[from..until];
    let phrases = Phrases { annotated, sentence, tree, mentions, rule, pack };
    (0..tree.nodes.len()).filter_map(|token| phrases.found(token)).collect()
}

/// The noun phrases of one sentence.
struct Phrases<'a> {
    annotated: &'a Annotated,
    sentence: usize,
    tree: &'a Tree,
    mentions: &'a [Mention],
    rule: &'a Unnamed,
    pack: &'a Pack,
}

impl Phrases<'_> {
    fn found(&self, token: usize) -> Option<Found> {
        let nodes = &self.tree.nodes;
        let known = |mention: &Mention| mention.tokens.contains(&token) && !means_nothing(mention);
        if nodes[token].xpos != "NN" || self.mentions.iter().any(known) {
            return None;
        }
        let noun = self.rule.nouns.iter().find(|noun| ends_with(self.tree, token, noun))?;
        let mut first = token - noun.matches(' ').count();
        if !self.rule.after.is_empty() {
            first = first.checked_sub(1).filter(|&at| self.rule.after.contains(self.word(at)))?;
        }
        let determiner = (first.saturating_sub(BEFORE)..first).rev().find(|&at| nodes[at].rel.0 == "det");
        let introduced = determiner.is_none_or(|at| matches!(&*nodes[at].lemma, "a" | "an" | "another"))
            && !self.tree.children(token).any(|at| nodes[at].rel.0 == "nmod:poss");
        let case = self.tree.child(token, "case").map(|at| &*nodes[at].lemma);
        let rel = nodes[token].rel.0;
        let stands = (rel.starts_with("nsubj")
            || rel.starts_with("obl")
            || rel.starts_with("nmod")
            || rel == "obj" && !introduced)
            && !matches!(case, Some("into" | "as"));
        Some(Found {
            sentence: self.sentence,
            tokens: first..token + 1,
            introduced,
            named: self.named(token),
            told_apart: self.is_told_apart(token),
            stands,
        })
    }

    fn word(&self, at: usize) -> &str {
        self.annotated.sentences[self.sentence].tokens[at].span.of(&self.annotated.document.text)
    }

    /// The company whose name says who the noun at `token` is.
    fn named(&self, token: usize) -> Option<EntityIx> {
        let nodes = &self.tree.nodes;
        let explains = |at: usize, by: usize| nodes[by].head == Some(at) && nodes[by].rel.0 == "appos";
        let beside = |&at: &usize| explains(at, token) || explains(token, at);
        let says = || self.tree.child(token, "nsubj").filter(|_| self.tree.child(token, "cop").is_some());
        // "their joint venture, Lumen, …"
        let set_off =
            |name: &Mention| nodes.get(name.tokens.end).is_none_or(|node| matches!(&*node.lemma, "," | "."));
        let comma = nodes.get(token + 1).is_some_and(|node| node.lemma == ",");
        let behind = || comma.then_some(token + 2).filter(|&at| self.name(at).is_some_and(set_off));
        let at = (0..nodes.len())
            .filter(beside)
            .find(|&at| self.name(at).is_some())
            .or_else(|| self.called(token))
            .or_else(behind)
            .or_else(says)?;
        let name = self.name(at)?;
        // "bears the name Lumen and Kestrel Lamps"
        let goes_on = nodes.get(name.tokens.end).is_some_and(|node| matches!(&*node.lemma, "and" | "&"));
        match name.refers[..] {
            [entity] if !goes_on => Some(entity),
            _ => None,
        }
    }

    /// Where the name stands that the noun at `token` is called by: "a venture called *Lumen*", "that goes by the name of *Lumen*".
    fn called(&self, token: usize) -> Option<usize> {
        let nodes = &self.tree.nodes;
        let naming = &self.pack.lexicon.grammar.naming;
        let names = |at: usize| matches!(nodes[at].xpos, "VBN" | "NN") && naming.contains(&nodes[at].lemma);
        let near = token + 1..nodes.len().min(token + 1 + CALLED);
        near.take_while(|&at| !matches!(&*nodes[at].lemma, "." | ";")).find_map(|at| {
            let of = usize::from(nodes.get(at + 1).is_some_and(|next| next.lemma == "of"));
            (names(at) && self.name(at + 1 + of).is_some()).then_some(at + 1 + of)
        })
    }

    /// Whether a name before the noun at `token` tells which one it is: "the *Lumen* joint venture".
    fn is_told_apart(&self, token: usize) -> bool {
        let part =
            |at: usize| self.tree.nodes[at].rel.0 == "compound" && self.tree.nodes[at].head == Some(token);
        (0..token).any(|at| part(at) && self.name(at).is_some())
    }

    /// The name at `at` of what may be such a company.
    fn name(&self, at: usize) -> Option<&Mention> {
        self.mentions.iter().find(|mention| {
            mention.kind == MentionKind::Name
                && mention.tokens.contains(&at)
                && (mention.class.is_empty() || self.pack.ontology.is_a(&mention.class, &self.rule.class))
        })
    }
}

/// Lets `tokens` stand for `named`, or else for the one company of the document that has no name but that of `rule`. It is of this
/// document alone: what another calls so is another.
fn add(
    annotated: &mut Annotated,
    sentence: usize,
    tokens: Range<usize>,
    rule: &Unnamed,
    named: Option<EntityIx>,
) {
    let words = &annotated.sentences[sentence].tokens;
    let span = words[tokens.start].span.join(words[tokens.end - 1].span);
    let written = lower(span.of(&annotated.document.text)).into_owned();
    let name = if rule.after.is_empty() { rule.name.clone() } else { written };
    let own = format!("{}-{}", slug(&rule.name), annotated.document.id);
    let entity = named.unwrap_or_else(|| thing(annotated, &own, name, &rule.class));
    let inside = |other: &Mention| {
        other.sentence == sentence && other.tokens.contains(&(tokens.end - 1)) && means_nothing(other)
    };
    annotated.mentions.retain(|other| !inside(other));
    annotated.mentions.push(Mention {
        span,
        sentence,
        tokens,
        kind: MentionKind::Nominal,
        class: rule.class.clone(),
        found_by: "unnamed",
        known: None,
        value: None,
        refers: vec![entity],
    });
}
