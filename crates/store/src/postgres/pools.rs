//! Connections: who reads, who writes, and that a write once begun is carried out.

use std::future::Future;
use std::pin::Pin;

use std::sync::Arc;
use std::time::Instant;

use deadpool_postgres::{Client, Object, Pool, Transaction};
use tokio::sync::RwLock;
use tokio_postgres::IsolationLevel;

use super::Result;
use super::error::of_commit;
use super::measured::Measured;
use crate::StoreError;
use crate::detached::detached;

/// Work inside a transaction.
pub(super) type Work<'t, T> = Pin<Box<dyn Future<Output = Result<T>> + Send + 't>>;

/// The connections of one program.
pub(super) struct Pools {
    /// For visitors.
    pub(super) readers: Pool,
    /// What the sequencer reads before a batch: however many visitors read, nobody who signs waits
    /// behind them.
    pub(super) before_batches: Pool,
    /// Whose turn it is to append to a log: kept while the batch is built and committed, so that it can
    /// never wait for itself behind other writes.
    pub(super) turns: Pool,
    /// Where mails take their place in an hour, beside the write that the mail is part of: a pool of its
    /// own, since whoever asks holds a connection of the writers.
    pub(super) places: Pool,
    /// For everything that writes.
    pub(super) writers: Pool,
    /// Shared by every write that has begun.
    pub(super) writing: Arc<RwLock<()>>,
    pub(super) measured: Arc<Measured>,
}

impl Pools {
    /// A connection to read single statements with.
    pub(super) async fn reader(&self) -> Result<Client> {
        Ok(self.readers.get().await?)
    }

    /// A connection for what must run outside of a transaction.
    pub(super) async fn writer(&self) -> Result<Client> {
        Ok(self.writers.get().await?)
    }

    /// All connections of a pool, so that nobody else has one.
    #[cfg(feature = "testing")]
    pub(super) async fn hold(pool: &Pool) -> Result<Vec<Client>> {
        let mut held = Vec::new();
        for _ in 0..pool.status().max_size {
            held.push(pool.get().await?);
        }
        Ok(held)
    }

    /// Reads several statements of one moment.
    pub(super) async fn snapshot<T>(
        pool: &Pool,
        work: impl for<'t> FnOnce(&'t Transaction<'_>) -> Work<'t, T> + Send,
    ) -> Result<T> {
        let mut client = pool.get().await?;
        let transaction = client
            .build_transaction()
            .isolation_level(IsolationLevel::RepeatableRead)
            .read_only(true)
            .start()
            .await?;
        let answer = work(&transaction).await?;
        transaction.commit().await?;
        Ok(answer)
    }

    /// Does the work in one transaction: committed if it answers `Ok`, else undone. Whoever asked
    /// may be gone; the work is done all the same.
    pub(super) async fn transact<T: Send + 'static>(
        &self,
        work: impl for<'t> FnOnce(&'t Transaction<'_>) -> Work<'t, T> + Send + 'static,
    ) -> Result<T> {
        let (pool, begun) = (self.writers.clone(), Arc::clone(&self.writing));
        let measured = Arc::clone(&self.measured);
        let work = async move {
            let _begun = begun.read().await;
            let asked = Instant::now();
            let mut client = pool.get().await?;
            measured.waits.took(asked.elapsed());
            let began = Instant::now();
            let outcome = in_transaction(&mut client, work).await;
            measured.transactions.took(began.elapsed());
            if let Err(StoreError::Unavailable { .. } | StoreError::Uncertain { .. }) = &outcome {
                // It may lead to a server that is a standby by now; the next one looks again.
                drop(Object::take(client));
            }
            outcome
        };
        match detached(work).await {
            Ok(outcome) => outcome,
            Err(ended) => Err(StoreError::uncertain(ended)),
        }
    }

    /// Refuses whoever asks from now on, and waits for the writes that have begun.
    pub(super) async fn close(&self) {
        for pool in [
            &self.readers,
            &self.before_batches,
            &self.turns,
            &self.places,
            &self.writers,
        ] {
            pool.close();
        }
        let _all_ended = self.writing.write().await;
    }
}

async fn in_transaction<T>(
    client: &mut Client,
    work: impl for<'t> FnOnce(&'t Transaction<'_>) -> Work<'t, T>,
) -> Result<T> {
    // Whatever the server is set to: who waited for a lock must see what the other has written.
    let transaction = client
        .build_transaction()
        .isolation_level(IsolationLevel::ReadCommitted)
        .read_only(false)
        .start()
        .await?;
    match work(&transaction).await {
        Ok(answer) => {
            transaction.commit().await.map_err(of_commit)?;
            Ok(answer)
        }
        Err(error) => {
            // A connection that cannot undo is one on which nothing can be committed either.
            let _ = transaction.rollback().await;
            Err(error)
        }
    }
}
