//! What proves a triple: the claims behind it, each with its sentence, its document, and who is quoted.

use std::ops::Range;

use oxigraph::model::{NamedNode, NamedNodeRef, Term, TermRef, Triple};

use super::graph::{self, object, objects, subjects, words};
use crate::model::{Diagnostic, DocumentId};
use crate::store::{Pattern, Quads};

/// A document as the store knows it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SourceDocument {
    /// Its day of publication, ISO 8601.
    pub published: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Where it was read from.
    pub location: Option<String>,
    /// Its IRI.
    pub iri: NamedNode,
}

/// One claim with what proves it.
#[derive(Clone, Debug, PartialEq)]
pub struct Cited {
    /// The document that says it.
    pub document: SourceDocument,
    /// The whole sentence.
    pub sentence: String,
    /// The words that prove it, as bytes of `sentence`; empty if they lie outside of it.
    pub marked: Range<usize>,
    /// The same words.
    pub exact: String,
    /// First character of `exact` in the document, in Unicode code points.
    pub start: usize,
    /// The character after its last.
    pub end: usize,
    /// What found it.
    pub rule: String,
    /// How the text holds it: `pact:Planned`.
    pub modality: Option<NamedNode>,
    /// Who is quoted as saying it.
    pub attributed_to: Option<NamedNode>,
    /// Between 0 and 1.
    pub confidence: f64,
    /// What it says.
    pub triple: Triple,
    /// The claim's IRI.
    pub claim: NamedNode,
}

/// The claims that say `triple`: those of that subject, predicate and object. If the triple speaks of a claim, or of
/// a statement or a conflict's side that refers to claims, then those.
///
/// # Errors
/// If the store cannot be read.
pub fn claims_behind(store: &Quads, triple: &Triple) -> Result<Vec<NamedNode>, Diagnostic> {
    let oxigraph::model::NamedOrBlankNode::NamedNode(subject) = &triple.subject else {
        return Ok(Vec::new());
    };
    if is_claim(store, subject.as_ref())? {
        return Ok(vec![subject.clone()]);
    }
    if let Term::NamedNode(node) = &triple.object
        && is_claim(store, node.as_ref())?
    {
        return Ok(vec![node.clone()]);
    }
    let referred = objects(store, subject.as_ref(), graph::REFERENCE)?;
    if !referred.is_empty() {
        return Ok(referred.into_iter().filter_map(node).collect());
    }
    let mut claims = Vec::new();
    let candidates = subjects(store, graph::SUBJECT, subject.as_ref())?;
    look_ahead(store, &candidates)?;
    for claim in candidates {
        let says = |predicate, value: TermRef<'_>| {
            store.has(Some(claim.as_ref().into()), Some(predicate), Some(value), None)
        };
        if says(graph::PREDICATE, triple.predicate.as_ref().into())?
            && says(graph::OBJECT, triple.object.as_ref())?
            && is_claim(store, claim.as_ref())?
        {
            claims.push(claim);
        }
    }
    Ok(claims)
}

/// All claims with `subject` as their subject.
///
/// # Errors
/// If the store cannot be read.
pub fn claims_about(store: &Quads, subject: NamedNodeRef<'_>) -> Result<Vec<NamedNode>, Diagnostic> {
    let mut claims = subjects(store, graph::SUBJECT, subject)?;
    look_ahead(store, &claims)?;
    let mut problem = None;
    claims.retain(|claim| {
        is_claim(store, claim.as_ref()).unwrap_or_else(|error| {
            problem = Some(error);
            false
        })
    });
    problem.map_or(Ok(claims), Err)
}

/// Whether `node` is a claim of a document.
///
/// # Errors
/// If the store cannot be read.
pub fn is_claim(store: &Quads, node: NamedNodeRef<'_>) -> Result<bool, Diagnostic> {
    Ok(object(store, node, graph::DERIVED_FROM)?.is_some() && object(store, node, graph::SUBJECT)?.is_some())
}

/// Reads a claim with its sentence; `None` if the store does not have all of it.
///
/// # Errors
/// If the store cannot be read.
pub fn cited(store: &Quads, claim: &NamedNode) -> Result<Option<Cited>, Diagnostic> {
    let about = Properties::of(store, claim.as_ref())?;
    let (Some(subject), Some(predicate), Some(object), Some(document)) = (
        about.node(graph::SUBJECT),
        about.node(graph::PREDICATE),
        about.term(graph::OBJECT),
        about.node(graph::DERIVED_FROM),
    ) else {
        return Ok(None);
    };
    let exact = about.words(graph::OA_EXACT).unwrap_or_default();
    let (start, end) = (about.number(graph::OA_START).unwrap_or(0), about.number(graph::OA_END).unwrap_or(0));
    let text = words(store, document.as_ref(), graph::SCHEMA_TEXT)?.unwrap_or_default();
    let (first, last) = (about.number(graph::SENTENCE_START), about.number(graph::SENTENCE_END));
    let (sentence, marked) = match (first, last) {
        (Some(first), Some(last)) => sentence(&text, first..last, start..end),
        _ => (exact.clone(), 0..exact.len()),
    };
    Ok(Some(Cited {
        document: source_document(store, &document)?,
        sentence,
        marked,
        exact,
        start,
        end,
        rule: about
            .node(graph::GENERATED_BY)
            .map(|rule| last_part(rule.as_str()).to_owned())
            .unwrap_or_default(),
        modality: about.node(graph::MODALITY),
        attributed_to: about.node(graph::ATTRIBUTED_TO),
        confidence: about.words(graph::CONFIDENCE).and_then(|number| number.parse().ok()).unwrap_or(1.0),
        triple: Triple::new(subject, predicate, object),
        claim: claim.clone(),
    }))
}

