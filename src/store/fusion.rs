//! What all documents come to, kept up to date in the default graph and in `graph/fusion`.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphName, Literal, NamedNode, NamedOrBlankNode, Quad, Term, TermRef};

use super::growth::Growth;
use super::{Changes, Pattern, Store};
use crate::fuse::decided::Verdict;
use crate::fuse::rivals::{self, Contents, Marks, Rivals};
use crate::fuse::{Fused, fuse_decided};
use crate::model::{Claim, Diagnostic, DocumentId, Id};
use crate::rdf::{self as graph, Mint, vocabulary as v};

/// The nodes to fuse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All there are.
    All,
    /// Some.
    Nodes {
        /// Those of which documents speak no more, or in another way.
        anew: BTreeSet<Id>,
        /// Those of which new documents speak, and which documents. They may also be among the first.
        more: BTreeMap<Id, BTreeSet<DocumentId>>,
    },
}

impl Scope {
    /// These nodes, whatever was changed about them.
    #[must_use]
    pub const fn nodes(anew: BTreeSet<Id>) -> Self {
        Self::Nodes { anew, more: BTreeMap::new() }
    }
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
    /// Fuses anew what the documents say of the nodes in `scope`. The store counts as stale until all of that is written.
    ///
    /// # Errors
    /// If the store fails.
    pub fn fuse(&self, scope: Scope, mint: Mint<'_>) -> Result<Change, Diagnostic> {
        let verdicts = self.verdicts(mint)?;
        let lost = match &scope {
            Scope::All => BTreeSet::new(),
            Scope::Nodes { anew, .. } => anew.clone(),
        };
        let (mut nodes, growth) = self.divide(scope, &verdicts, mint)?;
        let mut claims = self.claims_in(nodes.as_ref(), mint)?;
        let mut marks = rivals::marks(&claims, mint.ontology);
        if let Some(nodes) = &mut nodes {
            let rivals = self.rivals(nodes, &lost, &marks, mint)?;
            let others = self.claims_about_all(rivals.iter().map(String::as_str), mint)?;
            marks.extend(rivals::marks(&others, mint.ontology));
            claims.extend(others);
            nodes.extend(rivals);
        }
        let documents = claims.iter().map(|claim| claim.evidence.document.clone()).collect();
        let mut fused = fuse_decided(&claims, &self.sources(documents, mint)?, mint.ontology, &verdicts);
        fused.marks = marks.iter().map(|(id, marks)| (id.clone(), marks.own.clone())).collect();
        self.compare(&mut fused, &mut claims, marks, nodes.as_ref(), &verdicts, mint)?;
        let new: BTreeMap<String, Quad> = graph::fused_to_quads(&fused, &claims, mint)
            .into_iter()
            .map(|quad| (quad.to_string(), quad))
            .collect();
        let paired = lost.iter().chain(fused.marks.keys()).collect();
        let mut gone = self.fused_quads(nodes.as_ref(), &paired, mint)?;
        let stale = stale(mint);
        let kept = |quad: &Quad| *quad == stale || quad.predicate == v::NEAR_COPY_OF;
        gone.retain(|quad| !kept(quad) && !new.contains_key(&quad.to_string()));
        let orphans = self.orphaned_amounts(&gone, &new, mint)?;
        gone.extend(orphans);
        let mut come = self.missing(new.into_values().collect())?;
        gone.extend(growth.gone);
        come.extend(growth.come);
        self.commit(Changes { removed: gone.clone(), added: come.clone(), ..Changes::default() })?;
        self.commit(Changes { removed: vec![stale], ..Changes::default() })?;
        self.settle()?;
        Ok(Change { gone, come, claims: claims.len() + growth.claims })
    }

    /// The nodes to fuse anew (`None`: all), and what is added to others.
    fn divide(
        &self,
        scope: Scope,
        verdicts: &[Verdict],
        mint: Mint<'_>,
    ) -> Result<(Option<BTreeSet<Id>>, Growth), Diagnostic> {
        let mut all = Growth::default();
        let Scope::Nodes { mut anew, more } = scope else { return Ok((None, all)) };
        let sources = self.sources(more.values().flatten().cloned().collect(), mint)?;
        for (node, documents) in more {
            if anew.contains(&node) {
                continue;
            }
            let growth = if self.is_growing(&node, mint)? {
                self.growth(&node, &documents, &sources, verdicts, mint)?
            } else {
                None
            };
            match growth {
                Some(growth) => {
                    all.gone.extend(growth.gone);
                    all.come.extend(growth.come);
                    all.claims += growth.claims;
                }
                None => {
                    anew.insert(node);
                }
            }
        }
        Ok((Some(anew), all))
    }

