//! Blocks to sentences.

use super::block::{Block, trimmed};
use crate::model::{SentenceKind, Span};
use crate::pack::lexicon::Segmentation;

/// A sentence before its tokens are cut.
pub(super) struct Piece {
    pub(super) span: Span,
    pub(super) kind: SentenceKind,
}

/// The sentences of a block, in order.
pub(super) fn pieces(text: &str, block: &Block, words: &Segmentation) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut start = block.span.start;
    // A page's date stamp may stand before the dateline.
    for apart in [stamp_len, dateline_len] {
        let opening = Span::new(start, block.span.end).of(text);
        let blank = opening.len() - opening.trim_start().len();
        if let Some(length) = apart(opening.trim_start(), words) {
            let span = trimmed(text, Span::new(start, start + blank + length));
            pieces.push(Piece { span, kind: SentenceKind::Heading });
            start += blank + length;
        }
    }
    let mut kind = block.kind;
    while start < block.span.end {
        let rest = trimmed(text, Span::new(start, block.span.end));
        let inner = rest.of(text);
        let source = source_len(inner);
        let length = source.unwrap_or_else(|| sentence_len(inner, words));
        let span = trimmed(text, Span::new(rest.start, rest.start + length));
        if source.is_some() {
            pieces.push(Piece { span, kind: SentenceKind::Item });
        } else if kind == SentenceKind::Heading {
            // A marked heading that runs into its paragraph ends with its first sentence, or has none of its own.
            let glued = span.of(text).ends_with('.');
            pieces.push(Piece { span, kind: if glued { SentenceKind::Prose } else { kind } });
            kind = SentenceKind::Prose;
        } else {
            pieces.push(Piece { span, kind });
        }
        start = rest.start + length;
    }
    let body = pieces.iter().filter(|piece| source_len(piece.span.of(text)).is_none()).count();
    if let (1, Some(piece)) = (body, pieces.first_mut())
        && piece.kind == SentenceKind::Prose
        && !has_end(piece.span.of(text))
    {
        piece.kind = SentenceKind::Heading;
    }
    pieces
}

/// Bytes of the bracketed source that `text` begins with: "(openai.com)", "(blogs.microsoft.com/post)".
pub(super) fn source_len(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('(').or_else(|| text.strip_prefix('['))?;
    let end = inner.find([')', ']'])?;
    let address = &inner[..end];
    let bare =
        address.strip_prefix("https://").or_else(|| address.strip_prefix("http://")).unwrap_or(address);
    let host = bare.split('/').next().unwrap_or_default();
    let mut labels = host.rsplit('.');
    let top = labels.next().unwrap_or_default();
    let is_host = host.contains('.')
        && (2..=12).contains(&top.len())
        && top.chars().all(|c| c.is_ascii_lowercase())
        && labels
            .all(|label| !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'));
    (is_host && !address.contains(char::is_whitespace)).then_some(end + 2)
}

/// Bytes up to the end of the first sentence of `text`.
fn sentence_len(text: &str, words: &Segmentation) -> usize {
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c == ';' && begins_clause(&text[..at], &text[at + 1..], words) {
            return at + 1;
        }
        if !is_stop(c) {
            continue;
        }
        let run = text[at..].len() - text[at..].trim_start_matches(is_stop).len();
        let closed = text[at + run..].trim_start_matches(is_closer);
        let end = text.len() - closed.len();
        while chars.next_if(|&(next, _)| next < end).is_some() {}
        let stop = Stop {
            before: &text[..at],
            run: &text[at..at + run],
            closers: &text[at + run..end],
            after: closed,
        };
        if stop.ends_sentence(words) {
            return end;
        }
    }
    text.len()
}

/// Whether a semicolon parts two clauses that are as good as sentences: "Lumen will study it; its rival has sued."
fn begins_clause(before: &str, after: &str, words: &Segmentation) -> bool {
    let next = after.trim_start().split(char::is_whitespace).next().unwrap_or_default();
    let open = |marks: [char; 2]| before.rfind(marks[0]) > before.rfind(marks[1]);
    after.starts_with(' ')
        && words.clauses.contains(next)
        && before.matches('"').count().is_multiple_of(2)
        && !open(['(', ')'])
        && !open(['“', '”'])
}

/// A run of full stops or marks, and what stands around it.
struct Stop<'a> {
    before: &'a str,
    run: &'a str,
    closers: &'a str,
    after: &'a str,
}

