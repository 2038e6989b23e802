//! What was asked for: kinds of frame with fillers of their roles.

use std::collections::BTreeSet;

use crate::model::{Claim, Id, Object};
use crate::pack::Ontology;
use crate::pack::ontology::FRAME;

/// A kind of frame, and what should fill its roles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The frame itself, if it is known.
    pub node: Option<Id>,
    /// The kinds that would do, as prefixed names.
    pub kinds: BTreeSet<String>,
    /// What should fill its roles.
    pub roles: Vec<Role>,
}

/// A role and what should fill it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// The role as a prefixed name; `None` for any.
    pub name: Option<String>,
    /// What should fill it.
    pub filler: Filler,
}

/// What should fill a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filler {
    /// The node, if the store knows it.
    pub id: Option<Id>,
    /// What to call it in messages.
    pub shown: String,
    /// All the names it goes by; for an amount or a date how decisions write it.
    pub names: BTreeSet<String>,
    /// Whether it is a thing with a name, not a value or words.
    pub entity: bool,
}

impl Question {
    /// The kinds of frame that can have `role`.
    #[must_use]
    pub fn kinds_with(role: &str, ontology: &Ontology) -> BTreeSet<String> {
        let kinds =
            ontology.kinds().filter(|class| class.name != FRAME && ontology.has_role(&class.name, role));
        kinds.map(|class| class.name.clone()).collect()
    }

    /// Whether a claim says of a frame what was asked for: its kind or one of the fillers.
    #[must_use]
    pub fn is_about(&self, claim: &Claim) -> bool {
        self.is_kind(claim) || self.roles.iter().any(|role| role.is_filled_by(claim))
    }

    /// The things asked for of which neither a name stands in the text nor anything is claimed: the document need not be
    /// read.
    #[must_use]
    pub fn absent(&self, text: &str, claims: &[Claim]) -> Vec<String> {
        let text = text.to_lowercase();
        let entities = self.roles.iter().map(|role| &role.filler).filter(|filler| filler.entity);
        let absent = entities.filter(|filler| {
            let named = filler.names.iter().any(|name| text.contains(&name.to_lowercase()));
            let claimed =
                |claim: &Claim| filler.id.as_ref() == Some(&claim.subject) || filler.is(&claim.object);
            !named && !claims.iter().any(claimed)
        });
        absent.map(|filler| filler.shown.clone()).collect()
    }

    /// Whether a claim says of a frame that it is of the kind.
    #[must_use]
    pub fn is_kind(&self, claim: &Claim) -> bool {
        claim.predicate == "rdf:type"
            && matches!(&claim.object, Object::Term(kind) if self.kinds.contains(kind))
    }
}

impl Role {
    /// Whether things with a name fill `role`, as the ontology has it.
    #[must_use]
    pub fn takes_entities(role: &str, ontology: &Ontology) -> bool {
        let classes = ontology.property(role).into_iter().flat_map(|property| &property.range);
        classes
            .into_iter()
            .any(|class| ontology.class(class).is_some() && !class.ends_with(":MonetaryAmount"))
    }

    /// Whether the claim gives the role this filler.
    #[must_use]
    pub fn is_filled_by(&self, claim: &Claim) -> bool {
        self.name.as_ref().is_none_or(|name| *name == claim.predicate)
            && claim.predicate != "rdf:type"
            && self.filler.is(&claim.object)
    }
}

impl Filler {
    fn is(&self, object: &Object) -> bool {
        match object {
            Object::Node(id) => self.id.as_ref() == Some(id),
            other => self.is_called(&other.key()) || self.id.as_ref() == Some(&other.key()),
        }
    }

    /// Whether `name` is one of its names, whatever the case.
    #[must_use]
    pub fn is_called(&self, name: &str) -> bool {
        self.names.iter().any(|known| known.to_lowercase() == name.to_lowercase())
    }
}
