//! Parameters take their values in the algebra of a query: a value is a term from the start and never a piece of text
//! in a query, so that a quote in it is a quote.

use oxigraph::model::{Literal, Term, Variable};
use spargebra::Query;
use spargebra::algebra::{Expression, GraphPattern};
use spargebra::term::{GroundTerm, NamedNodePattern, TermPattern};

use crate::model::Diagnostic;
use crate::store::algebra::{Part, pattern_mut, walk};

/// Puts `value` in the place of `variable` everywhere in `query`: in patterns, expressions, templates and subqueries.
/// If the query's answer has a column of that name, it keeps it, with the value.
///
/// # Errors
/// If the value cannot stand there: words where only an IRI can, or a variable that the query itself assigns.
pub fn bind(query: &mut Query, variable: &Variable, value: &Term) -> Result<(), Diagnostic> {
    let column = column_of(pattern_mut(query), variable);
    let mut problem = None;
    walk(query, &mut |part| {
        if let Err(why) = replace(part, variable, value) {
            problem = Some(why);
        }
    });
    if let Some(why) = problem {
        return Err(Diagnostic::error(format!("the parameter {variable} cannot be {value}: {why}")));
    }
    if let Some(at) = column {
        restore_column(pattern_mut(query), variable, value, at);
    }
    Ok(())
}

fn replace(part: Part<'_>, variable: &Variable, value: &Term) -> Result<(), &'static str> {
    match part {
        Part::Term(term) => {
            if *term == TermPattern::Variable(variable.clone()) {
                *term = value.clone().into();
            }
        }
        Part::Name(name) => {
            if *name == NamedNodePattern::Variable(variable.clone()) {
                let Term::NamedNode(node) = value else {
                    return Err("only an IRI can be a predicate or a graph");
                };
                *name = node.clone().into();
            }
        }
        Part::Expression(expression) => match expression {
            Expression::Variable(v) if v == variable => *expression = constant(value)?,
            Expression::Bound(v) if v == variable => *expression = Literal::from(true).into(),
            _ => {}
        },
        Part::Pattern(pattern) => return replace_in_pattern(pattern, variable, value),
        Part::Path(_) => {}
    }
    Ok(())
}

fn replace_in_pattern(
    pattern: &mut GraphPattern,
    variable: &Variable,
    value: &Term,
) -> Result<(), &'static str> {
    match pattern {
        GraphPattern::Extend { variable: assigned, .. } if assigned == variable => {
            return Err("the query itself assigns it");
        }
        GraphPattern::Project { variables, .. } => variables.retain(|v| v != variable),
        GraphPattern::Group { inner, variables, .. } if variables.contains(variable) => {
            variables.retain(|v| v != variable);
            // Without any key even no rows would make a group.
            if variables.is_empty() {
                let key = Variable::new_unchecked(format!("{}__key", variable.as_str()));
                extend(inner, &key, value)?;
                variables.push(key);
            }
        }
        GraphPattern::Values { variables, bindings } => {
            if let Some(column) = variables.iter().position(|v| v == variable) {
                let value =
                    GroundTerm::try_from(value.clone()).map_err(|()| "it is no IRI and no literal")?;
                variables.remove(column);
                bindings.retain(|row| row[column].as_ref().is_none_or(|term| *term == value));
                for row in bindings {
                    row.remove(column);
                }
            }
        }
        _ => {}
    }
    Ok(())
}

/// Where `variable` stands among the columns of the answer.
fn column_of(pattern: &mut GraphPattern, variable: &Variable) -> Option<usize> {
    let (_, variables) = outermost_projection(pattern)?;
    variables.iter().position(|v| v == variable)
}

fn restore_column(pattern: &mut GraphPattern, variable: &Variable, value: &Term, at: usize) {
    if let Some((inner, variables)) = outermost_projection(pattern)
        && extend(inner, variable, value).is_ok()
    {
        variables.insert(at, variable.clone());
    }
}

/// The projection that makes the answer's columns, and what it projects.
pub(super) fn outermost_projection(
    pattern: &mut GraphPattern,
) -> Option<(&mut Box<GraphPattern>, &mut Vec<Variable>)> {
    match pattern {
        GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. } => outermost_projection(inner),
        GraphPattern::Project { inner, variables } => Some((inner, variables)),
        _ => None,
    }
}

fn extend(inner: &mut Box<GraphPattern>, variable: &Variable, value: &Term) -> Result<(), &'static str> {
    let expression = constant(value)?;
    let variable = variable.clone();
    **inner = GraphPattern::Extend { inner: std::mem::take(inner), variable, expression };
    Ok(())
}

