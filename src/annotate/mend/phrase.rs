//! Noun phrases: what belongs to which noun or name.

use super::take_place;
use crate::model::{Rel, Tree, Upos, lower};
use crate::pack::lexicon::grammar::Time;
use crate::pack::lexicon::{Described, Words};

/// A preposition stands below the noun after it, not above: "chips *to* Lumen".
pub(super) fn preposition(tree: &mut Tree, at: usize) {
    let node = &tree.nodes[at];
    if node.upos != Upos::Adp || !matches!(node.rel.0, "nmod" | "obl" | "mark") {
        return;
    }
    let nominal = |&child: &usize| {
        child > at
            && matches!(tree.nodes[child].rel.0, "nmod" | "obj" | "obl")
            && matches!(tree.nodes[child].upos, Upos::Noun | Upos::Propn)
    };
    let Some(noun) = tree.children(at).find(nominal) else { return };
    let beside =
        at.checked_sub(1).filter(|&before| node.rel.0 == "mark" && tree.nodes[before].upos == Upos::Noun);
    let (head, rel) = beside.map_or((node.head, node.rel), |before| (Some(before), Rel("nmod")));
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

/// "signed a deal *Monday* with Lumen": a day right behind a noun is when something is done, and what follows belongs to the noun.
pub(super) fn dated(tree: &mut Tree, day: usize, named: &[bool]) {
    let Some(noun) = day.checked_sub(1).filter(|&noun| !named[day] && tree.nodes[noun].upos == Upos::Noun)
    else {
        return;
    };
    let goes_on =
        tree.nodes.get(day + 1).is_none_or(|next| matches!(next.upos, Upos::Adp | Upos::Part | Upos::Punct));
    if tree.nodes[day].upos != Upos::Propn || !goes_on {
        return;
    }
    let (of_noun, rel) = (tree.nodes[day].head == Some(noun), tree.nodes[day].rel.0);
    if tree.nodes[noun].head == Some(day) && tree.nodes[noun].rel.0 == "compound" {
        take_place(tree, noun, day, "obl:unmarked");
        let verb = tree.nodes[noun].head.filter(|&verb| tree.nodes[verb].upos == Upos::Verb);
        if tree.nodes[noun].rel.0 == "obl:unmarked"
            && verb.is_some_and(|verb| tree.child(verb, "obj").is_none())
        {
            tree.nodes[noun].rel = Rel("obj");
        }
    } else if !of_noun || !matches!(rel, "appos" | "compound" | "dep" | "flat" | "nmod" | "nmod:unmarked") {
        return;
    }
    let own: Vec<usize> = tree.children(day).filter(|&at| tree.nodes[at].rel.0 != "case").collect();
    for at in own {
        tree.nodes[at].head = Some(noun);
    }
    let verb = tree.nodes[noun].head.filter(|&verb| tree.nodes[verb].upos == Upos::Verb);
    tree.nodes[day].head = verb.or(Some(noun));
    tree.nodes[day].rel = Rel(if verb.is_some() { "obl:unmarked" } else { "nmod:unmarked" });
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
    let article = tree.child(noun, "det").or_else(|| tree.child(noun, "nmod:poss")).is_some();
    let complete = tree.children(verb).any(|at| {
        at > verb && matches!(tree.nodes[at].rel.0, "obj" | "xcomp" | "ccomp" | "obl" | "obl:unmarked")
    });
    if twice && !article {
        tree.nodes[noun].head = Some(name);
        tree.nodes[noun].rel = Rel("compound");
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

/// "shares *of* Lumen's unit": the preposition before an owner is that of what is owned.
fn before_owner(tree: &mut Tree, owner: usize) {
    let Some(owned) = tree.nodes[owner].head else { return };
    let before: Vec<usize> =
        tree.children(owner).filter(|&at| at < owner && tree.nodes[at].rel.0 == "case").collect();
    for at in before {
        tree.nodes[at].head = Some(owned);
    }
}

/// "announced a partnership *months earlier*": a time before or after is no part of the noun before it.
pub(super) fn interval(tree: &mut Tree, unit: usize, time: &Time) {
    let far = |at: usize| tree.nodes.get(at).is_some_and(|node| time.away.contains(&node.lemma));
    if !time.units.contains(&lower(&tree.nodes[unit].lemma)) || !far(unit + 1) {
        return;
    }
    let noun = |&at: &usize| {
        at + 1 == unit && tree.nodes[at].rel.0 == "compound" && tree.nodes[at].upos == Upos::Noun
    };
    let Some(noun) = tree.children(unit).find(noun) else { return };
    let above = tree.nodes[unit]
        .head
        .and_then(|head| if head == unit + 1 { tree.nodes[head].head } else { Some(head) });
    let Some(verb) = above.filter(|&verb| verb != noun) else { return };
    tree.nodes[noun].head = Some(verb);
    tree.nodes[noun].rel = if tree.child(verb, "obj").is_none() { Rel("obj") } else { tree.nodes[unit].rel };
    let before: Vec<usize> = tree.children(unit).filter(|&at| at < noun).collect();
    for at in before {
        tree.nodes[at].head = Some(noun);
    }
    tree.nodes[unit].head = Some(verb);
    tree.nodes[unit].rel = Rel("obl:unmarked");
}

/// "owns *40% of Lumen*": a share of something right after a verb is its object, no measure of it or of another verb.
pub(super) fn share(tree: &mut Tree, sign: usize) {
    let node = &tree.nodes[sign];
    if node.lemma != "%" || !matches!(node.rel.0, "nsubj" | "obl:unmarked" | "xcomp" | "nmod:unmarked") {
        return;
    }
    let first = (0..sign).rev().take_while(|&at| tree.is_below(at, sign)).last().unwrap_or(sign);
    let Some(verb) = first.checked_sub(1).filter(|&at| tree.nodes[at].upos == Upos::Verb) else { return };
    if node.rel.0 == "nsubj" {
        whole(tree, sign, verb);
        return;
    }
    let of = |at: usize| tree.children(at).any(|case| tree.nodes[case].lemma == "of");
    let whole = tree.children(sign).any(|at| tree.nodes[at].rel.0 == "nmod" && of(at));
    let passive = tree.child(verb, "nsubj:pass").or_else(|| tree.child(verb, "aux:pass")).is_some();
    if whole && !passive && tree.child(verb, "obj").is_none() {
        tree.nodes[sign].head = Some(verb);
        tree.nodes[sign].rel = Rel("obj");
    }
}

/// "has acquired *40% of* lamp maker *Lumen*": the share has no verb in the name behind "of", which is what it is a share of.
fn whole(tree: &mut Tree, sign: usize, verb: usize) {
    let Some(name) = tree.nodes[sign].head.filter(|&name| name > sign + 1) else { return };
    let object = tree.nodes[name].head == Some(verb) && tree.nodes[name].rel.0 == "obj";
    let nominal =
        matches!(tree.nodes[name].upos, Upos::Noun | Upos::Propn) && tree.child(name, "cop").is_none();
    let of = sign + 1;
    if !object || !nominal || tree.nodes[of].lemma != "of" || tree.nodes[of].rel.0 != "case" {
        return;
    }
    take_place(tree, sign, name, "nmod");
    for at in of..name {
        if tree.nodes[at].head == Some(sign) {
            tree.nodes[at].head = Some(name);
            tree.nodes[at].rel = Rel("compound");
        }
    }
    tree.nodes[of].head = Some(name);
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

/// "sell its *towers division* Kestrel": two nouns side by side behind a verb are one phrase.
pub(super) fn together(tree: &mut Tree, last: usize, named: &[bool], units: &Words) {
    let Some(first) = last.checked_sub(1).filter(|&first| !named[first] && !named[last]) else { return };
    let (one, other) = (&tree.nodes[first], &tree.nodes[last]);
    let nouns = one.upos == Upos::Noun && other.upos == Upos::Noun;
    let same = one.head == other.head && one.head.is_some_and(|verb| verb < first);
    let bare = !tree.children(last).any(|at| at < last);
    if nouns
        && same
        && bare
        && one.rel.0 == "obj"
        && other.rel.0 == "obl:unmarked"
        && !units.contains(&other.lemma)
    {
        let before: Vec<usize> = tree.children(first).filter(|&at| at < first).collect();
        for at in before {
            tree.nodes[at].head = Some(last);
        }
        tree.nodes[last].rel = Rel("obj");
        tree.nodes[first].head = Some(last);
        tree.nodes[first].rel = Rel("compound");
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

/// "paid $5 billion for Norway's *Lumen* last month", "became Lumen's *chief executive* last month": a name or a noun is no part
/// of the time right behind it, nor is what belongs to it.
pub(super) fn lately(tree: &mut Tree, unit: usize, named: &[bool], units: &Words) {
    let thing = |at: usize| named[at] || tree.nodes[at].upos == Upos::Noun;
    let Some(name) = unit.checked_sub(2).filter(|&name| thing(name)) else { return };
    let node = &tree.nodes[unit];
    let last = &tree.nodes[unit - 1];
    let time = node.upos == Upos::Noun
        && units.contains(&node.lemma)
        && last.head == Some(unit)
        && matches!(last.upos, Upos::Adj | Upos::Det);
    let (Some(above), true) = (node.head.filter(|_| time), tree.nodes[name].head == Some(unit)) else {
        return;
    };
    if above == name || tree.nodes[name].rel.0 != "compound" {
        return;
    }
    let before: Vec<usize> = tree.children(unit).filter(|&at| at < name).collect();
    let marked = before.iter().any(|&at| tree.nodes[at].rel.0 == "case");
    let rel = node.rel;
    let bare = rel.0.starts_with("obl") && !marked && tree.child(above, "obj").is_none();
    tree.nodes[name].head = Some(above);
    tree.nodes[name].rel = if bare { Rel("obj") } else { rel };
    for at in before {
        tree.nodes[at].head = Some(name);
    }
    let verb = tree.nodes[above].upos == Upos::Verb;
    tree.nodes[unit].head = Some(above);
    tree.nodes[unit].rel = Rel(if verb { "obl:unmarked" } else { "nmod:unmarked" });
}
