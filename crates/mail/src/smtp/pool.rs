//! A few connections, used again.

use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::Semaphore;
use tokio::time::Instant;

use super::connection::Connection;
use super::error::{Event, SendError, Step};
use super::hello::Capabilities;
use super::settings::{PoolLimits, ServerSettings};
use super::tls::Encryption;
use crate::message::Message;

/// Connections to one server. Each carries one mail at a time; whoever finds all of them busy waits.
pub struct Pool {
    settings: ServerSettings,
    limits: PoolLimits,
    encryption: Encryption,
    permits: Semaphore,
    /// Open and unused, the last used at the end. Held for a moment and never over a wait.
    idle: Mutex<Vec<Connection>>,
}

impl Pool {
    /// A pool without a connection yet.
    #[must_use]
    pub fn new(settings: ServerSettings, limits: PoolLimits) -> Self {
        Self {
            encryption: Encryption::new(&settings.host, &settings.roots),
            permits: Semaphore::new(limits.connections.max(1)),
            idle: Mutex::default(),
            settings,
            limits,
        }
    }

    /// Hands over one mail, once. `Ok` means that the server is responsible for it from now on.
    ///
    /// # Errors
    /// [`SendError`] says what to do about it.
    pub async fn send(&self, message: &Message) -> Result<(), SendError> {
        let _permit = self.permits.acquire().await.map_err(|_| closed())?;
        if let Some(mut connection) = self.take_idle() {
            match connection.hand_over(message).await {
                Err(error) if was_stale(&error) => {}
                outcome => {
                    self.put_back(connection).await;
                    return outcome;
                }
            }
        }
        let mut connection = self.open().await?;
        let outcome = connection.hand_over(message).await;
        self.put_back(connection).await;
        outcome
    }

    /// Connects, says hello and goodbye, and answers what the server offers.
    ///
    /// # Errors
    /// [`SendError`] with the reason.
    pub async fn probe(&self) -> Result<Capabilities, SendError> {
        let connection = self.open().await?;
        let offers = connection.offers().clone();
        connection.quit().await;
        Ok(offers)
    }

    /// Closes what lies idle for longer than the limits allow. To be called when there is nothing to
    /// send; nothing in here wakes up by itself.
    pub async fn rest(&self) {
        let resting: Vec<Connection> = {
            let mut idle = self.idle();
            let (fresh, resting) = idle.drain(..).partition(|held| self.is_fresh(held));
            *idle = fresh;
            resting
        };
        for connection in resting {
            connection.quit().await;
        }
    }

    async fn open(&self) -> Result<Connection, SendError> {
        Connection::open(&self.settings, &self.encryption, self.limits.patience).await
    }

    fn take_idle(&self) -> Option<Connection> {
        let mut idle = self.idle();
        let newest = idle.pop()?;
        if self.is_fresh(&newest) {
            return Some(newest);
        }
        // The others are older still.
        idle.clear();
        None
    }

    async fn put_back(&self, connection: Connection) {
        if !connection.is_usable() {
            return;
        }
        if connection.mails() < self.limits.mails {
            self.idle().push(connection);
        } else {
            connection.quit().await;
        }
    }

    fn is_fresh(&self, connection: &Connection) -> bool {
        Instant::now().duration_since(connection.last_used()) < self.limits.idle
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Connection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The server had closed a connection that lay idle, or does so now: it took no command, so it has
/// nothing of the mail, and a new connection may be tried at once.
fn was_stale(error: &SendError) -> bool {
    let reason = error.reason();
    let is_end = matches!(
        reason.event,
        Event::Closed | Event::Answer { code: 421, .. }
    );
    reason.step == Step::Sender && is_end
}

/// The semaphore is never closed; if it were, nothing would have been sent.
fn closed() -> SendError {
    SendError::unanswered(Step::Connect, Event::Closed)
}
