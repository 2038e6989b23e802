//! Who does what to whom: subjects, objects, receivers, agents.

use super::take_place;
use crate::model::{Rel, Tree, Upos};
use crate::pack::lexicon::Words;
use crate::pack::lexicon::grammar::Grammar;

/// "awarded *Lumen* exclusive rights", "granted *Lumen* the right": a name right behind a verb of giving is no part of what is given.
pub(super) fn receiver(tree: &mut Tree, name: usize, named: &[bool], takes_receiver: &Words) {
    let Some(verb) = name.checked_sub(1).filter(|_| named[name]) else { return };
    let Some(given) = tree.nodes[name].head.filter(|&given| given > name + 1) else { return };
    let gives = tree.nodes[verb].upos == Upos::Verb && takes_receiver.contains(&tree.nodes[verb].lemma);
    let described = tree.nodes[name + 1].upos == Upos::Det
        || (name + 1..given).all(|at| tree.nodes[at].upos == Upos::Adj);
    if gives
        && described
        && tree.nodes[name].rel.0 == "compound"
        && tree.nodes[given].head == Some(verb)
        && tree.nodes[given].rel.0 == "obj"
    {
        tree.nodes[name].head = Some(verb);
        tree.nodes[name].rel = Rel("iobj");
    }
}

/// "*It* took over the rights": who does something to something is somebody, unless a clause tells what it is that is done.
pub(super) fn taker(tree: &mut Tree, at: usize) {
    let Some(verb) = tree.nodes[at].head.filter(|&verb| tree.nodes[at].rel.0 == "expl" && at < verb) else {
        return;
    };
    let clause =
        |at: usize| matches!(tree.nodes[at].rel.0, "ccomp" | "csubj" | "xcomp" | "advcl" | "acl" | "nsubj");
    if tree.child(verb, "obj").is_some() && !tree.children(verb).any(clause) {
        tree.nodes[at].rel = Rel("nsubj");
    }
    // "a brand *it* took over from Lumen": right behind the noun that the clause speaks of.
    let noun = tree.nodes[verb].head.filter(|&noun| noun + 1 == at && tree.nodes[noun].upos == Upos::Noun);
    if noun.is_some() && tree.nodes[verb].rel.0 == "acl" && tree.child(verb, "obj").is_none() {
        tree.nodes[at].rel = Rel("nsubj");
        tree.nodes[verb].rel = Rel("acl:relcl");
    }
}

/// "will sell power *to Lumen*", "buys wheat *from Lumen*": who gets it or gives it is no part of what changes hands.
pub(super) fn handed(tree: &mut Tree, name: usize, named: &[bool], preposition: &str, verbs: &Words) {
    let marked = |at: usize| tree.children(at).any(|case| is_case(tree, case, preposition));
    let Some(host) = tree.nodes[name].head.filter(|&host| named[name] && host < name) else {
        return;
    };
    if !matches!(tree.nodes[name].rel.0, "nmod" | "obl") || !marked(name) {
        return;
    }
    let mut at = host;
    while let Some(above) = tree.nodes[at].head.filter(|&above| above < at && is_of_goods(tree, at, named)) {
        if tree.nodes[above].upos == Upos::Verb && verbs.contains(&tree.nodes[above].lemma) {
            tree.nodes[name].head = Some(above);
            tree.nodes[name].rel = Rel("obl");
            return;
        }
        at = above;
    }
}

fn is_case(tree: &Tree, at: usize, preposition: &str) -> bool {
    tree.nodes[at].rel.0 == "case" && tree.nodes[at].lemma == preposition
}

/// Whether `at` is a step on the way from what changes hands down to its parts: "sell the *right* to *run* its *shops*", "a *stake* in
/// *Kestrel*", "ten *tons* a *year*".
fn is_of_goods(tree: &Tree, at: usize, named: &[bool]) -> bool {
    let inside = |preposition: &str| tree.children(at).any(|case| is_case(tree, case, preposition));
    let infinitive = || tree.nodes[at].xpos == "VB";
    match tree.nodes[at].rel.0 {
        "obj" | "conj" | "obl:unmarked" | "nmod:unmarked" => !named[at],
        "nmod" | "obl" if named[at] => inside("in") || inside("of"),
        "nmod" | "obl" => !inside("to") && !inside("from"),
        "acl" | "advcl" => infinitive(),
        _ => false,
    }
}

