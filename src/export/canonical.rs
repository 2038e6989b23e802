//! Canonical N-Quads (RDF Dataset Canonicalization 1.0, W3C 2024) and their hash: two graphs that say the same have the same.

use std::fmt::Write;

use oxigraph::model::dataset::{CanonicalizationAlgorithm, CanonicalizationHashAlgorithm};
use oxigraph::model::{Dataset, NamedOrBlankNode, Quad, QuadRef, Term};
use sha2::{Digest, Sha256};

/// The canonical N-Quads of `quads`: blank nodes by what is said of them, lines in the order of code points, each once.
#[must_use]
pub fn canonical(mut quads: Vec<Quad>) -> String {
    let blank = |quad: &Quad| {
        matches!(quad.subject, NamedOrBlankNode::BlankNode(_))
            || matches!(quad.object, Term::BlankNode(_))
            || quad.graph_name.is_blank_node()
    };
    if quads.iter().any(blank) {
        let mut dataset: Dataset = quads.into_iter().collect();
        let hash_algorithm = CanonicalizationHashAlgorithm::Sha256;
        dataset.canonicalize(CanonicalizationAlgorithm::Rdfc10 { hash_algorithm });
        quads = dataset.iter().map(QuadRef::into_owned).collect();
    }
    let mut lines: Vec<String> = quads.iter().map(|quad| format!("{quad} .\n")).collect();
    lines.sort();
    lines.dedup();
    lines.concat()
}

/// The SHA-256 of a text, in hexadecimal digits.
#[must_use]
pub fn hash(text: &str) -> String {
    Sha256::digest(text).iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
