//! Floor 0. Plain types: no input or output, no regular expressions, no RDF.

pub mod annotated;
pub mod case;
pub mod claim;
pub mod decision;
pub mod diagnostic;
pub mod document;
pub mod frame;
pub mod slug;
pub mod span;
pub mod value;

pub use annotated::{
    Annotated, Entity, EntityIx, Mention, MentionIx, MentionKind, Node, Rel, Sentence, SentenceKind, Token,
    Tree, Upos,
};
pub use case::{is_lower_of, lower};
pub use claim::{
    Claim, Conflict, ConflictKind, Evidence, Id, Modality, Object, Rank, Statement, Voice, Voices,
};
pub use decision::{About, Decision, Decisions, Part, Ruling, Said};
pub use diagnostic::{Diagnostic, Place, Severity};
pub use document::{Document, DocumentId, Metadata};
pub use frame::{Filler, FillerValue, Frame, FrameIx};
pub use slug::{parted, slug};
pub use span::{CharIndex, Span};
pub use value::{Date, Duration, Edge, Money, Percent, Qualifier, Quantity, TimeSpan, Value};
