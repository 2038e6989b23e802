//! SERVICE in a query: other people's SPARQL services, only those whose host was named, within limits of time and size.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use oxigraph::model::NamedNode;
use oxigraph::sparql::{DefaultServiceHandler, QuerySolutionIter, SparqlEvaluator};
use spargebra::Query;
use spargebra::algebra::GraphPattern;
use spargebra::term::NamedNodePattern;

use super::algebra::{Part, walk};
use super::answer::{Answer, Rows};
use super::protocol;
use crate::model::Diagnostic;
use crate::net::{Client, Limits, Reach};

/// The services that queries may ask: none, unless their hosts are named.
#[derive(Clone, Debug)]
pub struct Services {
    reach: Reach,
    client: Arc<Client>,
}

impl Default for Services {
    fn default() -> Self {
        Self::on([])
    }
}

impl Services {
    /// The services on these hosts. An address that is not of the open internet must be named itself.
    #[must_use]
    pub fn on(hosts: impl IntoIterator<Item = String>) -> Self {
        Self::within(hosts, Limits::SERVICE)
    }

    /// As [`Services::on`], with other limits for each call of a service.
    #[must_use]
    pub fn within(hosts: impl IntoIterator<Item = String>, limits: Limits) -> Self {
        let hosts = hosts.into_iter().map(|host| host.to_ascii_lowercase());
        let reach = Reach::Named(hosts.collect::<BTreeSet<_>>());
        Self { client: Arc::new(Client::new(limits, reach.clone(), None)), reach }
    }

    /// Refuses a query that wants an answer from a service that may not be asked. SERVICE SILENT does without; but if the
    /// query is evaluated elsewhere (`sent`), it is not for us to keep that place from asking, so it is refused too.
    pub(super) fn check(&self, query: &Query, sent: bool) -> Result<(), Diagnostic> {
        let mut refused = None;
        walk(&mut query.clone(), &mut |part| {
            let Part::Pattern(GraphPattern::Service { name, silent, .. }) = part else { return };
            match name {
                NamedNodePattern::NamedNode(node) if self.reach.allows(node.as_str()) => {}
                name if sent || !*silent && matches!(name, NamedNodePattern::NamedNode(_)) => {
                    refused = Some(name.clone());
                }
                _ => {}
            }
        });
        match refused {
            None => Ok(()),
            Some(NamedNodePattern::NamedNode(node)) => Err(not_allowed(&node)),
            Some(NamedNodePattern::Variable(name)) => Err(Diagnostic::error(format!(
                "a remote store cannot be let ask any service that {name} may turn out to be"
            ))
            .hint("name the service in the query")),
        }
    }

    /// Lets `evaluator` ask the services.
    pub(super) fn give_to(&self, evaluator: SparqlEvaluator) -> SparqlEvaluator {
        evaluator.with_default_service_handler(Asking { services: self.clone(), known: Mutex::default() })
    }
}

fn not_allowed(service: &NamedNode) -> Diagnostic {
    let host = service.as_str().split("://").nth(1).unwrap_or_default();
    let host = host.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit_once(':').map_or(host, |(host, _)| host);
    Diagnostic::error(format!("the query would ask {service}, which is not allowed"))
        .hint(format!("--allow-service {host} allows it"))
}

/// Asks services during one query, each question once.
struct Asking {
    services: Services,
    known: Mutex<BTreeMap<(NamedNode, String), Rows>>,
}

impl DefaultServiceHandler for Asking {
    type Error = Diagnostic;

    fn handle(
        &self,
        service: &NamedNode,
        pattern: &GraphPattern,
        base: Option<&oxiri::Iri<String>>,
    ) -> Result<QuerySolutionIter<'static>, Diagnostic> {
        if !self.services.reach.allows(service.as_str()) {
            return Err(not_allowed(service));
        }
        let query = Query::Select { dataset: None, pattern: pattern.clone(), base_iri: base.cloned() };
        let key = (service.clone(), query.to_string());
        let known = self.known.lock().ok().and_then(|known| known.get(&key).cloned());
        let rows = match known {
            Some(rows) => rows,
            None => match protocol::select(&self.services.client, service.as_str(), &key.1)? {
                Answer::Rows(rows) => rows,
                _ => return Err(Diagnostic::error("the service answered no rows").in_file(service.as_str())),
            },
        };
        if let Ok(mut known) = self.known.lock() {
            known.insert(key, rows.clone());
        }
        Ok(QuerySolutionIter::from_tuples(rows.columns.into(), rows.rows.into_iter().map(Ok)))
    }
}
