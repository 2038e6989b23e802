//! Parsing around names: a name that the treebanks never saw must not derail the tagger, nor one of five words the parser.
//! Each name is parsed as one word that stands in for it, and given its own words back in the tree.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::finite;
use super::insertion::{self, Part};
use super::introduction::{Kin, introduced, is_quality, kin};
use super::parse::{Parser, Tagged};
use super::worth::{Counted, Named, Seen};
use super::{mend, quotation, retag};
use crate::model::{Mention, MentionKind, Node, Rel, Sentence, Tree, Upos, Value, is_lower_of, lower};
use crate::pack::Pack;

/// Which sentences get a tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// Those that may hold a frame, and those that a word of one may refer back to.
    Worth,
    /// Those in which something is named.
    Named,
}

/// For each sentence its tree, if it is wanted.
pub(super) fn trees(
    text: &str,
    sentences: &[Sentence],
    mentions: &[Mention],
    pack: &Pack,
    wanted: Wanted,
) -> Vec<Option<Tree>> {
    let parser = Parser::embedded();
    let named = Named::by(mentions, pack);
    let mut next = 0;
    let prepared: Vec<Option<Prepared>> = sentences
        .iter()
        .enumerate()
        .map(|(ix, sentence)| {
            let first = next + mentions[next..].partition_point(|mention| mention.sentence < ix);
            next = first + mentions[first..].partition_point(|mention| mention.sentence == ix);
            let here = &mentions[first..next];
            (!here.is_empty()).then(|| Prepared::new(parser, text, sentence, here, &named, pack))
        })
        .collect();
    let worth = if wanted == Wanted::Named { vec![true; prepared.len()] } else { worth(&prepared) };
    let tree =
        |(prepared, worth): (Option<Prepared>, bool)| Some(prepared.filter(|_| worth)?.tree(parser, pack));
    prepared.into_iter().zip(worth).map(tree).collect()
}

/// Which sentences are worth a tree: those that may hold a frame, and those near before that name what their words may
/// refer back to.
fn worth(prepared: &[Option<Prepared>]) -> Vec<bool> {
    let may_hold = |prepared: &Option<Prepared>| prepared.as_ref().is_some_and(|it| it.may_hold_frame);
    let mut worth: Vec<bool> = prepared.iter().map(may_hold).collect();
    for (ix, one) in prepared.iter().enumerate() {
        if one.as_ref().is_some_and(|one| one.may_hold_frame && one.refers) {
            for before in ix.saturating_sub(REACH)..ix {
                worth[before] |= prepared[before].as_ref().is_some_and(|before| before.names);
            }
        }
    }
    worth
}

/// How many sentences back a noun or pronoun may refer.
pub(super) const REACH: usize = 2;

/// A sentence that has been tagged, with what stands in for its names.
struct Prepared<'t> {
    words: Vec<&'t str>,
    short: Short<'t>,
    tagged: Tagged,
    finite: Vec<bool>,
    /// What stands in for an amount.
    sum: &'t str,
    may_hold_frame: bool,
    /// Whether it holds nouns or pronouns that refer back.
    refers: bool,
    /// Whether it names anything.
    names: bool,
}

impl<'t> Prepared<'t> {
    fn new(
        parser: &Parser,
        text: &'t str,
        sentence: &Sentence,
        mentions: &[Mention],
        named: &Named,
        pack: &'t Pack,
    ) -> Self {
        let words: Vec<&str> = sentence.tokens.iter().map(|token| token.span.of(text)).collect();
        let short = shorten(&words, text, sentence, mentions, pack);
        let mut tagged = parser.tag(&short.words, &|at| short.named[at]);
        let finite = finite::finite(parser, &tagged, &short.words, &short.named, pack);
        finite::put_right(parser, &mut tagged, &finite);
        tagged.know_verbs(parser, &short.words, |form| pack.frames.verb_of(form));
        retag::put_right(parser, &mut tagged, &short.words, &short.named, &pack.frames);
        let hidden = short.hidden(&words);
        let counted = Counted::default();
        let seen =
            Seen { words: &words, tagged: &tagged, hidden: &hidden, mentions, named, parser, pack, counted };
        let may_hold_frame = seen.may_hold_frame();
        let refers = mentions.iter().any(|mention| {
            matches!(mention.kind, MentionKind::Nominal | MentionKind::Pronoun)
                && named.may_mean(mention, None)
        });
        let names = mentions.iter().any(|mention| mention.kind == MentionKind::Name);
        let money = mentions.iter().find(|mention| matches!(mention.value, Some(Value::Money(_))));
        let sum = money.and_then(|mention| stand_in(mention, pack)).unwrap_or_default();
        Self { words, short, tagged, finite, sum, may_hold_frame, refers, names }
    }

