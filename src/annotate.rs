//! Floor 2. A document's text becomes sentences, tokens, mentions, trees and entities.

mod codec;
pub mod describe;
mod finite;
mod insertion;
mod introduction;
mod linear;
mod mend;
mod moves;
pub mod parse;
mod quotation;
pub mod recognise;
pub mod resolve;
mod retag;
pub mod segment;
mod stand_in;
mod table;
mod tag;
pub mod train;
mod trees;
mod worth;

use crate::model::{Annotated, Document};
use crate::pack::Pack;
use trees::Wanted;

/// What the engine needs to see of a document. Only sentences that may hold a frame get a tree, and those that their words
/// may refer back to.
#[must_use]
pub fn annotate(document: Document, pack: &Pack) -> Annotated {
    with_trees(document, pack, Wanted::Worth)
}

/// As [`annotate`], with a tree for each sentence in which something is named: for those who want to look.
#[must_use]
pub fn annotate_fully(document: Document, pack: &Pack) -> Annotated {
    with_trees(document, pack, Wanted::Named)
}

fn with_trees(document: Document, pack: &Pack, wanted: Wanted) -> Annotated {
    let text = document.text.as_str();
    let sentences = segment::segment(text, &pack.lexicon.segment);
    let mut mentions = recognise::mentions(&document, &sentences, pack);
    let trees = trees::trees(text, &sentences, &mentions, pack, wanted);
    let entities = resolve::resolve(text, &sentences, &trees, &mut mentions, pack);
    let mut annotated = Annotated { document, sentences, trees, mentions, entities };
    describe::describe(&mut annotated, pack);
    annotated
}
