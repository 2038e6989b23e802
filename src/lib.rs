//! pactum builds a knowledge graph from what people write about business agreements, and answers questions about it
//! with the sentence that proves each answer.
//!
//! The way of a document to an answer, floor by floor. A floor uses its own and lower floors only:
//!
//! 0. [`model`]: plain types for everything that travels between the floors.
//! 1. [`net`]: how other machines are asked. [`pack`]: what is known about a field (ontology, gazetteers, lexicon, frames,
//!    queries), loaded and checked. [`read`]: bytes become a [`model::Document`]: text, Markdown, HTML, JSON Lines.
//! 2. [`annotate`]: the document's text becomes sentences, tokens, mentions of companies, people, dates and money, a
//!    dependency tree for each sentence that could matter, and the entities behind the mentions.
//! 3. [`relate`]: frames read relations off the trees; each becomes claims, one triple each, with their evidence.
//!    [`fuse`]: the claims of many documents become statements with a rank, conflicts, and succession.
//! 4. [`rdf`]: claims and statements become quads and back. [`store`]: an embedded Oxigraph or a SPARQL service keeps them.
//! 5. [`query`], [`export`], [`why`], [`why_not`] ask the store; [`diff`] compares two; [`validate`] holds one against shapes;
//!    [`import`] and [`link`] join it with other datasets, and [`infer`] says what follows; [`evaluate`] and [`inspect`] look
//!    at the engine; [`curate`] keeps what a person decided; [`pipeline`] is floors 1 to 4 in order.
//! 6. [`cli`]: the door.
//!
//! What happens to one document never depends on another until [`fuse`].

pub mod model;

pub mod net;
pub mod pack;
pub mod read;

pub mod annotate;

pub mod relate;

pub mod fuse;

pub mod rdf;
pub mod store;

pub mod query;

pub mod export;

pub mod diff;

pub mod evaluate;
pub mod inspect;
pub mod why;
pub mod why_not;

pub mod validate;

pub mod import;
pub mod infer;
pub mod link;

pub mod curate;

pub mod pipeline;

pub mod cli;
