//! Floor 3. Frames read relations off the trees; each becomes claims, one triple each, with their evidence.

mod claims;
mod discourse;
mod fill;
mod mint;
mod quoted;
mod slots;
mod stance;
mod syntax;
mod trigger;

use crate::model::{Annotated, Frame, Span, lower};
use crate::pack::Pack;
use crate::pack::frames::FrameRule;

pub use claims::{KNOWN, claims};

/// The relations that a document's sentences evoke, by place.
#[must_use]
pub fn relate(annotated: &Annotated, pack: &Pack) -> Vec<Frame> {
    let mut drafts = Vec::new();
    for sentence in 0..annotated.sentences.len() {
        let Some(syntax) = syntax::Syntax::new(annotated, sentence, pack) else { continue };
        if asks(annotated, sentence, pack) {
            continue;
        }
        for (trigger, rule) in trigger::triggers(&syntax, pack) {
            drafts.extend(fill::drafts(&syntax, trigger, rule, pack));
        }
    }
    let mut frames = quoted::complete(annotated, discourse::complete(drafts, pack), pack);
    discourse::end(&mut frames, pack);
    discourse::tie(&mut frames, pack);
    frames
}

/// The words of a sentence that evoke frames, each with the definition, whether or not its roles are filled.
#[must_use]
pub fn evoked<'p>(annotated: &Annotated, sentence: usize, pack: &'p Pack) -> Vec<(Span, &'p FrameRule)> {
    let Some(syntax) = syntax::Syntax::new(annotated, sentence, pack) else { return Vec::new() };
    let tokens = &annotated.sentences[sentence].tokens;
    let words = |trigger: trigger::Trigger| tokens[trigger.first].span.join(tokens[trigger.token].span);
    trigger::triggers(&syntax, pack).into_iter().map(|(trigger, rule)| (words(trigger), rule)).collect()
}

/// A question claims nothing, nor does a heading that asks without a mark: "What changed in the Lumen agreement".
fn asks(annotated: &Annotated, sentence: usize, pack: &Pack) -> bool {
    let sentence = &annotated.sentences[sentence];
    let text = sentence.span.of(&annotated.document.text);
    let closed = text.trim_end_matches(['"', '”', '\'', '’', ')']);
    let first = sentence.tokens.first().map(|token| lower(token.span.of(&annotated.document.text)));
    let opens = first.is_some_and(|first| pack.lexicon.grammar.asking.contains(&first));
    closed.ends_with('?') || opens && closed.ends_with(char::is_alphanumeric)
}
