//! `pactum link`: counterparts in other datasets.

mod form;

use std::io::Write;

use oxigraph::model::{NamedNode, Triple};

use super::context::Context;
use super::decide::{Desk, Note};
use super::import::mapping;
use super::problem::{Done, Failure, Outcome};
use crate::import::{self, Form as Written, Input, Mapping, Triples};
use crate::link::{
    self, Authority, Endpoint, Kinds, Lexicon, Linkset, Reader, Record, Scan, Service, Verdict, sssom,
};
use crate::model::{Diagnostic, Ruling};
use crate::net::{Client, Credentials, Limits, Reach};
use crate::pack::{Gazetteer, Ontology};
use crate::query::Names;
use crate::rdf::Mint;
use crate::store::Store;
use form::Form;

/// Find the counterparts of entities in other datasets, with a score and its parts
#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// RDF files, tables, names of imported datasets, or URLs of SPARQL or reconciliation services
    #[arg(value_name = "DATASET", required_unless_present_any = ["same", "different"])]
    datasets: Vec<String>,
    /// How the columns of a table become triples: a TOML file, or the name of a mapping of the pack. One for each table,
    /// in their order
    #[arg(long, value_name = "MAPPING")]
    columns: Vec<String>,
    /// How the files are written, if their names do not tell
    #[arg(long, value_name = "FORMAT", value_parser = super::import::form)]
    written: Option<Written>,
    /// Only entities of this class, as pact:Company, and those below it
    #[arg(long, value_name = "CLASS")]
    class: Option<String>,
    /// Only this entity. Can be given more than once
    #[arg(long, value_name = "ENTITY")]
    only: Vec<String>,
    /// Score from which a candidate is accepted [default: that of the pack]
    #[arg(long, value_name = "SCORE")]
    accept: Option<f64>,
    /// Score from which a candidate is proposed [default: that of the pack]
    #[arg(long, value_name = "SCORE")]
    propose: Option<f64>,
    /// Mappings that others have made or checked (SSSOM as a table or in any RDF format): taken as decisions
    #[arg(long, value_name = "FILE")]
    mappings: Vec<String>,
    /// Decide that an entity is what another dataset calls by this IRI
    #[arg(long, num_args = 2, value_names = ["ENTITY", "IRI"])]
    same: Vec<String>,
    /// Decide that it is not
    #[arg(long, num_args = 2, value_names = ["ENTITY", "IRI"])]
    different: Vec<String>,
    /// Show what is found; leave the graph as it is
    #[arg(long)]
    dry_run: bool,
    /// The form of the result [default: a table on a terminal, else tsv]
    #[arg(long, short, value_enum)]
    format: Option<Form>,
    #[command(flatten)]
    note: Note,
}

const EXAMPLES: &str = "\
Examples:
  pactum link wikidata-companies.nt.gz
  pactum link listings.csv --columns sec-listings --class pact:Company
  pactum link https://query.wikidata.org/sparql --class pact:Company --dry-run
  pactum link sec gleif --format sssom > mappings.sssom.tsv
  pactum link sec --mappings checked.sssom.tsv
  pactum link --same Frontier http://www.wikidata.org/entity/Q2974454 --who Anna
Accepted links are owl:sameAs if an identifier or a person says so, else skos:exactMatch; proposals are skos:closeMatch.
They go into the graph dataset/NAME/links. docs/linking.md says how the score is made.";

/// A dataset to link to.
struct Target<'a> {
    name: String,
    from: String,
    authority: Box<dyn Authority + 'a>,
}

