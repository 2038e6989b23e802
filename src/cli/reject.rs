//! `pactum reject`: a person says that something is not so.

use super::context::Context;
use super::decide::{Claims, Desk, Note};
use super::problem::Done;
use crate::model::Ruling;

/// Say that a claim is wrong: its statement is deprecated and no longer stated
#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    claims: Claims,
    #[command(flatten)]
    note: Note,
}

const EXAMPLES: &str = "\
Examples:
  pactum reject investment/microsoft-openai amount 'USD 13,000,000,000'
  pactum reject investment/microsoft-openai --document news/2026-04-29.md --why 'read wrongly'
  pactum reject --kind Merger --role party=Kroger --role party=Albertsons
The decision is written to a file beside the store, and replayed on every build (docs/curation.md).";

pub(super) fn run(args: &Args, context: &Context) -> Done {
    let mut desk = Desk::open(&args.note.base, context)?;
    let said = args.claims.said(&desk)?;
    desk.decide(&args.note.decision(Ruling::Reject(said)))
}
