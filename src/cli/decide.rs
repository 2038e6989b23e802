//! What the commands that write decisions share: who and why, the file, and showing what a decision changed.

use std::io::{self, Write};

use jiff::civil;
use oxigraph::model::Term;
use serde_json::json;

use super::context::Context;
use super::differences;
use super::problem::{Done, Failure, Outcome};
use crate::curate::{Ledger, is_answered};
use crate::diff::Difference;
use crate::fuse::decided::speaks_of;
use crate::model::{About, Claim, Decision, Diagnostic, Id, Ruling, Said};
use crate::pack::Pack;
use crate::pipeline;
use crate::query::evidence::{cited, is_claim};
use crate::query::{Names, Vocabulary};
use crate::rdf::{BASE, Mint, object_to_term};
use crate::store::Store;

/// What stands beside a decision.
#[derive(clap::Args, Clone, Debug, Default)]
pub(super) struct Note {
    /// Who decides
    #[arg(long, value_name = "NAME")]
    who: Option<String>,
    /// Why
    #[arg(long, value_name = "TEXT")]
    why: Option<String>,
    /// The day of the decision, as 2026-05-04
    #[arg(long, value_name = "DAY")]
    date: Option<civil::Date>,
    /// The IRI below which all others were made
    #[arg(long, value_name = "IRI", default_value = BASE)]
    pub(super) base: String,
}

impl Note {
    pub(super) fn decision(&self, ruling: Ruling) -> Decision {
        Decision { ruling, who: self.who.clone(), why: self.why.clone(), date: self.date }
    }
}

/// Which claims are meant.
#[derive(clap::Args, Clone, Debug)]
pub(super) struct Claims {
    /// A thing, or a thing, a predicate and what it says; or a claim by its IRI. With --kind: predicate and object only
    #[arg(num_args = 0..=3, value_names = ["SUBJECT", "PREDICATE", "OBJECT"])]
    what: Vec<String>,
    /// The frames of this kind, in the place of a subject
    #[arg(long)]
    kind: Option<String>,
    /// With this filler of a role; can be given more than once
    #[arg(long = "role", value_name = "ROLE=FILLER", requires = "kind")]
    roles: Vec<String>,
    /// Only what this document says: its hash, where it was read from, or its URL
    #[arg(long, value_name = "DOCUMENT")]
    document: Option<String>,
    /// What denies it, not what asserts it
    #[arg(long)]
    denied: bool,
}

/// The store with what is needed to decide.
pub(super) struct Desk<'a> {
    pub(super) context: &'a Context,
    pub(super) store: Store,
    pub(super) pack: Pack,
    pub(super) ledger: Ledger,
    pub(super) base: &'a str,
}

impl<'a> Desk<'a> {
    pub(super) fn open(base: &'a str, context: &'a Context) -> Result<Self, Failure> {
        let pack = Pack::load(context.files.clone())?;
        let ledger = context.ledger()?;
        let store = context.store_to_write()?;
        if !ledger.exists() && !store.decisions(Mint::new(base, &pack.ontology))?.is_empty() {
            return Err(Diagnostic::error("the store has decisions, but their file is not there")
                .in_file(ledger.path().display().to_string())
                .hint("name it with --decisions or PACTUM_DECISIONS")
                .into());
        }
        Ok(Self { context, store, pack, ledger, base })
    }

