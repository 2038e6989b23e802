//! How our graphs lie in a service that others use too, and that may have no default graph of its own. A query is
//! rewritten in its algebra so that it sees what it would see in a store of our own.

use oxigraph::model::{NamedNode, Variable};
use spargebra::Query;
use spargebra::algebra::{Expression, GraphPattern};
use spargebra::term::{NamedNodePattern, TriplePattern};

use super::text;
use crate::store::algebra::walk_graphs;

/// Which graphs are what.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    default_graph: Option<NamedNode>,
    hidden: Vec<NamedNode>,
}

impl Layout {
    /// `default_graph` stands for the default graph; `others` belong to others.
    pub(super) fn new(default_graph: Option<NamedNode>, others: impl IntoIterator<Item = NamedNode>) -> Self {
        let own = default_graph.clone().into_iter().chain([text::notes_graph()]);
        Self { hidden: own.chain(others).collect(), default_graph }
    }

    pub(super) const fn default_graph(&self) -> Option<&NamedNode> {
        self.default_graph.as_ref()
    }

    /// The graphs that no variable may stand for.
    pub(super) fn hidden(&self) -> impl Iterator<Item = &NamedNode> {
        self.hidden.iter()
    }

    /// Rewrites a query. One that names its own dataset is left as it is.
    pub(super) fn apply(&self, query: &mut Query) {
        describe_as_construct(query);
        let (Query::Select { dataset, .. }
        | Query::Construct { dataset, .. }
        | Query::Describe { dataset, .. }
        | Query::Ask { dataset, .. }) = &query;
        if dataset.is_some() {
            return;
        }
        walk_graphs(query, &mut |pattern, within| match (pattern, within) {
            (GraphPattern::Bgp { patterns }, _) if patterns.is_empty() => {}
            (pattern @ (GraphPattern::Bgp { .. } | GraphPattern::Path { .. }), None) => {
                if let Some(name) = self.default_graph.clone() {
                    let inner = Box::new(std::mem::take(pattern));
                    *pattern = GraphPattern::Graph { name: name.into(), inner };
                }
            }
            (pattern, _) => {
                let GraphPattern::Graph { name: NamedNodePattern::Variable(variable), .. } = &*pattern else {
                    return;
                };
                let expr = self.is_ours(variable);
                *pattern = GraphPattern::Filter { expr, inner: Box::new(std::mem::take(pattern)) };
            }
        });
    }

    fn is_ours(&self, graph: &Variable) -> Expression {
        let hidden = self.hidden.iter().map(|name| name.clone().into()).collect();
        Expression::Not(Box::new(Expression::In(Box::new(graph.clone().into()), hidden)))
    }
}

/// What DESCRIBE shows is for each service to say: it shall show what the embedded store does, the triples about each node.
fn describe_as_construct(query: &mut Query) {
    let Query::Describe { dataset, pattern, base_iri } = query else { return };
    let GraphPattern::Project { inner, variables } = pattern else { return };
    let mut template = Vec::new();
    let mut all: Option<GraphPattern> = None;
    for (at, variable) in variables.iter().enumerate() {
        let [predicate, object] = ["p", "o"].map(|name| Variable::new_unchecked(format!("__{name}_{at}")));
        let about = TriplePattern {
            subject: variable.clone().into(),
            predicate: predicate.into(),
            object: object.into(),
        };
        template.push(about.clone());
        let right = Box::new(GraphPattern::Bgp { patterns: vec![about] });
        let one = GraphPattern::Join { left: inner.clone(), right };
        all = Some(match all {
            Some(before) => GraphPattern::Union { left: Box::new(before), right: Box::new(one) },
            None => one,
        });
    }
    if let Some(pattern) = all {
        *query = Query::Construct { template, dataset: dataset.take(), pattern, base_iri: base_iri.take() };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rewritten(text: &str, default_graph: Option<&str>) -> String {
        let layout = Layout::new(default_graph.map(NamedNode::new_unchecked), []);
        let mut query = spargebra::SparqlParser::new().parse_query(text).unwrap();
        layout.apply(&mut query);
        query.to_string()
    }

    #[test]
    fn patterns_outside_of_graphs_ask_the_graph_that_stands_for_the_default_one() {
        let query = rewritten(
            "SELECT * { ?a <e:p> ?b OPTIONAL { ?b <e:q>+ ?c } FILTER NOT EXISTS { ?a <e:r> ?d } GRAPH <e:g> { ?a <e:s> ?e } }",
            Some("e:default"),
        );
        assert_eq!(query.matches("GRAPH <e:default>").count(), 3, "{query}");
        assert_eq!(query.matches("GRAPH <e:g>").count(), 1, "{query}");
    }

    #[test]
    fn a_variable_graph_is_never_one_of_others() {
        let query = rewritten("SELECT ?g { GRAPH ?g { ?a ?b ?c } }", Some("e:default"));
        assert!(query.contains("<e:default>") && query.contains(text::NOTES), "{query}");
    }

    #[test]
    fn a_description_is_the_triples_about_a_node() {
        let query = rewritten("DESCRIBE <e:a>", None);
        assert!(query.starts_with("CONSTRUCT"), "{query}");
    }
}
