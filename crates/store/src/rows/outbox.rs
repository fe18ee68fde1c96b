//! Mails on their way. Addresses and fields are in no `Debug`.

use std::fmt;

use domain::id::DeliveryId;
use jiff::Timestamp;

/// A queue of its own: what waits in one never holds up another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lane {
    /// Asks for confirmation: somebody sits before the page and waits.
    Confirmation,
    /// Answers something that one person did.
    Service,
    /// Copies of an issue of the Infomail.
    Issue,
}

impl Lane {
    /// All of them, the most urgent first.
    pub const ALL: [Self; 3] = [Self::Confirmation, Self::Service, Self::Issue];

    /// The word in logs, commands and settings.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Confirmation => "confirmation",
            Self::Service => "service",
            Self::Issue => "issue",
        }
    }
}

/// A mail to be sent.
#[derive(Clone)]
pub struct NewDelivery {
    /// Its identifier.
    pub id: DeliveryId,
    /// The queue it waits in.
    pub lane: Lane,
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

/// What became of a claimed mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settled {
    /// It was sent: address and content are erased.
    Sent,
    /// It failed: one attempt more, and not before this moment.
    Later(Timestamp),
    /// It was not tried: not before this moment, and otherwise as it was.
    Back(Timestamp),
    /// It will never be sent: address and content are erased, and it is counted.
    Dead {
        /// Why, as one word.
        class: &'static str,
        /// Keyed hash and name of the recipient's domain.
        domain: ([u8; 32], String),
        /// The day, in days since 1970-01-01 UTC.
        day: u32,
    },
}

/// How much waits in the outbox.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OutboxDepth {
    /// Mails that are due and in nobody's hands.
    pub waiting: u64,
    /// When the oldest of these was due.
    pub oldest_due: Option<Timestamp>,
    /// Mails given up since the beginning, by kind.
    pub given_up: Vec<(String, u64)>,
    /// How much waits in each lane, the most urgent first; that of the copies of issues is in no number
    /// above.
    pub lanes: Vec<LaneDepth>,
}

/// How much waits in one lane.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LaneDepth {
    /// Which.
    pub lane: Lane,
    /// Mails that are due and in nobody's hands.
    pub waiting: u64,
    /// Mails that are due and in the hands of a sender.
    pub held: u64,
    /// Mails that are not due yet: they failed and wait for their next try, or were put off.
    pub later: u64,
    /// When the oldest of `waiting` was due.
    pub oldest_due: Option<Timestamp>,
}

/// Mails of one day that will never be sent, without their addresses.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DeadLetters {
    /// The day, in days since 1970-01-01 UTC.
    pub day: u32,
    /// Their lane.
    pub lane: Lane,
    /// Which mail.
    pub kind: String,
    /// Why, as one word.
    pub class: String,
    /// The domain of their recipients, where it may be named; all others are one row.
    pub domain: Option<String>,
    /// How many.
    pub n: u64,
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
