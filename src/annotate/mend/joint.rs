//! What is joined: clauses and names behind "and", what a gap leaves out; and verbs that lost what is theirs to a neighbour.

use super::measure::is_percent;
use crate::model::{Rel, Tree, Upos};

/// "Lumen bought a mine of Kestrel and *Norvik* will sell another": a name behind "and", right before a finite verb without a
/// subject, begins a clause of its own.
pub(super) fn second_clause(tree: &mut Tree, name: usize, named: &[bool]) {
    let Some(and) = tree.child(name, "cc").filter(|&and| and < name && named[name]) else { return };
    let Some(host) = tree.nodes[name].head.filter(|&host| tree.nodes[name].rel.0 == "conj" && host < and)
    else {
        return;
    };
    let aux = |at: usize| matches!(tree.nodes[at].rel.0, "aux" | "aux:pass");
    let verb = (name + 1..tree.nodes.len()).find(|&at| !aux(at) && tree.nodes[at].upos != Upos::Adv);
    let Some(verb) = verb.filter(|&verb| tree.nodes[verb].upos == Upos::Verb) else { return };
    let own = |rel: &str| tree.children(verb).any(|at| tree.nodes[at].rel.0.starts_with(rel));
    let finite = (name + 1..verb).any(|at| matches!(tree.nodes[at].xpos, "MD" | "VBZ" | "VBD" | "VBP"));
    let loose = matches!(tree.nodes[verb].rel.0, "advcl" | "conj" | "parataxis" | "acl")
        && !own("mark")
        && !own("nsubj");
    let first = tree.ancestors(host).find(|&at| tree.nodes[at].upos == Upos::Verb);
    let whole = |first: usize| first < host && tree.nodes[first].rel.0 != "acl:relcl";
    let Some(first) = first.filter(|&first| finite && loose && whole(first)) else { return };
    if tree.nodes[verb].head != Some(first) && tree.nodes[verb].head != Some(host) {
        return;
    }
    let passive = own("aux:pass");
    tree.nodes[verb].head = Some(first);
    tree.nodes[verb].rel = Rel("conj");
    tree.nodes[and].head = Some(verb);
    tree.nodes[name].head = Some(verb);
    tree.nodes[name].rel = Rel(if passive { "nsubj:pass" } else { "nsubj" });
}

/// "Lumen will stay the owner of the mine and Kestrel's chief, *Jane Doe*, will run it": a name between commas that says who the one
/// behind "and" is, right before a finite verb without a subject, is that subject.
pub(super) fn explained_subject(tree: &mut Tree, name: usize, named: &[bool]) {
    let closed = named[name] && tree.nodes.get(name + 1).is_some_and(|next| next.lemma == ",");
    let first = (0..=name).rev().take_while(|&at| named[at]).last().filter(|_| closed);
    let Some(title) = first.and_then(|first| first.checked_sub(2)) else { return };
    let aux = |&at: &usize| matches!(tree.nodes[at].rel.0, "aux" | "aux:pass");
    let Some(verb) = (name + 2..tree.nodes.len()).find(|at| !aux(at)) else { return };
    let finite = matches!(tree.nodes[verb].xpos, "VBD" | "VBZ") || verb > name + 2;
    let own = |rel: &str| tree.children(verb).any(|at| tree.nodes[at].rel.0.starts_with(rel));
    let and = tree.child(title, "cc").filter(|&and| and < title);
    let joined = tree.nodes[title].rel.0 == "conj" && tree.nodes[title].upos == Upos::Noun;
    let loose = tree.nodes[verb].rel.0 == "conj" && tree.nodes[verb].upos == Upos::Verb;
    let Some(and) = and.filter(|_| joined && loose && finite && tree.nodes[title + 1].lemma == ",") else {
        return;
    };
    if own("nsubj") || own("cc") || tree.nodes[verb].head.is_none_or(|first| first > and) {
        return;
    }
    let passive = own("aux:pass");
    tree.nodes[name].head = Some(verb);
    tree.nodes[name].rel = Rel(if passive { "nsubj:pass" } else { "nsubj" });
    tree.nodes[title].head = Some(name);
    tree.nodes[title].rel = Rel("appos");
    tree.nodes[and].head = Some(verb);
}

