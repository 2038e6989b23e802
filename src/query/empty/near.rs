//! What came near a pattern that matches nothing.

use oxigraph::model::vocab::rdf;
use oxigraph::model::{Literal, NamedNode, Term, Variable};
use spargebra::algebra::{Expression, GraphPattern, PropertyPathExpression};
use spargebra::term::{NamedNodePattern, TermPattern, TriplePattern};

use super::Asking;
use super::steps::Step;
use crate::model::Diagnostic;
use crate::query::vocabulary::{Vocabulary, did_you_mean};

/// So many values are shown.
const FEW: usize = 4;
/// Among so many values the nearest is looked for.
const MANY: usize = 10_000;

/// The place where the answer became empty.
pub(super) struct Near<'a> {
    pub(super) asking: &'a Asking<'a>,
    /// What has solutions.
    pub(super) before: &'a GraphPattern,
    pub(super) words: &'a Vocabulary,
}

impl Near<'_> {
    /// What came near `step`, one remark each.
    pub(super) fn remarks(&self, step: &Step) -> Result<Vec<String>, Diagnostic> {
        match step {
            Step::Triple(triple, graph) => self.of_triple(triple, graph.as_ref()),
            Step::Filter(expression) => self.of_filter(expression),
            Step::Join(GraphPattern::Path { subject, path, object }) => self.of_path(subject, path, object),
            Step::Join(GraphPattern::Union { left, right }) => {
                let mut remarks = Vec::new();
                for branch in [left, right] {
                    for step in super::steps::steps(branch) {
                        if !self.asking.has(&step.after(self.before.clone()))? {
                            remarks.push(format!("one branch: nothing matches `{}`", step.shown(self.words)));
                            remarks.extend(self.remarks(&step)?);
                            break;
                        }
                    }
                }
                Ok(remarks)
            }
            Step::Join(_) | Step::Minus(_) | Step::Other(_) => Ok(Vec::new()),
        }
    }

    fn of_triple(
        &self,
        triple: &TriplePattern,
        graph: Option<&NamedNodePattern>,
    ) -> Result<Vec<String>, Diagnostic> {
        let mut remarks = self.unknown_nodes(triple)?;
        if let Some(class) = class_of(triple) {
            remarks.extend(self.other_classes(triple, class, graph)?);
        } else {
            remarks.extend(self.turned(triple, graph)?);
            remarks.extend(self.other_values(triple, graph)?);
            remarks.extend(self.other_predicates(triple, graph)?);
        }
        remarks.extend(self.other_graph(triple, graph)?);
        Ok(remarks)
    }

    /// IRIs that stand nowhere in the store, each with the one that was probably meant.
    fn unknown_nodes(&self, triple: &TriplePattern) -> Result<Vec<String>, Diagnostic> {
        let mut remarks = Vec::new();
        let anything = |at: &str| Variable::new_unchecked(format!("near_{at}"));
        let pattern = |subject: TermPattern, predicate: NamedNodePattern, object: TermPattern| {
            let all = vec![TriplePattern { subject, predicate, object }];
            let here = GraphPattern::Bgp { patterns: all };
            let named = GraphPattern::Graph { name: anything("g").into(), inner: Box::new(here.clone()) };
            GraphPattern::Union { left: Box::new(here), right: Box::new(named) }
        };
        let (s, p, o) = (anything("s"), anything("p"), anything("o"));
        for (term, subject) in [(&triple.subject, true), (&triple.object, false)] {
            let TermPattern::NamedNode(node) = term else { continue };
            let is_there = [
                pattern(node.clone().into(), p.clone().into(), o.clone().into()),
                pattern(s.clone().into(), p.clone().into(), node.clone().into()),
            ];
            let mut there = false;
            for pattern in &is_there {
                there |= self.asking.has(pattern)?;
            }
            if there {
                continue;
            }
            let predicate = triple.predicate.clone();
            let (all, at) = if subject {
                (pattern(s.clone().into(), predicate, o.clone().into()), &s)
            } else {
                (pattern(s.clone().into(), predicate, o.clone().into()), &o)
            };
            let known: Vec<String> =
                self.asking.values(&all, at, MANY)?.iter().map(|term| self.shown(term)).collect();
            let shown = self.words.shorten(&node.to_string());
            let meant = did_you_mean(&shown, known.iter());
            let hint = meant.map(|meant| format!("; did you mean {meant}?")).unwrap_or_default();
            remarks.push(format!("{shown} stands nowhere in the store{hint}"));
        }
        if let NamedNodePattern::NamedNode(predicate) = &triple.predicate
            && !self.asking.has(&pattern(s.into(), predicate.clone().into(), o.into()))?
        {
            let shown = self.words.shorten(&predicate.to_string());
            let meant = did_you_mean(&shown, self.words.terms());
            let hint = meant.filter(|meant| *meant != shown);
            let hint = hint.map(|meant| format!("; did you mean {meant}?")).unwrap_or_default();
            remarks.push(format!("no triple of the store has {shown}{hint}"));
        }
        Ok(remarks)
    }

    /// Subject and object the other way round.
    fn turned(
        &self,
        triple: &TriplePattern,
        graph: Option<&NamedNodePattern>,
    ) -> Result<Option<String>, Diagnostic> {
        if matches!(triple.object, TermPattern::Literal(_)) {
            return Ok(None);
        }
        let turned = TriplePattern {
            subject: triple.object.clone(),
            object: triple.subject.clone(),
            ..triple.clone()
        };
        let step = Step::Triple(turned, graph.cloned());
        let found = self.asking.has(&step.after(self.before.clone()))?;
        Ok(found.then(|| format!("the other way round it matches: `{}`", step.shown(self.words))))
    }

    /// The classes that what should be of a class has.
    fn other_classes(
        &self,
        triple: &TriplePattern,
        class: &NamedNode,
        graph: Option<&NamedNodePattern>,
    ) -> Result<Vec<String>, Diagnostic> {
        let others = self.values_of(triple, graph)?;
        let mut remarks = Vec::new();
        if !others.is_empty() && self.before != &GraphPattern::default() {
            remarks.push(format!("what stands before is {}", others.join(", ")));
        }
        let meant = self.words.shorten(&class.to_string());
        if let Some(near) = did_you_mean(&meant, others.iter()).filter(|near| **near != meant) {
            remarks.push(format!("did you mean {near}?"));
        }
        remarks.extend(self.below(class)?);
        Ok(remarks)
    }

    /// A class that has members only through the classes below it.
    fn below(&self, class: &NamedNode) -> Result<Option<String>, Diagnostic> {
        let (s, c, g) = ["near_s", "near_c", "near_g"].map(Variable::new_unchecked).into();
        let typed = TriplePattern {
            subject: s.into(),
            predicate: rdf::TYPE.into_owned().into(),
            object: TermPattern::Variable(c.clone()),
        };
        let above = GraphPattern::Path {
            subject: c.clone().into(),
            path: PropertyPathExpression::OneOrMore(Box::new(
                oxigraph::model::vocab::rdfs::SUB_CLASS_OF.into_owned().into(),
            )),
            object: class.clone().into(),
        };
        let pattern = GraphPattern::Join {
            left: Box::new(GraphPattern::Graph { name: g.into(), inner: Box::new(above) }),
            right: Box::new(GraphPattern::Bgp { patterns: vec![typed] }),
        };
        let below: Vec<String> =
            self.asking.values(&pattern, &c, FEW)?.iter().map(|term| self.shown(term)).collect();
        Ok((!below.is_empty())
            .then(|| format!("there are things of the classes below it: {}", below.join(", "))))
    }

    /// The values that stand where another was asked for.
    fn other_values(
        &self,
        triple: &TriplePattern,
        graph: Option<&NamedNodePattern>,
    ) -> Result<Vec<String>, Diagnostic> {
        let wanted = match &triple.object {
            TermPattern::Literal(literal) => literal.to_string(),
            TermPattern::NamedNode(node) => node.to_string(),
            _ => return Ok(Vec::new()),
        };
        let predicate = self.words.shorten(&triple.predicate.to_string());
        let all = self.all_values_of(triple, graph)?;
        let mut remarks = Vec::new();
        if let TermPattern::Literal(literal) = &triple.object
            && let Some(other) = all.iter().find_map(|term| same_words(term, literal))
        {
            remarks.push(format!(
                "it stands there as {}: another datatype or language",
                self.shown(&other.into())
            ));
            return Ok(remarks);
        }
        let shown: Vec<String> = all.iter().map(|term| self.shown(term)).collect();
        let wanted = self.words.shorten(&wanted);
        if let Some(meant) = did_you_mean(&wanted, shown.iter()) {
            remarks.push(format!("did you mean {meant}?"));
            return Ok(remarks);
        }
        if !shown.is_empty() {
            remarks.push(format!("{predicate} is {}", few(&shown)));
        }
        // Of other things than those that stand before.
        let [anything, any] = ["near_s", "near_o"].map(Variable::new_unchecked);
        let pattern =
            TriplePattern { subject: anything.into(), object: any.clone().into(), ..triple.clone() };
        let elsewhere = Step::Triple(pattern, graph.cloned()).after(GraphPattern::default());
        let known: Vec<String> =
            self.asking.values(&elsewhere, &any, MANY)?.iter().map(|term| self.shown(term)).collect();
        if let Some(meant) = did_you_mean(&wanted, known.iter()) {
            remarks.push(format!("of something else it is {meant}: is that what was meant?"));
        }
        Ok(remarks)
    }

    /// The predicates that do stand between the two.
    fn other_predicates(
        &self,
        triple: &TriplePattern,
        graph: Option<&NamedNodePattern>,
    ) -> Result<Option<String>, Diagnostic> {
        let is_constant = matches!(triple.object, TermPattern::NamedNode(_) | TermPattern::Literal(_));
        // Between two things of which nothing is known anything stands.
        if !is_constant && self.before == &GraphPattern::default() {
            return Ok(None);
        }
        let any = Variable::new_unchecked("near_p");
        let step =
            Step::Triple(TriplePattern { predicate: any.clone().into(), ..triple.clone() }, graph.cloned());
        let found = self.asking.values(&step.after(self.before.clone()), &any, FEW)?;
        let shown: Vec<String> = found.iter().map(|term| self.shown(term)).collect();
        Ok((!shown.is_empty()).then(|| format!("other predicates stand there: {}", shown.join(", "))))
    }

    /// The same in another graph.
    fn other_graph(
        &self,
        triple: &TriplePattern,
        graph: Option<&NamedNodePattern>,
    ) -> Result<Option<String>, Diagnostic> {
        let other = match graph {
            Some(_) => None,
            None => Some(NamedNodePattern::Variable(Variable::new_unchecked("near_g"))),
        };
        let step = Step::Triple(triple.clone(), other.clone());
        let found = self.asking.has(&step.after(self.before.clone()))?;
        Ok(found.then(|| match other {
            Some(_) => "it stands in a named graph: GRAPH ?g { … }".to_owned(),
            None => "it stands in the default graph: without GRAPH".to_owned(),
        }))
    }

    /// What the variables of a filter were.
    fn of_filter(&self, expression: &Expression) -> Result<Vec<String>, Diagnostic> {
        let mut remarks = Vec::new();
        for variable in variables(expression) {
            let values = self.asking.values(self.before, &variable, FEW + 1)?;
            let shown: Vec<String> = values.iter().map(|term| self.shown(term)).collect();
            remarks.push(match shown.as_slice() {
                [] => format!("{variable} has no value"),
                shown => format!("{variable} is {}", few(shown)),
            });
        }
        Ok(remarks)
    }

    fn of_path(
        &self,
        subject: &TermPattern,
        path: &PropertyPathExpression,
        object: &TermPattern,
    ) -> Result<Vec<String>, Diagnostic> {
        let turned =
            GraphPattern::Path { subject: object.clone(), path: path.clone(), object: subject.clone() };
        let step = Step::Join(turned);
        let found = self.asking.has(&step.after(self.before.clone()))?;
        Ok(found
            .then(|| format!("the other way round it matches: `{}`", step.shown(self.words)))
            .into_iter()
            .collect())
    }

    /// A few values that stand where the object of `triple` should.
    fn values_of(
        &self,
        triple: &TriplePattern,
        graph: Option<&NamedNodePattern>,
    ) -> Result<Vec<String>, Diagnostic> {
        let mut all: Vec<String> =
            self.all_values_of(triple, graph)?.iter().map(|term| self.shown(term)).collect();
        all.sort();
        all.truncate(FEW * 2);
        Ok(all)
    }

    fn all_values_of(
        &self,
        triple: &TriplePattern,
        graph: Option<&NamedNodePattern>,
    ) -> Result<Vec<Term>, Diagnostic> {
        let any = Variable::new_unchecked("near_o");
        let step =
            Step::Triple(TriplePattern { object: any.clone().into(), ..triple.clone() }, graph.cloned());
        self.asking.values(&step.after(self.before.clone()), &any, MANY)
    }

    fn shown(&self, term: &Term) -> String {
        self.words.shorten(&term.to_string())
    }
}

