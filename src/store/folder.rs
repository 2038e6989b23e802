//! The folder of a store on disk: its lock, and when each document came in.

use std::collections::BTreeMap;
use std::fs::{self, File, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::model::{Diagnostic, DocumentId};

/// A store's folder, locked against other processes while it is open.
#[derive(Debug)]
pub(super) struct Folder {
    dir: PathBuf,
    access: Access,
    /// Holds the lock until dropped.
    _lock: File,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Access {
    Read,
    Write,
}

impl Folder {
    /// Opens the folder to write; no other process may have it open.
    pub(super) fn open(dir: &Path) -> Result<Self, Diagnostic> {
        fs::create_dir_all(dir).map_err(|error| unusable(dir, &error))?;
        let path = dir.join("lock");
        let lock = File::options().create(true).truncate(false).write(true).open(path);
        let lock = lock.map_err(|error| unusable(dir, &error))?;
        lock.try_lock().map_err(|error| locked(dir, error))?;
        Ok(Self { dir: dir.to_owned(), access: Access::Write, _lock: lock })
    }

    /// Opens the folder to read; no other process may write to it.
    pub(super) fn open_read_only(dir: &Path) -> Result<Self, Diagnostic> {
        if !dir.join("graph").is_dir() {
            return Err(Diagnostic::error("there is no store here")
                .in_file(dir.display().to_string())
                .hint("make one with `pactum build PATH`, or name another with --store"));
        }
        let lock = File::open(dir.join("lock")).map_err(|error| unusable(dir, &error))?;
        lock.try_lock_shared().map_err(|error| locked(dir, error))?;
        Ok(Self { dir: dir.to_owned(), access: Access::Read, _lock: lock })
    }

    pub(super) fn is_read_only(&self) -> bool {
        self.access == Access::Read
    }

    /// Oxigraph's store in the folder.
    #[cfg(feature = "disk")]
    pub(super) fn quads(&self) -> Result<oxigraph::store::Store, Diagnostic> {
        let path = self.dir.join("graph");
        let store = match self.access {
            Access::Read => oxigraph::store::Store::open_read_only(path),
            Access::Write => oxigraph::store::Store::open(path),
        };
        store.map_err(|error| {
            Diagnostic::error(format!("the store cannot be opened: {error}"))
                .in_file(self.dir.display().to_string())
                .hint("if it was written by another version, remove the folder and build again")
        })
    }

    /// Without the feature `disk` there is none.
    #[cfg(not(feature = "disk"))]
    pub(super) fn quads(&self) -> Result<oxigraph::store::Store, Diagnostic> {
        Err(Diagnostic::error("this pactum was built without stores on disk")
            .in_file(self.dir.display().to_string())
            .hint("build it with the feature `disk`"))
    }

    /// How many bytes Oxigraph has noted and not yet put where they belong. All of them are read whenever the store is
    /// opened.
    #[cfg(feature = "disk")]
    pub(super) fn pending(&self) -> u64 {
        let files = fs::read_dir(self.dir.join("graph")).into_iter().flatten().flatten();
        let logs = files.filter(|file| file.path().extension().is_some_and(|ending| ending == "log"));
        logs.filter_map(|file| Some(file.metadata().ok()?.len())).sum()
    }

    /// When each document came in; nothing if that was never written.
    pub(super) fn recorded(&self) -> BTreeMap<DocumentId, String> {
        let text = fs::read_to_string(self.recorded_path()).unwrap_or_default();
        let line = |line: &str| {
            let (id, instant) = line.split_once('\t')?;
            Some((DocumentId::from_hex(id), instant.to_owned()))
        };
        text.lines().filter_map(line).collect()
    }

    /// Notes that a document came in now.
    pub(super) fn record(&self, id: &DocumentId) -> Result<(), Diagnostic> {
        let file = File::options().create(true).append(true).open(self.recorded_path());
        let now = jiff::Timestamp::now().round(jiff::Unit::Second).unwrap_or_default();
        file.and_then(|mut file| writeln!(file, "{id}\t{now}")).map_err(|error| unusable(&self.dir, &error))
    }

    /// Notes that a document is gone.
    pub(super) fn forget(&self, id: &DocumentId) -> Result<(), Diagnostic> {
        let mut recorded = self.recorded();
        if recorded.remove(id).is_none() {
            return Ok(());
        }
        let lines: Vec<String> = recorded.iter().map(|(id, instant)| format!("{id}\t{instant}\n")).collect();
        fs::write(self.recorded_path(), lines.concat()).map_err(|error| unusable(&self.dir, &error))
    }

    /// The hash of the pack that the claims were made with.
    pub(super) fn pack(&self) -> Option<String> {
        fs::read_to_string(self.dir.join("pack")).ok()
    }

    /// Notes the hash of the pack that the claims were made with.
    pub(super) fn set_pack(&self, fingerprint: &str) -> Result<(), Diagnostic> {
        fs::write(self.dir.join("pack"), fingerprint).map_err(|error| unusable(&self.dir, &error))
    }

    fn recorded_path(&self) -> PathBuf {
        self.dir.join("recorded.tsv")
    }
}

fn unusable(dir: &Path, error: &std::io::Error) -> Diagnostic {
    Diagnostic::error(format!("the store's folder cannot be used: {error}"))
        .in_file(dir.display().to_string())
}

fn locked(dir: &Path, error: TryLockError) -> Diagnostic {
    match error {
        TryLockError::Error(error) => unusable(dir, &error),
        TryLockError::WouldBlock => Diagnostic::error("the store is in use by another process")
            .in_file(dir.display().to_string())
            .hint("wait until it is done, or name another store with --store"),
    }
}
