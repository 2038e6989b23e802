//! The Simple Standard for Sharing Ontological Mappings: links as a table that others read, and tables of others read here.
//!
//! Columns and terms as in SSSOM 1.0; justifications are those of the Semantic Mapping Vocabulary (`semapv:`).

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use oxigraph::model::vocab::rdf;
use oxigraph::model::{Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term, Triple};
use sha2::{Digest, Sha256};

use super::decide::{Basis, Decided, Link, Verdict};
use super::linkset::{Linkset, confidence, predicate};
use crate::model::Diagnostic;
use crate::query::Vocabulary;
use crate::rdf::{Mint, vocabulary as v};

const COLUMNS: [&str; 9] = [
    "subject_id",
    "subject_label",
    "predicate_id",
    "predicate_modifier",
    "object_id",
    "object_label",
    "mapping_justification",
    "confidence",
    "comment",
];
const SEMAPV: &str = "https://w3id.org/semapv/vocab/";

/// Why two things are mapped, in SSSOM's words.
fn justification(link: &Link) -> &'static str {
    match link.basis {
        Basis::Decision => "ManualMappingCuration",
        Basis::Identifier => "BackgroundKnowledgeBasedMatching",
        Basis::Score if link.score.parts.len() > 1 => "CompositeMatching",
        Basis::Score => "LexicalMatching",
    }
}

