//! Names of companies, people, products, places, publications, regulators; and job titles.
//!
//! Known names come from the gazetteer. Unknown ones are stretches of capitalised words; what each names is decided
//! once for the whole document, by all that stands in it and beside each of its mentions. A name of which too little is
//! known gets no class rather than a guessed one.

mod candidate;
mod cue;
mod group;
pub(in crate::annotate) mod guess;
mod inner;
mod joined;
mod listing;
mod title;
pub(in crate::annotate) mod words;

use std::ops::Range;

use crate::model::{Mention, MentionKind, Sentence};
use crate::pack::Pack;
use candidate::Candidate;
use words::Words;

/// The names and job titles in `text`, by place; none overlaps another.
#[must_use]
pub fn names(text: &str, sentences: &[Sentence], pack: &Pack) -> Vec<Mention> {
    let words: Vec<Words> =
        sentences.iter().map(|sentence| Words::new(text, sentence, &pack.lexicon.names)).collect();
    let titles: Vec<Vec<title::Title>> =
        words.iter().map(|words| title::titles(words, &pack.lexicon.names)).collect();
    let candidates = candidate::apart(candidate::candidates(text, &words, &titles, pack), &words);
    let mut verdicts = group::classes(&candidates, &words, &titles, pack);
    joined::with_others(&candidates, &mut verdicts, &words, pack);
    let echoes = group::echoes(&candidates, &verdicts, &words, pack);
    let decided =
        candidates.into_iter().zip(verdicts).filter_map(|(candidate, verdict)| Some((candidate, verdict?)));
    let mut mentions: Vec<Mention> = decided
        .chain(echoes)
        .map(|(candidate, verdict)| name_mention(&candidate, verdict, &words, pack))
        .collect();
    let posts: Vec<Mention> = titles
        .iter()
        .enumerate()
        .flat_map(|(sentence, titles)| titles.iter().map(move |title| (sentence, title)))
        .map(|(sentence, title)| (sentence, behind_name(sentence, title, &mentions)))
        .map(|(sentence, tokens)| title_mention(sentence, tokens, &words[sentence], pack))
        .collect();
    mentions.extend(posts);
    mentions.sort_by_key(|mention| (mention.span.start, std::cmp::Reverse(mention.span.end)));
    mentions.dedup_by(|next, last| last.span.overlaps(next.span));
    mentions
}

fn name_mention(candidate: &Candidate, verdict: group::Verdict, words: &[Words], pack: &Pack) -> Mention {
    let known = verdict.known.map(|entry| pack.gazetteer.entries()[entry].id.clone());
    Mention {
        span: words[candidate.sentence].span(candidate.tokens.clone()),
        sentence: candidate.sentence,
        tokens: candidate.tokens.clone(),
        kind: MentionKind::Name,
        class: verdict.class,
        found_by: if known.is_some() { "gazetteer" } else { "name" },
        known,
        value: None,
        refers: Vec::new(),
    }
}

/// The words of a title but for those that end a known name: "Lumen Group *chief executive*".
fn behind_name(sentence: usize, title: &title::Title, names: &[Mention]) -> Range<usize> {
    let tokens = title.tokens.clone();
    let overlaps = |name: &&Mention| {
        let end = name.tokens.end;
        name.sentence == sentence && name.known.is_some() && tokens.start < end && end < tokens.end
    };
    names.iter().find(overlaps).map_or(tokens.start, |name| name.tokens.end)..tokens.end
}

fn title_mention(sentence: usize, tokens: Range<usize>, words: &Words, pack: &Pack) -> Mention {
    Mention {
        span: words.span(tokens.clone()),
        sentence,
        tokens,
        kind: MentionKind::Name,
        class: pack.lexicon.names.classes.title.clone(),
        found_by: "title",
        known: None,
        value: None,
        refers: Vec::new(),
    }
}

#[cfg(test)]
mod tests;
