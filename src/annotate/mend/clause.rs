//! Clauses: what is a verb, and what it hangs on.

use super::take_place;
use crate::model::{Node, Rel, Tree, Upos};
use crate::pack::lexicon::Words;

/// A bare noun right after "to" is a verb, if a verb of planning governs it and has an object behind it, or if the parser
/// took it for a clause: "agreed to *license* a drug".
pub(super) fn verb_noun(tree: &mut Tree, at: usize, planned: &Words) {
    let node = &tree.nodes[at];
    let Some(head) = node.head.filter(|&head| head < at && node.upos == Upos::Noun) else { return };
    let to = at - 1;
    let marked = tree.nodes[to].lemma == "to" && tree.nodes[to].head == Some(at);
    if !marked || !matches!(tree.nodes[head].upos, Upos::Verb) {
        return;
    }
    let clause = matches!(node.rel.0, "xcomp" | "ccomp" | "advcl");
    let behind: Vec<usize> = tree.children(head).filter(|&child| child > at).collect();
    let object = behind.iter().any(|&child| tree.nodes[child].rel.0 == "obj");
    let governed = node.rel.0 == "obl" && object && planned.contains(&tree.nodes[head].lemma);
    if !clause && !governed {
        return;
    }
    if governed {
        for child in behind {
            if matches!(tree.nodes[child].rel.0, "obj" | "iobj" | "obl" | "advmod") {
                tree.nodes[child].head = Some(at);
            }
        }
    }
    tree.nodes[at].upos = Upos::Verb;
    tree.nodes[at].xpos = "VB";
    tree.nodes[at].rel = Rel("xcomp");
    tree.nodes[to].rel = Rel("mark");
    tree.nodes[to].xpos = "TO";
}

/// "Lumen, which *supplies* lamps": after "which" at the start of a clause, a plural that no verb follows is the verb.
pub(super) fn relative_verb(tree: &mut Tree, verb: usize) {
    let Some(which) = verb.checked_sub(1).filter(|&which| tree.nodes[which].xpos == "WDT") else { return };
    let node = &tree.nodes[verb];
    let noun = node.head.filter(|&noun| node.rel.0 == "compound" && noun > verb);
    let below = tree.nodes[which].rel.0 == "acl:relcl" && node.head == Some(which);
    let top = if below { which } else { noun.unwrap_or(verb) };
    let beside = tree.nodes[which].rel.0 == "det" && tree.nodes[which].head == Some(top);
    if node.xpos != "NNS" || tree.nodes[top].rel.0 != "acl:relcl" || !(below || beside) {
        return;
    }
    let (head, rel) = (tree.nodes[top].head, tree.nodes[top].rel);
    let host = noun.unwrap_or(verb);
    let phrase =
        |&at: &usize| at > host && tree.nodes[at].rel.0 == "nmod" && tree.child(at, "case").is_some();
    let phrases: Vec<usize> = tree.children(host).filter(phrase).collect();
    for at in phrases {
        tree.nodes[at].head = Some(verb);
        tree.nodes[at].rel = Rel("obl");
    }
    if let Some(noun) = noun {
        tree.nodes[noun].head = Some(verb);
        tree.nodes[noun].rel = Rel("obj");
    }
    let plural = &tree.nodes[verb].lemma;
    let stem = plural
        .strip_suffix("ies")
        .map_or_else(|| plural.trim_end_matches('s').to_owned(), |stem| format!("{stem}y"));
    tree.nodes[verb] = Node { upos: Upos::Verb, xpos: "VBZ", lemma: stem, head, rel };
    tree.nodes[which].head = Some(verb);
    tree.nodes[which].rel = Rel("nsubj");
}

/// "Lumen *had* earlier bid": before a participle it is an auxiliary.
pub(super) fn perfect(tree: &mut Tree, had: usize) {
    if tree.nodes[had].lemma != "have" || tree.nodes[had].rel.0.starts_with("aux") {
        return;
    }
    let Some(verb) = (had + 1..tree.nodes.len()).find(|&at| tree.nodes[at].upos != Upos::Adv) else { return };
    let below = tree.nodes[verb].head == Some(had)
        && matches!(tree.nodes[verb].rel.0, "xcomp" | "ccomp" | "obj" | "advcl");
    if !below || tree.nodes[verb].xpos != "VBN" || tree.nodes[verb].upos != Upos::Verb {
        return;
    }
    let others: Vec<usize> = tree.children(had).filter(|&at| at != verb).collect();
    for other in others {
        tree.nodes[other].head = Some(verb);
    }
    take_place(tree, verb, had, "aux");
}

