//! Floor 5. Why the graph says what it says: the sentences behind an entity, a claim or a triple, who disagrees, how the
//! statement stands, and how it came to be.

mod origin;
mod standing;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use oxigraph::model::{NamedNode, Term};

use crate::model::Diagnostic;
use crate::query::evidence::{Cited, SourceDocument, cite_all, claims_about, is_claim, look_ahead};
use crate::query::graph::{self, objects, subjects};
use crate::query::{Names, Vocabulary};
use crate::rdf::vocabulary as v;
use crate::store::Quads;

pub use origin::{Origin, Reader};
pub use standing::{Decided, Ground, Standing};

/// All that proves one thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Reasons {
    /// What was asked about.
    pub about: String,
    /// The sentences, by date and place.
    pub passages: Vec<Passage>,
    /// The publishers that say it, in order; those without a name are left out.
    pub publishers: BTreeSet<String>,
    /// What speaks against it.
    pub disputes: Vec<Dispute>,
    /// The statements that the sentences are behind.
    pub standings: Vec<Standing>,
}

/// A sentence with all that it proves here.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    /// Where it stands.
    pub document: SourceDocument,
    /// The whole sentence.
    pub sentence: String,
    /// The words that prove something, as bytes of `sentence`, in order and apart.
    pub marks: Vec<Range<usize>>,
    /// The claims it proves.
    pub claims: Vec<Cited>,
}

/// A conflict, or a denial.
#[derive(Clone, Debug, PartialEq)]
pub struct Dispute {
    /// In what they differ: a term of the ontology; `None` if one denies what another says.
    pub kind: Option<NamedNode>,
    /// The role they differ in.
    pub role: Option<NamedNode>,
    /// The decisions that settled it.
    pub settled: Vec<Decided>,
    /// What the others say.
    pub others: Vec<Passage>,
}

/// Why the graph says what it says of `words`: an entity or a claim, or a subject, a predicate and an object.
///
/// # Errors
/// If the words name nothing the store knows, or nothing is claimed of it.
pub fn why(
    store: &Quads,
    words: &[String],
    names: &Names<'_>,
    terms: &Vocabulary,
) -> Result<Reasons, Diagnostic> {
    let claims = match words {
        [subject, predicate, object] => of_triple(store, subject, predicate, object, names, terms)?,
        [one] => of_node(store, &names.find(one)?)?,
        _ => {
            return Err(Diagnostic::error(
                "why wants an entity, a claim, or a subject, a predicate and an object",
            ));
        }
    };
    if claims.is_empty() {
        return Err(Diagnostic::error(format!("no document claims anything of {}", words.join(" "))));
    }
    let cited = cite_all(store, &claims)?;
    let publishers = cited.iter().filter_map(|cited| cited.document.publisher.clone()).collect();
    let disputes = disputes(store, &claims)?;
    let standings = standing::standings(store, &claims)?;
    Ok(Reasons { about: words.join(" "), passages: passages(cited), publishers, disputes, standings })
}

/// The claims about a node and those it takes part in; the claim itself, if it is one.
fn of_node(store: &Quads, node: &NamedNode) -> Result<Vec<NamedNode>, Diagnostic> {
    if is_claim(store, node.as_ref())? {
        return Ok(vec![node.clone()]);
    }
    let mut claims = claims_about(store, node.as_ref())?;
    let taking_part = subjects(store, graph::OBJECT, node.as_ref())?;
    look_ahead(store, &taking_part)?;
    for claim in taking_part {
        if is_claim(store, claim.as_ref())? {
            claims.push(claim);
        }
    }
    Ok(claims)
}

fn of_triple(
    store: &Quads,
    subject: &str,
    predicate: &str,
    object: &str,
    names: &Names<'_>,
    terms: &Vocabulary,
) -> Result<Vec<NamedNode>, Diagnostic> {
    let subject = names.find(subject)?;
    let predicate = terms.find(predicate)?;
    let (mut claims, mut others) = (Vec::new(), BTreeSet::new());
    let wanted = names.find(object).ok().map(Term::from);
    for claim in claims_about(store, subject.as_ref())? {
        if !objects(store, claim.as_ref(), graph::PREDICATE)?.contains(&predicate.clone().into()) {
            continue;
        }
        for term in objects(store, claim.as_ref(), graph::OBJECT)? {
            if wanted.as_ref() == Some(&term) || names.show(&term).eq_ignore_ascii_case(object) {
                claims.push(claim.clone());
            } else {
                others.insert(names.show(&term));
            }
        }
    }
    if claims.is_empty() && !others.is_empty() {
        let said: Vec<_> = others.into_iter().collect();
        return Err(Diagnostic::error(format!(
            "no document says that its {} is {object}",
            names.of(&predicate)
        ))
        .hint(format!("they say {}", said.join("; "))));
    }
    Ok(claims)
}

