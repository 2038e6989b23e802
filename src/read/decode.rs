//! Bytes to characters.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};

use super::{Format, warning};
use crate::model::Diagnostic;

/// How far into a page its `<meta charset>` may stand, as the HTML standard has it.
const META_WITHIN: usize = 1024;
/// One control character in so many characters is still text.
const CONTROLS: usize = 100;

/// The text of `bytes`: by its byte order mark; else UTF-8 if it is valid UTF-8; else the encoding that a page names;
/// else the likeliest one. Only the mark is dropped.
///
/// # Errors
/// If it is no text, or damaged.
pub(super) fn decode(bytes: &[u8], format: Format, location: &str) -> Result<String, Diagnostic> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return strict(&bytes[mark..], encoding, location).and_then(|text| plain(text, location));
    }
    if bytes.contains(&0) {
        let problem = warning(location, "the file is not text: it has zero bytes");
        return Err(problem.hint("UTF-16 needs its byte order mark"));
    }
    if let Ok(text) = str::from_utf8(bytes) {
        return plain(text.to_owned(), location);
    }
    if let Some(at) = damaged_utf8(bytes) {
        let (line, column) = line_column(bytes, at);
        let message =
            format!("line {line}, column {column}: the byte {:#04x} is not UTF-8, the rest is", bytes[at]);
        return Err(warning(location, message).hint("the file is damaged: get it again"));
    }
    let named = if format == Format::Html { named_in_page(bytes) } else { None };
    strict(bytes, named.unwrap_or_else(|| likeliest(bytes)), location).and_then(|text| plain(text, location))
}

fn strict(bytes: &[u8], encoding: &'static Encoding, location: &str) -> Result<String, Diagnostic> {
    match encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) => Ok(text.into_owned()),
        None => {
            Err(warning(location, format!("the text is not sound {}", encoding.name()))
                .hint("save it as UTF-8"))
        }
    }
}

/// Refuses what decodes but has more control characters than any text.
fn plain(text: String, location: &str) -> Result<String, Diagnostic> {
    let controls = text.chars().filter(|&c| c == '\0' || c.is_control() && !c.is_whitespace()).count();
    if controls > text.chars().count() / CONTROLS {
        return Err(warning(location, format!("the file is not text: it has {controls} control characters")));
    }
    Ok(text)
}

/// The first bad byte of a text that is UTF-8 for the most part: more good characters of several bytes than bad bytes.
fn damaged_utf8(bytes: &[u8]) -> Option<usize> {
    let (mut good, mut bad, mut at, mut first) = (0, 0, 0, None);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        at += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            bad += 1;
            first.get_or_insert(at);
        }
        at += chunk.invalid().len();
    }
    first.filter(|_| good > bad)
}

fn line_column(bytes: &[u8], at: usize) -> (usize, usize) {
    let before = String::from_utf8_lossy(&bytes[..at]);
    let line = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count() + 1, line.chars().count() + 1)
}

/// The encoding of `<meta charset="…">` or of `content="text/html; charset=…"`.
fn named_in_page(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(META_WITHIN)]).to_ascii_lowercase();
    let (_, after) = head.split_once("charset=")?;
    let label = after.trim_start_matches(['"', '\'']);
    let end = label.find(|c: char| !c.is_ascii_alphanumeric() && !"-_:".contains(c)).unwrap_or(label.len());
    // A page that could be read far enough to see the name is not UTF-16, whatever it says.
    Encoding::for_label(&label.as_bytes()[..end])
        .filter(|named| named.is_ascii_compatible() && *named != UTF_8)
}

fn likeliest(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        decode(bytes, Format::Text, "f").unwrap_or_else(|problem| problem.to_string())
    }

    #[test]
    fn encodings_by_mark_by_name_and_by_likelihood() {
        assert_eq!(text("\u{feff}Zürich".as_bytes()), "Zürich");
        assert_eq!(text(b"\xff\xfeH\0i\0"), "Hi");
        assert_eq!(text(b"\xfe\xff\0H\0i"), "Hi");
        assert_eq!(text(b"The caf\xe9 said \x93yes\x94 to the offer"), "The café said “yes” to the offer");
        let page = b"<meta charset=\"windows-1251\"><p>\xcf\xf0\xe8\xe2\xe5\xf2";
        assert!(decode(page, Format::Html, "f").is_ok_and(|text| text.ends_with("Привет")));
    }

    #[test]
    fn line_ends_stay() {
        assert_eq!(text(b"One\r\nTwo\rThree\n"), "One\r\nTwo\rThree\n");
    }

    #[test]
    fn damage_is_shown_in_its_place() {
        let mut bytes = "Zürich\nund Köln – ".as_bytes().to_vec();
        bytes.push(0xff);
        assert_eq!(
            text(&bytes),
            "f: line 2, column 12: the byte 0xff is not UTF-8, the rest is (the file is damaged: get it again)"
        );
        assert!(
            text(b"\x01\x02\x03\x04").starts_with("f: the file is not text: it has 4 control characters")
        );
    }
}
