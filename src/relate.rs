//! Floor 3. Frames read relations off the trees; each becomes claims, one triple each, with their evidence.

use crate::model::{Annotated, Claim, Frame};
use crate::pack::Pack;

/// The relations that a document's sentences evoke.
#[must_use]
pub fn relate(_annotated: &Annotated, _pack: &Pack) -> Vec<Frame> {
    Vec::new()
}

/// What a document claims, triple by triple: the roles of its frames, and the class and name of each entity in them.
#[must_use]
pub fn claims(_annotated: &Annotated, _frames: &[Frame], _pack: &Pack) -> Vec<Claim> {
    Vec::new()
}
