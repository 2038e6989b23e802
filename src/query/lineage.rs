//! Which stored triples a row of an answer rests on, from the algebra of its query.
//!
//! A SELECT hides most of what it went by: projection, grouping and DISTINCT leave out variables, a blank node or a
//! property path never had one. The traced query brings all of it back: every solution of it holds the cells of one
//! row of the answer and, beside them, the bindings of every triple pattern that helped to make it. (Where-provenance
//! in the sense of Buneman, Khanna and Tan, "Why and Where: A Characterization of Data Provenance", ICDT 2001.)

use std::collections::BTreeSet;

use oxigraph::model::{Literal, NamedNode, NamedOrBlankNode, Term, Triple, Variable};
use spargebra::Query;
use spargebra::algebra::{Expression, GraphPattern, PropertyPathExpression};
use spargebra::term::{NamedNodePattern, TermPattern, TriplePattern};

use crate::store::algebra::{Part, walk_pattern};

/// A SELECT query turned inside out.
pub(super) struct Lineage {
    /// The query whose solutions show all bindings.
    pub(super) query: Query,
    /// The columns of the query that was traced.
    pub(super) columns: Vec<Variable>,
    steps: Vec<Step>,
}

/// A triple pattern, and the branch it stands in.
#[derive(Clone)]
struct Step {
    triple: TriplePattern,
    /// Bound in a solution if the branch (of a UNION, an OPTIONAL) took part in it.
    branch: Option<Variable>,
}

impl Lineage {
    /// Traces a SELECT query; `None` for the other forms, whose answers have no rows.
    pub(super) fn of(query: &Query) -> Option<Self> {
        let Query::Select { dataset, pattern, base_iri } = query else { return None };
        let (inner, columns) = body(pattern)?;
        let mut tracer = Tracer::default();
        let pattern = tracer.trace(inner);
        let mut variables: BTreeSet<Variable> = columns.iter().cloned().collect();
        for step in &tracer.steps {
            variables.extend(step.branch.clone());
            variables.extend(variables_of(&step.triple));
        }
        let pattern =
            GraphPattern::Project { inner: Box::new(pattern), variables: variables.into_iter().collect() };
        let query = Query::Select { dataset: dataset.clone(), pattern, base_iri: base_iri.clone() };
        Some(Self { query, columns: columns.to_vec(), steps: tracer.steps })
    }

    /// The triples behind one solution of the traced query; `solution` gives the value of a variable.
    pub(super) fn triples<'a>(
        &'a self,
        solution: &'a dyn Fn(&Variable) -> Option<Term>,
    ) -> impl Iterator<Item = Triple> + 'a {
        self.steps
            .iter()
            .filter(|step| step.branch.as_ref().is_none_or(|branch| solution(branch).is_some()))
            .filter_map(|step| instance(&step.triple, solution))
    }
}

/// What stands below the projection that makes the columns, without the order of the rows.
fn body(pattern: &GraphPattern) -> Option<(&GraphPattern, &[Variable])> {
    match pattern {
        GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. } => body(inner),
        GraphPattern::Project { inner, variables } => Some((inner, variables)),
        _ => None,
    }
}

fn instance(triple: &TriplePattern, solution: &dyn Fn(&Variable) -> Option<Term>) -> Option<Triple> {
    let term = |pattern: &TermPattern| match pattern {
        TermPattern::Variable(variable) => solution(variable),
        TermPattern::NamedNode(node) => Some(Term::from(node.clone())),
        TermPattern::Literal(literal) => Some(literal.clone().into()),
        _ => None,
    };
    let predicate = match &triple.predicate {
        NamedNodePattern::NamedNode(node) => node.clone(),
        NamedNodePattern::Variable(variable) => match solution(variable)? {
            Term::NamedNode(node) => node,
            _ => return None,
        },
    };
    match term(&triple.subject)? {
        Term::NamedNode(subject) => {
            Some(Triple::new(NamedOrBlankNode::from(subject), predicate, term(&triple.object)?))
        }
        _ => None,
    }
}

fn variables_of(triple: &TriplePattern) -> Vec<Variable> {
    let of_term = |term: &TermPattern| match term {
        TermPattern::Variable(variable) => Some(variable.clone()),
        _ => None,
    };
    let of_name = match &triple.predicate {
        NamedNodePattern::Variable(variable) => Some(variable.clone()),
        NamedNodePattern::NamedNode(_) => None,
    };
    [of_term(&triple.subject), of_name, of_term(&triple.object)].into_iter().flatten().collect()
}

