//! Tests of the whole: one binary, one module for each subject.

mod graph;
mod names;
mod values;
