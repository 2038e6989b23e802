//! Gold sets: documents, each with the facts that a careful reader finds in it. `docs/gold.md` describes the files.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::model::{Diagnostic, Document, Span};
use crate::read::{self, Format};

/// A document with its facts.
#[derive(Debug)]
pub struct GoldDocument {
    /// Its path in the set, without an ending.
    pub name: String,
    /// What is to be read.
    pub document: Document,
    /// What it says.
    pub facts: Vec<Fact>,
}

/// What a document says, as an annotator wrote it down.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Fact {
    /// The kind, in lowerCamelCase.
    pub kind: String,
    /// Who and what, by role: names, lists of names, amounts `{"value", "currency"}`, dates, words, yes or no.
    #[serde(default)]
    pub args: Map<String, Value>,
    /// The words that say it.
    #[serde(default)]
    pub evidence: String,
    /// Other words that say it too: strings, or objects with `text`.
    #[serde(default)]
    alt_evidence: Value,
    /// Only what is at the core counts for recall.
    #[serde(default)]
    level: Option<Level>,
    /// `denied` if the document says that it is not so.
    #[serde(default)]
    polarity: Option<String>,
    /// Other kinds (`kind`) and other fillers of roles that are right too.
    #[serde(default)]
    accept: Value,
    /// Whether it follows from the document without being said.
    #[serde(default)]
    inferred: Value,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Level {
    Core,
    Context,
    Optional,
}

#[derive(Deserialize)]
struct File {
    source: Option<String>,
    facts: Vec<Fact>,
}

/// Facts of this kind say what no kind is for; they are not looked for.
const NO_KIND: &str = "other";
/// The folders of a set, if the facts and the texts do not lie side by side.
const FACTS: &str = "gold";
const TEXTS: [&str; 2] = ["texts", "articles"];

