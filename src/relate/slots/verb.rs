//! Who does what a verb says, or what a noun says that stands for a verb, and to whom: passive, relative clause, infinitive and
//! participle undone.

use super::super::syntax::{Syntax, is_rel};
use super::super::trigger::Trigger;
use super::noun::possessors;
use super::phrase::marked;
use super::saying::inverted;
use super::{coordinated, first_joined};
use crate::model::{MentionKind, Upos};

/// How many clauses are gone up, or joined ones along, in search of a subject.
const FAR: usize = 8;

/// Of whom each is meant: "each of *them*", "both of *the companies*".
fn each_of(syntax: &Syntax, token: usize) -> usize {
    let each = syntax.mention(token).is_none() && matches!(syntax.lemma(token), "all" | "both" | "each");
    let of = |&at: &usize| syntax.preposition(at) == "of";
    if each { syntax.children_by(token, "nmod").find(of).unwrap_or(token) } else { token }
}

/// Who acts.
pub(super) fn subject(syntax: &Syntax, trigger: Trigger) -> Vec<usize> {
    let token = trigger.token;
    if let Some(carrier) = trigger.carrier {
        return verb_subject(syntax, carrier);
    }
    if matches!(syntax.node(token).upos, Upos::Verb | Upos::Aux) {
        return verb_subject(syntax, token);
    }
    nominal_subject(syntax, token)
}

/// Who does what the verb `token` says.
pub(in crate::relate) fn verb_subject(syntax: &Syntax, token: usize) -> Vec<usize> {
    if is_passive(syntax, token) {
        // "Lumen-owned Kestrel" needs no "by".
        let by = |at: usize| {
            let acts = |&at: &usize| {
                matches!((syntax.rel(at), &*syntax.preposition(at)), (_, "by") | ("obl:agent", ""))
            };
            syntax.children_by(at, "obl").filter(acts)
        };
        let own: Vec<usize> = by(token).collect();
        // "was taken private by Lumen": the agent may hang on the word between.
        let between =
            || ["advmod", "xcomp", "compound:prt"].into_iter().flat_map(|rel| syntax.children_by(token, rel));
        return if own.is_empty() { between().flat_map(by).collect() } else { own };
    }
    surface_subject(syntax, token, 0)
}

/// What is done to by the verb `token`.
pub(super) fn object(syntax: &Syntax, token: usize) -> Vec<usize> {
    let own: Vec<_> = syntax.children_by(token, "obj").map(|at| syntax.antecedent(at)).collect();
    if is_passive(syntax, token) {
        // "Lumen was granted *a licence*"
        return if own.is_empty() { surface_subject(syntax, token, 0) } else { own };
    }
    if !own.is_empty() {
        return own;
    }
    // Where there is one object only it is the direct one, whatever the parser took it for.
    let only: Vec<_> = syntax.children_by(token, "iobj").map(|at| syntax.antecedent(at)).collect();
    if !only.is_empty() {
        return only;
    }
    let gap: Vec<_> = gap(syntax, token).into_iter().collect();
    if gap.is_empty() { shared_object(syntax, token) } else { gap }
}

/// What the verbs of a run act on together: "may *develop* and sell a *drug*".
fn shared_object(syntax: &Syntax, verb: usize) -> Vec<usize> {
    let objects = |of: usize, after: usize| {
        let own = syntax.children_by(of, "obj").filter(move |&at| at > after);
        own.map(|at| syntax.antecedent(at)).collect::<Vec<_>>()
    };
    let alone = |(from, to): (usize, usize)| (from + 1..to).all(|at| is_in_run(syntax, at));
    if let Some(first) = syntax.head(verb).filter(|_| syntax.rel(verb) == "conj")
        && alone((first, verb))
    {
        return objects(first, verb);
    }
    let last = syntax.children_by(verb, "conj").filter(|&at| at > verb && alone((verb, at))).last();
    last.map(|last| objects(last, last)).unwrap_or_default()
}

