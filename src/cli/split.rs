//! `pactum split`: mentions of a node that are of another.

use super::context::Context;
use super::decide::{Desk, Note};
use super::problem::Done;
use crate::model::{Decision, Diagnostic, Id, Part, Ruling, slug};

/// Say that some mentions of a thing are of another; or take a merge back
#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// The thing
    #[arg(value_name = "THING")]
    node: String,
    /// The mentions by this name, in all documents
    #[arg(long, value_name = "NAME", conflicts_with = "document")]
    name: Option<String>,
    /// All mentions in this document: its hash, where it was read from, or its URL
    #[arg(long, value_name = "DOCUMENT")]
    document: Option<String>,
    /// The id of the other thing, as company/apple-records [default: made from the name]
    #[arg(long = "as", value_name = "ID")]
    into: Option<String>,
    #[command(flatten)]
    note: Note,
}

const EXAMPLES: &str = "\
Examples:
  pactum split company/apple --name 'Apple Records'
  pactum split company/apple --document news/records.md --as company/apple-records
  pactum split company/aws                       take back that it was merged into another
The decision is written to a file beside the store, and replayed on every build (docs/curation.md).";

pub(super) fn run(args: &Args, context: &Context) -> Done {
    let mut desk = Desk::open(&args.note.base, context)?;
    let part = match (&args.name, &args.document) {
        (Some(name), _) => Part::Name(name.clone()),
        (None, Some(document)) => Part::Document(document.clone()),
        (None, None) => return desk.decide(&unmerge(args, &desk)?),
    };
    let node = desk.id(&args.node)?;
    let into = match (&args.into, &part) {
        (Some(id), _) => id.clone(),
        (None, Part::Name(name)) => {
            let folder = node.split_once('/').map_or("thing", |(folder, _)| folder);
            format!("{folder}/{}", slug(name))
        }
        (None, Part::Document(_)) => {
            return Err(Diagnostic::error("what is the other thing to be called?")
                .hint("--as company/apple-records, or an id that is there")
                .into());
        }
    };
    if into == node || !into.contains('/') {
        return Err(Diagnostic::error(format!("{into} cannot be the other thing"))
            .hint("give it an id of its own with --as, as company/apple-records")
            .into());
    }
    desk.decide(&args.note.decision(Ruling::Split { node, part, into }))
}

/// The decision that a node, merged into another before, is a thing of its own.
fn unmerge(args: &Args, desk: &Desk<'_>) -> Result<Decision, Diagnostic> {
    let decisions = desk.ledger.decisions();
    let called = |node: &Id| {
        *node == args.node || node.split_once('/').is_some_and(|(_, name)| name == slug(&args.node))
    };
    let merge = decisions.iter().find_map(|decision| match &decision.ruling {
        Ruling::Merge { node, into, .. } if called(node) => Some((node.clone(), into.clone())),
        _ => None,
    });
    let (node, other) = merge.ok_or_else(|| {
        Diagnostic::error(format!("{} was not merged into another thing", args.node))
            .hint("to split mentions off, say which: --name NAME or --document DOCUMENT")
    })?;
    Ok(args.note.decision(Ruling::Different { node, other }))
}
