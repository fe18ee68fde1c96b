//! Only `web` knows HTTP; the same table keeps every other crate of one layer in its layer.

use super::manifest::Manifest;
use super::{Fault, Tree};

/// Outside crates that belong to one layer.
struct Layer {
    what: &'static str,
    crates: &'static [&'static str],
    /// Crates of ours that may depend on them.
    may_use: &'static [&'static str],
    /// Crates of ours whose tests may depend on them.
    tests_may_use: &'static [&'static str],
}

const LAYERS: [Layer; 3] = [
    Layer {
        what: "HTTP is known to `web` only",
        crates: &[
            "axum",
            "axum-extra",
            "http",
            "hyper",
            "hyper-util",
            "reqwest",
            "tower-http",
            "ureq",
        ],
        may_use: &["web", "testkit", "bench"],
        tests_may_use: &["undersigned"],
    },
    Layer {
        what: "a database is known to `store` only",
        crates: &["deadpool-postgres", "rusqlite", "sqlx", "tokio-postgres"],
        may_use: &["store"],
        tests_may_use: &[],
    },
    Layer {
        what: "messages are written in `mail` only",
        crates: &["lettre", "tokio-rustls"],
        may_use: &["mail"],
        tests_may_use: &[],
    },
];

/// Finds crates that depend on what belongs to another layer.
pub fn faults(tree: &Tree) -> Vec<Fault> {
    let mut faults = Vec::new();
    for manifest in Manifest::all(tree) {
        for dependency in manifest.dependencies() {
            for layer in &LAYERS {
                let is_allowed = layer.may_use.contains(&manifest.name())
                    || (dependency.is_for_tests && layer.tests_may_use.contains(&manifest.name()));
                if layer.crates.contains(&dependency.name.as_str()) && !is_allowed {
                    let what = format!("depends on `{}`, but {}", dependency.name, layer.what);
                    faults.push(Fault::in_file(&manifest.path, what));
                }
            }
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::faults;
    use crate::tidy::tests::check;

    #[test]
    fn a_layer_that_reaches_into_another_is_found() {
        let app = "[package]\nname = \"app\"\n[dependencies]\naxum = \"0.8\"\nlettre = \"0.11\"\n\
                   [dev-dependencies]\nrusqlite.workspace = true";
        check(
            faults,
            &[("crates/app/Cargo.toml", app)],
            &[
                "crates/app/Cargo.toml: depends on `axum`, but HTTP",
                "crates/app/Cargo.toml: depends on `lettre`, but messages",
                "crates/app/Cargo.toml: depends on `rusqlite`, but a database",
            ],
        );
    }

    #[test]
    fn the_tests_of_the_binary_may_speak_http() {
        let with = |table: &str| {
            format!("[package]\nname = \"undersigned\"\n[{table}]\nhyper.workspace = true")
        };
        let path = "crates/undersigned/Cargo.toml";
        check(faults, &[(path, &with("dev-dependencies"))], &[]);
        let found = ["crates/undersigned/Cargo.toml: depends on `hyper`"];
        check(faults, &[(path, &with("dependencies"))], &found);
    }
}
