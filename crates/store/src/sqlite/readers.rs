//! Connections that read. Each sees the last committed state and never waits for the writer.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::Connection;
use tokio::sync::Semaphore;

use crate::StoreError;

type Result<T> = std::result::Result<T, StoreError>;

/// A fixed number of connections, lent to threads that may block.
pub(super) struct Readers(Arc<Pool>);

struct Pool {
    /// As many permits as connections: whoever has one finds a connection.
    permits: Arc<Semaphore>,
    #[cfg(feature = "testing")]
    size: usize,
    idle: Mutex<Vec<Connection>>,
}

impl Readers {
    pub(super) fn new(connections: Vec<Connection>) -> Self {
        Self(Arc::new(Pool {
            permits: Arc::new(Semaphore::new(connections.len())),
            #[cfg(feature = "testing")]
            size: connections.len(),
            idle: Mutex::new(connections),
        }))
    }

    /// Does the work inside one transaction, so that all it reads is of one moment.
    pub(super) async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let permit = Arc::clone(&self.0.permits).acquire_owned().await;
        let permit = permit.map_err(|_| closed())?;
        let pool = Arc::clone(&self.0);
        let reading = tokio::task::spawn_blocking(move || {
            let lent = pool.idle().pop().ok_or_else(closed)?;
            let moment = AssertUnwindSafe(|| within_one_moment(&lent, work));
            // A transaction that unwinds has been ended by its destructor: the connection is whole
            // and goes back, else each panic would leave the pool one smaller.
            let answer = catch_unwind(moment);
            pool.give_back(lent);
            drop(permit);
            answer.unwrap_or_else(|_| Err(StoreError::unavailable("a reading ended in a panic")))
        });
        reading
            .await
            .map_err(|_| StoreError::unavailable("the reading thread ended early"))?
    }

    /// Takes every connection until what is answered is dropped.
    #[cfg(feature = "testing")]
    pub(super) async fn hold(&self) -> Result<tokio::sync::OwnedSemaphorePermit> {
        let all = u32::try_from(self.0.size).map_err(StoreError::unavailable)?;
        let permits = Arc::clone(&self.0.permits);
        permits.acquire_many_owned(all).await.map_err(|_| closed())
    }

    /// Closes what is idle now, and what is lent once it comes back.
    pub(super) fn close(&self) {
        self.0.permits.close();
        self.0.idle().clear();
    }
}

impl Pool {
    fn give_back(&self, connection: Connection) {
        // After closing it is dropped instead.
        if !self.permits.is_closed() {
            self.idle().push(connection);
        }
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Connection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn within_one_moment<T>(
    connection: &Connection,
    work: impl FnOnce(&Connection) -> Result<T>,
) -> Result<T> {
    let moment = connection.unchecked_transaction()?;
    let answer = work(&moment)?;
    moment.finish()?;
    Ok(answer)
}

fn closed() -> StoreError {
    StoreError::unavailable("the store is closed")
}
