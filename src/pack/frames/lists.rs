//! Words that several definitions share: a list of `[lists]` stands for its words wherever `"@name"` stands among words.

use std::collections::BTreeMap;

use super::FrameRule;
use super::check::did_you_mean;
use crate::model::{Diagnostic, Span};
use crate::pack::files::File;

/// The lists of all frame files by name. Where several files have one of a name, it has the words of all.
#[derive(Debug, Default)]
pub(super) struct Lists(BTreeMap<String, Vec<String>>);

impl Lists {
    pub(super) fn add(&mut self, more: BTreeMap<String, Vec<String>>) {
        for (name, words) in more {
            self.0.entry(name).or_default().extend(words);
        }
    }

    /// Puts words in the place of the lists that `rule` names.
    ///
    /// # Errors
    /// For each list that is not there, where it is named.
    pub(super) fn put_in(&self, rule: &mut FrameRule, file: &File) -> Vec<Diagnostic> {
        let mut missing = Vec::new();
        let mut whole = |words: &mut Vec<String>| {
            if words.iter().any(|word| word.starts_with('@')) {
                *words =
                    std::mem::take(words).into_iter().flat_map(|word| self.of(word, &mut missing)).collect();
            }
        };
        let FrameRule { verbs, nouns, adjectives, light, modified, objects, near, .. } = rule;
        for words in [verbs, nouns, adjectives, light, modified, objects, near] {
            whole(words);
        }
        if rule.never.iter().any(|word| word.starts_with('@')) {
            let mut never: Vec<String> = rule.never.iter().map(str::to_owned).collect();
            whole(&mut never);
            rule.never = never.into_iter().collect();
        }
        missing.iter().map(|name| self.unknown(name, rule, file)).collect()
    }

    fn of(&self, word: String, missing: &mut Vec<String>) -> Vec<String> {
        let Some(name) = word.strip_prefix('@') else { return vec![word] };
        if let Some(words) = self.0.get(name) {
            return words.clone();
        }
        missing.push(name.to_owned());
        Vec::new()
    }

    fn unknown(&self, name: &str, rule: &FrameRule, file: &File) -> Diagnostic {
        let from = rule.id.span().start;
        let start = file.text[from..].find(&format!("\"@{name}\"")).map_or(from, |ahead| from + ahead);
        let span = Span::new(start, start + name.len() + 3);
        let problem =
            Diagnostic::error(format!("there is no list `{name}`")).at(&file.shown, &file.text, span);
        did_you_mean(problem, name, self.0.keys().map(String::as_str))
    }
}
