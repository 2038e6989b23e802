//! Names over the whole store: what one document calls by a short name only is what another introduces by the long one.
//!
//! "Acacia" in one article is the Acacia Communications of another if that one uses both names, if no other thing in the
//! store goes by the short one as well as by a longer that begins with it, and if the two articles have one more name in
//! common. What a gazetteer knows keeps its own node, and a document that tells the two apart is left as it is. Which
//! node a mention refers to so depends on which documents are in the store and on nothing else; the claims of the
//! documents concerned are made anew when that changes, as they are for a merge that a person decides.

use std::collections::{BTreeMap, BTreeSet};

use super::Extracted;
use crate::curate::{REPLACES, identified};
use crate::model::{Claim, Decision, Decisions, Diagnostic, Document, DocumentId, Id, Object, Ruling, slug};
use crate::rdf::Mint;
use crate::relate::KNOWN;
use crate::store::{ALT_LABEL, LABEL, NamesOf, Store};

/// All names in `claims`.
pub(super) fn names(claims: &[Claim]) -> BTreeSet<String> {
    let named = claims.iter().filter(|claim| claim.predicate == LABEL || claim.predicate == ALT_LABEL);
    named
        .filter_map(|claim| match &claim.object {
            Object::Text(name) => Some(name.clone()),
            _ => None,
        })
        .collect()
}

/// All names in the store.
pub(super) fn all(store: &Store, mint: Mint<'_>) -> Result<BTreeSet<String>, Diagnostic> {
    let mut all = BTreeSet::new();
    for id in store.documents(mint)?.keys() {
        all.append(&mut names(&store.claims(id, mint)?));
    }
    Ok(all)
}

/// Names of which it may have changed what they mean.
#[derive(Default)]
pub(super) struct Called {
    /// The names in documents that came or went.
    pub(super) names: BTreeSet<String>,
    /// The documents that came, and were not fused yet; `None` if it is not known which were.
    pub(super) fresh: Option<BTreeSet<DocumentId>>,
}

/// Brings the claims of all documents up to date with what names mean now. Returns the nodes touched.
pub(super) fn settle(
    called: &Called,
    decisions: &Decisions,
    extract: &(dyn Fn(&Document) -> Extracted + Sync),
    store: &Store,
    mint: Mint<'_>,
) -> Result<BTreeSet<Id>, Diagnostic> {
    let mut namer = Namer { store, mint, documents: BTreeMap::new() };
    let mut changed = BTreeSet::new();
    for name in &called.names {
        if namer.may_change(name, called.fresh.as_ref())? {
            changed.append(&mut namer.changed(name)?);
        }
    }
    let mut touched = BTreeSet::new();
    for id in changed {
        let Some((document, locations)) = store.document(&id, mint)? else { continue };
        touched.extend(store.claims(&id, mint)?.into_iter().map(|claim| claim.subject));
        let raw = extract(&document).claims;
        let merges = namer.merges(&id, &raw)?;
        let claims = renamed(&document, raw, &merges, decisions, mint);
        touched.extend(claims.iter().map(|claim| claim.subject.clone()));
        store.put(&document, locations.iter().map(String::as_str), &claims, mint)?;
    }
    Ok(touched)
}

/// The claims of a document in which the nodes that `merges` names have given way to others. What a person decided goes
/// first.
fn renamed(
    document: &Document,
    raw: Vec<Claim>,
    merges: &BTreeMap<Id, Id>,
    decisions: &Decisions,
    mint: Mint<'_>,
) -> Vec<Claim> {
    let merge = |(node, into): (&Id, &Id)| Decision {
        ruling: Ruling::Merge { node: node.clone(), into: into.clone(), name: None },
        who: None,
        why: None,
        date: None,
    };
    let all = Decisions::of(merges.iter().map(merge).chain(decisions.iter().cloned()));
    let mut claims = identified(document, raw, &all, mint.ontology);
    // The short name is one name more of the thing, which has its own from the documents that introduce it.
    let into: BTreeSet<&Id> = merges.values().collect();
    for claim in claims.iter_mut().filter(|claim| claim.predicate == LABEL && into.contains(&claim.subject)) {
        ALT_LABEL.clone_into(&mut claim.predicate);
    }
    claims
}

/// Tells what a name means, from what the documents in the store call things.
struct Namer<'a> {
    store: &'a Store,
    mint: Mint<'a>,
    documents: BTreeMap<DocumentId, NamesOf>,
}

