//! The names of classes, roles and individuals, and what is below what, for queries.

use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{GraphName, Literal, NamedNode, NamedNodeRef, Quad, Term};

use super::claims::hash;
use super::iri::Mint;
use super::vocabulary as v;

/// The quads of the graph `graph/ontology`: types, labels and comments, `rdfs:subClassOf`, `owl:FunctionalProperty`. The last
/// is a hash of all others: a graph that has it has them.
#[must_use]
pub fn ontology_to_quads(mint: Mint<'_>) -> Vec<Quad> {
    let ontology = mint.ontology;
    let mut out = Quads { graph: mint.graph("ontology").into(), quads: Vec::new() };
    for class in ontology.classes() {
        let node = mint.term(&class.name);
        out.add(&node, rdf::TYPE, v::OWL_CLASS.into_owned());
        out.describe(&node, &class.label, &class.comment);
        class.parents.iter().for_each(|parent| out.add(&node, rdfs::SUB_CLASS_OF, mint.term(parent)));
    }
    for property in ontology.properties() {
        let node = mint.term(&property.name);
        out.add(&node, rdf::TYPE, rdf::PROPERTY.into_owned());
        out.describe(&node, &property.label, &property.comment);
        if property.functional {
            out.add(&node, rdf::TYPE, v::OWL_FUNCTIONAL.into_owned());
        }
    }
    for individual in ontology.individuals() {
        let node = mint.term(&individual.name);
        out.describe(&node, &individual.label, &individual.comment);
        individual.classes.iter().for_each(|class| out.add(&node, rdf::TYPE, mint.term(class)));
    }
    let lines: Vec<String> = out.quads.iter().map(ToString::to_string).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let graph = mint.graph("ontology");
    out.add(&graph, v::DCTERMS_IDENTIFIER, Literal::new_simple_literal(hash(&lines)));
    out.quads
}

struct Quads {
    graph: GraphName,
    quads: Vec<Quad>,
}

impl Quads {
    fn add(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'_>, object: impl Into<Term>) {
        self.quads.push(Quad::new(subject.clone(), predicate, object, self.graph.clone()));
    }

    fn describe(&mut self, node: &NamedNode, label: &str, comment: &str) {
        for (predicate, text) in [(rdfs::LABEL, label), (rdfs::COMMENT, comment)] {
            self.add(node, predicate, Literal::new_language_tagged_literal_unchecked(text, "en"));
        }
    }
}
