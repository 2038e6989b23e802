//! Words in lower case, without making new ones where it can be helped.

use std::borrow::Cow;

/// `word` in lower case.
#[must_use]
pub fn lower(word: &str) -> Cow<'_, str> {
    let is_lower = word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if is_lower { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) }
}

/// Whether `lower` is `word` in lower case.
#[must_use]
pub fn is_lower_of(lower: &str, word: &str) -> bool {
    word.eq_ignore_ascii_case(lower) || !word.is_ascii() && word.to_lowercase() == lower
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_the_same_whatever_their_case() {
        for (word, low) in [("DEAL", "deal"), ("deal", "deal"), ("Élan", "élan"), ("4.5B", "4.5b"), ("", "")]
        {
            assert_eq!(lower(word), low);
            assert!(is_lower_of(low, word));
        }
        assert!(!is_lower_of("deal", "deals"));
    }
}
