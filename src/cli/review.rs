//! `pactum review`: a walk through what is open, one key a decision.

use std::io::{self, IsTerminal, Write};

use console::{Key, Term};
use oxigraph::model::NamedNode;
use oxigraph::model::vocab::rdf;
use serde_json::{Value, json};

use super::context::Context;
use super::decide::{Desk, Note, shown};
use super::differences;
use super::problem::{Done, Failure, Outcome};
use crate::curate::{self, Item, Ledger, Side};
use crate::link::{self, Kinds, Lexicon, Reader};
use crate::model::{About, Diagnostic, Part, Ruling, Said};
use crate::query::Names;
use crate::query::evidence::{Cited, cite_all};
use crate::query::graph::{object, subjects};
use crate::rdf::{claim_iri, vocabulary as v};

/// Walk through open conflicts, things that may be one, proposed links and unsure claims, and decide
#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Claims of less confidence are shown
    #[arg(long, value_name = "CONFIDENCE", default_value_t = 0.8)]
    below: f64,
    /// List what is open, decide nothing
    #[arg(long)]
    list: bool,
    #[command(flatten)]
    note: Note,
}

const EXAMPLES: &str = "\
Examples:
  pactum review --who Anna
  pactum review --list
Keys: a accept, r reject, m merge, s split off, space skip, u undo, q quit; of several sides a digit picks the one that is
right, r and a digit the one that is wrong. Each decision is written to a file beside the store at once (docs/curation.md).";

pub(super) fn run(args: &Args, context: &Context) -> Done {
    let at_terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
    if !args.list && !at_terminal {
        return Err(Diagnostic::error("a review wants a terminal, to show sentences and to read keys")
            .hint("`pactum review --list` lists what is open; accept, reject, merge and split decide from scripts")
            .into());
    }
    let desk = Desk::open(&args.note.base, context)?;
    let mut review = Review { desk, args, open: Vec::new(), done: Vec::new() };
    review.open = review.agenda()?;
    if args.list {
        return review.list();
    }
    review.walk()
}

/// The agenda, how far it is, and the way back.
struct Review<'a> {
    desk: Desk<'a>,
    args: &'a Args,
    open: Vec<Item>,
    /// For each decision the place of its item, and the file as it was before.
    done: Vec<(usize, Ledger)>,
}

/// What a person answered.
enum Answer {
    Decide(Vec<Ruling>),
    Skip,
    Undo,
    Quit,
    /// A key that means nothing here.
    Nothing,
}