impl Stop<'_> {
    fn ends_sentence(&self, words: &Segmentation) -> bool {
        if self.after.trim_start().is_empty() {
            return false; // The block's own end.
        }
        if self.after.starts_with(char::is_whitespace) {
            self.ends_before_space(words)
        } else {
            self.is_glued(words)
        }
    }

    fn ends_before_space(&self, words: &Segmentation) -> bool {
        let next = self.after.trim_start();
        if source_len(next).is_some() {
            return true;
        }
        let next = next.trim_start_matches(|c: char| is_opener(c) || c.is_whitespace() || "-•*#".contains(c));
        let first_word = next.split(char::is_whitespace).next().unwrap_or_default();
        let Some(first) = first_word.chars().next() else { return true };
        if ",;:)—–".contains(first) || (first.is_lowercase() && !first_word.chars().any(char::is_uppercase))
        {
            return false;
        }
        let bare = first_word
            .trim_end_matches([',', ':', ';', '.', '’', '\''])
            .trim_end_matches("'s")
            .trim_end_matches("’s");
        if self.run == "!" && words.legal_forms.contains(&bare.to_lowercase()) {
            return false;
        }
        if self.run != "." || self.closers.contains(['"', '”', '’', '\'']) {
            return true;
        }
        let starter = first_word.trim_end_matches(',');
        let opens_quote = self.after.trim_start().starts_with(['"', '“']);
        match Abbreviation::of(self.before, words) {
            Abbreviation::No => !is_enumerator(self.before),
            Abbreviation::Never => false,
            Abbreviation::BeforeNumber => !first.is_ascii_digit(),
            Abbreviation::Maybe => opens_quote || words.starters.contains(starter),
        }
    }

    /// No space after the stop, as a bad export leaves it: "the deal.The company".
    fn is_glued(&self, words: &Segmentation) -> bool {
        let word = last_word(self.before);
        let next: String = self.after.chars().take_while(|c| c.is_alphabetic()).collect();
        let capital = next.starts_with(char::is_uppercase);
        let chained =
            word.contains(['.', '/', '@', ':']) || self.after[next.len()..].starts_with(['.', '/', '@', '-']);
        if !capital || chained || word.is_empty() {
            return false;
        }
        if self.run != "." || !self.closers.is_empty() {
            return true;
        }
        let is_starter = words.starters.contains(&next);
        let plain = word.chars().count() > 2 && word.chars().all(char::is_lowercase);
        is_starter && Abbreviation::of(self.before, words) == Abbreviation::No
            || plain && next.chars().count() > 3 && next.chars().skip(1).all(char::is_lowercase)
    }
}

/// What a full stop after a word may be.
#[derive(PartialEq)]
enum Abbreviation {
    No,
    Never,
    BeforeNumber,
    Maybe,
}

impl Abbreviation {
    /// Of the last word of `before`, which a full stop follows.
    fn of(before: &str, words: &Segmentation) -> Self {
        let word = last_word(before);
        let lower = word.to_lowercase();
        // "J. Doe", but not "the Mach-E. Then".
        let joined = before[..before.len() - word.len()].ends_with('-');
        let initial = word.starts_with(char::is_uppercase) && word.chars().count() == 1 && !joined;
        if words.never_final.contains(&lower) {
            Self::Never
        } else if is_abbreviation(word, words) || initial {
            Self::Maybe
        } else if words.before_number.contains(&lower) {
            Self::BeforeNumber
        } else {
            Self::No
        }
    }
}

/// Whether a full stop after `word` belongs to it wherever it stands.
pub(super) fn is_abbreviation(word: &str, words: &Segmentation) -> bool {
    let lower = word.to_lowercase();
    words.never_final.contains(&lower)
        || words.maybe_final.contains(&lower)
        || (word.starts_with(char::is_uppercase) && words.maybe_final_names.contains(&lower))
        || is_dotted(word)
}

/// Letters with full stops between: "U.S", "a.m", "L.L.C".
fn is_dotted(word: &str) -> bool {
    word.contains('.')
        && word.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic))
}

/// A number that opens the sentence: "1. Terms".
fn is_enumerator(before: &str) -> bool {
    (1..=2).contains(&before.len()) && before.chars().all(|c| c.is_ascii_digit())
}

fn last_word(before: &str) -> &str {
    before
        .rsplit(|c: char| c.is_whitespace() || is_opener(c) || "-–—/".contains(c))
        .next()
        .unwrap_or_default()
}

