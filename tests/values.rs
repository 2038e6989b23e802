//! How well dates, durations and money are found, on Microsoft's Recognizers-Text cases and on the gold sets.
//!
//! Left out of the Recognizers cases: clock times, times of day, time zones and recurring sets, which are not read; a
//! mention that overlaps such a case counts neither way. A span is right if it is the same but for function words at its
//! ends ("on", "the", "for"), which those cases hold or leave out by turns. Where a case lists several values (last and
//! next April), each of them is right. An end counts as right whether it is meant included or excluded.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use jiff::civil;
use pactum::annotate::recognise::value;
use pactum::annotate::segment::segment;
use pactum::model::{Date, Edge, Mention, TimeSpan, Value};
use pactum::pack::Files;
use pactum::pack::lexicon::Lexicon;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

type Json = serde_json::Value;

fn shared(path: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(path);
    if !path.exists() {
        println!("left out: {} is not there", path.display());
        return None;
    }
    Some(path)
}

fn lexicon() -> Lexicon {
    Lexicon::load(&Files::embedded()).expect("the default pack's lexicon")
}

fn find(text: &str, published: Option<civil::Date>, lexicon: &Lexicon) -> Vec<Mention> {
    value::find(text, &segment(text, &lexicon.segment), published, &lexicon.values)
}

/// Counts of what was looked for, found, and right.
#[derive(Default)]
struct Score {
    gold: usize,
    found: usize,
    spans: usize,
    values: usize,
}

impl Score {
    fn f1(&self, right: usize) -> f64 {
        2.0 * right as f64 / (self.gold + self.found) as f64
    }

    fn print(&self, name: &str) {
        println!(
            "{name}: gold {} found {} spans right {} (F1 {:.3}) values right {} (F1 {:.3})",
            self.gold,
            self.found,
            self.spans,
            self.f1(self.spans),
            self.values,
            self.f1(self.values)
        );
    }
}

fn lines(path: &Path) -> Vec<Json> {
    let text = std::fs::read_to_string(path).expect("readable");
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// Bytes of what stands from the `start`th to before the `end`th character.
fn bytes(text: &str, start: &Json, end: &Json) -> (usize, usize) {
    let at = |n: &Json| {
        let n = n.as_u64().expect("a number") as usize;
        text.char_indices().nth(n).map_or(text.len(), |(at, _)| at)
    };
    (at(start), at(end))
}

/// Without function words at its ends.
fn core(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = [
        "on", "in", "the", "at", "from", "for", "of", "a", "an", "during", "by", "and", "about", "almost",
        "over",
    ];
    let mut all: Vec<&str> = lower.split_whitespace().collect();
    while all.len() > 1 && words.contains(&all[0]) {
        all.remove(0);
    }
    all.join("").trim_matches(|c: char| !c.is_alphanumeric() && c != '$').to_owned()
}

#[test]
fn dates_and_durations_of_recognizers_text() {
    let Some(path) = shared("dates/recognizers_datetime.jsonl") else { return };
    let lexicon = lexicon();
    let mut score = Score::default();
    let mut misses = String::new();
    for case in lines(&path) {
        let text = case["text"].as_str().expect("text");
        let published = case["ref"].as_str().and_then(|day| day.get(..10)?.parse().ok());
        let all: Vec<_> = case["gold"].as_array().into_iter().flatten().collect();
        let ours = |gold: &Json| matches!(gold["type"].as_str(), Some("date" | "daterange" | "duration"));
        let left_out: Vec<_> = all
            .iter()
            .filter(|gold| !ours(gold))
            .map(|gold| bytes(text, &gold["start"], &gold["end"]))
            .collect();
        let mut found = find(text, published, &lexicon);
        found.retain(|mention| {
            let time = mention.class == "pact:Date" || mention.class == "pact:Duration";
            time && !left_out
                .iter()
                .any(|(start, end)| mention.span.start < *end && *start < mention.span.end)
        });
        score.found += found.len();
        let mut matched = vec![false; found.len()];
        for gold in all.iter().filter(|gold| ours(gold)) {
            score.gold += 1;
            let (start, end) = bytes(text, &gold["start"], &gold["end"]);
            let same = |mention: &Mention| {
                mention.span.start < end
                    && start < mention.span.end
                    && core(mention.span.of(text)) == core(&text[start..end])
            };
            let Some(index) = found.iter().position(same) else {
                let all: Vec<_> = found.iter().map(|mention| mention.span.of(text)).collect();
                let _ = writeln!(misses, "span\t{text}\t{}\t{all:?}", gold["text"]);
                continue;
            };
            matched[index] = true;
            score.spans += 1;
            if same_time(gold, found[index].value.as_ref()) {
                score.values += 1;
            } else {
                let _ = writeln!(misses, "value\t{text}\t{gold}\t{:?}", found[index].value);
            }
        }
        for (mention, _) in found.iter().zip(matched).filter(|(_, matched)| !matched) {
            let _ = writeln!(misses, "extra\t{text}\t{}\t{:?}", mention.span.of(text), mention.value);
        }
    }
    if std::env::var_os("PACTUM_SHOW_MISSES").is_some() {
        println!("{misses}");
    }
    score.print("dates, ranges, durations");
    assert!(score.f1(score.spans) >= 0.85, "spans");
    assert!(score.f1(score.values) >= 0.80, "values");
}

fn same_time(gold: &Json, value: Option<&Value>) -> bool {
    let candidates = gold["values"].as_array().expect("values");
    let unresolved = candidates.iter().all(|candidate| candidate["value"] == "not resolved");
    match value {
        None => unresolved,
        _ if unresolved => true,
        Some(Value::Duration(duration)) => {
            let seconds = match duration.unit.as_str() {
                "second" => 1,
                "minute" => 60,
                "hour" => 3600,
                "day" => 86400,
                "week" => 7 * 86400,
                "month" => 30 * 86400,
                "quarter" => 91 * 86400,
                _ => 365 * 86400,
            };
            let seconds = duration.count * Decimal::from(seconds);
            candidates.iter().any(|candidate| {
                candidate["value"].as_str().and_then(|value| value.parse::<Decimal>().ok()) == Some(seconds)
            })
        }
        Some(Value::Date(span)) => candidates.iter().any(|candidate| same_span(candidate, span)),
        Some(_) => false,
    }
}

fn same_span(gold: &Json, span: &TimeSpan) -> bool {
    let day = |key: &str| gold[key].as_str().and_then(|day| day.parse::<civil::Date>().ok());
    let touches = |ours: &Date, day: civil::Date, slack: i32| {
        let (Some(first), Some(last)) = (ours.first_day(), ours.last_day()) else { return false };
        let near = |ours: civil::Date| (ours - day).get_days().abs() <= slack;
        near(first) || near(last) || ours.to_string().ends_with('~') && first <= day && day <= last
    };
    if let Some(value) = day("value") {
        return span.from.as_ref().is_some_and(|ours| touches(ours, value, 0)) && span.edge == Edge::At;
    }
    let side = |ours: Option<&Date>, day: Option<civil::Date>, start: bool| match (ours, day) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(ours), Some(day)) if start => {
            ours.first_day().is_some_and(|first| (first - day).get_days().abs() <= 1) || touches(ours, day, 1)
        }
        (Some(ours), Some(day)) => touches(ours, day, 1),
    };
    (day("start").is_some() || day("end").is_some())
        && side(span.from.as_ref(), day("start"), true)
        && side(span.through.as_ref(), day("end"), false)
}