fn constant(value: &Term) -> Result<Expression, &'static str> {
    match value {
        Term::NamedNode(node) => Ok(node.clone().into()),
        Term::Literal(literal) => Ok(literal.clone().into()),
        _ => Err("it is no IRI and no literal"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::model::{GraphName, NamedNode, Quad};
    use oxigraph::sparql::{QueryResults, SparqlEvaluator};
    use oxigraph::store::Store;
    use proptest::prelude::*;
    use spargebra::SparqlParser;

    fn store() -> Store {
        let store = Store::new().unwrap();
        let node = |name: &str| NamedNode::new(format!("http://e/{name}")).unwrap();
        for (subject, object) in [("a", "x"), ("b", "y"), ("c", "y")] {
            store
                .insert(&Quad::new(node(subject), node("p"), node(object), GraphName::DefaultGraph))
                .unwrap();
        }
        store
    }

    /// The rows of `text` with ?v = `value`, each as its terms joined with spaces, sorted.
    fn rows(text: &str, value: impl Into<Term>) -> Vec<String> {
        let mut query = SparqlParser::new().with_prefix("e", "http://e/").unwrap().parse_query(text).unwrap();
        bind(&mut query, &Variable::new("v").unwrap(), &value.into()).unwrap();
        let results = SparqlEvaluator::new().for_query(query).on_store(&store()).execute().unwrap();
        let QueryResults::Solutions(solutions) = results else { panic!("not a SELECT") };
        let mut rows: Vec<String> = solutions
            .map(|solution| {
                let solution = solution.unwrap();
                let cells: Vec<_> = solution
                    .values()
                    .iter()
                    .map(|cell| cell.as_ref().map_or("-".into(), ToString::to_string))
                    .collect();
                cells.join(" ")
            })
            .collect();
        rows.sort();
        rows
    }

    fn y() -> NamedNode {
        NamedNode::new("http://e/y").unwrap()
    }

    #[test]
    fn a_value_holds_in_patterns_that_do_not_show_it() {
        assert_eq!(rows("SELECT ?s { ?s e:p ?v }", y()), ["<http://e/b>", "<http://e/c>"]);
    }

    #[test]
    fn a_column_of_the_parameter_shows_the_value() {
        assert_eq!(
            rows("SELECT ?v ?s { ?s e:p ?v }", y()),
            ["<http://e/y> <http://e/b>", "<http://e/y> <http://e/c>"]
        );
    }

    #[test]
    fn a_value_reaches_subqueries_filters_groups_and_values() {
        assert_eq!(
            rows("SELECT ?s { { SELECT ?s ?v { ?s e:p ?v } } }", y()),
            ["<http://e/b>", "<http://e/c>"]
        );
        assert_eq!(rows("SELECT ?s { ?s e:p ?o FILTER(?o = ?v) }", y()), ["<http://e/b>", "<http://e/c>"]);
        assert_eq!(
            rows("SELECT ?s { ?s e:p e:x OPTIONAL { ?s e:p ?o FILTER(BOUND(?v)) } }", y()),
            ["<http://e/a>"]
        );
        assert_eq!(
            rows("SELECT (COUNT(?s) AS ?n) ?v { ?s e:p ?v } GROUP BY ?v", y()),
            ["\"2\"^^<http://www.w3.org/2001/XMLSchema#integer> <http://e/y>"]
        );
        assert_eq!(
            rows("SELECT ?s { VALUES (?s ?v) { (e:one e:x) (e:two e:y) (e:any UNDEF) } }", y()),
            ["<http://e/any>", "<http://e/two>"]
        );
    }

    #[test]
    fn no_rows_stay_no_rows_when_the_only_key_is_bound() {
        let nothing = NamedNode::new("http://e/nothing").unwrap();
        assert!(rows("SELECT (COUNT(?s) AS ?n) { ?s e:p ?v } GROUP BY ?v", nothing).is_empty());
    }

    #[test]
    fn words_cannot_be_a_predicate() {
        let mut query = SparqlParser::new().parse_query("SELECT ?s { ?s ?v ?o }").unwrap();
        let error =
            bind(&mut query, &Variable::new("v").unwrap(), &Literal::from("words").into()).unwrap_err();
        assert!(error.message.contains("only an IRI"), "{error}");
    }

    proptest! {
        #[test]
        fn any_words_are_just_a_value(words in ".{0,40}") {
            prop_assert_eq!(
                rows("SELECT ?v { FILTER(STRLEN(?v) >= 0) }", Literal::from(words.as_str())),
                [Literal::from(words.as_str()).to_string()]
            );
        }
    }
}
