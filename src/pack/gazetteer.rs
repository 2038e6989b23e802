//! Known names: `data/gazetteers/*.tsv`. One pass over a text finds all of them.
//!
//! Each file is a table with a header. A row is an entity; the columns are `id`, `class`, `name`, `aliases`,
//! `ambiguous`, `wikidata`, `identifiers`, `owner` and `descriptors`, and, if wanted, `home`; those that hold several values part
//! them with `|`. `ambiguous` repeats those of the names that are ordinary words or names of others too ("Apple", "Shell").

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::{Files, Ontology, files::File};
use crate::model::{Diagnostic, Span};

/// All entities a pack knows by name.
#[derive(Debug, Default)]
pub struct Gazetteer {
    entries: Vec<Entry>,
    by_id: BTreeMap<String, usize>,
    names: Vec<Name>,
    matcher: Option<AhoCorasick>,
}

/// One known entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its identifier below the base of the graph's resources: `company/openai`.
    pub id: String,
    /// Its class, as the ontology's prefixed name: `pact:Company`.
    pub class: String,
    /// The name to show.
    pub name: String,
    /// Other names it goes by.
    pub aliases: Vec<String>,
    /// Those of its names that are ordinary words too, or names of others.
    pub ambiguous: Vec<String>,
    /// Its Wikidata item: `Q95`.
    pub wikidata: Option<String>,
    /// Identifiers elsewhere, by scheme: `cik` and `0000320193`.
    pub identifiers: Vec<(String, String)>,
    /// The entity it belongs to: `company/microsoft` for a product or a unit of Microsoft.
    pub owner: Option<String>,
    /// Nouns it may be referred to by: `chipmaker`, `Claude maker`.
    pub descriptors: Vec<String>,
    /// Where it is at home, from the city to the continent, as identifiers of this gazetteer: `place/seattle`. Empty if not told.
    pub home: Vec<String>,
}

/// A known name in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Where it stands, without a possessive ending.
    pub span: Span,
    /// The entities that go by it, in the order of the files: several if they share the name.
    pub entries: Vec<usize>,
    /// Whether it is an ordinary word, or the name of others too, so that more evidence is needed.
    pub ambiguous: bool,
}

/// One spelling and those who go by it.
#[derive(Debug)]
struct Name {
    text: String,
    entries: Vec<usize>,
    ambiguous: bool,
}

const FOLDER: &str = "data/gazetteers";
const COLUMNS: [&str; 9] =
    ["id", "class", "name", "aliases", "ambiguous", "wikidata", "identifiers", "owner", "descriptors"];
/// The column that a table may lack.
const HOME: &str = "home";
/// Shorter names are not looked for in capitals: "BP" is one, "Ltd" in a heading is "LTD".
const MIN_LETTERS_IN_CAPITALS: usize = 4;

impl Gazetteer {
    /// Reads its files.
    ///
    /// # Errors
    /// Every problem found, each with file, line and column.
    pub fn load(files: &Files, _ontology: &Ontology) -> Result<Self, Vec<Diagnostic>> {
        let mut gazetteer = Self::default();
        let mut problems = Vec::new();
        for (_, file) in files.below(FOLDER, "tsv") {
            gazetteer.read(file, &mut problems);
        }
        gazetteer.check_links(&mut problems);
        if !problems.is_empty() {
            return Err(problems);
        }
        gazetteer.index().map_err(|error| vec![error])?;
        Ok(gazetteer)
    }

