//! `pactum query`: SPARQL by hand, from a file, or a saved query with parameters.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::Read;
use std::path::Path;
use std::sync::LazyLock;
use std::time::Duration;

use clap::{Arg, ArgMatches, Command, FromArgMatches, ValueEnum};
use oxigraph::sparql::results::QueryResultsFormat;
use spargebra::Query;

use super::Global;
use super::context::Context;
use super::forms::{Form, OtherForms, RdfForm, other_forms, rdf_forms};
use super::problem::{Done, Failure, Outcome};
use crate::infer::inferred;
use crate::model::Diagnostic;
use crate::pack::{Files, Ontology};
use crate::query::answer::{ask, change, within};
use crate::query::cite::cite;
use crate::query::empty;
use crate::query::evidence::Cited;
use crate::query::write::Format;
use crate::query::{Answer, Names, Saved, Source, Vocabulary, answer_recorded, limit, saved, syntax};
use crate::rdf::{BASE, Mint};
use crate::store::{Quads, Store};

/// Ask the graph
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = EXAMPLES)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub(super) struct Args {
    /// A saved query, a file, SPARQL, or - for standard input
    #[arg(value_name = "NAME|FILE|SPARQL|-")]
    query: String,
    /// A parameter of a saved query; --NAME VALUE does the same
    #[arg(long = "param", short = 'p', value_name = "NAME=VALUE")]
    params: Vec<String>,
    /// The form of the results [default: a table on a terminal, else tsv; turtle for triples]
    #[arg(long, short, value_name = "FORMAT")]
    format: Option<Form<RowForm>>,
    /// With each row the sentences that prove it
    #[arg(long)]
    cite: bool,
    /// With what follows from the graph by the ontology and the links (RDFS, OWL RL); works on a copy in memory
    #[arg(long, conflicts_with = "update")]
    infer: bool,
    /// IRIs in the place of names; forms for programs have them anyway
    #[arg(long, conflicts_with = "names")]
    iris: bool,
    /// Names in the place of IRIs; tables have them anyway
    #[arg(long)]
    names: bool,
    /// Let the query change the graph
    #[arg(long, conflicts_with_all = ["cite", "format"])]
    update: bool,
    /// If the answer is empty, say which part of the query emptied it and what came near
    #[arg(long, conflicts_with = "update")]
    explain_empty: bool,
    /// At most this many rows
    #[arg(long, value_name = "ROWS")]
    limit: Option<usize>,
    /// Give up after this many seconds
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    timeout: Option<Duration>,
    #[arg(skip)]
    values: BTreeMap<String, String>,
}

const EXAMPLES: &str = "\
Examples:
  pactum query investments --company OpenAI
  pactum query terms-in-force --on 2031-06-30 --cite
  pactum query 'SELECT ?who { ?deal a pact:Acquisition ; pact:acquirer ?who }'
  pactum query report.rq --format csv > report.csv
  echo 'ASK { ?x a pact:Merger }' | pactum query -

`pactum queries` lists the saved queries; `pactum query NAME --help` shows the parameters of one.
Exit code 1 if the answer to ASK is no.";

/// The forms of rows, and of the answer to ASK.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum RowForm {
    Table,
    Csv,
    Tsv,
    Json,
    Xml,
}

impl OtherForms for RowForm {
    fn all() -> &'static LazyLock<Vec<Form<Self>>> {
        static ALL: LazyLock<Vec<Form<RowForm>>> =
            LazyLock::new(|| other_forms().chain(rdf_forms()).collect());
        &ALL
    }
}

/// Marks the arguments that are parameters of a saved query.
const PARAMETER: &str = "parameter:";

/// `command` with the parameters of the saved query that `arguments` call, as options of `query`.
pub(super) fn with_parameters(command: Command, arguments: &[OsString], global: &Global) -> Command {
    let mut rest =
        arguments.iter().filter_map(|argument| argument.to_str()).skip_while(|word| *word != "query").skip(1);
    let files = global.packs.iter().try_fold(Files::embedded(), |files, dir| files.overlay(dir));
    let Ok(files) = files else { return command };
    let words = Vocabulary::of(&files);
    let all = saved::all(&files, &words).unwrap_or_default();
    let called = rest.find_map(|word| {
        let known = all.iter().find(|saved| saved.name == word).cloned();
        known.or_else(|| Path::new(word).is_file().then(|| read_file(word, &words).ok()).flatten())
    });
    let Some(called) = called else { return command };
    command.mut_subcommand("query", |query| add_parameters(query, &called))
}

/// The arguments of a call of `query` that begins behind its name.
pub(super) fn parse_call(words: &[String], global: &Global) -> Result<Args, clap::Error> {
    let call: Vec<OsString> = ["pactum", "query"]
        .into_iter()
        .map(str::to_owned)
        .chain(words.iter().cloned())
        .map(OsString::from)
        .collect();
    let matches = with_parameters(super::whole(), &call, global).try_get_matches_from(&call)?;
    match matches.subcommand() {
        Some((_, query)) => Ok(Args::from_arg_matches(query)?.with_values(&matches)),
        None => Err(clap::Error::new(clap::error::ErrorKind::MissingSubcommand)),
    }
}

