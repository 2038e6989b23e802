//! Which sentences get a tree, which is by far the dearest thing to make, and how each comes to it: tagged, put right, parsed,
//! mended, and given its own words back.

use super::finite;
use super::insertion::{self, Part};
use super::parse::{Parser, Tagged};
use super::stand_in::{Short, give_back, shorten, stand_in};
use super::worth::{Counted, Named, Seen};
use super::{mend, quotation, retag};
use crate::model::{Mention, MentionKind, Sentence, Tree, Value};
use crate::pack::Pack;

/// Which sentences get a tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// Those that may hold a frame, and those that a word of one may refer back to.
    Worth,
    /// Those in which something is named.
    Named,
}

/// For each sentence its tree, if it is wanted.
pub(super) fn trees(
    text: &str,
    sentences: &[Sentence],
    mentions: &[Mention],
    pack: &Pack,
    wanted: Wanted,
) -> Vec<Option<Tree>> {
    let parser = Parser::embedded();
    let named = Named::by(mentions, pack);
    let mut next = 0;
    let prepared: Vec<Option<Prepared>> = sentences
        .iter()
        .enumerate()
        .map(|(ix, sentence)| {
            let first = next + mentions[next..].partition_point(|mention| mention.sentence < ix);
            next = first + mentions[first..].partition_point(|mention| mention.sentence == ix);
            let here = &mentions[first..next];
            (!here.is_empty()).then(|| Prepared::new(parser, text, sentence, here, &named, pack))
        })
        .collect();
    let worth = if wanted == Wanted::Named { vec![true; prepared.len()] } else { worth(&prepared) };
    let tree =
        |(prepared, worth): (Option<Prepared>, bool)| Some(prepared.filter(|_| worth)?.tree(parser, pack));
    prepared.into_iter().zip(worth).map(tree).collect()
}

/// Which sentences are worth a tree: those that may hold a frame, and those near before that name what their words may
/// refer back to.
fn worth(prepared: &[Option<Prepared>]) -> Vec<bool> {
    let may_hold = |prepared: &Option<Prepared>| prepared.as_ref().is_some_and(|it| it.may_hold_frame);
    let mut worth: Vec<bool> = prepared.iter().map(may_hold).collect();
    for (ix, one) in prepared.iter().enumerate() {
        if one.as_ref().is_some_and(|one| one.may_hold_frame && one.refers) {
            for before in ix.saturating_sub(REACH)..ix {
                worth[before] |= prepared[before].as_ref().is_some_and(|before| before.names);
            }
        }
    }
    worth
}

/// How many sentences back a noun or pronoun may refer.
pub(super) const REACH: usize = 2;

/// A sentence that has been tagged, with what stands in for its names.
struct Prepared<'t> {
    words: Vec<&'t str>,
    short: Short<'t>,
    tagged: Tagged,
    finite: Vec<bool>,
    /// What stands in for an amount.
    sum: &'t str,
    may_hold_frame: bool,
    /// Whether it holds nouns or pronouns that refer back.
    refers: bool,
    /// Whether it names anything.
    names: bool,
}

impl<'t> Prepared<'t> {
    fn new(
        parser: &Parser,
        text: &'t str,
        sentence: &Sentence,
        mentions: &[Mention],
        named: &Named,
        pack: &'t Pack,
    ) -> Self {
        let words: Vec<&str> = sentence.tokens.iter().map(|token| token.span.of(text)).collect();
        let short = shorten(&words, text, sentence, mentions, pack);
        let mut tagged = parser.tag(&short.words, &|at| short.named[at]);
        let finite = finite::finite(parser, &tagged, &short.words, &short.named, pack);
        finite::put_right(parser, &mut tagged, &finite);
        tagged.know_verbs(parser, &short.words, |form| pack.frames.verb_of(form));
        retag::put_right(parser, &mut tagged, &short.words, &short.named, &pack.frames);
        let hidden = short.hidden(&words);
        let counted = Counted::default();
        let seen =
            Seen { words: &words, tagged: &tagged, hidden: &hidden, mentions, named, parser, pack, counted };
        let may_hold_frame = seen.may_hold_frame();
        let refers = mentions.iter().any(|mention| {
            matches!(mention.kind, MentionKind::Nominal | MentionKind::Pronoun)
                && named.may_mean(mention, None)
        });
        let names = mentions.iter().any(|mention| mention.kind == MentionKind::Name);
        let money = mentions.iter().find(|mention| matches!(mention.value, Some(Value::Money(_))));
        let sum = money.and_then(|mention| stand_in(mention, pack)).unwrap_or_default();
        Self { words, short, tagged, finite, sum, may_hold_frame, refers, names }
    }

    fn tree(&self, parser: &Parser, pack: &Pack) -> Tree {
        let grammar = &pack.lexicon.grammar;
        let named = &self.short.named;
        let frames = &pack.frames;
        let part = Part { words: &self.short.words, named, finite: &self.finite, sum: self.sum, frames };
        let mut tree = quotation::apart(parser, &self.tagged, part, &grammar.report.verbs)
            .unwrap_or_else(|| insertion::apart(parser, &self.tagged, part));
        mend::mend(&mut tree, named, grammar);
        give_back(&tree, &self.words, &self.short)
    }
}
