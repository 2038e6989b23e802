//! Prepositions: what stands below them, and what they tie to what.

use crate::model::{Rel, Tree, Upos};
use crate::pack::lexicon::Words;

/// A preposition stands below the noun after it, not above: "chips *to* Lumen", "leaves Lumen *with* 12%".
pub(super) fn preposition(tree: &mut Tree, at: usize) {
    let node = &tree.nodes[at];
    let of_verb =
        || node.rel.0 == "case" && node.head.is_some_and(|head| tree.nodes[head].upos == Upos::Verb);
    if node.upos != Upos::Adp || !matches!(node.rel.0, "nmod" | "obl" | "mark" | "flat") && !of_verb() {
        return;
    }
    let nominal = |&child: &usize| {
        child > at
            && matches!(tree.nodes[child].rel.0, "nmod" | "obj" | "obl")
            && matches!(tree.nodes[child].upos, Upos::Noun | Upos::Propn | Upos::Sym)
    };
    let Some(noun) = tree.children(at).find(nominal) else { return };
    let beside =
        at.checked_sub(1).filter(|&before| node.rel.0 == "mark" && tree.nodes[before].upos == Upos::Noun);
    let rel = match node.rel.0 {
        "case" => Rel("obl"),
        "flat" => Rel("nmod"),
        _ => node.rel,
    };
    let (head, rel) = beside.map_or((node.head, rel), |before| (Some(before), Rel("nmod")));
    if rel.0 == "mark" {
        return;
    }
    let others: Vec<usize> = tree.children(at).filter(|&child| child != noun).collect();
    for other in others {
        tree.nodes[other].head = Some(noun);
    }
    tree.nodes[noun].head = head;
    tree.nodes[noun].rel = rel;
    tree.nodes[at].head = Some(noun);
    tree.nodes[at].rel = Rel("case");
}

/// "investors *including* Lumen": as good as a preposition.
pub(super) fn including(tree: &mut Tree, at: usize) {
    let node = &tree.nodes[at];
    let noun = node.head.filter(|&noun| node.rel.0 == "acl" && node.lemma == "include" && noun < at);
    let (Some(noun), Some(name)) = (noun, tree.child(at, "obj").filter(|&name| name > at)) else { return };
    tree.nodes[name].head = Some(noun);
    tree.nodes[name].rel = Rel("nmod");
    tree.nodes[at].head = Some(name);
    tree.nodes[at].rel = Rel("case");
    tree.nodes[at].upos = Upos::Adp;
}

/// "a fee of *4%* of revenue": of two prepositions before one noun the first belongs to what stands between.
pub(super) fn between(tree: &mut Tree, at: usize) {
    let Some(noun) = tree.nodes[at].head.filter(|&noun| noun > at && tree.nodes[at].rel.0 == "compound")
    else {
        return;
    };
    let case = |child: usize| tree.nodes[child].rel.0 == "case" && tree.nodes[child].upos == Upos::Adp;
    let second = tree.children(noun).any(|child| case(child) && at < child);
    let first = tree.children(noun).filter(|&child| case(child) && child < at).last();
    if let Some(first) = first.filter(|_| second) {
        tree.nodes[first].head = Some(at);
    }
}

/// "A commission *of 12%* is paid": "of" joins two nouns, and never a clause.
pub(super) fn of(tree: &mut Tree, of: usize) {
    let node = &tree.nodes[of];
    let Some(verb) = node.head.filter(|&verb| verb > of && node.lemma == "of" && node.rel.0 == "mark") else {
        return;
    };
    let subject =
        |&at: &usize| tree.nodes[at].head == Some(verb) && tree.nodes[at].rel.0.starts_with("nsubj");
    let (Some(before), Some(after)) = (of.checked_sub(1), (of + 1..verb).find(subject)) else { return };
    if matches!(tree.nodes[before].upos, Upos::Noun | Upos::Propn) {
        tree.nodes[after].head = Some(before);
        tree.nodes[after].rel = Rel("nmod");
        tree.nodes[of].head = Some(after);
        tree.nodes[of].rel = Rel("case");
    }
}