/// "which bought Kestrel and *holds* a mine": a finite verb behind "and" is joined to the verb before it, not governed by it.
pub(super) fn joined(tree: &mut Tree, verb: usize) {
    let node = &tree.nodes[verb];
    let finite = matches!(node.xpos, "VBZ" | "VBD") && node.upos == Upos::Verb;
    let and = tree.child(verb, "cc").is_some_and(|and| and < verb && tree.nodes[and].lemma == "and");
    if finite && and && node.rel.0 == "xcomp" && tree.child(verb, "nsubj").is_none() {
        tree.nodes[verb].rel = Rel("conj");
    }
}

/// "needs approval by its board and *the government* and is expected to close": what stands before an "and" of the verb's own is
/// no subject of it, but joined to the noun before.
pub(super) fn before_and(tree: &mut Tree, verb: usize) {
    if tree.nodes[verb].rel.0 != "conj" {
        return;
    }
    let subject = |&at: &usize| at < verb && tree.nodes[at].rel.0.starts_with("nsubj");
    let Some(subject) = tree.children(verb).find(subject) else { return };
    let own = |at: usize| tree.nodes[at].head == Some(verb);
    let Some(and) = (subject + 1..verb).find(|&at| own(at) && tree.nodes[at].rel.0 == "cc") else { return };
    let first = (0..=subject).rev().take_while(|&at| tree.is_below(at, subject) || at == subject).last();
    let before = first.and_then(|first| first.checked_sub(1)).filter(|&at| tree.nodes[at].rel.0 == "cc");
    let noun = before.and_then(|cc| cc.checked_sub(1));
    let nominal = |&at: &usize| matches!(tree.nodes[at].upos, Upos::Noun | Upos::Propn);
    let (Some(before), Some(noun)) = (before, noun.filter(nominal)) else { return };
    let crossed = tree.is_below(noun, subject) || tree.is_below(noun, before);
    if !crossed && (and + 1..verb).all(own) {
        tree.nodes[subject].head = Some(noun);
        tree.nodes[subject].rel = Rel("conj");
        tree.nodes[before].head = Some(subject);
    }
}

/// "may develop, *manufacture* and sell it": what stands alone between verbs of one form is a verb as they are.
pub(super) fn run_of_verbs(tree: &mut Tree, at: usize, named: &[bool]) {
    let comma = |at: usize| tree.nodes.get(at).is_some_and(|node| node.lemma == ",");
    let Some(first) = at.checked_sub(2).filter(|_| comma(at - 1) && !named[at]) else { return };
    let and = if comma(at + 1) { at + 2 } else { at + 1 };
    let last = and + 1;
    if last >= tree.nodes.len() || tree.nodes[and].rel.0 != "cc" {
        return;
    }
    let (one, other) = (&tree.nodes[first], &tree.nodes[last]);
    let of_one_form = one.upos == Upos::Verb && other.upos == Upos::Verb && one.xpos == other.xpos;
    let joined = other.rel.0 == "conj" && other.head.is_some_and(|head| head == first || head == at);
    let word = matches!(tree.nodes[at].upos, Upos::Noun | Upos::Verb | Upos::Adj);
    let alone =
        tree.children(at).all(|child| (at..=and).contains(&child) || child == at - 1 || child >= last);
    if !(of_one_form && matches!(one.xpos, "VB" | "VBZ") && joined && word && alone) {
        return;
    }
    let xpos = one.xpos;
    let rest: Vec<usize> = tree.children(at).filter(|&child| child > last).collect();
    for child in rest {
        tree.nodes[child].head = Some(last);
    }
    for verb in [at, last] {
        tree.nodes[verb].head = Some(first);
        tree.nodes[verb].rel = Rel("conj");
    }
    tree.nodes[at].upos = Upos::Verb;
    tree.nodes[at].xpos = xpos;
    tree.nodes[and].head = Some(last);
}

