//! Floor 2. A document's text becomes sentences, tokens, mentions, trees and entities.

pub mod describe;
pub mod parse;
pub mod recognise;
pub mod resolve;
pub mod segment;
pub mod tag;

use crate::model::{Annotated, Document};
use crate::pack::Pack;

/// Everything the engine sees in a document.
#[must_use]
pub fn annotate(document: Document, pack: &Pack) -> Annotated {
    let sentences = segment::segment(&document.text, &pack.lexicon.segment);
    let trees = vec![None; sentences.len()];
    Annotated { document, sentences, trees, mentions: Vec::new(), entities: Vec::new() }
}
