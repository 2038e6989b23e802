//! Names found in deal news, against gold sets kept beside the project.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use pactum::annotate::annotate;
use pactum::annotate::train::measure_names;
use pactum::model::{Document, MentionKind, Metadata};
use pactum::pack::{Gazetteer, Pack};
use serde_json::Value;

/// Found, expected and right, by type.
type Counts = BTreeMap<String, [usize; 3]>;

/// The types that are compared; platforms are products here.
const TYPES: [&str; 6] = ["Company", "Person", "Product", "Place", "Publication", "Regulator"];

#[test]
fn names_of_the_five_articles() {
    let Some(shared) = shared() else { return };
    let pack = Pack::embedded();
    let total = score(&pairs(&shared.join("gold"), &shared.join("articles")), &pack);
    assert!(report("articles", &total) >= 0.78);
}

#[test]
fn names_of_other_deals() {
    let Some(shared) = shared() else { return };
    let deals = pairs(&shared.join("deals-dev/gold"), &shared.join("deals-dev/texts"));
    let mut pack = Pack::embedded();
    assert!(report("deals-dev", &score(&deals, &pack)) >= 0.9);
    pack.gazetteer = Gazetteer::default();
    assert!(report("deals-dev, gazetteer off", &score(&deals, &pack)) >= 0.68);
}

#[test]
fn what_marked_names_name_is_guessed_by_the_trained_model() {
    let Some(shared) = shared() else { return };
    let model = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/model/names.bin");
    let names = Pack::embedded().lexicon.names;
    for (corpus, least) in [("ner/wikigold.conll", 0.70), ("treebanks/gum-news.conllu", 0.84)] {
        let counts = measure_names(&model, &shared.join(corpus), false, &names).unwrap();
        let [right, guessed, there] =
            counts.values().fold([0; 3], |sum, one| [sum[0] + one[0], sum[1] + one[1], sum[2] + one[2]]);
        assert_eq!(guessed, there, "each name gets one class");
        assert!(right as f64 >= least * there as f64, "{corpus}: {right} of {there}");
    }
}

fn shared() -> Option<PathBuf> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    if shared.join("gold").is_dir() {
        return Some(shared);
    }
    println!("skipped: there is no ../shared/gold here");
    None
}

/// The gold files below `gold`, each with its text below `texts`.
fn pairs(gold: &Path, texts: &Path) -> Vec<(PathBuf, PathBuf)> {
    let mut found = Vec::new();
    let mut entries: Vec<_> = std::fs::read_dir(gold).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let text = texts.join(format!("{name}.txt"));
        if path.is_dir() {
            found.extend(pairs(&path, &texts.join(&name)));
        } else if text.is_file() {
            found.push((path, text));
        }
    }
    found
}

fn score(files: &[(PathBuf, PathBuf)], pack: &Pack) -> Counts {
    let mut total = Counts::new();
    for (gold, text) in files {
        let text = std::fs::read_to_string(text).unwrap();
        let body = text.split_once("\n---\n").map_or(text.as_str(), |(_, body)| body).to_owned();
        let gold: Value = serde_json::from_str(&std::fs::read_to_string(gold).unwrap()).unwrap();
        compare(&expected(&gold, &body), &found(body, pack), &mut total);
    }
    total
}

/// For each gold entity its types and its spellings, in lower case.
fn expected(gold: &Value, body: &str) -> Vec<(Vec<String>, BTreeSet<String>)> {
    let mut entities: BTreeMap<String, (Vec<String>, BTreeSet<String>)> = BTreeMap::new();
    for entity in gold["entities"].as_array().unwrap() {
        let canonical = entity["canonical"].as_str().unwrap();
        let types =
            std::iter::once(&entity["type"]).chain(entity["altTypes"].as_array().into_iter().flatten());
        let types = types.map(|value| value.as_str().unwrap().replace("Platform", "Product")).collect();
        let texts = entity["mentions"].as_array().into_iter().flatten().chain(entity.get("text"));
        let spellings = texts.map(|value| value.as_str().unwrap()).filter(|text| {
            body.contains(text)
                && text.chars().any(char::is_uppercase)
                && !text.contains('’')
                && !text.contains(".com")
        });
        let spellings: BTreeSet<String> =
            spellings.map(str::to_lowercase).filter(|text| !text.starts_with("the ")).collect();
        if !spellings.is_empty() {
            entities.entry(canonical.to_owned()).or_insert((types, BTreeSet::new())).1.extend(spellings);
        }
    }
    entities.into_values().collect()
}

/// For each entity found its type and its spellings, in lower case.
fn found(body: String, pack: &Pack) -> Vec<(String, BTreeSet<String>)> {
    let annotated = annotate(Document::new(body, Metadata::default()), pack);
    let mut named: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    for mention in annotated.mentions.iter().filter(|mention| mention.kind == MentionKind::Name) {
        if let [entity] = mention.refers[..] {
            named.entry(entity).or_default().insert(mention.span.of(&annotated.document.text).to_lowercase());
        }
    }
    let class = |entity: usize| annotated.entities[entity].class.trim_start_matches("pact:").to_owned();
    named.into_iter().map(|(entity, spellings)| (class(entity), spellings)).collect()
}

fn compare(
    gold: &[(Vec<String>, BTreeSet<String>)],
    found: &[(String, BTreeSet<String>)],
    total: &mut Counts,
) {
    let verbose = std::env::var_os("VERBOSE").is_some();
    for (types, spellings) in gold {
        let right = found.iter().any(|(class, names)| types.contains(class) && !names.is_disjoint(spellings));
        let counts = total.entry(types[0].clone()).or_default();
        counts[1] += 1;
        counts[2] += usize::from(right);
        if verbose && !right {
            let as_what: Vec<_> = found.iter().filter(|(_, names)| !names.is_disjoint(spellings)).collect();
            println!("missed {types:?} {spellings:?} found as {as_what:?}");
        }
    }
    for (class, names) in found {
        let right =
            gold.iter().any(|(types, spellings)| types.contains(class) && !names.is_disjoint(spellings));
        total.entry(class.clone()).or_default()[0] += 1;
        if !right {
            if verbose {
                println!("wrong {class} {names:?}");
            }
            continue;
        }
        let first =
            gold.iter().find(|(types, spellings)| types.contains(class) && !names.is_disjoint(spellings));
        if first.is_some_and(|(types, _)| &types[0] != class) {
            total.entry(class.clone()).or_default()[0] -= 1;
            total.entry(first.unwrap().0[0].clone()).or_default()[0] += 1;
        }
    }
}

/// Prints the table and gives the F1 over all types.
fn report(title: &str, counts: &Counts) -> f64 {
    println!("{title}\n{:<14} {:>6} {:>6} {:>6}   P     R     F1", "type", "found", "gold", "right");
    let mut sum = [0; 3];
    for class in TYPES {
        let row = counts.get(class).copied().unwrap_or_default();
        print_row(class, row);
        for (sum, value) in sum.iter_mut().zip(row) {
            *sum += value;
        }
    }
    print_row("all", sum)
}

fn print_row(title: &str, [found, gold, right]: [usize; 3]) -> f64 {
    let share = |of: usize| if of == 0 { 1.0 } else { right as f64 / of as f64 };
    let (precision, recall) = (share(found).min(1.0), share(gold));
    let f1 = if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) };
    println!("{title:<14} {found:>6} {gold:>6} {right:>6}   {precision:.2}  {recall:.2}  {f1:.2}");
    f1
}
