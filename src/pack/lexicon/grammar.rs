//! Words that colour what a clause says: `data/lexicon/grammar.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::words::Words;
use crate::model::Diagnostic;
use crate::pack::Files;

/// Words that turn a fact into a plan, a possibility, a denial or a report, and the roles that every frame may carry.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Grammar {
    /// Auxiliaries by what they make of their clause.
    pub modal: Colours,
    /// Verbs, nouns and adjectives by what they make of the clause that they govern.
    pub governor: Colours,
    /// Verbs of keeping somebody from something, by what they make of that.
    #[serde(default)]
    pub keeping: Colours,
    /// Negations.
    pub negation: Negation,
    /// Who says so.
    pub report: Report,
    /// Times that every frame may carry.
    pub time: Time,
    /// What ends with "no longer": role and individual of the ontology.
    #[serde(default)]
    pub ended: BTreeMap<String, String>,
    /// What a verb makes of what it has as its object ("blocked the merger"): by role, the individual of the ontology
    /// and the verbs.
    #[serde(default)]
    pub outcome: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    /// Words that say whose something is: "its", "'s".
    #[serde(default)]
    pub owners: Words,
    /// Words between hyphens that join those around them to one: "sale-*and*-purchase".
    #[serde(default)]
    pub hyphen_joins: Words,
    /// Words behind an auxiliary that tell of how many of its subject: "they will *each* own 30%".
    #[serde(default)]
    pub floating: Words,
    /// Words behind an amount that tell that several have it: "hold 45% *each*".
    #[serde(default)]
    pub apiece: Words,
    /// Auxiliaries before which a subject stands.
    #[serde(default)]
    pub auxiliaries: Words,
    /// Prepositions of those with whom something is done: who does it is a party too.
    #[serde(default)]
    pub companion: Words,
    /// Verbs of giving, with whom and what as objects: "owes Lumen a royalty".
    #[serde(default)]
    pub takes_receiver: Words,
    /// Verbs that make somebody do something: "obliges Lumen *to supply* Kestrel".
    #[serde(default)]
    pub causing: Words,
    /// Nouns that take an infinitive: "the right to sell".
    #[serde(default)]
    pub takes_infinitive: Words,
    /// Prepositions that take a clause in -ing with a subject: "hinges *on* Lumen selling it".
    #[serde(default)]
    pub takes_clause: Words,
    /// Verbs that mostly are nouns: "the right to *market* lamps".
    #[serde(default)]
    pub noun_like: Words,
    /// Verbs of handing over: the name after "to" is who gets it.
    #[serde(default)]
    pub takes_to: Words,
    /// Verbs of getting: the name after "from" is who gives it.
    #[serde(default)]
    pub takes_from: Words,
    /// Nouns that only an amount before them counts: "$8 million *worth* of milk".
    #[serde(default)]
    pub measuring: Words,
    /// Nouns for how much is owned: "*majority* owned".
    #[serde(default)]
    pub part_owned: Words,
    /// Words before a clause of time or reason, that may also be prepositions.
    #[serde(default)]
    pub subordinators: Words,
    /// Words before what has to come first: "will pay *once* the deal closes".
    #[serde(default)]
    pub awaiting: Words,
    /// Words that say that several do it together.
    #[serde(default)]
    pub jointly: Words,
    /// Small words that treebanks hardly know, with those of the same use that they know: "amid".
    pub parsed_as: BTreeMap<String, String>,
    /// Verbs of choosing who is to do something: "tapped Lumen to build it".
    pub choosing: Words,
    /// Adjectives that a hyphen ties to a name, and that only liken something to it: "Lumen-*compatible*".
    pub likening: Words,
    /// Nouns that are verbs where somebody does so with somebody: "Lumen *partners* with Kestrel".
    pub joint: Words,
    /// Verbs that make somebody something.
    #[serde(default)]
    pub takes_title: Words,
    /// Verbs with a particle that take an object: "call off the deal".
    #[serde(default)]
    pub takes_particle: Words,
    /// Nouns for what may come of it, talks or plans, by whose subject something is done: "held *talks* on a merger".
    #[serde(default)]
    pub ventures: Words,
    /// Verbs that have such nouns as their objects.
    #[serde(default)]
    pub tells_venture: Vec<String>,
    /// Verbs whose object serves an end: "used the fair to unveil a car".
    #[serde(default)]
    pub takes_purpose: Words,
    /// Words that open a question.
    #[serde(default)]
    pub asking: Words,
    /// What nouns and pronouns stand for.
    #[serde(default)]
    pub anaphor: Anaphor,
    /// Nouns whose sums are no prices: "savings of $9 million".
    #[serde(default)]
    pub other_sums: Words,
    /// Words that introduce a name: "South Korean *electronics giant* Lumen".
    #[serde(default)]
    pub introducing: Introducing,
    /// Verbs whose subject becomes what their object was: "*overtook* Kestrel as its largest supplier".
    #[serde(default)]
    pub supplanting: Words,
    /// Verbs for what comes to nothing: "the purchase *collapsed*".
    pub failing: Vec<String>,
    /// Verbs for having a part of a company: "own".
    pub owning: Words,
    /// Nouns for posts, before which one they are: "the *role* of chief executive".
    #[serde(default)]
    pub posts: Words,
    /// Verbs that link a noun to their subject: "remains a shareholder".
    #[serde(default)]
    pub linking: Words,
    /// Words that say that another is meant, of the same kind: "the *previous* contract".
    #[serde(default)]
    pub another: Words,
    /// Verbs that look like nouns, before a sum or for whom: "Lumen *bid* $5 billion for Kestrel".
    #[serde(default)]
    pub bids: Words,
    /// Nouns to which somebody or something is brought: "took Lumen to court".
    #[serde(default)]
    pub brought_to: Words,
    /// Verbs that say how much something is, with their preposition: "amounts to $5 million".
    #[serde(default)]
    pub amounting: Vec<String>,
    /// Participles before a name: "a tool *called* Kestrel".
    #[serde(default)]
    pub naming: Words,
    /// Nouns for several who act as one: "a consortium led by Lumen".
    #[serde(default)]
    pub groups: Words,
    /// Nouns for those who speak for others: "a spokesperson for Lumen".
    #[serde(default)]
    pub voices: Words,
    /// What opens a list of some of many: "brands *such as* Lumen".
    #[serde(default)]
    pub examples: Words,
    /// Parts of a company that act for it: "a *unit* of Lumen".
    #[serde(default)]
    pub branches: Words,
    /// Verbs that in the progressive speak of what is to come: "is coming to".
    #[serde(default)]
    pub coming: Words,
    /// Nouns that only count what follows: "most of the chips".
    #[serde(default)]
    pub counting: Words,
    /// Roles that a quantity fills.
    #[serde(default)]
    pub quantity: Quantities,
    /// Class of a name, and a name of that class that the treebanks know well.
    #[serde(default)]
    pub stand_in: BTreeMap<String, String>,
    /// Words that make an adjective of what a hyphen ties to them: "US-based".
    #[serde(default)]
    pub hyphenated: Words,
    /// Where free text does not tell one thing from another.
    #[serde(default)]
    pub loose: Loose,
    /// How what is agreed hangs on its agreement.
    #[serde(default)]
    pub agreement: Agreements,
    /// What a noun and its owner name together.
    #[serde(default)]
    pub described: Vec<Described>,
    /// Companies that come of an agreement and have no name yet.
    #[serde(default)]
    pub unnamed: Vec<Unnamed>,
}

