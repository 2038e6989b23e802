//! Floor 5. Says that an entity here is the same as one in another dataset, how sure that is, and why.
//!
//! An [`Authority`] gives candidates (a [`Scan`] reads a dataset through for them); each is compared with the entity
//! ([`Score`]: name, identifiers, kind, context); [`decide`] accepts, proposes or drops. What an identifier or a person says
//! is the same is `owl:sameAs`, what the score alone says `skos:exactMatch`, a proposal `skos:closeMatch`.

mod authority;
mod decide;
mod endpoint;
mod entities;
pub mod identifier;
mod keys;
mod kinds;
mod lexicon;
mod linkset;
mod name;
mod reconcile;
mod record;
mod score;
pub mod sssom;

pub use authority::{Authority, Scan};
pub use decide::{Basis, Decided, Link, Verdict, decide};
pub use endpoint::Endpoint;
pub use entities::entities;
pub use kinds::Kinds;
pub use lexicon::Lexicon;
pub use linkset::{Linkset, to_quads};
pub use name::{Name, nearness};
pub use reconcile::{Manifest, Service};
pub use record::{Reader, Record};
pub use score::{Part, Score};

use crate::model::Diagnostic;

/// Links `entities` to what `authority` knows, by entity and score.
///
/// # Errors
/// If the authority cannot be read or asked.
pub fn link(
    entities: &[Record],
    authority: &dyn Authority,
    reader: &Reader<'_>,
    kinds: &Kinds<'_>,
    decided: &[Decided],
) -> Result<Vec<Link>, Diagnostic> {
    // What a person named is a candidate whatever it is called.
    let mut sought = entities.to_vec();
    for entity in &mut sought {
        let named = decided.iter().filter(|decided| decided.entity == entity.iri);
        entity.same.extend(named.map(|decided| decided.target.as_str().to_owned()));
    }
    let candidates = authority.candidates(&sought, reader)?;
    Ok(decide(entities, &candidates, reader.lexicon, kinds, decided))
}
