//! The outer world of a test: time that stands until it is turned, bytes that differ and repeat, a
//! mail server that does what it is told.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use app::clock::{Clock, Random};
use app::outbox::{Lane, MailTransport, SendError};
use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use mail::message::Message;
use mail::smtp::Step;
use sha2::{Digest, Sha256};

/// A clock that stands until it is turned.
pub struct TurnedClock(Mutex<Timestamp>);

impl TurnedClock {
    pub(crate) const fn at(moment: Timestamp) -> Self {
        Self(Mutex::new(moment))
    }

    /// Turns it.
    pub fn turn(&self, by: SignedDuration) {
        *open(&self.0) += by;
    }
}

impl Clock for TurnedClock {
    fn now(&self) -> Timestamp {
        *open(&self.0)
    }
}

/// Different bytes each time, the same in every run.
#[derive(Default)]
pub(crate) struct Counted(AtomicU64);

impl Random for Counted {
    fn fill(&self, buffer: &mut [u8]) {
        for chunk in buffer.chunks_mut(32) {
            let number = self.0.fetch_add(1, Ordering::Relaxed);
            chunk.copy_from_slice(&Sha256::digest(number.to_be_bytes())[..chunk.len()]);
        }
    }
}

/// What the mail server does with mails from now on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MailServer {
    /// Takes them.
    Takes,
    /// Asks to try later, as one does that cannot be reached.
    TryLater,
    /// Refuses them for good.
    Refuses,
}

/// A mail server in memory.
pub struct Post {
    server: Mutex<MailServer>,
    taken: Mutex<Vec<Vec<u8>>>,
}

impl Default for Post {
    fn default() -> Self {
        Self {
            server: Mutex::new(MailServer::Takes),
            taken: Mutex::default(),
        }
    }
}

impl Post {
    /// From now on it does this.
    pub fn set(&self, server: MailServer) {
        *open(&self.server) = server;
    }

    /// Everything that was taken, the oldest first.
    #[must_use]
    pub fn taken(&self) -> Vec<Vec<u8>> {
        open(&self.taken).clone()
    }
}

#[async_trait]
impl MailTransport for Post {
    async fn send(&self, _: Lane, message: &Message) -> Result<(), SendError> {
        match *open(&self.server) {
            MailServer::Takes => {
                open(&self.taken).push(message.bytes.clone());
                Ok(())
            }
            MailServer::TryLater => Err(SendError::answered(Step::Recipient, 450, None)),
            MailServer::Refuses => Err(SendError::answered(Step::Recipient, 550, None)),
        }
    }

    fn offers_smtputf8(&self) -> bool {
        false
    }

    async fn probe(&self) -> Result<(), SendError> {
        match *open(&self.server) {
            MailServer::Takes => Ok(()),
            _ => Err(SendError::answered(Step::Greeting, 421, None)),
        }
    }
}

fn open<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
