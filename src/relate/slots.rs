//! Where the grammar puts what a trigger speaks of. Passive, relative clause, infinitive, participle, light verb and
//! coordination are undone here, once for all frames.

use super::syntax::{Syntax, is_rel};
use crate::model::{Mention, MentionKind, Upos};
use crate::pack::frames::Slot;

/// A word that evokes a frame, in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Trigger {
    /// The word, or the last of several.
    pub(super) token: usize,
    /// The first word: equal to `token` but for "joint venture".
    pub(super) first: usize,
    /// The verb that carries a noun and lends it its arguments: "make" in "make an investment".
    pub(super) carrier: Option<usize>,
}

/// The heads of the phrases in `slot`, seen from `trigger`; the best first, coordinated ones beside each other.
pub(super) fn find(syntax: &Syntax, trigger: Trigger, slot: &Slot) -> Vec<usize> {
    let token = trigger.token;
    let verb = trigger.carrier.unwrap_or(token);
    let found = match slot {
        Slot::Subject => subject(syntax, trigger),
        Slot::Object if trigger.carrier.is_none() => {
            object(syntax, token).into_iter().map(|at| counted(syntax, at)).collect()
        }
        Slot::Object | Slot::Told { .. } => Vec::new(),
        Slot::Path(first, rest) => {
            let from = |token| Trigger { token, first: token, carrier: None };
            return find(syntax, trigger, first)
                .into_iter()
                .flat_map(|at| find(syntax, from(at), rest))
                .collect();
        }
        Slot::Indirect => indirect(syntax, verb),
        Slot::Possessor => possessors(syntax, token),
        Slot::PossessorBeside => possessors(syntax, token)
            .into_iter()
            .filter(|&owner| owner + 1 + usize::from(syntax.has_child(owner, "case")) == trigger.first)
            .collect(),
        Slot::Compound => compounds(syntax, trigger),
        // "its unit Kestrel, and Lumen"
        Slot::Apposition if is_one(syntax, token) => return explained(syntax, token),
        Slot::Apposition => explained(syntax, token),
        // Of "its unit Kestrel and Lumen" only Kestrel is surely the unit.
        Slot::Head => return head(syntax, token),
        Slot::Complement => complement(syntax, verb),
        Slot::Own | Slot::Maker => return vec![token],
        Slot::Before => return neighbours(syntax, trigger, false),
        Slot::After => return neighbours(syntax, trigger, true),
        Slot::BeforeBeside => return right_before(syntax, trigger).into_iter().collect(),
        Slot::AfterBeside if is_one(syntax, token) => {
            return right_after(syntax, trigger).into_iter().collect();
        }
        Slot::AfterBeside => right_after(syntax, trigger).into_iter().collect(),
        Slot::Clause => return mentions_in(syntax, &syntax.clause(syntax.clause_root(token))),
        Slot::Sentence => return mentions_in(syntax, &(0..syntax.len()).collect::<Vec<_>>()),
        Slot::Time => time(syntax, verb),
        Slot::TimeAbove => {
            syntax.head(syntax.clause_root(verb)).map(|above| time(syntax, above)).unwrap_or_default()
        }
        Slot::Above => above(syntax, verb).into_iter().collect(),
        Slot::Preposition(word) => {
            let phrases = preposition(syntax, trigger, word);
            phrases.into_iter().map(|at| counted(syntax, antecedent(syntax, at))).collect()
        }
    };
    found.into_iter().flat_map(|token| coordinated(syntax, token)).collect()
}

/// `token` and what is coordinated with it: "Lumen, Kestrel and Brightwater".
fn coordinated(syntax: &Syntax, token: usize) -> Vec<usize> {
    let mut all = vec![token];
    all.extend(joined_before(syntax, token));
    for other in syntax.children_by(token, "conj") {
        if !syntax.is_predicate(other) && !parts(syntax, token, other) {
            all.extend(coordinated(syntax, other));
        }
    }
    all
}

/// Whether `other` has a preposition of its own that is not that of `token`: "to Lumen for $1 billion and *to Kestrel*"
/// goes on with whom, not with how much.
fn parts(syntax: &Syntax, token: usize, other: usize) -> bool {
    let own = syntax.preposition(other);
    !own.is_empty() && own != syntax.preposition(token)
}