/// The claims of each sentence together, in the order in which they come.
fn passages(cited: Vec<Cited>) -> Vec<Passage> {
    let mut passages: Vec<Passage> = Vec::new();
    for claim in cited {
        let same = |passage: &&mut Passage| {
            passage.document.iri == claim.document.iri && passage.sentence == claim.sentence
        };
        match passages.iter_mut().find(same) {
            Some(passage) => passage.claims.push(claim),
            None => passages.push(Passage {
                document: claim.document.clone(),
                sentence: claim.sentence.clone(),
                marks: Vec::new(),
                claims: vec![claim],
            }),
        }
    }
    for passage in &mut passages {
        passage.marks = marks(&passage.claims);
    }
    passages
}

/// The marked words of `claims`, those that touch as one. A whole sentence marks nothing in particular.
fn marks(claims: &[Cited]) -> Vec<Range<usize>> {
    let mut all: Vec<Range<usize>> = claims
        .iter()
        .filter(|claim| !claim.marked.is_empty() && claim.marked.len() < claim.sentence.len())
        .map(|claim| claim.marked.clone())
        .collect();
    all.sort_by_key(|mark| (mark.start, mark.end));
    let mut marks: Vec<Range<usize>> = Vec::new();
    for mark in all {
        match marks.last_mut().filter(|last| mark.start <= last.end) {
            Some(last) => last.end = last.end.max(mark.end),
            None => marks.push(mark),
        }
    }
    marks
}

/// The other sides of the conflicts that `claims` are in, and the denials of what they say.
fn disputes(store: &Quads, claims: &[NamedNode]) -> Result<Vec<Dispute>, Diagnostic> {
    let mine: BTreeSet<&NamedNode> = claims.iter().collect();
    let mut others: BTreeMap<Option<NamedNode>, BTreeSet<NamedNode>> = BTreeMap::new();
    for claim in claims {
        for node in subjects(store, graph::REFERENCE, claim.as_ref())? {
            others.entry(None).or_default().extend(nodes(store, &node, graph::DISSENT)?);
            for conflict in subjects(store, graph::SIDE_OF, node.as_ref())? {
                for side in nodes(store, &conflict, graph::SIDE_OF)? {
                    let said = nodes(store, &side, graph::REFERENCE)?;
                    others.entry(Some(conflict.clone())).or_default().extend(said);
                }
            }
        }
    }
    let mut disputes = Vec::new();
    for (conflict, claims) in others {
        let against: Vec<_> = claims.iter().filter(|claim| !mine.contains(claim)).collect();
        let others = passages(cite_all(store, against.iter().copied())?);
        let one = |predicate| match &conflict {
            Some(conflict) => nodes(store, conflict, predicate).map(|nodes| nodes.into_iter().next()),
            None => Ok(None),
        };
        if !others.is_empty() || conflict.is_some() {
            let decisions = conflict.as_ref().map(|conflict| nodes(store, conflict, v::DECIDED_BY));
            let decisions = decisions.transpose()?.unwrap_or_default();
            disputes.push(Dispute {
                settled: decisions
                    .iter()
                    .map(|decision| standing::decided(store, decision))
                    .collect::<Result<_, _>>()?,
                kind: one(graph::CONFLICT_KIND)?,
                role: one(graph::CONFLICT_ROLE)?,
                others,
            });
        }
    }
    Ok(disputes)
}

fn nodes(
    store: &Quads,
    subject: &NamedNode,
    predicate: oxigraph::model::NamedNodeRef<'_>,
) -> Result<Vec<NamedNode>, Diagnostic> {
    let nodes = objects(store, subject.as_ref(), predicate)?.into_iter().filter_map(|term| match term {
        Term::NamedNode(node) => Some(node),
        _ => None,
    });
    Ok(nodes.collect())
}
