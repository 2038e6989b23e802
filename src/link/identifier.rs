//! Identifiers: how they are written, and whether they can be right.

use serde::Deserialize;

use super::lexicon::Lexicon;

/// How the values of a scheme are written and compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// Legal Entity Identifier: 20 letters and digits, the last two a checksum.
    Lei,
    /// Central Index Key of the U.S. Securities and Exchange Commission: up to ten digits, with zeros in front or not.
    Cik,
    /// International Securities Identification Number: 12 letters and digits, the last one a checksum.
    Isin,
    /// An exchange and what a share is called there: "Nasdaq MSFT", "NYSE:T".
    Ticker,
    /// Words as they are.
    Text,
}

/// The value as all write it that mean the same; `None` if it cannot be right.
#[must_use]
pub fn normal(form: Form, value: &str, lexicon: &Lexicon) -> Option<String> {
    let value = value.trim();
    match form {
        Form::Lei => {
            let lei: String =
                value.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_uppercase();
            is_lei(&lei).then_some(lei)
        }
        Form::Cik => {
            let digits = value.trim_start_matches('0');
            let right = (1..=10).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
            right.then(|| format!("{digits:0>10}"))
        }
        Form::Isin => {
            let isin = value.to_ascii_uppercase();
            is_isin(&isin).then_some(isin)
        }
        Form::Ticker => ticker(value, lexicon),
        Form::Text => (!value.is_empty()).then(|| value.to_owned()),
    }
}

/// Whether the checksum of a Legal Entity Identifier is right: letters as 10 to 35, the number leaves 1 when divided by 97
/// (ISO 17442, which takes ISO 7064's MOD 97-10).
#[must_use]
pub fn is_lei(lei: &str) -> bool {
    let form = lei.len() == 20
        && lei.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase())
        && lei[18..].bytes().all(|b| b.is_ascii_digit());
    form && lei
        .chars()
        .filter_map(|c| c.to_digit(36))
        .fold(0, |rest, digit| if digit < 10 { (rest * 10 + digit) % 97 } else { (rest * 100 + digit) % 97 })
        == 1
}

/// Whether the checksum of an International Securities Identification Number is right (ISO 6166: letters as 10 to 35, then
/// every second digit from the right doubled, Luhn).
#[must_use]
pub fn is_isin(isin: &str) -> bool {
    let bytes = isin.as_bytes();
    let form = bytes.len() == 12
        && bytes[..2].iter().all(u8::is_ascii_uppercase)
        && bytes.iter().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase())
        && bytes[11].is_ascii_digit();
    if !form {
        return false;
    }
    let digits: String = isin.chars().filter_map(|c| c.to_digit(36)).map(|digit| digit.to_string()).collect();
    let sum: u32 = digits
        .chars()
        .rev()
        .filter_map(|c| c.to_digit(10))
        .enumerate()
        .map(|(at, digit)| if at % 2 == 1 { digit * 2 / 10 + digit * 2 % 10 } else { digit })
        .sum();
    sum.is_multiple_of(10)
}

/// `exchange ticker`, the exchange by its common name. A ticker without an exchange is none: MSFT is one company in New
/// York and may be another elsewhere.
fn ticker(value: &str, lexicon: &Lexicon) -> Option<String> {
    let (exchange, ticker) = value.split_once(':').or_else(|| value.rsplit_once(' '))?;
    let exchange = exchange.trim().to_lowercase();
    let known =
        lexicon.exchanges.iter().find(|(_, names)| names.contains(&exchange)).map(|(name, _)| name.clone());
    let ticker = ticker.trim().to_ascii_uppercase().replace(['.', '/'], "-");
    (!ticker.is_empty()).then(|| format!("{} {ticker}", known.unwrap_or(exchange)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::{Files, Gazetteer};

    fn of(form: Form, value: &str) -> Option<String> {
        normal(form, value, &Lexicon::load(&Files::embedded(), &Gazetteer::default()).unwrap())
    }

    #[test]
    fn checksums() {
        // Apple's LEI and ISIN, Deutsche Bank's LEI.
        assert!(is_lei("HWUPKR0MPOU8FGXBT394") && is_lei("7LTWFZYICNSX8D621K86"));
        assert!(!is_lei("HWUPKR0MPOU8FGXBT395") && !is_lei("HWUPKR0MPOU8FGXBT39"));
        assert!(is_isin("US0378331005") && is_isin("GB0002634946") && !is_isin("US0378331006"));
    }

    #[test]
    fn the_same_however_written() {
        assert_eq!(of(Form::Cik, "320193"), of(Form::Cik, "0000320193"));
        assert_eq!(of(Form::Cik, "0000320193").as_deref(), Some("0000320193"));
        assert_eq!(of(Form::Cik, "32O193"), None);
        assert_eq!(of(Form::Ticker, "Nasdaq:MSFT"), of(Form::Ticker, "XNAS MSFT"));
        assert_ne!(of(Form::Ticker, "NYSE:DAL"), of(Form::Ticker, "Nasdaq:DAL"));
        assert_eq!(of(Form::Ticker, "NYSE:BRK.B"), of(Form::Ticker, "NYSE BRK-B"));
        assert_eq!(of(Form::Ticker, "MSFT"), None);
        assert_eq!(of(Form::Lei, "hwupkr0mpou8fgxbt394").as_deref(), Some("HWUPKR0MPOU8FGXBT394"));
    }
}
