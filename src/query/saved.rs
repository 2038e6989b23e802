//! Saved queries: files with a question and typed parameters, in grlc's convention (Meroño-Peñuela and Hoekstra, "grlc
//! Makes GitHub Taste Like Linked Data APIs", SALAD 2016).
//!
//! The lines that begin with `#+` are a YAML header: `summary`, `description`, `defaults`, `enumerate` as grlc has
//! them, and `params` with a description and an example for each. A variable `?_name` is a parameter that must have a
//! value, `?__name` one that need not; `?_name_type` gives its type: `iri` (an entity: its name will do), `date`,
//! `integer`, `number`, `boolean`, `xsd_TYPE`, or a language. Without a value a parameter that need not have one is a
//! variable like any other.

use std::collections::BTreeMap;
use std::fmt;

use oxigraph::model::vocab::xsd;
use oxigraph::model::{Literal, NamedNode, Term, Variable};
use serde::Deserialize;
use spargebra::Query;

use super::bind::bind;
use super::names::Names;
use super::syntax::{self, Source};
use super::vocabulary::{Vocabulary, did_you_mean};
use crate::model::{Diagnostic, Span};
use crate::pack::Files;
use crate::store::algebra::variables;

/// A query with a question and parameters.
#[derive(Clone, Debug)]
pub struct Saved {
    /// The name of its file without `.rq`.
    pub name: String,
    /// The question it answers, in one line.
    pub summary: String,
    /// What a row is, and what to know.
    pub description: String,
    /// Its parameters, in the order in which the header describes them.
    pub parameters: Vec<Parameter>,
    /// The file, for messages.
    pub file: String,
    /// The whole text.
    pub text: String,
    query: Query,
}

/// A parameter of a saved query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name: `on` for `?_on_date`.
    pub name: String,
    /// What it is.
    pub description: String,
    /// What a value can be.
    pub kind: ParameterKind,
    /// Whether a value must be given.
    pub required: bool,
    /// The value it has if none is given.
    pub default: Option<String>,
    /// The only values it can have; empty if it can have any.
    pub choices: Vec<String>,
    /// A value to try.
    pub example: Option<String>,
    variable: Variable,
}

/// What the value of a parameter can be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParameterKind {
    /// An entity or document, by IRI, id or name.
    Entity,
    /// Words.
    Text,
    /// Words in a language.
    Language(String),
    /// A literal of this datatype.
    Typed(NamedNode),
}

#[derive(Deserialize)]
struct Header {
    summary: String,
    #[serde(default)]
    description: String,
    #[serde(default)]
    params: BTreeMap<String, About>,
    #[serde(default)]
    defaults: Vec<BTreeMap<String, String>>,
    #[serde(default)]
    enumerate: Vec<BTreeMap<String, Vec<String>>>,
}

#[derive(Deserialize, Default, Clone)]
#[serde(deny_unknown_fields)]
struct About {
    #[serde(default)]
    description: String,
    example: Option<String>,
}

/// All saved queries of a pack, by name.
///
/// # Errors
/// A problem for each file that is no saved query, with its line and column.
pub fn all(files: &Files, words: &Vocabulary) -> Result<Vec<Saved>, Vec<Diagnostic>> {
    let (mut saved, mut problems) = (Vec::new(), Vec::new());
    for (path, file) in files.below("queries", "rq") {
        let name = path.trim_start_matches("queries/").trim_end_matches(".rq");
        match Saved::read(name, Source { name: &file.shown, text: &file.text }, words) {
            Ok(query) => saved.push(query),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() { Ok(saved) } else { Err(problems) }
}

/// The saved query called `name`.
///
/// # Errors
/// If there is none; the nearest name is the hint.
pub fn find<'a>(saved: &'a [Saved], name: &str) -> Result<&'a Saved, Diagnostic> {
    saved.iter().find(|query| query.name == name).ok_or_else(|| {
        let error = Diagnostic::error(format!("there is no saved query and no file called {name}"));
        match did_you_mean(name, saved.iter().map(|query| query.name.as_str())) {
            Some(meant) => error.hint(format!("did you mean {meant}?")),
            None => error.hint("`pactum queries` lists the saved queries; SPARQL goes in quotes"),
        }
    })
}

