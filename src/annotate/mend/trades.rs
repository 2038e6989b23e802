//! Parts of a company told apart by a list of what they do: "Lumen's *life, accident and health* businesses".

use std::ops::Range;

use crate::model::{Rel, Tree, Upos};
use crate::pack::lexicon::grammar::Described;

/// The longest list looked through, in words.
const LONGEST: usize = 9;

/// What stands between an owner and the noun for its parts, joined by "and", tells which parts, and is none by itself.
pub(super) fn of_parts(tree: &mut Tree, noun: usize, named: &[bool], described: &[Described]) {
    if tree.nodes[noun].upos != Upos::Noun || !is_part(tree, noun, described) {
        return;
    }
    let Some((owner, list)) = list_before(tree, noun) else { return };
    let own = |at: usize| tree.nodes[at].upos == Upos::Noun && is_part(tree, at, described);
    if list.clone().any(|at| named[at] || own(at)) {
        return;
    }
    let inside = |at: usize| list.contains(&at) || at == noun;
    let outer = |&at: &usize| tree.nodes[at].head.is_none_or(|head| !inside(head) && head != owner);
    let Some(first) = list.clone().chain([noun]).find(outer) else { return };
    (tree.nodes[noun].head, tree.nodes[noun].rel) = (tree.nodes[first].head, tree.nodes[first].rel);
    for at in list.clone() {
        let node = &mut tree.nodes[at];
        node.head = Some(noun);
        node.rel = Rel(match node.upos {
            Upos::Punct => "punct",
            Upos::Adj => "amod",
            Upos::Noun | Upos::Propn => "compound",
            _ => "cc",
        });
    }
    for node in &mut tree.nodes[noun + 1..] {
        if node.head.is_some_and(|head| list.contains(&head)) {
            node.head = Some(noun);
        }
    }
    tree.nodes[owner].head = Some(noun);
    tree.nodes[owner].rel = Rel("nmod:poss");
}

/// Whether the noun is one for parts that must be told apart: "business".
fn is_part(tree: &Tree, noun: usize, described: &[Described]) -> bool {
    described.iter().any(|rule| rule.told_apart && rule.nouns.contains(&tree.nodes[noun].lemma))
}

/// Whose parts they are, and the list between.
fn list_before(tree: &Tree, noun: usize) -> Option<(usize, Range<usize>)> {
    let nodes = &tree.nodes;
    let listed = |at: usize| match nodes[at].upos {
        Upos::Noun | Upos::Adj | Upos::Propn => true,
        Upos::Punct => matches!(&*nodes[at].lemma, "," | "-"),
        _ => matches!(&*nodes[at].lemma, "and" | "&"),
    };
    let joined = |list: Range<usize>| nodes[list].iter().any(|node| matches!(&*node.lemma, "and" | "&"));
    let start = (noun.saturating_sub(LONGEST)..noun).rev().take_while(|&at| listed(at)).last()?;
    let mark = start.checked_sub(1)?;
    let owner = match nodes[mark].xpos {
        "POS" => mark.checked_sub(1)?,
        "PRP$" => mark,
        _ => return None,
    };
    joined(start..noun).then_some((owner, start..noun))
}