fn read_file(path: &str, words: &Vocabulary) -> Result<Saved, Diagnostic> {
    let text =
        std::fs::read_to_string(path).map_err(|error| Diagnostic::error(error.to_string()).in_file(path))?;
    Saved::read(path, Source { name: path, text: &text }, words)
}

fn add_parameters(mut query: Command, saved: &Saved) -> Command {
    let taken: Vec<String> =
        query.get_arguments().filter_map(|arg| arg.get_long().map(str::to_owned)).collect();
    query = query
        .about(saved.summary.clone())
        .long_about(format!("{}\n\n{}", saved.summary, saved.description))
        .after_help(format!("Example:\n  {}", saved.example()));
    for parameter in saved.parameters.iter().filter(|parameter| !taken.contains(&parameter.name)) {
        let mut help = format!("{} ({})", parameter.description.trim_end_matches('.'), parameter.kind);
        if let Some(default) = &parameter.default {
            help = format!("{help} [default: {default}]");
        }
        let arg = Arg::new(format!("{PARAMETER}{}", parameter.name))
            .long(parameter.name.clone())
            .value_name("VALUE")
            .help_heading(format!("Parameters of {}", saved.name))
            .help(help);
        query = query.arg(if parameter.choices.is_empty() {
            arg
        } else {
            arg.value_parser(clap::builder::PossibleValuesParser::new(parameter.choices.clone()))
        });
    }
    query
}

impl Args {
    /// These arguments with the values of parameters that were given as options.
    pub(super) fn with_values(mut self, matches: &ArgMatches) -> Self {
        if let Some((_, matches)) = matches.subcommand() {
            for id in matches.ids().filter(|id| id.as_str().starts_with(PARAMETER)) {
                if let Some(value) = matches.get_one::<String>(id.as_str()) {
                    self.values.insert(id.as_str()[PARAMETER.len()..].to_owned(), value.clone());
                }
            }
        }
        self
    }

    fn all_values(&self) -> Result<BTreeMap<String, String>, Diagnostic> {
        let mut values = self.values.clone();
        for param in &self.params {
            let (name, value) = param.split_once('=').ok_or_else(|| {
                Diagnostic::error(format!("--param wants NAME=VALUE, not “{param}”"))
                    .hint("--param on=2026-04-27")
            })?;
            values.insert(name.to_owned(), value.to_owned());
        }
        Ok(values)
    }
}

/// What was asked.
enum Asked {
    Text { name: String, text: String },
    Saved(Box<Saved>),
}

pub(super) fn run(args: &Args, context: &Context) -> Done {
    let asked = asked(&args.query, context)?;
    if args.update {
        return update(&asked, context);
    }
    let store = context.store()?;
    let quads = if args.infer { with_conclusions(&store, context)? } else { store.quads().clone() };
    let names = Names::new(&quads, &context.words);
    let mut query = parse(&asked, args, context, &names)?;
    answer_recorded(&mut query, &quads, || store.recorded())?;
    if let Some(rows) = args.limit {
        limit(&mut query, rows);
    }
    let Some((answer, proofs)) = evaluate(&quads, query.clone(), args)? else {
        return Err(out_of_time(args).into());
    };
    let format = format_of(args, &answer, context);
    let with_names = (args.names || matches!(format, Format::Table { .. })) && !args.iris;
    let mut out = context.out();
    format.write(&mut out, &answer, proofs.as_deref(), with_names.then_some(&names), &context.words)?;
    out.flush()?;
    if empty::is_empty(&answer) {
        explain(&store, query, args, context)?;
    }
    Ok(if answer == Answer::Truth(false) { Outcome::No } else { Outcome::Well })
}

/// A copy of the graph with what follows from it.
fn with_conclusions(store: &Store, context: &Context) -> Result<Quads, Failure> {
    let ontology = Ontology::load(&context.files)?;
    Ok(inferred(store.quads(), &context.files, Mint::new(BASE, &ontology))?)
}

/// The answer, and the sentences of its rows if they are wanted; `None` if there was no time left.
#[expect(clippy::type_complexity, reason = "used once")]
fn evaluate(
    quads: &Quads,
    query: Query,
    args: &Args,
) -> Result<Option<(Answer, Option<Vec<Vec<Cited>>>)>, Diagnostic> {
    let (quads, with_proofs) = (quads.clone(), args.cite);
    within(args.timeout, move || {
        let answer = ask(&quads, &query)?;
        let proofs = match &answer {
            Answer::Rows(rows) if with_proofs => Some(cite(&quads, &query, rows)?),
            _ if with_proofs => Some(cite(&quads, &query, &crate::query::Rows::default())?),
            _ => None,
        };
        Ok((answer, proofs))
    })?
    .transpose()
}

/// What a person is told without asking for it must not take long.
const HINT: Duration = Duration::from_secs(2);

