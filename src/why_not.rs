//! Floor 5. Why the graph does not say something: which document came nearest to it, and what failed there.
//!
//! A question is a kind of frame with fillers of its roles. Each document in the store is read again and held against
//! it, step by step, as the engine works: are the names there, is there a sentence with them, does a word in it evoke a
//! frame of the kind, may they fill the roles, and do they. What no document says is then looked up among what was said
//! and does not count: denied, or deprecated by a person.

mod question;
mod reading;

use oxigraph::model::{NamedNode, Term};
use rayon::prelude::*;

use crate::annotate::annotate;
use crate::evaluate::Stage;
use crate::model::{Claim, Diagnostic, Document, DocumentId, Id, Modality};
use crate::pack::Pack;
use crate::query::evidence::{SourceDocument, source_document};
use crate::query::graph::{object, subjects};
use crate::rdf::{Mint, claim_iri, vocabulary as v};
use crate::store::Store;
use crate::why::Decided;
use reading::{Nearest, Reading, claimed};

pub use question::{Filler, Question, Role};

/// How near one document came.
#[derive(Clone, Debug, PartialEq)]
pub struct Attempt {
    /// The document.
    pub document: SourceDocument,
    /// The sentence that came nearest, if one has anything of what was asked for.
    pub sentence: Option<String>,
    /// What failed.
    pub cause: Cause,
    /// How many of the fillers asked for it has there.
    pub found: usize,
}

/// What failed.
#[derive(Clone, Debug, PartialEq)]
pub enum Cause {
    /// It has none of these names.
    Mention(Vec<String>),
    /// No sentence has all the names: the nearest lacks these.
    Apart(Vec<String>),
    /// Nothing in its sentence was seen to evoke any frame, so that it was not parsed.
    Parse,
    /// Nothing in its sentence evokes a frame of the kind; these words would.
    Trigger(Vec<String>),
    /// What was asked for may not fill the role.
    Type {
        /// The word that evokes a frame of the kind; `None` if such a frame is claimed.
        trigger: Option<String>,
        /// The role.
        role: String,
        /// What was asked for.
        filler: String,
        /// Its class; empty if none is known.
        class: String,
        /// The classes that may.
        wanted: Vec<String>,
    },
    /// The word evokes a frame of the kind, but the roles were not found filled so.
    Unfilled {
        /// The word.
        trigger: String,
    },
    /// A frame of the kind is claimed with another filler of a role, or none.
    Role {
        /// The frame.
        frame: Id,
        /// The role; `None` if any would do.
        role: Option<String>,
        /// What should fill it.
        wanted: String,
        /// What fills it, as decisions write it.
        fillers: Vec<String>,
    },
    /// It is denied.
    Denied(Id),
    /// It is claimed, but was set aside.
    Deprecated {
        /// The frame.
        frame: Id,
        /// Who decided, if a person did.
        by: Option<Decided>,
    },
    /// It is claimed and stated.
    Stated(Id),
}

impl Cause {
    /// How far a document came, the more the nearer.
    #[must_use]
    pub const fn progress(&self) -> usize {
        match self {
            Self::Mention(_) => 0,
            Self::Apart(_) => 1,
            Self::Parse => 2,
            Self::Trigger(_) => 3,
            Self::Unfilled { .. } => 4,
            Self::Type { .. } => 5,
            Self::Role { .. } => 6,
            Self::Denied(_) => 7,
            Self::Deprecated { .. } => 8,
            Self::Stated(_) => 9,
        }
    }

    /// The stage of the engine's work that lost it, as `evaluate` counts them; `None` if none did.
    #[must_use]
    pub const fn stage(&self) -> Option<Stage> {
        match self {
            Self::Mention(_) | Self::Apart(_) => Some(Stage::Mention),
            Self::Parse => Some(Stage::Parse),
            Self::Trigger(_) => Some(Stage::Frame),
            Self::Unfilled { .. } | Self::Type { .. } | Self::Role { .. } => Some(Stage::Role),
            Self::Denied(_) => Some(Stage::Value),
            Self::Deprecated { .. } | Self::Stated(_) => None,
        }
    }
}

/// How near each document in the store came to `question`, the nearest first.
///
/// # Errors
/// If the store cannot be read.
pub fn why_not(
    question: &Question,
    store: &Store,
    pack: &Pack,
    mint: Mint<'_>,
) -> Result<Vec<Attempt>, Diagnostic> {
    let ids: Vec<DocumentId> = store.documents(mint)?.into_keys().collect();
    let attempts: Result<Vec<Option<Attempt>>, Diagnostic> = ids
        .par_iter()
        .map(|id| match store.document(id, mint)? {
            Some((document, _)) => attempt(question, document, store, pack, mint).map(Some),
            None => Ok(None),
        })
        .collect();
    let mut attempts: Vec<Attempt> = attempts?.into_iter().flatten().collect();
    attempts.sort_by(|a, b| {
        (b.cause.progress(), b.found, &a.document).cmp(&(a.cause.progress(), a.found, &b.document))
    });
    Ok(attempts)
}

fn attempt(
    question: &Question,
    document: Document,
    store: &Store,
    pack: &Pack,
    mint: Mint<'_>,
) -> Result<Attempt, Diagnostic> {
    let source = source_document(store.quads(), &mint.document(&document.id))?;
    let claims = store.claims(&document.id, mint)?;
    let (sentence, mut cause, found) = match claimed(question, &document.text, &claims, &pack.ontology) {
        Some(nearest) => nearest,
        None => unclaimed(question, document, &claims, pack),
    };
    if let Cause::Stated(frame) = &cause {
        let frame = frame.clone();
        let of_frame: Vec<&Claim> = claims.iter().filter(|claim| claim.subject == frame).collect();
        if of_frame.iter().all(|claim| claim.modality == Modality::Denied) {
            cause = Cause::Denied(frame);
        } else if let Some(statement) = deprecated(&of_frame, question, store, mint)? {
            cause = Cause::Deprecated { frame, by: Decided::on(store.quads(), &statement)? };
        }
    }
    Ok(Attempt { document: source, sentence, cause, found })
}

/// What came nearest in a document that claims nothing like it. It is read again only if it has all the names.
fn unclaimed(question: &Question, document: Document, claims: &[Claim], pack: &Pack) -> Nearest {
    let absent = question.absent(&document.text, claims);
    if absent.is_empty() {
        return Reading { question, annotated: &annotate(document, pack), pack }.best_sentence();
    }
    let entities = question.roles.iter().filter(|role| role.filler.entity).count();
    (None, Cause::Mention(absent.clone()), entities - absent.len())
}

/// The deprecated statement that one of the claims that answer the question is behind.
fn deprecated(
    claims: &[&Claim],
    question: &Question,
    store: &Store,
    mint: Mint<'_>,
) -> Result<Option<NamedNode>, Diagnostic> {
    for claim in claims.iter().filter(|claim| question.is_about(claim)) {
        let node = claim_iri(claim, mint);
        for statement in subjects(store.quads(), v::REFERENCE, node.as_ref())? {
            if rank(store, &statement)?.is_some_and(|rank| rank.as_ref() == v::DEPRECATED_RANK) {
                return Ok(Some(statement));
            }
        }
    }
    Ok(None)
}

fn rank(store: &Store, statement: &NamedNode) -> Result<Option<NamedNode>, Diagnostic> {
    Ok(match object(store.quads(), statement.as_ref(), v::RANK)? {
        Some(Term::NamedNode(rank)) => Some(rank),
        _ => None,
    })
}
