//! Nothing in the repository names a path of the machine on which it was written.

use super::{Fault, Tree};

/// Written in two parts, so that the rule does not find itself.
const ROOTS: [&str; 2] = [concat!("/wo", "rk/"), concat!("/ro", "ot/")];

/// Finds absolute paths below the folders of one machine, in every file.
pub fn faults(tree: &Tree) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (path, text) in tree.all() {
        for (index, line) in text.lines().enumerate() {
            if ROOTS.iter().any(|root| names(line, root)) {
                let what = "a path of one machine; name it from the root of the repository";
                faults.push(Fault::at(path, index + 1, what));
            }
        }
    }
    faults
}

/// Whether a path begins with `root` here; `example.org/work/` and `../work/` are other things.
fn names(line: &str, root: &str) -> bool {
    line.match_indices(root).any(|(position, _)| {
        let before = line[..position].chars().next_back();
        before.is_none_or(|c| !c.is_alphanumeric() && !"./-_".contains(c))
    })
}

#[cfg(test)]
mod tests {
    use super::{ROOTS, faults};
    use crate::tidy::tests::check;

    #[test]
    fn absolute_paths_are_found_and_addresses_are_not() {
        let machine = format!("see\n\"{}main/x\"", ROOTS[0]);
        let address = format!("https://example.org{0}a ..{0}b", ROOTS[0]);
        check(
            faults,
            &[("a.md", &machine), ("b.md", &address)],
            &["a.md:2: a path of one machine"],
        );
    }
}