/// Whether `text` ends as a sentence does, or as one that goes on after a colon.
fn has_end(text: &str) -> bool {
    text.trim_end_matches(is_closer).ends_with(|c| is_stop(c) || ":;,".contains(c))
        || text.ends_with(['"', '”'])
}

const fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？')
}

const fn is_closer(c: char) -> bool {
    matches!(c, '"' | '”' | '’' | '\'' | ')' | ']' | '»' | '*')
}

const fn is_opener(c: char) -> bool {
    matches!(c, '"' | '“' | '‘' | '\'' | '(' | '[' | '«' | '¿' | '¡')
}

/// Bytes of the dateline that `text` begins with, its dash included: "BOSTON, Jan. 3 (Reuters) -".
fn dateline_len(text: &str, words: &Segmentation) -> Option<usize> {
    const LONGEST: usize = 120;
    const DASHES: [&str; 4] = ["--", "–", "—", "- "];
    let mut found = None;
    for (at, c) in text.char_indices().take_while(|&(at, _)| at < LONGEST) {
        let Some(dash) = DASHES.iter().find(|dash| text[at..].starts_with(**dash)) else { continue };
        let spaced = text[..at].ends_with([' ', '\u{a0}', ')', '/']);
        if (c == '-' && *dash == "- " && !spaced) || text[..at].ends_with('-') {
            continue;
        }
        let after = text[at + dash.len()..].trim_start();
        if after.len() >= 20 && starts_sentence(after) && is_dateline(&text[..at], words) {
            found = Some(at + dash.len());
        }
    }
    found
}

/// Bytes of the date stamp that a page leaves before its text: "Posted 2024-05-03 Lumen has …".
fn stamp_len(text: &str, words: &Segmentation) -> Option<usize> {
    let is_date = |word: &str| {
        word.len() == 10
            && word.bytes().enumerate().all(|(at, byte)| match at {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            })
    };
    let mut start = 0;
    for word in text.splitn(3, ' ').take(2) {
        let end = start + word.len();
        if is_date(word) {
            let after = text[end..].strip_prefix(' ')?;
            return (after.len() >= 20 && starts_sentence(after)).then_some(end);
        }
        if words.starters.contains(word) || !word.trim_end_matches(':').chars().all(char::is_alphabetic) {
            return None;
        }
        start = end + 1;
    }
    None
}

fn starts_sentence(text: &str) -> bool {
    let text = text.trim_start_matches(is_opener);
    text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) || text.starts_with(['$', '€', '£'])
}

/// Whether `text` holds nothing but places, dates and agencies, and one of: a date, an agency, a place in capitals.
fn is_dateline(text: &str, words: &Segmentation) -> bool {
    let (mut capitals, mut titles, mut short, mut evidence) = (0, 0, 0, false);
    let mut in_brackets = false;
    let text = text.replace("--", " ");
    for word in text.split(|c: char| c.is_whitespace() || ",–—".contains(c)).filter(|word| !word.is_empty())
    {
        let opens = word.trim_start_matches('-').starts_with(['(', '/']);
        if opens || in_brackets {
            in_brackets = !word.trim_end_matches('-').ends_with([')', '/']);
            evidence = true;
            continue;
        }
        let bare = word.trim_matches(|c: char| c == '.' || c == '-');
        if words.calendar.contains(&bare.to_lowercase()) || bare.chars().all(|c| c.is_ascii_digit()) {
            evidence |= bare.len() != 2 || !bare.starts_with(char::is_uppercase);
        } else if bare == "and" && capitals + titles > 0 {
            // "BOSTON and PARIS, Jan. 3 -"
        } else if bare.chars().all(|c| c.is_uppercase() || ".-&'/".contains(c)) {
            capitals += bare.chars().filter(|c| c.is_alphabetic()).count();
        } else if bare.starts_with(char::is_uppercase) && !words.starters.contains(bare) {
            titles += 1;
            short += usize::from(word.ends_with('.'));
        } else {
            return false;
        }
    }
    // "MCLEAN, Va. -", "TROY, Mich. and DOVER, Del. -", "RENO, Nevada -": towns in capitals and the states they are in.
    let state = short == titles || text.starts_with(|c: char| c.is_uppercase()) && !text.contains(" and ");
    let town = titles == 0 || titles <= 2 && state && text.contains(',');
    !in_brackets && (evidence && titles <= 4 || town && capitals >= 4)
}
