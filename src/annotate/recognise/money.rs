//! Amounts of money: "$4.5B", "up to 1.25 billion dollars", "between €80 and €90 million a year".

use rust_decimal::Decimal;

use super::number::{Number, number};
use super::scan::Scan;
use crate::model::{Money, Qualifier};
use crate::pack::lexicon::values::{Glue, Sense, ValueLexicon};

/// The amount of money at `at`, its qualifier included, and the index after it.
#[must_use]
pub fn read(scan: &Scan, at: usize, lexicon: &ValueLexicon) -> Option<(Money, usize)> {
    let (qualifier, start) = qualifier(scan, at);
    let between = scan.glue(start, Glue::Between);
    let range = range(scan, at, between.unwrap_or(start), between.is_some(), lexicon);
    let (mut from, to) = match range {
        Some((from, to)) => (from, Some(to)),
        None => (amount(scan, start, lexicon)?, None),
    };
    let mut next = to.map_or(from.next, |to| to.next);
    if to.is_none()
        && let Some((coins, end)) = coins(scan, from, lexicon)
    {
        from.value += coins;
        next = end;
    }
    let (per, next) = per(scan, next, lexicon).map_or((None, next), |(per, end)| (Some(per), end));
    let (after, next) = qualifier_after(scan, next);
    let currency = from.currency.or(to.and_then(|to| to.currency))?;
    let money = Money {
        value: from.value,
        to: to.map(|to| to.value),
        currency: lexicon.currencies[currency].code.clone(),
        qualifier: if qualifier == Qualifier::Exact { after } else { qualifier },
        per,
    };
    Some((money, next))
}

/// The sum at `at` that goes without the currency of the one before it: "raised 600 million euros at a valuation of *5.8 billion*".
#[must_use]
pub fn bare(scan: &Scan, at: usize, currency: &str) -> Option<(Money, usize)> {
    let (qualifier, start) = qualifier(scan, at);
    let Number { value, power, next } = number(scan, start, false)?;
    let counts = |at: usize, glues: &[Glue]| glues.iter().any(|&glue| scan.glue(at, glue).is_some());
    let opens = [Glue::Of, Glue::At, Glue::To, Glue::From, Glue::By, Glue::For];
    let closes =
        [Glue::Comma, Glue::Dot, Glue::Close, Glue::In, Glue::On, Glue::At, Glue::For, Glue::From, Glue::To];
    let before = at.checked_sub(1).is_some_and(|last| counts(last, &opens));
    let ends = scan.word(next).is_none() || counts(next, &closes);
    let money = Money { value, to: None, currency: currency.to_owned(), qualifier, per: None };
    (power >= MILLION && before && ends).then_some((money, next))
}

/// The least power of ten of a sum that goes without its currency.
const MILLION: u32 = 6;

/// The qualifier at `at`, of several the one that bounds ("up to about" is "up to"), and the index after it.
#[must_use]
pub(super) fn qualifier(scan: &Scan, at: usize) -> (Qualifier, usize) {
    let read = |at| scan.read(at, |sense| if let Sense::Qualifier(q) = sense { Some(*q) } else { None });
    let (mut found, mut next) = (Qualifier::Exact, at);
    while let Some((qualifier, end)) = read(next) {
        if found < Qualifier::UpTo {
            found = qualifier;
        }
        next = end;
    }
    (found, next)
}

/// The qualifier after an amount, "or more", and the index after it.
#[must_use]
pub(super) fn qualifier_after(scan: &Scan, at: usize) -> (Qualifier, usize) {
    let read = |sense: &Sense| if let Sense::QualifierAfter(q) = sense { Some(*q) } else { None };
    scan.read(at, read).filter(|(_, end)| amount_ends(scan, *end)).unwrap_or((Qualifier::Exact, at))
}

/// Whether no number stands at `at`: in "$5 plus 3%" the plus is none of the amount's, nor the "up" in "$5 and up to $7".
fn amount_ends(scan: &Scan, at: usize) -> bool {
    scan.word(at).is_none_or(|word| word.number.is_none() && scan.read(at, symbol).is_none())
        && at.checked_sub(1).is_none_or(|last| qualifier(scan, last).1 <= at)
}

/// An amount while it is read; a side of a range may lack its currency.
#[derive(Clone, Copy)]
struct Amount {
    value: Decimal,
    power: u32,
    currency: Option<usize>,
    next: usize,
}

/// How many times the lower side of a range behind "by" its upper side may be.
const APART: u32 = 5;

