//! What a statement that stands for itself has come to so far, in one literal: as much as more claims for it need know.

use std::collections::BTreeMap;

use jiff::civil;
use oxigraph::model::{GraphName, Literal, NamedNode, Quad, Term};
use serde::{Deserialize, Serialize};

use super::claims::confidence;
use super::vocabulary as v;
use crate::model::{DocumentId, Modality, Object, Rank, Statement, Voice, Voices};

/// As it is written.
#[derive(Serialize, Deserialize)]
struct Tally {
    modality: String,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    first: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    last: Option<String>,
    /// Sorted.
    voices: Vec<Named>,
    /// How many documents speak for themselves, by the confidence of their surest claim.
    alone: BTreeMap<String, usize>,
}

#[derive(Serialize, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
struct Named {
    publishers: Vec<String>,
    documents: Vec<String>,
    surest: String,
}

/// The quad that keeps the tally of the statement `node`.
pub(super) fn tally_to_quad(node: &NamedNode, statement: &Statement, graph: &GraphName) -> Quad {
    let number = |surest: f64| confidence(surest).value().to_owned();
    let named = |voice: &Voice| Named {
        publishers: voice.publishers.iter().cloned().collect(),
        documents: voice.documents.iter().map(ToString::to_string).collect(),
        surest: number(voice.surest),
    };
    let mut voices: Vec<Named> = statement.voices.named.iter().map(named).collect();
    voices.sort();
    let alone = statement.voices.alone.iter();
    let tally = Tally {
        modality: statement.modality.as_str().to_owned(),
        first: statement.first_reported.map(|day| day.to_string()),
        last: statement.last_reported.map(|day| day.to_string()),
        voices,
        alone: alone.map(|(&bits, &many)| (number(f64::from_bits(bits)), many)).collect(),
    };
    let text = serde_json::to_string(&tally).unwrap_or_default();
    Quad::new(node.clone(), v::TALLY, Literal::new_typed_literal(text, v::RDF_JSON), graph.clone())
}

/// The statement that a triple is, without its references, by its tally; `None` if that is none.
#[must_use]
pub fn statement_of_tally(
    (subject, predicate, object): (&str, &str, &Object),
    tally: &Term,
) -> Option<Statement> {
    let Term::Literal(literal) = tally else { return None };
    let tally: Tally = serde_json::from_str(literal.value()).ok()?;
    let day = |day: Option<String>| -> Option<civil::Date> { day?.parse().ok() };
    let named = |voice: Named| {
        Some(Voice {
            publishers: voice.publishers.into_iter().collect(),
            documents: voice.documents.iter().map(|hex| DocumentId::from_hex(hex)).collect(),
            surest: voice.surest.parse().ok()?,
        })
    };
    let alone =
        tally.alone.into_iter().map(|(surest, many)| Some((surest.parse::<f64>().ok()?.to_bits(), many)));
    Some(Statement {
        subject: subject.to_owned(),
        predicate: predicate.to_owned(),
        object: object.clone(),
        rank: Rank::Preferred,
        modality: Modality::ALL.into_iter().find(|known| known.as_str() == tally.modality)?,
        references: Vec::new(),
        voices: Voices {
            named: tally.voices.into_iter().map(named).collect::<Option<_>>()?,
            alone: alone.collect::<Option<_>>()?,
        },
        first_reported: day(tally.first),
        last_reported: day(tally.last),
    })
}
