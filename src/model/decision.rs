//! What a person decided about what the documents say.

use std::collections::BTreeMap;

use jiff::civil;

use super::Id;

/// One decision, and what its maker wrote beside it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Decision {
    /// What is decided.
    pub ruling: Ruling,
    /// Who decided.
    pub who: Option<String>,
    /// Why.
    pub why: Option<String>,
    /// When, as its maker says.
    pub date: Option<civil::Date>,
}

/// What is decided.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ruling {
    /// It is so.
    Accept(Said),
    /// It is not so, or the text does not say it.
    Reject(Said),
    /// Two nodes are one.
    Merge {
        /// The node that is no more.
        node: Id,
        /// The node it becomes.
        into: Id,
        /// The name of the one they are.
        name: Option<String>,
    },
    /// Some mentions of a node are of another.
    Split {
        /// The node.
        node: Id,
        /// Which mentions.
        part: Part,
        /// The other node.
        into: Id,
    },
    /// A node is the same as one of another dataset.
    Same {
        /// The node.
        node: Id,
        /// The IRI of the other.
        other: String,
        /// The name of the other.
        name: Option<String>,
    },
    /// A node is another than this one: a node here, or one of another dataset.
    Different {
        /// The node.
        node: Id,
        /// The id or the IRI of the other.
        other: String,
    },
}

/// What is said, addressed by what it says: not by its place, which another reading may change.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Said {
    /// What it is said of.
    pub about: About,
    /// The role, as a prefixed name; `None` for all that is said of it.
    pub predicate: Option<String>,
    /// What is said in the role, as [`super::Object::key`] writes it; `None` for whatever is said in it.
    pub object: Option<String>,
    /// The only document meant: its hash or the beginning of it, where it was read from, or its URL.
    pub document: Option<String>,
    /// Whether the denial is meant, not the assertion.
    pub denied: bool,
}

/// What something is said of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// A node.
    Node(Id),
    /// The frames of a kind that have these fillers of roles.
    Frames {
        /// The kind, as a prefixed name.
        kind: String,
        /// Role as a prefixed name, and filler as [`super::Object::key`] writes it; sorted.
        roles: Vec<(String, String)>,
    },
}

/// Some of the mentions of a node.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// All in one document: its hash or the beginning of it, where it was read from, or its URL.
    Document(String),
    /// Those by this name, in any document.
    Name(String),
}

impl Default for About {
    fn default() -> Self {
        Self::Node(Id::new())
    }
}

impl Ruling {
    /// What is decided, whatever the decision: of two rulings on the same matter the later one holds.
    #[must_use]
    pub fn matter(&self) -> Vec<&str> {
        match self {
            Self::Accept(said) | Self::Reject(said) => said.parts(),
            Self::Merge { node, .. } => vec!["node", node],
            Self::Split { node, part: Part::Document(document), .. } => vec!["document", node, document],
            Self::Split { node, part: Part::Name(name), .. } => vec!["name", node, name],
            Self::Same { node, other, .. } | Self::Different { node, other } => {
                vec!["pair", node.min(other), node.max(other)]
            }
        }
    }

    /// Whether it takes the place of `earlier`.
    #[must_use]
    pub fn overrules(&self, earlier: &Self) -> bool {
        match (self, earlier) {
            (Self::Merge { node, into, .. }, Self::Different { node: a, other: b })
            | (Self::Different { node: a, other: b }, Self::Merge { node, into, .. }) => {
                (node == a && into == b) || (node == b && into == a)
            }
            _ => self.matter() == earlier.matter(),
        }
    }

    /// The word that files and the graph use for it.
    #[must_use]
    pub const fn verb(&self) -> &'static str {
        match self {
            Self::Accept(_) => "accept",
            Self::Reject(_) => "reject",
            Self::Merge { .. } => "merge",
            Self::Split { .. } => "split",
            Self::Same { .. } => "same",
            Self::Different { .. } => "different",
        }
    }

    /// Whether it changes which node a mention refers to.
    #[must_use]
    pub const fn is_identity(&self) -> bool {
        matches!(self, Self::Merge { .. } | Self::Split { .. })
    }

    /// The nodes it names.
    #[must_use]
    pub fn nodes(&self) -> Vec<&Id> {
        match self {
            Self::Accept(Said { about: About::Node(node), .. })
            | Self::Reject(Said { about: About::Node(node), .. })
            | Self::Same { node, .. } => vec![node],
            Self::Accept(_) | Self::Reject(_) => Vec::new(),
            Self::Merge { node, into, .. } | Self::Split { node, into, .. } => vec![node, into],
            Self::Different { node, other } => vec![node, other],
        }
    }
}

impl Said {
    fn parts(&self) -> Vec<&str> {
        let mut parts = match &self.about {
            About::Node(node) => vec!["said", node],
            About::Frames { kind, roles } => {
                let roles = roles.iter().flat_map(|(role, filler)| [role.as_str(), filler]);
                ["frames", kind].into_iter().chain(roles).collect()
            }
        };
        for part in [&self.predicate, &self.object, &self.document] {
            parts.push(part.as_deref().unwrap_or_default());
        }
        parts.push(if self.denied { "denied" } else { "" });
        parts
    }
}

