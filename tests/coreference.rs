//! What pronouns and nouns stand for, against the coreference chains of GUM's news.
//!
//! Only chains in which a name stands count, since the rest of the engine works on named things. A pronoun or noun is right
//! if a name of the entity it was decided to be stands in its own chain. Groups ("both companies") are left out.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use pactum::annotate::annotate;
use pactum::model::{Annotated, Document, EntityIx, Mention, MentionKind, Metadata};
use pactum::pack::Pack;

#[test]
fn pronouns_and_nouns_of_gum_news() {
    let Some(path) = shared("treebanks/gum-news.conllu") else { return };
    let pack = Pack::embedded();
    let mut pronouns = Score::default();
    let mut nouns = Score::default();
    for gold in documents(&std::fs::read_to_string(path).expect("readable")) {
        let annotated = annotate(Document::new(gold.text.clone(), Metadata::default()), &pack);
        pronouns.add(&gold, &annotated, MentionKind::Pronoun);
        nouns.add(&gold, &annotated, MentionKind::Nominal);
    }
    println!("pronouns: {}", pronouns.line());
    println!("nouns: decided {} right {} precision {:.2}", nouns.decided, nouns.right, nouns.precision());
    assert!(pronouns.precision() >= 0.50);
    assert!(nouns.precision() >= 0.40);
}

#[derive(Default)]
struct Score {
    /// Third-person pronouns of a chain with a name in it that stands before them.
    looked_for: usize,
    decided: usize,
    right: usize,
}

impl Score {
    fn add(&mut self, gold: &Gold, annotated: &Annotated, kind: MentionKind) {
        let of_kind = |mention: &&Mention| mention.kind == kind && mention.found_by == "anaphor";
        for mention in annotated.mentions.iter().filter(of_kind) {
            let Some(chain) = gold.chain_of(mention) else { continue };
            let named = gold.is_named_before(chain, mention.span.start);
            self.looked_for += usize::from(named);
            let [entity] = mention.refers[..] else { continue };
            self.decided += 1;
            let right = names_of(annotated, entity).any(|name| gold.is_in(chain, name));
            self.right += usize::from(right);
            if !right && std::env::var_os("PACTUM_SHOW_MISSES").is_some() {
                gold.show(chain, mention, &annotated.entities[entity].name);
            }
        }
    }

    fn precision(&self) -> f64 {
        self.right as f64 / self.decided as f64
    }

    fn line(&self) -> String {
        format!(
            "looked for {} decided {} right {} precision {:.2} recall {:.2}",
            self.looked_for,
            self.decided,
            self.right,
            self.precision(),
            self.right as f64 / self.looked_for as f64
        )
    }
}

/// The names that `entity` has in the text.
fn names_of(annotated: &Annotated, entity: EntityIx) -> impl Iterator<Item = &Mention> {
    let is_name = move |mention: &&Mention| mention.kind == MentionKind::Name && mention.refers == [entity];
    annotated.mentions.iter().filter(is_name)
}

/// A document with its chains.
#[derive(Default)]
struct Gold {
    text: String,
    marks: Vec<Mark>,
}

/// One mention of a chain.
struct Mark {
    chain: String,
    span: Range<usize>,
    is_name: bool,
}

impl Gold {
    /// The chain of what stands where `mention` does: the shortest that begins there and holds it.
    fn chain_of(&self, mention: &Mention) -> Option<&str> {
        let (start, end) = (mention.span.start, mention.span.end);
        let at = |mark: &&Mark| mark.span.start == start && mark.span.end >= end;
        let exact = mention.kind == MentionKind::Pronoun;
        let found = self.marks.iter().filter(at).filter(|mark| !exact || mark.span.end == end);
        Some(found.min_by_key(|mark| mark.span.len())?.chain.as_str())
    }

    /// Prints what went wrong.
    fn show(&self, chain: &str, mention: &Mention, taken_for: &str) {
        let (before, after) = (&self.text[..mention.span.start], &self.text[mention.span.end..]);
        let near = |text: &str, last: bool| {
            let words: Vec<&str> = text.split_whitespace().collect();
            let from = if last { words.len().saturating_sub(25) } else { 0 };
            words[from..words.len().min(from + 25)].join(" ")
        };
        let own = self.marks.iter().find(|mark| mark.chain == chain && mark.is_name);
        let name = own.map_or("no name", |mark| &self.text[mark.span.clone()]);
        let word = mention.span.of(&self.text);
        println!("{taken_for} for {name}: {} [{word}] {}", near(before, true), near(after, false));
    }

    fn is_named_before(&self, chain: &str, start: usize) -> bool {
        self.marks.iter().any(|mark| mark.chain == chain && mark.is_name && mark.span.start < start)
    }

    /// Whether the shortest mark around `name` is of this chain.
    fn is_in(&self, chain: &str, name: &Mention) -> bool {
        let (start, end) = (name.span.start, name.span.end);
        let around = self.marks.iter().filter(|mark| mark.span.start <= start && end <= mark.span.end);
        around.min_by_key(|mark| mark.span.len()).is_some_and(|mark| mark.chain == chain)
    }
}

/// The documents of a GUM file, their paragraphs parted by empty lines.
fn documents(file: &str) -> Vec<Gold> {
    file.split("# newdoc").skip(1).map(document).collect()
}

fn document(lines: &str) -> Gold {
    let mut gold = Gold::default();
    let mut open: BTreeMap<String, Vec<(usize, bool)>> = BTreeMap::new();
    let mut at = 0;
    for line in lines.lines() {
        if line.starts_with("# newpar ") || line == "# newpar" {
            gold.text.push_str("\n\n");
        } else if let Some(text) = line.strip_prefix("# text = ") {
            gold.text.push(' ');
            at = gold.text.len();
            gold.text.push_str(text);
        } else if let [id, form, _, upos, .., misc] = line.split('\t').collect::<Vec<_>>()[..]
            && id.chars().all(|c| c.is_ascii_digit())
        {
            let Some(start) = gold.text[at..].find(form).map(|found| at + found) else { continue };
            at = start + form.len();
            let marks = misc.split('|').find_map(|value| value.strip_prefix("Entity=")).unwrap_or_default();
            for open in open.values_mut().flatten() {
                open.1 |= upos == "PROPN";
            }
            read_marks(marks, start..at, upos == "PROPN", &mut open, &mut gold.marks);
        }
    }
    gold
}

/// Reads "(1-person-giv…(2-place-new…)1)" at one word.
fn read_marks(
    marks: &str,
    word: Range<usize>,
    is_name: bool,
    open: &mut BTreeMap<String, Vec<(usize, bool)>>,
    found: &mut Vec<Mark>,
) {
    let mut rest = marks;
    while let Some(first) = rest.chars().next() {
        let body = if first == '(' { &rest[1..] } else { rest };
        let end = body.find(['(', ')']).unwrap_or(body.len());
        let chain = body[..end].split(['-', '[']).next().unwrap_or_default().to_owned();
        let closes = body[end..].starts_with(')');
        if first == '(' {
            open.entry(chain.clone()).or_default().push((word.start, is_name));
        }
        if closes && let Some((start, is_name)) = open.get_mut(&chain).and_then(Vec::pop) {
            found.push(Mark { chain, span: start..word.end, is_name });
        }
        rest = &body[end + usize::from(closes)..];
    }
}

fn shared(path: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(path);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: {} is not there", path.display());
    None
}
