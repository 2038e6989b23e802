//! The file of decisions: plain text that a person can read, edit and keep in git beside the sources.
//!
//! A TOML file with one table for each decision, the earliest first. What is new is written at the end, and what is
//! there stays as it is, comments too; so a change shows as the lines it is about. `docs/curation.md` has all fields.
//!
//! ```toml
//! [[decision]]
//! do = "accept"                                # accept, reject, merge, split, same or different
//! subject = "investment/microsoft-openai"      # the id of a node; or kind and roles
//! predicate = "pact:amount"
//! object = "amount/usd-13800000000"
//! who = "Anna"                                 # who, why and date are as their writer gives them
//! why = "the annual report has it"
//! date = 2026-05-04
//!
//! [[decision]]
//! do = "same"
//! subject = "company/openai"
//! other = "http://www.wikidata.org/entity/Q21708200"
//! name = "OpenAI"
//! ```

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil;
use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use crate::model::{About, Decision, Decisions, Diagnostic, Id, Part, Ruling, Said, Span};

/// The decisions of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ledger {
    path: PathBuf,
    text: String,
    entries: Vec<Entry>,
}

/// A decision and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What was decided.
    pub decision: Decision,
    /// Bytes of the file: the whole table.
    span: Span,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    #[serde(default, rename = "decision")]
    decisions: Vec<Spanned<Fields>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Verb {
    Accept,
    Reject,
    Merge,
    Split,
    Same,
    Different,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Fields {
    #[serde(rename = "do")]
    verb: Verb,
    subject: Option<Id>,
    kind: Option<String>,
    #[serde(default)]
    roles: BTreeMap<String, String>,
    predicate: Option<String>,
    object: Option<String>,
    document: Option<String>,
    #[serde(default)]
    denied: bool,
    into: Option<Id>,
    name: Option<String>,
    other: Option<String>,
    who: Option<String>,
    why: Option<String>,
    date: Option<Datetime>,
}

impl Ledger {
    /// The decisions of the file at `path`; none if there is no such file.
    ///
    /// # Errors
    /// If it cannot be read or is not of this form, with line and column.
    pub fn load(path: &Path) -> Result<Self, Diagnostic> {
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(Diagnostic::error(error.to_string()).in_file(shown(path))),
        };
        Self::read(path, text)
    }

    fn read(path: &Path, text: String) -> Result<Self, Diagnostic> {
        let form: Form = toml::from_str(&text).map_err(|error| {
            let span = error.span().unwrap_or_default();
            Diagnostic::error(error.message().trim()).at(shown(path), &text, Span::new(span.start, span.end))
        })?;
        let mut entries = Vec::new();
        let starts: Vec<usize> =
            form.decisions.iter().map(|fields| table_start(&text, fields.span().start)).collect();
        for (ix, fields) in form.decisions.into_iter().enumerate() {
            let end = starts.get(ix + 1).copied().unwrap_or(text.len());
            let body = text[starts[ix]..end].trim_end().len();
            let span = Span::new(starts[ix], starts[ix] + body);
            let decision = fields
                .into_inner()
                .decision()
                .map_err(|why| Diagnostic::error(why).at(shown(path), &text, span).hint(HINT))?;
            entries.push(Entry { decision, span });
        }
        Ok(Self { path: path.to_owned(), text, entries })
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the file is there.
    #[must_use]
    pub fn exists(&self) -> bool {
        self.path.is_file()
    }

    /// The decisions in the order of the file.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Those that hold.
    #[must_use]
    pub fn decisions(&self) -> Decisions {
        Decisions::of(self.entries.iter().map(|entry| entry.decision.clone()))
    }

    /// Writes `decision` at the end; the one whose place it takes goes. The file is written at once.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn add(&mut self, decision: &Decision) -> Result<(), Diagnostic> {
        let overruled = |entry: &Entry| decision.ruling.overrules(&entry.decision.ruling);
        let text = match self.entries.iter().position(overruled) {
            Some(ix) => self.without(ix),
            None => self.text.clone(),
        };
        let body = text.trim_end();
        let gap = if body.is_empty() { "" } else { "\n\n" };
        self.write(format!("{body}{gap}{}", table(decision)))
    }

    /// Puts the file back to what it was when `earlier` was read.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn restore(&mut self, earlier: &Self) -> Result<(), Diagnostic> {
        self.write(earlier.text.clone())
    }

    /// A warning about an entry, with its place in the file.
    #[must_use]
    pub fn warning(&self, entry: &Entry, message: impl Into<String>) -> Diagnostic {
        Diagnostic::warning(message).at(shown(&self.path), &self.text, entry.span)
    }

    fn without(&self, ix: usize) -> String {
        let span = self.entries[ix].span;
        let (before, after) = (self.text[..span.start].trim_end(), self.text[span.end..].trim_start());
        let gap = if before.is_empty() || after.is_empty() { "" } else { "\n\n" };
        format!("{before}{gap}{after}")
    }

    /// Through a second file, so that no half-written one is ever seen.
    fn write(&mut self, mut text: String) -> Result<(), Diagnostic> {
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        let failed = |error: std::io::Error| {
            Diagnostic::error(format!("the decisions cannot be written: {error}")).in_file(shown(&self.path))
        };
        let beside = self.path.with_extension("toml.new");
        fs::write(&beside, &text).map_err(failed)?;
        fs::rename(&beside, &self.path).map_err(failed)?;
        *self = Self::read(&self.path.clone(), text)?;
        Ok(())
    }
}

