//! Floor 5. What the engine sees in a document: tokens, tags, trees, mentions, entities, frames.

use std::fmt::Write;

use serde_json::{Value as Json, json};

use crate::evaluate::{filler_text, value_text};
use crate::model::{Annotated, CharIndex, Frame, Mention, Span};

/// As CoNLL-U: one word a line, with tags, lemma, head and relation; sentences without a tree have words only. Mentions
/// and entities stand in the last column.
#[must_use]
pub fn conllu(annotated: &Annotated) -> String {
    let text = &annotated.document.text;
    let mut out = String::new();
    for (ix, sentence) in annotated.sentences.iter().enumerate() {
        let line = sentence.span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
        let _ = writeln!(out, "# sent_id = {}\n# text = {line}", ix + 1);
        for (at, token) in sentence.tokens.iter().enumerate() {
            let word = token.span.of(text);
            let columns = match annotated.trees[ix].as_ref().map(|tree| &tree.nodes[at]) {
                Some(node) => {
                    let upos = format!("{:?}", node.upos).to_uppercase();
                    let head = node.head.map_or(0, |head| head + 1);
                    format!("{}\t{upos}\t{}\t_\t{head}\t{}", node.lemma, node.xpos, node.rel.0)
                }
                None => "_\t_\t_\t_\t_\t_".to_owned(),
            };
            let _ = writeln!(out, "{}\t{word}\t{columns}\t_\t{}", at + 1, misc(annotated, ix, at));
        }
        out.push('\n');
    }
    out
}

/// The last column of a token: `Entity=company/openai` where a mention begins.
fn misc(annotated: &Annotated, sentence: usize, token: usize) -> String {
    let begins = |mention: &&Mention| mention.sentence == sentence && mention.tokens.start == token;
    match annotated.mentions.iter().find(begins) {
        Some(mention) => format!("Mention={}|Means={}", mention.class, meaning(annotated, mention)),
        None => "_".to_owned(),
    }
}

/// What a mention refers to, or its value; `?` if undecided.
fn meaning(annotated: &Annotated, mention: &Mention) -> String {
    if let Some(value) = &mention.value {
        return value_text(value);
    }
    let ids: Vec<&str> =
        mention.refers.iter().map(|&entity| annotated.entities[entity].id.as_str()).collect();
    if ids.is_empty() { "?".to_owned() } else { ids.join("+") }
}

/// As a text to read: each sentence with its words and tree, then its mentions, then its frames.
#[must_use]
pub fn table(annotated: &Annotated, frames: &[Frame]) -> String {
    let text = &annotated.document.text;
    let mut out = String::new();
    for (ix, sentence) in annotated.sentences.iter().enumerate() {
        let line = sentence.span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
        let _ = writeln!(out, "{}. {line}", ix + 1);
        if let Some(tree) = &annotated.trees[ix] {
            for (node, token) in tree.nodes.iter().zip(&sentence.tokens) {
                let head = node.head.map_or("ROOT", |head| sentence.tokens[head].span.of(text));
                let word = token.span.of(text);
                let _ = writeln!(out, "     {word:<20} {:<6} {:<12} {head}", node.xpos, node.rel.0);
            }
        }
        for mention in annotated.mentions.iter().filter(|mention| mention.sentence == ix) {
            let (words, class) = (mention.span.of(text), &mention.class);
            let means = meaning(annotated, mention);
            let _ = writeln!(out, "   mention  {words} | {class} | {means} | {}", mention.found_by);
        }
        for frame in frames.iter().filter(|frame| frame.sentence == ix) {
            let words = frame.trigger.of(text);
            let _ = writeln!(
                out,
                "   frame    {} | {} | {} | \"{words}\"",
                frame.kind, frame.rule, frame.modality
            );
            for (role, fillers) in &frame.roles {
                for filler in fillers {
                    let _ = writeln!(out, "            {role} = {}", filler_text(filler, annotated));
                }
            }
        }
        out.push('\n');
    }
    out
}

/// As one JSON object, with offsets in code points.
#[must_use]
pub fn json(annotated: &Annotated, frames: &[Frame]) -> Json {
    let text = &annotated.document.text;
    let index = CharIndex::new(text);
    let place = |span: Span| json!({"text": span.of(text), "start": index.chars_before(text, span.start), "end": index.chars_before(text, span.end)});
    let sentences: Vec<Json> = annotated
        .sentences
        .iter()
        .zip(&annotated.trees)
        .map(|(sentence, tree)| {
            let tokens: Vec<Json> = sentence
                .tokens
                .iter()
                .enumerate()
                .map(|(at, token)| {
                    let mut shown = place(token.span);
                    if let Some(node) = tree.as_ref().map(|tree| &tree.nodes[at]) {
                        shown["upos"] = format!("{:?}", node.upos).to_uppercase().into();
                        shown["xpos"] = node.xpos.into();
                        shown["lemma"] = node.lemma.clone().into();
                        shown["head"] = node.head.map_or(0, |head| head + 1).into();
                        shown["rel"] = node.rel.0.into();
                    }
                    shown
                })
                .collect();
            let mut shown = place(sentence.span);
            shown["tokens"] = tokens.into();
            shown
        })
        .collect();
    let mentions: Vec<Json> = annotated
        .mentions
        .iter()
        .map(|mention| {
            let mut shown = place(mention.span);
            shown["class"] = mention.class.clone().into();
            shown["means"] = meaning(annotated, mention).into();
            shown["foundBy"] = mention.found_by.into();
            shown["sentence"] = (mention.sentence + 1).into();
            shown
        })
        .collect();
    let frames: Vec<Json> = frames.iter().map(|frame| frame_json(frame, annotated, &place)).collect();
    json!({"document": annotated.document.meta.location, "sentences": sentences, "mentions": mentions, "frames": frames})
}

fn frame_json(frame: &Frame, annotated: &Annotated, place: &impl Fn(Span) -> Json) -> Json {
    let mut roles = serde_json::Map::new();
    for (role, fillers) in &frame.roles {
        let fillers: Vec<Json> = fillers
            .iter()
            .map(|filler| {
                let mut shown = place(filler.span);
                shown["means"] = filler_text(filler, annotated).into();
                shown
            })
            .collect();
        roles.insert(role.clone(), fillers.into());
    }
    let source = frame.attributed_to.map(|entity| annotated.entities[entity].id.clone());
    json!({
        "kind": frame.kind, "rule": frame.rule, "modality": frame.modality.as_str(), "attributedTo": source,
        "sentence": frame.sentence + 1, "trigger": place(frame.trigger), "confidence": frame.confidence, "roles": roles,
    })
}
