//! A pattern as a row of steps, each of which can leave nothing.

use spargebra::algebra::{Expression, GraphPattern};
use spargebra::term::{NamedNodePattern, TriplePattern};

use crate::query::vocabulary::Vocabulary;

/// One step: what it does to the solutions so far.
#[derive(Clone)]
pub(super) enum Step {
    /// Joins a triple pattern, in a graph if it stands in one.
    Triple(TriplePattern, Option<NamedNodePattern>),
    /// Joins a pattern of another form.
    Join(GraphPattern),
    /// Keeps those for which an expression holds.
    Filter(Expression),
    /// Takes out those that fit a pattern.
    Minus(GraphPattern),
    /// Anything else that stands around the pattern so far.
    Other(Box<GraphPattern>),
}

impl Step {
    /// The pattern after this step, `so_far` before it.
    pub(super) fn after(&self, so_far: GraphPattern) -> GraphPattern {
        match self {
            Self::Triple(..) | Self::Join(_) => {
                let Some(right) = self.alone() else { return so_far };
                if so_far == GraphPattern::default() {
                    return right;
                }
                GraphPattern::Join { left: Box::new(so_far), right: Box::new(right) }
            }
            Self::Filter(expr) => GraphPattern::Filter { expr: expr.clone(), inner: Box::new(so_far) },
            Self::Minus(right) => {
                GraphPattern::Minus { left: Box::new(so_far), right: Box::new(right.clone()) }
            }
            Self::Other(around) => {
                let mut pattern = (**around).clone();
                if let Some(inner) = inner_mut(&mut pattern) {
                    *inner = so_far;
                }
                pattern
            }
        }
    }

    /// What it joins, by itself; `None` if it joins nothing.
    pub(super) fn alone(&self) -> Option<GraphPattern> {
        match self {
            Self::Triple(triple, graph) => {
                let patterns = vec![triple.clone()];
                Some(in_graph(GraphPattern::Bgp { patterns }, graph.as_ref()))
            }
            Self::Join(pattern) => Some(pattern.clone()),
            Self::Filter(_) | Self::Minus(_) | Self::Other(_) => None,
        }
    }

    /// As SPARQL, with prefixes, on one line.
    pub(super) fn shown(&self, words: &Vocabulary) -> String {
        let text = match self {
            Self::Triple(triple, None) => triple.to_string(),
            Self::Triple(triple, Some(graph)) => format!("GRAPH {graph} {{ {triple} }}"),
            Self::Join(pattern) => pattern.to_string(),
            Self::Filter(expression) => format!("FILTER({expression})"),
            Self::Minus(pattern) => format!("MINUS {{ {pattern} }}"),
            Self::Other(pattern) => match &**pattern {
                GraphPattern::Slice { start, length, .. } => {
                    format!(
                        "OFFSET {start}{}",
                        length.map(|length| format!(" LIMIT {length}")).unwrap_or_default()
                    )
                }
                GraphPattern::Group { .. } => "GROUP BY".to_owned(),
                other => other.to_string(),
            },
        };
        words.shorten(&text)
    }
}

/// The steps of a pattern, as they are written.
pub(super) fn steps(pattern: &GraphPattern) -> Vec<Step> {
    within(pattern, None)
}

/// The steps of a pattern that stands in a graph.
fn within(pattern: &GraphPattern, graph: Option<&NamedNodePattern>) -> Vec<Step> {
    use GraphPattern as P;
    match pattern {
        P::Bgp { patterns } => {
            patterns.iter().map(|triple| Step::Triple(triple.clone(), graph.cloned())).collect()
        }
        P::Join { left, right } => {
            let right = if is_plain(right) {
                within(right, graph)
            } else {
                vec![Step::Join(in_graph((**right).clone(), graph))]
            };
            [within(left, graph), right].concat()
        }
        P::Filter { expr, inner } => {
            let mut steps = within(inner, graph);
            steps.extend(conjuncts(expr).into_iter().map(Step::Filter));
            steps
        }
        P::Minus { left, right } => {
            let mut steps = within(left, graph);
            steps.push(Step::Minus(in_graph((**right).clone(), graph)));
            steps
        }
        P::Graph { name, inner } => within(inner, Some(name)),
        P::LeftJoin { left, right, expression } => {
            let mut steps = within(left, graph);
            let right = Box::new(in_graph((**right).clone(), graph));
            let around = P::LeftJoin { left: Box::default(), right, expression: expression.clone() };
            steps.push(Step::Other(Box::new(around)));
            steps
        }
        P::Extend { .. }
        | P::OrderBy { .. }
        | P::Project { .. }
        | P::Distinct { .. }
        | P::Reduced { .. }
        | P::Slice { .. }
        | P::Group { .. } => around(pattern, graph),
        P::Path { .. } | P::Union { .. } | P::Lateral { .. } | P::Values { .. } | P::Service { .. } => {
            vec![Step::Join(in_graph(pattern.clone(), graph))]
        }
    }
}

fn around(pattern: &GraphPattern, graph: Option<&NamedNodePattern>) -> Vec<Step> {
    let mut pattern = pattern.clone();
    let Some(inner) = inner_mut(&mut pattern) else { return Vec::new() };
    let mut steps = within(&std::mem::take(inner), graph);
    steps.push(Step::Other(Box::new(pattern)));
    steps
}

/// What a pattern stands around.
fn inner_mut(pattern: &mut GraphPattern) -> Option<&mut GraphPattern> {
    use GraphPattern as P;
    match pattern {
        P::LeftJoin { left: inner, .. }
        | P::Extend { inner, .. }
        | P::OrderBy { inner, .. }
        | P::Project { inner, .. }
        | P::Distinct { inner }
        | P::Reduced { inner }
        | P::Slice { inner, .. }
        | P::Group { inner, .. } => Some(inner),
        _ => None,
    }
}

/// Whether the steps of a pattern can stand behind those of another without a change of meaning.
fn is_plain(pattern: &GraphPattern) -> bool {
    match pattern {
        GraphPattern::Bgp { .. } => true,
        GraphPattern::Join { left, right } => is_plain(left) && is_plain(right),
        GraphPattern::Graph { inner, .. } | GraphPattern::Filter { inner, .. } => is_plain(inner),
        _ => false,
    }
}

fn conjuncts(expression: &Expression) -> Vec<Expression> {
    match expression {
        Expression::And(left, right) => [conjuncts(left), conjuncts(right)].concat(),
        other => vec![other.clone()],
    }
}

fn in_graph(pattern: GraphPattern, graph: Option<&NamedNodePattern>) -> GraphPattern {
    match graph {
        Some(name) => GraphPattern::Graph { name: name.clone(), inner: Box::new(pattern) },
        None => pattern,
    }
}
