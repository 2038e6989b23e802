//! Learns how words become dictionary forms.

use std::collections::BTreeMap;

use super::super::codec::{Reader, Writer};
use super::super::tag::TagIx;
use super::super::tag::lemma::{Change, LONGEST, Lemmas, keys};
use super::conllu::Gold;
use super::tagger::Inventory;

/// Learns the changes: for each tag and ending the most frequent one, where the shorter ending tells another.
/// Writes them and gives them back.
pub(super) fn learn(inventory: &Inventory, sentences: &[Gold], out: &mut Writer) -> Lemmas {
    let words = count(inventory, sentences);
    let mut known: BTreeMap<u32, u16> = BTreeMap::new();
    let mut index: BTreeMap<Change, u16> = BTreeMap::new();
    for length in 0..=LONGEST + 1 {
        let mut endings: BTreeMap<u32, BTreeMap<&Change, usize>> = BTreeMap::new();
        let mut shorter: BTreeMap<u32, Option<u16>> = BTreeMap::new();
        for ((lower, tag, change), count) in &words {
            let keys = keys(lower, *tag);
            *endings.entry(keys[length]).or_default().entry(change).or_default() += count;
            shorter
                .entry(keys[length])
                .or_insert_with(|| keys[..length].iter().rev().find_map(|key| known.get(key).copied()));
        }
        for (key, changes) in endings {
            let Some((change, count)) = changes.iter().max_by_key(|&(_, count)| *count) else { continue };
            let total: usize = changes.values().sum();
            let trusted = length == 0 || *count * 2 > total && (length > LONGEST || total >= 3);
            let here = index.get(*change).copied();
            if trusted && (here.is_none() || shorter[&key] != here) {
                let next = index.len() as u16;
                known.insert(key, *index.entry((*change).clone()).or_insert(next));
            }
        }
    }
    let mut changes: Vec<_> = index.into_iter().collect();
    changes.sort_by_key(|&(_, ix)| ix);
    let changes: Vec<Change> = changes.into_iter().map(|(change, _)| change).collect();
    let start = out.bytes.len();
    Lemmas::write(&changes, &known.into_iter().collect::<Vec<_>>(), out);
    Lemmas::read(&mut Reader::new(Vec::leak(out.bytes[start..].to_vec()))).expect("just written")
}

/// How often each word with its tag has each change.
fn count(inventory: &Inventory, sentences: &[Gold]) -> BTreeMap<(String, TagIx, Change), usize> {
    let mut words = BTreeMap::new();
    for sentence in sentences {
        for (at, word) in sentence.words.iter().enumerate() {
            let word = word.replace(['’', '‘', '`'], "'");
            let lemma = sentence.lemmas[at].replace(['’', '‘', '`'], "'");
            if sentence.lemmas[at] != "_" {
                let entry = (word.to_lowercase(), inventory.gold(sentence, at), change(&word, &lemma));
                *words.entry(entry).or_default() += 1;
            }
        }
    }
    words
}

/// The change that makes `lemma` of `word`.
fn change(word: &str, lemma: &str) -> Change {
    let lower = word.to_lowercase();
    let common = |base: &str| base.chars().zip(lemma.chars()).take_while(|(a, b)| a == b).count();
    let keeps_case = common(word) > common(&lower);
    let base = if keeps_case { word } else { &lower };
    let kept = common(base);
    Change { keeps_case, strip: base.chars().count() - kept, add: lemma.chars().skip(kept).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_keep_the_capitals_of_names() {
        assert_eq!(change("Studies", "study"), Change { keeps_case: false, strip: 3, add: "y".into() });
        assert_eq!(change("Lumen", "Lumen"), Change { keeps_case: true, strip: 0, add: String::new() });
    }
}
