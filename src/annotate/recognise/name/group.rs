//! What each name of the document names: decided once for all mentions of the same name.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use super::candidate::Candidate;
use super::cue;
use super::guess::Guesser;
use super::title::Title;
use super::words::Words;
use crate::pack::Pack;
use crate::pack::gazetteer::{Entry, Hit};

/// What a candidate names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Verdict {
    /// Prefixed name of the class; empty if not known.
    pub(super) class: String,
    /// The entry of the gazetteer.
    pub(super) known: Option<usize>,
}

/// All candidates of one spelling.
#[derive(Debug, Default)]
struct Group<'a> {
    scores: BTreeMap<&'a str, f32>,
    /// What of it the words of the name itself give.
    own: BTreeMap<&'a str, f32>,
    /// By class, what the trained model says of each mention, and how many there are.
    guesses: BTreeMap<&'a str, f32>,
    count: usize,
    /// Whether at least one mention is beyond doubt a name.
    sure: bool,
    known: Vec<usize>,
    /// Which candidate is the first of them.
    first: usize,
}

impl Group<'_> {
    /// The class that leads when the trained model has been heard too, if at least so much speaks for it. It makes no
    /// organizations: those it is least sure of, and a name of unknown class may take their part anyhow.
    fn guessed(&self, least: f32, pack: &Pack) -> Option<String> {
        let mut scores = self.scores.clone();
        for (class, trust) in &self.guesses {
            *scores.entry(class).or_default() += GUESS * trust / self.count as f32;
        }
        let organization = &pack.lexicon.names.classes.organization;
        best(&scores)
            .filter(|class| scores[class.as_str()] >= least && !pack.ontology.is_a(class, organization))
    }
}

/// All groups of a document.
struct Groups<'a> {
    by_name: BTreeMap<&'a str, Group<'a>>,
    /// By what is left of a name without its first words, the names.
    endings: BTreeMap<&'a str, Vec<&'a str>>,
}

impl<'a> Groups<'a> {
    fn new(by_name: BTreeMap<&'a str, Group<'a>>) -> Self {
        let mut endings: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for &name in by_name.keys() {
            for (at, _) in name.match_indices(' ') {
                endings.entry(&name[at + 1..]).or_default().push(name);
            }
        }
        Self { by_name, endings }
    }

    /// The names of several words that begin or end with this one, in order.
    fn longer(&self, key: &str) -> impl Iterator<Item = (&'a str, &Group<'a>)> {
        let begin = format!("{key} ");
        let from = (Bound::Included(begin.as_str()), Bound::Unbounded);
        let begins = self.by_name.range::<str, _>(from).map(|(name, _)| *name);
        let begins = begins.take_while(|name| name.starts_with(&begin));
        let ends = self.endings.get(key).into_iter().flatten().copied();
        let names: BTreeSet<&str> = begins.chain(ends).collect();
        names.into_iter().map(|name| (name, &self.by_name[name]))
    }
}

/// The endings' word for a name that names something else: an event, a programme.
const OTHER: &str = "other";
/// Below this nothing is decided.
const ENOUGH: f32 = 2.0;
/// The longest name looked for in a title.
const MAX_WORDS: usize = 6;
/// By how much the best class must lead.
const LEAD: f32 = 1.0;
/// What a company's name with a place behind it says of the whole.
const BRANCH: f32 = 4.0;
/// What the trained model's guess weighs if it is as sure as can be of all mentions.
const GUESS: f32 = 3.0;
/// What must speak for a class if there is little but the guess.
const ALONE: f32 = 2.7;

/// For each candidate what it names; `None` if it is no name.
pub(super) fn classes(
    candidates: &[Candidate],
    words: &[Words],
    titles: &[Vec<Title>],
    pack: &Pack,
) -> Vec<Option<Verdict>> {
    let keys: Vec<String> = candidates.iter().map(|candidate| key(candidate, words, pack)).collect();
    let mut by_name: BTreeMap<&str, Group> = BTreeMap::new();
    for (ix, (candidate, key)) in candidates.iter().zip(&keys).enumerate() {
        let words = &words[candidate.sentence];
        let group = by_name.entry(key).or_insert_with(|| Group { first: ix, ..Group::default() });
        group.sure |= !candidate.doubtful;
        group.known.extend(&candidate.known);
        for (class, weight) in cue::around(candidate, words, &titles[candidate.sentence], &pack.lexicon.names)
        {
            *group.scores.entry(class).or_default() += weight;
        }
        // What its own words say they say but once.
        let mut own: BTreeMap<&str, f32> = BTreeMap::new();
        for (class, weight) in cue::inside(candidate, words, &pack.lexicon.names) {
            *own.entry(class).or_default() += weight;
        }
        if let Some(class) = branch(candidate, words, pack) {
            *own.entry(class).or_default() += BRANCH;
        }
        for (class, weight) in own {
            let said = group.own.entry(class).or_default();
            if weight > *said {
                *group.scores.entry(class).or_default() += weight - *said;
                *said = weight;
            }
        }
        if candidate.known.is_empty() && !words.capitals_mean_nothing {
            let (class, trust) = Guesser::embedded().guess(words, &candidate.tokens, &pack.lexicon.names);
            *group.guesses.entry(class).or_default() += trust;
            group.count += 1;
        }
    }
    let present = Present::of(candidates, words, pack);
    let groups = Groups::new(by_name);
    let decided: BTreeMap<&str, Option<Verdict>> = groups
        .by_name
        .iter()
        .map(|(key, group)| (*key, decide(key, group, &groups, &present, pack)))
        .collect();
    keys.iter().map(|key| decided[key.as_str()].clone()).collect()
}

