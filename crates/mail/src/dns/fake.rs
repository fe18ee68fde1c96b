//! A DNS made of a table, for tests.

use std::net::IpAddr;
use std::sync::atomic::{AtomicUsize, Ordering};

use async_trait::async_trait;

use super::{Dns, DnsError};

/// Lines such as `example.org TXT v=spf1 -all`, `example.org MX 10 mail.example.org`,
/// `mail.example.org A 192.0.2.1`, `192.0.2.1 PTR mail.example.org`, `broken.example ERROR x`.
pub(super) struct Fake {
    lines: Vec<(String, String, String)>,
    pub(super) asked: AtomicUsize,
}

impl Fake {
    pub(super) fn new(zone: &str) -> Self {
        let line = |line: &str| {
            let mut parts = line.trim().splitn(3, ' ');
            let mut part = || parts.next().unwrap_or_default().trim().to_owned();
            (part(), part(), part())
        };
        let lines = zone.lines().filter(|one| !one.trim().is_empty());
        Self {
            lines: lines.map(line).collect(),
            asked: AtomicUsize::new(0),
        }
    }

    fn get(&self, name: &str, kind: &str) -> Result<Vec<String>, DnsError> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        let about = |line: &&(String, String, String)| line.0.eq_ignore_ascii_case(name);
        let mut found = Vec::new();
        for (_, is, value) in self.lines.iter().filter(about) {
            if is == "ERROR" {
                return Err(DnsError {
                    name: name.to_owned(),
                    why: value.clone(),
                });
            }
            if is == kind {
                found.push(value.clone());
            }
        }
        Ok(found)
    }
}

#[async_trait]
impl Dns for Fake {
    async fn texts(&self, name: &str) -> Result<Vec<String>, DnsError> {
        self.get(name, "TXT")
    }

    async fn exchangers(&self, name: &str) -> Result<Vec<(u16, String)>, DnsError> {
        let lines = self.get(name, "MX")?;
        let parsed = lines.iter().map(|line| {
            let (preference, host) = line.split_once(' ').unwrap();
            (preference.parse().unwrap(), host.to_owned())
        });
        Ok(parsed.collect())
    }

    async fn addresses(&self, name: &str) -> Result<Vec<IpAddr>, DnsError> {
        let lines = self.get(name, "A")?;
        Ok(lines.iter().map(|line| line.parse().unwrap()).collect())
    }

    async fn names(&self, address: IpAddr) -> Result<Vec<String>, DnsError> {
        self.get(&address.to_string(), "PTR")
    }
}
