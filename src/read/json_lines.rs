//! One JSON object a line: `{"text": …, "url": …, "title": …, "publisher": …, "published": …}`.

use serde::Deserialize;

use super::{Outcome, dateline, text, warning};
use crate::model::Metadata;

/// What is read of a line; other members are left alone.
#[derive(Deserialize)]
struct Line {
    text: String,
    url: Option<String>,
    title: Option<String>,
    publisher: Option<String>,
    published: Option<String>,
}

/// The document of each line that has one, all at the location of the file.
pub(super) fn documents(lines: &str, location: &str) -> Vec<Outcome> {
    let numbered = lines.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    numbered.flat_map(|(number, line)| document(line, number + 1, location)).collect()
}

/// Places are told in words: the whole file, which may be long, need not be carried along with each wrong line.
fn document(line: &str, number: usize, location: &str) -> Vec<Outcome> {
    let at = |column: usize, message: &str| warning(&format!("{location}:{number}:{column}"), message);
    let line: Line = match serde_json::from_str(line) {
        Ok(line) => line,
        Err(error) => {
            let column = column(line, error.column());
            let message = error.to_string();
            let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message);
            return vec![Err(
                at(column, message).hint("a line is {\"text\": \"…\", \"title\": …, \"published\": …}")
            )];
        }
    };
    if line.text.trim().is_empty() {
        return vec![Err(at(1, "the text is empty"))];
    }
    let mut outcomes = Vec::new();
    let published = line.published.as_deref().and_then(|written| {
        let day = dateline::day(written);
        if day.is_none() {
            outcomes.push(Err(at(1, &format!("\"{written}\" is not a date")).hint("write it as 2026-04-27")));
        }
        day
    });
    let (title, url, publisher) = (line.title, line.url, line.publisher);
    let meta = Metadata { location: location.to_owned(), title, url, publisher, published };
    outcomes.push(Ok(text::complete(line.text, meta)));
    outcomes
}

/// The column in characters of the byte that serde counts from 1, 0 meaning the line's end or start.
fn column(line: &str, byte: usize) -> usize {
    let before = byte.saturating_sub(1).min(line.len());
    String::from_utf8_lossy(&line.as_bytes()[..before]).chars().count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_is_a_document_and_wrong_lines_are_told_apart() {
        let lines = "{\"text\": \"Lumen grew.\", \"title\": \"Lumen\", \"published\": \"2026-04-27T08:00:00Z\", \"more\": 1}\n\n\
                     {\"text\": \"Ü\", x}\n{\"title\": \"No text\"}\n{\"text\": \"Two\", \"published\": \"soon\"}\n";
        let shown: Vec<String> = documents(lines, "news.jsonl")
            .into_iter()
            .map(|outcome| match outcome {
                Ok(document) => format!("{} {:?}", document.text, document.meta.published),
                Err(problem) => problem.to_string(),
            })
            .collect();
        insta::assert_snapshot!(shown.join("\n"), @r#"
        Lumen grew. Some(2026-04-27)
        news.jsonl:3:15: key must be a string (a line is {"text": "…", "title": …, "published": …})
        news.jsonl:4:20: missing field `text` (a line is {"text": "…", "title": …, "published": …})
        news.jsonl:5:1: "soon" is not a date (write it as 2026-04-27)
        Two None
        "#);
    }
}
