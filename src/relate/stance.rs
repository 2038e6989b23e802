//! How a text holds what it says: as a fact, a plan, a possibility, a denial, or somebody's word.

use super::slots::{is_passive, marked, verb_subject};
use super::syntax::{Syntax, is_rel};
use super::trigger::{self, Trigger};
use crate::model::{EntityIx, Modality, Upos};
use crate::pack::frames::{Negated, Stance};
use crate::pack::lexicon::grammar::{Colours, Grammar};

/// How one frame is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Held {
    pub(super) modality: Modality,
    pub(super) attributed_to: Option<EntityIx>,
    /// Whether the text says that it held before and does no longer.
    pub(super) ended: bool,
}

/// How the text holds what `trigger` evokes; `None` if it says nothing then.
pub(super) fn held(
    syntax: &Syntax,
    trigger: Trigger,
    arguments: &[usize],
    negated: Negated,
    least: Option<Stance>,
    grammar: &Grammar,
) -> Option<Held> {
    let mut colour = Colour::default();
    let start = trigger.carrier.unwrap_or(trigger.token);
    colour.read_noun(syntax, trigger, grammar);
    if let Some(carrier) = trigger.carrier {
        // "sold its stake", "rejected the offer", "turned down the offer": the light verb itself tells.
        colour.mix_outcome(&grammar.governor, syntax.lemma(carrier));
        colour.mix_phrasal(syntax, carrier, grammar);
        if let Some(venture) = trigger::venture(syntax, trigger.token) {
            colour.mix(&grammar.governor, syntax.lemma(venture));
        }
    }
    let mut at = start;
    loop {
        colour.read_predicate(syntax, at, grammar);
        let Some(head) = syntax.head(at) else { break };
        if !colour.climb(syntax, at, head, grammar) {
            break;
        }
        at = head;
    }
    if arguments.iter().any(|&token| empties(syntax, token, grammar)) {
        colour.denied = !colour.denied;
    }
    let attributed_to = source(syntax, start, grammar);
    // "has not given up its bid": what has not ended goes on.
    if colour.denied && colour.ended {
        (colour.denied, colour.ended) = (false, false);
    }
    if colour.denied && negated == Negated::Ended {
        colour.ended = true;
        colour.denied = false;
        colour.planned = false;
    }
    if colour.denied && negated == Negated::Nothing {
        return None;
    }
    // "will consider selling its stake": so far it has it.
    let ended = colour.ended && !colour.hypothetical;
    match least {
        Some(Stance::Planned) => colour.planned = true,
        Some(Stance::Hypothetical) => colour.hypothetical = true,
        None => {}
    }
    Some(Held { modality: colour.modality(attributed_to), attributed_to, ended })
}

#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "words set each of them by itself, in all combinations")]
struct Colour {
    planned: bool,
    hypothetical: bool,
    denied: bool,
    ended: bool,
}

impl Colour {
    fn modality(&self, attributed_to: Option<EntityIx>) -> Modality {
        if self.denied {
            Modality::Denied
        } else if self.hypothetical {
            Modality::Hypothetical
        } else if self.planned {
            Modality::Planned
        } else if attributed_to.is_some() {
            Modality::Reported
        } else {
            Modality::Asserted
        }
    }

    /// "no agreement", "a proposed merger", "a planned investment"; "its *former* subsidiary Kestrel", where both describe the name.
    fn read_noun(&mut self, syntax: &Syntax, trigger: Trigger, grammar: &Grammar) {
        let beside = trigger.first.checked_sub(1).filter(|&before| {
            syntax.rel(before) == "amod"
                && syntax
                    .head(before)
                    .is_some_and(|head| head != trigger.token && syntax.head(trigger.token) == Some(head))
        });
        if let Some(before) = beside {
            self.mix_outcome(&grammar.governor, syntax.lemma(before));
        }
        for &child in syntax.children(trigger.token) {
            let lemma = syntax.lemma(child);
            match syntax.rel(child) {
                "det" if grammar.negation.empty.contains(lemma) => self.denied = !self.denied,
                "amod" => self.mix(&grammar.governor, lemma),
                _ => {}
            }
        }
    }

