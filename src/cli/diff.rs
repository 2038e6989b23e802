//! `pactum diff`: what two graphs differ in.

use std::path::Path;

use clap::ValueEnum;
use jiff::civil;

use super::context::{Context, in_memory};
use super::differences;
use super::problem::{Done, Failure, Outcome};
use crate::diff::{Difference, Snapshot, write_patch};
use crate::pack::Ontology;
use crate::pipeline::{Clock, as_of};
use crate::query::Names;
use crate::rdf::{BASE, Mint};
use crate::store::Store;

/// Show what two graphs differ in: statements that came, went, or changed their rank
#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// The first: a store, an RDF file, or a day: what the documents in the store said by then
    #[arg(value_name = "A")]
    before: String,
    /// The second [default: the store as it is]
    #[arg(value_name = "B")]
    after: Option<String>,
    /// A day is when documents came into the store, not their dateline
    #[arg(long)]
    recorded: bool,
    /// The form [default: text]
    #[arg(long, short, value_enum)]
    format: Option<Form>,
    /// Of a patch, only the statements, not the graphs behind them
    #[arg(long)]
    statements: bool,
    /// The IRI below which all others were made
    #[arg(long, value_name = "IRI", default_value = BASE)]
    base: String,
}

const EXAMPLES: &str = "\
Examples:
  pactum diff yesterday.db today.db
  pactum diff published.ttl                         the store against a file exported before
  pactum diff 2026-04-27 2026-04-28                 what one day's articles changed
  pactum diff old.nq new.nq --format rdf-patch > change.rdfp
- went, + came, ~ has another rank. Statements are compared, not lines: offsets, claims and the number of sources do not
matter to text and json. A patch has every quad; with --statements those of the default graph. Of documents without a date
all is on both sides. Exit code 0 if there is no difference, 1 if there is one.";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    Text,
    Json,
    RdfPatch,
}

pub(super) fn run(args: &Args, context: &Context) -> Done {
    let before = side(&args.before, args, context)?;
    let after = match &args.after {
        Some(after) => side(after, args, context)?,
        None => context.store()?,
    };
    let (mut a, mut b) = (Snapshot::of(before.quads())?, Snapshot::of(after.quads())?);
    let form = args.format.unwrap_or(if context.global.json { Form::Json } else { Form::Text });
    let difference = Difference::between(&a, &b);
    let names = [Names::new(after.quads(), &context.words), Names::new(before.quads(), &context.words)];
    let mut out = context.out();
    let mut same = difference.is_empty();
    match form {
        Form::Text if same => writeln!(out, "no difference")?,
        Form::Text => differences::print(&mut out, &difference, &names)?,
        Form::Json => writeln!(out, "{}", differences::as_json(&difference, &names))?,
        Form::RdfPatch => {
            if args.statements {
                (a, b) = (a.without_graphs(), b.without_graphs());
            }
            write_patch(&mut out, &a, &b)?;
            same = a.has_quads_of(&b);
        }
    }
    out.flush()?;
    Ok(if same { Outcome::Well } else { Outcome::No })
}

/// One side: a folder, a file, or the store as it was on a day.
fn side(what: &str, args: &Args, context: &Context) -> Result<Store, Failure> {
    let path = Path::new(what);
    match what.parse::<civil::Date>() {
        Ok(day) if !path.exists() => {
            let ontology = Ontology::load(&context.files)?;
            let clock = if args.recorded { Clock::Recorded } else { Clock::Reported };
            Ok(as_of(&context.store()?, day, clock, Mint::new(&args.base, &ontology))?)
        }
        _ if path.is_file() => Ok(in_memory(path)?),
        _ => Ok(Store::open_read_only(path)?),
    }
}