    /// The nodes besides `nodes` whose rank may change with them: those that they are at odds with, or were. What they were at
    /// odds with their `marks` tell too, except of those of which claims may have been `lost`.
    fn rivals(
        &self,
        nodes: &BTreeSet<Id>,
        lost: &BTreeSet<Id>,
        marks: &BTreeMap<Id, Marks>,
        mint: Mint<'_>,
    ) -> Result<BTreeSet<Id>, Diagnostic> {
        let mut rivals = self.bearers(marks.values().flat_map(|marks| &marks.sought), mint)?;
        let fusion = GraphName::from(mint.graph("fusion"));
        for (here, there) in [(v::CONFLICT_ABOUT, v::CONFLICT_WITH), (v::CONFLICT_WITH, v::CONFLICT_ABOUT)] {
            let of = |id: &Id| Pattern { graph: Some(fusion.clone()), ..Pattern::with(here, mint.node(id)) };
            let conflicts = self.quads.find_all(&lost.iter().map(of).collect::<Vec<_>>())?;
            let other = |quad: &Quad| Pattern {
                subject: Some(quad.subject.clone()),
                predicate: Some(there.into_owned()),
                graph: Some(fusion.clone()),
                ..Pattern::default()
            };
            let others = self.quads.find_all(&conflicts.iter().map(other).collect::<Vec<_>>())?;
            rivals.extend(others.iter().filter_map(|quad| match &quad.object {
                Term::NamedNode(node) => mint.id(node.as_ref()),
                _ => None,
            }));
        }
        rivals.retain(|id| !nodes.contains(id));
        Ok(rivals)
    }

    /// Puts to `fused` what the nodes that were fused, all or `nodes`, and bear `marks`, are at odds with. To `claims` come those
    /// about other nodes that they are compared with.
    fn compare(
        &self,
        fused: &mut Fused,
        claims: &mut Vec<Claim>,
        mut marks: BTreeMap<Id, Marks>,
        nodes: Option<&BTreeSet<Id>>,
        verdicts: &[Verdict],
        mint: Mint<'_>,
    ) -> Result<(), Diagnostic> {
        if let Some(nodes) = nodes {
            let bearers = self.bearers(marks.values().flat_map(|marks| &marks.sought), mint)?;
            let others = bearers.difference(nodes).map(String::as_str);
            let others = self.claims_about_all(others, mint)?;
            marks.extend(rivals::marks(&others, mint.ontology));
            claims.extend(others);
        }
        let rivals = Rivals::new(claims, mint.ontology, verdicts);
        let mut contents = BTreeMap::new();
        for pair in rivals.pairs(&marks) {
            if nodes.is_some_and(|nodes| !nodes.contains(&pair.0) && !nodes.contains(&pair.1)) {
                continue;
            }
            for document in rivals.documents(&pair) {
                if !contents.contains_key(document) {
                    let said = self.claims(document, mint)?;
                    contents.insert(document.clone(), Contents::of(&said, mint.ontology));
                }
            }
            if let Some(rivalry) = rivals.compare(&pair, &contents) {
                fused.put(rivalry);
            }
        }
        Ok(())
    }

