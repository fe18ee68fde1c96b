//! Signatures in the log, their links, consents and contacts.

use domain::consent::Purpose;
use domain::id::DeclarationId;
use domain::listing::Listing;
use domain::locale::Language;
use domain::log::Bucket;
use domain::text::TextDigest;
use jiff::Timestamp;

use super::NewSignatory;

/// How a signature in the log stands. The reason of a departure is in the log.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum StoredState {
    /// It counts.
    Confirmed,
    /// Taken back by the signer.
    Withdrawn,
    /// Taken out by the organisers.
    Struck,
}

/// A signature in the log.
#[derive(Clone, PartialEq, Eq)]
pub struct SignatureRow {
    /// What it is counted by.
    pub bucket: Bucket,
    /// Whether it counts.
    pub state: StoredState,
    /// How it is listed.
    pub listing: Listing,
    /// The day of its entry, in days since 1970-01-01 UTC.
    pub day: u32,
    /// The first 16 bytes of its duplicate tag, until it leaves.
    pub tag: Option<[u8; 16]>,
    /// The sealed record, until the signature leaves.
    pub record: Option<Vec<u8>>,
}

/// What a link is good for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum AccessPurpose {
    /// To see the receipt, change the listing, withdraw.
    Manage,
    /// To withdraw only.
    Withdraw,
}

/// A link to a signature that is being made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewAccess {
    /// Hash of its token.
    pub hash: [u8; 32],
    /// What it is good for.
    pub purpose: AccessPurpose,
    /// When it ends, if it does.
    pub expires: Option<Timestamp>,
}

/// A link to a signature.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AccessRow {
    /// Whose log.
    pub declaration: DeclarationId,
    /// Leaf index of the signature.
    pub leaf: u64,
    /// What it is good for.
    pub purpose: AccessPurpose,
    /// When it ends, if it does. Whether it has ended is the caller's to say: the store has no
    /// clock.
    pub expires: Option<Timestamp>,
}

/// A line of the consent ledger (REQ-4).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ConsentRow {
    /// What for.
    pub purpose: Purpose,
    /// Given, or taken back.
    pub given: bool,
    /// The sentence shown; kept once for all who saw it.
    pub wording: String,
    /// The language it was shown in.
    pub language: Language,
    /// Digest of the text signed.
    pub text: TextDigest,
    /// When it was asked.
    pub asked: Timestamp,
    /// When it was confirmed.
    pub confirmed: Timestamp,
    /// Where it was asked, such as `form`.
    pub channel: String,
    /// How it was confirmed, such as `mail-link`.
    pub method: String,
}

impl ConsentRow {
    /// Whether two agreed to the same, at whatever time.
    pub(crate) fn has_form_of(&self, other: &Self) -> bool {
        self.purpose == other.purpose
            && self.given == other.given
            && self.text == other.text
            && self.language == other.language
            && self.wording == other.wording
            && self.channel == other.channel
            && self.method == other.method
    }
}

/// A contact that only the organisers can open.
#[derive(Clone, PartialEq, Eq)]
pub struct SealedContact {
    /// What it was given for.
    pub purpose: Purpose,
    /// The sealed bytes.
    pub sealed: Vec<u8>,
}

/// A change of listing.
#[derive(Clone)]
pub struct Relisting {
    /// Whose log.
    pub declaration: DeclarationId,
    /// Leaf index of the signature.
    pub leaf: u64,
    /// The listing it is believed to have.
    pub from: Listing,
    /// The listing it gets.
    pub to: Listing,
    /// What the public list shows from now on; nothing when only counted.
    pub signatory: Option<NewSignatory>,
    /// The consent that allows it.
    pub consent: Option<ConsentRow>,
}
