//! Floor 1. Bytes become documents: text, Markdown, HTML and JSON Lines, from files, folders, globs and standard input.
//!
//! Nothing that is wrong with one input keeps the others from being read: it is handed over as a [`Diagnostic`] that
//! names the file and the reason.

mod dateline;
mod decode;
mod find;
mod html;
mod json_lines;
mod markdown;
mod text;

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::model::{Diagnostic, Document};

/// Files of this many bytes or more are not read: no article is as long, and what is so long is mostly a dump.
pub const TOO_LARGE: u64 = 100_000_000;

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Plain text, taken as it is.
    Text,
    /// Markdown (`CommonMark`), with front matter in YAML or without.
    Markdown,
    /// A web page: the article in it, and what the page says about it.
    Html,
    /// One JSON object a line, with `text` and what is known about it.
    JsonLines,
}

/// A document, or why there is none. A warning may also go before a document that was read all the same.
pub type Outcome = Result<Document, Diagnostic>;

/// All documents of files, folders (with the folders in them, hidden ones left out), globs (`news/2026-*.md`) and
/// standard input (`-`), in the order given, folders sorted by name, each file once.
///
/// The files are found at once, and each is read when its turn comes.
#[must_use]
pub fn inputs(paths: &[PathBuf]) -> Inputs {
    Inputs { found: find::find(paths).into(), ready: VecDeque::new() }
}

/// The documents of `bytes`; `location` is the path or URL they come from. None without at least one diagnostic.
#[must_use]
pub fn documents(bytes: &[u8], format: Format, location: &str) -> Vec<Outcome> {
    let text = match decode::decode(bytes, format, location) {
        Ok(text) if text.trim().is_empty() => return vec![Err(warning(location, "the file is empty"))],
        Ok(text) => text,
        Err(problem) => return vec![Err(problem)],
    };
    match format {
        Format::Text => vec![Ok(text::document(text, location))],
        Format::Markdown => markdown::documents(&text, location),
        Format::Html => vec![html::document(&text, location)],
        Format::JsonLines => json_lines::documents(&text, location),
    }
}

/// The documents of several inputs, one after the other; see [`inputs`].
#[derive(Debug)]
pub struct Inputs {
    found: VecDeque<Result<find::Found, Diagnostic>>,
    ready: VecDeque<Outcome>,
}

impl Inputs {
    /// How many files (or standard input) are still to be read.
    #[must_use]
    pub fn files_left(&self) -> usize {
        self.found.len()
    }
}

impl Iterator for Inputs {
    type Item = Outcome;

    fn next(&mut self) -> Option<Outcome> {
        loop {
            if let Some(outcome) = self.ready.pop_front() {
                return Some(outcome);
            }
            self.ready = match self.found.pop_front()? {
                Ok(found) => read(&found).into(),
                Err(problem) => return Some(Err(problem)),
            };
        }
    }
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Text, Self::Markdown, Self::Html, Self::JsonLines];

    /// What the name of a file says of its format; `None` if nothing.
    #[must_use]
    pub fn of_name(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        Self::ALL.into_iter().find(|format| format.extensions().contains(&extension.as_str()))
    }

    /// What the first bytes of a file say of its format: text unless they look like something else.
    #[must_use]
    pub fn of_content(bytes: &[u8]) -> Self {
        let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]);
        let head = head.trim_start_matches('\u{feff}').trim_start();
        let lower = head.to_ascii_lowercase();
        if ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| lower.starts_with(tag)) {
            Self::Html
        } else if head.starts_with('{') {
            Self::JsonLines
        } else if head.starts_with("---\n") || head.starts_with("---\r\n") {
            Self::Markdown
        } else {
            Self::Text
        }
    }

    /// The endings of file names that say so, in lower case.
    #[must_use]
    pub const fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Text => &["txt", "text"],
            Self::Markdown => &["md", "markdown"],
            Self::Html => &["html", "htm", "xhtml"],
            Self::JsonLines => &["jsonl", "ndjson"],
        }
    }
}

