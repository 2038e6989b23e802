//! What is known of one thing, here or in another dataset, as far as it helps to tell it from others.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::vocab::rdf;
use oxigraph::model::{NamedNode, NamedOrBlankNode, Term, Triple};

use super::identifier::normal;
use super::lexicon::Lexicon;
use super::name::Name;

/// One thing with its names, identifiers and context.
#[derive(Clone, Debug)]
pub struct Record {
    /// Its IRI.
    pub iri: NamedNode,
    /// Its names, the best one first.
    pub names: Vec<Name>,
    /// Its classes, as IRIs.
    pub classes: BTreeSet<String>,
    /// Its identifiers: scheme and value, as all write it.
    pub identifiers: BTreeSet<(String, String)>,
    /// IRIs it is said to be the same as; its own too.
    pub same: BTreeSet<String>,
    /// Hosts of its websites.
    pub websites: BTreeSet<String>,
    /// Countries, as codes of two letters where they are known.
    pub countries: BTreeSet<String>,
    /// IRIs of what it is a part of.
    pub parents: BTreeSet<String>,
    /// Names of people and products that belong to it.
    pub company: BTreeSet<String>,
}

/// What a property tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    Name,
    OtherName,
    Website,
    Country,
    Parent,
    Company,
    Same,
    Class,
    Identifier(usize),
}

/// Which property tells what.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    pub(super) lexicon: &'a Lexicon,
    told: BTreeMap<String, Told>,
    related: Vec<(NamedNode, NamedNode)>,
}

impl<'a> Reader<'a> {
    /// Reads by `lexicon`; `term` makes IRIs of prefixed names.
    #[must_use]
    pub fn new(lexicon: &'a Lexicon, term: impl Fn(&str) -> Option<NamedNode>) -> Self {
        let properties = &lexicon.properties;
        let mut told = BTreeMap::new();
        let mut learn = |names: &[String], what: Told| {
            for name in names {
                let iri = if name.contains("://") {
                    Some(name.clone())
                } else {
                    term(name).map(NamedNode::into_string)
                };
                told.extend(iri.map(|iri| (iri, what)));
            }
        };
        learn(&properties.name, Told::Name);
        learn(&properties.other_name, Told::OtherName);
        learn(&properties.website, Told::Website);
        learn(&properties.country, Told::Country);
        learn(&properties.parent, Told::Parent);
        learn(&properties.company, Told::Company);
        learn(&properties.same, Told::Same);
        learn(&properties.class, Told::Class);
        for (at, scheme) in lexicon.identifiers.iter().enumerate() {
            learn(&scheme.properties, Told::Identifier(at));
        }
        let pairs = lexicon.related.iter();
        let related = pairs.filter_map(|roles| Some((term(&roles.entity)?, term(&roles.other)?))).collect();
        Self { lexicon, told, related }
    }

    /// The roles that tell of what belongs to an entity: its own, and that of the other.
    pub(super) fn related(&self) -> Vec<(NamedNode, NamedNode)> {
        self.related.clone()
    }

    /// The IRIs of the properties that tell something.
    pub(super) fn properties(&self) -> impl Iterator<Item = &str> {
        self.told.keys().map(String::as_str)
    }

    /// The properties that tell what `wanted` wants.
    pub(super) fn telling(&self, wanted: impl Fn(Told) -> bool) -> Vec<NamedNode> {
        let fitting = self.told.iter().filter(|(_, told)| wanted(**told));
        fitting.filter_map(|(iri, _)| NamedNode::new(iri.as_str()).ok()).collect()
    }

    pub(super) fn told(&self, predicate: &NamedNode) -> Option<Told> {
        self.told.get(predicate.as_str()).copied()
    }

    /// The identifier that `value` is in the scheme at `at`.
    pub(super) fn identifier(&self, at: usize, value: &Term) -> Option<(String, String)> {
        let scheme = &self.lexicon.identifiers[at];
        Some((scheme.name.clone(), normal(scheme.form, text(value)?, self.lexicon)?))
    }
}

