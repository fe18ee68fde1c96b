//! Where mails to a domain go (RFC 5321 section 5.1): what comes back must reach somebody.

use super::{Dns, DnsError, Finding};

/// Looks whether mails that come back to `domain` reach a server.
pub(super) async fn examine(dns: &dyn Dns, domain: &str) -> Finding {
    let what = format!("MX of {domain}");
    match reached(dns, domain).await {
        Ok(Reached::Hosts(hosts)) => Finding::fine(&what, hosts.join(", ")),
        Ok(Reached::Itself) => Finding::hint(
            &what,
            "there is no record, so mails that come back go to the address of the domain itself",
            format!("publish an MX record at {domain} that names the server"),
        ),
        Ok(Reached::Refused) => Finding::error(
            &what,
            "it says that the domain takes no mail (RFC 7505), and large recipients refuse such a return path",
            "name the server that takes what comes back",
        ),
        Ok(Reached::Nobody) => Finding::error(
            &what,
            "mails that come back reach nobody, and large recipients refuse such a return path",
            format!("publish an MX record at {domain} that names a server with an address"),
        ),
        Err(error) => Finding::silent(&what, &error),
    }
}

enum Reached {
    Hosts(Vec<String>),
    Itself,
    Refused,
    Nobody,
}

async fn reached(dns: &dyn Dns, domain: &str) -> Result<Reached, DnsError> {
    let exchangers = dns.exchangers(domain).await?;
    if exchangers.is_empty() {
        let own = dns.addresses(domain).await?;
        return Ok(if own.is_empty() {
            Reached::Nobody
        } else {
            Reached::Itself
        });
    }
    if exchangers
        .iter()
        .all(|(_, host)| host.is_empty() || host == ".")
    {
        return Ok(Reached::Refused);
    }
    let mut hosts = Vec::new();
    for (_, host) in exchangers {
        if !dns.addresses(&host).await?.is_empty() {
            hosts.push(host);
        }
    }
    Ok(if hosts.is_empty() {
        Reached::Nobody
    } else {
        Reached::Hosts(hosts)
    })
}
