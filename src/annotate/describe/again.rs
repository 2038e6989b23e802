//! Nouns that stand for a thing described before: "a stake in Lumen's coal business … sell 20% of *the business*".

use crate::model::{Annotated, EntityIx, Mention, MentionKind, lower};
use crate::pack::Pack;

/// How many sentences back what was described may lie.
const REACH: usize = 2;

/// Lets "the business" stand for the part of a company that was last described by that noun.
pub(super) fn again(annotated: &mut Annotated, pack: &Pack) {
    let apart: Vec<&str> = pack
        .lexicon
        .grammar
        .described
        .iter()
        .filter(|rule| rule.told_apart)
        .map(|rule| rule.class.as_str())
        .collect();
    let mut told: Vec<(usize, String, EntityIx)> = Vec::new();
    for ix in 0..annotated.mentions.len() {
        let mention = &annotated.mentions[ix];
        let last = last_word(annotated, mention);
        if mention.found_by == "describe" && apart.contains(&mention.class.as_str()) {
            if let [entity] = mention.refers[..] {
                told.push((mention.sentence, last, entity));
            }
            continue;
        }
        let bare = mention.kind == MentionKind::Nominal && mention.tokens.len() == 2;
        if !bare || first_word(annotated, mention) != "the" {
            continue;
        }
        let near = |&&(sentence, ref noun, _): &&(usize, String, EntityIx)| {
            *noun == last && sentence + REACH >= mention.sentence
        };
        if let Some(&(_, _, entity)) = told.iter().rev().find(near) {
            let class = annotated.entities[entity].class.clone();
            let mention = &mut annotated.mentions[ix];
            mention.refers = vec![entity];
            mention.class = class;
        }
    }
}

fn first_word(annotated: &Annotated, mention: &Mention) -> String {
    word(annotated, mention, mention.tokens.start)
}

fn last_word(annotated: &Annotated, mention: &Mention) -> String {
    word(annotated, mention, mention.tokens.end - 1)
}

fn word(annotated: &Annotated, mention: &Mention, at: usize) -> String {
    let token = &annotated.sentences[mention.sentence].tokens[at];
    lower(token.span.of(&annotated.document.text)).into_owned()
}
