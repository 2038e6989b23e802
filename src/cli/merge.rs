//! `pactum merge`: two nodes are one.

use super::context::Context;
use super::decide::{Desk, Note};
use super::problem::Done;
use crate::model::{Diagnostic, Ruling};

/// Say that two things are one: what is claimed of either is claimed of the first
#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// The one that stays
    #[arg(value_name = "KEEP")]
    keep: String,
    /// The one that becomes part of it
    #[arg(value_name = "OTHER")]
    other: String,
    #[command(flatten)]
    note: Note,
}

const EXAMPLES: &str = "\
Examples:
  pactum merge 'Amazon Web Services' AWS
  pactum merge company/northgate company/northgate-holdings --who Anna
`pactum split OTHER` takes it back. The decision is written to a file beside the store (docs/curation.md).";

pub(super) fn run(args: &Args, context: &Context) -> Done {
    let mut desk = Desk::open(&args.note.base, context)?;
    let (into, node) = (desk.id(&args.keep)?, desk.id(&args.other)?);
    if into == node {
        return Err(
            Diagnostic::error(format!("{} and {} are one already: {node}", args.keep, args.other)).into()
        );
    }
    let name = desk.names().label(desk.mint().node(&into).as_ref());
    desk.decide(&args.note.decision(Ruling::Merge { node, into, name }))
}