/// "A to B", "between A and B": of which one may lack the currency, and the first the magnitude.
fn range(
    scan: &Scan,
    at: usize,
    start: usize,
    between: bool,
    lexicon: &ValueLexicon,
) -> Option<(Amount, Amount)> {
    if scan.glue_before(at, Glue::From) {
        return None;
    }
    let bare = |at| {
        let Number { value, power, next } = number(scan, at, false)?;
        Some(Amount { value, power, currency: None, next })
    };
    let mut from = amount(scan, start, lexicon).or_else(|| bare(start))?;
    let joined = scan.glue(from.next, if between { Glue::And } else { Glue::To })?;
    let dash = scan.glue(from.next, Glue::Dash).is_some();
    let with_magnitude = |at| {
        let Number { value, power, next } = number(scan, at, true)?;
        Some(Amount { value, power, currency: None, next })
    };
    let to = amount(scan, joined, lexicon).or_else(|| {
        from.currency?;
        with_magnitude(joined).filter(|to| to.power > 0 || between || dash && scan.glued(joined))
    })?;
    if from.currency.is_some() && to.currency.is_some() && from.currency != to.currency {
        return None;
    }
    from.currency.or(to.currency)?;
    if from.power == 0 && to.power > 0 {
        from.value = from.value.checked_mul(Decimal::from(10_u64.checked_pow(to.power)?))?.normalize();
    }
    // "cut by $400 million to $15 billion": what it becomes, and no range.
    let apart = scan.glue_before(at, Glue::By) && from.value * Decimal::from(APART) < to.value;
    (from.value < to.value && !apart).then_some((from, to))
}

/// One amount with its currency before or after the number.
fn amount(scan: &Scan, at: usize, lexicon: &ValueLexicon) -> Option<Amount> {
    before(scan, at, lexicon).or_else(|| after(scan, at, lexicon))
}

/// "$4.5 billion", "USD 200", "MAUD 60", "$10 dollars".
fn before(scan: &Scan, at: usize, lexicon: &ValueLexicon) -> Option<Amount> {
    if let Some((currency, next)) = scan.read(at, million_code).filter(|_| capitals(scan, at)) {
        let Number { value, power, next } = number(scan, next, true)?;
        let value = value.checked_mul(Decimal::from(1_000_000))?;
        return Some(Amount { value, power: power + 6, currency: Some(currency), next });
    }
    let (currency, start) = read_symbol(scan, at).or_else(|| read_code(scan, at, lexicon)).or_else(|| {
        scan.read(at, word).filter(|(_, next)| scan.word(*next).is_some_and(|w| w.number.is_some()))
    })?;
    let Number { value, power, next } = number(scan, start, true)?;
    let spelled = read_symbol(scan, at).is_none() && read_code(scan, at, lexicon).is_none();
    if spelled && power == 0 {
        return None;
    }
    let written = scan.word(start).is_some_and(|word| word.text.contains(['.', ',']));
    let coded = read_symbol(scan, at).is_none();
    if coded && lexicon.currencies[currency].wordlike && power == 0 && !written {
        return None;
    }
    let again = read_code(scan, next, lexicon).filter(|_| !coded).or_else(|| scan.read(next, word));
    let (currency, next) = match again {
        // "$5 million Canadian dollars" means those; "$10 dollars" says it twice.
        Some((other, end)) if !coded && !follows_number(scan, end) => (other, end),
        _ => (currency, next),
    };
    Some(Amount { value, power, currency: Some(currency), next })
}

/// "1.25 billion dollars", "115 USD", "10 €", "75 USD million", "30 MUSD", "50 cents", "12-cent".
fn after(scan: &Scan, at: usize, lexicon: &ValueLexicon) -> Option<Amount> {
    let Number { value, power, next } = number(scan, at, false)?;
    let next = scan.skip(next, Glue::Dash);
    let spaced = number(scan, at, true).filter(|with| with.next != next);
    if let Some((currency, end)) = scan.read(next, million_code).filter(|_| capitals(scan, next)) {
        let value = value.checked_mul(Decimal::from(1_000_000))?;
        return Some(Amount { value, power: 6, currency: Some(currency), next: end });
    }
    if let Some((currency, end)) = scan.read(next, minor) {
        let value = value.checked_div(Decimal::from(lexicon.currencies[currency].minor_per))?;
        return Some(Amount { value: value.normalize(), power, currency: Some(currency), next: end });
    }
    // A code stuck to the number after it ("3 USD50 cards") belongs to that.
    let own_code = |(_, end): &(usize, usize)| !(follows_number(scan, *end) && scan.glued(*end));
    let enough = power > 0 || value >= Decimal::ONE_HUNDRED;
    let unit = |at| {
        let symbol = read_symbol(scan, at).filter(|(_, end)| !follows_number(scan, *end));
        let code = || read_code(scan, at, lexicon).filter(own_code);
        symbol.or_else(code).or_else(|| scan.read(at, word).filter(|_| enough || sure(scan, at)))
    };
    if let Some((currency, end)) = unit(next) {
        let scale = if power == 0 { number_of_words(scan, end) } else { None };
        let (factor, power, end) = scale.unwrap_or((Decimal::ONE, power, end));
        let value = value.checked_mul(factor)?;
        return Some(Amount { value, power, currency: Some(currency), next: end });
    }
    let Number { value, power, next } = spaced?;
    let (currency, next) = unit(next)?;
    Some(Amount { value, power, currency: Some(currency), next })
}

