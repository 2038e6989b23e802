//! What tells that words are a name, and a name of what: `data/lexicon/names.toml`, and the words that English texts
//! write in lower case: `data/lexicon/common.txt`.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::super::Files;
use super::super::files::File;
use super::words::Words;
use crate::model::Diagnostic;

const PATH: &str = "data/lexicon/names";
const COMMON: &str = "data/lexicon/common.txt";

/// What tells that words are a name, and a name of what. All lower case.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Names {
    /// Which classes of the ontology the grammar of names speaks of.
    pub classes: Classes,
    /// Nouns that any organization may be called by: "the company".
    pub generic: Words,
    /// Legal forms at the end of a company's name, without full stops.
    pub legal_forms: Words,
    /// Forms of address before a person's name.
    pub honorifics: Words,
    /// Small words inside a person's name.
    pub particles: Words,
    /// Words after which "of" goes on with the name: "Bank of America".
    pub takes_of: Words,
    /// Words that titles write in lower case.
    pub small: Words,
    /// Words with a capital that name nothing here: months, days.
    pub not_names: Words,
    /// Degrees behind a person's name.
    pub degrees: Words,
    /// Words before a company's name that say that it is one, and that it goes without: "Grupo".
    pub leading: Words,
    /// Words that with a letter or a numeral name nobody: "Series C", "Phase III".
    pub lettered: Words,
    /// Peoples and languages.
    pub nationalities: Words,
    /// Words before "in" that tell of an investment rather than of a place.
    pub invested: Words,
    /// Words between a name and its verb that tell nothing of the name: "Lumen *today* announced".
    pub between: Words,
    /// Nouns for a part of a company: "its software *unit*".
    pub units: Words,
    /// Nouns for those who work together in a company: "its design *team*".
    pub teams: Words,
    /// Words after which a month is a month and no given name: "in May".
    pub timed: Words,
    /// Words behind a number that is no part of the name before it: "Lumen 20 *percent*".
    pub counted: Words,
    /// What is written right behind the digits of what is no name: "30*bn*".
    pub glued: Words,
    /// Words behind the version of a product: "Glow 4.1 *mini*".
    pub variants: Words,
    /// States as news writes them behind the name of a town.
    #[serde(default)]
    pub states: Words,
    /// Legal forms that names write in small letters.
    pub small_forms: Words,
    /// What the name of those who own together may end with: "the Doe *family*".
    #[serde(default)]
    pub households: Words,
    /// Stock exchanges that are not written in capitals.
    pub exchanges: Words,
    /// Words between a noun and the name it goes by: "a venture *called* Lumen".
    pub naming: Words,
    /// Verbs with the speaker behind them: "*said* Jane Doe".
    pub said: Words,
    /// For the name of a people, or a short name, the place that it stands for.
    #[serde(default)]
    pub demonyms: BTreeMap<String, String>,
    /// For the people of a place, the company that "the" before it makes of them: "the *Danes* bought Kestrel".
    #[serde(default)]
    pub peoples: BTreeMap<String, String>,
    /// By noun, last words of companies' names that imply it: an airline's is "Airways".
    pub implied: BTreeMap<String, Words>,
    /// Given names of people.
    pub first_names: ByGender,
    /// Forms of address, pronouns.
    pub gender: ByGender,
    /// Words that stand for something named elsewhere.
    pub pronouns: Pronouns,
    /// How a noun explains a name.
    pub explained: Explained,
    /// By class, last words of names.
    pub endings: BTreeMap<String, Words>,
    /// Words beside a name that tell what it names.
    #[serde(rename = "cue")]
    pub cues: Vec<Cue>,
    /// Which class a label of a corpus stands for, to train on what names name; `other` for what has none here.
    pub labels: BTreeMap<String, String>,
    /// Job titles.
    pub titles: Titles,
    /// By class, nouns that stand for an entity named elsewhere.
    pub nominals: BTreeMap<String, Words>,
    /// Nouns for several at once.
    pub groups: Groups,
    /// Words that English texts write in lower case.
    #[serde(skip)]
    pub common: Words,
}

/// Which classes of the ontology the grammar of names speaks of, as prefixed names. What is said of a class holds for
/// those below it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Classes {
    /// What has a legal form, a ticker, a chief executive.
    pub company: String,
    /// What "both" and "the pair" may stand for.
    pub organization: String,
    /// What has a given name, and is "she" or "he".
    pub person: String,
    /// What has a version.
    pub product: String,
    /// Where things are.
    pub place: String,
    /// What people are in an organization.
    pub title: String,
    /// What "it" never stands for.
    pub never_it: Vec<String>,
    /// What "the company", "both" and "they" never stand for.
    pub never_company: Vec<String>,
}

