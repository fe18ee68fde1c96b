//! Only `store` contains SQL.

use super::rust_text::{Kind, pieces};
use super::{Fault, Tree};

const WHAT: &str = "SQL outside crates/store; give the store a method that says what is wanted";

/// Finds statements in string literals and SQL files outside the store.
pub fn faults(tree: &Tree) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (path, text) in tree.all() {
        // The rule cannot be written or tested without its own words.
        if path.starts_with("crates/store/") || path.starts_with("xtask/src/tidy/") {
            continue;
        }
        if path.ends_with(".sql") {
            faults.push(Fault::in_file(path, WHAT));
        }
        if path.ends_with(".rs") {
            let statements = pieces(text)
                .into_iter()
                .filter(|piece| piece.kind == Kind::Literal && is_statement(piece.text));
            faults.extend(statements.map(|piece| Fault::at(path, piece.line, WHAT)));
        }
    }
    faults
}

/// A statement in any case at the start of a literal, or in capitals anywhere in it.
///
/// A sentence that happens to hold "delete from" in its middle is none.
fn is_statement(literal: &str) -> bool {
    let words: Vec<&str> = literal.split_whitespace().collect();
    let text = words.join(" ");
    let in_capitals = ["INSERT INTO ", "CREATE TABLE ", "DELETE FROM "]
        .iter()
        .any(|start| text.contains(start))
        || has_pair(&text, "SELECT ", " FROM ")
        || has_pair(&text, "UPDATE ", " SET ");
    let lower = text.to_lowercase();
    let at_the_start = ["insert into ", "create table ", "delete from ", "pragma "]
        .iter()
        .any(|start| lower.starts_with(start))
        || (lower.starts_with("select ") && lower.contains(" from "))
        || (lower.starts_with("update ") && lower.contains(" set ") && lower.contains('='));
    in_capitals || at_the_start
}

fn has_pair(text: &str, first: &str, second: &str) -> bool {
    text.split_once(first)
        .is_some_and(|(_, rest)| rest.contains(second))
}

#[cfg(test)]
mod tests {
    use super::faults;
    use crate::tidy::tests::check;

    #[test]
    fn statements_are_found_wherever_they_hide() {
        let source = "fn f() {\n run(\"select name\n from signers\");\n\
                      run(r#\"BEGIN; DELETE FROM signers\"#);\n run(\"UPDATE x SET y = 1\"); }";
        check(
            faults,
            &[
                ("crates/app/src/lib.rs", source),
                ("crates/app/a.sql", "SELECT 1"),
            ],
            &[
                "crates/app/a.sql: SQL outside",
                "crates/app/src/lib.rs:2: SQL outside",
                "crates/app/src/lib.rs:4: SQL outside",
                "crates/app/src/lib.rs:5: SQL outside",
            ],
        );
    }

    #[test]
    fn the_store_and_ordinary_sentences_are_left_alone() {
        let sentence = "// SELECT a FROM b is the store's.\nfn f() { say(\"select a language\"); }";
        check(
            faults,
            &[
                (
                    "crates/store/src/lib.rs",
                    "const Q: &str = \"DELETE FROM signers\";",
                ),
                ("crates/web/src/lib.rs", sentence),
            ],
            &[],
        );
    }
}