/// Whether `token` is such a coordinated phrase of another kind.
pub(super) fn goes_on(syntax: &Syntax, token: usize) -> bool {
    syntax.rel(token) == "conj" && syntax.head(token).is_some_and(|head| parts(syntax, head, token))
}

/// The name that the parser took for a part of the name after it: "*Lumen* and Norway's Kestrel".
fn joined_before(syntax: &Syntax, token: usize) -> Option<usize> {
    if !names(syntax, token) {
        return None;
    }
    let before = syntax.children_by(token, "compound").find(|&at| at < token && names(syntax, at))?;
    let apart = syntax.mention(before).map(|mention| &mention.tokens)
        != syntax.mention(token).map(|mention| &mention.tokens);
    let and = syntax.mention(before).is_some_and(|mention| {
        mention.tokens.end < syntax.len() && syntax.node(mention.tokens.end).upos == Upos::Cconj
    });
    (apart && and).then_some(before)
}

/// What a pronoun of quantity counts: "all of its *power*", "most of the *chips*"; how much of it, if that is told: "*$8 million*
/// worth of milk".
pub(super) fn counted(syntax: &Syntax, token: usize) -> usize {
    let sum = |&at: &usize| syntax.mention(at).is_some_and(|mention| mention.kind == MentionKind::Value);
    if syntax.grammar.measuring.contains(syntax.lemma(token))
        && let Some(sum) = syntax.children_by(token, "compound").find(sum)
    {
        return sum;
    }
    let quantity = syntax.mention(token).is_none()
        && (matches!(syntax.node(token).upos, Upos::Det | Upos::Pron | Upos::Num)
            || syntax.grammar.counting.iter().any(|noun| noun == syntax.lemma(token)));
    let of = |&at: &usize| syntax.preposition(at) == "of" && syntax.node(at).upos == Upos::Noun;
    if quantity { syntax.children_by(token, "nmod").find(of).unwrap_or(token) } else { token }
}

/// Who acts.
fn subject(syntax: &Syntax, trigger: Trigger) -> Vec<usize> {
    let token = trigger.token;
    if let Some(carrier) = trigger.carrier {
        return verb_subject(syntax, carrier);
    }
    if matches!(syntax.node(token).upos, Upos::Verb | Upos::Aux) {
        return verb_subject(syntax, token);
    }
    nominal_subject(syntax, token)
}

