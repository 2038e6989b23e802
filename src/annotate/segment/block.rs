//! Lines to blocks: paragraphs, headings, items of lists.

use crate::model::{SentenceKind, Span};

/// A stretch of text in which no sentence crosses the edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// Without white space around it and without its mark.
    pub(super) span: Span,
    /// `Heading` if marked so, `Item` if marked so, else `Prose`.
    pub(super) kind: SentenceKind,
}

/// The blocks of `text`, in order.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    for paragraph in paragraphs(text) {
        if is_wrapped(&paragraph, text) {
            let span = paragraph[0].join(paragraph[paragraph.len() - 1]);
            cut_at_marks(text, span, &mut blocks);
        } else {
            for line in joined(&paragraph, text) {
                cut_at_marks(text, line, &mut blocks);
            }
        }
    }
    blocks
}

/// Runs of lines without an empty one between them.
fn paragraphs(text: &str) -> Vec<Vec<Span>> {
    let mut paragraphs = vec![Vec::new()];
    let mut offset = 0;
    for line in text.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}']) {
        let span = trimmed(text, Span::new(offset, offset + line.len()));
        offset += line.len();
        if !span.is_empty() {
            paragraphs.last_mut().expect("never empty").push(span);
        } else if !line.ends_with('\r') && paragraphs.last().is_some_and(|lines| !lines.is_empty()) {
            paragraphs.push(Vec::new());
        }
    }
    paragraphs.retain(|lines| !lines.is_empty());
    paragraphs
}

/// Whether the lines were broken at a fixed width, as in mail: three or more, all but the last about equally long.
fn is_wrapped(lines: &[Span], text: &str) -> bool {
    let Some((_, full)) = lines.split_last() else { return false };
    let lengths = || full.iter().map(|line| line.of(text).chars().count());
    full.len() >= 2
        && lengths().all(|length| (50..=100).contains(&length))
        && lengths().max().zip(lengths().min()).is_some_and(|(longest, shortest)| longest - shortest <= 24)
        && lines.iter().all(|line| mark(line.of(text)).is_none())
        && full.iter().any(|line| line.of(text).ends_with(|c: char| c.is_lowercase() || c == ','))
}

/// Lines, with those joined that go on in lower case after a line that has no end.
fn joined(lines: &[Span], text: &str) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::new();
    for &line in lines {
        let goes_on = line.of(text).starts_with(char::is_lowercase);
        match joined.last_mut() {
            Some(last) if goes_on && last.of(text).ends_with(|c: char| c.is_alphanumeric() || c == ',') => {
                last.end = line.end;
            }
            _ => joined.push(line),
        }
    }
    joined
}

/// Cuts where a heading or an item begins within the line, and takes the marks off.
fn cut_at_marks(text: &str, line: Span, blocks: &mut Vec<Block>) {
    let list = line.of(text).starts_with("- ");
    let mut start = line.start;
    for (at, c) in line.of(text).char_indices() {
        let here = line.start + at;
        if here > start
            && (c == '|'
                || c == '•'
                || (c == '#' && follows_space(text, here) && is_heading(&text[here..line.end])))
            || (list && here > start && c == '-' && is_inline_item(text, here, line.end))
        {
            push(text, Span::new(start, here), blocks);
            start = if c == '|' { here + 1 } else { here };
        }
    }
    push(text, Span::new(start, line.end), blocks);
}

fn push(text: &str, span: Span, blocks: &mut Vec<Block>) {
    let span = trimmed(text, span);
    let (length, kind) = mark(span.of(text)).unwrap_or((0, SentenceKind::Prose));
    let span = trimmed(text, Span::new(span.start + length, span.end));
    if !span.is_empty() {
        blocks.push(Block { span, kind });
    }
}

/// The mark that `text` begins with: its length in bytes and what it marks.
fn mark(text: &str) -> Option<(usize, SentenceKind)> {
    let hashes = text.len() - text.trim_start_matches('#').len();
    if is_heading(text) {
        return Some((hashes, SentenceKind::Heading));
    }
    let first = text.chars().next()?;
    let spaced = text[first.len_utf8()..].starts_with(char::is_whitespace);
    if "•▪‣◦●·".contains(first) || ("-*–—>+|".contains(first) && spaced) {
        return Some((first.len_utf8(), SentenceKind::Item));
    }
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let after = &text[digits..];
    let numbered = (1..=2).contains(&digits) && (after.starts_with(". ") || after.starts_with(") "));
    numbered.then_some((digits + 1, SentenceKind::Item))
}

fn is_heading(text: &str) -> bool {
    let rest = text.trim_start_matches('#');
    (1..=6).contains(&(text.len() - rest.len())) && rest.starts_with(' ')
}

fn follows_space(text: &str, at: usize) -> bool {
    text[..at].ends_with(char::is_whitespace)
}

/// A hyphen between spaces before a capital: in a line that begins with one, the next item.
fn is_inline_item(text: &str, at: usize, end: usize) -> bool {
    let Some(rest) = text[at..end].strip_prefix("- ") else { return false };
    let before = text[..at].trim_end();
    follows_space(text, at)
        && rest.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "\"“$€£".contains(c))
        && before.ends_with(|c: char| ".!?)”\"".contains(c))
}

/// `span` without the white space around it.
pub(super) fn trimmed(text: &str, span: Span) -> Span {
    let inner = span.of(text);
    let start = span.start + (inner.len() - inner.trim_start().len());
    Span::new(start, start + inner.trim().len())
}
