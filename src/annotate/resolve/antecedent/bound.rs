//! Whom a word cannot stand for, where it stands.

use super::super::distinct;
use super::{Discourse, clause_of, controller, subject_of, tells_of};
use crate::model::{EntityIx, Mention, MentionIx, MentionKind, Node, Tree, Upos};

/// What stands in what a verb says of its subject, in clauses too.
const WITHIN: [&str; 9] = ["obj", "iobj", "obl", "ccomp", "xcomp", "nsubj", "nmod", "nmod:poss", "compound"];
/// What stands in its own clause.
const DONE_TO: [&str; 7] = ["obj", "iobj", "obl", "xcomp", "nmod", "nmod:poss", "compound"];

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
        // "*Lumen* CEO Jane Doe will go on to lead *the company*"
        let titled = target.kind == MentionKind::Nominal
            && tree.nodes.get(b).is_some_and(|node| matches!(node.rel.0, "compound" | "nmod:desc"));
        let owner =
            owns && inside || titled || tree.nodes.get(b).is_some_and(|node| node.rel.0 == "nmod:poss");
        let same = clause_of(tree, a).is_some() && clause_of(tree, a) == clause_of(tree, b);
        let before = || done_to_before(tree, a, b);
        !owner && a != b && same && !is_apart(tree, a, b) && !before() || !owns && does(tree, b, a)
    }

    /// "“Lumen is large,” *it* said", "“We like Lumen,” the *chief executive* said", "“We like Lumen,” said *its* chief": whether `other` is
    /// named in the words that `target` says, or in those of one who says "we", and so rather is another.
    pub(super) fn is_spoken_of(&self, target: &Mention, other: &Mention) -> bool {
        let tells = || match target.kind {
            MentionKind::Name => true,
            MentionKind::Pronoun if self.is_teller(target) => true,
            MentionKind::Pronoun | MentionKind::Nominal => self.says_we(target.sentence),
            MentionKind::Value => false,
        };
        target.sentence == other.sentence && self.is_quoted(other) && !self.is_quoted(target) && tells()
    }

    /// "Lumen said it grew. “We hire,” *it* added": whether who speaks has spoken before.
    pub(super) fn speaks_again(&self, target: &Mention, other: &Mention) -> bool {
        let before = target.sentence > other.sentence;
        before && self.is_teller(target) && self.is_teller(other)
    }

    /// Whether a word of the sentence is for those on whose behalf somebody is quoted.
    pub(super) fn says_we(&self, sentence: usize) -> bool {
        let words = &self.pack.lexicon.names.pronouns.quoted;
        (0..self.sentences[sentence].tokens.len()).any(|at| words.contains(&self.low(sentence, at)))
    }

    /// Whether it is the subject of a verb of saying.
    fn is_teller(&self, mention: &Mention) -> bool {
        self.tree(mention.sentence).is_some_and(|tree| {
            let verb = subject_of(tree, tree.head_of(mention.tokens.clone()));
            verb.is_some_and(|verb| self.pack.lexicon.grammar.report.verbs.contains(&tree.nodes[verb].lemma))
        })
    }

    /// Whether the word at `ix` is for a company that nobody knows: who does what is said, or whom the sentence before is about.
    pub(super) fn is_undecided(&self, mentions: &[Mention], ix: MentionIx) -> bool {
        self.says_of_unknown(mentions, ix)
            || self.goes_on_about_unknown(mentions, ix)
            || self.belongs_to_unknown(mentions, ix)
            || self.heads_one_of_two(mentions, ix)
    }

    /// "“Lumen is an ideal partner for Kestrel,” said Jane Doe, *its* president": whose title that is of several who are named in what its
    /// bearer says.
    fn heads_one_of_two(&self, mentions: &[Mention], ix: MentionIx) -> bool {
        let target = &mentions[ix];
        if !self.has_title(mentions, ix) || self.is_quoted(target) {
            return false;
        }
        let here = |other: &&Mention| other.sentence == target.sentence;
        let quoted = mentions[..ix].iter().rev().take_while(here).filter(|other| self.is_quoted(other));
        distinct(quoted.filter_map(|other| self.company_of(other)).collect()).len() > 1
    }

    /// "*its* president"
    pub(super) fn has_title(&self, mentions: &[Mention], ix: MentionIx) -> bool {
        let target = &mentions[ix];
        let here = |other: &&Mention| other.sentence == target.sentence;
        mentions[ix + 1..].iter().take_while(here).any(|other| {
            other.tokens.start == target.tokens.end && other.class == self.pack.lexicon.names.classes.title
        })
    }

    /// "on condition that the buyer sells *its* stake": whether who does what is done to what it owns is a company that nobody knows.
    fn belongs_to_unknown(&self, mentions: &[Mention], ix: MentionIx) -> bool {
        let target = &mentions[ix];
        let Some(tree) = self.tree(target.sentence) else { return false };
        let owned = &tree.nodes[target.tokens.start];
        let done = owned.head.filter(|&noun| owned.rel.0 == "nmod:poss" && tree.nodes[noun].rel.0 == "obj");
        let Some(verb) = done.and_then(|noun| tree.nodes[noun].head) else { return false };
        let here = mentions[..ix].iter().rev().take_while(|other| other.sentence == target.sentence);
        let acts = |other: &&Mention| subject_of(tree, tree.head_of(other.tokens.clone())) == Some(verb);
        here.into_iter()
            .find(acts)
            .is_some_and(|doer| doer.kind == MentionKind::Nominal && doer.refers.is_empty())
    }

    /// "The lamp maker will expand. *It* has bought Kestrel": whether the sentence begins with the word at `ix`, and the one before with a
    /// noun for a company that nobody knows.
    fn goes_on_about_unknown(&self, mentions: &[Mention], ix: MentionIx) -> bool {
        let target = &mentions[ix];
        let opens = |mention: &Mention| {
            let tree = self.tree(mention.sentence);
            let acts = tree.and_then(|tree| subject_of(tree, tree.head_of(mention.tokens.clone())));
            mention.tokens.start == 0 && acts.is_some()
        };
        let before = mentions[..ix].iter().rev().take_while(|other| other.sentence + 1 >= target.sentence);
        let mut topic = before.filter(|other| other.sentence + 1 == target.sentence && opens(other));
        opens(target) && topic.any(|other| other.kind == MentionKind::Nominal && other.refers.is_empty())
    }

    /// "The lamp maker will buy Kestrel, *it* said": whether who says so is the company that does so, if nobody knows which that is.
    fn says_of_unknown(&self, mentions: &[Mention], ix: MentionIx) -> bool {
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

    /// Those who do what is done to the word at `ix`, or have it done by it, and are somebody else: "*it* sued *Kestrel*", "*Lumen*
    /// agreed to buy *the company*".
    pub(super) fn co_arguments(&self, mentions: &[Mention], ix: MentionIx) -> Vec<EntityIx> {
        let target = &mentions[ix];
        let other = self.low(target.sentence, target.tokens.start) != "itself";
        let Some(tree) = self.tree(target.sentence).filter(|_| other) else { return Vec::new() };
        if target.kind != MentionKind::Pronoun {
            let does_to = self.does_to(mentions, ix, tree);
            return self.doer(mentions, ix, tree).iter().copied().chain(does_to).collect();
        }
        let argues = |mention: &Mention| {
            let node = &tree.nodes[tree.head_of(mention.tokens.clone())];
            node.head.filter(|_| matches!(node.rel.0, "nsubj" | "expl" | "obj" | "iobj"))
        };
        let Some(verb) = argues(target) else { return Vec::new() };
        let from = mentions.partition_point(|other| other.sentence < target.sentence);
        let here = mentions[from..].iter().take_while(|other| other.sentence == target.sentence);
        let acts = subject_of(tree, tree.head_of(target.tokens.clone())) == Some(verb);
        let bound = |other: &&Mention| {
            matches!(other.kind, MentionKind::Name | MentionKind::Nominal)
                && (argues(other) == Some(verb)
                    || acts
                        && is_inside(tree, verb, tree.head_of(other.tokens.clone()), &WITHIN)
                        && !self.is_quoted(other))
        };
        here.filter(bound).flat_map(|other| other.refers.iter().copied()).collect()
    }

    /// The right to what belongs to the noun `owner`: "has a *licence* to the company's patents".
    fn right(&self, tree: &Tree, owner: &Node) -> Option<usize> {
        let owned = owner.head.filter(|_| owner.rel.0 == "nmod:poss")?;
        let right = tree.nodes[owned].head.filter(|_| tree.nodes[owned].rel.0 == "nmod")?;
        self.pack.lexicon.grammar.anaphor.from_another.contains(&tree.nodes[right].lemma).then_some(right)
    }

    /// Who is the subject of what is done to, or with, the noun at `ix`, to a stake in it, or to a right to what it has.
    fn doer<'m>(&self, mentions: &'m [Mention], ix: MentionIx, tree: &Tree) -> &'m [EntityIx] {
        let target = &mentions[ix];
        let own = &tree.nodes[tree.head_of(target.tokens.clone())];
        let invested = &self.pack.lexicon.names.invested;
        let stake = own.head.filter(|&at| own.rel.0 == "nmod" && invested.contains(&tree.nodes[at].lemma));
        let node = stake.or_else(|| self.right(tree, own)).map_or(own, |at| &tree.nodes[at]);
        let done = matches!(node.rel.0, "obj" | "iobj" | "obl") && target.kind == MentionKind::Nominal;
        let verb = node.head.filter(|_| done);
        let Some(subject) = verb.and_then(|verb| controller(tree, verb)) else { return &[] };
        let from = mentions[..ix].partition_point(|other| other.sentence < target.sentence);
        let here = mentions[from..ix].iter().find(|other| other.tokens.contains(&subject));
        here.map_or(&[], |doer| &doer.refers)
    }

    /// Those named in what the noun at `ix` is told to do: "*the lamp maker* will buy *Kestrel*'s factory".
    fn does_to(&self, mentions: &[Mention], ix: MentionIx, tree: &Tree) -> Vec<EntityIx> {
        let target = &mentions[ix];
        let verb = subject_of(tree, tree.head_of(target.tokens.clone())).filter(|&verb| {
            let node = &tree.nodes[verb];
            // "*The lamp maker* is a unit of Kestrel"
            let is_what = node.upos == Upos::Noun && tree.child(verb, "cop").is_some();
            is_what
                || node.upos == Upos::Verb && !self.pack.lexicon.grammar.report.verbs.contains(&node.lemma)
        });
        let Some(verb) = verb else { return Vec::new() };
        let here = mentions[ix..].iter().take_while(|other| other.sentence == target.sentence);
        let inside = |other: &&Mention| {
            let head = tree.head_of(other.tokens.clone());
            other.kind == MentionKind::Name && is_inside(tree, verb, head, &DONE_TO) && !self.is_quoted(other)
        };
        here.filter(inside).flat_map(|other| other.refers.iter().copied()).collect()
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
/// No step on the way is of another relation than these.
fn is_inside(tree: &Tree, verb: usize, name: usize, steps: &[&str]) -> bool {
    let way = std::iter::once(name).chain(tree.ancestors(name)).take_while(|&at| at != verb);
    name > verb
        && tree.is_below(name, verb)
        && way.into_iter().all(|at| steps.contains(&tree.nodes[at].rel.0))
}

/// Whether `a` stands in a joined clause, of which `b` is no part: "Lumen will pay Kestrel $2 million and work with *the lamp maker*".
fn is_apart(tree: &Tree, a: usize, b: usize) -> bool {
    let nodes = &tree.nodes;
    let is_verb = |at: usize| nodes[at].upos == Upos::Verb;
    let joins = |&at: &usize| nodes[at].rel.0 == "conj" && is_verb(at) && nodes[at].head.is_some_and(is_verb);
    // "bought Kestrel and has 40% of *it*"
    let verb = tree.ancestors(a).find(|&at| at != a && is_verb(at));
    let Some(verb) = verb.filter(joins).filter(|&verb| !tree.is_below(b, verb)) else {
        return false;
    };
    let subject = |at: usize| nodes[at].rel.0.starts_with("nsubj");
    let acts = subject(b) || nodes[b].rel.0 == "conj" && nodes[b].head.is_some_and(subject);
    !tree.children(verb).any(subject) && !acts
}

/// Whether what is done to `b` opens the sentence in a clause of its own, of which `a` is no part: "After buying *Kestrel*, Lumen sold *it*".
fn done_to_before(tree: &Tree, a: usize, b: usize) -> bool {
    let nodes = &tree.nodes;
    let clause = nodes[b].head.filter(|&clause| nodes[b].rel.0 == "obj" && nodes[clause].rel.0 == "advcl");
    clause.is_some_and(|clause| {
        nodes[clause].head.is_some_and(|main| clause < main) && !tree.is_below(a, clause)
    })
}

/// Whether a relative clause with `word` in it says what `name` does: "*Lumen*, which owns 28% of *the company*".
fn does(tree: &Tree, name: usize, word: usize) -> bool {
    let clause = tree.ancestors(word).skip(1).find(|&at| tree.nodes[at].rel.0 == "acl:relcl");
    clause.is_some_and(|clause| tells_of(tree, clause, name))
}