    /// All entries, in the order of the files.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entry with this identifier.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Entry> {
        self.by_id.get(id).map(|&entry| &self.entries[entry])
    }

    /// The known names in `text`, by place; of overlapping ones the longest.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<Hit> {
        let Some(matcher) = &self.matcher else { return Vec::new() };
        let mut hits: Vec<(Span, usize)> = matcher
            .find_overlapping_iter(text)
            .map(|found| (Span::new(found.start(), found.end()), found.pattern().as_usize()))
            .filter(|&(span, name)| {
                stands_alone(text, span) && same_case(&self.names[name].text, span.of(text))
            })
            .collect();
        hits.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
        let mut chosen: Vec<Hit> = Vec::new();
        for (span, name) in hits {
            let name = &self.names[name];
            match chosen.last_mut() {
                Some(last) if last.span == span => last.entries.extend(&name.entries),
                Some(last) if last.span.overlaps(span) && last.span.len() >= span.len() => {}
                Some(last) if last.span.overlaps(span) => *last = name.hit(span),
                _ => chosen.push(name.hit(span)),
            }
        }
        chosen
    }

    fn read(&mut self, file: &File, problems: &mut Vec<Diagnostic>) {
        let mut offset = 0;
        for (number, line) in file.text.split('\n').enumerate() {
            let span = Span::new(offset, offset + line.len());
            offset += line.len() + 1;
            let line = line.trim_end_matches('\r');
            let problem = if number == 0 {
                check_header(line).err()
            } else if line.is_empty() {
                None
            } else {
                Entry::parse(line).and_then(|entry| self.add(entry)).err()
            };
            problems.extend(problem.map(|problem| problem.at(&file.shown, &file.text, span)));
        }
    }

    fn add(&mut self, entry: Entry) -> Result<(), Diagnostic> {
        if self.by_id.insert(entry.id.clone(), self.entries.len()).is_some() {
            return Err(Diagnostic::error(format!("the identifier {} is given twice", entry.id))
                .hint("put all names of one entity into one row"));
        }
        self.entries.push(entry);
        Ok(())
    }

    fn check_links(&self, problems: &mut Vec<Diagnostic>) {
        for entry in &self.entries {
            if let Some(place) = entry.home.iter().find(|place| !self.by_id.contains_key(*place)) {
                let message = format!("{} is at home in {place}, which no gazetteer holds", entry.id);
                problems.push(Diagnostic::error(message).in_file(FOLDER));
            }
            if let Some(owner) = entry.owner.as_ref().filter(|owner| !self.by_id.contains_key(*owner)) {
                let message = format!("{} belongs to {owner}, which no gazetteer holds", entry.id);
                problems.push(Diagnostic::error(message).in_file(FOLDER));
            }
        }
    }

    fn index(&mut self) -> Result<(), Diagnostic> {
        let mut names: BTreeMap<String, (Vec<usize>, bool)> = BTreeMap::new();
        for (index, entry) in self.entries.iter().enumerate() {
            for name in std::iter::once(&entry.name).chain(&entry.aliases) {
                let (entries, ambiguous) = names.entry(name.clone()).or_default();
                entries.push(index);
                *ambiguous |= entry.ambiguous.contains(name);
            }
        }
        self.names =
            names.into_iter().map(|(text, (entries, ambiguous))| Name { text, entries, ambiguous }).collect();
        let matcher = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .match_kind(MatchKind::Standard)
            .ascii_case_insensitive(true)
            .build(self.names.iter().map(|name| &name.text))
            .map_err(|error| Diagnostic::error(format!("too many names: {error}")).in_file(FOLDER))?;
        self.matcher = Some(matcher);
        Ok(())
    }
}

impl Name {
    fn hit(&self, span: Span) -> Hit {
        Hit { span, entries: self.entries.clone(), ambiguous: self.ambiguous || self.entries.len() > 1 }
    }
}

impl Entry {
    fn parse(line: &str) -> Result<Self, Diagnostic> {
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        let (cells, home) = cells.split_at(COLUMNS.len().min(cells.len()));
        let (&[id, class, name, aliases, ambiguous, wikidata, identifiers, owner, descriptors], [] | [_]) =
            (cells, home)
        else {
            let message = format!("this row has {} columns, not {}", cells.len() + home.len(), COLUMNS.len());
            return Err(Diagnostic::error(message).hint("columns are parted by one tab each"));
        };
        if id.is_empty() || class.is_empty() || name.is_empty() {
            return Err(Diagnostic::error("id, class and name must not be empty"));
        }
        if !wikidata.is_empty() && !is_qid(wikidata) {
            return Err(Diagnostic::error(format!("{wikidata} is no Wikidata item"))
                .hint("write Q and digits, or leave it empty"));
        }
        Ok(Self {
            id: id.to_owned(),
            class: class.to_owned(),
            name: name.to_owned(),
            aliases: several(aliases),
            ambiguous: several(ambiguous),
            wikidata: Some(wikidata).filter(|qid| !qid.is_empty()).map(str::to_owned),
            identifiers: several(identifiers)
                .iter()
                .map(|pair| identifier(pair))
                .collect::<Result<_, _>>()?,
            owner: Some(owner).filter(|owner| !owner.is_empty()).map(str::to_owned),
            descriptors: several(descriptors),
            home: home.first().copied().map(several).unwrap_or_default(),
        })
    }
}

fn check_header(line: &str) -> Result<(), Diagnostic> {
    let cells = || line.split('\t');
    if cells().eq(COLUMNS) || cells().eq(COLUMNS.into_iter().chain([HOME])) {
        return Ok(());
    }
    Err(Diagnostic::error("the first line of a gazetteer names its columns")
        .hint(format!("write, with tabs: {}", COLUMNS.join(" "))))
}

fn identifier(pair: &str) -> Result<(String, String), Diagnostic> {
    let (scheme, value) = pair.split_once(':').ok_or_else(|| {
        Diagnostic::error(format!("{pair} is no identifier")).hint("write scheme:value, as in cik:0000320193")
    })?;
    Ok((scheme.to_owned(), value.to_owned()))
}

fn several(cell: &str) -> Vec<String> {
    cell.split('|').map(str::trim).filter(|value| !value.is_empty()).map(str::to_owned).collect()
}

