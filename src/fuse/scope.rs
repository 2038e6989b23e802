//! How far a right is told to reach: the whole against a part.
//!
//! Such roles are words, and each document has its own. What is compared are the words that carry the meaning, without
//! those that name a party of the frame or tell what its kind is: "Lumen's models" and "its models" reach equally far,
//! "models" and "products" do not. Words for the thing itself ("its exclusive rights") tell nothing of its reach.

use std::collections::{BTreeMap, BTreeSet};

use super::node::Node;
use crate::model::{Conflict, ConflictKind, DocumentId, Object, Statement};
use crate::pack::ontology::Class;

/// Words that carry no meaning of their own.
const EMPTY: [&str; 21] = [
    "a", "an", "all", "any", "and", "as", "at", "by", "for", "from", "in", "its", "of", "on", "or", "s",
    "such", "the", "their", "to", "with",
];

type Words = BTreeSet<String>;

/// The conflict of documents that tell differently how far the node reaches. `statements` are those of one role.
///
/// A document that tells it in several ways stands on the side of all of them; sides with a document in common do not
/// contradict each other.
pub(super) fn conflict(node: &Node<'_>, statements: &[Statement]) -> Option<Conflict> {
    let (kind, names) = (kinds(node), names(node));
    let mut sides: BTreeMap<Words, Vec<usize>> = BTreeMap::new();
    for statement in statements {
        if let Object::Text(text) = &statement.object {
            let (own, words): (Words, Words) = words(text).partition(|word| kind.contains(word));
            let words: Words = words.difference(&names).cloned().collect();
            if own.is_empty() && !words.is_empty() {
                let same = sides.keys().find(|side| abbreviates(side, &words) || abbreviates(&words, side));
                let side = same.cloned().unwrap_or(words);
                sides.entry(side).or_default().extend(&statement.references);
            }
        }
    }
    let sides: Vec<Vec<usize>> = sides.into_values().collect();
    let documents = |side: &[usize]| -> BTreeSet<&DocumentId> {
        side.iter().map(|&index| node.document(index)).collect()
    };
    let apart = |side: &Vec<usize>| sides.iter().any(|other| documents(side).is_disjoint(&documents(other)));
    let opposed: Vec<Vec<usize>> = sides.iter().filter(|side| apart(side)).cloned().collect();
    (opposed.len() > 1).then(|| node.conflict(ConflictKind::Scope, opposed))
}

/// Whether one word of `short` stands for words of `long` by their first letters, and the others are the same: "U.S.", "United
/// States". Sets keep no order, so the letters count in any.
fn abbreviates(short: &Words, long: &Words) -> bool {
    let own: Vec<&String> = short.difference(long).collect();
    let [word] = own[..] else { return false };
    let mut letters: Vec<char> = word.chars().collect();
    let mut first: Vec<char> = long.difference(short).filter_map(|word| word.chars().next()).collect();
    letters.sort_unstable();
    first.sort_unstable();
    first.len() > 1 && letters == first
}

/// The words that name the kind of the node.
fn kinds(node: &Node<'_>) -> Words {
    classes(node).flat_map(|class| words(&class.label)).collect()
}

/// The words that name the things in the node's roles, or explain its kind.
fn names(node: &Node<'_>) -> Words {
    let claims = node.indices.iter().map(|&index| &node.claims[index]);
    let things = claims.filter_map(|claim| match &claim.object {
        Object::Node(id) => Some(words(id.rsplit('/').next()?)),
        _ => None,
    });
    things.flatten().chain(classes(node).flat_map(|class| words(&class.comment))).collect()
}

fn classes<'a>(node: &'a Node<'_>) -> impl Iterator<Item = &'a Class> {
    node.indices.iter().filter_map(|&index| match &node.claims[index].object {
        Object::Term(class) => node.ontology.class(class),
        _ => None,
    })
}

/// The words of a text, without endings that change with the grammar; "U.S." is one.
fn words(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '.');
    words
        .map(|word| word.chars().filter(|&c| c != '.').flat_map(char::to_lowercase).collect::<String>())
        .filter(|word| !word.is_empty() && !EMPTY.contains(&word.as_str()))
        .map(|word| stem(&word).to_owned())
}

fn stem(word: &str) -> &str {
    ["ivity", "ive", "ies", "y", "s"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending).filter(|rest| rest.len() > 3))
        .unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_letters_stand_for_words() {
        let set = |text: &str| words(text).collect::<Words>();
        assert!(abbreviates(&set("in the U.S."), &set("in the United States")));
        assert!(!abbreviates(&set("in the U.S."), &set("in the United Kingdom")));
        assert!(!abbreviates(&set("in China"), &set("in mainland China")));
    }

    #[test]
    fn endings_and_empty_words_do_not_matter() {
        let set = |text: &str| words(text).collect::<Words>();
        assert_eq!(set("the exclusive rights to its technologies"), set("exclusivity: right, technology"));
        assert_ne!(set("outside China"), set("outside mainland China"));
    }
}
