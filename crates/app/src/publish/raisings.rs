//! What of the raisings of a folder is not in the log yet, and what of the log is not in the folder.

use std::collections::BTreeSet;

use domain::raising::{next_record, raising_of};
use intake::finding::{Finding, Place};
use intake::folder::{Folder, RAISINGS};
use jiff::civil::Date;

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

/// What is wrong with the raisings, compared with the log and with the day: one that was published
/// can be corrected or retracted, but it does not disappear. One that bears a day to come is most
/// often a mistyped year; it is only warned of, since the clock may be the one that is wrong.
pub(super) fn findings(folder: &Folder, before: Option<&Published>, today: Date) -> Vec<Finding> {
    let kept: BTreeSet<&str> = folder.raisings.iter().map(|r| r.id.as_str()).collect();
    let published: BTreeSet<&str> = records(before).filter_map(raising_of).collect();
    let missing = published.difference(&kept).map(|id| {
        Finding::error(
            "raising-missing",
            format!("the raising `{id}` was published and is not in the folder any more"),
        )
        .at(Some(Place::beginning(RAISINGS)))
        .help("bring it back; if it is wrong, say why: `retracted = \"…\"`")
    });
    // A day to spare: the day of those who raise may have begun before the day in UTC.
    let tomorrow = today.tomorrow().unwrap_or(today);
    let early = folder.raisings.iter().filter(|r| r.newest() > tomorrow);
    let early = early.map(|raising| {
        let message = format!(
            "`{}` bears the day {}, which is to come",
            raising.id,
            raising.newest()
        );
        Finding::warning("raising-to-come", message)
            .at(Some(Place::beginning(RAISINGS)))
            .help("was the year mistyped? what is logged can be corrected by a newer record, and stays")
    });
    missing.chain(early).collect()
}

fn records(before: Option<&Published>) -> impl Iterator<Item = &str> {
    let rows = before.map_or(&[][..], |published| &published.raising_rows);
    rows.iter().map(|row| row.record.as_str())
}
