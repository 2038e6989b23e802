//! `pactum import`: another dataset comes in.

use std::io::{IsTerminal, Write, stderr};
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;

use super::context::Context;
use super::problem::{Done, Failure, Outcome};
use crate::import::{self, Bytes, Census, Form, Input, Mapping, Triples};
use crate::model::Diagnostic;
use crate::pack::{File, Ontology};
use crate::query::Vocabulary;
use crate::rdf::{BASE, Mint};

/// Take another dataset into a graph of its own: RDF in any format or a table, also packed (gzip, zstd), also from the web
#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// A file, a web address, - for standard input; with --describe also the name of an imported dataset
    #[arg(value_name = "SOURCE", required_unless_present_any = ["list", "drop"])]
    source: Option<String>,
    /// What the dataset is called here [default: the file's name]
    #[arg(long = "as", value_name = "NAME")]
    name: Option<String>,
    /// How it is written, if its name does not tell: turtle, trig, ntriples, nquads, jsonld, rdfxml, n3, csv, tsv
    #[arg(long, short, value_name = "FORMAT", value_parser = form)]
    format: Option<Form>,
    /// How the columns of a table become triples: a TOML file, or the name of a mapping of the pack
    #[arg(long, value_name = "MAPPING")]
    columns: Option<String>,
    /// Say what is in it; import nothing
    #[arg(long)]
    describe: bool,
    /// List the imported datasets
    #[arg(long, conflicts_with_all = ["source", "describe", "drop"])]
    list: bool,
    /// Take a dataset out again, with the links to it
    #[arg(long, value_name = "NAME", conflicts_with_all = ["source", "describe"])]
    drop: Option<String>,
    /// The IRI below which all others are made
    #[arg(long, value_name = "IRI", default_value = BASE)]
    base: String,
}

const EXAMPLES: &str = "\
Examples:
  pactum import gleif.nt.gz --as gleif
  pactum import listings.csv --columns sec-listings --as sec
  pactum import https://example.org/companies.ttl --describe
  pactum import --list
  pactum import --drop sec
A dataset comes in as a whole or not at all; importing it again replaces it.
Queries reach it with GRAPH, as in: SELECT * { GRAPH <https://w3id.org/pactum/dataset/sec> { ?s ?p ?o } }";

pub(super) fn form(word: &str) -> Result<Form, String> {
    Form::of_word(word)
        .ok_or_else(|| "turtle, trig, ntriples, nquads, jsonld, rdfxml, n3, csv or tsv".to_owned())
}

pub(super) fn run(args: &Args, context: &Context) -> Done {
    let ontology = Ontology::load(&context.files)?;
    let mint = Mint::new(&args.base, &ontology);
    if args.list {
        return list(context, mint);
    }
    if let Some(name) = &args.drop {
        import::drop(name, &context.store_to_write()?, mint)?;
        return Ok(Outcome::Well);
    }
    let source = args.source.as_deref().unwrap_or("-");
    let name = args.name.clone().unwrap_or_else(|| import::name_of(source));
    let mapping = args.columns.as_deref().map(|name| mapping(name, context)).transpose()?;
    if args.describe {
        return describe(source, &name, args, mapping.as_ref(), context, mint);
    }
    let started = Instant::now();
    let input = Input::open(source, args.format)?;
    let bar = progress_bar(&input.bytes, context);
    let triples = import::triples(input, mapping.as_ref(), &mint.dataset(&name))?;
    let store = context.store_to_write()?;
    let imported = import::import(&name, source, shown(triples, bar.as_ref()), &store, mint)?;
    if let Some((bar, _)) = bar {
        bar.finish_and_clear();
    }
    let mut out = context.out();
    let (census, seconds) = (&imported.census, started.elapsed().as_secs_f64());
    if context.global.json {
        let line = json!({ "graph": imported.graph.as_str(), "triples": census.triples, "subjects": census.subjects(),
            "gone": imported.gone, "seconds": seconds });
        writeln!(out, "{line}")?;
    } else if !context.global.quiet {
        writeln!(
            out,
            "{} triples about {} things into <{}>",
            census.triples,
            census.subjects(),
            imported.graph.as_str()
        )?;
        if imported.gone > 0 {
            writeln!(out, "{} triples of the import before are gone", imported.gone)?;
        }
        writeln!(out, "{seconds:.1} seconds")?;
    }
    out.flush()?;
    Ok(Outcome::Well)
}

/// The mapping in a file, or of that name in the pack.
pub(super) fn mapping(name: &str, context: &Context) -> Result<Mapping, Diagnostic> {
    let term = |name: &str| context.words.expand(name);
    if let Some(file) = context.files.get(&format!("data/mappings/{name}.toml")) {
        return Mapping::read(file, term);
    }
    let text = std::fs::read_to_string(name).map_err(|error| {
        let known: Vec<_> =
            context.files.below("data/mappings", "toml").map(|(path, _)| name_in(path)).collect();
        Diagnostic::error(format!("there is no such mapping: {error}"))
            .in_file(name)
            .hint(format!("a TOML file, or one of {}", known.join(", ")))
    })?;
    Mapping::read(&File { shown: name.to_owned(), text }, term)
}

fn name_in(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path).trim_end_matches(".toml")
}