/// The documents of the gold set in the folder `set`, by name. Their texts lie in `articles`, if it is given, else in
/// `texts` or `articles` of the set, else beside the facts.
///
/// # Errors
/// Every file that is missing or wrong; or that there is no file with facts.
pub fn documents(set: &Path, articles: Option<&Path>) -> Result<Vec<GoldDocument>, Vec<Diagnostic>> {
    let facts = Some(set.join(FACTS)).filter(|folder| folder.is_dir()).unwrap_or_else(|| set.to_owned());
    let own = TEXTS.iter().map(|name| set.join(name)).find(|folder| folder.is_dir());
    let texts = articles.map(Path::to_owned).or(own).unwrap_or_else(|| facts.clone());
    let mut paths = Vec::new();
    json_files(&facts, &mut paths).map_err(|problem| vec![problem])?;
    let (mut found, mut problems) = (Vec::new(), Vec::new());
    for path in paths {
        match document(&path, &facts, &texts) {
            Ok(document) => found.extend(document),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() && found.is_empty() {
        let nothing = Diagnostic::error("this is no gold set: no JSON file in it has `facts`");
        problems.push(nothing.in_file(set.display().to_string()));
    }
    if problems.is_empty() { Ok(found) } else { Err(problems) }
}

impl Fact {
    /// Whether missing it is a miss.
    #[must_use]
    pub fn is_core(&self) -> bool {
        self.level.is_none_or(|level| level == Level::Core)
    }

    /// Whether the document says that it is not so.
    #[must_use]
    pub fn is_denied(&self) -> bool {
        self.polarity.as_deref() == Some("denied")
    }

    /// Other values of a role, or other kinds, that are right too.
    #[must_use]
    pub fn accepted(&self, role: &str) -> &[Value] {
        self.accept.get(role).map_or(&[], |value| match value {
            Value::Null => &[],
            Value::Array(several) => several.as_slice(),
            one => std::slice::from_ref(one),
        })
    }

    /// All the words that say it.
    pub fn sentences(&self) -> impl Iterator<Item = &str> {
        let others = match &self.alt_evidence {
            Value::Array(several) => several.as_slice(),
            one => std::slice::from_ref(one),
        };
        let text = |other: &'_ Value| other.as_str().is_none();
        let plain = others.iter().filter(move |other| !text(other)).filter_map(Value::as_str);
        let inside = others.iter().filter_map(|other| other.get("text").and_then(Value::as_str));
        std::iter::once(self.evidence.as_str()).chain(plain).chain(inside).filter(|text| !text.is_empty())
    }

    fn counts(&self) -> bool {
        let said = matches!(&self.inferred, Value::Null | Value::Bool(false));
        said && self.kind != NO_KIND
    }
}

fn json_files(folder: &Path, out: &mut Vec<PathBuf>) -> Result<(), Diagnostic> {
    let unreadable =
        |error: std::io::Error| Diagnostic::error(error.to_string()).in_file(folder.display().to_string());
    let mut entries = std::fs::read_dir(folder)
        .and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, _>>())
        .map_err(unreadable)?;
    entries.sort();
    for path in entries {
        if path.is_dir() {
            json_files(&path, out)?;
        } else if path.extension().is_some_and(|extension| extension == "json") {
            out.push(path);
        }
    }
    Ok(())
}

/// The document whose facts stand in the file at `path`; `None` if no facts stand there.
fn document(path: &Path, facts: &Path, texts: &Path) -> Result<Option<GoldDocument>, Diagnostic> {
    let shown = path.display().to_string();
    let json = std::fs::read_to_string(path)
        .map_err(|error| Diagnostic::error(error.to_string()).in_file(&shown))?;
    let wrong = |error: serde_json::Error| {
        let start = offset(&json, error.line(), error.column());
        Diagnostic::error(format!("this is no gold file: {error}")).at(&shown, &json, Span::new(start, start))
    };
    let value: Value = serde_json::from_str(&json).map_err(wrong)?;
    if value.get("facts").is_none() {
        return Ok(None);
    }
    let file: File = serde_json::from_str(&json).map_err(wrong)?;
    let relative = path.strip_prefix(facts).unwrap_or(path).with_extension("");
    let text = text_file(&file, &relative, texts).ok_or_else(|| {
        let looked = texts.join(&relative).display().to_string();
        Diagnostic::error(format!("the text of these facts is missing: there is no {looked}.txt"))
            .in_file(&shown)
            .hint("say with --articles where the texts are")
    })?;
    let document = read_text(&text)?;
    let facts = file.facts.into_iter().filter(Fact::counts).collect();
    Ok(Some(GoldDocument { name: relative.display().to_string(), document, facts }))
}

/// The text that the facts are about: the `source` they name, or the file of the same name.
fn text_file(file: &File, relative: &Path, texts: &Path) -> Option<PathBuf> {
    let named = file.source.as_ref().map(|source| texts.join(source));
    let extensions = Format::ALL.iter().flat_map(|format| format.extensions());
    let alike = extensions.map(|extension| {
        let mut name = texts.join(relative).into_os_string();
        name.push(format!(".{extension}"));
        PathBuf::from(name)
    });
    named.into_iter().chain(alike).find(|path| path.is_file())
}

fn read_text(path: &Path) -> Result<Document, Diagnostic> {
    let location = path.display().to_string();
    let bytes =
        std::fs::read(path).map_err(|error| Diagnostic::error(error.to_string()).in_file(&location))?;
    let format = Format::of_name(path).unwrap_or(Format::Text);
    let header = std::str::from_utf8(&bytes).ok().and_then(without_header);
    let read = match header {
        Some(text) => read::documents(text.as_bytes(), Format::Markdown, &location),
        None => read::documents(&bytes, format, &location),
    };
    let mut problem = Diagnostic::error("there is nothing to read in it").in_file(&location);
    for outcome in read {
        match outcome {
            Ok(document) => return Ok(document),
            Err(why) => problem = why,
        }
    }
    Err(problem)
}

/// A text without the lines `# key: value` that stand before it up to `---`, and with the day that one of them gives as
/// its front matter; `None` if there are no such lines.
fn without_header(text: &str) -> Option<String> {
    let (head, body) = text.split_once("\n---\n")?;
    if !head.lines().all(|line| line.starts_with("# ")) {
        return None;
    }
    let published = head.lines().find_map(|line| line.strip_prefix("# published: "));
    let day =
        published.and_then(|date| date.get(..10)).filter(|day| day.parse::<jiff::civil::Date>().is_ok());
    let front = day.map(|day| format!("---\npublished: {day}\n---\n")).unwrap_or_default();
    Some(front + body)
}

/// The byte at a line and column, both from 1.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let mut at = (before + column.saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_of_a_text_gives_its_day() {
        let text = "# url: https://example.org\n# published: 2025-05-20 (on the page)\n---\nLumen said so.";
        assert_eq!(without_header(text).unwrap(), "---\npublished: 2025-05-20\n---\nLumen said so.");
        assert_eq!(without_header("# published: null\n---\nBody").unwrap(), "Body");
        assert_eq!(without_header("Lumen said so.\n---\nThe end."), None);
    }

    #[test]
    fn wrong_files_are_named_with_the_place() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.json");
        std::fs::write(&path, "{\"facts\": [\n  {\"kind\": 7}]}").unwrap();
        let shown = documents(dir.path(), None).unwrap_err()[0].to_string();
        assert!(shown.contains("a.json:2:"), "{shown}");
        std::fs::write(&path, "{\"facts\": []}").unwrap();
        let shown = documents(dir.path(), None).unwrap_err()[0].to_string();
        assert!(shown.contains("the text of these facts is missing"), "{shown}");
        std::fs::write(&path, "{}").unwrap();
        assert!(documents(dir.path(), None).unwrap_err()[0].to_string().contains("this is no gold set"));
    }
}
