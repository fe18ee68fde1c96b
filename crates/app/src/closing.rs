//! Ending the collection of signatures, for good.
//!
//! Closing is an act of the organisers and never of the clock: the closing day of a declaration only
//! takes the form away (decision 12). A closed log takes no signature, text or figure any more, but
//! withdrawals, strikes and raisings (LOG-FORMAT section 4).

use std::sync::Arc;

use domain::id::DeclarationId;
use domain::log::{Body, Entry};
use jiff::civil::Date;
use store::{Store, StoreError};

use crate::declarations::Published;
use crate::sequencer::{Command, Reply, SequencerError};
use crate::site::Site;

/// How many entries are looked through at once for the one that closes a log.
const PORTION: u64 = 256;

/// What becomes of closing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closing {
    /// Nobody can sign from now on.
    Closed,
    /// It had been closed before.
    Before,
}

impl Site {
    /// Closes a declaration: the log gains its entry `close`, and no signature is taken behind it,
    /// not even one that was sent before and waits for its confirmation. Receipts stay valid.
    ///
    /// # Errors
    /// See [`SequencerError`]; closing again is harmless.
    pub async fn close(&self, declaration: &Published) -> Result<Closing, SequencerError> {
        let log = Arc::clone(&declaration.log);
        let reply = self.sequencer.submit(log, Command::Close).await?;
        self.declarations.forget(&declaration.log.slug);
        Ok(match reply {
            Reply::Closed => Closing::Closed,
            _ => Closing::Before,
        })
    }
}

/// The day on which a log was closed; nothing for an open one. The entry itself is read, backwards
/// from the end: little follows it, since nobody signs any more.
pub(crate) async fn day(store: &Store, id: DeclarationId) -> Result<Option<Date>, StoreError> {
    let head = store.log_head(id).await?;
    let Some(head) = head.filter(|head| head.closed) else {
        return Ok(None);
    };
    let mut end = head.size;
    while end > 0 {
        let start = end.saturating_sub(PORTION);
        let entries = store.log_entries(id, start, end).await?;
        let close = entries
            .iter()
            .rev()
            .filter_map(|bytes| Entry::decode(bytes).ok())
            .find(|entry| entry.body == Body::Close);
        if let Some(close) = close {
            return Ok(close.day.date());
        }
        end = start;
    }
    Ok(None)
}
