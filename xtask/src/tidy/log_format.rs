//! The code that encodes log entries and the document that describes them change together.

use sha2::{Digest, Sha256};

use super::{Fault, Tree};

const SOURCE: &str = "crates/domain/src/log/entry.rs";
const DOCUMENT: &str = "docs/log-format.md";

/// Compares the hash in the document with the source it was written for.
pub fn faults(tree: &Tree) -> Vec<Fault> {
    let Some(source) = tree.text(SOURCE) else {
        return vec![Fault::in_file(
            SOURCE,
            "the encoding of log entries is missing",
        )];
    };
    let digest = hex::encode(Sha256::digest(source.as_bytes()));
    let wanted = format!("<!-- sha256 {SOURCE}: {digest} -->");
    let is_recorded = tree
        .text(DOCUMENT)
        .is_some_and(|text| text.lines().any(|line| line.trim() == wanted));
    if is_recorded {
        return Vec::new();
    }
    let what = format!("does the document still describe {SOURCE}? Then write: {wanted}");
    vec![Fault::in_file(DOCUMENT, what)]
}

#[cfg(test)]
mod tests {
    use super::faults;
    use crate::tidy::tests::check;

    const SOURCE: (&str, &str) = ("crates/domain/src/log/entry.rs", "abc");

    #[test]
    fn a_changed_encoding_asks_for_the_document() {
        let stale = format!(
            "<!-- sha256 crates/domain/src/log/entry.rs: {} -->",
            "0".repeat(64)
        );
        let expected = ["docs/log-format.md: does the document still describe"];
        check(faults, &[SOURCE, ("docs/log-format.md", &stale)], &expected);
        check(faults, &[SOURCE], &expected);
    }

    #[test]
    fn the_hash_is_the_sha_256_of_the_file() {
        let line = "<!-- sha256 crates/domain/src/log/entry.rs: \
                    ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad -->";
        check(faults, &[SOURCE, ("docs/log-format.md", line)], &[]);
    }
}