impl Grammar {
    /// Reads `data/lexicon/grammar.toml` and what `grammar-*.toml` there add to it.
    ///
    /// # Errors
    /// If the file is missing or not of this form.
    pub fn load(files: &Files) -> Result<Self, Diagnostic> {
        files.toml_and_more("data/lexicon/grammar")
    }
}

/// Lemmas by the modality that they bring.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Colours {
    /// Something to come.
    #[serde(default)]
    pub planned: Words,
    /// Something that may be.
    #[serde(default)]
    pub hypothetical: Words,
    /// Something that is not so.
    #[serde(default)]
    pub denied: Words,
    /// Something that was so until then.
    #[serde(default)]
    pub ended: Words,
}

/// Words before a name that only say what kind of organization it is.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Introducing {
    /// Nouns for kinds of organizations, one of which stands right before the name: "giant".
    pub nouns: Words,
    /// What else may stand there: "electronics".
    pub words: Words,
    /// Behind another of these, what may stand right before the name too: "privately *held* Lumen".
    #[serde(default)]
    pub states: Words,
    /// Adjectives that tell how somebody fares, and nothing of anybody else: "*struggling* Lumen".
    #[serde(default)]
    pub qualities: Words,
    /// Before a hyphen, what ties a name to another: "*co*-owner Lumen".
    #[serde(default)]
    pub tying: Words,
    /// Nouns between two names that tell what one is to the other: "Lumen *unit* Kestrel".
    pub relations: Words,
    /// Nouns for whose trade the first of two names tells: "Lumen battery *maker* Kestrel".
    pub makers: Words,
    /// Participles tied to a name by a hyphen, with their verbs: "Lumen-*owned* Kestrel".
    pub tied: BTreeMap<String, String>,
    /// Nouns behind the name of a product: "40 Kestrel *jets*".
    pub things: Words,
}

