//! Who does what a verb says, where the parser found nobody, and whom a preposition means.

use super::take_place;
use crate::model::{Rel, Tree, Upos};
use crate::pack::lexicon::Words;

/// "As a result, *Lumen, Kestrel* and Norvik sold it", "As part of the deal, *Lumen* sold it": where a sentence's verb has no subject, the
/// names behind the phrase that opens it and a comma do not explain the phrase.
pub(super) fn behind_phrase(tree: &mut Tree, verb: usize, named: &[bool]) {
    let finite = matches!(tree.nodes[verb].xpos, "VBD" | "VBZ" | "VBP") || tree.child(verb, "aux").is_some();
    let subject =
        tree.children(verb).any(|at| tree.nodes[at].rel.0.contains("subj") || tree.nodes[at].rel.0 == "expl");
    if tree.nodes[verb].rel.0 != "root" || !finite || subject {
        return;
    }
    let phrase = tree.children(verb).find(|&at| at < verb && tree.nodes[at].rel.0 == "obl" && !named[at]);
    let Some(phrase) = phrase else { return };
    let behind = |&at: &usize| tree.nodes[at].rel.0 == "appos" && named[at] && tree.is_below(at, phrase);
    let Some(name) = (phrase + 1..verb).find(behind) else { return };
    let first = (0..=name).rev().take_while(|&at| named[at]).last().unwrap_or(name);
    if first == 0 || tree.nodes[first - 1].xpos != "," {
        return;
    }
    let passive = tree.child(verb, "aux:pass").is_some();
    tree.nodes[name].head = Some(verb);
    tree.nodes[name].rel = Rel(if passive { "nsubj:pass" } else { "nsubj" });
}

/// "*Jane Doe*, Lumen's chief executive, and chairman John Roe signed": who opens the sentence is not spoken to, but who the noun behind
/// the comma describes, and does with others what it seems to do, on which the name may hang itself.
pub(super) fn not_addressed(tree: &mut Tree, name: usize, named: &[bool]) {
    let node = &tree.nodes[name];
    let opens = named[name] && node.rel.0 == "vocative" && (0..name).all(|at| named[at]);
    let head = node.head.filter(|&head| opens && head > name + 1 && tree.nodes[name + 1].lemma == ",");
    let subject = |&title: &usize| {
        title > name
            && tree.nodes[title].upos == Upos::Noun
            && tree.nodes[title].rel.0.starts_with("nsubj")
            && !named[title]
    };
    let Some(head) = head else { return };
    let Some(title) = std::iter::once(head).chain(tree.children(head)).find(subject) else {
        // "*Jane Doe*, Lumen's chief, put it this way"
        let explained = tree.child(name, "appos").is_some_and(|title| title < head);
        if explained && tree.nodes[head].upos == Upos::Verb && tree.child(head, "nsubj").is_none() {
            tree.nodes[name].rel = Rel("nsubj");
        }
        return;
    };
    take_place(tree, name, title, "appos");
    let named_behind =
        |&at: &usize| at > title && named[at] && matches!(tree.nodes[at].rel.0, "appos" | "conj");
    let and = |at: usize| tree.nodes.get(at).is_some_and(|node| node.lemma == "and");
    let other = tree.children(title).find(named_behind).filter(|_| and(title + 1) || and(title + 2));
    if let Some(other) = other {
        tree.nodes[other].head = Some(name);
        tree.nodes[other].rel = Rel("conj");
    }
}

/// "Jane Doe of the union *Verdi* called": a name right behind a noun says which it is, if the verb has a subject besides.
pub(super) fn of_name(tree: &mut Tree, name: usize, named: &[bool]) {
    let Some(verb) = tree.nodes[name].head.filter(|_| named[name] && tree.nodes[name].rel.0 == "nsubj")
    else {
        return;
    };
    let first = (0..=name).rev().take_while(|&at| named[at]).last().unwrap_or(name);
    let noun = first.checked_sub(1).filter(|&noun| {
        let node = &tree.nodes[noun];
        node.upos == Upos::Noun && !named[noun] && matches!(node.rel.0, "nmod" | "obl")
    });
    let other = |at: usize| at < name && named[at] && tree.nodes[at].rel.0 == "nsubj";
    if let Some(noun) = noun.filter(|_| tree.children(verb).any(other)) {
        tree.nodes[name].head = Some(noun);
        tree.nodes[name].rel = Rel("appos");
    }
}

