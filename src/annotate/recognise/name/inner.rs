//! Small words inside names: "Lumen Oil *and* Gas", "Net-*a*-Porter".

use super::words::Words;
use crate::pack::Pack;

/// The most letters of a small word between hyphens.
const SMALL: usize = 4;

/// Whether the "and" at `and` stands between two trades of one company: "Lumen *Oil and Gas*", "Kestrel *Hotels and Resorts*".
pub(super) fn joins_trades(words: &Words, start: usize, and: usize, pack: &Pack) -> bool {
    let trades = &pack.lexicon.grammar.introducing.words;
    let trade = |at: usize| {
        let low = words.low(at);
        let one = low.strip_suffix('s').unwrap_or(low);
        words.get(at).starts_with(char::is_uppercase) && (trades.contains(low) || trades.contains(one))
    };
    and > start + 1 && trade(and - 1) && trade(and + 1)
}

/// Whether the hyphen at `hyphen` ties a small word to the name before it, and another hyphen that to a word with a capital.
pub(super) fn ties_small_word(words: &Words, hyphen: usize) -> bool {
    let small = words.get(hyphen + 1);
    (1..=SMALL).contains(&small.len())
        && small.chars().all(|c| c.is_ascii_lowercase())
        && words.low(hyphen + 2) == "-"
        && (hyphen..=hyphen + 3).all(|at| words.is_glued(at))
        && words.get(hyphen + 3).starts_with(char::is_uppercase)
}