/// "sold its mill to *rival* Lumen": between a verb that takes a receiver and a name, what one is to another is a noun.
pub(super) fn counterpart(tree: &mut Tree, noun: usize, named: &[bool], grammar: &Grammar) {
    let node = &tree.nodes[noun];
    let rival = node.upos == Upos::Verb && grammar.anaphor.counterpart.contains(&node.lemma);
    let to = noun.checked_sub(1).filter(|&to| rival && tree.nodes[to].xpos == "TO");
    let (Some(to), Some(true)) = (to, named.get(noun + 1)) else { return };
    let last = (noun + 1..tree.nodes.len()).take_while(|&at| named[at]).last().unwrap_or(noun + 1);
    let inside = |head: usize| (noun + 1..=last).contains(&head);
    let Some(name) = (noun + 1..=last).find(|&at| !tree.nodes[at].head.is_some_and(inside)) else { return };
    let verb = tree.nodes[noun].head.filter(|&verb| {
        verb < to && grammar.takes_to.contains(&tree.nodes[verb].lemma) && tree.child(verb, "obj").is_some()
    });
    let Some(verb) = verb.filter(|_| tree.nodes[name].head == Some(noun)) else { return };
    let rest: Vec<usize> = tree.children(noun).filter(|&at| at != name && at != to).collect();
    for at in rest {
        tree.nodes[at].head = Some(verb);
    }
    tree.nodes[name].head = Some(verb);
    tree.nodes[name].rel = Rel("obl");
    tree.nodes[to].head = Some(name);
    tree.nodes[to].rel = Rel("case");
    let node = &mut tree.nodes[noun];
    (node.head, node.rel, node.upos, node.xpos) = (Some(name), Rel("compound"), Upos::Noun, "NN");
}

/// "appointed *Jane Doe* chief executive", "named *Jane Doe* as its chief": the name right behind such a verb is who gets the title.
pub(super) fn entitled(tree: &mut Tree, name: usize, named: &[bool], takes_title: &Words) {
    let Some(verb) = name.checked_sub(1).filter(|_| named[name]) else { return };
    if tree.nodes[verb].upos != Upos::Verb || !takes_title.contains(&tree.nodes[verb].lemma) {
        return;
    }
    let Some(head) = tree.nodes[name].head else { return };
    let title = head > name && tree.nodes[name].rel.0 == "compound" && tree.nodes[head].head == Some(verb);
    if title && tree.nodes[head].rel.0 == "obj" {
        tree.nodes[head].rel = Rel("xcomp");
        tree.nodes[name].head = Some(verb);
        tree.nodes[name].rel = Rel("obj");
    } else if head == verb
        && matches!(tree.nodes[name].rel.0, "xcomp" | "ccomp")
        && tree.child(verb, "obj").is_none()
    {
        tree.nodes[name].rel = Rel("obj");
    }
}

/// "named company insider *Jane Doe* as its chief": what stands between such a verb and a name introduces who gets the title.
pub(super) fn introduced_holder(tree: &mut Tree, name: usize, named: &[bool], takes_title: &Words) {
    if !named[name] || tree.nodes[name].rel.0 != "xcomp" {
        return;
    }
    let first = (0..name).rev().take_while(|&at| named[at]).last().unwrap_or(name);
    let plain = |at: &usize| !named[*at] && matches!(tree.nodes[*at].upos, Upos::Noun | Upos::Adj);
    let between = (0..first).rev().take_while(plain).count();
    let Some(verb) = first.checked_sub(between + 1).filter(|_| between > 0) else { return };
    let gives = tree.nodes[verb].upos == Upos::Verb && takes_title.contains(&tree.nodes[verb].lemma);
    if !gives || tree.nodes[name].head != Some(verb) || tree.child(verb, "obj").is_some() {
        return;
    }
    tree.nodes[name].rel = Rel("obj");
    for at in verb + 1..first {
        if tree.nodes[at].head == Some(verb) {
            tree.nodes[at].head = Some(name);
            tree.nodes[at].rel = Rel("compound");
        }
    }
}

