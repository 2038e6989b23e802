//! `pactum why`: the sentences behind what the graph says.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::ops::Range;

use anstyle::{Effects, Style};
use oxigraph::model::vocab::rdf;
use oxigraph::model::{NamedNode, Term};
use serde_json::{Value, json};

use super::context::Context;
use super::differences;
use super::problem::{Done, Failure, Outcome};
use crate::pack::Pack;
use crate::query::Names;
use crate::query::evidence::Cited;
use crate::query::write::cited_json;
use crate::rdf::{BASE, Mint};
use crate::store::Store;
use crate::why::{Decided, Ground, Origin, Passage, Reader, Reasons, Standing, why};

/// Show the sentences behind an entity, a claim or a triple, and who disagrees
#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// An entity or a claim; or a subject, a predicate and an object
    #[arg(required = true, num_args = 1..=3, value_names = ["ENTITY|CLAIM|SUBJECT", "PREDICATE", "OBJECT"])]
    what: Vec<String>,
    /// Only sentences and who says so: not how they were read, nor how the statements stand
    #[arg(long)]
    brief: bool,
}

const EXAMPLES: &str = "\
Examples:
  pactum why OpenAI
  pactum why investment/amazon-openai
  pactum why investment/amazon-openai amount 'USD up to 50,000,000,000'
The words that prove it are underlined on a terminal and stand in [[ ]] elsewhere.";

pub(super) fn run(args: &Args, context: &Context) -> Done {
    let store = context.store()?;
    let names = Names::new(store.quads(), &context.words);
    let reasons = why(store.quads(), &args.what, &names, &context.words)?;
    let origins = if args.brief { Vec::new() } else { origins(&reasons, &store, context)? };
    let mut out = context.out();
    if context.global.json {
        writeln!(out, "{}", as_json(&reasons, &origins, &names))?;
    } else {
        print(&mut out, &reasons, &origins, &names, context.styled())?;
        if !args.brief {
            print_standings(&mut out, &reasons, &names)?;
        }
    }
    out.flush()?;
    Ok(Outcome::Well)
}

/// How each passage came to be: the documents are read again.
fn origins(reasons: &Reasons, store: &Store, context: &Context) -> Result<Vec<Origin>, Failure> {
    let pack = Pack::load(context.files.clone())?;
    let mut reader = Reader::new(store, &pack, Mint::new(BASE, &pack.ontology));
    let mut origins = Vec::new();
    for passage in &reasons.passages {
        origins.push(reader.origin(passage)?);
    }
    Ok(origins)
}

fn print(
    out: &mut dyn Write,
    reasons: &Reasons,
    origins: &[Origin],
    names: &Names<'_>,
    styled: bool,
) -> io::Result<()> {
    for (ix, passage) in reasons.passages.iter().enumerate() {
        print_passage(out, passage, origins.get(ix), names, styled)?;
    }
    let publishers: Vec<_> = reasons.publishers.iter().map(String::as_str).collect();
    if !publishers.is_empty() {
        writeln!(out, "said by {}", publishers.join(", "))?;
    }
    for dispute in &reasons.disputes {
        let kind = dispute
            .kind
            .as_ref()
            .map_or("denied".to_owned(), |kind| format!("conflict of {}", names.of(kind)));
        // Of what kind it is, they agree; a role they disagree on has a name.
        let role = dispute.role.as_ref().filter(|role| role.as_ref() != rdf::TYPE);
        let role = role.map(|role| format!(" on {}", names.of(role))).unwrap_or_default();
        let settled: Vec<String> =
            dispute.settled.iter().map(|decided| decision_text(decided, names)).collect();
        let settled =
            if settled.is_empty() { String::new() } else { format!(", settled: {}", settled.join("; ")) };
        writeln!(
            out,
            "\n{kind}{role}{settled}{}",
            if dispute.others.is_empty() { ": both sides are above" } else { "; against it:" }
        )?;
        for passage in &dispute.others {
            print_passage(out, passage, None, names, styled)?;
        }
    }
    Ok(())
}