impl Saved {
    /// Reads a saved query.
    ///
    /// # Errors
    /// If it has no header, or header or query are wrong, with line and column.
    pub fn read(name: &str, source: Source<'_>, words: &Vocabulary) -> Result<Self, Diagnostic> {
        let header = Header::read(source)?;
        let query = syntax::parse(source, words)?;
        let parameters = header.parameters(&query, source, words)?;
        Ok(Self {
            name: name.to_owned(),
            summary: header.summary.trim().to_owned(),
            description: header.description.trim().to_owned(),
            parameters,
            file: source.name.to_owned(),
            text: source.text.to_owned(),
            query,
        })
    }

    /// The query with `values` for its parameters, by name.
    ///
    /// # Errors
    /// If a value is missing, is of the wrong type, names nothing the store knows, or belongs to no parameter.
    pub fn with(&self, values: &BTreeMap<String, String>, names: &Names<'_>) -> Result<Query, Diagnostic> {
        if let Some(wrong) =
            values.keys().find(|name| self.parameters.iter().all(|known| known.name != **name))
        {
            return Err(self.no_such_parameter(wrong));
        }
        let mut query = self.query.clone();
        for parameter in &self.parameters {
            if let Some(value) = values.get(&parameter.name).or(parameter.default.as_ref()) {
                bind(&mut query, &parameter.variable, &parameter.value(value, names)?)?;
            } else if parameter.required {
                let example = parameter.example.as_deref().unwrap_or("VALUE");
                return Err(Diagnostic::error(format!(
                    "{} needs a value for --{}",
                    self.name, parameter.name
                ))
                .hint(format!("for example: --{} {}", parameter.name, quoted(example))));
            }
        }
        Ok(query)
    }

    /// The example call: every parameter that has an example, with it.
    #[must_use]
    pub fn example(&self) -> String {
        let values = self.parameters.iter().filter_map(|parameter| {
            Some(format!(" --{} {}", parameter.name, quoted(parameter.example.as_deref()?)))
        });
        format!("pactum query {}{}", self.name, values.collect::<String>())
    }

    fn no_such_parameter(&self, wrong: &str) -> Diagnostic {
        let error = Diagnostic::error(format!("{} has no parameter {wrong}", self.name));
        let known: Vec<_> = self.parameters.iter().map(|parameter| parameter.name.as_str()).collect();
        match did_you_mean(wrong, known.iter().copied()) {
            Some(meant) => error.hint(format!("did you mean {meant}?")),
            None if known.is_empty() => error.hint("it has no parameters"),
            None => error.hint(format!("it has {}", known.join(", "))),
        }
    }
}

impl Parameter {
    fn value(&self, value: &str, names: &Names<'_>) -> Result<Term, Diagnostic> {
        if !self.choices.is_empty() && !self.choices.iter().any(|choice| choice == value) {
            let error = Diagnostic::error(format!("--{} cannot be “{value}”", self.name));
            return Err(error.hint(format!("it is one of {}", self.choices.join(", "))));
        }
        match &self.kind {
            ParameterKind::Entity => names.find(value).map(Term::from),
            ParameterKind::Text => Ok(Literal::from(value).into()),
            ParameterKind::Language(language) => Literal::new_language_tagged_literal(value, language)
                .map(Term::from)
                .map_err(|error| Diagnostic::error(format!("--{}: {error}", self.name))),
            ParameterKind::Typed(datatype) => self.typed(value, datatype.clone()),
        }
    }

    fn typed(&self, value: &str, datatype: NamedNode) -> Result<Term, Diagnostic> {
        use std::str::FromStr;
        let datatype_ref = datatype.as_ref();
        let fits = match datatype_ref {
            xsd::DATE => jiff::civil::Date::from_str(value).is_ok() && value.len() == 10,
            xsd::INTEGER => i64::from_str(value).is_ok(),
            xsd::DECIMAL => rust_decimal::Decimal::from_str(value).is_ok(),
            xsd::BOOLEAN => ["true", "false"].contains(&value),
            _ => true,
        };
        if fits {
            return Ok(Literal::new_typed_literal(value, datatype).into());
        }
        let example = self.example.clone().unwrap_or_else(|| "2026-04-27".to_owned());
        Err(Diagnostic::error(format!("--{} wants {}, not “{value}”", self.name, self.kind))
            .hint(format!("for example: --{} {example}", self.name)))
    }
}

