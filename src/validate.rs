//! Floor 5. Holds data against shapes (SHACL): what is missing, what cannot be, and where.
//!
//! The constraints of SHACL Core are checked by a library ([`shacl`]); those in SPARQL (`sh:sparql`, and constraint
//! components with a validator) are run here over the same data, with their variables bound in the algebra. Both read
//! the data from memory, so that it must fit there.

mod core;
mod data;
mod messages;
mod path;
mod report;
mod sparql;
mod targets;
mod terms;

use oxigraph::model::Graph;
use oxttl::TurtleParser;

use crate::model::{Diagnostic, Span};
use crate::pack::Files;

pub use data::triples_of;
pub use path::Path;
pub use report::{Finding, Report};

/// What data must look like.
#[derive(Clone, Debug, Default)]
pub struct Shapes {
    graph: Graph,
}

impl Shapes {
    /// The shapes of a pack: whatever its `ontology/*.ttl` say of shapes.
    ///
    /// # Errors
    /// If a file is no Turtle; with line and column.
    pub fn of_pack(files: &Files) -> Result<Self, Diagnostic> {
        let mut shapes = Self::default();
        for (_, file) in files.below("ontology", "ttl") {
            shapes.add_turtle(&file.text, &file.shown)?;
        }
        Ok(shapes)
    }

    /// The shapes in these triples.
    #[must_use]
    pub const fn of(graph: Graph) -> Self {
        Self { graph }
    }

    /// Adds the shapes of a Turtle file, which messages call `name`.
    ///
    /// # Errors
    /// If it is no Turtle; with line and column.
    pub fn add_turtle(&mut self, text: &str, name: &str) -> Result<(), Diagnostic> {
        for triple in TurtleParser::new().for_slice(text.as_bytes()) {
            let triple = triple.map_err(|error| {
                let place = error.location();
                let span = Span::new(place.start.offset as usize, place.end.offset as usize);
                Diagnostic::error(error.message()).at(name, text, span)
            })?;
            self.graph.insert(&triple);
        }
        Ok(())
    }
}

/// Holds `data` against `shapes`.
///
/// # Errors
/// If the shapes themselves are wrong: a constraint that is none, SPARQL that SHACL does not allow.
pub fn validate(data: &Graph, shapes: &Shapes) -> Result<Report, Diagnostic> {
    let mut findings = match sparql::foretold(data, &shapes.graph)? {
        Some((data, shapes)) => core::check(&data, &shapes)?,
        None => core::check(data, &shapes.graph)?,
    };
    findings.extend(sparql::check(data, &shapes.graph)?);
    messages::complete(&mut findings, &shapes.graph);
    Ok(Report::new(findings))
}
