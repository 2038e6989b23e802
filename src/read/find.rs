//! From the paths of a call to the files to read.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use glob::MatchOptions;
use ignore::WalkBuilder;

use crate::model::Diagnostic;

/// Something to read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Found {
    /// Standard input.
    Stdin,
    /// A file.
    File {
        /// To open it.
        path: PathBuf,
        /// To show it: the path as given, with `/` between its parts.
        location: String,
    },
}

/// What is to be read for `paths`, each once, folders and globs sorted; and what was not found.
pub(super) fn find(paths: &[PathBuf]) -> Vec<Result<Found, Diagnostic>> {
    let mut seen = BTreeSet::new();
    let all = paths.iter().flat_map(|path| expand(path));
    all.filter(|found| found.as_ref().map_or(true, |found| seen.insert(found.clone()))).collect()
}

fn expand(path: &Path) -> Vec<Result<Found, Diagnostic>> {
    let shown = location(path);
    if shown == "-" {
        vec![Ok(Found::Stdin)]
    } else if path.is_dir() {
        folder(path, &shown)
    } else if path.symlink_metadata().is_ok() {
        vec![Ok(file(path))]
    } else if shown.starts_with("http://") || shown.starts_with("https://") {
        let problem = Diagnostic::error("web addresses are not read").in_file(shown);
        vec![Err(problem.hint("save the page and give the file"))]
    } else if shown.contains(['*', '?', '[']) {
        matching(&shown)
    } else {
        vec![Err(Diagnostic::error("there is no such file or folder").in_file(shown))]
    }
}

fn folder(path: &Path, shown: &str) -> Vec<Result<Found, Diagnostic>> {
    let walk = WalkBuilder::new(path)
        .standard_filters(false)
        .hidden(true)
        .follow_links(true)
        .sort_by_file_name(Ord::cmp)
        .build();
    let found: Vec<_> = walk
        .filter_map(|entry| match entry {
            Ok(entry) => entry.file_type().is_some_and(|kind| kind.is_file()).then(|| Ok(file(entry.path()))),
            Err(error) => Some(Err(Diagnostic::warning(error.to_string()).in_file(shown))),
        })
        .collect();
    if found.is_empty() {
        return vec![Err(Diagnostic::warning("the folder has no files").in_file(shown))];
    }
    found
}

fn matching(pattern: &str) -> Vec<Result<Found, Diagnostic>> {
    let options = MatchOptions {
        require_literal_leading_dot: true,
        require_literal_separator: true,
        case_sensitive: true,
    };
    let paths = match glob::glob_with(pattern, options) {
        Ok(paths) => paths,
        Err(error) => {
            return vec![Err(Diagnostic::error(format!("the pattern is wrong: {error}")).in_file(pattern))];
        }
    };
    let found: Vec<_> = paths
        .flat_map(|path| match path {
            Ok(path) => expand(&path),
            Err(error) => vec![Err(Diagnostic::warning(error.to_string()).in_file(pattern))],
        })
        .collect();
    if found.is_empty() {
        return vec![Err(Diagnostic::error("no file matches").in_file(pattern))];
    }
    found
}

fn file(path: &Path) -> Found {
    Found::File { path: path.to_owned(), location: location(path) }
}

fn location(path: &Path) -> String {
    let shown = path.to_string_lossy();
    if cfg!(windows) { shown.replace('\\', "/") } else { shown.into_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn shown(found: &Result<Found, Diagnostic>) -> String {
        match found {
            Ok(Found::Stdin) => "-".to_owned(),
            Ok(Found::File { location, .. }) => location.clone(),
            Err(problem) => problem.to_string(),
        }
    }

    #[test]
    fn folders_globs_and_files_each_once_and_sorted() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir_all(at("deep/.hidden")).unwrap();
        for name in ["b.txt", "a.txt", "deep/c.md", ".d.txt", "deep/.hidden/e.txt"] {
            fs::write(at(name), "Hi").unwrap();
        }
        let base = format!("{}/", folder.path().to_string_lossy());
        let names = |paths: &[PathBuf]| -> Vec<String> {
            find(paths).iter().map(|found| shown(found).replace(&base, "")).collect()
        };
        assert_eq!(names(&[folder.path().to_owned(), at("a.txt")]), ["a.txt", "b.txt", "deep/c.md"]);
        assert_eq!(names(&[at("b.txt"), at("*.txt"), "-".into()]), ["b.txt", "a.txt", "-"]);
        assert_eq!(names(&[at("**/*.md")]), ["deep/c.md"]);
        assert_eq!(names(&[at("x.md")]), ["x.md: there is no such file or folder"]);
        assert_eq!(names(&[at("*.pdf")]), ["*.pdf: no file matches"]);
    }
}
