//! Where the mails of a lane come from, and where their fate is written down.

use std::borrow::Cow;

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use mail::message::Message;
use store::{Lane, StoreError};

use super::ComposeError;

/// How long a source lets parcels go for: longer than any one hand-over takes ([`HANDOVER`]), and
/// the time a batch waits for its turn on top.
pub const LEASE: SignedDuration = SignedDuration::from_mins(15);

/// The longest that handing over one mail may take. A parcel whose lease ends sooner than this is not
/// begun: somebody else may take it when it has ended.
pub const HANDOVER: SignedDuration = SignedDuration::from_mins(6);

/// What a source knows its parcel by: the id of a delivery, or of a receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ParcelId(pub [u8; 16]);

/// A mail in our hands that has not been composed yet.
pub struct Parcel<M> {
    /// Its identifier.
    pub id: ParcelId,
    /// Which mail, for counters and logs: `confirm`.
    pub kind: Cow<'static, str>,
    /// The recipient's domain as lower-case A-label: it bounds how many go there at once.
    pub domain: String,
    /// How often it failed before.
    pub attempts: u32,
    /// Until when it is in our hands alone.
    pub until: Timestamp,
    /// What [`MailSource::compose`] makes the message from.
    pub mail: M,
}

/// What became of a parcel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The mail server has taken it.
    Sent,
    /// It was tried and failed: one attempt more, and not before this moment.
    Later(Timestamp),
    /// It was not tried, through no fault of its own: given back as it was, and not to be taken
    /// before this moment.
    Back(Timestamp),
    /// It will never be sent.
    Dead(DeadClass),
}

/// What became of one parcel, with what its source may count it by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settlement {
    /// The parcel.
    pub id: ParcelId,
    /// Its domain, as the source named it.
    pub domain: String,
    /// What became of it.
    pub outcome: Outcome,
    /// How often it failed before.
    pub attempts: u32,
    /// Why it was refused for good (5xx), if it was: such a mail may be tried again all the same.
    pub refused: Option<DeadClass>,
}

/// Why a mail will never be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DeadClass {
    /// There is no such mailbox (5.1.1, 5.1.6, 5.1.10).
    Gone,
    /// There is no such domain, or no such address can be (other 5.1.x).
    Address,
    /// The mailbox takes no mail (5.2.x).
    Mailbox,
    /// Something about the sender, a quota or a rule (5.3.x, 5.4.x, 5.7.x, or 5xx without a word about
    /// the address): the operator's affair, not the recipient's (REQ-81).
    Policy,
    /// The message was refused, or says what no server on the way can carry.
    Content,
    /// Refused for good without a reason that a program understands.
    Refused,
    /// Tried as often as the lane tries.
    Exhausted,
    /// It cannot be composed: what it speaks of is gone.
    Unsendable,
}

impl DeadClass {
    /// The word in counters, tables and logs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Gone => "gone",
            Self::Address => "address",
            Self::Mailbox => "mailbox",
            Self::Policy => "policy",
            Self::Content => "content",
            Self::Refused => "refused",
            Self::Exhausted => "exhausted",
            Self::Unsendable => "unsendable",
        }
    }
}

/// The mails of one lane.
///
/// The promises of both sides: a taken parcel is taken by nobody else until its lease ends; every
/// outcome is settled, unless the process dies or the store cannot be written; then the parcel is
/// there to take again when its lease has ended, or at the next start ([`Self::recover`]).
#[async_trait]
pub trait MailSource: Send + Sync {
    /// What a message is composed from.
    type Mail: Send + Sync;

    /// Which lane it feeds.
    fn lane(&self) -> Lane;

    /// Takes up to `most` mails that are due, the longest waiting first, for [`LEASE`]. An empty
    /// answer means that nothing is due now.
    ///
    /// # Errors
    /// When the store cannot be used; then nothing was taken, or it comes back after its lease.
    async fn take(
        &self,
        most: usize,
        now: Timestamp,
    ) -> Result<Vec<Parcel<Self::Mail>>, StoreError>;

    /// Makes the message. Doing so again gives the same `Message-ID`, so that a receiver can tell a
    /// second copy of one mail.
    ///
    /// # Errors
    /// [`ComposeError::Load`] where trying again may help, the others where it will not.
    async fn compose(&self, parcel: &Parcel<Self::Mail>) -> Result<Message, ComposeError>;

    /// Writes down what became of parcels, all in one transaction.
    ///
    /// # Errors
    /// When the store cannot be used; the same outcomes are brought again, so settling twice must
    /// do what settling once does.
    async fn settle(&self, settled: &[Settlement], now: Timestamp) -> Result<(), StoreError>;

    /// Puts back what a process that died had taken. Called once at the start, by the only process
    /// that sends from this store.
    ///
    /// # Errors
    /// When the store cannot be used.
    async fn recover(&self, now: Timestamp) -> Result<(), StoreError>;
}
