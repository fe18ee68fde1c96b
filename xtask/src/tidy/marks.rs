//! A reminder without an issue is a wish that nobody reads.

use super::rust_text::{Kind, pieces};
use super::{Fault, Tree};

const MARKS: [&str; 3] = ["TODO", "FIXME", "XXX"];
const ENDINGS: [&str; 7] = [".css", ".ftl", ".html", ".js", ".md", ".sql", ".toml"];

/// Finds reminders that name no issue. A back-ticked mark speaks about the mark.
pub fn faults(tree: &Tree) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (path, text) in tree.all() {
        if path.ends_with(".rs") {
            for piece in pieces(text) {
                if piece.kind == Kind::Comment {
                    faults.extend(in_text(path, piece.line, piece.text));
                }
            }
        } else if ENDINGS.iter().any(|ending| path.ends_with(ending)) {
            faults.extend(in_text(path, 1, text));
        }
    }
    faults
}

fn in_text(path: &str, start: usize, text: &str) -> Vec<Fault> {
    text.lines()
        .enumerate()
        .filter(|(_, line)| is_loose(line))
        .map(|(offset, _)| {
            let what = "a reminder without an issue; write `#` and its number behind it";
            Fault::at(path, start + offset, what)
        })
        .collect()
}

fn is_loose(line: &str) -> bool {
    let has_mark = line
        .split(|c: char| !c.is_alphanumeric() && c != '_' && c != '`')
        .any(|word| MARKS.contains(&word));
    let names_issue = line.split('#').skip(1).any(|rest| {
        let number = rest.chars().next();
        number.is_some_and(|c| c.is_ascii_digit())
    });
    has_mark && !names_issue
}

#[cfg(test)]
mod tests {
    use super::faults;
    use crate::tidy::tests::check;

    #[test]
    fn reminders_need_an_issue() {
        let source = "// TODO: later\n// TODO(#12): later\nlet x = \"TODO\"; // about `TODO`\n/* a\nFIXME */";
        check(
            faults,
            &[("a.rs", source), ("b.css", "/* XXX */"), ("c.txt", "TODO")],
            &[
                "a.rs:1: a reminder",
                "a.rs:5: a reminder",
                "b.css:1: a reminder",
            ],
        );
    }
}
