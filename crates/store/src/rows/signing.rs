//! Signatures that wait for their confirmation. Nothing here can be read without the mail.

use domain::id::DeclarationId;
use jiff::Timestamp;

use super::NewDelivery;

/// A form that was sent, with every mail it might cause: which one goes out, if any, is decided
/// inside the transaction, with the same work for every address.
#[derive(Clone)]
pub struct Submission {
    /// Which declaration.
    pub declaration: DeclarationId,
    /// The pending row.
    pub pending: NewPending,
    /// The moment.
    pub now: Timestamp,
    /// Limits on mails that count this submission.
    pub caps: Vec<Cap>,
    /// How many mails that forms cause may leave in one hour, whomever they go to.
    pub most_per_hour: u32,
    /// Under which an address that wants no mail is found.
    pub suppression_key: [u8; 32],
    /// The mail. What it says is decided when it is composed: an address that has signed is told so then.
    pub mail: NewDelivery,
}

/// A limit: at most so many mails within a window.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cap {
    /// What is counted, as a hash.
    pub key: [u8; 32],
    /// Length of the window in seconds.
    pub window_seconds: i64,
    /// How many mails fit into it.
    pub most: u32,
}

/// What a submission caused; for counters, never for the answer to the visitor.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Accepted {
    /// The mail with the confirmation link is in the outbox.
    ConfirmMailed,
    /// The mail to somebody who subscribes already is in the outbox; no form to sign is answered so.
    KnownMailed,
    /// The mail is in the outbox and waits for a later hour, since this one is full.
    Held {
        /// Whether it is the first that waits for its hour.
        is_first: bool,
    },
    /// A cap was reached; no mail.
    Capped,
    /// The address wants no mail; none.
    Suppressed,
}

/// A pending row to write.
#[derive(Clone)]
pub struct NewPending {
    /// Hash of the token in the mailed link.
    pub confirm_hash: [u8; 32],
    /// Hash of the secret of the tab that sent the form.
    pub tab_hash: [u8; 32],
    /// Hash of the token in "this was not me".
    pub refuse_hash: [u8; 32],
    /// The payload under a random key.
    pub payload: Vec<u8>,
    /// That key, wrapped under the mailed token.
    pub wrapped_by_link: Vec<u8>,
    /// That key, wrapped under the tab's secret together with the mailed code.
    pub wrapped_by_code: Vec<u8>,
    /// When it is erased.
    pub expires: Timestamp,
}

/// How a pending row is found.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum PendingKey {
    /// By the hash of the mailed link.
    Confirm([u8; 32]),
    /// By the hash of the tab's secret.
    Tab([u8; 32]),
    /// By the hash of "this was not me".
    Refuse([u8; 32]),
}

/// A pending row.
#[derive(Clone, PartialEq, Eq)]
pub struct PendingRow {
    /// Hash of the token in the mailed link.
    pub confirm_hash: [u8; 32],
    /// Which declaration.
    pub declaration: DeclarationId,
    /// The payload under a random key; a stub once confirmed.
    pub payload: Vec<u8>,
    /// That key, wrapped under the mailed token.
    pub wrapped_by_link: Vec<u8>,
    /// That key, wrapped under the tab's secret together with the mailed code.
    pub wrapped_by_code: Vec<u8>,
    /// How many codes were tried.
    pub tries: u32,
    /// When it is erased.
    pub expires: Timestamp,
    /// Leaf index of the signature, once confirmed.
    pub leaf: Option<u64>,
}