/// Names of the running text where capitals tell nothing: in titles.
pub(super) fn echoes(
    candidates: &[Candidate],
    verdicts: &[Option<Verdict>],
    words: &[Words],
    pack: &Pack,
) -> Vec<(Candidate, Verdict)> {
    let mut decided: BTreeMap<String, &Verdict> = BTreeMap::new();
    for (candidate, verdict) in candidates.iter().zip(verdicts) {
        if let Some(verdict) = verdict.as_ref().filter(|verdict| !verdict.class.is_empty()) {
            decided.insert(key(candidate, words, pack), verdict);
        }
    }
    let mut found = Vec::new();
    for (sentence, line) in words.iter().enumerate().filter(|(_, line)| line.capitals_mean_nothing) {
        let mut start = 0;
        while start < line.len() {
            let echo = (1..=MAX_WORDS.min(line.len() - start)).rev().find_map(|len| {
                let tokens = start..start + len;
                let candidate = Candidate { sentence, tokens, known: Vec::new(), doubtful: true };
                let capital = line.get(start).starts_with(char::is_uppercase);
                let verdict = decided.get(&key(&candidate, words, pack)).filter(|_| capital)?;
                Some((candidate, (*verdict).clone()))
            });
            start = echo.as_ref().map_or(start + 1, |(candidate, _)| candidate.tokens.end);
            found.extend(echo);
        }
    }
    found
}

/// The name in lower case without legal form: what all mentions of one name share.
fn key(candidate: &Candidate, words: &[Words], pack: &Pack) -> String {
    let words = &words[candidate.sentence];
    let name = words.span(candidate.tokens.clone()).of(words.text);
    pack.lexicon.names.without_legal_form(name).to_lowercase()
}

/// Entries of the gazetteer that the document names.
#[derive(Default)]
struct Present<'p> {
    /// How many names of each, or of what it owns, stand in the document.
    counts: BTreeMap<&'p str, usize>,
    /// Those that stand there under a name that is theirs alone, or own what does.
    certain: BTreeSet<&'p str>,
}

impl<'p> Present<'p> {
    fn of(candidates: &[Candidate], words: &[Words], pack: &'p Pack) -> Self {
        let mut present = Self::default();
        for candidate in candidates.iter().filter(|one| one.known.len() == 1 && !one.doubtful) {
            let entry = &pack.gazetteer.entries()[candidate.known[0]];
            let certain = !is_ambiguous(entry, &key(candidate, words, pack));
            for id in std::iter::once(&entry.id).chain(&entry.owner) {
                *present.counts.entry(id).or_default() += 1;
                if certain {
                    present.certain.insert(id);
                }
            }
        }
        present
    }

    fn count(&self, entry: &Entry) -> usize {
        let count = |id: &str| self.counts.get(id).copied().unwrap_or_default();
        count(&entry.id) + entry.owner.as_deref().map_or(0, count)
    }

    fn is_certain(&self, entry: &Entry) -> bool {
        std::iter::once(&entry.id).chain(&entry.owner).any(|id| self.certain.contains(id.as_str()))
    }
}

/// Whether the name `key`, in lower case, may be that of others than `entry`.
fn is_ambiguous(entry: &Entry, key: &str) -> bool {
    entry.ambiguous.iter().any(|name| name.to_lowercase() == key)
}

fn decide(key: &str, group: &Group, groups: &Groups, present: &Present, pack: &Pack) -> Option<Verdict> {
    if !group.known.is_empty() {
        return known(key, group, groups, present, pack);
    }
    let told = best(&group.scores);
    if !group.sure && told.is_none() {
        return None;
    }
    let class = surname(key, groups, pack).or_else(|| match told {
        Some(told) => group.guessed(ENOUGH, pack).or(Some(told)),
        None => by_longer(key, groups, pack).or_else(|| group.guessed(ALONE, pack)),
    });
    Some(Verdict { class: class.unwrap_or_default().replace(OTHER, ""), known: None })
}

