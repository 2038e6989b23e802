//! What a person could decide: open conflicts, things that may be one, links that were only proposed, claims that are
//! not sure. In this order, and within each by IRI.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};

use crate::link::{Kinds, Lexicon, Record, nearness};
use crate::model::{About, Claim, Decisions, Diagnostic, Id, Modality, Ruling, Said};
use crate::rdf::{Mint, claim_iri, vocabulary as v};
use crate::store::Store;

/// One thing to decide.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// Claims that cannot hold at the same time.
    Conflict {
        /// The conflict.
        node: NamedNode,
        /// In what they differ.
        kind: NamedNode,
        /// What they are about.
        subject: Id,
        /// What those of the second side are about, if that is another thing.
        with: Option<Id>,
        /// The role they differ in, as a prefixed name.
        role: String,
        /// What each side says.
        sides: Vec<Side>,
    },
    /// Two things of one class with similar names.
    Twins {
        /// The one with more claims.
        keep: Id,
        /// The other.
        other: Id,
        /// How near their names are, between 0 and 1.
        nearness: f64,
    },
    /// A link to another dataset that was proposed, not made.
    Link {
        /// The thing here.
        node: Id,
        /// The IRI there.
        other: String,
    },
    /// A thing of which something is claimed without much confidence.
    Doubt {
        /// The thing.
        subject: Id,
        /// The claims.
        claims: Vec<NamedNode>,
        /// The least confidence of a statement on it.
        confidence: f64,
    },
}

/// One side of a conflict.
#[derive(Clone, Debug, PartialEq)]
pub struct Side {
    /// What it says.
    pub object: Term,
    /// Whether it denies that.
    pub denied: bool,
    /// The claims that say so.
    pub claims: Vec<NamedNode>,
    /// What deciding for it, and against it, comes to.
    said: Said,
    /// What it denies, as the other side says it.
    denies: Option<Said>,
}

impl Side {
    /// The decision that this side is right: against a denial, that what it denies is not so.
    #[must_use]
    pub fn accept(&self) -> Ruling {
        match &self.denies {
            Some(told) => Ruling::Reject(told.clone()),
            None => Ruling::Accept(self.said.clone()),
        }
    }

    /// The decision that this side is wrong.
    #[must_use]
    pub fn reject(&self) -> Ruling {
        Ruling::Reject(self.said.clone())
    }
}

/// What the agenda is made from.
pub struct Desk<'a> {
    /// The graph.
    pub store: &'a Store,
    /// What was decided already.
    pub decisions: &'a Decisions,
    /// The entities of the graph with their names.
    pub entities: &'a [Record],
    /// How names are compared.
    pub lexicon: &'a Lexicon,
    /// How classes are compared.
    pub kinds: &'a Kinds<'a>,
    /// How IRIs are made.
    pub mint: Mint<'a>,
    /// Statements of less confidence are not sure.
    pub below: f64,
}

