//! `pactum evaluate`: how well the engine reads a gold set.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;

use serde_json::{Value, json};

use super::context::Context;
use super::problem::{Done, Outcome};
use crate::evaluate::{Score, Scoring, Share, Stage, Tally, gold, score};
use crate::model::Diagnostic;
use crate::pack::{Files, Pack};

/// Measure how well articles are read, against facts that people have found in them
#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// A folder of JSON files, one a document, each with the `facts` of that document
    #[arg(value_name = "GOLD")]
    set: PathBuf,
    /// Where the texts are, if not beside the facts or in `texts` or `articles` of the set
    #[arg(long, value_name = "DIR")]
    articles: Option<PathBuf>,
    /// The kinds that were looked for; claims of others are neither right nor wrong [default: all]
    #[arg(long, value_name = "KIND,…", value_delimiter = ',')]
    kinds: Vec<String>,
    /// Exit code 1 if F1 over all kinds is below
    #[arg(long, value_name = "NUMBER", value_parser = fraction)]
    min_f1: Option<f64>,
}

const EXAMPLES: &str = "\
Examples:
  pactum evaluate my-gold
  pactum evaluate facts/ --articles articles/ --kinds investment,merger
  pactum evaluate my-gold --min-f1 0.7
docs/gold.md describes the files of a gold set.";

/// The file in a gold set that says how claims are compared with its facts.
const SCORING: &str = "scoring.toml";
/// The most characters of a fact or a sentence on one line.
const WIDTH: usize = 160;

pub(super) fn run(args: &Args, context: &Context) -> Done {
    let pack = Pack::load(context.files.clone())?;
    let scoring = scoring(args, &pack.files)?;
    let documents = gold::documents(&args.set, args.articles.as_deref())?;
    let looked_for = looked_for(args, &scoring)?;
    let score = score(&documents, &scoring, &looked_for, &pack);
    let mut out = context.out();
    if context.global.json {
        writeln!(out, "{}", as_json(&score))?;
    } else {
        table(&score, &mut out)?;
    }
    out.flush()?;
    let enough = args.min_f1.is_none_or(|least| score.total().f1() >= least);
    Ok(if enough { Outcome::Well } else { Outcome::No })
}

/// The set's own rules, if it brings some, else the pack's.
fn scoring(args: &Args, files: &Files) -> Result<Scoring, Diagnostic> {
    let own = args.set.join(SCORING);
    if !own.is_file() {
        return Scoring::load(files);
    }
    let shown = own.display().to_string();
    let text = std::fs::read_to_string(&own)
        .map_err(|error| Diagnostic::error(error.to_string()).in_file(&shown))?;
    crate::pack::files::File { shown, text }.toml()
}

fn looked_for(args: &Args, scoring: &Scoring) -> Result<BTreeSet<String>, Diagnostic> {
    let known: BTreeSet<String> = scoring.kinds().map(str::to_owned).collect();
    if args.kinds.is_empty() {
        return Ok(known);
    }
    match args.kinds.iter().find(|kind| !known.contains(*kind)) {
        None => Ok(args.kinds.iter().cloned().collect()),
        Some(kind) => {
            let all = known.into_iter().collect::<Vec<_>>().join(", ");
            Err(Diagnostic::error(format!("`{kind}` is no kind that can be scored"))
                .hint(format!("one of {all}")))
        }
    }
}

fn fraction(text: &str) -> Result<f64, String> {
    let number = text.parse::<f64>().ok().filter(|number| (0.0..=1.0).contains(number));
    number.ok_or_else(|| "a number from 0 to 1".to_owned())
}

fn table(score: &Score, out: &mut dyn Write) -> std::io::Result<()> {
    writeln!(
        out,
        "{:22} {:>4} {:>4} {:>5}  {:>5} {:>5} {:>5}",
        "kind", "hit", "gold", "wrong", "P", "R", "F1"
    )?;
    let total = score.total();
    for (kind, tally) in
        score.kinds.iter().map(|(kind, tally)| (kind.as_str(), tally)).chain([("ALL", &total)])
    {
        let (p, r, f1) = (tally.precision(), tally.recall(), tally.f1());
        let Tally { hits, gold, wrong } = tally;
        writeln!(out, "{kind:22} {hits:4} {gold:4} {wrong:5}  {p:5.2} {r:5.2} {f1:5.2}")?;
    }
    let Share { good, of } = score.evidence;
    writeln!(out, "evidence in the gold sentence: {good}/{of}")?;
    for stage in Stage::ALL {
        let lost = || score.misses.iter().filter(|miss| miss.stage == stage);
        if lost().next().is_some() {
            writeln!(out, "\nmissed, {}: {} ({})", stage.as_str(), lost().count(), stage.meaning())?;
        }
        for miss in lost() {
            let args = serde_json::Value::from(miss.args.clone()).to_string();
            writeln!(out, "  {} {} {}", miss.document, miss.kind, short(&args))?;
            if !miss.names.is_empty() {
                writeln!(out, "    not recognised: {}", miss.names.join(", "))?;
            }
            writeln!(out, "    \"{}\"", short(&miss.evidence))?;
        }
    }
    if !score.wrong.is_empty() {
        writeln!(out, "\nclaimed and not in the gold set: {}", score.wrong.len())?;
    }
    for wrong in &score.wrong {
        let (kind, rule) = (wrong.line["kind"].as_str(), wrong.line["rule"].as_str());
        let (kind, rule) = (kind.unwrap_or_default(), rule.unwrap_or_default());
        writeln!(out, "  {} {kind} ({rule}) {}", wrong.document, short(&wrong.line["roles"].to_string()))?;
        writeln!(out, "    \"{}\"", short(wrong.line["evidence"]["text"].as_str().unwrap_or_default()))?;
    }
    Ok(())
}

fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= WIDTH {
        return line;
    }
    line.chars().take(WIDTH - 1).chain(['…']).collect()
}

fn as_json(score: &Score) -> Value {
    let tally = |tally: &Tally| {
        json!({ "hit": tally.hits, "gold": tally.gold, "wrong": tally.wrong, "precision": tally.precision(),
            "recall": tally.recall(), "f1": tally.f1() })
    };
    let kinds: serde_json::Map<String, Value> =
        score.kinds.iter().map(|(kind, counts)| (kind.clone(), tally(counts))).collect();
    let misses = score.misses.iter().map(|miss| {
        json!({ "document": miss.document, "kind": miss.kind, "args": miss.args, "stage": miss.stage.as_str(),
            "notRecognised": miss.names, "evidence": miss.evidence })
    });
    let wrong = score.wrong.iter().map(|wrong| {
        let mut line = wrong.line.clone();
        line["document"] = wrong.document.as_str().into();
        line
    });
    json!({
        "kinds": kinds, "all": tally(&score.total()),
        "evidence": { "good": score.evidence.good, "of": score.evidence.of },
        "misses": misses.collect::<Value>(), "wrong": wrong.collect::<Value>(),
    })
}