/// Words of negation.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Negation {
    /// "not", "never": lemmas.
    pub words: Words,
    /// "no longer": word by word, lower case.
    pub ended: Words,
    /// Determiners and pronouns that negate what they stand with: "no", "none".
    pub empty: Words,
    /// Nouns without which something may yet be: "no *certainty* that Lumen will buy it".
    #[serde(default)]
    pub certain: Words,
    /// What may have ended by itself: "is no longer the *exclusive* supplier" but supplies still.
    #[serde(default)]
    pub alone: Words,
    /// What takes a negation back: "not *only*".
    #[serde(default)]
    pub more: Words,
}

/// Words by which a text names its source.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Report {
    /// Verbs whose subject says what their complement holds.
    pub verbs: Words,
    /// Nouns for what somebody has found out: "based on Lumen *estimates*".
    #[serde(default)]
    pub findings: Words,
    /// Prepositions before the source: "according to".
    pub prepositions: Vec<String>,
    /// Marks of clauses that may not be so: "if", "whether".
    pub conditions: Words,
    /// The kind of frame that says who says what.
    #[serde(default)]
    pub quotation: String,
    /// Kinds that who says something tells too, and that then stand for the quotation.
    pub announced: Vec<String>,
    /// Its role for who says it.
    #[serde(default)]
    pub speaker: String,
    /// Its role for the words said.
    #[serde(default)]
    pub text: String,
    /// Its roles that leave open what is said.
    #[serde(default)]
    pub holds: Vec<String>,
}

/// Roles of time that every frame may carry.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Time {
    /// The role that "since 2019" fills.
    pub since: String,
    /// The role that "through 2032" fills.
    pub through: String,
    /// The kinds of frame that last no time, so that such words speak of something else in their sentence.
    #[serde(default)]
    pub except: Vec<String>,
    /// Nouns of time: what hangs on one is no subject matter ("on this day").
    #[serde(default)]
    pub nouns: Words,
    /// Verbs for what ends by itself: "the contract *expires* in 2026".
    #[serde(default)]
    pub ending: Vec<String>,
    /// Units of time: money per one of these is an amount, per anything else the price of a unit.
    #[serde(default)]
    pub units: Words,
    /// Words after a number of units: "months *earlier*".
    #[serde(default)]
    pub away: Words,
}

/// What the ontology calls quantities and sums.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Quantities {
    /// The role of its unit.
    pub unit: String,
    /// The class of sums of money, in the ontology.
    pub sum: String,
}

