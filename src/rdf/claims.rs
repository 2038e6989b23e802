//! Claims as the plain triples of a document's graph, and as nodes with their evidence in the graph of its claims.

use std::collections::BTreeMap;

use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{GraphName, Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};
use rust_decimal::Decimal;
use sha2::{Digest, Sha256};

use super::iri::Mint;
use super::object;
use super::vocabulary as v;
use crate::model::{Claim, Evidence, Modality};

/// The quads of one document's claims: plain triples for what it does not deny, and a node for each claim.
///
/// Of two claims that differ in nothing but their confidence the surer one stays.
#[must_use]
pub fn claims_to_quads(claims: &[Claim], mint: Mint<'_>) -> Vec<Quad> {
    let mut by_iri: BTreeMap<String, &Claim> = BTreeMap::new();
    for claim in claims {
        let kept = by_iri.entry(claim_iri(claim, mint).into_string()).or_insert(claim);
        if claim.confidence > kept.confidence {
            *kept = claim;
        }
    }
    by_iri
        .into_iter()
        .flat_map(|(iri, claim)| {
            let mut quads = claim_node(&NamedNode::new_unchecked(iri), claim, mint);
            quads.extend(plain_triple(claim, mint));
            quads
        })
        .collect()
}

/// The IRI of a claim: a hash of the document, the place, the rule and what is said, and how.
#[must_use]
pub fn claim_iri(claim: &Claim, mint: Mint<'_>) -> NamedNode {
    let evidence = &claim.evidence;
    let object = object::to_term(&claim.object, mint).to_string();
    let place = format!("{} {}", evidence.start, evidence.end);
    let said_by = claim.attributed_to.as_deref().unwrap_or_default();
    let parts = [
        evidence.document.as_str(),
        &place,
        &evidence.rule,
        &claim.subject,
        &claim.predicate,
        &object,
        claim.modality.as_str(),
        said_by,
    ];
    mint.hashed("claim", &hash(&parts))
}

/// The claims that the quads of a claims graph tell of, in the order of their IRIs. A node that lacks a part is left
/// out.
#[must_use]
pub fn claims_of_graph(quads: &[Quad], mint: Mint<'_>) -> Vec<Claim> {
    let mut nodes: BTreeMap<&str, Vec<&Quad>> = BTreeMap::new();
    for quad in quads {
        if let NamedOrBlankNode::NamedNode(node) = &quad.subject {
            nodes.entry(node.as_str()).or_default().push(quad);
        }
    }
    nodes.values().filter_map(|quads| claim_of_node(quads, mint)).collect()
}

/// The first 16 hexadecimal digits of SHA-256 over `parts`.
pub(super) fn hash(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
        hash.update([0]);
    }
    let digits = hash.finalize();
    let number = digits[..8].iter().fold(0_u64, |number, &byte| number << 8 | u64::from(byte));
    format!("{number:016x}")
}

fn plain_triple(claim: &Claim, mint: Mint<'_>) -> Option<Quad> {
    (claim.modality != Modality::Denied).then(|| {
        let graph = mint.document(&claim.evidence.document);
        Quad::new(
            mint.node(&claim.subject),
            mint.term(&claim.predicate),
            object::to_term(&claim.object, mint),
            graph,
        )
    })
}

fn claim_node(node: &NamedNode, claim: &Claim, mint: Mint<'_>) -> Vec<Quad> {
    let evidence = &claim.evidence;
    let graph = GraphName::from(mint.claims_graph(&evidence.document));
    let mut triples: Vec<(NamedNodeRef<'_>, Term)> = vec![
        (rdf::TYPE, v::CLAIM.into_owned().into()),
        (rdf::SUBJECT, mint.node(&claim.subject).into()),
        (rdf::PREDICATE, mint.term(&claim.predicate).into()),
        (rdf::OBJECT, object::to_term(&claim.object, mint)),
        (v::MODALITY, mint.modality(claim.modality).into()),
        (v::CONFIDENCE, confidence(claim.confidence).into()),
        (v::DERIVED_FROM, mint.document(&evidence.document).into()),
        (v::GENERATED_BY, mint.rule(&evidence.rule).into()),
        (v::OA_EXACT, Literal::new_simple_literal(&evidence.exact).into()),
        (v::OA_START, offset(evidence.start)),
        (v::OA_END, offset(evidence.end)),
        (v::SENTENCE_START, offset(evidence.sentence_start)),
        (v::SENTENCE_END, offset(evidence.sentence_end)),
    ];
    triples.extend(claim.attributed_to.as_deref().map(|id| (v::ATTRIBUTED_TO, mint.node(id).into())));
    let quads = triples
        .into_iter()
        .map(|(predicate, object)| Quad::new(node.clone(), predicate, object, graph.clone()));
    quads.chain(object::describe(&claim.object, mint, &graph)).collect()
}

/// Rounded to four digits, so that sums of floating-point numbers cannot show in the bytes.
pub(super) fn confidence(confidence: f64) -> Literal {
    let rounded = Decimal::try_from(confidence).unwrap_or_default().round_dp(4);
    object::decimal(rounded)
}

fn offset(offset: usize) -> Term {
    Literal::new_typed_literal(offset.to_string(), xsd::INTEGER).into()
}

fn claim_of_node(quads: &[&Quad], mint: Mint<'_>) -> Option<Claim> {
    let value = |predicate: NamedNodeRef<'_>| {
        quads.iter().find(|quad| quad.predicate == predicate).map(|quad| &quad.object)
    };
    let node = |predicate| match value(predicate) {
        Some(Term::NamedNode(node)) => Some(node.as_ref()),
        _ => None,
    };
    let literal = |predicate| match value(predicate) {
        Some(Term::Literal(literal)) => Some(literal.value()),
        _ => None,
    };
    let number = |predicate| literal(predicate)?.parse().ok();
    let modality = node(v::MODALITY)?;
    Some(Claim {
        subject: mint.id(node(rdf::SUBJECT)?)?,
        predicate: mint.term_name(node(rdf::PREDICATE)?),
        object: object::from_term(value(rdf::OBJECT)?, mint)?,
        modality: Modality::ALL.into_iter().find(|&known| mint.modality(known).as_ref() == modality)?,
        attributed_to: node(v::ATTRIBUTED_TO).and_then(|node| mint.id(node)),
        confidence: literal(v::CONFIDENCE)?.parse().ok()?,
        evidence: Evidence {
            document: mint.document_id(node(v::DERIVED_FROM)?)?,
            exact: literal(v::OA_EXACT)?.to_owned(),
            start: number(v::OA_START)?,
            end: number(v::OA_END)?,
            sentence_start: number(v::SENTENCE_START)?,
            sentence_end: number(v::SENTENCE_END)?,
            rule: mint.rule_name(node(v::GENERATED_BY)?)?,
        },
    })
}