const HINT: &str = "docs/curation.md has the fields of each decision";

fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// The beginning of the line `[[decision]]` above byte `at`.
fn table_start(text: &str, at: usize) -> usize {
    const HEAD: &str = "[[";
    let end = (at + HEAD.len()).min(text.len());
    let end = (end..=text.len()).find(|&end| text.is_char_boundary(end)).unwrap_or(text.len());
    text[..end].rfind(HEAD).unwrap_or(at)
}

impl Fields {
    fn decision(self) -> Result<Decision, String> {
        let date = self.date.map(|date| date.to_string().parse::<civil::Date>());
        let date = date.transpose().map_err(|_| "a date is a day: 2026-05-04".to_owned())?;
        let (who, why) = (self.who.clone(), self.why.clone());
        Ok(Decision { ruling: self.ruling()?, who, why, date })
    }

    fn ruling(self) -> Result<Ruling, String> {
        self.refuse_what_does_not_belong()?;
        let verb = self.verb;
        let need = |value: Option<String>, name: &str| {
            value.filter(|value| !value.trim().is_empty()).ok_or(format!("{name} is missing"))
        };
        Ok(match verb {
            Verb::Accept => Ruling::Accept(self.said()?),
            Verb::Reject => Ruling::Reject(self.said()?),
            Verb::Merge => {
                let (node, into) = (need(self.subject, "subject")?, need(self.into, "into")?);
                if node == into {
                    return Err("a node cannot be merged into itself".to_owned());
                }
                Ruling::Merge { node, into, name: self.name }
            }
            Verb::Split => {
                let (node, into) = (need(self.subject, "subject")?, need(self.into, "into")?);
                let part = match (self.document, self.name) {
                    (Some(document), None) => Part::Document(document),
                    (None, Some(name)) => Part::Name(name),
                    _ => return Err("a split wants a document or a name, one of them".to_owned()),
                };
                if node == into {
                    return Err("a node cannot be split from itself".to_owned());
                }
                Ruling::Split { node, part, into }
            }
            Verb::Same => Ruling::Same {
                node: need(self.subject, "subject")?,
                other: need(self.other, "other")?,
                name: self.name,
            },
            Verb::Different => {
                Ruling::Different { node: need(self.subject, "subject")?, other: need(self.other, "other")? }
            }
        })
    }

    fn said(self) -> Result<Said, String> {
        let about = match (self.subject, self.kind) {
            (Some(node), None) if self.roles.is_empty() => About::Node(node),
            (None, Some(kind)) => About::Frames { kind, roles: self.roles.into_iter().collect() },
            _ => return Err("wanted: a subject, or a kind with roles".to_owned()),
        };
        if self.predicate.is_none() && self.object.is_some() {
            return Err("an object wants its predicate".to_owned());
        }
        let Self { predicate, object, document, denied, .. } = self;
        Ok(Said { about, predicate, object, document, denied })
    }

    /// A field that means nothing to this decision is a mistake, not a remark.
    fn refuse_what_does_not_belong(&self) -> Result<(), String> {
        use Verb::{Accept, Different, Merge, Reject, Same, Split};
        let claims = [Accept, Reject].as_slice();
        let fields: [(&str, bool, &[Verb]); 8] = [
            ("kind", self.kind.is_some(), claims),
            ("roles", !self.roles.is_empty(), claims),
            ("predicate", self.predicate.is_some(), claims),
            ("object", self.object.is_some(), claims),
            ("denied", self.denied, claims),
            ("document", self.document.is_some(), &[Accept, Reject, Split]),
            ("into", self.into.is_some(), &[Merge, Split]),
            ("other", self.other.is_some(), &[Same, Different]),
        ];
        let wrong = fields.iter().find(|(_, given, verbs)| *given && !verbs.contains(&self.verb));
        wrong.map_or(Ok(()), |(name, ..)| Err(format!("{name} does not belong here")))
    }
}

