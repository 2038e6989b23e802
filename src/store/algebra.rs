//! A walk over all parts of a query's algebra.

use oxigraph::model::{NamedNode, Variable};
use spargebra::Query;
use spargebra::algebra::{
    AggregateExpression, Expression, Function, GraphPattern, OrderExpression, PropertyPathExpression,
};
use spargebra::term::{NamedNodePattern, TermPattern, TriplePattern};

/// One part of a query that a walk comes by.
pub(crate) enum Part<'a> {
    /// A pattern, after all its parts.
    Pattern(&'a mut GraphPattern),
    /// An expression, after all its parts.
    Expression(&'a mut Expression),
    /// A subject or object.
    Term(&'a mut TermPattern),
    /// A predicate, graph or service.
    Name(&'a mut NamedNodePattern),
    /// A property path.
    Path(&'a mut PropertyPathExpression),
}

/// Shows each part of `query` to `see`, inner parts first.
pub(crate) fn walk(query: &mut Query, see: &mut dyn FnMut(Part<'_>)) {
    if let Query::Construct { template, .. } = query {
        for triple in template {
            walk_triple(triple, see);
        }
    }
    walk_pattern(pattern_mut(query), see);
}

/// The pattern of a query of any form.
pub(crate) fn pattern_mut(query: &mut Query) -> &mut GraphPattern {
    match query {
        Query::Select { pattern, .. }
        | Query::Construct { pattern, .. }
        | Query::Describe { pattern, .. }
        | Query::Ask { pattern, .. } => pattern,
    }
}

/// All IRIs that stand in a query.
pub(crate) fn named_nodes(query: &Query) -> Vec<NamedNode> {
    let mut nodes = Vec::new();
    walk(&mut query.clone(), &mut |part| match part {
        Part::Term(TermPattern::NamedNode(node))
        | Part::Name(NamedNodePattern::NamedNode(node))
        | Part::Expression(
            Expression::NamedNode(node) | Expression::FunctionCall(Function::Custom(node), _),
        ) => {
            nodes.push(node.clone());
        }
        Part::Path(PropertyPathExpression::NamedNode(node)) => nodes.push(node.clone()),
        Part::Path(PropertyPathExpression::NegatedPropertySet(set)) => nodes.extend(set.iter().cloned()),
        _ => {}
    });
    nodes
}

/// All variables that stand in a query, as often as they stand there.
pub(crate) fn variables(query: &Query) -> Vec<Variable> {
    let mut found = Vec::new();
    walk(&mut query.clone(), &mut |part| match part {
        Part::Term(TermPattern::Variable(variable))
        | Part::Name(NamedNodePattern::Variable(variable))
        | Part::Expression(Expression::Variable(variable) | Expression::Bound(variable)) => {
            found.push(variable.clone());
        }
        Part::Pattern(
            GraphPattern::Project { variables, .. }
            | GraphPattern::Values { variables, .. }
            | GraphPattern::Group { variables, .. },
        ) => found.extend(variables.iter().cloned()),
        Part::Pattern(GraphPattern::Extend { variable, .. }) => found.push(variable.clone()),
        _ => {}
    });
    found
}

pub(crate) fn walk_pattern(pattern: &mut GraphPattern, see: &mut dyn FnMut(Part<'_>)) {
    use GraphPattern as P;
    match pattern {
        P::Bgp { patterns } => {
            for triple in patterns {
                walk_triple(triple, see);
            }
        }
        P::Path { subject, path, object } => {
            walk_term(subject, see);
            walk_path(path, see);
            walk_term(object, see);
        }
        P::Join { left, right }
        | P::Lateral { left, right }
        | P::Union { left, right }
        | P::Minus { left, right } => {
            walk_pattern(left, see);
            walk_pattern(right, see);
        }
        P::LeftJoin { left, right, expression } => {
            walk_pattern(left, see);
            walk_pattern(right, see);
            if let Some(expression) = expression {
                walk_expression(expression, see);
            }
        }
        P::Filter { expr, inner } | P::Extend { inner, expression: expr, .. } => {
            walk_pattern(inner, see);
            walk_expression(expr, see);
        }
        P::Graph { name, inner } | P::Service { name, inner, .. } => {
            see(Part::Name(name));
            walk_pattern(inner, see);
        }
        P::Values { .. } => {}
        P::OrderBy { inner, expression } => {
            walk_pattern(inner, see);
            for OrderExpression::Asc(expression) | OrderExpression::Desc(expression) in expression {
                walk_expression(expression, see);
            }
        }
        P::Project { inner, .. } | P::Distinct { inner } | P::Reduced { inner } | P::Slice { inner, .. } => {
            walk_pattern(inner, see);
        }
        P::Group { inner, aggregates, .. } => {
            walk_pattern(inner, see);
            for (_, aggregate) in aggregates {
                if let AggregateExpression::FunctionCall { expr, .. } = aggregate {
                    walk_expression(expr, see);
                }
            }
        }
    }
    see(Part::Pattern(pattern));
}

fn walk_triple(triple: &mut TriplePattern, see: &mut dyn FnMut(Part<'_>)) {
    walk_term(&mut triple.subject, see);
    see(Part::Name(&mut triple.predicate));
    walk_term(&mut triple.object, see);
}

fn walk_term(term: &mut TermPattern, see: &mut dyn FnMut(Part<'_>)) {
    if let TermPattern::Triple(triple) = term {
        walk_triple(triple, see);
    }
    see(Part::Term(term));
}

fn walk_path(path: &mut PropertyPathExpression, see: &mut dyn FnMut(Part<'_>)) {
    use PropertyPathExpression as P;
    match path {
        P::NamedNode(_) | P::NegatedPropertySet(_) => {}
        P::Reverse(inner) | P::ZeroOrMore(inner) | P::OneOrMore(inner) | P::ZeroOrOne(inner) => {
            walk_path(inner, see);
        }
        P::Sequence(left, right) | P::Alternative(left, right) => {
            walk_path(left, see);
            walk_path(right, see);
        }
    }
    see(Part::Path(path));
}

fn walk_expression(expression: &mut Expression, see: &mut dyn FnMut(Part<'_>)) {
    if let Expression::Exists(pattern) = expression {
        walk_pattern(pattern, see);
    }
    each_operand(expression, &mut |inner| walk_expression(inner, see));
    see(Part::Expression(expression));
}

/// Shows each pattern of triples, path and GRAPH of `query` to `see`, inner ones first, with the name of the GRAPH that it
/// stands in.
pub(crate) fn walk_graphs(
    query: &mut Query,
    see: &mut dyn FnMut(&mut GraphPattern, Option<&NamedNodePattern>),
) {
    within(pattern_mut(query), None, see);
}

fn within(
    pattern: &mut GraphPattern,
    graph: Option<&NamedNodePattern>,
    see: &mut dyn FnMut(&mut GraphPattern, Option<&NamedNodePattern>),
) {
    use GraphPattern as P;
    match pattern {
        P::Bgp { .. } | P::Path { .. } => see(pattern, graph),
        P::Graph { name, inner } => {
            within(inner, Some(name), see);
            see(pattern, graph);
        }
        P::Join { left, right }
        | P::Lateral { left, right }
        | P::Union { left, right }
        | P::Minus { left, right } => {
            within(left, graph, see);
            within(right, graph, see);
        }
        P::LeftJoin { left, right, expression } => {
            within(left, graph, see);
            within(right, graph, see);
            if let Some(expression) = expression {
                each_exists(expression, &mut |inner| within(inner, graph, see));
            }
        }
        P::Filter { expr, inner } | P::Extend { inner, expression: expr, .. } => {
            within(inner, graph, see);
            each_exists(expr, &mut |inner| within(inner, graph, see));
        }
        P::OrderBy { inner, expression } => {
            within(inner, graph, see);
            for OrderExpression::Asc(expression) | OrderExpression::Desc(expression) in expression {
                each_exists(expression, &mut |inner| within(inner, graph, see));
            }
        }
        P::Group { inner, aggregates, .. } => {
            within(inner, graph, see);
            for (_, aggregate) in aggregates {
                if let AggregateExpression::FunctionCall { expr, .. } = aggregate {
                    each_exists(expr, &mut |inner| within(inner, graph, see));
                }
            }
        }
        P::Project { inner, .. } | P::Distinct { inner } | P::Reduced { inner } | P::Slice { inner, .. } => {
            within(inner, graph, see);
        }
        // What another service is asked is seen there.
        P::Values { .. } | P::Service { .. } => {}
    }
}

/// Shows each pattern that stands in `expression` as EXISTS to `see`, the outermost only.
fn each_exists(expression: &mut Expression, see: &mut dyn FnMut(&mut GraphPattern)) {
    if let Expression::Exists(pattern) = expression {
        see(pattern);
    }
    each_operand(expression, &mut |inner| each_exists(inner, see));
}

/// Shows the expressions that `expression` is made of to `see`, not what they are made of.
fn each_operand(expression: &mut Expression, see: &mut dyn FnMut(&mut Expression)) {
    use Expression as E;
    match expression {
        E::NamedNode(_) | E::Literal(_) | E::Variable(_) | E::Bound(_) | E::Exists(_) => {}
        E::Or(left, right)
        | E::And(left, right)
        | E::Equal(left, right)
        | E::SameTerm(left, right)
        | E::Greater(left, right)
        | E::GreaterOrEqual(left, right)
        | E::Less(left, right)
        | E::LessOrEqual(left, right)
        | E::Add(left, right)
        | E::Subtract(left, right)
        | E::Multiply(left, right)
        | E::Divide(left, right) => {
            see(left);
            see(right);
        }
        E::UnaryPlus(inner) | E::UnaryMinus(inner) | E::Not(inner) => see(inner),
        E::If(condition, left, right) => {
            see(condition);
            see(left);
            see(right);
        }
        E::In(inner, list) => {
            see(inner);
            list.iter_mut().for_each(see);
        }
        E::Coalesce(list) | E::FunctionCall(_, list) => list.iter_mut().for_each(see),
    }
}
