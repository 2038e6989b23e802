//! Why an answer is empty: which pattern of the query emptied it, and what came near.
//!
//! The query's algebra is taken apart into steps, in the order in which they are written: patterns to be joined, filters,
//! and the rest. The steps are put together again one by one; the first after which no solution is left is to blame
//! (the successful prefix in the sense of Godfrey, "Minimization in cooperative response to failing database queries",
//! International Journal of Cooperative Information Systems, 1997).

mod near;
mod steps;

use oxigraph::model::{Term, Variable};
use spargebra::Query;
use spargebra::algebra::GraphPattern;

use super::answer::{Answer, Rows};
use super::vocabulary::Vocabulary;
use crate::model::Diagnostic;
use crate::store::Quads;
use crate::store::algebra::pattern_mut;
use near::Near;
use steps::{Step, steps};

/// The part of a query that emptied its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Emptied {
    /// The part, as SPARQL with prefixes.
    pub pattern: String,
    /// Whether it matches something by itself, just not together with what stands before it.
    pub alone: bool,
    /// The parts that stand before it and have solutions together.
    pub before: Vec<String>,
    /// What came near, one remark each.
    pub near: Vec<String>,
}

impl Emptied {
    /// What happened, in one line.
    #[must_use]
    pub fn summary(&self) -> String {
        let Self { pattern, alone, before, .. } = self;
        match (alone, before.as_slice()) {
            (true, [_, ..]) => format!(
                "nothing is left after `{pattern}`: it matches, but not together with what stands before it"
            ),
            _ => format!("nothing matches `{pattern}`"),
        }
    }
}

/// Whether there is nothing in an answer.
#[must_use]
pub const fn is_empty(answer: &Answer) -> bool {
    match answer {
        Answer::Rows(rows) => rows.rows.is_empty(),
        Answer::Truth(truth) => !*truth,
        Answer::Triples(triples) => triples.is_empty(),
    }
}

/// What emptied the answer to `query`; `None` if some part that no step stands for did, or if it is not empty.
///
/// # Errors
/// If the query cannot be evaluated.
pub fn explain(store: &Quads, query: &Query, words: &Vocabulary) -> Result<Option<Emptied>, Diagnostic> {
    let mut query = query.clone();
    let pattern = std::mem::take(pattern_mut(&mut query));
    let asking = Asking { store, query };
    let steps = steps(&pattern);
    let (mut so_far, mut before) = (GraphPattern::default(), Vec::new());
    for step in steps {
        let with = step.after(so_far.clone());
        if !asking.has(&with)? {
            let by_itself = step.alone();
            let alone = match &by_itself {
                Some(pattern) => asking.has(pattern)?,
                None => false,
            };
            let near = Near { asking: &asking, before: &so_far, words }.remarks(&step)?;
            return Ok(Some(Emptied { pattern: step.shown(words), alone, before, near }));
        }
        if !matches!(step, Step::Other(_)) {
            before.push(step.shown(words));
        }
        so_far = with;
    }
    Ok(None)
}

/// A store, and the query whose form and dataset the parts are asked in.
struct Asking<'a> {
    store: &'a Quads,
    query: Query,
}

impl Asking<'_> {
    /// Whether `pattern` has a solution.
    fn has(&self, pattern: &GraphPattern) -> Result<bool, Diagnostic> {
        Ok(!self.rows(pattern.clone(), 1)?.rows.is_empty())
    }

    /// At most `many` values of `variable` in the solutions of `pattern`, each once.
    fn values(
        &self,
        pattern: &GraphPattern,
        variable: &Variable,
        many: usize,
    ) -> Result<Vec<Term>, Diagnostic> {
        let inner = Box::new(pattern.clone());
        let project = GraphPattern::Project { inner, variables: vec![variable.clone()] };
        let rows = self.rows(GraphPattern::Distinct { inner: Box::new(project) }, many)?;
        Ok(rows.rows.into_iter().filter_map(|row| row.into_iter().next().flatten()).collect())
    }

    fn rows(&self, pattern: GraphPattern, many: usize) -> Result<Rows, Diagnostic> {
        let dataset = match &self.query {
            Query::Select { dataset, .. }
            | Query::Construct { dataset, .. }
            | Query::Describe { dataset, .. }
            | Query::Ask { dataset, .. } => dataset.clone(),
        };
        let pattern = GraphPattern::Slice { inner: Box::new(pattern), start: 0, length: Some(many) };
        match self.store.ask(&Query::Select { dataset, pattern, base_iri: None })? {
            Answer::Rows(rows) => Ok(rows),
            Answer::Truth(_) | Answer::Triples(_) => Ok(Rows::default()),
        }
    }
}
