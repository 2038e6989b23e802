//! Names to entities: aliases, legal forms, acronyms, surnames, short forms.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Entity, EntityIx, Mention, MentionIx, MentionKind, parted, slug};
use crate::pack::Pack;
use crate::pack::lexicon::Names;

/// What the id of an entity of unknown class begins with.
const UNKNOWN: &str = "thing";

/// How often a name must have been used alone to be short for none that comes later.
const SETTLED: usize = 4;

/// One spelling of a name in the document, without legal form, in lower case.
type Key = String;

/// The entities named by `mentions`, whose `refers` it sets.
pub(super) fn entities(text: &str, mentions: &mut [Mention], pack: &Pack) -> Vec<Entity> {
    let names = &pack.lexicon.names;
    let keys: Vec<Option<Key>> = mentions.iter().map(|mention| key_of(text, mention, names)).collect();
    let mut links = Links::new(text, mentions, &keys, names);
    links.shorten(pack);
    links.acronyms(text, mentions, &keys, pack);
    links.initials(text, mentions, &keys, pack);
    links.tickers(text, mentions, &keys, pack);
    let mut entities: Vec<Entity> = Vec::new();
    let mut by_id: BTreeMap<String, EntityIx> = BTreeMap::new();
    let identities = links.identities(text, mentions, &keys, pack);
    let roots: Vec<Option<String>> =
        keys.iter().map(|key| key.as_ref().map(|key| links.root(key).to_owned())).collect();
    for (mention, root) in mentions.iter_mut().zip(&roots) {
        let Some(identity) = root.as_ref().and_then(|root| identities.get(root)) else { continue };
        let ix = *by_id.entry(identity.id.clone()).or_insert_with(|| {
            entities.push(Entity { aliases: Vec::new(), ..identity.clone() });
            entities.len() - 1
        });
        let alias = mention.span.of(text).to_owned();
        if let Err(at) = entities[ix].aliases.binary_search(&alias) {
            entities[ix].aliases.insert(at, alias);
        }
        mention.class.clone_from(&identity.class);
        mention.refers = vec![ix];
    }
    entities
}

/// What a mention's name is compared by; `None` if it is no name of an entity.
fn key_of(text: &str, mention: &Mention, names: &Names) -> Option<Key> {
    let named = mention.kind == MentionKind::Name && mention.class != names.classes.title;
    named.then(|| match &mention.known {
        Some(id) => format!("={id}"),
        None => names.without_legal_form(mention.span.of(text)).to_lowercase(),
    })
}

/// Which keys name the same.
struct Links<'a> {
    /// All keys, with the classes they were given, commonest first.
    classes: BTreeMap<&'a str, &'a str>,
    /// Which of the mentions have a key, in order.
    places: BTreeMap<&'a str, Vec<MentionIx>>,
    /// From a key to the one it stands for.
    to: BTreeMap<&'a str, &'a str>,
    /// Pairs of keys that one sentence has, the second behind the first: who is named by the longer name there is not who was named by
    /// the shorter, "Lumen owns half of *Lumen Life*".
    apart: BTreeSet<(&'a str, &'a str)>,
    /// Keys of names that the document writes out with their legal form: "Lumen Corp." is not short for "Lumen Labs".
    whole: BTreeSet<&'a str>,
}

impl<'a> Links<'a> {
    fn new(text: &str, mentions: &'a [Mention], keys: &'a [Option<Key>], names: &Names) -> Self {
        let (mut classes, mut places) = (BTreeMap::<&str, &str>::new(), BTreeMap::<&str, Vec<_>>::new());
        let mut whole = BTreeSet::new();
        for (ix, (mention, key)) in mentions.iter().zip(keys).enumerate() {
            if let Some(key) = key {
                places.entry(key.as_str()).or_default().push(ix);
                let written = mention.span.of(text);
                if names.without_legal_form(written).len() < written.len() {
                    whole.insert(key.as_str());
                }
                let class = classes.entry(key).or_default();
                if class.is_empty() {
                    *class = &mention.class;
                }
            }
        }
        let mut apart = BTreeSet::new();
        for (ix, (mention, key)) in mentions.iter().zip(keys).enumerate() {
            let Some(key) = key else { continue };
            let behind = mentions[ix + 1..].iter().zip(&keys[ix + 1..]);
            for (_, other) in behind.take_while(|(other, _)| other.sentence == mention.sentence) {
                apart.extend(
                    other.as_deref().filter(|other| *other != key).map(|other| (key.as_str(), other)),
                );
            }
        }
        Self { classes, places, to: BTreeMap::new(), apart, whole }
    }

    fn root<'k>(&'k self, key: &'k str) -> &'k str {
        self.to.get(key).copied().unwrap_or(key)
    }