impl Desk<'_> {
    /// All that could be decided.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn agenda(&self) -> Result<Vec<Item>, Diagnostic> {
        Ok([self.conflicts()?, self.twins()?, self.links()?, self.doubts()?].concat())
    }

    /// Whether an item is still to be decided.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn is_open(&self, item: &Item) -> Result<bool, Diagnostic> {
        Ok(match item {
            Item::Conflict { node, .. } => {
                self.state(node)?.is_some_and(|state| state.as_ref() == v::OPEN_CONFLICT)
            }
            Item::Twins { keep, other, .. } => {
                !self.decisions.are_different(keep, other) && self.is_there(keep)? && self.is_there(other)?
            }
            Item::Link { node, other } => !self.is_linked(node, other),
            Item::Doubt { subject, .. } => self.is_there(subject)? && !self.is_decided(subject),
        })
    }

    fn conflicts(&self) -> Result<Vec<Item>, Diagnostic> {
        let mut items = BTreeMap::new();
        for quad in self.fusion(None, Some(v::CONFLICT_STATE), Some(v::OPEN_CONFLICT))? {
            let NamedOrBlankNode::NamedNode(node) = &quad.subject else { continue };
            items.extend(self.conflict(node)?.map(|item| (node.as_str().to_owned(), item)));
        }
        Ok(items.into_values().collect())
    }

    fn conflict(&self, node: &NamedNode) -> Result<Option<Item>, Diagnostic> {
        let of = |predicate| self.node(node, predicate);
        let (Some(kind), Some(subject), Some(role)) =
            (of(v::CONFLICT_KIND)?, of(v::CONFLICT_ABOUT)?, of(v::CONFLICT_ROLE)?)
        else {
            return Ok(None);
        };
        let Some(subject) = self.mint.id(subject.as_ref()) else { return Ok(None) };
        let with = of(v::CONFLICT_WITH)?.and_then(|with| self.mint.id(with.as_ref()));
        let both = [Some(&subject), with.as_ref()].into_iter().flatten().map(String::as_str);
        let claims = self.store.claims_about_all(both, self.mint)?;
        let mut sides: Vec<Side> = Vec::new();
        for quad in self.fusion(Some(node), Some(v::SIDE_OF), None)? {
            if let Term::NamedNode(side) = &quad.object {
                sides.extend(self.side(side, kind.as_ref() == v::MODALITY_CONFLICT, &claims)?);
            }
        }
        let told = sides.iter().find(|side| !side.denied).map(|side| side.said.clone());
        for side in sides.iter_mut().filter(|side| side.denied) {
            side.denies.clone_from(&told);
        }
        let role = self.mint.term_name(role.as_ref());
        if sides.len() < 2 {
            return Ok(None);
        }
        Ok(Some(Item::Conflict { node: node.clone(), kind, subject, with, role, sides }))
    }

    /// What a side says. Where both sides say the same, in different modality, only its document tells it apart.
    fn side(
        &self,
        side: &NamedNode,
        by_document: bool,
        claims: &[Claim],
    ) -> Result<Option<Side>, Diagnostic> {
        let mut references = BTreeSet::new();
        let (mut object, mut first) = (None, None);
        for quad in self.fusion(Some(side), None, None)? {
            match quad.object {
                Term::NamedNode(claim) if quad.predicate == v::REFERENCE => {
                    references.insert(claim);
                }
                value if quad.predicate == rdf::VALUE => object = Some(value),
                _ => {}
            }
        }
        for claim in claims {
            if references.contains(&claim_iri(claim, self.mint)) {
                first = first.or(Some(claim));
            }
        }
        let (Some(object), Some(claim)) = (object, first) else { return Ok(None) };
        let denied = claim.modality == Modality::Denied;
        let document = by_document.then(|| self.place(claim)).transpose()?.flatten();
        let said = Said {
            about: About::Node(claim.subject.clone()),
            predicate: Some(claim.predicate.clone()),
            object: Some(claim.object.key()),
            document,
            denied,
        };
        Ok(Some(Side { object, denied, claims: references.into_iter().collect(), said, denies: None }))
    }

    /// Where the document of a claim was read from.
    fn place(&self, claim: &Claim) -> Result<Option<String>, Diagnostic> {
        let id = &claim.evidence.document;
        let places = self.store.locations(id, self.mint)?.unwrap_or_default();
        Ok(Some(places.into_iter().next().unwrap_or_else(|| id.to_string())))
    }

    /// Entities of one class whose names are near, those first that are nearest.
    fn twins(&self) -> Result<Vec<Item>, Diagnostic> {
        let mut by_word: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for (ix, record) in self.entities.iter().enumerate() {
            for name in &record.names {
                for word in &name.words {
                    by_word.entry(word.chars().take(BEGINNING).collect()).or_default().insert(ix);
                }
                by_word.entry(name.initials(self.lexicon).unwrap_or_default()).or_default().insert(ix);
            }
        }
        let mut pairs = BTreeSet::new();
        for (beginning, members) in &by_word {
            if beginning.is_empty() || members.len() > CROWD {
                continue;
            }
            for &a in members {
                pairs.extend(members.range(a + 1..).map(|&b| (a, b)));
            }
        }
        let mut items = Vec::new();
        for (a, b) in pairs {
            items.extend(self.pair(&self.entities[a], &self.entities[b])?);
        }
        items.sort_by(|a: &(f64, Item), b| b.0.total_cmp(&a.0));
        Ok(items.into_iter().map(|(_, item)| item).collect())
    }

    fn pair(&self, a: &Record, b: &Record) -> Result<Option<(f64, Item)>, Diagnostic> {
        let all = |record: &Record| record.names.clone();
        let near = all(a)
            .iter()
            .flat_map(|x| all(b).into_iter().map(move |y| (x.clone(), y)))
            .map(|(x, y)| nearness(&x, &y, self.lexicon))
            .fold(0.0_f64, f64::max);
        let near = near * self.kinds.compare(&a.classes, &b.classes).unwrap_or_default();
        let (Some(one), Some(two)) = (self.mint.id(a.iri.as_ref()), self.mint.id(b.iri.as_ref())) else {
            return Ok(None);
        };
        if near < self.lexicon.propose || self.decisions.are_different(&one, &two) {
            return Ok(None);
        }
        let told = |id: &Id| Ok::<_, Diagnostic>(self.store.claims_about(id, self.mint)?.len());
        let (keep, other) = if told(&two)? > told(&one)? { (two, one) } else { (one, two) };
        Ok(Some((near, Item::Twins { keep, other, nearness: near })))
    }

    fn links(&self) -> Result<Vec<Item>, Diagnostic> {
        let mut items = BTreeMap::new();
        for quad in self.store.quads().find(None, Some(v::SKOS_CLOSE_MATCH), None, None)? {
            if let (NamedOrBlankNode::NamedNode(node), Term::NamedNode(other)) = (&quad.subject, &quad.object)
                && let Some(node) = self.mint.id(node.as_ref())
                && !self.is_linked(&node, other.as_str())
            {
                let other = other.as_str().to_owned();
                items.insert((node.clone(), other.clone()), Item::Link { node, other });
            }
        }
        Ok(items.into_values().collect())
    }

    fn doubts(&self) -> Result<Vec<Item>, Diagnostic> {
        let mut by_subject: BTreeMap<Id, (BTreeSet<NamedNode>, f64)> = BTreeMap::new();
        for quad in self.fusion(None, Some(v::CONFIDENCE), None)? {
            let Some(confidence) = number(&quad).filter(|confidence| *confidence < self.below) else {
                continue;
            };
            let NamedOrBlankNode::NamedNode(statement) = &quad.subject else { continue };
            let subject = self.node(statement, rdf::SUBJECT)?.and_then(|node| self.mint.id(node.as_ref()));
            let Some(subject) = subject.filter(|subject| !self.is_decided(subject)) else { continue };
            let (claims, least) = by_subject.entry(subject).or_insert_with(|| (BTreeSet::new(), confidence));
            *least = least.min(confidence);
            for quad in self.fusion(Some(statement), Some(v::REFERENCE), None)? {
                if let Term::NamedNode(claim) = quad.object {
                    claims.insert(claim);
                }
            }
        }
        let item = |(subject, (claims, confidence)): (Id, (BTreeSet<NamedNode>, f64))| Item::Doubt {
            subject,
            claims: claims.into_iter().collect(),
            confidence,
        };
        Ok(by_subject.into_iter().map(item).collect())
    }

    /// Whether a person decided on a thing as a whole.
    fn is_decided(&self, subject: &str) -> bool {
        self.decisions.iter().any(|decision| match &decision.ruling {
            Ruling::Accept(said) | Ruling::Reject(said) => {
                said.about == About::Node(subject.to_owned())
                    && said.predicate.as_ref().is_none_or(|predicate| predicate == "rdf:type")
            }
            _ => false,
        })
    }

    fn is_linked(&self, node: &str, other: &str) -> bool {
        self.decisions.iter().any(|decision| match &decision.ruling {
            Ruling::Same { node: a, other: b, .. } | Ruling::Different { node: a, other: b } => {
                a == node && b == other
            }
            _ => false,
        })
    }

    fn is_there(&self, id: &Id) -> Result<bool, Diagnostic> {
        self.store.has_statements(id, self.mint)
    }

    fn state(&self, conflict: &NamedNode) -> Result<Option<NamedNode>, Diagnostic> {
        self.node(conflict, v::CONFLICT_STATE)
    }

    fn node(
        &self,
        subject: &NamedNode,
        predicate: NamedNodeRef<'_>,
    ) -> Result<Option<NamedNode>, Diagnostic> {
        Ok(self.fusion(Some(subject), Some(predicate), None)?.into_iter().find_map(|quad| {
            match quad.object {
                Term::NamedNode(node) => Some(node),
                _ => None,
            }
        }))
    }

    fn fusion(
        &self,
        subject: Option<&NamedNode>,
        predicate: Option<NamedNodeRef<'_>>,
        object: Option<NamedNodeRef<'_>>,
    ) -> Result<Vec<Quad>, Diagnostic> {
        let graph = self.mint.graph("fusion");
        let subject = subject.map(|node| node.as_ref().into());
        let object = object.map(Into::into);
        self.store.quads().find(subject, predicate, object, Some(GraphNameRef::from(graph.as_ref())))
    }
}

/// Letters of a word that two similar names share.
const BEGINNING: usize = 3;
/// What so many begin with tells nothing.
const CROWD: usize = 400;

fn number(quad: &Quad) -> Option<f64> {
    match &quad.object {
        Term::Literal(literal) => literal.value().parse().ok(),
        _ => None,
    }
}
