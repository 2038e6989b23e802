//! A floor uses its own and lower floors only, and within a floor only the modules listed above it.

use std::fs;
use std::path::{Path, PathBuf};

/// The modules of `src/lib.rs` in its order, which is the order of the floors.
fn modules(src: &Path) -> Vec<String> {
    let lib = fs::read_to_string(src.join("lib.rs")).unwrap();
    let names = lib.lines().filter_map(|line| line.trim().strip_prefix("pub mod ")?.strip_suffix(';'));
    names.map(str::to_owned).collect()
}

fn files(folder: &Path, out: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, out);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            out.push(path);
        }
    }
}

/// The modules that the code of `text` names after `crate::`; comments, and tests at the end of a file, are left out.
fn used(text: &str) -> Vec<(usize, String)> {
    let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let line = code[..at].rsplit('\n').next().unwrap_or_default();
        if line.trim_start().starts_with("//") {
            continue;
        }
        let number = code[..at].lines().count().max(1);
        let rest = &code[at + "crate::".len()..];
        for name in rest.strip_prefix('{').map_or(vec![rest], listed) {
            let name = name.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            found.push((number, name));
        }
    }
    found
}

/// What stands between commas up to the closing brace, over several lines too; what stands in inner braces is left to
/// its module.
fn listed(text: &str) -> Vec<&str> {
    let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            '}' => {
                parts.push(&text[start..at]);
                break;
            }
            ',' if depth == 0 => {
                parts.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts
}

#[test]
fn no_module_uses_one_above_it() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let order = modules(&src);
    assert!(order.len() > 8, "{order:?}");
    let floor = |name: &str| order.iter().position(|module| module == name);
    let mut sources = Vec::new();
    files(&src, &mut sources);
    let mut upward = Vec::new();
    for path in sources {
        let relative = path.strip_prefix(&src).unwrap();
        let top = relative.iter().next().unwrap().to_string_lossy().replace(".rs", "");
        let Some(own) = floor(&top) else {
            assert!(["lib", "main"].contains(&top.as_str()), "{top} is on no floor");
            continue;
        };
        for (line, name) in used(&fs::read_to_string(&path).unwrap()) {
            if floor(&name).is_some_and(|other| other > own) {
                upward.push(format!("src/{}:{line}: {top} uses {name}", relative.display()));
            }
        }
    }
    assert!(upward.is_empty(), "upward uses:\n{}", upward.join("\n"));
}

#[test]
fn uses_are_seen_through_braces_and_paths() {
    let text = "use crate::{model, store::{Store, why},\n  fuse};\nfn f() { crate::rdf::mint(); }\n// crate::cli\n\
                #[cfg(test)]\nmod tests { use crate::cli; }";
    let names: Vec<(usize, String)> = used(text);
    let expected = [(1, "model"), (1, "store"), (1, "fuse"), (3, "rdf")];
    assert_eq!(names, expected.map(|(line, name)| (line, name.to_owned())));
}
