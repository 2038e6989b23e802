//! What stands between commas, or between dashes, after a noun and says more of it: "Lumen, which owns half of Kestrel, sold", "Lumen, the
//! lamp maker, sold", "Lumen, owned by Kestrel, sold".
//!
//! A parser that goes from left to right once takes the verb of such an insertion for that of the sentence. So each is
//! found by the tags of its first words and of what follows it, the sentence is parsed without it, it is parsed by
//! itself, and its tree is hung on the noun before it.

use std::borrow::Cow;
use std::ops::Range;

use super::parse::{self, Parser};
use super::{finite, retag};
use crate::model::{Node, Rel, Tree, Upos, lower};
use crate::pack::frames::FrameRules;

/// How deep insertions may stand in insertions.
const DEPTH: usize = 3;

/// How many words may stand between an auxiliary and its verb, or in brackets behind a name.
const ASIDE: usize = 8;

/// An insertion in a sentence.
struct Insertion {
    /// What it hangs on: mostly the noun before it.
    host: usize,
    /// Where the sentence breaks off.
    open: usize,
    /// Its words, without the commas around it.
    words: Range<usize>,
    /// Where the sentence goes on.
    end: usize,
    rel: Rel,
}

/// Words of a sentence.
#[derive(Clone, Copy)]
pub(super) struct Part<'a> {
    pub(super) words: &'a [&'a str],
    /// Which of them stand for names.
    pub(super) named: &'a [bool],
    /// Which of them are finite verbs that the tagger takes for nouns.
    pub(super) finite: &'a [bool],
    /// The word that stands in for an amount.
    pub(super) sum: &'a str,
    /// What knows the forms of verbs.
    pub(super) frames: &'a FrameRules,
}

/// The tree of `part`, given with its tags.
pub(super) fn apart(parser: &Parser, tagged: &parse::Tagged, part: Part) -> Tree {
    at_depth(parser, tagged, part, 0)
}

/// As [`apart`]. The whole is parsed only if there is no insertion in it; otherwise each word is parsed with its part.
fn at_depth(parser: &Parser, tagged: &parse::Tagged, part: Part, depth: usize) -> Tree {
    let mut nodes = parser.unattached(tagged);
    let mut found = if depth < DEPTH { Tagged { part, nodes: &nodes }.insertions() } else { Vec::new() };
    if found.is_empty() {
        return parser.attach(tagged);
    }
    let kept: Vec<usize> = (0..part.words.len())
        .filter(|&at| found.iter().all(|one| !(one.open..one.end).contains(&at)))
        .collect();
    let whole = place(&mut nodes, &kept, parser, part, depth.max(1));
    for one in found.iter_mut().filter(|one| one.rel.0 == "parataxis") {
        one.host = whole;
    }
    for one in &found {
        let inside: Vec<usize> = one.words.clone().collect();
        let root = place(&mut nodes, &inside, parser, part, depth + 1);
        if one.rel.0 == "nmod" {
            let sum = one.words.end - 1;
            for (at, node) in nodes.iter_mut().enumerate().take(sum).skip(one.words.start) {
                node.head = Some(sum);
                node.rel = Rel(if at + 1 == sum { "case" } else { "dep" });
            }
            nodes[sum] = Node { head: Some(one.host), rel: one.rel, ..nodes[sum].clone() };
            continue;
        }
        hang(&mut nodes, root, one);
        let marked = if one.rel.0 == "parataxis" { root } else { one.host };
        for comma in (one.open..one.end).filter(|at| !one.words.contains(at)) {
            nodes[comma] = Node { head: Some(marked), rel: Rel("punct"), ..nodes[comma].clone() };
        }
    }
    Tree { nodes }
}

/// Hangs an insertion on its host. Of "the company owned by Kestrel" the noun explains the host, though by itself it
/// reads as a sentence.
fn hang(nodes: &mut [Node], root: usize, one: &Insertion) {
    let mut subjects = one.words.clone().filter(|&at| {
        nodes[at].head == Some(root) && nodes[at].rel.0.starts_with("nsubj") && nodes[root].upos == Upos::Verb
    });
    let top = match subjects.next() {
        Some(noun) if one.rel.0 == "appos" => {
            // "the lamp maker it spun off": who does so stands behind the noun.
            let rel = if subjects.next().is_some() { "acl:relcl" } else { "acl" };
            nodes[root].head = Some(noun);
            nodes[root].rel = Rel(rel);
            noun
        }
        _ => root,
    };
    nodes[top].head = Some(one.host);
    nodes[top].rel = one.rel;
    if one.rel.0 == "parataxis" {
        tells(nodes, top);
    }
    // "Lumen, led by Jane Doe": what hangs there by itself is no past tense.
    if one.rel.0 == "acl" && nodes[top].xpos == "VBD" {
        nodes[top].xpos = "VBN";
    }
}

