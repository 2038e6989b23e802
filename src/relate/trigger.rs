//! The words of a sentence that evoke frames.

use super::syntax::Syntax;
use crate::model::{Mention, MentionKind, Upos, Value, is_lower_of};
use crate::pack::Pack;
use crate::pack::frames::{FrameRule, FrameRules, Head, Slot};

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

/// Each trigger of the sentence with the definition it evokes, by place and then by the order of the definitions.
pub(super) fn triggers<'p>(syntax: &Syntax, pack: &'p Pack) -> Vec<(Trigger, &'p FrameRule)> {
    let frames = &pack.frames;
    let mut found = Vec::new();
    for token in 0..syntax.len() {
        for (rule, head) in frames.evoked_by(syntax.lemma(token)) {
            found.extend(trigger(syntax, token, rule, head, frames).map(|trigger| (trigger, rule)));
        }
    }
    for mention in syntax.mentions() {
        for rule in frames.evoked_by_class(&mention.class) {
            // "according to the company"
            if mention.kind != MentionKind::Name
                && (rule.after.is_empty() || mention.kind != MentionKind::Nominal)
            {
                continue;
            }
            let trigger =
                Trigger { token: syntax.head_of(mention), first: mention.tokens.start, carrier: None };
            // "will *chair* the board": what one does is no post.
            if mention.tokens.len() == 1 && syntax.node(trigger.token).upos == Upos::Verb {
                continue;
            }
            let first = introduced_from(syntax, mention, pack).unwrap_or(trigger.first);
            let told = |phrase: &String| {
                follows(syntax, first, phrase) && !introduces_somebody(syntax, mention, pack)
            };
            if rule.after.is_empty() || rule.after.iter().any(told) {
                found.push((trigger, rule));
            }
        }
    }
    found
}

/// Where the words begin that tell who a person is: "according to *Lumen chief executive* Jane Doe".
fn introduced_from(syntax: &Syntax, mention: &Mention, pack: &Pack) -> Option<usize> {
    let classes = &pack.lexicon.names.classes;
    if mention.kind != MentionKind::Name || !pack.ontology.is_a(&mention.class, &classes.person) {
        return None;
    }
    let (mut first, mut titled) = (mention.tokens.start, false);
    while let Some(before) = first.checked_sub(1) {
        match syntax.mention(before) {
            Some(title) if title.class == classes.title => (first, titled) = (title.tokens.start, true),
            Some(name) if titled && name.kind == MentionKind::Name => first = name.tokens.start,
            None if titled && matches!(syntax.lower(before), "and" | "'s" | "’s") => first = before,
            _ => break,
        }
    }
    titled.then_some(first)
}

/// Whether `mention` only tells who the person behind it is.
fn introduces_somebody(syntax: &Syntax, mention: &Mention, pack: &Pack) -> bool {
    let behind = |other: &Mention| {
        other.tokens.start > mention.tokens.start
            && introduced_from(syntax, other, pack).is_some_and(|first| first <= mention.tokens.start)
    };
    syntax.mentions().any(behind)
}

/// Whether `phrase` stands right before `token`, but for an article.
fn follows(syntax: &Syntax, token: usize, phrase: &str) -> bool {
    let article = token > 0 && syntax.node(token - 1).upos == Upos::Det;
    let end = token - usize::from(article);
    let words = phrase.split(' ').count();
    end >= words && (end - words..end).map(|at| syntax.lower(at)).eq(phrase.split(' '))
}

