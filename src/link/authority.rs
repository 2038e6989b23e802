//! Where counterparts are looked for: a dataset that is read through, or a service that is asked.

use std::collections::{BTreeMap, HashSet};

use oxigraph::model::{NamedNode, Triple};

use super::keys::Index;
use super::name::{Name, nearness};
use super::record::{Reader, Record, Told, subject};
use crate::import::Triples;
use crate::model::Diagnostic;

/// Something that knows things by name and identifier. Outsiders plug in here: a service is asked for candidates, which
/// are then compared like those of a dataset.
pub trait Authority {
    /// For each of `entities` the records that may be the same.
    ///
    /// # Errors
    /// If it cannot be read or asked.
    fn candidates(&self, entities: &[Record], reader: &Reader<'_>) -> Result<Vec<Vec<Record>>, Diagnostic>;

    /// What a person should know of how the candidates were found.
    fn remark(&self) -> Option<String> {
        None
    }
}

/// A dataset that can be read from its beginning as often as needed.
pub struct Scan<'a> {
    /// Begins to read.
    pub open: Box<dyn Fn() -> Result<Triples<'a>, Diagnostic> + 'a>,
}

/// Candidates kept for an entity.
const KEPT: usize = 20;
/// Names farther from each other are not kept.
const FAR: f64 = 0.4;

impl Authority for Scan<'_> {
    /// Reads twice: first for who may be meant, by names and identifiers, then for all that is known of these. So memory
    /// grows with the number of entities, not with that of the dataset, in whatever order its triples come.
    fn candidates(&self, entities: &[Record], reader: &Reader<'_>) -> Result<Vec<Vec<Record>>, Diagnostic> {
        let index = Index::of(entities, reader.lexicon);
        let mut kept: Vec<Kept> = entities.iter().map(|_| Kept::default()).collect();
        for triple in (self.open)()? {
            look_up(&triple?, entities, &index, reader, &mut kept);
        }
        let wanted: HashSet<NamedNode> = kept.iter().flat_map(Kept::nodes).cloned().collect();
        records((self.open)()?, &wanted, &kept, reader)
    }
}

/// For each of `kept` the records of its things, by what `triples` say of those `wanted`.
pub(super) fn records(
    triples: impl Iterator<Item = Result<Triple, Diagnostic>>,
    wanted: &HashSet<NamedNode>,
    kept: &[Kept],
    reader: &Reader<'_>,
) -> Result<Vec<Vec<Record>>, Diagnostic> {
    let mut records: BTreeMap<NamedNode, Record> = BTreeMap::new();
    for triple in triples {
        let triple = triple?;
        let Some(node) = subject(&triple).filter(|node| wanted.contains(*node)) else { continue };
        let record = records.entry(node.clone()).or_insert_with(|| Record::new(node.clone()));
        record.learn(&triple, reader);
    }
    let of = |kept: &Kept| kept.nodes().filter_map(|node| records.get(node).cloned()).collect();
    Ok(kept.iter().map(of).collect())
}

/// The subjects that may be an entity, with how near their names are.
#[derive(Clone, Default)]
pub(super) struct Kept(BTreeMap<NamedNode, f64>);

impl Kept {
    pub(super) fn nodes(&self) -> impl Iterator<Item = &NamedNode> {
        self.0.keys()
    }

    /// Keeps `node`; the least near one goes if there are too many.
    fn keep(&mut self, node: &NamedNode, near: f64) {
        match self.0.get_mut(node) {
            Some(known) => *known = known.max(near),
            None => {
                self.0.insert(node.clone(), near);
            }
        }
        if self.0.len() > KEPT {
            let least = self.0.iter().min_by(|a, b| a.1.total_cmp(b.1).then_with(|| b.0.cmp(a.0)));
            if let Some(node) = least.map(|(node, _)| node.clone()) {
                self.0.remove(&node);
            }
        }
    }
}

/// Keeps what `triple` is about for the entities that it may be.
pub(super) fn look_up(
    triple: &Triple,
    entities: &[Record],
    index: &Index,
    reader: &Reader<'_>,
    kept: &mut [Kept],
) {
    let Some(node) = subject(triple) else { return };
    for &at in index.same(node.as_str()) {
        kept[at].keep(node, 1.0);
    }
    match reader.told(&triple.predicate) {
        Some(Told::Name | Told::OtherName) => {
            let oxigraph::model::Term::Literal(written) = &triple.object else { return };
            let name = Name::read(written.value(), reader.lexicon);
            for at in index.named(&name, reader.lexicon) {
                let near = entities[at].names.iter().map(|own| nearness(own, &name, reader.lexicon));
                let near = near.fold(0.0, f64::max);
                if near >= FAR {
                    kept[at].keep(node, near);
                }
            }
        }
        Some(Told::Identifier(scheme)) => {
            if let Some(identifier) = reader.identifier(scheme, &triple.object) {
                for &at in index.identified(&identifier) {
                    kept[at].keep(node, 1.0);
                }
            }
        }
        Some(Told::Same) => {
            if let oxigraph::model::Term::NamedNode(same) = &triple.object {
                for &at in index.same(same.as_str()) {
                    kept[at].keep(node, 1.0);
                }
            }
        }
        _ => {}
    }
}
