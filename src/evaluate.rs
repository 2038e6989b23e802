//! Floor 5. How well the engine reads: the frames' own examples, and gold sets.

mod examples;
pub mod gold;
mod score;
mod scoring;

pub use examples::{Outcome, Report, examples, filler_text, value_text};
pub use score::{Miss, Score, Share, Stage, Tally, Wrong, score};
pub use scoring::{Likeness, Scoring};
