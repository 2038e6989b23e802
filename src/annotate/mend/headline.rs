//! Headlines, which leave out "is".

use super::take_place;
use crate::model::{Rel, Tree};
use crate::pack::lexicon::Words;

/// "Lumen *in talks* to buy Kestrel", "Lumen *close* to buying Kestrel": what stands right behind a name that has no verb is what
/// that name is.
pub(super) fn predicate(tree: &mut Tree, at: usize, named: &[bool], ventures: &Words) {
    let node = &tree.nodes[at];
    let Some(name) = node.head.filter(|&name| name < at && named[name]) else { return };
    let talks = || {
        let inside = |case: usize| tree.nodes[case].lemma == "in" && case == name + 1;
        ventures.contains(&node.lemma) && tree.child(at, "case").is_some_and(inside)
    };
    let says = match node.rel.0 {
        "nmod" => talks(),
        "amod" => at == name + 1 && tree.child(at, "advcl").is_some(),
        _ => false,
    };
    let Some(above) = says.then(|| place(tree, name, at)).flatten() else { return };
    let behind: Vec<usize> = tree.children(name).filter(|&child| child > at).collect();
    for child in behind {
        tree.nodes[child].head = Some(at);
    }
    (tree.nodes[at].head, tree.nodes[at].rel) = above;
    tree.nodes[name].head = Some(at);
    tree.nodes[name].rel = Rel("nsubj");
}

/// "Lumen *to pay* $5 million to buy Kestrel": where a headline has no other verb, the name does what the infinitive right behind it
/// says.
pub(super) fn infinitive(tree: &mut Tree, to: usize, named: &[bool]) {
    let Some(name) = to.checked_sub(1).filter(|&name| named[name] && tree.nodes[name].rel.0 == "root") else {
        return;
    };
    let verb = tree.nodes[to].head.filter(|&verb| tree.nodes[verb].head == Some(name) && verb > to);
    let Some(verb) = verb.filter(|&verb| tree.nodes[verb].rel.0 == "parataxis") else { return };
    let others: Vec<usize> = tree.children(name).filter(|&child| child > verb).collect();
    for other in others {
        tree.nodes[other].head = Some(verb);
    }
    take_place(tree, verb, name, "nsubj");
}

/// "Lumen *bought by* Kestrel": a name to which something is done by the name right behind "by" does nothing itself.
pub(super) fn done_by(tree: &mut Tree, verb: usize, named: &[bool]) {
    let by = tree.nodes.get(verb + 1).is_some_and(|node| node.lemma == "by");
    let past = matches!(tree.nodes[verb].xpos, "VBD" | "VBN");
    let bare = !["aux", "aux:pass", "obj"].into_iter().any(|rel| tree.child(verb, rel).is_some());
    let Some(name) = tree.child(verb, "nsubj").filter(|&name| by && past && bare && named[name]) else {
        return;
    };
    let agent = |&at: &usize| tree.nodes[at].rel.0 == "obl" && tree.child(at, "case") == Some(verb + 1);
    let agent = tree.children(verb).find(agent);
    if let Some(agent) = agent.filter(|&agent| name + 1 == verb && named[agent]) {
        tree.nodes[name].rel = Rel("nsubj:pass");
        tree.nodes[agent].rel = Rel("obl:agent");
    }
}

/// Where a headline's predicate hangs: nowhere, or on the verb that tells who says so: "…, *sources say*".
fn place(tree: &Tree, name: usize, at: usize) -> Option<(Option<usize>, Rel)> {
    match tree.nodes[name].rel.0 {
        "root" => Some((None, tree.nodes[name].rel)),
        "nsubj" => {
            let verb = tree.nodes[name].head?;
            let source = tree.children(verb).any(|child| child > at && tree.nodes[child].rel.0 == "nsubj");
            source.then_some((Some(verb), Rel("ccomp")))
        }
        _ => None,
    }
}
