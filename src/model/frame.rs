//! Relations with named roles that a text evokes.

use super::{EntityIx, Modality, Span, Value};

/// A relation with named roles, evoked by one sentence of one document.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// The kind, as the ontology's prefixed name: `pact:Investment`.
    pub kind: String,
    /// The roles in the order of the ontology, as prefixed names: `pact:investor`; each with one filler or more.
    pub roles: Vec<(String, Vec<Filler>)>,
    /// How the text holds it.
    pub modality: Modality,
    /// Who is quoted as saying it.
    pub attributed_to: Option<EntityIx>,
    /// Index of the sentence.
    pub sentence: usize,
    /// The words that prove it.
    pub evidence: Span,
    /// The words that evoked it.
    pub trigger: Span,
    /// The frame definition that found it: `invest`.
    pub rule: String,
    /// Between 0 and 1.
    pub confidence: f64,
}

/// Index into a document's frames.
pub type FrameIx = usize;

/// What fills a role, and where the text says it.
#[derive(Clone, Debug, PartialEq)]
pub struct Filler {
    /// What.
    pub value: FillerValue,
    /// Where.
    pub span: Span,
}

/// What can fill a role.
#[derive(Clone, Debug, PartialEq)]
pub enum FillerValue {
    /// An entity of the document.
    Entity(EntityIx),
    /// A date, an amount.
    Value(Value),
    /// Words of the text: a subject matter, a condition.
    Text(String),
    /// Yes or no: exclusive, capped.
    Flag(bool),
    /// An individual of the ontology: `pact:Announced`.
    Term(String),
    /// Another frame of the same document: the agreement that a term belongs to.
    Frame(FrameIx),
}

impl Frame {
    /// The fillers of `role`, none if it has none.
    #[must_use]
    pub fn fillers(&self, role: &str) -> &[Filler] {
        self.roles.iter().find(|(name, _)| name == role).map_or(&[], |(_, fillers)| fillers)
    }
}