/// The decisions that hold, without those that later ones took the place of; in a fixed order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decisions {
    list: Vec<Decision>,
    /// For each node that is merged into another, that one, and its name if the decision tells it.
    merges: BTreeMap<Id, (Id, Option<String>)>,
}

impl Decisions {
    /// Of `decisions`, the earliest first, those that hold: of two on the same matter the later one; a merge and the
    /// ruling that both are different take each other's place, and so do two merges in opposite directions.
    #[must_use]
    pub fn of(decisions: impl IntoIterator<Item = Decision>) -> Self {
        let mut hold: BTreeMap<Vec<String>, Decision> = BTreeMap::new();
        for decision in decisions {
            match &decision.ruling {
                Ruling::Merge { node, into, .. } => {
                    let pair = Ruling::Different { node: node.clone(), other: into.clone() };
                    let matter = owned(&pair);
                    if hold.get(&matter).is_some_and(|held| decision.ruling.overrules(&held.ruling)) {
                        hold.remove(&matter);
                    }
                    cut(&mut hold, node, into);
                }
                Ruling::Different { node, other } => {
                    for (a, b) in [(node, other), (other, node)] {
                        if merge_of(&hold, a).is_some_and(|into| into == *b) {
                            hold.remove(&merge_matter(a));
                        }
                    }
                }
                _ => {}
            }
            hold.insert(owned(&decision.ruling), decision);
        }
        let mut list: Vec<Decision> = hold.into_values().collect();
        list.sort();
        let merges = list.iter().filter_map(|decision| match &decision.ruling {
            Ruling::Merge { node, into, name } => Some((node.clone(), (into.clone(), name.clone()))),
            _ => None,
        });
        let merges = merges.collect();
        Self { list, merges }
    }

    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = &Decision> {
        self.list.iter()
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The node that `node` is merged into, itself if into none; with its name, if the decision tells it.
    #[must_use]
    pub fn merged<'a>(&'a self, node: &'a str) -> (&'a str, Option<&'a str>) {
        let mut found = (node, None);
        while let Some((into, name)) = self.merges.get(found.0) {
            found = (into, name.as_deref().or(found.1));
        }
        found
    }

    /// Whether a person said that two nodes are different.
    #[must_use]
    pub fn are_different(&self, a: &str, b: &str) -> bool {
        self.list.iter().any(|decision| match &decision.ruling {
            Ruling::Different { node, other } => (node == a && other == b) || (node == b && other == a),
            _ => false,
        })
    }
}

fn owned(ruling: &Ruling) -> Vec<String> {
    ruling.matter().into_iter().map(str::to_owned).collect()
}

fn merge_matter(node: &str) -> Vec<String> {
    owned(&Ruling::Merge { node: node.to_owned(), into: Id::new(), name: None })
}

fn merge_of(hold: &BTreeMap<Vec<String>, Decision>, node: &str) -> Option<Id> {
    match &hold.get(&merge_matter(node))?.ruling {
        Ruling::Merge { into, .. } => Some(into.clone()),
        _ => None,
    }
}

/// Takes out the merge that would close a circle with one of `node` into `into`.
fn cut(hold: &mut BTreeMap<Vec<String>, Decision>, node: &str, into: &str) {
    let mut at = into.to_owned();
    while let Some(next) = merge_of(hold, &at) {
        if next == node {
            hold.remove(&merge_matter(&at));
            return;
        }
        at = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decided(ruling: Ruling) -> Decision {
        Decision { ruling, who: None, why: None, date: None }
    }

    fn merge(node: &str, into: &str) -> Decision {
        decided(Ruling::Merge { node: node.into(), into: into.into(), name: None })
    }

    fn said(object: &str) -> Said {
        Said {
            about: About::Node("investment/a-b".into()),
            predicate: Some("pact:amount".into()),
            object: Some(object.into()),
            ..Said::default()
        }
    }

    #[test]
    fn the_later_decision_on_a_matter_holds() {
        let decisions =
            Decisions::of([decided(Ruling::Accept(said("10"))), decided(Ruling::Reject(said("10")))]);
        assert_eq!(decisions.iter().map(|decision| decision.ruling.verb()).collect::<Vec<_>>(), ["reject"]);
        let both = Decisions::of([decided(Ruling::Accept(said("10"))), decided(Ruling::Reject(said("12")))]);
        assert_eq!(both.iter().count(), 2);
    }

    #[test]
    fn merges_are_followed_and_never_go_round() {
        let decisions = Decisions::of([merge("a", "b"), merge("b", "c")]);
        assert_eq!(decisions.merged("a"), ("c", None));
        let turned = Decisions::of([merge("a", "b"), merge("b", "c"), merge("c", "a")]);
        assert_eq!(
            turned.merged("c"),
            ("b", None),
            "the last decision holds, the one that closed the circle is gone"
        );
        let none = Decisions::of([
            merge("a", "b"),
            decided(Ruling::Different { node: "b".into(), other: "a".into() }),
        ]);
        assert_eq!(none.merged("a"), ("a", None));
        assert!(none.are_different("a", "b"));
    }
}