pub(super) fn run(args: &Args, context: &Context) -> Done {
    rule(args, context)?;
    if args.datasets.is_empty() {
        return Ok(Outcome::Well);
    }
    let ontology = Ontology::load(&context.files)?;
    let mint = Mint::new(&args.note.base, &ontology);
    let gazetteer = Gazetteer::load(&context.files, &ontology)?;
    let mut lexicon = Lexicon::load(&context.files, &gazetteer)?;
    lexicon.accept = args.accept.unwrap_or(lexicon.accept);
    lexicon.propose = args.propose.unwrap_or(lexicon.propose).min(lexicon.accept);
    let reader = Reader::new(&lexicon, |name| context.words.expand(name));
    let kinds = Kinds::of(&context.files, &ontology);
    let store = if args.dry_run { context.store()? } else { context.store_to_write()? };
    let mut entities =
        link::entities(store.quads(), &gazetteer, args.class.as_deref(), &reader, &kinds, mint)?;
    restrict(&mut entities, args, &Names::new(store.quads(), &context.words))?;
    let decided = decisions(args, context, mint)?;
    let mappings = args.columns.iter().map(|name| mapping(name, context)).collect::<Result<Vec<_>, _>>()?;
    let targets = targets(args, &mappings, &store, mint)?;
    let mut found = Vec::new();
    for target in &targets {
        found.push(link::link(&entities, target.authority.as_ref(), &reader, &kinds, &decided)?);
        if let Some(remark) = target.authority.remark().filter(|_| !context.global.quiet) {
            eprintln!("{remark}");
        }
    }
    let sets: Vec<Linkset<'_>> = targets
        .iter()
        .zip(&found)
        .map(|(target, links)| Linkset { dataset: &target.name, from: &target.from, links })
        .collect();
    if !args.dry_run {
        for set in &sets {
            keep(*set, &store, mint)?;
        }
    }
    show(args, &sets, &entities, context, mint)
}

/// Writes the decisions of the call into the file of decisions.
fn rule(args: &Args, context: &Context) -> Result<(), Failure> {
    for (pairs, same) in [(&args.same, true), (&args.different, false)] {
        for pair in pairs.chunks_exact(2) {
            let mut desk = Desk::open(&args.note.base, context)?;
            let node = desk.id(&pair[0])?;
            let other =
                context.words.expand(&pair[1]).map_or_else(|| pair[1].clone(), NamedNode::into_string);
            NamedNode::new(other.as_str()).map_err(|error| {
                Diagnostic::error(format!("{other} is no IRI: {error}"))
                    .hint("the IRI of the thing elsewhere, or wd:Q95")
            })?;
            let ruling = if same {
                Ruling::Same { node, other, name: None }
            } else {
                Ruling::Different { node, other }
            };
            desk.decide(&args.note.decision(ruling))?;
        }
    }
    Ok(())
}

fn restrict(entities: &mut Vec<Record>, args: &Args, names: &Names<'_>) -> Result<(), Diagnostic> {
    if !args.only.is_empty() {
        let only = args.only.iter().map(|name| names.find(name)).collect::<Result<Vec<NamedNode>, _>>()?;
        entities.retain(|entity| only.contains(&entity.iri));
    }
    if entities.is_empty() {
        return Err(Diagnostic::error("there is nothing to link").hint("`pactum build PATH` fills the graph"));
    }
    Ok(())
}

/// What people have said: in the file of decisions, and in the mappings given.
fn decisions(args: &Args, context: &Context, mint: Mint<'_>) -> Result<Vec<link::Decided>, Diagnostic> {
    let rulings = context.ledger()?.decisions();
    let mut decided: Vec<link::Decided> =
        rulings.iter().filter_map(|decision| link::Decided::of(&decision.ruling, mint)).collect();
    for path in &args.mappings {
        decided.extend(mapped(path, context, mint)?);
    }
    Ok(decided)
}

/// The decisions in mappings of others: RDF if the file's name says so, else a table.
fn mapped(path: &str, context: &Context, mint: Mint<'_>) -> Result<Vec<link::Decided>, Diagnostic> {
    let input = Input::open(path, None).ok().filter(|input| matches!(input.form, Written::Rdf(_)));
    if let Some(input) = input {
        let graph = mint.dataset("mappings");
        return sssom::of_triples(import::triples(input, None, &graph)?);
    }
    let text =
        std::fs::read_to_string(path).map_err(|error| Diagnostic::error(error.to_string()).in_file(path))?;
    sssom::read(&text, path, &context.words)
}