/// "Lumen was named *the sponsor* of the club": a passive of these has no object but what its subject becomes.
pub(super) fn titled(tree: &mut Tree, verb: usize, takes_title: &Words) {
    if !takes_title.contains(&tree.nodes[verb].lemma) || tree.child(verb, "nsubj:pass").is_none() {
        return;
    }
    let title = tree.child(verb, "obj").filter(|&at| at > verb && tree.nodes[at].upos == Upos::Noun);
    if let Some(title) = title {
        tree.nodes[title].rel = Rel("xcomp");
    }
}

/// "Lumen and its unit *Kestrel* make lamps": of two subjects with "and" between them the second is joined to the first.
pub(super) fn second_subject(tree: &mut Tree, verb: usize) {
    let subjects: Vec<usize> =
        tree.children(verb).filter(|&at| at < verb && tree.nodes[at].rel.0.starts_with("nsubj")).collect();
    let [first, second] = subjects[..] else { return };
    let Some(and) =
        (first + 1..second).find(|&at| tree.nodes[at].rel.0 == "cc" && tree.nodes[at].head == Some(verb))
    else {
        return;
    };
    for at in and..second {
        if tree.nodes[at].head == Some(verb) {
            tree.nodes[at].head = Some(second);
        }
    }
    tree.nodes[second].head = Some(first);
    tree.nodes[second].rel = Rel("conj");
}

/// "*Its biggest shareholder*, Lumen, has agreed": a noun between the sentence's start and the comma before the subject is the
/// subject, and the name says who that is.
pub(super) fn named_subject(tree: &mut Tree, name: usize, named: &[bool]) {
    let Some(verb) = tree.nodes[name].head.filter(|_| named[name] && tree.nodes[name].rel.0 == "nsubj")
    else {
        return;
    };
    let noun = |&at: &usize| {
        at < name
            && tree.nodes[at].upos == Upos::Noun
            && !named[at]
            && tree.nodes[at].rel.0.starts_with("obl")
            && tree.child(at, "case").is_none()
            && tree.child(at, "nmod:poss").is_some()
    };
    let Some(noun) = tree.children(verb).find(noun) else { return };
    let between = (noun + 1..name).filter(|&at| tree.nodes[at].lemma == ",");
    if between.count() != 1 || tree.nodes.get(noun + 1).is_none_or(|node| node.lemma != ",") {
        return;
    }
    tree.nodes[noun].rel = Rel("nsubj");
    tree.nodes[name].head = Some(noun);
    tree.nodes[name].rel = Rel("appos");
}

/// "was sold to Lumen *by Kestrel*": a name has no author; by whom something is done hangs on the passive.
pub(super) fn agent(tree: &mut Tree, name: usize, named: &[bool]) {
    let by = |at: usize| tree.nodes[at].rel.0 == "case" && tree.nodes[at].lemma == "by";
    let Some(host) = tree.nodes[name].head.filter(|&host| named[name] && host < name) else { return };
    // "was taken to court by Lumen"
    let noun = tree.nodes[name].rel.0 == "obl"
        && tree.nodes[host].upos == Upos::Noun
        && tree.child(host, "cop").is_none();
    let other = named[host] && tree.nodes[name].rel.0.starts_with("nmod");
    if !noun && !other || !tree.children(name).any(by) {
        return;
    }
    let mut above = tree.nodes[host].head;
    while let Some(at) = above.filter(|&at| tree.nodes[at].upos != Upos::Verb) {
        above = tree.nodes[at].head;
    }
    let Some(verb) = above.filter(|&verb| verb < host) else { return };
    let passive = tree.children(verb).any(|at| tree.nodes[at].rel.0 == "aux:pass")
        || tree.nodes[verb].xpos == "VBN" && tree.nodes[verb].rel.0.starts_with("acl");
    let has = tree.children(verb).any(|at| tree.nodes[at].rel.0 == "obl:agent");
    if passive && !has {
        tree.nodes[name].head = Some(verb);
        tree.nodes[name].rel = Rel("obl:agent");
    }
}