/// The class that a pattern asks for: `?x a pact:Merger`.
fn class_of(triple: &TriplePattern) -> Option<&NamedNode> {
    match (&triple.predicate, &triple.object) {
        (NamedNodePattern::NamedNode(predicate), TermPattern::NamedNode(class))
            if predicate.as_ref() == rdf::TYPE =>
        {
            Some(class)
        }
        _ => None,
    }
}

/// A literal of the same words, but of another datatype or language.
fn same_words(term: &Term, wanted: &Literal) -> Option<Literal> {
    match term {
        Term::Literal(other) if other != wanted && other.value().eq_ignore_ascii_case(wanted.value()) => {
            Some(other.clone())
        }
        _ => None,
    }
}

fn few(shown: &[String]) -> String {
    let more = if shown.len() > FEW { ", …" } else { "" };
    format!("{}{more}", shown.iter().take(FEW).cloned().collect::<Vec<_>>().join(", "))
}

/// The variables of an expression, each once, in order.
fn variables(expression: &Expression) -> Vec<Variable> {
    let pattern = GraphPattern::Filter { expr: expression.clone(), inner: Box::default() };
    let query = spargebra::Query::Ask { dataset: None, pattern, base_iri: None };
    let mut all = crate::store::algebra::variables(&query);
    all.sort();
    all.dedup();
    all
}
