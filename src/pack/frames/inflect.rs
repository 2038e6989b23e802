//! The regular forms of English verbs, so that those that a pack names are known by every form, however rare they are in
//! treebanks: "ceding", "trimmed".

/// The past and the "-ing" forms of `verb`, in both spellings where there are two: "cancelled", "canceled".
pub(super) fn forms(verb: &str) -> Vec<String> {
    let plain = |stem: &str| vec![format!("{stem}ed"), format!("{stem}ing")];
    if verb.len() < SHORTEST || !verb.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-') {
        return Vec::new();
    }
    if let Some(stem) = verb.strip_suffix('e') {
        // "agree", "tie": common words all.
        return if stem.ends_with(['e', 'i', 'o', 'y']) { Vec::new() } else { plain(stem) };
    }
    if let Some(stem) = verb.strip_suffix('y').filter(|stem| !stem.ends_with(is_vowel)) {
        return vec![format!("{stem}ied"), format!("{verb}ing")];
    }
    match doubled(verb) {
        Some(stem) if vowels(verb) == 1 => plain(&stem),
        Some(stem) => [plain(&stem), plain(verb)].concat(),
        None => plain(verb),
    }
}

/// Verbs with fewer letters have irregular forms.
const SHORTEST: usize = 3;

/// With its last consonant twice, if that stands behind a single vowel: "trimm".
fn doubled(verb: &str) -> Option<String> {
    let mut back = verb.chars().rev();
    let (last, vowel, before) = (back.next()?, back.next()?, back.next()?);
    let single = is_vowel(vowel) && !is_vowel(before);
    let doubles = !is_vowel(last) && !matches!(last, 'h' | 'w' | 'x' | 'y');
    (single && doubles).then(|| format!("{verb}{last}"))
}

/// How many groups of vowels it has.
fn vowels(verb: &str) -> usize {
    verb.split(|c| !is_vowel(c)).filter(|group| !group.is_empty()).count()
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_spelt_as_english_spells_them() {
        for (verb, past, going) in [
            ("cede", "ceded", "ceding"),
            ("trim", "trimmed", "trimming"),
            ("absorb", "absorbed", "absorbing"),
            ("team", "teamed", "teaming"),
            ("ferry", "ferried", "ferrying"),
            ("delay", "delayed", "delaying"),
            ("co-found", "co-founded", "co-founding"),
            ("market", "marketed", "marketing"),
            ("cancel", "cancelled", "canceling"),
        ] {
            let forms = forms(verb);
            assert!([past, going].iter().all(|form| forms.contains(&(*form).to_owned())), "{forms:?}");
        }
        assert!(forms("agree").is_empty() && forms("résumé").is_empty());
    }
}