fn is_qid(text: &str) -> bool {
    text.strip_prefix('Q')
        .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether no letter or digit touches `span`, and it is no part of a web or mail address.
fn stands_alone(text: &str, span: Span) -> bool {
    let mut before = text[..span.start].chars().rev();
    let mut after = text[span.end..].chars();
    let (left, left2) = (before.next(), before.next());
    let (right, right2) = (after.next(), after.next());
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let address_left = matches!(left, Some('.' | '@' | '/' | '_')) && word(left2);
    let address_right =
        matches!(right, Some('@' | '_')) || right == Some('.') && right2.is_some_and(char::is_lowercase);
    !word(left) && !word(right) && !address_left && !address_right
}

/// Whether `found` writes `name` as it is, or all in capitals, or with another capital inside ("Openai").
fn same_case(name: &str, found: &str) -> bool {
    if name == found {
        return true;
    }
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    if letters < MIN_LETTERS_IN_CAPITALS {
        return false;
    }
    let capitals = !found.chars().any(char::is_lowercase);
    capitals || name.split(' ').zip(found.split(' ')).all(|(a, b)| one_word(a, b))
}

/// Whether two spellings of one word begin alike, both with a capital.
fn one_word(name: &str, found: &str) -> bool {
    name == found
        || name.chars().next().is_some_and(char::is_uppercase) && name.chars().next() == found.chars().next()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HEADER: &str = "id\tclass\tname\taliases\tambiguous\twikidata\tidentifiers\towner\tdescriptors\n";

    fn gazetteer(rows: &str) -> Gazetteer {
        let file = File { shown: "names.tsv".into(), text: format!("{HEADER}{rows}") };
        let (mut gazetteer, mut problems) = (Gazetteer::default(), Vec::new());
        gazetteer.read(&file, &mut problems);
        assert_eq!(problems, []);
        gazetteer.index().unwrap();
        gazetteer
    }

    fn lumen() -> Gazetteer {
        gazetteer(concat!(
            "company/lumen\tpact:Company\tLumen\tLumen Labs|LumenAI\tLumen\t\tticker:LMN\t\tlamp maker\n",
            "product/lumen-go\tpact:Product\tLumen Go\t\t\tQ1\t\tcompany/lumen\t\n",
        ))
    }

    fn found(text: &str) -> Vec<String> {
        lumen().find(text).iter().map(|hit| hit.span.of(text).to_owned()).collect()
    }

    #[test]
    fn finds_the_longest_name_that_stands_alone() {
        assert_eq!(
            found("Lumen Labs’s Lumen Go beat Lumens, LUMEN and lumen"),
            ["Lumen Labs", "Lumen Go", "LUMEN"]
        );
        assert_eq!(found("Lumen-only, (Lumenai)"), ["Lumen", "Lumenai"]);
    }

    #[test]
    fn addresses_are_no_names() {
        assert_eq!(found("Lumen.com, www.Lumen, me@Lumen and Lumen."), ["Lumen"]);
    }

    #[test]
    fn ordinary_words_are_marked() {
        let text = "Lumen Labs is Lumen";
        assert_eq!(lumen().find(text).iter().map(|hit| hit.ambiguous).collect::<Vec<_>>(), [false, true]);
    }

    #[test]
    fn errors_have_a_place() {
        let file = File { shown: "names.tsv".into(), text: format!("{HEADER}a/b\tpact:Company\n") };
        let (mut gazetteer, mut problems) = (Gazetteer::default(), Vec::new());
        gazetteer.read(&file, &mut problems);
        assert!(problems[0].to_string().starts_with("names.tsv:2:1: this row has 2 columns, not 9"));
    }

    #[test]
    fn a_table_may_say_where_entities_are_at_home() {
        let header = HEADER.replace('\n', "\thome\n");
        let rows = concat!(
            "place/oslo\tpact:Place\tOslo\t\t\t\t\t\t\t\n",
            "company/lumen\tpact:Company\tLumen\t\t\t\t\t\t\tplace/oslo\n",
            "company/kestrel\tpact:Company\tKestrel\t\t\t\t\t\t\tplace/bergen\n",
        );
        let file = File { shown: "names.tsv".into(), text: header + rows };
        let (mut gazetteer, mut problems) = (Gazetteer::default(), Vec::new());
        gazetteer.read(&file, &mut problems);
        assert_eq!(gazetteer.get("company/lumen").unwrap().home, ["place/oslo"]);
        gazetteer.check_links(&mut problems);
        assert_eq!(problems.len(), 1);
        assert!(problems[0].message.contains("company/kestrel is at home in place/bergen"));
    }

    proptest! {
        #[test]
        fn any_text_gives_spans_on_boundaries(text in "(Lumen|Labs|[ .’é\u{301}A-Z]){0,40}") {
            for hit in lumen().find(&text) {
                prop_assert!(text.get(hit.span.range()).is_some());
            }
        }
    }
}
