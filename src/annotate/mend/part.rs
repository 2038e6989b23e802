//! What is a verb and what a noun, whatever it was tagged.

use crate::model::{Rel, Tree, Upos};

/// "did not *close*": after a modal verb or "do" stands a verb, whatever it was taken for.
pub(super) fn auxiliary(tree: &mut Tree, at: usize, named: &[bool]) {
    let node = &tree.nodes[at];
    if named[at] || !matches!(node.upos, Upos::Adj | Upos::Noun) || tree.child(at, "cop").is_some() {
        return;
    }
    let aux = |child: &usize| {
        let node = &tree.nodes[*child];
        node.rel.0 == "aux" && (node.xpos == "MD" || node.lemma == "do") && *child < at
    };
    let Some(aux) = tree.children(at).find(aux) else { return };
    if (aux + 1..at).all(|between| matches!(tree.nodes[between].upos, Upos::Adv | Upos::Part)) {
        tree.nodes[at].upos = Upos::Verb;
        tree.nodes[at].xpos = "VB";
    }
}

/// "will *source* chips from Kestrel": so does what was taken for a part of its object.
pub(super) fn after_modal(tree: &mut Tree, modal: usize, named: &[bool]) {
    if tree.nodes[modal].xpos != "MD" || tree.nodes[modal].rel.0 != "aux" {
        return;
    }
    let verb = (modal + 1..tree.nodes.len()).find(|&at| tree.nodes[at].upos != Upos::Adv);
    let Some(verb) = verb.filter(|&verb| !named[verb]) else { return };
    let node = &tree.nodes[verb];
    let qualifies = matches!(node.upos, Upos::Noun | Upos::Adj) && matches!(node.rel.0, "compound" | "amod");
    if qualifies && node.head.is_some_and(|noun| noun > verb) && node.head == tree.nodes[modal].head {
        acts_on(tree, verb);
    }
}

/// "The all-stock deal *values* Kestrel at $5 billion": where a sentence has no verb, the plural that heads it between a noun and a
/// name is one.
pub(super) fn plural(tree: &mut Tree, at: usize) {
    let node = &tree.nodes[at];
    let Some(doer) = at.checked_sub(1).filter(|_| node.xpos == "NNS" && node.rel.0 == "root") else { return };
    let name = at + 1;
    let between = tree.nodes[doer].head == Some(at)
        && tree.nodes[doer].rel.0 == "compound"
        && tree.nodes.get(name).is_some_and(|node| node.upos == Upos::Propn);
    let finite = tree.nodes.iter().any(|node| matches!(node.xpos, "VB" | "VBD" | "VBP" | "VBZ" | "MD"));
    if !between || finite {
        return;
    }
    let own: Vec<usize> = tree.children(at).filter(|&child| child < doer).collect();
    for child in own {
        tree.nodes[child].head = Some(doer);
    }
    let name = tree.ancestors(name).take_while(|&node| node != at).last().unwrap_or(name);
    tree.nodes[doer].rel = Rel("nsubj");
    tree.nodes[name].head = Some(at);
    tree.nodes[name].rel = Rel("obj");
    tree.nodes[at].upos = Upos::Verb;
    tree.nodes[at].xpos = "VBZ";
}

/// "Jane Doe *steps* down": what a particle follows is no plural, but what the name before it does.
pub(super) fn with_particle(tree: &mut Tree, at: usize, named: &[bool]) {
    let Some(name) = at.checked_sub(1).filter(|&name| named[name] && tree.nodes[at].xpos == "NNS") else {
        return;
    };
    let particle = tree.child(at, "compound:prt") == Some(at + 1);
    if !particle || tree.nodes[name].head != Some(at) || tree.nodes[name].rel.0 != "compound" {
        return;
    }
    // "steps down and Kestrel takes over"
    if tree.nodes[at].rel.0.starts_with("nsubj")
        && let Some(other) = tree.nodes[at].head
    {
        super::take_place(tree, at, other, "conj");
    }
    tree.nodes[name].rel = Rel("nsubj");
    tree.nodes[at].upos = Upos::Verb;
    tree.nodes[at].xpos = "VBZ";
    phrases_of_verb(tree, at);
}

/// "snaps up *Kestrel*": a name right behind a verb with its particle, without a preposition, is what that acts on.
pub(super) fn behind_particle(tree: &mut Tree, at: usize, named: &[bool]) {
    let Some(verb) = tree.nodes[at].head.filter(|_| tree.nodes[at].rel.0 == "compound:prt") else { return };
    let name = (at + 1..tree.nodes.len()).take_while(|&name| named[name]).last();
    let Some(name) = name.filter(|_| tree.child(verb, "obj").is_none()) else { return };
    let phrase = tree.nodes[name].head == Some(verb) && tree.nodes[name].rel.0.starts_with("obl");
    if phrase && tree.child(name, "case").is_none() {
        tree.nodes[name].rel = Rel("obj");
    }
}

