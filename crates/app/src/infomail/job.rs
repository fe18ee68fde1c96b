//! Mails about one subscription, as they wait in the outbox.

use serde::{Deserialize, Serialize};
use store::Lane;

/// A mail to be composed. It carries tokens: it has no `Debug`.
#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "mail", rename_all = "kebab-case")]
pub enum InfomailJob {
    /// Asks whether it was you who subscribed.
    OptIn {
        /// The list.
        list: String,
        /// Token of the link.
        confirm: String,
        /// Token of "this was not me".
        refuse: String,
        /// When the wish is deleted, in Unix seconds.
        expires: i64,
    },
    /// Says that the subscription began.
    Welcome {
        /// The list.
        list: String,
        /// Token that ends the subscription.
        leave: String,
    },
    /// Leads to the subscription for an hour.
    Known {
        /// The list.
        list: String,
        /// Token of the link.
        manage: String,
    },
    /// Asks whether to stay (REQ-91).
    Permission {
        /// The list.
        list: String,
        /// Token that says so.
        stay: String,
        /// Token that ends the subscription.
        leave: String,
        /// The day of the permission that grows old, in days since 1970-01-01 UTC.
        since: u32,
        /// The day on which the subscription ends without an answer, likewise.
        ends: u32,
    },
    /// An issue to organisers who want to see it as it arrives.
    Test {
        /// The list.
        list: String,
        /// The number of the issue.
        number: u32,
        /// A token that ends nothing.
        leave: String,
    },
}

impl InfomailJob {
    /// The kind, for counters and logs.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::OptIn { .. } => "infomail-opt-in",
            Self::Welcome { .. } => "infomail-welcome",
            Self::Known { .. } => "infomail-known",
            Self::Permission { .. } => "infomail-permission",
            Self::Test { .. } => "infomail-test",
        }
    }

    /// The queue it waits in.
    #[must_use]
    pub const fn lane(&self) -> Lane {
        match self {
            Self::OptIn { .. } => Lane::Confirmation,
            Self::Welcome { .. }
            | Self::Known { .. }
            | Self::Permission { .. }
            | Self::Test { .. } => Lane::Service,
        }
    }
}
