//! Every test file is compiled: one integration binary per crate, and each file in it is declared.

use super::{Fault, Tree};

const MAIN: &str = "tests/it/main.rs";

/// Finds test files that no module declares, and integration binaries besides `it`.
pub fn faults(tree: &Tree) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (path, _) in tree.ending(".rs") {
        let Some(position) = path.find("/tests/") else {
            continue;
        };
        let folder = &path[..=position];
        let inside = &path[position + 1..];
        if !tree.has(&format!("{folder}Cargo.toml")) || inside == MAIN {
            continue;
        }
        if inside.starts_with("tests/it/") {
            faults.extend(undeclared(tree, path));
        } else {
            let what = "a second integration binary; move it into tests/it and declare it";
            faults.push(Fault::in_file(path, what));
        }
    }
    faults
}

/// Looks for `mod name;` in the file that owns the folder.
fn undeclared(tree: &Tree, path: &str) -> Option<Fault> {
    let module = path.strip_suffix("/mod.rs").or(path.strip_suffix(".rs"))?;
    let (folder, name) = module.rsplit_once('/')?;
    let parent = if folder.ends_with("tests/it") {
        format!("{folder}/main.rs")
    } else {
        format!("{folder}/mod.rs")
    };
    let is_declared = tree.text(&parent).is_some_and(|text| {
        text.lines()
            .any(|line| line.trim().trim_start_matches("pub ") == format!("mod {name};"))
    });
    let what = format!("not declared, so never run; add `mod {name};` to {parent}");
    (!is_declared).then(|| Fault::in_file(path, what))
}

#[cfg(test)]
mod tests {
    use super::faults;
    use crate::tidy::tests::check;

    #[test]
    fn forgotten_test_files_are_found() {
        check(
            faults,
            &[
                ("crates/app/Cargo.toml", ""),
                ("crates/app/src/tests/helper.rs", ""),
                ("crates/app/tests/it/main.rs", "mod sign;\nmod people;\n"),
                ("crates/app/tests/it/people/ada.rs", ""),
                ("crates/app/tests/it/people/mod.rs", "mod bo;"),
                ("crates/app/tests/it/sign.rs", ""),
                ("crates/app/tests/it/withdraw.rs", ""),
                ("crates/app/tests/other.rs", ""),
            ],
            &[
                "crates/app/tests/it/people/ada.rs: not declared",
                "crates/app/tests/it/withdraw.rs: not declared",
                "crates/app/tests/other.rs: a second integration binary",
            ],
        );
    }
}
