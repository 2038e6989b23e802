//! What the language engine makes of a document, stage by stage.

use std::ops::Range;

use super::{Document, Span, Value};

/// A sentence, or what stands in for one: a heading, a list item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Without the white space around it.
    pub span: Span,
    /// What it is.
    pub kind: SentenceKind,
    /// Its words and punctuation, as Universal Dependencies cuts English.
    pub tokens: Vec<Token>,
}

/// What a sentence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SentenceKind {
    /// Running text.
    Prose,
    /// A line of its own that ends like no sentence.
    Heading,
    /// An item of a list.
    Item,
}

/// One word or punctuation mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands in the document.
    pub span: Span,
}

/// The tags and the dependency tree of a sentence: one node for each of its tokens.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tree {
    /// In the order of the tokens.
    pub nodes: Vec<Node>,
}

/// One token's tags and its place in the tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Universal part of speech.
    pub upos: Upos,
    /// Penn Treebank tag, as the English Web Treebank writes it: `VBD`, `NNP`, …
    pub xpos: &'static str,
    /// Dictionary form, lower case unless a name.
    pub lemma: String,
    /// Index of the head within the sentence; `None` for the root.
    pub head: Option<usize>,
    /// Relation to the head.
    pub rel: Rel,
}

/// Universal part-of-speech tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "named and explained by Universal Dependencies")]
pub enum Upos {
    Adj,
    Adp,
    Adv,
    Aux,
    Cconj,
    Det,
    Intj,
    Noun,
    Num,
    Part,
    Pron,
    Propn,
    Punct,
    Sconj,
    Sym,
    Verb,
    X,
}

/// A Universal Dependencies relation with its subtype, as the English treebanks write it: `nsubj`, `nsubj:pass`, …
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rel(pub &'static str);

/// A span that names something.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Where it stands.
    pub span: Span,
    /// Index of its sentence.
    pub sentence: usize,
    /// Its tokens within that sentence.
    pub tokens: Range<usize>,
    /// How it names it.
    pub kind: MentionKind,
    /// Class of what it names, as the ontology's prefixed name: `pact:Company`; empty if not known.
    pub class: String,
    /// The recogniser that found it.
    pub found_by: &'static str,
    /// For a name found in a gazetteer, the identifier there (`company/openai`).
    pub known: Option<String>,
    /// For a value, what it means.
    pub value: Option<Value>,
    /// What it refers to: several for "both companies", none while undecided.
    pub refers: Vec<EntityIx>,
}

/// How a mention names its entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MentionKind {
    /// By a name: "Lumen".
    Name,
    /// By a noun: "the company", "both companies", "the chipmaker".
    Nominal,
    /// By a pronoun: "it", "their".
    Pronoun,
    /// Not an entity but a value: a date, an amount.
    Value,
}

/// Index into [`Annotated::mentions`].
pub type MentionIx = usize;
/// Index into [`Annotated::entities`].
pub type EntityIx = usize;

/// What mentions of one document refer to.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// Its identifier below the base of the graph's resources: `company/openai`.
    pub id: String,
    /// Its class, as the ontology's prefixed name: `pact:Company`.
    pub class: String,
    /// Its preferred name.
    pub name: String,
    /// All names it goes by in this document, sorted.
    pub aliases: Vec<String>,
    /// Whether a gazetteer knows it.
    pub known: bool,
}

/// A document with all that the language engine sees in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Annotated {
    /// The document.
    pub document: Document,
    /// Its sentences in order.
    pub sentences: Vec<Sentence>,
    /// For each sentence its tree; `None` where no frame could have been found in it, so that none was made.
    pub trees: Vec<Option<Tree>>,
    /// All mentions, by place; nested ones are left out.
    pub mentions: Vec<Mention>,
    /// All entities, in the order of their first mention.
    pub entities: Vec<Entity>,
}

impl Upos {
    /// All of them, in the order of their names.
    pub const ALL: [Self; 17] = [
        Self::Adj,
        Self::Adp,
        Self::Adv,
        Self::Aux,
        Self::Cconj,
        Self::Det,
        Self::Intj,
        Self::Noun,
        Self::Num,
        Self::Part,
        Self::Pron,
        Self::Propn,
        Self::Punct,
        Self::Sconj,
        Self::Sym,
        Self::Verb,
        Self::X,
    ];

