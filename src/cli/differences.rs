//! What two graphs differ in, as people and programs read it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{NamedNode, NamedOrBlankNode, Term, Triple};
use serde_json::{Value, json};

use crate::diff::{Difference, Ranked};
use crate::query::Names;
use crate::rdf::vocabulary as v;

/// Predicate, sign, and the rest of a line.
type Line = (String, char, String);

/// Prints the changes, in the first of `names` that has one; first the things that go by another identifier now, then
/// those of one thing together: `-` went, `+` came, `~` has another rank.
pub(super) fn print(out: &mut dyn Write, difference: &Difference, names: &[Names<'_>]) -> io::Result<()> {
    let mut by_subject: BTreeMap<(String, String), Vec<Line>> = BTreeMap::new();
    let mut add = |triple: &Triple, sign: char, more: String| {
        let subject = Term::from(triple.subject.clone());
        let object = shown(names, &triple.object);
        let said = (fitting(predicate_of(triple, names), &object), sign, format!("{object}{more}"));
        by_subject.entry((shown(names, &subject), subject.to_string())).or_default().push(said);
    };
    let moved = Moved::of(difference);
    for (old, new) in &moved.merged {
        writeln!(out, "{} is now {}", of(names, old), of(names, new))?;
    }
    for (old, new) in &moved.parted {
        writeln!(out, "{} is apart from {} again", of(names, old), of(names, new))?;
    }
    for (triples, sign) in [(&difference.went, '-'), (&difference.came, '+')] {
        for triple in triples.iter().filter(|triple| !moved.explains(triple)) {
            let ranked = difference.ranked.iter().find(|ranked| ranked.triple == *triple);
            add(triple, sign, ranked.map(|ranked| rank(ranked, names)).unwrap_or_default());
        }
    }
    let stays = |ranked: &&Ranked| {
        !difference.went.contains(&ranked.triple) && !difference.came.contains(&ranked.triple)
    };
    for ranked in difference.ranked.iter().filter(stays) {
        add(&ranked.triple, '~', rank(ranked, names));
    }
    for ((subject, _), mut lines) in by_subject {
        lines.sort_by(|a, b| (&a.0, order(a.1), &a.2).cmp(&(&b.0, order(b.1), &b.2)));
        writeln!(out, "{subject}")?;
        for (predicate, sign, rest) in lines {
            writeln!(out, "  {sign} {predicate} {rest}")?;
        }
    }
    Ok(())
}

/// Nodes that go by another identifier now, and the statements that changed with it and in nothing else.
#[derive(Default)]
struct Moved {
    /// Each with the one it is now.
    merged: BTreeSet<(NamedNode, NamedNode)>,
    /// Each with the one it was.
    parted: BTreeSet<(NamedNode, NamedNode)>,
    explained: BTreeSet<String>,
}

impl Moved {
    fn of(difference: &Difference) -> Self {
        let mut moved = Self::default();
        for (triples, pairs) in [(&difference.came, &mut moved.merged), (&difference.went, &mut moved.parted)]
        {
            for triple in triples.iter().filter(|triple| triple.predicate == v::DCTERMS_REPLACES) {
                if let (NamedOrBlankNode::NamedNode(new), Term::NamedNode(old)) =
                    (&triple.subject, &triple.object)
                {
                    pairs.insert((old.clone(), new.clone()));
                    moved.explained.insert(triple.to_string());
                }
            }
        }
        // A trace that is gone with its document parts nothing.
        let is_back =
            |old: &NamedNode| difference.came.iter().any(|triple| triple.subject == old.clone().into());
        moved.parted.retain(|(old, _)| is_back(old));
        let back = moved.parted.iter().map(|(old, new)| (new, old));
        let now: BTreeMap<&NamedNode, &NamedNode> =
            moved.merged.iter().map(|(old, new)| (old, new)).chain(back).collect();
        let renamed = |node: &NamedNode| now.get(node).map_or(node, |now| *now).clone();
        let came: BTreeSet<String> = difference.came.iter().map(ToString::to_string).collect();
        for triple in &difference.went {
            let mut after = triple.clone();
            if let NamedOrBlankNode::NamedNode(node) = &mut after.subject {
                *node = renamed(node);
            }
            if let Term::NamedNode(node) = &mut after.object {
                *node = renamed(node);
            }
            let after = after.to_string();
            if came.contains(&after) {
                moved.explained.extend([triple.to_string(), after]);
            }
        }
        moved
    }

    fn explains(&self, triple: &Triple) -> bool {
        self.explained.contains(&triple.to_string())
    }
}

fn rank(ranked: &Ranked, names: &[Names<'_>]) -> String {
    format!(" ({}, now {})", of(names, &ranked.before), of(names, &ranked.after))
}

/// As one JSON object: `came`, `went`, `ranked`.
pub(super) fn as_json(difference: &Difference, names: &[Names<'_>]) -> Value {
    let triple = |triple: &Triple| {
        json!({
            "subject": shown(names, &triple.subject.clone().into()),
            "predicate": predicate_of(triple, names),
            "object": shown(names, &triple.object),
            "triple": triple.to_string(),
        })
    };
    let ranked = difference.ranked.iter().map(|ranked| {
        let mut value = triple(&ranked.triple);
        let rank = |rank: &NamedNode| of(names, rank);
        value["before"] = rank(&ranked.before).into();
        value["after"] = rank(&ranked.after).into();
        value
    });
    json!({
        "came": difference.came.iter().map(triple).collect::<Value>(),
        "went": difference.went.iter().map(triple).collect::<Value>(),
        "ranked": ranked.collect::<Value>(),
    })
}

/// The name of a term: a thing that one graph no longer knows has its name in the other.
fn shown(names: &[Names<'_>], term: &Term) -> String {
    match term {
        Term::NamedNode(node) => of(names, node),
        Term::Literal(literal) => literal.value().to_owned(),
        other => other.to_string(),
    }
}

fn of(names: &[Names<'_>], node: &NamedNode) -> String {
    let known = names.iter().find_map(|names| names.known(node));
    known.or_else(|| names.first().map(|names| names.of(node))).unwrap_or_else(|| node.to_string())
}

/// A predicate and its object, in words: "investee Lumen", "is an investment".
pub(super) fn said(predicate: &NamedNode, object: &Term, names: &Names<'_>) -> String {
    let object = names.show(object);
    format!("{} {object}", fitting(self::predicate(predicate, names), &object))
}

/// The words for a predicate with the article that fits what follows. Names with a vowel at their beginning are spoken with
/// one, but for those with "u": a university, a unit.
fn fitting(predicate: String, object: &str) -> String {
    let vowel = object.starts_with(['a', 'e', 'i', 'o', 'A', 'E', 'I', 'O']);
    if predicate == IS_A && vowel { format!("{IS_A}n") } else { predicate }
}

const IS_A: &str = "is a";

/// The name of a predicate.
pub(super) fn predicate(predicate: &NamedNode, names: &Names<'_>) -> String {
    in_words(predicate).unwrap_or_else(|| names.of(predicate))
}

fn predicate_of(triple: &Triple, names: &[Names<'_>]) -> String {
    in_words(&triple.predicate).unwrap_or_else(|| of(names, &triple.predicate))
}

/// Predicates of the standards that everybody has words for.
fn in_words(predicate: &NamedNode) -> Option<String> {
    let words = match predicate.as_ref() {
        rdf::TYPE => IS_A,
        rdfs::LABEL => "called",
        v::SKOS_ALT_LABEL => "also called",
        _ => return None,
    };
    Some(words.to_owned())
}

const fn order(sign: char) -> usize {
    match sign {
        '-' => 0,
        '+' => 1,
        _ => 2,
    }
}
