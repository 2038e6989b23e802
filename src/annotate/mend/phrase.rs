//! Noun phrases: what belongs to which noun or name.

use super::take_place;
use crate::model::{Rel, Tree, Upos};
use crate::pack::lexicon::{Described, Words};

/// "the contract between Lumen and *Kestrel*", "built Glow with Lumen and *Kestrel*": a name is joined to the name before it, not to
/// the noun above that, nor to the name above if that only says with whom.
pub(super) fn alike(tree: &mut Tree, at: usize, named: &[bool], companion: &Words) {
    let node = &tree.nodes[at];
    let Some(noun) = node.head.filter(|&noun| node.rel.0 == "conj" && named[at] && noun < at) else { return };
    let with = |other: usize| {
        tree.child(other, "case").is_some_and(|case| companion.contains(&tree.nodes[case].lemma))
    };
    let name = |&other: &usize| {
        let between = named[other] && (noun..at).contains(&other) && tree.nodes[other].rel.0 == "nmod";
        between && (!named[noun] || with(other))
    };
    let case = tree.child(at, "case").is_some();
    if let Some(name) = tree.children(noun).filter(name).last().filter(|_| !case) {
        tree.nodes[at].head = Some(name);
    }
}

/// "Glow, *Lumen's assistant*", "Lumen and its owner, *Kestrel*": what only a comma joins to a noun explains it, unless a list
/// goes on.
pub(super) fn aside(tree: &mut Tree, at: usize, named: &[bool]) {
    let node = &tree.nodes[at];
    let noun = |at: usize| matches!(tree.nodes[at].upos, Upos::Noun | Upos::Propn);
    let Some(head) = node.head.filter(|&head| node.rel.0 == "conj" && head < at && noun(at) && noun(head))
    else {
        return;
    };
    let joined = |other: usize| tree.child(other, "cc").is_some();
    let list: Vec<usize> = tree.children(head).filter(|&other| tree.nodes[other].rel.0 == "conj").collect();
    let first = (0..at)
        .rev()
        .take_while(|&before| tree.is_below(before, at))
        .filter(|&before| tree.nodes[before].upos != Upos::Punct)
        .last()
        .unwrap_or(at);
    let comma = first.checked_sub(1).filter(|&comma| tree.nodes[comma].lemma == ",");
    if joined(at) || comma.is_none() || list.iter().any(|&other| other > at) {
        return;
    }
    let explained = match list[..] {
        [_] => head,
        [.., before, _] if joined(before) => before,
        _ => return,
    };
    let close = comma.is_some_and(|comma| comma == explained + 1);
    if close && named[at] != named[explained] {
        tree.nodes[at].head = Some(explained);
        tree.nodes[at].rel = Rel("appos");
    }
}

/// "set up a joint venture, *Kestrel*, owned by Lumen": a name that nothing but a comma ties to the sentence, and that stands right
/// behind a noun, is what that noun describes.
pub(super) fn called(tree: &mut Tree, name: usize, named: &[bool]) {
    let loose = named[name] && matches!(tree.nodes[name].rel.0, "vocative" | "discourse" | "dislocated");
    let first = || (0..name).rev().take_while(|&at| tree.is_below(at, name)).last().unwrap_or(name);
    let noun = loose.then(first).and_then(|first| first.checked_sub(2));
    if let Some(noun) = noun.filter(|&noun| {
        tree.nodes[noun + 1].lemma == ","
            && tree.nodes[noun].upos == Upos::Noun
            && tree.child(noun, "det").is_some()
    }) {
        tree.nodes[name].head = Some(noun);
        tree.nodes[name].rel = Rel("appos");
    }
}

/// "runs a venture with Lumen *called* Kestrel": what describes a noun and has a name behind it and nothing else gives the noun that
/// name; nobody calls anybody anything.
pub(super) fn goes_by(tree: &mut Tree, verb: usize, named: &[bool], naming: &Words) {
    let node = &tree.nodes[verb];
    if node.rel.0 != "acl" || node.xpos != "VBD" || !naming.contains(&node.lemma) {
        return;
    }
    let behind: Vec<usize> =
        tree.children(verb).filter(|&at| matches!(tree.nodes[at].rel.0, "obj" | "iobj" | "xcomp")).collect();
    if let [name] = behind[..]
        && named[name]
        && tree.child(verb, "nsubj").is_none()
    {
        tree.nodes[verb].xpos = "VBN";
        tree.nodes[name].rel = Rel("xcomp");
    }
}

