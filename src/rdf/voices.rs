//! The voices of a statement, and a statement that can be told without its claims.

use std::collections::BTreeMap;

use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{GraphName, Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};

use super::claims::{confidence, hash};
use super::iri::Mint;
use super::object;
use super::vocabulary as v;
use crate::model::{DocumentId, Modality, Rank, Statement, Voice, Voices};

/// The quads of the voices of the statement `node`. A voice is known by the statement and the first of its names.
pub(super) fn voices_to_quads(
    node: &NamedNode,
    voices: &Voices,
    graph: &GraphName,
    mint: Mint<'_>,
) -> Vec<Quad> {
    let mut quads = Vec::new();
    let mut add = |name: &str, triples: Vec<(NamedNodeRef<'static>, Term)>| {
        let voice = mint.hashed("voice", &hash(&[node.as_str(), name]));
        quads.push(Quad::new(node.clone(), v::VOICE, voice.clone(), graph.clone()));
        let quad = |(predicate, object)| Quad::new(voice.clone(), predicate, object, graph.clone());
        quads.extend(triples.into_iter().map(quad));
    };
    for voice in &voices.named {
        let publishers = voice.publishers.iter().map(|publisher| publisher.trim().to_lowercase());
        let documents = voice.documents.iter().map(ToString::to_string);
        let name = publishers.min().or(documents.min()).unwrap_or_default();
        let publisher = |name: &String| (v::DC_PUBLISHER, Literal::new_simple_literal(name).into());
        let document = |id: &DocumentId| (v::DERIVED_FROM, mint.document(id).into());
        let surest = std::iter::once((v::CONFIDENCE, confidence(voice.surest).into()));
        let names = voice.publishers.iter().map(publisher).chain(voice.documents.iter().map(document));
        add(&name, surest.chain(names).collect());
    }
    for (&bits, many) in &voices.alone {
        let confidence = confidence(f64::from_bits(bits));
        let many = Literal::new_typed_literal(many.to_string(), xsd::INTEGER);
        add(confidence.value(), vec![(v::CONFIDENCE, confidence.clone().into()), (v::SUPPORT, many.into())]);
    }
    quads
}

/// The statement `node`, without its references, that `quads` of the graph of fusion tell of: those about it (its
/// references may be missing) and those about its voices. `None` if a part is missing.
#[must_use]
pub fn statement_of_quads(node: &NamedNode, quads: &[Quad], mint: Mint<'_>) -> Option<Statement> {
    let mut nodes: BTreeMap<&str, About<'_>> = BTreeMap::new();
    for quad in quads {
        if let NamedOrBlankNode::NamedNode(subject) = &quad.subject {
            nodes.entry(subject.as_str()).or_default().quads.push(quad);
        }
    }
    let own = nodes.get(node.as_str())?;
    let modality = own.node(v::MODALITY)?;
    let mut voices = Voices::default();
    for voice in own.all(v::VOICE) {
        let Term::NamedNode(voice) = voice else { return None };
        nodes.get(voice.as_str())?.add_to(&mut voices, mint)?;
    }
    Some(Statement {
        subject: mint.id(own.node(rdf::SUBJECT)?.as_ref())?,
        predicate: mint.term_name(own.node(rdf::PREDICATE)?.as_ref()),
        object: object::from_term(own.all(rdf::OBJECT).next()?, mint)?,
        rank: Rank::Preferred,
        modality: Modality::ALL.into_iter().find(|&known| mint.modality(known) == *modality)?,
        references: Vec::new(),
        voices,
        first_reported: own.text(v::FIRST_REPORTED).and_then(|day| day.parse().ok()),
        last_reported: own.text(v::LAST_REPORTED).and_then(|day| day.parse().ok()),
        confidence: own.text(v::CONFIDENCE)?.parse().ok()?,
    })
}

/// What quads say about one node.
#[derive(Default)]
struct About<'a> {
    quads: Vec<&'a Quad>,
}

impl<'a> About<'a> {
    /// Adds the voice, or the documents that speak for themselves, that the node is.
    fn add_to(&self, voices: &mut Voices, mint: Mint<'_>) -> Option<()> {
        let surest: f64 = self.text(v::CONFIDENCE)?.parse().ok()?;
        if let Some(many) = self.text(v::SUPPORT) {
            voices.alone.insert(surest.to_bits(), many.parse().ok()?);
            return Some(());
        }
        let documents = self.all(v::DERIVED_FROM).filter_map(|document| match document {
            Term::NamedNode(node) => mint.document_id(node.as_ref()),
            _ => None,
        });
        let (documents, publishers) = (documents.collect(), self.texts(v::DC_PUBLISHER));
        voices.named.push(Voice { publishers: publishers.map(str::to_owned).collect(), documents, surest });
        Some(())
    }

    fn all(&self, predicate: NamedNodeRef<'static>) -> impl Iterator<Item = &'a Term> {
        self.quads.iter().filter(move |quad| quad.predicate == predicate).map(|quad| &quad.object)
    }

    fn node(&self, predicate: NamedNodeRef<'static>) -> Option<&'a NamedNode> {
        self.all(predicate).find_map(|term| match term {
            Term::NamedNode(node) => Some(node),
            _ => None,
        })
    }

    fn texts(&self, predicate: NamedNodeRef<'static>) -> impl Iterator<Item = &'a str> {
        self.all(predicate).filter_map(|term| match term {
            Term::Literal(literal) => Some(literal.value()),
            _ => None,
        })
    }

    fn text(&self, predicate: NamedNodeRef<'static>) -> Option<&'a str> {
        self.texts(predicate).next()
    }
}
