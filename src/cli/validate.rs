//! `pactum validate`: the graph is held against shapes.

use std::io::Write;
use std::path::PathBuf;

use clap::ValueEnum;
use oxigraph::io::RdfFormat;
use oxigraph::model::{GraphName, NamedNode, Quad, Term, Triple};
use serde_json::json;

use super::context::{Context, in_memory};
use super::problem::{Done, Outcome};
use crate::model::Diagnostic;
use crate::pack::Ontology;
use crate::query::evidence::{Cited, cite_all, claims_about, claims_behind};
use crate::query::write::citation;
use crate::query::{Names, Vocabulary, write_quads};
use crate::rdf::{BASE, Mint};
use crate::store::Store;
use crate::validate::{Finding, Report, Shapes, triples_of, validate};

/// Hold the graph, or an RDF file, against the shapes of the pack (SHACL)
#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// An RDF file to look at in the place of the store
    #[arg(value_name = "DATA")]
    data: Option<PathBuf>,
    /// A Turtle file with the shapes to go by in the place of the pack's. Can be given more than once
    #[arg(long, value_name = "FILE")]
    shapes: Vec<PathBuf>,
    /// The form of the report
    #[arg(long, short, value_enum, default_value_t = Form::Text)]
    format: Form,
    /// Violations only
    #[arg(long)]
    violations: bool,
    /// The IRI below which all others were made
    #[arg(long, value_name = "IRI", default_value = BASE)]
    base: String,
}

const EXAMPLES: &str = "\
Examples:
  pactum validate
  pactum validate --format turtle > report.ttl
  pactum validate data.ttl --shapes my-shapes.ttl
Exit code 1 if there is a violation; warnings alone are none.";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// What is wrong, with the sentences it comes from
    Text,
    /// A SHACL report
    Turtle,
    /// One finding a line
    Jsonl,
}

/// Sentences shown for one finding.
const SENTENCES: usize = 2;

pub(super) fn run(args: &Args, context: &Context) -> Done {
    let shapes = shapes(args, context)?;
    let ontology = Ontology::load(&context.files)?;
    let store = match &args.data {
        Some(path) => in_memory(path)?,
        None => context.store()?,
    };
    let data = triples_of(store.quads(), Mint::new(&args.base, &ontology))?;
    let mut report = validate(&data, &shapes)?;
    let code = if report.has_violations() { Outcome::No } else { Outcome::Well };
    if args.violations {
        report.findings.retain(Finding::is_violation);
    }
    let mut out = context.out();
    match args.format {
        Form::Turtle => {
            let quads: Vec<Quad> = report
                .to_triples()
                .into_iter()
                .map(|triple| triple.in_graph(GraphName::DefaultGraph))
                .collect();
            write_quads(&mut out, quads, RdfFormat::Turtle, &context.words)?;
        }
        form => {
            let names = Names::new(store.quads(), &context.words);
            let shown = Shown { store: &store, names: &names, words: &context.words };
            for finding in &report.findings {
                if form == Form::Text {
                    shown.text(finding, &mut out)?;
                } else {
                    shown.json(finding, &mut out)?;
                }
            }
            if form == Form::Text && !context.global.quiet {
                writeln!(out, "{}", sum(&report, data.len()))?;
            }
        }
    }
    out.flush()?;
    Ok(code)
}

fn shapes(args: &Args, context: &Context) -> Result<Shapes, Diagnostic> {
    if args.shapes.is_empty() {
        return Shapes::of_pack(&context.files);
    }
    let mut shapes = Shapes::default();
    for path in &args.shapes {
        let shown = path.display().to_string();
        let text = std::fs::read_to_string(path)
            .map_err(|error| Diagnostic::error(error.to_string()).in_file(&shown))?;
        shapes.add_turtle(&text, &shown)?;
    }
    Ok(shapes)
}

fn sum(report: &Report, triples: usize) -> String {
    let violations = report.findings.iter().filter(|finding| finding.is_violation()).count();
    let others = report.findings.len() - violations;
    format!("{violations} violations, {others} warnings in {triples} triples")
}

/// What a finding is shown with.
struct Shown<'a> {
    store: &'a Store,
    names: &'a Names<'a>,
    words: &'a Vocabulary,
}

impl Shown<'_> {
    /// What is wrong in one line, the shape that asks for it, and the sentences behind it.
    fn text(&self, finding: &Finding, out: &mut dyn Write) -> Result<(), super::problem::Failure> {
        write!(out, "{}: {}", last(finding.severity.as_str()).to_lowercase(), self.term(&finding.focus))?;
        if let Some(path) = &finding.path {
            let path =
                path.predicate().map_or_else(|| path.to_string(), |predicate| self.names.of(predicate));
            write!(out, ", {path}")?;
        }
        if let Some(value) = finding.value.as_ref().filter(|value| **value != finding.focus) {
            write!(out, " {}", self.names.show(value))?;
        }
        let messages: Vec<&str> = finding.messages.iter().map(oxigraph::model::Literal::value).collect();
        writeln!(out, ": {}", messages.join("; "))?;
        writeln!(out, "  asked by {}, {}", self.term(&finding.shape), last(finding.component.as_str()))?;
        for cited in self.sentences(finding)? {
            writeln!(out, "  {}", citation(&cited))?;
        }
        Ok(())
    }

    fn json(&self, finding: &Finding, out: &mut dyn Write) -> Result<(), super::problem::Failure> {
        let text = |term: &Term| match term {
            Term::NamedNode(node) => node.as_str().to_owned(),
            other => other.to_string(),
        };
        let sentences = self.sentences(finding)?;
        let line = json!({
            "severity": last(finding.severity.as_str()).to_lowercase(),
            "focus": text(&finding.focus),
            "path": finding.path.as_ref().map(ToString::to_string),
            "value": finding.value.as_ref().map(text),
            "message": finding.messages.iter().map(oxigraph::model::Literal::value).collect::<Vec<_>>().join("; "),
            "shape": text(&finding.shape),
            "component": finding.component.as_str(),
            "cite": sentences.iter().map(crate::query::write::cited_json).collect::<Vec<_>>(),
        });
        writeln!(out, "{line}")?;
        Ok(())
    }

    /// A node by its short IRI, which can be pasted into `pactum why`.
    fn term(&self, term: &Term) -> String {
        match term {
            Term::NamedNode(node) => self.words.compact(node.as_str()).unwrap_or_else(|| node.to_string()),
            Term::BlankNode(_) => "a shape without a name".to_owned(),
            other => other.to_string(),
        }
    }

    /// The sentences that say what was found to be wrong; else those about the node.
    fn sentences(&self, finding: &Finding) -> Result<Vec<Cited>, Diagnostic> {
        let Term::NamedNode(focus) = &finding.focus else { return Ok(Vec::new()) };
        let store = self.store.quads();
        let claims = match (finding.path.as_ref().and_then(|path| path.predicate()), &finding.value) {
            (Some(predicate), Some(value)) => {
                claims_behind(store, &Triple::new(focus.clone(), predicate.clone(), value.clone()))?
            }
            _ => Vec::new(),
        };
        let claims: Vec<NamedNode> =
            if claims.is_empty() { claims_about(store, focus.as_ref())? } else { claims };
        let mut cited = cite_all(store, &claims)?;
        cited.dedup_by(|a, b| a.document == b.document && a.sentence == b.sentence);
        cited.truncate(SENTENCES);
        Ok(cited)
    }
}

fn last(iri: &str) -> &str {
    iri.rsplit(['#', '/']).next().unwrap_or(iri)
}
