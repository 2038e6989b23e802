//! `pactum why`: the sentences behind what the graph says.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::ops::Range;

use anstyle::{Effects, Style};
use oxigraph::model::NamedNode;
use oxigraph::model::vocab::rdf;
use serde_json::{Value, json};

use super::context::Context;
use super::problem::{Done, Outcome};
use crate::query::Names;
use crate::query::evidence::Cited;
use crate::query::write::cited_json;
use crate::why::{Passage, Reasons, why};

/// Show the sentences behind an entity, a claim or a triple, and who disagrees
#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// An entity or a claim; or a subject, a predicate and an object
    #[arg(required = true, num_args = 1..=3, value_names = ["ENTITY|CLAIM|SUBJECT", "PREDICATE", "OBJECT"])]
    what: Vec<String>,
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
    let mut out = context.out();
    if context.global.json {
        writeln!(out, "{}", as_json(&reasons, &names))?;
    } else {
        print(&mut out, &reasons, &names, context.styled())?;
    }
    out.flush()?;
    Ok(Outcome::Well)
}

fn print(out: &mut dyn Write, reasons: &Reasons, names: &Names<'_>, styled: bool) -> io::Result<()> {
    for passage in &reasons.passages {
        print_passage(out, passage, names, styled)?;
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
        let role = dispute.role.as_ref().map(|role| format!(" on {}", names.of(role))).unwrap_or_default();
        writeln!(
            out,
            "\n{kind}{role}{}",
            if dispute.others.is_empty() { ": both sides are above" } else { "; against it:" }
        )?;
        for passage in &dispute.others {
            print_passage(out, passage, names, styled)?;
        }
    }
    Ok(())
}

fn print_passage(out: &mut dyn Write, passage: &Passage, names: &Names<'_>, styled: bool) -> io::Result<()> {
    writeln!(out, "“{}”", marked(&passage.sentence, &passage.marks, styled))?;
    writeln!(out, "  {}", passage.document.credit())?;
    for ((subject, how), said) in by_subject(&passage.claims, names) {
        writeln!(out, "  {subject}: {}", said.join("; "))?;
        writeln!(out, "    {how}")?;
    }
    writeln!(out)
}

/// What a sentence says of each thing, and how: modality, who is quoted, the rule, the confidence.
fn by_subject(claims: &[Cited], names: &Names<'_>) -> BTreeMap<(String, String), Vec<String>> {
    let mut said: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    for cited in claims {
        let subject = names.show(&cited.triple.subject.clone().into());
        let text = format!("{} {}", predicate(cited, names), names.show(&cited.triple.object));
        said.entry((subject, how(cited, names))).or_default().push(text);
    }
    said
}

fn predicate(cited: &Cited, names: &Names<'_>) -> String {
    if cited.triple.predicate.as_ref() == rdf::TYPE {
        "is a".to_owned()
    } else {
        names.of(&cited.triple.predicate)
    }
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

fn as_json(reasons: &Reasons, names: &Names<'_>) -> Value {
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
    })
}

fn claim_json(cited: &Cited, names: &Names<'_>) -> Value {
    let mut value = cited_json(cited);
    value["subject"] = names.show(&cited.triple.subject.clone().into()).into();
    value["predicate"] = predicate(cited, names).into();
    value["object"] = names.show(&cited.triple.object).into();
    value
}
