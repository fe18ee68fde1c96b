//! How much of a tag, and of the hash of a link, an engine keeps.

use super::{AccessPurpose, NewAccess};

/// 16 bytes. Among a thousand million signatures of one declaration, that two share a tag by chance has
/// odds of one to 2^69 (the square of their number, halved, over 2^128); to hit one of as many links by
/// guessing takes 2^98 guesses.
pub(crate) const KEPT: usize = 16;

/// What is kept of a tag or a hash.
pub(crate) type Kept = [u8; KEPT];

/// What is kept of this one.
pub(crate) fn kept(hash: &[u8; 32]) -> Kept {
    let (kept, _) = hash.split_first_chunk().expect("32 bytes have 16");
    *kept
}

impl NewAccess {
    /// What is kept of a link that manages its signature as long as it stands: it is kept with the
    /// signature. Others have rows of their own.
    pub(crate) fn own(&self) -> Option<Kept> {
        let is_own = self.purpose == AccessPurpose::Manage && self.expires.is_none();
        is_own.then(|| kept(&self.hash))
    }
}