/// "it*'s* finalized an order": with an object behind the verb and nobody by whom it is done, "'s" is "has".
pub(super) fn has(tree: &mut Tree, verb: usize) {
    let short =
        |&at: &usize| tree.nodes[at].rel.0 == "aux:pass" && tree.nodes[at].lemma == "be" && at + 1 == verb;
    let Some(auxiliary) = tree.children(verb).find(short).filter(|_| tree.child(verb, "obj").is_some())
    else {
        return;
    };
    let Some(subject) = tree.child(verb, "nsubj:pass").filter(|&at| at + 1 == auxiliary) else { return };
    let gives = tree.children(verb).any(|at| tree.nodes[at].rel.0 == "obl:agent");
    if tree.nodes[subject].upos == Upos::Pron && tree.nodes[auxiliary].xpos == "VBZ" && !gives {
        tree.nodes[auxiliary].rel = Rel("aux");
        "have".clone_into(&mut tree.nodes[auxiliary].lemma);
        tree.nodes[subject].rel = Rel("nsubj");
    }
}

/// "was *parting* company with Lumen", "had *parted* ways": what has a subject or an auxiliary does not describe the noun
/// after it, but has it as its object.
pub(super) fn verbal(tree: &mut Tree, at: usize) {
    let node = &tree.nodes[at];
    let Some(noun) = node.head.filter(|&noun| noun > at && matches!(node.rel.0, "amod" | "compound")) else {
        return;
    };
    let own = |child: usize| {
        let rel = tree.nodes[child].rel.0;
        child < at && (rel.starts_with("nsubj") || rel.starts_with("aux"))
    };
    let beside = tree.children(noun).any(|child| child + 1 == at && own(child));
    if !matches!(node.xpos, "VBG" | "VBN") || !(beside || tree.children(at).any(own)) {
        return;
    }
    let (head, rel) = (tree.nodes[noun].head, tree.nodes[noun].rel);
    let clause = matches!(rel.0, "obj" | "obl" | "nsubj") && head.is_some_and(|head| head < at);
    let before: Vec<usize> = tree.children(noun).filter(|&child| child < at).collect();
    for child in before {
        tree.nodes[child].head = Some(at);
    }
    tree.nodes[at].upos = Upos::Verb;
    tree.nodes[at].head = head;
    tree.nodes[at].rel = if clause { Rel("ccomp") } else { rel };
    tree.nodes[noun].head = Some(at);
    tree.nodes[noun].rel = Rel("obj");
}

/// "a report that *Lumen wants* a mine", "denied in June that *Lumen wanted* one": a clause that "that" only introduces says what
/// the noun is, or what is said.
pub(super) fn content(tree: &mut Tree, verb: usize) {
    let that = |at: &usize| tree.nodes[*at].rel.0 == "mark" && tree.nodes[*at].lemma == "that";
    let subject = tree.children(verb).any(|at| tree.nodes[at].rel.0.starts_with("nsubj"));
    let (Some(that), Some(head)) = (tree.children(verb).find(that), tree.nodes[verb].head) else { return };
    let said = tree.nodes[head].upos == Upos::Verb && head < that && tree.child(head, "ccomp").is_none();
    // "so that", "now that"
    let so = that.checked_sub(1).is_some_and(|before| tree.nodes[before].upos == Upos::Adv);
    match tree.nodes[verb].rel.0 {
        "acl:relcl" if subject => tree.nodes[verb].rel = Rel("acl"),
        "advcl" if subject && said && !so => tree.nodes[verb].rel = Rel("ccomp"),
        _ => {}
    }
}

/// "the news *that* Lumen had signed a deal": what comes behind a noun with a subject and an object of its own has no place left for
/// "that".
pub(super) fn that(tree: &mut Tree, that: usize) {
    let verb = tree.nodes[that]
        .head
        .filter(|&verb| verb > that && tree.nodes[that].lemma == "that" && tree.nodes[that].rel.0 == "obj");
    let Some(verb) = verb.filter(|&verb| tree.nodes[verb].rel.0 == "acl:relcl") else { return };
    let subject = tree.children(verb).any(|at| tree.nodes[at].rel.0.starts_with("nsubj"));
    let object = tree.children(verb).any(|at| at > verb && tree.nodes[at].rel.0 == "obj");
    if subject && object {
        let node = &mut tree.nodes[that];
        (node.rel, node.upos, node.xpos) = (Rel("mark"), Upos::Sconj, "IN");
    }
}