#[test]
fn money_of_recognizers_text() {
    let Some(path) = shared("dates/recognizers_currency.jsonl") else { return };
    let lexicon = lexicon();
    let mut score = Score::default();
    let mut misses = String::new();
    for case in lines(&path) {
        let text = case["text"].as_str().expect("text");
        let mut found = find(text, None, &lexicon);
        found.retain(|mention| matches!(mention.value, Some(Value::Money(_))));
        score.found += found.len();
        for gold in case["gold"].as_array().into_iter().flatten() {
            score.gold += 1;
            let (start, end) = bytes(text, &gold["start"], &gold["end"]);
            // Ours holds the qualifier and "per share", which those cases leave out.
            let same = |mention: &&Mention| {
                let Some(Value::Money(money)) = &mention.value else { return false };
                let after = text.get(end..mention.span.end).unwrap_or_default();
                let before = text.get(mention.span.start..start).unwrap_or("?");
                mention.span.end >= end
                    && (after.is_empty() || money.per.is_some() || after == "-" || money.to.is_some())
                    && before.chars().all(|c| !c.is_ascii_digit())
                    && before != "?"
            };
            let Some(mention) = found.iter().find(same) else {
                let all: Vec<_> = found.iter().map(|mention| mention.span.of(text)).collect();
                let _ = writeln!(misses, "span\t{text}\t{}\t{all:?}", gold["text"]);
                continue;
            };
            score.spans += 1;
            if same_money(&gold["values"][0], mention.value.as_ref()) {
                score.values += 1;
            } else {
                let _ = writeln!(misses, "value\t{text}\t{gold}\t{:?}", mention.value);
            }
        }
        if case["gold"].as_array().is_none_or(|gold| gold.len() < found.len()) {
            let all: Vec<_> = found.iter().map(|mention| mention.span.of(text)).collect();
            let _ = writeln!(misses, "extra\t{text}\t{all:?}");
        }
    }
    if std::env::var_os("PACTUM_SHOW_MISSES").is_some() {
        println!("{misses}");
    }
    score.print("currency");
    assert!(score.f1(score.spans) >= 0.92, "spans");
    assert!(score.f1(score.values) >= 0.92, "values");
}

