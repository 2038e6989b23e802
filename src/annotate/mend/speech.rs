//! Who says what: what is said completes the verb of saying, and who says it is its subject.

use super::take_place;
use crate::model::{Rel, Tree, Upos};
use crate::pack::lexicon::Words;

/// "pushed back, reminding everyone *that Lumen pays*": what is said hangs on the nearest verb of saying.
pub(super) fn nearest(tree: &mut Tree, clause: usize, says: &Words) {
    let Some(verb) = tree.nodes[clause].head.filter(|_| tree.nodes[clause].rel.0 == "ccomp") else { return };
    let saying = |&at: &usize| {
        let free = tree.child(at, "ccomp").is_none() && tree.nodes[at].xpos == "VBG";
        verb < at
            && at < clause
            && tree.nodes[at].rel.0 == "advcl"
            && free
            && says.contains(&tree.nodes[at].lemma)
    };
    if let Some(saying) = tree.children(verb).filter(saying).last() {
        tree.nodes[clause].head = Some(saying);
    }
}

/// "“…,” wrote *Jane Doe*": after words quoted who speaks stands behind the verb.
pub(super) fn speaker(tree: &mut Tree, verb: usize, named: &[bool]) {
    let name = verb + 1;
    let spoken = verb > 0
        && tree.nodes[verb].upos == Upos::Verb
        && tree.nodes[verb - 1].upos == Upos::Punct
        && named.get(name) == Some(&true)
        && tree.nodes[name].head == Some(verb)
        && tree.nodes[name].rel.0 == "obj";
    if !spoken {
        return beside(tree, verb, named).unwrap_or_else(|| titled(tree, verb, named));
    }
    let others: Vec<usize> =
        tree.children(verb).filter(|&at| at < verb && tree.nodes[at].rel.0.contains("subj")).collect();
    for other in others {
        tree.nodes[other].rel = Rel("dep");
    }
    tree.nodes[name].rel = Rel("nsubj");
}

/// "“…,” said *Jane Doe*, head of lamps", "For Lumen, said *Jane Doe*, its head of lamps, the mill is a gain": the name right behind,
/// with nothing but a mark after it, is who speaks, and what follows describes her.
fn beside(tree: &mut Tree, verb: usize, named: &[bool]) -> Option<()> {
    let name = verb + 1;
    let alone = tree.nodes.get(name + 1).is_none_or(|next| next.upos == Upos::Punct);
    let behind = named.get(name) == Some(&true) && alone;
    let mark = &tree.nodes[verb.checked_sub(1).filter(|_| behind)?];
    // What has another subject behind the name is not what she does.
    let other = |clause: usize| {
        clause > name
            && tree.children(clause).any(|at| at > name && tree.nodes[at].rel.0.starts_with("nsubj"))
    };
    let inserted = || mark.upos == Upos::Punct && tree.nodes[name].head.is_some_and(other);
    let spoken = is_quote(&mark.lemma) || inserted();
    if !spoken || tree.nodes[name].head == Some(verb) && tree.nodes[name].rel.0 == "nsubj" {
        return None;
    }
    if let Some(noun) = tree.nodes[name].head.filter(|&noun| noun > name && !other(noun)) {
        // "“…,” said *Jane Doe*, head of lamps, said in a statement": she is the subject of another verb, on which this one hangs.
        if tree.is_below(verb, noun) {
            return None;
        }
        tree.nodes[noun].head = Some(name);
        tree.nodes[noun].rel = Rel("appos");
    }
    tree.nodes[name].head = Some(verb);
    tree.nodes[name].rel = Rel("nsubj");
    Some(())
}

