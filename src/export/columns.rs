//! Tables of nodes and of edges, as CSV and as Apache Parquet.

use std::io::{self, Write};
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;

use super::network::Network;

/// A table by columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns(Vec<(String, Column)>);

/// The cells of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Column {
    Words(Vec<Option<String>>),
    Counts(Vec<u64>),
}

impl Columns {
    /// A row for each node: its IRI, label, kind, and a column for each property.
    #[must_use]
    pub fn nodes(network: &Network) -> Self {
        let nodes = &network.nodes;
        let iris = nodes.keys().map(|iri| Some(iri.as_str().to_owned())).collect();
        let mut columns = vec![
            ("id".to_owned(), Column::Words(iris)),
            (
                "label".to_owned(),
                Column::Words(nodes.values().map(|node| Some(node.label.clone())).collect()),
            ),
            ("kind".to_owned(), Column::Words(nodes.values().map(|node| Some(node.kind.clone())).collect())),
        ];
        columns.extend(network.properties.iter().map(|name| {
            let cells = nodes.values().map(|node| node.properties.get(name).cloned());
            (name.clone(), Column::Words(cells.collect()))
        }));
        Self(columns)
    }

    /// A row for each edge: the IRIs of its ends, its role, and how many say so.
    #[must_use]
    pub fn edges(network: &Network) -> Self {
        let edges = &network.edges;
        let words = |cell: fn(&super::network::Edge) -> &str| {
            Column::Words(edges.iter().map(|edge| Some(cell(edge).to_owned())).collect())
        };
        Self(vec![
            ("source".to_owned(), words(|edge| edge.source.as_str())),
            ("target".to_owned(), words(|edge| edge.target.as_str())),
            ("role".to_owned(), words(|edge| &edge.role)),
            ("support".to_owned(), Column::Counts(edges.iter().map(|edge| edge.support).collect())),
        ])
    }

    /// Writes CSV (RFC 4180) with a header.
    ///
    /// # Errors
    /// If `out` cannot be written.
    pub fn write_csv(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
        writer.write_record(self.0.iter().map(|(name, _)| name)).map_err(io::Error::other)?;
        for row in 0..self.rows() {
            let cells = self.0.iter().map(|(_, column)| match column {
                Column::Words(cells) => cells[row].clone().unwrap_or_default(),
                Column::Counts(cells) => cells[row].to_string(),
            });
            writer.write_record(cells).map_err(io::Error::other)?;
        }
        writer.flush()
    }

    /// Writes Parquet, compressed with Snappy. A cell without a value is null.
    ///
    /// # Errors
    /// If `out` cannot be written.
    pub fn write_parquet(&self, out: &mut (dyn Write + Send)) -> io::Result<()> {
        self.parquet(out).map_err(io::Error::other)
    }

    fn parquet(&self, out: &mut (dyn Write + Send)) -> Result<(), ParquetError> {
        let fields = self.0.iter().map(|(name, column)| {
            let field = match column {
                Column::Words(_) => Type::primitive_type_builder(name, Physical::BYTE_ARRAY)
                    .with_logical_type(Some(LogicalType::String))
                    .with_repetition(Repetition::OPTIONAL),
                Column::Counts(_) => {
                    Type::primitive_type_builder(name, Physical::INT64).with_repetition(Repetition::REQUIRED)
                }
            };
            field.build().map(Arc::new)
        });
        let schema =
            Type::group_type_builder("schema").with_fields(fields.collect::<Result<_, _>>()?).build()?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(concat!("pactum ", env!("CARGO_PKG_VERSION")).to_owned());
        let mut file = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties.build()))?;
        let mut group = file.next_row_group()?;
        for (_, column) in &self.0 {
            let Some(mut writer) = group.next_column()? else { break };
            match column {
                Column::Words(cells) => {
                    let present: Vec<i16> = cells.iter().map(|cell| i16::from(cell.is_some())).collect();
                    let values: Vec<ByteArray> =
                        cells.iter().flatten().map(|cell| ByteArray::from(cell.as_str())).collect();
                    writer.typed::<ByteArrayType>().write_batch(&values, Some(&present), None)?;
                }
                Column::Counts(cells) => {
                    let values: Vec<i64> =
                        cells.iter().map(|&cell| i64::try_from(cell).unwrap_or(i64::MAX)).collect();
                    writer.typed::<Int64Type>().write_batch(&values, None, None)?;
                }
            }
            writer.close()?;
        }
        group.close()?;
        file.close()?;
        Ok(())
    }

    fn rows(&self) -> usize {
        match self.0.first() {
            Some((_, Column::Words(cells))) => cells.len(),
            Some((_, Column::Counts(cells))) => cells.len(),
            None => 0,
        }
    }
}
