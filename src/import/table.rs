//! Tables become triples by a mapping of their columns.
//!
//! A mapping is a TOML file:
//!
//!     subject = "https://example.org/company/{Id}"     # the IRI of a row; {Column} stands for its cell
//!     classes = ["pact:Company"]
//!     header = ["Id", "Name", "Site"]                  # only if the file has no line with them
//!
//!     [[property]]
//!     name = "rdfs:label"                              # a prefixed name or an IRI
//!     value = "{Name}"                                 # no triple if one of its cells is empty
//!     split = "|"                                      # one value for each part of it
//!     rest = "skos:altLabel"                           # the property of all parts but the first
//!
//!     [[property]]
//!     name = "schema:url"
//!     iri = "{Site}"                                   # a value that is an IRI

use std::io::Read;

use oxigraph::model::vocab::rdf;
use oxigraph::model::{Literal, NamedNode, Term, Triple};
use serde::Deserialize;
use toml::Spanned;

use crate::model::{Diagnostic, Span};
use crate::pack::File;

/// How rows become triples.
#[derive(Clone, Debug)]
pub struct Mapping {
    header: Option<Vec<String>>,
    subject: Template,
    classes: Vec<NamedNode>,
    properties: Vec<Property>,
}

#[derive(Clone, Debug)]
struct Property {
    predicate: NamedNode,
    value: Template,
    split: Option<String>,
    rest: Option<NamedNode>,
    is_iri: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    subject: Spanned<String>,
    #[serde(default)]
    classes: Vec<Spanned<String>>,
    header: Option<Vec<String>>,
    #[serde(default)]
    property: Vec<WrittenProperty>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenProperty {
    name: Spanned<String>,
    value: Option<String>,
    iri: Option<String>,
    split: Option<String>,
    rest: Option<Spanned<String>>,
}

impl Mapping {
    /// Reads a mapping; `term` makes IRIs of prefixed names.
    ///
    /// # Errors
    /// If it is not of this form, or names a term that `term` does not know; with line and column.
    pub fn read(file: &File, term: impl Fn(&str) -> Option<NamedNode>) -> Result<Self, Diagnostic> {
        let written: Written = file.toml()?;
        let at = |name: &Spanned<String>, problem: Diagnostic| {
            problem.at(&file.shown, &file.text, Span::new(name.span().start, name.span().end))
        };
        let known = |name: &Spanned<String>| {
            let iri = name.get_ref();
            let full = iri.contains("://").then(|| NamedNode::new(iri.as_str()).ok()).flatten();
            full.or_else(|| term(iri)).ok_or_else(|| {
                at(
                    name,
                    Diagnostic::error(format!("{iri} is no known term"))
                        .hint("a prefixed name or a whole IRI"),
                )
            })
        };
        let property = |written: &WrittenProperty| {
            let (value, is_iri) = match (&written.value, &written.iri) {
                (Some(value), None) => (value, false),
                (None, Some(iri)) => (iri, true),
                _ => {
                    return Err(at(
                        &written.name,
                        Diagnostic::error("a property has either a value or an iri"),
                    ));
                }
            };
            let (predicate, value) = (known(&written.name)?, Template::read(value));
            let rest = written.rest.as_ref().map(known).transpose()?;
            Ok(Property { predicate, value, split: written.split.clone(), rest, is_iri })
        };
        let subject = Template::read(written.subject.get_ref());
        if subject.columns().next().is_none() {
            return Err(at(
                &written.subject,
                Diagnostic::error("all rows would have one IRI").hint("put a {Column} in it"),
            ));
        }
        Ok(Self {
            header: written.header,
            subject,
            classes: written.classes.iter().map(known).collect::<Result<_, _>>()?,
            properties: written.property.iter().map(property).collect::<Result<_, _>>()?,
        })
    }

    /// The triples of a table, row by row.
    pub(super) fn triples<'a>(
        &'a self,
        reader: impl Read + 'a,
        delimiter: u8,
        name: String,
    ) -> Result<impl Iterator<Item = Result<Triple, Diagnostic>> + 'a, Diagnostic> {
        let mut rows = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(self.header.is_none())
            .flexible(true)
            .quoting(delimiter != b'\t')
            .from_reader(reader);
        let header: Vec<String> = if let Some(header) = &self.header {
            header.clone()
        } else {
            let row = rows.headers().map_err(|error| unreadable(&error, &name))?;
            row.iter().map(|cell| cell.trim().trim_start_matches('\u{feff}').to_owned()).collect()
        };
        let mut used =
            std::iter::once(&self.subject).chain(self.properties.iter().map(|property| &property.value));
        if let Some(missing) =
            used.find_map(|template| template.columns().find(|column| !header.contains(column)))
        {
            return Err(Diagnostic::error(format!("there is no column {missing}"))
                .in_file(name)
                .hint(format!("the columns are {}", header.join(", "))));
        }
        Ok(rows.into_records().flat_map(move |row| match row {
            Ok(row) => self.row(&header, &row),
            Err(error) => vec![Err(unreadable(&error, &name))],
        }))
    }

    /// The triples of one row; none if it has no subject.
    fn row(&self, header: &[String], row: &csv::StringRecord) -> Vec<Result<Triple, Diagnostic>> {
        let cell = |column: &str| {
            let at = header.iter().position(|name| name == column)?;
            row.get(at).map(str::trim).filter(|cell| !cell.is_empty())
        };
        let Some(subject) = self.subject.filled(&cell).map(|iri| node(&iri)) else { return Vec::new() };
        let mut triples: Vec<Triple> =
            self.classes.iter().map(|class| Triple::new(subject.clone(), rdf::TYPE, class.clone())).collect();
        for property in &self.properties {
            let Some(value) = property.value.filled(&cell) else { continue };
            let parts = match &property.split {
                Some(by) => value.split(by.as_str()).collect(),
                None => vec![value.as_str()],
            };
            let parts = parts.into_iter().map(str::trim).filter(|part| !part.is_empty());
            for (at, part) in parts.enumerate() {
                let object: Term = if property.is_iri {
                    node(part).into()
                } else {
                    Literal::new_simple_literal(part).into()
                };
                let rest = property.rest.as_ref().filter(|_| at > 0);
                let predicate = rest.unwrap_or(&property.predicate).clone();
                triples.push(Triple::new(subject.clone(), predicate, object));
            }
        }
        triples.into_iter().map(Ok).collect()
    }
}

