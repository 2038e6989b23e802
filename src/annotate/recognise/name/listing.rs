//! Where a company is listed: a ticker in brackets.

use super::words::Words;
use crate::pack::lexicon::Names;

/// The most words between the brackets of a ticker, these included.
const LONGEST: usize = 8;

/// The end of a ticker in brackets that begins at `start`: "(NYSE: ABC)", "(01530.HK)".
pub(super) fn listing_end(words: &Words, start: usize, names: &Names) -> Option<usize> {
    if words.low(start) != "(" {
        return None;
    }
    let close = (start + 1..words.len().min(start + LONGEST)).find(|&ix| words.low(ix) == ")")?;
    let inside: String = (start + 1..close).map(|ix| words.get(ix)).collect();
    let exchange = inside.split_once(':').is_some_and(|(exchange, ticker)| {
        let capitals =
            exchange.len() >= 2 && exchange.chars().all(|c| c.is_uppercase() || matches!(c, '-' | ' '));
        let code = |c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '.' | ' ');
        (capitals || names.exchanges.contains(&exchange.to_lowercase()))
            && (1..=8).contains(&ticker.len())
            && ticker.chars().all(code)
    });
    let dotted = inside.rsplit_once('.').is_some_and(|(ticker, market)| {
        let code = |c: char| c.is_ascii_digit() || c.is_uppercase();
        (1..=2).contains(&market.len())
            && !ticker.is_empty()
            && market.chars().all(char::is_uppercase)
            && ticker.chars().all(code)
    });
    (exchange || dotted).then_some(close + 1)
}
