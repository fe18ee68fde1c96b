//! A record as it is written (RFC 9989 section 4.7).

/// What a domain asks recipients to do with mails that are not its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Policy {
    /// Nothing.
    None,
    /// Treat them with suspicion.
    Quarantine,
    /// Refuse them.
    Reject,
}

impl Policy {
    fn parse(word: &str) -> Option<Self> {
        match word.to_ascii_lowercase().as_str() {
            "none" => Some(Self::None),
            "quarantine" => Some(Self::Quarantine),
            "reject" => Some(Self::Reject),
            _ => None,
        }
    }

    /// As records write it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Quarantine => "quarantine",
            Self::Reject => "reject",
        }
    }
}

/// Whether a domain hands out names to others (`psd`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PublicSuffix {
    /// `psd=y`: it does, and the organisation begins one label below.
    Yes,
    /// `psd=n`: it does not, and is an organisation itself.
    No,
    /// Not said.
    #[default]
    Unsaid,
}

/// A record.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Record {
    /// For the domain itself (`p`); an unknown word counts as none said.
    pub policy: Option<Policy>,
    /// For the domains below it (`sp`).
    pub subdomains: Option<Policy>,
    /// Whether the signing domain must be the very same (`adkim=s`).
    pub strict_dkim: bool,
    /// Whether the domain of the return path must be the very same (`aspf=s`).
    pub strict_spf: bool,
    /// Whether it hands out names (`psd`).
    pub public_suffix: PublicSuffix,
    /// Whether the policy is a test (`t=y`).
    pub testing: bool,
    /// Whether somebody gets reports (`rua`).
    pub reports: bool,
    tags: Vec<String>,
}

impl Record {
    /// The one record among the texts at `_dmarc.NAME`. Several count as none (RFC 9989 section
    /// 4.10), and unknown tags are no mistake.
    #[must_use]
    pub fn among(texts: &[String]) -> Option<Self> {
        let mut found = texts.iter().filter_map(|text| Self::parse(text));
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }

    fn parse(text: &str) -> Option<Self> {
        let mut tags = text.split(';').filter_map(|tag| {
            let (name, value) = tag.split_once('=')?;
            Some((name.trim(), value.trim()))
        });
        if tags.next()? != ("v", "DMARC1") {
            return None;
        }
        let mut record = Self::default();
        for (name, value) in tags {
            let name = name.to_ascii_lowercase();
            let is = |word: &str| value.eq_ignore_ascii_case(word);
            match name.as_str() {
                "p" => record.policy = Policy::parse(value),
                "sp" => record.subdomains = Policy::parse(value),
                "adkim" => record.strict_dkim = is("s"),
                "aspf" => record.strict_spf = is("s"),
                "t" => record.testing = is("y"),
                "rua" => record.reports = value.to_ascii_lowercase().contains("mailto:"),
                "psd" if is("y") => record.public_suffix = PublicSuffix::Yes,
                "psd" if is("n") => record.public_suffix = PublicSuffix::No,
                _ => {}
            }
            record.tags.push(name);
        }
        Some(record)
    }

    /// Which of these tags it has.
    pub(super) fn tags_among<'a>(&self, names: &'a [&'a str]) -> impl Iterator<Item = &'a str> {
        let has = |name: &&'a str| self.tags.iter().any(|tag| tag == *name);
        let found: Vec<&str> = names.iter().copied().filter(has).collect();
        found.into_iter()
    }
}
