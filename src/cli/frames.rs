//! `pactum frames`: the definitions of frames.

use clap::Subcommand;
use serde_json::{Value, json};

use super::context::Context;
use super::problem::{self, Done, Outcome};
use crate::evaluate::{Report, examples};
use crate::pack::Pack;

/// Work with the definitions of frames
#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Which,
}

const EXAMPLES: &str = "\
Examples:
  pactum frames test
  pactum --pack my-field frames test
Exit code 1 if an example does not come out as it says.";

#[derive(Debug, Subcommand)]
enum Which {
    /// Run the examples that the definitions carry
    Test,
}

pub(super) fn run(args: &Args, context: &Context) -> Done {
    let Which::Test = args.command;
    let report = examples(&Pack::load(context.files.clone())?);
    let failed: Vec<_> = report.outcomes.iter().filter_map(|outcome| outcome.problem.as_ref()).collect();
    let mut out = context.out();
    if context.global.json {
        writeln!(out, "{}", as_json(&report))?;
    } else {
        for problem in &failed {
            problem::print(problem);
        }
        let (all, good) = (report.outcomes.len(), report.outcomes.len() - failed.len());
        writeln!(out, "{good} of {all} examples as expected")?;
        if !report.uncovered.is_empty() {
            writeln!(out, "without an example: {}", report.uncovered.join(", "))?;
        }
    }
    out.flush()?;
    Ok(if failed.is_empty() { Outcome::Well } else { Outcome::No })
}

fn as_json(report: &Report) -> Value {
    let outcomes = report.outcomes.iter().map(|outcome| {
        let problem = outcome.problem.as_ref().map(|problem| problem.message.as_str());
        json!({ "rule": outcome.rule, "text": outcome.text, "problem": problem })
    });
    json!({ "outcomes": outcomes.collect::<Value>(), "uncovered": report.uncovered })
}
