//! The program, called in a folder of its own.

use std::path::Path;
use std::process::{Command, Output};

use assert_cmd::cargo::cargo_bin;
use tempfile::TempDir;

/// The command, with nothing of the surroundings that could change what it does.
pub(crate) fn pactum(dir: &Path) -> Command {
    let mut command = Command::new(cargo_bin("pactum"));
    command.current_dir(dir).env_remove("PACTUM_STORE").env_remove("PACTUM_DECISIONS").env("NO_COLOR", "1");
    command
}

/// A call in `dir`.
pub(crate) fn call(dir: &Path, arguments: &[&str]) -> Output {
    pactum(dir).args(arguments).output().expect("the program")
}

/// Exit code of a call, and all that it printed.
pub(crate) fn told(dir: &Path, arguments: &[&str]) -> (i32, String) {
    let output = call(dir, arguments);
    let both = [output.stdout, output.stderr].concat();
    (output.status.code().expect("an exit code"), String::from_utf8(both).expect("UTF-8"))
}

/// A folder with these files, each with its name and text.
pub(crate) fn folder(files: &[(&str, &str)]) -> TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        std::fs::write(dir.path().join(name), text).expect("a folder to write in");
    }
    dir
}

/// Writes an article of `publisher`, called after it.
pub(crate) fn article(dir: &Path, publisher: &str, published: &str, text: &str) {
    let text =
        format!("---\ntitle: {publisher}\npublisher: {publisher}\npublished: {published}\n---\n\n{text}\n");
    std::fs::write(dir.join(format!("{publisher}.md")), text).expect("a folder to write in");
}
