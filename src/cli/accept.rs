//! `pactum accept`: a person says that something is so.

use super::context::Context;
use super::decide::{Claims, Desk, Note};
use super::problem::Done;
use crate::model::Ruling;

/// Say that a claim is right: it is preferred, and the conflict it is in is settled
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
  pactum accept investment/microsoft-openai amount 'USD 13,800,000,000' --why 'the annual report has it'
  pactum accept --kind Investment --role investor=Amazon --role investee=OpenAI
  pactum accept claim/7f3a0c5d8e9b1a24
The decision is written to a file beside the store, and replayed on every build (docs/curation.md).";

pub(super) fn run(args: &Args, context: &Context) -> Done {
    let mut desk = Desk::open(&args.note.base, context)?;
    let said = args.claims.said(&desk)?;
    desk.decide(&args.note.decision(Ruling::Accept(said)))
}
