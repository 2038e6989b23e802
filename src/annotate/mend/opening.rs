//! What stands before the clause that a sentence is about.

use super::take_place;
use crate::model::{Rel, Tree, Upos};
use crate::pack::lexicon::Words;

/// "Two weeks after *taking* over Kestrel, Lumen sold it": who does the one does the other.
pub(super) fn counted_from_doing(tree: &mut Tree, after: usize, units: &Words) {
    let node = &tree.nodes[after];
    let opens = matches!(node.lemma.as_str(), "after" | "before" | "since") && node.rel.0 == "mark";
    let Some(unit) = after.checked_sub(1).filter(|&unit| opens && units.contains(&tree.nodes[unit].lemma))
    else {
        return;
    };
    let doing = |&verb: &usize| {
        let node = &tree.nodes[verb];
        node.xpos == "VBG" && node.head == Some(unit) && node.rel.0.starts_with("acl")
    };
    let Some(verb) = node.head.filter(doing) else { return };
    if let Some(main) = tree.nodes[unit].head.filter(|&main| main > verb) {
        tree.nodes[unit].rel = Rel("obl:unmarked");
        tree.nodes[verb].head = Some(main);
        tree.nodes[verb].rel = Rel("advcl");
    }
}

/// "In *America* Lumen has sold it": what stands behind "in" is no subject where the verb has another.
pub(super) fn whereabouts(tree: &mut Tree, of: usize) {
    let node = &tree.nodes[of];
    let Some(place) =
        Some(of + 1).filter(|&at| node.lemma == "in" && node.xpos == "IN" && at < tree.nodes.len())
    else {
        return;
    };
    let subject = |at: usize| tree.nodes[at].rel.0.starts_with("nsubj");
    let Some(verb) = tree.nodes[place].head.filter(|&verb| verb > place && subject(place)) else { return };
    if tree.children(verb).any(|at| at > place && at < verb && subject(at)) {
        tree.nodes[place].rel = Rel("obl");
        tree.nodes[of].head = Some(place);
        tree.nodes[of].rel = Rel("case");
    }
}

/// "A year after *Lumen* bought Kestrel, it sold the mill": what is counted from is a clause, and no subject of it.
pub(super) fn counted_from(tree: &mut Tree, after: usize, units: &Words) {
    let node = &tree.nodes[after];
    let opens = matches!(node.lemma.as_str(), "after" | "before" | "since") && node.rel.0 == "case";
    let Some(unit) = after.checked_sub(1).filter(|&unit| opens && units.contains(&tree.nodes[unit].lemma))
    else {
        return;
    };
    let Some(subject) =
        node.head.filter(|&subject| tree.nodes[subject].head == Some(unit) && subject > after)
    else {
        return;
    };
    let verb =
        tree.nodes[unit].head.filter(|&verb| verb > subject && tree.nodes[unit].rel.0.starts_with("nsubj"));
    // "A day after Jane Doe resigned, Lumen said": that is another verb's.
    let small =
        |at: usize| matches!(tree.nodes[at].upos, Upos::Adv | Upos::Aux) || tree.is_below(at, subject);
    let own = |&verb: &usize| tree.nodes[verb].upos == Upos::Verb && (subject + 1..verb).all(small);
    let Some(verb) = verb.filter(own) else { return };
    // "…, Lumen and Kestrel said": where another verb without a subject hangs on it, what its subject is has been lost.
    let lost = |at: usize| at > verb && tree.nodes[at].rel.0 == "conj" && tree.child(at, "cc").is_none();
    if tree.children(verb).any(|at| lost(at) && tree.child(at, "nsubj").is_none()) {
        return;
    }
    let rel = tree.nodes[unit].rel;
    tree.nodes[subject].head = Some(verb);
    tree.nodes[subject].rel = rel;
    tree.nodes[after].head = Some(verb);
    tree.nodes[after].rel = Rel("mark");
    tree.nodes[unit].rel = Rel("obl:unmarked");
    let main = tree.children(verb).find(|&at| {
        at > verb
            && matches!(tree.nodes[at].rel.0, "parataxis" | "ccomp" | "conj" | "advcl")
            && tree.child(at, "cc").is_none()
            && tree.children(at).any(|child| tree.nodes[child].rel.0.starts_with("nsubj") && child > verb)
    });
    if let Some(main) = main {
        take_place(tree, main, verb, "advcl");
    }
    // What the clause acts on may have been taken for somebody spoken to.
    let above = tree.nodes[verb].head;
    let lost = (verb + 1..tree.nodes.len())
        .find(|&at| tree.nodes[at].head == above && tree.nodes[at].rel.0 == "vocative" && above.is_some());
    if let Some(object) = lost.filter(|&object| (verb + 1..object).all(|at| tree.is_below(at, object))) {
        tree.nodes[object].head = Some(verb);
        tree.nodes[object].rel = Rel("obj");
    }
}
