//! Floor 2. A document's text becomes sentences, tokens, mentions, trees and entities.

mod codec;
pub mod describe;
mod insertion;
mod linear;
mod mend;
pub mod parse;
pub mod recognise;
pub mod resolve;
pub mod segment;
mod stand_in;
mod tag;
pub mod train;

use crate::model::{Annotated, Document};
use crate::pack::Pack;

/// Everything the engine sees in a document. Only sentences with a mention get a tree: no frame is in others.
#[must_use]
pub fn annotate(document: Document, pack: &Pack) -> Annotated {
    let text = document.text.as_str();
    let sentences = segment::segment(text, &pack.lexicon.segment);
    let mut mentions = recognise::mentions(&document, &sentences, pack);
    let trees = stand_in::trees(text, &sentences, &mentions, pack);
    let entities = resolve::resolve(text, &sentences, &trees, &mut mentions, pack);
    let mut annotated = Annotated { document, sentences, trees, mentions, entities };
    describe::describe(&mut annotated, pack);
    annotated
}