    fn tree(&self, parser: &Parser, pack: &Pack) -> Tree {
        let grammar = &pack.lexicon.grammar;
        let named = &self.short.named;
        let frames = &pack.frames;
        let part = Part { words: &self.short.words, named, finite: &self.finite, sum: self.sum, frames };
        let mut tree = quotation::apart(parser, &self.tagged, part, &grammar.report.verbs)
            .unwrap_or_else(|| insertion::apart(parser, &self.tagged, part));
        mend::mend(&mut tree, named, grammar);
        give_back(&tree, &self.words, &self.short)
    }
}

/// The words of a sentence with one word for each of its names and terms.
fn shorten<'t>(
    words: &[&'t str],
    text: &str,
    sentence: &Sentence,
    mentions: &[Mention],
    pack: &'t Pack,
) -> Short<'t> {
    let mut short = Short::default();
    let mut names = mentions.iter().filter(|mention| stands_apart(sentence, text, mention)).peekable();
    let mut at = 0;
    while at < words.len() {
        while names.next_if(|name| name.tokens.start < at).is_some() {}
        if let Some(end) = left_out(words, at, mentions, pack) {
            at = short.leave_out(end);
            continue;
        }
        if let Some(noun) = owned(words, at, mentions, pack) {
            at = short.push(words[noun], noun + 1, false);
            continue;
        }
        if let Some((word, end)) = better_known(words, at, mentions, pack) {
            short.lemmas.insert(short.words.len(), words[end - 1].to_lowercase());
            at = short.push(word, end, false);
            continue;
        }
        let related = kin(sentence, words, at, mentions, pack);
        if let Some((related, word)) = related.and_then(|(kin, name)| Some((kin, stand_in(name, pack)?))) {
            at = short.push(word, related.end, true);
            short.kin.push(related);
            continue;
        }
        if let Some((name, word)) = introduced(sentence, words, at, mentions, pack)
            .and_then(|name| Some((name, stand_in(name, pack)?)))
        {
            at = short.push(word, name.tokens.end, true);
            continue;
        }
        if let Some((word, end)) = one_word(sentence, words, at, mentions, pack) {
            at = short.push(word, end, false);
            continue;
        }
        let name = names.next_if(|name| name.tokens.start == at);
        at = take(&mut short, words, at, name, pack);
    }
    short
}

/// Takes what stands at `at` as it is, or one word for `name`, which starts there, or for a term; gives where that ends.
fn take<'t>(
    short: &mut Short<'t>,
    words: &[&'t str],
    at: usize,
    name: Option<&Mention>,
    pack: &'t Pack,
) -> usize {
    let known = name.and_then(|name| Some((name, stand_in(name, pack)?))).filter(is_needed);
    match known {
        None if let Some((end, lemma)) = phrase(words, at, pack) => {
            short.lemmas.insert(short.words.len(), lemma);
            short.push("fee", end, false)
        }
        Some((name, _)) if is_contract(words, name, pack) => {
            short.lemmas.insert(short.words.len(), words[name.tokens.end - 1].to_lowercase());
            short.push("contract", name.tokens.end, false)
        }
        Some((name, _)) if is_kind(words, name, pack) => {
            short.push(words[name.tokens.end], name.tokens.end + 1, false)
        }
        Some((name, word)) => {
            let named = name.kind == MentionKind::Name && is_name(word);
            short.push(word, name.tokens.end, named)
        }
        None => short.push(words[at], at + 1, false),
    }
}

