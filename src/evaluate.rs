//! Floor 5. How well the engine reads: the frames' own examples, and gold sets.

mod examples;

pub use examples::{Outcome, Report, examples, filler_text, value_text};
