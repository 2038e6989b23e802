//! What all documents come to, kept up to date in the default graph and in `graph/fusion`.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphNameRef, Quad, Term, TermRef};
use oxigraph::store::Transaction;

use super::{Store, failed};
use crate::fuse::{Source, fuse_decided};
use crate::model::{Claim, Diagnostic, DocumentId, Id};
use crate::rdf::{self as graph, Mint, vocabulary as v};

/// The nodes to fuse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All there are.
    All,
    /// These.
    Nodes(BTreeSet<Id>),
}

/// What fusing anew changed: quads of the default graph and of `graph/fusion`, in no particular order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Quads that are no more.
    pub gone: Vec<Quad>,
    /// Quads that are new.
    pub come: Vec<Quad>,
    /// How many claims were fused.
    pub claims: usize,
}

impl Store {
    /// Fuses anew what the documents say of the nodes in `scope`, in one transaction.
    ///
    /// # Errors
    /// If Oxigraph fails; then nothing was changed.
    pub fn fuse(&self, scope: &Scope, mint: Mint<'_>) -> Result<Change, Diagnostic> {
        let claims = self.claims_in(scope, mint)?;
        let verdicts = self.verdicts(mint)?;
        let fused = fuse_decided(&claims, &self.sources(&claims, mint)?, mint.ontology, &verdicts);
        let new: BTreeMap<String, Quad> = graph::fused_to_quads(&fused, &claims, mint)
            .into_iter()
            .map(|quad| (quad.to_string(), quad))
            .collect();
        let mut gone = self.fused_quads(scope, mint)?;
        let stale = stale(mint);
        gone.retain(|quad| *quad != stale && !new.contains_key(&quad.to_string()));
        let orphans = self.orphaned_amounts(&gone, &new, mint)?;
        gone.extend(orphans);
        let mut come = Vec::new();
        for quad in new.into_values() {
            if !self.quads.contains(&quad).map_err(|error| failed(&error))? {
                come.push(quad);
            }
        }
        let mut transaction = self.begin()?;
        for quad in &gone {
            transaction.remove(quad);
        }
        transaction.extend(&come);
        transaction.remove(&stale);
        transaction.commit().map_err(|error| failed(&error))?;
        Ok(Change { gone, come, claims: claims.len() })
    }

    /// Whether documents came or went since all was last fused.
    ///
    /// # Errors
    /// If Oxigraph fails.
    pub fn is_stale(&self, mint: Mint<'_>) -> Result<bool, Diagnostic> {
        self.quads.contains(&stale(mint)).map_err(|error| failed(&error))
    }

    fn claims_in(&self, scope: &Scope, mint: Mint<'_>) -> Result<Vec<Claim>, Diagnostic> {
        let mut claims = Vec::new();
        match scope {
            Scope::All => {
                for id in self.documents(mint)?.keys() {
                    claims.extend(self.claims(id, mint)?);
                }
            }
            Scope::Nodes(nodes) => {
                for node in nodes {
                    claims.extend(self.claims_about(node, mint)?);
                }
            }
        }
        Ok(claims)
    }

    /// What fusing needs to know of the documents that make `claims`.
    fn sources(&self, claims: &[Claim], mint: Mint<'_>) -> Result<BTreeMap<DocumentId, Source>, Diagnostic> {
        let ids: BTreeSet<&DocumentId> = claims.iter().map(|claim| &claim.evidence.document).collect();
        let mut sources = BTreeMap::new();
        for id in ids {
            if let Some((document, _)) = self.document(id, mint)? {
                let dated = document.meta.published.is_some();
                let told = if dated { Vec::new() } else { self.claims(id, mint)? };
                sources.insert(id.clone(), Source::of(&document, &told));
            }
        }
        Ok(sources)
    }

    /// The quads that fusing wrote about the nodes in `scope`; amounts of money aside, unless all are in it.
    fn fused_quads(&self, scope: &Scope, mint: Mint<'_>) -> Result<Vec<Quad>, Diagnostic> {
        let fusion = mint.graph("fusion");
        let (default, fusion) = (GraphNameRef::DefaultGraph, GraphNameRef::from(fusion.as_ref()));
        let nodes = match scope {
            Scope::All => {
                let mut quads = self.pattern(None, None, None, Some(default))?;
                quads.extend(self.pattern(None, None, None, Some(fusion))?);
                return Ok(quads);
            }
            Scope::Nodes(nodes) => nodes,
        };
        let mut quads = Vec::new();
        for id in nodes {
            let node = mint.node(id);
            quads.extend(self.pattern(Some(node.as_ref().into()), None, None, Some(default))?);
            for (link, part) in [(rdf::SUBJECT, None), (v::CONFLICT_ABOUT, Some(v::SIDE_OF))] {
                for found in self.pattern(None, Some(link), Some(node.as_ref().into()), Some(fusion))? {
                    let of_node = self.pattern(Some(found.subject.as_ref()), None, None, Some(fusion))?;
                    for side in of_node.iter().filter(|quad| Some(quad.predicate.as_ref()) == part) {
                        quads.extend(self.described_by(&side.object, fusion)?);
                    }
                    quads.extend(of_node);
                }
            }
        }
        Ok(quads)
    }

    fn described_by(&self, node: &Term, graph: GraphNameRef<'_>) -> Result<Vec<Quad>, Diagnostic> {
        match node {
            Term::NamedNode(node) => self.pattern(Some(node.as_ref().into()), None, None, Some(graph)),
            _ => Ok(Vec::new()),
        }
    }

    /// What is said of amounts of money that no triple speaks of any more once `gone` is gone and `new` has come.
    fn orphaned_amounts(
        &self,
        gone: &[Quad],
        new: &BTreeMap<String, Quad>,
        mint: Mint<'_>,
    ) -> Result<Vec<Quad>, Diagnostic> {
        let going: BTreeSet<String> = gone.iter().map(ToString::to_string).collect();
        let mut orphans = BTreeMap::new();
        for quad in gone {
            let description = graph::amount_to_quads(&quad.object, &quad.graph_name, mint);
            if description.is_empty() || description.iter().any(|of| new.contains_key(&of.to_string())) {
                continue;
            }
            let object = TermRef::from(&quad.object);
            let speaking = self.pattern(None, None, Some(object), Some(quad.graph_name.as_ref()))?;
            if speaking.iter().all(|other| going.contains(&other.to_string())) {
                orphans.extend(description.into_iter().map(|of| (of.to_string(), of)));
            }
        }
        orphans.retain(|quad, _| !going.contains(quad));
        Ok(orphans.into_values().collect())
    }
}

/// Notes in a transaction that not all is fused.
pub(super) fn mark_stale(transaction: &mut Transaction<'_>, mint: Mint<'_>) {
    transaction.insert(&stale(mint));
}

fn stale(mint: Mint<'_>) -> Quad {
    let fusion = mint.graph("fusion");
    Quad::new(fusion.clone(), rdf::TYPE, v::STALE, fusion)
}
