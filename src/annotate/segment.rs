//! Text to sentences and tokens, with exact offsets.
//!
//! First lines become blocks (a paragraph, a heading, an item), then blocks are cut into sentences, then sentences into
//! tokens. What no grammar reaches stands apart: headings, datelines ("BOSTON, Jan. 3 --") and bracketed sources
//! ("(openai.com)") are sentences of their own.
//!
//! Spans are in order and do not overlap. Every character that is not white space lies in a sentence, but for the marks of
//! lists and headings (`-`, `•`, `1.`, `##`, `|`) before one. Within a sentence, only bracketed sources, note numbers
//! (`[12]`) and the asterisks of bold type lie in no token.

mod block;
mod sentence;
mod token;

use crate::model::{Sentence, SentenceKind};
use crate::pack::lexicon::Segmentation;

/// Cuts `text` into sentences, and these into tokens as the English treebanks of Universal Dependencies do.
#[must_use]
pub fn segment(text: &str, words: &Segmentation) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    for block in block::blocks(text) {
        for piece in sentence::pieces(text, &block, words) {
            let apart =
                piece.kind == SentenceKind::Item && sentence::source_len(piece.span.of(text)).is_some();
            let tokens = token::tokens(text, piece.span, apart, words);
            sentences.push(Sentence { span: piece.span, kind: piece.kind, tokens });
        }
    }
    sentences
}

#[cfg(test)]
mod tests;
