//! Whether a database is to be used.

/// Whether a database is in service.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Service {
    /// It is, as every database at first.
    In,
    /// It was copied to another place, or is just being copied: nothing can be written, so that nothing
    /// is acknowledged here that is not there.
    Retired {
        /// Where it went, as it may be shown.
        to: String,
    },
    /// A copy of another database that is not whole, or was not looked through yet.
    Unfinished {
        /// Where it comes from, as it may be shown.
        from: String,
    },
}

const RETIRED: &str = "retired to ";
const UNFINISHED: &str = "unfinished copy of ";

impl Service {
    /// Whether what stands under the mark says that a copy is not finished.
    pub(crate) fn is_unfinished(mark: &[u8]) -> bool {
        mark.starts_with(UNFINISHED.as_bytes())
    }

    /// What the mark says. One that a newer program wrote keeps a database out of service, too.
    pub(crate) fn of(mark: Option<&[u8]>) -> Self {
        let Some(mark) = mark else {
            return Self::In;
        };
        let mark = String::from_utf8_lossy(mark);
        match mark.strip_prefix(UNFINISHED) {
            Some(from) => Self::Unfinished {
                from: from.to_owned(),
            },
            None => Self::Retired {
                to: mark.strip_prefix(RETIRED).unwrap_or("somewhere").to_owned(),
            },
        }
    }

    pub(crate) fn mark(&self) -> Option<String> {
        match self {
            Self::In => None,
            Self::Retired { to } => Some(format!("{RETIRED}{to}")),
            Self::Unfinished { from } => Some(format!("{UNFINISHED}{from}")),
        }
    }
}
