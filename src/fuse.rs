//! Floor 3. Stub: to be written by its owner.