/// "Lumen in-*licensed* a drug": without an auxiliary, what has an object behind it is no passive.
pub(super) fn active(tree: &mut Tree, verb: usize) {
    let Some(subject) = tree.child(verb, "nsubj:pass").filter(|&subject| subject < verb) else { return };
    let auxiliary = tree.children(verb).any(|at| tree.nodes[at].rel.0.starts_with("aux"));
    let object = tree.child(verb, "obj").is_some_and(|object| object > verb);
    if tree.nodes[verb].xpos == "VBN" && object && !auxiliary {
        tree.nodes[subject].rel = Rel("nsubj");
        tree.nodes[verb].xpos = "VBD";
    }
}

/// "the price *that* Lumen paid for Kestrel": what opens a clause about a noun and is a pronoun is what its verb has no other of.
fn relative_object(tree: &mut Tree, which: usize) {
    let verb = tree.nodes[which].head.filter(|&verb| verb > which && tree.nodes[which].rel.0 == "mark");
    let about = |&verb: &usize| {
        tree.nodes[verb].upos == Upos::Verb && tree.nodes[verb].head.is_some_and(|noun| noun + 1 == which)
    };
    let Some(verb) = verb.filter(about) else { return };
    if tree.child(verb, "nsubj").is_some() && tree.child(verb, "obj").is_none() {
        tree.nodes[which].rel = Rel("obj");
        tree.nodes[verb].rel = Rel("acl:relcl");
    }
}

/// "Lumen, *which* funded Kestrel": right before a verb without a subject "which" is that, and no article.
fn relative_subject(tree: &mut Tree, which: usize) {
    let verb = tree.nodes[which].head.filter(|&verb| verb == which + 1 && tree.nodes[which].rel.0 == "det");
    let clause = |&verb: &usize| tree.nodes[verb].upos == Upos::Verb && tree.nodes[verb].rel.0 == "acl:relcl";
    let Some(verb) = verb.filter(clause) else { return };
    if tree.children(verb).any(|at| tree.nodes[at].rel.0.starts_with("nsubj")) {
        return;
    }
    tree.nodes[which].rel = Rel("nsubj");
    if tree.nodes[verb].xpos == "VBN" && tree.child(verb, "obj").is_some() {
        tree.nodes[verb].xpos = "VBD";
    }
}

/// "Lumen, which *counts* Kestrel as a client": the verb heads the clause, not "which".
pub(super) fn relative(tree: &mut Tree, which: usize) {
    if tree.nodes[which].xpos != "WDT" {
        return;
    }
    if tree.nodes[which].rel.0 != "acl:relcl" {
        relative_subject(tree, which);
        relative_object(tree, which);
        return;
    }
    let verb = |&at: &usize| at > which && tree.nodes[at].upos == Upos::Verb;
    let Some(verb) = tree.children(which).find(verb) else { return };
    tree.nodes[verb].head = tree.nodes[which].head;
    tree.nodes[verb].rel = tree.nodes[which].rel;
    let others: Vec<usize> = tree.children(which).collect();
    for other in others {
        tree.nodes[other].head = Some(verb);
    }
    let subject = tree.children(verb).any(|at| tree.nodes[at].rel.0.starts_with("nsubj"));
    tree.nodes[which].head = Some(verb);
    tree.nodes[which].rel = Rel(if subject { "obj" } else { "nsubj" });
}

/// "Jane Doe will *chair* the board": what follows a name with an auxiliary between is not joined to it, but what it does.
pub(super) fn verb_of_name(tree: &mut Tree, verb: usize, named: &[bool]) {
    let node = &tree.nodes[verb];
    let joined = node.rel.0 == "conj" && node.xpos == "VB" && tree.child(verb, "cc").is_none();
    let Some(name) = node.head.filter(|&name| joined && named[name] && tree.nodes[name].rel.0 == "root")
    else {
        return;
    };
    let close = tree.child(verb, "aux") == Some(name + 1) && tree.nodes[name + 1].xpos == "MD";
    if close && !tree.children(verb).any(|at| tree.nodes[at].rel.0.starts_with("nsubj")) {
        take_place(tree, verb, name, "nsubj");
    }
}

