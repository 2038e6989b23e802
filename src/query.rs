//! Floor 5. Questions to the store: SPARQL by hand, saved queries with typed parameters, and for every row of an answer
//! the sentences that prove it.

pub mod answer;
mod bind;
mod dump;
pub mod empty;
pub mod evidence;
pub(crate) mod graph;
mod json_ld;
mod lineage;
pub mod names;
mod recorded;
pub mod saved;
pub mod syntax;
pub mod vocabulary;

pub mod cite;
pub mod write;

pub use answer::{Answer, Rows};
pub use bind::bind;
pub use dump::write_quads;
pub use names::Names;
pub use recorded::answer_recorded;
pub use saved::Saved;
pub use syntax::Source;
pub use vocabulary::Vocabulary;

use spargebra::Query;
use spargebra::algebra::GraphPattern;

/// Lets `query` answer with no more than `rows` rows.
pub fn limit(query: &mut Query, rows: usize) {
    let pattern = crate::store::algebra::pattern_mut(query);
    let inner = Box::new(std::mem::take(pattern));
    *pattern = GraphPattern::Slice { inner, start: 0, length: Some(rows) };
}
