//! Quads in the RDF formats, so that the same quads are the same bytes: sorted, each once, with the prefixes in use.

use std::collections::BTreeMap;
use std::io::{self, Write};

use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::{GraphName, NamedNode, NamedOrBlankNode, Quad, Term};

use super::vocabulary::Vocabulary;
use super::{graph, json_ld};

/// Writes `quads`. A format without graphs gets the triples of all of them.
///
/// # Errors
/// If `out` cannot be written, or the format cannot hold a quad.
pub fn write_quads(
    out: &mut dyn Write,
    mut quads: Vec<Quad>,
    format: RdfFormat,
    words: &Vocabulary,
) -> io::Result<()> {
    if !format.supports_datasets() {
        for quad in &mut quads {
            quad.graph_name = GraphName::DefaultGraph;
        }
    }
    quads.sort_by_cached_key(sort_key);
    quads.dedup();
    if matches!(format, RdfFormat::JsonLd { .. }) {
        let document = json_ld::document(&quads, words)
            .ok_or_else(|| io::Error::new(io::ErrorKind::Unsupported, "JSON-LD cannot hold triple terms"))?;
        serde_json::to_writer_pretty(&mut *out, &document)?;
        return writeln!(out);
    }
    let mut serializer = RdfSerializer::from_format(format);
    for (name, iri) in used_prefixes(&quads, format, words) {
        serializer = serializer.with_prefix(name, iri).map_err(io::Error::other)?;
    }
    if format == RdfFormat::Turtle {
        let mut text = serializer.for_writer(Vec::new());
        quads.iter().try_for_each(|quad| text.serialize_quad(quad))?;
        return apart(out, &text.finish()?);
    }
    let mut serializer = serializer.for_writer(&mut *out);
    for quad in &quads {
        serializer.serialize_quad(quad)?;
    }
    serializer.finish()?;
    if format == RdfFormat::RdfXml {
        writeln!(out)?;
    }
    Ok(())
}

/// Writes Turtle with an empty line before each subject: they begin at the left edge, and no literal has a line break.
fn apart(out: &mut dyn Write, turtle: &[u8]) -> io::Result<()> {
    for line in turtle.split_inclusive(|&byte| byte == b'\n') {
        if !line.starts_with(b"\t") && !line.starts_with(b"@prefix") {
            writeln!(out)?;
        }
        out.write_all(line)?;
    }
    Ok(())
}

/// The default graph first; for one subject what it is comes first.
fn sort_key(quad: &Quad) -> (String, String, bool, String, String) {
    let graph = match &quad.graph_name {
        GraphName::DefaultGraph => String::new(),
        named => named.to_string(),
    };
    let more = quad.predicate.as_ref() != graph::TYPE;
    (graph, quad.subject.to_string(), more, quad.predicate.to_string(), quad.object.to_string())
}

/// The prefixes that shorten at least one IRI.
fn used_prefixes<'a>(quads: &[Quad], format: RdfFormat, words: &'a Vocabulary) -> BTreeMap<&'a str, &'a str> {
    let mut used = BTreeMap::new();
    for quad in quads {
        let mut note = |node: &NamedNode| {
            if let Some((name, iri)) = words.prefix_of(node.as_str()) {
                used.insert(name, iri);
            }
        };
        // Turtle writes `a`.
        if quad.predicate.as_ref() != graph::TYPE || format == RdfFormat::RdfXml {
            note(&quad.predicate);
        }
        if let GraphName::NamedNode(node) = &quad.graph_name {
            note(node);
        }
        if let NamedOrBlankNode::NamedNode(node) = &quad.subject {
            note(node);
        }
        match &quad.object {
            Term::NamedNode(node) => note(node),
            Term::Literal(literal) => note(&literal.datatype().into_owned()),
            _ => {}
        }
    }
    used
}