fn same_money(gold: &Json, value: Option<&Value>) -> bool {
    let Some(Value::Money(money)) = value else { return false };
    let unit = gold["unit"].as_str().unwrap_or_default();
    let minor = match unit {
        "Cent" | "Pence" | "Penny" | "Sen" => 100,
        "Satoshi" => 100_000_000,
        _ => 1,
    };
    let wanted = gold["value"].as_str().and_then(|value| value.parse::<Decimal>().ok());
    let code = gold["isoCurrency"].as_str().unwrap_or(match unit {
        "Dollar" | "Cent" => "USD",
        "Pound" | "Pence" | "Penny" => "GBP",
        "Franc" => "CHF",
        "Rupee" => "INR",
        _ => &money.currency, // no longer in ISO 4217: any
    });
    wanted == Some(money.value * Decimal::from(minor)) && (code == money.currency || unit == "Penny")
}

#[test]
fn dates_and_money_of_the_gold_sets() {
    let (Some(articles), Some(deals)) = (shared("gold"), shared("deals-dev/gold")) else { return };
    let lexicon = lexicon();
    let mut sets = Vec::new();
    for path in files(&articles) {
        let gold = lines_of_json(&path);
        if let Some(source) = gold["source"].as_str() {
            sets.push((articles.join("../articles").join(source), gold));
        }
    }
    for folder in files(&deals) {
        for path in files(&folder) {
            let text = deals.join("../texts").join(folder.file_name().unwrap_or_default());
            let text = text.join(path.with_extension("txt").file_name().unwrap_or_default());
            sets.push((text, lines_of_json(&path)));
        }
    }
    let mut tallies = [(0, 0, 0), (0, 0, 0)];
    for (path, gold) in &sets {
        let text = std::fs::read_to_string(path).expect("readable");
        let published = gold["published"].as_str().and_then(|day| day.get(..10)?.parse().ok());
        let found = find(&text, published, &lexicon);
        // Places in the deals' gold count from after the notes on top of the text.
        let notes = text.split_inclusive('\n').take_while(|line| line.starts_with("# "));
        let header: usize = if path.starts_with(&articles) { 0 } else { notes.map(str::len).sum() };
        for (kind, tally) in ["dates", "money"].iter().zip(&mut tallies) {
            for item in gold[*kind].as_array().into_iter().flatten() {
                let words = item["text"].as_str().expect("text");
                let body = &text[header..];
                // Some places there are off by a few characters.
                let noted = header + bytes(body, &item["start"], &item["start"]).0;
                let start = body.match_indices(words).map(|(at, _)| header + at);
                let start = start.min_by_key(|at| at.abs_diff(noted)).unwrap_or(noted);
                let end = start + words.len();
                let here = found.iter().filter(|m| m.span.start < end && start < m.span.end);
                let here: Vec<_> = here.collect();
                tally.0 += 1;
                tally.1 += usize::from(!here.is_empty() || item["value"].is_null());
                let right = item["value"].is_null() || here.iter().any(|mention| right(item, mention));
                tally.2 += usize::from(right);
                if !right && std::env::var_os("PACTUM_SHOW_MISSES").is_some() {
                    let all: Vec<_> = here.iter().map(|m| (m.span.of(&text), &m.value)).collect();
                    println!("{}\t{item}\t{all:?}", path.display());
                }
            }
        }
    }
    let [(dates, dates_found, dates_right), (money, money_found, money_right)] = tallies;
    println!("gold sets: dates {dates}, found {dates_found}, right {dates_right}");
    println!("gold sets: money {money}, found {money_found}, right {money_right}");
    assert!(dates_right * 100 >= dates * 85);
    assert!(money_right * 100 >= money * 98);
}

fn right(gold: &Json, mention: &Mention) -> bool {
    match &mention.value {
        Some(Value::Money(money)) => {
            let wanted = gold["value"].as_f64();
            let near = |value: Decimal| value.to_f64().zip(wanted).is_some_and(|(a, b)| (a - b).abs() < 0.5);
            near(money.value) || money.to.is_some_and(near)
        }
        Some(Value::Date(span)) => {
            let accepted = gold["accept"].as_array().into_iter().flatten();
            let all = accepted.chain([&gold["value"], &gold["edtf2"]]).filter_map(Json::as_str);
            let ours: Vec<_> =
                [&span.from, &span.through].into_iter().flatten().map(ToString::to_string).collect();
            all.into_iter().any(|wanted| {
                ours.iter().any(|ours| ours == wanted)
                    || matches!((Date::Edtf(wanted.to_owned()), &span.from),
                        (gold, Some(ours)) if gold.contains(ours) && ours.contains(&gold))
            })
        }
        Some(Value::Duration(duration)) => {
            let unit = duration.unit.chars().next().unwrap_or('?').to_ascii_uppercase();
            gold["value"].as_str() == Some(&format!("P{}{unit}", duration.count))
        }
        _ => false,
    }
}

fn files(dir: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(dir).expect("a folder");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths.retain(|path| path.is_dir() || path.extension().is_some_and(|end| end == "json"));
    paths
}

fn lines_of_json(path: &Path) -> Json {
    serde_json::from_str(&std::fs::read_to_string(path).expect("readable")).expect("JSON")
}