/// Reads claims with their sentences, by date, document and place.
///
/// # Errors
/// If the store cannot be read.
pub fn cite_all<'a>(
    store: &Quads,
    claims: impl IntoIterator<Item = &'a NamedNode>,
) -> Result<Vec<Cited>, Diagnostic> {
    let claims: Vec<&NamedNode> = claims.into_iter().collect();
    look_ahead(store, claims.iter().copied())?;
    let mut all = Vec::new();
    for claim in claims {
        all.extend(cited(store, claim)?);
    }
    all.sort_by(|a, b| (&a.document, a.start, a.end, &a.claim).cmp(&(&b.document, b.start, b.end, &b.claim)));
    all.dedup_by(|a, b| a.claim == b.claim);
    Ok(all)
}

/// Asks a store for all that is said of `nodes` at once, if asking takes time.
pub(crate) fn look_ahead<'a>(
    store: &Quads,
    nodes: impl IntoIterator<Item = &'a NamedNode>,
) -> Result<(), Diagnostic> {
    store.look_ahead(nodes.into_iter().map(|node| Pattern::about(node.clone(), None)))
}

/// What the store knows of a document.
///
/// # Errors
/// If the store cannot be read.
pub fn source_document(store: &Quads, document: &NamedNode) -> Result<SourceDocument, Diagnostic> {
    let iri = document.as_ref();
    Ok(SourceDocument {
        published: words(store, iri, graph::SCHEMA_DATE_PUBLISHED)?,
        title: words(store, iri, graph::SCHEMA_HEADLINE)?,
        publisher: words(store, iri, graph::DC_PUBLISHER)?,
        url: match object(store, iri, graph::SCHEMA_URL)? {
            Some(Term::NamedNode(node)) => Some(node.into_string()),
            Some(Term::Literal(literal)) => Some(literal.value().to_owned()),
            _ => None,
        },
        location: words(store, iri, graph::DC_SOURCE)?,
        iri: document.clone(),
    })
}

impl SourceDocument {
    /// The hash of its content.
    #[must_use]
    pub fn id(&self) -> DocumentId {
        DocumentId::from_hex(last_part(self.iri.as_str()))
    }

    /// "Title, Publisher, 2026-04-28", as much of it as is known; else where it was read from.
    #[must_use]
    pub fn credit(&self) -> String {
        let name = self.title.as_ref().or(self.location.as_ref());
        let known: Vec<_> =
            [name, self.publisher.as_ref(), self.published.as_ref()].into_iter().flatten().collect();
        if known.is_empty() {
            return last_part(self.iri.as_str()).to_owned();
        }
        known.into_iter().map(String::as_str).collect::<Vec<_>>().join(", ")
    }
}

/// The sentence at the characters `whole` of `text` with its line breaks as spaces, and where in it the characters
/// `part` stand, in bytes.
fn sentence(text: &str, whole: Range<usize>, part: Range<usize>) -> (String, Range<usize>) {
    let (mut sentence, mut marked) = (String::new(), 0..0);
    for (at, c) in text.chars().enumerate().take(whole.end).skip(whole.start) {
        if at == part.start {
            marked.start = sentence.len();
        }
        sentence.push(if c.is_whitespace() { ' ' } else { c });
        if at + 1 == part.end {
            marked.end = sentence.len();
        }
    }
    if marked.end < marked.start {
        marked = 0..0;
    }
    (sentence, marked)
}

/// The part of an IRI after its last slash.
pub(crate) fn last_part(iri: &str) -> &str {
    iri.rsplit('/').next().unwrap_or(iri)
}

fn node(term: Term) -> Option<NamedNode> {
    match term {
        Term::NamedNode(node) => Some(node),
        _ => None,
    }
}

/// All that is said about one node, read at once.
struct Properties(Vec<(NamedNode, Term)>);

impl Properties {
    fn of(store: &Quads, subject: NamedNodeRef<'_>) -> Result<Self, Diagnostic> {
        let quads = store.find(Some(subject.into()), None, None, None)?;
        Ok(Self(quads.into_iter().map(|quad| (quad.predicate, quad.object)).collect()))
    }

    fn term(&self, predicate: NamedNodeRef<'_>) -> Option<Term> {
        self.0.iter().find(|(p, _)| p.as_ref() == predicate).map(|(_, object)| object.clone())
    }

    fn node(&self, predicate: NamedNodeRef<'_>) -> Option<NamedNode> {
        self.term(predicate).and_then(node)
    }

    fn words(&self, predicate: NamedNodeRef<'_>) -> Option<String> {
        match self.term(predicate)? {
            Term::Literal(literal) => Some(literal.value().to_owned()),
            _ => None,
        }
    }

    fn number(&self, predicate: NamedNodeRef<'_>) -> Option<usize> {
        self.words(predicate)?.parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_marked_in_characters_not_bytes() {
        let text = "Über alles. Crédit zahlt\n5 €. Ende.";
        let (sentence, marked) = sentence(text, 12..29, 19..24);
        assert_eq!(sentence, "Crédit zahlt 5 €.");
        assert_eq!(&sentence[marked], "zahlt");
    }
}