/// "according to chief executive *Jane Doe*": the preposition before a title is that of whose title it is.
pub(super) fn titled(tree: &mut Tree, title: usize) {
    let Some(bearer) = tree.nodes[title].head.filter(|_| tree.nodes[title].rel.0 == "nmod:desc") else {
        return;
    };
    let before: Vec<usize> =
        tree.children(title).filter(|&at| at < title && tree.nodes[at].rel.0 == "case").collect();
    if bearer < title || tree.child(bearer, "case").is_some_and(|case| case < title) {
        return;
    }
    for at in before {
        tree.nodes[at].head = Some(bearer);
    }
}

/// "hinged on *Lumen* selling its mill": a name right before a form in -ing, behind a preposition that takes clauses, does that.
pub(super) fn of_gerund(tree: &mut Tree, verb: usize, named: &[bool], takes: &Words) {
    let nodes = &tree.nodes;
    if nodes[verb].xpos != "VBG" || nodes[verb].rel.0 != "advcl" || tree.child(verb, "nsubj").is_some() {
        return;
    }
    let adverb = |at: usize| usize::from(nodes[at].upos == Upos::Adv);
    let Some(name) = verb.checked_sub(1).and_then(|before| before.checked_sub(adverb(before))) else {
        return;
    };
    let beside = named[name] && nodes[name].rel.0 == "obl" && nodes[name].head == nodes[verb].head;
    let case = tree.child(name, "case").filter(|&case| beside && takes.contains(&nodes[case].lemma));
    if let Some(case) = case {
        tree.nodes[case].head = Some(verb);
        tree.nodes[case].rel = Rel("mark");
        tree.nodes[name].head = Some(verb);
        tree.nodes[name].rel = Rel("nsubj");
    }
}

/// "the largest deal since *Lumen* bought Kestrel": a name behind a conjunction of time and right before a finite verb without a subject
/// does what that says.
pub(super) fn behind_time(tree: &mut Tree, name: usize, named: &[bool], subordinators: &Words) {
    let Some(host) = tree.nodes[name].head.filter(|_| named[name]) else { return };
    let opens =
        |&case: &usize| tree.nodes[case].lemma != "as" && subordinators.contains(&tree.nodes[case].lemma);
    let Some(case) = tree.child(name, "case").filter(opens) else { return };
    let Some(next) = tree.nodes.get(name + 1) else { return };
    let verb = match (next.upos, next.xpos) {
        (Upos::Verb, "VBD" | "VBZ" | "VBP") => Some(name + 1),
        (Upos::Aux, "VBD" | "VBZ" | "VBP") => next.head.filter(|&verb| tree.nodes[verb].upos == Upos::Verb),
        _ => None,
    };
    let free =
        |&verb: &usize| verb > name && !tree.children(verb).any(|at| tree.nodes[at].rel.0.contains("subj"));
    let Some(verb) = verb.filter(free) else { return };
    if !tree.is_below(host, verb) {
        let above = std::iter::once(host).chain(tree.ancestors(host));
        let governor = above.into_iter().find(|&at| tree.nodes[at].upos == Upos::Verb);
        tree.nodes[verb].head = governor.or(Some(host));
        tree.nodes[verb].rel = Rel("advcl");
    }
    let passive = tree.child(verb, "aux:pass").is_some();
    tree.nodes[name].head = Some(verb);
    tree.nodes[name].rel = Rel(if passive { "nsubj:pass" } else { "nsubj" });
    tree.nodes[case].head = Some(verb);
    tree.nodes[case].rel = Rel("mark");
}
