//! Floor 6. The command line: arguments, dispatch, exit codes. One command a file: its arguments, then its function.
//!
//! Results go to standard output, progress and problems to standard error. Exit codes: 0 all well; 1 the answer is no,
//! or something was left out with a warning; 2 the call or the environment is wrong, or there was no time left.

mod accept;
mod annotate;
mod build;
mod completions;
mod context;
mod decide;
mod diff;
mod differences;
mod evaluate;
mod export;
mod forms;
mod frames;
mod import;
mod link;
mod man;
mod merge;
mod pack;
mod problem;
mod queries;
mod query;
mod remove;
mod review;
mod shell;
mod sources;
mod split;
mod train;
mod validate;
mod why;
mod why_not;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{ArgMatches, Args, ColorChoice, Command, CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::model::Ruling;
use context::Context;
use problem::Done;

/// Builds a knowledge graph from what people write about business agreements, and answers questions about it with the
/// sentence that proves each answer.
#[derive(Debug, Parser)]
#[command(name = "pactum", version, max_term_width = 100, disable_help_subcommand = true, after_help = EXAMPLES)]
pub(crate) struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Which,
}

const EXAMPLES: &str = "\
Examples:
  pactum build articles/                      read articles into ./pactum.db
  pactum query investments --company OpenAI   ask a saved question
  pactum query investments --cite             the same, each row with the sentences behind it
  pactum why Microsoft                        everything said about Microsoft
  pactum export > graph.ttl                   the graph as Turtle";

/// What all commands take.
#[derive(Args, Clone, Debug)]
pub(crate) struct Global {
    /// Where the graph is kept: a folder, or the URL of a SPARQL service; for reading also an RDF file
    #[arg(
        long,
        global = true,
        value_name = "DIR|URL",
        env = "PACTUM_STORE",
        default_value = "./pactum.db",
        hide_env_values = true
    )]
    store: std::path::PathBuf,
    /// A folder laid over the default pack: ontology, names, frames, queries. Can be given more than once
    #[arg(long = "pack", global = true, value_name = "DIR")]
    packs: Vec<std::path::PathBuf>,
    /// What people decided [default: beside the store, as ./pactum.decisions.toml]
    #[arg(long, global = true, value_name = "FILE", env = "PACTUM_DECISIONS", hide_env_values = true)]
    decisions: Option<std::path::PathBuf>,
    /// Say nothing but results and errors
    #[arg(long, short, global = true)]
    quiet: bool,
    /// Results as JSON
    #[arg(long, global = true)]
    json: bool,
    /// Colours
    #[arg(long, global = true, value_name = "WHEN", default_value_t = ColorChoice::Auto)]
    color: ColorChoice,
    #[command(flatten)]
    service: Service,
}

/// What is to be known of a store that is a SPARQL service, and of the services that queries ask.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "SPARQL services")]
pub(crate) struct Service {
    /// Takes the updates of the store, if that is another URL
    #[arg(long, global = true, value_name = "URL", env = "PACTUM_STORE_UPDATE", hide_env_values = true)]
    store_update: Option<String>,
    /// Takes whole graphs (Graph Store Protocol), for large imports
    #[arg(long, global = true, value_name = "URL", env = "PACTUM_STORE_GRAPHS", hide_env_values = true)]
    store_graphs: Option<String>,
    /// The graph that stands for the default graph, where the store has none of its own
    #[arg(
        long,
        global = true,
        value_name = "IRI",
        env = "PACTUM_STORE_DEFAULT_GRAPH",
        hide_env_values = true
    )]
    store_default_graph: Option<String>,
    /// Who evaluates queries to the store: the service there, or pactum here, for services whose SPARQL falls short
    #[arg(
        long,
        global = true,
        value_enum,
        default_value_t,
        value_name = "WHERE",
        env = "PACTUM_STORE_EVALUATE",
        hide_env_values = true
    )]
    store_evaluate: Evaluate,
    /// Let queries ask services on this host. Can be given more than once
    #[arg(long = "allow-service", global = true, value_name = "HOST")]
    allow_services: Vec<String>,
}

