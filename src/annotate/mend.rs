//! What the words of a sentence make certain about its tree, whatever the parser took it for.

use std::collections::BTreeSet;

use crate::model::{Node, Rel, Tree, Upos};
use crate::pack::lexicon::grammar::Grammar;

/// Puts right auxiliaries, participles, possessors, subjects, particles, who gets what, relative clauses that speak of several
/// nouns, and infinitives after the nouns that take one.
pub(super) fn mend(tree: &mut Tree, named: &[bool], grammar: &Grammar) {
    let takes_infinitive = &grammar.takes_infinitive;
    for at in 0..tree.nodes.len() {
        relative_verb(tree, at);
        list(tree, at);
        receiver(tree, at, named, &grammar.takes_receiver);
        perfect(tree, at);
        has(tree, at);
        party(tree, at);
        end_served(tree, at, named);
        together(tree, at, named, &grammar.time.units);
        part_owned(tree, at);
        bought_before(tree, at, named);
        participle(tree, at);
        interval(tree, at, &grammar.time.units);
        preposition(tree, at);
        phrase(tree, at, named);
        maker(tree, at, named);
        described_subject(tree, at, named);
        particle(tree, at, &grammar.takes_particle);
        complements(tree, at);
        objects(tree, at, &grammar.takes_receiver);
        handed(tree, at, named, &grammar.takes_to);
        titled(tree, at, &grammar.takes_title);
    }
    for at in 0..tree.nodes.len() {
        if grammar.report.verbs.contains(&tree.nodes[at].lemma) {
            speaker(tree, at, named);
            reported(tree, at);
        }
        agent(tree, at, named);
        subject(tree, at, named);
    }
    for at in 1..tree.nodes.len() {
        if tree.nodes[at].xpos == "TO" && takes_infinitive.contains(&tree.nodes[at - 1].lemma) {
            infinitive(tree, at);
        }
        share(tree, at);
        verb_noun(tree, at, &grammar.governor.planned);
        if tree.nodes[at].xpos == "POS" {
            possessor(tree, at);
        }
        if tree.nodes[at].rel.0 == "acl:relcl" {
            plural_clause(tree, at);
        }
    }
}