/// "to acquire *Lumen* after Kestrel failed": a name right behind an infinitive without an object is its object, and no
/// subject of a clause that has one of its own behind a word of time.
pub(super) fn bought_before(tree: &mut Tree, name: usize, named: &[bool], subordinators: &Words) {
    let Some(verb) = name.checked_sub(1).filter(|&verb| named[name] && tree.nodes[verb].xpos == "VB") else {
        return;
    };
    let free = tree.child(verb, "obj").is_none() && tree.child(verb, "mark").is_some();
    let clause = tree.nodes[name].head.filter(|&clause| {
        free && clause > name && tree.nodes[name].rel.0 == "nsubj" && tree.nodes[clause].upos == Upos::Verb
    });
    let Some(clause) = clause else { return };
    let opens = |at: usize| {
        tree.children(at)
            .find(|&case| tree.nodes[case].rel.0 == "case" && subordinators.contains(&tree.nodes[case].lemma))
    };
    let found = tree.children(name).find_map(|at| Some((at, opens(at)?)));
    let Some((subject, case)) = found.filter(|&(subject, _)| name < subject && subject < clause) else {
        return;
    };
    tree.nodes[name].head = Some(verb);
    tree.nodes[name].rel = Rel("obj");
    tree.nodes[subject].head = Some(clause);
    tree.nodes[subject].rel = Rel("nsubj");
    tree.nodes[case].head = Some(clause);
    tree.nodes[case].rel = Rel("mark");
}

/// "Citing *Lumen*, the paper wrote": a name between a participle and a comma is its object, if it has no other.
pub(super) fn opening_object(tree: &mut Tree, name: usize, named: &[bool]) {
    let outside = |&at: &usize| !named[at] && tree.nodes[at].upos != Upos::Det;
    let before = (0..name).rev().find(outside).filter(|_| named[name]);
    let Some(verb) = before.filter(|&verb| tree.nodes[verb].xpos == "VBG") else { return };
    let other = |head| tree.children(head).any(|at| at > name && tree.nodes[at].rel.0.starts_with("nsubj"));
    let loose = match tree.nodes[name].rel.0 {
        "vocative" | "discourse" | "dislocated" | "dep" => true,
        rel => rel.starts_with("nsubj") && tree.nodes[name].head.is_some_and(other),
    };
    let closed = tree.nodes.get(name + 1).is_some_and(|next| next.lemma == ",");
    let same = tree.nodes[name].head == tree.nodes[verb].head && tree.nodes[verb].rel.0 == "advcl";
    if loose && closed && same && tree.child(verb, "obj").is_none() {
        tree.nodes[name].head = Some(verb);
        tree.nodes[name].rel = Rel("obj");
    }
}

/// "acquired *Lumen*, while Kestrel sold": of two subjects with a conjunction of time between them the first is the object of the verb
/// right before it, if that has no other.
pub(super) fn object_before_mark(tree: &mut Tree, name: usize, named: &[bool]) {
    let clause = tree.nodes[name].head.filter(|&clause| {
        named[name]
            && clause > name
            && tree.nodes[name].rel.0 == "nsubj"
            && tree.nodes[clause].upos == Upos::Verb
    });
    let Some(clause) = clause else { return };
    let mark = tree.child(clause, "mark").filter(|&mark| name < mark);
    let other = |at: usize| mark.is_some_and(|mark| mark < at) && tree.nodes[at].rel.0.starts_with("nsubj");
    let first = (0..=name).rev().take_while(|&at| at == name || tree.is_below(at, name)).last();
    let verb = first.and_then(|first| first.checked_sub(1));
    let free = |verb: &usize| {
        let verb = *verb;
        tree.nodes[verb].upos == Upos::Verb && tree.child(verb, "obj").is_none() && !tree.is_below(verb, name)
    };
    let Some(verb) = verb.filter(free) else { return };
    if tree.children(clause).any(other) {
        tree.nodes[name].head = Some(verb);
        tree.nodes[name].rel = Rel("obj");
    }
}

