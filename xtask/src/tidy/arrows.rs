//! Our crates depend on each other in one direction only.
//!
//! The rows are the drawing in ARCHITECTURE.md. A new arrow is a change to the architecture:
//! it needs a decision record and a change here.

use super::manifest::{Dependency, Manifest};
use super::{Fault, Tree};

/// A crate, what it may use, and what its tests may use besides.
struct Row {
    name: &'static str,
    may_use: &'static [&'static str],
    tests_may_use: &'static [&'static str],
}

const ROWS: [Row; 12] = [
    row("domain", &[], &[]),
    row("tlog", &[], &[]),
    row("mail", &[], &[]),
    row("store", &["domain", "tlog"], &[]),
    row("intake", &["domain"], &[]),
    row("render", &["domain"], &[]),
    row(
        "app",
        &["store", "tlog", "intake", "render", "mail", "domain"],
        &["testkit"],
    ),
    row(
        "web",
        &["app", "render", "intake", "store", "domain", "tlog"],
        &["testkit"],
    ),
    row(
        "undersigned",
        &[
            "web", "app", "store", "intake", "render", "mail", "domain", "tlog",
        ],
        &["testkit"],
    ),
    row(
        "testkit",
        &[
            "web", "app", "store", "intake", "render", "mail", "domain", "tlog",
        ],
        &[],
    ),
    row(
        "bench",
        &[
            "undersigned",
            "testkit",
            "web",
            "app",
            "store",
            "intake",
            "render",
            "mail",
            "domain",
            "tlog",
        ],
        &[],
    ),
    row("xtask", &[], &[]),
];

const fn row(
    name: &'static str,
    may_use: &'static [&'static str],
    tests_may_use: &'static [&'static str],
) -> Row {
    Row {
        name,
        may_use,
        tests_may_use,
    }
}

/// Finds arrows that are not drawn, and crates without a row.
pub fn faults(tree: &Tree) -> Vec<Fault> {
    let manifests = Manifest::all(tree);
    let ours: Vec<&str> = manifests.iter().map(Manifest::name).collect();
    let mut faults = Vec::new();
    for manifest in &manifests {
        let Some(row) = ROWS.iter().find(|row| row.name == manifest.name()) else {
            let what = "this crate has no row in xtask/src/tidy/arrows.rs; say what it may use";
            faults.push(Fault::in_file(&manifest.path, what));
            continue;
        };
        for dependency in manifest.dependencies() {
            if ours.contains(&dependency.name.as_str()) {
                faults.extend(fault_of(row, manifest, &dependency));
            }
        }
    }
    faults
}

fn fault_of(row: &Row, manifest: &Manifest, dependency: &Dependency) -> Option<Fault> {
    let name = dependency.name.as_str();
    let is_allowed = row.may_use.contains(&name)
        || (dependency.is_for_tests && (row.tests_may_use.contains(&name) || row.name == name));
    let uses_testing = dependency
        .features
        .iter()
        .any(|feature| feature == "testing");
    let is_for_tests = dependency.is_for_tests || ["testkit", "bench"].contains(&row.name);
    let what = if !is_allowed {
        format!("`{}` must not depend on `{name}`", row.name)
    } else if uses_testing && !is_for_tests {
        format!("the feature `testing` of `{name}` is for tests; use it in dev-dependencies only")
    } else {
        return None;
    };
    Some(Fault::in_file(&manifest.path, what))
}

#[cfg(test)]
mod tests {
    use super::faults;
    use crate::tidy::tests::check;

    const STORE: (&str, &str) = ("crates/store/Cargo.toml", "[package]\nname = \"store\"");
    const TESTKIT: (&str, &str) = ("crates/testkit/Cargo.toml", "[package]\nname = \"testkit\"");

    #[test]
    fn an_arrow_against_the_direction_is_found_in_any_table() {
        let domain = "[package]\nname = \"domain\"\n[build-dependencies]\nstore.workspace = true\n\
                      [target.'cfg(unix)'.dependencies]\nbase = { package = \"testkit\", path = \"..\" }";
        check(
            faults,
            &[STORE, TESTKIT, ("crates/domain/Cargo.toml", domain)],
            &[
                "crates/domain/Cargo.toml: `domain` must not depend on `store`",
                "crates/domain/Cargo.toml: `domain` must not depend on `testkit`",
            ],
        );
    }

    #[test]
    fn test_helpers_are_for_tests_only() {
        let app = "[package]\nname = \"app\"\n[dependencies]\n\
                   store = { workspace = true, features = [\"testing\"] }\ntestkit.workspace = true\n\
                   [dev-dependencies]\ntestkit.workspace = true\n\
                   store = { workspace = true, features = [\"testing\"] }";
        check(
            faults,
            &[STORE, TESTKIT, ("crates/app/Cargo.toml", app)],
            &[
                "crates/app/Cargo.toml: `app` must not depend on `testkit`",
                "crates/app/Cargo.toml: the feature `testing` of `store` is for tests",
            ],
        );
    }

    #[test]
    fn a_crate_without_a_row_is_asked_for_one() {
        check(
            faults,
            &[("crates/press/Cargo.toml", "[package]\nname = \"press\"")],
            &["crates/press/Cargo.toml: this crate has no row"],
        );
    }
}
