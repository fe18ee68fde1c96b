//! Texts that come after others: what is said of them, and signatures that move to them.

mod moving;
mod texts;

use intake::folder::Files;

use crate::harness::folder;

/// The declaration of the tests with another original, and words on what it changes.
pub fn revised(text: &str, changes: &str) -> Files {
    let mut files = folder();
    let wording = format!("+++\n{changes}\n+++\n{text}");
    files.insert("text/en.md", wording.into_bytes());
    files
}

/// Front matter of a change that matters.
pub const MATERIAL: &str = "changes = \"\"\"\nThe second demand is new.\n\"\"\"\nmaterial = true";

/// The text with a second demand.
pub const SECOND: &str = "# Clean rivers\n\nThe river has {figure:fish} dead fish, and more each day.\n\n## We demand {.demands}\n\n- Stop the discharge. {#stop-discharge}\n- Pay for the damage. {#pay}\n";
