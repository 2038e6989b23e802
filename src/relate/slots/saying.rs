//! What somebody says, and who, whatever the parser made of the words said.

use super::super::syntax::Syntax;
use crate::model::Upos;

/// The clause that completes the verb: "said *that it would sell*"; or the noun: "a right *to sell*".
pub(super) fn complement(syntax: &Syntax, verb: usize) -> Vec<usize> {
    if matches!(syntax.node(verb).upos, Upos::Noun | Upos::Propn) {
        let infinitives = syntax.children_by(verb, "acl").filter(|&at| syntax.is_infinitive(at));
        return infinitives.chain(syntax.children_by(verb, "ccomp")).collect();
    }
    let speaker = inverted(syntax, verb);
    let clauses: Vec<_> = ["ccomp", "xcomp", "parataxis"]
        .into_iter()
        .flat_map(|rel| syntax.children_by(verb, rel))
        .filter(|&at| Some(at) != speaker && !is_plan(syntax, verb, at))
        .collect();
    if !clauses.is_empty() {
        return clauses;
    }
    // "promised in May to support them", "its range, he added, *covers* cables"
    let promises = syntax.grammar.governor.planned.contains(syntax.lemma(verb));
    let told = |&at: &usize| match syntax.rel(at) {
        "advcl" => promises && at > verb && syntax.is_infinitive(at) && !is_plan(syntax, verb, at),
        "obj" => {
            let finite = matches!(syntax.node(at).xpos, "VBZ" | "VBD");
            // "added *that demand would grow*", taken for "that demand which would grow"
            let that = syntax.subtree(at).first() == Some(&(verb + 1)) && syntax.lower(verb + 1) == "that";
            at > verb && (finite || that && syntax.has_child(at, "acl:relcl"))
        }
        _ => false,
    };
    if let Some(clause) = syntax.children(verb).iter().copied().find(told) {
        return vec![clause];
    }
    // The parser may hang a "that" clause elsewhere.
    let that = |&at: &usize| at > verb && syntax.is_marked_by(at, "that");
    if let Some(clause) = (verb..syntax.len()).find(that) {
        return vec![clause];
    }
    // "Lumen will buy it, Reuters reported": the saying hangs below what is said.
    match (syntax.rel(verb), syntax.head(verb)) {
        ("parataxis", Some(head)) => vec![head],
        // "“It is done,” Jane Doe told reporters": here below the words said, whatever the parser took it for.
        ("advcl" | "advcl:relcl", Some(head)) if head < verb && set_off(syntax, verb) => vec![head],
        _ => said_before(syntax, verb).into_iter().collect(),
    }
}

/// "promised *to sell it*", unlike "promised in a statement to sell it": who means to do something need not have said so.
fn is_plan(syntax: &Syntax, verb: usize, clause: usize) -> bool {
    let grammar = syntax.grammar;
    let lemma = syntax.lemma(verb);
    grammar.report.verbs.contains(lemma)
        && grammar.governor.planned.contains(lemma)
        && syntax.is_infinitive(clause)
        && syntax.children_by(clause, "mark").any(|to| to == verb + 1)
}

/// Who speaks, where the name stands behind the verb and the parser missed it: "“…,” said Lumen's *chief*, Jane Doe".
pub(super) fn inverted(syntax: &Syntax, verb: usize) -> Option<usize> {
    let says = syntax.grammar.report.verbs.contains(syntax.lemma(verb));
    let finite = matches!(syntax.node(verb).xpos, "VBD" | "VBZ" | "VBP");
    let after_mark = verb > 0 && syntax.node(verb - 1).upos == Upos::Punct;
    if !says || !finite || !after_mark || syntax.has_child(verb, "nsubj") {
        return None;
    }
    let nominal = |&at: &usize| {
        at > verb
            && matches!(syntax.rel(at), "ccomp" | "obj" | "xcomp" | "parataxis" | "dep")
            && matches!(syntax.node(at).upos, Upos::Noun | Upos::Propn)
            && !syntax.is_predicate(at)
            && syntax.subtree(at).first() == Some(&(verb + 1))
    };
    syntax.children(verb).iter().copied().find(nominal)
}

/// Whether a clause with a subject of its own begins after a comma or a quotation mark.
fn set_off(syntax: &Syntax, verb: usize) -> bool {
    let Some(subject) = syntax.children_by(verb, "nsubj").next() else { return false };
    let first = syntax.subtree(subject).first().copied().unwrap_or(subject);
    first > 0 && syntax.node(first - 1).upos == Upos::Punct && !syntax.is_relative(subject)
}

/// The clause before a verb of saying, cut off by a comma: "*Ore is expected in May*, Lumen said".
fn said_before(syntax: &Syntax, verb: usize) -> Option<usize> {
    let clause = |&at: &usize| {
        at < verb && syntax.is_predicate(at) && !syntax.has_child(at, "mark") && syntax.has_child(at, "nsubj")
    };
    // "“It is fair,” said Jane Doe": of two subjects the one behind the verb speaks.
    let turned = syntax.children_by(verb, "nsubj").any(|at| at > verb);
    let rels: &[&str] =
        if turned { &["advcl", "csubj", "dep", "obj", "nsubj"] } else { &["advcl", "csubj", "dep", "obj"] };
    let found = rels.iter().flat_map(|rel| syntax.children_by(verb, rel)).find(clause)?;
    (turned || set_off(syntax, verb)).then_some(found)
}