/// "Lumen owns 60% of the firm and *Kestrel* the remaining 40%": what stands behind the second name is its own, and nobody owns
/// it in the firm.
pub(super) fn gapped(tree: &mut Tree, name: usize, named: &[bool]) {
    if !named[name] || tree.nodes[name].rel.0 != "conj" || tree.child(name, "cc").is_none() {
        return;
    }
    let article = tree.nodes.get(name + 1).filter(|node| matches!(node.xpos, "DT" | "PRP$"));
    let Some(rest) = article.and_then(|node| node.head).filter(|&rest| rest > name) else { return };
    // "owns 60% of the firm and Kestrel the rest": of what the share is said to be of
    let share = |&verb: &usize| {
        let object = tree.child(verb, "obj").filter(|&at| at < name);
        tree.nodes[verb].upos == Upos::Verb && object.is_some_and(|object| tree.nodes[object].lemma == "%")
    };
    let beside = tree.nodes[rest].rel.0 == "conj"
        && tree.child(rest, "cc").is_none()
        && tree.nodes[rest].head == tree.nodes[name].head;
    let verb = match tree.nodes[rest].rel.0 {
        "obj" => tree.nodes[rest].head,
        _ => tree.ancestors(name).find(share).filter(|_| beside),
    };
    let Some(verb) = verb.filter(|&verb| verb < name) else { return };
    let first =
        |over: usize, rel: &str| tree.children(over).find(|&at| at < name && tree.nodes[at].rel.0 == rel);
    let Some(owned) = first(verb, "obj").or_else(|| first(rest, "nsubj")) else { return };
    if tree.nodes[verb].upos == Upos::Verb {
        tree.nodes[owned].head = Some(verb);
        tree.nodes[owned].rel = Rel("obj");
        tree.nodes[rest].head = Some(name);
        tree.nodes[rest].rel = Rel("dep");
        tree.nodes[name].head = Some(verb);
        tree.nodes[name].rel = Rel("dep");
    }
}

/// "Lumen owns 60% and *Kestrel 40%*", "is owned 60% by Lumen and *40% by Kestrel*": a name with a share and no verb of its own does
/// with that share what the verb before says of another, whatever introduces it: "and *the lamp maker Kestrel 40%*". It hangs on that
/// verb as `dep`, and the share so on it.
pub(super) fn shared_out(tree: &mut Tree, name: usize, named: &[bool]) {
    if !named[name] || named.get(name + 1) == Some(&true) {
        return;
    }
    let first = (0..=name).rev().take_while(|&at| named[at]).last().unwrap_or(name);
    let who = holders_behind(tree, name, named).unwrap_or(name);
    let Some((from, sign)) = share_behind(tree, who).or_else(|| share_before(tree, first)) else { return };
    let start = from.min(introduction(tree, first));
    let end = sign.max(who);
    let joins = |at: usize| matches!(tree.nodes[at].lemma.as_str(), "and" | "," | ";");
    let over = tree.nodes.get(end + 1).is_none_or(|next| matches!(next.upos, Upos::Punct | Upos::Cconj));
    if !over || !start.checked_sub(1).is_some_and(joins) {
        return;
    }
    let Some(verb) = verb_of_share(tree, start) else { return };
    if tree.is_below(verb, name) || tree.is_below(verb, sign) || tree.is_below(verb, who) {
        return;
    }
    let by = (sign < first).then_some(first - 1);
    let passive = tree.child(verb, "aux:pass").is_some()
        || tree.nodes[verb].xpos == "VBN" && tree.child(verb, "aux").is_none();
    if by.is_some() != passive {
        return;
    }
    for (at, &is_name) in named.iter().enumerate() {
        let stray = tree.nodes[at].head.is_some_and(|head| (start..=end).contains(&head))
            && !(start..=end).contains(&at);
        if stray && tree.nodes[at].rel.0 != "cc" && tree.nodes[at].rel.0 != "punct" {
            tree.nodes[at].head = Some(verb);
        } else if (start..=end).contains(&at) && !is_name && at != sign && at + 1 != sign {
            tree.nodes[at].head = Some(if Some(at) == by || at < first { name } else { sign });
        }
    }
    if who != name {
        tree.nodes[name].head = Some(who);
        tree.nodes[name].rel = Rel(if who == name + 1 { "compound" } else { "nmod:poss" });
        (name + 1..who).for_each(|case| tree.nodes[case].head = Some(name));
    }
    tree.nodes[sign].head = Some(who);
    tree.nodes[sign].rel = Rel("dep");
    tree.nodes[who].head = Some(verb);
    tree.nodes[who].rel = Rel("dep");
    let joined = from == name && start.checked_sub(1).is_some_and(|and| tree.nodes[and].lemma == "and");
    if let Some(other) = start.checked_sub(2).filter(|&other| joined && named[other]) {
        shares_alike(tree, other, name, named);
    }
}

/// ", *Kestrel* and Norvik 30% each": the first of two names behind a comma that have one share between them has it like the second.
fn shares_alike(tree: &mut Tree, other: usize, name: usize, named: &[bool]) {
    let first = (0..=other).rev().take_while(|&at| named[at]).last().unwrap_or(other);
    let opens = first.checked_sub(1).is_some_and(|comma| tree.nodes[comma].lemma == ",");
    if opens && !tree.is_below(name, other) {
        tree.nodes[other].head = Some(name);
        tree.nodes[other].rel = Rel("conj");
    }
}

