//! `pactum export`: the graph as a file.

use clap::ValueEnum;
use oxigraph::io::{JsonLdProfileSet, RdfFormat};
use oxigraph::model::{NamedNode, Quad};
use oxigraph::sparql::results::QueryResultsFormat;

use super::context::Context;
use super::problem::{Done, Outcome};
use crate::export::{Selection, Translation, claim_rows, frame_lines, quads};
use crate::model::Diagnostic;
use crate::pack::Ontology;
use crate::query::write::Format;
use crate::query::{Answer, Names, write_quads};
use crate::rdf::{BASE, Mint};

/// Write the graph as RDF, JSON Lines or CSV, sorted, so that the same graph gives the same bytes
#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// The form
    #[arg(long, short, value_enum, default_value_t = Form::Turtle)]
    format: Form,
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
Formats without graphs (turtle, ntriples, rdfxml) hold the statements, the others every graph.
jsonl has one frame a line, csv one claim a line.";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    Turtle,
    Trig,
    Ntriples,
    Nquads,
    Jsonld,
    Rdfxml,
    Jsonl,
    Csv,
}

pub(super) fn run(args: &Args, context: &Context) -> Done {
    let store = context.store()?;
    let names = Names::new(store.quads(), &context.words);
    let about = args.about.as_deref().map(|name| names.find(name)).transpose()?;
    let mut out = context.out();
    match args.format {
        Form::Jsonl => {
            let ontology = Ontology::load(&context.files)?;
            refuse_graph(args)?;
            for line in frame_lines(&store, about.as_ref(), Mint::new(&args.base, &ontology), &names)? {
                writeln!(out, "{line}")?;
            }
        }
        Form::Csv => {
            refuse_graph(args)?;
            let rows = Answer::Rows(claim_rows(store.quads(), about.as_ref(), &names)?);
            Format::Results(QueryResultsFormat::Csv).write(&mut out, &rows, None, None, &context.words)?;
        }
        form => {
            let format = rdf_format(form);
            let selection = selection(args, about, format);
            let mut quads = quads(store.quads(), &selection)?;
            if let Some(name) = &args.vocabulary {
                quads = translated(quads, name, context)?;
            }
            if quads.is_empty() {
                context.warn(&Diagnostic::warning("there is nothing to export"));
            }
            write_quads(&mut out, quads, format, &context.words)?;
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

fn refuse_graph(args: &Args) -> Result<(), Diagnostic> {
    match args.graph {
        Some(_) => {
            Err(Diagnostic::error("jsonl and csv have the claims of all documents; they know no --graph"))
        }
        None => Ok(()),
    }
}

fn selection(args: &Args, about: Option<NamedNode>, format: RdfFormat) -> Selection {
    if let Some(node) = about {
        return Selection::About(node);
    }
    let below = |path: String| Selection::Graph(NamedNode::new_unchecked(format!("{}{path}", args.base)));
    match args.graph.as_deref() {
        None if format.supports_datasets() => Selection::All,
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

const fn rdf_format(form: Form) -> RdfFormat {
    match form {
        Form::Trig => RdfFormat::TriG,
        Form::Ntriples => RdfFormat::NTriples,
        Form::Nquads => RdfFormat::NQuads,
        Form::Jsonld => RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() },
        Form::Rdfxml => RdfFormat::RdfXml,
        Form::Turtle | Form::Jsonl | Form::Csv => RdfFormat::Turtle,
    }
}