/// "holds *9.9% of Lumen*": what "of" comes behind is no subject of the noun after it.
pub(super) fn of_what(tree: &mut Tree, of: usize) {
    let Some(whole) =
        tree.nodes[of].head.filter(|_| tree.nodes[of].lemma == "of" && tree.nodes[of].rel.0 == "case")
    else {
        return;
    };
    let part = of.checked_sub(1).filter(|&part| {
        tree.nodes[part].head == Some(whole)
            && tree.nodes[part].rel.0.starts_with("nsubj")
            && tree.child(whole, "cop").is_none()
    });
    let Some(part) = part.filter(|_| whole > of) else { return };
    let (head, rel) = (tree.nodes[whole].head, tree.nodes[whole].rel);
    let free =
        head.is_some_and(|verb| tree.nodes[verb].upos == Upos::Verb && tree.child(verb, "obj").is_none());
    tree.nodes[part].head = head;
    tree.nodes[part].rel = if free && rel.0 == "obl" { Rel("obj") } else { rel };
    tree.nodes[whole].head = Some(part);
    tree.nodes[whole].rel = Rel("nmod");
}

/// "takes half *of the output*": what is counted hangs on the noun before "of" that counts it, not on the verb.
pub(super) fn of_counted(tree: &mut Tree, of: usize, counting: &Words) {
    let node = &tree.nodes[of];
    let Some(whole) = node.head.filter(|_| node.lemma == "of" && node.rel.0 == "case") else { return };
    let part = of.checked_sub(1).filter(|&part| {
        tree.nodes[part].rel.0 == "obj"
            && tree.nodes[part].head == tree.nodes[whole].head
            && counting.contains(&tree.nodes[part].lemma)
    });
    if let Some(part) = part.filter(|_| tree.nodes[whole].rel.0 == "obl") {
        tree.nodes[whole].head = Some(part);
        tree.nodes[whole].rel = Rel("nmod");
    }
}

/// "bought brands, such as *Lumen*": what is an example of the noun before hangs on that, not on the verb.
pub(super) fn example(tree: &mut Tree, name: usize, named: &[bool], examples: &Words) {
    let loose = named[name] && tree.nodes[name].rel.0 == "obl";
    let Some(case) = tree.child(name, "case").filter(|_| loose) else { return };
    let rest = tree.child(case, "fixed").map_or("", |rest| &tree.nodes[rest].lemma);
    if !examples.contains(format!("{} {rest}", tree.nodes[case].lemma).trim_end()) {
        return;
    }
    let noun = (0..case).rev().find(|&at| tree.nodes[at].lemma != ",");
    if let Some(noun) = noun.filter(|&noun| !named[noun] && tree.nodes[noun].upos == Upos::Noun) {
        tree.nodes[name].head = Some(noun);
        tree.nodes[name].rel = Rel("nmod");
    }
}

/// "to Acquire *Kestrel* in Largest Deal": what a preposition stands between is no part of the noun behind it, but what the verb
/// before does something to.
pub(super) fn across(tree: &mut Tree, name: usize, named: &[bool]) {
    let node = &tree.nodes[name];
    let Some(noun) = node.head.filter(|&noun| named[name] && node.rel.0 == "compound" && noun > name + 2)
    else {
        return;
    };
    let between = tree.nodes[name + 1].rel.0 == "case" && tree.nodes[name + 1].upos == Upos::Adp;
    let first =
        (0..=name).rev().take_while(|&at| at == name || tree.is_below(at, name)).last().unwrap_or(name);
    let verb = first.checked_sub(1).filter(|&verb| tree.nodes[verb].upos == Upos::Verb);
    let Some(verb) = verb.filter(|&verb| between && tree.nodes[noun].head == Some(verb)) else { return };
    if tree.nodes[noun].rel.0 == "obj" {
        tree.nodes[name].head = Some(verb);
        tree.nodes[name].rel = Rel("obj");
        tree.nodes[noun].rel = Rel("obl");
        let own: Vec<usize> = tree.children(name).filter(|&at| at > name).collect();
        for at in own {
            tree.nodes[at].head = Some(noun);
            tree.nodes[at].rel = Rel("compound");
        }
        tree.nodes[name + 1].head = Some(noun);
    }
}

