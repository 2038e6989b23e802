//! Finds mentions: spans that name companies, people, products, places, dates, money, quantities.

pub mod anaphor;
pub mod name;
pub mod number;
pub mod scan;

pub mod date;
pub mod money;
pub mod quantity;
pub mod value;

use rust_decimal::Decimal;

use crate::model::{Document, Mention, Sentence, Value};
use crate::pack::Pack;

/// All mentions in a document, by place; none overlaps another.
#[must_use]
pub fn mentions(document: &Document, sentences: &[Sentence], pack: &Pack) -> Vec<Mention> {
    let text = document.text.as_str();
    let values = value::find(text, sentences, document.meta.published, &pack.lexicon.values);
    let mut mentions = apart(name::names(text, sentences, pack), values);
    let anaphors = anaphor::anaphors(text, sentences, &mentions, pack);
    mentions.extend(anaphors);
    mentions.sort_by_key(|mention| mention.span);
    mentions
}

/// Names and values in the order of the text; of two that overlap the one the gazetteer knows, unless it is in an amount, else
/// the longer, a name if neither is, unless it is money: "`USD20m`".
fn apart(names: Vec<Mention>, values: Vec<Mention>) -> Vec<Mention> {
    let mut mentions: Vec<Mention> = Vec::with_capacity(names.len() + values.len());
    let mut all: Vec<Mention> = names.into_iter().chain(values).collect();
    all.sort_by_key(|mention| (mention.span.start, std::cmp::Reverse(mention.span.len())));
    for mention in all {
        match mentions.last_mut() {
            Some(last) if !last.span.overlaps(mention.span) => mentions.push(mention),
            // "4 billion *US* dollars"
            Some(last) if last.known.is_some() || is_sum(last) && last.span.len() > mention.span.len() => {}
            Some(last)
                if mention.known.is_some()
                    || last.span.len() < mention.span.len()
                    || last.span == mention.span && is_fortune(&mention) =>
            {
                *last = mention;
            }
            Some(_) => {}
            None => mentions.push(mention),
        }
    }
    mentions
}

fn is_sum(mention: &Mention) -> bool {
    matches!(&mention.value, Some(Value::Money(_)))
}

/// Whether a mention is an amount that no name ends with: "`USD20m`", but not "CLF2".
fn is_fortune(mention: &Mention) -> bool {
    matches!(&mention.value, Some(Value::Money(money)) if money.value >= FORTUNE)
}

const FORTUNE: Decimal = Decimal::from_parts(100_000, 0, 0, false, 0);
