//! One parsed sentence with its mentions, and the ways about in its tree.

use std::borrow::Cow;

use crate::model::{Annotated, Mention, MentionIx, MentionKind, Node, Span, Tree, Upos, lower};
use crate::pack::Pack;
use crate::pack::lexicon::grammar::Grammar;

/// A sentence, its tree, and which mention covers which token.
pub(super) struct Syntax<'a> {
    pub(super) annotated: &'a Annotated,
    pub(super) sentence: usize,
    pub(super) tree: &'a Tree,
    pub(super) grammar: &'a Grammar,
    children: Vec<Vec<usize>>,
    mention_at: Vec<Option<MentionIx>>,
    /// The words in lower case.
    lower: Vec<Cow<'a, str>>,
}

impl<'a> Syntax<'a> {
    /// `None` if the sentence was not parsed.
    pub(super) fn new(annotated: &'a Annotated, sentence: usize, pack: &'a Pack) -> Option<Self> {
        let tree = annotated.trees[sentence].as_ref()?;
        let mut children = vec![Vec::new(); tree.nodes.len()];
        for (token, node) in tree.nodes.iter().enumerate() {
            if let Some(head) = node.head {
                children[head].push(token);
            }
        }
        let mut mention_at = vec![None; tree.nodes.len()];
        let first = annotated.mentions.partition_point(|mention| mention.sentence < sentence);
        for (ix, mention) in annotated.mentions.iter().enumerate().skip(first) {
            if mention.sentence != sentence {
                break;
            }
            mention_at[mention.tokens.clone()].fill(Some(ix));
        }
        let grammar = &pack.lexicon.grammar;
        let text = &annotated.document.text;
        let tokens = annotated.sentences[sentence].tokens.iter();
        let lower = tokens.map(|token| lower(token.span.of(text))).collect();
        Some(Self { annotated, sentence, tree, grammar, children, mention_at, lower })
    }

    pub(super) fn len(&self) -> usize {
        self.tree.nodes.len()
    }