/// "bought 9% of Lumen, *the lamp maker*": of two objects the one that a comma sets off behind a name explains that name.
pub(super) fn second_object(tree: &mut Tree, at: usize, named: &[bool]) {
    let node = &tree.nodes[at];
    let Some(verb) = node.head.filter(|&verb| node.rel.0 == "obj" && verb < at && !named[at]) else { return };
    let first = (verb..=at).find(|&word| tree.is_below(word, at) || word == at).unwrap_or(at);
    let article = tree.nodes[first].xpos == "DT";
    let Some(name) =
        first.checked_sub(2).filter(|&name| article && tree.nodes[first - 1].lemma == "," && named[name])
    else {
        return;
    };
    let other = tree.children(verb).any(|other| {
        tree.nodes[other].rel.0 == "obj" && (other == name || other < name && tree.is_below(name, other))
    });
    if other && tree.child(at, "cc").is_none() {
        tree.nodes[at].head = Some(name);
        tree.nodes[at].rel = Rel("appos");
    }
}

/// A word with a preposition of its own is no part of the name or noun beside it: "bought *by Lumen* last year"; nor is a
/// name part of the time before it: "in May *Lumen* sold".
pub(super) fn phrase(tree: &mut Tree, at: usize, named: &[bool]) {
    let node = &tree.nodes[at];
    let Some(head) = node.head.filter(|_| matches!(node.rel.0, "compound" | "flat")) else { return };
    let Some(above) = tree.nodes[head].head else { return };
    let marked = tree
        .children(at)
        .any(|child| tree.nodes[child].rel.0 == "case" && tree.nodes[child].upos == Upos::Adp);
    if marked {
        let verb = matches!(tree.nodes[above].upos, Upos::Verb | Upos::Aux);
        tree.nodes[at].head = Some(above);
        tree.nodes[at].rel = Rel(if verb { "obl" } else { "nmod" });
    } else if node.rel.0 == "flat"
        && named[at]
        && !named[head]
        && head < at
        && tree.nodes[head].upos == Upos::Propn
    {
        let rel = tree.nodes[head].rel;
        tree.nodes[at].head = Some(above);
        tree.nodes[at].rel = rel;
        tree.nodes[head].rel = Rel("obl");
    }
}

/// "sold its first firm, *Kestrel*, to Lumen": a name between commas right behind what somebody's verb acts on says what that is called.
pub(super) fn object_by_name(tree: &mut Tree, name: usize, named: &[bool]) {
    let comma = |at: usize| tree.nodes.get(at).is_some_and(|node| node.lemma == ",");
    let joined = named[name] && tree.nodes[name].rel.0 == "conj" && tree.child(name, "cc").is_none();
    let Some(verb) = tree.nodes[name].head.filter(|_| joined && comma(name + 1)) else { return };
    let first = (0..=name).rev().take_while(|&at| named[at]).last().unwrap_or(name);
    let noun = first.checked_sub(2).filter(|_| comma(first - 1));
    let owned = |noun: usize| {
        let node = &tree.nodes[noun];
        node.rel.0 == "obj"
            && node.head == Some(verb)
            && !named[noun]
            && tree.child(noun, "nmod:poss").is_some()
    };
    if let Some(noun) = noun.filter(|&noun| owned(noun)) {
        tree.nodes[name].head = Some(noun);
        tree.nodes[name].rel = Rel("appos");
    }
}

/// A noun has no object: in "buy the drinks maker *Kestrel*" the name is what is bought.
pub(super) fn maker(tree: &mut Tree, name: usize, named: &[bool]) {
    let Some(noun) = name.checked_sub(1).filter(|&noun| named[name] && tree.nodes[name].head == Some(noun))
    else {
        return;
    };
    if tree.nodes[name].rel.0 != "obj" || tree.nodes[noun].upos != Upos::Noun {
        return;
    }
    let before = |at: usize| at < name && matches!(tree.nodes[at].upos, Upos::Noun | Upos::Adj | Upos::Propn);
    let mut top = noun;
    while let Some(above) = tree.nodes[top].head.filter(|&above| above < top && before(above)) {
        top = above;
    }
    if tree.nodes[top].head.is_some_and(|above| above < top) {
        take_place(tree, name, top, "compound");
    }
}