/// "“…,” stated Lumen's director *Jane Doe*": so is a name behind what it is introduced by, up to the next mark.
fn titled(tree: &mut Tree, verb: usize, named: &[bool]) {
    let behind = verb > 0 && is_quote(&tree.nodes[verb - 1].lemma) && tree.child(verb, "nsubj").is_none();
    let mark = (verb + 1..tree.nodes.len())
        .find(|&at| tree.nodes[at].upos == Upos::Punct && tree.nodes[at].lemma != "-");
    let last = mark.unwrap_or(tree.nodes.len()) - 1;
    if !behind || last <= verb || !named[last] {
        return;
    }
    if torn_off(tree, verb, last) {
        return;
    }
    let top = (verb + 1..=last).find(|&at| tree.nodes[at].head == Some(verb));
    let Some(top) =
        top.filter(|&top| matches!(tree.nodes[top].rel.0, "obj" | "obl" | "obl:unmarked" | "xcomp" | "iobj"))
    else {
        return;
    };
    if tree.child(top, "case").is_none() && (verb + 1..=last).all(|at| tree.is_below(at, top)) {
        tree.nodes[top].rel = Rel("nsubj");
    }
}

/// "“…,” said chief executive *Jane Doe*, adding that sums would be paid": whether the name that ends at `last` had been taken for the
/// subject of what is added, which now hangs on the verb of adding.
fn torn_off(tree: &mut Tree, verb: usize, last: usize) -> bool {
    let outside = |&at: &usize| tree.nodes[at].head.is_some_and(|head| head > last);
    let Some(top) = (verb + 1..=last).find(outside) else { return false };
    let inside = (verb + 1..=last).all(|at| tree.is_below(at, top));
    let clause = tree.nodes[top].head.filter(|_| inside && tree.nodes[top].rel.0.starts_with("nsubj"));
    let adding = last + 2;
    let Some(clause) = clause.filter(|&clause| adding < clause && tree.nodes[adding].xpos == "VBG") else {
        return false;
    };
    tree.nodes[top].head = Some(verb);
    tree.nodes[top].rel = Rel("nsubj");
    tree.nodes[adding].head = Some(verb);
    tree.nodes[adding].rel = Rel("advcl");
    tree.nodes[clause].head = Some(adding);
    tree.nodes[clause].rel = Rel("ccomp");
    true
}

/// "confirmed *they* were in talks": a pronoun that only a subject can be is that of what follows the verb of saying.
pub(super) fn nominative(tree: &mut Tree, verb: usize) {
    let pronoun = verb + 1;
    let subject = |lemma: &str| matches!(lemma, "they" | "he" | "she" | "we" | "i");
    let taken = tree.nodes.get(pronoun).is_some_and(|node| {
        node.xpos == "PRP" && subject(&node.lemma) && node.head == Some(verb) && node.rel.0 == "obj"
    });
    let finite = |at: usize| matches!(tree.nodes[at].xpos, "VBD" | "VBP" | "VBZ" | "MD");
    if !taken || pronoun + 1 >= tree.nodes.len() || !finite(pronoun + 1) {
        return;
    }
    let clause = tree.children(verb).find(|&at| {
        let first = tree.children(at).any(|child| child == pronoun + 1) || at == pronoun + 1;
        at > pronoun
            && first
            && matches!(
                tree.nodes[at].rel.0,
                "obl" | "obj" | "xcomp" | "advcl" | "ccomp" | "conj" | "parataxis"
            )
    });
    let Some(clause) = clause else { return };
    tree.nodes[pronoun].head = Some(clause);
    tree.nodes[pronoun].rel = Rel("nsubj");
    tree.nodes[clause].rel = Rel("ccomp");
}

