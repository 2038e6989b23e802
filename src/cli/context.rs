//! What every command needs: the pack's files, the store, standard output, and a memory for warnings.

use std::cell::{Cell, OnceCell};
use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{ColorChoice, CommandFactory, FromArgMatches};
use oxigraph::io::RdfFormat;
use oxigraph::model::NamedNode;

use super::problem::{self, Done};
use super::{Cli, Global};
use crate::curate::Ledger;
use crate::model::Diagnostic;
use crate::pack::Files;
use crate::query::{Saved, Vocabulary, saved};
use crate::store::{Endpoints, Evaluation, Services, Store};

/// What a command works with.
pub(super) struct Context {
    pub(super) global: Global,
    /// The pack's files.
    pub(super) files: Files,
    /// Prefixes and terms that queries can use.
    pub(super) words: Vocabulary,
    saved: OnceCell<Vec<Saved>>,
    warned: Cell<bool>,
}

impl Context {
    /// Reads the pack's folders.
    pub(super) fn new(global: Global) -> Result<Self, Vec<Diagnostic>> {
        colours(global.color).write_global();
        let mut files = Files::embedded();
        for dir in &global.packs {
            files = files.overlay(dir).map_err(|problem| vec![problem])?;
        }
        let words = Vocabulary::of(&files);
        Ok(Self { global, files, words, saved: OnceCell::new(), warned: Cell::new(false) })
    }

    /// The saved queries of the pack.
    pub(super) fn saved(&self) -> Result<&[Saved], Vec<Diagnostic>> {
        if self.saved.get().is_none() {
            let all = saved::all(&self.files, &self.words)?;
            return Ok(self.saved.get_or_init(|| all));
        }
        Ok(self.saved.get().map_or(&[], Vec::as_slice))
    }

    /// The store, to be read. An RDF file is read into memory.
    pub(super) fn store(&self) -> Result<Store, Diagnostic> {
        let path = &self.global.store;
        let store = match self.endpoints()? {
            Some(endpoints) => Store::remote(endpoints),
            None if path.is_file() => in_memory(path)?,
            None => Store::open_read_only(path)?,
        };
        Ok(store.with_services(Services::on(self.global.service.allow_services.iter().cloned())))
    }

    /// The store, to be changed.
    pub(super) fn store_to_write(&self) -> Result<Store, Diagnostic> {
        match self.endpoints()? {
            Some(endpoints) => Ok(Store::remote(endpoints)),
            None => Store::open(&self.global.store),
        }
    }

    /// The URLs of the store, if it is a SPARQL service.
    fn endpoints(&self) -> Result<Option<Endpoints>, Diagnostic> {
        let store = self.global.store.to_string_lossy();
        if !store.starts_with("http://") && !store.starts_with("https://") {
            return Ok(None);
        }
        let host = store.split("://").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or_default();
        if host.contains('@') {
            return Err(Diagnostic::error(
                "a password does not belong in the URL of a store, where others can see it",
            )
            .hint("set PACTUM_STORE_USER and PACTUM_STORE_PASSWORD, or write them in ~/.netrc"));
        }
        let service = &self.global.service;
        let mut endpoints = Endpoints::of(&store);
        if let Some(update) = &service.store_update {
            endpoints.update.clone_from(update);
        }
        if service.store_graphs.is_some() {
            endpoints.graphs.clone_from(&service.store_graphs);
        }
        endpoints.evaluation = match service.store_evaluate {
            super::Evaluate::There => Evaluation::There,
            super::Evaluate::Here => Evaluation::Here,
        };
        endpoints.default_graph = match &service.store_default_graph {
            Some(iri) => Some(NamedNode::new(iri).map_err(|error| {
                Diagnostic::error(format!("--store-default-graph is no IRI: {error}"))
                    .hint("for example: --store-default-graph https://w3id.org/pactum/graph/statements")
            })?),
            None => None,
        };
        Ok(Some(endpoints))
    }

    /// What people decided, from the file named or the one beside the store.
    pub(super) fn ledger(&self) -> Result<Ledger, Diagnostic> {
        match (&self.global.decisions, self.endpoints()?) {
            (Some(path), _) => Ledger::load(path),
            (None, None) => Ledger::load(&self.global.store.with_extension("decisions.toml")),
            (None, Some(_)) => Ledger::load(Path::new("pactum.decisions.toml")),
        }
    }

    /// Standard output; colours are taken out where nobody sees them.
    #[expect(clippy::unused_self, reason = "where results go is a matter of the context")]
    pub(super) fn out(&self) -> Box<dyn Write> {
        Box::new(io::BufWriter::new(anstream::stdout()))
    }

    /// How many characters a line on the terminal has; `None` if results go elsewhere.
    #[expect(clippy::unused_self, reason = "where results go is a matter of the context")]
    pub(super) fn width(&self) -> Option<u16> {
        let terminal = io::stdout().is_terminal();
        terminal.then(|| terminal_size::terminal_size().map_or(80, |(width, _)| width.0))
    }

    /// Whether bold and underlined words will be seen as such.
    #[expect(clippy::unused_self, reason = "where results go is a matter of the context")]
    pub(super) fn styled(&self) -> bool {
        anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never
    }

    /// Prints a warning and remembers that there was one.
    pub(super) fn warn(&self, warning: &Diagnostic) {
        self.warned.set(true);
        if !self.global.quiet {
            problem::print(warning);
        }
    }

    /// The exit code of a command that is done.
    pub(super) fn exit_code(&self, done: Done) -> ExitCode {
        problem::exit_code(done, self.warned.get())
    }
}

/// The arguments that decide how the others are read: which packs there are. What is wrong with the rest shows later.
pub(super) fn first_look(arguments: &[OsString]) -> Global {
    let command = Cli::command().ignore_errors(true).disable_help_flag(true).disable_version_flag(true);
    let matches = command.try_get_matches_from(arguments).unwrap_or_default();
    Global::from_arg_matches(&matches).unwrap_or_else(|_| Global {
        store: PathBuf::new(),
        service: super::Service::default(),
        packs: Vec::new(),
        decisions: None,
        quiet: false,
        json: false,
        color: ColorChoice::Auto,
    })
}

const fn colours(choice: ColorChoice) -> anstream::ColorChoice {
    match choice {
        ColorChoice::Auto => anstream::ColorChoice::Auto,
        ColorChoice::Always => anstream::ColorChoice::Always,
        ColorChoice::Never => anstream::ColorChoice::Never,
    }
}

/// A store that holds what an RDF file says.
pub(super) fn in_memory(path: &Path) -> Result<Store, Diagnostic> {
    let shown = path.display().to_string();
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    let format = RdfFormat::from_extension(&extension).ok_or_else(|| {
        Diagnostic::error("the store is neither a folder nor an RDF file")
            .in_file(&shown)
            .hint("RDF files end in .ttl, .trig, .nt, .nq, .jsonld or .rdf")
    })?;
    let text = std::fs::read(path).map_err(|error| Diagnostic::error(error.to_string()).in_file(&shown))?;
    Store::of_rdf(&text, format).map_err(|problem| problem.in_file(&shown))
}
