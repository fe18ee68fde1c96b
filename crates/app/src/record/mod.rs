//! The record of a confirmed signature, sealed under the token of its signer's own link.
//!
//! The server keeps it so that the signer can change the listing, save the receipt again or prove
//! what was signed; it cannot read it without the link. What the store has beside it stands there
//! alone: half of the tag and, where the ledger says just what was given, the consents. `layout` has
//! the bytes; `first` reads those of records from before, which nobody can seal anew without the links.

mod first;
mod layout;

use domain::comment::Comment;
use domain::consent::Consent;
use domain::log::{Field, Opening};
use store::ConsentRow;
use thiserror::Error;

use crate::secret::{Key, Sealed, Token};

/// Everything a signer may want to prove or change.
#[derive(Clone, PartialEq, Eq)]
pub struct Record {
    /// Secret and fields behind the commitment.
    pub opening: Opening,
    /// The comment, which is not part of the commitment.
    pub comment: Option<Comment>,
}

/// A sealed record that does not open or does not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the record of the signature cannot be opened")]
pub struct RecordError;

/// What the store keeps beside a sealed record.
pub(crate) struct Beside<'s> {
    /// Leaf index of the revision signed.
    pub(crate) revision: u64,
    /// The first half of the duplicate tag.
    pub(crate) tag: [u8; 16],
    /// The ledger of the signature.
    pub(crate) ledger: &'s [ConsentRow],
}

/// How many lines of a ledger, from its first on, say just what was given in the form. Lines are only
/// ever added behind them, as long as the signature stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Lines(u8);

impl Lines {
    /// The greatest number of them that a record has room to tell.
    const MOST: usize = 3;

    /// The lines of a ledger that begins; nothing where it says something else: a listing was lowered,
    /// a purpose is no longer offered, or a consent belongs to a subscription.
    pub(crate) fn saying(given: &[Consent], ledger: &[ConsentRow]) -> Option<Self> {
        let is_said = given.len() == ledger.len()
            && (1..=Self::MOST).contains(&given.len())
            && given.iter().zip(ledger).all(|(given, line)| {
                given.purpose == line.purpose
                    && given.wording == line.wording
                    && given.text == line.text
                    && given.asked.as_second() == line.asked.as_second()
            });
        let lines = u8::try_from(given.len()).ok()?;
        is_said.then_some(Self(lines))
    }
}

impl Record {
    /// Seals the record under its signer's token, as that of a signature of this revision: whoever moves
    /// to a newer text keeps the token, and no key may seal two contents. The digest of the consents is
    /// left out where lines of the ledger give it.
    pub(crate) fn seal(&self, manage: &Token, revision: u64, lines: Option<Lines>) -> Vec<u8> {
        key(manage, revision).seal(Sealed::Record, &layout::encode(self, lines))
    }

    /// Opens a sealed record with its signer's token.
    ///
    /// # Errors
    /// [`RecordError`] for another token, damaged bytes, or a ledger that lost its lines.
    pub(crate) fn open(
        sealed: &[u8],
        manage: &Token,
        beside: &Beside<'_>,
    ) -> Result<Self, RecordError> {
        let record = match key(manage, beside.revision).open(Sealed::Record, sealed) {
            Ok(plain) => layout::decode(&plain, beside),
            Err(_) => {
                let plain = first::key(manage).open(Sealed::Record, sealed);
                first::decode(&plain.map_err(|_| RecordError)?)
            }
        };
        record.ok_or(RecordError)
    }

    /// A field as text.
    #[must_use]
    pub fn text(&self, field: Field) -> &str {
        std::str::from_utf8(self.opening.fields.get(field)).unwrap_or_default()
    }
}

impl std::fmt::Debug for Record {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Record(hidden)")
    }
}

fn key(manage: &Token, revision: u64) -> Key {
    manage.key_with("record", &revision.to_be_bytes())
}

#[cfg(test)]
mod tests;