/// Whom a noun or adjective is said of: "*Lumen* is the maker", "*Lumen* remains the maker", "makes *Lumen* its
/// partner", "*Lumen*, the maker".
fn nominal_subject(syntax: &Syntax, token: usize) -> Vec<usize> {
    let own: Vec<_> = syntax.children_by(token, "nsubj").map(|at| antecedent(syntax, at)).collect();
    if !own.is_empty() {
        return own;
    }
    let Some(head) = syntax.head(token) else { return Vec::new() };
    match syntax.rel(token) {
        "xcomp" => controller(syntax, head),
        // "will remain a shareholder"
        "obj" if syntax.grammar.linking.contains(syntax.lemma(head)) => verb_subject(syntax, head),
        // "was chosen as its supplier"
        "obj" if marked_by(syntax, token, "as") => controller(syntax, head),
        // "Lumen is a lamp maker, now a *unit* of Kestrel"
        "appos" if syntax.mention(head).is_none() && syntax.has_child(head, "cop") => {
            nominal_subject(syntax, head)
        }
        "appos" | "amod" | "acl" => vec![head],
        "conj" => nominal_subject(syntax, head),
        rel if is_rel(rel, "obl") && syntax.preposition(token) == "as" => controller(syntax, head),
        rel if is_rel(rel, "nmod") && syntax.preposition(token) == "as" => possessors(syntax, head),
        // "will assume the role of chief executive"
        rel if is_rel(rel, "nmod") && syntax.grammar.posts.contains(syntax.lemma(head)) => {
            let verb = syntax.head(head).filter(|_| matches!(syntax.rel(head), "obj" | "obl"));
            verb.map(|verb| verb_subject(syntax, verb)).unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

/// Who does what the verb `token` says.
pub(super) fn verb_subject(syntax: &Syntax, token: usize) -> Vec<usize> {
    if is_passive(syntax, token) {
        let by = |at: usize| syntax.children_by(at, "obl").filter(|&at| syntax.preposition(at) == "by");
        let own: Vec<usize> = by(token).collect();
        // "was taken private by Lumen": the agent may hang on the word between.
        let between =
            || ["advmod", "xcomp", "compound:prt"].into_iter().flat_map(|rel| syntax.children_by(token, rel));
        return if own.is_empty() { between().flat_map(by).collect() } else { own };
    }
    surface_subject(syntax, token, 0)
}

/// What is done to by the verb `token`.
fn object(syntax: &Syntax, token: usize) -> Vec<usize> {
    let own: Vec<_> = syntax.children_by(token, "obj").map(|at| antecedent(syntax, at)).collect();
    if is_passive(syntax, token) {
        // "Lumen was granted *a licence*"
        return if own.is_empty() { surface_subject(syntax, token, 0) } else { own };
    }
    if !own.is_empty() {
        return own;
    }
    // Where there is one object only it is the direct one, whatever the parser took it for.
    let only: Vec<_> = syntax.children_by(token, "iobj").map(|at| antecedent(syntax, at)).collect();
    if !only.is_empty() {
        return only;
    }
    gap(syntax, token).into_iter().collect()
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
        return (!is_relative(syntax, subject)).then_some(noun);
    }
    if syntax.rel(at) == "parataxis" { contact(syntax, at) } else { None }
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

/// Whether the verb `token` is passive.
pub(super) fn is_passive(syntax: &Syntax, token: usize) -> bool {
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
    syntax.rel(head) == "root" && names(syntax, head) && syntax.node(token).xpos == "VBN"
}

/// The subject as the grammar has it, looked for in the clauses around where the verb has none of its own.
fn surface_subject(syntax: &Syntax, token: usize, depth: usize) -> Vec<usize> {
    let own: Vec<_> = syntax.children_by(token, "nsubj").map(|at| antecedent(syntax, at)).collect();
    if !own.is_empty() || depth > 8 {
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
        // "thanked Lumen for investing": whoever is thanked has invested.
        "advcl" if marked_by(syntax, token, "for") => controller_at(syntax, head, depth),
        "conj" if bare_subject(syntax, token).is_some() => bare_subject(syntax, token).into_iter().collect(),
        "conj" | "advcl" | "parataxis" if syntax.is_predicate(head) || depth > 0 => {
            surface_subject(syntax, head, depth + 1)
        }
        "conj" => conjoined_noun_subject(syntax, head, depth),
        "xcomp" | "ccomp" | "csubj" => controller_at(syntax, head, depth),
        "acl:relcl" => Vec::new(),
        // A headline: "Lumen to buy Brightwater".
        "acl" if is_bare(syntax, token) && names(syntax, head) && !contract(head) => vec![head],
        "acl" if is_bare(syntax, token) && serves(syntax, head) => controller_of_purpose(syntax, head, depth),
        "acl" if is_bare(syntax, token) => holder(syntax, head, depth),
        "acl" | "amod" => vec![head],
        rel if is_rel(rel, "obl") || is_rel(rel, "nmod") || rel == "advcl" => {
            let verb = syntax.clause_root(head);
            surface_subject(syntax, verb, depth + 1)
        }
        _ => Vec::new(),
    }
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

fn marked_by(syntax: &Syntax, token: usize, word: &str) -> bool {
    syntax.children_by(token, "mark").any(|mark| syntax.lower(mark) == word)
}

fn conjoined_noun_subject(syntax: &Syntax, head: usize, depth: usize) -> Vec<usize> {
    if syntax.rel(head) == "acl" { surface_subject(syntax, head, depth + 1) } else { Vec::new() }
}

/// Who is meant as the subject of a complement of `head`: its object ("allows *Lumen* to sell"), else its subject.
fn controller(syntax: &Syntax, head: usize) -> Vec<usize> {
    controller_at(syntax, head, 0)
}

fn controller_at(syntax: &Syntax, head: usize, depth: usize) -> Vec<usize> {
    if depth > 8 {
        return Vec::new();
    }
    let person = |&at: &usize| syntax.mention(at).is_none_or(|mention| mention.kind != MentionKind::Value);
    let object: Vec<_> =
        syntax.children_by(head, "obj").filter(person).filter(|&at| !is_relative(syntax, at)).collect();
    if !object.is_empty() && !is_passive(syntax, head) {
        return object;
    }
    if matches!(syntax.node(head).upos, Upos::Verb | Upos::Aux) {
        surface_subject(syntax, head, depth + 1)
    } else {
        nominal_subject(syntax, head)
    }
}

/// Whether the verb `token` is an infinitive.
pub(super) fn is_bare(syntax: &Syntax, token: usize) -> bool {
    // "agreed to be bought"
    let passive = || syntax.has_child(token, "aux:pass") && marked_by(syntax, token, "to");
    syntax.node(token).xpos == "VB" || passive()
}

/// Whether `token` is a name.
pub(super) fn names(syntax: &Syntax, token: usize) -> bool {
    syntax.mention(token).is_some_and(|mention| mention.kind == MentionKind::Name)
}

/// Who has the right, plan or duty that the noun `noun` names: "*Lumen*'s plan to sell", "gives *Lumen* the right to
/// sell", "*Lumen* has the right to sell".
fn holder(syntax: &Syntax, noun: usize, depth: usize) -> Vec<usize> {
    let owners = possessors(syntax, noun);
    if !owners.is_empty() {
        return owners;
    }
    // "is in talks to buy"
    let own: Vec<_> = syntax.children_by(noun, "nsubj").map(|at| antecedent(syntax, at)).collect();
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

/// Whether `noun` is used to some end: "used *the fair* to unveil a car".
fn serves(syntax: &Syntax, noun: usize) -> bool {
    let verb = syntax.head(noun).filter(|_| syntax.rel(noun) == "obj");
    verb.is_some_and(|verb| syntax.grammar.takes_purpose.contains(syntax.lemma(verb)))
}

fn controller_of_purpose(syntax: &Syntax, noun: usize, depth: usize) -> Vec<usize> {
    syntax.head(noun).map(|verb| surface_subject(syntax, verb, depth + 1)).unwrap_or_default()
}

/// What a relative pronoun stands for, or `token` itself. "*Lumen* is a firm that makes lamps": what is said of the firm is
/// said of Lumen.
fn antecedent(syntax: &Syntax, token: usize) -> usize {
    if !is_relative(syntax, token) {
        return token;
    }
    let noun = std::iter::once(token)
        .chain(syntax.ancestors(token))
        .find(|&at| is_rel(syntax.rel(at), "acl") || syntax.rel(at) == "advcl:relcl")
        .and_then(|clause| syntax.head(clause))
        .unwrap_or(token);
    let is_one = syntax.mention(noun).is_none() && syntax.has_child(noun, "cop");
    let said_of = || syntax.children_by(noun, "nsubj").find(|&at| syntax.mention(at).is_some());
    if is_one { said_of().unwrap_or(noun) } else { noun }
}

/// What the noun `token` is set beside: "its unit, *Kestrel*", "its unit is *Kestrel*".
fn explained(syntax: &Syntax, token: usize) -> Vec<usize> {
    let mut found: Vec<usize> = syntax.children_by(token, "appos").collect();
    if found.is_empty() && syntax.rel(token) == "nsubj" {
        let is = |&at: &usize| names(syntax, at) && syntax.has_child(at, "cop");
        found.extend(syntax.head(token).filter(is));
    }
    found
}

fn is_relative(syntax: &Syntax, token: usize) -> bool {
    matches!(syntax.node(token).xpos, "WDT" | "WP" | "WP$")
        || (syntax.lemma(token) == "that"
            && syntax.node(token).upos == Upos::Pron
            && syntax.node(token).xpos != "DT")
}

fn indirect(syntax: &Syntax, verb: usize) -> Vec<usize> {
    if is_passive(syntax, verb) && syntax.has_child(verb, "obj") {
        return surface_subject(syntax, verb, 0);
    }
    let own: Vec<_> = syntax.children_by(verb, "iobj").map(|at| antecedent(syntax, at)).collect();
    if !own.is_empty() {
        return own;
    }
    let to = marked(syntax, verb, "to");
    if to.is_empty() { before_amount(syntax, verb).into_iter().collect() } else { to }
}

/// Who gets an amount, where the parser took the name for a part of it: "paid *Lumen* $700 million".
fn before_amount(syntax: &Syntax, verb: usize) -> Option<usize> {
    let is_value = |at: usize| syntax.mention(at).is_some_and(|mention| mention.kind == MentionKind::Value);
    let amount = syntax.children_by(verb, "obj").find(|&at| is_value(at))?;
    syntax.children_by(amount, "compound").find(|&at| names(syntax, at) && at < amount)
}

/// Whose `noun` is; of a name also whose the noun is that says what it names: "*Lumen*'s Glow app".
fn possessors(syntax: &Syntax, noun: usize) -> Vec<usize> {
    let of =
        |at: usize| syntax.children_by(at, "nmod:poss").map(|at| antecedent(syntax, at)).collect::<Vec<_>>();
    let own = of(noun);
    if !own.is_empty() {
        return own;
    }
    let refers =
        |at: usize| syntax.mention(at).map(|mention| &mention.refers).filter(|refers| !refers.is_empty());
    let Some(named) = refers(noun) else { return own };
    let mut at = noun;
    while let Some(head) = syntax.head(at).filter(|_| syntax.rel(at) == "compound") {
        if refers(head) == Some(named) {
            return of(head);
        }
        at = head;
    }
    own
}

/// Nouns, names and amounts in front of the trigger.
fn compounds(syntax: &Syntax, trigger: Trigger) -> Vec<usize> {
    let fits = |&at: &usize| {
        at < trigger.first
            && (matches!(syntax.rel(at), "compound" | "nummod" | "nmod" | "amod" | "nmod:desc")
                || is_rel(syntax.rel(at), "nmod:unmarked"))
            && syntax.preposition(at).is_empty()
    };
    let mut found: Vec<_> = syntax.children(trigger.token).iter().copied().filter(fits).collect();
    // "a Lumen cloud deal": the name may hang on the word between.
    let nested: Vec<_> = found
        .iter()
        .flat_map(|&at| syntax.children_by(at, "compound"))
        .filter(|&at| at < trigger.first)
        .collect();
    found.extend(nested);
    found
}

/// What the trigger stands in front of or explains, or is explained by.
fn head(syntax: &Syntax, token: usize) -> Vec<usize> {
    let Some(head) = syntax.head(token) else { return Vec::new() };
    match syntax.rel(token) {
        // "Lumen CEO Jane Doe": the title may hang on the company, and that on her.
        "compound" | "flat" => {
            let part = |&at: &usize| matches!(syntax.rel(at), "compound" | "flat");
            let mut heads = vec![head];
            while let Some(above) = heads.last().filter(|at| part(at)).and_then(|&at| syntax.head(at)) {
                heads.push(above);
            }
            heads
        }
        "amod" | "appos" | "nmod:desc" | "nmod" | "nmod:unmarked" => vec![head],
        "conj" => self::head(syntax, head),
        _ => Vec::new(),
    }
}

fn complement(syntax: &Syntax, verb: usize) -> Vec<usize> {
    let speaker = inverted(syntax, verb);
    let clauses: Vec<_> = ["ccomp", "xcomp", "parataxis"]
        .into_iter()
        .flat_map(|rel| syntax.children_by(verb, rel))
        .filter(|&at| Some(at) != speaker)
        .collect();
    if !clauses.is_empty() {
        return clauses;
    }
    // "promised in May to support them", "its range, he added, *covers* cables"
    let promises = syntax.grammar.governor.planned.iter().any(|known| known == syntax.lemma(verb));
    let told = |&at: &usize| match syntax.rel(at) {
        "advcl" => promises && at > verb && is_bare(syntax, at),
        "obj" => {
            let finite = matches!(syntax.node(at).xpos, "VBZ" | "VBD");
            // "added *that demand would grow*", taken for "that demand which would grow"
            let that = syntax.subtree(at).first() == Some(&(verb + 1)) && syntax.lower(verb + 1) == "that";
            at > verb && (finite || that && syntax.has_child(at, "acl:relcl"))
        }
        _ => false,
    };
    if let Some(clause) = syntax.children(verb).iter().copied().find(told) {
        return vec![clause];
    }
    // The parser may hang a "that" clause elsewhere.
    let that = |&at: &usize| at > verb && marked_by(syntax, at, "that");
    if let Some(clause) = (verb..syntax.len()).find(that) {
        return vec![clause];
    }
    // "Lumen will buy it, Reuters reported": the saying hangs below what is said.
    match (syntax.rel(verb), syntax.head(verb)) {
        ("parataxis", Some(head)) => vec![head],
        // "“It is done,” Jane Doe told reporters": here below the words said, whatever the parser took it for.
        ("advcl" | "advcl:relcl", Some(head)) if head < verb && set_off(syntax, verb) => vec![head],
        _ => said_before(syntax, verb).into_iter().collect(),
    }
}

/// Whether a clause with a subject of its own begins after a comma or a quotation mark.
fn set_off(syntax: &Syntax, verb: usize) -> bool {
    let Some(subject) = syntax.children_by(verb, "nsubj").next() else { return false };
    let first = syntax.subtree(subject).first().copied().unwrap_or(subject);
    first > 0 && syntax.node(first - 1).upos == Upos::Punct && !is_relative(syntax, subject)
}

/// The clause before a verb of saying, cut off by a comma: "*Ore is expected in May*, Lumen said".
fn said_before(syntax: &Syntax, verb: usize) -> Option<usize> {
    let clause = |&at: &usize| {
        at < verb && syntax.is_predicate(at) && !syntax.has_child(at, "mark") && syntax.has_child(at, "nsubj")
    };
    // "“It is fair,” said Jane Doe": of two subjects the one behind the verb speaks.
    let turned = syntax.children_by(verb, "nsubj").any(|at| at > verb);
    let rels: &[&str] =
        if turned { &["advcl", "csubj", "dep", "obj", "nsubj"] } else { &["advcl", "csubj", "dep", "obj"] };
    let found = rels.iter().flat_map(|rel| syntax.children_by(verb, rel)).find(clause)?;
    (turned || set_off(syntax, verb)).then_some(found)
}

/// Who speaks, where the name stands behind the verb and the parser missed it: "“…,” said Lumen's *chief*, Jane Doe".
fn inverted(syntax: &Syntax, verb: usize) -> Option<usize> {
    let says = syntax.grammar.report.verbs.iter().any(|known| known == syntax.lemma(verb));
    let finite = matches!(syntax.node(verb).xpos, "VBD" | "VBZ" | "VBP");
    let after_mark = verb > 0 && syntax.node(verb - 1).upos == Upos::Punct;
    if !says || !finite || !after_mark || syntax.has_child(verb, "nsubj") {
        return None;
    }
    let nominal = |&at: &usize| {
        at > verb
            && matches!(syntax.rel(at), "ccomp" | "obj" | "xcomp" | "parataxis" | "dep")
            && matches!(syntax.node(at).upos, Upos::Noun | Upos::Propn)
            && !syntax.is_predicate(at)
            && syntax.subtree(at).first() == Some(&(verb + 1))
    };
    syntax.children(verb).iter().copied().find(nominal)
}

/// The phrases with the preposition `word`: on the trigger, on its carrier, on what hangs between; where the tree has
/// none, the next such phrase to the right before another verb begins, since attachment is what parsers miss most.
fn preposition(syntax: &Syntax, trigger: Trigger, word: &str) -> Vec<usize> {
    let mut found = marked(syntax, trigger.token, word);
    if let (true, Some(carrier)) = (found.is_empty(), trigger.carrier) {
        found = marked(syntax, carrier, word);
    }
    if found.is_empty() {
        found = inner(syntax, trigger.token).into_iter().flat_map(|at| marked(syntax, at, word)).collect();
    }
    if found.is_empty() { to_the_right(syntax, trigger, word) } else { found }
}

/// The phrases below `token` that `word` marks.
pub(super) fn marked(syntax: &Syntax, token: usize, word: &str) -> Vec<usize> {
    let fits = |&at: &usize| {
        let rel = syntax.rel(at);
        (is_rel(rel, "obl") || is_rel(rel, "nmod") || is_rel(rel, "advcl") || is_rel(rel, "acl"))
            && has_preposition(syntax, at, word)
    };
    let mut found: Vec<usize> = syntax.children(token).iter().copied().filter(fits).collect();
    // "to Lumen for $1 billion and to Kestrel for $2 billion": the second hangs on the amount.
    let phrases = |at: &usize| is_rel(syntax.rel(*at), "obl") || is_rel(syntax.rel(*at), "nmod");
    let beside = syntax.children(token).iter().copied().filter(phrases);
    for phrase in beside {
        let others = syntax.children_by(phrase, "conj");
        found.extend(others.filter(|&at| parts(syntax, phrase, at) && syntax.preposition(at) == word));
    }
    found.into_iter().map(|at| swallowed(syntax, at)).collect()
}

/// The name right after the preposition, where the parser took it for a part of the amount that follows: "a deal with
/// *Lumen* worth $10 billion".
fn swallowed(syntax: &Syntax, token: usize) -> usize {
    let is_value = |at: usize| syntax.mention(at).is_some_and(|mention| mention.kind == MentionKind::Value);
    if !is_value(token) {
        return token;
    }
    let case = syntax.children_by(token, "case").find(|&case| case < token);
    let first = case.and_then(|case| syntax.mention(case + 1));
    match first {
        Some(mention) if mention.kind == MentionKind::Name => syntax.head_of(mention),
        _ => token,
    }
}

fn has_preposition(syntax: &Syntax, token: usize, word: &str) -> bool {
    let marks = |at: &usize| matches!(syntax.rel(*at), "case" | "mark");
    let single = syntax.children(token).iter().filter(|at| marks(at)).any(|&at| syntax.lower(at) == word);
    single || (word.contains(' ') && syntax.preposition(token) == word)
}

/// Objects and phrases of `token`, and those of these.
fn inner(syntax: &Syntax, token: usize) -> Vec<usize> {
    let nominal = |&at: &usize| {
        let rel = syntax.rel(at);
        (rel == "obj" || is_rel(rel, "obl") || is_rel(rel, "nmod")) && rel != "nmod:poss"
    };
    let mut found: Vec<_> = syntax.children(token).iter().copied().filter(nominal).collect();
    let nested: Vec<_> = found.iter().flat_map(|&at| syntax.children(at)).copied().filter(nominal).collect();
    found.extend(nested);
    found
}

fn to_the_right(syntax: &Syntax, trigger: Trigger, word: &str) -> Vec<usize> {
    let words: Vec<&str> = word.split(' ').collect();
    for at in trigger.token + 1..syntax.len() {
        // "partner Jane Doe is a member *of* its board"
        let other = syntax.rel(at) == "cop" && syntax.head(at) != syntax.head(trigger.token);
        let verb = syntax.node(at).upos == Upos::Verb || other;
        if verb && syntax.node(at).xpos != "VBN" || syntax.lemma(at) == ";" {
            break;
        }
        let matches = (0..words.len()).all(|i| at + i < syntax.len() && syntax.lower(at + i) == words[i]);
        if matches && matches!(syntax.node(at).upos, Upos::Adp | Upos::Sconj | Upos::Adv | Upos::Verb) {
            let rel = syntax.rel(at);
            if let (true, Some(head)) = (rel == "case" || rel == "mark", syntax.head(at)) {
                // "boss in May, after the takeover *of* Lumen": what hangs on a noun behind a comma has its own place.
                let comma = (trigger.token + 1..at).rev().find(|&at| syntax.word(at) == ",");
                let above = syntax.head(head).filter(|_| is_rel(syntax.rel(head), "nmod"));
                let other = comma.is_some_and(|comma| above.is_some_and(|above| above > comma && above < at));
                return if other { Vec::new() } else { vec![head] };
            }
        }
    }
    Vec::new()
}

/// The verb that the phrase around `token` hangs on: "*raised* money at a valuation of".
fn above(syntax: &Syntax, token: usize) -> Option<usize> {
    let root = syntax.clause_root(token);
    (root != token).then_some(root)
}

/// The temporal phrases of a clause, from the verb outwards.
fn time(syntax: &Syntax, token: usize) -> Vec<usize> {
    let is_time = |&at: &usize| {
        let rel = syntax.rel(at);
        let loose = matches!(rel, "advmod" | "appos" | "nummod" | "vocative" | "dislocated" | "discourse");
        (loose || is_rel(rel, "obl") || is_rel(rel, "nmod"))
            && syntax.mention(at).is_some_and(|mention| mention.kind == MentionKind::Value)
    };
    let mut found = Vec::new();
    for at in std::iter::once(token).chain(syntax.ancestors(token)) {
        found.extend(syntax.children(at).iter().copied().filter(is_time));
        found.extend(inner(syntax, at).into_iter().filter(is_time));
        if at == syntax.clause_root(token) {
            break;
        }
    }
    // "the first since prices fell in 2019": that is when they fell.
    let since = |&at: &usize| {
        syntax
            .ancestors(at)
            .take_while(|&above| above != token)
            .any(|above| syntax.preposition(above) == "since")
    };
    found.retain(|at| !since(at));
    found
}

/// How far a neighbour may stand, in tokens.
const NEAR: usize = 10;

/// The mentions before or after the trigger, nearest first, with no verb between.
fn neighbours(syntax: &Syntax, trigger: Trigger, after: bool) -> Vec<usize> {
    let near = |&mention: &&Mention| {
        let between = if after {
            trigger.token + 1..mention.tokens.start.max(trigger.token + 1)
        } else {
            mention.tokens.end.min(trigger.first)..trigger.first
        };
        let side =
            if after { mention.tokens.start > trigger.token } else { mention.tokens.end <= trigger.first };
        let breaks = |at: usize| match syntax.node(at).upos {
            _ if syntax.mention(at).is_some() => false,
            Upos::Verb | Upos::Aux => true,
            // "head of services at Lumen", but not "the Lumen order ... with President Doe"
            Upos::Noun | Upos::Adj | Upos::Pron => !after,
            _ => false,
        };
        side && between.len() <= NEAR && !between.into_iter().any(breaks)
    };
    let mut found: Vec<_> = syntax.mentions().filter(near).map(|mention| syntax.head_of(mention)).collect();
    if !after {
        found.reverse();
    }
    found
}

/// The name right before the trigger, nouns between: "*Lumen* grid division chief".
fn right_before(syntax: &Syntax, trigger: Trigger) -> Option<usize> {
    let noun = |&at: &usize| matches!(syntax.node(at).upos, Upos::Noun | Upos::Adj);
    let last = (0..trigger.first).rev().find(|at| syntax.mention(*at).is_some() || !noun(at))?;
    let name = syntax.mention(last).filter(|mention| mention.kind == MentionKind::Name)?;
    Some(syntax.head_of(name))
}

/// The name right after the trigger, if need be after a comma: "its unit *Kestrel*".
fn right_after(syntax: &Syntax, trigger: Trigger) -> Option<usize> {
    let next = trigger.token + 1;
    let next = if next < syntax.len() && syntax.node(next).upos == Upos::Punct { next + 1 } else { next };
    let mention = (next < syntax.len()).then(|| syntax.mention(next))??;
    (mention.tokens.start == next).then(|| syntax.head_of(mention))
}

/// Whether a noun means one thing, so that only the first of several names is that.
fn is_one(syntax: &Syntax, token: usize) -> bool {
    matches!(syntax.node(token).xpos, "NN" | "NNP")
}

fn mentions_in(syntax: &Syntax, tokens: &[usize]) -> Vec<usize> {
    // What stands in brackets only says again what stands before: "$19 billion (£12 billion)".
    let aside = |token: usize| syntax.node(token).xpos == "FW" && syntax.rel(token) == "dep";
    let heads = syntax.mentions().map(|mention| syntax.head_of(mention));
    heads.filter(|head| tokens.contains(head) && !aside(*head)).collect()
}