#[derive(Default)]
struct Tracer {
    steps: Vec<Step>,
    branch: Option<Variable>,
    made: usize,
}

impl Tracer {
    fn trace(&mut self, pattern: &GraphPattern) -> GraphPattern {
        use GraphPattern as P;
        match pattern {
            P::Bgp { patterns } => {
                P::Bgp { patterns: patterns.iter().map(|triple| self.step(triple)).collect() }
            }
            P::Path { subject, path, object } => self.path(&named(subject), path, &named(object)),
            P::Join { left, right } => join(self.trace(left), self.trace(right)),
            P::Lateral { left, right } => {
                P::Lateral { left: Box::new(self.trace(left)), right: Box::new(self.trace(right)) }
            }
            P::LeftJoin { left, right, expression } => P::LeftJoin {
                left: Box::new(self.trace(left)),
                right: Box::new(self.in_branch(|tracer| tracer.trace(right))),
                expression: expression.clone(),
            },
            P::Union { left, right } => union(
                self.in_branch(|tracer| tracer.trace(left)),
                self.in_branch(|tracer| tracer.trace(right)),
            ),
            P::Filter { expr, inner } => P::Filter { expr: expr.clone(), inner: Box::new(self.trace(inner)) },
            P::Graph { name, inner } => P::Graph { name: name.clone(), inner: Box::new(self.trace(inner)) },
            P::Extend { inner, variable, expression } => P::Extend {
                inner: Box::new(self.trace(inner)),
                variable: variable.clone(),
                expression: expression.clone(),
            },
            P::Minus { left, right } => P::Minus { left: Box::new(self.trace(left)), right: right.clone() },
            P::Values { .. } | P::Service { .. } => pattern.clone(),
            P::OrderBy { inner, .. } | P::Distinct { inner } | P::Reduced { inner } => self.trace(inner),
            P::Project { inner, variables } => self.hidden(inner, variables),
            // Which rows a slice or a group is made of only the original knows; the join goes by what both show.
            P::Slice { inner, .. } => join(pattern.clone(), self.trace(inner)),
            P::Group { inner, variables, .. } => join(pattern.clone(), self.hidden(inner, variables)),
        }
    }

    /// A triple pattern is a step; its blank nodes become variables, so that solutions show them.
    fn step(&mut self, triple: &TriplePattern) -> TriplePattern {
        let triple = TriplePattern {
            subject: named(&triple.subject),
            predicate: triple.predicate.clone(),
            object: named(&triple.object),
        };
        self.steps.push(Step { triple: triple.clone(), branch: self.branch.clone() });
        triple
    }

    fn edge(
        &mut self,
        subject: &TermPattern,
        predicate: impl Into<NamedNodePattern>,
        object: &TermPattern,
    ) -> GraphPattern {
        let triple =
            TriplePattern { subject: subject.clone(), predicate: predicate.into(), object: object.clone() };
        GraphPattern::Bgp { patterns: vec![self.step(&triple)] }
    }

    fn path(
        &mut self,
        subject: &TermPattern,
        path: &PropertyPathExpression,
        object: &TermPattern,
    ) -> GraphPattern {
        use PropertyPathExpression as X;
        match path {
            X::NamedNode(node) => self.edge(subject, node.clone(), object),
            X::Reverse(inner) => self.path(object, inner, subject),
            X::Sequence(first, second) => {
                let middle = TermPattern::from(self.fresh("middle"));
                join(self.path(subject, first, &middle), self.path(&middle, second, object))
            }
            X::Alternative(one, other) => union(
                self.in_branch(|tracer| tracer.path(subject, one, object)),
                self.in_branch(|tracer| tracer.path(subject, other, object)),
            ),
            X::NegatedPropertySet(set) => self.any_edge_but(subject, set, object),
            X::ZeroOrOne(inner) => union(
                untraced(subject, path, object),
                self.in_branch(|tracer| tracer.path(subject, inner, object)),
            ),
            X::ZeroOrMore(inner) => union(
                untraced(subject, path, object),
                self.in_branch(|tracer| tracer.each_edge(subject, inner, object)),
            ),
            X::OneOrMore(inner) => self.each_edge(subject, inner, object),
        }
    }

