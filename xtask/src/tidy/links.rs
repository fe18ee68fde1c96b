//! Every path that a document names exists.

use super::{Fault, Tree};

/// A back-ticked word that begins so is meant as a path from the root.
const ROOTS: [&str; 6] = [".ci/", "bench/", "crates/", "docs/", "samples/", "xtask/"];

/// Finds links and back-ticked paths that lead nowhere. Fenced blocks are examples, not promises.
pub fn faults(tree: &Tree) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (path, text) in tree.ending(".md") {
        if path.starts_with("samples/") && !path.ends_with("README.md") || path.contains("/tests/")
        {
            continue;
        }
        let mut is_fenced = false;
        for (index, line) in text.lines().enumerate() {
            if line.trim_start().starts_with("```") {
                is_fenced = !is_fenced;
            } else if !is_fenced {
                let broken = paths_from_root(line)
                    .filter(|named| !tree.has(named))
                    .chain(links(line).filter(|target| !leads_somewhere(tree, path, target)));
                faults.extend(broken.map(|named| {
                    let what = format!("`{named}` does not exist; correct or remove it");
                    Fault::at(path, index + 1, what)
                }));
            }
        }
    }
    faults
}

/// The back-ticked words of a line that look like paths. `NNNN`, `*` and `<…>` mark patterns.
fn paths_from_root(line: &str) -> impl Iterator<Item = &str> {
    let is_path = |word: &&str| {
        ROOTS.iter().any(|root| word.starts_with(root))
            && !word.contains("NNNN")
            && word
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "./-_".contains(c))
    };
    line.split('`').skip(1).step_by(2).filter(is_path)
}

/// The targets of the links of a line that stay inside the repository, without their anchors.
fn links(line: &str) -> impl Iterator<Item = &str> {
    line.split("](").skip(1).filter_map(|rest| {
        let (target, _) = rest.split_once(')')?;
        let target = target.split([' ', '#']).next()?;
        let is_elsewhere = target.contains("://") || target.starts_with("mailto:");
        (!target.is_empty() && !is_elsewhere).then_some(target)
    })
}

fn leads_somewhere(tree: &Tree, document: &str, target: &str) -> bool {
    let mut parts: Vec<&str> = document.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                if parts.pop().is_none() {
                    return false;
                }
            }
            name => parts.push(name),
        }
    }
    tree.has(&parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::faults;
    use crate::tidy::tests::check;

    #[test]
    fn links_and_paths_that_lead_nowhere_are_found() {
        let text = "See [a](../README.md#top), [b](gone.md), [c](https://x.example/y), [d](#here).\n\
                    `docs/a.md`, `docs/gone.md`, `docs/NNNN-title.md`, `crates/*/src`, `GET /docs/x`.\n\
                    ```\n`docs/example.md` [e](gone.md)\n```\n[f](../../out.md)";
        check(
            faults,
            &[("README.md", ""), ("docs/a.md", text)],
            &[
                "docs/a.md:1: `gone.md`",
                "docs/a.md:2: `docs/gone.md`",
                "docs/a.md:6: `../../out.md`",
            ],
        );
    }
}
