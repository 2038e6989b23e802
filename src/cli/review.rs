//! `pactum review`: a walk through what is open, one key a decision.

mod item;

use std::io::{self, IsTerminal, Write};

use console::{Key, Term};
use serde_json::Value;

use super::context::Context;
use super::decide::{Desk, Note, shown};
use super::differences;
use super::problem::{Done, Failure, Outcome};
use crate::curate::{self, Item, Ledger, Side};
use crate::link::{self, Kinds, Lexicon, Reader};
use crate::model::{About, Diagnostic, Part, Ruling, Said};

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
                self.open.iter().map(|item| item::json(item, &self.desk)).collect();
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

    fn show(&self, out: &mut dyn Write, at: usize, item: &Item) -> Result<(), Failure> {
        write!(out, "{} of {}  ", at + 1, self.open.len())?;
        item::show(out, item, &self.desk)
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
}

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
