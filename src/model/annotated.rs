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
    /// By a name: "OpenAI".
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
