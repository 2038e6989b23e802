//! The quads of a store, wherever they are kept. What is above knows no more of a store than stands here: it looks for
//! quads, asks queries, and makes changes.

use std::sync::Arc;

use oxigraph::model::{
    GraphName, GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNode, NamedOrBlankNodeRef, Quad, Term,
    TermRef,
};
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use oxigraph::store::StorageError;
use spargebra::{Query, Update};

use super::answer::{Answer, Rows};
use super::remote::Remote;
use super::services::Services;
use crate::model::Diagnostic;

/// The quads of a store. A clone is another handle on the same quads.
#[derive(Clone)]
pub struct Quads {
    place: Place,
    services: Services,
}

#[derive(Clone)]
pub(super) enum Place {
    /// In this process.
    Embedded(oxigraph::store::Store),
    /// Behind a SPARQL service.
    Remote(Arc<Remote>),
}

/// What is looked for; `None` fits everything, also in `graph`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Pattern {
    /// The subject.
    pub subject: Option<NamedOrBlankNode>,
    /// The predicate.
    pub predicate: Option<NamedNode>,
    /// The object.
    pub object: Option<Term>,
    /// The graph.
    pub graph: Option<GraphName>,
}

/// What is to change, all of it or nothing as far as the store can.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Graphs that are to hold nothing but what is added.
    pub replaced: Vec<NamedNode>,
    /// Quads that are to go.
    pub removed: Vec<Quad>,
    /// Quads that are to come. Where a change takes several requests, the first come first.
    pub added: Vec<Quad>,
}

impl Quads {
    /// These quads, as long as the program lives.
    ///
    /// # Errors
    /// If Oxigraph fails.
    pub fn in_memory(quads: impl IntoIterator<Item = Quad>) -> Result<Self, Diagnostic> {
        Self::in_memory_with_graphs(quads, [])
    }

    /// As [`Quads::in_memory`], with these graphs, also if they hold nothing.
    pub(super) fn in_memory_with_graphs(
        quads: impl IntoIterator<Item = Quad>,
        graphs: impl IntoIterator<Item = NamedNode>,
    ) -> Result<Self, Diagnostic> {
        let store = oxigraph::store::Store::new().map_err(|error| failed(&error))?;
        store.extend(quads).map_err(|error| failed(&error))?;
        for graph in graphs {
            store.insert_named_graph(&graph).map_err(|error| failed(&error))?;
        }
        Ok(Self::embedded(store))
    }

    pub(super) fn embedded(store: oxigraph::store::Store) -> Self {
        Self { place: Place::Embedded(store), services: Services::default() }
    }

    pub(super) fn remote(service: Arc<Remote>) -> Self {
        Self { place: Place::Remote(service), services: Services::default() }
    }

    /// Lets queries ask the services that `services` allows.
    #[must_use]
    pub fn with_services(self, services: Services) -> Self {
        Self { services, ..self }
    }

    /// Where they are: for what only one of the places can do.
    pub(super) const fn place(&self) -> &Place {
        &self.place
    }