fn list(context: &Context, mint: Mint<'_>) -> Done {
    let mut out = context.out();
    for (name, from, triples) in import::datasets(&context.store()?, mint)? {
        if context.global.json {
            writeln!(out, "{}", json!({ "name": name, "from": from, "triples": triples }))?;
        } else {
            writeln!(out, "{name}\t{triples} triples\t{from}")?;
        }
    }
    out.flush()?;
    Ok(Outcome::Well)
}

fn describe(
    source: &str,
    name: &str,
    args: &Args,
    mapping: Option<&Mapping>,
    context: &Context,
    mint: Mint<'_>,
) -> Done {
    let mut census = Census::default();
    let graph = mint.dataset(name);
    let there = std::path::Path::new(source).exists() || source.contains("://") || source == "-";
    if there {
        let input = Input::open(source, args.format)?;
        for triple in import::triples(input, mapping, &graph)? {
            census.add(&triple?);
        }
    } else {
        census = Census::of_graph(&context.store()?, &graph)?;
        if census.triples == 0 {
            return Err(Diagnostic::error(format!(
                "{source} is no file, and no dataset of that name is imported"
            ))
            .hint("`pactum import --list` shows the datasets")
            .into());
        }
    }
    print(&census, context)
}

fn print(census: &Census, context: &Context) -> Done {
    let mut out = context.out();
    if context.global.json {
        let classes: serde_json::Map<_, _> =
            census.classes.iter().map(|(class, number)| (class.as_str().to_owned(), json!(number))).collect();
        let properties: serde_json::Map<_, _> = census
            .properties
            .iter()
            .map(|(name, used)| {
                (name.as_str().to_owned(), json!({ "triples": used.triples, "example": used.example }))
            })
            .collect();
        let line = json!({ "triples": census.triples, "subjects": census.subjects(), "classes": classes,
            "properties": properties });
        writeln!(out, "{line}")?;
    } else {
        in_words(census, &context.words, &mut out)?;
    }
    out.flush()?;
    Ok(Outcome::Well)
}

fn in_words(census: &Census, words: &Vocabulary, out: &mut dyn Write) -> Result<(), Failure> {
    let name = |iri: &str| words.compact(iri).unwrap_or_else(|| format!("<{iri}>"));
    writeln!(out, "{} triples about {} things", census.triples, census.subjects())?;
    let mut classes: Vec<_> = census.classes.iter().collect();
    classes.sort_by_key(|(_, number)| std::cmp::Reverse(**number));
    writeln!(out, "\n{} classes", classes.len())?;
    for (class, number) in classes {
        writeln!(out, "{number:>10}  {}", name(class.as_str()))?;
    }
    let mut properties: Vec<_> = census.properties.iter().collect();
    properties.sort_by_key(|(_, used)| std::cmp::Reverse(used.triples));
    writeln!(out, "\n{} properties, each with one of its values", properties.len())?;
    for (property, used) in properties {
        writeln!(out, "{:>10}  {}  {}", used.triples, name(property.as_str()), used.example)?;
    }
    Ok(())
}

type Bar = Option<(ProgressBar, Bytes)>;

/// A bar on a terminal, nothing elsewhere.
fn progress_bar(bytes: &Bytes, context: &Context) -> Bar {
    if context.global.quiet || !stderr().is_terminal() {
        return None;
    }
    let (bar, form) = match bytes.of {
        Some(all) => (ProgressBar::new(all), "{wide_bar} {bytes}/{total_bytes} {eta}"),
        None => (ProgressBar::new_spinner(), "{spinner} {bytes}"),
    };
    bar.set_style(ProgressStyle::with_template(form).unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.enable_steady_tick(Duration::from_millis(200));
    Some((bar, bytes.clone()))
}

/// `triples`, the bar following them.
fn shown<'a>(triples: Triples<'a>, bar: Option<&'a (ProgressBar, Bytes)>) -> Triples<'a> {
    let Some((bar, bytes)) = bar else { return triples };
    Box::new(triples.inspect(|_| bar.set_position(bytes.read.load(Ordering::Relaxed))))
}