/// Words that stand for something named elsewhere.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Pronouns {
    /// For a thing or an organization: "it".
    pub thing: Words,
    /// For a person: "she".
    pub person: Words,
    /// For several: "they".
    pub several: Words,
    /// For those on whose behalf somebody is quoted: "we".
    pub quoted: Words,
    /// Those that say whose something is: "its".
    pub owners: Words,
    /// Those that may stand for nobody: "*it* is clear that".
    pub empty: Words,
    /// Those that stand for their own subject: "itself".
    pub reflexive: Words,
}

impl Pronouns {
    /// Whether `word`, in lower case, is one of them.
    #[must_use]
    pub fn contains(&self, word: &str) -> bool {
        [&self.thing, &self.person, &self.several, &self.quoted].into_iter().any(|words| words.contains(word))
    }

    /// Whether `word` says whose something is, and that it is no single person's: "its", "their".
    #[must_use]
    pub fn owns_as_company(&self, word: &str) -> bool {
        self.owners.contains(word) && !self.person.contains(word)
    }
}

/// How a noun explains a name.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Explained {
    /// As what the name's class is told by: "Lumen, a maker of pumps".
    pub class: Apposition,
    /// As what the thing named may be called later: "the maker".
    pub called: Apposition,
    /// Before the name: "the lead drug, Glow".
    pub before: Apposition,
}

/// The words around a noun that explains a name.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Apposition {
    /// What stands between name and noun phrase.
    pub links: Words,
    /// What the noun phrase begins with.
    pub opens: Words,
    /// What it ends before.
    pub stops: Words,
    /// What is never right behind the noun.
    #[serde(default)]
    pub not_before: Words,
}

/// Words beside a name that tell what it names.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cue {
    /// The class they tell of.
    pub class: String,
    /// How strongly.
    pub weight: f32,
    /// Words right after the name.
    #[serde(default)]
    pub after: Words,
    /// Words right before the name.
    #[serde(default)]
    pub before: Words,
    /// Nouns before it with "of" between: "the lamp *division* of X".
    #[serde(default)]
    pub of: Words,
    /// Nouns after its possessive.
    #[serde(default)]
    pub owns: Words,
    /// Nouns it is set beside: "X, a grocery chain".
    #[serde(default)]
    pub is: Words,
    /// Those that tell so only if they are somebody's: "X, its platform".
    #[serde(default)]
    pub owned: Words,
}

/// How job titles are made.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Titles {
    /// Other names of an office, with the one it goes by: "ceo" is "chief executive".
    pub same: BTreeMap<String, String>,
    /// Titles of one word.
    pub heads: Words,
    /// Titles of several words.
    pub phrases: BTreeSet<String>,
    /// Words that may stand before a head.
    pub modifiers: Words,
    /// What may stand between "chief" and "officer".
    pub chief_of: Words,
    /// What such a title begins with: "chief".
    pub chief: Words,
    /// What it ends with: "officer".
    pub officers: Words,
    /// What ends it as well: "chief *economist*".
    pub chief_heads: Words,
    /// What makes it a title without "officer": "chief *executive*".
    pub chief_alone: Words,
    /// What stands behind what somebody is the head of: "revenue *chief*".
    pub behind_area: Words,
    /// Heads of ministries, and what these are for: "*Foreign* *Minister*".
    pub ministers: Words,
    /// See `ministers`.
    pub portfolios: Words,
    /// Heads that need a field: "revenue chief", "head of services".
    pub area_heads: Words,
    /// The last words of offices of state: whose they are is not told by the companies around them.
    pub public: Words,
    /// What joins a head with its field.
    pub joins: Words,
    /// Words of titles that are those of parts of a company, which have a field: "*director* of Global Operations".
    pub of_parts: Words,
    /// Words of titles that are those of whole companies all the same: "*managing* director of Lumen".
    pub of_wholes: Words,
    /// Words for fields, which titles often write with capitals: "Vice President of *Global Operations*".
    pub fields: Words,
    /// Before what no field goes on: "head of services *at* Lumen".
    pub field_ends: Words,
    /// What stands before whose post it is, besides `joins`.
    pub at: Words,
    /// What stands before a title set behind a name: "Jane Doe, *the* chairman".
    pub articles: Words,
    /// What stands before a title that somebody gets or has: "became chairman".
    pub posts: Words,
    /// Titles that companies have too.
    pub anyone: Words,
    /// Verbs that give a title to the person right behind them: "*appointed* Jane Doe chief executive".
    pub appoints: Words,
    /// Verbs that say of a person that a title is theirs: "*serves* as chairman".
    pub held: Words,
    /// Words that may stand between the person, such a verb and the title.
    pub between: Words,
}

/// Words that tell whether a woman or a man is meant.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ByGender {
    /// Of women.
    pub feminine: Words,
    /// Of men.
    pub masculine: Words,
    /// Of both.
    pub either: Words,
}

