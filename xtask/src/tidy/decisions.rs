//! Decision records are short, complete and numbered without gaps.

use super::{Fault, Tree};

const FOLDER: &str = "docs/decisions/";
const LIMIT: usize = 80;
const PARTS: [&str; 4] = [
    "## Context",
    "## Decision",
    "## Consequences",
    "## Rejected, and when to reconsider",
];

/// Finds records that are too long, incomplete, misnamed or out of order.
pub fn faults(tree: &Tree) -> Vec<Fault> {
    let mut faults = Vec::new();
    let records = tree
        .all()
        .filter(|(path, _)| path.starts_with(FOLDER) && !path.ends_with("/README.md"));
    for (index, (path, text)) in records.enumerate() {
        let number = format!("{:04}", index + 1);
        let name = &path[FOLDER.len()..];
        if !name.starts_with(&format!("{number}-")) || !name.ends_with(".md") {
            let what =
                format!("records are numbered without gaps; this one should be {number}-….md");
            faults.push(Fault::in_file(path, what));
        }
        let lines = text.lines().count();
        if lines > LIMIT {
            let what = format!("{lines} lines; a record has at most {LIMIT}");
            faults.push(Fault::in_file(path, what));
        }
        for part in PARTS {
            if !text.lines().any(|line| line == part) {
                faults.push(Fault::in_file(
                    path,
                    format!("the part `{part}` is missing"),
                ));
            }
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::{PARTS, faults};
    use crate::tidy::tests::check;

    #[test]
    fn gaps_length_and_missing_parts_are_found() {
        let whole = PARTS.join("\n");
        let long = format!("{whole}{}", "\n".repeat(90));
        check(
            faults,
            &[
                ("docs/decisions/0001-one.md", &whole),
                ("docs/decisions/0003-three.md", &long),
                ("docs/decisions/0004-four.md", "## Context\n"),
            ],
            &[
                "docs/decisions/0003-three.md: 93 lines",
                "docs/decisions/0003-three.md: records are numbered without gaps",
                "docs/decisions/0004-four.md: records are numbered without gaps",
                "docs/decisions/0004-four.md: the part `## Consequences`",
                "docs/decisions/0004-four.md: the part `## Decision`",
                "docs/decisions/0004-four.md: the part `## Rejected",
            ],
        );
    }
}
