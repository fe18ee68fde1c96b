//! Acts that take something away from what the database holds of a person, as they are written down
//! outside of it: a backup that is brought back would undo them.

use async_trait::async_trait;
use domain::id::DeclarationId;
use domain::infomail::StopReason;
use domain::listing::Listing;
use domain::slug::Slug;

use super::StoredState;
use crate::{Store, StoreError};

/// A signature, named so that it is found in a backup and in no other history: where another entry
/// stands at the leaf, another signature is meant.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct SignatureName {
    /// The declaration.
    pub declaration: DeclarationId,
    /// Leaf index.
    pub leaf: u64,
    /// Hash of the entry as a leaf of the tree, which is public.
    pub entry: [u8; 32],
}

/// One act. It names nobody to whoever does not have the database: random numbers, hashes of random
/// tokens, keyed hashes, and places in the public log.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Erasure {
    /// A signature was withdrawn or struck, and what was personal about it erased.
    Departed {
        /// Which.
        signature: SignatureName,
        /// Withdrawn or struck.
        state: StoredState,
    },
    /// A signature took the place of another. Nothing is erased by it; but whoever leaves later leaves
    /// with the one before, too.
    Moved {
        /// The one before.
        from: SignatureName,
        /// The one that took its place.
        to: SignatureName,
    },
    /// A listing was changed. Also where more is shown than before: of several changes the last one
    /// says what its signer wants.
    Listed {
        /// Which.
        signature: SignatureName,
        /// How it is listed from then on.
        listing: Listing,
    },
    /// A subscription to Infomail ended.
    Ended {
        /// Its random number.
        subscription: u64,
        /// Why.
        reason: StopReason,
        /// The keyed hash under which Infomail to that address is suppressed from then on.
        suppress: Option<[u8; 32]>,
    },
    /// The note beside a subscription, that a declaration was signed, was taken away.
    Unsigned {
        /// The random number of the subscription.
        subscription: u64,
        /// The declaration.
        declaration: Slug,
    },
    /// "This was not me": what waited for a confirmation was deleted.
    Refused {
        /// Hash of the token of that link.
        refuse_hash: [u8; 32],
    },
    /// An address wants no mail any more.
    Suppressed {
        /// Its keyed hash.
        key: [u8; 32],
    },
    /// An address may be written to again.
    Lifted {
        /// Its keyed hash.
        key: [u8; 32],
        /// Its keyed hash for Infomail.
        infomail: [u8; 32],
    },
}

/// Where acts are written down, outside of the database and of its backups.
///
/// An act is noted before it is done. If the process dies between the two, the note stands and the
/// act is done at the next start: what somebody asked for is late, and not lost. The other order
/// would leave a moment in which an erasure is acknowledged that no restored backup knows of.
#[async_trait]
pub trait ErasureJournal: Send + Sync + 'static {
    /// Notes acts; on disk when it returns. Answers the number of the first, by which they can be taken
    /// back.
    ///
    /// # Errors
    /// `Unavailable` when they could not be written; then they must not be done.
    async fn note(&self, acts: &[Erasure]) -> Result<u64, StoreError>;

    /// Says that so many acts, from a number on, were done in a store: what a later start of this node need
    /// not do again. Nothing is lost where that is not remembered, since doing it again is harmless to
    /// everybody but those who changed their mind at another node.
    async fn done(&self, store: &Store, first: u64, number: u64);

    /// Takes so many acts back, from a number on, of which it is known that none was done. Where that
    /// itself fails the note stands, and the acts are done at the next start.
    async fn take_back(&self, first: u64, number: u64);
}
