//! A reconciliation service as an authority: asked for candidates by name, and for what it knows of them (Reconciliation Service
//! API 0.2, W3C Entity Reconciliation Community Group, 2023). The service's own scores only choose the candidates; each is then
//! compared like one of a dataset.

use std::collections::BTreeMap;

use oxigraph::model::{Literal, NamedNode, Term, Triple};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use super::authority::Authority;
use super::record::{Reader, Record};
use crate::model::Diagnostic;
use crate::net::{Client, Request, form};

/// Candidates asked for each entity.
const CANDIDATES: usize = 10;

/// Entities in one request, unless the service wants fewer.
const BATCH: usize = 20;

/// The versions of the protocol that are spoken here.
const VERSIONS: [&str; 2] = ["0.2", "0.1"];

/// What a service says of itself.
#[derive(Clone, Debug, Deserialize)]
pub struct Manifest {
    versions: Vec<String>,
    /// What it is called.
    pub name: String,
    #[serde(rename = "identifierSpace")]
    identifier_space: String,
    #[serde(rename = "schemaSpace")]
    schema_space: String,
    view: Option<View>,
    extend: Option<Value>,
    #[serde(rename = "batchSize")]
    batch_size: Option<usize>,
}

#[derive(Clone, Debug, Deserialize)]
struct View {
    url: String,
}

/// The answers to a batch of queries.
#[derive(Debug, Deserialize)]
struct Results(BTreeMap<String, Found>);

#[derive(Debug, Deserialize)]
struct Found {
    result: Vec<Candidate>,
}

#[derive(Debug, Deserialize)]
struct Candidate {
    id: String,
    name: String,
    #[serde(default, rename = "type")]
    types: Vec<Class>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Class {
    Named { id: String },
    Bare(String),
}

/// What a service knows of things, by id and property.
#[derive(Debug, Deserialize)]
struct Extension {
    rows: BTreeMap<String, BTreeMap<String, Vec<Map<String, Value>>>>,
}

/// A reconciliation service.
pub struct Service {
    client: Client,
    url: String,
    manifest: Manifest,
}

impl Service {
    /// Asks the service at `url` what it is.
    ///
    /// # Errors
    /// If it cannot be asked, is no reconciliation service, or speaks another version.
    pub fn open(url: &str, client: Client) -> Result<Self, Diagnostic> {
        let request =
            Request { method: "GET", url, accept: "application/json", body: None, repeatable: true };
        let manifest = Manifest::read(&client.send(request)?.body).map_err(|problem| problem.in_file(url))?;
        Ok(Self { client, url: url.to_owned(), manifest })
    }

    /// What the service says of itself.
    #[must_use]
    pub const fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    fn post<T: DeserializeOwned>(&self, name: &str, value: &Value) -> Result<T, Diagnostic> {
        let body = form(&[(name, &value.to_string())]);
        let response = self.client.send(Request {
            method: "POST",
            url: &self.url,
            accept: "application/json",
            body: Some(("application/x-www-form-urlencoded", body.as_bytes())),
            repeatable: true,
        })?;
        serde_json::from_slice(&response.body).map_err(|error| {
            Diagnostic::error(format!("the service does not answer as the protocol says: {error}"))
                .in_file(&self.url)
        })
    }

    /// The candidates for a batch of entities.
    fn asked(
        &self,
        entities: &[Record],
        reader: &Reader<'_>,
    ) -> Result<Vec<Vec<(String, Record)>>, Diagnostic> {
        let query = |(at, entity): (usize, &Record)| {
            (format!("q{at}"), json!({ "query": entity.label(), "limit": CANDIDATES }))
        };
        let queries: Map<String, Value> = entities.iter().enumerate().map(query).collect();
        let mut results: Results = self.post("queries", &Value::Object(queries))?;
        let of = |at: usize| {
            let found = results.0.remove(&format!("q{at}")).map(|found| found.result).unwrap_or_default();
            let record = |candidate: Candidate| {
                let record = self.record(&candidate, reader)?;
                Some((candidate.id, record))
            };
            found.into_iter().filter_map(record).collect()
        };
        Ok((0..entities.len()).map(of).collect())
    }

