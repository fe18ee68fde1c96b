//! A whole database as a copy, and back. Both work on connections of their own, on a thread that may
//! block: whoever writes or reads the copy is as slow as its disk.

mod aside;
mod cell;
mod dump;
mod load;
mod tables;

use std::future::Future;
use std::sync::Arc;

use deadpool_postgres::Object;
use tokio::runtime::Handle;
use tokio_postgres::IsolationLevel;

use super::error::of_commit;
use super::pools::Pools;
use super::{Result, migrate};
use crate::copy::{Input, Output};
use crate::{CopyReport, StoreError};

pub(super) use load::check_empty;
pub(super) use tables::names as table_names;

/// The name of the engine in a copy.
pub(super) const ENGINE: &str = "postgres";

/// The server's patience with a transaction that waits for a slow disk, and with a long one.
const PATIENT: &str = "SET LOCAL idle_in_transaction_session_timeout = 0;
                       SET LOCAL statement_timeout = 0;";

/// Copies all of one moment; whoever writes goes on.
pub(super) async fn dump(pools: &Pools, output: Output) -> Result<CopyReport> {
    let mut client = Object::take(pools.reader().await?);
    blocking(async move {
        let transaction = client
            .build_transaction()
            .isolation_level(IsolationLevel::RepeatableRead)
            .read_only(true)
            .start()
            .await?;
        transaction.batch_execute(PATIENT).await?;
        dump::dump(&transaction, output).await
    })
    .await
}

/// Loads a copy; whoever is at the database waits, or is refused when it takes longer than a lock is
/// waited for.
pub(super) async fn load(pools: &Pools, input: Input) -> Result<CopyReport> {
    let mut client = Object::take(pools.writer().await?);
    let begun = Arc::clone(&pools.writing).read_owned().await;
    blocking(async move {
        let _begun = begun;
        let transaction = client
            .build_transaction()
            .isolation_level(IsolationLevel::ReadCommitted)
            .read_only(false)
            .start()
            .await?;
        transaction.batch_execute(PATIENT).await?;
        // What is dropped without a commit is undone.
        let report = load::load(&transaction, input).await?;
        transaction.commit().await.map_err(of_commit)?;
        Ok(report)
    })
    .await
}

/// The newest schema of this engine.
pub(crate) fn newest_schema() -> u32 {
    migrate::newest()
}

async fn blocking<T: Send + 'static>(
    work: impl Future<Output = Result<T>> + Send + 'static,
) -> Result<T> {
    let runtime = Handle::current();
    tokio::task::spawn_blocking(move || runtime.block_on(work))
        .await
        .map_err(|_| StoreError::unavailable("the copying thread ended early"))?
}