fn read(found: &find::Found) -> Vec<Outcome> {
    let (location, bytes) = match found {
        find::Found::Stdin => ("-", bounded(io::stdin().lock())),
        find::Found::File { path, location } => {
            if let Some(problem) = unknown_extension(path, location) {
                return vec![Err(problem)];
            }
            (location.as_str(), File::open(path).and_then(bounded))
        }
    };
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(error) => return vec![Err(warning(location, format!("cannot be read: {error}")))],
    };
    if bytes.len() as u64 >= TOO_LARGE {
        let megabytes = TOO_LARGE / 1_000_000;
        let problem = warning(location, format!("the file is too large: {megabytes} MB or more"));
        return vec![Err(problem.hint("split it into one file an article"))];
    }
    let format = Format::of_name(Path::new(location)).unwrap_or_else(|| Format::of_content(&bytes));
    documents(&bytes, format, location)
}

/// At most [`TOO_LARGE`] bytes, whatever the source holds: it may be a pipe or a device without an end.
fn bounded(source: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.take(TOO_LARGE).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn unknown_extension(path: &Path, location: &str) -> Option<Diagnostic> {
    let extension = path.extension()?.to_string_lossy();
    if Format::of_name(path).is_some() {
        return None;
    }
    let known: Vec<String> =
        Format::ALL.iter().flat_map(|format| format.extensions()).map(|known| format!(".{known}")).collect();
    let problem = warning(location, format!("files that end in .{extension} are not read"));
    Some(problem.hint(format!(
        "known endings: {}; for text of another name: pactum build - < FILE",
        known.join(", ")
    )))
}

fn warning(location: &str, message: impl Into<String>) -> Diagnostic {
    Diagnostic::warning(message).in_file(if location == "-" { "<stdin>" } else { location })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formats_by_name_then_by_content() {
        assert_eq!(Format::of_name(Path::new("a/b.MD")), Some(Format::Markdown));
        assert_eq!(Format::of_name(Path::new("a/b.htm")), Some(Format::Html));
        assert_eq!(Format::of_name(Path::new("a/b.pdf")), None);
        assert_eq!(Format::of_content(b"<!DOCTYPE html><p>Hi"), Format::Html);
        assert_eq!(Format::of_content(b"{\"text\": \"Hi\"}"), Format::JsonLines);
        assert_eq!(Format::of_content(b"---\ntitle: Hi\n---\n"), Format::Markdown);
        assert_eq!(Format::of_content(b"- Hi there"), Format::Text);
    }

    #[test]
    fn what_cannot_be_read_is_named_with_the_reason() {
        let reason = |bytes: &[u8]| match documents(bytes, Format::Text, "news.txt").remove(0) {
            Ok(document) => panic!("read as {:?}", document.text),
            Err(problem) => problem.to_string(),
        };
        assert_eq!(reason(b""), "news.txt: the file is empty");
        assert_eq!(reason(b"\xef\xbb\xbf \n"), "news.txt: the file is empty");
        assert!(reason(b"PK\0\x01\x02").starts_with("news.txt: the file is not text"));
        assert!(
            reason(
                "Caf\u{e9} A\u{e9}ro\u{e9} \u{2013} ".bytes().chain([0xff]).collect::<Vec<_>>().as_slice()
            )
            .starts_with("news.txt: ")
        );
    }

    proptest! {
        #[test]
        fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            for format in Format::ALL {
                prop_assert!(!documents(&bytes, format, "x").is_empty());
            }
        }

        #[test]
        fn arbitrary_markup_never_panics(
            text in "(---\n|title: |# |- |<p>|<div>|</p>|<script type=\"application/ld\\+json\">|\\{\"text\":|\"|\\}|\\[|\\]|é|\n|\r| |2026|May 1, |Published ){0,40}"
        ) {
            for format in Format::ALL {
                prop_assert!(!documents(text.as_bytes(), format, "x").is_empty());
            }
        }
    }
}
