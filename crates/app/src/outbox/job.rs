//! What a row of the outbox holds: enough to compose the mail, and nothing that outlives it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::Lane;

use crate::infomail::InfomailJob;
use crate::secret::{Code, Token};

/// A mail to be composed. `Debug` is redacted, since every kind carries tokens.
#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum MailJob {
    /// Asks for confirmation.
    Confirm {
        /// The declaration.
        slug: String,
        /// Token of the link.
        confirm: String,
        /// Token of the signer's own link.
        manage: String,
        /// Token of "this was not me".
        refuse: String,
        /// Token of a link that can withdraw, for an address that turns out to have signed; rows of
        /// before had none.
        #[serde(default)]
        known: Option<String>,
        /// The code.
        code: String,
        /// When the pending signature is deleted, in Unix seconds.
        expires: i64,
    },
    /// Says that this address has signed before.
    AlreadySigned {
        /// The declaration.
        slug: String,
        /// Token of a link that can withdraw.
        manage: String,
        /// Token of "this was not me".
        refuse: String,
        /// Until when, in Unix seconds.
        expires: i64,
    },
    /// Something about a subscription to Infomail.
    Infomail(InfomailJob),
}

impl MailJob {
    pub(crate) fn confirm(
        slug: &str,
        (confirm, manage, refuse, known): (&Token, &Token, &Token, &Token),
        code: &Code,
        expires: Timestamp,
    ) -> Self {
        Self::Confirm {
            slug: slug.to_owned(),
            confirm: confirm.reveal(),
            manage: manage.reveal(),
            refuse: refuse.reveal(),
            known: Some(known.reveal()),
            code: code.reveal(),
            expires: expires.as_second(),
        }
    }

    /// The kind, for counters and logs.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Confirm { .. } => "confirm",
            Self::AlreadySigned { .. } => "already-signed",
            Self::Infomail(job) => job.kind(),
        }
    }

    /// The queue it waits in.
    #[must_use]
    pub const fn lane(&self) -> Lane {
        match self {
            Self::Confirm { .. } => Lane::Confirmation,
            Self::AlreadySigned { .. } => Lane::Service,
            Self::Infomail(job) => job.lane(),
        }
    }

    pub(crate) fn encode(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("a mail job has only text and numbers")
    }

    pub(crate) fn decode(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }
}

impl std::fmt::Debug for MailJob {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "MailJob({}, hidden)", self.kind())
    }
}
