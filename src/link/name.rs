//! Names as they are compared: without case, accents, punctuation, legal form and the marks of registers.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::lexicon::Lexicon;

/// A name taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    /// As it was written.
    pub written: String,
    /// Whether it is what others call it too, rather than its own name.
    pub other: bool,
    /// Its words without legal form.
    pub words: Vec<String>,
    /// Its legal form, if it has one: `inc`.
    pub legal: Option<String>,
    /// Where that form is at home.
    pub countries: BTreeSet<String>,
}

impl Name {
    /// Takes `written` apart.
    #[must_use]
    pub fn read(written: &str, lexicon: &Lexicon) -> Self {
        let mut words = words(&without_marks(written, lexicon.marks.between));
        strip_end(&mut words, &lexicon.marks.securities);
        let mut legal = None;
        let mut countries = BTreeSet::new();
        while let Some(length) = legal_end(&words, lexicon) {
            let form = words.split_off(words.len() - length).join(" ");
            if legal.is_none() {
                let at_home = lexicon.legal.iter().filter(|legal| legal.forms.contains(&form));
                countries = at_home.flat_map(|legal| legal.countries.iter().cloned()).collect();
                legal = Some(form);
            }
        }
        if words.len() > 1 && lexicon.articles.contains(&words[0]) {
            words.remove(0);
        }
        let same = |word: String| lexicon.same.get(&word).cloned().unwrap_or(word);
        let words = words.into_iter().map(same).collect();
        Self { written: written.to_owned(), other: false, words, legal, countries }
    }

    /// Its words as one.
    #[must_use]
    pub fn joined(&self) -> String {
        self.words.concat()
    }

    /// Its words without weak ones; all of them if there are no others.
    #[must_use]
    pub fn strong<'a>(&'a self, lexicon: &Lexicon) -> Vec<&'a str> {
        let strong: Vec<&str> = self
            .words
            .iter()
            .filter(|word| !lexicon.weak.words.contains(*word))
            .map(String::as_str)
            .collect();
        if strong.is_empty() { self.words.iter().map(String::as_str).collect() } else { strong }
    }

    /// Its first letters, small words left out; `None` for fewer than three words: two letters are anybody's.
    #[must_use]
    pub fn initials(&self, lexicon: &Lexicon) -> Option<String> {
        let telling: Vec<&String> = self.words.iter().filter(|word| !lexicon.small.contains(word)).collect();
        (telling.len() >= INITIALS).then(|| telling.iter().filter_map(|word| word.chars().next()).collect())
    }

    /// Whether it is one word in capitals, as initials are written.
    #[must_use]
    pub fn may_be_initials(&self) -> bool {
        let letters = self.written.chars().filter(|c| c.is_alphabetic());
        self.words.len() == 1
            && self.words[0].chars().count() >= INITIALS
            && letters.clone().all(char::is_uppercase)
    }

    /// Whether it has a capital; what has none is a key to search by.
    #[must_use]
    pub(super) fn is_written_as_a_name(&self) -> bool {
        self.written.chars().any(char::is_uppercase)
    }

    /// Whether it says little: an ordinary word or a short one, or ordinary words that tell what sort of thing it is
    /// ("National Bank").
    #[must_use]
    pub fn is_ordinary(&self, lexicon: &Lexicon) -> bool {
        match self.strong(lexicon).as_slice() {
            [word] => word.chars().count() < lexicon.names.short || lexicon.common.contains(word),
            [first @ .., last] => {
                lexicon.telling.contains(last) && first.iter().all(|word| lexicon.common.contains(word))
            }
            [] => false,
        }
    }
}

/// Fewer letters stand for too many names.
const INITIALS: usize = 3;

/// Lower case, no accents, an apostrophe joins, all else but letters and digits parts; a full stop between single letters
/// joins them ("U.S.").
pub(super) fn words(text: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let folded: Vec<char> =
        text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
    for (at, &c) in folded.iter().enumerate() {
        let nothing = matches!(c, '\'' | '’' | '‘' | '`') || c == '.' && joins(&folded, at);
        match out.last_mut() {
            Some(word) if c.is_alphanumeric() => word.push(c),
            _ if c == '&' || c == '+' => out.extend([c.to_string(), String::new()]),
            _ if !nothing => out.push(String::new()),
            _ => {}
        }
    }
    out.retain(|word| !word.is_empty());
    out
}

