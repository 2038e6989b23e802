//! Trains the model that guesses what unknown names name, from corpora in which names are marked.
//!
//! Two forms are read: a word and its label a line (`B-person`, `I-ORG`, `O`), and CoNLL-U with GUM's `Entity=` among the
//! last column's values. The lexicon says which class a label stands for; names of other labels are left out.

use std::ops::Range;
use std::path::Path;

use super::super::codec::{Reader, Writer};
use super::super::linear::{best, lead};
use super::super::recognise::name::guess::{Guesser, VERSION, features};
use super::super::recognise::name::words::Words;
use super::perceptron::{Chance, Perceptron};
use crate::model::{Diagnostic, Sentence, SentenceKind, Span, Token};
use crate::pack::lexicon::Names;

const EPOCHS: usize = 12;
/// A feature counts once it has been changed so often.
const LEAST: u32 = 2;
/// Weights whose root is smaller are left out.
const LEAST_ROOT: u8 = 6;
/// The longest name.
const LONGEST: usize = 6;
/// Of so many sentences in a row the last fifth is held back to measure.
const BLOCK: usize = 100;

/// A sentence with its names.
#[derive(Debug, Default)]
pub(super) struct Marked {
    words: Vec<String>,
    /// Each name with the label of what it names.
    names: Vec<(Range<usize>, String)>,
}

/// How often each class was guessed right, guessed, and there.
pub type Counts = std::collections::BTreeMap<String, [usize; 3]>;

/// Which part of the corpora is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Trained,
    Held,
}

/// The sentences of the corpus at `path`.
pub(super) fn read(path: &Path) -> Result<Vec<Marked>, Diagnostic> {
    let text = std::fs::read_to_string(path).map_err(|error| {
        Diagnostic::error(format!("cannot be read: {error}")).in_file(path.display().to_string())
    })?;
    let marked = if text.contains("Entity=") { treebank } else { columns };
    Ok(text.split("\n\n").map(marked).filter(|sentence| !sentence.words.is_empty()).collect())
}

/// A word and its label a line.
fn columns(block: &str) -> Marked {
    let mut sentence = Marked::default();
    let mut open: Option<(usize, String)> = None;
    for line in block.lines().chain([" O"]) {
        let Some((word, label)) = line.trim_end().rsplit_once([' ', '\t']) else { continue };
        let (begin, class) = label.split_once('-').unwrap_or(("O", ""));
        if let Some((start, known)) = open.take_if(|(_, known)| begin != "I" || known != class) {
            sentence.names.push((start..sentence.words.len(), known));
        }
        if begin != "O" && open.is_none() {
            open = Some((sentence.words.len(), class.to_owned()));
        }
        if !word.is_empty() {
            sentence.words.push(word.to_owned());
        }
    }
    sentence
}

/// CoNLL-U with `Entity=(1-person-…` where a name begins and `1)` where it ends; only those made of proper nouns.
fn treebank(block: &str) -> Marked {
    let mut sentence = Marked::default();
    let mut proper = Vec::new();
    let mut open: Vec<(String, usize, String)> = Vec::new();
    for line in block.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit())) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [id, word, _, upos, .., misc] = columns[..] else { continue };
        if id.contains(['-', '.']) {
            continue;
        }
        let at = sentence.words.len();
        sentence.words.push(word.to_owned());
        proper.push(upos == "PROPN");
        let marks = misc.split('|').find_map(|value| value.strip_prefix("Entity=")).unwrap_or_default();
        for part in marks.split_inclusive(')').flat_map(|part| split_before(part, '(')) {
            if let Some(opened) = part.strip_prefix('(') {
                let mut fields = opened.trim_end_matches(')').split('-');
                let (id, label) = (fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
                open.push((id.to_owned(), at, label.to_owned()));
            }
            if let Some(closed) = part.strip_suffix(')') {
                let id = closed.trim_start_matches('(').split('-').next().unwrap_or_default();
                if let Some(ix) = open.iter().rposition(|(known, ..)| known == id) {
                    let (_, start, label) = open.remove(ix);
                    sentence.names.push((start..at + 1, label));
                }
            }
        }
    }
    sentence.names.retain(|(tokens, _)| proper[tokens.start] && proper[tokens.end - 1]);
    sentence
}

/// `text` cut before each `mark`.
fn split_before(text: &str, mark: char) -> Vec<&str> {
    let mut cuts: Vec<usize> = text.match_indices(mark).map(|(at, _)| at).chain([0, text.len()]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2).map(|pair| &text[pair[0]..pair[1]]).collect()
}