fn trigger(
    syntax: &Syntax,
    token: usize,
    rule: &FrameRule,
    head: &Head,
    frames: &FrameRules,
) -> Option<Trigger> {
    match syntax.node(token).upos {
        Upos::Verb | Upos::Aux if !is_gerund(syntax, token) => {
            let plain = Trigger { token, first: token, carrier: None };
            // "an amended agreement" presupposes an event but does not tell it.
            let tells = syntax.rel(token) != "amod";
            (tells && head.verbs.iter().any(|after| has_particle(syntax, token, after))).then_some(plain)
        }
        // "Lumen Investment Advisers", "€20 a share": a part of a name or of a price tells nothing.
        _ if syntax.mention(token).is_some_and(|mention| is_part(syntax, mention, token)) => None,
        Upos::Noun | Upos::Propn | Upos::Verb => {
            let first = noun_start(syntax, token, head)?;
            // Of "merger agreement" the first word tells no merger of its own.
            let longer = |(other, head): (&FrameRule, &Head)| {
                std::ptr::eq(other, rule) && noun_start(syntax, token + 1, head).is_some_and(|at| at <= first)
            };
            if token + 1 < syntax.len() && frames.evoked_by(syntax.lemma(token + 1)).any(longer) {
                return None;
            }
            let carrier = carrier(syntax, token, &rule.light, frames)
                .filter(|&verb| !(is_paid_for(syntax, token, verb) && is_received(rule)));
            (carrier.is_some() || !rule.only_light).then_some(Trigger { token, first, carrier })
        }
        Upos::Adj => {
            let plain = Trigger { token, first: token, carrier: None };
            // "its *subsidiary* Kestrel": before a name a noun may pass for an adjective.
            let before_name = syntax.mentions().any(|mention| mention.tokens.start == token + 1);
            let noun = || head.nouns.iter().any(Vec::is_empty);
            (head.adjective || before_name && noun()).then_some(plain)
        }
        _ => None,
    }
}

/// Whether `token` is a name of somebody or a word of one, or a word of a price.
fn is_part(syntax: &Syntax, mention: &Mention, token: usize) -> bool {
    matches!(mention.value, Some(Value::Money(_)))
        || mention.kind == MentionKind::Name
            && syntax.node(token).upos == Upos::Propn
            && !mention.refers.is_empty()
}

/// Whether the word in -ing is a noun: "its 12% *holding* in Lumen".
fn is_gerund(syntax: &Syntax, token: usize) -> bool {
    let before = |rel: &str| syntax.children_by(token, rel).any(|child| child < token);
    syntax.node(token).xpos == "VBG" && (before("nmod:poss") || before("det") || before("amod"))
}

/// Whether `token` is the verb, with its particle if it has one: "team up".
pub(super) fn is_verb(syntax: &Syntax, token: usize, verb: &str) -> bool {
    let mut words = verb.split(' ');
    words.next() == Some(syntax.lemma(token)) && has_particle(syntax, token, &words.collect::<Vec<_>>())
}

/// Whether the verb `token` has the particle `after` it, if there is one.
fn has_particle<W: AsRef<str>>(syntax: &Syntax, token: usize, after: &[W]) -> bool {
    let [particle] = after else { return after.is_empty() };
    // "took Lumen *private*": behind the object the parser may take it for a part of that.
    let behind_object = syntax.children_by(token, "obj").map(|object| object + 1);
    ["compound:prt", "advmod", "xcomp"]
        .into_iter()
        .flat_map(|rel| syntax.children_by(token, rel))
        .chain(behind_object)
        .chain([token + 1])
        .any(|at| at > token && at < syntax.len() && syntax.lower(at) == particle.as_ref())
}

/// Where the longest noun of `head` that ends at `token` begins; hyphens between its words do not count.
fn noun_start(syntax: &Syntax, token: usize, head: &Head) -> Option<usize> {
    let start = |before: &Vec<String>| {
        before.iter().try_fold(token, |at, word| {
            let at = at.checked_sub(1)?;
            let at = if syntax.word(at) == "-" { at.checked_sub(1)? } else { at };
            is_lower_of(word, syntax.lemma(at)).then_some(at)
        })
    };
    head.nouns.iter().filter_map(start).min()
}

