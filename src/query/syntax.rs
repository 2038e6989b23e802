//! Text to query: prefixes known without declaring them, errors with line, column and a hint, warnings about terms the
//! ontology does not have.

use oxigraph::model::NamedNode;
use spargebra::{Query, SparqlParser, SparqlSyntaxError, Update};

use super::vocabulary::{Vocabulary, did_you_mean};
use crate::model::{Diagnostic, Span};
use crate::store::algebra::named_nodes;

/// Words that begin a SPARQL query, for hints.
const FORMS: [&str; 6] = ["SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "PREFIX", "BASE"];
const UPDATES: [&str; 8] = ["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE"];

/// A text with the name under which messages speak of it: a file, or `<query>`.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// File name or what stands for it.
    pub name: &'a str,
    /// The text.
    pub text: &'a str,
}

/// Reads a query.
///
/// # Errors
/// With the place where the syntax breaks, and what to do.
pub fn parse(source: Source<'_>, words: &Vocabulary) -> Result<Query, Diagnostic> {
    parser(words)
        .parse_query(source.text)
        .map_err(|error| wrong_beginning(source).unwrap_or_else(|| syntax_error(&error, source, words)))
}

/// Reads an update.
///
/// # Errors
/// With the place where the syntax breaks, and what to do.
pub fn parse_update(source: Source<'_>, words: &Vocabulary) -> Result<Update, Diagnostic> {
    parser(words).parse_update(source.text).map_err(|error| syntax_error(&error, source, words))
}

/// A warning for each term in a namespace of the ontology that the ontology does not have, with the one that was
/// probably meant.
#[must_use]
pub fn unknown_terms(query: &Query, source: Source<'_>, words: &Vocabulary) -> Vec<Diagnostic> {
    let mut nodes: Vec<NamedNode> = named_nodes(query);
    nodes.sort();
    nodes.dedup();
    nodes
        .iter()
        .filter(|node| words.is_unknown_term(node.as_str()))
        .map(|node| unknown_term(node, source, words))
        .collect()
}

fn unknown_term(node: &NamedNode, source: Source<'_>, words: &Vocabulary) -> Diagnostic {
    let name = words.compact(node.as_str()).unwrap_or_else(|| node.to_string());
    let warning = Diagnostic::warning(format!("the ontology has no term {name}: nothing will match it"));
    let warning = match find_word(source.text, &name).or_else(|| find_word(source.text, &node.to_string())) {
        Some(span) => warning.at(source.name, source.text, span),
        None => warning.in_file(source.name),
    };
    match did_you_mean(&name, words.terms()) {
        Some(meant) => warning.hint(format!("did you mean {meant}?")),
        None => warning,
    }
}

/// The first place where `word` stands by itself.
fn find_word(text: &str, word: &str) -> Option<Span> {
    let in_name = |c: char| c.is_alphanumeric() || "_-:".contains(c);
    text.match_indices(word)
        .map(|(start, _)| Span::new(start, start + word.len()))
        .find(|span| !text[..span.start].ends_with(in_name) && !text[span.end..].starts_with(in_name))
}

fn parser(words: &Vocabulary) -> SparqlParser {
    words.prefixes().iter().fold(SparqlParser::new(), |parser, (name, iri)| {
        parser.clone().with_prefix(name, iri).unwrap_or(parser)
    })
}

fn syntax_error(error: &SparqlSyntaxError, source: Source<'_>, words: &Vocabulary) -> Diagnostic {
    let said = error.to_string();
    let Some((at, expected)) = place_and_expectation(&said, source.text) else {
        return Diagnostic::error(format!("this is no SPARQL: {said}")).in_file(source.name);
    };
    let span = word_at(source.text, at);
    let word = span.of(source.text);
    if let Some(prefix) = unknown_prefix(source.text, words) {
        let hint = match did_you_mean(prefix.of(source.text).trim_end_matches(':'), words.prefixes().keys()) {
            Some(meant) => {
                format!("did you mean {meant}: ? Or declare it: PREFIX {} <…>", prefix.of(source.text))
            }
            None => format!("declare it: PREFIX {} <…>", prefix.of(source.text)),
        };
        return Diagnostic::error(format!("the prefix {} is not known", prefix.of(source.text)))
            .at(source.name, source.text, prefix)
            .hint(hint);
    }
    let open = source.text.matches('{').count() > source.text.matches('}').count();
    let message = if word.is_empty() && open {
        "the query ends too early".to_owned()
    } else if word.is_empty() {
        "this is no SPARQL: it makes no sense up to here".to_owned()
    } else {
        format!("this is no SPARQL at `{word}`")
    };
    Diagnostic::error(message).at(source.name, source.text, span).hint(hint(&expected))
}

