//! Names as parts of readable, deterministic IRIs.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// `text` in lower case, accents taken off, everything but letters and digits turned into single hyphens:
/// "Crédit Agricole S.A." is `credit-agricole-s-a`. Empty if `text` has no letter or digit.
#[must_use]
pub fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfkd().filter(|&c| !is_combining_mark(c) && c != '\'' && c != '’') {
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

/// A name of the ontology in lower case, with `mark` between its words: with a hyphen `JobTitle` is "job-title".
#[must_use]
pub fn parted(name: &str, mark: char) -> String {
    let mut out = String::with_capacity(name.len() + 2);
    for c in name.chars() {
        if c.is_uppercase() && !out.is_empty() {
            out.push(mark);
        }
        out.extend(c.to_lowercase());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_the_ontology_come_apart() {
        assert_eq!(parted("JobTitle", '-'), "job-title");
        assert_eq!(parted("MinCount", ' '), "min count");
    }

    #[test]
    fn names_become_readable() {
        assert_eq!(slug("Crédit Agricole S.A."), "credit-agricole-s-a");
        assert_eq!(slug("McDonald’s"), "mcdonalds");
        assert_eq!(slug(" -- "), "");
        assert_eq!(slug("GPT-4.1 mini"), "gpt-4-1-mini");
    }
}