/// "The price *values* Lumen at $5 billion": a plural right before a name that is its object is a verb, and the noun before its subject.
pub(super) fn verb_with_object(tree: &mut Tree, verb: usize, named: &[bool]) {
    let object = tree.child(verb, "obj").filter(|&object| object > verb && named[object]);
    let close = object.is_some() && named.get(verb + 1) == Some(&true);
    let Some(noun) = verb.checked_sub(1).filter(|_| close && tree.nodes[verb].xpos == "NNS") else { return };
    if tree.nodes[noun].rel.0 != "compound" || tree.nodes[noun].head != Some(verb) || named[noun] {
        return;
    }
    let before: Vec<usize> = tree.children(verb).filter(|&at| at < noun).collect();
    for at in before {
        tree.nodes[at].head = Some(noun);
    }
    let node = &mut tree.nodes[verb];
    (node.upos, node.xpos) = (Upos::Verb, "VBZ");
    tree.nodes[noun].rel = Rel("nsubj");
}

/// "signed a licence with Lumen that *gives* it rights": a clause that "that" or "which" opens right behind a noun, and nothing
/// joins, says more of that noun; "that" speaks of no name, but of what the name belongs to.
pub(super) fn relative_clause(tree: &mut Tree, verb: usize) {
    let joined = tree.nodes[verb].rel.0 == "conj" && tree.child(verb, "cc").is_none();
    let which = tree.child(verb, "nsubj").filter(|&at| joined && at < verb && tree.nodes[at].xpos == "WDT");
    let Some(before) = which.and_then(|which| which.checked_sub(1)) else { return };
    let Some(above) = tree.nodes[verb].head.filter(|&above| above < before) else { return };
    let common = |&at: &usize| tree.nodes[at].upos == Upos::Noun;
    let noun = tree.ancestors(before).take_while(|&at| at != above).find(common);
    if let Some(noun) = noun.filter(|&noun| noun < verb && tree.is_below(noun, above)) {
        tree.nodes[verb].head = Some(noun);
        tree.nodes[verb].rel = Rel("acl:relcl");
    }
}

/// "Lumen's *proposed* takeover of Kestrel": between a possessor or an article and their noun, a participle describes the noun.
pub(super) fn describing(tree: &mut Tree, at: usize) {
    let node = &tree.nodes[at];
    let noun = at + 1;
    if node.xpos != "VBN"
        || !matches!(node.rel.0, "advcl" | "acl" | "xcomp" | "ccomp")
        || tree.children(at).next().is_some()
    {
        return;
    }
    let opens = |child: usize| child < at && matches!(tree.nodes[child].rel.0, "nmod:poss" | "det");
    if node.head != Some(noun) && noun < tree.nodes.len() && tree.children(noun).any(opens) {
        tree.nodes[at].head = Some(noun);
        tree.nodes[at].rel = Rel("amod");
    }
}

/// "is *majority owned* by Lumen", "a firm *majority owned* by Lumen": how much is owned only qualifies the participle.
pub(super) fn part_owned(tree: &mut Tree, part: usize, parts: &Words) {
    let owned = part + 1;
    let participle = tree.nodes.get(owned).is_some_and(|node| node.xpos == "VBN" && node.head == Some(part));
    if !participle || !parts.contains(&tree.nodes[part].lemma) {
        return;
    }
    if let Some(copula) = tree.child(part, "cop").filter(|&at| at < part) {
        let others: Vec<usize> = tree.children(part).filter(|&at| at != owned).collect();
        for at in others {
            tree.nodes[at].head = Some(owned);
            if tree.nodes[at].rel.0 == "nsubj" {
                tree.nodes[at].rel = Rel("nsubj:pass");
            }
        }
        tree.nodes[copula].rel = Rel("aux:pass");
        take_place(tree, owned, part, "advmod");
    } else if let Some(noun) = part.checked_sub(1).filter(|&noun| tree.nodes[noun].rel.0 == "compound") {
        let others: Vec<usize> = tree.children(part).filter(|&at| at != noun).collect();
        for at in others {
            tree.nodes[at].head = Some(noun);
        }
        take_place(tree, noun, part, "advmod");
        tree.nodes[part].head = Some(owned);
    }
}

