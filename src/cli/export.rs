//! `pactum export`: the graph as a file.

use std::io::{IsTerminal, Write};
use std::sync::LazyLock;

use clap::ValueEnum;
use oxigraph::model::{NamedNode, Quad};
use oxigraph::sparql::results::QueryResultsFormat;

use super::context::Context;
use super::forms::{Form, OtherForms, RdfForm, other_forms, rdf_forms};
use super::problem::{Done, Failure, Outcome};
use crate::export::{
    Columns, Network, Selection, Translation, annotations, canonical, claim_rows, claims, frame_lines, hash,
    nanopublications, nif, quads, texts, uncontested, write_rdf12,
};
use crate::model::Diagnostic;
use crate::pack::Ontology;
use crate::query::write::Format;
use crate::query::{Answer, Names, write_quads};
use crate::rdf::{BASE, Mint};
use crate::store::Store;

/// Write the graph for other tools, sorted, so that the same graph gives the same bytes
#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// The form
    #[arg(long, short, value_enum, value_name = "FORM", default_value_t = Form::Rdf(RdfForm::Turtle))]
    format: Form<Shape>,
    /// Only the hash of the canonical N-Quads: the same for graphs that say the same
    #[arg(long, conflicts_with = "format")]
    hash: bool,
    /// One graph: default, fusion, ontology, curation, a document's hash, HASH/claims, or an IRI
    #[arg(long, value_name = "GRAPH", conflicts_with = "about")]
    graph: Option<String>,
    /// One thing: what is stated of it, and the frames it takes part in
    #[arg(long, value_name = "ENTITY")]
    about: Option<String>,
    /// In the words of another vocabulary, as far as the alignments go: schema.org, a prefix, or a namespace
    #[arg(long, value_name = "VOCABULARY")]
    vocabulary: Option<String>,
    /// The IRI below which all others were made
    #[arg(long, value_name = "IRI", default_value = BASE)]
    base: String,
}

const EXAMPLES: &str = "\
Examples:
  pactum export > graph.ttl
  pactum export --about agreement/microsoft-openai-2026-04-27
  pactum export --format nquads > everything.nq
  pactum export --format jsonl | jq .kind
  pactum export --vocabulary schema.org --about OpenAI
  pactum export --format graphml > network.graphml
  pactum export --hash
Formats without graphs (turtle, ntriples, rdfxml) hold the statements, the other RDF formats every graph.";

/// The forms that are no plain RDF format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Shape {
    /// RDF 1.2 in Turtle: the statements, and each claim as a triple term
    Rdf12,
    /// Canonical N-Quads (RDFC-1.0)
    Canonical,
    /// A nanopublication for each claim, in `TriG`
    Nanopub,
    /// W3C Web Annotations, one a claim, in JSON-LD
    Annotations,
    /// NIF, the texts with what their words name, in Turtle
    Nif,
    /// The statements as a network, in `GraphML`
    Graphml,
    /// The statements as a network, for Graphviz
    Dot,
    /// The network's nodes as CSV
    NodesCsv,
    /// The network's edges as CSV
    EdgesCsv,
    /// The network's nodes as Apache Parquet
    NodesParquet,
    /// The network's edges as Apache Parquet
    EdgesParquet,
    /// One frame a line
    Jsonl,
    /// One claim a row
    Csv,
}

impl OtherForms for Shape {
    fn all() -> &'static LazyLock<Vec<Form<Self>>> {
        static ALL: LazyLock<Vec<Form<Shape>>> = LazyLock::new(|| rdf_forms().chain(other_forms()).collect());
        &ALL
    }
}

pub(super) fn run(args: &Args, context: &Context) -> Done {
    let store = context.store()?;
    let names = Names::new(store.quads(), &context.words);
    let about = args.about.as_deref().map(|name| names.find(name)).transpose()?;
    if args.hash {
        return hash_of(&store, args, about, context);
    }
    let format = match args.format {
        Form::Rdf(form) => form.format(),
        Form::Other(shape) => {
            refuse(shape, args)?;
            return shaped(shape, args, about.as_ref(), &store, &names, context);
        }
    };
    let mut quads = quads(store.quads(), &selection(args, about, format.supports_datasets()))?;
    if let Some(name) = &args.vocabulary {
        quads = translated(quads, name, context)?;
    }
    if quads.is_empty() {
        context.warn(&Diagnostic::warning("there is nothing to export"));
    }
    let mut out = context.out();
    write_quads(&mut out, quads, format, &context.words)?;
    out.flush()?;
    Ok(Outcome::Well)
}

