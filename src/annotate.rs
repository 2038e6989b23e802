//! Floor 2. A document's text becomes sentences, tokens, mentions, trees and entities.

mod codec;
pub mod describe;
mod linear;
pub mod parse;
pub mod recognise;
pub mod resolve;
pub mod segment;
mod tag;
pub mod train;

use crate::model::{Annotated, Document};
use crate::pack::Pack;

/// Everything the engine sees in a document.
#[must_use]
pub fn annotate(document: Document, pack: &Pack) -> Annotated {
    let sentences = segment::segment(&document.text, &pack.lexicon.segment);
    let parser = parse::Parser::embedded();
    let trees = sentences.iter().map(|sentence| Some(parser.parse(&document.text, sentence))).collect();
    Annotated { document, sentences, trees, mentions: Vec::new(), entities: Vec::new() }
}