/// "pay *tiered* royalties": a participle right before its object, with nothing of its own, only describes it.
pub(super) fn participle(tree: &mut Tree, at: usize) {
    let node = &tree.nodes[at];
    let Some(head) = node.head.filter(|&head| head < at && tree.nodes[head].upos == Upos::Verb) else {
        return;
    };
    if node.xpos != "VBN" || !matches!(node.rel.0, "xcomp" | "advcl") {
        return;
    }
    let children: Vec<usize> =
        tree.children(at).filter(|&child| tree.nodes[child].upos != Upos::Punct).collect();
    let [noun, ref rest @ ..] = children[..] else { return };
    let behind = |&at: &usize| at > noun && tree.nodes[at].rel.0 == "obl" && tree.child(at, "case").is_some();
    if !rest.iter().all(behind) {
        return;
    }
    let before = |at: usize| matches!(tree.nodes[at].upos, Upos::Adj | Upos::Noun | Upos::Num | Upos::Punct);
    let close = tree.nodes[noun].rel.0 == "obj" && noun > at && (at + 1..noun).all(before);
    let article = tree.children(noun).any(|child| tree.nodes[child].rel.0 == "det");
    if close && !article && tree.nodes[at - 1].lemma != "," {
        for &phrase in rest {
            tree.nodes[phrase].head = Some(noun);
            tree.nodes[phrase].rel = Rel("nmod");
        }
        tree.nodes[noun].head = Some(head);
        tree.nodes[at].head = Some(noun);
        tree.nodes[at].rel = Rel("amod");
    }
}

/// "a contract with Lumen *to stream* games": what stands between "to" and a noun behind a name is a verb, not a part of the noun.
pub(super) fn end_served(tree: &mut Tree, to: usize, named: &[bool]) {
    let (verb, Some(name)) = (to + 1, to.checked_sub(1).filter(|&name| named[name])) else { return };
    let below = tree.nodes.get(verb).filter(|_| tree.nodes[to].xpos == "TO");
    let Some(noun) = below.and_then(|node| node.head).filter(|&noun| noun > verb) else { return };
    let part = |at: usize| tree.nodes[at].head == Some(noun) && tree.nodes[at].rel.0 == "compound";
    if !part(name) || !part(verb) || tree.nodes[noun].upos != Upos::Noun {
        return;
    }
    let (above, rel) = (tree.nodes[noun].head, tree.nodes[noun].rel);
    let Some(host) = above.filter(|&above| above < name) else { return };
    let before: Vec<usize> = tree.children(noun).filter(|&at| at < name).collect();
    for at in before {
        tree.nodes[at].head = Some(name);
    }
    tree.nodes[name].head = above;
    tree.nodes[name].rel = rel;
    let serves = if tree.nodes[host].upos == Upos::Verb { "advcl" } else { "acl" };
    let lemma = tree.nodes[verb].lemma.clone();
    tree.nodes[verb] = Node { upos: Upos::Verb, xpos: "VB", lemma, head: above, rel: Rel(serves) };
    tree.nodes[to].head = Some(verb);
    tree.nodes[to].rel = Rel("mark");
    tree.nodes[noun].head = Some(verb);
    tree.nodes[noun].rel = Rel("obj");
}

/// "gave Lumen the right to sell lamps", "signed a contract with Lumen to sell lamps": the selling hangs on the right.
pub(super) fn infinitive(tree: &mut Tree, to: usize, takes_infinitive: &Words) {
    let passive = |verb: usize| tree.children(verb).any(|child| tree.nodes[child].rel.0 == "aux:pass");
    let bare = |&verb: &usize| tree.nodes[verb].xpos == "VB" || passive(verb);
    let Some(verb) = tree.nodes[to].head.filter(bare) else { return };
    let takes =
        |at: usize| tree.nodes[at].upos == Upos::Noun && takes_infinitive.contains(&tree.nodes[at].lemma);
    let governor = match tree.nodes[verb].rel.0 {
        "advcl" | "xcomp" => tree.nodes[verb].head,
        // "closed a deal last year to buy Lumen": a time takes no infinitive.
        "acl" => tree.nodes[verb]
            .head
            .filter(|&time| tree.nodes[time].rel.0 == "obl:unmarked" && !takes(time))
            .and_then(|time| tree.nodes[time].head),
        _ => None,
    };
    let Some(governor) = governor.filter(|&governor| governor < to) else { return };
    if takes(governor) {
        tree.nodes[verb].rel = Rel("acl");
        return;
    }
    let beside = to.checked_sub(1).filter(|&noun| takes(noun) && tree.nodes[noun].head == Some(governor));
    let object = || tree.child(governor, "obj").filter(|&noun| noun < to && takes(noun));
    if let Some(noun) = beside.or_else(object) {
        tree.nodes[verb].head = Some(noun);
        tree.nodes[verb].rel = Rel("acl");
    }
}