fn shaped(
    shape: Shape,
    args: &Args,
    about: Option<&NamedNode>,
    store: &Store,
    names: &Names<'_>,
    context: &Context,
) -> Done {
    let ontology = Ontology::load(&context.files)?;
    let (mint, words, quads) = (Mint::new(&args.base, &ontology), &context.words, store.quads());
    let network = || Network::of(quads, names, words);
    let mut out = context.out();
    match shape {
        Shape::Rdf12 => {
            let claims = claims(quads, about)?;
            let statements = if about.is_some() { Vec::new() } else { uncontested(quads, &claims)? };
            write_rdf12(&mut out, &statements, &claims, words, mint)?;
        }
        Shape::Canonical => {
            let selection = selection(args, about.cloned(), true);
            out.write_all(canonical(crate::export::quads(quads, &selection)?).as_bytes())?;
        }
        Shape::Nanopub => {
            let all = nanopublications(&claims(quads, about)?, mint);
            write_quads(&mut out, all, RdfForm::Trig.format(), words)?;
        }
        Shape::Annotations => {
            let claims = claims(quads, about)?;
            serde_json::to_writer_pretty(&mut out, &annotations(&claims, &texts(quads, &claims)?))
                .map_err(std::io::Error::from)?;
            writeln!(out)?;
        }
        Shape::Nif => {
            let claims = claims(quads, about)?;
            let all = nif(&claims, &texts(quads, &claims)?);
            write_quads(&mut out, all, RdfForm::Turtle.format(), words)?;
        }
        Shape::Graphml => network()?.write_graphml(&mut out)?,
        Shape::Dot => network()?.write_dot(&mut out)?,
        Shape::NodesCsv => Columns::nodes(&network()?).write_csv(&mut out)?,
        Shape::EdgesCsv => Columns::edges(&network()?).write_csv(&mut out)?,
        Shape::NodesParquet => write_binary(&Columns::nodes(&network()?))?,
        Shape::EdgesParquet => write_binary(&Columns::edges(&network()?))?,
        Shape::Jsonl => {
            for line in frame_lines(store, about, mint, names)? {
                writeln!(out, "{line}")?;
            }
        }
        Shape::Csv => {
            let rows = Answer::Rows(claim_rows(quads, about, names)?);
            Format::Results(QueryResultsFormat::Csv).write(&mut out, &rows, None, None, words)?;
        }
    }
    out.flush()?;
    Ok(Outcome::Well)
}

/// `quads` in another vocabulary; says how much has no words there.
fn translated(quads: Vec<Quad>, name: &str, context: &Context) -> Result<Vec<Quad>, Diagnostic> {
    let prefix = name.trim_end_matches(".org");
    let namespace = match context.words.prefixes().get(prefix) {
        Some(namespace) => namespace.as_str(),
        None if name.contains("://") => name,
        None => {
            let known: Vec<&str> = context.words.prefixes().keys().map(String::as_str).collect();
            return Err(Diagnostic::error(format!("no vocabulary is called {name}"))
                .hint(format!("a namespace, or one of the prefixes {}", known.join(", "))));
        }
    };
    let (said, left) = Translation::to(namespace, &context.files).translate(quads);
    if left > 0 && !context.global.quiet {
        eprintln!("{left} triples have no words in {namespace} and are left out");
    }
    Ok(said)
}

/// Bytes that are no text go to standard output as they are, but not to a terminal.
fn write_binary(table: &Columns) -> Result<(), Failure> {
    let mut out = std::io::stdout();
    if out.is_terminal() {
        return Err(Diagnostic::error("Parquet is not for a terminal")
            .hint("send it to a file: > nodes.parquet")
            .into());
    }
    table.write_parquet(&mut out)?;
    out.flush()?;
    Ok(())
}

fn hash_of(store: &Store, args: &Args, about: Option<NamedNode>, context: &Context) -> Done {
    let quads = quads(store.quads(), &selection(args, about, true))?;
    let mut out = context.out();
    writeln!(out, "sha256 {}", hash(&canonical(quads)))?;
    out.flush()?;
    Ok(Outcome::Well)
}

/// Refuses what a form has no use for.
fn refuse(shape: Shape, args: &Args) -> Result<(), Diagnostic> {
    let of_statements = matches!(
        shape,
        Shape::Graphml
            | Shape::Dot
            | Shape::NodesCsv
            | Shape::EdgesCsv
            | Shape::NodesParquet
            | Shape::EdgesParquet
    );
    let name = shape.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
    if args.graph.is_some() && shape != Shape::Canonical {
        let has = if of_statements { "the statements" } else { "the claims of all documents" };
        return Err(Diagnostic::error(format!("{name} has {has}; it knows no --graph")));
    }
    if args.about.is_some() && of_statements {
        return Err(Diagnostic::error(format!("{name} has all statements; it knows no --about")));
    }
    Ok(())
}

/// `all`: whether the form holds all graphs.
fn selection(args: &Args, about: Option<NamedNode>, all: bool) -> Selection {
    if let Some(node) = about {
        return Selection::About(node);
    }
    let below = |path: String| Selection::Graph(NamedNode::new_unchecked(format!("{}{path}", args.base)));
    match args.graph.as_deref() {
        None if all => Selection::All,
        None | Some("default") => Selection::Statements,
        Some(iri) if iri.contains("://") => Selection::Graph(NamedNode::new_unchecked(iri)),
        Some(name @ ("fusion" | "ontology" | "curation")) => below(format!("graph/{name}")),
        Some(path)
            if path.starts_with("doc/") || path.starts_with("dataset/") || path.starts_with("graph/") =>
        {
            below(path.to_owned())
        }
        Some(hash) => below(format!("doc/{hash}")),
    }
}
