//! `pactum shell`: SPARQL and saved queries, one after the other, with history and completion.

use std::path::PathBuf;

use clap::builder::StyledStr;
use rustyline::completion::Completer;
use rustyline::error::ReadlineError;
use rustyline::history::FileHistory;
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{Context as LineContext, Editor, Helper, Highlighter, Hinter};

use super::context::Context;
use super::problem::{self, Done, Failure, Outcome};
use super::query;
use crate::model::Diagnostic;

/// Ask one question after the other, with history and completion
#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {}

const EXAMPLES: &str = "\
Examples:
  pactum shell
  pactum> investments --company OpenAI
  pactum> SELECT ?deal { ?deal a pact:Merger }
A query goes on over several lines until its brackets are closed. Tab completes; .help helps; .quit ends.";

const HELP: &str = "\
SPARQL, or the name of a saved query with its options (--cite, --format csv, --PARAMETER VALUE).
.queries lists the saved queries, .terms the terms of the ontology, .quit ends.";

const KEYWORDS: [&str; 30] = [
    "SELECT",
    "ASK",
    "CONSTRUCT",
    "DESCRIBE",
    "WHERE",
    "FILTER",
    "OPTIONAL",
    "UNION",
    "GRAPH",
    "MINUS",
    "BIND",
    "VALUES",
    "DISTINCT",
    "ORDER",
    "GROUP",
    "BY",
    "DESC",
    "ASC",
    "LIMIT",
    "OFFSET",
    "HAVING",
    "COUNT",
    "SUM",
    "MIN",
    "MAX",
    "EXISTS",
    "BOUND",
    "CONTAINS",
    "REGEX",
    "PREFIX",
];

const COMMANDS: [&str; 4] = [".help", ".queries", ".terms", ".quit"];

pub(super) fn run(_args: &Args, context: &Context) -> Done {
    context.store()?;
    let mut editor: Editor<Words, FileHistory> = Editor::new().map_err(|error| no_shell(&error))?;
    editor.set_helper(Some(Words { all: completions(context)? }));
    let history = history_file();
    if let Some(file) = &history {
        // The first time there is none.
        let _ = editor.load_history(file);
    }
    loop {
        match editor.readline("pactum> ") {
            Ok(line) if line.trim() == ".quit" => break,
            Ok(line) => {
                editor.add_history_entry(line.as_str()).map_err(|error| no_shell(&error))?;
                answer(line.trim(), context)?;
            }
            Err(ReadlineError::Interrupted) => {}
            Err(ReadlineError::Eof) => break,
            Err(error) => return Err(no_shell(&error).into()),
        }
    }
    if let Some(file) = &history {
        editor.save_history(file).map_err(|error| no_shell(&error))?;
    }
    Ok(Outcome::Well)
}

/// Answers one line. Only a closed output ends the shell.
fn answer(line: &str, context: &Context) -> Result<(), Failure> {
    let done = match line {
        "" => return Ok(()),
        ".help" => say(context, HELP),
        ".queries" => super::queries::run(&super::queries::Args::default(), context),
        ".terms" => say(context, &context.words.terms().collect::<Vec<_>>().join("\n")),
        line => ask(line, context),
    };
    match done {
        Err(Failure::Problems(problems)) => problems.iter().for_each(problem::print),
        Err(failure) => return Err(failure),
        Ok(_) => {}
    }
    Ok(())
}

fn say(context: &Context, text: &str) -> Done {
    let mut out = context.out();
    writeln!(out, "{text}")?;
    out.flush()?;
    Ok(Outcome::Well)
}

/// A line that begins with the name of a saved query is a call of it; any other is SPARQL.
fn ask(line: &str, context: &Context) -> Done {
    let called = line.split_whitespace().next().unwrap_or_default();
    let words = if context.saved()?.iter().any(|saved| saved.name == called) {
        split(line)
    } else {
        vec![line.to_owned()]
    };
    match query::parse_call(&words, &context.global) {
        Ok(args) => query::run(&args, context),
        Err(error) => {
            let text: StyledStr = error.render();
            anstream::eprint!("{}", text.ansi());
            Ok(Outcome::No)
        }
    }
}

/// The words of a line as a shell splits them: by spaces outside of quotes.
fn split(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quote, mut begun) = (Vec::new(), String::new(), None, false);
    for c in line.chars() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '\'' | '"') => (quote, begun) = (Some(c), true),
            (None, c) if c.is_whitespace() => {
                if begun {
                    words.push(std::mem::take(&mut word));
                }
                begun = false;
            }
            (_, c) => {
                word.push(c);
                begun = true;
            }
        }
    }
    if begun {
        words.push(word);
    }
    words
}

fn completions(context: &Context) -> Result<Vec<String>, Failure> {
    let saved = context.saved()?;
    let mut all: Vec<String> = KEYWORDS.iter().chain(&COMMANDS).map(|&word| word.to_owned()).collect();
    all.extend(context.words.prefixes().keys().map(|prefix| format!("{prefix}:")));
    all.extend(context.words.terms());
    all.extend(saved.iter().map(|saved| saved.name.clone()));
    let parameters = saved.iter().flat_map(|saved| &saved.parameters);
    all.extend(parameters.map(|parameter| format!("--{}", parameter.name)));
    all.extend(["--cite", "--format", "--limit", "--timeout"].map(str::to_owned));
    all.sort();
    all.dedup();
    Ok(all)
}

fn history_file() -> Option<PathBuf> {
    Some(PathBuf::from(std::env::var_os("HOME")?).join(".pactum_history"))
}

fn no_shell(error: &ReadlineError) -> Diagnostic {
    Diagnostic::error(format!("the shell broke off: {error}"))
}

/// What can be completed, and when a query is whole.
#[derive(Helper, Highlighter, Hinter)]
struct Words {
    all: Vec<String>,
}

impl Completer for Words {
    type Candidate = String;

    fn complete(
        &self,
        line: &str,
        at: usize,
        _: &LineContext<'_>,
    ) -> rustyline::Result<(usize, Vec<String>)> {
        let before = &line[..at];
        let start =
            before.rfind(|c: char| c.is_whitespace() || "({[".contains(c)).map_or(0, |space| space + 1);
        let begun = before[start..].to_lowercase();
        let fits = |word: &&String| !begun.is_empty() && word.to_lowercase().starts_with(&begun);
        Ok((start, self.all.iter().filter(fits).cloned().collect()))
    }
}

impl Validator for Words {
    fn validate(&self, context: &mut ValidationContext<'_>) -> rustyline::Result<ValidationResult> {
        let open = |c| context.input().matches(c).count();
        Ok(if open('{') > open('}') { ValidationResult::Incomplete } else { ValidationResult::Valid(None) })
    }
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn a_line_is_split_as_a_shell_does() {
        assert_eq!(split("a --b 'c d'  \"e'f\" ''"), ["a", "--b", "c d", "e'f", ""]);
    }
}