    /// The quads that fit; `None` fits all, also for `graph`.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn find(
        &self,
        subject: Option<NamedOrBlankNodeRef<'_>>,
        predicate: Option<NamedNodeRef<'_>>,
        object: Option<TermRef<'_>>,
        graph: Option<GraphNameRef<'_>>,
    ) -> Result<Vec<Quad>, Diagnostic> {
        match &self.place {
            Place::Embedded(store) => {
                let quads = store.quads_for_pattern(subject, predicate, object, graph);
                quads.collect::<Result<_, _>>().map_err(|error| failed(&error))
            }
            Place::Remote(service) => service.find(&Pattern {
                subject: subject.map(NamedOrBlankNodeRef::into_owned),
                predicate: predicate.map(NamedNodeRef::into_owned),
                object: object.map(TermRef::into_owned),
                graph: graph.map(GraphNameRef::into_owned),
            }),
        }
    }

    /// All quads of `graph`, or of all graphs, one after the other: an embedded store does not hold them all in memory.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn stream(
        &self,
        graph: Option<GraphNameRef<'_>>,
    ) -> Result<Box<dyn Iterator<Item = Result<Quad, Diagnostic>>>, Diagnostic> {
        match &self.place {
            Place::Embedded(store) => {
                let quads = store.quads_for_pattern(None, None, None, graph);
                Ok(Box::new(quads.map(|quad| quad.map_err(|error| failed(&error)))))
            }
            Place::Remote(_) => Ok(Box::new(self.find(None, None, None, graph)?.into_iter().map(Ok))),
        }
    }

    /// The quads that fit at least one of `patterns`, those of the first pattern first. A remote store is asked for many
    /// patterns at once.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn find_all(&self, patterns: &[Pattern]) -> Result<Vec<Quad>, Diagnostic> {
        self.look_ahead(patterns.iter().cloned())?;
        let mut all = Vec::new();
        for pattern in patterns {
            all.extend(self.find(
                pattern.subject.as_ref().map(NamedOrBlankNode::as_ref),
                pattern.predicate.as_ref().map(NamedNode::as_ref),
                pattern.object.as_ref().map(Term::as_ref),
                pattern.graph.as_ref().map(GraphName::as_ref),
            )?);
        }
        Ok(all)
    }

    /// Says what will be looked for next: a remote store is asked for all of it at once. An embedded one has it at hand.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn look_ahead(&self, patterns: impl IntoIterator<Item = Pattern>) -> Result<(), Diagnostic> {
        match &self.place {
            Place::Embedded(_) => Ok(()),
            Place::Remote(service) => service.fetch(&patterns.into_iter().collect::<Vec<_>>()),
        }
    }

    /// Whether there is a quad that fits.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn has(
        &self,
        subject: Option<NamedOrBlankNodeRef<'_>>,
        predicate: Option<NamedNodeRef<'_>>,
        object: Option<TermRef<'_>>,
        graph: Option<GraphNameRef<'_>>,
    ) -> Result<bool, Diagnostic> {
        match &self.place {
            Place::Embedded(store) => {
                let first = store.quads_for_pattern(subject, predicate, object, graph).next();
                first.transpose().map(|quad| quad.is_some()).map_err(|error| failed(&error))
            }
            Place::Remote(_) => Ok(!self.find(subject, predicate, object, graph)?.is_empty()),
        }
    }

    /// Whether a quad is there.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn contains(&self, quad: &Quad) -> Result<bool, Diagnostic> {
        self.has(
            Some(quad.subject.as_ref()),
            Some(quad.predicate.as_ref()),
            Some(quad.object.as_ref()),
            Some(quad.graph_name.as_ref()),
        )
    }

    /// Asks a query. Without a time limit of its own.
    ///
    /// # Errors
    /// If the query cannot be evaluated, as with a SERVICE that is not allowed.
    pub fn ask(&self, query: &Query) -> Result<Answer, Diagnostic> {
        match &self.place {
            Place::Embedded(store) => {
                self.services.check(query, false)?;
                evaluate(store, query, &self.services)
            }
            Place::Remote(service) => {
                self.services.check(query, service.sends_queries())?;
                service.ask(query, &self.services)
            }
        }
    }

    /// Carries out an update.
    ///
    /// # Errors
    /// If it cannot be carried out; then nothing is changed.
    pub fn update(&self, update: &Update) -> Result<(), Diagnostic> {
        match &self.place {
            Place::Embedded(store) => SparqlEvaluator::new()
                .for_update(update.clone())
                .on_store(store)
                .execute()
                .map_err(|error| Diagnostic::error(format!("the update failed: {error}"))),
            Place::Remote(service) => service.update(update),
        }
    }

    /// Makes changes: in one transaction, or in as few requests as the service takes.
    ///
    /// # Errors
    /// If they cannot be made. Then nothing was changed, or the message says that it was half done.
    pub fn commit(&self, changes: Changes) -> Result<(), Diagnostic> {
        match &self.place {
            Place::Embedded(store) => commit(store, &changes).map_err(|error| failed(&error)),
            Place::Remote(service) => service.commit(changes),
        }
    }
}

impl Pattern {
    /// All quads about a subject, in `graph` or in all.
    #[must_use]
    pub fn about(subject: impl Into<NamedOrBlankNode>, graph: Option<GraphName>) -> Self {
        Self { subject: Some(subject.into()), graph, ..Self::default() }
    }

    /// All quads with this predicate and object.
    #[must_use]
    pub fn with(predicate: impl Into<NamedNode>, object: impl Into<Term>) -> Self {
        Self { predicate: Some(predicate.into()), object: Some(object.into()), ..Self::default() }
    }

    /// Whether a quad fits.
    #[must_use]
    pub fn fits(&self, quad: &Quad) -> bool {
        self.subject.as_ref().is_none_or(|subject| *subject == quad.subject)
            && self.predicate.as_ref().is_none_or(|predicate| *predicate == quad.predicate)
            && self.object.as_ref().is_none_or(|object| *object == quad.object)
            && self.graph.as_ref().is_none_or(|graph| *graph == quad.graph_name)
    }
}

fn evaluate(
    store: &oxigraph::store::Store,
    query: &Query,
    services: &Services,
) -> Result<Answer, Diagnostic> {
    let failed = |error| Diagnostic::error(format!("the query failed: {error}"));
    let evaluator = services.give_to(SparqlEvaluator::new());
    match evaluator.for_query(query.clone()).on_store(store).execute().map_err(failed)? {
        QueryResults::Boolean(truth) => Ok(Answer::Truth(truth)),
        QueryResults::Graph(triples) => {
            Ok(Answer::Triples(triples.collect::<Result<_, _>>().map_err(failed)?))
        }
        QueryResults::Solutions(solutions) => {
            let columns = solutions.variables().to_vec();
            let rows = solutions.map(|solution| solution.map(|solution| solution.values().to_vec()));
            Ok(Answer::Rows(Rows { columns, rows: rows.collect::<Result<_, _>>().map_err(failed)? }))
        }
    }
}

fn commit(store: &oxigraph::store::Store, changes: &Changes) -> Result<(), StorageError> {
    let mut transaction = store.start_transaction()?;
    for graph in &changes.replaced {
        if store.contains_named_graph(graph.as_ref())? {
            transaction.remove_named_graph(graph.as_ref())?;
        }
    }
    for quad in &changes.removed {
        transaction.remove(quad);
    }
    transaction.extend(&changes.added);
    transaction.commit()
}

fn failed(error: &StorageError) -> Diagnostic {
    Diagnostic::error(format!("the store failed: {error}"))
}
