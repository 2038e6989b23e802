//! What fusing came to: the default graph, and the graph that says how each of its triples came to be there.

use std::collections::BTreeSet;

use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{GraphName, Literal, NamedNode, NamedNodeRef, Quad, Term};

use super::claims::{claim_iri, confidence, hash};
use super::decisions::decision_iri;
use super::iri::Mint;
use super::object;
use super::tally;
use super::vocabulary as v;
use crate::fuse::Fused;
use crate::model::{Claim, Conflict, Object, Rank, Ruling, Statement};
use crate::pack::ontology::FRAME;

/// The quads of `fused` for the default graph and for the graph `graph/fusion`. `claims` are those that were fused.
///
/// The default graph has all statements but the deprecated and those that another says more exactly; for each frame
/// how it is held; and what the amounts of money in it are.
#[must_use]
pub fn fused_to_quads(fused: &Fused, claims: &[Claim], mint: Mint<'_>) -> Vec<Quad> {
    let fusion = GraphName::from(mint.graph("fusion"));
    let coarse: BTreeSet<usize> = fused.refinements.iter().map(|&(_, coarse)| coarse).collect();
    let nodes: Vec<NamedNode> =
        fused.statements.iter().map(|statement| statement_iri(statement, mint)).collect();
    let mut quads: Vec<Quad> = fused.growing.iter().map(|id| growing_node(id, mint)).collect();
    for (at, statement) in fused.statements.iter().enumerate() {
        quads.extend(statement_node(&nodes[at], statement, claims, &fusion, mint));
        if fused.growing.contains(&statement.subject) {
            quads.push(tally::tally_to_quad(&nodes[at], statement, &fusion));
        }
        if statement.rank != Rank::Deprecated && !coarse.contains(&at) {
            quads.extend(plain_triples(statement, mint));
        }
    }
    let pairs = |pairs: &[(usize, usize)], predicate: NamedNodeRef<'static>| {
        let quad = |&(a, b): &(usize, usize)| {
            Quad::new(nodes[a].clone(), predicate, nodes[b].clone(), fusion.clone())
        };
        pairs.iter().map(quad).collect::<Vec<_>>()
    };
    quads.extend(pairs(&fused.refinements, v::REFINES));
    quads.extend(pairs(&fused.successions, v::SUCCEEDS));
    let decided = |(at, ruling): &(usize, Ruling)| {
        Quad::new(nodes[*at].clone(), v::DECIDED_BY, decision_iri(ruling, mint), fusion.clone())
    };
    quads.extend(fused.decided.iter().map(decided));
    let set_aside = |&(at, claim): &(usize, usize)| {
        Quad::new(nodes[at].clone(), v::SET_ASIDE, claim_iri(&claims[claim], mint), fusion.clone())
    };
    quads.extend(fused.set_aside.iter().map(set_aside));
    for (id, marks) in &fused.marks {
        let bears = |mark: &String| {
            Quad::new(mint.node(id), v::COMPARED_BY, Literal::new_simple_literal(mark), fusion.clone())
        };
        quads.extend(marks.iter().map(bears));
    }
    for (at, conflict) in fused.conflicts.iter().enumerate() {
        let settled = fused.settled.iter().filter(|(settled, _)| *settled == at);
        let rulings: Vec<&Ruling> = settled.map(|(_, ruling)| ruling).collect();
        quads.extend(conflict_nodes(conflict, &rulings, claims, &fusion, mint));
    }
    quads
}

/// The quads of a statement that stands for itself ([`crate::fuse::grow`]).
#[must_use]
pub fn grown_to_quads(statement: &Statement, claims: &[Claim], mint: Mint<'_>) -> Vec<Quad> {
    let fusion = GraphName::from(mint.graph("fusion"));
    let node = statement_iri(statement, mint);
    let mut quads = statement_node(&node, statement, claims, &fusion, mint);
    quads.push(tally::tally_to_quad(&node, statement, &fusion));
    quads.extend(plain_triples(statement, mint));
    quads
}

/// Says that all statements on a node stand for themselves and have a tally.
fn growing_node(id: &str, mint: Mint<'_>) -> Quad {
    Quad::new(mint.node(id), rdf::TYPE, v::WELL_ATTESTED, mint.graph("fusion"))
}

fn statement_iri(statement: &Statement, mint: Mint<'_>) -> NamedNode {
    triple_iri((&statement.subject, &statement.predicate, &statement.object), mint)
}

/// The IRI of the statement that a triple is.
#[must_use]
pub fn triple_iri((subject, predicate, object): (&str, &str, &Object), mint: Mint<'_>) -> NamedNode {
    let object = object::to_term(object, mint).to_string();
    mint.hashed("statement", &hash(&[subject, predicate, &object]))
}

fn plain_triples(statement: &Statement, mint: Mint<'_>) -> Vec<Quad> {
    let subject = mint.node(&statement.subject);
    let object = object::to_term(&statement.object, mint);
    let mut quads = object::describe(&statement.object, mint, &GraphName::DefaultGraph);
    quads.push(Quad::new(subject.clone(), mint.term(&statement.predicate), object, GraphName::DefaultGraph));
    if is_frame(statement, mint) {
        quads.push(Quad::new(
            subject,
            v::MODALITY,
            mint.modality(statement.modality),
            GraphName::DefaultGraph,
        ));
    }
    quads
}

