//! What was found, for an operator to read.

use super::DnsError;

/// How much something matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// As it should be.
    Fine,
    /// Could be better; mails arrive.
    Hint,
    /// Some mails will be doubted.
    Warning,
    /// Mails will be refused or end among the advertisements.
    Error,
}

impl Level {
    /// One word for a program.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Fine => "ok",
            Self::Hint => "hint",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What was looked at: `SPF of letters.example.org`.
    pub what: String,
    /// How much it matters.
    pub level: Level,
    /// What was found.
    pub found: String,
    /// What to do about it, unless it is fine.
    pub advice: Option<String>,
}

impl Finding {
    /// As it should be.
    #[must_use]
    pub fn fine(what: &str, found: impl Into<String>) -> Self {
        Self {
            what: what.to_owned(),
            level: Level::Fine,
            found: found.into(),
            advice: None,
        }
    }

    /// Not as it should be.
    #[must_use]
    pub fn new(
        level: Level,
        what: &str,
        found: impl Into<String>,
        advice: impl Into<String>,
    ) -> Self {
        Self {
            what: what.to_owned(),
            level,
            found: found.into(),
            advice: Some(advice.into()),
        }
    }

    /// Mails will be refused or end among the advertisements.
    #[must_use]
    pub fn error(what: &str, found: impl Into<String>, advice: impl Into<String>) -> Self {
        Self::new(Level::Error, what, found, advice)
    }

    /// Some mails will be doubted.
    #[must_use]
    pub fn warning(what: &str, found: impl Into<String>, advice: impl Into<String>) -> Self {
        Self::new(Level::Warning, what, found, advice)
    }

    /// Could be better.
    #[must_use]
    pub fn hint(what: &str, found: impl Into<String>, advice: impl Into<String>) -> Self {
        Self::new(Level::Hint, what, found, advice)
    }

    /// Nothing could be found out: recipients meet the same silence and put mails off.
    pub(super) fn silent(what: &str, error: &DnsError) -> Self {
        let advice = "ask again later; if it lasts, see that the name servers of the domain answer";
        Self::error(what, error.to_string(), advice)
    }
}
