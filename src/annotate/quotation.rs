//! Words that a sentence quotes: "“The lamp sells well,” Jane Doe said on Friday".
//!
//! A parser that goes from left to right once seldom finds its way out of a long quotation to who says it. So the words
//! between the marks are parsed by themselves, the rest of the sentence too, and what is said is hung on the verb of saying.

use std::ops::Range;

use super::insertion::{self, Part};
use super::parse::{Parser, Tagged};
use crate::model::{Node, Rel, Tree, Upos};
use crate::pack::lexicon::Words;

/// The fewest words that say something by themselves.
const WORDS: usize = 3;
/// So many words say something even if the tagger saw no verb in them.
const LONG: usize = 6;

/// The tree of a sentence that quotes whole clauses and tells with one of the verbs `says` who says them; `None` for any other.
pub(super) fn apart(parser: &Parser, tagged: &Tagged, part: Part, says: &Words) -> Option<Tree> {
    if !part.words.iter().any(|word| is_mark(word)) {
        return None;
    }
    let mut nodes = parser.unattached(tagged);
    let whole = |quote: &Range<usize>| is_clause(part.words, &nodes, quote);
    // "“…,” said": the comma tells the parser that somebody speaks.
    let bare = |quote: Range<usize>| quote.start..quote.end - usize::from(ends(part.words[quote.end - 1]));
    let quotes: Vec<Range<usize>> = marked(part.words, &nodes).into_iter().filter(whole).map(bare).collect();
    let rest: Vec<usize> =
        (0..part.words.len()).filter(|at| !quotes.iter().any(|quote| quote.contains(at))).collect();
    let says = |at: usize, nodes: &[Node]| {
        matches!(nodes[at].xpos, "VBD" | "VBZ" | "VBP" | "VBN") && says.contains(&nodes[at].lemma)
    };
    if quotes.is_empty() || !rest.iter().any(|&at| says(at, &nodes)) {
        return None;
    }
    let root = insertion::place(&mut nodes, &rest, parser, part, 0);
    let verb = std::iter::once(root)
        .chain(rest.iter().copied())
        .find(|&at| nodes[at].upos == Upos::Verb && says(at, &nodes) && nodes[at].rel.0 != "acl")?;
    for quote in quotes {
        let inside: Vec<usize> = quote.collect();
        let said = insertion::place(&mut nodes, &inside, parser, part, 0);
        nodes[said].head = Some(verb);
        nodes[said].rel = Rel("ccomp");
    }
    Some(Tree { nodes })
}

/// What stands between quotation marks, or between one of them and an end of the sentence. Which of two straight marks opens,
/// the tagger tells.
fn marked(words: &[&str], nodes: &[Node]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open = None;
    for at in (0..words.len()).filter(|&at| is_mark(words[at])) {
        let straight = matches!(words[at], "\"" | "''");
        if straight && open.is_none() && nodes[at].xpos != "''" || matches!(words[at], "“" | "``") {
            open = Some(at + 1);
        } else if let Some(open) = open.take().or_else(|| found.is_empty().then_some(0)) {
            found.push(open..at); // The sentence may begin within a quotation.
        }
    }
    found.extend(open.map(|open| open..words.len()));
    found
}

fn is_mark(word: &str) -> bool {
    matches!(word, "\"" | "“" | "”" | "``" | "''")
}

fn ends(word: &str) -> bool {
    matches!(word, "," | "." | "?" | "!" | ";" | ":" | "…" | "-" | "–" | "—")
}

/// Whether the words at `quote` are quoted whole, and not some words for part of a sentence: "a “deep and lasting” pact".
fn is_clause(words: &[&str], nodes: &[Node], quote: &Range<usize>) -> bool {
    let before = quote.start.checked_sub(2).map(|at| words[at]);
    let begins = before.is_none_or(|before| matches!(before, "," | ":"));
    let done = quote.end == words.len()
        || quote.end + 1 >= words.len()
        || quote.end > 0 && ends(words[quote.end - 1]);
    let finite = || nodes[quote.clone()].iter().any(|node| matches!(node.xpos, "VBD" | "VBZ" | "VBP" | "MD"));
    begins && done && (quote.len() >= LONG || quote.len() >= WORDS && finite())
}
