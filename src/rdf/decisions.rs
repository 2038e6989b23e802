//! What a person decided, as quads of the graph `graph/curation`, and back.

use std::collections::BTreeMap;

use oxigraph::model::vocab::{rdf, rdfs, xsd};
use oxigraph::model::{GraphName, Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};

use super::claims::hash;
use super::iri::Mint;
use super::vocabulary as v;
use crate::model::{About, Decision, Decisions, Modality, Part, Ruling, Said};

/// The quads of the decisions that hold.
#[must_use]
pub fn decisions_to_quads(decisions: &Decisions, mint: Mint<'_>) -> Vec<Quad> {
    decisions.iter().flat_map(|decision| decision_node(decision, mint)).collect()
}

/// The IRI of a decision: a hash of the matter. A decision that takes the place of another has its IRI.
#[must_use]
pub fn decision_iri(ruling: &Ruling, mint: Mint<'_>) -> NamedNode {
    mint.hashed("decision", &hash(&ruling.matter()))
}

/// The decisions that the quads of the graph tell of. A node that lacks a part is left out.
#[must_use]
pub fn decisions_of_graph(quads: &[Quad], mint: Mint<'_>) -> Decisions {
    let mut nodes: BTreeMap<&str, Vec<&Quad>> = BTreeMap::new();
    for quad in quads {
        if let NamedOrBlankNode::NamedNode(node) = &quad.subject {
            nodes.entry(node.as_str()).or_default().push(quad);
        }
    }
    Decisions::of(nodes.values().filter_map(|quads| Reader { quads, mint }.decision()))
}

fn decision_node(decision: &Decision, mint: Mint<'_>) -> Vec<Quad> {
    let graph = GraphName::from(mint.graph("curation"));
    let node = decision_iri(&decision.ruling, mint);
    let mut triples: Vec<(NamedNodeRef<'_>, Term)> = vec![(rdf::TYPE, v::DECISION.into_owned().into())];
    triples.extend(ruling_triples(&decision.ruling, mint));
    triples.extend(decision.who.as_deref().map(|who| (v::DC_CREATOR, text(who))));
    triples.extend(decision.why.as_deref().map(|why| (rdfs::COMMENT, text(why))));
    let day = |day: jiff::civil::Date| Literal::new_typed_literal(day.to_string(), xsd::DATE).into();
    triples.extend(decision.date.map(|date| (v::DC_DATE, day(date))));
    let quad = |(predicate, object)| Quad::new(node.clone(), predicate, object, graph.clone());
    triples.into_iter().map(quad).collect()
}

fn ruling_triples(ruling: &Ruling, mint: Mint<'_>) -> Vec<(NamedNodeRef<'static>, Term)> {
    let individual = |ruling: NamedNodeRef<'static>| (v::RULING, ruling.into_owned().into());
    let subject = |id: &str| (rdf::SUBJECT, mint.node(id).into());
    match ruling {
        Ruling::Accept(said) => [vec![individual(v::ACCEPTED)], said_triples(said, mint)].concat(),
        Ruling::Reject(said) => [vec![individual(v::REJECTED)], said_triples(said, mint)].concat(),
        Ruling::Merge { node, into, name } => {
            let mut triples = vec![individual(v::MERGED), subject(node), (v::INTO, mint.node(into).into())];
            triples.extend(name.as_deref().map(|name| (v::OTHER_NAME, text(name))));
            triples
        }
        Ruling::Split { node, part, into } => {
            let part = match part {
                Part::Document(document) => (v::IN_DOCUMENT, text(document)),
                Part::Name(name) => (v::OTHER_NAME, text(name)),
            };
            vec![individual(v::SPLIT_OFF), subject(node), part, (v::INTO, mint.node(into).into())]
        }
        Ruling::Same { node, other, name } => {
            let mut triples =
                vec![individual(v::SAME_THING), subject(node), (v::OTHER, other_term(other, mint))];
            triples.extend(name.as_deref().map(|name| (v::OTHER_NAME, text(name))));
            triples
        }
        Ruling::Different { node, other } => {
            vec![individual(v::DIFFERENT_THING), subject(node), (v::OTHER, other_term(other, mint))]
        }
    }
}

fn said_triples(said: &Said, mint: Mint<'_>) -> Vec<(NamedNodeRef<'static>, Term)> {
    let mut triples: Vec<(NamedNodeRef<'static>, Term)> = match &said.about {
        About::Node(node) => vec![(rdf::SUBJECT, mint.node(node).into())],
        About::Frames { kind, roles } => {
            let roles = roles.iter().map(|(role, filler)| (v::WITH_ROLE, text(&format!("{role} {filler}"))));
            std::iter::once((v::OF_KIND, mint.term(kind).into())).chain(roles).collect()
        }
    };
    triples.extend(said.predicate.as_deref().map(|name| (rdf::PREDICATE, mint.term(name).into())));
    triples.extend(said.object.as_deref().map(|key| (rdf::OBJECT, text(key))));
    triples.extend(said.document.as_deref().map(|document| (v::IN_DOCUMENT, text(document))));
    triples.extend(said.denied.then(|| (v::MODALITY, mint.modality(Modality::Denied).into())));
    triples
}

/// The IRI of a node elsewhere, or of one here.
fn other_term(other: &str, mint: Mint<'_>) -> Term {
    if other.contains(':') { mint.term(other).into() } else { mint.node(other).into() }
}

fn text(text: &str) -> Term {
    Literal::new_simple_literal(text).into()
}

/// The quads of one decision.
struct Reader<'a> {
    quads: &'a [&'a Quad],
    mint: Mint<'a>,
}