/// Who evaluates the queries to a remote store.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Evaluate {
    #[default]
    There,
    Here,
}

#[derive(Debug, Subcommand)]
enum Which {
    Build(build::Args),
    Remove(remove::Args),
    Sources(sources::Args),
    Query(query::Args),
    Queries(queries::Args),
    Why(why::Args),
    WhyNot(why_not::Args),
    Review(review::Args),
    /// Say that a claim is right: it is preferred, and the conflict it is in is settled
    #[command(after_help = accept::ACCEPTING)]
    Accept(accept::Args),
    /// Say that a claim is wrong: its statement is deprecated and no longer stated
    #[command(after_help = accept::REJECTING)]
    Reject(accept::Args),
    Merge(merge::Args),
    Split(split::Args),
    Diff(diff::Args),
    Export(export::Args),
    Validate(validate::Args),
    Import(import::Args),
    Link(link::Args),
    Shell(shell::Args),
    Annotate(annotate::Args),
    Evaluate(evaluate::Args),
    Frames(frames::Args),
    Pack(pack::Args),
    Train(train::Args),
    Completions(completions::Args),
    Man(man::Args),
}

/// Runs the command line `arguments`, the program's name first.
#[must_use]
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let first = context::first_look(&arguments);
    let command = query::with_parameters(Cli::command(), &arguments, &first).color(first.color);
    let matches = match command.try_get_matches_from(&arguments) {
        Ok(matches) => matches,
        Err(error) => return call_is_wrong(&error),
    };
    let cli = match Cli::from_arg_matches(&matches) {
        Ok(cli) => cli,
        Err(error) => return call_is_wrong(&error),
    };
    match Context::new(cli.global) {
        Ok(context) => {
            let done = dispatch(cli.command, &context, &matches);
            context.exit_code(done)
        }
        Err(problems) => problem::print_all(&problems),
    }
}

fn dispatch(command: Which, context: &Context, matches: &ArgMatches) -> Done {
    match command {
        Which::Build(args) => build::run(&args, context),
        Which::Remove(args) => remove::run(&args, context),
        Which::Sources(args) => sources::run(&args, context),
        Which::Query(args) => query::run(&args.with_values(matches), context),
        Which::Queries(args) => queries::run(&args, context),
        Which::Why(args) => why::run(&args, context),
        Which::WhyNot(args) => why_not::run(&args, context),
        Which::Review(args) => review::run(&args, context),
        Which::Accept(args) => accept::run(&args, Ruling::Accept, context),
        Which::Reject(args) => accept::run(&args, Ruling::Reject, context),
        Which::Merge(args) => merge::run(&args, context),
        Which::Split(args) => split::run(&args, context),
        Which::Diff(args) => diff::run(&args, context),
        Which::Export(args) => export::run(&args, context),
        Which::Validate(args) => validate::run(&args, context),
        Which::Import(args) => import::run(&args, context),
        Which::Link(args) => link::run(&args, context),
        Which::Annotate(args) => annotate::run(&args, context),
        Which::Evaluate(args) => evaluate::run(&args, context),
        Which::Frames(args) => frames::run(&args, context),
        Which::Pack(args) => pack::run(&args, context),
        Which::Shell(args) => shell::run(&args, context),
        Which::Train(args) => train::run(&args, context),
        Which::Completions(args) => completions::run(&args, context),
        Which::Man(args) => man::run(&args),
    }
}

/// Help and version are no errors. Nobody may be there to read either.
fn call_is_wrong(error: &clap::Error) -> ExitCode {
    let _ = error.print();
    if error.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS }
}

/// The whole command line, for completion and manual.
fn whole() -> Command {
    Cli::command()
}
