//! Nanopublications (nanopub.net/guidelines): each claim as a publication of its own, with what it asserts, where that comes
//! from, and who made the publication.
//!
//! A claim that a text holds as a fact is asserted as its triple. One that is planned, supposed or denied is no fact: there the
//! assertion is that the claim was made. No time of creation is given, so that the same graph gives the same bytes.

use oxigraph::model::vocab::{rdf, rdfs, xsd};
use oxigraph::model::{GraphName, Literal, NamedNode, NamedNodeRef, Quad, Term};

use crate::query::evidence::Cited;
use crate::rdf::Mint;
use crate::rdf::vocabulary as v;

const NANOPUBLICATION: NamedNodeRef<'_> = term("http://www.nanopub.org/nschema#Nanopublication");
const HAS_ASSERTION: NamedNodeRef<'_> = term("http://www.nanopub.org/nschema#hasAssertion");
const HAS_PROVENANCE: NamedNodeRef<'_> = term("http://www.nanopub.org/nschema#hasProvenance");
const HAS_INFO: NamedNodeRef<'_> = term("http://www.nanopub.org/nschema#hasPublicationInfo");
const ATTRIBUTED_TO: NamedNodeRef<'_> = term("http://www.w3.org/ns/prov#wasAttributedTo");
const PRIMARY_SOURCE: NamedNodeRef<'_> = term("http://www.w3.org/ns/prov#hadPrimarySource");
const CREATOR: NamedNodeRef<'_> = term("http://purl.org/dc/terms/creator");
const SOFTWARE: NamedNodeRef<'_> = term("http://www.w3.org/ns/prov#SoftwareAgent");

const fn term(iri: &'static str) -> NamedNodeRef<'static> {
    NamedNodeRef::new_unchecked(iri)
}

/// The quads of one nanopublication for each of `claims`.
#[must_use]
pub fn nanopublications(claims: &[Cited], mint: Mint<'_>) -> Vec<Quad> {
    claims.iter().flat_map(|cited| nanopublication(cited, mint)).collect()
}

fn nanopublication(cited: &Cited, mint: Mint<'_>) -> Vec<Quad> {
    let part = |name: &str| NamedNode::new_unchecked(format!("{}#{name}", cited.claim.as_str()));
    let (itself, head, assertion) = (part("nanopub"), part("head"), part("assertion"));
    let (provenance, info) = (part("provenance"), part("pubinfo"));
    let software = NamedNode::new_unchecked("https://w3id.org/pactum");
    let mut quads = Vec::new();
    let mut add = |graph: &NamedNode, subject: &NamedNode, predicate: NamedNodeRef<'_>, object: Term| {
        quads.push(Quad::new(subject.clone(), predicate, object, graph.clone()));
    };
    add(&head, &itself, rdf::TYPE, NANOPUBLICATION.into_owned().into());
    add(&head, &itself, HAS_ASSERTION, assertion.clone().into());
    add(&head, &itself, HAS_PROVENANCE, provenance.clone().into());
    add(&head, &itself, HAS_INFO, info.clone().into());

    add(&provenance, &assertion, PRIMARY_SOURCE, cited.document.iri.clone().into());
    add(&provenance, &assertion, v::GENERATED_BY, mint.rule(&cited.rule).into());
    add(&provenance, &assertion, v::OA_EXACT, Literal::from(cited.exact.as_str()).into());
    add(&provenance, &assertion, v::OA_START, offset(cited.start));
    add(&provenance, &assertion, v::OA_END, offset(cited.end));
    let confidence = Literal::new_typed_literal(cited.confidence.to_string(), xsd::DECIMAL);
    add(&provenance, &assertion, v::CONFIDENCE, confidence.into());
    if let Some(modality) = &cited.modality {
        add(&provenance, &assertion, v::MODALITY, modality.clone().into());
    }
    if let Some(who) = &cited.attributed_to {
        add(&provenance, &assertion, ATTRIBUTED_TO, who.clone().into());
    }

    add(&info, &itself, CREATOR, software.clone().into());
    add(&info, &itself, v::DERIVED_FROM, cited.claim.clone().into());
    add(&info, &software, rdf::TYPE, SOFTWARE.into_owned().into());
    add(&info, &software, rdfs::LABEL, Literal::from("pactum").into());

    quads.extend(asserted(cited, &assertion));
    quads
}

/// The triple of a fact; else that the claim was made.
fn asserted(cited: &Cited, graph: &NamedNode) -> Vec<Quad> {
    let graph = GraphName::from(graph.clone());
    let triple = cited.triple.clone();
    let facts = ["Asserted", "Reported"].map(|name| v::PACT.to_owned() + name);
    match &cited.modality {
        Some(modality) if !facts.iter().any(|fact| fact == modality.as_str()) => {
            let quad = |predicate: NamedNodeRef<'_>, object: Term| {
                Quad::new(cited.claim.clone(), predicate, object, graph.clone())
            };
            vec![
                quad(rdf::TYPE, v::CLAIM.into_owned().into()),
                quad(rdf::SUBJECT, triple.subject.into()),
                quad(rdf::PREDICATE, triple.predicate.into()),
                quad(rdf::OBJECT, triple.object),
                quad(v::MODALITY, modality.clone().into()),
            ]
        }
        _ => vec![triple.in_graph(graph)],
    }
}

fn offset(offset: usize) -> Term {
    Literal::new_typed_literal(offset.to_string(), xsd::INTEGER).into()
}