/// "chose to *license* its archives", "Lumen, which *license* it": what has an object behind a determiner is a verb, whatever it was
/// taken for.
pub(super) fn takes_object(tree: &mut Tree, at: usize, named: &[bool]) {
    let determined = tree.nodes.get(at + 1).is_some_and(|next| matches!(next.xpos, "PRP$" | "DT" | "PRP"));
    let object = || tree.child(at, "obj").is_some_and(|object| object > at);
    if named[at] || tree.nodes[at].xpos != "NN" || !determined || !object() {
        return;
    }
    let to = at.checked_sub(1).filter(|&to| tree.nodes[to].lemma == "to" && tree.nodes[to].head == Some(at));
    if let (Some(to), Some(governor)) = (to, tree.nodes[at].head) {
        let noun = matches!(tree.nodes[governor].upos, Upos::Noun | Upos::Propn);
        tree.nodes[at].rel = Rel(if noun { "acl" } else { "xcomp" });
        tree.nodes[to].upos = Upos::Part;
        tree.nodes[to].xpos = "TO";
        tree.nodes[to].rel = Rel("mark");
        let behind = |&child: &usize| child > at && tree.nodes[child].rel.0 == "obl";
        let behind: Vec<usize> = tree.children(governor).filter(behind).collect();
        for child in behind {
            tree.nodes[child].head = Some(at);
        }
        tree.nodes[at].xpos = "VB";
    } else if let Some(which) = relative(tree, at) {
        tree.nodes[which].rel = Rel("nsubj");
        tree.nodes[at].rel = Rel("acl:relcl");
        tree.nodes[at].xpos = "VBP";
    } else {
        return;
    }
    tree.nodes[at].upos = Upos::Verb;
    phrases_of_verb(tree, at);
}

/// What hung on `verb` as on a noun hangs on it as on a verb.
fn phrases_of_verb(tree: &mut Tree, verb: usize) {
    let behind = |&child: &usize| child > verb && tree.nodes[child].rel.0 == "nmod";
    let behind: Vec<usize> = tree.children(verb).filter(behind).collect();
    for child in behind {
        tree.nodes[child].rel = Rel("obl");
    }
}

/// The relative pronoun right before what was taken for a noun: "*which* license it".
fn relative(tree: &Tree, at: usize) -> Option<usize> {
    let which = |&which: &usize| {
        let node = &tree.nodes[which];
        matches!(node.xpos, "WDT" | "WP") && node.head == Some(at)
    };
    at.checked_sub(1).filter(which)
}

/// "a 12% *holding* in Kestrel", "its *holding*": a participle with an article or an owner is a noun.
pub(super) fn noun(tree: &mut Tree, at: usize) {
    let owner = |child: &usize| tree.nodes[*child].xpos == "PRP$" && *child < at;
    let owner = tree.children(at).find(owner);
    let article = tree.child(at, "det").is_some_and(|child| child < at);
    let node = &tree.nodes[at];
    let participle =
        node.xpos == "VBG" && node.upos == Upos::Verb && !matches!(node.rel.0, "amod" | "compound");
    if !participle || !(article || owner.is_some()) {
        return;
    }
    if ["aux", "cop", "mark", "obj"].into_iter().any(|rel| tree.child(at, rel).is_some()) {
        return;
    }
    if let Some(owner) = owner {
        tree.nodes[owner].rel = Rel("nmod:poss");
    }
    let stem = tree.nodes[at].lemma.trim_end_matches('e');
    tree.nodes[at].lemma = format!("{stem}ing");
    tree.nodes[at].upos = Upos::Noun;
    tree.nodes[at].xpos = "NN";
    let clause = matches!(tree.nodes[at].rel.0, "ccomp" | "xcomp");
    let head = tree.nodes[at].head.filter(|&head| clause && tree.child(head, "obj").is_none());
    if head.is_some() {
        tree.nodes[at].rel = Rel("obj");
    }
    let children: Vec<usize> = tree.children(at).collect();
    for child in children {
        let rel = match tree.nodes[child].rel.0 {
            "obl" => "nmod",
            "obl:unmarked" if child < at => "compound",
            _ => continue,
        };
        tree.nodes[child].rel = Rel(rel);
    }
}