/// "owns 51% of it and the lamp maker, which runs Kestrel, *the remaining 49%*": a share behind a comma that closes a relative clause is
/// no second object of that clause.
pub(super) fn share_aside(tree: &mut Tree, sign: usize) {
    let Some(verb) = tree.nodes[sign].head.filter(|&verb| verb < sign && is_percent(tree, sign)) else {
        return;
    };
    let first = (0..=sign).rev().take_while(|&at| at == sign || tree.is_below(at, sign)).last();
    let comma = |at: usize| tree.nodes[at].lemma == ",";
    let closed = first.is_some_and(|first| comma(first) || first.checked_sub(1).is_some_and(comma));
    let object = |at: usize| at != sign && tree.nodes[at].rel.0 == "obj";
    let second = tree.nodes[sign].rel.0 == "obj" && tree.children(verb).any(object);
    let noun = tree.nodes[verb].head.filter(|_| tree.nodes[verb].rel.0 == "acl:relcl" && closed && second);
    if let Some(noun) = noun {
        tree.nodes[sign].head = Some(noun);
        tree.nodes[sign].rel = Rel("dep");
    }
}

/// "founder and *controlling* shareholder": behind "and", between a noun and a bare one, what looks like a verb describes the second.
pub(super) fn describing(tree: &mut Tree, word: usize) {
    let noun = word + 1;
    let joined = tree.nodes[word].xpos == "VBG"
        && tree.nodes[word].rel.0 == "conj"
        && tree.nodes[word].head.is_some_and(|first| tree.nodes[first].upos == Upos::Noun);
    let bare = tree
        .nodes
        .get(noun)
        .is_some_and(|node| node.xpos == "NN" && node.head == Some(word) && node.rel.0 == "obj");
    if joined && bare && tree.child(word, "cc").is_some_and(|and| and + 1 == word) {
        super::take_place(tree, noun, word, "amod");
        let others: Vec<usize> = tree.children(word).collect();
        for at in others {
            tree.nodes[at].head = Some(noun);
        }
        tree.nodes[word].upos = Upos::Adj;
    }
}

/// "bought Lumen in 2020 and *Kestrel* in 2024", "sold Lumen to Norvik, *Kestrel* to Corvia": a name with a phrase like the one before it is
/// joined to what the verb does so to, and the phrase is its own.
pub(super) fn own_phrase(tree: &mut Tree, name: usize, named: &[bool]) {
    let phrases = phrases_behind(tree, name, named);
    if phrases.is_empty() {
        return;
    }
    let first = (0..=name).rev().take_while(|&at| named[at]).last().unwrap_or(name);
    let start = introduction(tree, first);
    let joins = |at: usize| matches!(tree.nodes[at].lemma.as_str(), "and" | ",");
    let Some(join) = start.checked_sub(1).filter(|&join| joins(join)) else { return };
    let Some(before) = join.checked_sub(1) else { return };
    let own = |lemma: &str| {
        phrases
            .iter()
            .any(|&phrase| tree.children(phrase).any(|at| at < phrase && tree.nodes[at].lemma == lemma))
    };
    let timed = tree.nodes[before].rel.0 == "obl:unmarked" && (own("in") || own("on"));
    let case = tree.children(before).find(|&at| at < before && tree.nodes[at].rel.0 == "case");
    if !(timed || case.is_some_and(|case| own(&tree.nodes[case].lemma))) {
        return;
    }
    // What the verb acts on stands before that phrase, whichever of the two this hangs on.
    let acted_on = |verb: usize| {
        let object = tree.children(verb).filter(|&at| tree.nodes[at].rel.0 == "obj" && at < before);
        object.last().filter(|_| tree.nodes[verb].upos == Upos::Verb && verb < before)
    };
    let Some(object) = tree.ancestors(before).find_map(acted_on).filter(|&object| named[object]) else {
        return;
    };
    if [object, before].iter().any(|&at| tree.is_below(at, name)) {
        return;
    }
    tree.nodes[name].head = Some(object);
    tree.nodes[name].rel = Rel("conj");
    for phrase in phrases {
        tree.nodes[phrase].head = Some(name);
        tree.nodes[phrase].rel = Rel("nmod");
    }
    if tree.nodes[join].rel.0 == "cc" {
        tree.nodes[join].head = Some(name);
    }
}