/// Whether the statement says of a node that it is a frame.
fn is_frame(statement: &Statement, mint: Mint<'_>) -> bool {
    let Object::Term(class) = &statement.object else { return false };
    statement.predicate == "rdf:type" && mint.ontology.is_a(class, FRAME)
}

fn statement_node(
    node: &NamedNode,
    statement: &Statement,
    claims: &[Claim],
    graph: &GraphName,
    mint: Mint<'_>,
) -> Vec<Quad> {
    let day = |day: jiff::civil::Date| Term::from(Literal::new_typed_literal(day.to_string(), xsd::DATE));
    let support = Literal::new_typed_literal(statement.voices.count().to_string(), xsd::INTEGER);
    let mut triples: Vec<(NamedNodeRef<'_>, Term)> = vec![
        (rdf::TYPE, v::STATEMENT.into_owned().into()),
        (rdf::SUBJECT, mint.node(&statement.subject).into()),
        (rdf::PREDICATE, mint.term(&statement.predicate).into()),
        (rdf::OBJECT, object::to_term(&statement.object, mint)),
        (v::RANK, rank(statement.rank).into_owned().into()),
        (v::MODALITY, mint.modality(statement.modality).into()),
        (v::SUPPORT, support.into()),
        (v::CONFIDENCE, confidence(statement.voices.confidence()).into()),
    ];
    triples.extend(statement.first_reported.map(|first| (v::FIRST_REPORTED, day(first))));
    triples.extend(statement.last_reported.map(|last| (v::LAST_REPORTED, day(last))));
    let references = statement.references.iter().map(|&index| claim_iri(&claims[index], mint).into());
    triples.extend(references.map(|claim| (v::REFERENCE, claim)));
    let mut quads = on(node, triples, graph);
    quads.extend(object::describe(&statement.object, mint, graph));
    quads
}

fn conflict_nodes(
    conflict: &Conflict,
    settled_by: &[&Ruling],
    claims: &[Claim],
    graph: &GraphName,
    mint: Mint<'_>,
) -> Vec<Quad> {
    let kind = conflict.kind.as_str();
    let between: Vec<&str> =
        [&conflict.subject].into_iter().chain(&conflict.with).map(String::as_str).collect();
    let key = hash(&[between.as_slice(), &[&conflict.predicate, kind]].concat());
    let node = mint.hashed("conflict", &key);
    let state = if settled_by.is_empty() { v::OPEN_CONFLICT } else { v::SETTLED_CONFLICT };
    let mut triples: Vec<(NamedNodeRef<'_>, Term)> = vec![
        (rdf::TYPE, v::CONFLICT.into_owned().into()),
        (v::CONFLICT_KIND, mint.term(&format!("pact:{}Conflict", capitalized(kind))).into()),
        (v::CONFLICT_ABOUT, mint.node(&conflict.subject).into()),
        (v::CONFLICT_ROLE, mint.term(&conflict.predicate).into()),
        (v::CONFLICT_STATE, state.into_owned().into()),
    ];
    triples.extend(conflict.with.iter().map(|with| (v::CONFLICT_WITH, mint.node(with).into())));
    triples.extend(settled_by.iter().map(|ruling| (v::DECIDED_BY, decision_iri(ruling, mint).into())));
    let mut quads = Vec::new();
    for (number, side) in conflict.sides.iter().enumerate() {
        let Some(first) = side.first().map(|&index| &claims[index]) else { continue };
        let side_node = mint.hashed("conflict", &format!("{key}/{}", number + 1));
        triples.push((v::SIDE_OF, side_node.clone().into()));
        let mut of_side: Vec<(NamedNodeRef<'_>, Term)> = vec![
            (rdf::TYPE, v::SIDE.into_owned().into()),
            (rdf::VALUE, object::to_term(&first.object, mint)),
            (v::MODALITY, mint.modality(first.modality).into()),
        ];
        of_side.extend(side.iter().map(|&index| (v::REFERENCE, claim_iri(&claims[index], mint).into())));
        quads.extend(on(&side_node, of_side, graph));
        quads.extend(object::describe(&first.object, mint, graph));
    }
    quads.extend(on(&node, triples, graph));
    quads
}

fn on(node: &NamedNode, triples: Vec<(NamedNodeRef<'_>, Term)>, graph: &GraphName) -> Vec<Quad> {
    let quad = |(predicate, object)| Quad::new(node.clone(), predicate, object, graph.clone());
    triples.into_iter().map(quad).collect()
}

const fn rank(rank: Rank) -> NamedNodeRef<'static> {
    match rank {
        Rank::Preferred => v::PREFERRED_RANK,
        Rank::Normal => v::NORMAL_RANK,
        Rank::Deprecated => v::DEPRECATED_RANK,
    }
}

fn capitalized(word: &str) -> String {
    format!("{}{}", word[..1].to_ascii_uppercase(), &word[1..])
}
