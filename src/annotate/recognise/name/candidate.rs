//! Stretches of words that may be names.

use std::collections::BTreeSet;
use std::ops::Range;

use super::inner::{joins_trades, ties_small_word};
use super::listing::listing_end;
use super::title::Title;
use super::words::Words;
use crate::annotate::parse::Parser;
use crate::model::{Span, lower};
use crate::pack::Pack;
use crate::pack::gazetteer::Hit;
use crate::pack::lexicon::Names;

/// A stretch of words that may be a name.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) sentence: usize,
    pub(super) tokens: Range<usize>,
    /// The entities of the gazetteer that go by it.
    pub(super) known: Vec<usize>,
    /// Whether only a capital that every first word has speaks for it, or a gazetteer's name that is also a word.
    pub(super) doubtful: bool,
}

/// All that may be names, by place.
pub(super) fn candidates(text: &str, words: &[Words], titles: &[Vec<Title>], pack: &Pack) -> Vec<Candidate> {
    let hits = pack.gazetteer.find(text);
    let mut candidates = Vec::new();
    let mut next = 0;
    for (sentence, words) in words.iter().enumerate() {
        let span = words.sentence.span;
        while next < hits.len() && hits[next].span.end <= span.start {
            next += 1;
        }
        let until = next + hits[next..].iter().take_while(|hit| hit.span.start < span.end).count();
        let finder = Finder { sentence, words, hits: &hits[next..until], titles: &titles[sentence], pack };
        finder.run(&mut candidates);
    }
    candidates
}

/// Cuts "Lumen-Kestrel" where the document names both by themselves: what two names with a hyphen between them name is no third.
pub(super) fn apart(candidates: Vec<Candidate>, words: &[Words]) -> Vec<Candidate> {
    let name = |sentence: usize, tokens: Range<usize>| words[sentence].low_phrase(tokens);
    let alone: BTreeSet<String> = candidates
        .iter()
        .filter(|one| !one.doubtful)
        .map(|one| name(one.sentence, one.tokens.clone()))
        .collect();
    let mut parted = Vec::with_capacity(candidates.len());
    for one in candidates {
        let hyphen = one.tokens.clone().find(|&at| {
            let halves = [one.tokens.start..at, at + 1..one.tokens.end];
            let both = || halves.into_iter().all(|half| alone.contains(&name(one.sentence, half)));
            one.known.is_empty() && matches!(words[one.sentence].low(at), "-" | "–" | "/") && both()
        });
        match hyphen {
            Some(at) => {
                parted.push(Candidate { tokens: one.tokens.start..at, ..one.clone() });
                parted.push(Candidate { tokens: at + 1..one.tokens.end, ..one });
            }
            None => parted.push(one),
        }
    }
    parted
}

/// Finds the candidates of one sentence.
struct Finder<'a> {
    sentence: usize,
    words: &'a Words<'a>,
    hits: &'a [Hit],
    titles: &'a [Title],
    pack: &'a Pack,
}

