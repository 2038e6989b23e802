//! All mentions of values in one pass: dates, durations, money, percentages, quantities.

use jiff::civil;

use super::date::{self, Clock, Reading};
use super::scan::Scan;
use super::{money, quantity};
use crate::model::{Mention, MentionKind, Sentence, Span, Value};
use crate::pack::lexicon::ValueLexicon;

/// The values that a document's sentences mention, by place; where several fit, the longest.
///
/// Times are counted from `published`, the dateline. A mention whose value is `None` names a time that there is nothing
/// to count from. The span of a mention is made up of whole tokens.
#[must_use]
pub fn find(
    text: &str,
    sentences: &[Sentence],
    published: Option<civil::Date>,
    lexicon: &ValueLexicon,
) -> Vec<Mention> {
    let mut clock = Clock::new(published);
    let mut mentions = Vec::new();
    for (index, sentence) in sentences.iter().enumerate() {
        if !lexicon.may_hold_value(sentence.span.of(text)) {
            continue;
        }
        for found in find_in(text, sentence.span, &mut clock, lexicon) {
            mentions.extend(mention(found, index, sentence));
        }
    }
    mentions
}

struct Found<'a> {
    span: Span,
    class: &'a str,
    by: &'static str,
    value: Option<Value>,
}

fn find_in<'a>(text: &str, within: Span, clock: &mut Clock, lexicon: &'a ValueLexicon) -> Vec<Found<'a>> {
    let scan = Scan::new(text, within, lexicon);
    let mut found = Vec::new();
    let mut at = 0;
    let mut currency: Option<String> = None;
    while at < scan.len() {
        let again = || bare(&scan, at, currency.as_deref()?, lexicon);
        let Some((value, class, by, next)) = longest(&scan, at, clock, lexicon).or_else(again) else {
            at += 1;
            continue;
        };
        match &value {
            Some(Value::Date(span)) => clock.note(span),
            Some(Value::Money(money)) => currency = Some(money.currency.clone()),
            _ => {}
        }
        found.push(Found { span: scan.span(at, next), class, by, value });
        at = next;
    }
    for ix in 1..found.len() {
        let (before, after) = found.split_at_mut(ix);
        compared(text, &mut before[ix - 1], &mut after[0]);
    }
    found
}

/// "to $45 a share from *$40*", "from *$40* to $45 a share": of two sums compared both are by the same unit.
fn compared(text: &str, one: &mut Found, other: &mut Found) {
    let between = text.get(one.span.end..other.span.start).map_or("", str::trim);
    if !matches!(between, "from" | "to") {
        return;
    }
    if let (Some(Value::Money(one)), Some(Value::Money(other))) = (&mut one.value, &mut other.value)
        && one.currency == other.currency
    {
        let unit = one.per.clone().or_else(|| other.per.clone());
        (one.per, other.per) = (unit.clone(), unit);
    }
}

/// The sum at `at` that has the currency of the one before it.
fn bare<'a>(scan: &Scan, at: usize, currency: &str, lexicon: &'a ValueLexicon) -> Option<Candidate<'a>> {
    let (money, next) = scan.number_near(at).then(|| money::bare(scan, at, currency))??;
    Some((Some(Value::Money(money)), lexicon.classes.money.as_str(), "money", next))
}

type Candidate<'a> = (Option<Value>, &'a str, &'static str, usize);

/// The longest value at `at`; of two that are as long, the one listed first.
fn longest<'a>(scan: &Scan, at: usize, clock: &Clock, lexicon: &'a ValueLexicon) -> Option<Candidate<'a>> {
    let classes = &lexicon.classes;
    if !scan.may_start(at) {
        return None;
    }
    let money = || {
        let (money, next) = money::read(scan, at, lexicon)?;
        Some((Some(Value::Money(money)), classes.money.as_str(), "money", next))
    };
    let percent = || {
        let (percent, next) = quantity::percent(scan, at)?;
        Some((Some(Value::Percent(percent)), classes.percent.as_str(), "quantity", next))
    };
    let time = || {
        let (reading, next) = date::read(scan, at, clock)?;
        let class = if matches!(reading, Reading::Time(_)) { &classes.date } else { &classes.duration };
        Some((reading.value(), class.as_str(), "date", next))
    };
    let quantity = || {
        let (quantity, next) = quantity::quantity(scan, at, lexicon)?;
        Some((Some(Value::Quantity(quantity)), classes.quantity.as_str(), "quantity", next))
    };
    let mut candidates = [None, None, None, None];
    if scan.number_near(at) {
        (candidates[0], candidates[1], candidates[3]) = (money(), percent(), quantity());
    }
    if scan.time_near(at) {
        candidates[2] = time();
    }
    let mut best: Option<Candidate> = None;
    for candidate in candidates.into_iter().flatten() {
        if best.as_ref().is_none_or(|best| best.3 < candidate.3) {
            best = Some(candidate);
        }
    }
    best
}

/// As a mention made up of whole tokens; none if the sentence has no token there.
fn mention(found: Found, index: usize, sentence: &Sentence) -> Option<Mention> {
    let first = sentence.tokens.partition_point(|token| token.span.end <= found.span.start);
    let last = sentence.tokens.partition_point(|token| token.span.start < found.span.end);
    let tokens = sentence.tokens.get(first..last).filter(|tokens| !tokens.is_empty())?;
    Some(Mention {
        span: tokens[0].span.join(tokens[tokens.len() - 1].span),
        sentence: index,
        tokens: first..last,
        kind: MentionKind::Value,
        class: found.class.to_owned(),
        found_by: found.by,
        known: None,
        value: found.value,
        refers: Vec::new(),
    })
}

#[cfg(test)]
mod tests;