    pub(super) fn mint(&self) -> Mint<'_> {
        Mint::new(self.base, &self.pack.ontology)
    }

    pub(super) fn names(&self) -> Names<'_> {
        Names::new(self.store.quads(), &self.context.words)
    }

    /// The id of the node that a person calls `name`.
    pub(super) fn id(&self, name: &str) -> Result<Id, Diagnostic> {
        let node = self.names().find(name)?;
        self.mint().id(node.as_ref()).ok_or_else(|| {
            Diagnostic::error(format!("{name} is no node of this graph: {node}"))
                .hint("an entity or a frame is meant, as company/openai")
        })
    }

    /// Brings the graph up to date with the file.
    pub(super) fn replay(&self) -> Result<Difference, Diagnostic> {
        let change = pipeline::decide(&self.ledger.decisions(), &self.pack, &self.store, self.base)?;
        Difference::of_change(&change.gone, &change.come, self.store.quads())
    }

    /// Writes a decision to the file and carries it out; a ruling that no claim answers to is refused.
    pub(super) fn decide(&mut self, decision: &Decision) -> Done {
        let ruling = decision.ruling.clone();
        let is_new = match ruling {
            Ruling::Accept(_) | Ruling::Reject(_) => is_answered(&ruling, &self.store, self.mint())?,
            _ => true,
        };
        if !is_new {
            return Err(Diagnostic::error("no document claims that").hint(CLAIMED).into());
        }
        self.ledger.add(decision)?;
        let difference = self.replay()?;
        let mut out = self.context.out();
        if self.context.global.json {
            writeln!(
                out,
                "{}",
                json!({
                    "decision": ruling.verb(),
                    "file": self.ledger.path().display().to_string(),
                    "changed": differences::as_json(&difference, &[self.names()]),
                })
            )?;
        } else if !self.context.global.quiet {
            writeln!(out, "{}: {}", ruling.verb(), shown(&ruling, self))?;
            print_change(&mut out, &difference, &self.names())?;
            writeln!(out, "written to {}", self.ledger.path().display())?;
        }
        out.flush()?;
        Ok(Outcome::Well)
    }

    /// The claims on a node with a predicate.
    fn claims(&self, about: &About, predicate: &str) -> Result<Vec<Claim>, Diagnostic> {
        let mut claims = Vec::new();
        for node in self.store.nodes_meant(about, self.mint())? {
            let on_node = self.store.claims_about(&node, self.mint())?;
            if speaks_of(about, on_node.iter()) {
                claims.extend(on_node.into_iter().filter(|claim| claim.predicate == predicate));
            }
        }
        Ok(claims)
    }

    /// What `words` mean as the object of one of `claims`, as decisions write it.
    fn object(&self, words: &str, claims: &[Claim], predicate: &str) -> Result<String, Diagnostic> {
        let names = self.names();
        let meant = names.find(words).ok().map(Term::from);
        let term = |claim: &Claim| object_to_term(&claim.object, self.mint());
        let fits = |claim: &&Claim| {
            claim.object.key() == words
                || Some(term(claim)) == meant
                || names.show(&term(claim)).eq_ignore_ascii_case(words)
        };
        if let Some(claim) = claims.iter().find(fits) {
            return Ok(claim.object.key());
        }
        let mut said: Vec<String> = claims.iter().map(|claim| names.show(&term(claim))).collect();
        said.sort();
        said.dedup();
        let problem = Diagnostic::error(format!("no document says that its {predicate} is {words}"));
        Err(if said.is_empty() {
            problem.hint(CLAIMED)
        } else {
            problem.hint(format!("they say {}", said.join("; ")))
        })
    }
}

const CLAIMED: &str = "`pactum why` shows what is claimed of a thing";

impl Claims {
    /// What is said, in the words of decisions.
    pub(super) fn said(&self, desk: &Desk<'_>) -> Result<Said, Diagnostic> {
        let words = &desk.context.words;
        let term = |name: &str| Ok::<_, Diagnostic>(desk.mint().term_name(words.find(name)?.as_ref()));
        let (about, rest) = match (&self.kind, self.what.as_slice()) {
            (Some(kind), rest) => {
                (About::Frames { kind: term(kind)?, roles: self.fillers(desk, words)? }, rest)
            }
            (None, [subject, rest @ ..]) => {
                if let (Some(said), []) = (claim(subject, desk)?, rest) {
                    return Ok(Said { document: self.document.clone(), ..said });
                }
                (About::Node(desk.id(subject)?), rest)
            }
            (None, []) => return Err(Diagnostic::error("which claims? A thing is wanted, or --kind")),
        };
        let predicate = rest.first().map(|name| term(name)).transpose()?;
        let object = match (&predicate, rest.get(1)) {
            (Some(predicate), Some(object)) => {
                Some(desk.object(object, &desk.claims(&about, predicate)?, predicate)?)
            }
            _ => None,
        };
        Ok(Said { about, predicate, object, document: self.document.clone(), denied: self.denied })
    }