/// "acquire jeweller *Kestrel*", "acquire lamp maker rival *Kestrel*": a name right behind a bare object, with no preposition of
/// its own, is the object.
pub(super) fn beside_object(tree: &mut Tree, name: usize, named: &[bool]) {
    let describes = |&at: &usize| {
        tree.nodes[at].head == Some(name) && matches!(tree.nodes[at].rel.0, "amod" | "compound") && !named[at]
    };
    let first = (0..name).rev().take_while(describes).last().unwrap_or(name);
    let Some(noun) = first.checked_sub(1).filter(|&noun| named[name] && !named[noun]) else { return };
    let (object, other) = (&tree.nodes[noun], &tree.nodes[name]);
    let same =
        object.rel.0 == "obj" && object.head == other.head && object.head.is_some_and(|verb| verb < noun);
    let bare = tree.child(noun, "det").is_none() && tree.child(noun, "nmod:poss").is_none();
    let loose =
        matches!(other.rel.0, "obl" | "obl:unmarked" | "iobj" | "dep") && tree.child(name, "case").is_none();
    if same && bare && loose && object.upos == Upos::Noun && object.xpos == "NN" {
        take_place(tree, name, noun, "compound");
    }
}

/// "sell *its towers division Lumen* to Kestrel": a name with a noun before it, right behind an object, is the object, if no
/// preposition says otherwise.
pub(super) fn divided_object(tree: &mut Tree, name: usize, named: &[bool], described: &[Described]) {
    let Some(unit) = name.checked_sub(1).filter(|&unit| named[name] && tree.nodes[unit].head == Some(name))
    else {
        return;
    };
    let noun = unit.checked_sub(1).filter(|&noun| !named[noun] && tree.nodes[noun].upos == Upos::Noun);
    let Some(noun) = noun.filter(|&noun| tree.nodes[noun].rel.0 == "obj") else { return };
    let verb = tree.nodes[noun].head.filter(|&verb| verb < noun && tree.nodes[name].head == Some(verb));
    let loose = matches!(tree.nodes[name].rel.0, "obl" | "obl:unmarked" | "iobj" | "dep");
    let is_unit = described.iter().any(|rule| rule.nouns.contains(&tree.nodes[unit].lemma));
    if verb.is_none() || !loose || !is_unit || tree.child(name, "case").is_some_and(|case| case < name) {
        return;
    }
    let before: Vec<usize> = tree.children(noun).filter(|&at| at < noun).collect();
    take_place(tree, name, noun, "compound");
    for at in before {
        tree.nodes[at].head = Some(name);
    }
}

/// "held talks *about a takeover*": what talks and plans are about hangs on them.
pub(super) fn venture(tree: &mut Tree, at: usize, ventures: &Words) {
    let node = &tree.nodes[at];
    let Some(verb) = node.head.filter(|_| node.rel.0 == "obl" && node.upos == Upos::Noun) else { return };
    let Some(case) = tree.child(at, "case").and_then(|case| case.checked_sub(1)) else { return };
    let talks = &tree.nodes[case];
    if talks.head == Some(verb) && talks.rel.0 == "obj" && ventures.contains(&talks.lemma) {
        tree.nodes[at].head = Some(case);
        tree.nodes[at].rel = Rel("nmod");
    }
}

/// "*Jane Doe*, Lumen chief executive, said": a comma parts no words of one name, but a name from what explains it.
pub(super) fn parted(tree: &mut Tree, name: usize, named: &[bool]) {
    let Some(noun) = tree.nodes[name].head.filter(|&noun| named[name] && noun > name + 1 && !named[noun])
    else {
        return;
    };
    let comma = tree.nodes[name + 1].lemma == ",";
    let subject = tree.nodes[noun].rel.0.starts_with("nsubj");
    if comma && subject && matches!(tree.nodes[name].rel.0, "compound" | "flat") {
        take_place(tree, name, noun, "appos");
        tree.nodes[name].rel = Rel("nsubj");
    }
}

/// "The owner of Kestrel, *Jane Doe*, said": what explains the subject right before the verb does not explain the name inside.
pub(super) fn bearer(tree: &mut Tree, name: usize, named: &[bool]) {
    let within = tree.nodes[name]
        .head
        .filter(|&within| named[name] && named[within] && within < name && tree.nodes[name].rel.0 == "appos");
    let noun =
        within.and_then(|within| tree.nodes[within].head.filter(|_| tree.nodes[within].rel.0 == "nmod"));
    let Some(noun) = noun.filter(|&noun| !named[noun] && tree.nodes[noun].rel.0.starts_with("nsubj")) else {
        return;
    };
    let verb = tree.nodes[noun].head.filter(|&verb| verb == name + 2 && tree.nodes[name + 1].lemma == ",");
    if verb.is_some() && tree.nodes[name - 1].lemma == "," {
        tree.nodes[name].head = Some(noun);
    }
}

