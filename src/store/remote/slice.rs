//! What of a store a query could match: enough to evaluate it somewhere else with the same answer.

use oxigraph::model::{GraphName, NamedNode, NamedOrBlankNode, Term};
use spargebra::Query;
use spargebra::algebra::{GraphPattern, PropertyPathExpression};
use spargebra::term::{NamedNodePattern, TermPattern, TriplePattern};

use crate::store::Pattern;
use crate::store::algebra::walk_graphs;

/// Patterns that every quad fits that a triple pattern or a path of `query` could match.
///
/// The answer over just these quads is the answer over all: solutions are made of matches of single patterns, also under
/// OPTIONAL, MINUS and EXISTS. A path of length zero between two variables matches every node there is, so it needs all.
///
/// Also says whether the names of all graphs are needed: a GRAPH with a variable that no triple inside has to bind.
pub(super) fn needed(query: &Query) -> (Vec<Pattern>, bool) {
    let (Query::Select { dataset, .. }
    | Query::Construct { dataset, .. }
    | Query::Describe { dataset, .. }
    | Query::Ask { dataset, .. }) = query;
    let own_dataset = dataset.is_some();
    let (mut found, mut all_graphs) = (Vec::new(), false);
    walk_graphs(&mut query.clone(), &mut |pattern, within| {
        let graph = match within {
            _ if own_dataset => None,
            None => Some(GraphName::DefaultGraph),
            Some(NamedNodePattern::NamedNode(name)) => Some(name.clone().into()),
            Some(NamedNodePattern::Variable(_)) => None,
        };
        match pattern {
            GraphPattern::Bgp { patterns } => {
                found.extend(patterns.iter().map(|triple| of_triple(triple, graph.clone())));
            }
            GraphPattern::Path { subject, path, object } => {
                let open =
                    |end: &TermPattern| matches!(end, TermPattern::Variable(_) | TermPattern::BlankNode(_));
                if can_be_nothing(path) && open(subject) && open(object) {
                    found.push(Pattern { graph, ..Pattern::default() });
                } else {
                    let step = |predicate| Pattern { predicate, graph: graph.clone(), ..Pattern::default() };
                    found.extend(steps(path).into_iter().map(step));
                }
            }
            GraphPattern::Graph { name: NamedNodePattern::Variable(_), inner } => all_graphs |= !binds(inner),
            _ => {}
        }
    });
    (found, all_graphs)
}

/// Whether each match of a pattern has at least one triple in it.
fn binds(pattern: &GraphPattern) -> bool {
    use GraphPattern as P;
    match pattern {
        P::Bgp { patterns } => !patterns.is_empty(),
        P::Path { path, .. } => !can_be_nothing(path),
        P::Join { left, right } | P::Lateral { left, right } => binds(left) || binds(right),
        P::LeftJoin { left, .. } | P::Minus { left, .. } => binds(left),
        P::Union { left, right } => binds(left) && binds(right),
        P::Filter { inner, .. }
        | P::Extend { inner, .. }
        | P::OrderBy { inner, .. }
        | P::Project { inner, .. }
        | P::Distinct { inner }
        | P::Reduced { inner }
        | P::Slice { inner, .. } => binds(inner),
        P::Graph { .. } | P::Values { .. } | P::Service { .. } | P::Group { .. } => false,
    }
}

fn of_triple(triple: &TriplePattern, graph: Option<GraphName>) -> Pattern {
    let term = |term: &TermPattern| match term {
        TermPattern::NamedNode(node) => Some(Term::from(node.clone())),
        TermPattern::Literal(literal) => Some(literal.clone().into()),
        _ => None,
    };
    let subject = match term(&triple.subject) {
        Some(Term::NamedNode(node)) => Some(NamedOrBlankNode::from(node)),
        _ => None,
    };
    let predicate = match &triple.predicate {
        NamedNodePattern::NamedNode(node) => Some(node.clone()),
        NamedNodePattern::Variable(_) => None,
    };
    Pattern { subject, predicate, object: term(&triple.object), graph }
}