/// "Lumen chief scientist *Jane Doe* said", "whose chairman *Jane Doe* owns it": a name between a title and the verb is the subject, and the title describes it.
pub(super) fn titled_subject(tree: &mut Tree, name: usize, named: &[bool]) {
    let node = &tree.nodes[name];
    let whose = |title: usize| tree.children(title).any(|at| tree.nodes[at].xpos == "WP$");
    let beside = |title: usize| node.rel.0 == "appos" && title + 1 == name && whose(title);
    let Some(title) = node.head.filter(|&title| {
        named[name] && title < name && (matches!(node.rel.0, "list" | "dep" | "flat") || beside(title))
    }) else {
        return;
    };
    let verb = tree.nodes[title].head.filter(|_| tree.nodes[title].rel.0.starts_with("nsubj"));
    let close = verb.is_some_and(|verb| {
        verb > name && (name + 1..verb).all(|at| matches!(tree.nodes[at].upos, Upos::Aux | Upos::Adv))
    });
    if close && tree.nodes[title].upos == Upos::Noun && tree.nodes[name - 1].upos != Upos::Punct {
        take_place(tree, name, title, "compound");
    }
}

/// "called *off* the deal": the particle belongs to the verb, and what follows is its object.
pub(super) fn particle(tree: &mut Tree, verb: usize, takes_particle: &Words) {
    let Some(word) = tree.nodes.get(verb + 1).filter(|_| tree.nodes[verb].upos == Upos::Verb) else { return };
    let phrasal = || takes_particle.contains(&format!("{} {}", tree.nodes[verb].lemma, word.lemma));
    let Some(noun) = word.head.filter(|&noun| noun > verb && word.rel.0 == "case" && phrasal()) else {
        return;
    };
    if tree.nodes[noun].head == Some(verb) && tree.nodes[noun].rel.0.starts_with("obl") {
        tree.nodes[noun].rel = Rel("obj");
        tree.nodes[verb + 1].head = Some(verb);
        tree.nodes[verb + 1].rel = Rel("compound:prt");
    }
}

/// A finite verb without a subject has the name right before it, if nothing else explains that name: "In May *Lumen*
/// sold", "*Lumen*, until now a lamp maker, sold".
pub(super) fn subject(tree: &mut Tree, verb: usize, named: &[bool]) {
    let node = &tree.nodes[verb];
    let heads_clause = matches!(node.rel.0, "root" | "ccomp" | "parataxis");
    let finite = matches!(node.xpos, "VBD" | "VBZ" | "VBP")
        || tree.children(verb).any(|at| matches!(tree.nodes[at].rel.0, "aux" | "cop") && at < verb);
    let has_subject = tree.children(verb).any(|at| tree.nodes[at].rel.0.contains("subj"));
    if !heads_clause || !finite || has_subject || node.upos != Upos::Verb {
        return;
    }
    let bare = |&at: &usize| {
        named[at]
            && matches!(
                tree.nodes[at].rel.0,
                "obl" | "obl:unmarked" | "vocative" | "dislocated" | "dep" | "discourse"
            )
            && (tree.nodes[at].head == Some(verb) || tree.nodes[at].rel.0 == "vocative")
            && !tree.children(at).any(|child| tree.nodes[child].rel.0 == "case")
    };
    // "Under the contract *Lumen* buys steel"
    let behind = |&at: &usize| {
        let Some(noun) = at.checked_sub(1).filter(|&noun| named[at] && tree.nodes[at].head == Some(noun))
        else {
            return false;
        };
        matches!(tree.nodes[at].rel.0, "appos" | "flat")
            && tree.nodes[noun].head == Some(verb)
            && tree.nodes[noun].rel.0 == "obl"
            && tree.child(noun, "case").is_some()
    };
    // "At closing *Lumen* will pay"
    let before = |&at: &usize| {
        let of = tree.nodes[at].head.filter(|_| named[at] && tree.nodes[at].rel.0 == "obj");
        let opens = of.is_some_and(|of| {
            tree.nodes[of].xpos == "VBG"
                && tree.nodes[of].rel.0 == "advcl"
                && of < at
                && tree.nodes[of].head == Some(verb)
        });
        opens
            && (at + 1..verb)
                .all(|between| matches!(tree.nodes[between].upos, Upos::Aux | Upos::Adv | Upos::Part))
    };
    let found = (0..verb).rfind(bare).or_else(|| (0..verb).rfind(behind)).or_else(|| (0..verb).rfind(before));
    let Some(name) = found else { return };
    if !tree.is_below(verb, name) {
        tree.nodes[name].head = Some(verb);
        tree.nodes[name].rel = Rel("nsubj");
    }
}

