//! Rules about the tree that no compiler knows, one file each.
//!
//! A rule takes the [`Tree`] and returns the faults it finds; all of them are reported at once.
//! They run as `cargo xtask tidy` and, like any other invariant, as a test.
//! Each rule is also shown a small bad tree, to prove that it can fail.

mod allow;
mod arrows;
mod decisions;
mod declared;
mod dependencies;
mod expose;
mod layers;
mod links;
mod log_format;
mod machine;
mod manifest;
mod marks;
mod members;
mod pure;
mod rust_text;
mod size;
mod sql;
mod tree;
mod words;

use std::fmt;
use std::path::Path;

use anyhow::{Result, bail};

use tree::Tree;

/// One thing that is out of order, and where.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Fault {
    path: String,
    /// Counted from 1; absent when the fault concerns the file as a whole.
    line: Option<usize>,
    what: String,
}

impl Fault {
    fn in_file(path: &str, what: impl Into<String>) -> Self {
        Self {
            path: path.to_owned(),
            line: None,
            what: what.into(),
        }
    }

    fn at(path: &str, line: usize, what: impl Into<String>) -> Self {
        Self {
            line: Some(line),
            ..Self::in_file(path, what)
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.path, self.what),
            None => write!(f, "{}: {}", self.path, self.what),
        }
    }
}

type Rule = fn(&Tree) -> Vec<Fault>;

const RULES: [Rule; 15] = [
    arrows::faults,
    decisions::faults,
    declared::faults,
    dependencies::faults,
    expose::faults,
    layers::faults,
    links::faults,
    log_format::faults,
    machine::faults,
    marks::faults,
    members::faults,
    pure::faults,
    size::faults,
    sql::faults,
    words::faults,
];

/// Checks the repository at `root` against every rule and prints what is out of order.
///
/// # Errors
/// When there is at least one fault, or the files cannot be listed.
pub fn run(root: &Path) -> Result<()> {
    let faults = all_faults(&Tree::of_repository(root)?);
    for fault in &faults {
        println!("{fault}");
    }
    match faults.len() {
        0 => Ok(()),
        count => bail!("tidy found {count} faults; each line says where and what to do"),
    }
}

fn all_faults(tree: &Tree) -> Vec<Fault> {
    let mut faults: Vec<Fault> = RULES.iter().flat_map(|rule| rule(tree)).collect();
    faults.sort();
    faults
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Rule, Tree, all_faults};

    /// Checks one rule on a tree made of paths and texts; every expectation is the start of a fault.
    pub fn check(rule: Rule, files: &[(&str, &str)], expected: &[&str]) {
        let mut found: Vec<String> = rule(&Tree::of_texts(files))
            .iter()
            .map(ToString::to_string)
            .collect();
        found.sort();
        let matches = found.len() == expected.len()
            && found
                .iter()
                .zip(expected)
                .all(|(fault, start)| fault.starts_with(start));
        assert!(matches, "expected {expected:#?}\nfound {found:#?}");
    }

    #[test]
    fn the_repository_is_tidy() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let tree = Tree::of_repository(&root).expect("the tests run in a git checkout");

        let faults: Vec<String> = all_faults(&tree).iter().map(ToString::to_string).collect();

        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}
