//! Consents: separate, unticked, each with the exact wording shown (REQ-2, REQ-4).

use jiff::Timestamp;
use sha2::{Digest, Sha256};

use crate::locale::Language;
use crate::text::TextDigest;

/// What a consent is for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Purpose {
    /// To sign and be counted: the only one that is needed.
    Count,
    /// To show the name, in the form chosen as listing.
    Publish,
    /// To include the name in what is handed to the addressee.
    Handover,
    /// To receive Infomail.
    Infomail,
    /// To have it noted beside the Infomail subscription which declaration was signed, so that issues for
    /// its signatories arrive. Says nothing without [`Purpose::Infomail`].
    InfomailSigned,
    /// To be contacted about this declaration.
    Contact,
}

impl Purpose {
    /// All purposes, the needed one first.
    pub const ALL: [Self; 6] = [
        Self::Count,
        Self::Publish,
        Self::Handover,
        Self::Infomail,
        Self::InfomailSigned,
        Self::Contact,
    ];

    /// The word in folders, forms and rows.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Publish => "publish",
            Self::Handover => "handover",
            Self::Infomail => "infomail",
            Self::InfomailSigned => "infomail-signed",
            Self::Contact => "contact",
        }
    }

    /// The purpose with this word, if there is one.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.word() == word)
    }

    /// Whether this purpose needs the signer's address or name after confirmation, so that it is
    /// sealed to the organisers instead of forgotten. Whether it is sealed indeed the declaration says, see
    /// [`crate::declaration::Declaration::seals`].
    #[must_use]
    pub const fn keeps_contact(self) -> bool {
        matches!(self, Self::Handover | Self::Infomail | Self::Contact)
    }
}

/// One consent as given: the ledger keeps it word for word.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Consent {
    /// What for.
    pub purpose: Purpose,
    /// The sentence beside the box, exactly as shown.
    pub wording: String,
    /// The language it was shown in.
    pub language: Language,
    /// The revision that was signed.
    pub text: TextDigest,
    /// When the form was sent.
    pub asked: Timestamp,
}

impl Consent {
    /// The digest under which the ledger keeps the wording once for many signers.
    #[must_use]
    pub fn wording_digest(&self) -> [u8; 32] {
        wording_digest(&self.wording)
    }
}

/// SHA-256 of a wording in UTF-8.
#[must_use]
pub fn wording_digest(wording: &str) -> [u8; 32] {
    Sha256::digest(wording.as_bytes()).into()
}

/// The digest of all consents of one signature, in the order of [`Purpose::ALL`]: the field
/// `consent` of the commitment (LOG-FORMAT section 5), so that a signer can later prove exactly
/// what was, and was not, agreed to.
#[must_use]
pub fn consents_digest(consents: &[Consent]) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(b"undersigned/v1/consents\0");
    for purpose in Purpose::ALL {
        for consent in consents.iter().filter(|consent| consent.purpose == purpose) {
            hash.update(purpose.word().as_bytes());
            hash.update([0]);
            hash.update(consent.wording_digest());
            hash.update(consent.text.as_bytes());
            hash.update(consent.asked.as_second().to_be_bytes());
        }
    }
    hash.finalize().into()
}