/// Calls `each` with each name of a part of `corpora` and the class its label stands for.
fn each_name(
    corpora: &[Vec<Marked>],
    part: Option<Part>,
    names: &Names,
    mut each: impl FnMut(&Words, &Range<usize>, &str),
) {
    for corpus in corpora {
        for (ix, marked) in corpus.iter().enumerate() {
            let own = if ix % BLOCK < BLOCK * 4 / 5 { Part::Trained } else { Part::Held };
            if part.is_some_and(|part| part != own) {
                continue;
            }
            let (text, sentence) = sentence(marked);
            let words = Words::new(&text, &sentence, names);
            for (tokens, label) in &marked.names {
                let capital =
                    words.get(tokens.start).starts_with(|c: char| c.is_uppercase() || c.is_numeric());
                if let Some(class) = names.labels.get(label)
                    && capital
                    && tokens.len() <= LONGEST
                {
                    each(&words, tokens, class);
                }
            }
        }
    }
}

/// The words with spaces between them, as a sentence.
fn sentence(marked: &Marked) -> (String, Sentence) {
    let mut text = String::new();
    let mut tokens = Vec::new();
    for word in &marked.words {
        let start = text.len();
        text.push_str(word);
        tokens.push(Token { span: Span::new(start, text.len()) });
        text.push(' ');
    }
    let span = Span::new(0, text.trim_end().len());
    (text, Sentence { span, kind: SentenceKind::Prose, tokens })
}

/// The bytes of the model trained on the part of `corpora` that is not held back, and the number of names in it.
pub(super) fn model(corpora: &[Vec<Marked>], names: &Names) -> (Vec<u8>, usize) {
    let mut classes: Vec<&str> = names.labels.values().map(String::as_str).collect();
    classes.sort_unstable();
    classes.dedup();
    let mut examples = Vec::new();
    each_name(corpora, Some(Part::Trained), names, |words, tokens, class| {
        let mut keys = Vec::new();
        features(words, tokens, names, &mut keys);
        examples.push((keys, classes.iter().position(|known| *known == class).unwrap_or_default()));
    });
    let mut weights = Perceptron::new(LEAST);
    let mut chance = Chance::new(0);
    let mut order: Vec<_> = examples.iter().collect();
    for _ in 0..EPOCHS {
        chance.shuffle(&mut order);
        for (keys, right) in &order {
            let mut scores = [0; 256];
            weights.add(keys, &mut scores);
            weights.tick();
            let guess = best(&scores, 0..classes.len()).unwrap_or_default();
            if guess != *right {
                weights.update(keys, *right, guess);
            }
        }
    }
    let mut learnt = Writer::default();
    Perceptron::write(&[weights], 0, LEAST_ROOT, &mut learnt);
    let bytes: &'static [u8] = Vec::leak(learnt.bytes.clone());
    let read = super::super::linear::Weights::read(&mut Reader::new(bytes)).expect("just written");
    let leads = examples.iter().map(|(keys, _)| {
        let mut scores = [0; 256];
        read.add(keys, &mut scores);
        lead(&scores, 0..classes.len()).map_or(0, |(_, lead)| i64::from(lead))
    });
    let lead = leads.sum::<i64>() / i64::try_from(examples.len()).unwrap_or(i64::MAX).max(1);
    let mut out = Writer::default();
    out.text(VERSION);
    out.number(classes.len());
    for class in &classes {
        out.text(class);
    }
    out.number(lead as usize);
    out.bytes.extend(learnt.bytes);
    (out.bytes, examples.len())
}

/// How the model does on `corpora`: on the part held back, or on the whole if it was trained on other corpora.
pub(super) fn measure(
    guesser: &Guesser,
    corpora: &[Vec<Marked>],
    part: Option<Part>,
    names: &Names,
) -> Counts {
    let mut counts = Counts::new();
    each_name(corpora, part, names, |words, tokens, class| {
        let (guess, _) = guesser.guess(words, tokens, names);
        counts.entry(class.to_owned()).or_default()[2] += 1;
        counts.entry(guess.to_owned()).or_default()[1] += 1;
        counts.entry(class.to_owned()).or_default()[0] += usize::from(guess == class);
    });
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_from_both_forms() {
        let plain = columns("Jane B-person\nDoe I-person\nleft O\nAcme I-ORG\nLumen\tB-ORG");
        let found: Vec<_> =
            plain.names.iter().map(|(tokens, label)| (tokens.clone(), label.as_str())).collect();
        assert_eq!(found, [(0..2, "person"), (3..4, "ORG"), (4..5, "ORG")]);
        let line = |id: usize, word: &str, upos: &str, misc: &str| {
            format!("{id}\t{word}\t_\t{upos}\t_\t_\t_\t_\t_\t{misc}\n")
        };
        let tree = [
            line(1, "Jane", "PROPN", "Entity=(1-person-new-x"),
            line(2, "Doe", "PROPN", "Entity=1)"),
            line(3, "left", "VERB", "_"),
            line(4, "Acme", "PROPN", "Entity=(2-abstract-new(3-organization-new)"),
            line(5, "lamps", "NOUN", "Entity=2)"),
        ];
        let tree = treebank(&tree.concat());
        let found: Vec<_> =
            tree.names.iter().map(|(tokens, label)| (tokens.clone(), label.as_str())).collect();
        assert_eq!(found, [(0..2, "person"), (3..4, "organization")]);
    }
}
