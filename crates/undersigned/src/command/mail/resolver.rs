//! The real DNS, asked through the resolver of this machine or another.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use anyhow::{Context, Result};
use async_trait::async_trait;
use hickory_resolver::config::{NameServerConfig, ResolverConfig};
use hickory_resolver::lookup::Lookup;
use hickory_resolver::net::NetError;
use hickory_resolver::net::runtime::TokioRuntimeProvider;
use hickory_resolver::proto::rr::{RData, RecordType};
use hickory_resolver::{ResolverBuilder, TokioResolver};
use mail::dns::{Dns, DnsError};

use crate::help::Help;

/// How long one question may take. A name server that needs longer makes recipients give up, too.
const PATIENCE: Duration = Duration::from_secs(10);

/// Asks one resolver, by UDP and, where an answer is too long for it, by TCP.
pub(super) struct Resolver(TokioResolver);

impl Resolver {
    /// Reads how the machine is set up (`resolv.conf`).
    ///
    /// # Errors
    /// When it names no resolver.
    pub(super) fn of_this_machine() -> Result<Self> {
        let resolver = TokioResolver::builder_tokio()
            .and_then(ResolverBuilder::build)
            .context("this machine has no DNS resolver")
            .help("see that /etc/resolv.conf names one")?;
        Ok(Self(resolver))
    }

    /// Asks the one at an address, whatever the machine is set up with.
    ///
    /// # Errors
    /// When none can be made.
    pub(super) fn at(address: SocketAddr) -> Result<Self> {
        let mut server = NameServerConfig::udp_and_tcp(address.ip());
        for connection in &mut server.connections {
            connection.port = address.port();
        }
        let config = ResolverConfig::from_parts(None, Vec::new(), vec![server]);
        let resolver = TokioResolver::builder_with_config(config, TokioRuntimeProvider::default())
            .build()
            .with_context(|| format!("the resolver at {address} cannot be asked"))?;
        Ok(Self(resolver))
    }

    /// The records of one type, of names as they are: without a final dot the machine's search list
    /// would be tried.
    async fn ask(&self, name: &str, kind: RecordType) -> Result<Vec<RData>, DnsError> {
        let absolute = format!("{}.", name.trim_end_matches('.'));
        let asked = tokio::time::timeout(PATIENCE, self.0.lookup(absolute, kind)).await;
        answered(name, asked.map_err(|_| "no answer in time".to_owned()))
    }
}

fn answered(
    name: &str,
    asked: Result<Result<Lookup, NetError>, String>,
) -> Result<Vec<RData>, DnsError> {
    let failed = |why: String| DnsError {
        name: name.to_owned(),
        why,
    };
    match asked.map_err(failed)? {
        Ok(lookup) => Ok(lookup
            .answers()
            .iter()
            .map(|record| record.data.clone())
            .collect()),
        Err(error) if error.is_no_records_found() || error.is_nx_domain() => Ok(Vec::new()),
        Err(error) => Err(failed(error.to_string())),
    }
}

#[async_trait]
impl Dns for Resolver {
    async fn texts(&self, name: &str) -> Result<Vec<String>, DnsError> {
        let answers = self.ask(name, RecordType::TXT).await?;
        let texts = answers.into_iter().filter_map(|data| match data {
            RData::TXT(text) => {
                let bytes: Vec<u8> = text.txt_data.iter().flatten().copied().collect();
                Some(String::from_utf8_lossy(&bytes).into_owned())
            }
            _ => None,
        });
        Ok(texts.collect())
    }

    async fn exchangers(&self, name: &str) -> Result<Vec<(u16, String)>, DnsError> {
        let answers = self.ask(name, RecordType::MX).await?;
        let hosts = answers.into_iter().filter_map(|data| match data {
            RData::MX(mx) => Some((mx.preference, host(&mx.exchange.to_ascii()))),
            _ => None,
        });
        let mut hosts: Vec<(u16, String)> = hosts.collect();
        hosts.sort();
        Ok(hosts)
    }

    async fn addresses(&self, name: &str) -> Result<Vec<IpAddr>, DnsError> {
        let mut found = Vec::new();
        for kind in [RecordType::A, RecordType::AAAA] {
            let answers = self.ask(name, kind).await?;
            found.extend(answers.iter().filter_map(RData::ip_addr));
        }
        Ok(found)
    }

    async fn names(&self, address: IpAddr) -> Result<Vec<String>, DnsError> {
        let asked = tokio::time::timeout(PATIENCE, self.0.reverse_lookup(address)).await;
        let asked = asked.map_err(|_| "no answer in time".to_owned());
        let answers = answered(&address.to_string(), asked)?;
        let names = answers.into_iter().filter_map(|data| match data {
            RData::PTR(name) => Some(host(&name.0.to_ascii())),
            _ => None,
        });
        Ok(names.collect())
    }
}

/// A name as it is compared: lower case, without its final dot; the root stays a dot (RFC 7505).
fn host(name: &str) -> String {
    let name = name.to_ascii_lowercase();
    match name.strip_suffix('.') {
        Some("") | None => name,
        Some(rest) => rest.to_owned(),
    }
}
