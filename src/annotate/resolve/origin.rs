//! Where companies are from, as the gazetteer knows and as the words that introduce them tell: "*Danish* wind group Lumen",
//! "*Germany's* Kestrel".

use std::collections::{BTreeMap, BTreeSet};

use crate::annotate::introduction::introduced;
use crate::model::{Entity, EntityIx, Mention, MentionKind, Sentence, lower};
use crate::pack::Pack;

/// The places, by id, that entities are said to be from.
pub(super) type Origins<'p> = BTreeMap<EntityIx, BTreeSet<&'p str>>;

/// The origins that are known of `entities`, and those that the document tells.
pub(super) fn origins<'p>(
    text: &str,
    sentences: &[Sentence],
    mentions: &[Mention],
    entities: &[Entity],
    pack: &'p Pack,
) -> Origins<'p> {
    let known = |entity: &Entity| pack.gazetteer.get(&entity.id).map(|entry| &entry.home);
    let homes = entities.iter().map(known).enumerate();
    let mut found: Origins =
        homes.filter_map(|(ix, home)| Some((ix, home?.iter().map(String::as_str).collect()))).collect();
    let mut rest = mentions;
    for (ix, sentence) in sentences.iter().enumerate() {
        let count = rest.iter().take_while(|mention| mention.sentence == ix).count();
        let (here, others) = rest.split_at(count);
        rest = others;
        if here.iter().all(|mention| mention.kind != MentionKind::Name) {
            continue;
        }
        let words: Vec<&str> = sentence.tokens.iter().map(|token| token.span.of(text)).collect();
        for at in 0..words.len() {
            let Some(place) = place_at(&words, at, here, pack) else { continue };
            if let Some([entity]) = introduced(sentence, &words, at, here, pack).map(|name| &name.refers[..])
            {
                found.entry(*entity).or_default().insert(place);
            }
        }
    }
    found
}

/// The place that an adjective of `noun` stands for: "*german* drugmaker".
pub(super) fn origin<'p>(noun: &str, pack: &'p Pack) -> Option<&'p str> {
    noun.split([' ', '-']).find_map(|word| pack.lexicon.names.demonyms.get(word)).map(String::as_str)
}

/// The place that the word at `at` stands for, or that is named there.
fn place_at<'p>(words: &[&str], at: usize, mentions: &[Mention], pack: &'p Pack) -> Option<&'p str> {
    if !words[at].starts_with(char::is_uppercase) {
        return None;
    }
    if let Some(place) = pack.lexicon.names.demonyms.get(&*lower(words[at])) {
        return Some(place);
    }
    let name =
        mentions.iter().find(|mention| mention.tokens.start == at && mention.kind == MentionKind::Name)?;
    let id = name.known.as_ref().filter(|_| name.class == pack.lexicon.names.classes.place)?;
    pack.gazetteer.get(id).map(|entry| entry.id.as_str())
}
