//! What a recipient finds out about an address (RFC 7208 sections 4 and 5, `check_host`).

use std::net::IpAddr;

use super::MOST_LOOKUPS;
use super::record::{Mechanism, Qualifier, Record};
use crate::dns::{Dns, DnsError};

/// How many look-ups may find nothing (RFC 7208 section 4.6.4).
const MOST_VOID: usize = 2;

/// How many hosts one `mx` may name (RFC 7208 section 4.6.4).
const MOST_HOSTS: usize = 10;

/// The result of a check (RFC 7208 section 2.6).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// The domain has no record.
    None,
    /// The record says nothing of this address.
    Neutral,
    /// It may send.
    Pass,
    /// It may not.
    Fail,
    /// Probably not.
    SoftFail,
    /// The DNS did not answer.
    Temporary(DnsError),
    /// The record cannot be used.
    Permanent(String),
    /// The record asks for something of the mail itself, which only its recipient has.
    Unknowable(String),
}

impl Verdict {
    /// As recipients write it into `Authentication-Results`.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Neutral | Self::Unknowable(_) => "neutral",
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::SoftFail => "softfail",
            Self::Temporary(_) => "temperror",
            Self::Permanent(_) => "permerror",
        }
    }
}

impl From<Qualifier> for Verdict {
    fn from(qualifier: Qualifier) -> Self {
        match qualifier {
            Qualifier::Pass => Self::Pass,
            Qualifier::Fail => Self::Fail,
            Qualifier::SoftFail => Self::SoftFail,
            Qualifier::Neutral => Self::Neutral,
        }
    }
}

/// A verdict, and what it took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// The verdict.
    pub verdict: Verdict,
    /// How many terms asked the DNS.
    pub lookups: usize,
    /// Whether the discouraged mechanism `ptr` was met.
    pub uses_ptr: bool,
}

/// Judges one address, or with `None` somebody whom no term names: the longest way through a record.
pub async fn judge(dns: &dyn Dns, domain: &str, address: Option<IpAddr>) -> Judged {
    let mut walk = Walk {
        dns,
        address,
        lookups: 0,
        void: 0,
        uses_ptr: false,
    };
    let verdict = walk.host(domain).await.unwrap_or_else(|stop| stop.0);
    Judged {
        verdict,
        lookups: walk.lookups,
        uses_ptr: walk.uses_ptr,
    }
}

struct Walk<'a> {
    dns: &'a dyn Dns,
    address: Option<IpAddr>,
    lookups: usize,
    void: usize,
    uses_ptr: bool,
}

/// Ends the whole walk, from however deep (RFC 7208 sections 2.6.6 and 2.6.7).
struct Stop(Verdict);

impl From<DnsError> for Stop {
    fn from(error: DnsError) -> Self {
        Self(Verdict::Temporary(error))
    }
}

