//! Sentences to tokens, as the English treebanks of Universal Dependencies cut them.

use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use super::sentence::{is_abbreviation, source_len};
use crate::model::{Span, Token, lower};
use crate::pack::lexicon::Segmentation;

/// The tokens of the sentence at `span`. Bracketed sources are left out unless the sentence is one (`keep_sources`).
pub(super) fn tokens(text: &str, span: Span, keep_sources: bool, words: &Segmentation) -> Vec<Token> {
    let mut cutter = Cutter { text, end: span.end, at: span.start, words, tokens: Vec::new() };
    while cutter.at < span.end {
        let rest = cutter.rest();
        let Some(c) = rest.chars().next() else { break };
        let skipped = if c.is_whitespace() {
            Some(c.len_utf8())
        } else if rest.starts_with("**") {
            Some(2)
        } else {
            source_len(rest).filter(|_| !keep_sources).or_else(|| note_len(rest))
        };
        match skipped {
            Some(length) => cutter.at += length,
            None => cutter.token(c),
        }
    }
    cutter.tokens
}

/// Bytes of the note number that `text` begins with: "[12]".
fn note_len(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('[')?;
    let end = inner.find(']')?;
    ((1..=3).contains(&end) && inner[..end].bytes().all(|byte| byte.is_ascii_digit())).then_some(end + 2)
}

struct Cutter<'a> {
    text: &'a str,
    end: usize,
    at: usize,
    words: &'a Segmentation,
    tokens: Vec<Token>,
}

impl<'a> Cutter<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..self.end]
    }

    fn push(&mut self, length: usize) {
        self.tokens.push(Token { span: Span::new(self.at, self.at + length) });
        self.at += length;
    }

    /// Cuts the token that begins here, with `c`.
    fn token(&mut self, c: char) {
        let rest = self.rest();
        if let Some(length) = address_len(rest).or_else(|| currency_len(rest)) {
            return self.push(length);
        }
        let next = rest[c.len_utf8()..].chars().next();
        let joins_letter = "#@".contains(c) && next.is_some_and(char::is_alphabetic);
        let joins_digit = is_apostrophe(c) && next.is_some_and(|next| next.is_ascii_digit());
        if c.is_alphanumeric() || joins_letter || joins_digit {
            return self.word();
        }
        if is_apostrophe(c) && self.tokens.last().is_some_and(|last| last.span.end == self.at) {
            let letters = rest[c.len_utf8()..].chars().take_while(|c| c.is_alphabetic()).count();
            let clitic = rest.chars().take(letters + 1).collect::<String>();
            if clitic_len(&clitic) == Some(clitic.len()) {
                return self.push(clitic.len());
            }
        }
        let same = rest.len() - rest.trim_start_matches(c).len();
        if ".!?-*=~_".contains(c) && same > 1 {
            return self.push(same);
        }
        self.push(rest.graphemes(true).next().map_or(c.len_utf8(), str::len));
    }

    /// Cuts a word, its full stop if it has one of its own, and the clitics at its end.
    fn word(&mut self) {
        let rest = self.rest();
        let mut length = word_len(rest, self.words);
        let word = &rest[..length];
        if rest[length..].starts_with('.') && self.has_stop(word, &rest[length + 1..]) {
            return self.push(length + 1);
        }
        if let Some(pieces) = self.words.cut.get(&*lower(word)) {
            for piece in pieces {
                self.push(piece.len());
            }
            return;
        }
        let mut clitics = Vec::new();
        while let Some(clitic) = clitic_len(&rest[..length]) {
            clitics.push(clitic);
            length -= clitic;
        }
        self.push(length);
        for clitic in clitics.into_iter().rev() {
            self.push(clitic);
        }
    }

    /// Whether the full stop between `word` and `after` belongs to the word.
    fn has_stop(&self, word: &str, after: &str) -> bool {
        let follows = after.trim_start();
        let last = follows.trim_start_matches(['"', '”', '’', '\'', ')', ']']).is_empty();
        let initial = word.chars().count() == 1 && word.starts_with(char::is_uppercase);
        is_abbreviation(word, self.words)
            || (!last && initial)
            || (self.words.before_number.contains(&lower(word))
                && follows.starts_with(|c: char| c.is_ascii_digit()))
    }
}