    pub(super) fn node(&self, token: usize) -> &'a Node {
        &self.tree.nodes[token]
    }

    pub(super) fn lemma(&self, token: usize) -> &'a str {
        &self.tree.nodes[token].lemma
    }

    /// The word as written.
    pub(super) fn word(&self, token: usize) -> &'a str {
        self.span(token).of(&self.annotated.document.text)
    }

    pub(super) fn rel(&self, token: usize) -> &'static str {
        self.tree.nodes[token].rel.0
    }

    pub(super) fn head(&self, token: usize) -> Option<usize> {
        self.tree.nodes[token].head
    }

    pub(super) fn span(&self, token: usize) -> Span {
        self.annotated.sentences[self.sentence].tokens[token].span
    }

    pub(super) fn children(&self, token: usize) -> &[usize] {
        &self.children[token]
    }

    /// The children of `token` whose relation is `rel` or a subtype of it.
    pub(super) fn children_by(&self, token: usize, rel: &str) -> impl Iterator<Item = usize> {
        self.children[token].iter().copied().filter(move |&child| is_rel(self.rel(child), rel))
    }

    pub(super) fn has_child(&self, token: usize, rel: &str) -> bool {
        self.children_by(token, rel).next().is_some()
    }

    /// The mention that covers `token`.
    pub(super) fn mention(&self, token: usize) -> Option<&'a Mention> {
        self.mention_at[token].map(|ix| &self.annotated.mentions[ix])
    }

    /// Whether `token` is a name.
    pub(super) fn is_name(&self, token: usize) -> bool {
        self.mention(token).is_some_and(|mention| mention.kind == MentionKind::Name)
    }

    /// Whether `token` is a value: a date, a sum.
    pub(super) fn is_value(&self, token: usize) -> bool {
        self.mention(token).is_some_and(|mention| mention.kind == MentionKind::Value)
    }

    /// The mentions of this sentence, by place.
    pub(super) fn mentions(&self) -> impl Iterator<Item = &'a Mention> {
        let mut last = None;
        self.mention_at.iter().filter_map(move |&ix| {
            let ix = ix.filter(|_| ix != last)?;
            last = Some(ix);
            Some(&self.annotated.mentions[ix])
        })
    }

    /// The token of `mention` whose head lies outside it.
    pub(super) fn head_of(&self, mention: &Mention) -> usize {
        let inside = |head: usize| mention.tokens.contains(&head);
        mention
            .tokens
            .clone()
            .find(|&token| !self.head(token).is_some_and(inside))
            .unwrap_or(mention.tokens.end - 1)
    }

    /// `token` and all that depends on it, in order.
    pub(super) fn subtree(&self, token: usize) -> Vec<usize> {
        self.subtree_without(token, |_| false)
    }

    /// `token` and all that depends on it, in order, without the branches that `cut` names.
    pub(super) fn subtree_without(&self, token: usize, cut: impl Fn(usize) -> bool) -> Vec<usize> {
        let mut found = vec![token];
        let mut next = 0;
        while let Some(&parent) = found.get(next) {
            found.extend(self.children[parent].iter().copied().filter(|&child| !cut(child)));
            next += 1;
        }
        found.sort_unstable();
        found
    }

    /// The heads of `token`, nearest first.
    pub(super) fn ancestors(&self, token: usize) -> impl Iterator<Item = usize> {
        // The parser makes trees, but a wrong model file must not hang us.
        self.tree.ancestors(token).skip(1).take(self.len())
    }

    /// The verb, or other predicate, of the clause that `token` stands in.
    pub(super) fn clause_root(&self, token: usize) -> usize {
        std::iter::once(token).chain(self.ancestors(token)).find(|&at| self.is_clause(at)).unwrap_or(token)
    }

    fn is_clause(&self, token: usize) -> bool {
        match self.rel(token) {
            "conj" => self.is_predicate(token),
            "root" | "ccomp" | "advcl" | "advcl:relcl" | "acl:relcl" | "parataxis" | "csubj" => true,
            _ => false,
        }
    }

    /// Whether `token` heads a clause of its own: a verb, or a noun or adjective with a copula.
    pub(super) fn is_predicate(&self, token: usize) -> bool {
        matches!(self.node(token).upos, Upos::Verb | Upos::Aux)
            || self.has_child(token, "cop")
            || self.has_child(token, "nsubj")
    }

    /// The tokens of the clause whose predicate is `root`, in order.
    pub(super) fn clause(&self, root: usize) -> Vec<usize> {
        self.subtree_without(root, |child| self.is_clause(child))
    }

    /// Whether `token` stands in brackets that only say again what stands before: "$19 billion (£12 billion)".
    pub(super) fn is_aside(&self, token: usize) -> bool {
        self.node(token).xpos == "FW" && self.rel(token) == "dep"
    }

    /// Whether the verb `token` is an infinitive.
    pub(super) fn is_infinitive(&self, token: usize) -> bool {
        // "agreed to be bought"
        let passive = || self.has_child(token, "aux:pass") && self.is_marked_by(token, "to");
        self.node(token).xpos == "VB" || passive()
    }

    /// Whether `word` opens the clause of `token`: "that".
    pub(super) fn is_marked_by(&self, token: usize, word: &str) -> bool {
        self.children_by(token, "mark").any(|mark| self.lower(mark) == word)
    }

    /// Whether `token` is a relative pronoun.
    pub(super) fn is_relative(&self, token: usize) -> bool {
        let node = self.node(token);
        matches!(node.xpos, "WDT" | "WP" | "WP$")
            || (node.lemma == "that" && node.upos == Upos::Pron && node.xpos != "DT")
    }

    /// What a relative pronoun stands for, or `token` itself. "*Lumen* is a firm that makes lamps": what is said of the firm is
    /// said of Lumen.
    pub(super) fn antecedent(&self, token: usize) -> usize {
        if !self.is_relative(token) {
            return token;
        }
        let noun = std::iter::once(token)
            .chain(self.ancestors(token))
            .find(|&at| is_rel(self.rel(at), "acl") || self.rel(at) == "advcl:relcl")
            .and_then(|clause| self.head(clause))
            .unwrap_or(token);
        if self.lower(token) == "who"
            && let Some(bearer) = self.bearer(noun)
        {
            return bearer;
        }
        if self.rel(token) == "nsubj"
            && let Some(name) = self.explained(noun)
        {
            return name;
        }
        let is_one = self.mention(noun).is_none() && self.has_child(noun, "cop");
        let said_of = || self.children_by(noun, "nsubj").find(|&at| self.mention(at).is_some());
        if is_one { said_of().unwrap_or(noun) } else { noun }
    }

    /// "*Jane Doe*, the head of Lumen, who said": of whom the noun that the name at `token` belongs to says what she is.
    fn bearer(&self, token: usize) -> Option<usize> {
        let office = self.head(token).filter(|_| self.rel(token) == "nmod")?;
        self.head(office).filter(|&name| self.rel(office) == "appos" && self.is_name(name))
    }

    /// "*Lumen*, a fund that owns Kestrel": whom the noun at `token` explains; a deal explains nobody.
    fn explained(&self, token: usize) -> Option<usize> {
        let contract = self.grammar.takes_infinitive.contains(self.lemma(token));
        let explains = self.rel(token) == "appos" && self.mention(token).is_none() && !contract;
        self.head(token).filter(|&name| explains && self.is_name(name))
    }

    /// Who does the same as `verb` says of others, and with what, where no verb is said again: "Lumen owns 60% and *Kestrel 40%*",
    /// "Lumen owns 40%, *Kestrel and Norvik 30% each*".
    pub(super) fn gaps(&self, verb: usize) -> impl Iterator<Item = (usize, usize)> {
        let with_what = |name: usize| {
            let value = self.children_by(name, "dep").find(|&at| self.is_value(at));
            let joined = self.children_by(name, "conj").filter(|&at| self.is_name(at));
            let names: Vec<usize> = joined.chain([name]).collect();
            value.into_iter().flat_map(move |value| names.clone().into_iter().map(move |at| (at, value)))
        };
        let known =
            |at: usize| self.mention(at).is_some_and(|who| who.value.is_none() && !who.refers.is_empty());
        self.children_by(verb, "dep").filter(move |&at| self.is_name(at) || known(at)).flat_map(with_what)
    }

    /// Whether `token` is one of those that [`Syntax::gaps`] gives.
    pub(super) fn is_in_gap(&self, token: usize) -> bool {
        let verb = || self.ancestors(token).find(|&at| self.rel(at) != "dep");
        self.rel(token) == "dep"
            && verb().is_some_and(|verb| self.gaps(verb).any(|(name, value)| name == token || value == token))
    }

    /// The preposition in front of `token`, all its words joined: "in", "according to"; empty if there is none.
    pub(super) fn preposition(&self, token: usize) -> Cow<'_, str> {
        let cases = self.children_by(token, "case").filter(|&case| case < token);
        let words = cases.flat_map(|case| std::iter::once(case).chain(self.children_by(case, "fixed")));
        let mut all = Cow::Borrowed("");
        for word in words {
            if all.is_empty() {
                all = Cow::Borrowed(self.lower(word));
            } else {
                all = Cow::Owned(format!("{all} {}", self.lower(word)));
            }
        }
        all
    }

    /// The word of `token` in lower case.
    pub(super) fn lower(&self, token: usize) -> &str {
        &self.lower[token]
    }

    /// The span of several tokens together.
    pub(super) fn cover(&self, tokens: &[usize]) -> Span {
        let first = tokens.iter().copied().min().unwrap_or_default();
        let last = tokens.iter().copied().max().unwrap_or_default();
        self.span(first).join(self.span(last))
    }
}

/// Whether `rel` is `wanted` or a subtype of it.
pub(super) fn is_rel(rel: &str, wanted: &str) -> bool {
    rel.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
}