/// The magnitude after the code in "75 USD million".
fn number_of_words(scan: &Scan, at: usize) -> Option<(Decimal, u32, usize)> {
    let (power, next) =
        scan.read(at, |sense| if let Sense::Magnitude(p) = sense { Some(*p) } else { None })?;
    Some((Decimal::from(10_u64.checked_pow(power)?), power, next))
}

/// The small coins in "3 dollars and 50 cents", and in "3 dollars 50" at the end of a sentence.
fn coins(scan: &Scan, whole: Amount, lexicon: &ValueLexicon) -> Option<(Decimal, usize)> {
    let main = whole.currency.filter(|_| whole.power == 0)?;
    let Number { value, power, next } = number(scan, scan.skip(whole.next, Glue::And), false)?;
    let per = Decimal::from(lexicon.currencies[main].minor_per);
    let named = scan.read(next, minor).filter(|(currency, _)| *currency == main).map(|(_, next)| next);
    let ends = scan.skip(next, Glue::Dot) >= scan.len();
    let bare = (ends && value >= Decimal::TEN && value.scale() == 0).then_some(next);
    let fits = power == 0 && value < per && whole.value.scale() == 0;
    named.or(bare).filter(|_| fits).map(|next| (value / per, next))
}

/// "per share", "a year", "annually", "-a-share".
fn per(scan: &Scan, at: usize, lexicon: &ValueLexicon) -> Option<(String, usize)> {
    let past = |at| {
        [Glue::Ago, Glue::Earlier, Glue::Later, Glue::Before, Glue::After]
            .iter()
            .any(|&g| scan.glue(at, g).is_some())
    };
    let adverb = |sense: &Sense| if let Sense::Adverb(index) = sense { Some(*index) } else { None };
    let unit = |sense: &Sense| if let Sense::Per(index) = sense { Some(*index) } else { None };
    // "$2 a year ago", but "$9 a share from Lumen"
    let time = |sense: &Sense| if let Sense::Unit(unit) = sense { Some(*unit) } else { None };
    let start = scan.skip(at, Glue::Dash);
    let (index, next) = scan.read(start, adverb).filter(|&(_, next)| !past(next)).or_else(|| {
        let by = scan.skip(scan.glue(start, Glue::Per)?, Glue::Dash);
        scan.read(by, unit).filter(|&(_, next)| !past(next) || scan.read(by, time).is_none())
    })?;
    Some((lexicon.per[index].clone(), next))
}

/// A symbol: one of letters only must begin with a capital, one written in one must stand in one.
fn read_symbol(scan: &Scan, at: usize) -> Option<(usize, usize)> {
    let (currency, next) = scan
        .read(at, |sense| if let Sense::SpacedSymbol(index) = sense { Some(*index) } else { None })
        .or_else(|| scan.read_tight(at, symbol))?;
    let text = scan.word(at)?.text;
    let letters = next == at + 1 && text.chars().all(char::is_alphabetic);
    (!letters || text.starts_with(|c: char| !c.is_lowercase())).then_some((currency, next))
}

/// A code: in capitals, or in any case if it is no word.
fn read_code(scan: &Scan, at: usize, lexicon: &ValueLexicon) -> Option<(usize, usize)> {
    let code = |sense: &Sense| if let Sense::Code(index) = sense { Some(*index) } else { None };
    let (currency, next) = scan.read(at, code)?;
    (capitals(scan, at) || !lexicon.currencies[currency].wordlike).then_some((currency, next))
}

fn capitals(scan: &Scan, at: usize) -> bool {
    scan.word(at).is_some_and(|word| word.text.chars().all(|c| !c.is_lowercase()))
}

/// Whether the word for a currency at `at` is seldom anything else.
fn sure(scan: &Scan, at: usize) -> bool {
    scan.is(at, &Sense::Doubtful).is_none()
}

fn follows_number(scan: &Scan, at: usize) -> bool {
    scan.word(at).is_some_and(|word| word.number.is_some())
}

fn symbol(sense: &Sense) -> Option<usize> {
    if let Sense::Symbol(index) = sense { Some(*index) } else { None }
}

fn word(sense: &Sense) -> Option<usize> {
    if let Sense::Currency(index) = sense { Some(*index) } else { None }
}

fn minor(sense: &Sense) -> Option<usize> {
    if let Sense::Minor(index) = sense { Some(*index) } else { None }
}

fn million_code(sense: &Sense) -> Option<usize> {
    if let Sense::MillionCode(index) = sense { Some(*index) } else { None }
}