/// So many statements are listed; of more only those that are not simply preferred.
const FEW: usize = 12;

fn print_standings(out: &mut dyn Write, reasons: &Reasons, names: &Names<'_>) -> io::Result<()> {
    let plain = |standing: &&Standing| standing.grounds.is_empty() && reasons.standings.len() > FEW;
    let (plain, listed): (Vec<&Standing>, Vec<&Standing>) = reasons.standings.iter().partition(plain);
    if !reasons.standings.is_empty() {
        writeln!(out, "\nhow it stands:")?;
    }
    for standing in listed {
        let triple = &standing.triple;
        let subject = names.show(&triple.subject.clone().into());
        writeln!(out, "  {subject} {}", differences::said(&triple.predicate, &triple.object, names))?;
        let reported = match &standing.reported {
            Some((first, last)) if first == last => format!(", reported {first}"),
            Some((first, last)) => format!(", reported {first} to {last}"),
            None => String::new(),
        };
        let set_aside = match standing.set_aside {
            0 => String::new(),
            many => format!(", {many} rejected"),
        };
        let Standing { support, confidence, .. } = standing;
        writeln!(
            out,
            "    {}: said by {support} independently{set_aside}{reported}, confidence {confidence}",
            names.of(&standing.rank)
        )?;
        for ground in &standing.grounds {
            writeln!(out, "    {}", ground_text(ground, names))?;
        }
    }
    if !plain.is_empty() {
        writeln!(out, "  {} more, each preferred, and nothing stands against it", plain.len())?;
    }
    Ok(())
}

/// What gave a statement its rank, in words.
fn ground_text(ground: &Ground, names: &Names<'_>) -> String {
    match ground {
        Ground::Decided(decided) => decision_text(decided, names),
        Ground::Disputed(others) => format!("in conflict with {}", each_with_support(others, names)),
        Ground::HeldOtherwise(others) => format!("held otherwise: {}", each_with_support(others, names)),
        Ground::RefinedBy(value) => format!("said more exactly: {}", names.show(value)),
        Ground::Refines(value) => format!("says more exactly: {}", names.show(value)),
        Ground::SucceededBy(value) => format!("later came {}", names.show(value)),
        Ground::Succeeds(value) => format!("came after {}", names.show(value)),
        Ground::Past => "what it is about holds no longer".to_owned(),
    }
}