impl Review<'_> {
    /// What the agenda is made from; the entities with their names take a while.
    fn with_desk<T>(
        &self,
        with_entities: bool,
        work: impl FnOnce(&curate::Desk<'_>) -> Result<T, Diagnostic>,
    ) -> Result<T, Failure> {
        let Desk { pack, store, ledger, context, .. } = &self.desk;
        let lexicon = Lexicon::load(&pack.files, &pack.gazetteer)?;
        let reader = Reader::new(&lexicon, |name| context.words.expand(name));
        let kinds = Kinds::of(&pack.files, &pack.ontology);
        let mint = self.desk.mint();
        let entities = if with_entities {
            link::entities(store.quads(), &pack.gazetteer, None, &reader, &kinds, mint)?
        } else {
            Vec::new()
        };
        let (entities, lexicon, kinds) = (entities.as_slice(), &lexicon, &kinds);
        let (decisions, below) = (&ledger.decisions(), self.args.below);
        Ok(work(&curate::Desk { store, decisions, entities, lexicon, kinds, mint, below })?)
    }

    #[expect(clippy::redundant_closure_for_method_calls, reason = "the method fits one lifetime only")]
    fn agenda(&self) -> Result<Vec<Item>, Failure> {
        self.with_desk(true, |desk| desk.agenda())
    }

    fn is_open(&self, item: &Item) -> Result<bool, Failure> {
        self.with_desk(false, |desk| desk.is_open(item))
    }

    /// Each item as text or JSON.
    fn list(&self) -> Done {
        let mut out = self.desk.context.out();
        if self.desk.context.global.json {
            let items: Result<Vec<Value>, Diagnostic> =
                self.open.iter().map(|item| self.json(item)).collect();
            writeln!(out, "{}", Value::from(items?))?;
        } else {
            for (at, item) in self.open.iter().enumerate() {
                self.show(&mut out, at, item)?;
            }
            writeln!(out, "{} open", self.open.len())?;
        }
        out.flush()?;
        Ok(Outcome::Well)
    }

    fn walk(&mut self) -> Done {
        let term = Term::stdout();
        let mut at = 0;
        while let Some(answer) = self.next(&mut at, &term)? {
            match answer {
                Answer::Decide(rulings) => {
                    self.decide(at, rulings)?;
                    at += 1;
                }
                Answer::Skip => at += 1,
                Answer::Undo => match self.undo()? {
                    Some(back) => at = back,
                    None => term.write_line("nothing to undo")?,
                },
                Answer::Quit => break,
                Answer::Nothing => {}
            }
        }
        let decided = self.done.len();
        let mut out = self.desk.context.out();
        writeln!(out, "\n{decided} decided, written to {}", self.desk.ledger.path().display())?;
        out.flush()?;
        Ok(Outcome::Well)
    }

    /// Shows the next open item from `at` on, and waits for the answer; `None` at the end, if there is nothing to undo.
    fn next(&mut self, at: &mut usize, term: &Term) -> Result<Option<Answer>, Failure> {
        let mut out = self.desk.context.out();
        loop {
            while let Some(item) = self.open.get(*at) {
                if self.is_open(item)? {
                    self.show(&mut out, *at, item)?;
                    write!(out, "{} ", keys(item))?;
                    out.flush()?;
                    return self.answer(item, term).map(Some);
                }
                *at += 1;
            }
            if !self.look_again()? {
                break;
            }
        }
        if self.done.is_empty() {
            return Ok(None);
        }
        write!(out, "nothing more is open. [u]ndo, [q]uit: ")?;
        out.flush()?;
        let undo = matches!(read(term)?, Key::Char('u'));
        term.write_line("")?;
        Ok(Some(if undo { Answer::Undo } else { Answer::Quit }))
    }

    /// Puts what the decisions have brought to light at the end of the agenda: of things that became one, sources may
    /// disagree. Whether there is any.
    fn look_again(&mut self) -> Result<bool, Failure> {
        if self.done.is_empty() {
            return Ok(false);
        }
        let new: Vec<Item> = self.agenda()?.into_iter().filter(|item| !self.open.contains(item)).collect();
        let found = !new.is_empty();
        self.open.extend(new);
        Ok(found)
    }

    fn decide(&mut self, at: usize, rulings: Vec<Ruling>) -> Result<(), Failure> {
        self.done.push((at, self.desk.ledger.clone()));
        for ruling in rulings {
            self.desk.ledger.add(&self.args.note.decision(ruling))?;
        }
        let difference = self.desk.replay()?;
        let mut out = self.desk.context.out();
        if let Some(entry) = self.desk.ledger.entries().last() {
            let ruling = &entry.decision.ruling;
            writeln!(out, "{}: {}", ruling.verb(), shown(ruling, &self.desk))?;
        }
        differences::print(&mut out, &difference, &[self.desk.names()])?;
        writeln!(out)?;
        out.flush()?;
        Ok(())
    }

    /// Takes the last decision back; returns the place of its item.
    fn undo(&mut self) -> Result<Option<usize>, Failure> {
        let Some((at, before)) = self.done.pop() else { return Ok(None) };
        self.desk.ledger.restore(&before)?;
        self.desk.replay()?;
        let mut out = self.desk.context.out();
        writeln!(out, "undone\n")?;
        out.flush()?;
        Ok(Some(at))
    }

    fn answer(&self, item: &Item, term: &Term) -> Result<Answer, Failure> {
        let key = read(term)?;
        let answer = match (key, item) {
            (Key::Char('q' | '\u{3}' | '\u{4}') | Key::Escape | Key::CtrlC, _) => Answer::Quit,
            (Key::Char('u'), _) => Answer::Undo,
            (Key::Char(' ' | 'n') | Key::Enter, _) => Answer::Skip,
            (Key::Char('a'), Item::Conflict { sides, .. }) => pick(sides, 1).map_or(Answer::Nothing, accept),
            (Key::Char(digit @ '1'..='9'), Item::Conflict { sides, .. }) => {
                pick(sides, place(digit)).map_or(Answer::Nothing, accept)
            }
            (Key::Char('r'), Item::Conflict { sides, .. }) => {
                term.write_str("\nwhich is wrong? ")?;
                match read(term)? {
                    Key::Char(digit @ '1'..='9') => pick(sides, place(digit))
                        .map_or(Answer::Nothing, |side| Answer::Decide(vec![side.reject()])),
                    _ => Answer::Nothing,
                }
            }
            (Key::Char('m' | 'a'), Item::Twins { keep, other, .. }) => {
                let name = self.desk.names().label(self.desk.mint().node(keep).as_ref());
                Answer::Decide(vec![Ruling::Merge { node: other.clone(), into: keep.clone(), name }])
            }
            (Key::Char('r'), Item::Twins { keep, other, .. }) => {
                Answer::Decide(vec![Ruling::Different { node: keep.clone(), other: other.clone() }])
            }
            (Key::Char('a'), Item::Link { node, other }) => {
                Answer::Decide(vec![Ruling::Same { node: node.clone(), other: other.clone(), name: None }])
            }
            (Key::Char('r'), Item::Link { node, other }) => {
                Answer::Decide(vec![Ruling::Different { node: node.clone(), other: other.clone() }])
            }
            (Key::Char('a'), Item::Doubt { subject, .. }) => {
                Answer::Decide(vec![Ruling::Accept(whole(subject))])
            }
            (Key::Char('r'), Item::Doubt { subject, .. }) => {
                Answer::Decide(vec![Ruling::Reject(whole(subject))])
            }
            (Key::Char('s'), Item::Doubt { .. } | Item::Twins { .. } | Item::Conflict { .. }) => {
                self.split(term)?
            }
            _ => Answer::Nothing,
        };
        term.write_line("")?;
        Ok(answer)
    }

    /// Asks which mentions are of which other thing.
    fn split(&self, term: &Term) -> Result<Answer, Failure> {
        let ask = |question: &str| -> Result<String, Failure> {
            term.write_str(question)?;
            Ok(term.read_line()?.trim().to_owned())
        };
        let node = ask("\nmentions of (a thing): ")?;
        let node = match self.desk.id(&node) {
            Ok(node) => node,
            Err(problem) => {
                term.write_line(&problem.to_string())?;
                return Ok(Answer::Nothing);
            }
        };
        let name = ask("by the name (empty: all in one document): ")?;
        let part = if name.is_empty() { Part::Document(ask("in the document: ")?) } else { Part::Name(name) };
        let into = ask("are of (an id, as company/apple-records): ")?;
        if !into.contains('/') || into == node {
            term.write_line("that is no id of another thing")?;
            return Ok(Answer::Nothing);
        }
        Ok(Answer::Decide(vec![Ruling::Split { node, part, into }]))
    }

    /// An item with the sentences behind it.
    fn show(&self, out: &mut dyn Write, at: usize, item: &Item) -> Result<(), Failure> {
        let names = self.desk.names();
        writeln!(out, "{} of {}  {}", at + 1, self.open.len(), self.title(item, &names))?;
        match item {
            Item::Conflict { sides, .. } => {
                for (number, side) in sides.iter().enumerate() {
                    let denies = if side.denied { "denies " } else { "" };
                    writeln!(out, "  {}  {denies}{}", number + 1, names.show(&side.object))?;
                    self.sentences(out, &side.claims)?;
                }
            }
            Item::Twins { keep, other, .. } => {
                for id in [keep, other] {
                    writeln!(out, "     {id}")?;
                    let claims = self.desk.store.claims_about(id, self.desk.mint())?;
                    let claims: Vec<_> =
                        claims.iter().map(|claim| claim_iri(claim, self.desk.mint())).collect();
                    self.sentences(out, &claims)?;
                }
            }
            Item::Link { node, .. } => {
                let claims = self.desk.store.claims_about(node, self.desk.mint())?;
                let claims: Vec<_> = claims.iter().map(|claim| claim_iri(claim, self.desk.mint())).collect();
                self.sentences(out, &claims)?;
            }
            Item::Doubt { claims, .. } => self.sentences(out, claims)?,
        }
        Ok(())
    }

    fn title(&self, item: &Item, names: &Names<'_>) -> String {
        let node = |id: &str| names.of(&self.desk.mint().node(id));
        match item {
            Item::Conflict { kind, subject, with, role, .. } => {
                let role = self.desk.mint().term(role);
                let role = if role.as_ref() == rdf::TYPE {
                    String::new()
                } else {
                    format!("{} of ", names.of(&role))
                };
                let with = with.as_ref().map(|with| format!(" and {}", node(with))).unwrap_or_default();
                format!("conflict of {}: {role}{}{with}", names.of(kind), node(subject))
            }
            Item::Twins { keep, other, nearness } => {
                format!("are {} and {} one? (names near {nearness:.2})", node(keep), node(other))
            }
            Item::Link { node: id, other } => {
                let name = self.counterpart(other).map(|name| format!(" ({name})")).unwrap_or_default();
                format!("is {} the same as {other}{name}?", node(id))
            }
            Item::Doubt { subject, confidence, .. } => {
                format!("unsure, confidence {confidence:.2}: {}", node(subject))
            }
        }
    }

    /// What the other dataset calls the thing with the IRI `other`, if a proposed link tells.
    fn counterpart(&self, other: &str) -> Option<String> {
        let (other, quads) = (NamedNode::new(other).ok()?, self.desk.store.quads());
        let mapping = subjects(quads, v::OWL_ANNOTATED_TARGET, other.as_ref()).ok()?.into_iter().next()?;
        match object(quads, mapping.as_ref(), v::SSSOM_OBJECT_LABEL).ok()?? {
            oxigraph::model::Term::Literal(name) => Some(name.value().to_owned()),
            _ => None,
        }
    }

    /// The sentences of claims, each once, with what each says; a few of many.
    fn sentences(&self, out: &mut dyn Write, claims: &[NamedNode]) -> Result<(), Failure> {
        let cited = cite_all(self.desk.store.quads(), claims)?;
        let names = self.desk.names();
        let mut seen: Vec<(String, String, Vec<String>)> = Vec::new();
        for Cited { sentence, document, triple, modality, .. } in &cited {
            let held = modality.as_ref().filter(|held| held.as_ref() != v::ASSERTED);
            let held = held.map(|held| format!(" ({})", names.of(held))).unwrap_or_default();
            let said = format!("{}{held}", differences::said(&triple.predicate, &triple.object, &names));
            match seen.iter_mut().find(|(known, credit, _)| known == sentence && *credit == document.credit())
            {
                Some((.., all)) if all.contains(&said) => {}
                Some((.., all)) => all.push(said),
                None => seen.push((sentence.clone(), document.credit(), vec![said])),
            }
        }
        for (sentence, credit, said) in seen.iter().take(SENTENCES) {
            writeln!(out, "     “{sentence}”\n       {credit}\n       {}", said.join("; "))?;
        }
        if seen.len() > SENTENCES {
            writeln!(out, "     and {} more sentences", seen.len() - SENTENCES)?;
        }
        Ok(())
    }

    fn json(&self, item: &Item) -> Result<Value, Diagnostic> {
        let names = self.desk.names();
        let claims = |claims: &[NamedNode]| -> Result<Value, Diagnostic> {
            let cited = cite_all(self.desk.store.quads(), claims)?;
            Ok(cited
                .iter()
                .map(|cited| json!({ "sentence": cited.sentence, "source": cited.document.credit(), "claim": cited.claim.as_str() }))
                .collect())
        };
        let mut value = json!({ "what": self.title(item, &names) });
        match item {
            Item::Conflict { sides, .. } => {
                let mut all = Vec::new();
                for side in sides {
                    all.push(json!({ "says": names.show(&side.object), "denies": side.denied, "claims": claims(&side.claims)? }));
                }
                value["sides"] = all.into();
            }
            Item::Twins { keep, other, nearness } => {
                value["merge"] = json!([keep, other]);
                value["nearness"] = (*nearness).into();
            }
            Item::Link { node, other } => value["link"] = json!([node, other]),
            Item::Doubt { subject, claims: behind, confidence } => {
                value["subject"] = subject.as_str().into();
                value["confidence"] = (*confidence).into();
                value["claims"] = claims(behind)?;
            }
        }
        Ok(value)
    }
}