/// Makes the word at `verb` the verb of the clause that the noun after it headed, and that noun its object.
fn acts_on(tree: &mut Tree, verb: usize) {
    let Some(noun) = tree.nodes[verb].head else { return };
    let before: Vec<usize> = tree.children(noun).filter(|&at| at < verb).collect();
    let subject = tree.child(noun, "nsubj").is_some();
    for at in before {
        tree.nodes[at].head = Some(verb);
        if !subject && tree.nodes[at].rel.0 == "compound" {
            tree.nodes[at].rel = Rel("nsubj");
        }
    }
    let behind: Vec<usize> = tree.children(noun).filter(|&at| at > noun).collect();
    for at in behind {
        if matches!(tree.nodes[at].rel.0, "punct" | "conj" | "advcl" | "parataxis")
            && tree.nodes[noun].rel.0 == "root"
        {
            tree.nodes[at].head = Some(verb);
        }
    }
    super::take_place(tree, verb, noun, "obj");
    tree.nodes[verb].upos = Upos::Verb;
    tree.nodes[verb].xpos = "VB";
}

/// "contracted for 38 *launches*": what a number behind a preposition counts is a noun.
pub(super) fn counted(tree: &mut Tree, at: usize) {
    let Some(number) = at.checked_sub(1).filter(|&number| number > 0 && tree.nodes[at].xpos == "VBZ") else {
        return;
    };
    let node = &tree.nodes[number];
    let counts = node.upos == Upos::Num && node.head == Some(at) && node.rel.0.starts_with("nsubj");
    let before = &tree.nodes[number - 1];
    if !counts || before.upos != Upos::Adp || tree.nodes[at].head.is_none_or(|head| head > number) {
        return;
    }
    tree.nodes[at].upos = Upos::Noun;
    tree.nodes[at].xpos = "NNS";
    tree.nodes[at].rel = Rel("obl");
    tree.nodes[number].rel = Rel("nummod");
    tree.nodes[number - 1].head = Some(at);
    tree.nodes[number - 1].rel = Rel("case");
}

/// "withdrew its $5 million *offer* to buy Kestrel": what stands right behind a sum that is somebody's is a noun, and the sum a part of it.
pub(super) fn of_amount(tree: &mut Tree, at: usize) {
    let node = &tree.nodes[at];
    let bare = node.xpos == "VB" && node.rel.0 == "xcomp" && tree.child(at, "mark").is_none();
    let Some(sum) = at.checked_sub(1).filter(|&sum| bare && tree.nodes[sum].lemma == "money") else { return };
    let owned = tree.child(sum, "nmod:poss").or(tree.child(sum, "det")).is_some();
    let Some(verb) = tree.nodes[sum].head.filter(|&verb| owned && node.head == Some(verb)) else { return };
    let rel = tree.nodes[sum].rel;
    let own: Vec<usize> = tree.children(sum).collect();
    let served: Vec<usize> = tree.children(at).filter(|&child| tree.nodes[child].rel.0 == "xcomp").collect();
    for child in own {
        tree.nodes[child].head = Some(at);
    }
    for child in served {
        tree.nodes[child].rel = Rel("acl");
    }
    tree.nodes[sum].head = Some(at);
    tree.nodes[sum].rel = Rel("compound");
    let node = &mut tree.nodes[at];
    (node.upos, node.xpos, node.head, node.rel) = (Upos::Noun, "NN", Some(verb), rel);
}

/// "tons of *concentrate* a year": right behind "of" stands no finite verb.
pub(super) fn behind_of(tree: &mut Tree, of: usize) {
    let (noun, Some(before)) = (of + 1, of.checked_sub(1)) else { return };
    let below = tree.nodes[of].head == Some(noun) && tree.nodes[of].rel.0 == "mark";
    let finite = below && matches!(tree.nodes[noun].xpos, "VB" | "VBP" | "VBD" | "VBZ");
    if tree.nodes[of].lemma != "of" || !finite || tree.nodes[before].upos != Upos::Noun {
        return;
    }
    let above = tree.nodes[noun].head;
    let behind: Vec<usize> = tree.children(noun).filter(|&child| child > noun).collect();
    for child in behind {
        tree.nodes[child].head = above;
        if tree.nodes[child].rel.0 == "obj" {
            tree.nodes[child].rel = Rel("obl:unmarked");
        }
    }
    let node = &mut tree.nodes[noun];
    (node.upos, node.xpos, node.head, node.rel) = (Upos::Noun, "NN", Some(before), Rel("nmod"));
    tree.nodes[of].rel = Rel("case");
}