/// Key roles whose free text identifies nothing where two named things do.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Loose {
    /// The kinds of frame it holds for: this class and those below it.
    pub kind: String,
    /// The roles.
    pub roles: Vec<String>,
}

/// How terms and events hang on the agreement that the document tells of.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Agreements {
    /// The kind of frame that is an agreement.
    pub kind: String,
    /// The role of those who agree.
    pub party: String,
    /// The kind of frame by which an agreement changes, and so what it had until then ends.
    pub change: String,
    /// The role that says when it changes.
    pub date: String,
    /// The roles that name the agreement, the most telling first.
    pub links: Vec<String>,
    /// The kinds that belong to no agreement, whoever takes part.
    pub apart: Vec<String>,
}

/// Words that tell what nouns and pronouns stand for, and when for nothing. Lower case.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Anaphor {
    /// Words that make a noun stand for something named before: "*the* company".
    pub determiners: Words,
    /// Those of them that stand right before it.
    pub close: Words,
    /// Words that end what may stand between.
    pub stops: Words,
    /// Words after those who are meant by "both" alone.
    pub after_both: Words,
    /// Nouns that mean a part of a company if a word says which: "the *home care* business".
    #[serde(default)]
    pub partial: Words,
    /// After "it": "it *is* clear".
    pub copulas: Words,
    /// After those: "it" stands for a state of affairs.
    pub empty_after: Words,
    /// Before "it", likewise: "*put* it plainly".
    pub empty_before: Words,
    /// Words for what there is not yet: "the *merged* company".
    pub to_come: Words,
    /// Words before those who are some of many: "includes".
    pub examples: Words,
    /// Nouns for the other of two: "its *rival*".
    pub counterpart: Words,
    /// Nouns for another, but not for the other of two: "its *parent*".
    pub related: Words,
    /// Words for the first of two that were named: "the *former* sold it".
    pub former: Words,
    /// Words for the second of two that were named: "the *latter* sold it".
    pub latter: Words,
    /// The noun for who makes a product: "the Glow *maker*".
    pub maker: String,
    /// Nouns for what one has from another: in "has a *licence* to its patents" the patents are the other's.
    pub from_another: Words,
    /// Verbs that put a price on what is bought: "in a deal that *values* the company at $5 million".
    pub prices: Words,
    /// Verbs that are done to it: "*buys* Kestrel. The deal values the company at $5 million".
    pub dealt_in: Words,
    /// Nouns for what something is worth: "puts *its* value at".
    #[serde(default)]
    pub worth: Words,
}

/// Things that have no name of their own but an owner: "Lumen's models", "its wireless business".
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Described {
    /// The class they have.
    pub class: String,
    /// The class of their owners.
    pub owner: String,
    /// The nouns, singular; of several words the last is the head.
    pub nouns: Vec<String>,
    /// Nouns that mean what the name before them names, but name nothing by an owner: "the Bedrock platform".
    pub named: Vec<String>,
    /// Nouns that mean the same as a shorter one.
    pub same: BTreeMap<String, String>,
    /// Whether a word before the noun must tell which one it is: "beauty division", not "division".
    pub told_apart: bool,
    /// Whether only the plural is meant: "Lumen's shareholders", not its "largest shareholder".
    pub plural: bool,
    /// Verbs whose subject owns what it does something to: "Lumen *sells* lamp unit".
    pub parted_with: Words,
    /// Words before the noun that tell nothing apart: "core", "own".
    pub idle: Words,
    /// Nouns told apart by a name before them that is nobody's, a place or what is not known: "the Boddington gold *mine*".
    pub sites: Words,
}

/// Companies without a name, of which a document mostly speaks of one: "the combined company", "the joint venture".
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Unnamed {
    /// What it is called where the noun alone tells which one it is.
    pub name: String,
    /// The class it has.
    pub class: String,
    /// Its nouns, singular; of several words the last is the head.
    pub nouns: Vec<String>,
    /// Words one of which must stand right before the noun; it is called by both.
    pub after: Words,
}