/// The heads of the phrases right behind a name, up to a comma, "and" or the end: "Kestrel *for $5 million in 2020*"; none if anything else
/// stands there.
fn phrases_behind(tree: &Tree, name: usize, named: &[bool]) -> Vec<usize> {
    const LONGEST: usize = 6;
    let over =
        |at: usize| tree.nodes.get(at).is_none_or(|node| matches!(node.upos, Upos::Punct | Upos::Cconj));
    let mut phrases = Vec::new();
    let mut at = name + 1;
    while named[name] && !over(at) {
        let case = &tree.nodes[at];
        let known =
            case.rel.0 == "case" && matches!(&*case.lemma, "for" | "from" | "in" | "of" | "on" | "to");
        let Some(phrase) = case.head.filter(|phrase| known && (at + 1..=at + LONGEST).contains(phrase))
        else {
            return Vec::new();
        };
        // "Kestrel of Norway" is one name.
        if case.lemma != "of" {
            phrases.push(phrase);
        }
        at = phrase + 1;
    }
    phrases
}

/// "A consortium of Lumen and *Kestrel* is buying it": behind "of" and a name, "and" joins another name and no clause, if what the names
/// are of has no verb.
pub(super) fn of_several(tree: &mut Tree, name: usize, named: &[bool]) {
    let Some(verb) = tree.nodes[name].head.filter(|_| named[name] && tree.nodes[name].rel.0 == "nsubj")
    else {
        return;
    };
    let Some(noun) = tree.nodes[verb].head.filter(|_| tree.nodes[verb].rel.0 == "conj") else { return };
    let first = (0..=name).rev().take_while(|&at| named[at]).last().unwrap_or(name);
    let and = first
        .checked_sub(1)
        .filter(|&and| tree.nodes[and].lemma == "and" && tree.nodes[and].head == Some(verb));
    let other = and.and_then(|and| and.checked_sub(1)).filter(|&other| named[other]);
    let of = |other: usize| tree.nodes[other].rel.0 == "nmod" && tree.nodes[other].head == Some(noun);
    let (Some(and), Some(other)) = (and, other.filter(|&other| of(other))) else { return };
    let bare = tree.nodes[noun].head.is_none() && tree.nodes[noun].upos == Upos::Noun;
    if bare && tree.child(noun, "cop").is_none() && tree.child(noun, "nsubj").is_none() {
        super::take_place(tree, verb, noun, "nsubj");
        tree.nodes[name].head = Some(other);
        tree.nodes[name].rel = Rel("conj");
        tree.nodes[and].head = Some(name);
    }
}

/// "whose *chairman* and largest shareholder is Jane Doe": what "and" joins to a noun is no subject of it.
pub(super) fn first_of_two(tree: &mut Tree, first: usize) {
    let node = &tree.nodes[first];
    let Some(second) = node.head.filter(|&second| node.rel.0 == "nsubj" && first < second) else { return };
    let nouns = node.upos == Upos::Noun && tree.nodes[second].upos == Upos::Noun;
    let cc = |at: usize| tree.nodes[at].rel.0 == "cc" && tree.nodes[at].head == Some(second);
    let describes = |at: usize| matches!(tree.nodes[at].upos, Upos::Adj | Upos::Noun | Upos::Det);
    let joined = cc(first + 1) && (first + 2..second).all(describes);
    if nouns && joined && tree.child(second, "cop").is_none() {
        super::take_place(tree, first, second, "conj");
    }
}

/// "Jane Doe, chairman and *chief executive*": a noun behind "and" is joined to the one right before, which says who she is, not to her.
pub(super) fn second_title(tree: &mut Tree, noun: usize, named: &[bool]) {
    let node = &tree.nodes[noun];
    let Some(and) = tree.child(noun, "cc").filter(|&and| and < noun && !named[noun]) else { return };
    let name = node.head.filter(|&name| node.rel.0 == "conj" && named[name] && name < and);
    let explains = |title: usize| tree.nodes[title].rel.0 == "appos" && tree.nodes[title].head == name;
    if name.is_some()
        && let Some(title) = and.checked_sub(1).filter(|&title| explains(title) && !named[title])
    {
        tree.nodes[noun].head = Some(title);
    }
}

/// "*the lamp maker* Kestrel": where what introduces a name begins.
fn introduction(tree: &Tree, first: usize) -> usize {
    let word = |&at: &usize| {
        matches!(tree.nodes[at].upos, Upos::Det | Upos::Adj | Upos::Noun | Upos::Propn | Upos::Part)
    };
    (0..first).rev().take_while(word).last().unwrap_or(first)
}

