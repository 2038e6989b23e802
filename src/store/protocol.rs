//! The SPARQL 1.1 Protocol: one query or one update, and what comes back.

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::vocab::xsd;
use oxigraph::model::{Literal, Term};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsParser, SliceQueryResultsParserOutput};

use super::answer::{Answer, Rows};
use crate::model::Diagnostic;
use crate::net::{Client, Request, Response, form};

const FORM: &str = "application/x-www-form-urlencoded";
const ROWS: &str = "application/sparql-results+json, application/sparql-results+xml;q=0.8";
const TRIPLES: &str = "application/n-triples, text/turtle;q=0.8, text/plain;q=0.5";

/// Asks the service at `url` a SELECT or ASK query.
///
/// # Errors
/// If there is no answer, if it is no, or if it cannot be read or was cut off.
pub fn select(client: &Client, url: &str, query: &str) -> Result<Answer, Diagnostic> {
    let response = send(client, url, ROWS, ("query", query), true)?;
    if let Some(most) = response.headers.get("x-sparql-maxrows") {
        let most = most.to_str().unwrap_or_default();
        return Err(Diagnostic::error(format!("the service cut the answer off after {most} rows"))
            .in_file(url)
            .hint("raise the limit in its configuration (Virtuoso: ResultSetMaxRows)"));
    }
    let format = QueryResultsFormat::from_media_type(&response.media_type)
        .ok_or_else(|| unreadable(url, &response, "it has no form of SPARQL results"))?;
    let wrong = |error: &dyn std::fmt::Display| unreadable(url, &response, &error.to_string());
    let parsed = QueryResultsParser::from_format(format).for_slice(&response.body);
    match parsed.map_err(|error| wrong(&error))? {
        SliceQueryResultsParserOutput::Boolean(truth) => Ok(Answer::Truth(truth)),
        SliceQueryResultsParserOutput::Solutions(solutions) => {
            let columns = solutions.variables().to_vec();
            let rows = solutions.map(|solution| {
                solution.map(|solution| {
                    solution.values().iter().cloned().map(|cell| cell.map(as_written)).collect()
                })
            });
            let rows = rows.collect::<Result<_, _>>().map_err(|error| wrong(&error))?;
            Ok(Answer::Rows(Rows { columns, rows }))
        }
    }
}

/// Asks the service at `url` a CONSTRUCT or DESCRIBE query.
///
/// # Errors
/// As [`select`].
pub fn construct(client: &Client, url: &str, query: &str) -> Result<Answer, Diagnostic> {
    let response = send(client, url, TRIPLES, ("query", query), true)?;
    let format = match response.media_type.as_str() {
        "text/plain" => Some(RdfFormat::NTriples),
        other => RdfFormat::from_media_type(other),
    };
    let format = format.ok_or_else(|| unreadable(url, &response, "it is no RDF"))?;
    let quads = RdfParser::from_format(format).for_slice(&response.body);
    let triples: Result<Vec<_>, _> = quads
        .map(|quad| {
            quad.map(|quad| {
                let mut triple = oxigraph::model::Triple::from(quad);
                triple.object = as_written(triple.object);
                triple
            })
        })
        .collect();
    let mut triples = triples.map_err(|error| unreadable(url, &response, &error.to_string()))?;
    triples.sort_by_cached_key(ToString::to_string);
    triples.dedup();
    Ok(Answer::Triples(triples))
}

/// Sends an update to the service at `url`. `repeatable`: doing it twice comes to the same as doing it once.
///
/// # Errors
/// If there is no answer, or if it is no.
pub fn update(client: &Client, url: &str, update: &str, repeatable: bool) -> Result<(), Diagnostic> {
    send(client, url, "*/*", ("update", update), repeatable).map(drop)
}

fn send(
    client: &Client,
    url: &str,
    accept: &str,
    (name, value): (&str, &str),
    repeatable: bool,
) -> Result<Response, Diagnostic> {
    let body = form(&[(name, value)]);
    client.send(Request { method: "POST", url, accept, body: Some((FORM, body.as_bytes())), repeatable })
}

/// A truth value in the one way we write it: some services know it as a number.
fn as_written(term: Term) -> Term {
    match &term {
        Term::Literal(literal) if literal.datatype() == xsd::BOOLEAN => match literal.value() {
            "1" => Literal::from(true).into(),
            "0" => Literal::from(false).into(),
            _ => term,
        },
        _ => term,
    }
}

fn unreadable(url: &str, response: &Response, why: &str) -> Diagnostic {
    let said: String = String::from_utf8_lossy(&response.body).chars().take(200).collect();
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    Diagnostic::error(format!("the service's answer cannot be read: {why}: {said}")).in_file(url)
}
