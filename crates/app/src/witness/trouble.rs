//! What keeps a witness from cosigning, in words for the operator.

use std::fmt;
use std::time::Duration;

use super::protocol::TransportError;

/// Why a witness has not cosigned the newest checkpoint of a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// It has cosigned more of this log than is stored: a backup was restored, or the key of the log
    /// signs elsewhere, too.
    Ahead {
        /// The size it has cosigned.
        theirs: u64,
        /// The size that is stored.
        ours: u64,
    },
    /// It has cosigned another history than the one that is stored.
    Forked {
        /// The size that is stored.
        ours: u64,
    },
    /// It does not follow this log.
    UnknownLog,
    /// It does not trust the key of this log.
    NotSigned,
    /// It asks for a pause.
    Later(Option<Duration>),
    /// It cannot be reached, with the reason.
    Unreachable(String),
    /// It answered what a witness does not answer.
    Odd(&'static str),
}

impl Trouble {
    /// Whether it means that this log has two histories. Everything else is the witness's affair, or
    /// that of the configuration.
    #[must_use]
    pub const fn is_serious(&self) -> bool {
        matches!(self, Self::Ahead { .. } | Self::Forked { .. })
    }
}

impl From<TransportError> for Trouble {
    fn from(error: TransportError) -> Self {
        let mut said = error.to_string();
        let mut source = std::error::Error::source(&error);
        while let Some(cause) = source {
            said = format!("{said}: {cause}");
            source = cause.source();
        }
        Self::Unreachable(said)
    }
}

/// The end of a sentence that begins with the name of the witness.
impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ahead { theirs, ours } => write!(
                f,
                "has cosigned {theirs} entries of this log, but {ours} are stored: a backup was \
                 restored, or somebody else signs with the key of this log"
            ),
            Self::Forked { ours } => write!(
                f,
                "has cosigned another history of this log than the {ours} entries that are stored"
            ),
            Self::UnknownLog => f.write_str("does not follow this log: its operator must add it"),
            Self::NotSigned => f.write_str("follows this log under another key"),
            Self::Later(_) => f.write_str("asks to be asked later"),
            Self::Unreachable(why) => write!(f, "did not answer: {why}"),
            Self::Odd(why) => write!(f, "did not cosign: {why}"),
        }
    }
}