    /// Auxiliaries and adverbs of one predicate.
    fn read_predicate(&mut self, syntax: &Syntax, token: usize, grammar: &Grammar) {
        let mut words = Vec::new();
        // "is to buy"
        self.planned |= syntax.is_infinitive(token) && syntax.has_child(token, "cop");
        // "is to be bought"
        self.planned |= syntax.children_by(token, "mark").any(|to| {
            let before = to.checked_sub(1).filter(|&at| syntax.head(at) == Some(token));
            before.is_some_and(|at| syntax.rel(at) == "aux" && syntax.lemma(at) == "be")
        });
        // "closer to buying"
        self.planned |= syntax.node(token).xpos == "VBG"
            && syntax.children_by(token, "mark").any(|mark| syntax.lower(mark) == "to")
            && syntax.head(token).is_some_and(|head| matches!(syntax.node(head).upos, Upos::Adj | Upos::Adv));
        // "was coming to"
        self.planned |= syntax.node(token).xpos == "VBG"
            && syntax.has_child(token, "aux")
            && grammar.coming.contains(syntax.lemma(token));
        // "is not *worth* $5 million"
        let worth =
            syntax.children_by(token, "amod").filter(|&at| grammar.measuring.contains(syntax.lemma(at)));
        let below: Vec<usize> = worth.flat_map(|at| syntax.children(at)).copied().collect();
        for &child in syntax.children(token).iter().chain(&below) {
            let lemma = syntax.lemma(child);
            match syntax.rel(child) {
                rel if is_rel(rel, "aux") || rel == "cop" => {
                    self.mix(&grammar.modal, lemma);
                    self.mix(&grammar.modal, syntax.lower(child));
                }
                // "is no longer part of": the parser may take "longer" for an adjective.
                "advmod" | "amod" | "cc:preconj" => words.push(child),
                "mark" if grammar.report.conditions.contains(lemma) => self.hypothetical = true,
                _ => {}
            }
            // "not just Lumen"
            let taken_back =
                child + 1 < syntax.len() && grammar.negation.more.contains(syntax.lower(child + 1));
            if grammar.negation.words.contains(syntax.lower(child))
                && syntax.rel(child) != "cc"
                && !taken_back
            {
                self.denied = !self.denied;
            }
        }
        for word in words {
            let phrase: Vec<&str> = syntax.subtree(word).into_iter().map(|at| syntax.lower(at)).collect();
            if grammar.negation.ended.contains(&phrase.join(" ")) {
                self.ended = true;
            }
        }
    }

    /// Goes on to the predicate above; `false` where the clause ends for good.
    fn climb(&mut self, syntax: &Syntax, at: usize, head: usize, grammar: &Grammar) -> bool {
        let lemma = syntax.lemma(head);
        // "giving up its bid and selling the mill": what is joined to it is not given up.
        if !matches!(syntax.rel(at), "conj" | "advcl" | "parataxis") {
            self.mix_phrasal(syntax, head, grammar);
        }
        match syntax.rel(at) {
            // "will *end up* owning Kestrel": with a particle the verb means something else.
            "xcomp" if syntax.has_child(head, "compound:prt") => true,
            "xcomp" | "ccomp" | "csubj" => {
                self.mix(&grammar.governor, lemma);
                self.ended |= used_to(syntax, at, head);
                true
            }
            // "will pay $5 million to settle"
            "advcl" if syntax.is_infinitive(at) && !syntax.has_child(at, "nsubj") => true,
            // "will pay once the deal closes": what the plan waits for is no fact yet.
            "advcl" if waits(syntax, at, grammar) => {
                let mut above = Self::default();
                above.read_predicate(syntax, head, grammar);
                self.planned |= above.planned;
                self.hypothetical |= above.hypothetical;
                false
            }
            // "kept Lumen from buying", "interested in buying"
            "advcl" if syntax.node(at).xpos == "VBG" && self.mix_gerund(syntax, at, head, grammar) => true,
            // "a deal announced in May": what was done to it is no plan.
            "acl" => {
                if syntax.node(at).xpos != "VBN" || syntax.is_infinitive(at) {
                    self.mix(&grammar.governor, lemma);
                }
                self.planned |= syntax.is_infinitive(at) && syntax.is_name(head);
                self.mix_empty(empties(syntax, head, grammar), lemma, grammar);
                true
            }
            // "merger talks"
            "compound" if !syntax.is_predicate(at) => {
                self.mix(&grammar.governor, lemma);
                true
            }
            // "If the merger is blocked": what is said of it is no fact.
            "nsubj" => {
                let mut marks = syntax.children_by(head, "mark").map(|at| syntax.lemma(at));
                self.hypothetical |= marks.any(|mark| grammar.report.conditions.contains(mark));
                self.ended |= comes_to_nothing(syntax, head, grammar);
                false
            }
            "obj" | "nsubj:pass" => {
                self.mix(&grammar.governor, lemma);
                syntax.is_predicate(head)
            }
            "conj" if syntax.is_predicate(head) => self.goes_on(syntax, at, head, grammar),
            rel if is_rel(rel, "obl") && is_beside(syntax, at, head) => false,
            rel if is_rel(rel, "obl") && is_attempt(syntax, at, lemma, grammar) => {
                self.hypothetical = true;
                false
            }
            rel if is_rel(rel, "obl") || is_rel(rel, "nmod") => {
                self.mix(&grammar.governor, lemma);
                // "in talks on a deal", "the end of its exclusive contract"
                grammar.governor.hypothetical.contains(lemma) || grammar.governor.ended.contains(lemma)
            }
            _ => false,
        }
    }