/// "Lumen will sell the mill, *said* the company.", "*says* the head of its lamp unit, Jane Doe.": what stands at the end, right behind
/// a verb of saying that is set off and has no subject, is who says so.
pub(super) fn speaker_at_end(tree: &mut Tree, verb: usize, named: &[bool]) {
    let spoken = verb > 0
        && matches!(tree.nodes[verb].xpos, "VBD" | "VBZ")
        && tree.nodes[verb - 1].upos == Upos::Punct
        && tree.child(verb, "aux").is_none();
    let Some(noun) = tree.child(verb, "obj").filter(|&noun| spoken && noun > verb) else { return };
    let known = tree.nodes[verb + 1].lemma == "the" && tree.nodes[verb + 1].head == Some(noun);
    let close = (verb + 1..=noun).all(|at| tree.is_below(at, noun));
    let mark = |at: usize| tree.nodes[at].upos == Upos::Punct;
    let last = (noun + 1..tree.nodes.len()).all(mark);
    let explained = || {
        let name = tree.child(noun, "appos").filter(|&name| named[name] && mark(tree.nodes.len() - 1));
        name == tree.nodes.len().checked_sub(2)
    };
    if !(known && close && (last || explained())) {
        return;
    }
    let others: Vec<usize> =
        tree.children(verb).filter(|&at| at < verb && tree.nodes[at].rel.0.starts_with("nsubj")).collect();
    for other in others {
        tree.nodes[other].rel = Rel("dep");
    }
    tree.nodes[noun].rel = Rel("nsubj");
}

/// "Lumen will buy Kestrel, the lamp maker *announced* on Monday": with a noun right before it that a comma sets off, and nothing behind it
/// but when or where, a verb of saying at the end says the rest.
pub(super) fn told_at_end(tree: &mut Tree, verb: usize) {
    let node = &tree.nodes[verb];
    let noun = verb.checked_sub(1).filter(|&noun| {
        node.xpos == "VBN"
            && node.rel.0 == "acl"
            && node.head == Some(noun)
            && tree.nodes[noun].upos == Upos::Noun
    });
    let Some(noun) = noun else { return };
    let mark = |at: usize| tree.nodes[at].upos == Upos::Punct;
    let first =
        (0..=noun).rev().take_while(|&at| tree.is_below(at, noun) && !mark(at)).last().unwrap_or(noun);
    let comma = first.checked_sub(1).filter(|&comma| tree.nodes[comma].lemma == ",");
    let last = (verb + 1..tree.nodes.len()).all(|at| mark(at) || tree.is_below(at, verb));
    let plain = tree.children(verb).all(|at| mark(at) || tree.nodes[at].rel.0.starts_with("obl"));
    let said = comma.and_then(|comma| tree.ancestors(comma).last()).filter(|_| last && plain);
    let Some(said) = said.filter(|&said| said < first && tree.nodes[first].xpos == "DT") else { return };
    if tree.child(said, "nsubj").is_some() {
        tree.nodes[verb].head = None;
        tree.nodes[verb].rel = Rel("root");
        tree.nodes[verb].xpos = "VBD";
        tree.nodes[noun].head = Some(verb);
        tree.nodes[noun].rel = Rel("nsubj");
        tree.nodes[said].head = Some(verb);
        tree.nodes[said].rel = Rel("ccomp");
    }
}

/// "The deal makes sense, Lumen's chief *told* analysts": what a verb of saying with a subject of its own seems to complete from behind a
/// comma is what is said.
pub(super) fn told_behind(tree: &mut Tree, verb: usize) {
    let node = &tree.nodes[verb];
    let whole = |said: &usize| *said < verb && tree.child(*said, "nsubj").is_some_and(|at| at < *said);
    let said = node.head.filter(|said| node.rel.0 == "ccomp" && node.xpos == "VBD" && whole(said));
    let subject = tree.child(verb, "nsubj").filter(|&subject| subject < verb);
    let (Some(said), Some(subject)) = (said, subject) else { return };
    let first = (0..=subject).rev().take_while(|&at| tree.is_below(at, subject)).last().unwrap_or(subject);
    let comma = first.checked_sub(1).is_some_and(|comma| tree.nodes[comma].lemma == ",");
    let root = tree.nodes[said].head.is_none() && tree.child(verb, "mark").is_none();
    if comma && root && tree.child(verb, "ccomp").is_none() {
        super::take_place(tree, verb, said, "ccomp");
    }
}