    /// The nodes that bear one of these marks, as they were last fused.
    fn bearers<'a>(
        &self,
        marks: impl Iterator<Item = &'a String>,
        mint: Mint<'_>,
    ) -> Result<BTreeSet<Id>, Diagnostic> {
        let bearing = |mark: &String| Pattern {
            predicate: Some(v::COMPARED_BY.into_owned()),
            object: Some(Literal::new_simple_literal(mark).into()),
            graph: Some(mint.graph("fusion").into()),
            ..Pattern::default()
        };
        let marks: BTreeSet<&String> = marks.collect();
        let found = self.quads.find_all(&marks.into_iter().map(bearing).collect::<Vec<_>>())?;
        let node = |quad: &Quad| match &quad.subject {
            NamedOrBlankNode::NamedNode(node) => mint.id(node.as_ref()),
            NamedOrBlankNode::BlankNode(_) => None,
        };
        Ok(found.iter().filter_map(node).collect())
    }

    /// Whether documents came or went since all was last fused.
    ///
    /// # Errors
    /// If the store fails.
    pub fn is_stale(&self, mint: Mint<'_>) -> Result<bool, Diagnostic> {
        self.quads.contains(&stale(mint))
    }

    /// Those of `quads` that are not there.
    fn missing(&self, mut quads: Vec<Quad>) -> Result<Vec<Quad>, Diagnostic> {
        let about = |quad: &Quad| Pattern::about(quad.subject.clone(), Some(quad.graph_name.clone()));
        let mut patterns: Vec<Pattern> = quads.iter().map(about).collect();
        patterns.dedup();
        let there = self.quads.find_all(&patterns)?;
        let there: BTreeSet<String> = there.iter().map(ToString::to_string).collect();
        quads.retain(|quad| !there.contains(&quad.to_string()));
        Ok(quads)
    }

    fn claims_in(&self, nodes: Option<&BTreeSet<Id>>, mint: Mint<'_>) -> Result<Vec<Claim>, Diagnostic> {
        if let Some(nodes) = nodes {
            return self.claims_about_all(nodes.iter().map(String::as_str), mint);
        }
        let mut claims = Vec::new();
        for id in self.documents(mint)?.keys() {
            claims.extend(self.claims(id, mint)?);
        }
        Ok(claims)
    }

    /// The quads that fusing wrote about `nodes`, amounts of money aside; all that it wrote, if there are none given. Of the
    /// nodes only those `paired` can be the other of two that are at odds.
    fn fused_quads(
        &self,
        nodes: Option<&BTreeSet<Id>>,
        paired: &BTreeSet<&Id>,
        mint: Mint<'_>,
    ) -> Result<Vec<Quad>, Diagnostic> {
        let fusion = mint.graph("fusion");
        let fusion = GraphName::from(fusion);
        let whole = |graph| Pattern { graph: Some(graph), ..Pattern::default() };
        let Some(nodes) = nodes else {
            return self.quads.find_all(&[whole(GraphName::DefaultGraph), whole(fusion)]);
        };
        let nodes: Vec<_> = nodes.iter().map(|id| mint.node(id)).collect();
        let of = |graph: &GraphName| -> Vec<Pattern> {
            nodes.iter().map(|node| Pattern::about(node.clone(), Some(graph.clone()))).collect()
        };
        let mut quads = self.quads.find_all(&[of(&GraphName::DefaultGraph), of(&fusion)].concat())?;
        let paired: Vec<NamedNode> = paired.iter().map(|id| mint.node(id)).collect();
        let links = [
            (rdf::SUBJECT, &nodes, None),
            (v::CONFLICT_ABOUT, &nodes, Some(v::SIDE_OF)),
            (v::CONFLICT_WITH, &paired, Some(v::SIDE_OF)),
        ];
        for (link, nodes, part) in links {
            let linked = |node: &NamedNode| Pattern {
                graph: Some(fusion.clone()),
                ..Pattern::with(link, node.clone())
            };
            let found = self.quads.find_all(&nodes.iter().map(linked).collect::<Vec<_>>())?;
            let about = |quad: &Quad| Pattern::about(quad.subject.clone(), Some(fusion.clone()));
            let of_nodes = self.quads.find_all(&found.iter().map(about).collect::<Vec<_>>())?;
            let part_of = |quad: &Quad| match &quad.object {
                Term::NamedNode(node) if Some(quad.predicate.as_ref()) == part => {
                    Some(Pattern::about(node.clone(), Some(fusion.clone())))
                }
                _ => None,
            };
            quads.extend(self.quads.find_all(&of_nodes.iter().filter_map(part_of).collect::<Vec<_>>())?);
            quads.extend(of_nodes);
        }
        Ok(quads)
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
            let speaking = self.quads.find(None, None, Some(object), Some(quad.graph_name.as_ref()))?;
            if speaking.iter().all(|other| going.contains(&other.to_string())) {
                orphans.extend(description.into_iter().map(|of| (of.to_string(), of)));
            }
        }
        orphans.retain(|quad, _| !going.contains(quad));
        Ok(orphans.into_values().collect())
    }
}

/// Says that not all is fused.
pub(super) fn stale(mint: Mint<'_>) -> Quad {
    let fusion = mint.graph("fusion");
    Quad::new(fusion.clone(), rdf::TYPE, v::STALE, fusion)
}