/// A bare noun right after "to" is a verb, if a verb of planning governs it and has an object behind it, or if the parser
/// took it for a clause: "agreed to *license* a drug".
fn verb_noun(tree: &mut Tree, at: usize, planned: &[String]) {
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

/// A preposition stands below the noun after it, not above: "chips *to* Lumen".
fn preposition(tree: &mut Tree, at: usize) {
    let node = &tree.nodes[at];
    if node.upos != Upos::Adp || !matches!(node.rel.0, "nmod" | "obl") {
        return;
    }
    let nominal = |&child: &usize| {
        child > at
            && matches!(tree.nodes[child].rel.0, "nmod" | "obj" | "obl")
            && matches!(tree.nodes[child].upos, Upos::Noun | Upos::Propn)
    };
    let Some(noun) = tree.children(at).find(nominal) else { return };
    let (head, rel) = (node.head, node.rel);
    let others: Vec<usize> = tree.children(at).filter(|&child| child != noun).collect();
    for other in others {
        tree.nodes[other].head = Some(noun);
    }
    tree.nodes[noun].head = head;
    tree.nodes[noun].rel = rel;
    tree.nodes[at].head = Some(noun);
    tree.nodes[at].rel = Rel("case");
}

/// A word with a preposition of its own is no part of the name or noun beside it: "bought *by Lumen* last year"; nor is a
/// name part of the time before it: "in May *Lumen* sold".
fn phrase(tree: &mut Tree, at: usize, named: &[bool]) {
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
fn maker(tree: &mut Tree, name: usize, named: &[bool]) {
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
        tree.nodes[name].head = tree.nodes[top].head;
        tree.nodes[name].rel = tree.nodes[top].rel;
        tree.nodes[top].head = Some(name);
        tree.nodes[top].rel = Rel("compound");
    }
}

/// A clause whose subject stands right behind a noun without an article is no clause about that noun: "Danish drugmaker
/// *Kestrel* has agreed to sell". The verb takes its place, and it describes the name.
fn described_subject(tree: &mut Tree, name: usize, named: &[bool]) {
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

/// "Lumen, which *supplies* lamps": after "which" at the start of a clause, a plural that no verb follows is the verb.
fn relative_verb(tree: &mut Tree, verb: usize) {
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

/// "Lumen's Glow *and* Kestrel's Beam": what "and" joins to a noun is no part of its name.
fn list(tree: &mut Tree, first: usize) {
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
    let (head, rel) = (tree.nodes[last].head, tree.nodes[last].rel);
    let own: Vec<usize> = tree.children(last).filter(|&at| at < first).collect();
    for at in own {
        tree.nodes[at].head = Some(first);
    }
    tree.nodes[first].head = head;
    tree.nodes[first].rel = rel;
    tree.nodes[last].head = Some(first);
    tree.nodes[last].rel = Rel("conj");
}

/// "awarded *Lumen* exclusive rights": a name right behind a verb of giving is no part of what is given.
fn receiver(tree: &mut Tree, name: usize, named: &[bool], takes_receiver: &BTreeSet<String>) {
    let Some(verb) = name.checked_sub(1).filter(|_| named[name]) else { return };
    let Some(given) = tree.nodes[name].head.filter(|&given| given > name + 1) else { return };
    let gives = tree.nodes[verb].upos == Upos::Verb && takes_receiver.contains(&tree.nodes[verb].lemma);
    let described = (name + 1..given).all(|at| tree.nodes[at].upos == Upos::Adj);
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

/// "will sell power *to Lumen*": who gets it is no part of what is handed over.
fn handed(tree: &mut Tree, name: usize, named: &[bool], takes_to: &BTreeSet<String>) {
    let to = |at: usize| tree.nodes[at].rel.0 == "case" && tree.nodes[at].lemma == "to";
    let Some(host) = tree.nodes[name].head.filter(|&host| named[name] && host < name && !named[host]) else {
        return;
    };
    if tree.nodes[name].rel.0 != "nmod" || !tree.children(name).any(to) {
        return;
    }
    let top = match tree.nodes[host].head.filter(|_| tree.nodes[host].rel.0 == "conj") {
        Some(first) if first < host => first,
        _ => host,
    };
    let Some(verb) = tree.nodes[top].head.filter(|_| tree.nodes[top].rel.0 == "obj") else { return };
    if verb < top && takes_to.contains(&tree.nodes[verb].lemma) {
        tree.nodes[name].head = Some(verb);
        tree.nodes[name].rel = Rel("obl");
    }
}

/// "Lumen was named *the sponsor* of the club": a passive of these has no object but what its subject becomes.
fn titled(tree: &mut Tree, verb: usize, takes_title: &BTreeSet<String>) {
    if !takes_title.contains(&tree.nodes[verb].lemma) || tree.child(verb, "nsubj:pass").is_none() {
        return;
    }
    let title = tree.child(verb, "obj").filter(|&at| at > verb && tree.nodes[at].upos == Upos::Noun);
    if let Some(title) = title {
        tree.nodes[title].rel = Rel("xcomp");
    }
}

/// "Lumen *had* earlier bid": before a participle it is an auxiliary.
fn perfect(tree: &mut Tree, had: usize) {
    if tree.nodes[had].lemma != "have" || tree.nodes[had].rel.0.starts_with("aux") {
        return;
    }
    let Some(verb) = (had + 1..tree.nodes.len()).find(|&at| tree.nodes[at].upos != Upos::Adv) else { return };
    let below = tree.nodes[verb].head == Some(had)
        && matches!(tree.nodes[verb].rel.0, "xcomp" | "ccomp" | "obj" | "advcl");
    if !below || tree.nodes[verb].xpos != "VBN" || tree.nodes[verb].upos != Upos::Verb {
        return;
    }
    let (head, rel) = (tree.nodes[had].head, tree.nodes[had].rel);
    tree.nodes[verb].head = head;
    tree.nodes[verb].rel = rel;
    let others: Vec<usize> = tree.children(had).collect();
    for other in others {
        tree.nodes[other].head = Some(verb);
    }
    tree.nodes[had].head = Some(verb);
    tree.nodes[had].rel = Rel("aux");
}

/// "it*'s* finalized an order": with an object behind the verb and nobody by whom it is done, "'s" is "has".
fn has(tree: &mut Tree, verb: usize) {
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
        tree.nodes[auxiliary].lemma = "have".to_owned();
        tree.nodes[subject].rel = Rel("nsubj");
    }
}

/// "owns *40% of Lumen*": a share of something right after a verb is its object, no measure of it or of another verb.
fn share(tree: &mut Tree, sign: usize) {
    let node = &tree.nodes[sign];
    if node.lemma != "%" || !matches!(node.rel.0, "obl:unmarked" | "xcomp" | "nmod:unmarked") {
        return;
    }
    let first = (0..sign).rev().take_while(|&at| tree.is_below(at, sign)).last().unwrap_or(sign);
    let Some(verb) = first.checked_sub(1).filter(|&at| tree.nodes[at].upos == Upos::Verb) else { return };
    let of = |at: usize| tree.children(at).any(|case| tree.nodes[case].lemma == "of");
    let whole = tree.children(sign).any(|at| tree.nodes[at].rel.0 == "nmod" && of(at));
    let passive = tree.child(verb, "nsubj:pass").or_else(|| tree.child(verb, "aux:pass")).is_some();
    if whole && !passive && tree.child(verb, "obj").is_none() {
        tree.nodes[sign].head = Some(verb);
        tree.nodes[sign].rel = Rel("obj");
    }
}

/// "to acquire *Lumen* after Kestrel failed": a name right behind an infinitive without an object is its object, and no
/// subject of a clause that has one of its own behind a word of time.
fn bought_before(tree: &mut Tree, name: usize, named: &[bool]) {
    let Some(verb) = name.checked_sub(1).filter(|&verb| named[name] && tree.nodes[verb].xpos == "VB") else {
        return;
    };
    let free = tree.child(verb, "obj").is_none() && tree.child(verb, "mark").is_some();
    let clause = tree.nodes[name].head.filter(|&clause| {
        free && clause > name && tree.nodes[name].rel.0 == "nsubj" && tree.nodes[clause].upos == Upos::Verb
    });
    let Some(clause) = clause else { return };
    let opens = |at: usize| {
        tree.children(at).find(|&case| {
            tree.nodes[case].rel.0 == "case"
                && matches!(
                    &*tree.nodes[case].lemma,
                    "after" | "as" | "because" | "before" | "once" | "since" | "until" | "when" | "while"
                )
        })
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

/// "is *majority owned* by Lumen": how much is owned only qualifies the participle.
fn part_owned(tree: &mut Tree, part: usize) {
    let owned = part + 1;
    let much = matches!(&*tree.nodes[part].lemma, "majority" | "minority");
    let copula = tree.child(part, "cop").filter(|&at| much && at < part);
    let Some(copula) = copula
        .filter(|_| tree.nodes.get(owned).is_some_and(|node| node.xpos == "VBN" && node.head == Some(part)))
    else {
        return;
    };
    let (head, rel) = (tree.nodes[part].head, tree.nodes[part].rel);
    let others: Vec<usize> = tree.children(part).filter(|&at| at != owned).collect();
    for at in others {
        tree.nodes[at].head = Some(owned);
        if tree.nodes[at].rel.0 == "nsubj" {
            tree.nodes[at].rel = Rel("nsubj:pass");
        }
    }
    tree.nodes[copula].rel = Rel("aux:pass");
    tree.nodes[owned].head = head;
    tree.nodes[owned].rel = rel;
    tree.nodes[part].head = Some(owned);
    tree.nodes[part].rel = Rel("advmod");
}

/// "sell its *towers division* Kestrel": two nouns side by side behind a verb are one phrase.
fn together(tree: &mut Tree, last: usize, named: &[bool], units: &[String]) {
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

/// "a contract with Lumen *to stream* games": what stands between "to" and a noun behind a name is a verb, not a part of the noun.
fn end_served(tree: &mut Tree, to: usize, named: &[bool]) {
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

/// "an agreement *with Lumen* to buy ore": the buying hangs on the agreement, and so does with whom it is.
fn party(tree: &mut Tree, with: usize) {
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

/// "pay *tiered* royalties": a participle right before its object, with nothing of its own, only describes it.
fn participle(tree: &mut Tree, at: usize) {
    let node = &tree.nodes[at];
    let Some(head) = node.head.filter(|&head| head < at && tree.nodes[head].upos == Upos::Verb) else {
        return;
    };
    if node.xpos != "VBN" || !matches!(node.rel.0, "xcomp" | "advcl") {
        return;
    }
    let children: Vec<usize> =
        tree.children(at).filter(|&child| tree.nodes[child].upos != Upos::Punct).collect();
    let [noun] = children[..] else { return };
    let before = |at: usize| matches!(tree.nodes[at].upos, Upos::Adj | Upos::Noun | Upos::Num | Upos::Punct);
    let close = tree.nodes[noun].rel.0 == "obj" && noun > at && (at + 1..noun).all(before);
    let article = tree.children(noun).any(|child| tree.nodes[child].rel.0 == "det");
    if close && !article && tree.nodes[at - 1].lemma != "," {
        tree.nodes[noun].head = Some(head);
        tree.nodes[at].head = Some(noun);
        tree.nodes[at].rel = Rel("amod");
    }
}

/// "announced a partnership *months earlier*": a time before or after is no part of the noun before it.
fn interval(tree: &mut Tree, unit: usize, units: &[String]) {
    let far = |at: usize| {
        tree.nodes.get(at).is_some_and(|node| matches!(&*node.lemma, "earlier" | "later" | "ago"))
    };
    if !units.contains(&tree.nodes[unit].lemma.to_lowercase()) || !far(unit + 1) {
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

/// "“…,” wrote *Jane Doe*": after words quoted who speaks stands behind the verb.
fn speaker(tree: &mut Tree, verb: usize, named: &[bool]) {
    let name = verb + 1;
    let spoken = verb > 0
        && tree.nodes[verb].upos == Upos::Verb
        && tree.nodes[verb - 1].upos == Upos::Punct
        && named.get(name) == Some(&true)
        && tree.nodes[name].head == Some(verb)
        && tree.nodes[name].rel.0 == "obj";
    if !spoken {
        return;
    }
    let others: Vec<usize> =
        tree.children(verb).filter(|&at| at < verb && tree.nodes[at].rel.0.contains("subj")).collect();
    for other in others {
        tree.nodes[other].rel = Rel("dep");
    }
    tree.nodes[name].rel = Rel("nsubj");
}

/// "The plant will open, Lumen *said*": a clause that nothing joins to the verb of saying after it is what is said.
fn reported(tree: &mut Tree, verb: usize) {
    let said = |&clause: &usize| {
        let joined = |at: usize| matches!(tree.nodes[at].rel.0, "mark" | "case" | "advmod") && at < clause;
        let finite = matches!(tree.nodes[clause].xpos, "VBD" | "VBZ" | "VBP")
            || tree.children(clause).any(|at| matches!(tree.nodes[at].xpos, "MD" | "VBD" | "VBZ" | "VBP"));
        clause < verb
            && tree.nodes[clause].rel.0 == "advcl"
            && finite
            && tree.children(clause).any(|at| tree.nodes[at].rel.0.starts_with("nsubj"))
            && !tree.children(clause).any(joined)
    };
    let has = tree.children(verb).any(|at| tree.nodes[at].rel.0 == "ccomp");
    let found = tree.children(verb).find(said).filter(|_| !has);
    if let Some(clause) = found {
        tree.nodes[clause].rel = Rel("ccomp");
    }
}

/// "was sold to Lumen *by Kestrel*": a name has no author; by whom something is done hangs on the passive.
fn agent(tree: &mut Tree, name: usize, named: &[bool]) {
    let by = |at: usize| tree.nodes[at].rel.0 == "case" && tree.nodes[at].lemma == "by";
    let Some(host) = tree.nodes[name].head.filter(|&host| named[name] && named[host] && host < name) else {
        return;
    };
    if !tree.nodes[name].rel.0.starts_with("nmod") || !tree.children(name).any(by) {
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

/// "called *off* the deal": the particle belongs to the verb, and what follows is its object.
fn particle(tree: &mut Tree, verb: usize, takes_particle: &BTreeSet<String>) {
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
fn subject(tree: &mut Tree, verb: usize, named: &[bool]) {
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
            && matches!(tree.nodes[at].rel.0, "obl" | "vocative" | "dislocated" | "dep" | "discourse")
            && (tree.nodes[at].head == Some(verb) || tree.nodes[at].rel.0 == "vocative")
            && !tree.children(at).any(|child| tree.nodes[child].rel.0 == "case")
    };
    // "Under the contract *Lumen* buys steel"
    let behind = |&at: &usize| {
        let Some(noun) = at.checked_sub(1).filter(|&noun| named[at] && tree.nodes[at].head == Some(noun))
        else {
            return false;
        };
        tree.nodes[at].rel.0 == "appos"
            && tree.nodes[noun].head == Some(verb)
            && tree.nodes[noun].rel.0 == "obl"
            && tree.child(noun, "case").is_some()
    };
    let Some(name) = (0..verb).rfind(bare).or_else(|| (0..verb).rfind(behind)) else { return };
    if !tree.is_below(verb, name) {
        tree.nodes[name].head = Some(verb);
        tree.nodes[name].rel = Rel("nsubj");
    }
}

/// Of two clauses that complete one verb, joined by "and", the second hangs on the first.
fn complements(tree: &mut Tree, verb: usize) {
    let found: Vec<usize> = tree.children(verb).filter(|&child| tree.nodes[child].rel.0 == "ccomp").collect();
    for pair in found.windows(2) {
        if tree.children(pair[1]).any(|child| tree.nodes[child].rel.0 == "cc") {
            tree.nodes[pair[1]].head = Some(pair[0]);
            tree.nodes[pair[1]].rel = Rel("conj");
        }
    }
}

/// Of two objects the first is who gets the second: "owes *Lumen* a royalty".
fn objects(tree: &mut Tree, verb: usize, takes_receiver: &BTreeSet<String>) {
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
            if let Some(given) = given(tree, only) {
                give(tree, verb, only, given);
            }
        }
        [] => sole_receiver(tree, verb),
        _ => {}
    }
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

fn give(tree: &mut Tree, verb: usize, receiver: usize, given: usize) {
    tree.nodes[receiver].rel = Rel("iobj");
    tree.nodes[given].head = Some(verb);
    tree.nodes[given].rel = Rel("obj");
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

/// What stands before "'s" belongs to the noun after it: "Lumen's lamps".
fn possessor(tree: &mut Tree, mark: usize) {
    let owner = mark - 1;
    let inside = |&at: &usize| {
        let node = &tree.nodes[at];
        matches!(node.upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num) || node.xpos == "VBN"
    };
    let phrase: Vec<usize> = (mark + 1..tree.nodes.len()).take_while(inside).collect();
    let is_noun = |&at: &usize| matches!(tree.nodes[at].upos, Upos::Noun | Upos::Propn);
    let nominal = |at: usize| matches!(tree.nodes[at].upos, Upos::Noun | Upos::Propn | Upos::Num);
    if tree.nodes[owner].rel.0 == "nmod:poss" && tree.nodes[owner].head.is_none_or(nominal) {
        return;
    }
    let Some(owned) = phrase.into_iter().rfind(is_noun) else { return };
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
}

/// "gave Lumen the right to sell lamps": the selling hangs on the right.
fn infinitive(tree: &mut Tree, to: usize) {
    let noun = to - 1;
    let Some(verb) = tree.nodes[to].head.filter(|&verb| tree.nodes[verb].xpos == "VB") else { return };
    if tree.nodes[noun].upos == Upos::Noun
        && matches!(tree.nodes[verb].rel.0, "advcl" | "xcomp")
        && tree.nodes[verb].head == tree.nodes[noun].head
    {
        tree.nodes[verb].head = Some(noun);
        tree.nodes[verb].rel = Rel("acl");
    }
}

/// "Lumen and Kestrel, which own a mine", "which together owned a mine": a plural verb speaks of both, and so does "together".
fn plural_clause(tree: &mut Tree, verb: usize) {
    let Some(host) = tree.nodes[verb].head.filter(|&host| tree.nodes[host].rel.0 == "conj") else { return };
    let plural = std::iter::once(verb)
        .chain(tree.children(verb).filter(|&child| tree.nodes[child].rel.0.starts_with("aux")))
        .any(|at| tree.nodes[at].xpos == "VBP");
    let together = tree
        .children(verb)
        .any(|child| matches!(&*tree.nodes[child].lemma, "together" | "jointly" | "both" | "collectively"));
    if plural || together {
        tree.nodes[verb].head = tree.nodes[host].head;
    }
}