/// Which of the gazetteer's entries a name stands for.
fn known(key: &str, group: &Group, groups: &Groups, present: &Present, pack: &Pack) -> Option<Verdict> {
    let mut entries: Vec<usize> = group.known.clone();
    entries.sort_unstable();
    entries.dedup();
    let entry = |ix: usize| &pack.gazetteer.entries()[ix];
    let verdict = |ix: usize| Some(Verdict { class: entry(ix).class.clone(), known: Some(ix) });
    if let [only] = entries[..]
        && !is_ambiguous(entry(only), key)
    {
        return verdict(only);
    }
    let witnesses = |ix: usize| present.count(entry(ix));
    // "Delta Dental … Delta" is no airline; but "Apple … Apple Original Films" leaves Apple what it is. Headlines come first: "Delta
    // buys … Delta Dental" is none either, if Delta Dental is known and nothing else speaks of the airline.
    let unheard = !entries.iter().any(|&ix| present.is_certain(entry(ix)));
    let another = |other: &Group| {
        let before = other.first < group.first || unheard && !other.known.is_empty();
        other.sure && before && !other.known.iter().any(|ix| entries.contains(ix))
    };
    if groups.longer(key).any(|(_, other)| another(other)) {
        let class = best(&group.scores).or_else(|| by_longer(key, groups, pack)).unwrap_or_default();
        return Some(Verdict { class, known: None });
    }
    let scored = best(&group.scores);
    let mut backed: Vec<usize> = entries
        .iter()
        .copied()
        .filter(|&ix| backed(entry(ix), witnesses(ix), group, scored.as_deref(), entries.len(), pack))
        .collect();
    backed.sort_by_key(|&ix| std::cmp::Reverse(witnesses(ix)));
    match backed[..] {
        [only] => verdict(only),
        [first, second, ..] if witnesses(first) > witnesses(second) => verdict(first),
        [first, ..] if group.sure => {
            let same = backed.iter().all(|&ix| entry(ix).class == entry(first).class);
            Some(Verdict {
                class: if same { entry(first).class.clone() } else { String::new() },
                known: None,
            })
        }
        [] if group.sure => Some(Verdict { class: scored.unwrap_or_default(), known: None }),
        _ => None,
    }
}

/// Whether the document speaks for this entry of a name that others may have too.
fn backed(
    entry: &Entry,
    witnesses: usize,
    group: &Group,
    scored: Option<&str>,
    rivals: usize,
    pack: &Pack,
) -> bool {
    let fits = scored.is_none_or(|class| class == entry.class);
    let told = scored == Some(entry.class.as_str());
    if witnesses > usize::from(group.sure && rivals == 1) {
        return true;
    }
    told || group.sure && fits && pack.ontology.is_a(&entry.class, &pack.lexicon.names.classes.company)
}

/// The class of a known company with a place behind its name: "Lumen Spain".
fn branch<'a>(candidate: &Candidate, words: &Words, pack: &'a Pack) -> Option<&'a str> {
    if candidate.tokens.len() < 2 || !candidate.known.is_empty() {
        return None;
    }
    let name = words.span(candidate.tokens.clone()).of(words.text);
    let [company, place] = &pack.gazetteer.find(name)[..] else { return None };
    let is = |hit: &Hit, class: &str| {
        hit.entries.iter().any(|&ix| pack.ontology.is_a(&pack.gazetteer.entries()[ix].class, class))
    };
    let classes = &pack.lexicon.names.classes;
    let whole = company.span.start == 0 && place.span.end == name.len();
    let parted = name.get(company.span.end..place.span.start) == Some(" ");
    (whole && parted && is(company, &classes.company) && is(place, &classes.place))
        .then_some(classes.company.as_str())
}

/// The class that leads, if enough speaks for it.
fn best(scores: &BTreeMap<&str, f32>) -> Option<String> {
    let mut sorted: Vec<(&str, f32)> = scores.iter().map(|(class, score)| (*class, *score)).collect();
    sorted.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
    let second = sorted.get(1).map_or(0.0, |(_, score)| *score);
    sorted
        .first()
        .filter(|(_, score)| *score >= ENOUGH && score - second >= LEAD)
        .map(|(class, _)| (*class).to_owned())
}

/// The class of the person whose last name this is: "Doe" where "Jane Doe" is named too.
fn surname(key: &str, groups: &Groups, pack: &Pack) -> Option<String> {
    if key.contains(' ') {
        return None;
    }
    let person = &pack.lexicon.names.classes.person;
    let of_person = |(name, group): (&str, &Group)| {
        let class = class_of(group, pack).filter(|_| name.ends_with(key))?;
        pack.ontology.is_a(&class, person).then_some(class)
    };
    // "Lumen Labs … Jane Lumen … Lumen": the company was named first.
    let first = groups.longer(key).min_by_key(|(_, group)| group.first)?;
    if !first.0.ends_with(key) && of_person(first).is_none() && class_of(first.1, pack).is_some() {
        return None;
    }
    groups.longer(key).find_map(of_person)
}

/// The class of the names in `group`: by the gazetteer, else by what speaks for it.
fn class_of(group: &Group, pack: &Pack) -> Option<String> {
    match group.known[..] {
        [first, ..] => Some(pack.gazetteer.entries()[first].class.clone()),
        [] => best(&group.scores),
    }
}

/// The class of a longer name that this one shortens: "Brightwater" for "Brightwater Labs", "Doe" for "Jane Doe".
fn by_longer(key: &str, groups: &Groups, pack: &Pack) -> Option<String> {
    groups.longer(key).find_map(|(name, group)| {
        let class = best(&group.scores)?;
        let person = pack.ontology.is_a(&class, &pack.lexicon.names.classes.person);
        (person == name.ends_with(key)).then_some(class)
    })
}
