//! `pactum accept` and `pactum reject`: a person says that something is so, or not.

use super::context::Context;
use super::decide::{Claims, Desk, Note};
use super::problem::Done;
use crate::model::{Ruling, Said};

// Which claims are meant, and what stands beside the decision. No documentation, which would be the help of both commands.
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    #[command(flatten)]
    claims: Claims,
    #[command(flatten)]
    note: Note,
}

pub(super) const ACCEPTING: &str = "\
Examples:
  pactum accept investment/microsoft-openai amount 'USD 13,800,000,000' --why 'the annual report has it'
  pactum accept --kind Investment --role investor=Amazon --role investee=OpenAI
  pactum accept claim/7f3a0c5d8e9b1a24
The decision is written to a file beside the store, and replayed on every build (docs/curation.md).";

pub(super) const REJECTING: &str = "\
Examples:
  pactum reject investment/microsoft-openai amount 'USD 13,000,000,000'
  pactum reject investment/microsoft-openai --document news/2026-04-29.md --why 'read wrongly'
  pactum reject --kind Merger --role party=Kroger --role party=Albertsons
The decision is written to a file beside the store, and replayed on every build (docs/curation.md).";

/// Decides by `ruling`, which is [`Ruling::Accept`] or [`Ruling::Reject`].
pub(super) fn run(args: &Args, ruling: fn(Said) -> Ruling, context: &Context) -> Done {
    let mut desk = Desk::open(&args.note.base, context)?;
    let said = args.claims.said(&desk)?;
    desk.decide(&args.note.decision(ruling(said)))
}
