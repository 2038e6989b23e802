//! Asking a store, and what it answers.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use spargebra::{Query, Update};

use crate::model::Diagnostic;
use crate::store::Quads;

pub use crate::store::{Answer, Rows};

/// Asks `store`. Without a time limit of its own: see [`within`].
///
/// # Errors
/// If the query cannot be evaluated, as with a SERVICE that is not allowed.
pub fn ask(store: &Quads, query: &Query) -> Result<Answer, Diagnostic> {
    store.ask(query)
}

/// Changes `store`.
///
/// # Errors
/// If the update cannot be carried out; then nothing is changed.
pub fn change(store: &Quads, update: &Update) -> Result<(), Diagnostic> {
    store.update(update)
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