/// "Lumen sells *Kestrel* stake to Tessaly", "uses *Kestrel* batteries": the name right before what goes to somebody else, or what
/// nobody gets, says what it is.
pub(super) fn sold_to(tree: &mut Tree, name: usize, named: &[bool], grammar: &Grammar) {
    let Some(verb) = tree.nodes[name].head.filter(|_| named[name] && tree.nodes[name].rel.0 == "iobj") else {
        return;
    };
    let given = tree.child(verb, "obj").filter(|&given| given == name + 1);
    let to =
        |at: usize| tree.nodes[at].rel.0 == "obl" && tree.children(at).any(|case| is_case(tree, case, "to"));
    let other = tree.children(verb).any(to);
    let lemma = &tree.nodes[verb].lemma;
    let gives = [&grammar.takes_receiver, &grammar.takes_to, &grammar.report.verbs];
    let uses = given.is_some_and(|given| matches!(tree.nodes[given].xpos, "NNS" | "VBZ"))
        && !gives.iter().any(|verbs| verbs.contains(lemma));
    if let Some(given) = given.filter(|_| other || uses) {
        tree.nodes[name].head = Some(given);
        tree.nodes[name].rel = Rel("compound");
        if tree.nodes[given].upos == Upos::Verb {
            (tree.nodes[given].upos, tree.nodes[given].xpos) = (Upos::Noun, "NNS");
        }
    }
}

/// Of two objects the first is who gets the second: "owes *Lumen* a royalty".
pub(super) fn objects(tree: &mut Tree, verb: usize, takes_receiver: &Words) {
    if tree.nodes[verb].upos != Upos::Verb {
        return;
    }
    let found: Vec<usize> = tree.children(verb).filter(|&child| tree.nodes[child].rel.0 == "obj").collect();
    match found[..] {
        [first, second]
            if first > verb && second > first && takes_receiver.contains(&tree.nodes[verb].lemma) =>
        {
            tree.nodes[first].rel = Rel("iobj");
        }
        [only] if only > verb && takes_receiver.contains(&tree.nodes[verb].lemma) => {
            if let Some(given) = given(tree, only).or_else(|| measured(tree, verb, only)) {
                give(tree, verb, only, given);
            } else if let Some(receiver) =
                tree.child(only, "nsubj").filter(|_| tree.child(only, "cop").is_none())
            {
                // "pay *the firm* $200 million"
                tree.nodes[receiver].head = Some(verb);
                give(tree, verb, receiver, only);
            }
        }
        [] if takes_receiver.contains(&tree.nodes[verb].lemma) && described_gift(tree, verb) => {}
        [] => sole_receiver(tree, verb),
        _ => {}
    }
}

