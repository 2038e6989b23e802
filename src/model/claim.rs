//! What documents say, triple by triple, and what comes of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::iter::repeat_n;

use jiff::civil;

use super::{Date, DocumentId, Qualifier, slug};

/// Identifier of a node below the base of the graph's resources: `investment/amazon-openai`.
pub type Id = String;

/// One triple as **one document** says it, with its evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// What it is about.
    pub subject: Id,
    /// The role, as the ontology's prefixed name: `pact:investor`, `rdf:type`.
    pub predicate: String,
    /// What it says.
    pub object: Object,
    /// How the text holds it.
    pub modality: Modality,
    /// Who is quoted as saying it.
    pub attributed_to: Option<Id>,
    /// Between 0 and 1.
    pub confidence: f64,
    /// Where it says so.
    pub evidence: Evidence,
}

/// Document, place and rule behind a claim.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Evidence {
    /// The document.
    pub document: DocumentId,
    /// The words, exactly.
    pub exact: String,
    /// First character of `exact` in the document's text, in Unicode code points.
    pub start: usize,
    /// The character after its last.
    pub end: usize,
    /// First character of the whole sentence.
    pub sentence_start: usize,
    /// The character after the sentence's last.
    pub sentence_end: usize,
    /// What found it: a frame's id (`invest`) or a recogniser's name.
    pub rule: String,
}

/// The object of a claim.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Object {
    /// A node of the graph, by its id: an entity, a frame.
    Node(Id),
    /// A class or individual of an ontology, by prefixed name: `pact:Investment`, `pact:Announced`.
    Term(String),
    /// Words.
    Text(String),
    /// Yes or no.
    Flag(bool),
    /// A date as exact as the text.
    Date(Date),
    /// A number.
    Number(rust_decimal::Decimal),
    /// An address on the web.
    Url(String),
    /// An amount of money; a node of its own in the graph.
    Money {
        /// In whole units of the currency.
        value: rust_decimal::Decimal,
        /// ISO 4217 code.
        currency: String,
        /// How exact.
        qualifier: Qualifier,
        /// The other end of a range.
        to: Option<rust_decimal::Decimal>,
        /// "share", "year".
        per: Option<String>,
    },
}

/// How a text holds what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Modality {
    /// As a fact.
    #[default]
    Asserted,
    /// As a fact somebody else says.
    Reported,
    /// As something to come: "plans to", "will", "agreed to".
    Planned,
    /// As something that may be: "could", "is weighing".
    Hypothetical,
    /// As not so.
    Denied,
}

/// How a statement stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rank {
    /// True now.
    Preferred,
    /// True, maybe past.
    Normal,
    /// Wrong, rejected or superseded.
    Deprecated,
}

/// A claim fused over all documents.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// What it is about.
    pub subject: Id,
    /// The role.
    pub predicate: String,
    /// What is so.
    pub object: Object,
    /// How it stands.
    pub rank: Rank,
    /// How the best of its claims holds it.
    pub modality: Modality,
    /// The claims behind it: indices into the claims that were fused.
    pub references: Vec<usize>,
    /// Who says it, independently of each other.
    pub voices: Voices,
    /// Earliest dateline.
    pub first_reported: Option<civil::Date>,
    /// Latest dateline.
    pub last_reported: Option<civil::Date>,
}

/// Who says something, independently of each other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Voices {
    /// Those with a name.
    pub named: Vec<Voice>,
    /// Documents that speak for themselves, since their publisher is not known and none is a copy of another: how many of
    /// them by the bits of the confidence of their surest claim.
    pub alone: BTreeMap<u64, usize>,
}

/// Documents that count as one: by one publisher, or copies of one text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Voice {
    /// Their publishers, as the documents name them.
    pub publishers: BTreeSet<String>,
    /// Those of them whose publisher is not known.
    pub documents: BTreeSet<DocumentId>,
    /// How sure the surest of their claims is: between 0 and 1.
    pub surest: f64,
}

impl Voices {
    /// How many they are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.named.len() + self.alone.values().sum::<usize>()
    }

    /// How sure they are together, between 0 and 1: one minus the product of their doubts (noisy-or; Pearl,
    /// *Probabilistic Reasoning in Intelligent Systems*, 1988, section 4.3.2), taken in a fixed order, since products of
    /// floating-point numbers depend on it.
    #[must_use]
    pub fn confidence(&self) -> f64 {
        let alone = self.alone.iter().flat_map(|(&bits, &many)| repeat_n(f64::from_bits(bits), many));
        let mut surest: Vec<f64> = self.named.iter().map(|voice| voice.surest).chain(alone).collect();
        surest.sort_by(f64::total_cmp);
        1.0 - surest.into_iter().map(|confidence| 1.0 - confidence.clamp(0.0, 1.0)).product::<f64>()
    }
}

/// Two claims or more that cannot hold at the same time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// What kind.
    pub kind: ConflictKind,
    /// What it is about.
    pub subject: Id,
    /// What the second side is about, if that is told of another node.
    pub with: Option<Id>,
    /// The role in which they disagree.
    pub predicate: String,
    /// The sides: each a list of indices into the claims that were fused.
    pub sides: Vec<Vec<usize>>,
}

/// What a conflict is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConflictKind {
    /// Different values.
    Value,
    /// Different dates.
    Date,
    /// Denied against asserted.
    Polarity,
    /// Planned against done.
    Modality,
    /// Total against part.
    Scope,
}

impl Object {
    /// As decisions address it, and as it stands in an IRI: a node's id (`company/openai`, also of an amount of money:
    /// `amount/usd-upto-50000000000`, `amount/eur-5-to-7-per-year`), a term's prefixed name, else the text itself.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::Node(text) | Self::Term(text) | Self::Text(text) | Self::Url(text) => text.clone(),
            Self::Flag(flag) => flag.to_string(),
            Self::Date(date) => date.to_string(),
            Self::Number(number) => number.normalize().to_string(),
            Self::Money { value, currency, qualifier, to, per } => {
                let qualifier = match qualifier {
                    Qualifier::Exact => String::new(),
                    other => format!("-{}", other.as_str().to_lowercase()),
                };
                let to = to.map(|to| format!("-to-{}", to.normalize())).unwrap_or_default();
                let per = per.as_ref().map(|per| format!("-per-{}", slug(per))).unwrap_or_default();
                format!("amount/{}{qualifier}-{}{to}{per}", currency.to_lowercase(), value.normalize())
            }
        }
    }
}

impl Modality {
    /// As JSON Lines write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Reported => "reported",
            Self::Planned => "planned",
            Self::Hypothetical => "hypothetical",
            Self::Denied => "denied",
        }
    }

    /// Whether the text holds it as a fact, its own or somebody's.
    #[must_use]
    pub const fn is_fact(self) -> bool {
        matches!(self, Self::Asserted | Self::Reported)
    }

    /// All of them, strongest first.
    pub const ALL: [Self; 5] =
        [Self::Asserted, Self::Reported, Self::Planned, Self::Hypothetical, Self::Denied];
}

impl ConflictKind {
    /// As queries write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Date => "date",
            Self::Polarity => "polarity",
            Self::Modality => "modality",
            Self::Scope => "scope",
        }
    }
}

impl fmt::Display for Modality {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
