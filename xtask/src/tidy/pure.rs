//! `domain` and `tlog` do no I/O and ask nobody for the time; their types are not serialisable.

use super::manifest::Manifest;
use super::rust_text::{Kind, pieces};
use super::{Fault, Tree};

const CRATES: [&str; 2] = ["domain", "tlog"];
const MODULES: [&str; 6] = ["fs", "net", "env", "process", "thread", "io"];
const WORDS: [&str; 5] = ["Instant", "SystemTime", "eprintln", "println", "tokio"];
const OUTSIDE: [&str; 6] = [
    "async-trait",
    "getrandom",
    "rand",
    "serde",
    "tokio",
    "tracing",
];

/// Finds I/O, clocks and impure dependencies in the two pure crates.
pub fn faults(tree: &Tree) -> Vec<Fault> {
    let mut faults = Vec::new();
    for manifest in Manifest::all(tree) {
        if CRATES.contains(&manifest.name()) {
            faults.extend(impure_dependencies(&manifest));
        }
    }
    for (path, text) in tree.ending(".rs") {
        if CRATES
            .iter()
            .any(|name| path.starts_with(&format!("crates/{name}/src/")))
        {
            faults.extend(impure_code(path, text));
        }
    }
    faults
}

fn impure_dependencies(manifest: &Manifest) -> Vec<Fault> {
    let dependencies = manifest.dependencies();
    dependencies
        .iter()
        .filter(|one| !one.is_for_tests && OUTSIDE.contains(&one.name.as_str()))
        .map(|one| {
            let what = format!(
                "`{}` must stay pure; `{}` is not",
                manifest.name(),
                one.name
            );
            Fault::in_file(&manifest.path, what)
        })
        .collect()
}

fn impure_code(path: &str, text: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    for piece in pieces(text) {
        if piece.kind != Kind::Code {
            continue;
        }
        for (position, name) in impurities(piece.text) {
            let line = piece.line + piece.text[..position].matches('\n').count();
            let what = format!("`{name}` in a pure crate; take what it gives as a parameter");
            faults.push(Fault::at(path, line, what));
        }
    }
    faults
}

/// What in this code reaches outside, and at which byte.
fn impurities(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for word in WORDS {
        let uses = code
            .match_indices(word)
            .filter(|(position, _)| is_whole_word(code, *position, word.len()));
        found.extend(uses.map(|(position, _)| (position, word.to_owned())));
    }
    for (position, opening) in code.match_indices("std::") {
        let rest = &code[position + opening.len()..];
        let end = rest.find(';').unwrap_or(rest.len());
        let braced = rest.strip_prefix('{').map(|_| &rest[1..end]);
        let module = MODULES.iter().find(|module| match braced {
            Some(names) => names.split([',', '{', '}']).any(|name| is_of(name, module)),
            None => is_of(rest.split([';', ',', '}']).next().unwrap_or(rest), module),
        });
        found.extend(module.map(|module| (position, format!("std::{module}"))));
    }
    found
}

/// Whether a path is the module or something in it.
fn is_of(path: &str, module: &str) -> bool {
    path.trim()
        .strip_prefix(module)
        .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
}

fn is_whole_word(code: &str, position: usize, length: usize) -> bool {
    let is_in_name = |c: char| c.is_alphanumeric() || c == '_';
    !code[..position].ends_with(is_in_name) && !code[position + length..].starts_with(is_in_name)
}

#[cfg(test)]
mod tests {
    use super::faults;
    use crate::tidy::tests::check;

    #[test]
    fn files_clocks_and_runtimes_are_found() {
        let source = "use std::{fmt, net};\nuse std::fs;\n// std::fs in a comment\n\
                      fn now() { let _ = std::time::SystemTime::UNIX_EPOCH; }\nuse std::iter;\n\
                      fn instantiate(k: Instantiated) {}\nuse std::{\n    collections::BTreeMap,\n    io::Read,\n};";
        check(
            faults,
            &[
                ("crates/domain/src/lib.rs", source),
                ("crates/app/src/lib.rs", source),
                (
                    "crates/tlog/Cargo.toml",
                    "[package]\nname = \"tlog\"\n[dependencies]\ntokio = \"1\"",
                ),
            ],
            &[
                "crates/domain/src/lib.rs:1: `std::net`",
                "crates/domain/src/lib.rs:2: `std::fs`",
                "crates/domain/src/lib.rs:4: `SystemTime`",
                "crates/domain/src/lib.rs:7: `std::io`",
                "crates/tlog/Cargo.toml: `tlog` must stay pure; `tokio` is not",
            ],
        );
    }
}
