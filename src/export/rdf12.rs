//! RDF 1.2 in Turtle: the statements, and for each claim a triple term that says what it claims without asserting it.
//!
//! `<< s p o ~ claim >>` names the claim as the reifier of a triple (RDF 1.2 Turtle, section 2.11). What is contested, denied
//! by a document or one side of a conflict, stands only there and is not asserted.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::{self, Write};

use oxigraph::model::vocab::xsd;
use oxigraph::model::{GraphNameRef, Literal, NamedNode, NamedOrBlankNode, Quad, Term, Triple};

use crate::model::Diagnostic;
use crate::query::Vocabulary;
use crate::query::evidence::Cited;
use crate::query::graph::{self, objects, subjects};
use crate::rdf::Mint;
use crate::rdf::vocabulary as v;
use crate::store::{Pattern, Quads};

/// The statements that nobody contests, sorted.
///
/// # Errors
/// If the store cannot be read.
pub fn uncontested(store: &Quads, claims: &[Cited]) -> Result<Vec<Quad>, Diagnostic> {
    let contested = contested(store, claims)?;
    let mut quads = store.find(None, None, None, Some(GraphNameRef::DefaultGraph))?;
    quads.retain(|quad| !contested.contains(&Triple::from(quad.clone()).to_string()));
    quads.sort_by_cached_key(|quad| {
        (quad.subject.to_string(), quad.predicate.as_ref() != graph::TYPE, quad.to_string())
    });
    Ok(quads)
}

/// The triples of claims that are a side of a conflict or a denial, and those that a denial speaks of.
fn contested(store: &Quads, claims: &[Cited]) -> Result<BTreeSet<String>, Diagnostic> {
    let mut sides: BTreeSet<NamedNode> = BTreeSet::new();
    let conflicts = subjects(store, graph::TYPE, v::CONFLICT)?;
    store.look_ahead(conflicts.iter().map(|conflict| Pattern::about(conflict.clone(), None)))?;
    for conflict in conflicts {
        for side in objects(store, conflict.as_ref(), graph::SIDE_OF)?.into_iter().filter_map(node) {
            sides.extend(objects(store, side.as_ref(), graph::REFERENCE)?.into_iter().filter_map(node));
        }
    }
    let denied = v::PACT.to_owned() + "Denied";
    let is_contested = |cited: &&Cited| {
        let denies = cited.modality.as_ref().is_some_and(|modality| modality.as_str() == denied);
        denies || sides.contains(&cited.claim)
    };
    Ok(claims.iter().filter(is_contested).map(|cited| cited.triple.to_string()).collect())
}

/// Writes statements and claims.
///
/// # Errors
/// If `out` cannot be written.
pub fn write_rdf12(
    out: &mut dyn Write,
    statements: &[Quad],
    claims: &[Cited],
    words: &Vocabulary,
    mint: Mint<'_>,
) -> io::Result<()> {
    let turtle = Turtle { words, used: RefCell::default() };
    let mut body = String::new();
    for quads in statements.chunk_by(|a, b| a.subject == b.subject) {
        let said = quads.iter().map(|quad| {
            let predicate = match quad.predicate.as_ref() {
                graph::TYPE => "a".to_owned(),
                _ => turtle.node(&quad.predicate),
            };
            format!("{predicate} {}", turtle.term(&quad.object))
        });
        let _ = write!(
            body,
            "\n{} {} .\n",
            turtle.subject(&quads[0].subject),
            said.collect::<Vec<_>>().join(" ;\n\t")
        );
    }
    for cited in claims {
        let Triple { subject, predicate, object } = &cited.triple;
        let said: Vec<String> = about(cited, mint)
            .into_iter()
            .map(|(predicate, object)| format!("{} {}", turtle.node(&predicate), turtle.term(&object)))
            .collect();
        let _ = write!(
            body,
            "\n<< {} {} {} ~ {} >>\n\t{} .\n",
            turtle.subject(subject),
            turtle.node(predicate),
            turtle.term(object),
            turtle.node(&cited.claim),
            said.join(" ;\n\t")
        );
    }
    for (name, iri) in turtle.used.borrow().iter() {
        writeln!(out, "@prefix {name}: <{iri}> .")?;
    }
    out.write_all(body.as_bytes())
}

/// What is said of a claim, besides what it claims.
fn about(cited: &Cited, mint: Mint<'_>) -> Vec<(NamedNode, Term)> {
    let number = |number: usize| Term::from(Literal::new_typed_literal(number.to_string(), xsd::INTEGER));
    let mut all = vec![
        (graph::TYPE, v::CLAIM.into_owned().into()),
        (v::DERIVED_FROM, cited.document.iri.clone().into()),
        (v::GENERATED_BY, mint.rule(&cited.rule).into()),
        (v::CONFIDENCE, Literal::new_typed_literal(cited.confidence.to_string(), xsd::DECIMAL).into()),
        (v::OA_EXACT, Literal::from(cited.exact.as_str()).into()),
        (v::OA_START, number(cited.start)),
        (v::OA_END, number(cited.end)),
    ];
    all.extend(cited.modality.clone().map(|modality| (v::MODALITY, modality.into())));
    all.extend(cited.attributed_to.clone().map(|who| (v::ATTRIBUTED_TO, who.into())));
    all.into_iter().map(|(predicate, object)| (predicate.into_owned(), object)).collect()
}

/// Terms as Turtle has them; remembers which prefixes they need.
struct Turtle<'a> {
    words: &'a Vocabulary,
    used: RefCell<BTreeMap<String, String>>,
}

impl Turtle<'_> {
    fn node(&self, node: &NamedNode) -> String {
        match self.words.prefix_of(node.as_str()) {
            Some((prefix, namespace)) => {
                self.used.borrow_mut().insert(prefix.to_owned(), namespace.to_owned());
                format!("{prefix}:{}", &node.as_str()[namespace.len()..])
            }
            None => node.to_string(),
        }
    }

    fn subject(&self, subject: &NamedOrBlankNode) -> String {
        match subject {
            NamedOrBlankNode::NamedNode(node) => self.node(node),
            NamedOrBlankNode::BlankNode(node) => node.to_string(),
        }
    }

    fn term(&self, term: &Term) -> String {
        match term {
            Term::NamedNode(node) => self.node(node),
            Term::Literal(literal) if literal.language().is_none() && literal.datatype() != xsd::STRING => {
                let text = Literal::new_simple_literal(literal.value());
                format!("{text}^^{}", self.node(&literal.datatype().into_owned()))
            }
            other => other.to_string(),
        }
    }
}

fn node(term: Term) -> Option<NamedNode> {
    match term {
        Term::NamedNode(node) => Some(node),
        _ => None,
    }
}
