//! The SPARQL that a service is asked: plain SELECTs of `?s ?p ?o`, without an order, which whoever sends them adds.

use std::collections::BTreeSet;
use std::fmt::Display;

use oxigraph::model::{Literal, NamedNode};

use super::super::identifier::Form;
use super::super::lexicon::Lexicon;
use super::super::name::{Name, words};
use super::super::record::{Reader, Record, Told};

/// Letters at the beginning of a name that are compared; those of [`super::super::keys`], so that a service is asked for
/// what a file is looked through for.
const BEGINNING: usize = super::super::keys::BEGINNING;

/// Letters with accents, by the letter that they are compared as.
const ACCENTS: [(&str, char); 7] = [
    ("áàâäãåāă", 'a'),
    ("éèêëēęě", 'e'),
    ("íìîïī", 'i'),
    ("óòôöõōő", 'o'),
    ("úùûüūůű", 'u'),
    ("çćč", 'c'),
    ("ñńň", 'n'),
];

/// What the names of entities begin with.
#[derive(Default)]
struct Beginnings {
    /// The first letters, written together.
    letters: BTreeSet<String>,
    /// Whole words, too short for that.
    words: BTreeSet<String>,
    /// Patterns of names that have these initials.
    initials: BTreeSet<String>,
}

impl Beginnings {
    fn add(&mut self, name: &Name, lexicon: &Lexicon) {
        let written = words(&name.written);
        for words in [&name.words, &written] {
            let at = words.iter().position(|word| !lexicon.weak.words.contains(word)).unwrap_or(0);
            let Some((first, rest)) = words[at..].split_first() else { continue };
            let others = lexicon.same.iter().filter(|(_, same)| *same == first).map(|(other, _)| other);
            for first in std::iter::once(first).chain(others) {
                self.begin(first, &rest.concat());
            }
        }
        if let Some(initials) = name.initials(lexicon) {
            self.begin(&initials, "");
        }
        if name.may_be_initials() {
            let word = |letter: char| format!("{letter}[^ ]*");
            let words: Vec<String> = name.words[0].chars().map(word).collect();
            self.initials.insert(words.join(" (and |of |the )*"));
        }
    }

    fn begin(&mut self, first: &str, rest: &str) {
        let joined = format!("{first}{rest}");
        if joined.chars().count() >= BEGINNING {
            self.letters.insert(joined.chars().take(BEGINNING).collect());
        }
        if first.chars().count() < BEGINNING {
            self.words.insert(first.to_owned());
        }
    }
}