/// Where what nobody needs to see ends if it begins at `at`: an aside, a degree, "each" behind an auxiliary.
fn left_out(words: &[&str], at: usize, mentions: &[Mention], pack: &Pack) -> Option<usize> {
    aside(words, at, mentions)
        .or_else(|| degree(words, at, pack))
        .or_else(|| is_floating(words, at, pack).then_some(at + 1))
}

/// Where the last number of a quantity or percentage stands whose words begin at `at`, if there are several words up to it: they
/// are parsed as that number. "*up to 2.5* million tons", "*10% to 15*%"; but behind a name a bare number passes for a part of it.
fn measured(words: &[&str], at: usize, mentions: &[Mention]) -> Option<usize> {
    let counts = |mention: &&Mention| {
        mention.tokens.start == at && matches!(mention.value, Some(Value::Quantity(_) | Value::Percent(_)))
    };
    let tokens = mentions.iter().find(counts)?.tokens.clone();
    let number = |&at: &usize| words[at].starts_with(|c: char| c.is_ascii_digit());
    let last = tokens.clone().rfind(number).filter(|&last| last > at && last + 1 < tokens.end)?;
    let inside = |mention: &Mention| mention.tokens.start > at && mention.tokens.start < last;
    let beside = |mention: &Mention| mention.tokens.end == at && mention.kind == MentionKind::Name;
    (!mentions.iter().any(|mention| inside(mention) || beside(mention))).then_some(last)
}

/// The word that several, or an apostrophe, from `at` on are parsed as, and where they end: "sale-and-purchase",
/// "Montreal-based", "majority-owned by", "Airbus' engines".
fn one_word<'t>(
    sentence: &Sentence,
    words: &[&'t str],
    at: usize,
    mentions: &[Mention],
    pack: &'t Pack,
) -> Option<(&'t str, usize)> {
    if let Some(number) = measured(words, at, mentions) {
        return Some((words[number], number + 1));
    }
    if let Some(known) = pack.lexicon.grammar.parsed_as.get(words[at]) {
        return Some((known, at + 1));
    }
    if is_headline_and(words, at, mentions, pack) {
        Some(("and", at + 1))
    } else if is_chain(sentence, words, at, pack) {
        Some(("new", at + 5))
    } else if is_modifier(sentence, words, at, pack) {
        let participle = words[at + 3] == "by";
        Some((if participle { words[at + 2] } else { "new" }, at + 3))
    } else if is_quality(sentence, words, at, mentions, pack) {
        Some(("new", at + 3))
    } else {
        is_owner(sentence, words, at, mentions).then_some(("'s", at + 1))
    }
}

/// The sentence as it is parsed.
#[derive(Default)]
struct Short<'t> {
    words: Vec<&'t str>,
    /// Whether each of its words stands for a name.
    named: Vec<bool>,
    /// For each word of the whole sentence, the word here that it is, or is part of; none if left out.
    place: Vec<Option<usize>>,
    /// The dictionary forms of those of its words that stand for a term.
    lemmas: BTreeMap<usize, String>,
    /// Names that are parsed with what they are to somebody.
    kin: Vec<Kin>,
}

impl<'t> Short<'t> {
    /// One word for all up to `end`; gives `end`.
    fn push(&mut self, word: &'t str, end: usize, named: bool) -> usize {
        self.place.resize(end, Some(self.words.len()));
        self.words.push(word);
        self.named.push(named);
        end
    }

