//! Quotations that go on over several sentences: whoever says one of them says them all.

use crate::model::{Annotated, Filler, FillerValue, Frame, Span};
use crate::pack::Pack;

/// Trust in a speaker whom another sentence names.
const TOLD: f64 = 0.9;
/// The fewest words of a sentence that says something by itself: "Yes." does not.
const WORDS: usize = 4;

/// Gives each quotation its words, and adds those that go on over several sentences.
pub(super) fn complete(annotated: &Annotated, frames: Vec<Frame>, pack: &Pack) -> Vec<Frame> {
    let report = &pack.lexicon.grammar.report;
    let frames = told_once(annotated, frames, pack);
    if frames.iter().all(|frame| frame.kind != report.quotation) {
        return frames;
    }
    let quotes = quotes(&annotated.document.text);
    let more = continued(annotated, &frames, &quotes, pack);
    let mut all: Vec<Frame> =
        frames.into_iter().filter_map(|frame| worded(annotated, frame, &quotes, &more, pack)).collect();
    all.extend(more);
    all.sort_by_key(|frame| frame.sentence);
    all
}

/// Without the quotations that the same word tells as announcements: "Lumen *said* on Monday that it had bought Kestrel" is one event,
/// as is "announced that". Words in quotation marks stay quotations.
fn told_once(annotated: &Annotated, frames: Vec<Frame>, pack: &Pack) -> Vec<Frame> {
    let report = &pack.lexicon.grammar.report;
    let text = &annotated.document.text;
    let announced: Vec<Span> = frames
        .iter()
        .filter(|frame| report.announced.contains(&frame.kind))
        .filter(|frame| !annotated.sentences[frame.sentence].span.of(text).contains(['"', '“']))
        .map(|frame| frame.trigger)
        .collect();
    let again = |frame: &Frame| frame.kind == report.quotation && announced.contains(&frame.trigger);
    frames.into_iter().filter(|frame| !again(frame)).collect()
}

/// The quotation with the words that its sentence quotes; none if it only introduces others: "She said:".
fn worded(
    annotated: &Annotated,
    mut frame: Frame,
    quotes: &[Span],
    more: &[Frame],
    pack: &Pack,
) -> Option<Frame> {
    let report = &pack.lexicon.grammar.report;
    let wordless =
        frame.kind == report.quotation && frame.roles.iter().all(|(name, _)| report.holds.contains(name));
    if !wordless {
        return Some(frame);
    }
    let text = &annotated.document.text;
    let here = |quote: &&Span| quote.overlaps(frame.evidence);
    if let Some(quote) = quotes.iter().find(here) {
        let start = quote.start.max(frame.evidence.start);
        let words = inner(Span::new(start, quote.end.min(frame.evidence.end).max(start)), text);
        if !words.of(text).is_empty() {
            let said = Filler { value: FillerValue::Text(one_line(words.of(text))), span: words };
            frame.roles.push((report.text.clone(), vec![said]));
        }
        return Some(frame);
    }
    let introduces = frame.evidence.of(text).ends_with(':')
        && more.iter().any(|other| other.sentence == frame.sentence + 1);
    (!introduces).then_some(frame)
}

/// One quotation for each sentence between quotation marks that names no speaker, if a sentence of the same quotation
/// does, or the one that introduces it: `"We are glad. It took years," she said.`
fn continued(annotated: &Annotated, frames: &[Frame], quotes: &[Span], pack: &Pack) -> Vec<Frame> {
    let report = &pack.lexicon.grammar.report;
    let speeches: Vec<&Frame> = frames.iter().filter(|frame| frame.kind == report.quotation).collect();
    let text = &annotated.document.text;
    let mut found = Vec::new();
    for (sentence, known) in annotated.sentences.iter().enumerate() {
        let words = inner(known.span, text);
        let silent = speeches.iter().all(|speech| speech.sentence != sentence);
        let Some(quote) = quotes.iter().position(|quote| quote.contains(words)) else { continue };
        if !silent || words.of(text).split_whitespace().count() < WORDS {
            continue;
        }
        let Some(speech) = speech_of(annotated, quotes, quote, &speeches) else { continue };
        let Some((_, speaker)) = speech.roles.iter().find(|(name, _)| *name == report.speaker) else {
            continue;
        };
        let said = Filler { value: FillerValue::Text(one_line(words.of(text))), span: words };
        found.push(Frame {
            roles: vec![(report.speaker.clone(), speaker.clone()), (report.text.clone(), vec![said])],
            sentence,
            evidence: known.span,
            trigger: words,
            confidence: speech.confidence * TOLD,
            ..speech.clone()
        });
    }
    found
}

