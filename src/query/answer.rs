//! Asking a store, and what it answers.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use oxigraph::model::{Term, Triple, Variable};
use oxigraph::sparql::{QueryEvaluationError, QueryResults, SparqlEvaluator};
use oxigraph::store::Store;
use spargebra::{Query, Update};

use crate::model::Diagnostic;

/// The whole answer to a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// To SELECT.
    Rows(Rows),
    /// To ASK.
    Truth(bool),
    /// To CONSTRUCT and DESCRIBE.
    Triples(Vec<Triple>),
}

/// A table of terms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// The columns.
    pub columns: Vec<Variable>,
    /// For each row one cell a column; `None` where the row has no value.
    pub rows: Vec<Vec<Option<Term>>>,
}

/// Asks `store`. Without a time limit of its own: see [`within`].
///
/// # Errors
/// If the query cannot be evaluated, as with SERVICE, which would leave the machine.
pub fn ask(store: &Store, query: &Query) -> Result<Answer, Diagnostic> {
    match SparqlEvaluator::new()
        .for_query(query.clone())
        .on_store(store)
        .execute()
        .map_err(|error| failed(&error))?
    {
        QueryResults::Boolean(truth) => Ok(Answer::Truth(truth)),
        QueryResults::Graph(triples) => {
            let triples: Result<Vec<_>, _> = triples.collect();
            Ok(Answer::Triples(triples.map_err(|error| failed(&error))?))
        }
        QueryResults::Solutions(solutions) => {
            let columns = solutions.variables().to_vec();
            let rows: Result<Vec<_>, _> =
                solutions.map(|solution| solution.map(|solution| solution.values().to_vec())).collect();
            Ok(Answer::Rows(Rows { columns, rows: rows.map_err(|error| failed(&error))? }))
        }
    }
}

/// Changes `store`.
///
/// # Errors
/// If the update cannot be carried out; then nothing is changed.
pub fn change(store: &Store, update: &Update) -> Result<(), Diagnostic> {
    SparqlEvaluator::new()
        .for_update(update.clone())
        .on_store(store)
        .execute()
        .map_err(|error| Diagnostic::error(format!("the update failed: {error}")))
}

/// Does `work` on a thread of its own and waits for it no longer than `limit`; `None` if it took longer. Then it is
/// still running (Oxigraph's own cancellation does not stop a sort), and the process should end.
///
/// # Errors
/// If no thread can be started, or if the work panicked.
pub fn within<T: Send + 'static>(
    limit: Option<Duration>,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<Option<T>, Diagnostic> {
    let Some(limit) = limit else { return Ok(Some(work())) };
    let (send, receive) = mpsc::sync_channel(1);
    thread::Builder::new()
        .name("query".to_owned())
        .spawn(move || drop(send.send(work())))
        .map_err(|error| Diagnostic::error(format!("no thread for the query: {error}")))?;
    match receive.recv_timeout(limit) {
        Ok(done) => Ok(Some(done)),
        Err(mpsc::RecvTimeoutError::Timeout) => Ok(None),
        Err(mpsc::RecvTimeoutError::Disconnected) => Err(Diagnostic::error("the query broke off")),
    }
}

fn failed(error: &QueryEvaluationError) -> Diagnostic {
    Diagnostic::error(format!("the query failed: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::{Arc, Barrier};

    #[test]
    fn work_that_does_not_end_is_given_up() {
        let never = Arc::new(Barrier::new(2));
        let worker = never.clone();
        let wait = move || worker.wait().is_leader();
        assert_eq!(within(Some(Duration::from_millis(1)), wait), Ok(None));
        assert_eq!(within(Some(Duration::from_secs(60)), || 7), Ok(Some(7)));
        never.wait();
    }
}
