//! Mails on their way. Addresses and fields are in no `Debug`.

use std::fmt;

use domain::id::DeliveryId;
use jiff::Timestamp;

/// A mail to be sent.
#[derive(Clone)]
pub struct NewDelivery {
    /// Its identifier.
    pub id: DeliveryId,
    /// Which mail.
    pub kind: String,
    /// The address.
    pub recipient: String,
    /// The language to write in, as a tag.
    pub language: String,
    /// What the mail is composed from.
    pub fields: Vec<u8>,
    /// Not to be sent before.
    pub due: Timestamp,
    /// The confirmation hash of the pending row it belongs to: whoever refuses the one stops the
    /// other.
    pub pending: Option<[u8; 32]>,
}

/// A mail claimed for sending.
#[derive(Clone, PartialEq, Eq)]
pub struct DeliveryRow {
    /// Its identifier.
    pub id: DeliveryId,
    /// Which mail.
    pub kind: String,
    /// The address.
    pub recipient: String,
    /// The language to write in, as a tag.
    pub language: String,
    /// What the mail is composed from.
    pub fields: Vec<u8>,
    /// When it was due.
    pub due: Timestamp,
    /// How often it failed before.
    pub attempts: u32,
}

/// How much waits in the outbox.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OutboxDepth {
    /// Mails that are due and in nobody's hands.
    pub waiting: u64,
    /// When the oldest of these was due.
    pub oldest_due: Option<Timestamp>,
    /// Mails given up since the beginning, by kind. Nothing else is left of them.
    pub given_up: Vec<(String, u64)>,
}

impl fmt::Debug for NewDelivery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewDelivery")
            .field("id", &self.id)
            .field("kind", &self.kind)
            .field("due", &self.due)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for DeliveryRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DeliveryRow")
            .field("id", &self.id)
            .field("kind", &self.kind)
            .field("due", &self.due)
            .field("attempts", &self.attempts)
            .finish_non_exhaustive()
    }
}