/// Bytes of the word that `text` begins with, clitics included, without a full stop at its end.
fn word_len(text: &str, words: &Segmentation) -> usize {
    let first = text.chars().next().map_or(0, char::len_utf8);
    let mut end = first;
    let mut previous = text.chars().next().unwrap_or(' ');
    for (at, c) in text.char_indices().skip(1) {
        let next = text[at + c.len_utf8()..].chars().next().unwrap_or(' ');
        let joins = match c {
            '_' | '@' => true,
            '+' => !next.is_alphanumeric(),
            ',' | ':' | '/' => previous.is_ascii_digit() && next.is_ascii_digit(),
            '.' | '&' => previous.is_alphanumeric() && next.is_alphanumeric(),
            '-' => {
                previous.is_alphanumeric()
                    && next.is_alphanumeric()
                    && keeps_hyphen(&text[..at], &text[at + 1..], words)
            }
            _ if is_apostrophe(c) => previous.is_alphanumeric() && next.is_alphabetic(),
            _ => c.is_alphanumeric() || is_combining_mark(c) || c == '\u{200d}',
        };
        if !joins {
            break;
        }
        end = at + c.len_utf8();
        previous = c;
    }
    end
}

/// Whether the hyphen between the two stays in one token: after a prefix, in a date, in a telephone number.
fn keeps_hyphen(before: &str, after: &str, words: &Segmentation) -> bool {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let tail = before.rsplit('-').next().unwrap_or(before);
    let number = digits(tail) == tail.len();
    let iso = number && (tail.len() == 4 || before.contains('-')) && digits(after) == 2;
    let telephone = number && tail.len() == 3 && (3..=4).contains(&digits(after));
    iso || telephone || (after.starts_with(char::is_alphabetic) && words.prefixes.contains(&lower(before)))
}

/// Bytes of the clitic that `word` ends with: "n't", "'s", "’ll".
fn clitic_len(word: &str) -> Option<usize> {
    let at = word.rfind(is_apostrophe)?;
    let mark = word[at..].chars().next()?;
    let letters = word[at + mark.len_utf8()..].to_ascii_lowercase();
    match letters.as_str() {
        "s" | "m" | "d" | "re" | "ve" | "ll" => Some(word.len() - at),
        "t" if at > 1 && word[..at].ends_with(['n', 'N']) => Some(word.len() - at + 1),
        _ => None,
    }
}

/// Bytes of the currency sign that `text` begins with, its letters included: "US$", "HK$".
fn currency_len(text: &str) -> Option<usize> {
    let letters = text.bytes().take_while(u8::is_ascii_uppercase).count();
    ((1..=3).contains(&letters) && text[letters..].starts_with('$')).then_some(letters + 1)
}

/// Bytes of the web or mail address that `text` begins with.
fn address_len(text: &str) -> Option<usize> {
    let run = text.split(|c: char| c.is_whitespace() || "<>\"”“’‘()[]—…,;".contains(c)).next()?;
    let run = run.trim_end_matches(['.', ':', '!', '?', '\'', '*']);
    let scheme = ["http://", "https://", "ftp://", "www.", "mailto:"];
    let is_web = scheme
        .iter()
        .any(|scheme| run.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)));
    let (user, host) = run.split_once('@').unwrap_or_default();
    let is_mail = !user.is_empty()
        && host.contains('.')
        && host.chars().all(|c| c.is_ascii_alphanumeric() || ".-".contains(c));
    let (site, path) = run.split_once('/').unwrap_or_default();
    let is_path = site.starts_with(char::is_alphanumeric) && is_host(site) && !path.is_empty();
    (is_web || is_mail || is_path).then_some(run.len())
}

fn is_host(text: &str) -> bool {
    text.rsplit_once('.').is_some_and(|(name, top)| {
        name.chars().all(|c| c.is_ascii_alphanumeric() || ".-".contains(c))
            && (2..=6).contains(&top.len())
            && top.chars().all(|c| c.is_ascii_lowercase())
    })
}

const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '`' | '‘')
}