/// "Lumen will buy Kestrel, *paying* $5 a share, the two said": what stands before who says so belongs to what is said.
pub(super) fn said_besides(tree: &mut Tree, verb: usize) {
    let Some(speaker) = tree.child(verb, "nsubj") else { return };
    let said = match tree.nodes[verb].rel.0 {
        "parataxis" => tree.nodes[verb].head,
        _ => tree.child(verb, "ccomp"),
    };
    let Some(said) = said.filter(|&said| tree.nodes[said].upos == Upos::Verb) else { return };
    let besides = |&at: &usize| {
        let node = &tree.nodes[at];
        node.xpos == "VBG" && node.rel.0 == "advcl" && (said + 1..speaker).contains(&at) && at < verb
    };
    let found = tree.children(verb).find(besides);
    if let Some(at) = found {
        tree.nodes[at].head = Some(said);
    }
}

/// "Commenting on the deal *Jane Doe* said": the name right before a verb of saying without a subject is who says it, even if nothing
/// parts it from the clause that opens the sentence.
pub(super) fn behind_opening(tree: &mut Tree, verb: usize, named: &[bool]) {
    let Some(name) = verb.checked_sub(1).filter(|&name| named[name] && tree.nodes[name].rel.0 == "appos")
    else {
        return;
    };
    let opening =
        |clause: usize| tree.nodes[clause].rel.0 == "advcl" && tree.nodes[clause].head == Some(verb);
    let silent = !tree.children(verb).any(|at| tree.nodes[at].rel.0.starts_with("nsubj"));
    if silent && tree.ancestors(name).any(opening) {
        tree.nodes[name].head = Some(verb);
        tree.nodes[name].rel = Rel("nsubj");
    }
}

/// "Commenting on the deal, *Jane Doe*, Lumen's head of lamps said": between commas behind what opens the sentence stands who speaks, and
/// the title before the verb is hers, though no comma closes it.
pub(super) fn titled_speaker(tree: &mut Tree, verb: usize, named: &[bool]) {
    let title = tree.child(verb, "nsubj").filter(|&title| title < verb && !named[title]);
    let Some(title) = title else { return };
    let first = (0..title).rev().take_while(|&at| tree.is_below(at, title)).last().unwrap_or(title);
    let Some(name) = first.checked_sub(2).filter(|&name| named[name] && tree.nodes[name + 1].lemma == ",")
    else {
        return;
    };
    let node = &tree.nodes[name];
    if node.head != Some(verb) || !matches!(node.rel.0, "obl" | "vocative" | "dislocated") {
        return;
    }
    tree.nodes[name].rel = Rel("nsubj");
    tree.nodes[title].head = Some(name);
    tree.nodes[title].rel = Rel("appos");
    let opening: Vec<usize> =
        tree.children(name).filter(|&at| at < name && tree.nodes[at].xpos == "VBG").collect();
    for at in opening {
        tree.nodes[at].head = Some(verb);
        tree.nodes[at].rel = Rel("advcl");
    }
}

/// "The two companies *announced* on Monday that …": where a sentence has no other verb, what looks like a participle behind its noun
/// and tells a clause is the verb.
pub(super) fn announced(tree: &mut Tree, verb: usize) {
    let node = &tree.nodes[verb];
    let behind = |&noun: &usize| node.xpos == "VBN" && node.rel.0 == "acl" && noun + 1 == verb;
    let Some(noun) = node.head.filter(behind) else { return };
    let told = tree.child(verb, "ccomp").is_some_and(|clause| tree.child(clause, "nsubj").is_some());
    if !told || tree.nodes[noun].rel.0 != "root" || tree.child(noun, "cop").is_some() {
        return;
    }
    for at in tree.children(noun).filter(|&at| at > verb).collect::<Vec<_>>() {
        tree.nodes[at].head = Some(verb);
    }
    take_place(tree, verb, noun, "nsubj");
    tree.nodes[verb].xpos = "VBD";
}

