//! Whether a woman or a man goes by a name: by the form of address before it, else by the given name.

use crate::model::{Entity, Mention, MentionKind, Sentence};
use crate::pack::lexicon::Names;
use crate::pack::lexicon::names::Gender;

/// For each of `entities` what is known; nothing for what is no person.
pub(super) fn genders(
    text: &str,
    sentences: &[Sentence],
    mentions: &[Mention],
    entities: &[Entity],
    names: &Names,
) -> Vec<Option<Gender>> {
    let given = |entity: &Entity| names.first_names.of(&entity.name.split(' ').next()?.to_lowercase());
    let mut genders: Vec<Option<Gender>> = entities
        .iter()
        .map(|entity| given(entity).filter(|_| entity.class == names.classes.person))
        .collect();
    for mention in mentions.iter().filter(|mention| mention.kind == MentionKind::Name) {
        let [entity] = mention.refers[..] else { continue };
        if entities[entity].class != names.classes.person {
            continue;
        }
        let tokens = &sentences[mention.sentence].tokens;
        let word = |at: usize| tokens[at].span.of(text).trim_end_matches('.').to_lowercase();
        let before = mention.tokens.start.checked_sub(1).map(word);
        let told =
            before.into_iter().chain([word(mention.tokens.start)]).find_map(|word| names.gender.of(&word));
        genders[entity] = told.or(genders[entity]);
    }
    genders
}
