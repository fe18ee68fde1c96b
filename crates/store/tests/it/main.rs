//! The promises of the store, on each engine, and what only one engine can be asked.

#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests stop at the first surprise, as tests do"
)]

mod bundles;
mod busy;
mod crowded;
mod faults;
mod files;
mod full;
mod pages;
mod plans;
mod postgres;
mod upgrade;

use async_trait::async_trait;
use store::conformance::Place;
use store::{SqliteOptions, Store, StoreError};
use tempfile::TempDir;

/// A folder that holds a SQLite file.
struct SqlitePlace(TempDir);

impl SqlitePlace {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("tests may write temporary files"))
    }

    fn file(&self) -> std::path::PathBuf {
        self.0.path().join("store.sqlite")
    }
}

#[async_trait]
impl Place for SqlitePlace {
    async fn open(&self) -> Result<Store, StoreError> {
        Store::open_sqlite(
            &self.file(),
            SqliteOptions {
                readers: 2,
                ..SqliteOptions::default()
            },
        )
    }
}

mod sqlite {
    use super::SqlitePlace;

    store::conformance_suite!(SqlitePlace::new());
}

/// Says that a test cannot run here, and counts it for `cargo xtask test`.
fn skip(tool: &str) {
    use std::io::Write;
    if let Some(file) = std::env::var_os("UNDERSIGNED_SKIPS") {
        let file = std::fs::OpenOptions::new()
            .append(true)
            .create(true)
            .open(file);
        writeln!(file.unwrap(), "tool: {tool}").unwrap();
    }
}
