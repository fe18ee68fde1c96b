//! Every outside crate has a user and its reason in docs/dependencies.md; no reason outlives its crate.

use std::collections::BTreeSet;

use super::manifest::{Manifest, offered_by_the_root};
use super::{Fault, Tree};

const DOCUMENT: &str = "docs/dependencies.md";

/// Compares the manifests with each other and with the rows of the document's tables.
pub fn faults(tree: &Tree) -> Vec<Fault> {
    let offered: BTreeSet<String> = offered_by_the_root(tree).into_iter().collect();
    let manifests = Manifest::all(tree);
    let ours: BTreeSet<&str> = manifests.iter().map(Manifest::name).collect();
    let used: BTreeSet<String> = manifests
        .iter()
        .flat_map(Manifest::dependencies)
        .map(|one| one.name)
        .filter(|name| !ours.contains(name.as_str()))
        .collect();
    let unused = offered.difference(&used).map(|name| {
        let what = format!("no crate uses `{name}`; take it out");
        Fault::in_file("Cargo.toml", what)
    });
    let needed: BTreeSet<String> = offered.union(&used).cloned().collect();
    unused.chain(faults_of_document(tree, &needed)).collect()
}

fn faults_of_document(tree: &Tree, needed: &BTreeSet<String>) -> Vec<Fault> {
    let reasons: BTreeSet<String> = tree
        .text(DOCUMENT)
        .unwrap_or_default()
        .lines()
        .filter_map(crate_of_row)
        .collect();
    let missing = needed
        .difference(&reasons)
        .map(|name| format!("no row for `{name}`; say in one line why we use it"));
    let stale = reasons
        .difference(needed)
        .map(|name| format!("`{name}` is in no manifest; delete its row"));
    missing
        .chain(stale)
        .map(|what| Fault::in_file(DOCUMENT, what))
        .collect()
}

/// The name in a row such as ``| `axum` | why |``.
fn crate_of_row(line: &str) -> Option<String> {
    let (name, reason) = line.strip_prefix("| `")?.split_once("` |")?;
    let has_reason = reason.chars().any(char::is_alphabetic);
    has_reason.then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::faults;
    use crate::tidy::tests::check;

    #[test]
    fn crates_without_reason_and_reasons_without_crate_are_found() {
        check(
            faults,
            &[
                (
                    "Cargo.toml",
                    "[workspace.dependencies]\naxum = \"0.8\"\nhex = \"0.4\"\ndomain = { path = \"d\" }",
                ),
                (
                    "crates/tlog/Cargo.toml",
                    "[package]\nname = \"tlog\"\n[dev-dependencies]\njudge = \"1\"\nhex.workspace = true",
                ),
                (
                    "docs/dependencies.md",
                    "| crate | why |\n| `axum` | the ecosystem |\n| `gone` | was good |\n| `hex` | |",
                ),
            ],
            &[
                "Cargo.toml: no crate uses `axum`",
                "docs/dependencies.md: `gone` is in no manifest",
                "docs/dependencies.md: no row for `hex`",
                "docs/dependencies.md: no row for `judge`",
            ],
        );
    }
}
