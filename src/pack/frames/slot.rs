//! Places in the grammar around a trigger.

use std::fmt;

use serde::Deserialize;

/// A place in the grammar, seen from the word that evokes a frame. Passive, relative clause, infinitive, participle and
/// coordination are undone before a slot is looked up, so that "subject" is who acts.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum Slot {
    /// Who acts: the subject, or the agent of a passive.
    Subject,
    /// What is acted on: the object, or the subject of a passive.
    Object,
    /// To whom: "grants *Lumen* a licence".
    Indirect,
    /// Whose: "*Lumen*'s investment".
    Possessor,
    /// Whose, right before it: "*Lumen*'s Kestrel", but not "Lumen's rival Kestrel".
    PossessorBeside,
    /// A noun in front: "the *Lumen* deal".
    Compound,
    /// What stands beside it, explaining it: "Lumen, *a maker of lamps*".
    Apposition,
    /// What the trigger stands in front of or explains: "chief executive *Jane Doe*".
    Head,
    /// The clause that completes it: "said *that it would sell*".
    Complement,
    /// What is said of it: "the price is *$5 million*", "the contract is thought to be worth *$9 million*".
    Predicate,
    /// The verb that the trigger's phrase hangs on: "*raised* money at a valuation of $2 billion".
    Above,
    /// Who makes the product that is meant: `object/maker` is "ordered 30 *Lumen* K9 jets".
    Maker,
    /// The words of the trigger with all that depends on them.
    Own,
    /// The nearest mention before it in the same sentence.
    Before,
    /// The nearest mention after it in the same sentence.
    After,
    /// The name right before it, nouns between: "*Lumen* chief executive", "*Lumen* grid division general manager".
    BeforeBeside,
    /// The mention right after it, if need be after a comma: "its unit *Kestrel*".
    AfterBeside,
    /// A mention in the same clause.
    Clause,
    /// A mention anywhere in the sentence.
    Sentence,
    /// When, seen from the clause.
    Time,
    /// When the clause above was: "said *on Monday* that it was available".
    TimeAbove,
    /// The same role of a frame told before, or elsewhere in the document, of this kind: `@pact:Acquisition.pact:target`.
    Told {
        /// The kind of that frame.
        kind: String,
        /// Its role.
        role: String,
    },
    /// A place seen from another: `to/possessor` is "a licence to *Lumen*'s patents".
    Path(Box<Slot>, Box<Slot>),
    /// A phrase with this preposition: "in", "to", "according to".
    Preposition(String),
}

impl TryFrom<String> for Slot {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        if let (Some((first, rest)), false) = (text.split_once('/'), text.starts_with('@')) {
            let path = |part: &str| Self::try_from(part.to_owned()).map(Box::new);
            return Ok(Self::Path(path(first)?, path(rest)?));
        }
        Ok(match text.as_str() {
            "subject" => Self::Subject,
            "object" => Self::Object,
            "indirect" => Self::Indirect,
            "possessor" => Self::Possessor,
            "possessor:beside" => Self::PossessorBeside,
            "compound" => Self::Compound,
            "apposition" => Self::Apposition,
            "head" => Self::Head,
            "complement" => Self::Complement,
            "predicate" => Self::Predicate,
            "above" => Self::Above,
            "maker" => Self::Maker,
            "own" => Self::Own,
            "before:mention" => Self::Before,
            "after:mention" => Self::After,
            "before:beside" => Self::BeforeBeside,
            "after:beside" => Self::AfterBeside,
            "clause" => Self::Clause,
            "sentence" => Self::Sentence,
            "time" => Self::Time,
            "time:above" => Self::TimeAbove,
            told if told.starts_with('@') => told[1..]
                .split_once('.')
                .map(|(kind, role)| Self::Told { kind: kind.to_owned(), role: role.to_owned() })
                .ok_or_else(|| format!("`{told}` should be `@KIND.ROLE`"))?,
            word if word.chars().all(|c| c.is_ascii_lowercase() || c == ' ') && !word.is_empty() => {
                Self::Preposition(text)
            }
            other => return Err(format!("`{other}` is no place in the grammar and no preposition")),
        })
    }
}

impl Slot {
    /// Whether it is who makes the product at a place.
    #[must_use]
    pub fn tells_maker(&self) -> bool {
        match self {
            Self::Maker => true,
            Self::Path(_, rest) => rest.tells_maker(),
            _ => false,
        }
    }
}

impl fmt::Display for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Subject => "subject",
            Self::Object => "object",
            Self::Indirect => "indirect",
            Self::Possessor => "possessor",
            Self::PossessorBeside => "possessor:beside",
            Self::Compound => "compound",
            Self::Apposition => "apposition",
            Self::Head => "head",
            Self::Complement => "complement",
            Self::Predicate => "predicate",
            Self::Above => "above",
            Self::Maker => "maker",
            Self::Own => "own",
            Self::Before => "before:mention",
            Self::After => "after:mention",
            Self::BeforeBeside => "before:beside",
            Self::AfterBeside => "after:beside",
            Self::Clause => "clause",
            Self::Sentence => "sentence",
            Self::Time => "time",
            Self::TimeAbove => "time:above",
            Self::Told { kind, role } => return write!(f, "@{kind}.{role}"),
            Self::Path(first, rest) => return write!(f, "{first}/{rest}"),
            Self::Preposition(word) => word,
        })
    }
}