impl Finder<'_> {
    fn run(&self, out: &mut Vec<Candidate>) {
        let hits: Vec<(Range<usize>, &Hit)> =
            self.hits.iter().filter_map(|hit| Some((self.tokens_of(hit.span)?, hit))).collect();
        let mut ix = 0;
        while ix < self.words.len() {
            if let Some(end) = listing_end(self.words, ix, &self.pack.lexicon.names) {
                ix = end;
                continue;
            }
            let hit = hits.iter().find(|(tokens, _)| tokens.start == ix);
            let stretch = self.stretch(ix).filter(|stretch| !stretch.is_empty());
            let end = match (hit, stretch) {
                (Some((tokens, hit)), Some(stretch)) if stretch.end > tokens.end => {
                    self.longer_than_known(tokens, hit, stretch, &hits, out)
                }
                (Some((tokens, hit)), _) => self.push_known(tokens, hit, out),
                (None, Some(stretch)) => self.push_unknown(stretch, &hits, out),
                (None, None) => ix + 1,
            };
            ix = end.max(ix + 1);
        }
    }

    /// A known name with more capitalised words after it: another name, two names, or a name and no name.
    fn longer_than_known(
        &self,
        tokens: &Range<usize>,
        hit: &Hit,
        stretch: Range<usize>,
        hits: &[(Range<usize>, &Hit)],
        out: &mut Vec<Candidate>,
    ) -> usize {
        let names = &self.pack.lexicon.names;
        let next = tokens.end;
        let person_follows = names.is_first_name(self.words.low(next)) && stretch.end >= next + 2;
        let joined = matches!(self.words.low(next), "&" | "-" | "of" | "and" | "/");
        let letter = self.words.low(next) == "-" && self.words.get(next + 1).chars().count() == 1;
        let one_company = stretch.len() > tokens.len() + 1 && self.is_legal_form(stretch.end - 1);
        let known_follows = hits.iter().any(|(other, _)| other.start == next && other.end <= stretch.end);
        let second_known = joined && hits.iter().any(|(other, _)| other.start == next + 1);
        let legal = (next..stretch.end).all(|ix| self.is_legal_form(ix) || self.words.low(ix) == ",");
        if legal {
            return self.push(tokens.start..stretch.end, &hit.entries, false, out);
        }
        let abroad = known_follows && !self.is_place(hit) && self.is_place_to_end(next, &stretch, hits);
        let parted = person_follows || known_follows && !abroad || second_known && !letter;
        if parted && !one_company || self.words.capitals_mean_nothing {
            return self.push_known(tokens, hit, out);
        }
        self.push(stretch, &[], false, out)
    }

    fn push_known(&self, tokens: &Range<usize>, hit: &Hit, out: &mut Vec<Candidate>) -> usize {
        let doubtful =
            hit.ambiguous && (self.words.is_first(tokens.start) || self.words.capitals_mean_nothing);
        self.push(tokens.clone(), &hit.entries, doubtful, out)
    }

    /// A stretch that begins with no known name.
    fn push_unknown(
        &self,
        stretch: Range<usize>,
        hits: &[(Range<usize>, &Hit)],
        out: &mut Vec<Candidate>,
    ) -> usize {
        if self.words.capitals_mean_nothing || stretch.len() > 1 && self.first_is_no_part(&stretch) {
            return stretch.start + 1;
        }
        if self.is_lettered(&stretch) {
            return stretch.end;
        }
        let stretch = self.before_known(stretch, hits);
        let names = &self.pack.lexicon.names;
        let (first, low) = (self.words.get(stretch.start), self.words.low(stretch.start));
        let (alone, at_start) = (stretch.len() == 1, self.words.is_first(stretch.start));
        let starter = at_start && self.pack.lexicon.segment.starters.contains(first);
        let degree = names.degrees.contains(low);
        let nothing = names.not_names.contains(low) || names.nationalities.contains(low);
        if alone && (starter || degree || nothing || self.is_defined_term(stretch.start)) {
            return stretch.end;
        }
        // "*Deliveries* begin in May"
        if alone && at_start && (low.ends_with("ies") || Parser::embedded().is_plural(low)) {
            return stretch.end;
        }
        let plain = names.common.contains(low) || low.ends_with("ing") || self.is_opener(first);
        let doubtful = alone && at_start && plain;
        self.push(stretch, &[], doubtful, out)
    }

    /// "Series C", "Phase III": a stage or a sort, and no name.
    fn is_lettered(&self, stretch: &Range<usize>) -> bool {
        let sort = self.pack.lexicon.names.lettered.contains(self.words.low(stretch.start));
        let letter = self.words.get(stretch.end - 1);
        sort && stretch.len() == 2
            && letter.len() <= 3
            && letter.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
    }

    /// "the *Company*", "our *Group*": contracts and reports write with a capital what stands for a party.
    fn is_defined_term(&self, at: usize) -> bool {
        let article = matches!(self.words.low_before(at), "the" | "its" | "our" | "both" | "'s" | "’s");
        let low = self.words.low(at);
        let names = &self.pack.lexicon.names;
        article
            && self.words.get(at).chars().skip(1).all(char::is_lowercase)
            && (names.generic.contains(low) || names.groups.nouns.contains(low))
    }

    /// Whether the first word of a stretch belongs to no name: "Mr.", "January", "Chinese", "Citing".
    fn first_is_no_part(&self, stretch: &Range<usize>) -> bool {
        let names = &self.pack.lexicon.names;
        let (first, low) = (self.words.get(stretch.start), self.words.low(stretch.start));
        let plain = low.trim_end_matches('.');
        let glued = self.words.is_glued(stretch.start + 1);
        // "Software AG"
        let legal = stretch.len() == 2
            && self.is_legal_form(stretch.end - 1)
            && !self.pack.lexicon.segment.starters.contains(first);
        let opens = self.words.is_first(stretch.start)
            && (self.is_opener(first)
                && !legal
                && !(names.groups.nouns.contains(low) && self.has_ending(stretch))
                || low.ends_with("ing") && names.common.contains(low) && !self.has_ending(stretch));
        // "*Chinese* CDMO Lumen Biologics"
        let kind = stretch.len() > 2 && names.not_names.contains(self.words.low(stretch.start + 1));
        let outside = names.nationalities.contains(low) && (kind || !self.has_ending(stretch));
        if self.is_given_name(stretch, plain) {
            return false;
        }
        // "General Lamps Inc."
        let address = names.honorifics.contains(plain) && !self.has_ending(stretch);
        opens || !glued && (address || names.not_names.contains(plain) || outside)
    }

    /// Whether the month or the people that a stretch begins with is a given name: "said *Jan* Doe", "said *Christian* Doe", but
    /// not "in *May* Lumen".
    fn is_given_name(&self, stretch: &Range<usize>, word: &str) -> bool {
        let names = &self.pack.lexicon.names;
        // "*August* Doe, chairman of Lumen, said"
        let titled = self.words.low(stretch.end) == ","
            && self.titles.iter().any(|title| title.tokens.start == stretch.end + 1);
        let timed = !titled
            && stretch.start.checked_sub(1).is_none_or(|before| {
                let word = self.words.low(before);
                !word.starts_with(char::is_alphabetic) || names.timed.contains(word)
            });
        let timed = timed && names.not_names.contains(word);
        let other = names.not_names.contains(word) || names.nationalities.contains(word);
        let two = stretch.len() == 2 || stretch.len() == 3 && self.is_legal_form(stretch.end - 1);
        two && other && names.first_names.contains(word) && !timed
    }

    /// Whether the month or day at `at` is the surname of the given name before it: "said Jane *Sun*, head of …".
    fn is_surname(&self, at: usize) -> bool {
        let word = self.words.get(at);
        let dated = self.words.get(at + 1).starts_with(|c: char| c.is_ascii_digit());
        self.pack.lexicon.names.first_names.contains(self.words.low(at - 1))
            && word.len() > 2
            && word.len() <= 5
            && word.chars().skip(1).all(|c| c.is_ascii_lowercase())
            && !dated
    }

    /// The stretch up to a known name inside, unless both are one name: "Reserve Bank of Australia", "Jane Gartner".
    fn before_known(&self, mut stretch: Range<usize>, hits: &[(Range<usize>, &Hit)]) -> Range<usize> {
        let inside =
            hits.iter().find(|(tokens, _)| tokens.start > stretch.start && tokens.end <= stretch.end);
        let Some((inside, _)) = inside else { return stretch };
        let before = inside.start - 1;
        let person = before == stretch.start
            && inside.end == stretch.end
            && self.pack.lexicon.names.is_first_name(self.words.low(stretch.start));
        let whole = self.has_ending(&stretch) && inside.end < stretch.end
            || self.is_place_to_end(inside.start, &stretch, hits);
        let of_place = self.words.low(before) == "of" && inside.end == stretch.end;
        if !whole && !of_place && !person {
            let joined = matches!(self.words.low(before), "-" | "&" | "/" | "of" | "and");
            stretch.end = inside.start - usize::from(joined && before > stretch.start);
        }
        stretch
    }

    /// "Lumen *Ireland*": whether what a stretch ends with, from `at`, is a place of one word, which then is part of the name.
    fn is_place_to_end(&self, at: usize, stretch: &Range<usize>, hits: &[(Range<usize>, &Hit)]) -> bool {
        let ends =
            |tokens: &Range<usize>| tokens.start == at && tokens.end == stretch.end && tokens.len() == 1;
        hits.iter().any(|(tokens, hit)| ends(tokens) && self.is_place(hit))
    }

    fn is_place(&self, hit: &Hit) -> bool {
        let class = |&entry: &usize| &self.pack.gazetteer.entries()[entry].class;
        let place = &self.pack.lexicon.names.classes.place;
        hit.entries.iter().map(class).all(|class| self.pack.ontology.is_a(class, place))
    }

    fn push(&self, tokens: Range<usize>, known: &[usize], doubtful: bool, out: &mut Vec<Candidate>) -> usize {
        let end = tokens.end;
        out.push(Candidate { sentence: self.sentence, tokens, known: known.to_vec(), doubtful });
        end
    }

    fn has_ending(&self, stretch: &Range<usize>) -> bool {
        let last = stretch.end - 1;
        self.is_legal_form(last) || self.ends_name(last)
    }

    /// Whether the word at `ix` may be the last of a name and tell what it names.
    fn ends_name(&self, ix: usize) -> bool {
        self.pack.lexicon.names.ending_class(self.words.low(ix)).is_some()
    }

    /// Words that have a capital only because the sentence begins with them.
    fn is_opener(&self, word: &str) -> bool {
        let names = &self.pack.lexicon.names;
        let low = lower(word);
        self.pack.lexicon.segment.starters.contains(word)
            || names.nominal_class(&low).is_some()
            || names.groups.nouns.contains(&low)
    }

    fn is_legal_form(&self, ix: usize) -> bool {
        self.pack.lexicon.names.is_legal_form(self.words.get(ix))
    }

    /// The tokens that a span covers; `None` if it covers none.
    fn tokens_of(&self, span: Span) -> Option<Range<usize>> {
        let tokens = &self.words.sentence.tokens;
        let start = tokens.partition_point(|token| token.span.end <= span.start);
        let end = tokens.partition_point(|token| token.span.start < span.end);
        // "US$399 million" names no country.
        let currency = start < end && self.words.get(end - 1).ends_with(['$', '€', '£', '¥']);
        // "X-Kestrel" is not X.
        let part = start < end && {
            let last = tokens[end - 1].span;
            last.end > span.end && last.of(self.words.text)[span.end - last.start..].starts_with('-')
        };
        (start < end && !currency && !part).then_some(start..end)
    }

    /// The longest stretch of words from `start` that reads like one name.
    fn stretch(&self, start: usize) -> Option<Range<usize>> {
        if !self.is_name_word(start) || self.in_title(start) {
            return None;
        }
        let mut end = start + 1;
        while let Some(next) = self.step(start, end) {
            end = next;
        }
        Some(start..end)
    }

    /// Where the name from `start` that reaches to `end` goes on to; `None` if it ends there.
    fn step(&self, start: usize, end: usize) -> Option<usize> {
        let names = &self.pack.lexicon.names;
        let (word, low) = (self.words.get(end), self.words.low(end));
        let more = |ix: usize| self.is_name_word(ix) && !self.in_title(ix);
        if word.is_empty() || self.in_title(end) {
            return None;
        }
        if self.is_closed(start, end) || self.opens_person(start, end) {
            return None;
        }
        let last = self.words.low(end - 1);
        if self.is_name_word(end) {
            let part = !names.not_names.contains(low)
                || self.words.is_glued(end)
                || end == start + 1 && self.is_surname(end);
            return (part || self.is_inner_acronym(start, end)).then_some(end + 1);
        }
        let number = word.starts_with(|c: char| c.is_ascii_digit());
        if number && self.goes_on_with_number(start, end) {
            return Some(end + 1);
        }
        let glued = self.words.is_glued(end) && self.words.is_glued(end + 1);
        match low {
            "-" | "/" | "–"
                if glued
                    && (more(end + 1)
                        || self.words.get(end + 1).starts_with(|c: char| c.is_ascii_digit())) =>
            {
                Some(end + 2)
            }
            "-" if ties_small_word(self.words, end) => Some(end + 4),
            "-" if glued && self.is_second_half(end + 1) => Some(end + 2),
            "&" | "+" if more(end + 1) => Some(end + 2),
            "+" if self.words.is_glued(end) => Some(end + 1),
            "of" | "for" if names.takes_of.contains(last) && more(end + 1) => Some(end + 2),
            "of" if names.takes_of.contains(last) && self.words.low(end + 1) == "the" && more(end + 2) => {
                Some(end + 3)
            }
            "," if self.is_legal_form(end + 1) && self.words.get(end + 1).starts_with(char::is_uppercase) => {
                Some(end + 2)
            }
            "(" if self.goes_on_behind_bracket(end) => Some(end + 4),
            "and" if joins_trades(self.words, start, end, self.pack) => Some(end + 2),
            "and" if self.is_possessed(start) => self.unit_after_and(end),
            _ if names.particles.contains(low)
                && more(end + 1)
                && (!more_common(names, last) || names.particles.contains(last)) =>
            {
                Some(end + 2)
            }
            _ if names.small_forms.contains(low) || self.is_household(start, end) => Some(end + 1),
            _ if names.variants.contains(low) && last.contains(|c: char| c.is_ascii_digit()) => Some(end + 1),
            _ => None,
        }
    }

    /// "the Doe *family*" owns and sells as one; a family of models does not.
    fn is_household(&self, start: usize, end: usize) -> bool {
        if !self.pack.lexicon.names.households.contains(self.words.low(end)) {
            return false;
        }
        let product = &self.pack.lexicon.names.classes.product;
        let class = |&entry: &usize| &self.pack.gazetteer.entries()[entry].class;
        let of_products =
            |hit: &Hit| hit.entries.iter().map(class).any(|class| self.pack.ontology.is_a(class, product));
        let span = self.words.span(start..end);
        let plain = (start..end).all(|at| self.words.get(at).chars().all(char::is_alphabetic));
        matches!(self.words.low_before(start), "the" | "'s" | "’s")
            && self.words.low(end + 1) != "of"
            && plain
            && !self.hits.iter().any(|hit| span.overlaps(hit.span) && of_products(hit))
    }

    /// Whether a legal form or a version ends the name from `start` before `end`.
    fn is_closed(&self, start: usize, end: usize) -> bool {
        let (last, low) = (self.words.low(end - 1), self.words.low(end));
        // "Software AG Foundation" is a name of its own.
        let goes_on = self.is_name_word(end) && self.pack.lexicon.names.ending_class(low).is_some();
        let form = end > start + 1 && self.is_legal_form(end - 1) && !self.is_legal_form(end);
        // "GPT-5.5 OpenAI's model": a version ends a name if what follows is a name by itself.
        let version = last.contains('.') && last.starts_with(|c: char| c.is_ascii_digit());
        form && !goes_on && !matches!(low, "," | "&") || version && self.is_known_from(end)
    }

    /// "chief executive of Norvik Foods *Jane Doe* said": behind a title a given name and one more word are whose title it is, and
    /// so are any two behind what ends the name of an organization: "of Norvik Holdings *Jorun Doe*".
    fn opens_person(&self, start: usize, ix: usize) -> bool {
        let names = &self.pack.lexicon.names;
        let titled = start > 0
            && names.titles.joins.contains(self.words.low(start - 1))
            && self.titles.iter().any(|title| title.tokens.end + 1 == start);
        let plain = |at: usize| names.common.contains(self.words.low(at)) || self.is_legal_form(at);
        let organization = |class: &str| self.pack.ontology.is_a(class, &names.classes.organization);
        let behind_ending = || {
            let ends = names.ending_class(self.words.low(ix - 1)).is_some_and(organization);
            ends && ix > start + 1 && ![ix, ix + 1].into_iter().any(|at| plain(at) || self.ends_name(at))
        };
        titled
            && (names.first_names.contains(self.words.low(ix)) || behind_ending())
            && self.is_name_word(ix)
            && self.is_name_word(ix + 1)
            && !self.is_name_word(ix + 2)
    }

    /// "Lumen (Shanghai) Co.", "St. Cloud (Fla.) Medical Center": whether the bracket at `open` holds one word, and the name goes on.
    fn goes_on_behind_bracket(&self, open: usize) -> bool {
        let state = || self.words.get(open + 1).ends_with('.') && self.is_known_from(open + 1);
        let goes_on = || self.is_name_word(open + 3) && !self.in_title(open + 3);
        // "Lumen Holdings (UK) Ltd", but not "bought Lumen (LMN.O) as it grew".
        let form = || {
            let word = self.words.get(open + 3);
            let written =
                word.starts_with(char::is_uppercase) || self.pack.lexicon.names.small_forms.contains(word);
            written && self.is_legal_form(open + 3)
        };
        self.words.low(open + 2) == ")" && (form() || state() && goes_on())
    }

    /// Whether a name of the gazetteer begins with the word at `ix`.
    fn is_known_from(&self, ix: usize) -> bool {
        let start = self.words.sentence.tokens[ix].span.start;
        self.hits.iter().any(|hit| hit.span.start == start)
    }

    /// "Norvik *LNG* Holdings", "Lumen Glow *AI*": an acronym that names nothing alone is part of the name around or before it;
    /// but not before a noun: "Lumen AI chips".
    fn is_inner_acronym(&self, start: usize, ix: usize) -> bool {
        let word = self.words.get(ix);
        let next = self.words.get(ix + 1);
        let acronym = word.len() >= 2 && word.chars().all(char::is_uppercase);
        let goes_on = self.is_name_word(ix + 1)
            && !self.in_title(ix + 1)
            && !self.pack.lexicon.names.not_names.contains(self.words.low(ix + 1));
        acronym && (goes_on || ix > start + 1 && !next.starts_with(char::is_alphabetic))
    }

    /// Whether the word at `ix`, behind a hyphen, goes on with a given name: "Young-ho", "Jae-yong"; not "Acme-led".
    fn is_second_half(&self, ix: usize) -> bool {
        let word = self.words.get(ix);
        let letters = (2..=SECOND_HALF).contains(&word.len()) && word.chars().all(|c| c.is_ascii_lowercase());
        letters && !self.pack.lexicon.names.common.contains(word) && self.words.low(ix + 1) != "-"
    }

    /// "Cisco's Optical Systems and Optics Group": after a possessive, two halves of one unit's name.
    fn unit_after_and(&self, and: usize) -> Option<usize> {
        let end = (and + 1..self.words.len()).find(|&ix| !self.is_name_word(ix))?;
        let unit = |ix: usize| self.pack.lexicon.names.units.contains(self.words.low(ix));
        (end > and + 1 && (unit(end - 1) || unit(end))).then_some(end)
    }

    fn is_possessed(&self, start: usize) -> bool {
        start > 0 && self.words.is_possessive(start - 1)
    }

    /// "Formula 1", "iOS 18", but not "Acme 2026", "Acme 20 %".
    fn goes_on_with_number(&self, start: usize, end: usize) -> bool {
        let (word, next) = (self.words.get(end), self.words.low(end + 1));
        let year = word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
        let counts = next == "," || self.pack.lexicon.names.counted.contains(next);
        let whole = word.chars().all(|c| c.is_ascii_alphanumeric() || c == '.') && !word.ends_with('.');
        let calendar = self.pack.lexicon.names.not_names.contains(self.words.low(end - 1));
        let plain =
            next.starts_with(char::is_alphabetic) && next == self.words.get(end + 1) && next.ends_with('s');
        let opener = end == start + 1 && self.words.is_first(start) && self.is_opener(self.words.get(start));
        // "a 50-year licence"
        let measure = next == "-"
            && self.words.is_glued(end + 1)
            && self.words.get(end + 2).starts_with(char::is_lowercase);
        whole && !measure && !year && !counts && !calendar && !plain && !opener
    }

    /// Whether the word at `ix` may be part of a name: a capital, or letters and digits mixed.
    fn is_name_word(&self, ix: usize) -> bool {
        let word = self.words.get(ix);
        let mut chars = word.chars();
        let Some(first) = chars.next() else { return false };
        if is_ticker(word) {
            return false;
        }
        if first.is_uppercase() {
            return word != "I" && !word.starts_with("I'")
                || ix > 0 && self.words.get(ix - 1).starts_with(char::is_uppercase);
        }
        let upper = word.chars().any(char::is_uppercase);
        let camel = first.is_lowercase() && upper && word.chars().count() > 2;
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let named =
            letters > 1 || self.words.get(ix + 1).starts_with(char::is_uppercase) && !word.ends_with(UNITS);
        let mixed = first.is_ascii_digit() && upper && named && !self.is_amount(word);
        camel || mixed
    }

    /// "30B", "5M", "2.5BN": a number with its magnitude.
    fn is_amount(&self, word: &str) -> bool {
        let rest = word.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
        self.pack.lexicon.names.glued.contains(&rest.to_lowercase())
    }

    fn in_title(&self, ix: usize) -> bool {
        self.titles.iter().any(|title| title.tokens.contains(&ix))
    }
}

/// The most letters of the second half of a given name.
const SECOND_HALF: usize = 5;

fn more_common(names: &Names, word: &str) -> bool {
    names.common.contains(word) && !names.first_names.contains(word)
}

/// Letters that make a measure of the number before: "5G", "4K", "1H".
const UNITS: [char; 8] = ['G', 'K', 'H', 'Q', 'D', 'P', 'X', 'C'];

/// "ACIA.O", "VGC.TO": a share as Reuters writes it.
fn is_ticker(word: &str) -> bool {
    word.split_once('.').is_some_and(|(share, market)| {
        share.len() >= 2
            && (1..=2).contains(&market.len())
            && share.chars().chain(market.chars()).all(|c| c.is_ascii_uppercase())
    })
}
