//! A record as it is written (RFC 7208 sections 4.5, 4.6 and 12).

use std::net::IpAddr;

use thiserror::Error;

use super::network::{Prefixes, block};

/// What is said of those whom a mechanism matches (RFC 7208 section 4.6.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Qualifier {
    /// `+`: they may send.
    Pass,
    /// `-`: they may not.
    Fail,
    /// `~`: probably not.
    SoftFail,
    /// `?`: nothing.
    Neutral,
}

/// Whom a mechanism names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mechanism {
    All,
    Include(String),
    A(Option<String>, Prefixes),
    Mx(Option<String>, Prefixes),
    Ptr,
    Ip(IpAddr, Prefixes),
    Exists(String),
}

impl Mechanism {
    /// Whether it makes a recipient ask the DNS (RFC 7208 section 4.6.4).
    pub(super) const fn asks(&self) -> bool {
        !matches!(self, Self::All | Self::Ip(..))
    }
}

/// One record, in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    pub(super) mechanisms: Vec<(Qualifier, Mechanism)>,
    pub(super) redirect: Option<String>,
}

/// Why a record cannot be read; recipients then act as if something were wrong with the mail.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Broken {
    /// More than one record at one name.
    #[error("there are {0} records that begin with v=spf1, and one is allowed")]
    Several(usize),
    /// A term that is none.
    #[error("`{0}` is not a term of SPF")]
    Term(String),
    /// `redirect` twice.
    #[error("`redirect` stands in it twice")]
    RedirectTwice,
}

impl Record {
    /// The one record among the texts of a name; nothing where there is none.
    ///
    /// # Errors
    /// [`Broken`] when recipients could not read it.
    pub fn among(texts: &[String]) -> Result<Option<Self>, Broken> {
        let is_record = |text: &&String| {
            let version = text.split(' ').next().unwrap_or_default();
            version.eq_ignore_ascii_case("v=spf1")
        };
        let found: Vec<&String> = texts.iter().filter(is_record).collect();
        match found.as_slice() {
            [] => Ok(None),
            [one] => Self::parse(one).map(Some),
            many => Err(Broken::Several(many.len())),
        }
    }

    fn parse(text: &str) -> Result<Self, Broken> {
        let mut record = Self {
            mechanisms: Vec::new(),
            redirect: None,
        };
        for term in text.split(' ').skip(1).filter(|term| !term.is_empty()) {
            if let Some((name, value)) = modifier(term) {
                if name.eq_ignore_ascii_case("redirect")
                    && record.redirect.replace(value.to_owned()).is_some()
                {
                    return Err(Broken::RedirectTwice);
                }
                continue;
            }
            let parsed = mechanism(term).ok_or_else(|| Broken::Term(term.to_owned()))?;
            record.mechanisms.push(parsed);
        }
        Ok(record)
    }
}

/// `name=value`; unknown ones are ignored (RFC 7208 section 6).
fn modifier(term: &str) -> Option<(&str, &str)> {
    let (name, value) = term.split_once('=')?;
    let starts = name.bytes().next()?.is_ascii_alphabetic();
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    (starts && name.bytes().all(allowed)).then_some((name, value))
}

fn mechanism(term: &str) -> Option<(Qualifier, Mechanism)> {
    let (qualifier, rest) = match term.split_at_checked(1)? {
        ("+", rest) => (Qualifier::Pass, rest),
        ("-", rest) => (Qualifier::Fail, rest),
        ("~", rest) => (Qualifier::SoftFail, rest),
        ("?", rest) => (Qualifier::Neutral, rest),
        _ => (Qualifier::Pass, term),
    };
    let end = rest.find([':', '/']).unwrap_or(rest.len());
    let (name, argument) = rest.split_at(end);
    let named = argument.strip_prefix(':').filter(|value| !value.is_empty());
    let mechanism = match (name.to_ascii_lowercase().as_str(), named) {
        ("all", None) if argument.is_empty() => Mechanism::All,
        ("include", Some(domain)) => Mechanism::Include(domain.to_owned()),
        ("exists", Some(domain)) => Mechanism::Exists(domain.to_owned()),
        ("ptr", _) => Mechanism::Ptr,
        ("ip4", Some(text)) => in_block(text, false)?,
        ("ip6", Some(text)) => in_block(text, true)?,
        ("a", _) => around(argument).map(|(name, bits)| Mechanism::A(name, bits))?,
        ("mx", _) => around(argument).map(|(name, bits)| Mechanism::Mx(name, bits))?,
        _ => return None,
    };
    Some((qualifier, mechanism))
}

fn in_block(text: &str, is_v6: bool) -> Option<Mechanism> {
    let (centre, prefixes) = block(text, is_v6)?;
    Some(Mechanism::Ip(centre, prefixes))
}

/// `:name/24//64` with every part optional; without a name the domain itself is meant.
fn around(argument: &str) -> Option<(Option<String>, Prefixes)> {
    let (name, prefixes) = Prefixes::split(argument)?;
    match name.strip_prefix(':') {
        Some("") => None,
        Some(name) => Some((Some(name.to_owned()), prefixes)),
        None => name.is_empty().then_some((None, prefixes)),
    }
}