/// Text with the names of columns in braces.
#[derive(Clone, Debug)]
struct Template(Vec<Piece>);

#[derive(Clone, Debug)]
enum Piece {
    Text(String),
    Column(String),
}

impl Template {
    fn read(text: &str) -> Self {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((column, tail)) = after.split_once('}') else { break };
            pieces.push(Piece::Text(before.to_owned()));
            pieces.push(Piece::Column(column.to_owned()));
            rest = tail;
        }
        pieces.push(Piece::Text(rest.to_owned()));
        Self(pieces)
    }

    fn columns(&self) -> impl Iterator<Item = &String> {
        self.0.iter().filter_map(|piece| match piece {
            Piece::Column(column) => Some(column),
            Piece::Text(_) => None,
        })
    }

    /// The text with the cells in the place of their columns; `None` if one is empty.
    fn filled<'a>(&self, cell: &dyn Fn(&str) -> Option<&'a str>) -> Option<String> {
        let mut text = String::new();
        for piece in &self.0 {
            match piece {
                Piece::Text(piece) => text.push_str(piece),
                Piece::Column(column) => text.push_str(cell(column)?),
            }
        }
        Some(text)
    }
}

/// `iri` as a node; what cannot stand in an IRI is percent-encoded.
fn node(iri: &str) -> NamedNode {
    NamedNode::new(iri).unwrap_or_else(|_| {
        let mut encoded = String::with_capacity(iri.len());
        for c in iri.chars() {
            if c.is_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(c) {
                encoded.push(c);
            } else {
                let mut bytes = [0; 4];
                encoded.extend(c.encode_utf8(&mut bytes).bytes().map(|byte| format!("%{byte:02X}")));
            }
        }
        NamedNode::new(encoded.clone())
            .unwrap_or_else(|_| NamedNode::new_unchecked(format!("urn:x-pactum:{encoded}")))
    })
}

fn unreadable(error: &csv::Error, name: &str) -> Diagnostic {
    Diagnostic::error(format!("this is no table: {error}")).in_file(name).hint("nothing was imported")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mapping(text: &str) -> Result<Mapping, Diagnostic> {
        let file = File { shown: "map.toml".to_owned(), text: text.to_owned() };
        Mapping::read(&file, |name| NamedNode::new(format!("https://e.org/{}", name.split_once(':')?.1)).ok())
    }

    fn triples(map: &str, table: &str) -> Vec<String> {
        let mapping = mapping(map).unwrap();
        let triples = mapping.triples(table.as_bytes(), b',', "t.csv".to_owned()).unwrap();
        triples.map(|triple| triple.unwrap().to_string()).collect()
    }

    #[test]
    fn rows_become_triples_and_empty_cells_none() {
        let map = "subject = 'https://e.org/c/{Id}'\nclasses = ['e:Company']\n\
                   [[property]]\nname = 'e:name'\nvalue = '{Name}'\nsplit = '|'\n\
                   [[property]]\nname = 'e:ticker'\nvalue = '{Exchange} {Ticker}'";
        assert_eq!(
            triples(
                map,
                "Id,Name,Exchange,Ticker\n7,Lumen|Lumen Labs,NYSE,LMN\nA B,Nordwind,NYSE,\n,Nobody,,\n"
            ),
            [
                "<https://e.org/c/7> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://e.org/Company>",
                "<https://e.org/c/7> <https://e.org/name> \"Lumen\"",
                "<https://e.org/c/7> <https://e.org/name> \"Lumen Labs\"",
                "<https://e.org/c/7> <https://e.org/ticker> \"NYSE LMN\"",
                "<https://e.org/c/A%20B> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://e.org/Company>",
                "<https://e.org/c/A%20B> <https://e.org/name> \"Nordwind\"",
            ]
        );
    }

    #[test]
    fn what_a_mapping_lacks_is_said() {
        let error = mapping("subject = 'https://e.org/c'").unwrap_err().to_string();
        assert!(error.starts_with("map.toml:1:11: all rows would have one IRI"), "{error}");
        let mapping = mapping("subject = 'https://e.org/{Nr}'").unwrap();
        let error = mapping.triples("Id\n1".as_bytes(), b',', "t.csv".to_owned()).err().unwrap();
        assert_eq!(error.to_string(), "t.csv: there is no column Nr (the columns are Id)");
    }
}
