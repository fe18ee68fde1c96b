//! What the DNS must say so that mails arrive (REQ-73, REQ-74): SPF, DKIM keys, DMARC, names of
//! addresses, exchangers.
//!
//! The rules are written against [`Dns`], a small view of the DNS, so that a table in a test can play
//! every configuration; who resolves names for real is no business of this crate. Nothing here decides
//! about a mail: it tells an operator what recipients will find, and what to do about it.
//!
//! Start reading at [`examine`].

pub mod dkim;
pub mod dmarc;
mod exchange;
#[cfg(test)]
mod fake;
mod finding;
mod reverse;
mod setup;
pub mod spf;

use std::net::IpAddr;

use async_trait::async_trait;
use thiserror::Error;

pub use finding::{Finding, Level};
pub use setup::{Setup, examine};

/// The DNS as mail needs it. Names are A-labels without a final dot. A name that does not exist and
/// one without such records are the same here: an empty answer.
#[async_trait]
pub trait Dns: Send + Sync {
    /// The TXT records of a name, the strings of each joined (RFC 7208 section 3.3).
    ///
    /// # Errors
    /// [`DnsError`] when nobody could be asked.
    async fn texts(&self, name: &str) -> Result<Vec<String>, DnsError>;

    /// The MX records of a name: preference and host, the most preferred first.
    ///
    /// # Errors
    /// [`DnsError`] when nobody could be asked.
    async fn exchangers(&self, name: &str) -> Result<Vec<(u16, String)>, DnsError>;

    /// The A and AAAA records of a name.
    ///
    /// # Errors
    /// [`DnsError`] when nobody could be asked.
    async fn addresses(&self, name: &str) -> Result<Vec<IpAddr>, DnsError>;

    /// The PTR records of an address.
    ///
    /// # Errors
    /// [`DnsError`] when nobody could be asked.
    async fn names(&self, address: IpAddr) -> Result<Vec<String>, DnsError>;
}

/// Why the DNS gave no answer; an empty answer is none of these.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("the DNS gave no answer about {name}: {why}")]
pub struct DnsError {
    /// What was asked about.
    pub name: String,
    /// What the resolver said.
    pub why: String,
}
