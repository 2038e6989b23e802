//! What of the graph can be linked: things with a name, with all that is known of them here.

use std::collections::BTreeMap;

use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphNameRef, NamedNode, NamedOrBlankNode, Term, Triple};

use super::kinds::Kinds;
use super::record::{Reader, Record};
use crate::model::Diagnostic;
use crate::pack::Gazetteer;
use crate::rdf::Mint;
use crate::store::{Pattern, Quads};

/// The entities of `store` by IRI: whatever is of a class of the ontology, is no frame and has a name. What the
/// gazetteer knows of them comes along: identifiers, other names that no one else has.
///
/// # Errors
/// If the store cannot be read.
pub fn entities(
    store: &Quads,
    gazetteer: &Gazetteer,
    class: Option<&str>,
    reader: &Reader<'_>,
    kinds: &Kinds<'_>,
    mint: Mint<'_>,
) -> Result<Vec<Record>, Diagnostic> {
    let mut found: BTreeMap<NamedNode, Record> = BTreeMap::new();
    for quad in store.find(None, Some(rdf::TYPE), None, Some(GraphNameRef::DefaultGraph))? {
        if let (NamedOrBlankNode::NamedNode(node), Term::NamedNode(of)) = (&quad.subject, &quad.object) {
            let wanted = class.is_none_or(|class| kinds.is_a(of.as_str(), class));
            if wanted && kinds.is_class(of.as_str()) && !kinds.is_frame(of.as_ref()) {
                found.entry(node.clone()).or_insert_with(|| Record::new(node.clone()));
            }
        }
    }
    let known = mint.dataset("gazetteer");
    store.look_ahead(found.keys().map(|node| Pattern::about(node.clone(), None)))?;
    for graph in [GraphNameRef::DefaultGraph, known.as_ref().into()] {
        for (node, record) in &mut found {
            for quad in store.find(Some(node.as_ref().into()), None, None, Some(graph))? {
                record.learn(&Triple::from(quad), reader);
            }
        }
    }
    company(store, &mut found, reader)?;
    for (node, record) in &mut found {
        let entry = mint.id(node.as_ref()).and_then(|id| gazetteer.get(&id));
        for alias in entry
            .into_iter()
            .flat_map(|entry| entry.aliases.iter().filter(|alias| !entry.ambiguous.contains(alias)))
        {
            record.add_name(alias, true, reader.lexicon);
        }
    }
    Ok(found.into_values().filter(|record| !record.names.is_empty()).collect())
}

/// Tells each entity of the people and products that belong to it, by their names and by what they are the same as.
fn company(
    store: &Quads,
    found: &mut BTreeMap<NamedNode, Record>,
    reader: &Reader<'_>,
) -> Result<(), Diagnostic> {
    for (entity, other) in reader.related() {
        let quads =
            |role: &NamedNode| store.find(None, Some(role.as_ref()), None, Some(GraphNameRef::DefaultGraph));
        let mut others: BTreeMap<String, Vec<Term>> = BTreeMap::new();
        for quad in quads(&other)? {
            others.entry(quad.subject.to_string()).or_default().push(quad.object);
        }
        for quad in quads(&entity)? {
            let Term::NamedNode(node) = &quad.object else { continue };
            for other in others.get(&quad.subject.to_string()).into_iter().flatten() {
                let names: Vec<String> = match other {
                    Term::NamedNode(other) => found.get(other).map(Record::known_as).unwrap_or_default(),
                    Term::Literal(name) => vec![name.value().to_owned()],
                    _ => Vec::new(),
                };
                if let Some(record) = found.get_mut(node) {
                    for name in &names {
                        record.add_company(name, reader.lexicon);
                    }
                }
            }
        }
    }
    Ok(())
}
