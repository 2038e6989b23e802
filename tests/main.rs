//! Tests of the whole: one binary, one module for each subject.

mod cli;
mod datasets;
mod diff;
mod evaluate;
mod export;
mod floors;
mod foreign;
mod frames;
mod gold;
mod graph;
mod linking;
mod names;
mod net;
mod packs;
mod queries;
mod read;
mod readers;
mod reconcile;
mod remote;
mod review;
mod server;
mod services;
mod speed;
mod validate;
mod values;
mod why;
