//! `pactum why-not`: why the graph does not say something.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use serde_json::{Value, json};

use super::context::Context;
use super::problem::{Done, Outcome};
use crate::evaluate::Stage;
use crate::model::{Diagnostic, Object};
use crate::pack::Pack;
use crate::pack::ontology::FRAME;
use crate::query::Names;
use crate::query::graph::{ALT_LABEL, LABEL, objects};
use crate::rdf::{BASE, Mint, object_to_term};
use crate::store::Store;
use crate::why_not::{Attempt, Cause, Filler, Question, Role, why_not};

/// Show which document came nearest to saying something that the graph does not say, and what failed
#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// A frame, a role and what should fill it; or a thing, the role of another, and the other
    #[arg(num_args = 3, value_names = ["SUBJECT", "PREDICATE", "OBJECT"], required_unless_present = "kind", conflicts_with = "kind")]
    what: Vec<String>,
    /// A kind of frame
    #[arg(long)]
    kind: Option<String>,
    /// What should fill a role of it; can be given more than once
    #[arg(long = "role", value_name = "ROLE=FILLER", requires = "kind")]
    roles: Vec<String>,
    /// The IRI below which all others were made
    #[arg(long, value_name = "IRI", default_value = BASE)]
    base: String,
}

const EXAMPLES: &str = "\
Examples:
  pactum why-not Amazon investee Anthropic
  pactum why-not investment/amazon-openai amount 'USD 60,000,000,000'
  pactum why-not --kind Acquisition --role acquirer=Microsoft --role target=OpenAI
The documents are read again. Exit code 1 if it is stated after all.";

/// So many documents are shown in full.
const NEAREST: usize = 3;

pub(super) fn run(args: &Args, context: &Context) -> Done {
    let pack = Pack::load(context.files.clone())?;
    let mint = Mint::new(&args.base, &pack.ontology);
    let store = context.store()?;
    let asking = Asking { context, store: &store, names: Names::new(store.quads(), &context.words), mint };
    let question = asking.question(args)?;
    let attempts = why_not(&question, &store, &pack, mint)?;
    let mut out = context.out();
    if context.global.json {
        writeln!(out, "{}", attempts.iter().map(|attempt| asking.json(attempt)).collect::<Value>())?;
    } else {
        asking.print(&mut out, &question, &attempts)?;
    }
    out.flush()?;
    let stated = attempts.iter().any(|attempt| matches!(attempt.cause, Cause::Stated(_)));
    Ok(if stated { Outcome::No } else { Outcome::Well })
}

/// From a person's words to a question, and back to words.
struct Asking<'a> {
    context: &'a Context,
    store: &'a Store,
    names: Names<'a>,
    mint: Mint<'a>,
}

