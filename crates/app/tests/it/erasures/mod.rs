//! What was erased stays erased, also after a backup was brought back (REQ-171).

mod journal;
mod nodes;
mod older;
mod restoring;

use std::path::Path;
use std::sync::Arc;

use app::clock::{SystemClock, SystemRandom};
use app::erasures::Journal;
use store::{SqliteOptions, Store};

use crate::harness::Stage;

fn open_journal(keys: &Path) -> Journal {
    Journal::open(keys, Arc::new(SystemClock), &SystemRandom).unwrap()
}

fn open_file(path: &Path) -> Store {
    Store::open_sqlite(path, SqliteOptions::default()).unwrap()
}

/// A site over a store, which notes what it erases beside its keys.
pub fn noting(store: Store, keys: tempfile::TempDir) -> (Stage, Journal) {
    let journal = open_journal(keys.path());
    let store = store.with_journal(Arc::new(journal.clone()));
    let stage = Stage::over(store, keys);
    let site = stage.site.with_erasures(journal.clone());
    (Stage { site, ..stage }, journal)
}
