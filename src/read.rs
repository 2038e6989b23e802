//! Floor 1. Stub: to be written by its owner.
