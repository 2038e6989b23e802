//! JSON-LD that people can read: short names with a context that says what they stand for, one object for each thing.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{GraphName, Literal, NamedNode, NamedOrBlankNode, Quad, Term};
use serde_json::{Map, Value, json};

use super::vocabulary::Vocabulary;

/// The document that says what `quads` say; they are sorted. `None` if there is a triple term among them, which JSON-LD 1.1
/// cannot hold.
pub(super) fn document(quads: &[Quad], words: &Vocabulary) -> Option<Value> {
    let context = Context::of(quads, words)?;
    let mut graphs: Vec<(Option<String>, Vec<Value>)> = Vec::new();
    for of_graph in quads.chunk_by(|a, b| a.graph_name == b.graph_name) {
        let name = match &of_graph[0].graph_name {
            GraphName::DefaultGraph => None,
            GraphName::NamedNode(node) => Some(context.compact(node)),
            GraphName::BlankNode(node) => Some(node.to_string()),
        };
        let things = of_graph.chunk_by(|a, b| a.subject == b.subject).map(|quads| context.thing(quads));
        graphs.push((name, things.collect()));
    }
    let mut content = Vec::new();
    for (name, things) in graphs {
        match name {
            None => content.extend(things),
            Some(name) => content.push(json!({ "@id": name, "@graph": things })),
        }
    }
    Some(json!({ "@context": context.value(), "@graph": content }))
}

/// Short names and what they stand for.
struct Context<'a> {
    words: &'a Vocabulary,
    terms: BTreeMap<NamedNode, (String, Kind)>,
    prefixes: BTreeMap<String, String>,
}

/// What all values of a predicate are.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    Things,
    Typed(NamedNode),
    Mixed,
}

impl<'a> Context<'a> {
    fn of(quads: &[Quad], words: &'a Vocabulary) -> Option<Self> {
        let mut kinds: BTreeMap<NamedNode, Kind> = BTreeMap::new();
        let mut nodes: BTreeSet<NamedNode> = BTreeSet::new();
        for quad in quads {
            let kind = match &quad.object {
                Term::NamedNode(_) | Term::BlankNode(_) => Kind::Things,
                Term::Literal(literal) if can_be_typed(literal) => {
                    Kind::Typed(literal.datatype().into_owned())
                }
                Term::Literal(_) => Kind::Mixed,
                Term::Triple(_) => return None,
            };
            if quad.predicate.as_ref() != rdf::TYPE {
                let known = kinds.entry(quad.predicate.clone()).or_insert_with(|| kind.clone());
                if *known != kind {
                    *known = Kind::Mixed;
                }
                nodes.insert(quad.predicate.clone());
            }
            if let GraphName::NamedNode(node) = &quad.graph_name {
                nodes.insert(node.clone());
            }
            if let NamedOrBlankNode::NamedNode(node) = &quad.subject {
                nodes.insert(node.clone());
            }
            match &quad.object {
                Term::NamedNode(node) => drop(nodes.insert(node.clone())),
                Term::Literal(literal) => drop(nodes.insert(literal.datatype().into_owned())),
                _ => {}
            }
        }
        let prefixes = nodes.iter().filter_map(|node| prefixed(node, words)).map(|(name, _)| {
            let iri = words.prefixes()[&name].clone();
            (name, iri)
        });
        let prefixes: BTreeMap<String, String> = prefixes.collect();
        let mut shared: BTreeMap<String, usize> = BTreeMap::new();
        for node in kinds.keys() {
            *shared.entry(local(node).to_owned()).or_default() += 1;
        }
        let terms = kinds.into_iter().map(|(node, kind)| {
            let short = local(&node).to_owned();
            let free = shared[&short] == 1 && is_free(&short) && !prefixes.contains_key(&short);
            let name = if free { short } else { compact(&node, words) };
            (node, (name, kind))
        });
        Some(Self { words, terms: terms.collect(), prefixes })
    }