impl fmt::Display for ParameterKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Entity => f.write_str("a name or IRI"),
            Self::Text => f.write_str("words"),
            Self::Language(language) => write!(f, "words in {language}"),
            Self::Typed(datatype) => match datatype.as_ref() {
                xsd::DATE => f.write_str("a date, YYYY-MM-DD"),
                xsd::INTEGER => f.write_str("a whole number"),
                xsd::DECIMAL => f.write_str("a number"),
                xsd::BOOLEAN => f.write_str("true or false"),
                xsd::G_YEAR => f.write_str("a year"),
                other => write!(f, "a value of {other}"),
            },
        }
    }
}

impl Header {
    fn read(source: Source<'_>) -> Result<Self, Diagnostic> {
        let lines: Vec<(usize, &str)> = header_lines(source.text).collect();
        if lines.is_empty() {
            return Err(Diagnostic::error("a saved query begins with a header")
                .at(source.name, source.text, Span::default())
                .hint("write `#+ summary: the question it answers` in its first line"));
        }
        let yaml = lines.iter().map(|&(_, line)| line).collect::<Vec<_>>().join("\n");
        serde_saphyr::from_str(&yaml).map_err(|error: serde_saphyr::Error| {
            let place = error.location();
            let line = place.map_or(0, |place| (place.line() as usize).saturating_sub(1));
            let column = place.map_or(0, |place| (place.column() as usize).saturating_sub(1));
            let (start, text) = lines.get(line).or(lines.last()).copied().unwrap_or((0, ""));
            let at = start + text.char_indices().nth(column).map_or(text.len(), |(at, _)| at);
            let message = error.to_string();
            let message = message.lines().next().unwrap_or("wrong").to_owned();
            Diagnostic::error(format!("the header is wrong: {message}"))
                .at(source.name, source.text, Span::new(at, start + text.len()))
                .hint("it is YAML behind `#+`: summary, description, params, defaults, enumerate")
        })
    }

    fn parameters(
        &self,
        query: &Query,
        source: Source<'_>,
        words: &Vocabulary,
    ) -> Result<Vec<Parameter>, Diagnostic> {
        let mut found: Vec<Variable> =
            variables(query).into_iter().filter(|variable| variable.as_str().starts_with('_')).collect();
        found.sort_by_key(|variable| (self.place_of(variable, source.text), variable.as_str().to_owned()));
        found.dedup();
        let parameters: Vec<Parameter> = found
            .into_iter()
            .map(|variable| self.parameter(variable, source, words))
            .collect::<Result<_, _>>()?;
        let described = self.params.keys().chain(self.defaults.iter().flat_map(BTreeMap::keys));
        for name in described.chain(self.enumerate.iter().flat_map(BTreeMap::keys)) {
            if parameters.iter().all(|parameter| parameter.name != *name) {
                let at = source.text.find(name.as_str()).unwrap_or(0);
                return Err(Diagnostic::error(format!("the query has no parameter {name}"))
                    .at(source.name, source.text, Span::new(at, at + name.len()))
                    .hint(format!("a parameter is a variable: ?_{name} or ?__{name}")));
            }
        }
        Ok(parameters)
    }

    /// Parameters stand in the order in which the header describes them, then in that of the query.
    fn place_of(&self, variable: &Variable, text: &str) -> usize {
        let name = name_and_kind(variable).0;
        let described = self.params.contains_key(name).then(|| text.find(&format!(" {name}:"))).flatten();
        described.or_else(|| text.find(&variable.to_string())).unwrap_or(usize::MAX)
    }