    /// Every edge on any way from `subject` to `object`.
    fn each_edge(
        &mut self,
        subject: &TermPattern,
        inner: &PropertyPathExpression,
        object: &TermPattern,
    ) -> GraphPattern {
        let (near, far) = (TermPattern::from(self.fresh("near")), TermPattern::from(self.fresh("far")));
        let any = PropertyPathExpression::ZeroOrMore(Box::new(inner.clone()));
        let edge = self.path(&near, inner, &far);
        join(join(untraced(subject, &any, &near), edge), untraced(&far, &any, object))
    }

    fn any_edge_but(
        &mut self,
        subject: &TermPattern,
        set: &[NamedNode],
        object: &TermPattern,
    ) -> GraphPattern {
        let predicate = self.fresh("predicate");
        let inner = Box::new(self.edge(subject, predicate.clone(), object));
        let set = set.iter().map(|node| node.clone().into()).collect();
        let expr = Expression::Not(Box::new(Expression::In(Box::new(predicate.into()), set)));
        GraphPattern::Filter { expr, inner }
    }

    /// Traces a branch: a part that need not take part in a solution.
    fn in_branch(&mut self, trace: impl FnOnce(&mut Self) -> GraphPattern) -> GraphPattern {
        let branch = self.fresh("branch");
        let outer = self.branch.replace(branch.clone());
        let inner = Box::new(trace(self));
        self.branch = outer;
        GraphPattern::Extend { inner, variable: branch, expression: Literal::from(true).into() }
    }

    /// Traces a subquery, whose own variables get names that mean nothing outside.
    fn hidden(&mut self, inner: &GraphPattern, visible: &[Variable]) -> GraphPattern {
        let first = self.steps.len();
        let outer = self.branch.clone();
        let mut pattern = self.trace(inner);
        self.made += 1;
        let suffix = format!("__{}", self.made);
        let rename = |variable: &mut Variable| {
            if !visible.contains(variable) && Some(&*variable) != outer.as_ref() {
                *variable = Variable::new_unchecked(format!("{}{suffix}", variable.as_str()));
            }
        };
        walk_pattern(&mut pattern, &mut |part| rename_in(part, &rename));
        for step in &mut self.steps[first..] {
            rename_in(Part::Term(&mut step.triple.subject), &rename);
            rename_in(Part::Name(&mut step.triple.predicate), &rename);
            rename_in(Part::Term(&mut step.triple.object), &rename);
            step.branch.iter_mut().for_each(rename);
        }
        pattern
    }

    fn fresh(&mut self, name: &str) -> Variable {
        self.made += 1;
        Variable::new_unchecked(format!("__{name}_{}", self.made))
    }
}

#[expect(clippy::needless_pass_by_value, reason = "a part is a reference")]
fn rename_in(part: Part<'_>, rename: &impl Fn(&mut Variable)) {
    match part {
        Part::Term(TermPattern::Variable(variable))
        | Part::Name(NamedNodePattern::Variable(variable))
        | Part::Expression(Expression::Variable(variable) | Expression::Bound(variable))
        | Part::Pattern(GraphPattern::Extend { variable, .. }) => rename(variable),
        Part::Pattern(GraphPattern::Project { variables, .. } | GraphPattern::Values { variables, .. }) => {
            variables.iter_mut().for_each(rename);
        }
        Part::Pattern(GraphPattern::Group { variables, aggregates, .. }) => {
            variables.iter_mut().for_each(rename);
            aggregates.iter_mut().map(|(variable, _)| variable).for_each(rename);
        }
        _ => {}
    }
}

/// A blank node of a query stands for anything, as a variable does.
fn named(term: &TermPattern) -> TermPattern {
    match term {
        TermPattern::BlankNode(node) => Variable::new_unchecked(format!("__blank_{}", node.as_str())).into(),
        term => term.clone(),
    }
}

fn untraced(subject: &TermPattern, path: &PropertyPathExpression, object: &TermPattern) -> GraphPattern {
    GraphPattern::Path { subject: subject.clone(), path: path.clone(), object: object.clone() }
}

fn join(left: GraphPattern, right: GraphPattern) -> GraphPattern {
    GraphPattern::Join { left: Box::new(left), right: Box::new(right) }
}

fn union(left: GraphPattern, right: GraphPattern) -> GraphPattern {
    GraphPattern::Union { left: Box::new(left), right: Box::new(right) }
}