/// "pay *Lumen* tiered royalties": what looks like a past tense between who gets something and what that is describes the latter.
/// Whether there is such a word.
fn described_gift(tree: &mut Tree, verb: usize) -> bool {
    let clause = |&at: &usize| {
        at > verb
            && matches!(tree.nodes[at].rel.0, "advcl" | "ccomp" | "xcomp" | "conj" | "parataxis")
            && matches!(tree.nodes[at].xpos, "VBD" | "VBN")
    };
    let Some(word) = tree.children(verb).find(clause) else { return false };
    let given = tree.child(word, "obj").filter(|&given| given > word);
    let receiver = tree.child(word, "nsubj").filter(|&name| verb < name && name + 1 == word);
    let (Some(given), Some(receiver)) = (given, receiver) else { return false };
    let bare = (word + 1..given).all(|at| matches!(tree.nodes[at].upos, Upos::Adj | Upos::Noun));
    if !bare || (verb + 1..receiver).any(|at| tree.nodes[at].upos == Upos::Punct) {
        return false;
    }
    let rest: Vec<usize> = tree.children(word).filter(|&at| at != given && at != receiver).collect();
    for at in rest {
        tree.nodes[at].head = Some(if at > given { verb } else { given });
    }
    tree.nodes[receiver].head = Some(verb);
    give(tree, verb, receiver, given);
    tree.nodes[word].head = Some(given);
    (tree.nodes[word].rel, tree.nodes[word].upos, tree.nodes[word].xpos) = (Rel("amod"), Upos::Adj, "JJ");
    true
}

/// What is given, if the parser hung it on who gets it: "pay Lumen *a royalty*".
fn given(tree: &Tree, receiver: usize) -> Option<usize> {
    let comma = |at: usize| tree.nodes[receiver..at].iter().any(|node| node.lemma == ",");
    let beside = |at: usize| match tree.nodes[at].rel.0 {
        "appos" | "nmod:unmarked" | "dep" | "obj" => true,
        "conj" => tree.child(at, "cc").is_none(),
        _ => false,
    };
    tree.children(receiver).find(|&child| child > receiver && beside(child) && !comma(child))
}

/// "grants Lumen *1 gigawatt of power*": so much of something beside who gets it.
fn measured(tree: &Tree, verb: usize, receiver: usize) -> Option<usize> {
    let much = |&at: &usize| {
        at > receiver
            && matches!(tree.nodes[at].rel.0, "obl:unmarked" | "nmod:unmarked")
            && tree
                .child(at, "nmod")
                .is_some_and(|of| tree.children(of).any(|case| tree.nodes[case].lemma == "of"))
    };
    tree.children(verb).find(much)
}

fn give(tree: &mut Tree, verb: usize, receiver: usize, given: usize) {
    tree.nodes[receiver].rel = Rel("iobj");
    tree.nodes[given].head = Some(verb);
    tree.nodes[given].rel = Rel("obj");
}

/// "sell its *vegetables* business to Lumen": a bare noun right before what is given to somebody says of what kind that is.
pub(super) fn kind_of_gift(tree: &mut Tree, at: usize, named: &[bool]) {
    let Some(verb) = tree.nodes[at].head.filter(|_| tree.nodes[at].rel.0 == "iobj" && !named[at]) else {
        return;
    };
    let gift = at + 1;
    let given = tree.nodes.get(gift).is_some_and(|node| node.rel.0 == "obj" && node.head == Some(verb));
    let to = |child: usize| {
        let case = tree.child(child, "case");
        child > gift && case.is_some_and(|case| tree.nodes[case].lemma == "to")
    };
    if !given || tree.nodes[at].upos != Upos::Noun || !tree.children(verb).any(to) {
        return;
    }
    let own: Vec<usize> = tree.children(at).filter(|&child| child < at).collect();
    for child in own {
        tree.nodes[child].head = Some(gift);
    }
    tree.nodes[at].head = Some(gift);
    tree.nodes[at].rel = Rel("compound");
}

/// Who gets something where nothing else is an object: what hangs on it is given, or it is told a clause, or else it is the
/// object itself: "sued *Lumen*".
fn sole_receiver(tree: &mut Tree, verb: usize) {
    let Some(receiver) = tree.child(verb, "iobj").filter(|&receiver| receiver > verb) else { return };
    let clause = |child: usize| matches!(tree.nodes[child].rel.0, "ccomp" | "xcomp");
    if let Some(given) = given(tree, receiver) {
        give(tree, verb, receiver, given);
    } else if !tree.children(verb).any(clause) {
        tree.nodes[receiver].rel = Rel("obj");
    }
}
