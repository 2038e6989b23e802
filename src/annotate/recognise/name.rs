//! Stub: to be written by its owner.
