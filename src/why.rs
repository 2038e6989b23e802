//! Floor 5. Stub: to be written by its owner.