impl Namer<'_> {
    /// Whether there is anything that goes by `name` as well as by another, and any mention that could mean it: a short look
    /// at what is fused, before one at all documents that have the name.
    fn may_change(&mut self, name: &str, fresh: Option<&BTreeSet<DocumentId>>) -> Result<bool, Diagnostic> {
        let Some(fresh) = fresh else { return Ok(true) };
        let mut also = self.store.fused_as(ALT_LABEL, name, self.mint)?;
        let mut borne = !self.store.fused_as(LABEL, name, self.mint)?.is_empty();
        let mut replaced = BTreeSet::new();
        for document in fresh {
            let called = self.of(document)?;
            also.extend(
                called.others.iter().filter(|(_, names)| names.contains(name)).map(|(id, _)| id.clone()),
            );
            borne |= called.labels.values().any(|names| names.contains(name));
            replaced.extend(called.replaced.values().flatten().cloned());
        }
        if also.is_empty() || borne {
            return Ok(borne && !also.is_empty());
        }
        for node in &also {
            replaced.append(&mut self.store.fused_instead_of(node, REPLACES, self.mint)?);
        }
        Ok(replaced.iter().any(|before| before.rsplit('/').next() == Some(slug(name).as_str())))
    }

    /// The documents in which `name` does not stand for the node that it should.
    fn changed(&mut self, name: &str) -> Result<BTreeSet<DocumentId>, Diagnostic> {
        let also = self.store.called(ALT_LABEL, name, self.mint)?;
        if also.is_empty() {
            return Ok(BTreeSet::new());
        }
        let introduced = self.introduced(name, &also)?;
        let mut bearers = BTreeSet::new();
        for (node, document) in self.store.called(LABEL, name, self.mint)? {
            if self.of(&document)?.is_own(&node) {
                bearers.insert((document, node, None));
            }
        }
        for (node, document) in also {
            let called = self.of(&document)?;
            let before = called.replaced.get(&node).into_iter().flatten();
            let short = before.filter(|before| before.rsplit('/').next() == Some(slug(name).as_str()));
            bearers.extend(short.map(|before| (document.clone(), before.clone(), Some(node.clone()))));
        }
        let mut changed = BTreeSet::new();
        for (document, node, now) in bearers {
            let is_known = now.is_none() && self.is_known(&document, &node)?;
            if !is_known && self.meant(name, &node, &document, &introduced)? != now {
                changed.insert(document);
            }
        }
        Ok(changed)
    }

    /// The nodes of a document that give way to others.
    fn merges(&mut self, document: &DocumentId, raw: &[Claim]) -> Result<BTreeMap<Id, Id>, Diagnostic> {
        let mut merges = BTreeMap::new();
        for claim in raw.iter().filter(|claim| claim.predicate == LABEL && claim.confidence < KNOWN) {
            let Object::Text(name) = &claim.object else { continue };
            let also = self.store.called(ALT_LABEL, name, self.mint)?;
            let introduced = self.introduced(name, &also)?;
            if let Some(into) = self.meant(name, &claim.subject, document, &introduced)? {
                merges.insert(claim.subject.clone(), into);
            }
        }
        Ok(merges)
    }

    /// The nodes that documents introduce by a longer name that begins with `name`, and those documents.
    fn introduced(
        &mut self,
        name: &str,
        also: &[(Id, DocumentId)],
    ) -> Result<BTreeMap<Id, BTreeSet<DocumentId>>, Diagnostic> {
        let mut introduced: BTreeMap<Id, BTreeSet<DocumentId>> = BTreeMap::new();
        for (node, document) in also {
            let called = self.of(document)?;
            let long = |label: &String| label.strip_prefix(name).is_some_and(|rest| rest.starts_with(' '));
            if called.is_own(node) && called.labels[node].iter().any(long) {
                introduced.entry(node.clone()).or_default().insert(document.clone());
            }
        }
        Ok(introduced)
    }

    /// The node that `name`, which by itself would be `node`, stands for in a document.
    fn meant(
        &mut self,
        name: &str,
        node: &str,
        document: &DocumentId,
        introduced: &BTreeMap<Id, BTreeSet<DocumentId>>,
    ) -> Result<Option<Id>, Diagnostic> {
        let mut others = introduced.iter().filter(|(other, _)| *other != node);
        let (Some((other, introducing)), None) = (others.next(), others.next()) else { return Ok(None) };
        let here = self.of(document)?.clone();
        if here.is_own(other) {
            return Ok(None);
        }
        for introducing in introducing {
            let there = self.of(introducing)?;
            let own: BTreeSet<&str> = [there.labels.get(other), there.others.get(other)]
                .into_iter()
                .flatten()
                .flatten()
                .map(String::as_str)
                .collect();
            let shared = there
                .own_names()
                .intersection(&here.own_names())
                .any(|shared| *shared != name && !own.contains(shared));
            if shared {
                return Ok(Some(other.clone()));
            }
        }
        Ok(None)
    }

    /// Whether a gazetteer knows the node.
    fn is_known(&self, document: &DocumentId, node: &str) -> Result<bool, Diagnostic> {
        let claims = self.store.claims(document, self.mint)?;
        Ok(claims
            .iter()
            .any(|claim| claim.subject == node && claim.predicate == LABEL && claim.confidence >= KNOWN))
    }

    fn of(&mut self, document: &DocumentId) -> Result<&NamesOf, Diagnostic> {
        if !self.documents.contains_key(document) {
            let called = self.store.names_in(document, REPLACES, self.mint)?;
            self.documents.insert(document.clone(), called);
        }
        Ok(&self.documents[document])
    }
}
