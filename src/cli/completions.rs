//! `pactum completions`: what a shell needs to complete commands, options and saved queries.

use std::collections::BTreeSet;

use clap::builder::PossibleValuesParser;
use clap::{Arg, Command};
use clap_complete::Shell;

use super::context::Context;
use super::problem::{Done, Outcome};
use crate::query::Saved;

/// Print the completion script for a shell
#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    shell: Shell,
}

const EXAMPLES: &str = "\
Examples:
  pactum completions bash > ~/.local/share/bash-completion/completions/pactum
  pactum completions zsh > ~/.zfunc/_pactum
  pactum completions fish > ~/.config/fish/completions/pactum.fish";

pub(super) fn run(args: &Args, context: &Context) -> Done {
    let saved = context.saved()?;
    let mut command = super::whole().mut_subcommand("query", |query| with_saved(query, saved));
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, "pactum", &mut script);
    let mut out = context.out();
    out.write_all(&script)?;
    out.flush()?;
    Ok(Outcome::Well)
}

/// `query` with the names of the saved queries as its first argument, and all their parameters.
fn with_saved(query: Command, saved: &[Saved]) -> Command {
    let names: Vec<String> = saved.iter().map(|saved| saved.name.clone()).collect();
    let parameters: BTreeSet<&str> =
        saved.iter().flat_map(|saved| &saved.parameters).map(|parameter| parameter.name.as_str()).collect();
    let query = query.mut_arg("query", |arg| arg.value_parser(PossibleValuesParser::new(names)));
    parameters.into_iter().fold(query, |query, name| {
        query.arg(Arg::new(format!("parameter:{name}")).long(name.to_owned()).value_name("VALUE"))
    })
}