impl Record {
    /// A thing of which nothing is known yet.
    #[must_use]
    pub fn new(iri: NamedNode) -> Self {
        let same = BTreeSet::from([iri.as_str().to_owned()]);
        Self {
            iri,
            names: Vec::new(),
            classes: BTreeSet::new(),
            identifiers: BTreeSet::new(),
            same,
            websites: BTreeSet::new(),
            countries: BTreeSet::new(),
            parents: BTreeSet::new(),
            company: BTreeSet::new(),
        }
    }

    /// Adds one more name, if it is new; `other` if others call it so too. Its own names come first.
    pub fn add_name(&mut self, written: &str, other: bool, lexicon: &Lexicon) {
        let name = Name { other, ..Name::read(written, lexicon) };
        if !name.words.is_empty() && self.names.iter().all(|known| known.written != name.written) {
            let at = if other {
                self.names.len()
            } else {
                self.names.iter().take_while(|name| !name.other).count()
            };
            self.names.insert(at, name);
        }
    }

    /// Adds someone or something that belongs to it, by a name or an IRI.
    pub fn add_company(&mut self, name: &str, lexicon: &Lexicon) {
        let is_iri = name.contains("://");
        self.company.insert(if is_iri { name.to_owned() } else { Name::read(name, lexicon).joined() });
    }

    /// Learns what `triple`, which is about this, tells.
    pub fn learn(&mut self, triple: &Triple, reader: &Reader<'_>) {
        if let (true, Term::NamedNode(class)) = (triple.predicate.as_ref() == rdf::TYPE, &triple.object) {
            self.classes.insert(class.as_str().to_owned());
            return;
        }
        let (Some(told), Some(value)) = (reader.told(&triple.predicate), text(&triple.object)) else {
            return;
        };
        match told {
            Told::Name => self.add_name(value, false, reader.lexicon),
            Told::OtherName => self.add_name(value, true, reader.lexicon),
            Told::Website => self.websites.extend(host(value)),
            Told::Country => {
                self.countries.insert(country(value));
            }
            Told::Parent => {
                self.parents.insert(value.to_owned());
            }
            Told::Company => self.add_company(value, reader.lexicon),
            Told::Class => {
                self.classes.insert(value.to_owned());
            }
            Told::Same => {
                self.same.insert(value.to_owned());
            }
            Told::Identifier(at) => self.identifiers.extend(reader.identifier(at, &triple.object)),
        }
    }

    /// Its names, and the IRIs it is the same as.
    pub(super) fn known_as(&self) -> Vec<String> {
        self.names.iter().map(|name| name.written.clone()).chain(self.same.iter().cloned()).collect()
    }

    /// The name to show.
    #[must_use]
    pub fn label(&self) -> &str {
        self.names.first().map_or(self.iri.as_str(), |name| name.written.as_str())
    }
}

/// The words of a literal, or the IRI of a node.
fn text(term: &Term) -> Option<&str> {
    match term {
        Term::Literal(literal) => Some(literal.value()),
        Term::NamedNode(node) => Some(node.as_str()),
        _ => None,
    }
}

/// `https://www.openai.com/about` as `openai.com`.
fn host(url: &str) -> Option<String> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next()?.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    (host.contains('.') && !host.contains(' ')).then(|| host.to_owned())
}

/// A country as it is compared: the last part of an IRI, a code without the region ("US-DE").
fn country(value: &str) -> String {
    let last = value.rsplit(['/', '#']).next().unwrap_or(value).trim();
    let code = last.split('-').next().unwrap_or(last);
    if code.len() == 2 { code.to_ascii_uppercase() } else { last.to_lowercase() }
}

/// The IRI of what a triple is about.
pub(super) fn subject(triple: &Triple) -> Option<&NamedNode> {
    match &triple.subject {
        NamedOrBlankNode::NamedNode(node) => Some(node),
        NamedOrBlankNode::BlankNode(_) => None,
    }
}
