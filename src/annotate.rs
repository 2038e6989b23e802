//! Floor 2. A document's text becomes sentences, tokens, mentions, trees and entities.

pub mod parse;
pub mod recognise;
pub mod resolve;
pub mod segment;
pub mod tag;
pub mod describe;
