//! Floor 4. Stub: to be written by its owner.