/// What a person decided, and who and why.
fn decision_text(decided: &Decided, names: &Names<'_>) -> String {
    let ruling = decided.ruling.as_ref().map_or("decided".to_owned(), |ruling| names.of(ruling));
    let parts = [
        decided.who.as_ref().map(|who| format!("by {who}")),
        decided.date.as_ref().map(|date| format!("on {date}")),
        decided.why.as_ref().map(|why| format!("“{why}”")),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let by = if parts.is_empty() { "by a person".to_owned() } else { parts.join(", ") };
    format!("decision ({ruling}) {by}")
}

fn each_with_support(others: &[(Term, String)], names: &Names<'_>) -> String {
    let others = others.iter().map(|(value, support)| format!("{} (said by {support})", names.show(value)));
    others.collect::<Vec<_>>().join("; ")
}

fn print_passage(
    out: &mut dyn Write,
    passage: &Passage,
    origin: Option<&Origin>,
    names: &Names<'_>,
    styled: bool,
) -> io::Result<()> {
    writeln!(out, "“{}”", marked(&passage.sentence, &passage.marks, styled))?;
    writeln!(out, "  {}", passage.document.credit())?;
    for ((subject, how), said) in by_subject(&passage.claims, names) {
        writeln!(out, "  {subject}: {}", said.join("; "))?;
        writeln!(out, "    {how}")?;
    }
    if let Some(Origin { triggers, chains }) = origin {
        for (rule, words) in triggers {
            writeln!(out, "    frame {rule}, evoked by “{words}”")?;
        }
        for chain in chains {
            let chain: Vec<String> = chain.iter().map(|words| format!("“{words}”")).collect();
            writeln!(out, "    {}", chain.join(" → "))?;
        }
    }
    writeln!(out)
}

/// What a sentence says of each thing, and how: modality, who is quoted, the rule, the confidence.
fn by_subject(claims: &[Cited], names: &Names<'_>) -> BTreeMap<(String, String), Vec<String>> {
    let mut said: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    for cited in claims {
        let subject = names.show(&cited.triple.subject.clone().into());
        let text = differences::said(&cited.triple.predicate, &cited.triple.object, names);
        said.entry((subject, how(cited, names))).or_default().push(text);
    }
    said
}

fn predicate(cited: &Cited, names: &Names<'_>) -> String {
    differences::predicate(&cited.triple.predicate, names)
}

fn how(cited: &Cited, names: &Names<'_>) -> String {
    let mut parts: Vec<String> = cited.modality.iter().map(|modality| names.of(modality)).collect();
    parts.extend(cited.attributed_to.iter().map(|who| format!("by {}", names.of(who))));
    parts.push(format!("rule {}", cited.rule));
    parts.push(format!("confidence {:.2}", cited.confidence));
    parts.join(", ")
}

fn marked(sentence: &str, marks: &[Range<usize>], styled: bool) -> String {
    let style = Style::new().effects(Effects::BOLD | Effects::UNDERLINE);
    let (bold, plain) = (style.render().to_string(), style.render_reset().to_string());
    let (open, close) = if styled { (bold.as_str(), plain.as_str()) } else { ("[[", "]]") };
    let (mut out, mut at) = (String::new(), 0);
    for mark in marks {
        out += &sentence[at..mark.start];
        out.extend([open, &sentence[mark.clone()], close]);
        at = mark.end;
    }
    out + &sentence[at..]
}

fn as_json(reasons: &Reasons, origins: &[Origin], names: &Names<'_>) -> Value {
    let claims = |passages: &[Passage]| -> Value {
        passages.iter().flat_map(|passage| &passage.claims).map(|cited| claim_json(cited, names)).collect()
    };
    let disputes = reasons.disputes.iter().map(|dispute| {
        json!({
            "kind": dispute.kind.as_ref().map(NamedNode::as_str),
            "role": dispute.role.as_ref().map(NamedNode::as_str),
            "claims": claims(&dispute.others),
        })
    });
    json!({
        "about": reasons.about,
        "claims": claims(&reasons.passages),
        "publishers": reasons.publishers,
        "disputes": disputes.collect::<Value>(),
        "statements": reasons.standings.iter().map(|standing| standing_json(standing, names)).collect::<Value>(),
        "read": reasons.passages.iter().zip(origins).map(|(passage, origin)| json!({
            "sentence": passage.sentence,
            "frames": origin.triggers.iter().map(|(rule, words)| json!({ "rule": rule, "evokedBy": words })).collect::<Value>(),
            "chains": origin.chains,
        })).collect::<Value>(),
    })
}

fn standing_json(standing: &Standing, names: &Names<'_>) -> Value {
    json!({
        "statement": standing.triple.to_string(),
        "rank": names.of(&standing.rank),
        "support": standing.support,
        "confidence": standing.confidence,
        "reported": standing.reported,
        "rejectedClaims": standing.set_aside,
        "grounds": standing.grounds.iter().map(|ground| ground_text(ground, names)).collect::<Value>(),
    })
}

fn claim_json(cited: &Cited, names: &Names<'_>) -> Value {
    let mut value = cited_json(cited);
    value["subject"] = names.show(&cited.triple.subject.clone().into()).into();
    value["predicate"] = predicate(cited, names).into();
    value["object"] = names.show(&cited.triple.object).into();
    value
}
