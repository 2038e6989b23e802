//! What a command comes to, and problems as people read them: what, where with the line shown, and what to do.

use std::io::{self, Write};
use std::process::ExitCode;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::model::{Diagnostic, Severity};

/// The end of a command that could be carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// All well.
    Well,
    /// The answer is no.
    No,
}

/// Why a command could not be carried out.
#[derive(Debug)]
pub(super) enum Failure {
    /// The call or the environment is wrong.
    Problems(Vec<Diagnostic>),
    /// The results could not be written.
    Output(io::Error),
}

/// What a command comes to.
pub(super) type Done = Result<Outcome, Failure>;

impl From<Diagnostic> for Failure {
    fn from(problem: Diagnostic) -> Self {
        Self::Problems(vec![problem])
    }
}

impl From<Vec<Diagnostic>> for Failure {
    fn from(problems: Vec<Diagnostic>) -> Self {
        Self::Problems(problems)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::Unsupported => Diagnostic::error(error.to_string()).into(),
            _ => Self::Output(error),
        }
    }
}

/// Prints problems and gives the exit code of a call that is wrong.
pub(super) fn print_all(problems: &[Diagnostic]) -> ExitCode {
    problems.iter().for_each(print);
    ExitCode::from(2)
}

/// The exit code of a command; prints why it failed. A closed pipe is no failure: its reader has seen enough.
pub(super) fn exit_code(done: Done, warned: bool) -> ExitCode {
    match done {
        Ok(Outcome::Well) if !warned => ExitCode::SUCCESS,
        Ok(_) => ExitCode::from(1),
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(Failure::Output(error)) => {
            print_all(&[Diagnostic::error(format!("the results cannot be written: {error}"))])
        }
        Err(Failure::Problems(problems)) => print_all(&problems),
    }
}

/// Prints a problem to standard error. If that is closed, nobody wants to know.
pub(super) fn print(problem: &Diagnostic) {
    let _ = writeln!(anstream::stderr(), "{}", render(problem));
}

fn render(problem: &Diagnostic) -> String {
    let level = match problem.severity {
        Severity::Warning => Level::WARNING,
        Severity::Error => Level::ERROR,
    };
    let title = level.primary_title(problem.message.as_str());
    let mut group = match &problem.place {
        None => Group::with_title(title),
        Some(place) if place.text.is_empty() => title.element(Origin::path(place.file.as_str())),
        Some(place) => {
            let end = place.span.end.min(place.text.len()).max(place.span.start.min(place.text.len()));
            let mark = AnnotationKind::Primary.span(place.span.start.min(end)..end);
            title.element(Snippet::source(place.text.as_str()).path(place.file.as_str()).annotation(mark))
        }
    };
    if let Some(hint) = &problem.hint {
        group = group.element(Level::HELP.message(hint.as_str()));
    }
    Renderer::styled().render(&[group])
}
