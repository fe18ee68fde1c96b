//! Files stay short enough to be read in one go.

use super::allow::AllowList;
use super::{Fault, Tree};

const LIMIT: usize = 600;
const NEEDS_A_REASON: usize = 400;
/// The number of files that are still too long.
const CEILING: usize = 0;

/// Finds Rust files that are too long, or long without saying why.
pub fn faults(tree: &Tree) -> Vec<Fault> {
    let mut list = AllowList::read(tree, "file-size.txt");
    let mut faults = Vec::new();
    for (path, text) in tree.ending(".rs") {
        let lines = text.lines().count();
        if lines > LIMIT && !list.allows(path) {
            let what =
                format!("{lines} lines, the limit is {LIMIT}; split it by what changes together");
            faults.push(Fault::in_file(path, what));
        } else if lines > NEEDS_A_REASON && !says_why(text) {
            let what = format!(
                "{lines} lines; above {NEEDS_A_REASON} the module doc says \"Long because …\""
            );
            faults.push(Fault::in_file(path, what));
        }
    }
    faults.extend(list.faults(CEILING));
    faults
}

fn says_why(text: &str) -> bool {
    text.lines()
        .filter(|line| line.starts_with("//!"))
        .any(|line| line.to_lowercase().contains("long because"))
}

#[cfg(test)]
mod tests {
    use super::faults;
    use crate::tidy::tests::check;

    #[test]
    fn long_files_fail_and_middling_ones_need_a_reason() {
        let (long, middling) = ("//! x\n".repeat(601), "//! x\n".repeat(401));
        let explained = format!("//! Long because the table is one.\n{middling}");
        check(
            faults,
            &[
                ("a.rs", &long),
                ("b.rs", &middling),
                ("c.rs", &explained),
                ("d.rs", &"\n".repeat(400)),
            ],
            &["a.rs: 601 lines, the limit", "b.rs: 401 lines; above 400"],
        );
    }

    #[test]
    fn an_entry_for_a_file_that_is_short_by_now_is_refused() {
        check(
            faults,
            &[
                ("xtask/allow/file-size.txt", "# none\na.rs\n"),
                ("a.rs", ""),
            ],
            &[
                "xtask/allow/file-size.txt: 1 entries where 0",
                "xtask/allow/file-size.txt:2: `a.rs` is no longer needed",
            ],
        );
    }
}