    fn fillers(&self, desk: &Desk<'_>, words: &Vocabulary) -> Result<Vec<(String, String)>, Diagnostic> {
        let mut roles = Vec::new();
        for role in &self.roles {
            let (role, filler) = role.split_once('=').ok_or_else(|| {
                Diagnostic::error(format!("--role wants ROLE=FILLER, not “{role}”"))
                    .hint("--role investor=Microsoft")
            })?;
            let role = desk.mint().term_name(words.find(role)?.as_ref());
            roles.push((role, desk.id(filler).unwrap_or_else(|_| filler.to_owned())));
        }
        roles.sort();
        Ok(roles)
    }
}

/// What the claim of that IRI says, if it is one.
fn claim(name: &str, desk: &Desk<'_>) -> Result<Option<Said>, Diagnostic> {
    let Ok(node) = desk.names().find(name) else { return Ok(None) };
    if !is_claim(desk.store.quads(), node.as_ref())? {
        return Ok(None);
    }
    let Some(cited) = cited(desk.store.quads(), &node)? else { return Ok(None) };
    let oxigraph::model::NamedOrBlankNode::NamedNode(subject) = &cited.triple.subject else {
        return Ok(None);
    };
    let Some(id) = desk.mint().id(subject.as_ref()) else { return Ok(None) };
    let claims = desk.store.claims_about(&id, desk.mint())?;
    let said = claims.iter().find(|claim| crate::rdf::claim_iri(claim, desk.mint()) == node);
    Ok(said.map(said_by))
}

/// What a claim says, in the words of decisions, whichever document says it.
pub(super) fn said_by(claim: &Claim) -> Said {
    Said {
        about: About::Node(claim.subject.clone()),
        predicate: Some(claim.predicate.clone()),
        object: Some(claim.object.key()),
        document: None,
        denied: claim.modality == crate::model::Modality::Denied,
    }
}

/// A ruling in a few words.
pub(super) fn shown(ruling: &Ruling, desk: &Desk<'_>) -> String {
    let names = desk.names();
    let node = |id: &Id| names.of(&desk.mint().node(id));
    match ruling {
        Ruling::Accept(said) | Ruling::Reject(said) => {
            let about = match &said.about {
                About::Node(id) => node(id),
                About::Frames { kind, roles } => {
                    let roles: Vec<String> =
                        roles.iter().map(|(role, filler)| format!("{role} {filler}")).collect();
                    format!("each {kind} with {}", roles.join(", "))
                }
            };
            let role = said.predicate.as_ref().map(|role| names.of(&desk.mint().term(role)));
            let parts =
                [Some(about), role, said.object.clone(), said.document.as_ref().map(|d| format!("in {d}"))];
            parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
        }
        Ruling::Merge { node, into, .. } => format!("{node} is {into}"),
        Ruling::Split { node, part: crate::model::Part::Name(name), into } => {
            format!("“{name}” is not {node} but {into}")
        }
        Ruling::Split { node, part: crate::model::Part::Document(document), into } => {
            format!("{node} in {document} is {into}")
        }
        Ruling::Same { node, other, .. } => format!("{node} is {other}"),
        Ruling::Different { node, other } => format!("{node} is not {other}"),
    }
}

/// A line for each change, none if there is none.
pub(super) fn print_change(
    out: &mut dyn Write,
    difference: &Difference,
    names: &Names<'_>,
) -> io::Result<()> {
    if difference.is_empty() {
        writeln!(out, "nothing changed")
    } else {
        differences::print(out, difference, std::slice::from_ref(names))
    }
}
