//! Markdown to plain text, and the front matter before it.

use jiff::civil::Date;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use serde::Deserialize;

use super::{Outcome, dateline, text};
use crate::model::{Diagnostic, Metadata, Span};

/// What is read of front matter; other keys are left alone.
#[derive(Default, Deserialize)]
struct FrontMatter {
    title: Option<String>,
    url: Option<String>,
    publisher: Option<String>,
    published: Option<String>,
}

/// The document of a Markdown file. Wrong front matter is told before it, and the rest is read.
pub(super) fn documents(source: &str, location: &str) -> Vec<Outcome> {
    let (front, body) = split(source);
    let (front, mut outcomes) = match front.map(|front| read_front(source, front, location)) {
        Some(Ok(front)) => (front, Vec::new()),
        Some(Err(problem)) => (FrontMatter::default(), vec![Err(problem)]),
        None => (FrontMatter::default(), Vec::new()),
    };
    let published = match front.published.as_deref().map(|written| published(source, written, location)) {
        Some(Ok(day)) => Some(day),
        Some(Err(problem)) => {
            outcomes.push(Err(problem));
            None
        }
        None => None,
    };
    let plain = plain(body);
    if plain.is_empty() {
        outcomes.push(Err(super::warning(location, "the file is empty below its front matter")));
        return outcomes;
    }
    let FrontMatter { title, url, publisher, .. } = front;
    let meta = Metadata { location: location.to_owned(), title, url, publisher, published };
    outcomes.push(Ok(text::complete(plain, meta)));
    outcomes
}

/// The lines between the two lines `---` at the top, and what comes after them.
fn split(source: &str) -> (Option<Span>, &str) {
    let is_fence = |line: &str| matches!(line.trim_end(), "---" | "...");
    let mut lines = source.split_inclusive('\n');
    let Some(first) = lines.next().filter(|line| line.trim_end() == "---") else { return (None, source) };
    let mut at = first.len();
    for line in lines {
        if is_fence(line) {
            return (Some(Span::new(first.len(), at)), &source[at + line.len()..]);
        }
        at += line.len();
    }
    (None, source)
}

fn read_front(source: &str, front: Span, location: &str) -> Result<FrontMatter, Diagnostic> {
    let yaml = front.of(source);
    if yaml.trim().is_empty() {
        return Ok(FrontMatter::default());
    }
    serde_saphyr::from_str(yaml).map_err(|error| {
        let error = error.without_snippet();
        let place = error.location().map_or(0, |at| byte_at(yaml, at.line(), at.column()));
        let message = error.to_string();
        let message = message.lines().next().unwrap_or_default();
        let message = message.split(" at line ").next().unwrap_or_default();
        let start = front.start + place;
        Diagnostic::warning(format!("the front matter is left out: {message}"))
            .at(location, source, Span::new(start, start))
            .hint("lines are `key: value`; a value with a colon needs quotes")
    })
}

fn published(source: &str, written: &str, location: &str) -> Result<Date, Diagnostic> {
    dateline::day(written).ok_or_else(|| {
        let start = source.find(written).unwrap_or_default();
        Diagnostic::warning(format!("\"{written}\" is not a date"))
            .at(location, source, Span::new(start, start + written.len()))
            .hint("write it as 2026-04-27")
    })
}

/// The byte at a line and a column, both from 1, the column in characters.
fn byte_at(text: &str, line: u64, column: u64) -> usize {
    let line = usize::try_from(line).unwrap_or(1).saturating_sub(1);
    let column = usize::try_from(column).unwrap_or(1).saturating_sub(1);
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let rest = &text[start.min(text.len())..];
    start.min(text.len()) + rest.char_indices().nth(column).map_or(rest.len(), |(at, _)| at)
}

/// The words of `source` without its markup: paragraphs and headings apart by an empty line, each item of a list on a
/// line of its own after a hyphen, rows of tables as lines with tabs.
pub(super) fn plain(source: &str) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    let mut writer = Writer::default();
    for event in Parser::new_ext(source, options) {
        writer.event(event);
    }
    writer.out.truncate(writer.out.trim_end().len());
    writer.out
}

/// The longest line, in characters, that nobody breaks at: texts are wrapped at 60 and more.
const SHORT: usize = 50;

/// Builds the plain text event by event.
#[derive(Default)]
struct Writer {
    out: String,
    /// Where the line of the source begins that is being written.
    line: usize,
    /// How many lists are open.
    lists: usize,
    /// How many images are open: what describes a picture is no part of the text.
    images: usize,
}

impl Writer {
    fn event(&mut self, event: Event) {
        match event {
            Event::Text(text) | Event::Code(text) if self.images == 0 => self.out.push_str(&text),
            Event::SoftBreak if self.images == 0 => self.soft_break(),
            Event::HardBreak => self.out.push('\n'),
            Event::Rule => self.break_lines(2),
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            _ => {}
        }
    }