impl Walk<'_> {
    /// Each step into another domain is a look-up, so there are at most eleven of them.
    async fn host(&mut self, domain: &str) -> Result<Verdict, Stop> {
        let texts = self.dns.texts(domain).await?;
        let record = Record::among(&texts)
            .map_err(|broken| Stop(Verdict::Permanent(format!("{domain}: {broken}"))))?;
        let Some(record) = record else {
            return Ok(Verdict::None);
        };
        for (qualifier, mechanism) in &record.mechanisms {
            if mechanism.asks() {
                self.count()?;
            }
            if self.matches(domain, mechanism).await? {
                return Ok((*qualifier).into());
            }
        }
        let Some(next) = &record.redirect else {
            return Ok(Verdict::Neutral);
        };
        self.count()?;
        match Box::pin(self.host(literal(next)?)).await? {
            Verdict::None => Err(Stop(Verdict::Permanent(format!(
                "{domain} redirects to {next}, which has no record"
            )))),
            verdict => Ok(verdict),
        }
    }

    async fn matches(&mut self, domain: &str, mechanism: &Mechanism) -> Result<bool, Stop> {
        match mechanism {
            Mechanism::All => Ok(true),
            Mechanism::Ip(centre, prefixes) => Ok(self
                .address
                .is_some_and(|address| prefixes.cover(*centre, address))),
            Mechanism::Include(next) => self.include(domain, literal(next)?).await,
            Mechanism::A(name, prefixes) => {
                let host = literal(name.as_deref().unwrap_or(domain))?;
                let found = self.addresses(host).await?;
                Ok(self.any(&found, |centre, own| prefixes.cover(centre, own)))
            }
            Mechanism::Mx(name, prefixes) => {
                let found = self
                    .hosts(literal(name.as_deref().unwrap_or(domain))?)
                    .await?;
                Ok(self.any(&found, |centre, own| prefixes.cover(centre, own)))
            }
            Mechanism::Ptr => {
                self.uses_ptr = true;
                self.reverse(domain).await
            }
            Mechanism::Exists(_) if self.address.is_none() => Ok(false),
            Mechanism::Exists(name) => Ok(!self.addresses(literal(name)?).await?.is_empty()),
        }
    }

    /// RFC 7208 section 5.2: only a pass matches, and a missing record is a mistake.
    async fn include(&mut self, domain: &str, next: &str) -> Result<bool, Stop> {
        match Box::pin(self.host(next)).await? {
            Verdict::Pass => Ok(self.address.is_some()),
            Verdict::None => Err(Stop(Verdict::Permanent(format!(
                "{domain} includes {next}, which has no record"
            )))),
            _ => Ok(false),
        }
    }

    async fn hosts(&mut self, name: &str) -> Result<Vec<IpAddr>, Stop> {
        let hosts = self.dns.exchangers(name).await?;
        self.note_void(hosts.is_empty())?;
        if hosts.len() > MOST_HOSTS {
            return Err(Stop(Verdict::Permanent(format!(
                "{name} has more than {MOST_HOSTS} mail exchangers"
            ))));
        }
        let mut found = Vec::new();
        for (_, host) in hosts {
            found.extend(self.dns.addresses(&host).await?);
        }
        Ok(found)
    }

    /// RFC 7208 section 5.5: a name of the address that leads back to it and lies below the domain.
    async fn reverse(&mut self, domain: &str) -> Result<bool, Stop> {
        let Some(address) = self.address else {
            return Ok(false);
        };
        let below = format!(".{domain}");
        for name in self.dns.names(address).await?.iter().take(MOST_HOSTS) {
            let is_ours = name.eq_ignore_ascii_case(domain) || name.ends_with(&below);
            if is_ours && self.dns.addresses(name).await?.contains(&address) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    async fn addresses(&mut self, name: &str) -> Result<Vec<IpAddr>, Stop> {
        let found = self.dns.addresses(name).await?;
        self.note_void(found.is_empty())?;
        Ok(found)
    }

    fn any(&self, found: &[IpAddr], covers: impl Fn(IpAddr, IpAddr) -> bool) -> bool {
        self.address
            .is_some_and(|own| found.iter().any(|centre| covers(*centre, own)))
    }

    fn count(&mut self) -> Result<(), Stop> {
        self.lookups += 1;
        if self.lookups > MOST_LOOKUPS {
            let why =
                format!("it needs more than {MOST_LOOKUPS} look-ups, and recipients stop reading");
            return Err(Stop(Verdict::Permanent(why)));
        }
        Ok(())
    }

    fn note_void(&mut self, is_void: bool) -> Result<(), Stop> {
        self.void += usize::from(is_void);
        if self.void > MOST_VOID {
            let why = format!("more than {MOST_VOID} of its names lead nowhere");
            return Err(Stop(Verdict::Permanent(why)));
        }
        Ok(())
    }
}

/// A name without macros (RFC 7208 section 7): these stand for sender, address and greeting of a mail.
fn literal(name: &str) -> Result<&str, Stop> {
    if name.contains('%') {
        return Err(Stop(Verdict::Unknowable(format!(
            "`{name}` depends on the mail"
        ))));
    }
    Ok(name.trim_end_matches('.'))
}
