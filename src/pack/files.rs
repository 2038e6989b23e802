//! The files of a pack, embedded or from folders.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};
use toml::Spanned;

use crate::model::{Diagnostic, Span};

/// The text files of one pack or of several laid over each other, by their path below the pack's folder.
#[derive(Clone, Debug, Default)]
pub struct Files {
    files: BTreeMap<String, File>,
}

/// One file of a pack.
#[derive(Clone, Debug)]
pub struct File {
    /// The path to show in messages.
    pub shown: String,
    /// Its text.
    pub text: String,
}

impl File {
    /// This file, read as TOML into a `T`.
    ///
    /// # Errors
    /// If it is not of this form; with line and column.
    pub fn toml<T: serde::de::DeserializeOwned>(&self) -> Result<T, Diagnostic> {
        toml::from_str(&self.text).map_err(|error| {
            let span = error.span().unwrap_or_default();
            Diagnostic::error(error.message().trim()).at(
                &self.shown,
                &self.text,
                Span::new(span.start, span.end),
            )
        })
    }
}

#[derive(RustEmbed)]
#[folder = "."]
#[include = "ontology/*.ttl"]
#[include = "data/gazetteers/*"]
#[include = "data/lexicon/*"]
#[include = "data/frames/*"]
#[include = "data/scoring/*"]
#[include = "data/mappings/*"]
#[include = "queries/*.rq"]
struct Embedded;

/// What a pack says of itself.
const ABOUT: &str = "pack.toml";

/// The content of `pack.toml`.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct About {
    /// Folders and files of the packs below that are left out.
    #[serde(default)]
    replaces: Vec<Spanned<String>>,
}

/// The folders that make a pack.
const FOLDERS: [&str; 7] = [
    "ontology",
    "data/gazetteers",
    "data/lexicon",
    "data/frames",
    "data/scoring",
    "data/mappings",
    "queries",
];

impl Files {
    /// The default pack's files, which are part of the binary.
    #[must_use]
    pub fn embedded() -> Self {
        let files = Embedded::iter().filter_map(|path| {
            let text = String::from_utf8(Embedded::get(&path)?.data.into_owned()).ok()?;
            Some((path.to_string(), File { shown: path.to_string(), text }))
        });
        Self { files: files.collect() }
    }

    /// These files with those of the folder `dir` laid over them: a file of the same path takes the place of ours, and
    /// what its `pack.toml` says it `replaces` is left out.
    ///
    /// # Errors
    /// If a file cannot be read, or if the folder holds nothing a pack is made of.
    pub fn overlay(mut self, dir: &Path) -> Result<Self, Diagnostic> {
        self.leave_out(dir)?;
        let mut found = 0;
        for folder in FOLDERS {
            for path in files_in(&dir.join(folder))? {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                let text = std::fs::read_to_string(&path).map_err(|error| unreadable(&path, &error))?;
                let shown = path.display().to_string();
                self.files.insert(format!("{folder}/{name}"), File { shown, text });
                found += 1;
            }
        }
        if found == 0 {
            return Err(Diagnostic::error("this folder is no pack: it holds no pack files")
                .in_file(dir.display().to_string())
                .hint(format!("a pack holds files in {}", FOLDERS.join(", "))));
        }
        Ok(self)
    }

    /// Takes out what the pack in `dir` says in its `pack.toml` that it replaces.
    fn leave_out(&mut self, dir: &Path) -> Result<(), Diagnostic> {
        let path = dir.join(ABOUT);
        if !path.is_file() {
            return Ok(());
        }
        let text = std::fs::read_to_string(&path).map_err(|error| unreadable(&path, &error))?;
        let file = File { shown: path.display().to_string(), text };
        for replaced in file.toml::<About>()?.replaces {
            let name = replaced.get_ref().trim_end_matches('/');
            let before = self.files.len();
            self.files.retain(|path, _| {
                !path.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            });
            if self.files.len() == before {
                let span = Span::new(replaced.span().start, replaced.span().end);
                return Err(Diagnostic::error(format!("there is no `{name}` to be replaced"))
                    .at(file.shown, file.text, span)
                    .hint(format!("a folder or file of the pack below: {}", FOLDERS.join(", "))));
            }
        }
        Ok(())
    }

