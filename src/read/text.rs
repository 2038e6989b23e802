//! Plain text, taken as it is, and what it says about itself.

use super::dateline;
use crate::model::{Document, Metadata};

/// A heading has at least so many words …
const FEWEST_WORDS: usize = 3;
/// … and at most so many.
const MOST_WORDS: usize = 25;

/// The document of a plain text.
pub(super) fn document(text: String, location: &str) -> Document {
    complete(text, Metadata { location: location.to_owned(), ..Metadata::default() })
}

/// The document of `text`, with the title and the date that the text itself tells where `meta` has none.
pub(super) fn complete(text: String, mut meta: Metadata) -> Document {
    if meta.title.is_none() {
        meta.title = heading(&text).map(str::to_owned);
    }
    if meta.published.is_none() {
        meta.published = dateline::published(&text);
    }
    Document::new(text, meta)
}

/// The first line, or the one after a line that starts with a date, if it reads like a headline and text follows it.
fn heading(text: &str) -> Option<&str> {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next()?;
    let line = if dateline::labelled(first).is_some() { lines.next()? } else { first };
    lines.next()?;
    let words = line.split_whitespace().count();
    let starts = line.starts_with(|c: char| c.is_alphanumeric() || "\"'“‘$€£".contains(c));
    let ends = !line.ends_with(['.', ':', ';', ',', '…']);
    (starts && ends && (FEWEST_WORDS..=MOST_WORDS).contains(&words)).then_some(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(text: &str) -> Option<String> {
        document(text.to_owned(), "f").meta.title
    }

    #[test]
    fn a_first_line_that_reads_like_a_headline_is_the_title() {
        assert_eq!(
            title("Lumen buys Brightwater\n\nThe deal is done.").as_deref(),
            Some("Lumen buys Brightwater")
        );
        assert_eq!(
            title("date 2021-01-14 US Markets\nLumen says yes to a bid\n\nIt is done.").as_deref(),
            Some("Lumen says yes to a bid")
        );
        for none in [
            "Introduction\n\nLong ago.",
            "Lumen bought Brightwater.\nIt did.",
            "Lumen buys Brightwater",
            "- a b c\nd",
        ] {
            assert_eq!(title(none), None, "{none:?}");
        }
    }

    #[test]
    fn the_text_stays_as_it_is() {
        let text = "- item - item\r\n### heading ### text\t*star* ";
        assert_eq!(document(text.to_owned(), "f").text, text);
    }
}
