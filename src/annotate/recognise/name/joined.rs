//! Names in one list with companies: "*Lumen Inc., Kestrel and Norvik* will build a plant".

use super::candidate::Candidate;
use super::group::Verdict;
use super::words::Words;
use crate::pack::Pack;

/// Names of which nothing else is known are companies' if all others of their list are.
pub(super) fn with_companies(
    candidates: &[Candidate],
    verdicts: &mut [Option<Verdict>],
    words: &[Words],
    pack: &Pack,
) {
    let company = &pack.lexicon.names.classes.company;
    let mut start = 0;
    while start < candidates.len() {
        let more = |&at: &usize| link(&candidates[at - 1], &candidates[at], words).is_some();
        let end = (start + 1..candidates.len()).take_while(more).last().map_or(start + 1, |at| at + 1);
        let list = &mut verdicts[start..end];
        let joined =
            (start + 1..end).any(|at| link(&candidates[at - 1], &candidates[at], words) == Some(true));
        let is_company = |verdict: &&Verdict| pack.ontology.is_a(&verdict.class, company);
        let alike = list.iter().flatten().all(|one| one.class.is_empty() || is_company(&one));
        if joined && alike && list.iter().flatten().any(|one| is_company(&one)) {
            for one in list.iter_mut().flatten().filter(|one| one.class.is_empty()) {
                one.class.clone_from(company);
            }
        }
        start = end;
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