/// A clause whose subject stands right behind a noun without an article is no clause about that noun: "Danish drugmaker
/// *Kestrel* has agreed to sell". The verb takes its place, and it describes the name.
pub(super) fn described_subject(tree: &mut Tree, name: usize, named: &[bool]) {
    let Some(noun) = name.checked_sub(1).filter(|&noun| named[name] && tree.nodes[noun].upos == Upos::Noun)
    else {
        return;
    };
    let Some(verb) = tree.nodes[name].head.filter(|_| tree.nodes[name].rel.0.starts_with("nsubj")) else {
        return;
    };
    let about = tree.nodes[verb].head == Some(noun) && tree.nodes[verb].rel.0.starts_with("acl");
    let twice = tree.nodes[noun].head == Some(verb) && tree.nodes[noun].rel.0.starts_with("nsubj");
    let owned = tree.child(noun, "nmod:poss").is_some();
    let article = owned || tree.child(noun, "det").is_some();
    let complete = tree.children(verb).any(|at| {
        at > verb && matches!(tree.nodes[at].rel.0, "obj" | "xcomp" | "ccomp" | "obl" | "obl:unmarked")
    });
    if twice && !article {
        tree.nodes[noun].head = Some(name);
        tree.nodes[noun].rel = Rel("compound");
    } else if twice && owned && complete {
        // "Lumen's partner *Kestrel* wants to build a mill"
        tree.nodes[noun].head = Some(name);
        tree.nodes[noun].rel = Rel("nmod:desc");
    } else if about && !article && complete {
        let (head, rel) = (tree.nodes[noun].head, tree.nodes[noun].rel);
        tree.nodes[verb].head = head;
        tree.nodes[verb].rel = rel;
        tree.nodes[noun].head = Some(name);
        tree.nodes[noun].rel = Rel("compound");
        let rest: Vec<usize> = tree.children(noun).filter(|&at| at > verb).collect();
        for at in rest {
            tree.nodes[at].head = Some(verb);
        }
    }
}

/// "Lumen's Glow *and* Kestrel's Beam": what "and" joins to a noun is no part of its name.
pub(super) fn list(tree: &mut Tree, first: usize) {
    let Some(last) =
        tree.nodes[first].head.filter(|&last| last > first && tree.nodes[first].rel.0 == "compound")
    else {
        return;
    };
    let Some(and) = (first + 1..last).find(|&at| tree.nodes[at].rel.0 == "cc") else { return };
    let owned =
        (and + 1..last).any(|at| tree.nodes[at].rel.0 == "nmod:poss" && tree.nodes[at].head == Some(last));
    if !owned {
        return;
    }
    let own: Vec<usize> = tree.children(last).filter(|&at| at < first).collect();
    for at in own {
        tree.nodes[at].head = Some(first);
    }
    take_place(tree, first, last, "conj");
}

/// What stands before "'s" belongs to the noun after it: "Lumen's lamps".
pub(super) fn possessor(tree: &mut Tree, mark: usize) {
    let owner = mark - 1;
    if let Some(name) = name_behind(tree, mark) {
        tree.nodes[owner].head = Some(name);
    }
    let inside = |&at: &usize| {
        let node = &tree.nodes[at];
        matches!(node.upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num)
            || node.xpos == "VBN"
            || node.lemma == "-"
    };
    let phrase: Vec<usize> = (mark + 1..tree.nodes.len()).take_while(inside).collect();
    let is_noun = |&at: &usize| matches!(tree.nodes[at].upos, Upos::Noun | Upos::Propn);
    let nominal = |at: usize| matches!(tree.nodes[at].upos, Upos::Noun | Upos::Propn | Upos::Num);
    let part = |at: usize| {
        matches!(tree.nodes[at].rel.0, "compound" | "amod")
            && tree.nodes[at].head.is_some_and(|head| head > at)
    };
    if tree.nodes[owner].rel.0 == "nmod:poss"
        && tree.nodes[owner].head.is_none_or(|owned| nominal(owned) && !part(owned))
    {
        before_owner(tree, owner);
        return;
    }
    let Some(mut owned) = phrase.into_iter().rfind(is_noun) else { return };
    // "Lumen's parent Kestrel", with "Kestrel" below "parent" below "Lumen".
    while let Some(head) = tree.nodes[owned].head.filter(|&head| head > mark && tree.is_below(head, owner)) {
        owned = head;
    }
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
    before_owner(tree, owner);
}

