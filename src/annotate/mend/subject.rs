//! Who does what a verb says, where the parser found nobody.

use crate::model::{Rel, Tree};

/// "As a result, *Lumen, Kestrel* and Norvik sold it": where a sentence's verb has no subject, the names behind the phrase that opens it
/// and a comma do not explain the phrase.
pub(super) fn behind_phrase(tree: &mut Tree, verb: usize, named: &[bool]) {
    let finite = matches!(tree.nodes[verb].xpos, "VBD" | "VBZ" | "VBP") || tree.child(verb, "aux").is_some();
    let subject =
        tree.children(verb).any(|at| tree.nodes[at].rel.0.contains("subj") || tree.nodes[at].rel.0 == "expl");
    if tree.nodes[verb].rel.0 != "root" || !finite || subject {
        return;
    }
    let phrase = tree.children(verb).find(|&at| at < verb && tree.nodes[at].rel.0 == "obl" && !named[at]);
    let Some(phrase) = phrase else { return };
    let behind = |&at: &usize| tree.nodes[at].rel.0 == "appos" && named[at] && phrase < at && at < verb;
    let Some(name) = tree.children(phrase).find(behind) else { return };
    let first = (0..=name).rev().take_while(|&at| named[at]).last().unwrap_or(name);
    if first == 0 || tree.nodes[first - 1].xpos != "," {
        return;
    }
    let passive = tree.child(verb, "aux:pass").is_some();
    tree.nodes[name].head = Some(verb);
    tree.nodes[name].rel = Rel(if passive { "nsubj:pass" } else { "nsubj" });
}
