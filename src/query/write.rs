//! Answers in the forms people and programs read.

use std::io::{self, Write};

use comfy_table::{Cell, CellAlignment, ColumnConstraint, ContentArrangement, Table, Width, presets};
use oxigraph::io::RdfFormat;
use oxigraph::model::vocab::xsd;
use oxigraph::model::{GraphName, Literal, NamedNode, Quad, Term, Variable};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};
use serde_json::{Value, json};

use super::answer::{Answer, Rows};
use super::dump::write_quads;
use super::evidence::Cited;
use super::names::Names;
use super::vocabulary::Vocabulary;

/// A form for answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Columns for people.
    Table {
        /// Characters a line can have; as long as it takes if there is no limit.
        width: Option<u16>,
    },
    /// SPARQL results for programs.
    Results(QueryResultsFormat),
    /// RDF; for the triples of CONSTRUCT and DESCRIBE.
    Rdf(RdfFormat),
}

impl Format {
    /// Writes `answer`, the rows with `proofs` if there are any. Names stand for IRIs if `names` is given.
    ///
    /// # Errors
    /// If `out` cannot be written, or with [`io::ErrorKind::Unsupported`] if the answer has no such form.
    pub fn write(
        self,
        out: &mut dyn Write,
        answer: &Answer,
        proofs: Option<&[Vec<Cited>]>,
        names: Option<&Names<'_>>,
        words: &Vocabulary,
    ) -> io::Result<()> {
        match (answer, self) {
            (Answer::Rows(rows), Self::Table { width }) => table(out, &named(rows, names), proofs, width),
            (Answer::Rows(rows), Self::Results(QueryResultsFormat::Json)) => {
                json_results(out, &named(rows, names), proofs)
            }
            (Answer::Rows(rows), Self::Results(format)) => {
                let rows = named(rows, names);
                results(
                    out,
                    &proofs.map_or_else(|| rows.clone(), |proofs| with_proofs(&rows, proofs)),
                    format,
                )
            }
            (Answer::Truth(truth), Self::Table { .. }) => {
                writeln!(out, "{}", if *truth { "yes" } else { "no" })
            }
            (Answer::Truth(truth), Self::Results(format)) => {
                QueryResultsSerializer::from_format(format).serialize_boolean_to_writer(&mut *out, *truth)?;
                writeln!(out)
            }
            (Answer::Triples(triples), Self::Table { .. }) => rdf(out, triples, RdfFormat::Turtle, words),
            (Answer::Triples(triples), Self::Rdf(format)) => rdf(out, triples, format, words),
            (Answer::Triples(_), Self::Results(_)) => {
                Err(unsupported("triples have an RDF format, as turtle"))
            }
            (Answer::Rows(_) | Answer::Truth(_), Self::Rdf(_)) => {
                Err(unsupported("rows have no RDF format: take table, csv, tsv, json or xml"))
            }
        }
    }
}

fn unsupported(why: &str) -> io::Error {
    io::Error::new(io::ErrorKind::Unsupported, why)
}

fn rdf(
    out: &mut dyn Write,
    triples: &[oxigraph::model::Triple],
    format: RdfFormat,
    words: &Vocabulary,
) -> io::Result<()> {
    let quads =
        triples.iter().map(|triple| triple.clone().in_graph(GraphName::DefaultGraph)).collect::<Vec<Quad>>();
    write_quads(out, quads, format, words)
}

/// The rows with names in the place of IRIs.
fn named(rows: &Rows, names: Option<&Names<'_>>) -> Rows {
    let Some(names) = names else { return rows.clone() };
    let name = |cell: &Option<Term>| match cell {
        Some(node @ Term::NamedNode(_)) => Some(Literal::from(names.show(node)).into()),
        other => other.clone(),
    };
    Rows {
        columns: rows.columns.clone(),
        rows: rows.rows.iter().map(|row| row.iter().map(name).collect()).collect(),
    }
}

/// The rows with one more column that holds their sentences.
fn with_proofs(rows: &Rows, proofs: &[Vec<Cited>]) -> Rows {
    let mut rows = rows.clone();
    rows.columns.push(Variable::new_unchecked("cite"));
    for (row, proof) in rows.rows.iter_mut().zip(proofs) {
        let sentences: Vec<_> = proof.iter().map(citation).collect();
        row.push(Some(Literal::from(sentences.join("\n")).into()));
    }
    rows
}

/// “The sentence.” (Title, Publisher, 2026-04-28)
#[must_use]
pub fn citation(cited: &Cited) -> String {
    format!("“{}” ({})", cited.sentence, cited.document.credit())
}

fn results(out: &mut dyn Write, rows: &Rows, format: QueryResultsFormat) -> io::Result<()> {
    let serializer = QueryResultsSerializer::from_format(format);
    let mut serializer = serializer.serialize_solutions_to_writer(&mut *out, rows.columns.clone())?;
    for row in &rows.rows {
        let cells = rows.columns.iter().zip(row).filter_map(|(column, cell)| Some((column, cell.as_ref()?)));
        serializer.serialize(cells)?;
    }
    serializer.finish()?;
    end_line(out, format)
}