    /// "plans to buy X and *sell* Y": the second verb shares what colours the first, "once ran X and *is* at Y" does not.
    fn goes_on(&mut self, syntax: &Syntax, at: usize, head: usize, grammar: &Grammar) -> bool {
        let apart = ["nsubj", "aux", "cop"].iter().any(|rel| syntax.has_child(at, rel));
        if apart {
            self.skip_to_governor(syntax, head, grammar);
        }
        !apart
    }

    fn skip_to_governor(&mut self, syntax: &Syntax, conjunct: usize, grammar: &Grammar) {
        if let (Some(head), "xcomp" | "ccomp") = (syntax.head(conjunct), syntax.rel(conjunct)) {
            self.mix(&grammar.governor, syntax.lemma(head));
        }
    }

    fn mix(&mut self, colours: &Colours, lemma: &str) {
        self.planned |= colours.planned.contains(lemma);
        self.hypothetical |= colours.hypothetical.contains(lemma);
        self.mix_outcome(colours, lemma);
    }

    /// Whether what governs the form in -ing at `at` colours it: who is kept *from* buying does not buy, unless that can be undone.
    fn mix_gerund(&mut self, syntax: &Syntax, at: usize, head: usize, grammar: &Grammar) -> bool {
        let kept = syntax.is_marked_by(at, "from");
        if kept {
            self.mix(&grammar.keeping, syntax.lemma(head));
        } else if syntax.node(head).upos == Upos::Adj {
            self.mix(&grammar.governor, syntax.lemma(head));
        }
        kept || syntax.node(head).upos == Upos::Adj
    }

    /// "called off": the verb with its particle, whatever the parser took that for.
    fn mix_phrasal(&mut self, syntax: &Syntax, verb: usize, grammar: &Grammar) {
        let after = (verb + 1 < syntax.len()).then_some(verb + 1);
        let particles: Vec<usize> = syntax.children_by(verb, "compound:prt").collect();
        let beside = after.filter(|at| !particles.contains(at));
        for particle in particles.iter().copied().chain(beside) {
            self.mix_outcome(
                &grammar.governor,
                &format!("{} {}", syntax.lemma(verb), syntax.lower(particle)),
            );
        }
    }

    /// "has no plans to buy", but "no certainty that Lumen will buy"
    fn mix_empty(&mut self, empty: bool, lemma: &str, grammar: &Grammar) {
        let open = grammar.negation.certain.contains(lemma);
        self.hypothetical |= empty && open;
        self.denied ^= empty && !open;
    }

    fn mix_outcome(&mut self, colours: &Colours, lemma: &str) {
        self.denied ^= colours.denied.contains(lemma);
        self.ended |= colours.ended.contains(lemma);
    }
}

/// Whether the verb, without an object, says that its subject came to nothing: "the purchase *collapsed*", "the sale *fell apart*".
fn comes_to_nothing(syntax: &Syntax, verb: usize, grammar: &Grammar) -> bool {
    let fails = grammar.failing.iter().any(|known| trigger::is_verb(syntax, verb, known));
    fails && !["obj", "xcomp", "ccomp"].into_iter().any(|rel| syntax.has_child(verb, rel))
}

