//! An address is read as text in few places, and each of them is listed.
//!
//! `EmailAddress` has neither `Display` nor a telling `Debug`; `expose` is the only way to its text,
//! so the list in xtask/allow/expose.txt is the list of places where an address can leak.

use super::allow::AllowList;
use super::rust_text::{Kind, pieces};
use super::{Fault, Tree};

/// The number of files that read an address.
const CEILING: usize = 4;

/// Finds callers that are not listed; tests may look.
pub fn faults(tree: &Tree) -> Vec<Fault> {
    faults_with(tree, CEILING)
}

fn faults_with(tree: &Tree, ceiling: usize) -> Vec<Fault> {
    let mut list = AllowList::read(tree, "expose.txt");
    let mut faults = Vec::new();
    for (path, text) in tree.ending(".rs") {
        if path.contains("/tests/") || path.ends_with("/tests.rs") {
            continue;
        }
        let calls = pieces(text).into_iter().filter(|piece| {
            piece.kind == Kind::Code
                && (piece.text.contains(".expose(") || piece.text.contains("::expose"))
        });
        let lines: Vec<usize> = calls.map(|piece| line_of_call(&piece)).collect();
        if lines.is_empty() || list.allows(path) {
            continue;
        }
        let what = "reads an address as text; pass the EmailAddress on, or list this file in \
                    xtask/allow/expose.txt and say in review why it must";
        faults.extend(lines.iter().map(|line| Fault::at(path, *line, what)));
    }
    faults.extend(list.faults(ceiling));
    faults
}

fn line_of_call(piece: &super::rust_text::Piece<'_>) -> usize {
    let offset = piece.text.lines().position(|line| line.contains("expose"));
    piece.line + offset.unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::faults_with;
    use crate::tidy::tests::check;

    #[test]
    fn a_caller_that_is_not_listed_is_found() {
        check(
            |tree| faults_with(tree, 0),
            &[
                ("crates/app/src/a.rs", "fn f() {\n    mail.expose();\n}"),
                (
                    "crates/app/src/b.rs",
                    "// .expose( in words\nfn f() { exposes(1) }",
                ),
                ("crates/app/src/c.rs", "x.map(EmailAddress::expose)"),
                ("crates/app/tests/it/main.rs", "mail.expose()"),
            ],
            &[
                "crates/app/src/a.rs:2: reads an address",
                "crates/app/src/c.rs:1: reads an address",
            ],
        );
    }
}