/// Whether the full stop at `at` stands between single letters or at the end of such.
fn joins(text: &[char], at: usize) -> bool {
    let letter = |at: Option<usize>| at.and_then(|at| text.get(at)).is_some_and(|c| c.is_alphanumeric());
    let single = letter(at.checked_sub(1)) && !letter(at.checked_sub(2));
    single && (!letter(Some(at + 1)) || !letter(Some(at + 2)))
}

/// "Air Products /DE/" without what stands between the strokes; "U-Haul Holding Co /Nv/" too.
fn without_marks(text: &str, between: char) -> String {
    match text.split_once(between) {
        Some((name, mark))
            if name.ends_with(' ')
                && !name.trim().is_empty()
                && mark.trim_end_matches(between).len() <= 4 =>
        {
            name.to_owned()
        }
        _ => text.to_owned(),
    }
}

/// How many words the longest legal form at the end of `words` has, with at least one word before it.
fn legal_end(words: &[String], lexicon: &Lexicon) -> Option<usize> {
    let forms = lexicon.endings.get(words.last()?)?;
    let fits = forms.iter().filter(|form| words.len() > form.len() && words.ends_with(form));
    fits.map(Vec::len).max()
}

/// Takes words off the end that name a security.
fn strip_end(words: &mut Vec<String>, ends: &[String]) {
    let fits = |words: &[String], end: &str| {
        let count = end.split(' ').count();
        let tail = words.len().checked_sub(count).filter(|before| *before > 0)?;
        words[tail..].iter().map(String::as_str).eq(end.split(' ')).then_some(tail)
    };
    while let Some(tail) = ends.iter().find_map(|end| fits(words, end)) {
        words.truncate(tail);
    }
}

/// How near two names are, between 0 and 1.
#[must_use]
pub fn nearness(a: &Name, b: &Name, lexicon: &Lexicon) -> f64 {
    let near = &lexicon.names;
    if a.words.is_empty() || b.words.is_empty() {
        return 0.0;
    }
    if a.words == b.words {
        return near.same;
    }
    if a.joined() == b.joined() {
        return near.joined;
    }
    let (strong_a, strong_b) = (a.strong(lexicon), b.strong(lexicon));
    if strong_a.concat() == strong_b.concat() {
        let one_has_none = strong_a.len() == a.words.len() || strong_b.len() == b.words.len();
        return if one_has_none { near.weak } else { near.weak_both };
    }
    if told_apart_by_trade(&strong_a, &strong_b, lexicon) {
        return near.trade;
    }
    let initials =
        |a: &Name, b: &Name| a.may_be_initials() && b.initials(lexicon).is_some_and(|of| of == a.words[0]);
    if initials(a, b) || initials(b, a) {
        return near.initials;
    }
    spelling(&strong_a, &strong_b, lexicon).max(part(&strong_a, &strong_b) * near.part)
}

/// Whether one name is the other and a word or two of its trade.
fn told_apart_by_trade(a: &[&str], b: &[&str], lexicon: &Lexicon) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    more(short, long).is_some_and(|more| more.iter().all(|word| lexicon.trade.words.contains(*word)))
}

/// What `long` goes on with after `short`.
fn more<'a, 'b>(short: &[&str], long: &'a [&'b str]) -> Option<&'a [&'b str]> {
    let more = long.starts_with(short).then(|| &long[short.len()..]);
    more.filter(|more| !more.is_empty())
}

/// How `longer` goes on after `name`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Longer {
    /// With words of its trade.
    ByTrade,
    /// With others.
    Otherwise,
}

/// How `longer` goes on after `name`; `None` if it does not begin with it, or says no more.
pub(super) fn longer(name: &Name, longer: &Name, lexicon: &Lexicon) -> Option<Longer> {
    let (name, longer) = (name.strong(lexicon), longer.strong(lexicon));
    let by_trade = more(&name, &longer)?.iter().all(|word| lexicon.trade.words.contains(*word));
    Some(if by_trade { Longer::ByTrade } else { Longer::Otherwise })
}

