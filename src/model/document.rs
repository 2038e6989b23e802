//! One text with its source.

use std::fmt;

use jiff::civil;
use sha2::{Digest, Sha256};

/// One text with its source, publisher and publication date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The hash of its content.
    pub id: DocumentId,
    /// The text as read; all spans point into it.
    pub text: String,
    /// What is known about it.
    pub meta: Metadata,
}

/// What is known about a document besides its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Where it was read from: a path as given, or a URL. Not part of the hash.
    pub location: String,
    /// Its headline.
    pub title: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// The dateline: its reported time.
    pub published: Option<civil::Date>,
}

/// The hash of a document's content: the first 16 hexadecimal digits of SHA-256 over its text and metadata.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentId(String);

impl Document {
    /// A document with the hash of its content.
    #[must_use]
    pub fn new(text: String, meta: Metadata) -> Self {
        let id = DocumentId::of(&text, &meta);
        Self { id, text, meta }
    }
}

impl DocumentId {
    fn of(text: &str, meta: &Metadata) -> Self {
        let mut hash = Sha256::new();
        let published = meta.published.map(|date| date.to_string());
        for part in [&meta.title, &meta.url, &meta.publisher, &published] {
            hash.update(part.as_deref().unwrap_or_default());
            hash.update([0]);
        }
        hash.update(text);
        let first = hash.finalize().iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte));
        Self(format!("{first:016x}"))
    }

    /// An id that was read back from a store.
    #[must_use]
    pub fn from_hex(hex: &str) -> Self {
        Self(hex.to_owned())
    }

    /// The hexadecimal digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
