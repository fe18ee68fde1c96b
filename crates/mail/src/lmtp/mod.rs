//! Taking mail from a mail server on the same machine: LMTP (RFC 2033).
//!
//! LMTP and not SMTP, because it answers for each recipient after the message, when it is recorded:
//! whoever handed it over keeps it until then, and no queue is needed here. There is no TLS and no
//! authentication: it listens on this machine, and takes mail only for addresses that nobody can
//! guess.
//!
//! Bounds: a line, a number of recipients, of mistakes, of connections, a patience for each step. Of a
//! message only the first part is kept ([`crate::report::MOST`]): what came back is told from that,
//! and refusing the rest would lose it.

mod command;
mod conversation;
mod lines;

use async_trait::async_trait;

pub use conversation::converse;

/// Connections that are served at once; a mail server opens a few.
pub const CONNECTIONS: usize = 16;

/// Who receives.
#[async_trait]
pub trait Recipients: Send + Sync {
    /// Whether mail for an address is taken.
    fn knows(&self, address: &str) -> bool;

    /// Takes a message for one address that is known. `Ok` means that it is durable.
    ///
    /// # Errors
    /// [`Busy`] when it has to be brought again.
    async fn take(&self, recipient: &str, message: &[u8]) -> Result<(), Busy>;
}

/// The message has to be brought again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the message cannot be taken just now")]
pub struct Busy;