impl Reader<'_> {
    fn decision(&self) -> Option<Decision> {
        Some(Decision {
            ruling: self.ruling()?,
            who: self.text(v::DC_CREATOR),
            why: self.text(rdfs::COMMENT),
            date: self.text(v::DC_DATE).and_then(|date| date.parse().ok()),
        })
    }

    fn ruling(&self) -> Option<Ruling> {
        let ruling = self.node(v::RULING)?.as_ref();
        let node = || self.id(rdf::SUBJECT);
        Some(if ruling == v::ACCEPTED {
            Ruling::Accept(self.said()?)
        } else if ruling == v::REJECTED {
            Ruling::Reject(self.said()?)
        } else if ruling == v::MERGED {
            Ruling::Merge { node: node()?, into: self.id(v::INTO)?, name: self.text(v::OTHER_NAME) }
        } else if ruling == v::SPLIT_OFF {
            let document = self.text(v::IN_DOCUMENT).map(Part::Document);
            let part = document.or_else(|| self.text(v::OTHER_NAME).map(Part::Name))?;
            Ruling::Split { node: node()?, part, into: self.id(v::INTO)? }
        } else if ruling == v::SAME_THING {
            Ruling::Same { node: node()?, other: self.other()?, name: self.text(v::OTHER_NAME) }
        } else if ruling == v::DIFFERENT_THING {
            Ruling::Different { node: node()?, other: self.other()? }
        } else {
            return None;
        })
    }

    fn said(&self) -> Option<Said> {
        let role = |term: &Term| match term {
            Term::Literal(role) => role.value().split_once(' ').map(|(a, b)| (a.to_owned(), b.to_owned())),
            _ => None,
        };
        let about = match self.node(v::OF_KIND) {
            Some(kind) => {
                let mut roles: Vec<_> = self.all(v::WITH_ROLE).filter_map(role).collect();
                roles.sort();
                About::Frames { kind: self.mint.term_name(kind.as_ref()), roles }
            }
            None => About::Node(self.id(rdf::SUBJECT)?),
        };
        Some(Said {
            about,
            predicate: self.node(rdf::PREDICATE).map(|node| self.mint.term_name(node.as_ref())),
            object: self.text(rdf::OBJECT),
            document: self.text(v::IN_DOCUMENT),
            denied: self.node(v::MODALITY).is_some(),
        })
    }

    fn other(&self) -> Option<String> {
        let node = self.node(v::OTHER)?;
        Some(self.mint.id(node.as_ref()).unwrap_or_else(|| node.as_str().to_owned()))
    }

    fn all(&self, predicate: NamedNodeRef<'static>) -> impl Iterator<Item = &Term> {
        self.quads.iter().filter(move |quad| quad.predicate == predicate).map(|quad| &quad.object)
    }

    fn node(&self, predicate: NamedNodeRef<'static>) -> Option<&NamedNode> {
        self.all(predicate).find_map(|term| match term {
            Term::NamedNode(node) => Some(node),
            _ => None,
        })
    }

    fn id(&self, predicate: NamedNodeRef<'static>) -> Option<String> {
        self.mint.id(self.node(predicate)?.as_ref())
    }

    fn text(&self, predicate: NamedNodeRef<'static>) -> Option<String> {
        self.all(predicate).find_map(|term| match term {
            Term::Literal(literal) => Some(literal.value().to_owned()),
            _ => None,
        })
    }
}