    /// The words of the sentence that others stand for, and the dictionary forms of its terms.
    fn hidden<'s>(&'s self, words: &[&'s str]) -> Vec<&'s str> {
        let alone = |own: usize| self.place.iter().filter(|place| **place == Some(own)).take(2).count() < 2;
        let stands_in = |at: &usize| self.place[*at].is_some_and(|own| self.named[own] || !alone(own));
        let replaced = (0..words.len()).filter(stands_in).map(|at| words[at]);
        let related = self.kin.iter().map(|kin| kin.lemma.as_str());
        replaced.chain(self.lemmas.values().map(String::as_str)).chain(related).collect()
    }

    fn leave_out(&mut self, end: usize) -> usize {
        self.place.resize(end, None);
        end
    }
}

/// Whether a noun behind the name of a product says what it is: that noun is parsed for both.
fn is_kind(words: &[&str], name: &Mention, pack: &Pack) -> bool {
    let thing = |word: &&str| pack.lexicon.grammar.introducing.things.contains(&word.to_lowercase());
    let product = &pack.lexicon.names.classes.product;
    name.kind == MentionKind::Name
        && pack.ontology.is_a(&name.class, product)
        && words.get(name.tokens.end).is_some_and(thing)
}

/// Whether a word must stand in: a job title of one word is a word that the treebanks know.
fn is_needed((mention, word): &(&Mention, &str)) -> bool {
    mention.kind != MentionKind::Name || is_name(word) || mention.tokens.len() > 1
}

/// Whether `word` stands in for names: it has a capital.
fn is_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// The word that stands in for `mention`.
fn stand_in<'p>(mention: &Mention, pack: &'p Pack) -> Option<&'p str> {
    let class = mention.class.as_str();
    let fits = |known: &str| known == class || (!class.is_empty() && pack.ontology.is_a(class, known));
    let stand_ins = &pack.lexicon.grammar.stand_in;
    stand_ins.iter().find(|(known, _)| fits(known)).map(|(_, word)| word.as_str())
}

/// Whether a name is that of a contract: "a new *Power Purchase Agreement* to buy".
fn is_contract(words: &[&str], name: &Mention, pack: &Pack) -> bool {
    let last = words[name.tokens.end - 1].to_lowercase();
    name.class.is_empty()
        && name.tokens.len() > 1
        && pack.lexicon.grammar.takes_infinitive.contains(&last)
        && pack.frames.is_trigger(&last)
}

/// Where a term that evokes frames ("revenue share", "joint venture") ends if it begins at `at`, and its last word's
/// dictionary form: as two words taggers take its parts for verbs.
fn phrase(words: &[&str], at: usize, pack: &Pack) -> Option<(usize, String)> {
    pack.frames.phrases_from(&lower(words[at])).find_map(|phrase| {
        let mut end = at;
        for (ix, part) in phrase.iter().enumerate() {
            if ix > 0 && part != "-" && words.get(end) == Some(&"-") {
                end += 1;
            }
            let word = words.get(end)?;
            let last = ix + 1 == phrase.len();
            let plural = || last && word.strip_suffix(['s', 'S']).is_some_and(|stem| is_lower_of(part, stem));
            if !is_lower_of(part, word) && !plural() {
                return None;
            }
            end += 1;
        }
        Some((end, phrase.last()?.clone()))
    })
}

/// The most words, with its brackets, of an aside that is left out: "(NASDAQ: LUMN)".
const ASIDE: usize = 8;

/// Where an aside in brackets that begins at `at` ends: one after the first word, without a mention in it or with nothing
/// but another name or sum for what stands before: "(AWS)", "(£12bn)", or what a name has or gives: "(60%)".
fn aside(words: &[&str], at: usize, mentions: &[Mention]) -> Option<usize> {
    if at == 0 || words[at] != "(" {
        return None;
    }
    let length = words[at..].iter().take(ASIDE).position(|word| *word == ")")? + 1;
    let inside = |mention: &&Mention| mention.tokens.end > at && mention.tokens.start < at + length;
    let mut within = mentions.iter().filter(inside);
    let free = match (within.next(), within.next()) {
        (None, _) => true,
        (Some(only), None) => {
            let sum = |mention: &Mention| matches!(mention.value, Some(Value::Money(_)));
            let named = |mention: &Mention| mention.kind == MentionKind::Name;
            let behind = |fits: &dyn Fn(&Mention) -> bool| {
                mentions.iter().any(|one| one.tokens.end == at && fits(one))
            };
            let alone = only.tokens.start == at + 1 && only.tokens.end + 1 == at + length;
            let short = named(only) && only.tokens.len() == 1;
            let share = || sum(only) || matches!(only.value, Some(Value::Percent(_)));
            alone && (short || sum(only) && behind(&sum) || behind(&named) && share())
        }
        _ => false,
    };
    (free && at + length < words.len()).then_some(at + length)
}