    /// "Doe" is "Jane Doe", "Brightwater" is "Brightwater Labs", if there is only one such. A name of the gazetteer comes
    /// before a longer one that begins with it: "Lumen" is Lumen Technologies, not Lumen Technologies Europe.
    fn shorten(&mut self, pack: &'a Pack) {
        let forms: Vec<(String, &str)> =
            self.classes.keys().map(|key| (full_form(key, pack), *key)).collect();
        let index = Forms::of(&forms);
        for (form, key) in forms.iter().filter(|(_, key)| !key.starts_with('=')) {
            // "Lumen" is Lumen where the document knows it by another of its names, "Lumen Technologies".
            if let Some(same) = self.known_as(form, key, &forms) {
                self.to.insert(key, same);
                continue;
            }
            let longer: Vec<&(String, &str)> = index
                .longer(form)
                .into_iter()
                .map(|ix| &forms[ix])
                .filter(|long| self.shortens((form, key), (&long.0, long.1), pack))
                .collect();
            let within = |long: &(String, &str)| {
                longer.iter().any(|more| self.shortens((&long.0, long.1), (&more.0, more.1), pack))
            };
            let is_known = |long: &(String, &str)| long.1.starts_with('=');
            let known: Vec<&str> = longer.iter().filter(|long| is_known(long)).map(|long| long.1).collect();
            let longest: Vec<&str> = longer.iter().filter(|long| !within(long)).map(|long| long.1).collect();
            if let ([only], _) | (_, [only]) = (&known[..], &longest[..]) {
                self.to.insert(key, only);
            } else if let Some(company) = self.namesake(&longest, pack) {
                self.to.insert(key, company);
            }
        }
    }