    /// A line that is too short to have been broken at a fixed width was ended on purpose, a heading without its mark, unless its
    /// last word wants another after it: "on", "the".
    fn soft_break(&mut self) {
        let line = self.out[self.line.min(self.out.len())..].rsplit('\n').next().unwrap_or_default();
        let last = line.rsplit(' ').next().unwrap_or_default();
        let open = last.len() <= 3 && last.chars().all(char::is_lowercase) || last.ends_with(',');
        let on_purpose = self.lists == 0 && line.chars().count() <= SHORT && !open;
        self.out.push(if on_purpose { '\n' } else { ' ' });
        self.line = self.out.len();
    }

    fn start(&mut self, tag: &Tag) {
        match tag {
            Tag::Image { .. } => self.images += 1,
            Tag::List(_) => {
                self.break_lines(if self.lists == 0 { 2 } else { 1 });
                self.lists += 1;
            }
            Tag::Item => {
                self.break_lines(1);
                self.out.push_str("- ");
            }
            Tag::Paragraph if self.lists > 0 => {}
            Tag::TableRow => self.break_lines(1),
            Tag::TableCell if !self.out.ends_with('\n') => self.out.push('\t'),
            Tag::Paragraph | Tag::Heading { .. } | Tag::BlockQuote(_) | Tag::CodeBlock(_) | Tag::Table(_) => {
                self.break_lines(2);
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Image => self.images = self.images.saturating_sub(1),
            TagEnd::List(_) => {
                self.lists = self.lists.saturating_sub(1);
                self.break_lines(if self.lists == 0 { 2 } else { 1 });
            }
            TagEnd::Item | TagEnd::TableHead | TagEnd::TableRow => self.break_lines(1),
            TagEnd::Paragraph if self.lists > 0 => self.break_lines(1),
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::Table => self.break_lines(2),
            _ => {}
        }
    }

    /// Ends the line, and with 2 the paragraph; an item's hyphen that nothing follows yet stays on its line.
    fn break_lines(&mut self, lines: usize) {
        if self.out.is_empty() || self.out.ends_with("\n- ") || self.out == "- " {
            return;
        }
        let have = self.out.bytes().rev().take_while(|&byte| byte == b'\n').count();
        for _ in have..lines {
            self.out.push('\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_goes_and_the_words_stay() {
        let source = "# Lumen *buys* Brightwater\n\nLumen said on\nMonday it [agreed](https://a.example/b_c) to `pay`.  \nMore:\n\n\
                      - one **item**\n- two\n  - deep\n\n1. first\n2. second\n\n> Quoted words.\n\n![A picture](p.png)\n\n\
                      | a | b |\n|---|---|\n| c | d |\n\n<b>Done</b> & dusted.\n";
        insta::assert_snapshot!(plain(source), @r#"
        Lumen buys Brightwater

        Lumen said on Monday it agreed to pay.
        More:

        - one item
        - two
        - deep

        - first
        - second

        Quoted words.

        a	b
        c	d

        Done & dusted.
        "#);
    }

    #[test]
    fn front_matter_tells_what_is_known() {
        let source = "---\ntitle: \"Lumen: a deal\"\nurl: https://a.example/1\npublisher: The Courier\npublished: 2026-04-27\n\
                      tags: [a, b]\n---\n\nLumen agreed.\n";
        let document = documents(source, "f.md").remove(0).unwrap();
        assert_eq!(document.text, "Lumen agreed.");
        assert_eq!(document.meta.title.as_deref(), Some("Lumen: a deal"));
        assert_eq!(document.meta.publisher.as_deref(), Some("The Courier"));
        assert_eq!(document.meta.url.as_deref(), Some("https://a.example/1"));
        assert_eq!(document.meta.published.map(|day| day.to_string()).as_deref(), Some("2026-04-27"));
    }

    #[test]
    fn wrong_front_matter_is_told_with_its_place_and_the_rest_is_read() {
        let shown = |source: &str| -> Vec<String> {
            let outcomes = documents(source, "f.md");
            outcomes
                .into_iter()
                .map(|outcome| outcome.map_or_else(|problem| problem.to_string(), |d| d.text))
                .collect()
        };
        insta::assert_snapshot!(shown("---\ntitle: a: b\nurl: x\n---\nHi there.\n").join("\n"), @r#"
        f.md:2:9: the front matter is left out: mapping values are not allowed in this context (lines are `key: value`; a value with a colon needs quotes)
        Hi there.
        "#);
        insta::assert_snapshot!(shown("---\ntitle: a\npublished: soon\n---\nHi there.\n").join("\n"), @r#"
        f.md:3:12: "soon" is not a date (write it as 2026-04-27)
        Hi there.
        "#);
        let unclosed = shown("---\ntitle: [a\n---\nHi there.\n");
        assert!(
            unclosed[0].starts_with("f.md:") && unclosed[0].contains("the front matter is left out"),
            "{unclosed:?}"
        );
        assert_eq!(unclosed[1..], ["Hi there."]);
        assert_eq!(shown("---\ntitle: a\n---\n\n"), ["f.md: the file is empty below its front matter"]);
    }
}
