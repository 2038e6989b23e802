//! A commented pack to start from: the files of `data/skeleton`.

use std::path::{Path, PathBuf};

use rust_embed::RustEmbed;

use crate::model::Diagnostic;

#[derive(RustEmbed)]
#[folder = "data/skeleton"]
struct Skeleton;

/// Writes a pack into the folder `dir`, which is made if it is not there. Returns the files written, by path.
///
/// # Errors
/// If the folder holds something already, or a file cannot be written.
pub fn write(dir: &Path) -> Result<Vec<PathBuf>, Diagnostic> {
    let shown = |path: &Path| path.display().to_string();
    if std::fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(Diagnostic::error("this folder is not empty")
            .in_file(shown(dir))
            .hint("name a new one: nothing is written over"));
    }
    let mut names: Vec<_> = Skeleton::iter().collect();
    names.sort();
    let mut written = Vec::new();
    for name in names {
        let Some(file) = Skeleton::get(&name) else { continue };
        let path = dir.join(name.as_ref());
        path.parent()
            .map_or(Ok(()), std::fs::create_dir_all)
            .and_then(|()| std::fs::write(&path, &file.data))
            .map_err(|error| {
                Diagnostic::error(format!("cannot be written: {error}")).in_file(shown(&path))
            })?;
        written.push(path);
    }
    Ok(written)
}
