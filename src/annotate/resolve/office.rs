//! Who is meant by an office alone: "the chief executive said", where the text has said who holds it.

use crate::model::{EntityIx, Mention, MentionIx, MentionKind, Sentence, Tree, lower};
use crate::pack::Pack;

/// Lets titles that stand for the one person who bears them, "*the CEO* said", refer to that person.
pub(super) fn officers(
    text: &str,
    sentences: &[Sentence],
    trees: &[Option<Tree>],
    mentions: &mut [Mention],
    pack: &Pack,
) {
    for ix in 0..mentions.len() {
        if mentions[ix].class != pack.lexicon.names.classes.title
            || !speaks(text, sentences, trees, mentions, ix, pack)
        {
            continue;
        }
        if let Some(person) = bearer(text, sentences, mentions, ix, pack) {
            let officer = &mut mentions[ix];
            officer.kind = MentionKind::Nominal;
            officer.class.clone_from(&pack.lexicon.names.classes.person);
            officer.refers = vec![person];
        }
    }
}

/// Whether the title at `ix` stands behind "the" and is the subject of a verb of saying.
fn speaks(
    text: &str,
    sentences: &[Sentence],
    trees: &[Option<Tree>],
    mentions: &[Mention],
    ix: MentionIx,
    pack: &Pack,
) -> bool {
    let title = &mentions[ix];
    let Some(Some(tree)) = trees.get(title.sentence) else { return false };
    let before =
        title.tokens.start.checked_sub(1).map(|at| lower(sentences[title.sentence].tokens[at].span.of(text)));
    let head = tree.head_of(title.tokens.clone());
    let node = &tree.nodes[head];
    let says = |verb: usize| pack.lexicon.grammar.report.verbs.contains(&tree.nodes[verb].lemma);
    // "the chief executive of Lumen", "the chief executive, Jane Doe," say themselves who is meant.
    let told = tree.children(head).any(|at| {
        let describes = matches!(tree.nodes[at].rel.0, "appos" | "nmod" | "nmod:poss" | "compound" | "flat");
        describes && !title.tokens.contains(&at)
    });
    before.is_some_and(|before| before == "the")
        && node.rel.0 == "nsubj"
        && node.head.is_some_and(says)
        && !told
}

/// The only person whom the document has given the office of the title at `ix` before.
fn bearer(
    text: &str,
    sentences: &[Sentence],
    mentions: &[Mention],
    ix: MentionIx,
    pack: &Pack,
) -> Option<EntityIx> {
    let office = office_of(text, &mentions[ix], pack);
    let mut found: Option<EntityIx> = None;
    for (at, title) in mentions[..ix].iter().enumerate() {
        if title.class != pack.lexicon.names.classes.title || office_of(text, title, pack) != office {
            continue;
        }
        let Some(person) = beside(text, sentences, mentions, at, pack) else { continue };
        if found.is_some_and(|known| known != person) {
            return None;
        }
        found = Some(person);
    }
    found
}

/// The person right behind the title at `at`, or right before it behind a comma.
fn beside(
    text: &str,
    sentences: &[Sentence],
    mentions: &[Mention],
    at: MentionIx,
    pack: &Pack,
) -> Option<EntityIx> {
    let title = &mentions[at];
    let words = &sentences[title.sentence].tokens;
    let person = |other: &Mention| {
        let is = other.sentence == title.sentence
            && pack.ontology.is_a(&other.class, &pack.lexicon.names.classes.person);
        match other.refers[..] {
            [one] if is => Some(one),
            _ => None,
        }
    };
    let behind = mentions.get(at + 1).filter(|other| other.tokens.start == title.tokens.end).and_then(person);
    let before = || {
        let other = mentions[..at].iter().rev().find(|other| other.tokens.end < title.tokens.start)?;
        let comma = words.get(other.tokens.end)?.span.of(text) == ",";
        person(other).filter(|_| comma && other.tokens.end + 2 >= title.tokens.start)
    };
    behind.or_else(before)
}

/// The office that a title names, by whichever of its names.
fn office_of(text: &str, title: &Mention, pack: &Pack) -> String {
    let written = lower(title.span.of(text)).into_owned();
    let same = &pack.lexicon.names.titles.same;
    same.get(&written).cloned().unwrap_or(written)
}