/// "the paper *reports*": what was taken for a noun is the verb, and what stands before it the subject.
fn tells(nodes: &mut [Node], verb: usize) {
    if nodes[verb].upos == Upos::Noun && nodes[verb - 1].head == Some(verb) {
        nodes[verb].upos = Upos::Verb;
        nodes[verb].xpos = "VBZ";
        nodes[verb - 1].rel = Rel("nsubj");
    }
}

/// Parses the words of `part` at `places` by themselves and puts their nodes there; gives the place of the root.
pub(super) fn place(
    nodes: &mut [Node],
    places: &[usize],
    parser: &Parser,
    part: Part,
    depth: usize,
) -> usize {
    let words: Vec<&str> = places.iter().map(|&at| part.words[at]).collect();
    let named: Vec<bool> = places.iter().map(|&at| part.named[at]).collect();
    let verbs: Vec<bool> = places.iter().map(|&at| part.finite[at]).collect();
    let mut tagged = parser.tag(&words, &|at| named[at]);
    tagged.know_verbs(parser, &words, |form| part.frames.verb_of(form));
    finite::put_right(parser, &mut tagged, &verbs);
    retag::put_right(parser, &mut tagged, &words, &named, part.frames);
    let own = Part { words: &words, named: &named, finite: &verbs, ..part };
    let tree = at_depth(parser, &tagged, own, depth);
    let mut root = places[0];
    for (node, &at) in tree.nodes.iter().zip(places) {
        nodes[at] = Node { head: node.head.map(|head| places[head]), ..node.clone() };
        if node.head.is_none() {
            root = at;
        }
    }
    root
}

/// Words with their tags.
struct Tagged<'a> {
    part: Part<'a>,
    nodes: &'a [Node],
}

