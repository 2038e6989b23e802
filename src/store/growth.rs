//! Nodes of which so much is told that what new documents add is put beside it, without reading all of it.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphName, NamedNode, Quad};

use super::{Pattern, Store};
use crate::fuse::decided::Verdict;
use crate::fuse::{Source, are_of_concern, grow, stands_alone};
use crate::model::{Claim, Diagnostic, DocumentId, Id, Statement};
use crate::rdf::{self as graph, Mint, vocabulary as v};

/// What new documents change in the statements on one node.
#[derive(Default)]
pub(super) struct Growth {
    pub(super) gone: Vec<Quad>,
    pub(super) come: Vec<Quad>,
    pub(super) claims: usize,
}

impl Store {
    /// Whether a node is one of those: all that is told of it stands for itself.
    pub(super) fn is_growing(&self, node: &str, mint: Mint<'_>) -> Result<bool, Diagnostic> {
        self.quads.contains(&Quad::new(mint.node(node), rdf::TYPE, v::WELL_ATTESTED, mint.graph("fusion")))
    }

    /// What `documents`, which are new, change in the statements on a growing node; `None` if what they say has a bearing
    /// on what is there, so that all of it has to be fused.
    pub(super) fn growth(
        &self,
        node: &Id,
        documents: &BTreeSet<DocumentId>,
        sources: &BTreeMap<DocumentId, Source>,
        verdicts: &[Verdict],
        mint: Mint<'_>,
    ) -> Result<Option<Growth>, Diagnostic> {
        let more = self.claims_in_documents(node, documents, mint)?;
        let alone = more.iter().all(|claim| stands_alone(claim, mint.ontology));
        if !alone || are_of_concern(verdicts, node, mint.ontology) {
            return Ok(None);
        }
        let copies: BTreeSet<DocumentId> = documents
            .iter()
            .filter_map(|id| sources.get(id))
            .flat_map(|source| source.copies.difference(documents).cloned())
            .collect();
        let copying = self.claims_in_documents(node, &copies, mint)?;
        let triples: BTreeSet<_> =
            more.iter().map(|claim| (node.as_str(), claim.predicate.as_str(), &claim.object)).collect();
        let (mut there, mut before) = (Vec::<Statement>::new(), BTreeMap::<String, Quad>::new());
        for triple in triples {
            let quads = self.tally(&graph::triple_iri(triple, mint), mint)?;
            let tally = quads.first().map(|quad| &quad.object);
            if let Some(statement) = tally.and_then(|tally| graph::statement_of_tally(triple, tally)) {
                before.extend(graph::grown_to_quads(&statement, &more, mint).into_iter().map(keyed));
                there.push(statement);
            }
        }
        let after: BTreeMap<String, Quad> = grow(there, &more, sources, &copying, mint.ontology)
            .iter()
            .flat_map(|statement| graph::grown_to_quads(statement, &more, mint))
            .map(keyed)
            .collect();
        let only = |these: &BTreeMap<String, Quad>, others: &BTreeMap<String, Quad>| -> Vec<Quad> {
            these.iter().filter(|(key, _)| !others.contains_key(*key)).map(|(_, quad)| quad.clone()).collect()
        };
        Ok(Some(Growth { gone: only(&before, &after), come: only(&after, &before), claims: more.len() }))
    }

    /// What `documents` claim of a node.
    fn claims_in_documents(
        &self,
        node: &str,
        documents: &BTreeSet<DocumentId>,
        mint: Mint<'_>,
    ) -> Result<Vec<Claim>, Diagnostic> {
        let graphs = documents.iter().map(|id| GraphName::from(mint.claims_graph(id)));
        let of_node = |graph| Pattern { graph: Some(graph), ..Pattern::with(rdf::SUBJECT, mint.node(node)) };
        let found = self.quads.find_all(&graphs.map(of_node).collect::<Vec<_>>())?;
        let about = |quad: &Quad| Pattern::about(quad.subject.clone(), Some(quad.graph_name.clone()));
        let quads = self.quads.find_all(&found.iter().map(about).collect::<Vec<_>>())?;
        Ok(graph::claims_of_graph(&quads, mint))
    }

    /// The quad that keeps the tally of a statement.
    fn tally(&self, statement: &NamedNode, mint: Mint<'_>) -> Result<Vec<Quad>, Diagnostic> {
        self.find(Some(statement.as_ref()), Some(v::TALLY), None, Some(mint.graph("fusion").as_ref()))
    }
}

fn keyed(quad: Quad) -> (String, Quad) {
    (quad.to_string(), quad)
}
