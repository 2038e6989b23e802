//! A difference as RDF Patch (<https://afs.github.io/rdf-delta/rdf-patch.html>): a header, and one transaction that
//! takes out quads with `D` and puts in quads with `A`.

use std::io::{self, Write};

use oxigraph::model::{GraphName, Quad};
use sha2::{Digest, Sha256};

use super::Snapshot;

/// Writes the patch that makes `after` of `before`. Its identifier is a hash of its lines, so that the same two graphs
/// give the same bytes.
///
/// # Errors
/// If `out` cannot be written.
pub fn write_patch(out: &mut dyn Write, before: &Snapshot, after: &Snapshot) -> io::Result<()> {
    let only = |a: &Snapshot, b: &Snapshot, sign: char| -> Vec<String> {
        let quads = a.quads.iter().filter(|(line, _)| !b.quads.contains_key(*line));
        quads.map(|(_, quad)| format!("{sign} {} .", terms(quad))).collect()
    };
    let lines = [only(before, after, 'D'), only(after, before, 'A')].concat();
    writeln!(out, "H id <urn:uuid:{}> .", identifier(&lines))?;
    writeln!(out, "TX .")?;
    for line in lines {
        writeln!(out, "{line}")?;
    }
    writeln!(out, "TC .")
}

fn terms(quad: &Quad) -> String {
    let triple = format!("{} {} {}", quad.subject, quad.predicate, quad.object);
    match &quad.graph_name {
        GraphName::DefaultGraph => triple,
        graph => format!("{triple} {graph}"),
    }
}

/// A UUID of version 8 (RFC 9562: made as the maker likes), here from SHA-256.
fn identifier(lines: &[String]) -> String {
    let mut hash = Sha256::new();
    for line in lines {
        hash.update(line);
        hash.update([b'\n']);
    }
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash.finalize()[..16]);
    let number = u128::from_be_bytes(bytes) & !(0xf << 76) & !(0x3 << 62) | 0x8 << 76 | 0x2 << 62;
    let hex = format!("{number:032x}");
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}