/// "Lumen's *Kestrel* is in talks": the name right behind, if the parser took what is said of it for what is owned.
fn name_behind(tree: &Tree, mark: usize) -> Option<usize> {
    let owner = &tree.nodes[mark - 1];
    let name = tree.nodes.get(mark + 1)?;
    let owned = owner.head.filter(|&owned| owner.rel.0 == "nmod:poss" && owned > mark + 1)?;
    let argues = matches!(name.rel.0, "nsubj" | "nsubj:pass" | "obj" | "obl");
    (name.upos == Upos::Propn && argues && name.head == Some(owned)).then_some(mark + 1)
}

/// "shares *of* Lumen's unit": the preposition before an owner is that of what is owned.
fn before_owner(tree: &mut Tree, owner: usize) {
    let Some(owned) = tree.nodes[owner].head else { return };
    let before: Vec<usize> =
        tree.children(owner).filter(|&at| at < owner && tree.nodes[at].rel.0 == "case").collect();
    for at in before {
        tree.nodes[at].head = Some(owned);
    }
}

/// "Lumen's *subsidiary* Kestrel": what stands between an owner and a name says what that is, and is a noun.
pub(super) fn owned_unit(tree: &mut Tree, noun: usize, named: &[bool], described: &[Described]) {
    let node = &tree.nodes[noun];
    let Some(name) = node.head.filter(|&name| node.upos == Upos::Adj && name > noun && named[name]) else {
        return;
    };
    let unit = described.iter().any(|rule| rule.nouns.contains(&node.lemma));
    let owned = tree.child(name, "nmod:poss").is_some_and(|owner| owner < noun);
    if unit && owned && node.rel.0 == "amod" {
        tree.nodes[noun].upos = Upos::Noun;
        tree.nodes[noun].xpos = "NN";
        tree.nodes[noun].rel = Rel("compound");
    }
}

/// "*the two* said": an article before a number that acts belongs to it, not to what it does.
pub(super) fn the_two(tree: &mut Tree, number: usize) {
    let Some(the) = number.checked_sub(1).filter(|_| tree.nodes[number].upos == Upos::Num) else { return };
    let acts = tree.nodes[number].rel.0.starts_with("nsubj");
    if acts && tree.nodes[the].rel.0 == "det" && tree.nodes[the].head == tree.nodes[number].head {
        tree.nodes[the].head = Some(number);
    }
}

/// "terminate *their* proposed merger": a word that tells whose something is belongs to the noun that its phrase ends in.
pub(super) fn owner(tree: &mut Tree, owner: usize) {
    let node = &tree.nodes[owner];
    let Some(above) = node.head.filter(|_| node.xpos == "PRP$" && node.rel.0 != "nmod:poss") else { return };
    let describes = |&at: &usize| {
        let node = &tree.nodes[at];
        matches!(node.upos, Upos::Adj | Upos::Noun | Upos::Num) || matches!(node.xpos, "VBN" | "HYPH")
    };
    let end = (owner + 1..tree.nodes.len()).take_while(describes).last();
    let noun = end.filter(|&end| tree.nodes[end].upos == Upos::Noun && above < owner);
    let Some(noun) = noun.filter(|&noun| !tree.is_below(above, noun)) else { return };
    let rel = tree.nodes[owner].rel;
    for at in owner + 1..noun {
        tree.nodes[at].head = Some(noun);
        tree.nodes[at].rel = Rel(if tree.nodes[at].upos == Upos::Noun { "compound" } else { "amod" });
    }
    let behind: Vec<usize> = (noun + 1..tree.nodes.len())
        .filter(|&at| tree.nodes[at].head.is_some_and(|head| (owner..noun).contains(&head)))
        .collect();
    for at in behind {
        tree.nodes[at].head = Some(noun);
    }
    (tree.nodes[noun].head, tree.nodes[noun].rel) = (Some(above), rel);
    (tree.nodes[owner].head, tree.nodes[owner].rel) = (Some(noun), Rel("nmod:poss"));
}