/// "“…,” a Lumen *spokesperson* confirmed": behind words quoted, what the parser took for a participle is the verb of who speaks.
pub(super) fn spokesperson(tree: &mut Tree, verb: usize) {
    let node = &tree.nodes[verb];
    let Some(noun) = node.head.filter(|&noun| node.rel.0 == "acl" && noun < verb) else { return };
    let close = (noun + 1..verb).all(|at| tree.nodes[at].upos == Upos::Adv);
    let behind = before_phrase(tree, noun).is_some_and(|mark| is_quote(&tree.nodes[mark].lemma));
    let Some(beside) = tree.nodes[noun].head.filter(|_| close && behind) else { return };
    let whole = |&at: &usize| matches!(tree.nodes[at].rel.0, "root" | "ccomp" | "parataxis" | "conj");
    let Some(clause) = std::iter::once(beside).chain(tree.ancestors(beside)).find(whole) else { return };
    take_place(tree, verb, clause, "ccomp");
    tree.nodes[noun].head = Some(verb);
    tree.nodes[noun].rel = Rel("nsubj");
}

/// "“…,” Lumen's head of lamps, *Jane Doe*, said": the name that explains who speaks is right before the verb.
pub(super) fn explained(tree: &mut Tree, verb: usize, named: &[bool]) {
    let Some(name) = verb.checked_sub(2).filter(|&name| named[name] && tree.nodes[verb - 1].lemma == ",")
    else {
        return;
    };
    let silent = !tree.children(verb).any(|at| tree.nodes[at].rel.0.starts_with("nsubj"));
    let noun = tree.nodes[name].head.filter(|&noun| noun < name && tree.nodes[noun].upos == Upos::Noun);
    let Some(noun) = noun.filter(|_| silent && tree.nodes[name].rel.0 == "appos") else { return };
    tree.nodes[name].head = Some(verb);
    tree.nodes[name].rel = Rel("nsubj");
    tree.nodes[noun].head = Some(name);
    tree.nodes[noun].rel = Rel("appos");
}

/// "said *yes* to the offer": an answer belongs to who gives it, not to what is answered.
pub(super) fn answer(tree: &mut Tree, verb: usize) {
    let Some(answer) = tree.nodes.get_mut(verb + 1) else { return };
    if answer.upos == Upos::Intj && answer.head.is_some_and(|head| head > verb + 1) {
        answer.head = Some(verb);
    }
}