impl ByGender {
    /// Whether `word`, in lower case, is one of them.
    #[must_use]
    pub fn contains(&self, word: &str) -> bool {
        [&self.feminine, &self.masculine, &self.either].into_iter().any(|words| words.contains(word))
    }

    /// The gender that `word` tells, if it tells one.
    #[must_use]
    pub fn of(&self, word: &str) -> Option<Gender> {
        if self.feminine.contains(word) {
            return Some(Gender::Feminine);
        }
        self.masculine.contains(word).then_some(Gender::Masculine)
    }
}

/// Whom "she" and "he" may stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// "She".
    Feminine,
    /// "He".
    Masculine,
}

/// Nouns for several at once.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Groups {
    /// Plural nouns: "companies", "sides".
    pub nouns: Words,
    /// Words for two: "pair", "both".
    pub pairs: Words,
    /// Words for three.
    pub trios: Words,
}

impl Names {
    /// Reads `data/lexicon/names.toml`, what `names-*.toml` there add to it, and `common.txt`.
    ///
    /// # Errors
    /// If the first is missing or not of this form.
    pub fn load(files: &Files) -> Result<Self, Diagnostic> {
        let mut names: Self = files.toml_and_more(PATH)?;
        for added in files.more(PATH).map(File::toml::<Self>) {
            let added = added?;
            only_here(&mut names.endings, &added.endings);
            only_here(&mut names.nominals, &added.nominals);
        }
        let common = files.get(COMMON).map_or("", |file| &file.text);
        names.common = common.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect();
        Ok(names)
    }

    /// The class that the last word of a name tells; `None` if it tells none.
    #[must_use]
    pub fn ending_class(&self, word: &str) -> Option<&str> {
        self.endings.iter().find(|(_, words)| words.contains(word)).map(|(class, _)| class.as_str())
    }

    /// The noun for somebody that a hyphen makes of two words: "start-up".
    #[must_use]
    pub fn hyphened(&self, first: &str, second: &str) -> Option<String> {
        let word = format!("{first}-{second}");
        (self.nominal_class(&word).is_some() || self.groups.nouns.contains(&word)).then_some(word)
    }

    /// The class of what a noun stands for: "grocer"; `None` if it stands for none.
    #[must_use]
    pub fn nominal_class(&self, noun: &str) -> Option<&str> {
        self.nominals.iter().find(|(_, nouns)| nouns.contains(noun)).map(|(class, _)| class.as_str())
    }

    /// Whether people are given `word` as a name, written with accents or without: "Tobías".
    #[must_use]
    pub fn is_first_name(&self, word: &str) -> bool {
        let plain = || word.nfd().filter(|c| !is_combining_mark(*c)).collect::<String>();
        self.first_names.contains(word) || !word.is_ascii() && self.first_names.contains(&plain())
    }

    /// The name without legal forms at its end, and without "The" before it.
    #[must_use]
    pub fn without_legal_form<'a>(&self, name: &'a str) -> &'a str {
        let mut rest = name.strip_prefix("The ").unwrap_or(name);
        while let Some((before, last)) = rest.rsplit_once(' ') {
            if !self.is_legal_form(last) || before.trim_end_matches([',', ' ']).is_empty() {
                break;
            }
            rest = before.trim_end_matches([',', ' ']).trim_end_matches(" &");
        }
        rest
    }

    /// Whether `word` is a legal form, with full stops or without.
    #[must_use]
    pub fn is_legal_form(&self, word: &str) -> bool {
        let plain = || {
            word.chars().filter(|&c| c != '.' && c != ',').flat_map(char::to_lowercase).collect::<String>()
        };
        (word.starts_with(|c: char| c.is_uppercase() || c == 'a') || self.small_forms.contains(word))
            && self.legal_forms.contains(&plain())
    }
}

/// What a file says of a word holds against what was said before.
fn only_here(all: &mut BTreeMap<String, Words>, added: &BTreeMap<String, Words>) {
    for (class, words) in added {
        for (_, others) in all.iter_mut().filter(|(other, _)| *other != class) {
            others.retain(|word| !words.contains(word));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_list_is_called_is_told_with_its_place() {
        let files = Files::embedded().with("data/lexicon/names-mine.toml", "[pronouns]\nthings = [\"it\"]\n");
        let error = Names::load(&files).unwrap_err().to_string();
        assert!(error.starts_with("data/lexicon/names-mine.toml:2:1: unknown field `things`"), "{error}");
    }

    #[test]
    fn legal_forms_come_off() {
        let names = Names::load(&Files::embedded()).unwrap();
        assert_eq!(names.without_legal_form("Lumen Labs, Inc."), "Lumen Labs");
        assert_eq!(names.without_legal_form("The Lumen Company"), "Lumen");
        assert_eq!(names.without_legal_form("Lumen Pharma Co., Ltd."), "Lumen Pharma");
        assert_eq!(names.without_legal_form("Inc."), "Inc.");
    }
}
