//! `pactum build`: articles become a graph.

use std::io::{IsTerminal, stderr};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;

use super::context::Context;
use super::problem::{Done, Failure, Outcome};
use crate::curate::{Ledger, orphans};
use crate::model::{Diagnostic, Document};
use crate::pack::Pack;
use crate::pipeline::{self, Progress, Summary};
use crate::rdf::{BASE, Mint};
use crate::read;
use crate::store::Store;

/// Read articles into the graph; what is there already is left alone, what has changed is replaced
#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Files (text, Markdown, HTML, JSON Lines), folders, or - for standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The IRI below which all others are made
    #[arg(long, value_name = "IRI", default_value = BASE)]
    base: String,
}

const EXAMPLES: &str = "\
Examples:
  pactum build articles/
  pactum build report.html notes.md
  curl -s https://example.org/news.jsonl | pactum build -
Exit code 1 if something was left out; the rest was done.";

pub(super) fn run(args: &Args, context: &Context) -> Done {
    let started = Instant::now();
    let pack = Pack::load(context.files.clone())?;
    let documents = read_all(&args.paths, context);
    let store = context.store_to_write()?;
    let ledger = context.ledger()?;
    let decided = decide(&ledger, &pack, &store, args, context)?;
    let bar = progress_bar(context);
    let summary = pipeline::build(documents, &pack, &store, &args.base, &|progress| show(&bar, progress))?;
    bar.finish_and_clear();
    for warning in orphans(&ledger, &store, Mint::new(&args.base, &pack.ontology))? {
        context.warn(&warning);
    }
    report(&summary, decided, started.elapsed(), context)
}

/// Replays the decisions of the file; returns how many hold. Without a file those in the store stay.
fn decide(
    ledger: &Ledger,
    pack: &Pack,
    store: &Store,
    args: &Args,
    context: &Context,
) -> Result<usize, Failure> {
    if ledger.exists() {
        let decisions = ledger.decisions();
        pipeline::decide(&decisions, pack, store, &args.base)?;
        return Ok(decisions.iter().count());
    }
    let path = ledger.path().display().to_string();
    if context.global.decisions.is_some() {
        return Err(Diagnostic::error("there is no such file of decisions").in_file(path).into());
    }
    let kept = store.decisions(Mint::new(&args.base, &pack.ontology))?.iter().count();
    if kept > 0 {
        let warning = Diagnostic::warning(format!(
            "{kept} decisions in the store are kept, but their file is not there"
        ));
        context.warn(&warning.in_file(path).hint("name it with --decisions or PACTUM_DECISIONS"));
    }
    Ok(kept)
}

/// The documents that can be read; a warning for each that cannot.
fn read_all(paths: &[PathBuf], context: &Context) -> Vec<Document> {
    let document = |outcome: read::Outcome| outcome.map_err(|warning| context.warn(&warning)).ok();
    read::inputs(paths).filter_map(document).collect()
}

/// A bar on a terminal, nothing elsewhere.
fn progress_bar(context: &Context) -> ProgressBar {
    if context.global.quiet || !stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(0);
    let style = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len}");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.set_message("reading");
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

fn show(bar: &ProgressBar, progress: Progress) {
    match progress {
        Progress::Documents { done, of } => {
            bar.set_length(of as u64);
            bar.set_position(done as u64);
        }
        Progress::Fusing => bar.set_message("fusing"),
    }
}

fn report(summary: &Summary, decided: usize, took: Duration, context: &Context) -> Done {
    let mut out = context.out();
    if context.global.json {
        let json = json!({
            "added": summary.added,
            "replaced": summary.replaced,
            "unchanged": summary.unchanged,
            "sentences": summary.sentences,
            "entities": summary.entities,
            "claims": summary.claims,
            "decisions": decided,
            "statements": { "gone": summary.change.gone.len(), "come": summary.change.come.len() },
            "seconds": took.as_secs_f64(),
        });
        writeln!(out, "{json}")?;
    } else if !context.global.quiet {
        let Summary { added, replaced, unchanged, sentences, entities, claims, .. } = summary;
        writeln!(out, "{} added, {replaced} replaced, {unchanged} unchanged", counted(*added, "document"))?;
        writeln!(
            out,
            "{}, {}, {}",
            counted(*sentences, "sentence"),
            counted(*entities, "entity").replace("entitys", "entities"),
            counted(*claims, "claim"),
        )?;
        if decided > 0 {
            writeln!(out, "{} replayed", counted(decided, "decision"))?;
        }
        writeln!(out, "{:.1} seconds, into {}", took.as_secs_f64(), context.global.store.display())?;
    }
    out.flush()?;
    Ok(Outcome::Well)
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
