//! `pactum queries`: the saved queries with their questions and parameters.

use serde_json::{Value, json};

use super::context::Context;
use super::problem::{Done, Outcome};
use crate::query::saved::{self, Parameter, Saved};

/// List the saved queries with their questions and parameters
#[derive(clap::Args, Debug, Default)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Show only this one, with its text
    name: Option<String>,
}

const EXAMPLES: &str = "\
Examples:
  pactum queries
  pactum queries terms-in-force
  pactum --json queries";

pub(super) fn run(args: &Args, context: &Context) -> Done {
    let all = context.saved()?;
    let mut out = context.out();
    match &args.name {
        Some(name) => {
            let saved = saved::find(all, name)?;
            if context.global.json {
                writeln!(out, "{}", as_json(saved))?;
            } else {
                writeln!(out, "{}\n{}\n", saved.summary, saved.description)?;
                for parameter in &saved.parameters {
                    writeln!(out, "  --{:<10} {}", parameter.name, describe(parameter))?;
                }
                writeln!(out, "\n  {}\n\n{}", saved.example(), saved.text.trim_end())?;
            }
        }
        None if context.global.json => {
            writeln!(out, "{}", all.iter().map(as_json).collect::<Value>())?;
        }
        None => {
            let longest = all.iter().map(|saved| saved.name.len()).max().unwrap_or(0);
            for saved in all {
                writeln!(out, "{:longest$}  {}", saved.name, saved.summary)?;
                let parameters: Vec<_> = saved.parameters.iter().map(|p| format!("--{}", p.name)).collect();
                if !parameters.is_empty() {
                    writeln!(out, "{:longest$}  {}", "", parameters.join(" "))?;
                }
            }
        }
    }
    out.flush()?;
    Ok(Outcome::Well)
}

fn describe(parameter: &Parameter) -> String {
    let mut text = format!("{} ({}", parameter.description.trim_end_matches('.'), parameter.kind);
    if parameter.required && parameter.default.is_none() {
        text += ", must be given";
    }
    if !parameter.choices.is_empty() {
        text = format!("{text}: {}", parameter.choices.join(", "));
    }
    match &parameter.default {
        Some(default) => format!("{text}; else {default})"),
        None => text + ")",
    }
}

fn as_json(saved: &Saved) -> Value {
    let parameters = saved.parameters.iter().map(|parameter| {
        json!({
            "name": parameter.name,
            "description": parameter.description,
            "type": parameter.kind.to_string(),
            "required": parameter.required && parameter.default.is_none(),
            "default": parameter.default,
            "choices": parameter.choices,
            "example": parameter.example,
        })
    });
    json!({
        "name": saved.name,
        "summary": saved.summary,
        "description": saved.description,
        "parameters": parameters.collect::<Value>(),
        "example": saved.example(),
    })
}
