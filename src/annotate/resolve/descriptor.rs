//! What each entity may be called by a noun: "the grocer", "the Claude maker".

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Entity, EntityIx, Mention, MentionKind, Sentence, lower};
use crate::pack::Pack;
use crate::pack::lexicon::Names;
use crate::pack::lexicon::names::Apposition;

/// Nouns by which entities may be referred to, in lower case.
pub(super) type Descriptors = BTreeMap<EntityIx, BTreeSet<String>>;

/// How far after a comma "a Danish maker of pumps" is looked through.
const APPOSITION: usize = 10;
/// How far before a name "the Danish pump maker" is looked through.
const BEFORE: usize = 4;

/// The descriptors of the gazetteer, and those that the document itself gives: "X, a grocery chain", "grocer X",
/// "X's Glow" makes X "the Glow maker".
pub(super) fn descriptors(
    text: &str,
    sentences: &[Sentence],
    mentions: &[Mention],
    entities: &[Entity],
    pack: &Pack,
) -> Descriptors {
    let mut found = from_gazetteer(entities, pack);
    for (ix, entity) in entities.iter().enumerate() {
        let last = entity.name.rsplit(' ').next().unwrap_or_default().to_lowercase();
        let implied = pack.lexicon.names.implied.iter().filter(|(_, endings)| endings.contains(&last));
        let own = found.entry(ix).or_default();
        own.extend(implied.map(|(noun, _)| noun.clone()));
        own.insert(last);
    }
    for mention in mentions.iter().filter(|mention| mention.kind == MentionKind::Name) {
        let [entity] = mention.refers[..] else { continue };
        let tokens = &sentences[mention.sentence].tokens;
        let low = |ix: usize| lower(tokens.get(ix).map_or("", |token| token.span.of(text)));
        let is_noun = |word: &str| pack.lexicon.names.nominal_class(word).is_some();
        let own = found.entry(entity).or_default();
        own.extend(apposition(
            mention.tokens.end,
            &pack.lexicon.names.explained.called,
            &low,
            &pack.lexicon.names,
        ));
        // "a joint venture called Lumen"
        let naming = mention.tokens.start.checked_sub(1).map(low);
        let called = naming.is_some_and(|word| pack.lexicon.names.naming.contains(&word));
        // "its joint venture, Lumen, …"
        let behind = || low(mention.tokens.start.saturating_sub(1)) == ",";
        let company = pack.ontology.is_a(&entities[entity].class, &pack.lexicon.names.classes.company);
        let closed = || matches!(&*low(mention.tokens.end), "," | "." | "");
        let set_behind = company
            && mention.tokens.start > 1
            && behind()
            && closed()
            && owned(mention.tokens.start - 1, &low, pack);
        let start = mention.tokens.start - usize::from(called || set_behind);
        if let Some(noun) = start.checked_sub(1).map(low).filter(|word| is_noun(word)) {
            let before = (1..BEFORE).map(|far| start.checked_sub(1 + far).map(low).unwrap_or_default());
            let modifier =
                before.take(1).find(|word| word.chars().all(char::is_alphabetic) && !word.is_empty());
            own.extend(modifier.map(|modifier| format!("{modifier} {noun}")));
            own.insert(noun.into_owned());
        }
    }
    found
}

/// Whether the noun phrase that ends at `comma` says whose it is: "its Indian joint venture".
fn owned<'t>(comma: usize, low: &impl Fn(usize) -> Cow<'t, str>, pack: &Pack) -> bool {
    let pronouns = &pack.lexicon.names.pronouns;
    (comma.saturating_sub(BEFORE + 1)..comma).any(|at| {
        let word = low(at);
        pronouns.owners.contains(&word) || matches!(&*word, "'s" | "’s")
    })
}

fn from_gazetteer(entities: &[Entity], pack: &Pack) -> Descriptors {
    let maker = &pack.lexicon.grammar.anaphor.maker;
    let mut found = Descriptors::new();
    for (ix, entity) in entities.iter().enumerate() {
        let Some(entry) = pack.gazetteer.get(&entity.id) else { continue };
        found.insert(ix, entry.descriptors.iter().map(|noun| noun.to_lowercase()).collect());
        if let Some(owner) = &entry.owner
            && let Some(owner) = entities.iter().position(|other| &other.id == owner)
        {
            found.entry(owner).or_default().insert(format!("{} {maker}", entry.name.to_lowercase()));
        }
    }
    found
}

/// The words with those as one that a hyphen makes a noun for somebody: "start-up".
pub(super) fn hyphens_joined<'t>(
    words: impl Iterator<Item = Cow<'t, str>>,
    names: &Names,
) -> Vec<Cow<'t, str>> {
    let mut joined: Vec<Cow<'t, str>> = Vec::new();
    for word in words {
        let noun = match &joined[..] {
            [.., first, hyphen] if hyphen == "-" => names.hyphened(first, &word),
            _ => None,
        };
        if let Some(noun) = noun {
            joined.truncate(joined.len() - 2);
            joined.push(Cow::Owned(noun));
        } else {
            joined.push(word);
        }
    }
    joined
}

/// The nouns of "…, a Danish maker of pumps": "maker", "danish maker".
fn apposition<'t>(
    end: usize,
    around: &Apposition,
    low: &impl Fn(usize) -> Cow<'t, str>,
    names: &Names,
) -> Vec<String> {
    let is_noun = |word: &str| names.nominal_class(word).is_some();
    if !around.links.contains(&low(end)) || !around.opens.contains(&low(end + 1)) {
        return Vec::new();
    }
    let stop = |word: &Cow<'_, str>| word.is_empty() || around.stops.contains(word);
    let phrase =
        hyphens_joined((end + 2..end + 2 + APPOSITION).map(low).take_while(|word| !stop(word)), names);
    let Some(head) = phrase.iter().rposition(|word| is_noun(word)) else { return Vec::new() };
    if phrase.get(head + 1).is_some_and(|next| around.not_before.contains(next)) {
        return Vec::new();
    }
    (0..=head).map(|from| phrase[from..=head].join(" ")).collect()
}