/// Names that begin as those of `entities`, as far as SPARQL can compare them: without case, common accents, punctuation
/// and weak first words.
pub(super) fn beginning(entities: &[Record], reader: &Reader<'_>) -> String {
    let mut begin = Beginnings::default();
    for name in entities.iter().flat_map(|entity| &entity.names) {
        begin.add(name, reader.lexicon);
    }
    let lower = "LCASE(STR(?o))";
    let mut folded = lower.to_owned();
    for (letters, plain) in ACCENTS {
        folded = format!("REPLACE({folded}, \"[{letters}]\", \"{plain}\")");
    }
    // Most names have no accents to look for.
    let folded = format!("IF(REGEX({lower}, \"^[ -~]*$\"), {lower}, {folded})");
    let weak: Vec<&str> = reader.lexicon.weak.words.iter().map(String::as_str).collect();
    let mut fits = vec![
        format!("SUBSTR(REPLACE(?words, \" \", \"\"), 1, {BEGINNING}) IN ({})", list(&begin.letters)),
        format!("STRBEFORE(CONCAT(?words, \" \"), \" \") IN ({})", list(&begin.words)),
    ];
    if !begin.initials.is_empty() {
        let patterns: Vec<&str> = begin.initials.iter().map(String::as_str).collect();
        let pattern = Literal::from(format!("^({})( |$)", patterns.join("|")));
        fits.push(format!("REGEX(?words, {pattern})"));
    }
    format!(
        "SELECT DISTINCT ?s ?p ?o WHERE {{ VALUES ?p {{ {} }} ?s ?p ?o FILTER(ISIRI(?s) && ISLITERAL(?o))
        BIND(REPLACE({folded}, \"['’‘`.]\", \"\") AS ?bare)
        BIND(REPLACE(REPLACE(?bare, \"[&+]\", \" and \"), \"[ ,/()!:;_-]+\", \" \") AS ?spaced)
        BIND(REPLACE(REPLACE(?spaced, \"^ +\", \"\"), \"^({}) \", \"\") AS ?words)
        FILTER({}) }}",
        named(reader),
        weak.join("|"),
        fits.join(" || "),
    )
}

/// Names as they are written, in the languages of the lexicon and in none.
pub(super) fn exactly(entities: &[Record], reader: &Reader<'_>) -> String {
    let names: BTreeSet<&str> =
        entities.iter().flat_map(|entity| &entity.names).map(|name| name.written.as_str()).collect();
    let languages = &reader.lexicon.languages;
    let written = names.iter().flat_map(|name| {
        let plain = std::iter::once(Literal::from(*name));
        let tagged = languages.iter().filter_map(|tag| Literal::new_language_tagged_literal(*name, tag).ok());
        plain.chain(tagged)
    });
    format!(
        "SELECT DISTINCT ?s ?p ?o WHERE {{ VALUES ?o {{ {} }} VALUES ?p {{ {} }} ?s ?p ?o FILTER(ISIRI(?s)) }}",
        joined(written),
        named(reader),
    )
}

/// Things with an identifier of `entities`, things that are said to be the same, and those that they are the same as.
pub(super) fn identified(entities: &[Record], reader: &Reader<'_>) -> Vec<String> {
    let schemes = &reader.lexicon.identifiers;
    let form = |name: &str| schemes.iter().find(|scheme| scheme.name == name).map(|scheme| scheme.form);
    let mut values: BTreeSet<String> = BTreeSet::new();
    for (scheme, value) in entities.iter().flat_map(|entity| &entity.identifiers) {
        match form(scheme) {
            Some(Form::Cik) => drop(values.insert(value.trim_start_matches('0').to_owned())),
            Some(Form::Ticker) => {
                let ticker = value.rsplit(' ').next().unwrap_or(value);
                values.extend(["-", ".", "/"].map(|between| ticker.replace('-', between)));
            }
            _ => drop(values.insert(value.to_uppercase())),
        }
    }
    let mut queries = Vec::new();
    if !values.is_empty() {
        // What stands before a ticker is its exchange; zeros before a number say nothing.
        queries.push(format!(
            "SELECT DISTINCT ?s ?p ?o WHERE {{ VALUES ?p {{ {} }} ?s ?p ?o FILTER(ISIRI(?s) &&
            REPLACE(REPLACE(UCASE(STR(?o)), \"^.*[ :]\", \"\"), \"^0+\", \"\") IN ({})) }}",
            joined(reader.telling(|told| matches!(told, Told::Identifier(_)))),
            list(&values),
        ));
    }
    let same: BTreeSet<NamedNode> = entities
        .iter()
        .flat_map(|entity| &entity.same)
        .filter_map(|iri| NamedNode::new(iri.as_str()).ok())
        .collect();
    let same = joined(&same);
    queries.push(format!(
        "SELECT DISTINCT ?s ?p ?o WHERE {{ VALUES ?o {{ {same} }} VALUES ?p {{ {} }} ?s ?p ?o FILTER(ISIRI(?s)) }}",
        joined(reader.telling(|told| told == Told::Same)),
    ));
    queries.push(format!(
        "SELECT DISTINCT ?s ?p ?o WHERE {{ VALUES ?s {{ {same} }} VALUES ?p {{ {} }} ?s ?p ?o }}",
        named(reader),
    ));
    queries
}

/// All that `things` have in properties that tell something.
pub(super) fn about(things: &[NamedNode], reader: &Reader<'_>) -> String {
    let kind = NamedNode::from(oxigraph::model::vocab::rdf::TYPE);
    let properties = reader.telling(|_| true).into_iter().chain([kind]);
    format!(
        "SELECT DISTINCT ?s ?p ?o WHERE {{ VALUES ?s {{ {} }} VALUES ?p {{ {} }} ?s ?p ?o }}",
        joined(things),
        joined(properties),
    )
}

/// The properties that name things.
fn named(reader: &Reader<'_>) -> String {
    joined(reader.telling(|told| matches!(told, Told::Name | Told::OtherName)))
}

fn joined<T: Display>(terms: impl IntoIterator<Item = T>) -> String {
    terms.into_iter().map(|term| term.to_string()).collect::<Vec<_>>().join(" ")
}

/// Texts with commas between. `IN ()` is SPARQL too: nothing is in it.
fn list(texts: &BTreeSet<String>) -> String {
    let literals = texts.iter().map(|text| Literal::from(text.as_str()).to_string());
    literals.collect::<Vec<_>>().join(", ")
}
