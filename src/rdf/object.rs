//! Objects of claims as RDF terms and back. An amount of money is a node that its id describes in full.

use oxigraph::model::vocab::xsd;
use oxigraph::model::{GraphName, Literal, NamedNode, Quad, Term};
use rust_decimal::Decimal;

use super::iri::Mint;
use super::vocabulary as v;
use crate::model::{Date, Object, Qualifier};

/// The RDF term of an object.
pub(super) fn to_term(object: &Object, mint: Mint<'_>) -> Term {
    match object {
        Object::Node(id) => mint.node(id).into(),
        Object::Term(name) => mint.term(name).into(),
        Object::Text(text) => Literal::new_simple_literal(text).into(),
        Object::Flag(flag) => Literal::from(*flag).into(),
        Object::Date(date) => date_literal(date).into(),
        Object::Number(number) => decimal(*number).into(),
        Object::Url(url) => NamedNode::new(url)
            .map_or_else(|_| Literal::new_typed_literal(url, xsd::ANY_URI).into(), Term::from),
        Object::Money { .. } => mint.node(&object.key()).into(),
    }
}

/// The object that a term stands for; `None` if it is nothing this project writes.
pub(super) fn from_term(term: &Term, mint: Mint<'_>) -> Option<Object> {
    match term {
        Term::NamedNode(node) => Some(match mint.id(node.as_ref()) {
            Some(id) => id.strip_prefix(AMOUNT).and_then(money_of_id).unwrap_or(Object::Node(id)),
            None => match mint.ontology.compact(node.as_str()) {
                Some(name) => Object::Term(name),
                None => Object::Url(node.as_str().to_owned()),
            },
        }),
        Term::Literal(literal) => of_literal(literal),
        _ => None,
    }
}

/// What an amount of money is, in the words of schema.org; nothing for another object.
pub(super) fn describe(object: &Object, mint: Mint<'_>, graph: &GraphName) -> Vec<Quad> {
    let Object::Money { value, currency, qualifier, to, per } = object else { return Vec::new() };
    let node = mint.node(&object.key());
    let mut quads = Vec::new();
    let mut add = |predicate: oxigraph::model::NamedNodeRef<'_>, object: Term| {
        quads.push(Quad::new(node.clone(), predicate, object, graph.clone()));
    };
    add(oxigraph::model::vocab::rdf::TYPE, v::SCHEMA_MONETARY_AMOUNT.into_owned().into());
    add(v::SCHEMA_CURRENCY, Literal::new_simple_literal(currency).into());
    add(v::QUALIFIER, Literal::new_simple_literal(qualifier.as_str()).into());
    match (qualifier, to) {
        (_, Some(to)) => {
            add(v::SCHEMA_MIN_VALUE, decimal(*value).into());
            add(v::SCHEMA_MAX_VALUE, decimal(*to).into());
        }
        (Qualifier::UpTo, None) => add(v::SCHEMA_MAX_VALUE, decimal(*value).into()),
        (Qualifier::AtLeast, None) => add(v::SCHEMA_MIN_VALUE, decimal(*value).into()),
        (Qualifier::Exact | Qualifier::About, None) => add(v::SCHEMA_VALUE, decimal(*value).into()),
    }
    if let Some(per) = per {
        add(v::PER, Literal::new_simple_literal(per).into());
    }
    quads
}

/// The amount of money that an RDF term stands for; `None` if it is another thing.
pub(super) fn money_of(term: &Term, mint: Mint<'_>) -> Option<Object> {
    from_term(term, mint).filter(|object| matches!(object, Object::Money { .. }))
}

const AMOUNT: &str = "amount/";
const QUALIFIERS: [Qualifier; 4] = [Qualifier::Exact, Qualifier::About, Qualifier::UpTo, Qualifier::AtLeast];

fn money_of_id(id: &str) -> Option<Object> {
    let (id, per) = match id.split_once("-per-") {
        Some((id, per)) => (id, Some(per.replace('-', " "))),
        None => (id, None),
    };
    let (id, to) = match id.split_once("-to-") {
        Some((id, to)) => (id, Some(to.parse().ok()?)),
        None => (id, None),
    };
    let mut parts = id.splitn(2, '-');
    let currency = parts.next()?.to_uppercase();
    let rest = parts.next()?;
    let (qualifier, value) = QUALIFIERS
        .into_iter()
        .find_map(|qualifier| {
            let word = qualifier.as_str().to_lowercase();
            Some((qualifier, rest.strip_prefix(&word)?.strip_prefix('-')?))
        })
        .unwrap_or((Qualifier::Exact, rest));
    Some(Object::Money { value: value.parse().ok()?, currency, qualifier, to, per })
}

/// A number without trailing zeros.
pub(super) fn decimal(number: Decimal) -> Literal {
    Literal::new_typed_literal(number.normalize().to_string(), xsd::DECIMAL)
}

fn date_literal(date: &Date) -> Literal {
    let datatype = match date {
        Date::Year(_) => xsd::G_YEAR,
        Date::Month(..) => xsd::G_YEAR_MONTH,
        Date::Day(_) => xsd::DATE,
        Date::Edtf(_) => v::EDTF,
    };
    Literal::new_typed_literal(date.to_string(), datatype)
}

fn of_literal(literal: &Literal) -> Option<Object> {
    let text = literal.value();
    let datatype = literal.datatype();
    Some(if datatype == xsd::BOOLEAN {
        Object::Flag(text == "true" || text == "1")
    } else if datatype == xsd::DECIMAL || datatype == xsd::INTEGER {
        Object::Number(text.parse::<Decimal>().ok()?.normalize())
    } else if datatype == xsd::DATE {
        Object::Date(Date::Day(text.parse().ok()?))
    } else if datatype == xsd::G_YEAR {
        Object::Date(Date::Year(text.parse().ok()?))
    } else if datatype == xsd::G_YEAR_MONTH {
        let (year, month) = text.rsplit_once('-')?;
        Object::Date(Date::Month(year.parse().ok()?, month.parse().ok()?))
    } else if datatype == v::EDTF {
        Object::Date(Date::Edtf(text.to_owned()))
    } else if datatype == xsd::ANY_URI {
        Object::Url(text.to_owned())
    } else {
        Object::Text(text.to_owned())
    })
}