/// JSON and XML come without a line end.
fn end_line(out: &mut dyn Write, format: QueryResultsFormat) -> io::Result<()> {
    match format {
        QueryResultsFormat::Json | QueryResultsFormat::Xml => writeln!(out),
        _ => Ok(()),
    }
}

/// SPARQL results in JSON; the sentences stand in an array `cite` beside `results`, one array for each row.
fn json_results(out: &mut dyn Write, rows: &Rows, proofs: Option<&[Vec<Cited>]>) -> io::Result<()> {
    let Some(proofs) = proofs else { return results(out, rows, QueryResultsFormat::Json) };
    let mut buffer = Vec::new();
    results(&mut buffer, rows, QueryResultsFormat::Json)?;
    let mut value: Value = serde_json::from_slice(&buffer)?;
    value["cite"] = proofs.iter().map(|proof| proof.iter().map(cited_json).collect::<Value>()).collect();
    serde_json::to_writer(&mut *out, &value)?;
    writeln!(out)
}

/// One citation as JSON has it.
#[must_use]
pub fn cited_json(cited: &Cited) -> Value {
    json!({
        "claim": cited.claim.as_str(),
        "sentence": cited.sentence,
        "text": cited.exact,
        "start": cited.start,
        "end": cited.end,
        "document": cited.document.iri.as_str(),
        "title": cited.document.title,
        "publisher": cited.document.publisher,
        "published": cited.document.published,
        "url": cited.document.url,
        "rule": cited.rule,
        "modality": cited.modality.as_ref().map(NamedNode::as_str),
        "attributedTo": cited.attributed_to.as_ref().map(NamedNode::as_str),
        "confidence": cited.confidence,
    })
}

fn table(
    out: &mut dyn Write,
    rows: &Rows,
    proofs: Option<&[Vec<Cited>]>,
    width: Option<u16>,
) -> io::Result<()> {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_header(rows.columns.iter().map(|column| Cell::new(column.as_str())));
    // One line a row, so that its sentences can stand under it.
    let arrangement = if proofs.is_some() || width.is_none() {
        ContentArrangement::Disabled
    } else {
        ContentArrangement::Dynamic
    };
    table.set_content_arrangement(arrangement);
    if let Some(width) = width {
        table.set_width(width);
    }
    for row in &rows.rows {
        table.add_row(row.iter().map(|cell| table_cell(cell.as_ref())));
    }
    let least = width.map(|width| least_widths(rows, width));
    for (at, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, GAP));
        if let Some(least) = least.as_ref().and_then(|least| least.get(at)) {
            column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(least + GAP)));
        }
    }
    let mut lines = table.lines();
    let header = lines.next().unwrap_or_default();
    writeln!(out, "{}", header.trim_end())?;
    writeln!(out, "{}", "─".repeat(header.trim_end().chars().count()))?;
    for (at, line) in lines.enumerate() {
        writeln!(out, "{}", line.trim_end())?;
        for cited in proofs.and_then(|proofs| proofs.get(at)).into_iter().flatten() {
            writeln!(out, "    {}", citation(cited))?;
        }
    }
    Ok(())
}

/// Between two columns.
const GAP: u16 = 2;
/// Longer words may be cut in a table.
const LONG: u16 = 24;

/// How wide each column must be so that its name is not cut, nor a word in it, as far as all fits into `width`; empty if not even
/// the names do.
fn least_widths(rows: &Rows, width: u16) -> Vec<u16> {
    let length = |text: &str| u16::try_from(text.chars().count()).unwrap_or(u16::MAX);
    let longest = |at: usize| {
        let cells = rows.rows.iter().filter_map(|row| row.get(at)?.as_ref());
        let texts = cells.map(|cell| match cell {
            Term::Literal(literal) => literal.value().to_owned(),
            other => other.to_string(),
        });
        texts.filter_map(|text| text.split_whitespace().map(length).max()).max().unwrap_or_default()
    };
    let columns: Vec<(u16, u16)> =
        rows.columns.iter().enumerate().map(|(at, name)| (length(name.as_str()), longest(at))).collect();
    let with = |cap: u16| columns.iter().map(|&(name, word)| name.max(word.min(cap))).collect::<Vec<u16>>();
    let fits =
        |least: &Vec<u16>| least.iter().map(|least| u32::from(least + GAP)).sum::<u32>() <= width.into();
    (0..=LONG).rev().map(with).find(fits).unwrap_or_default()
}

/// Numbers stand to the right, so that they can be compared.
fn table_cell(cell: Option<&Term>) -> Cell {
    let text = match cell {
        Some(Term::Literal(literal)) => literal.value().replace(['\n', '\r', '\t'], " "),
        Some(other) => other.to_string(),
        None => String::new(),
    };
    let number = matches!(cell, Some(Term::Literal(literal)) if is_number(literal));
    let cell = Cell::new(text);
    if number { cell.set_alignment(CellAlignment::Right) } else { cell }
}

fn is_number(literal: &Literal) -> bool {
    [xsd::INTEGER, xsd::DECIMAL, xsd::DOUBLE].contains(&literal.datatype())
}