/// Whether a path holds between a node and itself.
fn can_be_nothing(path: &PropertyPathExpression) -> bool {
    use PropertyPathExpression as X;
    match path {
        X::NamedNode(_) | X::NegatedPropertySet(_) => false,
        X::ZeroOrMore(_) | X::ZeroOrOne(_) => true,
        X::Reverse(inner) | X::OneOrMore(inner) => can_be_nothing(inner),
        X::Sequence(left, right) => can_be_nothing(left) && can_be_nothing(right),
        X::Alternative(left, right) => can_be_nothing(left) || can_be_nothing(right),
    }
}

/// The predicates of a path; `None` for any.
fn steps(path: &PropertyPathExpression) -> Vec<Option<NamedNode>> {
    use PropertyPathExpression as X;
    match path {
        X::NamedNode(node) => vec![Some(node.clone())],
        X::NegatedPropertySet(_) => vec![None],
        X::Reverse(inner) | X::ZeroOrMore(inner) | X::OneOrMore(inner) | X::ZeroOrOne(inner) => steps(inner),
        X::Sequence(left, right) | X::Alternative(left, right) => {
            let mut all = steps(left);
            all.append(&mut steps(right));
            all
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let query = spargebra::SparqlParser::new().parse_query(text).unwrap();
        let place = |graph: &Option<GraphName>| match graph {
            None => "any".to_owned(),
            Some(GraphName::DefaultGraph) => "default".to_owned(),
            Some(name) => name.to_string(),
        };
        let end = |end: Option<String>| end.unwrap_or("?".to_owned());
        needed(&query)
            .0
            .iter()
            .map(|pattern| {
                let subject = end(pattern.subject.as_ref().map(ToString::to_string));
                let predicate = end(pattern.predicate.as_ref().map(ToString::to_string));
                let object = end(pattern.object.as_ref().map(ToString::to_string));
                format!("{subject} {predicate} {object} {}", place(&pattern.graph))
            })
            .collect()
    }

    #[test]
    fn each_pattern_is_fetched_where_it_is_asked() {
        assert_eq!(
            shown(
                "SELECT ?a { ?a <e:p> 1 . GRAPH ?g { ?a <e:q>/^<e:r>* <e:b> } OPTIONAL { GRAPH <e:g> { <e:c> ?p ?o } } }"
            ),
            [
                "? <e:p> \"1\"^^<http://www.w3.org/2001/XMLSchema#integer> default",
                "? <e:q> ? any",
                "? <e:r> ? any",
                "<e:c> ? ? <e:g>",
            ]
        );
    }

    #[test]
    fn what_stands_in_filters_is_fetched_too() {
        assert_eq!(
            shown("SELECT ?a { ?a <e:p> ?b FILTER NOT EXISTS { ?b <e:q> ?c MINUS { ?c <e:r> ?d } } }").len(),
            3
        );
    }

    #[test]
    fn the_names_of_all_graphs_are_needed_only_where_a_graph_may_match_without_a_triple() {
        let all = |text| needed(&spargebra::SparqlParser::new().parse_query(text).unwrap()).1;
        assert!(!all("SELECT ?g { GRAPH ?g { ?a <e:p> ?b OPTIONAL { ?b <e:q> ?c } } }"));
        assert!(all("SELECT ?g { GRAPH ?g { } }"));
        assert!(all("SELECT ?g { GRAPH ?g { ?a <e:p>* <e:b> } }"));
    }

    #[test]
    fn a_path_that_may_be_nothing_needs_every_node() {
        assert_eq!(shown("SELECT ?a { ?a <e:p>? ?b }"), ["? ? ? default"]);
        assert_eq!(shown("SELECT ?a { ?a <e:p>+ ?b }"), ["? <e:p> ? default"]);
    }
}