/// Whether `token` may stand between verbs that share their object: "develop, *manufacture* *and* sell".
fn is_in_run(syntax: &Syntax, token: usize) -> bool {
    matches!(syntax.node(token).upos, Upos::Verb | Upos::Cconj | Upos::Punct | Upos::Adv)
}

pub(super) fn indirect(syntax: &Syntax, verb: usize) -> Vec<usize> {
    if is_passive(syntax, verb) && syntax.has_child(verb, "obj") {
        return surface_subject(syntax, verb, 0);
    }
    let own: Vec<_> = syntax.children_by(verb, "iobj").map(|at| syntax.antecedent(at)).collect();
    if !own.is_empty() {
        return own;
    }
    // "pay Lumen $2 billion *to settle*" tells what for.
    let to: Vec<_> = marked(syntax, verb, "to").into_iter().filter(|&at| !syntax.is_infinitive(at)).collect();
    if to.is_empty() { before_amount(syntax, verb).into_iter().collect() } else { to }
}

/// Whom a noun or adjective is said of: "*Lumen* is the maker", "*Lumen* remains the maker", "makes *Lumen* its
/// partner", "*Lumen*, the maker".
fn nominal_subject(syntax: &Syntax, token: usize) -> Vec<usize> {
    let own: Vec<_> = syntax.children_by(token, "nsubj").map(|at| syntax.antecedent(at)).collect();
    if !own.is_empty() {
        return own;
    }
    if let Some(name) = companion(syntax, token) {
        return vec![name];
    }
    let Some(head) = syntax.head(token) else { return Vec::new() };
    match syntax.rel(token) {
        "xcomp" => controller(syntax, head),
        // "will remain a shareholder"
        "obj" if syntax.grammar.linking.contains(syntax.lemma(head)) => verb_subject(syntax, head),
        // "was chosen as its supplier"
        "obj" if syntax.is_marked_by(token, "as") => controller(syntax, head),
        // "Lumen is a lamp maker, now a *unit* of Kestrel"
        "appos" if syntax.mention(head).is_none() && syntax.has_child(head, "cop") => {
            nominal_subject(syntax, head)
        }
        "appos" | "amod" | "acl" => vec![head],
        "conj" => nominal_subject(syntax, head),
        // "overtook Kestrel as its largest supplier"
        rel if is_rel(rel, "obl")
            && syntax.preposition(token) == "as"
            && syntax.grammar.supplanting.contains(syntax.lemma(head)) =>
        {
            verb_subject(syntax, head)
        }
        rel if is_rel(rel, "obl") && syntax.preposition(token) == "as" => controller(syntax, head),
        rel if is_rel(rel, "nmod") && syntax.preposition(token) == "as" => possessors(syntax, head),
        // "is one of Lumen's *customers*"
        rel if is_rel(rel, "nmod") && syntax.lemma(head) == "one" && syntax.preposition(token) == "of" => {
            nominal_subject(syntax, head)
        }
        // "will assume the role of chief executive"
        rel if is_rel(rel, "nmod") && syntax.grammar.posts.contains(syntax.lemma(head)) => {
            let verb = syntax.head(head).filter(|_| matches!(syntax.rel(head), "obj" | "obl"));
            verb.map(|verb| verb_subject(syntax, verb)).unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

/// Who is what `token` says, right before it: "will chair the board, with *Jane Doe* as its secretary".
fn companion(syntax: &Syntax, token: usize) -> Option<usize> {
    let case = syntax.children_by(token, "case").find(|&at| syntax.lower(at) == "as")?;
    let name = syntax.mention(case.checked_sub(1)?).filter(|name| name.kind == MentionKind::Name)?;
    let head = syntax.head_of(name);
    (syntax.preposition(head) == "with").then_some(head)
}

/// The subject as the grammar has it, looked for in the clauses around where the verb has none of its own.
fn surface_subject(syntax: &Syntax, token: usize, depth: usize) -> Vec<usize> {
    let own: Vec<_> = syntax
        .children_by(token, "nsubj")
        .flat_map(|at| with_fellows(syntax, token, at))
        .map(|at| each_of(syntax, at))
        .collect();
    if !own.is_empty() || depth > FAR {
        return own;
    }
    // "It took over": a pronoun that stands for somebody is no expletive.
    let stands = |&at: &usize| syntax.mention(at).is_some_and(|mention| !mention.refers.is_empty());
    if let Some(pronoun) = syntax.children_by(token, "expl").find(stands) {
        return vec![pronoun];
    }
    if let Some(speaker) = inverted(syntax, token) {
        return vec![speaker];
    }
    let Some(head) = syntax.head(token) else { return Vec::new() };
    // "a Power Purchase Agreement to buy"
    let contract = |noun: usize| syntax.grammar.takes_infinitive.contains(syntax.lemma(noun));
    match syntax.rel(token) {
        // "thanked Lumen for investing": whoever is thanked has invested; "kept Lumen from buying".
        "advcl" if syntax.is_marked_by(token, "for") || syntax.is_marked_by(token, "from") => {
            controller_at(syntax, head, depth)
        }
        // "chose Lumen to build its network": who is chosen builds.
        "advcl" if syntax.is_infinitive(token) && syntax.grammar.choosing.contains(syntax.lemma(head)) => {
            controller_at(syntax, head, depth)
        }
        "conj" if bare_subject(syntax, token).is_some() => bare_subject(syntax, token).into_iter().collect(),
        "conj" | "advcl" | "parataxis" if syntax.is_predicate(head) || depth > 0 => {
            surface_subject(syntax, head, depth + 1)
        }
        "conj" => conjoined_noun_subject(syntax, head, depth),
        "xcomp" | "ccomp" | "csubj" => controller_at(syntax, head, depth),
        "acl:relcl" => Vec::new(),
        // A headline: "Lumen to buy Brightwater".
        "acl" if syntax.is_infinitive(token) && syntax.is_name(head) && !contract(head) => vec![head],
        "acl" if syntax.is_infinitive(token) && serves(syntax, head) => {
            controller_of_purpose(syntax, head, depth)
        }
        "acl" if syntax.is_infinitive(token) => holder(syntax, head, depth),
        // "got hold of it by buying Kestrel": whoever did that.
        "acl" if syntax.is_marked_by(token, "by") => nominal_subject(syntax, head),
        "acl" | "amod" => bearer(syntax, head),
        rel if is_rel(rel, "obl") || is_rel(rel, "nmod") || rel == "advcl" => {
            let verb = syntax.clause_root(head);
            surface_subject(syntax, verb, depth + 1)
        }
        _ => Vec::new(),
    }
}

/// What the subject `at` of `verb` stands for; for "who" behind several all of them: "*Jane Doe* and *John Roe*, who founded Lumen".
fn with_fellows(syntax: &Syntax, verb: usize, at: usize) -> Vec<usize> {
    let last = syntax.antecedent(at);
    let set_off = at.checked_sub(1).is_some_and(|comma| syntax.lower(comma) == ",");
    if syntax.lower(at) != "who" || !set_off || syntax.rel(last) != "conj" || is_singular(syntax, verb) {
        return vec![last];
    }
    let first = first_joined(syntax, last);
    let plain = |at: usize| syntax.is_name(at) || matches!(syntax.lower(at), "," | "and");
    if (first..last).all(plain) { coordinated(syntax, first) } else { vec![last] }
}

/// Whether the form of a verb says that one alone does so: "who *runs*", "who *has* run".
fn is_singular(syntax: &Syntax, verb: usize) -> bool {
    let form = |at: usize| syntax.node(at).xpos == "VBZ" || syntax.lower(at) == "was";
    form(verb) || ["aux", "aux:pass", "cop"].iter().flat_map(|rel| syntax.children_by(verb, rel)).any(form)
}

/// Whom the noun `head` tells of, if it names nobody: "*Lumen* is a company owned by Kestrel", "*Lumen*, a firm bought by Kestrel".
fn bearer(syntax: &Syntax, head: usize) -> Vec<usize> {
    let explains = syntax.rel(head) == "appos" || syntax.has_child(head, "cop");
    // "Lumen's bid for Kestrel, a *deal* announced in May": that is neither of them.
    let contract = syntax.grammar.takes_infinitive.contains(syntax.lemma(head));
    if syntax.mention(head).is_some() || !explains || contract {
        return vec![head];
    }
    let named: Vec<usize> =
        nominal_subject(syntax, head).into_iter().filter(|&at| syntax.mention(at).is_some()).collect();
    if named.is_empty() { vec![head] } else { named }
}

/// Whether the verb `token` is passive.
pub(in crate::relate) fn is_passive(syntax: &Syntax, token: usize) -> bool {
    let children = syntax.children(token);
    if children.iter().any(|&child| matches!(syntax.rel(child), "aux:pass" | "nsubj:pass")) {
        return true;
    }
    let participle = syntax.node(token).xpos == "VBN";
    let has_aux = syntax.has_child(token, "aux");
    match syntax.rel(token) {
        "acl" if is_misread(syntax, token) => false,
        "acl" | "amod" => participle,
        "advcl" => participle && !has_aux && !syntax.has_child(token, "obj"),
        "conj" if !syntax.has_child(token, "nsubj") && participle && !has_aux => {
            syntax.head(token).is_some_and(|head| is_passive(syntax, head))
        }
        _ => false,
    }
}

/// "Jane Doe, head of Lumen, confirmed that …": where a sentence's root is a name and its one verb hangs there as a
/// participle, the parser has taken a past tense for one.
fn is_misread(syntax: &Syntax, token: usize) -> bool {
    let Some(head) = syntax.head(token) else { return false };
    syntax.rel(head) == "root" && syntax.is_name(head) && syntax.node(token).xpos == "VBN"
}

/// The name right before a finite verb that nothing joins to the verb before it: "closed it after *Lumen* agreed".
fn bare_subject(syntax: &Syntax, verb: usize) -> Option<usize> {
    let finite = matches!(syntax.node(verb).xpos, "VBD" | "VBZ" | "VBP");
    let before = verb.checked_sub(1).filter(|_| finite && !syntax.has_child(verb, "cc"))?;
    let name = syntax.mention(before).filter(|mention| mention.kind == MentionKind::Name)?;
    let head = syntax.head_of(name);
    let marked = is_rel(syntax.rel(head), "nmod") || is_rel(syntax.rel(head), "obl");
    marked.then_some(head)
}

fn conjoined_noun_subject(syntax: &Syntax, head: usize, depth: usize) -> Vec<usize> {
    if syntax.rel(head) == "acl" { surface_subject(syntax, head, depth + 1) } else { Vec::new() }
}

/// Who is meant as the subject of a complement of `head`: its object ("allows *Lumen* to sell"), else its subject.
fn controller(syntax: &Syntax, head: usize) -> Vec<usize> {
    controller_at(syntax, head, 0)
}

fn controller_at(syntax: &Syntax, head: usize, depth: usize) -> Vec<usize> {
    if depth > FAR {
        return Vec::new();
    }
    let person = |&at: &usize| !syntax.is_value(at);
    let of = |rel: &str| -> Vec<usize> {
        syntax.children_by(head, rel).filter(person).filter(|&at| !syntax.is_relative(at)).collect()
    };
    // "allows *Lumen* to use it": the parser may take who is allowed for a receiver; but "told *Lumen* that it would".
    let mut object = of("obj");
    if object.is_empty() && !syntax.grammar.report.verbs.contains(syntax.lemma(head)) {
        object = of("iobj");
    }
    if !object.is_empty() && !is_passive(syntax, head) {
        return object;
    }
    if matches!(syntax.node(head).upos, Upos::Verb | Upos::Aux) {
        surface_subject(syntax, head, depth + 1)
    } else {
        nominal_subject(syntax, head)
    }
}

fn controller_of_purpose(syntax: &Syntax, noun: usize, depth: usize) -> Vec<usize> {
    syntax.head(noun).map(|verb| surface_subject(syntax, verb, depth + 1)).unwrap_or_default()
}

/// Whether `noun` is used to some end: "used *the fair* to unveil a car".
fn serves(syntax: &Syntax, noun: usize) -> bool {
    let verb = syntax.head(noun).filter(|_| syntax.rel(noun) == "obj");
    verb.is_some_and(|verb| syntax.grammar.takes_purpose.contains(syntax.lemma(verb)))
}

/// Who has the right, plan or duty that the noun `noun` names: "*Lumen*'s plan to sell", "gives *Lumen* the right to
/// sell", "*Lumen* has the right to sell".
fn holder(syntax: &Syntax, noun: usize, depth: usize) -> Vec<usize> {
    let owners = possessors(syntax, noun);
    if !owners.is_empty() {
        return owners;
    }
    // "is in talks to buy"
    let own: Vec<_> = syntax.children_by(noun, "nsubj").map(|at| syntax.antecedent(at)).collect();
    if !own.is_empty() {
        return own;
    }
    let Some(verb) = syntax.head(noun) else { return Vec::new() };
    // "has the right to sell", "has entered into an agreement to sell"
    if matches!(syntax.rel(noun), "obj" | "obl") {
        let receivers = indirect(syntax, verb);
        if !receivers.is_empty() {
            return receivers;
        }
        return surface_subject(syntax, verb, depth + 1);
    }
    Vec::new()
}

/// The noun that a relative clause without an object of its own speaks of: "the *services* it agreed to buy".
fn gap(syntax: &Syntax, token: usize) -> Option<usize> {
    let mut at = token;
    let gerund = |at: usize| is_rel(syntax.rel(at), "obl") && syntax.node(at).xpos == "VBG";
    while matches!(syntax.rel(at), "xcomp" | "ccomp" | "advcl" | "conj") || gerund(at) {
        at = syntax.head(at)?;
    }
    if syntax.rel(at) == "acl:relcl" {
        let noun = syntax.head(at)?;
        let subject = syntax.children_by(at, "nsubj").next()?;
        // "whose head promised that it would": that is what was promised.
        if syntax.has_child(token, "ccomp") {
            return None;
        }
        return (!syntax.is_relative(subject)).then(|| explained(syntax, noun));
    }
    if syntax.rel(at) == "parataxis" { contact(syntax, at) } else { None }
}

/// "*Kestrel*, the perfume house that Lumen bought": the name that a noun explains, else the noun.
fn explained(syntax: &Syntax, noun: usize) -> usize {
    let explains = syntax.rel(noun) == "appos" && !syntax.is_name(noun);
    syntax.head(noun).filter(|&name| explains && syntax.is_name(name)).unwrap_or(noun)
}

/// The noun right before the subject of a clause that the parser could not place: "with the *$2 billion* of services
/// Lumen agreed to buy".
fn contact(syntax: &Syntax, clause: usize) -> Option<usize> {
    let subject = syntax.children_by(clause, "nsubj").next()?;
    let first = syntax.subtree(subject).first().copied()?;
    let last = first.checked_sub(1)?;
    let nominal = |at: usize| matches!(syntax.node(at).upos, Upos::Noun | Upos::Propn | Upos::Num);
    let mut noun = nominal(last).then_some(last)?;
    while let Some(head) = syntax.head(noun).filter(|&head| head < first && nominal(head)) {
        noun = head;
    }
    Some(noun)
}

/// Who gets an amount, where the parser took the name for a part of it: "paid *Lumen* $700 million".
fn before_amount(syntax: &Syntax, verb: usize) -> Option<usize> {
    let amount = syntax.children_by(verb, "obj").find(|&at| syntax.is_value(at))?;
    syntax.children_by(amount, "compound").find(|&at| syntax.is_name(at) && at < amount)
}
