//! What comparing goes by: `data/lexicon/linking.toml`.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::Deserialize;

use super::name::Name;
use crate::model::Diagnostic;
use crate::pack::lexicon::{Names, Words as Set};
use crate::pack::{Files, Gazetteer};

const PATH: &str = "data/lexicon/linking";

/// How entities are compared with records.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lexicon {
    /// Score from which a candidate is accepted.
    pub accept: f64,
    /// Score from which a candidate is proposed.
    pub propose: f64,
    /// Candidates nearer to each other than this are never accepted.
    pub margin: f64,
    /// The languages in which a service is asked for a name as it is written.
    pub(super) languages: Vec<String>,
    /// Words that a name may begin with or not: "the".
    pub(super) articles: Set,
    /// Words that initials leave out.
    pub(super) small: Set,
    pub(super) properties: Properties,
    pub(super) related: Vec<Related>,
    #[serde(rename = "identifier")]
    pub(super) identifiers: Vec<Scheme>,
    pub(super) exchanges: BTreeMap<String, BTreeSet<String>>,
    pub(super) context: BTreeMap<String, Weight>,
    pub(super) names: Nearness,
    pub(super) weak: Words,
    pub(super) trade: Words,
    pub(super) same: BTreeMap<String, String>,
    #[serde(rename = "legal")]
    pub(super) legal: Vec<Legal>,
    pub(super) marks: Marks,
    /// Legal forms by their last word, as words.
    #[serde(skip)]
    pub(super) endings: HashMap<String, Vec<Vec<String>>>,
    /// Words that say little as a name: those that English texts write in lower case, known names that are ordinary
    /// words, words that many known names begin with.
    #[serde(skip)]
    pub(super) common: Set,
    /// Words that tell what sort of thing is named, as in "Bank of America", "University of Ghent".
    #[serde(skip)]
    pub(super) telling: Set,
}

/// Which properties tell what.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Properties {
    pub(super) name: Vec<String>,
    pub(super) other_name: Vec<String>,
    pub(super) website: Vec<String>,
    pub(super) country: Vec<String>,
    pub(super) parent: Vec<String>,
    pub(super) company: Vec<String>,
    pub(super) same: Vec<String>,
    pub(super) class: Vec<String>,
}

/// Roles of one frame that tell of what belongs to an entity.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Related {
    /// The role of the entity.
    pub(super) entity: String,
    /// The role of what belongs to it.
    pub(super) other: String,
}

/// A scheme of identifiers.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Scheme {
    #[serde(rename = "scheme")]
    pub(super) name: String,
    pub(super) form: super::identifier::Form,
    /// Whether whoever has another value is another one.
    pub(super) unique: bool,
    pub(super) properties: Vec<String>,
}

/// What a piece of context does to a score.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Weight {
    pub(super) agree: f64,
    pub(super) differ: f64,
}

/// How near two names are at most.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Nearness {
    pub(super) same: f64,
    pub(super) joined: f64,
    pub(super) weak: f64,
    pub(super) weak_both: f64,
    pub(super) trade: f64,
    pub(super) initials: f64,
    pub(super) spelling: f64,
    pub(super) part: f64,
    pub(super) other: f64,
    pub(super) other_long: f64,
    pub(super) short: usize,
    pub(super) family: usize,
    pub(super) beginnings: usize,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub(super) words: BTreeSet<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Legal {
    pub(super) countries: BTreeSet<String>,
    pub(super) forms: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Marks {
    pub(super) between: char,
    pub(super) securities: Vec<String>,
}

impl Lexicon {
    /// Reads it.
    ///
    /// # Errors
    /// If the file is missing or not of this form.
    pub fn load(files: &Files, gazetteer: &Gazetteer) -> Result<Self, Diagnostic> {
        let mut lexicon: Self = files.toml_and_more(PATH)?;
        let names = Names::load(files)?;
        lexicon.telling = names.takes_of;
        lexicon.common = names.common;
        for form in lexicon.legal.iter().flat_map(|legal| &legal.forms) {
            let words: Vec<String> = form.split(' ').map(str::to_owned).collect();
            let last = words.last().cloned().unwrap_or_default();
            lexicon.endings.entry(last).or_default().push(words);
        }
        lexicon.learn(gazetteer);
        Ok(lexicon)
    }

    /// Learns from the names of a gazetteer which words say little: names that are ordinary words, and words that many
    /// names begin with and that are no name themselves.
    fn learn(&mut self, gazetteer: &Gazetteer) {
        let mut beginnings: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        let mut names = BTreeSet::new();
        for entry in gazetteer.entries() {
            for name in std::iter::once(&entry.name).chain(&entry.aliases) {
                let words = Name::read(name, self).words;
                match words.as_slice() {
                    [word] if entry.ambiguous.contains(name) => {
                        self.common.extend([word.as_str()]);
                    }
                    [word] => {
                        names.insert(word.clone());
                    }
                    [first, _, ..] => {
                        beginnings.entry(first.clone()).or_default().insert(&entry.id);
                    }
                    [] => {}
                }
            }
        }
        let enough = self.names.beginnings;
        let often = beginnings.into_iter().filter(|(word, of)| of.len() >= enough && !names.contains(word));
        self.common.extend(often.map(|(word, _)| word));
    }

    pub(super) fn weight(&self, context: &str) -> Weight {
        self.context.get(context).copied().unwrap_or(Weight { agree: 0.0, differ: 0.0 })
    }
}
