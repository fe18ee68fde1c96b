//! Every crate of the workspace has a licence and our lints, and opens with a page about itself.

use toml::Value;

use super::manifest::Manifest;
use super::{Fault, Tree};

/// Finds crates without licence, lints or an opening page.
pub fn faults(tree: &Tree) -> Vec<Fault> {
    let mut faults = Vec::new();
    for manifest in Manifest::all(tree) {
        let field = |table: &str, key: &str| manifest.table.get(table).and_then(|t| t.get(key));
        if field("package", "license").is_none() {
            let what = "no licence; add `license.workspace = true`";
            faults.push(Fault::in_file(&manifest.path, what));
        }
        if field("lints", "workspace").and_then(Value::as_bool) != Some(true) {
            let what = "our lints are off; add `[lints]` with `workspace = true`";
            faults.push(Fault::in_file(&manifest.path, what));
        }
        let roots = ["lib.rs", "main.rs"].map(|name| format!("{}src/{name}", manifest.folder));
        for root in roots {
            if tree
                .text(&root)
                .is_some_and(|text| !opens_with_a_page(text))
            {
                let what = "no opening page; say in `//!` what the crate is and where to start";
                faults.push(Fault::in_file(&root, what));
            }
        }
    }
    faults
}

fn opens_with_a_page(text: &str) -> bool {
    text.starts_with("//!") || text.starts_with("#![doc = include_str!(")
}

#[cfg(test)]
mod tests {
    use super::faults;
    use crate::tidy::tests::check;

    #[test]
    fn a_bare_crate_is_found() {
        check(
            faults,
            &[
                ("crates/a/Cargo.toml", "[package]\nname = \"a\""),
                ("crates/a/src/lib.rs", "pub mod x;"),
                (
                    "crates/b/Cargo.toml",
                    "[package]\nname = \"b\"\nlicense.workspace = true\n[lints]\nworkspace = true",
                ),
                ("crates/b/src/lib.rs", "//! B."),
            ],
            &[
                "crates/a/Cargo.toml: no licence",
                "crates/a/Cargo.toml: our lints are off",
                "crates/a/src/lib.rs: no opening page",
            ],
        );
    }
}
