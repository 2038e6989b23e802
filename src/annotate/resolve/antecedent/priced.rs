//! What a price is put on, and what a share is of: "buys *Lumen*, valuing *it* at $5 million", "owns 5% of *it*".

use super::Discourse;
use crate::model::{Mention, MentionKind, Upos};

impl Discourse<'_> {
    /// Whether a price is put on `target`, and `other` is what is bought in the same sentence or the one before, what a part is bought
    /// of, or what is bid for: "has a stake in *Lumen*, in a deal that values *the company* at", "buys *Lumen*, valuing *it* at".
    pub(super) fn is_priced(&self, target: &Mention, other: &Mention) -> bool {
        let Some(verb) = self.price_put_on(target) else { return false };
        let Some(tree) = self.tree(other.sentence) else { return false };
        let mut at = tree.head_of(other.tokens.clone());
        // "a stake in its *Lumen* business", "a stake in its unit *Lumen*"
        let part_of = |at: usize| matches!(tree.nodes[at].rel.0, "appos" | "compound");
        while let Some(noun) = tree.nodes[at].head.filter(|_| part_of(at)) {
            at = noun;
        }
        let part = |case: usize| matches!(tree.nodes[case].lemma.as_str(), "in" | "of" | "for");
        let inside =
            matches!(tree.nodes[at].rel.0, "nmod" | "obl") && tree.child(at, "case").is_some_and(part);
        let acted_on = inside || tree.nodes[at].rel.0 == "obj";
        // "a group comprising *Kestrel* buys Lumen, valuing it at": that is what is done to it elsewhere.
        let governor = tree.ancestors(at).skip(1).find(|&above| tree.nodes[above].upos == Upos::Verb);
        if target.sentence != other.sentence {
            let verbs = &self.pack.lexicon.grammar.anaphor.dealt_in;
            let bought = governor.is_some_and(|governor| verbs.contains(&tree.nodes[governor].lemma));
            // "Lumen, which bought half of *Kestrel* in a deal valuing it": whom its own sentence names goes before.
            let named = self.tree(target.sentence).filter(|_| target.kind == MentionKind::Pronoun);
            let named = named.is_some_and(|own| {
                own.nodes[..own.head_of(target.tokens.clone())].iter().any(|node| node.upos == Upos::Propn)
            });
            return bought && acted_on && !named && other.sentence + 1 == target.sentence;
        }
        // "Kestrel, *which* Lumen backed, valuing it at"
        let which = |clause: usize| {
            let object = tree.child(clause, "obj");
            object.is_some_and(|object| matches!(tree.nodes[object].xpos, "WDT" | "WP"))
        };
        let told = |clause: usize| {
            let inside = || tree.nodes[verb].head == Some(at) || tree.is_below(verb, clause);
            tree.nodes[clause].rel.0 == "acl:relcl" && clause < verb && inside()
        };
        if tree.children(at).any(|clause| told(clause) && which(clause)) {
            return true;
        }
        let done = governor.is_some_and(|governor| tree.is_below(verb, governor));
        at < verb && done && !tree.is_below(at, verb) && acted_on
    }

    /// The verb that puts a price on `target`: "a deal that *values* the company at".
    fn price_put_on(&self, target: &Mention) -> Option<usize> {
        let tree = self.tree(target.sentence)?;
        let priced = &self.pack.lexicon.grammar.anaphor.prices;
        let node = &tree.nodes[tree.head_of(target.tokens.clone())];
        let object = matches!(node.rel.0, "obj" | "nsubj:pass");
        let verb = node.head.filter(|&verb| object && priced.contains(&tree.nodes[verb].lemma));
        // "a deal that puts *its* value at", "puts the value of *the business* at"
        let worth = node.head.filter(|&noun| {
            let of = || tree.nodes.get(noun + 1).is_some_and(|of| of.lemma == "of");
            let whose = node.rel.0 == "nmod:poss" || node.rel.0 == "nmod" && of();
            let value = &tree.nodes[noun];
            whose && value.rel.0 == "obj" && self.pack.lexicon.grammar.anaphor.worth.contains(&value.lemma)
        });
        verb.or_else(|| tree.nodes[worth?].head)
    }

    /// Whether `target` is what a share is of, and `other` is named before it in the sentence: "backed *Lumen* and owns 5% of *it*".
    pub(super) fn is_shared(&self, target: &Mention, other: &Mention) -> bool {
        let Some(tree) = self.tree(target.sentence).filter(|_| target.sentence == other.sentence) else {
            return false;
        };
        let word = tree.head_of(target.tokens.clone());
        let of = tree.child(word, "case").is_some_and(|case| matches!(&*tree.nodes[case].lemma, "of" | "in"));
        let share = |at: usize| matches!(&*tree.nodes[at].lemma, "%" | "percent" | "cent");
        let grammar = &self.pack.lexicon.grammar;
        let part = |noun: usize| share(noun) || grammar.counting.contains(&tree.nodes[noun].lemma);
        if !of || !tree.nodes[word].head.is_some_and(part) {
            return false;
        }
        // "form a joint venture with Kestrel and own 85% of *it*"
        let unnamed = || grammar.unnamed.iter().flat_map(|rule| &rule.nouns);
        let venture =
            |lemma: &str| unnamed().any(|noun| noun.rsplit_once(' ').is_some_and(|(_, last)| last == lemma));
        !tree.nodes[..word].iter().any(|node| venture(&node.lemma))
    }
}
