//! Companies that come of an agreement and have no name yet: "the combined company", "an 85% stake in the joint venture".

use std::ops::Range;

use super::{ends_with, means_nothing, thing};
use crate::model::{Annotated, Mention, MentionKind, Tree, lower, slug};
use crate::pack::Pack;
use crate::pack::lexicon::Unnamed;

/// How far before the noun its article may stand: "the *new 50-50* joint venture".
const BEFORE: usize = 5;

/// Adds a mention for each noun of a rule that stands for nobody named, if all those of the document may be the same.
pub(super) fn unnamed(annotated: &mut Annotated, pack: &Pack) {
    for rule in &pack.lexicon.grammar.unnamed {
        let sentences = 0..annotated.sentences.len();
        let found: Vec<Found> =
            sentences.flat_map(|sentence| in_sentence(annotated, sentence, rule, pack)).collect();
        let introduced = found.iter().filter(|found| found.introduced).count();
        if introduced > 1 || found.iter().any(|found| found.named) {
            continue;
        }
        for found in found.into_iter().filter(|found| found.stands) {
            add(annotated, found.sentence, found.tokens, rule);
        }
    }
}

/// A noun of a rule.
struct Found {
    sentence: usize,
    tokens: Range<usize>,
    /// Whether it is told of as something new: "a joint venture".
    introduced: bool,
    /// Whether it has a name: "Lumen, a joint venture of", "a joint venture called Lumen".
    named: bool,
    /// Whether it stands where a company may: not before another noun, nor in "merge into a new company".
    stands: bool,
}

fn in_sentence(annotated: &Annotated, sentence: usize, rule: &Unnamed, pack: &Pack) -> Vec<Found> {
    let Some(tree) = &annotated.trees[sentence] else { return Vec::new() };
    let mentions: Vec<&Mention> =
        annotated.mentions.iter().filter(|mention| mention.sentence == sentence).collect();
    let phrases = Phrases { annotated, sentence, tree, mentions, rule, pack };
    (0..tree.nodes.len()).filter_map(|token| phrases.found(token)).collect()
}

/// The noun phrases of one sentence.
struct Phrases<'a> {
    annotated: &'a Annotated,
    sentence: usize,
    tree: &'a Tree,
    mentions: Vec<&'a Mention>,
    rule: &'a Unnamed,
    pack: &'a Pack,
}

impl Phrases<'_> {
    fn found(&self, token: usize) -> Option<Found> {
        let nodes = &self.tree.nodes;
        let known = |mention: &&&Mention| mention.tokens.contains(&token) && !means_nothing(mention);
        if nodes[token].xpos != "NN" || self.mentions.iter().any(|mention| known(&mention)) {
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
            named: self.is_named(token),
            stands,
        })
    }

    fn word(&self, at: usize) -> &str {
        self.annotated.sentences[self.sentence].tokens[at].span.of(&self.annotated.document.text)
    }

    /// Whether a company's name says who the noun at `token` is.
    fn is_named(&self, token: usize) -> bool {
        let nodes = &self.tree.nodes;
        let company = |at: usize| self.name(at).is_some();
        let explains = |at: usize, by: usize| nodes[by].head == Some(at) && nodes[by].rel.0 == "appos";
        let beside = |at: usize| company(at) && (explains(at, token) || explains(token, at));
        let called = |at: usize| {
            nodes[at].head == Some(token)
                && nodes[at].rel.0.starts_with("acl")
                && self.pack.lexicon.grammar.naming.contains(&nodes[at].lemma)
        };
        // "the Lumen joint venture", "their joint venture, Lumen, …"
        let before = || {
            (0..token).any(|at| nodes[at].head == Some(token) && nodes[at].rel.0 == "compound" && company(at))
        };
        let set_off =
            |name: &Mention| nodes.get(name.tokens.end).is_none_or(|node| matches!(&*node.lemma, "," | "."));
        let comma = nodes.get(token + 1).is_some_and(|node| node.lemma == ",");
        let behind = || comma && self.name(token + 2).is_some_and(set_off);
        let says =
            self.tree.child(token, "cop").is_some() && self.tree.child(token, "nsubj").is_some_and(company);
        says || before() || behind() || (0..nodes.len()).any(|at| beside(at) || called(at))
    }

    /// The name at `at` of what may be such a company.
    fn name(&self, at: usize) -> Option<&Mention> {
        self.mentions.iter().copied().find(|mention| {
            mention.kind == MentionKind::Name
                && mention.tokens.contains(&at)
                && (mention.class.is_empty() || self.pack.ontology.is_a(&mention.class, &self.rule.class))
        })
    }
}

/// Lets `tokens` stand for the one company of the document that has no name but that of `rule`. It is of this document alone: what
/// another calls so is another.
fn add(annotated: &mut Annotated, sentence: usize, tokens: Range<usize>, rule: &Unnamed) {
    let words = &annotated.sentences[sentence].tokens;
    let span = words[tokens.start].span.join(words[tokens.end - 1].span);
    let written = lower(span.of(&annotated.document.text)).into_owned();
    let name = if rule.after.is_empty() { rule.name.clone() } else { written };
    let own = format!("{}-{}", slug(&rule.name), annotated.document.id);
    let entity = thing(annotated, &own, name, &rule.class);
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
    annotated.mentions.sort_by_key(|mention| (mention.sentence, mention.span));
}
