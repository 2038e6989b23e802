//! What went wrong, where, why, and what to do about it.

use std::fmt;

/// A problem a person should know of. Work goes on after a warning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad.
    pub severity: Severity,
    /// What is wrong, in one line.
    pub message: String,
    /// Where.
    pub place: Option<Place>,
    /// What to do.
    pub hint: Option<String>,
}

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Something was left out; the rest was done.
    Warning,
    /// The call could not be carried out.
    Error,
}

/// A place in a text that a person can open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// File name, URL, or what stands for it (`<query>`).
    pub file: String,
    /// The whole text, so that the line can be shown; empty if only the file matters.
    pub text: String,
    /// Bytes of `text` to mark.
    pub span: super::Span,
}

impl Diagnostic {
    /// An error without a place.
    pub fn error(message: impl Into<String>) -> Self {
        Self { severity: Severity::Error, message: message.into(), place: None, hint: None }
    }

    /// A warning without a place.
    pub fn warning(message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(message) }
    }

    /// With the bytes of `text` (the whole of `file`) that it is about.
    #[must_use]
    pub fn at(mut self, file: impl Into<String>, text: impl Into<String>, span: super::Span) -> Self {
        self.place = Some(Place { file: file.into(), text: text.into(), span });
        self
    }

    /// With a file it is about as a whole.
    #[must_use]
    pub fn in_file(self, file: impl Into<String>) -> Self {
        self.at(file, "", super::Span::default())
    }

    /// With what to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl Place {
    /// Line and column, both from 1, the column in characters; `None` if only the file matters.
    #[must_use]
    pub fn line_column(&self) -> Option<(usize, usize)> {
        if self.text.is_empty() {
            return None;
        }
        let before = &self.text[..self.span.start.min(self.text.len())];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Some((before.matches('\n').count() + 1, before[line_start..].chars().count() + 1))
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            match place.line_column() {
                Some((line, column)) => write!(f, "{}:{line}:{column}: ", place.file)?,
                None => write!(f, "{}: ", place.file)?,
            }
        }
        f.write_str(&self.message)?;
        match &self.hint {
            Some(hint) => write!(f, " ({hint})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Diagnostic {}
