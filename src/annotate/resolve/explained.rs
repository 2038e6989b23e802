//! Nouns that a name right behind them explains: "its rival, *Lumen*, said", "the companies (*Lumen* and *Kestrel*)".

use super::distinct;
use crate::model::{EntityIx, Mention, MentionIx, MentionKind, Tree, Upos};
use crate::pack::Pack;

/// Who the noun at `ix` stands for, if the names that explain it are set off by marks: one for a singular, several for a plural.
pub(super) fn by_name(
    trees: &[Option<Tree>],
    mentions: &[Mention],
    ix: MentionIx,
    pack: &Pack,
) -> Option<Vec<EntityIx>> {
    let noun = &mentions[ix];
    if noun.kind != MentionKind::Nominal || noun.class.is_empty() {
        return None;
    }
    let tree = trees.get(noun.sentence)?.as_ref()?;
    let head = tree.head_of(noun.tokens.clone());
    let mark = |at: usize| tree.nodes.get(at).is_none_or(|node| node.upos == Upos::Punct);
    let named = |at: usize| {
        let here = mentions[ix + 1..].iter().take_while(|other| other.sentence == noun.sentence);
        here.into_iter()
            .find(|other| other.kind == MentionKind::Name && tree.head_of(other.tokens.clone()) == at)
    };
    let first = tree.child(head, "appos").filter(|&at| at > head).and_then(named)?;
    let at = tree.head_of(first.tokens.clone());
    let others: Vec<&Mention> =
        tree.children(at).filter(|&other| tree.nodes[other].rel.0 == "conj").filter_map(named).collect();
    let last = others.last().unwrap_or(&first);
    if !mark(first.tokens.start - 1) || !mark(last.tokens.end) {
        return None;
    }
    let fits =
        |mention: &&Mention| mention.refers.len() == 1 && pack.ontology.is_a(&mention.class, &noun.class);
    let names: Vec<EntityIx> = std::iter::once(first)
        .chain(others.iter().copied())
        .filter(fits)
        .flat_map(|mention| mention.refers.iter().copied())
        .collect();
    let plural = tree.nodes[head].xpos == "NNS";
    (names.len() == others.len() + 1 && plural == (names.len() > 1)).then(|| distinct(names))
}
