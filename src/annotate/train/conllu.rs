//! Reads treebanks.

use std::path::Path;

use crate::model::{Diagnostic, Span};

/// A sentence as a treebank has it.
#[derive(Clone, Debug, Default)]
pub(super) struct Gold {
    pub(super) words: Vec<String>,
    pub(super) lemmas: Vec<String>,
    pub(super) upos: Vec<String>,
    pub(super) xpos: Vec<String>,
    /// Index of the head; the number of words for the root.
    pub(super) heads: Vec<usize>,
    pub(super) rels: Vec<String>,
}

/// The sentences of the treebank at `path`, without its multiword tokens and empty nodes.
pub(super) fn read(path: &Path) -> Result<Vec<Gold>, Diagnostic> {
    let shown = path.display().to_string();
    let text = std::fs::read_to_string(path)
        .map_err(|error| Diagnostic::error(format!("cannot be read: {error}")).in_file(&shown))?;
    let mut sentences = Vec::new();
    let mut sentence = Gold::default();
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(offset, offset + line.trim_end().len());
        offset += line.len();
        let wrong =
            |what: &str| Diagnostic::error(what).at(&shown, &text, span).hint("the format is CoNLL-U");
        let line = line.trim_end();
        if line.is_empty() && !sentence.words.is_empty() {
            let read = finish(std::mem::take(&mut sentence))
                .ok_or_else(|| wrong("a head is not in the sentence"))?;
            sentences.push(read);
        } else if !line.is_empty() && !line.starts_with('#') {
            let columns: Vec<_> = line.split('\t').collect();
            if columns.len() != 10 {
                return Err(wrong("ten columns are expected"));
            }
            if columns[0].bytes().all(|byte| byte.is_ascii_digit()) {
                let head = columns[6].parse().map_err(|_| wrong("the head is not a number"))?;
                push(&mut sentence, &columns, head);
            }
        }
    }
    sentences.extend(finish(sentence).filter(|sentence| !sentence.words.is_empty()));
    Ok(sentences)
}

fn push(sentence: &mut Gold, columns: &[&str], head: usize) {
    sentence.words.push(columns[1].to_owned());
    sentence.lemmas.push(columns[2].to_owned());
    sentence.upos.push(columns[3].to_owned());
    sentence.xpos.push(columns[4].to_owned());
    sentence.heads.push(head);
    sentence.rels.push(columns[7].to_owned());
}

/// With heads as indices.
fn finish(mut sentence: Gold) -> Option<Gold> {
    let root = sentence.words.len();
    for head in &mut sentence.heads {
        *head = head.checked_sub(1).unwrap_or(root);
        if *head > root {
            return None;
        }
    }
    Some(sentence)
}