/// "an agreement *with Lumen* to buy ore": the buying hangs on the agreement, and so does with whom it is.
pub(super) fn party(tree: &mut Tree, with: usize) {
    let node = &tree.nodes[with];
    let Some(verb) = node.head.filter(|_| node.lemma == "with" && node.rel.0 == "mark") else { return };
    let above = tree.nodes[verb].head.filter(|&above| above < with);
    let (Some(above), Some(name)) = (above, tree.child(verb, "nsubj").filter(|&at| with < at && at < verb))
    else {
        return;
    };
    let infinitive = tree.nodes[verb].xpos == "VB" && tree.child(verb, "mark").is_some();
    if !infinitive || !matches!(tree.nodes[verb].rel.0, "acl" | "advcl") {
        return;
    }
    tree.nodes[name].head = Some(above);
    tree.nodes[name].rel = Rel(if tree.nodes[above].upos == Upos::Verb { "obl" } else { "nmod" });
    tree.nodes[with].head = Some(name);
    tree.nodes[with].rel = Rel("case");
}

/// "is working *with Lumen* to cut costs": what stands between a preposition and an infinitive is no subject of that, but belongs to
/// the preposition, which the parser left without a noun. Only "for" opens such a clause.
pub(super) fn before_infinitive(tree: &mut Tree, to: usize) {
    let Some(verb) = tree.nodes[to].head.filter(|&verb| verb > to) else { return };
    let name = to.checked_sub(1).filter(|&name| {
        tree.nodes[name].rel.0 == "nsubj"
            && tree.nodes[name].head == Some(verb)
            && tree.nodes[verb].xpos == "VB"
    });
    let Some(name) = name else { return };
    let first = (0..=name).rev().take_while(|&at| tree.is_below(at, name)).last().unwrap_or(name);
    let Some(bare) = first.checked_sub(1) else { return };
    let node = &tree.nodes[bare];
    let loose = node.upos == Upos::Adp && matches!(node.rel.0, "obl" | "advmod" | "compound:prt" | "nmod");
    let Some(above) = node.head.filter(|&above| loose && above < bare && node.lemma != "for") else { return };
    tree.nodes[name].head = Some(above);
    tree.nodes[name].rel = Rel(if tree.nodes[above].upos == Upos::Verb { "obl" } else { "nmod" });
    tree.nodes[bare].head = Some(name);
    tree.nodes[bare].rel = Rel("case");
}

/// "chief executive *of* Lumen's Kestrel": a preposition that the parser took for a part of the word before it, with a name of its own,
/// belongs to that name.
pub(super) fn with_name(tree: &mut Tree, at: usize, named: &[bool]) {
    let node = &tree.nodes[at];
    let word = node.head.filter(|&word| node.upos == Upos::Adp && node.rel.0 == "fixed" && word < at);
    let inside =
        |&name: &usize| name > at && named[name] && matches!(tree.nodes[name].rel.0, "nmod" | "obj" | "obl");
    let name = tree.children(at).find(inside);
    if let (Some(word), Some(name)) = (word, name) {
        tree.nodes[name].head = Some(word);
        tree.nodes[name].rel = Rel("nmod");
        tree.nodes[at].head = Some(name);
        tree.nodes[at].rel = Rel("case");
    }
}

/// "Lumen, *with which* Kestrel has a deal": a relative pronoun behind a preposition is no object.
pub(super) fn with_which(tree: &mut Tree, which: usize) {
    let node = &tree.nodes[which];
    let Some(verb) = node.head.filter(|_| matches!(node.xpos, "WDT" | "WP") && node.rel.0 == "obj") else {
        return;
    };
    let before = which.checked_sub(1).filter(|&at| {
        let node = &tree.nodes[at];
        node.xpos == "IN" && node.rel.0 == "mark" && node.head == Some(verb)
    });
    if let Some(case) = before {
        tree.nodes[which].rel = Rel("obl");
        tree.nodes[case].head = Some(which);
        tree.nodes[case].rel = Rel("case");
    }
}