/// "and Kestrel *shareholders* 40%", "and Kestrel's *owners* 40%": the plural right behind a name.
fn holders_behind(tree: &Tree, name: usize, named: &[bool]) -> Option<usize> {
    let possessor = tree.nodes.get(name + 1).is_some_and(|node| node.upos == Upos::Part);
    let who = name + 1 + usize::from(possessor);
    let plural = tree.nodes.get(who).is_some_and(|node| node.xpos == "NNS" && !is_percent(tree, who));
    (plural && !named[who]).then_some(who)
}

/// "Kestrel *the remaining 40%*": where the share behind a name begins, and its head.
fn share_behind(tree: &Tree, name: usize) -> Option<(usize, usize)> {
    let mut at = name + 1;
    if tree.nodes.get(at)?.xpos == "DT" {
        at += 1;
        at += usize::from(matches!(tree.nodes.get(at)?.xpos, "JJ" | "VBG"));
    }
    let number = tree.nodes.get(at).is_some_and(|node| node.xpos == "CD");
    let sign = (at + 1..tree.nodes.len().min(at + 3)).find(|&sign| is_percent(tree, sign));
    sign.filter(|_| number).map(|sign| (name, sign))
}

/// "*40%* by Kestrel": where the share before "by" begins, and its head.
fn share_before(tree: &Tree, first: usize) -> Option<(usize, usize)> {
    let by = first.checked_sub(1).filter(|&by| tree.nodes[by].lemma == "by")?;
    let sign = by.checked_sub(1).filter(|&sign| is_percent(tree, sign))?;
    let number = (sign.saturating_sub(2)..sign).find(|&at| tree.nodes[at].xpos == "CD")?;
    Some((number, sign))
}

/// The verb that says of another share before `start` whose it is, with no other verb between: "*owns* 60% of it", "*has* a 60% stake".
fn verb_of_share(tree: &Tree, start: usize) -> Option<usize> {
    let share = (0..start).rfind(|&at| is_percent(tree, at))?;
    let verb = |&at: &usize| tree.nodes[at].upos == Upos::Verb && tree.nodes[at].rel.0 != "amod";
    let verb = (0..start).rfind(verb)?;
    let near = verb < share || verb == share + 1;
    near.then_some(verb)
}

/// "owns 79% of Lumen and *70%* of Kestrel": the second share is owned like the first.
pub(super) fn second_share(tree: &mut Tree, sign: usize) {
    if !is_percent(tree, sign) || tree.nodes[sign].rel.0 == "conj" {
        return;
    }
    let number = tree.child(sign, "nummod").filter(|&number| number < sign);
    let Some(and) =
        number.and_then(|number| number.checked_sub(1)).filter(|&and| tree.nodes[and].lemma == "and")
    else {
        return;
    };
    let Some(first) = (0..and).rev().find(|&at| is_percent(tree, at)) else { return };
    let own = (first + 1..and).all(|at| tree.is_below(at, first));
    if own && tree.nodes[first].rel.0 == "obj" && !tree.is_below(first, sign) {
        tree.nodes[sign].head = Some(first);
        tree.nodes[sign].rel = Rel("conj");
        tree.nodes[and].head = Some(sign);
        tree.nodes[and].rel = Rel("cc");
    }
}

/// "*the remaining* 40% of it", "*its remaining* 8%": what is left is the share, and not something that remains; behind a verb
/// without an object it is what that acts on.
pub(super) fn remaining(tree: &mut Tree, sign: usize) {
    let Some((article, word)) = before_share(tree, sign) else { return };
    if tree.nodes[word].head != Some(sign) || tree.nodes[word].rel.0 != "amod" {
        take_remaining(tree, sign, article, word);
    }
    let verb = article.checked_sub(1).filter(|&verb| tree.nodes[verb].upos == Upos::Verb);
    let bare = verb.filter(|&verb| tree.child(verb, "obj").is_none());
    match (tree.nodes[sign].rel.0, bare) {
        ("csubj", _) => tree.nodes[sign].rel = Rel("nsubj"),
        ("csubj:pass", _) => tree.nodes[sign].rel = Rel("nsubj:pass"),
        ("parataxis" | "amod" | "compound" | "obl" | "advcl", Some(verb)) if !tree.is_below(verb, sign) => {
            tree.nodes[sign].head = Some(verb);
            tree.nodes[sign].rel = Rel("obj");
        }
        _ => {}
    }
}