    /// Its name in CoNLL-U: `NOUN`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Adj => "ADJ",
            Self::Adp => "ADP",
            Self::Adv => "ADV",
            Self::Aux => "AUX",
            Self::Cconj => "CCONJ",
            Self::Det => "DET",
            Self::Intj => "INTJ",
            Self::Noun => "NOUN",
            Self::Num => "NUM",
            Self::Part => "PART",
            Self::Pron => "PRON",
            Self::Propn => "PROPN",
            Self::Punct => "PUNCT",
            Self::Sconj => "SCONJ",
            Self::Sym => "SYM",
            Self::Verb => "VERB",
            Self::X => "X",
        }
    }

    /// The part of speech that CoNLL-U calls `name`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|upos| upos.as_str() == name)
    }
}

impl Tree {
    /// The tokens whose head is `ix`, in order.
    pub fn children(&self, ix: usize) -> impl Iterator<Item = usize> + '_ {
        self.nodes.iter().enumerate().filter(move |(_, node)| node.head == Some(ix)).map(|(child, _)| child)
    }

    /// The child of `ix` with the relation `rel`, the first of several.
    #[must_use]
    pub fn child(&self, ix: usize, rel: &str) -> Option<usize> {
        self.children(ix).find(|&child| self.nodes[child].rel.0 == rel)
    }

    /// Whether `ix` is `above` or depends on it, directly or not.
    #[must_use]
    pub fn is_below(&self, ix: usize, above: usize) -> bool {
        self.ancestors(ix).any(|node| node == above)
    }

    /// `ix`, its head, the head of that, up to the root. Comes to an end even where heads go round in a circle.
    pub fn ancestors(&self, ix: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(ix), |&node| self.nodes[node].head).take(self.nodes.len())
    }

    /// The tokens from the first to the last that are `ix` or depend on it, directly or not. In a tree with crossing
    /// edges, which are rare in English, some tokens between may belong elsewhere.
    #[must_use]
    pub fn subtree(&self, ix: usize) -> Range<usize> {
        let below = || (0..self.nodes.len()).filter(|&node| self.is_below(node, ix));
        below().min().unwrap_or(ix)..below().max().unwrap_or(ix) + 1
    }

    /// Of the tokens of a mention, the one that the others depend on: the first whose head is outside, and the one
    /// nearest to the root if several are.
    #[must_use]
    pub fn head_of(&self, tokens: Range<usize>) -> usize {
        let outside = |&ix: &usize| self.nodes[ix].head.is_none_or(|head| !tokens.contains(&head));
        tokens.clone().filter(outside).min_by_key(|&ix| self.ancestors(ix).count()).unwrap_or(tokens.start)
    }

    /// The root; `None` if there are no tokens.
    #[must_use]
    pub fn root(&self) -> Option<usize> {
        self.nodes.iter().position(|node| node.head.is_none())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "Acme Corp bought Lumen for cash": heads 1 2 - 2 5 2.
    fn tree() -> Tree {
        let heads = [Some(1), Some(2), None, Some(2), Some(5), Some(2)];
        let rels = ["compound", "nsubj", "root", "obj", "case", "obl"];
        let node =
            |(head, rel)| Node { upos: Upos::X, xpos: "FW", lemma: String::new(), head, rel: Rel(rel) };
        Tree { nodes: heads.into_iter().zip(rels).map(node).collect() }
    }

    #[test]
    fn a_tree_can_be_walked() {
        let tree = tree();
        assert_eq!(tree.root(), Some(2));
        assert_eq!(tree.children(2).collect::<Vec<_>>(), [1, 3, 5]);
        assert_eq!(tree.child(2, "obl"), Some(5));
        assert_eq!(tree.subtree(1), 0..2);
        assert_eq!(tree.subtree(5), 4..6);
        assert_eq!(tree.head_of(0..2), 1);
        assert_eq!(tree.head_of(1..3), 2);
        assert!(tree.is_below(4, 2) && !tree.is_below(2, 4));
    }

    #[test]
    fn heads_that_go_round_in_a_circle_come_to_an_end() {
        let mut tree = tree();
        tree.nodes[2].head = Some(0);
        assert_eq!(tree.ancestors(0).count(), tree.nodes.len());
        assert!(!tree.is_below(0, 3));
    }
}