    /// These files with one more at `path`, in place of one that stands there.
    #[must_use]
    pub fn with(mut self, path: &str, text: &str) -> Self {
        self.files.insert(path.to_owned(), File { shown: path.to_owned(), text: text.to_owned() });
        self
    }

    /// The files below `folder` whose names end in `.extension`, by path.
    pub fn below<'a>(
        &'a self,
        folder: &'a str,
        extension: &'a str,
    ) -> impl Iterator<Item = (&'a str, &'a File)> {
        self.files
            .iter()
            .filter(move |(path, _)| {
                path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
                    && path.rsplit_once('.').is_some_and(|(_, end)| end == extension)
            })
            .map(|(path, file)| (path.as_str(), file))
    }

    /// The TOML file at `path` below the pack's folder, as a `T`.
    ///
    /// # Errors
    /// If the file is missing or not of this form.
    pub fn toml<T: serde::de::DeserializeOwned>(&self, path: &str) -> Result<T, Diagnostic> {
        self.file(path)?.toml()
    }

    /// The file at `path` below the pack's folder, which there must be.
    ///
    /// # Errors
    /// If the file is missing.
    pub fn file(&self, path: &str) -> Result<&File, Diagnostic> {
        self.get(path).ok_or_else(|| Diagnostic::error("is missing from the pack").in_file(path))
    }

    /// The TOML file at `path`, which is given without its ending, as a `T`, with what the files `path-*.toml` add: lists
    /// are joined, tables put together, single values replaced. Each file must have the form of a `T`, maybe of a part.
    ///
    /// # Errors
    /// If the first is missing, or one is not of this form.
    pub fn toml_and_more<T: serde::de::DeserializeOwned>(&self, path: &str) -> Result<T, Diagnostic> {
        let main = format!("{path}.toml");
        let mut all: toml::Table = self.toml(&main)?;
        self.toml::<T>(&main)?;
        for file in self.more(path) {
            file.toml::<T>()?;
            add(&mut all, file.toml()?);
        }
        all.try_into()
            .map_err(|error: toml::de::Error| Diagnostic::error(error.message().trim()).in_file(main))
    }

    /// The files `path-*.toml`, by path.
    pub fn more<'a>(&'a self, path: &str) -> impl Iterator<Item = &'a File> {
        let begin = format!("{path}-");
        let fits = move |name: &str| {
            name.starts_with(&begin) && name.rsplit_once('.').is_some_and(|(_, end)| end == "toml")
        };
        self.files.iter().filter(move |(name, _)| fits(name)).map(|(_, file)| file)
    }

    /// A hash of all files and of the program's version: what a document comes to depends on it.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let mut hash = Sha256::new();
        hash.update(env!("CARGO_PKG_VERSION"));
        for (path, file) in &self.files {
            for part in [path, &file.text] {
                hash.update(part);
                hash.update([0]);
            }
        }
        let digits = hash.finalize();
        let number = digits[..8].iter().fold(0_u64, |number, &byte| number << 8 | u64::from(byte));
        format!("{number:016x}")
    }

    /// The file at `path` below the pack's folder.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&File> {
        self.files.get(path)
    }
}

/// Puts `more` into `all`.
fn add(all: &mut toml::Table, more: toml::Table) {
    for (key, value) in more {
        match (all.get_mut(&key), value) {
            (Some(toml::Value::Table(known)), toml::Value::Table(value)) => add(known, value),
            (Some(toml::Value::Array(known)), toml::Value::Array(value)) => known.extend(value),
            (_, value) => {
                all.insert(key, value);
            }
        }
    }
}

/// The files directly in `dir`, by name; none if there is no such folder.
fn files_in(dir: &Path) -> Result<Vec<PathBuf>, Diagnostic> {
    if !dir.is_dir() {
        return Ok(Vec::new());
    }
    let entries = std::fs::read_dir(dir).map_err(|error| unreadable(dir, &error))?;
    let mut paths: Vec<_> =
        entries.filter_map(Result::ok).map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    paths.sort();
    Ok(paths)
}

fn unreadable(path: &Path, error: &std::io::Error) -> Diagnostic {
    Diagnostic::error(format!("cannot be read: {error}")).in_file(path.display().to_string())
}
