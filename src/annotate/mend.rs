//! What the words of a sentence make certain about its tree, whatever the parser took it for.

use crate::model::{Rel, Tree, Upos};

/// Puts right possessors and the relative clauses that speak of several nouns.
pub(super) fn mend(tree: &mut Tree) {
    for at in 1..tree.nodes.len() {
        if tree.nodes[at].xpos == "POS" {
            possessor(tree, at);
        }
        if tree.nodes[at].rel.0 == "acl:relcl" {
            plural_clause(tree, at);
        }
    }
}

/// What stands before "'s" belongs to the noun after it: "Lumen's lamps".
fn possessor(tree: &mut Tree, mark: usize) {
    let owner = mark - 1;
    if tree.nodes[owner].rel.0 == "nmod:poss" {
        return;
    }
    let inside = |&at: &usize| {
        let node = &tree.nodes[at];
        matches!(node.upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num) || node.xpos == "VBN"
    };
    let phrase: Vec<usize> = (mark + 1..tree.nodes.len()).take_while(inside).collect();
    let is_noun = |&at: &usize| matches!(tree.nodes[at].upos, Upos::Noun | Upos::Propn);
    let Some(owned) = phrase.into_iter().rfind(is_noun) else { return };
    if tree.nodes[owned].head == Some(owner) {
        tree.nodes[owned].head = tree.nodes[owner].head;
        tree.nodes[owned].rel = tree.nodes[owner].rel;
    } else if tree.is_below(owned, owner) {
        return;
    }
    tree.nodes[owner].head = Some(owned);
    tree.nodes[owner].rel = Rel("nmod:poss");
    tree.nodes[mark].head = Some(owner);
    tree.nodes[mark].rel = Rel("case");
}

/// "Lumen and Kestrel, which own a mine": a plural verb speaks of both.
fn plural_clause(tree: &mut Tree, verb: usize) {
    let Some(host) = tree.nodes[verb].head.filter(|&host| tree.nodes[host].rel.0 == "conj") else { return };
    let plural = std::iter::once(verb)
        .chain(tree.children(verb).filter(|&child| tree.nodes[child].rel.0.starts_with("aux")))
        .any(|at| tree.nodes[at].xpos == "VBP");
    if plural {
        tree.nodes[verb].head = tree.nodes[host].head;
    }
}