/// "The plant will open, Lumen *said*": a clause that nothing joins to the verb of saying after it is what is said.
pub(super) fn reported(tree: &mut Tree, verb: usize) {
    let said = |&clause: &usize| {
        // "Lumen was *in talks*": that preposition joins no clause.
        let predicate = tree.child(clause, "cop").is_some();
        let joined = |at: usize| {
            let rel = tree.nodes[at].rel.0;
            at < clause && (matches!(rel, "mark" | "advmod") || rel == "case" && !predicate)
        };
        let finite = matches!(tree.nodes[clause].xpos, "VBD" | "VBZ" | "VBP")
            || tree.children(clause).any(|at| matches!(tree.nodes[at].xpos, "MD" | "VBD" | "VBZ" | "VBP"));
        clause < verb
            && matches!(tree.nodes[clause].rel.0, "advcl" | "obl")
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

/// "said on a call *that it needs to be faster*": a clause with a subject and all that its verb takes tells what is said, and nothing of
/// the noun before it.
pub(super) fn behind_phrase(tree: &mut Tree, verb: usize) {
    if tree.child(verb, "ccomp").is_some() {
        return;
    }
    let Some(phrase) = tree.child(verb, "obl").filter(|&phrase| phrase > verb) else { return };
    let whole = |clause: usize| {
        let takes = |at: usize| {
            tree.nodes[at].rel.0 == "xcomp" && ["cop", "obj"].iter().any(|rel| tree.child(at, rel).is_some())
        };
        tree.child(clause, "nsubj").is_some() && tree.children(clause).any(takes)
    };
    let Some(clause) = tree.child(phrase, "acl:relcl").filter(|&clause| whole(clause)) else { return };
    let that =
        tree.children(clause).find(|&at| tree.nodes[at].lemma == "that" && tree.nodes[at].rel.0 == "obj");
    if let Some(that) = that {
        tree.nodes[clause].head = Some(verb);
        tree.nodes[clause].rel = Rel("ccomp");
        let node = &mut tree.nodes[that];
        (node.rel, node.upos, node.xpos) = (Rel("mark"), Upos::Sconj, "IN");
    }
}

/// "said *today* they have a deal", "said *Monday* that it has", "said *on Monday* it has": a day right behind the verb of saying is
/// when it is said, and the clause behind it is what is said.
pub(super) fn dated(tree: &mut Tree, verb: usize, named: &[bool]) {
    let on = tree.nodes.get(verb + 1).is_some_and(|on| on.lemma == "on" && on.head == Some(verb + 2));
    let day = verb + 1 + usize::from(on);
    let bare = tree.child(day, "case").is_none();
    let Some(node) = tree.nodes.get(day).filter(|_| on || bare) else { return };
    let unmarked = Rel(if on { "obl" } else { "obl:unmarked" });
    let loose =
        node.upos == Upos::Propn && !named[day] && !tree.children(day).any(|at| at > day + 1 && named[at]);
    let later = |clause: usize| {
        clause > day && tree.children(clause).any(|at| tree.nodes[at].rel.0.starts_with("nsubj") && at > day)
    };
    let part = node.rel.0.starts_with("obl")
        || loose && matches!(node.rel.0, "discourse" | "nsubj" | "vocative" | "dep" | "compound");
    if let Some(clause) = node.head.filter(|&clause| part && later(clause)) {
        if tree.nodes[clause].head == Some(verb) {
            tree.nodes[day].head = Some(verb);
            tree.nodes[day].rel = unmarked;
        }
        return;
    }
    let hung = |&at: &usize| {
        matches!(tree.nodes[at].rel.0, "parataxis" | "acl:relcl" | "acl" | "ccomp") && later(at)
    };
    let clause = tree.children(day).find(hung).filter(|_| loose && node.head == Some(verb));
    if let Some(clause) = clause.filter(|_| tree.child(verb, "ccomp").is_none()) {
        tree.nodes[clause].head = Some(verb);
        tree.nodes[clause].rel = Rel("ccomp");
        tree.nodes[day].rel = unmarked;
    }
}

/// "told investors that *costs would fall*": a clause with a subject of its own behind "that" is what is told, not what is said of
/// who is told.
pub(super) fn told(tree: &mut Tree, verb: usize) {
    let told = |&at: &usize| matches!(tree.nodes[at].rel.0, "obj" | "iobj") && at > verb;
    let Some(whom) = tree.children(verb).find(told) else { return };
    let that = whom + 1;
    let opens = tree.nodes.get(that).is_some_and(|node| node.lemma == "that");
    let Some(clause) = tree.child(whom, "acl:relcl").filter(|&clause| opens && clause > that) else { return };
    let subject = |at: usize| tree.nodes[at].rel.0.starts_with("nsubj") && at > that;
    if tree.nodes[that].head != Some(clause) || !tree.children(clause).any(subject) {
        return;
    }
    tree.nodes[that].rel = Rel("mark");
    tree.nodes[clause].head = Some(verb);
    tree.nodes[clause].rel = Rel("ccomp");
    tree.nodes[whom].rel = Rel("iobj");
}

/// "Lumen added: “The film is good.”": the colon belongs to the clause before it.
pub(super) fn colon(tree: &mut Tree, at: usize) {
    let Some(said) = tree.nodes[at].head.filter(|&said| said > at && tree.nodes[at].lemma == ":") else {
        return;
    };
    if let Some(verb) = tree.nodes[said].head.filter(|&verb| verb < at) {
        tree.nodes[at].head = Some(verb);
    }
}

/// "“It took us years,” *said* Jane Doe", "“…,” Jane Doe *wrote*": words quoted are what is said, and the verb of saying is not
/// joined to them.
pub(super) fn quoted(tree: &mut Tree, verb: usize) {
    let node = &tree.nodes[verb];
    // "goes to Lumen, which pays $5 million a year, Kestrel *reported* on Monday."
    let at_end = || {
        (verb + 1..tree.nodes.len()).all(|at| tree.nodes[at].upos == Upos::Punct || tree.is_below(at, verb))
            && tree.child(verb, "ccomp").is_none()
            && tree.child(verb, "obj").is_none()
    };
    let loose = matches!(node.rel.0, "conj" | "advcl" | "acl:relcl") && tree.child(verb, "cc").is_none()
        || node.rel.0 == "ccomp" && at_end();
    let Some(beside) = node.head.filter(|&beside| loose && beside < verb) else { return };
    let subjects: Vec<usize> = tree.children(verb).filter(|&at| tree.nodes[at].rel.0 == "nsubj").collect();
    let Some(&subject) = subjects.last() else { return };
    let mark = if subject > verb { verb.checked_sub(1) } else { before_phrase(tree, subject) };
    let Some(mark) = mark else { return };
    let explains = |at: usize| tree.nodes[at].rel.0 == "appos" && tree.is_below(at, subject);
    let beside_it = |at: usize| {
        at == subject
            || matches!(tree.nodes[at].upos, Upos::Adv | Upos::Punct)
            || std::iter::once(at).chain(tree.ancestors(at)).any(explains)
    };
    let close = subject > verb || (subject..verb).all(beside_it);
    if !close || tree.nodes[mark].upos != Upos::Punct || tree.child(verb, "mark").is_some() {
        return;
    }
    if node.rel.0 == "acl:relcl" && !is_quote(&tree.nodes[mark].lemma) {
        return;
    }
    let whole = |&at: &usize| matches!(tree.nodes[at].rel.0, "root" | "ccomp" | "parataxis" | "conj");
    let Some(clause) = std::iter::once(beside).chain(tree.ancestors(beside)).find(whole) else { return };
    take_place(tree, verb, clause, "ccomp");
    for &other in subjects.iter().filter(|&&other| other != subject) {
        tree.nodes[other].rel = Rel("dep");
    }
}

/// "“A natural step,” *says* Jane Doe": of two subjects the one before the verb, which a quotation mark closes, is what is said.
pub(super) fn quoted_phrase(tree: &mut Tree, verb: usize) {
    let subject = |at: &usize| tree.nodes[*at].rel.0.starts_with("nsubj");
    let closed = verb.checked_sub(1).is_some_and(|mark| is_quote(&tree.nodes[mark].lemma));
    if !closed || !tree.children(verb).any(|at| at > verb && subject(&at)) {
        return;
    }
    let found: Vec<usize> = tree.children(verb).filter(|at| *at < verb && subject(at)).collect();
    for phrase in found {
        tree.nodes[phrase].rel = Rel("ccomp");
    }
}

/// The word right before the phrase that `noun` heads.
fn before_phrase(tree: &Tree, noun: usize) -> Option<usize> {
    let first = (0..noun).rev().take_while(|&at| tree.is_below(at, noun)).last();
    first.unwrap_or(noun).checked_sub(1)
}

/// "Lumen said *the lamp would be among the best*", "Lumen, a lamp maker, said *it is in talks*": what has a subject of its own
/// behind the verb is a clause, and what is said.
pub(super) fn predicate(tree: &mut Tree, verb: usize) {
    if !lacks_words(tree, verb) {
        return;
    }
    let clause = |&at: &usize| {
        let loose = matches!(tree.nodes[at].rel.0, "obl" | "obl:unmarked" | "obj" | "xcomp" | "advcl");
        at > verb && loose && is_whole(tree, at, verb) && tree.child(at, "mark").is_none()
    };
    // "reported on Friday, citing its sources, *that Lumen wants a mine*"
    let that = |at: &usize| {
        *at > verb
            && tree.nodes[*at].rel.0 == "conj"
            && before_phrase(tree, *at).is_some_and(|before| {
                tree.nodes[before + 1].lemma == "that" && tree.nodes[before].upos == Upos::Punct
            })
    };
    let found = tree.children(verb).find(clause).or_else(|| tree.children(verb).find(that));
    if let Some(clause) = found {
        tree.nodes[clause].rel = Rel("ccomp");
    }
}

/// "said in a statement *it had agreed to the sale*", "said on Friday *it has a buyer*": a clause right behind when or where something
/// is said, which lacks nothing, says nothing of that but is what is said.
pub(super) fn behind_place(tree: &mut Tree, verb: usize) {
    if !lacks_words(tree, verb) {
        return;
    }
    let place = |&at: &usize| at > verb && tree.nodes[at].rel.0.starts_with("obl");
    let clause = |place: usize| {
        tree.children(place).find(|&at| {
            let full = ["obj", "xcomp", "ccomp", "cop", "obl", "aux:pass"];
            at > place
                && tree.nodes[at].rel.0.starts_with("acl")
                && is_whole(tree, at, place)
                && tree.child(at, "nsubj").or(tree.child(at, "nsubj:pass")) == Some(place + 1)
                && full.iter().any(|rel| tree.child(at, rel).is_some_and(|at| at > place + 1))
        })
    };
    let found = tree.children(verb).filter(place).find_map(clause);
    if let Some(clause) = found {
        tree.nodes[clause].head = Some(verb);
        tree.nodes[clause].rel = Rel("ccomp");
    }
}

/// Whether the verb has somebody who says something, but nothing that is said.
fn lacks_words(tree: &Tree, verb: usize) -> bool {
    tree.nodes[verb].upos == Upos::Verb
        && tree.child(verb, "nsubj").is_some()
        && tree.child(verb, "ccomp").is_none()
}

/// Whether the clause at `at` has a subject that stands behind `from`, and no relative pronoun.
fn is_whole(tree: &Tree, at: usize, from: usize) -> bool {
    let subject = |&child: &usize| tree.nodes[child].rel.0.starts_with("nsubj") && from < child && child < at;
    let relative = |child: usize| matches!(tree.nodes[child].xpos, "WDT" | "WP" | "WP$" | "WRB");
    let finite = matches!(tree.nodes[at].xpos, "VBD" | "VBZ" | "VBP")
        || tree.children(at).any(|child| matches!(tree.nodes[child].xpos, "MD" | "VBD" | "VBZ" | "VBP"));
    finite && tree.children(at).any(|child| subject(&child)) && !tree.children(at).any(relative)
}

fn is_quote(mark: &str) -> bool {
    matches!(mark, "\"" | "”" | "''" | "’" | "'")
}

/// Of two clauses that complete one verb of saying, joined by "and", the second hangs on the first; if one stands before the verb and
/// one behind, without quotation marks, only the second does: "The day the deal was signed, Lumen said *it was glad*".
pub(super) fn complements(tree: &mut Tree, verb: usize) {
    let found: Vec<usize> = tree.children(verb).filter(|&child| tree.nodes[child].rel.0 == "ccomp").collect();
    for pair in found.windows(2) {
        if tree.children(pair[1]).any(|child| tree.nodes[child].rel.0 == "cc") {
            tree.nodes[pair[1]].head = Some(pair[0]);
            tree.nodes[pair[1]].rel = Rel("conj");
        } else if pair[0] < verb
            && verb < pair[1]
            && !tree.nodes[..verb].iter().any(|node| node.lemma.contains(['"', '“', '”']))
        {
            tree.nodes[pair[0]].rel = Rel("advcl");
        }
    }
}
