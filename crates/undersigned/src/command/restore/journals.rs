//! The erasure journals that a database is brought up to: that of this node, and those of the others.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use app::erasures::{NAME, Reading};

use super::Arguments;
use crate::help::Help;

/// Reads all there are. Without any, whoever withdrew since the backup would come back: that has to be
/// said aloud.
pub(super) fn gather(keys: &Path, arguments: &Arguments) -> Result<Vec<Reading>> {
    let own = keys.join(NAME);
    let mut paths: Vec<PathBuf> = own.exists().then_some(own).into_iter().collect();
    if let Some(more) = &arguments.erasures {
        let found = files(more).with_context(|| format!("cannot look into {}", more.display()))?;
        paths.extend(found);
    }
    let mut journals: Vec<Reading> = Vec::new();
    for path in &paths {
        let reading =
            Reading::of(path).help("name files called erasures.log, or copies of them")?;
        let known = journals.iter().position(|known| known.id == reading.id);
        let all = match known {
            Some(place) => journals.remove(place).with(reading),
            None => reading,
        };
        journals.push(all);
    }
    if journals.is_empty() && !arguments.without_erasures {
        let missing = format!("there is no erasure journal in {}", keys.display());
        return Err(anyhow!(missing)).help(
            "put the folder of keys into its place first, with erasures.log in it, or name the journal \
             with --erasures; where it is lost, --without-erasures brings back also whoever withdrew since",
        );
    }
    Ok(journals)
}

/// A file, or every file of a folder and of the folders in it, one for each node.
fn files(path: &Path) -> Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = Vec::new();
    for entry in std::fs::read_dir(path)? {
        let entry = entry?.path();
        if entry.is_dir() {
            let inside = entry.join(NAME);
            found.extend(inside.is_file().then_some(inside));
        } else if entry.extension().is_some_and(|end| end == "log") {
            found.push(entry);
        }
    }
    found.sort();
    if found.is_empty() {
        return Err(anyhow!("there is no journal in it"));
    }
    Ok(found)
}