/// How much of its nearness a name of a record keeps that is not its own.
#[must_use]
pub(super) fn weight(name: &Name, lexicon: &Lexicon) -> f64 {
    match name.other {
        false => 1.0,
        true if name.words.len() > 1 && name.is_written_as_a_name() => lexicon.names.other_long,
        true => lexicon.names.other,
    }
}

/// Names of the same number of words that differ in a few letters of long words.
fn spelling(a: &[&str], b: &[&str], lexicon: &Lexicon) -> f64 {
    if a.len() != b.len() {
        return 0.0;
    }
    let (a, b) = (a.concat(), b.concat());
    let length = a.chars().count().min(b.chars().count());
    let allowed = if length >= 12 { 2 } else { usize::from(length >= 7) };
    let off = strsim::osa_distance(&a, &b);
    if off <= allowed && off > 0 { lexicon.names.spelling - 0.02 * (off - 1) as f64 } else { 0.0 }
}

/// What part of the longer name the shorter one is, by letters, if all words of it stand there.
fn part(a: &[&str], b: &[&str]) -> f64 {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if !short.iter().all(|word| long.contains(word)) {
        return 0.0;
    }
    let letters = |words: &[&str]| words.iter().map(|word| word.chars().count()).sum::<usize>() as f64;
    (letters(short) / letters(long)).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::{Files, Gazetteer};

    fn lexicon() -> Lexicon {
        Lexicon::load(&Files::embedded(), &Gazetteer::default()).unwrap()
    }

    fn core(written: &str) -> String {
        Name::read(written, &lexicon()).words.join(" ")
    }

    fn near(a: &str, b: &str) -> f64 {
        let lexicon = lexicon();
        nearness(&Name::read(a, &lexicon), &Name::read(b, &lexicon), &lexicon)
    }

    #[test]
    fn legal_forms_of_many_countries_go() {
        for (written, expected) in [
            ("Apple Inc.", "apple"),
            ("The Walt Disney Co", "walt disney"),
            ("U-Haul Holding Co /Nv/", "u haul holding"),
            ("Applied Materials Inc /De", "applied materials"),
            ("Crédit Agricole S.A.", "credit agricole"),
            ("Novo Nordisk A/S", "novo nordisk"),
            ("Koninklijke Philips N.V.", "koninklijke philips"),
            ("Merck KGaA", "merck"),
            ("GEA Group Aktiengesellschaft", "gea group"),
            ("Taiwan Semiconductor Manufacturing Co., Ltd.", "taiwan semiconductor manufacturing"),
            ("Grupo Bimbo, S.A.B. de C.V.", "grupo bimbo"),
            ("AT&T Inc.", "at and t"),
            ("Macy's, Inc.", "macys"),
            ("Northern Trust Corp", "northern trust"),
        ] {
            assert_eq!(core(written), expected, "{written}");
        }
        assert_eq!(Name::read("Merck KGaA", &lexicon()).countries.first().map(String::as_str), Some("AT"));
    }

    #[test]
    fn what_distinguishes_counts() {
        assert!((near("Apple", "Apple Inc.") - 1.0).abs() < 1e-9);
        assert!((near("JPMorgan", "JP Morgan") - 0.97).abs() < 1e-9);
        assert!((near("Sony", "Sony Group Corp") - 0.96).abs() < 1e-9);
        assert!((near("Abbott", "Abbott Laboratories") - 0.84).abs() < 1e-9);
        assert!((near("Reliance Industries", "Reliance, Inc.") - 0.84).abs() < 1e-9);
        assert!(near("Apple", "Apple Bank") < 0.6);
        assert!(near("Oracle Corp", "Oracle Corp Japan") < 0.85);
        assert!((near("Meta", "Meta Financial Group") - lexicon().names.trade).abs() < 1e-9);
        assert!((near("IBM", "International Business Machines") - 0.72).abs() < 1e-9);
        assert!(near("Salesforce", "Salesfroce") > 0.85);
        assert!((near("Delta", "Alpha") - 0.0).abs() < 1e-9);
    }
}