impl Asking<'_> {
    fn question(&self, args: &Args) -> Result<Question, Diagnostic> {
        let term =
            |name: &str| Ok::<_, Diagnostic>(self.mint.term_name(self.context.words.find(name)?.as_ref()));
        if let Some(kind) = &args.kind {
            let mut roles = Vec::new();
            for role in &args.roles {
                let (role, filler) = role.split_once('=').ok_or_else(|| {
                    Diagnostic::error(format!("--role wants ROLE=FILLER, not “{role}”"))
                        .hint("--role investor=Microsoft")
                })?;
                roles.push(self.role(term(role)?, filler));
            }
            return Ok(Question { node: None, kinds: [term(kind)?].into(), roles });
        }
        let [subject, predicate, object] = args.what.as_slice() else {
            return Err(Diagnostic::error("a subject, a predicate and an object are wanted, or --kind"));
        };
        let predicate = term(predicate)?;
        let asked = self.role(predicate.clone(), object);
        if let Some((node, kinds)) = self.frame(subject)? {
            return Ok(Question { node: Some(node.clone()), kinds, roles: self.key_of(&node, asked)? });
        }
        let kinds = Question::kinds_with(&predicate, self.mint.ontology);
        if kinds.is_empty() {
            return Err(Diagnostic::error(format!("{predicate} is no role of any kind of frame"))
                .hint("name a kind and its roles: --kind Investment --role investor=Amazon"));
        }
        let other = Role { name: None, filler: self.filler(subject, true) };
        Ok(Question { node: None, kinds, roles: vec![other, asked] })
    }

    /// The frame that `name` names, with its kinds; `None` if it names something else.
    fn frame(&self, name: &str) -> Result<Option<(String, BTreeSet<String>)>, Diagnostic> {
        let Ok(node) = self.names.find(name) else { return Ok(None) };
        let Some(id) = self.mint.id(node.as_ref()) else { return Ok(None) };
        let claims = self.store.claims_about(&id, self.mint)?;
        let kinds = claims.iter().filter_map(|claim| match &claim.object {
            Object::Term(kind) if claim.predicate == "rdf:type" && self.mint.ontology.is_a(kind, FRAME) => {
                Some(kind.clone())
            }
            _ => None,
        });
        let kinds: BTreeSet<String> = kinds.collect();
        Ok((!kinds.is_empty()).then_some((id, kinds)))
    }

    /// The entities that identify a frame, and what was asked for besides.
    fn key_of(&self, node: &str, asked: Role) -> Result<Vec<Role>, Diagnostic> {
        let claims = self.store.claims_about(node, self.mint)?;
        let kind = claims.iter().find_map(|claim| match &claim.object {
            Object::Term(kind) if claim.predicate == "rdf:type" => self.mint.ontology.class(kind),
            _ => None,
        });
        let key = kind.map(|class| class.key.as_slice()).unwrap_or_default();
        let mut roles: Vec<Role> = Vec::new();
        for claim in claims
            .iter()
            .filter(|claim| key.contains(&claim.predicate) && Some(&claim.predicate) != asked.name.as_ref())
        {
            if let Object::Node(id) = &claim.object {
                let role = Role { name: Some(claim.predicate.clone()), filler: self.filler(id, true) };
                if !roles.contains(&role) {
                    roles.push(role);
                }
            }
        }
        roles.push(asked);
        Ok(roles)
    }

    fn role(&self, role: String, words: &str) -> Role {
        let value = words.starts_with(|c: char| c.is_ascii_digit());
        let entity = Role::takes_entities(&role, self.mint.ontology) && !value;
        Role { name: Some(role), filler: self.filler(words, entity) }
    }

    fn filler(&self, words: &str, entity: bool) -> Filler {
        let node = self.names.find(words).ok();
        let id = node.as_ref().and_then(|node| self.mint.id(node.as_ref()));
        let mut names: BTreeSet<String> = [words.to_owned()].into();
        let mut shown = words.to_owned();
        if let Some(node) = &node {
            shown = self.names.of(node);
            for predicate in [LABEL, ALT_LABEL] {
                let labels = objects(self.store.quads(), node.as_ref(), predicate).unwrap_or_default();
                names.extend(labels.iter().map(|label| self.names.show(label)));
            }
        }
        names.insert(shown.clone());
        // "USD 13,800,000,000" is the name of an amount that only claims have.
        let id = id.or_else(|| self.amount(words));
        Filler { id, shown, names, entity }
    }

    /// The id of the amount of money that is shown as `words`.
    fn amount(&self, words: &str) -> Option<String> {
        let claims = self
            .store
            .documents(self.mint)
            .ok()?
            .into_keys()
            .flat_map(|id| self.store.claims(&id, self.mint).unwrap_or_default());
        let mut amounts = claims.filter(|claim| matches!(claim.object, Object::Money { .. }));
        let fits =
            |object: &Object| self.names.show(&object_to_term(object, self.mint)).eq_ignore_ascii_case(words);
        amounts.find(|claim| fits(&claim.object)).map(|claim| claim.object.key())
    }

    fn print(&self, out: &mut dyn Write, question: &Question, attempts: &[Attempt]) -> io::Result<()> {
        let Some(nearest) = attempts.first() else { return writeln!(out, "the store has no documents") };
        let stated = matches!(nearest.cause, Cause::Stated(_));
        writeln!(out, "{}: {}", if stated { "stated" } else { "not stated" }, self.asked(question))?;
        let near = attempts.iter().filter(|attempt| !matches!(attempt.cause, Cause::Mention(_)));
        let near: Vec<&Attempt> = near.take(NEAREST).collect();
        for attempt in &near {
            writeln!(out, "\n{}", attempt.document.credit())?;
            if let Some(sentence) = &attempt.sentence {
                writeln!(out, "  “{sentence}”")?;
            }
            writeln!(out, "  {}", self.cause(&attempt.cause))?;
        }
        let mut rest: BTreeMap<String, usize> = BTreeMap::new();
        for attempt in attempts.iter().filter(|attempt| !near.contains(attempt)) {
            let what = match &attempt.cause {
                Cause::Mention(names) => format!("no mention of {}", names.join(", ")),
                other => other.stage().map_or("stated or set aside", Stage::as_str).to_owned(),
            };
            *rest.entry(what).or_default() += 1;
        }
        if !rest.is_empty() {
            writeln!(out)?;
        }
        for (what, count) in rest {
            writeln!(out, "{count} more: {what}")?;
        }
        Ok(())
    }

    fn asked(&self, question: &Question) -> String {
        let kinds: Vec<String> = question.kinds.iter().map(|kind| self.term(kind)).collect();
        let roles: Vec<String> = question
            .roles
            .iter()
            .map(|role| {
                let name = role.name.as_ref().map_or("any role".to_owned(), |name| self.term(name));
                format!("{name} {}", role.filler.shown)
            })
            .collect();
        let kinds = if kinds.len() > NEAREST { "frame".to_owned() } else { kinds.join(" or ") };
        format!("{kinds} with {}", roles.join(", "))
    }

    fn cause(&self, cause: &Cause) -> String {
        let node = |id: &str| self.names.of(&self.mint.node(id));
        match cause {
            Cause::Mention(names) => format!("no mention of {}", names.join(", ")),
            Cause::Apart(names) => format!("no mention of {} in the sentence", names.join(", ")),
            Cause::Parse => "no trigger: nothing in the sentence was seen to evoke a frame".to_owned(),
            Cause::Trigger(words) => {
                format!("no trigger: no word of the sentence evokes it, as {} would", words.join(", "))
            }
            Cause::Type { trigger, role, filler, class, wanted } => {
                let class = if class.is_empty() { "of unknown class".to_owned() } else { self.term(class) };
                let wanted: Vec<String> = wanted.iter().map(|class| self.term(class)).collect();
                let (role, wanted) = (self.term(role), wanted.join(" or "));
                let evoked = trigger.as_ref().map(|word| format!("“{word}” evokes it, but "));
                format!("wrong type: {}{filler} is {class}; {role}: {wanted}", evoked.unwrap_or_default())
            }
            Cause::Unfilled { trigger } => {
                format!(
                    "no role: “{trigger}” evokes it, but the names do not stand where its roles are looked for"
                )
            }
            Cause::Role { frame, role: None, wanted, .. } => {
                format!("no role: {wanted} fills none of {}", node(frame))
            }
            Cause::Role { frame, role: Some(role), fillers, .. } if fillers.is_empty() => {
                format!("no role: {} has no {}", node(frame), self.term(role))
            }
            Cause::Role { frame, role: Some(role), fillers, .. } => {
                let fillers: Vec<String> = fillers.iter().map(|filler| self.key(filler)).collect();
                format!("another filler: {} of {} is {}", self.term(role), node(frame), fillers.join("; "))
            }
            Cause::Denied(frame) => format!("denied: the document denies {}", node(frame)),
            Cause::Deprecated { frame, by: Some(by) } => {
                let who = by.who.clone().unwrap_or_else(|| "a person".to_owned());
                let why = by.why.as_ref().map(|why| format!(": “{why}”")).unwrap_or_default();
                format!("deprecated: {who} rejected what it says of {}{why}", node(frame))
            }
            Cause::Deprecated { frame, by: None } => {
                format!("deprecated: what it says of {} was set aside", node(frame))
            }
            Cause::Stated(frame) => {
                format!("it is claimed here, about {}; `pactum why` shows it", node(frame))
            }
        }
    }

    /// A filler as decisions write it, by its name.
    fn key(&self, key: &str) -> String {
        self.names.known(&self.mint.node(key)).unwrap_or_else(|| key.to_owned())
    }

    fn term(&self, name: &str) -> String {
        self.names.of(&self.mint.term(name))
    }

    fn json(&self, attempt: &Attempt) -> Value {
        json!({
            "document": attempt.document.iri.as_str(),
            "source": attempt.document.credit(),
            "sentence": attempt.sentence,
            "stage": attempt.cause.stage().map(Stage::as_str),
            "cause": self.cause(&attempt.cause),
            "found": attempt.found,
        })
    }
}