/// The article or owner, and the word in -ing or adjective, that stand before the number of a share.
fn before_share(tree: &Tree, sign: usize) -> Option<(usize, usize)> {
    let number = sign.checked_sub(1).filter(|_| is_percent(tree, sign))?;
    let number = if tree.nodes[number].xpos == "CD" { number } else { number.checked_sub(1)? };
    let word = number.checked_sub(1).filter(|_| tree.nodes[number].xpos == "CD")?;
    // "an option to buy *the remaining* 40%": after an infinitive often taken for a noun.
    let describes = matches!(tree.nodes[word].xpos, "JJ" | "VBG") || tree.nodes[word].lemma.ends_with("ing");
    let article = word.checked_sub(1).filter(|&at| matches!(tree.nodes[at].xpos, "DT" | "PRP$"))?;
    describes.then_some((article, word))
}

/// Puts the share in the place of whichever of the two words before it the parser took for what is meant.
fn take_remaining(tree: &mut Tree, sign: usize, article: usize, word: usize) {
    let tops = [article, word].into_iter().filter(|&at| tree.is_below(sign, at));
    let top = tops.reduce(|one, other| if tree.is_below(one, other) { other } else { one });
    let own: Vec<usize> =
        [article, word].into_iter().flat_map(|at| tree.children(at)).filter(|&at| at != sign).collect();
    if let Some(top) = top {
        super::take_place(tree, sign, top, "det");
    }
    for at in own {
        if !tree.is_below(sign, at) {
            tree.nodes[at].head = Some(sign);
        }
    }
    let opening = if tree.nodes[article].xpos == "DT" { "det" } else { "nmod:poss" };
    for (at, rel) in [(article, opening), (word, "amod")] {
        tree.nodes[at].head = Some(sign);
        tree.nodes[at].rel = Rel(rel);
    }
}

/// "is owned 60% *by Lumen*", "Kestrel, owned 60% *by Lumen*": by whom it is owned hangs on the verb, and the share says how much.
pub(super) fn owned_by(tree: &mut Tree, name: usize, named: &[bool]) {
    let Some(sign) =
        tree.nodes[name].head.filter(|&sign| named[name] && sign < name && is_percent(tree, sign))
    else {
        return;
    };
    let by = |at: usize| tree.nodes[at].rel.0 == "case" && tree.nodes[at].lemma == "by";
    let Some(verb) = tree.nodes[sign].head.filter(|_| tree.nodes[sign].rel.0 == "obj") else { return };
    let passive = tree.child(verb, "aux:pass").is_some() || tree.nodes[verb].xpos == "VBN";
    if passive && tree.children(name).any(by) {
        tree.nodes[name].head = Some(verb);
        tree.nodes[name].rel = Rel("obl:agent");
        tree.nodes[sign].rel = Rel("obl:unmarked");
    }
}

/// "owns 49% of Lumen and *18% of Kestrel*": a share behind "and" that the parser hung on the name before it is joined to the share before
/// that.
pub(super) fn another_share(tree: &mut Tree, sign: usize, named: &[bool]) {
    if !is_percent(tree, sign) || !matches!(tree.nodes[sign].rel.0, "obj" | "conj" | "appos" | "dep") {
        return;
    }
    let name = tree.nodes[sign].head.filter(|&name| named[name] && name < sign);
    let Some(share) = name.and_then(|name| tree.nodes[name].head).filter(|&share| is_percent(tree, share))
    else {
        return;
    };
    let joined = tree.child(sign, "cc").is_some() && tree.child(sign, "nmod").is_some();
    if joined && share < sign {
        tree.nodes[sign].head = Some(share);
        tree.nodes[sign].rel = Rel("conj");
    }
}

/// "Lumen, together *with Kestrel*, bought a mine": both do so.
pub(super) fn along_with(tree: &mut Tree, with: usize, named: &[bool]) {
    let Some(name) = tree.nodes[with].head.filter(|&name| named[name] && name > with) else { return };
    let before = |back: usize| with.checked_sub(back).map_or("", |at| tree.nodes[at].lemma.as_str());
    let aside = before(2) == "," && matches!(before(1), "along" | "together");
    if tree.nodes[with].lemma != "with" || tree.nodes[with].rel.0 != "case" || !aside {
        return;
    }
    let subject = (0..with).find(|&at| {
        let verb = tree.nodes[at].head.filter(|&verb| verb > name && tree.nodes[verb].upos == Upos::Verb);
        named[at] && verb.is_some() && tree.nodes[at].rel.0 == "nsubj"
    });
    let Some(subject) =
        subject.filter(|&subject| subject + 3 >= with || tree.nodes[name].head == Some(subject))
    else {
        return;
    };
    tree.nodes[name].head = Some(subject);
    tree.nodes[name].rel = Rel("conj");
    tree.nodes[with].rel = Rel("cc");
}

