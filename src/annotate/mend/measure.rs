//! Times, shares and sums: which words measure, and what.

use super::take_place;
use crate::model::{Rel, Tree, Upos, lower};
use crate::pack::lexicon::Words;
use crate::pack::lexicon::grammar::Time;

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

/// "its stake is *22%*", "was about *40%* in May": the share behind a copula is what is said, whatever the parser took for that.
pub(super) fn said_share(tree: &mut Tree, copula: usize) {
    let Some(top) = tree.nodes[copula].head.filter(|_| tree.nodes[copula].rel.0 == "cop") else { return };
    let Some(sign) = (copula + 2..tree.nodes.len().min(copula + 5)).find(|&at| is_percent(tree, at)) else {
        return;
    };
    let measures = |at: usize| matches!(tree.nodes[at].upos, Upos::Num | Upos::Adv | Upos::Adp | Upos::Adj);
    let closed = tree.nodes.get(sign + 1).is_none_or(|next| matches!(next.upos, Upos::Punct | Upos::Adp));
    if sign == top || !closed || !(copula + 1..sign).all(measures) {
        return;
    }
    let (own, rel): (Vec<usize>, _) = if top < copula {
        (tree.children(top).filter(|&at| at >= copula && at != sign).collect(), "nsubj")
    } else {
        (tree.children(top).filter(|&at| at <= copula).collect(), "obl")
    };
    take_place(tree, sign, top, rel);
    for at in own {
        tree.nodes[at].head = Some(sign);
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
    before_case(tree, sign);
    let node = &tree.nodes[sign];
    if !is_percent(tree, sign)
        || !matches!(node.rel.0, "nsubj" | "obl:unmarked" | "xcomp" | "nmod:unmarked" | "parataxis")
    {
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
    let object = tree.child(verb, "obj");
    // "held *75% of Lumen*, far more than it wanted"
    let measured = object.filter(|&object| object > sign && tree.nodes[sign].head == Some(object));
    if whole && !passive && (object.is_none() || measured.is_some()) {
        if let Some(more) = measured {
            tree.nodes[more].rel = Rel("parataxis");
        }
        tree.nodes[sign].head = Some(verb);
        tree.nodes[sign].rel = Rel("obj");
    }
}

/// "keeps *12 percent* of the company", "holds *rights* to seven drugs": what stands before a preposition is no part of what stands
/// behind it.
fn before_case(tree: &mut Tree, part: usize) {
    let node = &tree.nodes[part];
    let noun = is_percent(tree, part) || node.xpos == "NNS";
    let case = tree.nodes.get(part + 1).filter(|case| {
        noun && node.rel.0 == "compound" && case.rel.0 == "case" && matches!(&*case.lemma, "of" | "to")
    });
    let Some(whole) = case.and(node.head).filter(|&whole| whole > part + 1) else { return };
    let verb = tree.nodes[whole].head.filter(|&verb| tree.nodes[verb].upos == Upos::Verb && verb < part);
    super::take_place(tree, part, whole, "nmod");
    tree.nodes[part + 1].head = Some(whole);
    if verb.is_some_and(|verb| tree.child(verb, "obj").is_none()) {
        tree.nodes[part].rel = Rel("obj");
    }
}

/// "ordered *up to* seven ships": how many at most, and not where to.
pub(super) fn up_to(tree: &mut Tree, up: usize) {
    let to = up + 1;
    let bound = tree.nodes[up].lemma == "up"
        && tree.nodes.get(to).is_some_and(|node| node.lemma == "to" && node.rel.0 == "case")
        && tree.nodes.get(to + 1).is_some_and(|node| node.xpos == "CD");
    let Some(counted) = tree.nodes.get(to).and_then(|node| node.head).filter(|_| bound) else { return };
    let verb = tree.nodes[up].head.filter(|&verb| tree.nodes[counted].head == Some(verb) && verb < up);
    let Some(verb) = verb.filter(|_| tree.nodes[counted].rel.0 == "obl") else { return };
    if tree.child(verb, "obj").is_none() {
        tree.nodes[counted].rel = Rel("obj");
        for word in [up, to] {
            tree.nodes[word].head = Some(to + 1);
            tree.nodes[word].rel = Rel("advmod");
        }
    }
}

/// "holds *about a third* of Lumen": a word that says how exact a part is opens no phrase.
pub(super) fn about_a_part(tree: &mut Tree, about: usize) {
    let node = &tree.nodes[about];
    let exact = node.rel.0 == "case" && matches!(&*node.lemma, "about" | "around" | "over" | "under");
    let Some(part) = node.head.filter(|&part| exact && tree.nodes[part].rel.0 == "obl") else { return };
    let verb = tree.nodes[part].head.filter(|&verb| verb + 1 == about && tree.nodes[verb].upos == Upos::Verb);
    let of = tree.nodes.get(part + 1).is_some_and(|of| of.lemma == "of");
    if of && verb.is_some_and(|verb| tree.child(verb, "obj").is_none()) {
        tree.nodes[part].rel = Rel("obj");
        tree.nodes[about].rel = Rel("advmod");
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

/// "paid $5 billion for Norway's *Lumen* last month", "for *Lumen* three years ago", "became Lumen's *chief executive* last month": a name or a noun is no part
/// of the time right behind it, nor is what belongs to it.
pub(super) fn lately(tree: &mut Tree, unit: usize, named: &[bool], units: &Words) {
    let thing = |at: usize| named[at] || tree.nodes[at].upos == Upos::Noun;
    let Some(name) = unit.checked_sub(2).filter(|&name| thing(name)) else { return };
    let node = &tree.nodes[unit];
    let last = &tree.nodes[unit - 1];
    // "last *August*"
    let month = node.upos == Upos::Propn && !named[unit] && matches!(&*last.lemma, "last" | "next" | "this");
    let time = (month || node.upos == Upos::Noun && units.contains(&node.lemma))
        && last.head == Some(unit)
        && matches!(last.upos, Upos::Adj | Upos::Det | Upos::Num);
    let (Some(above), true) = (node.head.filter(|_| time), tree.nodes[name].head == Some(unit)) else {
        return;
    };
    if above == name || !matches!(tree.nodes[name].rel.0, "compound" | "nmod:desc") {
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

/// "Lumen, *43% of which* is owned by Kestrel", "Lumen, *half of which* belongs to Kestrel": a share of what the name before it names,
/// told as a clause of its own.
pub(super) fn share_of_which(tree: &mut Tree, which: usize, named: &[bool]) {
    let nodes = &tree.nodes;
    let Some(share) = which.checked_sub(2).filter(|&share| nodes[share].upos != Upos::Verb) else { return };
    let passive = nodes.get(which + 1).is_some_and(|be| be.lemma == "be");
    let verb = which + 1 + usize::from(passive);
    let (of, told) = (share + 1, nodes.get(verb).is_some_and(|verb| verb.upos == Upos::Verb));
    if !told
        || passive != (nodes[verb].xpos == "VBN")
        || nodes[which].lemma != "which"
        || nodes[of].lemma != "of"
    {
        return;
    }
    let measures = |&at: &usize| nodes[at].lemma != "," && nodes[at].upos != Upos::Verb && !named[at];
    let comma = (0..=share).rev().take_while(measures).last().and_then(|first| first.checked_sub(1));
    let host = comma.filter(|&comma| nodes[comma].lemma == ",").and_then(|comma| comma.checked_sub(1));
    let Some(host) = host.filter(|&host| named[host]) else { return };
    // "Lumen, two thirds of which *belongs* to Kestrel, sells lamps": nor does the name do what the share does.
    if nodes[host].head == Some(verb) {
        let Some(above) = nodes[verb].head.filter(|&above| above > verb) else { return };
        tree.nodes[host].head = Some(above);
        tree.nodes[host].rel = Rel("nsubj");
    }
    let mut place = |at: usize, head: usize, rel: &'static str| {
        tree.nodes[at].head = Some(head);
        tree.nodes[at].rel = Rel(rel);
    };
    place(verb, host, "acl:relcl");
    place(share, verb, if passive { "nsubj:pass" } else { "nsubj" });
    place(of, which, "case");
    place(which, share, "nmod");
    if passive {
        place(which + 1, verb, "aux:pass");
    }
}

/// Whether the word at `at` is a percent sign, however it is written.
pub(super) fn is_percent(tree: &Tree, at: usize) -> bool {
    matches!(&*tree.nodes[at].lemma, "%" | "percent" | "cent" | "pc")
}
