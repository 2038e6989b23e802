//! SHACL Core, by the library.

use oxigraph::model::vocab::rdf;
use oxigraph::model::{Graph, NamedOrBlankNodeRef, Triple};
use shacl::ir::IRSchema;
use shacl::rdf::ShaclParser;
use shacl::validator::processor::{GraphValidation, ShaclProcessor};
use shacl::validator::store::{Graph as Held, Store};
use shacl::validator::{ShaclConfig, ShaclValidationMode};

use super::report::{Finding, Report};
use super::terms as sh;
use crate::model::Diagnostic;

/// What the constraints of SHACL Core find.
pub(super) fn check(data: &Graph, shapes: &Graph) -> Result<Vec<Finding>, Diagnostic> {
    let wrong = |error: &dyn std::fmt::Display| Diagnostic::error(format!("the shapes are wrong: {error}"));
    let mut described = Held::new().store().clone();
    for triple in shapes.iter().filter(|triple| triple.predicate != sh::SPARQL) {
        described
            .add_triple_ref(triple.subject, triple.predicate, triple.object)
            .map_err(|error| wrong(&error))?;
    }
    let schema = ShaclParser::new(described).parse().map_err(|error| wrong(&error))?;
    let schema = IRSchema::compile(&schema).map_err(|error| wrong(&error))?;
    let mut held = Held::new().store().clone();
    let mut out = held.clone();
    for triple in data {
        held.add_triple_ref(triple.subject, triple.predicate, triple.object)
            .map_err(|error| wrong(&error))?;
    }
    let report = GraphValidation::new(held.into())
        .validate(&schema, &ShaclValidationMode::Native, &ShaclConfig::default())
        .map_err(|error| Diagnostic::error(format!("the validation failed: {error}")))?
        .without_details();
    report.to_rdf(&mut out).map_err(|error| Diagnostic::error(format!("the report failed: {error}")))?;
    let mut graph = Graph::new();
    for quad in out.quads() {
        graph.insert(&Triple::from(quad));
    }
    let node = graph.subject_for_predicate_object(rdf::TYPE, sh::VALIDATION_REPORT);
    let Some(node) = node.map(NamedOrBlankNodeRef::into_owned) else { return Ok(Vec::new()) };
    Ok(Report::read(&graph, node.as_ref()).findings)
}