/// Where a degree behind a name ends, if the comma at `at` opens one: "Jane Doe*, Ph.D.*, said".
fn degree(words: &[&str], at: usize, pack: &Pack) -> Option<usize> {
    let degree = words.get(at + 1).filter(|_| at > 0 && words[at] == ",")?;
    pack.lexicon
        .names
        .degrees
        .contains(&degree.to_lowercase())
        .then_some(at + 2)
        .filter(|&end| end < words.len())
}

/// Whether the word at `at` only says of how many a subject tells: "they will *each* own", "Lumen and Glow *each* hold".
fn is_floating(words: &[&str], at: usize, pack: &Pack) -> bool {
    let grammar = &pack.lexicon.grammar;
    if at == 0 || !grammar.floating.contains(words[at]) {
        return false;
    }
    let named = words[at - 1].starts_with(char::is_uppercase);
    let evokes =
        |next: &str| pack.frames.verb_of(next).is_some() || pack.frames.evoked_by(next).next().is_some();
    let follows = |next: &str| {
        if grammar.auxiliaries.contains(&lower(words[at - 1])) { next != "of" } else { named && evokes(next) }
    };
    words.get(at + 1).is_some_and(|next| next.starts_with(char::is_lowercase) && follows(next))
}

/// The fewest and the most words before a noun that are parsed as one with it.
const OWNED: RangeInclusive<usize> = 3..=6;

/// Where the noun is that ends what somebody has, if its description begins at `at` and is so long that its words may pass
/// for anything: "Lumen's *home lamp cleaning products business*".
fn owned(words: &[&str], at: usize, mentions: &[Mention], pack: &Pack) -> Option<usize> {
    let grammar = &pack.lexicon.grammar;
    let owner = at.checked_sub(1).filter(|&owner| grammar.owners.contains(&lower(words[owner])))?;
    let plain = |ix: &usize| {
        let word = words[*ix];
        word.starts_with(char::is_lowercase)
            && !Parser::embedded().is_function_word(word)
            && !mentions.iter().any(|mention| mention.tokens.contains(ix))
    };
    let end = at + (at..words.len()).take_while(plain).count();
    let is_unit = |&ix: &usize| {
        let one = words[ix].strip_suffix('s').unwrap_or(words[ix]);
        let tells = |noun: &String| noun == words[ix] || noun == one;
        grammar.described.iter().any(|rule| rule.told_apart && rule.nouns.iter().any(tells))
    };
    // "its *logistics arm* Kestrel": right before the name of what it is.
    let named = |noun: usize| {
        let starts = |name: &&Mention| name.tokens.start == noun + 1 && name.kind == MentionKind::Name;
        let other = words[at..noun].iter().any(|word| grammar.another.contains(word));
        noun > at
            && !other
            && mentions.iter().find(starts).is_some_and(|name| name.class != pack.lexicon.names.classes.place)
    };
    (at..end).rfind(is_unit).filter(|&noun| OWNED.contains(&(noun - owner - 1)) || named(noun))
}

/// Names and values are parsed as one word; but for values that bring their own preposition ("through 2032").
fn stands_apart(sentence: &Sentence, text: &str, mention: &Mention) -> bool {
    let first = sentence.tokens[mention.tokens.start].span.of(text);
    match mention.kind {
        MentionKind::Name => true,
        MentionKind::Value => {
            let written = |c: char| c.is_uppercase() || c.is_ascii_digit();
            matches!(mention.value, Some(Value::Money(_))) || first.starts_with(written)
        }
        MentionKind::Nominal | MentionKind::Pronoun => false,
    }
}