/// Writes links as SSSOM/TSV. IRIs are written in full, so that the table needs no map of prefixes but for the terms.
///
/// # Errors
/// If `out` cannot be written.
pub fn write(out: &mut dyn Write, sets: &[Linkset<'_>], words: &Vocabulary) -> io::Result<()> {
    writeln!(out, "#mapping_set_id: {}linkset", crate::rdf::BASE)?;
    writeln!(out, "#license: https://w3id.org/sssom/license/unspecified")?;
    writeln!(out, "#mapping_tool: pactum")?;
    writeln!(out, "#mapping_tool_version: {}", env!("CARGO_PKG_VERSION"))?;
    writeln!(out, "#curie_map:")?;
    for prefix in ["owl", "skos"] {
        if let Some(iri) = words.prefixes().get(prefix) {
            writeln!(out, "#  {prefix}: {iri}")?;
        }
    }
    writeln!(out, "#  semapv: {SEMAPV}")?;
    writeln!(out, "{}", COLUMNS.join("\t"))?;
    for link in sets.iter().flat_map(|set| set.links) {
        let plain = |text: &str| text.replace(['\t', '\n', '\r'], " ");
        let modifier = if link.verdict == Verdict::Rejected { "Not" } else { "" };
        let predicate = predicate(link).unwrap_or(v::OWL_SAME_AS);
        let row = [
            link.entity.as_str().to_owned(),
            plain(&link.entity_label),
            words.compact(predicate.as_str()).unwrap_or_else(|| predicate.as_str().to_owned()),
            modifier.to_owned(),
            link.target.as_str().to_owned(),
            plain(&link.target_label),
            format!("semapv:{}", justification(link)),
            format!("{:.2}", link.score.value),
            plain(&reasons(link)),
        ];
        writeln!(out, "{}", row.join("\t"))?;
    }
    Ok(())
}

/// The parts of a score in one line: `name 0.93 (Sony ~ Sony Group Corp); country 0.95 (JP)`.
#[must_use]
pub fn reasons(link: &Link) -> String {
    let part = |part: &super::score::Part| format!("{} {:.2} ({})", part.what, part.after, part.because);
    link.score.parts.iter().map(part).collect::<Vec<_>>().join("; ")
}

/// The mapping behind a link, as the RDF form of SSSOM has it.
pub(super) fn to_quads(link: &Link, graph: &NamedNode, mint: Mint<'_>) -> Vec<Quad> {
    let mut hash = Sha256::new();
    for part in [link.entity.as_str(), " ", link.target.as_str()] {
        hash.update(part);
    }
    let number = hash.finalize()[..8].iter().fold(0_u64, |number, &byte| number << 8 | u64::from(byte));
    let node = mint.hashed("mapping", &format!("{number:016x}"));
    let text = |text: &str| Term::from(Literal::new_simple_literal(text));
    let mut about: Vec<(NamedNodeRef<'_>, Term)> = vec![
        (rdf::TYPE, v::OWL_AXIOM.into_owned().into()),
        (v::OWL_ANNOTATED_SOURCE, link.entity.clone().into()),
        (v::OWL_ANNOTATED_PROPERTY, predicate(link).unwrap_or(v::OWL_SAME_AS).into_owned().into()),
        (v::OWL_ANNOTATED_TARGET, link.target.clone().into()),
        (v::SSSOM_JUSTIFICATION, NamedNode::new_unchecked(format!("{SEMAPV}{}", justification(link))).into()),
        (v::SSSOM_CONFIDENCE, confidence(link.score.value).into()),
        (v::SSSOM_SUBJECT_LABEL, text(&link.entity_label)),
        (v::SSSOM_OBJECT_LABEL, text(&link.target_label)),
        (v::SSSOM_COMMENT, text(&reasons(link))),
    ];
    if link.verdict == Verdict::Rejected {
        about.push((v::SSSOM_MODIFIER, text("Not")));
    }
    about
        .into_iter()
        .map(|(predicate, object)| Quad::new(node.clone(), predicate, object, graph.clone()))
        .collect()
}

/// The decisions in mappings written in RDF: `owl:Axiom` with `owl:annotatedSource`, `-Property` and `-Target`, as the RDF
/// form of SSSOM has them, and the bare triples (`owl:sameAs`, `skos:exactMatch`) that no such axiom is about. What an axiom
/// says of its triple (`sssom:predicate_modifier`) holds. Other predicates say nothing of identity and are left out.
///
/// # Errors
/// If the triples cannot be read.
pub fn of_triples(
    triples: impl Iterator<Item = Result<Triple, Diagnostic>>,
) -> Result<Vec<Decided>, Diagnostic> {
    let mut plain: BTreeSet<(NamedNode, NamedNode)> = BTreeSet::new();
    let mut axioms: BTreeMap<String, Axiom> = BTreeMap::new();
    for triple in triples {
        let Triple { subject, predicate, object } = triple?;
        let node = match &object {
            Term::NamedNode(node) => Some(node.clone()),
            _ => None,
        };
        let about = subject.to_string();
        match predicate.as_ref() {
            v::OWL_ANNOTATED_SOURCE => axioms.entry(about).or_default().source = node,
            v::OWL_ANNOTATED_PROPERTY => axioms.entry(about).or_default().property = node,
            v::OWL_ANNOTATED_TARGET => axioms.entry(about).or_default().target = node,
            v::SSSOM_MODIFIER => axioms.entry(about).or_default().not = is_not(&object),
            of if is_identity(of) => {
                if let (NamedOrBlankNode::NamedNode(subject), Some(object)) = (subject, node) {
                    plain.insert((subject, object));
                }
            }
            _ => {}
        }
    }
    let mut found: BTreeMap<(NamedNode, NamedNode), bool> =
        plain.into_iter().map(|pair| (pair, true)).collect();
    for axiom in axioms.into_values() {
        if let Axiom { source: Some(source), property: Some(property), target: Some(target), not } = axiom
            && is_identity(property.as_ref())
        {
            found.insert((source, target), !not);
        }
    }
    Ok(found.into_iter().map(|((entity, target), same)| Decided { entity, target, same }).collect())
}

/// What an axiom of a mapping says, as far as it was read.
#[derive(Default)]
struct Axiom {
    source: Option<NamedNode>,
    property: Option<NamedNode>,
    target: Option<NamedNode>,
    not: bool,
}

/// Whether a predicate says that two things are one.
fn is_identity(predicate: NamedNodeRef<'_>) -> bool {
    [v::OWL_SAME_AS, v::SKOS_EXACT_MATCH].contains(&predicate)
}

/// Whether a modifier turns a mapping into its opposite: `Not`, as text or as a term.
fn is_not(modifier: &Term) -> bool {
    let text = match modifier {
        Term::Literal(literal) => literal.value(),
        Term::NamedNode(node) => node.as_str().rsplit(['/', '#']).next().unwrap_or_default(),
        _ => "",
    };
    text.eq_ignore_ascii_case("not")
}

/// The decisions in an SSSOM table: rows that say that two things are the same (`owl:sameAs`, `skos:exactMatch`), or with
/// `Not` that they are different. Others say nothing of identity and are left out.
///
/// # Errors
/// If it is no such table; with line and column.
pub fn read(text: &str, name: &str, words: &Vocabulary) -> Result<Vec<Decided>, Diagnostic> {
    let (mut prefixes, mut header, mut found) = (Vec::new(), None, Vec::new());
    for (number, line) in text.lines().enumerate() {
        let wrong = |why: String| Diagnostic::error(format!("line {}: {why}", number + 1)).in_file(name);
        if let Some(meta) = line.strip_prefix('#') {
            let pair = meta.trim().split_once(": ").filter(|_| meta.starts_with("  "));
            prefixes.extend(
                pair.map(|(prefix, iri)| (prefix.to_owned(), iri.trim_matches(['"', '\'']).to_owned())),
            );
            continue;
        }
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        let Some(header) = &header else {
            let missing = ["subject_id", "predicate_id", "object_id"]
                .into_iter()
                .find(|column| !cells.contains(column));
            if let Some(missing) = missing {
                return Err(wrong(format!("an SSSOM table has a column {missing}")));
            }
            header = Some(cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>());
            continue;
        };
        let cell = |column: &str| {
            header
                .iter()
                .position(|name| name == column)
                .and_then(|at| cells.get(at).copied())
                .unwrap_or_default()
        };
        let node = |column: &str| {
            let written = cell(column);
            let own = written.split_once(':').and_then(|(prefix, local)| {
                let (_, iri) = prefixes.iter().find(|(known, _)| known == prefix)?;
                NamedNode::new(format!("{iri}{local}")).ok()
            });
            let full = written.contains("://").then(|| NamedNode::new(written).ok()).flatten();
            full.or(own)
                .or_else(|| words.expand(written))
                .ok_or_else(|| wrong(format!("“{written}” is no IRI")))
        };
        if line.trim().is_empty() {
            continue;
        }
        let predicate = node("predicate_id")?;
        if is_identity(predicate.as_ref()) {
            let same = !cell("predicate_modifier").eq_ignore_ascii_case("not");
            found.push(Decided { entity: node("subject_id")?, target: node("object_id")?, same });
        }
    }
    Ok(found)
}
