//! Words that stand for something named elsewhere: "it", "their", "the company", "both sides".
//!
//! Only agents and products are looked for; what the words stand for is decided by [`crate::annotate::resolve`].

use std::borrow::Cow;
use std::ops::Range;

use crate::model::{Mention, MentionKind, Sentence, Span, lower};
use crate::pack::Pack;
use crate::pack::lexicon::Names;
use crate::pack::lexicon::grammar::Anaphor;

/// How many words may stand between the determiner and the noun.
const MAX_MODIFIERS: usize = 6;

/// The pronouns and nouns of `sentences` that stand for something, where no mention of `taken` stands.
#[must_use]
pub fn anaphors(text: &str, sentences: &[Sentence], taken: &[Mention], pack: &Pack) -> Vec<Mention> {
    let mut found = Vec::new();
    for (index, sentence) in sentences.iter().enumerate() {
        let from = taken.partition_point(|mention| mention.sentence < index);
        let until = taken.partition_point(|mention| mention.sentence <= index);
        let low: Vec<Cow<'_, str>> = sentence.tokens.iter().map(|token| lower(token.span.of(text))).collect();
        let reader = Reader {
            low: &low,
            taken: &taken[from..until],
            names: &pack.lexicon.names,
            words: &pack.lexicon.grammar.anaphor,
        };
        let mut ix = 0;
        while ix < low.len() {
            match reader.anaphor_at(ix) {
                Some((tokens, kind, class)) => {
                    ix = tokens.end;
                    found.push(mention(index, sentence, tokens, kind, class));
                }
                None => ix += 1,
            }
        }
    }
    found
}

struct Reader<'a> {
    low: &'a [Cow<'a, str>],
    taken: &'a [Mention],
    names: &'a Names,
    words: &'a Anaphor,
}

impl Reader<'_> {
    fn anaphor_at(&self, ix: usize) -> Option<(Range<usize>, MentionKind, String)> {
        let word = &*self.low[ix];
        let pronouns = &self.names.pronouns;
        let owned = pronouns.owners.contains(word);
        if (owned || self.words.determiners.contains(word))
            && let Some((end, class)) = self.noun_phrase(ix, owned)
        {
            return Some((ix..end, MentionKind::Nominal, class));
        }
        if pronouns.contains(word) && !self.is_taken(ix) {
            let class = if pronouns.person.contains(word) { self.names.classes.person.as_str() } else { "" };
            return Some((ix..ix + 1, MentionKind::Pronoun, class.to_owned()));
        }
        if self.is_both(word) && !self.is_taken(ix) && self.is_bare(ix + 1) {
            return Some((ix..ix + 1, MentionKind::Nominal, self.names.classes.organization.clone()));
        }
        None
    }

    /// The end and class of the noun phrase that begins with the determiner at `start`.
    fn noun_phrase(&self, start: usize, owned: bool) -> Option<(usize, String)> {
        let groups = &self.names.groups;
        let first = self.at(start + 1);
        let counts = groups.pairs.contains(first) || groups.trios.contains(first);
        if !owned && counts && !self.noun_follows(start + 2) && !self.is_both(first) {
            return Some((start + 2, self.names.classes.organization.clone()));
        }
        if !owned && self.names.peoples.contains_key(first) && !self.noun_follows(start + 2) {
            return Some((start + 2, self.names.classes.organization.clone()));
        }
        let ordered = self.words.former.contains(first) || self.words.latter.contains(first);
        if !owned && ordered && self.is_alone(start + 2) {
            return Some((start + 2, self.names.classes.organization.clone()));
        }
        let reach = if self.words.close.contains(self.at(start)) { 1 } else { MAX_MODIFIERS };
        let mut last = None;
        for ix in start + 1..self.low.len().min(start + 1 + reach) {
            let hyphened = self.hyphened(ix);
            let word = hyphened.as_deref().unwrap_or_else(|| self.at(ix));
            let plural =
                counts && word.strip_suffix('s').is_some_and(|one| self.names.nominal_class(one).is_some());
            if plural || groups.nouns.contains(word) {
                last = Some((ix, self.names.classes.organization.clone()));
            } else if let Some(class) = self.names.nominal_class(word) {
                last = Some((ix, class.to_owned()));
            } else if !word.starts_with(char::is_alphanumeric) && word != "-" && !self.is_in_home(ix)
                || self.words.stops.contains(word)
            {
                break;
            }
        }
        let (ix, class) = last?;
        // "the company that …", "its software business": a noun after it is the head, not this one.
        let inside = self.is_taken(ix) || self.noun_follows(ix + 1);
        let noun = self.at(ix);
        let another = self.words.counterpart.contains(noun) || self.words.related.contains(noun);
        (!inside && (!owned || another)).then_some((ix + 1, class))
    }

    /// The noun for somebody that a hyphen makes of the word at `ix` and the one before: "the *start-up*".
    fn hyphened(&self, ix: usize) -> Option<String> {
        let first = ix.checked_sub(2).filter(|_| self.at(ix - 1) == "-")?;
        self.names.hyphened(self.at(first), self.at(ix))
    }

    /// Whether the comma at `ix` stands in a place that a hyphen makes an adjective of: "the Bellevue*,* Washington-based operator".
    fn is_in_home(&self, ix: usize) -> bool {
        self.at(ix) == ","
            && (ix + 2..=ix + 3).any(|hyphen| self.at(hyphen) == "-" && self.at(hyphen + 1) == "based")
    }

    /// "both": a word for two that may also stand before their noun.
    fn is_both(&self, word: &str) -> bool {
        self.names.groups.pairs.contains(word) && self.words.determiners.contains(word)
    }

    /// Whether the word at `ix` goes on with the noun phrase: another plain noun.
    fn noun_follows(&self, ix: usize) -> bool {
        let word = self.at(ix);
        self.names.nominal_class(word).is_some()
            || self.names.groups.nouns.contains(word)
            || word.strip_suffix('s').is_some_and(|one| self.names.nominal_class(one).is_some())
            || self
                .taken
                .iter()
                .any(|mention| mention.kind == MentionKind::Name && mention.tokens.start == ix)
    }

    /// Whether no noun follows at `ix`, to which "both" would belong.
    fn is_bare(&self, ix: usize) -> bool {
        let word = self.at(ix);
        matches!(word, "" | "." | ",") || self.words.after_both.contains(word)
    }

    /// Whether what goes on at `ix` is no noun that "the latter" would describe.
    fn is_alone(&self, ix: usize) -> bool {
        self.is_bare(ix)
            || self.words.copulas.contains(self.at(ix))
            || self.words.stops.contains(self.at(ix)) && self.at(ix) != "of"
            || matches!(self.at(ix), "'s" | "’s" | "and" | "holding")
    }

    fn is_taken(&self, ix: usize) -> bool {
        self.taken.iter().any(|mention| mention.tokens.contains(&ix))
    }

    fn at(&self, ix: usize) -> &str {
        self.low.get(ix).map_or("", |word| word)
    }
}

fn mention(
    index: usize,
    sentence: &Sentence,
    tokens: Range<usize>,
    kind: MentionKind,
    class: String,
) -> Mention {
    let span: Span = sentence.tokens[tokens.start].span.join(sentence.tokens[tokens.end - 1].span);
    Mention {
        span,
        sentence: index,
        tokens,
        kind,
        class,
        found_by: "anaphor",
        known: None,
        value: None,
        refers: Vec::new(),
    }
}
