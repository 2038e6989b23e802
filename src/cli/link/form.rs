//! Links as they are shown.

use std::io::Write;

use clap::ValueEnum;
use comfy_table::{Table, presets};
use oxigraph::io::RdfFormat;
use serde_json::json;

use super::super::context::Context;
use super::super::problem::Failure;
use crate::link::{self, Basis, Link, Linkset, Verdict, sssom};
use crate::query::write_quads;
use crate::rdf::Mint;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Form {
    Table,
    Tsv,
    Json,
    /// SSSOM/TSV
    Sssom,
    /// The linkset and its description in RDF
    Turtle,
}

impl Form {
    /// Writes all links.
    pub(super) fn write(
        self,
        out: &mut dyn Write,
        sets: &[Linkset<'_>],
        context: &Context,
        mint: Mint<'_>,
    ) -> Result<(), Failure> {
        match self {
            Self::Table => table(sets, context, out),
            Self::Tsv => tsv(sets, context, out),
            Self::Json => json_lines(sets, out),
            Self::Sssom => Ok(sssom::write(out, sets, &context.words)?),
            Self::Turtle => {
                let both = sets.iter().flat_map(|set| {
                    let (links, described) = link::to_quads(*set, mint);
                    links.into_iter().chain(described)
                });
                Ok(write_quads(out, both.collect(), RdfFormat::Turtle, &context.words)?)
            }
        }
    }
}

const COLUMNS: [&str; 7] = ["dataset", "entity", "", "counterpart", "target", "score", "parts"];

/// A link in words.
fn cells(set: Linkset<'_>, link: &Link, context: &Context) -> [String; 7] {
    let verdict = match (link.verdict, link.basis) {
        (Verdict::Accepted, Basis::Decision) => "= decided",
        (Verdict::Accepted, Basis::Identifier) => "= identifier",
        (Verdict::Accepted, Basis::Score) => "≈ name",
        (Verdict::Proposed, _) => "? proposed",
        (Verdict::Rejected, _) => "≠ decided",
    };
    let target =
        context.words.compact(link.target.as_str()).unwrap_or_else(|| link.target.as_str().to_owned());
    [
        set.dataset.to_owned(),
        link.entity_label.clone(),
        verdict.to_owned(),
        link.target_label.clone(),
        target,
        format!("{:.2}", link.score.value),
        sssom::reasons(link),
    ]
}

fn table(sets: &[Linkset<'_>], context: &Context, out: &mut dyn Write) -> Result<(), Failure> {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_header(COLUMNS);
    for set in sets {
        for link in set.links {
            table.add_row(cells(*set, link, context));
        }
    }
    for column in table.column_iter_mut() {
        column.set_padding((0, 2));
    }
    for line in table.lines() {
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

fn tsv(sets: &[Linkset<'_>], context: &Context, out: &mut dyn Write) -> Result<(), Failure> {
    writeln!(out, "{}", COLUMNS.map(|name| if name.is_empty() { "verdict" } else { name }).join("\t"))?;
    for set in sets {
        for link in set.links {
            let plain = cells(*set, link, context).map(|cell| cell.replace(['\t', '\n', '\r'], " "));
            writeln!(out, "{}", plain.join("\t"))?;
        }
    }
    Ok(())
}

fn json_lines(sets: &[Linkset<'_>], out: &mut dyn Write) -> Result<(), Failure> {
    for set in sets {
        for link in set.links {
            let parts: Vec<_> = link
                .score
                .parts
                .iter()
                .map(|part| json!({ "what": part.what, "after": part.after, "because": part.because }))
                .collect();
            let line = json!({
                "dataset": set.dataset,
                "entity": link.entity.as_str(),
                "label": link.entity_label,
                "target": link.target.as_str(),
                "targetLabel": link.target_label,
                "verdict": format!("{:?}", link.verdict).to_lowercase(),
                "basis": format!("{:?}", link.basis).to_lowercase(),
                "score": link.score.value,
                "parts": parts,
            });
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}