/// What the treebanks know better than the words from `at` on that mean the same, and where these end.
fn better_known(
    words: &[&str],
    at: usize,
    mentions: &[Mention],
    pack: &Pack,
) -> Option<(&'static str, usize)> {
    let verb = || is_infinitive(words, at, mentions, pack).then_some(("sell", at + 1));
    verb().or_else(|| Some(("%", percent(words, at, mentions)?)))
}

/// Where the words for a percent sign end if they begin at `at`: "60 *percent*", "60 *per cent*".
fn percent(words: &[&str], at: usize, mentions: &[Mention]) -> Option<usize> {
    let number = at.checked_sub(1).filter(|&number| words[number].ends_with(|c: char| c.is_ascii_digit()))?;
    let whole = |mention: &&Mention| {
        matches!(mention.value, Some(Value::Percent(_))) && mention.tokens.contains(&number)
    };
    let end = mentions.iter().find(whole)?.tokens.end;
    let spelt = |word: &&str| word.chars().all(char::is_alphabetic);
    (at < end && words[at..end].iter().all(spelt)).then_some(end)
}

/// Whether the word at `at` is a verb because of what stands before it, though mostly it is a noun: "the right to *market*
/// lamps".
fn is_infinitive(words: &[&str], at: usize, mentions: &[Mention], pack: &Pack) -> bool {
    let grammar = &pack.lexicon.grammar;
    let takes = |noun: &str| {
        let noun = noun.to_lowercase();
        grammar.takes_infinitive.contains(&noun)
            || noun.strip_suffix('s').is_some_and(|one| grammar.takes_infinitive.contains(one))
    };
    // "a deal worth $5 billion to *license* a drug", "$5 million to *fund* research"
    let paid = || {
        let sum = mentions.iter().find(|mention| mention.tokens.end + 1 == at);
        sum.is_some_and(|sum| matches!(sum.value, Some(Value::Money(_))))
    };
    // "Lumen is to *market* lamps"
    let is = || grammar.anaphor.copulas.contains(words[at - 2]);
    // "will *license* articles", "will *license* its drug": before what opens a noun the tagger takes it for one.
    let content = || {
        words.get(at + 1).is_some_and(|next| {
            !Parser::embedded().is_function_word(next)
                || grammar.owners.contains(next)
                || grammar.anaphor.determiners.contains(next)
        })
    };
    let modal =
        |word: &str| grammar.modal.planned.contains(word) || grammar.modal.hypothetical.contains(word);
    grammar.noun_like.contains(words[at])
        && (at > 1 && words[at - 1] == "to" && (takes(words[at - 2]) || paid() || is())
            || at > 0 && modal(words[at - 1]) && content())
}

/// Whether the comma at `at` joins the two organizations that a headline begins with: "Lumen*,* Kestrel end partnership".
fn is_headline_and(words: &[&str], at: usize, mentions: &[Mention], pack: &Pack) -> bool {
    let organization = &pack.lexicon.names.classes.organization;
    let name = |fits: &dyn Fn(&Mention) -> bool| {
        let acts = |one: &&Mention| {
            fits(one) && one.kind == MentionKind::Name && pack.ontology.is_a(&one.class, organization)
        };
        mentions.iter().find(acts).map(|name| name.tokens.clone())
    };
    let headline = !words.last().is_some_and(|last| matches!(*last, "." | "!" | "?" | ":" | "”" | "\""));
    let first = || name(&|one| one.tokens == (0..at));
    let goes_on = |end: usize| {
        words.get(end).is_some_and(|word| word.starts_with(char::is_lowercase) && *word != "and")
    };
    let second = || name(&|one| one.tokens.start == at + 1).is_some_and(|second| goes_on(second.end));
    words[at] == "," && headline && first().is_some() && second()
}