    fn record(&self, candidate: &Candidate, reader: &Reader<'_>) -> Option<Record> {
        let mut record = Record::new(self.manifest.iri(&candidate.id)?);
        record.add_name(&candidate.name, false, reader.lexicon);
        record.classes.extend(candidate.types.iter().map(|class| match class {
            Class::Named { id } | Class::Bare(id) => joined(&self.manifest.schema_space, id),
        }));
        Some(record)
    }

    /// Learns of `records` what the service can tell in properties that are known here.
    fn extend(&self, records: &mut [&mut (String, Record)], reader: &Reader<'_>) -> Result<(), Diagnostic> {
        let space = &self.manifest.schema_space;
        let known: Vec<&str> =
            reader.properties().filter_map(|iri| iri.strip_prefix(space.as_str())).collect();
        if self.manifest.extend.is_none() || known.is_empty() || records.is_empty() {
            return Ok(());
        }
        let ids: Vec<&str> = records.iter().map(|(id, _)| id.as_str()).collect();
        let properties: Vec<Value> = known.iter().map(|id| json!({ "id": id })).collect();
        let told: Extension = self.post("extend", &json!({ "ids": ids, "properties": properties }))?;
        for (id, record) in records {
            for (property, values) in told.rows.get(id).into_iter().flatten() {
                let Ok(predicate) = NamedNode::new(format!("{space}{property}")) else { continue };
                for value in values.iter().filter_map(|value| self.term(value)) {
                    let triple = Triple::new(record.iri.clone(), predicate.clone(), value);
                    record.learn(&triple, reader);
                }
            }
        }
        Ok(())
    }

    /// The value of a property: words, a number, a date, or a thing.
    fn term(&self, value: &Map<String, Value>) -> Option<Term> {
        if let Some(Value::String(id)) = value.get("id") {
            return self.manifest.iri(id).map(Term::from);
        }
        let text = ["str", "date", "float", "int", "bool"].into_iter().find_map(|kind| value.get(kind))?;
        let text = text.as_str().map_or_else(|| text.to_string(), str::to_owned);
        Some(Literal::from(text).into())
    }
}

impl Authority for Service {
    fn candidates(&self, entities: &[Record], reader: &Reader<'_>) -> Result<Vec<Vec<Record>>, Diagnostic> {
        let mut all = Vec::with_capacity(entities.len());
        for batch in entities.chunks(self.manifest.batch_size.unwrap_or(BATCH).clamp(1, BATCH)) {
            let mut found = self.asked(batch, reader)?;
            let mut records: Vec<&mut (String, Record)> = found.iter_mut().flatten().collect();
            for records in records.chunks_mut(CANDIDATES * 5) {
                self.extend(records, reader)?;
            }
            all.extend(found.into_iter().map(|of| of.into_iter().map(|(_, record)| record).collect()));
        }
        Ok(all)
    }
}

impl Manifest {
    /// Reads a manifest.
    ///
    /// # Errors
    /// If it is none, or of another version.
    pub fn read(json: &[u8]) -> Result<Self, Diagnostic> {
        let manifest: Self = serde_json::from_slice(json).map_err(|error| {
            Diagnostic::error(format!("this is no reconciliation service: {error}"))
                .hint("what it answers should be a manifest of the Reconciliation Service API; a dataset is imported first")
        })?;
        if !manifest.versions.iter().any(|version| VERSIONS.contains(&version.as_str())) {
            return Err(Diagnostic::error(format!(
                "{} speaks version {} of the reconciliation protocol",
                manifest.name,
                manifest.versions.join(", ")
            ))
            .hint(format!("version {} is spoken here", VERSIONS.join(" or "))));
        }
        Ok(manifest)
    }

    /// The IRI of a thing: its id, if that is one; its id behind the identifier space, if that is the beginning of IRIs;
    /// else where it can be viewed.
    fn iri(&self, id: &str) -> Option<NamedNode> {
        if id.contains("://") {
            return NamedNode::new(id).ok();
        }
        let begins = self.identifier_space.ends_with(['/', '#', '=', ':']);
        match &self.view {
            Some(view) if !begins => NamedNode::new(view.url.replace("{{id}}", id)).ok(),
            _ => NamedNode::new(joined(&self.identifier_space, id)).ok(),
        }
    }
}

fn joined(space: &str, id: &str) -> String {
    if id.contains("://") {
        return id.to_owned();
    }
    let between = if space.ends_with(['/', '#', '=', ':']) || id.starts_with('/') { "" } else { "/" };
    format!("{space}{between}{id}")
}
