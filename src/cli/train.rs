//! `pactum train`: the language model. For who works on the engine; hidden from the help, since nobody else needs it.

use std::path::PathBuf;

use super::context::Context;
use super::problem::{Done, Outcome};
use crate::annotate::train::{Counts, measure, measure_names, train, train_names};
use crate::pack::Pack;

/// Train the language model, or measure one
#[derive(clap::Args, Debug)]
#[command(hide = true, after_help = EXAMPLES)]
pub(super) struct Args {
    /// The model: written, or with --measure read
    #[arg(value_name = "MODEL")]
    model: PathBuf,
    /// Files in CoNLL-U; with --names also files with a word and its label a line
    #[arg(value_name = "CORPUS", required = true)]
    corpora: Vec<PathBuf>,
    /// Compare what the model says with each of the corpora
    #[arg(long)]
    measure: bool,
    /// The model that guesses what unknown names name; a fifth of each corpus is held back to measure
    #[arg(long)]
    names: bool,
    /// Measure on the whole of each corpus: it was not trained on
    #[arg(long, requires = "names")]
    whole: bool,
}

const EXAMPLES: &str = "\
Examples:
  pactum train data/model/english.bin en_ewt-ud-train.conllu
  pactum train --measure data/model/english.bin en_ewt-ud-dev.conllu
  pactum train --names data/model/names.bin wikigold.conll.txt wnut17train.conll gum-news.conllu";

pub(super) fn run(args: &Args, context: &Context) -> Done {
    let mut out = context.out();
    if args.names {
        let lexicon = Pack::load(context.files.clone())?.lexicon.names;
        if args.measure {
            for corpus in &args.corpora {
                writeln!(out, "{}", corpus.display())?;
                let counts = measure_names(&args.model, corpus, args.whole, &lexicon)?;
                write!(out, "{}", table(&counts))?;
            }
        } else {
            let made = train_names(&args.corpora, &args.model, &lexicon)?;
            let path = args.model.display();
            writeln!(
                out,
                "{} sentences, {} names: {} bytes in {path}",
                made.sentences, made.words, made.bytes
            )?;
        }
    } else if args.measure {
        for treebank in &args.corpora {
            writeln!(out, "{}", measure(&args.model, treebank)?)?;
        }
    } else {
        let progress = |step: &str| {
            if !context.global.quiet {
                anstream::eprintln!("{step}");
            }
        };
        let made = train(&args.corpora, &args.model, &progress)?;
        let path = args.model.display();
        writeln!(out, "{} sentences, {} words: {} bytes in {path}", made.sentences, made.words, made.bytes)?;
    }
    out.flush()?;
    Ok(Outcome::Well)
}

/// Precision, recall and F1 for each class.
fn table(counts: &Counts) -> String {
    let line = |(class, [right, guessed, there]): (&str, [usize; 3])| {
        let part = |of: usize| right as f64 / of.max(1) as f64;
        let (precision, recall) = (part(guessed), part(there));
        let f1 = 2.0 * precision * recall / (precision + recall).max(1e-9);
        format!(
            "  {class:16} P {precision:.3} R {recall:.3} F1 {f1:.3}  ({right} right of {guessed} guessed, {there} there)\n"
        )
    };
    let all = counts.values().fold([0; 3], |sum, one| [sum[0] + one[0], sum[1] + one[1], sum[2] + one[2]]);
    counts.iter().map(|(class, one)| line((class, *one))).chain([line(("all", all))]).collect()
}