/// A decision as a table of the file.
fn table(decision: &Decision) -> String {
    let mut lines = vec!["[[decision]]".to_owned(), format!("do = {}", quoted(decision.ruling.verb()))];
    let mut add = |name: &str, value: Option<&str>| {
        lines.extend(value.map(|value| format!("{name} = {}", quoted(value))));
    };
    match &decision.ruling {
        Ruling::Accept(said) | Ruling::Reject(said) => {
            match &said.about {
                About::Node(node) => add("subject", Some(node)),
                About::Frames { kind, roles } => {
                    add("kind", Some(kind));
                    for (role, filler) in roles {
                        add(&format!("roles.{}", quoted(role)), Some(filler));
                    }
                }
            }
            add("predicate", said.predicate.as_deref());
            add("object", said.object.as_deref());
            add("document", said.document.as_deref());
        }
        Ruling::Merge { node, into, name } => {
            add("subject", Some(node));
            add("into", Some(into));
            add("name", name.as_deref());
        }
        Ruling::Split { node, part, into } => {
            add("subject", Some(node));
            match part {
                Part::Document(document) => add("document", Some(document)),
                Part::Name(name) => add("name", Some(name)),
            }
            add("into", Some(into));
        }
        Ruling::Same { node, other, name } => {
            add("subject", Some(node));
            add("other", Some(other));
            add("name", name.as_deref());
        }
        Ruling::Different { node, other } => {
            add("subject", Some(node));
            add("other", Some(other));
        }
    }
    add("who", decision.who.as_deref());
    add("why", decision.why.as_deref());
    if let Ruling::Accept(Said { denied: true, .. }) | Ruling::Reject(Said { denied: true, .. }) =
        decision.ruling
    {
        lines.push("denied = true".to_owned());
    }
    lines.extend(decision.date.map(|date| format!("date = {date}")));
    lines.join("\n") + "\n"
}

fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ledger(text: &str) -> Result<Ledger, Diagnostic> {
        Ledger::read(Path::new("deals.decisions.toml"), text.to_owned())
    }

    #[test]
    fn what_is_written_is_read_again() {
        let said = Said {
            about: About::Frames {
                kind: "pact:Investment".into(),
                roles: vec![
                    ("pact:investee".into(), "company/b".into()),
                    ("pact:investor".into(), "company/a".into()),
                ],
            },
            predicate: Some("pact:subject".into()),
            object: Some("a \"quoted\" word\nand a line".into()),
            document: Some("news/1.md".into()),
            denied: true,
        };
        let rulings = [
            Ruling::Reject(said),
            Ruling::Accept(Said { about: About::Node("company/a".into()), ..Said::default() }),
            Ruling::Merge { node: "company/a".into(), into: "company/b".into(), name: Some("B".into()) },
            Ruling::Split {
                node: "company/a".into(),
                part: Part::Name("A Labs".into()),
                into: "company/a-labs".into(),
            },
            Ruling::Split {
                node: "company/a".into(),
                part: Part::Document("9b1c".into()),
                into: "company/a-2".into(),
            },
            Ruling::Same { node: "company/a".into(), other: "http://example.org/a".into(), name: None },
            Ruling::Different { node: "company/a".into(), other: "company/c".into() },
        ];
        let date = Some(civil::date(2026, 5, 4));
        let decisions: Vec<Decision> =
            rulings.map(|ruling| Decision { ruling, who: Some("Anna".into()), why: None, date }).into();
        let text: Vec<String> = decisions.iter().map(table).collect();
        let read = ledger(&text.join("\n")).unwrap();
        let again: Vec<Decision> = read.entries().iter().map(|entry| entry.decision.clone()).collect();
        assert_eq!(again, decisions);
        for (entry, table) in read.entries().iter().zip(&text) {
            assert_eq!(entry.span.of(&read.text), table.trim_end());
        }
    }

    #[test]
    fn mistakes_have_a_line() {
        let cases = [
            (
                "# no\n[[decision]]\ndo = \"merge\"\nsubject = \"a\"\n",
                "deals.decisions.toml:2:1: into is missing",
            ),
            ("[[decision]]\ndo = \"agree\"\n", "deals.decisions.toml:2:6: unknown variant"),
            (
                "[[decision]]\ndo = \"merge\"\nsubject = \"a\"\nother = \"b\"\n",
                "1:1: other does not belong here",
            ),
            (
                "[[decision]]\ndo = \"accept\"\nsubject = \"a\"\nobject = \"b\"\n",
                "1:1: an object wants its predicate",
            ),
        ];
        for (text, expected) in cases {
            let problem = ledger(text).unwrap_err().to_string();
            assert!(problem.contains(expected), "{problem}");
        }
    }
}
