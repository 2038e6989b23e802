//! A SPARQL service as an authority: asked for names that begin as those of the entities do, for their identifiers, and
//! for what else it knows of the things found. What comes back goes the way of the triples of a file.
//!
//! Comparing beginnings makes a service look at all its names. One that is too large for that is asked for names exactly
//! as they are written here, which any index finds.

mod text;

use std::collections::{BTreeSet, HashSet};
use std::sync::OnceLock;

use oxigraph::model::{NamedNode, Term, Triple, Variable};

use super::authority::{Authority, Kept, look_up, records};
use super::keys::Index;
use super::record::{Reader, Record};
use crate::model::Diagnostic;
use crate::net::Client;
use crate::store::protocol;
use crate::store::{Answer, Endpoints};

/// Entities in one query for names.
const ENTITIES: usize = 100;

/// Things in one query for what is known of them.
const THINGS: usize = 200;

/// Rows in one answer: fewer than the services that cut answers off allow.
const PAGE: usize = 5_000;

/// Pages of one answer; a query that has more does not choose well enough.
const PAGES: usize = 40;

/// How much of what a service says about a question that it cannot answer is shown, in characters.
const SHOWN: usize = 160;

/// A SPARQL service.
pub struct Endpoint {
    client: Client,
    url: String,
    /// Why names are asked for only as they are written.
    exact: OnceLock<String>,
}

impl Endpoint {
    /// The service at `url`; below a bare host, the one at `/query`.
    ///
    /// # Errors
    /// If it cannot be asked or does not speak SPARQL.
    pub fn open(url: &str, client: Client) -> Result<Self, Diagnostic> {
        let url = Endpoints::of(url).query;
        protocol::select(&client, &url, "ASK {}")?;
        Ok(Self { client, url, exact: OnceLock::new() })
    }

    /// What it is called: its host, and its path if that says more than SPARQL.
    #[must_use]
    pub fn name(&self) -> String {
        let rest = self.url.split_once("://").map_or(self.url.as_str(), |(_, rest)| rest);
        let telling = rest.split(['/', '?', '&']).filter(|part| !["sparql", "query"].contains(part));
        crate::model::slug(&telling.collect::<Vec<_>>().join(" "))
    }

    /// The triples about or near the names and identifiers of `entities`.
    fn near(&self, entities: &[Record], reader: &Reader<'_>) -> Result<Vec<Triple>, Diagnostic> {
        let mut found = self.named(entities, reader)?;
        for query in text::identified(entities, reader) {
            found.extend(self.triples(&query)?);
        }
        Ok(found)
    }

    fn named(&self, entities: &[Record], reader: &Reader<'_>) -> Result<Vec<Triple>, Diagnostic> {
        if self.exact.get().is_none() {
            match self.triples(&text::beginning(entities, reader)) {
                Ok(found) => return Ok(found),
                Err(problem) => drop(self.exact.set(problem.message.chars().take(SHOWN).collect())),
            }
        }
        self.triples(&text::exactly(entities, reader))
    }

    /// All triples that `query` finds as `?s ?p ?o`, page by page.
    fn triples(&self, query: &str) -> Result<Vec<Triple>, Diagnostic> {
        let mut found = Vec::new();
        for page in 0..PAGES {
            let text = format!("{query}\nORDER BY ?s ?p ?o LIMIT {PAGE} OFFSET {}", page * PAGE);
            let Answer::Rows(rows) = protocol::select(&self.client, &self.url, &text)? else {
                return Err(Diagnostic::error("the service answered no rows").in_file(&self.url));
            };
            let places = ["s", "p", "o"].map(|name| rows.column(&Variable::new_unchecked(name)));
            let count = rows.rows.len();
            for mut row in rows.rows {
                let cells = places.map(|place| place.and_then(|place| row.get_mut(place)?.take()));
                if let [Some(Term::NamedNode(s)), Some(Term::NamedNode(p)), Some(o)] = cells {
                    found.push(Triple::new(s, p, o));
                }
            }
            if count < PAGE {
                return Ok(found);
            }
        }
        Err(Diagnostic::error(format!("more than {} rows fit one question", PAGE * PAGES)).in_file(&self.url))
    }
}

impl Authority for Endpoint {
    fn candidates(&self, entities: &[Record], reader: &Reader<'_>) -> Result<Vec<Vec<Record>>, Diagnostic> {
        let index = Index::of(entities, reader.lexicon);
        let mut kept: Vec<Kept> = entities.iter().map(|_| Kept::default()).collect();
        let mut seen = HashSet::new();
        for batch in entities.chunks(ENTITIES) {
            for triple in self.near(batch, reader)? {
                // Two batches may find the same.
                if seen.insert(triple.clone()) {
                    look_up(&triple, entities, &index, reader, &mut kept);
                }
            }
        }
        let wanted: BTreeSet<NamedNode> = kept.iter().flat_map(Kept::nodes).cloned().collect();
        let wanted: Vec<NamedNode> = wanted.into_iter().collect();
        let mut known = Vec::new();
        for things in wanted.chunks(THINGS) {
            known.extend(self.triples(&text::about(things, reader))?);
        }
        let wanted = wanted.into_iter().collect();
        records(known.into_iter().map(Ok), &wanted, &kept, reader)
    }

    fn remark(&self) -> Option<String> {
        let why = self.exact.get()?;
        Some(format!(
            "{}: asked only for names as they are written here, since {why}; a dump of it, imported or named as a file, is \
             looked through for similar names too",
            self.url
        ))
    }
}