/// Whether "sale", "-", "and", "-", "purchase" stand at `at`, written together and before another word.
fn is_chain(sentence: &Sentence, words: &[&str], at: usize, pack: &Pack) -> bool {
    let [first, "-", middle, "-", last, next, ..] = words[at..] else { return false };
    let joined = |left: usize| sentence.tokens[left].span.end == sentence.tokens[left + 1].span.start;
    (at..at + 4).all(joined)
        && pack.lexicon.grammar.hyphen_joins.contains(middle)
        && [first, last, next].into_iter().all(|word| word.chars().all(char::is_alphabetic))
        && !first.starts_with(char::is_uppercase)
}

/// Whether the apostrophe at `at` makes an owner of the name before it: "Airbus*'* engines".
fn is_owner(sentence: &Sentence, words: &[&str], at: usize, mentions: &[Mention]) -> bool {
    let joined = |left: usize| sentence.tokens[left].span.end == sentence.tokens[left + 1].span.start;
    at > 0
        && at + 1 < words.len()
        && matches!(words[at], "'" | "’")
        && joined(at - 1)
        && !joined(at)
        && words[at - 1].ends_with(['s', 'x', 'z'])
        && words[at + 1].starts_with(char::is_alphanumeric)
        && mentions.iter().any(|mention| mention.tokens.end == at && mention.kind == MentionKind::Name)
}

/// Whether "US", "-", "based" stand at `at`, written together and before another word: it is parsed as an adjective.
pub(super) fn is_modifier(sentence: &Sentence, words: &[&str], at: usize, pack: &Pack) -> bool {
    let [first, "-", last, next, ..] = words[at..] else { return false };
    let joined = |left: usize| sentence.tokens[left].span.end == sentence.tokens[left + 1].span.start;
    joined(at)
        && joined(at + 1)
        && first.chars().all(char::is_alphanumeric)
        && next.chars().all(char::is_alphanumeric)
        && pack.lexicon.grammar.hyphenated.contains(&last.to_lowercase())
}

/// The tree of the whole sentence: of several words of one name the last is the head, the others hang on it; what was
/// left out hangs on the word before.
fn give_back(tree: &Tree, words: &[&str], short: &Short) -> Tree {
    let place = &short.place;
    let mut last = vec![0; tree.nodes.len()];
    for (at, place) in place.iter().enumerate() {
        if let Some(place) = place {
            last[*place] = at;
        }
    }
    let hung = |word: &str, upos: Upos, xpos: &'static str, head: usize, rel: &'static str| Node {
        upos,
        xpos,
        lemma: word.to_owned(),
        head: Some(head),
        rel: Rel(rel),
    };
    let node = |(at, word): (usize, &&str)| {
        let Some(own) = place[at] else {
            let before = place[..at].iter().rposition(Option::is_some).unwrap_or_default();
            return hung(word, Upos::X, "FW", before, "dep");
        };
        if at < last[own] {
            return hung(word, Upos::Propn, "NNP", last[own], "compound");
        }
        let whole = &tree.nodes[own];
        let alone = at == 0 || place[at - 1] != place[at];
        let written = (alone || short.words[own] == *word) && whole.upos != Upos::Propn;
        let term = short.lemmas.get(&own).cloned();
        let lemma = term.unwrap_or_else(|| if written { whole.lemma.clone() } else { (*word).to_owned() });
        Node { lemma, head: whole.head.map(|head| last[head]), ..whole.clone() }
    };
    let mut nodes: Vec<Node> = words.iter().enumerate().map(node).collect();
    for Kin { owner, noun, lemma, tied, end } in &short.kin {
        let (upos, xpos, rel) =
            if *tied { (Upos::Verb, "VBN", "acl") } else { (Upos::Noun, "NN", "compound") };
        nodes[*noun] = hung(lemma, upos, xpos, end - 1, rel);
        for at in owner.clone() {
            let last = at + 1 == owner.end;
            let whose = if *tied { "obl:agent" } else { "nmod:poss" };
            let (head, rel) = if last { (*noun, whose) } else { (owner.end - 1, "compound") };
            nodes[at] = hung(words[at], Upos::Propn, "NNP", head, rel);
        }
    }
    Tree { nodes }
}