/// So many sentences are shown for one thing.
const SENTENCES: usize = 4;

const fn keys(item: &Item) -> &'static str {
    match item {
        Item::Conflict { .. } => "[a or 1-9] accept, [r] reject, [s]plit, [space] skip, [u]ndo, [q]uit:",
        Item::Twins { .. } => "[m]erge, [r] they are different, [s]plit, [space] skip, [u]ndo, [q]uit:",
        Item::Link { .. } => "[a] the same, [r] different, [space] skip, [u]ndo, [q]uit:",
        Item::Doubt { .. } => "[a]ccept, [r]eject, [s]plit, [space] skip, [u]ndo, [q]uit:",
    }
}

/// A key; a terminal that is gone quits.
fn read(term: &Term) -> Result<Key, Failure> {
    match term.read_key() {
        Ok(key) => Ok(key),
        Err(error) if error.kind() == io::ErrorKind::Interrupted => Ok(Key::CtrlC),
        Err(error) => Err(Diagnostic::error(format!("no key can be read: {error}")).into()),
    }
}

fn place(digit: char) -> usize {
    digit.to_digit(10).map_or(0, |digit| digit as usize)
}

fn pick(sides: &[Side], number: usize) -> Option<&Side> {
    sides.get(number.checked_sub(1)?)
}

fn accept(side: &Side) -> Answer {
    Answer::Decide(vec![side.accept()])
}

fn whole(subject: &str) -> Said {
    Said { about: About::Node(subject.to_owned()), ..Said::default() }
}