/// "obliges Lumen *to supply* Kestrel": behind whom a verb makes do something stands what that is, and no purpose.
pub(super) fn made_to(tree: &mut Tree, to: usize, causing: &Words) {
    let infinitive = tree.nodes[to].head.filter(|&verb| tree.nodes[verb].xpos == "VB" && verb > to);
    let Some(verb) = infinitive.filter(|&verb| tree.nodes[verb].rel.0 == "advcl") else { return };
    let Some(governor) = tree.nodes[verb].head.filter(|&governor| governor < to) else { return };
    let whom = |&at: &usize| matches!(tree.nodes[at].rel.0, "obj" | "iobj") && governor < at && at < to;
    let close = tree
        .children(governor)
        .find(whom)
        .is_some_and(|whom| (whom + 1..to).all(|at| tree.is_below(at, whom)));
    if close && causing.contains(&tree.nodes[governor].lemma) {
        tree.nodes[verb].rel = Rel("xcomp");
    }
}

/// "Lumen and Kestrel, which own a mine", "which together owned a mine": a plural verb speaks of both, and so does "together".
pub(super) fn plural_clause(tree: &mut Tree, verb: usize, jointly: &Words) {
    let Some(host) = tree.nodes[verb].head.filter(|&host| tree.nodes[host].rel.0 == "conj") else { return };
    let plural = std::iter::once(verb)
        .chain(tree.children(verb).filter(|&child| tree.nodes[child].rel.0.starts_with("aux")))
        .any(|at| tree.nodes[at].xpos == "VBP");
    let together = tree.children(verb).any(|child| jointly.contains(&tree.nodes[child].lemma));
    if plural || together {
        tree.nodes[verb].head = tree.nodes[host].head;
    }
}

/// "power jets *being* bought by Lumen": what is being done right behind a noun, and has no subject, tells of the noun.
pub(super) fn being(tree: &mut Tree, at: usize) {
    let (Some(noun), Some(verb)) = (at.checked_sub(1), tree.nodes[at].head) else { return };
    let node = &tree.nodes[verb];
    let passive = tree.nodes[at].xpos == "VBG" && tree.nodes[at].rel.0 == "aux:pass" && verb == at + 1;
    let loose = node.xpos == "VBN" && matches!(node.rel.0, "ccomp" | "conj" | "parataxis" | "xcomp");
    let subject = tree.children(verb).any(|child| tree.nodes[child].rel.0.starts_with("nsubj"));
    if passive && loose && !subject && tree.nodes[noun].upos == Upos::Noun && !tree.is_below(noun, verb) {
        tree.nodes[verb].head = Some(noun);
        tree.nodes[verb].rel = Rel("acl");
    }
}

/// "took Lumen to *court*": a noun after "to" that taggers take for a verb, if it has no object and goes with the verb before.
pub(super) fn brought_to(tree: &mut Tree, to: usize, nouns: &Words) {
    let noun = to + 1;
    let fits = tree.nodes.get(noun).is_some_and(|node| {
        node.head.is_some_and(|head| head < to)
            && node.xpos == "VB"
            && matches!(node.rel.0, "advcl" | "xcomp" | "acl" | "csubj")
            && nouns.contains(&node.lemma)
    });
    if !fits || tree.nodes[to].xpos != "TO" || tree.child(noun, "obj").is_some() {
        return;
    }
    let above = tree.nodes[noun].head;
    let verb = above.filter(|&head| tree.nodes[head].upos == Upos::Verb).or_else(|| tree.nodes[above?].head);
    tree.nodes[noun].upos = Upos::Noun;
    tree.nodes[noun].xpos = "NN";
    let behind: Vec<usize> = tree.children(noun).filter(|&child| child > noun).collect();
    for child in behind {
        tree.nodes[child].head = verb.or(above);
    }
    tree.nodes[noun].head = verb.or(above);
    tree.nodes[noun].rel = Rel("obl");
    tree.nodes[to].rel = Rel("case");
    tree.nodes[to].xpos = "IN";
    tree.nodes[to].upos = Upos::Adp;
}
