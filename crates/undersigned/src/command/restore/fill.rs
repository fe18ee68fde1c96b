//! Loading a backup into an empty database, checking what came of it, and erasing again.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use app::backup::{self, Opening, Recounted};
use app::erasures::{self, Reading, Replayed};
use store::{CopyStep, DeclarationRow, Progress, Store, StoredState};

use crate::help::Help;
use crate::output;

/// A backup that was read to its end before.
pub(super) struct Source<'a> {
    pub(super) file: &'a Path,
    pub(super) opening: &'a Opening,
}

/// What came of it.
pub(super) struct Filled {
    /// Rows of each table.
    pub(super) tables: BTreeMap<String, u64>,
    /// Each log, counted again.
    pub(super) logs: Vec<(DeclarationRow, Recounted)>,
    /// What was erased again.
    pub(super) replayed: Replayed,
    /// Lines that are missing in the journals.
    pub(super) missing: u64,
    /// Withdrawals, and then strikes, that are not in the logs.
    pub(super) not_entered: (usize, usize),
}

/// Loads, checks, and erases again what journals say. Nothing may be served before it returns.
pub(super) async fn fill(
    store: &Store,
    source: &Source<'_>,
    (journals, is_all_there_is): (&[Reading], bool),
) -> Result<Filled> {
    let tables = load(store, source).await?;
    let logs = check(store).await?;
    let absent = erasures::absent_journals(store, journals).await?;
    if !absent.is_empty() && !is_all_there_is {
        let absent = absent.join(", ");
        return Err(anyhow!("the erasure journals {absent} are not here")).help(
            "the site was used with them: bring erasures.log of every node into one folder, and name it \
             with --erasures; where one is lost, --without-erasures brings back also whoever withdrew since",
        );
    }
    let lacking = erasures::lacking(store, journals).await?;
    let missing: u64 = journals.iter().map(|journal| journal.missing).sum();
    let replayed = erasures::catch_up(store, journals)
        .await
        .context("what was erased since could not be erased again")?;
    if !replayed.is_empty() {
        // However large the file is: what was just erased stood in it for minutes.
        store
            .compact()
            .await
            .context("what was erased again could not be overwritten")
            .help("make room for a second copy of the database")?;
    }
    let open = erasures::not_entered(store).await?;
    let struck = open
        .iter()
        .filter(|(_, state)| *state == StoredState::Struck);
    let struck = struck.count();
    Ok(Filled {
        tables,
        logs,
        replayed,
        missing: missing + lacking,
        not_entered: (open.len() - struck, struck),
    })
}

/// Loads the copy of the database; answers the rows of each table.
pub(super) async fn load(store: &Store, source: &Source<'_>) -> Result<BTreeMap<String, u64>> {
    let copy = backup::database(source.file, source.opening)?;
    let bar = output::progress("rows", 0);
    let shown = bar.clone();
    let progress = Progress::new(move |step: &CopyStep<'_>| {
        shown.set_length(step.rows);
        shown.set_position(step.rows);
    });
    let loaded = store.load(copy, progress).await;
    bar.finish_and_clear();
    let loaded = loaded
        .context("the database in the backup cannot be loaded")
        .help("name another backup; make room if the disk is full")?;
    Ok(loaded.tables)
}

/// Has the engine check itself, and counts every log again.
pub(super) async fn check(store: &Store) -> Result<Vec<(DeclarationRow, Recounted)>> {
    let advice = "name another backup: this one is whole, and what was backed up was not";
    store
        .integrity_check()
        .await
        .context("what was loaded is damaged")
        .help(advice)?;
    let mut logs = Vec::new();
    for row in store.declarations().await? {
        let counted = backup::recount(store, &row).await;
        let counted = counted
            .with_context(|| format!("the log of {} is not what it says", row.slug))
            .help(advice)?;
        logs.push((row, counted));
    }
    Ok(logs)
}
