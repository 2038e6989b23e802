//! The examples that the frame definitions carry.

use std::collections::BTreeMap;

use pactum::evaluate::examples;
use pactum::pack::Pack;

/// The fewest examples a definition may have.
const FEWEST: usize = 6;

#[test]
fn every_example_holds() {
    let report = examples(&Pack::embedded());
    let problems: Vec<String> = report
        .outcomes
        .iter()
        .filter_map(|outcome| outcome.problem.as_ref())
        .map(ToString::to_string)
        .collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn every_definition_has_examples_for_and_against() {
    let pack = Pack::embedded();
    let mut wanting = BTreeMap::new();
    for rule in &pack.frames.rules {
        let against = rule.examples.iter().filter(|example| example.expect.is_none()).count();
        let all = rule.examples.len();
        if all < FEWEST || against == 0 || against == all {
            wanting.insert(
                rule.id.get_ref().as_str(),
                format!("{all} examples, {against} of them find nothing"),
            );
        }
    }
    assert!(wanting.is_empty(), "{wanting:#?}");
}
