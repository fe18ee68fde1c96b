//! Taking entries over that were signed before: what a restored backup lost ([`recover()`]), and the
//! log of another site, which is only read here ([`Site::carry`](crate::site::Site::carry)).
//!
//! Whatever the entries come from (a mirror, an export), it is believed in nothing. The whole log is
//! verified as any outsider would, under the key it must have; then it is read a second time, bundle
//! by bundle, each compared with what was verified; then it is committed in portions, the last of
//! which must lead to the root of the verified checkpoint.
//!
//! Of a signature the log holds what counts and, where somebody is shown, the opening of what is
//! shown. What is not in it cannot be brought back by anybody: the sealed record, the link that
//! manages the signature, the duplicate tag, consents, sealed contacts, comments.

mod beside;
mod copy;
mod listings;
mod names;
mod original;
mod receipt;
mod recover;
mod rows;
mod verified;
mod watched;

use store::StoreError;
use thiserror::Error;

use crate::keys::KeysError;
use crate::sequencer::{AdoptError, HeadError};
use crate::verify::{Problem, SourceError};

pub use copy::{Carrying, Copied};
pub use original::CarriedFrom;
pub use receipt::{ReceiptText, recover_by_receipt};
pub use recover::{Recovered, Recovery, Wanted, recover};
pub use verified::{NamesTaken, Progress, Verified};

/// How many entries one transaction takes over: 16 bundles. On the machine the limit was chosen on
/// that is half a second in which nobody else writes, and a daily update of a carried log fits into
/// one, so that readers never meet half of it.
const PORTION: u64 = 4_096;

/// Why nothing was taken over, or not all of it. What was taken over is whole and stays; trying again
/// goes on from there.
#[derive(Debug, Error)]
pub enum CarryError {
    /// The source, or what is stored, does not allow it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The source could not be read.
    #[error("the log could not be read")]
    Source(#[from] SourceError),
    /// A file was verified and is another one by now.
    #[error("the file {0} changed while it was read; try again")]
    Changed(String),
    /// The store failed.
    #[error("the store cannot be used")]
    Store(#[from] StoreError),
    /// The keys cannot be used.
    #[error("the keys of the log cannot be used")]
    Keys(#[from] KeysError),
    /// The log, or what is known of it, cannot be read.
    #[error("what is known of the log cannot be read")]
    Head(#[from] HeadError),
    /// A portion was not committed.
    #[error("the entries were not taken over")]
    Adopt(#[from] AdoptError),
}

/// What does not allow entries to be taken over. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    /// The source does not verify.
    #[error("the log that is offered is not in order")]
    False(Vec<Problem>),
    /// The stored log holds more than the source.
    #[error(
        "the log that is offered has {offered} entries, and {stored} are stored here: it is older, \
         and lacks what is here"
    )]
    Older {
        /// Entries in the source.
        offered: u64,
        /// Entries in the store.
        stored: u64,
    },
    /// The stored log is not the beginning of the source.
    #[error(
        "the {stored} entries that are stored here are not the beginning of the log that is offered: \
         two histories exist, and one of them is not the published one"
    )]
    Forked {
        /// Entries in the store.
        stored: u64,
    },
    /// The source lacks what was released.
    #[error(
        "the log that is offered has {offered} entries, but the lock file says that {released} were \
         released: it would still lack some. Look for a newer export or mirror"
    )]
    Short {
        /// Entries in the source.
        offered: u64,
        /// Entries under the released checkpoint.
        released: u64,
    },
    /// The source does not continue what was released.
    #[error(
        "the log that is offered does not hold the first {released} entries as they were released: \
         it is another history under the same key"
    )]
    NotReleased {
        /// Entries under the released checkpoint.
        released: u64,
    },
    /// The log is one that is only carried here.
    #[error("this log is carried from {0}: import a newer export of it instead")]
    Carried(String),
    /// The log is one that is signed here.
    #[error("this log is signed here: what it lacks is brought back with `undersigned recover`")]
    Own,
    /// Another declaration has the slug.
    #[error("{0} is the name of another declaration on this site")]
    SlugTaken(String),
    /// The log is carried under another slug.
    #[error("this log is carried already, under the name {0}")]
    CarriedAs(String),
    /// The log was begun to be carried under another slug, and was cut off.
    #[error("this log was begun under another name and cut off: import it under that name")]
    BegunElsewhere,
    /// The log was carried under another key.
    #[error("this log was signed with {0} when it was first carried, and now with another key")]
    OtherKey(String),
    /// The folder beside the log does not read.
    #[error("the folder beside the log cannot be read: {0}")]
    Folder(String),
    /// The folder beside the log has an original in a language in which the log has none.
    #[error("the folder beside the log says that its original is in {0}, and the log holds none")]
    OtherOriginal(String),
    /// The folder beside the log has another text than was logged.
    #[error("text/{0}.md beside the log is not a text that was logged and signed")]
    OtherText(String),
    /// The folder beside the log has another figure than was logged.
    #[error("the figure {0} beside the log is not the one that was logged")]
    OtherFigure(String),
    /// The folder beside the log has another raising than was logged.
    #[error("the raising {0} beside the log is not the one that was logged")]
    OtherRaising(String),
    /// The receipt does not hold.
    #[error("the receipt does not hold: {0}")]
    Receipt(String),
    /// The receipt is no newer than what is stored.
    #[error(
        "the receipt is of entry {entry}, and {stored} entries are stored here: it adds nothing"
    )]
    Known {
        /// Leaf index in the receipt.
        entry: u64,
        /// Entries in the store.
        stored: u64,
    },
    /// The receipt holds another entry than the one that is missing, or more are missing.
    #[error(
        "the receipt proves that the log had {proven} entries, and {stored} are stored here; it holds \
         entry {entry} alone, which does not bring back all that is missing. Look for an export or a \
         mirror: they have every entry"
    )]
    OneOfMany {
        /// Leaf index in the receipt.
        entry: u64,
        /// Entries under the checkpoint in the receipt.
        proven: u64,
        /// Entries in the store.
        stored: u64,
    },
}