/// The verb of `light` that has `noun` as its object, in whatever voice or clause: "made an investment", "an investment
/// was made", "the investment it made", "struck a deal for an investment"; or that a preposition of `light` ties it to.
fn carrier(syntax: &Syntax, noun: usize, light: &[String], frames: &FrameRules) -> Option<usize> {
    let is_light = |&verb: &usize| light.iter().any(|known| is_verb(syntax, verb, known));
    // "rights and a licence": the first of coordinated nouns hangs on the verb.
    let first = if syntax.rel(noun) == "conj" { syntax.head(noun)? } else { noun };
    if let Some(venture) = venture(syntax, first) {
        return is_told(syntax, venture, light);
    }
    // "set up a firm in *partnership* with Lumen": the phrase is of the verb that it stands with.
    let definite = |at: usize| !matches!(syntax.lemma(at), "a" | "an");
    if light.iter().any(|known| *known == *syntax.preposition(noun))
        && !syntax.children_by(noun, "det").any(definite)
    {
        // "sells it under a *settlement* that Lumen reached with Kestrel": who reached it has a part in it, not who sells.
        let own =
            syntax.children_by(noun, "acl").find(|verb| is_light(verb) && has_own_subject(syntax, *verb));
        let around = || Some(syntax.clause_root(noun)).filter(|&verb| syntax.node(verb).upos == Upos::Verb);
        return own.or_else(around);
    }
    // "bought $1 billion of Lumen *shares*", "signed an agreement on a *licence*"
    let through = |at: &usize| {
        syntax.rel(*at).starts_with("nmod")
            && syntax.head(*at).is_some_and(|head| {
                frames.evoked_by(syntax.lemma(head)).next().is_some() || syntax.is_value(head)
            })
    };
    let first = if through(&first) { syntax.head(first)? } else { first };
    if matches!(syntax.rel(first), "obj" | "nsubj:pass" | "obl" | "xcomp") {
        let verb = syntax.head(first).filter(is_light);
        if verb.is_some() {
            return verb;
        }
    }
    syntax.children_by(noun, "acl").find(|verb| is_light(verb) && !is_done_by_noun(syntax, *verb))
}

/// "a merger that *ends* a feud": whether the noun that a relative clause tells of does what its `verb` says to something else.
fn is_done_by_noun(syntax: &Syntax, verb: usize) -> bool {
    syntax.has_child(verb, "obj") && syntax.children_by(verb, "nsubj").any(|at| syntax.is_relative(at))
}

/// Whether a relative clause says by itself who does what its `verb` says: "that *Lumen* reached".
fn has_own_subject(syntax: &Syntax, verb: usize) -> bool {
    syntax.children_by(verb, "nsubj").any(|at| !syntax.is_relative(at))
}

/// "handed Lumen $7 billion for the *right*": whether `noun` is what `verb` gives a sum for.
fn is_paid_for(syntax: &Syntax, noun: usize, verb: usize) -> bool {
    syntax.preposition(noun) == "for" && syntax.children_by(verb, "obj").any(|at| syntax.is_value(at))
}

/// Whether a definition is of what a light verb gives somebody: "gave *Lumen* the right".
fn is_received(rule: &FrameRule) -> bool {
    rule.roles.values().any(|role| role.at.iter().any(|slot| *slot.get_ref() == Slot::Indirect))
}

/// The talks or plans that `noun` hangs on: "held *talks* about a takeover".
pub(super) fn venture(syntax: &Syntax, noun: usize) -> Option<usize> {
    let head = syntax.head(noun).filter(|_| syntax.rel(noun).starts_with("nmod"))?;
    syntax.grammar.ventures.contains(syntax.lemma(head)).then_some(head)
}

/// What tells of the talks or plans `venture`: the verb that has them as its object, or they themselves if somebody is in
/// them.
fn is_told(syntax: &Syntax, venture: usize, light: &[String]) -> Option<usize> {
    if syntax.has_child(venture, "nsubj") {
        return Some(venture);
    }
    let verb =
        syntax.head(venture).filter(|_| matches!(syntax.rel(venture), "obj" | "nsubj:pass" | "obl"))?;
    let known = light.iter().chain(&syntax.grammar.tells_venture).any(|known| is_verb(syntax, verb, known));
    known.then_some(verb)
}