impl Tagged<'_> {
    fn insertions(&self) -> Vec<Insertion> {
        let mut found: Vec<Insertion> = Vec::new();
        let mut at = 1;
        while at + 1 < self.part.words.len() {
            let one = self.worth(at).or_else(|| self.insertion(at)).or_else(|| self.dashed(at));
            let one = one.or_else(|| self.bracketed(at));
            match one.or_else(|| self.saying(at)).or_else(|| self.between_verbs(at)) {
                Some(one) => {
                    at = one.end;
                    found.push(one);
                }
                None => at += 1,
            }
        }
        found
    }

    /// "a deal *worth $5 billion* for": a price between a noun and what goes on with it, as one sum.
    fn worth(&self, at: usize) -> Option<Insertion> {
        let noun = self.nodes[at - 1].upos == Upos::Noun;
        let worth = |at: usize| {
            self.part.words.get(at) == Some(&"worth") && self.part.words.get(at + 1) == Some(&self.part.sum)
        };
        // "a deal *thought to be worth $5 billion*": taggers take the participle for a past tense.
        let told = matches!(self.xpos(at), "VBN" | "VBD")
            && self.part.words.get(at + 1) == Some(&"to")
            && self.part.words.get(at + 2) == Some(&"be")
            && worth(at + 3)
            && (noun || self.part.named[at - 1]);
        let end = if told { at + 5 } else { at + 2 };
        let fits = told || noun && worth(at) && end < self.part.words.len();
        fits.then_some(Insertion { host: at - 1, open: at, words: at..end, end, rel: Rel("nmod") })
    }

    /// The insertion that the comma at `comma` opens.
    fn insertion(&self, comma: usize) -> Option<Insertion> {
        let host = comma - 1;
        let noun = matches!(self.nodes[host].upos, Upos::Noun | Upos::Propn) || self.part.named[host];
        if self.part.words[comma] != "," || !noun {
            return None;
        }
        let first = comma + 1;
        let (rel, close) = if self.is_relative(first) {
            ("acl:relcl", self.end_of_clause(first)?)
        } else if let Some(close) = self.naming(first) {
            ("acl", close)
        } else if self.tells_share(first) {
            ("acl", self.resumes(first, false).or_else(|| self.last(first))?)
        } else if self.is_participle(first) || self.part.named[host] && self.xpos(first) == "VBG" {
            ("acl", self.resumes(first, false)?)
        } else if self.is_noun_phrase(first) && self.part.named[host] {
            ("appos", self.end_of_noun_phrase(first)?)
        } else {
            return None;
        };
        let end = if self.part.words[close] == "," { close + 1 } else { close };
        (close > first).then_some(Insertion { host, open: comma, words: first..close, end, rel: Rel(rel) })
    }

    /// Who says so, between commas or at the end: "Its range, *he added*, covers cables", "Its range, *he said on Monday*, and". Nothing
    /// else is as short as a subject, a verb and a day.
    fn saying(&self, comma: usize) -> Option<Insertion> {
        let Part { words, named, .. } = self.part;
        if words[comma] != "," {
            return None;
        }
        let first = comma + 1;
        let pronoun = self.xpos(first) == "PRP";
        let verb = if named[first] || pronoun {
            first + 1
        } else if self.xpos(first) == "DT" && self.xpos(first + 1).starts_with("NN") {
            first + 2
        } else {
            self.told_by_some(first)?
        };
        // "Lumen reports" may be read as its reports.
        let tells = matches!(self.xpos(verb), "VBD" | "VBZ" | "VBP") || self.lower(verb) == "reports";
        // "…, Lumen reports.": at the end only what may be read so needs to be parsed apart.
        let last = self.last(verb) == Some(verb + 1) && !self.is_finite(verb);
        let dated = matches!(&*self.lower(verb + 1), "on" | "in") && self.xpos(verb + 2) == "NNP";
        let close = if dated { verb + 3 } else { verb + 1 };
        let end = if last { close } else { close + 1 };
        let fits = tells
            && (last || words.get(close) == Some(&","))
            && !words.get(end).is_some_and(|word| matches!(*word, "\"" | "“" | "'" | "‘"))
            && (pronoun || (0..comma).chain(end..words.len()).any(|at| self.is_finite(at)));
        let words = first..close;
        fits.then_some(Insertion { host: comma - 1, open: comma, words, end, rel: Rel("parataxis") })
    }

    /// The verb behind a plural noun at `first` and what says which are meant: "*sources said*, and", "*two people close to the talks
    /// said*, has".
    fn told_by_some(&self, first: usize) -> Option<usize> {
        let plural = (first..first + 2).find(|&at| self.xpos(at) == "NNS")?;
        let counted = (first..plural).all(|at| matches!(self.xpos(at), "CD" | "JJ"));
        let next = plural + 1;
        let end = self.part.words.len().min(next + ASIDE);
        let verb = (next..end).find(|&at| matches!(self.xpos(at), "VBD" | "VBP"))?;
        let which = matches!(self.xpos(next), "JJ" | "VBN" | "IN");
        let plain = (next..verb).all(|at| self.part.words[at] != "," && !self.part.named[at]);
        (counted && plain && (which || verb == next)).then_some(verb)
    }

    /// What stands between an auxiliary and its verb: "has, *in parallel*, obtained".
    fn between_verbs(&self, comma: usize) -> Option<Insertion> {
        let words = self.part.words;
        if words[comma] != "," {
            return None;
        }
        let first = comma + 1;
        let before = self.lower(comma - 1);
        let auxiliary = self.xpos(comma - 1) == "MD"
            || matches!(&*before, "are" | "had" | "has" | "have" | "is" | "was" | "were");
        if !auxiliary || self.xpos(first) != "IN" {
            return None;
        }
        let close = (first + 1..words.len().min(first + ASIDE)).find(|&at| words[at] == ",")?;
        let clause = (first..close).any(|at| self.is_finite(at));
        let goes_on = matches!(self.xpos(close + 1), "VB" | "VBD" | "VBG" | "VBN");
        let (words, end) = (first..close, close + 1);
        (goes_on && !clause).then_some(Insertion { host: end, open: comma, words, end, rel: Rel("obl") })
    }

    /// The insertion that the dash at `open` opens: "Lumen – which owns half of Kestrel – has agreed". A hyphen may join
    /// words, so it opens only what begins with a pronoun, or with a participle and "by".
    fn dashed(&self, open: usize) -> Option<Insertion> {
        let (host, first, dash) = (open - 1, open + 1, self.part.words[open]);
        if !matches!(dash, "-" | "–" | "—" | "--") || !self.part.named[host] {
            return None;
        }
        let close = (first..self.part.words.len()).find(|&at| self.part.words[at] == dash)?;
        let goes_on = matches!(self.xpos(close + 1), "VBD" | "VBZ" | "VBP" | "MD");
        let rel = if self.is_relative(first) {
            "acl:relcl"
        } else if self.tells_share(first)
            || self.is_participle(first) && (dash != "-" || self.lower(first + 1) == "by")
        {
            "acl"
        } else if dash != "-" && self.is_noun_phrase(first) {
            "appos"
        } else {
            return None;
        };
        (goes_on && close > first).then_some(Insertion {
            host,
            open,
            words: first..close,
            end: close + 1,
            rel: Rel(rel),
        })
    }

    /// What stands in brackets behind a name and says more of it: "Lumen (owned by Kestrel), Norvik and Corvia".
    fn bracketed(&self, open: usize) -> Option<Insertion> {
        let (host, first, words) = (open - 1, open + 1, self.part.words);
        if words[open] != "(" || !self.part.named[host] || self.part.named[first] {
            return None;
        }
        let close = (first..words.len().min(first + ASIDE)).find(|&at| words[at] == ")")?;
        let rel = if self.is_relative(first) {
            "acl:relcl"
        } else if self.is_participle(first) {
            "acl"
        } else if self.is_noun_phrase(first) {
            "appos"
        } else {
            return None;
        };
        (close > first).then_some(Insertion {
            host,
            open,
            words: first..close,
            end: close + 1,
            rel: Rel(rel),
        })
    }

    /// "which", "whose", "in which", "each of which".
    fn is_relative(&self, at: usize) -> bool {
        let pronoun = |at: usize| matches!(self.xpos(at), "WDT" | "WP" | "WP$") && self.lower(at) != "that";
        pronoun(at)
            || self.xpos(at) == "IN" && pronoun(at + 1)
            || self.lower(at + 1) == "of" && pronoun(at + 2)
    }

    /// "owned 51% by", "owned 51 per cent by", which nothing but a participle begins with.
    fn tells_share(&self, at: usize) -> bool {
        let by = || (2..=3).any(|far| self.lower(at + 1 + far) == "by");
        matches!(self.xpos(at), "VBN" | "VBD") && self.xpos(at + 1) == "CD" && by()
    }

    /// "owned by", "formerly known as", "announced jointly on", "announced Monday,"; after a name, "appointed its chairman".
    fn is_participle(&self, at: usize) -> bool {
        let behind = |at: usize| if self.xpos(at) == "RB" { at + 1 } else { at };
        // "half owned by"
        let half = self.xpos(at) == "NN" && self.xpos(at + 1) == "VBN" && self.lower(at + 2) == "by";
        let verb = if half { at + 1 } else { behind(at) };
        let after = behind(verb + 1);
        let day = self.xpos(after) == "NNP" && self.part.words.get(after + 1) == Some(&",");
        // "appointed its chief executive last month,"
        let made = self.xpos(after) == "PRP$" && self.part.named[at - 2];
        let told = self.xpos(after) == "IN" || day || made;
        matches!(self.xpos(verb), "VBN" | "VBD") && told
    }

    /// Where "Lumen, *called Glow*, makes", "Lumen, *then called Glow*, makes" ends: with a name, and nothing else before the next comma.
    fn naming(&self, first: usize) -> Option<usize> {
        let verb = first + usize::from(self.xpos(first) == "RB");
        let names = matches!(&*self.lower(verb), "called" | "dubbed" | "named");
        let alone =
            self.part.named.get(verb + 1) == Some(&true) && self.part.words.get(verb + 2) == Some(&",");
        (names && alone).then_some(verb + 2)
    }

    /// "a lamp maker", "its owner", "chief executive", "Lumen's owner".
    fn is_noun_phrase(&self, at: usize) -> bool {
        if self.part.named[at] {
            self.xpos(at + 1) == "POS"
        } else {
            // "formerly finance chief"
            let first = at + usize::from(self.xpos(at) == "RB");
            matches!(self.xpos(first), "DT" | "PRP$" | "NN" | "JJ")
        }
    }

    /// Where a relative clause ends: where the verb of the sentence follows, or else with the sentence or before the
    /// next coordinated clause.
    fn end_of_clause(&self, first: usize) -> Option<usize> {
        let verb = (first..self.part.words.len()).find(|&at| self.is_finite(at))?;
        let goes_on = |&at: &usize| {
            self.part.words[at] == ";"
                || self.part.words[at] == "," && matches!(self.xpos(at + 1), "CC" | "IN" | "VBG")
        };
        self.resumes(verb, true)
            .or_else(|| (verb..self.part.words.len()).find(goes_on))
            .or_else(|| self.last(verb))
    }

    /// Where a noun phrase without a verb ends.
    fn end_of_noun_phrase(&self, first: usize) -> Option<usize> {
        if let Some(close) = self.resumes(first, false) {
            return Some(close);
        }
        // "…, both companies announced on Friday": a past tense that the tagger took for a participle.
        let tells = |at: usize| {
            self.xpos(at) == "VBN" && self.lower(at + 1) != "by" && !self.xpos(at + 1).starts_with("NN")
        };
        let breaks = |&at: &usize| {
            self.part.words[at] == "," || self.is_finite(at) || self.xpos(at) == "CC" || tells(at)
        };
        let stop = match (first..self.part.words.len()).find(breaks) {
            // "the lamp maker it spun off in 2005, for"
            Some(verb) if self.is_finite(verb) && self.is_contact(first, verb) => {
                (verb..self.part.words.len()).find(|&at| self.part.words[at] == ",")
            }
            stop => stop,
        };
        match stop {
            Some(at) if self.part.words[at] == "," && matches!(self.xpos(at + 1), "IN" | "TO" | "VBG") => {
                Some(at)
            }
            Some(at) if self.part.words[at] == "," && self.another_follows(at + 1) => Some(at),
            None if self.xpos(first) == "DT" => self.last(first),
            _ => None,
        }
    }

    /// Whether the verb at `verb` is of a clause that says more of the noun before it: "the lamp maker *it spun off*", "the
    /// lamp maker *that Kestrel owned*".
    fn is_contact(&self, first: usize, verb: usize) -> bool {
        let noun = |at: usize| at > first && self.xpos(at - 1).starts_with("NN");
        let that = |at: usize| matches!(&*self.lower(at), "that" | "which" | "who") && noun(at);
        let subject = verb - 1;
        let pronoun = self.xpos(subject) == "PRP";
        let behind_that = (pronoun || self.part.named[subject]) && that(subject.saturating_sub(1));
        that(subject) || behind_that || pronoun && noun(subject)
    }

    /// "Lumen, a unit of Kestrel, *and Norvik* signed": a name joined to the one explained, before the verb of the sentence.
    fn another_follows(&self, and: usize) -> bool {
        let verb = || (and + 2..self.part.words.len()).any(|at| self.is_finite(at));
        self.lower(and) == "and" && self.part.named.get(and + 1) == Some(&true) && verb()
    }

    /// The first comma after `from` on which the verb of the sentence follows; with no verb before it unless `clause`.
    fn resumes(&self, from: usize, clause: bool) -> Option<usize> {
        for at in from + 1..self.part.words.len() {
            if self.part.words[at] == ","
                && (self.is_finite(at + 1)
                    || self.xpos(at + 1) == "RB" && self.is_finite(at + 2)
                    || self.tells_that(at + 1)
                    || self.tells_alone(at + 1, from))
            {
                return Some(at);
            }
            if !clause && self.is_finite(at) || self.part.words[at] == ";" {
                return None;
            }
        }
        None
    }

    /// "…, confirmed in a blog that": a past tense that the tagger took for a participle.
    fn tells_that(&self, at: usize) -> bool {
        self.xpos(at) == "VBN"
            && self.lower(at + 1) != "by"
            && (at + 1..self.part.words.len())
                .take_while(|&at| self.part.words[at] != ",")
                .any(|at| self.lower(at) == "that" && self.xpos(at) == "IN")
    }

    /// "Lumen, controlled by Jane Doe, skipped payments", "Jane Doe, Lumen's owner, called Kestrel": what the tagger took for a participle
    /// is the verb of a sentence without any but in the insertion, which began before `from`.
    fn tells_alone(&self, at: usize, from: usize) -> bool {
        let noun = matches!(self.xpos(at + 1), "DT" | "NN" | "NNS" | "JJ" | "PRP$" | "CD" | "``" | "$")
            || self.part.named.get(at + 1) == Some(&true);
        // "Lumen, which makes lamps, *invested* $5 million and owned a part": what is joined to it may be finite.
        let behind = (at + 1..self.part.words.len()).take_while(|&at| self.xpos(at) != "CC");
        let mut outside = (0..from).chain(behind);
        self.xpos(at) == "VBN" && noun && !outside.any(|at| self.is_finite(at))
    }

    /// The full stop at the end.
    fn last(&self, from: usize) -> Option<usize> {
        let last = self.part.words.len() - 1;
        (last > from && self.nodes[last].upos == Upos::Punct && self.part.words[last] != ",").then_some(last)
    }

    fn is_finite(&self, at: usize) -> bool {
        matches!(self.xpos(at), "VBD" | "VBZ" | "VBP" | "MD")
    }

    fn xpos(&self, at: usize) -> &'static str {
        self.nodes.get(at).map_or("", |node| node.xpos)
    }

    fn lower(&self, at: usize) -> Cow<'_, str> {
        self.part.words.get(at).map_or(Cow::Borrowed(""), |word| lower(word))
    }
}
