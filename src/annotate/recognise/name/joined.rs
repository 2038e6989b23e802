//! Names in one list with companies or people: "*Lumen Inc., Kestrel and Norvik* will build a plant", "*Jane Doe and Murat Roe* founded".

use super::candidate::Candidate;
use super::group::Verdict;
use super::words::Words;
use crate::pack::Pack;

/// Names of which nothing else is known are companies' if all others of their list are; those of several words are people's if two others
/// are, for companies may be called like people: "Jane Doe and Kestrel Roe".
pub(super) fn with_others(
    candidates: &[Candidate],
    verdicts: &mut [Option<Verdict>],
    words: &[Words],
    pack: &Pack,
) {
    let mut start = 0;
    while start < candidates.len() {
        let more = |&at: &usize| link(&candidates[at - 1], &candidates[at], words).is_some();
        let end = (start + 1..candidates.len()).take_while(more).last().map_or(start + 1, |at| at + 1);
        let joined =
            (start + 1..end).any(|at| link(&candidates[at - 1], &candidates[at], words) == Some(true));
        if joined {
            let classes = &pack.lexicon.names.classes;
            let several = candidates[start..end].iter().all(|candidate| candidate.tokens.len() > 1);
            share_class(&mut verdicts[start..end], &classes.company, 1, pack);
            if several {
                share_class(&mut verdicts[start..end], &classes.person, 2, pack);
            }
        }
        start = end;
    }
}

/// Gives `class` to those of a list that have none, if all others have it, and at least so many.
fn share_class(list: &mut [Option<Verdict>], class: &str, least: usize, pack: &Pack) {
    let has = |verdict: &&Verdict| pack.ontology.is_a(&verdict.class, class);
    let alike = list.iter().flatten().all(|one| one.class.is_empty() || has(&one));
    if alike && list.iter().flatten().filter(has).count() >= least {
        for one in list.iter_mut().flatten().filter(|one| one.class.is_empty()) {
            class.clone_into(&mut one.class);
        }
    }
}

/// Whether "and" joins two names; `None` if they do not stand side by side in a list.
fn link(one: &Candidate, next: &Candidate, words: &[Words]) -> Option<bool> {
    if one.sentence != next.sentence {
        return None;
    }
    match &*words[one.sentence].low_phrase(one.tokens.end..next.tokens.start) {
        "," => Some(false),
        "and" | ", and" => Some(true),
        _ => None,
    }
}