fn targets<'a>(
    args: &'a Args,
    mappings: &'a [Mapping],
    store: &'a Store,
    mint: Mint<'a>,
) -> Result<Vec<Target<'a>>, Diagnostic> {
    let mut mappings = mappings.iter();
    let mut targets = Vec::new();
    for place in &args.datasets {
        if place.starts_with("http://") || place.starts_with("https://") {
            targets.push(service(place)?);
            continue;
        }
        let graph = mint.dataset(place);
        if !std::path::Path::new(place).exists() {
            if store.is_empty_graph(graph.as_ref())? {
                return Err(Diagnostic::error(format!(
                    "{place} is no file, and no dataset of that name is imported"
                ))
                .hint("`pactum import --list` shows the datasets; import first what is on the web"));
            }
            let open = move || graph_triples(store, &graph);
            targets.push(Target {
                name: place.clone(),
                from: place.clone(),
                authority: Box::new(Scan { open: Box::new(open) }),
            });
            continue;
        }
        let is_table = matches!(Input::open(place, args.written)?.form, Written::Table(_));
        let mapping = is_table.then(|| mappings.next()).flatten();
        let name = import::name_of(place);
        let graph = mint.dataset(&name);
        let open = move || import::triples(Input::open(place, args.written)?, mapping, &graph);
        targets.push(Target {
            name,
            from: place.clone(),
            authority: Box::new(Scan { open: Box::new(open) }),
        });
    }
    Ok(targets)
}

/// A service: one for reconciliation says so when it is asked; else one that takes SPARQL.
fn service<'a>(url: &str) -> Result<Target<'a>, Diagnostic> {
    let client = || Client::new(Limits::SERVICE, Reach::Anywhere, Credentials::find("PACTUM_LINK", url));
    let (name, authority): (String, Box<dyn Authority>) = match Service::open(url, client()) {
        Ok(service) => (crate::model::slug(&service.manifest().name), Box::new(service)),
        Err(no_service) => {
            let endpoint = Endpoint::open(url, client()).map_err(|no_sparql| Diagnostic {
                message: format!("{}; nor does it answer SPARQL: {}", no_service.message, no_sparql.message),
                ..no_service
            })?;
            (endpoint.name(), Box::new(endpoint))
        }
    };
    Ok(Target { name, from: url.to_owned(), authority })
}

fn graph_triples<'a>(store: &Store, graph: &NamedNode) -> Result<Triples<'a>, Diagnostic> {
    let quads = store.quads().stream(Some(graph.as_ref().into()))?;
    Ok(Box::new(quads.map(|quad| quad.map(Triple::from))))
}

/// Puts the links in the place of those before.
fn keep(set: Linkset<'_>, store: &Store, mint: Mint<'_>) -> Result<(), Diagnostic> {
    let graph = mint.dataset(&format!("{}/links", set.dataset));
    let (links, described) = link::to_quads(set, mint);
    store.replace_graph(graph.as_ref(), &links)?;
    import::describe(store, &graph, described, mint)
}

fn show(args: &Args, sets: &[Linkset<'_>], entities: &[Record], context: &Context, mint: Mint<'_>) -> Done {
    let mut out = context.out();
    let default = match context.width() {
        _ if context.global.json => Form::Json,
        Some(_) => Form::Table,
        None => Form::Tsv,
    };
    args.format.unwrap_or(default).write(&mut out, sets, context, mint)?;
    out.flush()?;
    if !context.global.quiet {
        for set in sets {
            eprintln!("{}", summary(*set, entities.len()));
        }
    }
    Ok(Outcome::Well)
}

fn summary(set: Linkset<'_>, entities: usize) -> String {
    let count = |verdict| set.links.iter().filter(|link| link.verdict == verdict).count();
    let (accepted, proposed) = (count(Verdict::Accepted), count(Verdict::Proposed));
    format!("{}: {accepted} accepted, {proposed} proposed, for {entities} entities", set.dataset)
}