    fn parameter(
        &self,
        variable: Variable,
        source: Source<'_>,
        words: &Vocabulary,
    ) -> Result<Parameter, Diagnostic> {
        let optional = variable.as_str().starts_with("__");
        let (name, kind) = name_and_kind(&variable);
        let kind = kind_of(kind, words).ok_or_else(|| {
            let at = source.text.find(&variable.to_string()).unwrap_or(0);
            Diagnostic::error(format!("the parameter {variable} has a type that is not known: {kind}"))
                .at(source.name, source.text, Span::new(at, at + variable.as_str().len() + 1))
                .hint("iri, date, integer, number, boolean, xsd_TYPE, or a language")
        })?;
        let about = self.params.get(name).cloned().unwrap_or_default();
        let default = self.defaults.iter().find_map(|defaults| defaults.get(name).cloned());
        Ok(Parameter {
            name: name.to_owned(),
            description: about.description,
            kind,
            required: !optional,
            choices: self.enumerate.iter().find_map(|choices| choices.get(name).cloned()).unwrap_or_default(),
            example: about.example.or_else(|| default.clone()),
            default,
            variable,
        })
    }
}

/// `on` and `date` of `?_on_date`.
fn name_and_kind(variable: &Variable) -> (&str, &str) {
    let bare = variable.as_str().trim_start_matches('_');
    bare.split_once('_').unwrap_or((bare, ""))
}

fn kind_of(kind: &str, words: &Vocabulary) -> Option<ParameterKind> {
    Some(match kind {
        "" | "string" | "literal" => ParameterKind::Text,
        "iri" => ParameterKind::Entity,
        "date" => ParameterKind::Typed(xsd::DATE.into_owned()),
        "integer" => ParameterKind::Typed(xsd::INTEGER.into_owned()),
        "number" => ParameterKind::Typed(xsd::DECIMAL.into_owned()),
        "boolean" => ParameterKind::Typed(xsd::BOOLEAN.into_owned()),
        language if language.len() == 2 => ParameterKind::Language(language.to_owned()),
        datatype => ParameterKind::Typed(words.expand(&datatype.replacen('_', ":", 1))?),
    })
}

/// The lines of the header without their marks, each with the byte where its YAML begins.
fn header_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let start = at;
        at += line.len();
        let yaml = line.trim_end().strip_prefix("#+")?;
        let bare = yaml.strip_prefix(' ').unwrap_or(yaml);
        Some((start + 2 + yaml.len() - bare.len(), bare))
    })
}

/// A value as one types it in a shell.
fn quoted(value: &str) -> String {
    if value.chars().all(|c| c.is_alphanumeric() || "-_.:/".contains(c)) {
        value.to_owned()
    } else {
        format!("'{}'", value.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Saved, Diagnostic> {
        Saved::read("test", Source { name: "queries/test.rq", text }, &Vocabulary::of(&Files::embedded()))
    }

    #[test]
    fn the_header_and_the_variables_make_the_parameters() {
        let saved = read(
            "#+ summary: Who?\n#+ params:\n#+   on: { description: The day., example: 2026-04-27 }\n#+ defaults:\n\
             #+   - on: 2026-05-01\n#+ enumerate:\n#+   - kind: [value, date]\n\
             SELECT ?s { ?s ?p ?__party_iri ; ?q ?_on_date . FILTER(?__kind = ?q) }",
        )
        .unwrap();
        let shape: Vec<_> = saved
            .parameters
            .iter()
            .map(|p| (p.name.as_str(), p.kind.to_string(), p.required, p.default.as_deref(), p.choices.len()))
            .collect();
        assert_eq!(
            shape,
            [
                ("on", "a date, YYYY-MM-DD".to_owned(), true, Some("2026-05-01"), 0),
                ("party", "a name or IRI".to_owned(), false, None, 0),
                ("kind", "words".to_owned(), false, None, 2),
            ]
        );
    }

    #[test]
    fn errors_say_where() {
        let no_summary = read("#+ description: x\nASK {}").unwrap_err();
        assert!(no_summary.to_string().starts_with("queries/test.rq:"), "{no_summary}");
        let stray = read("#+ summary: x\n#+ params: { nobody: { example: y } }\nASK {}").unwrap_err();
        assert_eq!(stray.place.unwrap().line_column(), Some((2, 14)));
        assert!(read("ASK {}").is_err());
        assert!(read("#+ summary: x\nASK { ?s ?p ?_x_nonsense }").is_err());
    }
}