/// What is wrong with the first word, if that is the problem: a typing error, or an update where a query should be.
fn wrong_beginning(source: Source<'_>) -> Option<Diagnostic> {
    let first = bare_words(source.text).into_iter().next()?;
    let word = first.of(source.text).to_uppercase();
    if UPDATES.contains(&word.as_str()) {
        let problem = Diagnostic::error("this changes the graph: it is an update, not a query");
        return Some(problem.at(source.name, source.text, first).hint("run it with --update"));
    }
    if FORMS.contains(&word.as_str()) {
        return None;
    }
    let problem = Diagnostic::error("a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE");
    let problem = problem.at(source.name, source.text, first);
    Some(match did_you_mean(&word, FORMS) {
        Some(meant) => problem.hint(format!("did you mean {meant}?")),
        None => problem,
    })
}

/// What to do about a syntax error where one of `expected` should stand.
fn hint(expected: &[String]) -> String {
    let mut expected = expected.to_vec();
    expected.sort();
    match expected.as_slice() {
        [] => "check brackets, dots and quotes before this place".to_owned(),
        [one] => format!("expected here: {one}"),
        many if many.len() <= 8 => format!("expected here: one of {}", many.join(" ")),
        _ => "check brackets, dots and quotes before this place".to_owned(),
    }
}

/// Byte offset and expected tokens from the parser's message, `error at LINE:COLUMN: expected one of "a", "b"`.
fn place_and_expectation(said: &str, text: &str) -> Option<(usize, Vec<String>)> {
    let rest = said.strip_prefix("error at ")?;
    let (line, rest) = rest.split_once(':')?;
    let (column, rest) = rest.split_once(':')?;
    let (line, column): (usize, usize) = (line.parse().ok()?, column.parse().ok()?);
    let line_start: usize = text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
    let line_text = text.get(line_start..)?;
    let at = line_start
        + line_text.char_indices().nth(column.checked_sub(1)?).map_or(line_text.len(), |(at, _)| at);
    let expected = rest
        .split('"')
        .skip(1)
        .step_by(2)
        .filter(|token| !token.trim().is_empty())
        .map(str::to_owned)
        .collect();
    Some((at, expected))
}

/// The word at byte `at`, or the one character there.
fn word_at(text: &str, at: usize) -> Span {
    let rest = &text[at..];
    let word = rest.find(|c: char| !(c.is_alphanumeric() || "_:?$".contains(c))).unwrap_or(rest.len());
    let one = rest.chars().next().map_or(0, char::len_utf8);
    Span::new(at, at + word.max(one))
}

/// The first `prefix:` that no one has declared.
fn unknown_prefix(text: &str, words: &Vocabulary) -> Option<Span> {
    let mut declared: Vec<&str> = words.prefixes().keys().map(String::as_str).collect();
    let mut last = "";
    for span in bare_words(text) {
        let word = span.of(text);
        if let Some(colon) = word.find(':').filter(|&colon| colon > 0 && !word.starts_with('_')) {
            let prefix = &word[..colon];
            if last.eq_ignore_ascii_case("prefix") {
                declared.push(prefix);
            } else if !declared.contains(&prefix) {
                return Some(Span::new(span.start, span.start + colon + 1));
            }
        }
        last = word;
    }
    None
}

/// The words of a query outside of strings, IRIs and comments, with the colons in them.
fn bare_words(text: &str) -> Vec<Span> {
    let in_word = |c: char| c.is_alphanumeric() || "_-:".contains(c);
    let mut words = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at + c.len_utf8()..];
        let skip = match c {
            '"' | '\'' => rest.find(c).map_or(rest.len(), |end| end + 1),
            '<' if rest.find(['>', ' ']).is_some_and(|end| rest[end..].starts_with('>')) => {
                rest.find('>').unwrap_or(0) + 1
            }
            '#' => rest.find('\n').unwrap_or(rest.len()),
            c if in_word(c) => {
                let more = rest.find(|c| !in_word(c)).unwrap_or(rest.len());
                words.push(Span::new(at, at + c.len_utf8() + more));
                more
            }
            _ => 0,
        };
        at += c.len_utf8() + skip;
    }
    words
}