/// Says on standard error why the answer is empty: all of it if wanted, one line to a person at a terminal.
fn explain(
    store: &crate::store::Store,
    query: Query,
    args: &Args,
    context: &Context,
) -> Result<(), Diagnostic> {
    let person = context.width().is_some() && !context.global.quiet;
    if !args.explain_empty && !person {
        return Ok(());
    }
    let (quads, words) = (store.quads().clone(), context.words.clone());
    let limit = if args.explain_empty { args.timeout } else { Some(args.timeout.unwrap_or(HINT).min(HINT)) };
    let Some(emptied) = within(limit, move || empty::explain(&quads, &query, &words))?.transpose()?.flatten()
    else {
        return Ok(());
    };
    anstream::eprintln!("empty: {}", emptied.summary());
    if args.explain_empty {
        for part in &emptied.before {
            anstream::eprintln!("  matches: {part}");
        }
        for remark in &emptied.near {
            anstream::eprintln!("  near: {remark}");
        }
    } else {
        anstream::eprintln!("(--explain-empty says what came near)");
    }
    Ok(())
}

fn out_of_time(args: &Args) -> Diagnostic {
    let seconds = args.timeout.unwrap_or_default().as_secs_f64();
    Diagnostic::error(format!("no answer within {seconds} seconds"))
        .hint("ask for less (LIMIT, a narrower pattern), or give more time with --timeout")
}

fn asked(what: &str, context: &Context) -> Result<Asked, Failure> {
    if what == "-" {
        let mut text = String::new();
        std::io::stdin()
            .read_to_string(&mut text)
            .map_err(|error| Diagnostic::error(format!("standard input cannot be read: {error}")))?;
        return Ok(Asked::Text { name: "<stdin>".to_owned(), text });
    }
    if what.contains(char::is_whitespace) || what.contains('{') {
        return Ok(Asked::Text { name: "<query>".to_owned(), text: what.to_owned() });
    }
    if Path::new(what).is_file() {
        let text = std::fs::read_to_string(what)
            .map_err(|error| Diagnostic::error(error.to_string()).in_file(what))?;
        if text.lines().any(|line| line.starts_with("#+")) {
            return Ok(Asked::Saved(Box::new(read_file(what, &context.words)?)));
        }
        return Ok(Asked::Text { name: what.to_owned(), text });
    }
    Ok(Asked::Saved(Box::new(saved::find(context.saved()?, what)?.clone())))
}

fn parse(asked: &Asked, args: &Args, context: &Context, names: &Names<'_>) -> Result<Query, Failure> {
    let values = args.all_values()?;
    let (query, source) = match asked {
        Asked::Saved(saved) => (saved.with(&values, names)?, Source { name: &saved.file, text: &saved.text }),
        Asked::Text { name, text } => {
            if let Some(param) = values.keys().next() {
                return Err(Diagnostic::error(format!("this query has no header, so no parameter {param}"))
                    .hint("a header is lines that begin with `#+`; see the saved queries")
                    .into());
            }
            let source = Source { name, text };
            (syntax::parse(source, &context.words)?, source)
        }
    };
    for warning in syntax::unknown_terms(&query, source, &context.words) {
        context.warn(&warning);
    }
    Ok(query)
}

fn update(asked: &Asked, context: &Context) -> Done {
    let Asked::Text { name, text } = asked else {
        return Err(Diagnostic::error("a saved query asks; it changes nothing")
            .hint("leave out --update")
            .into());
    };
    let update = syntax::parse_update(Source { name, text }, &context.words)?;
    change(context.store_to_write()?.quads(), &update)?;
    Ok(Outcome::Well)
}

fn format_of(args: &Args, answer: &Answer, context: &Context) -> Format {
    let default = match answer {
        _ if context.global.json => Form::Other(RowForm::Json),
        Answer::Triples(_) => Form::Rdf(RdfForm::Turtle),
        _ if context.width().is_some() => Form::Other(RowForm::Table),
        _ => Form::Other(RowForm::Tsv),
    };
    match args.format.unwrap_or(default) {
        Form::Rdf(form) => Format::Rdf(form.format()),
        Form::Other(RowForm::Json) if matches!(answer, Answer::Triples(_)) => {
            Format::Rdf(RdfForm::Jsonld.format())
        }
        Form::Other(RowForm::Table) => Format::Table { width: context.width() },
        Form::Other(RowForm::Csv) => Format::Results(QueryResultsFormat::Csv),
        Form::Other(RowForm::Tsv) => Format::Results(QueryResultsFormat::Tsv),
        Form::Other(RowForm::Json) => Format::Results(QueryResultsFormat::Json),
        Form::Other(RowForm::Xml) => Format::Results(QueryResultsFormat::Xml),
    }
}

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds: f64 = text.parse().map_err(|_| "a number of seconds, as 10 or 0.5".to_owned())?;
    Duration::try_from_secs_f64(seconds).map_err(|error| error.to_string())
}
