//! Trains the tagger, the lemmas and the parser from treebanks in CoNLL-U. The same files give the same bytes.

mod conllu;
mod headline;
mod lemma;
mod measure;
mod names;
mod oracle;
mod parser;
mod perceptron;
mod tagger;

use std::path::{Path, PathBuf};

use super::codec::Writer;
use super::parse::{Parser, VERSION};
use super::recognise::name::guess::Guesser;
use crate::model::Diagnostic;
use crate::pack::lexicon::Names;

pub use measure::Scores;
pub use names::Counts;

/// What training made.
#[derive(Clone, Debug)]
pub struct Report {
    /// Sentences trained on.
    pub sentences: usize,
    /// Words trained on.
    pub words: usize,
    /// Size of the model in bytes.
    pub bytes: usize,
}

/// Trains on the treebanks `corpora` and writes the model to `out`. Minutes on two cores. `progress` is told of each step.
///
/// # Errors
/// If a treebank cannot be read or is no CoNLL-U; if the model cannot be written.
pub fn train(corpora: &[PathBuf], out: &Path, progress: &dyn Fn(&str)) -> Result<Report, Diagnostic> {
    let mut sentences = Vec::new();
    for corpus in corpora {
        sentences.extend(conllu::read(corpus)?);
    }
    let read = sentences.len();
    let words = sentences.iter().map(|sentence| sentence.words.len()).sum();
    if words == 0 {
        return Err(Diagnostic::error("no sentence to train on").hint("name treebanks in CoNLL-U"));
    }
    sentences.extend(headline::headlines(&sentences));
    let bytes = model(&sentences, progress);
    std::fs::write(out, &bytes).map_err(|error| {
        Diagnostic::error(format!("cannot be written: {error}")).in_file(out.display().to_string())
    })?;
    Ok(Report { sentences: read, words, bytes: bytes.len() })
}

/// Measures the model in the file `model` on the treebank `corpus`, with its words as given.
///
/// # Errors
/// If one of the files cannot be read or is damaged.
pub fn measure(model: &Path, corpus: &Path) -> Result<Scores, Diagnostic> {
    let bytes = std::fs::read(model).map_err(|error| {
        Diagnostic::error(format!("cannot be read: {error}")).in_file(model.display().to_string())
    })?;
    let parser =
        Parser::read(Vec::leak(bytes)).map_err(|problem| problem.in_file(model.display().to_string()))?;
    Ok(measure::measure(&parser, &conllu::read(corpus)?))
}

/// Trains the model that guesses what unknown names name on four fifths of each of `corpora`, and writes it to `out`.
///
/// # Errors
/// If a corpus cannot be read or holds no name; if the model cannot be written.
pub fn train_names(corpora: &[PathBuf], out: &Path, lexicon: &Names) -> Result<Report, Diagnostic> {
    let corpora = corpora.iter().map(|path| names::read(path)).collect::<Result<Vec<_>, _>>()?;
    let (bytes, words) = names::model(&corpora, lexicon);
    if words == 0 {
        return Err(Diagnostic::error("no name to train on").hint("name corpora with names marked"));
    }
    std::fs::write(out, &bytes).map_err(|error| {
        Diagnostic::error(format!("cannot be written: {error}")).in_file(out.display().to_string())
    })?;
    Ok(Report { sentences: corpora.iter().map(Vec::len).sum(), words, bytes: bytes.len() })
}

/// For each class how many names of `corpus` the model in the file `model` gave it rightly, gave it, and has it: of the fifth
/// held back, or, if `whole`, of all.
///
/// # Errors
/// If one of the files cannot be read or is damaged.
pub fn measure_names(
    model: &Path,
    corpus: &Path,
    whole: bool,
    lexicon: &Names,
) -> Result<Counts, Diagnostic> {
    let shown = model.display().to_string();
    let bytes = std::fs::read(model)
        .map_err(|error| Diagnostic::error(format!("cannot be read: {error}")).in_file(&shown))?;
    let guesser = Guesser::read(&mut super::codec::Reader::new(Vec::leak(bytes)))
        .map_err(|problem| problem.in_file(&shown))?;
    let part = (!whole).then_some(names::Part::Held);
    Ok(names::measure(&guesser, &[names::read(corpus)?], part, lexicon))
}

/// The bytes of the model.
fn model(sentences: &[conllu::Gold], progress: &dyn Fn(&str)) -> Vec<u8> {
    let mut out = Writer::default();
    out.text(VERSION);
    let inventory = tagger::Inventory::of(sentences);
    progress("tagger");
    inventory.write(&mut out);
    tagger::write(&inventory, &sentences.iter().collect::<Vec<_>>(), &mut out);
    let lemmas = lemma::learn(&inventory, sentences, &mut out);
    progress("tags for the parser");
    let tagged = tagger::jackknife(&inventory, sentences);
    progress("parser");
    parser::write(&inventory, &lemmas, sentences, &tagged, progress, &mut out);
    out.bytes
}

#[cfg(test)]
mod tests;