/// "*used* to own a mill": whether what the clause at `at` tells is over.
fn used_to(syntax: &Syntax, at: usize, head: usize) -> bool {
    let past = syntax.lemma(head) == "use" && syntax.node(head).xpos == "VBD";
    past && syntax.rel(at) == "xcomp" && !syntax.has_child(head, "obj")
}

/// Whether a phrase only says who, how or when: "replaced *by the operating chief*" does not end him, nor "sells lamps *through a
/// venture*" that, and in "stepped down as chairman *as the merger neared*" the second "as" says when.
fn is_beside(syntax: &Syntax, at: usize, head: usize) -> bool {
    match &*syntax.preposition(at) {
        "by" | "through" | "under" | "via" => true,
        "as" => is_second(syntax, at, head) || supplants(syntax, head),
        _ => false,
    }
}

/// "Jane Doe *replaced* John Roe as chairman": what somebody becomes by it has not ended.
fn supplants(syntax: &Syntax, verb: usize) -> bool {
    syntax.grammar.supplanting.contains(syntax.lemma(verb)) && !is_passive(syntax, verb)
}

/// "was rebuffed in its *bid* to buy": who fails with an attempt has made it.
fn is_attempt(syntax: &Syntax, at: usize, verb: &str, grammar: &Grammar) -> bool {
    grammar.governor.denied.contains(verb) && grammar.governor.hypothetical.contains(syntax.lemma(at))
}

/// Whether another phrase with the preposition of `token` stands before it on `head`.
fn is_second(syntax: &Syntax, token: usize, head: usize) -> bool {
    let same = |&at: &usize| at < token && syntax.preposition(at) == syntax.preposition(token);
    syntax.children_by(head, "obl").any(|at| same(&at))
}

/// Whether a clause tells what has to come first: "once the deal closes", "upon completing the sale".
fn waits(syntax: &Syntax, clause: usize, grammar: &Grammar) -> bool {
    let opens = |at: usize| matches!(syntax.rel(at), "mark" | "case" | "advmod");
    let awaits = |at: usize| grammar.awaiting.contains(syntax.lower(at));
    syntax.children(clause).iter().any(|&at| at < clause && opens(at) && awaits(at))
}

/// "*None of the three* receives", "*no* company".
fn empties(syntax: &Syntax, token: usize, grammar: &Grammar) -> bool {
    // The parser may miss what "none of" belongs to, so the words before count too.
    let before = (token.saturating_sub(3)..token)
        .rev()
        .take_while(|&at| syntax.mention(at).is_none() || at + 1 == token);
    let none_of = token >= 2
        && before.into_iter().any(|at| {
            syntax.lower(at) == "of" && at > 0 && grammar.negation.empty.contains(syntax.lower(at - 1))
        });
    none_of
        || grammar.negation.empty.contains(syntax.lemma(token))
        || syntax.children_by(token, "det").any(|det| grammar.negation.empty.contains(syntax.lemma(det)))
}

/// Who is said to say so: the subject of a verb of saying above or beside, or the source after "according to".
fn source(syntax: &Syntax, token: usize, grammar: &Grammar) -> Option<EntityIx> {
    let path = std::iter::once(token).chain(syntax.ancestors(token));
    let mut below = None;
    for at in path {
        let beside = syntax
            .children_by(at, "parataxis")
            .filter(|&verb| verb != token && reports(syntax, verb, grammar));
        let above = below.filter(|&clause: &usize| {
            reports(syntax, at, grammar)
                && (matches!(syntax.rel(clause), "ccomp" | "parataxis" | "obj" | "xcomp" | "advcl")
                    || is_rel(syntax.rel(clause), "obl"))
        });
        for verb in beside.chain(above.map(|_| at)) {
            if let Some(speaker) = verb_subject(syntax, verb).into_iter().find_map(|at| entity(syntax, at)) {
                return Some(speaker);
            }
        }
        for word in &grammar.report.prepositions {
            if let Some(speaker) = marked(syntax, at, word).into_iter().find_map(|at| entity(syntax, at)) {
                return Some(speaker);
            }
        }
        below = Some(at);
    }
    None
}

fn reports(syntax: &Syntax, verb: usize, grammar: &Grammar) -> bool {
    grammar.report.verbs.contains(syntax.lemma(verb))
}

fn entity(syntax: &Syntax, token: usize) -> Option<EntityIx> {
    match syntax.mention(token)?.refers[..] {
        [one] => Some(one),
        _ => None,
    }
}
