//! Names of addresses (RFC 1912 section 2.1): an address that sends has a name, and the name leads back.

use std::net::IpAddr;

use super::{Dns, DnsError, Finding};

/// Looks whether an address has a name that leads back to it.
pub(super) async fn examine(dns: &dyn Dns, address: IpAddr) -> Finding {
    let what = format!("name of {address} (PTR)");
    match confirmed(dns, address).await {
        Ok(Some(name)) => Finding::fine(&what, format!("{name}, which leads back to it")),
        Ok(None) => Finding::error(
            &what,
            "it has no name that leads back to it: large recipients refuse its mails",
            "ask whoever gave you the address to set its PTR record, and give that name an A or AAAA record",
        ),
        Err(error) => Finding::silent(&what, &error),
    }
}

async fn confirmed(dns: &dyn Dns, address: IpAddr) -> Result<Option<String>, DnsError> {
    for name in dns.names(address).await? {
        if dns.addresses(&name).await?.contains(&address) {
            return Ok(Some(name));
        }
    }
    Ok(None)
}