/// The quotation that names who speaks between these marks: told in one of their sentences, else in the sentence before,
/// if that quotes too or ends with a colon.
fn speech_of<'a>(
    annotated: &Annotated,
    quotes: &[Span],
    quote: usize,
    speeches: &[&'a Frame],
) -> Option<&'a Frame> {
    let own = quotes[quote];
    if let Some(speech) = speeches.iter().rev().find(|speech| speech.evidence.overlaps(own)) {
        return Some(speech);
    }
    let text = &annotated.document.text;
    let first = annotated.sentences.iter().position(|sentence| sentence.span.overlaps(own))?;
    let before = first.checked_sub(1)?;
    let span = annotated.sentences[before].span;
    let between = Span::new(span.end, own.start.max(span.end)).of(text);
    let quoting = !between.contains("\n\n") && quotes.iter().any(|quote| quote.overlaps(span));
    let introduces = span.of(text).ends_with(':');
    let speech = speeches.iter().rev().find(|speech| speech.sentence == before)?;
    (quoting || introduces).then_some(speech)
}

/// What stands between quotation marks, paragraph by paragraph: a mark that is not closed holds to the end of its
/// paragraph, and, if the next one begins with a mark, through that one too.
fn quotes(text: &str) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut at = 0;
    let mut unclosed = false;
    for paragraph in text.split_inclusive("\n\n") {
        let mut open: Option<usize> = None;
        let trimmed = paragraph.trim_start();
        let goes_on = unclosed && trimmed.starts_with(['"', '“']);
        unclosed = false;
        for (offset, mark) in paragraph.char_indices().filter(|(_, mark)| matches!(mark, '"' | '“' | '”'))
        {
            let here = at + offset;
            match open {
                Some(start) if mark != '“' => {
                    push(
                        &mut found,
                        Span::new(start, here + mark.len_utf8()),
                        goes_on && found_in(start, at, paragraph),
                    );
                    open = None;
                }
                None if mark != '”' => open = Some(here),
                _ => {}
            }
        }
        if let Some(start) = open {
            let end = at + paragraph.trim_end().len();
            push(&mut found, Span::new(start, end), goes_on && found_in(start, at, paragraph));
            unclosed = true;
        }
        at += paragraph.len();
    }
    found
}

/// Whether a quotation begins where its paragraph does.
fn found_in(start: usize, at: usize, paragraph: &str) -> bool {
    start == at + paragraph.len() - paragraph.trim_start().len()
}

fn push(found: &mut Vec<Span>, quote: Span, goes_on: bool) {
    match found.last_mut() {
        Some(last) if goes_on => *last = last.join(quote),
        _ => found.push(quote),
    }
}

/// A sentence without the marks around it.
fn inner(span: Span, text: &str) -> Span {
    let edge = |c: char| c.is_whitespace() || matches!(c, '"' | '“' | '”');
    let words = span.of(text);
    let start = span.start + words.len() - words.trim_start_matches(edge).len();
    Span::new(start, start + words.trim_matches(edge).len())
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between(text: &str) -> Vec<&str> {
        quotes(text).into_iter().map(|quote| quote.of(text)).collect()
    }

    #[test]
    fn marks_are_paired_within_a_paragraph() {
        assert_eq!(between("\"One,\" she said. “Two. Three.”"), ["\"One,\"", "“Two. Three.”"]);
    }

    #[test]
    fn a_mark_left_open_goes_on_in_the_next_paragraph() {
        assert_eq!(between("He said: “One.\n\n“Two.” Three."), ["“One.\n\n“Two.”"]);
        assert_eq!(between("A 5\" pipe broke.\n\n\"One,\" he said."), ["\" pipe broke.\n\n\"One,\""]);
    }

    #[test]
    fn sentences_are_taken_without_their_marks() {
        let text = " “One two.” ";
        assert_eq!(inner(Span::new(1, text.len() - 1), text).of(text), "One two.");
    }
}