    fn value(&self) -> Value {
        let mut context = Map::new();
        for (name, iri) in &self.prefixes {
            context.insert(name.clone(), iri.as_str().into());
        }
        let mut terms: Vec<_> = self.terms.iter().collect();
        terms.sort_by_key(|(_, (name, _))| name.as_str());
        for (node, (name, kind)) in terms {
            let id = self.compact(node);
            let circular = *name == id;
            let definition = match kind {
                Kind::Things => json!({ "@id": id, "@type": "@id" }),
                Kind::Typed(datatype) => json!({ "@id": id, "@type": self.compact(datatype) }),
                // Defined by itself it would be a circle, and needs no definition.
                Kind::Mixed if circular => continue,
                Kind::Mixed => id.into(),
            };
            context.insert(name.clone(), if circular { expanded(definition, node) } else { definition });
        }
        Value::Object(context)
    }

    /// All that is said of one thing.
    fn thing(&self, quads: &[Quad]) -> Value {
        let mut object = Map::new();
        let id = match &quads[0].subject {
            NamedOrBlankNode::NamedNode(node) => self.compact(node),
            NamedOrBlankNode::BlankNode(node) => node.to_string(),
        };
        object.insert("@id".to_owned(), id.into());
        for quads in quads.chunk_by(|a, b| a.predicate == b.predicate) {
            let (name, mut values): (String, Vec<Value>) = match self.terms.get(&quads[0].predicate) {
                Some((name, kind)) => {
                    (name.clone(), quads.iter().map(|quad| self.item(&quad.object, kind)).collect())
                }
                None => ("@type".to_owned(), quads.iter().map(|quad| self.reference(&quad.object)).collect()),
            };
            let value = if values.len() == 1 { values.remove(0) } else { Value::Array(values) };
            object.insert(name, value);
        }
        Value::Object(object)
    }

    fn item(&self, term: &Term, kind: &Kind) -> Value {
        match (term, kind) {
            (Term::Literal(literal), Kind::Typed(_)) => literal.value().into(),
            (Term::Literal(literal), _) => self.literal(literal),
            (_, Kind::Things) => self.reference(term),
            _ => json!({ "@id": self.reference(term) }),
        }
    }

    fn reference(&self, term: &Term) -> Value {
        match term {
            Term::NamedNode(node) => self.compact(node).into(),
            other => other.to_string().into(),
        }
    }

    fn literal(&self, literal: &Literal) -> Value {
        let value = literal.value();
        if let Some(language) = literal.language() {
            return json!({ "@value": value, "@language": language });
        }
        match literal.datatype() {
            xsd::STRING => value.into(),
            xsd::BOOLEAN if value == "true" => true.into(),
            xsd::BOOLEAN if value == "false" => false.into(),
            datatype if datatype == xsd::INTEGER && is_plain(value) => {
                value.parse::<i64>().map_or_else(|_| value.into(), Value::from)
            }
            datatype => json!({ "@value": value, "@type": self.compact(&datatype.into_owned()) }),
        }
    }

    fn compact(&self, node: &NamedNode) -> String {
        compact(node, self.words)
    }
}

/// With the IRI in full: a name cannot be used in its own definition.
fn expanded(mut definition: Value, node: &NamedNode) -> Value {
    definition["@id"] = node.as_str().into();
    definition
}

/// A literal whose datatype the context can give. Truth values and numbers are such in JSON, words need no datatype.
fn can_be_typed(literal: &Literal) -> bool {
    literal.language().is_none() && ![xsd::STRING, xsd::BOOLEAN, xsd::INTEGER].contains(&literal.datatype())
}

/// Whether a whole number is written as JSON writes it, and all readers hold it exactly.
fn is_plain(number: &str) -> bool {
    number.parse::<i64>().is_ok_and(|value| value.to_string() == number && value.abs() < 1 << 53)
}

fn local(node: &NamedNode) -> &str {
    node.as_str().rsplit(['#', '/']).next().unwrap_or_default()
}

/// Whether a name means nothing else in the document.
fn is_free(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-')
}

/// Prefix and local part, as JSON-LD takes them.
fn prefixed(node: &NamedNode, words: &Vocabulary) -> Option<(String, String)> {
    let compact = words.compact(node.as_str())?;
    let (prefix, local) = compact.split_once(':')?;
    (!local.starts_with("//")).then(|| (prefix.to_owned(), local.to_owned()))
}

fn compact(node: &NamedNode, words: &Vocabulary) -> String {
    prefixed(node, words)
        .map_or_else(|| node.as_str().to_owned(), |(prefix, local)| format!("{prefix}:{local}"))
}