    /// The one of `longer` that is no person, if it was named before those who share its name: "Lumen" is Lumen Labs, though Jane
    /// Lumen chairs it.
    fn namesake(&self, longer: &[&'a str], pack: &Pack) -> Option<&'a str> {
        let person =
            |key: &&&str| pack.ontology.is_a(self.classes[**key], &pack.lexicon.names.classes.person);
        let mut others = longer.iter().filter(|key| !person(key));
        let only = others.next().filter(|_| others.next().is_none())?;
        longer.iter().all(|key| self.places[only][0] <= self.places[key][0]).then_some(*only)
    }

    /// The key of the gazetteer's entity of that very name that the document mentions, if there is one of the class of `key`.
    fn known_as(&self, form: &str, key: &str, forms: &[(String, &'a str)]) -> Option<&'a str> {
        let from = forms.partition_point(|(_, other)| *other < "=");
        let known = forms[from..].iter().take_while(|(_, other)| other.starts_with('='));
        let same = |(name, other): &&(String, &str)| {
            name == form && (self.classes[key].is_empty() || self.classes[key] == self.classes[other])
        };
        known.into_iter().find(same).map(|(_, other)| *other)
    }

    fn shortens(&self, (short, key): (&str, &str), (long, long_key): (&str, &str), pack: &Pack) -> bool {
        let classes = &pack.lexicon.names.classes;
        let (class, long_class) = (self.classes[key], self.classes[long_key]);
        let begins = long.strip_prefix(short).is_some_and(|rest| rest.starts_with(' '));
        let before = long.strip_suffix(short).and_then(|rest| rest.strip_suffix(' '));
        let person = pack.ontology.is_a(long_class, &classes.person);
        // "Grupo Castell" is Castell, "Jane Doe" is Doe.
        let ends = before.is_some_and(|word| person || pack.lexicon.names.leading.contains(word));
        if !person && self.apart.contains(&(key, long_key)) {
            return false;
        }
        // "Lumen Corp." has its full name, and so has "Lumen" where "Lumen Sweden" comes after it.
        let known = long_key.starts_with('=');
        // So has "Lumen", named again and again before "its unit Lumen Go".
        if begins
            && !person
            && !known
            && (self.whole.contains(key)
                || self.comes_first(key, long_key) && is_place(&long[short.len()..], pack)
                || self.named_before(key, long_key) >= SETTLED)
        {
            return false;
        }
        let given = person && !key.starts_with('=') && pack.lexicon.names.first_names.contains(short);
        let alike = class == long_class || class.is_empty() || given;
        let of_agent =
            ![&classes.product, &classes.place].iter().any(|class| pack.ontology.is_a(long_class, class));
        alike && of_agent && (begins || ends)
    }

    fn comes_first(&self, key: &str, other: &str) -> bool {
        self.named_before(key, other) > 0
    }

    /// How often `key` has been named where `other` is named first.
    fn named_before(&self, key: &str, other: &str) -> usize {
        let first = self.places.get(other).map_or(0, |places| places[0]);
        self.places.get(key).map_or(0, |places| places.partition_point(|&at| at < first))
    }

    /// "Lumen Labs, Inc. (NYSE: LL)": what its share is traded as stands for the company where the text goes on with that.
    fn tickers(&mut self, text: &str, mentions: &[Mention], keys: &'a [Option<Key>], pack: &Pack) {
        for (mention, key) in mentions.iter().zip(keys) {
            let company = pack.ontology.is_a(&mention.class, &pack.lexicon.names.classes.company);
            let behind = text.get(mention.span.end..).unwrap_or_default().trim_start();
            let listed = behind.strip_prefix('(').and_then(|rest| rest.split_once(')'));
            let (Some(key), Some((inside, _))) = (key.as_deref().filter(|_| company), listed) else {
                continue;
            };
            let Some((_, ticker)) = inside.rsplit_once(':') else { continue };
            let short = ticker.trim().to_lowercase();
            let unknown = self.classes.get(short.as_str()).is_some_and(|class| {
                class.is_empty() || pack.ontology.is_a(class, &pack.lexicon.names.classes.company)
            });
            if !unknown || !is_ticker(ticker.trim()) || self.to.contains_key(short.as_str()) || short == key {
                continue;
            }
            let root = self.root(key).to_owned();
            let key = |key: &str| self.classes.get_key_value(key).map(|(key, _)| *key);
            if let (Some(root), Some(short)) = (key(&root), key(&short)) {
                self.to.insert(short, root);
            }
        }
    }

    /// "Lumen Bright Technologies (LBT)", "Lumen Labs (LMX)", "Lumen Labs Inc. LMX".
    fn acronyms(&mut self, text: &str, mentions: &[Mention], keys: &'a [Option<Key>], pack: &Pack) {
        for (pair, key) in mentions.windows(2).zip(keys.windows(2)) {
            let ([long, short], [Some(long_key), Some(short_key)]) = (pair, key) else { continue };
            let between = text.get(long.span.end..short.span.start).unwrap_or_default();
            let bracketed = between.trim() == "(" && text[short.span.end..].starts_with(')');
            let quoted = matches!(between.trim(), "(\"" | "(“" | "(the \"" | "(the “" | "(‘");
            let short_name = short.span.of(text);
            let long_name = long.span.of(text);
            let company = pack.ontology.is_a(&long.class, &pack.lexicon.names.classes.company);
            let last = long_name.rsplit(' ').next().unwrap_or_default();
            let beside = between == " " && pack.lexicon.names.is_legal_form(last);
            let listed = company && short.class.is_empty() && is_ticker(short_name) && (bracketed || beside);
            let defined = quoted || listed || bracketed && is_acronym(short_name, long_name);
            if defined && long_key != short_key {
                let root = self.root(long_key).to_owned();
                let root = self.classes.get_key_value(root.as_str()).map(|(key, _)| *key);
                if let (Some(root), Some((short, _))) = (root, self.classes.get_key_value(short_key.as_str()))
                {
                    self.to.insert(short, root);
                }
            }
        }
    }

    /// "Lumen Bright Technologies … LBT", where only one name of the document has these first letters.
    fn initials(&mut self, text: &str, mentions: &[Mention], keys: &'a [Option<Key>], pack: &Pack) {
        let organization = |class: &str| {
            class.is_empty() || pack.ontology.is_a(class, &pack.lexicon.names.classes.organization)
        };
        let mut by_initials: BTreeMap<String, Vec<&'a str>> = BTreeMap::new();
        for (key, _) in self.classes.iter().filter(|(_, class)| organization(class)) {
            by_initials.entry(first_letters(&full_form(key, pack))).or_default().push(key);
        }
        for (mention, key) in mentions.iter().zip(keys) {
            let short = mention.span.of(text);
            let Some(key) = key.as_deref().filter(|key| !self.to.contains_key(key) && !key.starts_with('='))
            else {
                continue;
            };
            let acronym = short.len() >= LETTERS && is_ticker(short) && organization(self.classes[key]);
            if let (true, Some([only])) = (acronym, by_initials.get(key).map(Vec::as_slice)) {
                let root = self.to.get(only).copied().unwrap_or(only);
                self.to.insert(key, root);
            }
        }
    }

    /// The entity for each root.
    fn identities(
        &self,
        text: &str,
        mentions: &[Mention],
        keys: &[Option<Key>],
        pack: &Pack,
    ) -> BTreeMap<String, Entity> {
        let mut spellings: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (mention, key) in mentions.iter().zip(keys) {
            let Some(key) = key else { continue };
            let root = self.root(key);
            if root == key.as_str() {
                spellings.entry(root).or_default().insert(mention.span.of(text));
            }
        }
        spellings
            .into_iter()
            .map(|(root, names)| (root.to_owned(), self.identity(root, &names, pack)))
            .collect()
    }

    fn identity(&self, root: &str, spellings: &BTreeSet<&str>, pack: &Pack) -> Entity {
        if let Some(entry) = root.strip_prefix('=').and_then(|id| pack.gazetteer.get(id)) {
            let (id, class, name) = (entry.id.clone(), entry.class.clone(), entry.name.clone());
            return Entity { id, class, name, aliases: Vec::new(), known: true };
        }
        let names = &pack.lexicon.names;
        let shown = |name: &&str| {
            let lower = name.chars().filter(|c| c.is_lowercase()).count();
            (lower > 0, name.len(), std::cmp::Reverse((*name).to_owned()))
        };
        let name =
            spellings.iter().map(|name| names.without_legal_form(name)).max_by_key(shown).unwrap_or(root);
        let class = self.classes.get(root).copied().unwrap_or_default();
        let kind = class
            .rsplit(':')
            .next()
            .filter(|kind| !kind.is_empty())
            .map_or_else(|| UNKNOWN.to_owned(), |kind| parted(kind, '-'));
        let id = format!("{kind}/{}", slug(name));
        Entity { id, class: class.to_owned(), name: name.to_owned(), aliases: Vec::new(), known: false }
    }
}

/// Names by how they begin and end, so that each is compared with few others.
struct Forms<'f> {
    /// Whole names.
    whole: BTreeMap<&'f str, Vec<usize>>,
    /// What is left of names without their first words.
    endings: BTreeMap<&'f str, Vec<usize>>,
}

impl<'f> Forms<'f> {
    fn of(forms: &'f [(String, &str)]) -> Self {
        let (mut whole, mut endings) = (BTreeMap::<_, Vec<usize>>::new(), BTreeMap::<_, Vec<usize>>::new());
        for (ix, (form, _)) in forms.iter().enumerate() {
            whole.entry(form.as_str()).or_default().push(ix);
            for (at, _) in form.match_indices(' ') {
                endings.entry(&form[at + 1..]).or_default().push(ix);
            }
        }
        Self { whole, endings }
    }

    /// The names that begin or end with `form` and have more words, in order.
    fn longer(&self, form: &str) -> BTreeSet<usize> {
        let begin = format!("{form} ");
        let begins = self.whole.range(begin.as_str()..).take_while(|(name, _)| name.starts_with(&begin));
        let ends = self.endings.get(form);
        begins.flat_map(|(_, ixs)| ixs).chain(ends.into_iter().flatten()).copied().collect()
    }
}

/// The name that a key stands for, in lower case.
fn full_form(key: &str, pack: &Pack) -> String {
    let entry = key.strip_prefix('=').and_then(|id| pack.gazetteer.get(id));
    entry.map_or_else(|| key.to_owned(), |entry| entry.name.to_lowercase())
}

/// Whether the words behind a shorter name are those of a place: " sweden".
fn is_place(rest: &str, pack: &Pack) -> bool {
    let place = &pack.lexicon.names.classes.place;
    let named = |name: &String| name.eq_ignore_ascii_case(rest.trim());
    pack.gazetteer
        .entries()
        .iter()
        .filter(|entry| pack.ontology.is_a(&entry.class, place))
        .any(|entry| named(&entry.name) || entry.aliases.iter().any(named))
}

/// Whether `short` may be what a share is traded as: "LMX".
fn is_ticker(short: &str) -> bool {
    (2..=5).contains(&short.len()) && short.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// The fewest letters that make an acronym which nothing introduces.
const LETTERS: usize = 3;

/// The first letters of the words of a name.
fn first_letters(name: &str) -> String {
    name.split([' ', '-']).filter_map(|word| word.chars().next()).collect()
}

/// Whether `short` is made of the first letters of the words of `long`.
fn is_acronym(short: &str, long: &str) -> bool {
    let letters: String = short.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let word_starts =
        |word: &str| word.chars().next().into_iter().flat_map(char::to_lowercase).collect::<String>();
    let all: String = long.split([' ', '-']).map(word_starts).collect();
    let capitals: String =
        long.split([' ', '-']).filter(|word| word.starts_with(char::is_uppercase)).map(word_starts).collect();
    letters.len() >= 2
        && (all.starts_with(&letters)
            || capitals.starts_with(&letters)
            || long.to_lowercase().starts_with(&letters))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acronyms_are_first_letters() {
        assert!(is_acronym("LBT", "Lumen Bright Technologies"));
        assert!(is_acronym("FTC", "Federal Trade Commission"));
        assert!(!is_acronym("SEC", "Federal Trade Commission"));
    }
}
