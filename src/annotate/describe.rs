//! Things that have no name of their own but a maker: "Lumen's models", "its software", "the Bedrock platform".

use crate::model::{Annotated, Entity, EntityIx, Mention, MentionKind, Tree, Upos, slug};
use crate::pack::Pack;

/// Adds a mention for each noun of a product that its maker's name or pronoun possesses or stands before, and the
/// product as an entity. A noun after a product's own name ("the Bedrock platform") means that product.
pub fn describe(annotated: &mut Annotated, pack: &Pack) {
    let mut found = Vec::new();
    for sentence in 0..annotated.sentences.len() {
        found.extend(in_sentence(annotated, sentence, pack));
    }
    for (place, product) in found {
        let (entity, class) = match product {
            Product::Named(entity) => (entity, annotated.entities[entity].class.clone()),
            Product::Made { maker, noun, lemma } => {
                let class = pack.lexicon.grammar.products.class.clone();
                (made(annotated, maker, &noun, &lemma, &class), class)
            }
        };
        annotated.mentions.push(Mention { refers: vec![entity], class, ..place });
    }
    annotated.mentions.sort_by_key(|mention| (mention.sentence, mention.span));
}

enum Product {
    Named(EntityIx),
    Made { maker: EntityIx, noun: String, lemma: String },
}

fn in_sentence(annotated: &Annotated, sentence: usize, pack: &Pack) -> Vec<(Mention, Product)> {
    let Some(tree) = &annotated.trees[sentence] else { return Vec::new() };
    let products = &pack.lexicon.grammar.products;
    let mentions: Vec<&Mention> =
        annotated.mentions.iter().filter(|mention| mention.sentence == sentence).collect();
    let at = |token: usize| mentions.iter().copied().find(|mention| mention.tokens.contains(&token));
    let mut found = Vec::new();
    for (token, node) in tree.nodes.iter().enumerate() {
        let is_noun = matches!(node.upos, Upos::Noun | Upos::Propn) && at(token).is_none();
        let Some(noun) = products.nouns.iter().find(|noun| is_noun && ends_with(tree, token, noun)) else {
            continue;
        };
        let modifiers = tree.nodes.iter().enumerate().filter(|(child, modifier)| {
            modifier.head == Some(token)
                && *child < token
                && matches!(modifier.rel.0, "nmod:poss" | "compound" | "nmod:desc" | "nmod" | "flat")
        });
        let referents: Vec<EntityIx> = modifiers
            .filter_map(|(child, _)| match at(child)?.refers[..] {
                [one] => Some(one),
                _ => None,
            })
            .collect();
        let is = |class: &str| {
            referents
                .iter()
                .copied()
                .find(|&entity| pack.ontology.is_a(&annotated.entities[entity].class, class))
        };
        let span = annotated.sentences[sentence].tokens[token].span;
        let product = if let Some(entity) = is(&products.class) {
            Product::Named(entity)
        } else if let Some(maker) = is(&products.maker) {
            let shorter = products.same.get(noun).cloned();
            let written = shorter.clone().unwrap_or_else(|| span.of(&annotated.document.text).to_owned());
            Product::Made { maker, noun: written, lemma: shorter.unwrap_or_else(|| noun.clone()) }
        } else {
            continue;
        };
        let place = Mention {
            span,
            sentence,
            tokens: token..token + 1,
            kind: MentionKind::Nominal,
            class: String::new(),
            found_by: "describe",
            known: None,
            value: None,
            refers: Vec::new(),
        };
        found.push((place, product));
    }
    found
}

/// Whether the words that end at `token` are `noun`.
fn ends_with(tree: &Tree, token: usize, noun: &str) -> bool {
    let words = noun.split(' ').count();
    let first = (token + 1).checked_sub(words);
    first.is_some_and(|first| {
        let lemmas = tree.nodes[first..=token].iter().map(|node| node.lemma.as_str());
        lemmas.zip(noun.split(' ')).all(|(lemma, word)| lemma.eq_ignore_ascii_case(word))
    })
}

/// The product that `maker` makes, by its noun; the same noun is the same product.
fn made(annotated: &mut Annotated, maker: EntityIx, noun: &str, lemma: &str, class: &str) -> EntityIx {
    let maker = &annotated.entities[maker];
    let maker_slug = maker.id.split_once('/').map_or(maker.id.as_str(), |(_, name)| name);
    let folder = slug(class.rsplit(':').next().unwrap_or(class));
    let id = format!("{folder}/{maker_slug}-{}", slug(lemma));
    if let Some(known) = annotated.entities.iter().position(|entity| entity.id == id) {
        return known;
    }
    let name = format!("{} {noun}", maker.name);
    let entity = Entity { id, class: class.to_owned(), aliases: vec![name.clone()], name, known: false };
    annotated.entities.push(entity);
    annotated.entities.len() - 1
}