/// "Lumen owns *40%* of the firm and Jane Doe owns the rest": what stands right behind a verb without an object is no subject of a
/// name that is one itself.
pub(super) fn own_object(tree: &mut Tree, at: usize, named: &[bool]) {
    let Some(name) = tree.nodes[at].head.filter(|&name| named[name] && name > at) else { return };
    let chained = tree.nodes[at].rel.0 == "nsubj" && tree.nodes[name].rel.0.starts_with("nsubj");
    let verb = (0..at).rfind(|&verb| tree.nodes[verb].upos == Upos::Verb).filter(|_| chained && !named[at]);
    let Some(verb) = verb.filter(|&verb| verb + 4 > at && tree.child(verb, "obj").is_none()) else { return };
    let between = |inside: usize| tree.nodes[inside].head == Some(at) || tree.nodes[inside].upos == Upos::Det;
    if (verb + 1..at).all(between) && !tree.is_below(verb, at) {
        tree.nodes[at].head = Some(verb);
        tree.nodes[at].rel = Rel("obj");
    }
}

/// "an agreement for *Lumen* to buy a mine": between "for" and an infinitive stands who does it.
pub(super) fn for_whom(tree: &mut Tree, to: usize, named: &[bool]) {
    let Some(name) = to.checked_sub(1).filter(|&name| named[name] && tree.nodes[to].xpos == "TO") else {
        return;
    };
    let Some(case) = tree.child(name, "case").filter(|&case| tree.nodes[case].lemma == "for") else { return };
    let Some(verb) = tree.nodes[to].head.filter(|&verb| tree.nodes[verb].xpos == "VB" && verb > to) else {
        return;
    };
    let has = tree.children(verb).any(|at| tree.nodes[at].rel.0.starts_with("nsubj"));
    if has || tree.is_below(verb, name) || !matches!(tree.nodes[name].rel.0, "obl" | "nmod") {
        return;
    }
    tree.nodes[name].head = Some(verb);
    tree.nodes[name].rel = Rel("nsubj");
    tree.nodes[case].head = Some(verb);
    tree.nodes[case].rel = Rel("mark");
}

/// "Jane Doe and John Roe, *founders* of Lumen, left": what a plural noun behind a comma says of names joined by "and" is who they
/// are; it is no further one of them, and the first of them does not describe it.
pub(super) fn explains_both(tree: &mut Tree, noun: usize, named: &[bool]) {
    let node = &tree.nodes[noun];
    let comma = noun.checked_sub(1).is_some_and(|before| tree.nodes[before].lemma == ",");
    if named[noun] || !comma || !matches!(node.xpos, "NNS" | "NNPS") {
        return;
    }
    let joined = |&first: &usize| {
        let and = |at: usize| tree.child(at, "cc").is_some_and(|and| and < at);
        let mut others = tree.children(first);
        named[first]
            && first < noun
            && others.any(|at| at < noun && tree.nodes[at].rel.0 == "conj" && and(at))
    };
    if node.rel.0 == "conj" && tree.child(noun, "cc").is_none() && node.head.as_ref().is_some_and(joined) {
        tree.nodes[noun].rel = Rel("appos");
    } else if let Some(first) = tree.child(noun, "compound").filter(joined) {
        super::take_place(tree, first, noun, "appos");
    }
}

/// "chief executive Jane Doe and chairman *John Roe*": the second name is joined to the first, and the noun before it says who he is.
pub(super) fn titled(tree: &mut Tree, name: usize, named: &[bool]) {
    let Some(host) = tree.nodes[name].head.filter(|&host| named[name] && named[host] && host < name) else {
        return;
    };
    let Some(title) = (host + 1..name).rev().find(|&at| !named[at]) else { return };
    let joined = tree.nodes[title].rel.0 == "conj" && tree.nodes[title].head == Some(host);
    let and = tree.child(title, "cc").filter(|&and| and > host && joined);
    let Some(and) = and.filter(|_| matches!(tree.nodes[name].rel.0, "flat" | "appos")) else { return };
    if tree.nodes[title].upos != Upos::Noun || tree.nodes[title + 1].upos == Upos::Punct {
        return;
    }
    tree.nodes[name].rel = Rel("conj");
    tree.nodes[and].head = Some(name);
    tree.nodes[title].head = Some(name);
    tree.nodes[title].rel = Rel("nmod:desc");
}
