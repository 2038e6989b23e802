//! Whom a word cannot stand for, where it stands.

use super::{Discourse, clause_of, controller, subject_of};
use crate::model::{Mention, MentionIx, MentionKind, Tree, Upos};

impl Discourse<'_> {
    /// Whether `target` cannot be `other`: "Acme will pay it", "Acme and it", "Acme is its supplier".
    pub(super) fn is_bound(&self, target: &Mention, other: &Mention) -> bool {
        if target.sentence != other.sentence || self.is_source(other) {
            return false;
        }
        let Some(tree) = self.tree(target.sentence) else { return false };
        let (a, b) = (tree.head_of(target.tokens.clone()), tree.head_of(other.tokens.clone()));
        let word = self.low(target.sentence, target.tokens.start);
        let pronouns = &self.pack.lexicon.names.pronouns;
        let owns = tree.nodes[a].rel.0 == "nmod:poss";
        if pronouns.reflexive.contains(&word) {
            return false;
        }
        if pronouns.owners.contains(&word) {
            let owned = tree.nodes[a].head.filter(|_| owns);
            return owned.is_some_and(|owned| self.is_another(tree, owned, b));
        }
        // "Shareholders of Lumen approved *the company's* plan": who is named inside a noun phrase may be meant.
        let inside = tree.nodes.get(b).is_some_and(|node| node.rel.0 == "nmod");
        let owner = owns && inside || tree.nodes.get(b).is_some_and(|node| node.rel.0 == "nmod:poss");
        let same = clause_of(tree, a).is_some() && clause_of(tree, a) == clause_of(tree, b);
        !owner && a != b && same && !is_apart(tree, a, b) || !owns && does(tree, b, a)
    }

    /// "The lamp maker will buy Kestrel, *it* said": whether who says so is the company that does so, if nobody knows which that is.
    pub(super) fn is_undecided(&self, mentions: &[Mention], ix: MentionIx) -> bool {
        let target = &mentions[ix];
        let Some(tree) = self.tree(target.sentence) else { return false };
        let verb = subject_of(tree, tree.head_of(target.tokens.clone()))
            .filter(|&verb| self.pack.lexicon.grammar.report.verbs.contains(&tree.nodes[verb].lemma));
        let said = verb
            .and_then(|verb| tree.children(verb).find(|&at| at < verb && tree.nodes[at].rel.0 == "ccomp"));
        let Some(said) = said else { return false };
        let here = mentions[..ix].iter().rev().take_while(|other| other.sentence == target.sentence);
        let does = |other: &&Mention| subject_of(tree, tree.head_of(other.tokens.clone())) == Some(said);
        here.into_iter()
            .find(does)
            .is_some_and(|doer| doer.kind == MentionKind::Nominal && doer.refers.is_empty())
    }

    /// Whether whose `owned` is cannot be the one named at `other`: nobody is "its supplier" to itself, and who has "a licence to
    /// its patents" has it from another.
    fn is_another(&self, tree: &Tree, owned: usize, other: usize) -> bool {
        let grammar = &self.pack.lexicon.grammar;
        let nodes = &tree.nodes;
        let subject = |at: usize| tree.children(at).find(|&child| nodes[child].rel.0.starts_with("nsubj"));
        if subject(owned) == Some(other) {
            return true;
        }
        let Some(head) = nodes[owned].head else { return false };
        if matches!(nodes[owned].rel.0, "xcomp" | "obj") && grammar.linking.contains(&nodes[head].lemma) {
            return subject(head) == Some(other);
        }
        if nodes[owned].rel.0 != "nmod" || !grammar.anaphor.from_another.contains(&nodes[head].lemma) {
            return false;
        }
        let has = nodes[head].head.filter(|_| matches!(nodes[head].rel.0, "obj" | "obl"));
        // "has given Kestrel access to *its* archive": who gets it has it from another.
        if let Some(receiver) = has.and_then(|verb| tree.child(verb, "iobj")) {
            return receiver == other;
        }
        has.and_then(|verb| controller(tree, verb)) == Some(other)
            || nodes[other].head == Some(head) && nodes[other].rel.0 == "nmod:poss"
    }
}

/// Whether the name at `name` stands behind `verb` in what it says of its subject, who then is another: "it will help *Lumen* build it".
pub(super) fn is_inside(tree: &Tree, verb: usize, name: usize) -> bool {
    const WITHIN: [&str; 9] =
        ["obj", "iobj", "obl", "ccomp", "xcomp", "nsubj", "nmod", "nmod:poss", "compound"];
    let way = std::iter::once(name).chain(tree.ancestors(name)).take_while(|&at| at != verb);
    name > verb
        && tree.is_below(name, verb)
        && way.into_iter().all(|at| WITHIN.contains(&tree.nodes[at].rel.0))
}

/// Whether `a` stands in a joined clause, of which `b` is no part: "Lumen will pay Kestrel $2 million and work with *the lamp maker*".
fn is_apart(tree: &Tree, a: usize, b: usize) -> bool {
    let nodes = &tree.nodes;
    let is_verb = |at: usize| nodes[at].upos == Upos::Verb;
    let joins = |&at: &usize| nodes[at].rel.0 == "conj" && is_verb(at) && nodes[at].head.is_some_and(is_verb);
    let Some(verb) = nodes[a].head.filter(joins).filter(|&verb| !tree.is_below(b, verb)) else {
        return false;
    };
    let subject = |at: usize| nodes[at].rel.0.starts_with("nsubj");
    let acts = subject(b) || nodes[b].rel.0 == "conj" && nodes[b].head.is_some_and(subject);
    !tree.children(verb).any(subject) && !acts
}

/// Whether a relative clause with `word` in it says what `name` does: "*Lumen*, which owns 28% of *the company*".
fn does(tree: &Tree, name: usize, word: usize) -> bool {
    let clause = tree.ancestors(word).skip(1).find(|&at| tree.nodes[at].rel.0 == "acl:relcl");
    clause.is_some_and(|clause| {
        let relative = |&at: &usize| matches!(tree.nodes[at].xpos, "WDT" | "WP");
        tree.nodes[clause].head == Some(name) && tree.child(clause, "nsubj").as_ref().is_some_and(relative)
    })
}
