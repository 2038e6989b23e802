//! Floor 5. What a person decided about what the documents say.
//!
//! Decisions stand in a file ([`Ledger`]) and in the graph `graph/curation`, and are replayed on every build. They
//! address what is said by what it says, so that they hold for documents that are read again or come back:
//!
//! - Accepting and rejecting enters where claims are fused ([`crate::fuse::decided`]).
//! - Merging and splitting enters before the claims of a document are stored ([`identified`]).
//! - That a node is the same as, or different from, one of another dataset is for linking.

mod agenda;
mod identity;
mod ledger;
mod orphans;

pub use agenda::{Desk, Item, Side};
pub use identity::{REPLACES, identified};
pub use ledger::{Entry, Ledger};
pub use orphans::{is_answered, orphans};
