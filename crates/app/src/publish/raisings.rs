//! What of the raisings of a folder is not in the log yet, and what of the log is not in the folder.

use std::collections::BTreeSet;

use domain::raising::{next_record, raising_of};
use intake::finding::{Finding, Place};
use intake::folder::{Folder, RAISINGS};

use crate::declarations::Published;
use crate::sequencer::NewRaising;

/// Raisings that are new, or say something else than their newest record in the log.
pub(super) fn new(folder: &Folder, before: Option<&Published>) -> Vec<NewRaising> {
    let raisings = folder.raisings.iter();
    raisings
        .filter_map(|raising| next_record(raising, records(before)))
        .map(|record| NewRaising { record })
        .collect()
}

/// What is wrong with the raisings, compared with the log: one that was published can be corrected or
/// retracted, but it does not disappear. Days to come are found with those of everything else.
pub(super) fn findings(folder: &Folder, before: Option<&Published>) -> Vec<Finding> {
    let kept: BTreeSet<&str> = folder.raisings.iter().map(|r| r.id.as_str()).collect();
    let published: BTreeSet<&str> = records(before).filter_map(raising_of).collect();
    let missing = published.difference(&kept);
    let missing = missing.map(|id| {
        Finding::error(
            "raising-missing",
            format!("the raising `{id}` was published and is not in the folder any more"),
        )
        .at(Some(Place::beginning(RAISINGS)))
        .help("bring it back; if it is wrong, say why: `retracted = \"…\"`")
    });
    missing.collect()
}

fn records(before: Option<&Published>) -> impl Iterator<Item = &str> {
    let rows = before.map_or(&[][..], |published| &published.raising_rows);
    rows.iter().map(|row| row.record.as_str())
}
