//! DMARC (RFC 9989): what recipients do with mails that are not signed in the name they bear.

mod record;
mod tree;

pub use record::{Policy, Record};
pub use tree::{Found, walk};

use super::{Dns, DnsError, Finding};

/// Tags that RFC 9989 took away: recipients ignore them, older ones may not.
const REMOVED: [&str; 3] = ["pct", "rf", "ri"];

/// The domains whose agreement with the visible sender is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Identities<'a> {
    /// The domain of `From`.
    pub from: &'a str,
    /// The domain that signs (`d=`), if this program signs.
    pub signs: Option<&'a str>,
    /// The domain of return paths, which SPF speaks of.
    pub returns: &'a str,
}

/// Looks at the policy for mails from `identities.from`, and whether they agree with it.
pub async fn examine(dns: &dyn Dns, identities: Identities<'_>) -> Vec<Finding> {
    let what = format!("DMARC of {}", identities.from);
    let found = match walk(dns, identities.from).await {
        Ok(found) => found,
        Err(error) => return vec![Finding::silent(&what, &error)],
    };
    let Some((at, record)) = found.policy() else {
        return vec![Finding::error(
            &what,
            "there is no policy: large recipients refuse mails from such a domain",
            format!(
                "publish a TXT record at _dmarc.{}: v=DMARC1; p=none; rua=mailto:YOUR-ADDRESS",
                identities.from
            ),
        )];
    };
    let mut findings = vec![policy(&what, identities.from, at, record)];
    findings.extend(remarks(&what, record));
    match alignment(dns, identities, &found, record).await {
        Ok(aligned) => findings.extend(aligned),
        Err(error) => findings.push(Finding::silent(&what, &error)),
    }
    findings
}

fn policy(what: &str, from: &str, at: &str, record: &Record) -> Finding {
    let applies = if from == at {
        record.policy
    } else {
        record.subdomains.or(record.policy)
    };
    let place = if from == at {
        String::new()
    } else {
        format!(", said by {at}")
    };
    match applies {
        Some(Policy::None) => Finding::hint(
            what,
            format!("forged mails are only counted (p=none{place})"),
            "once the reports show that yours pass, ask for p=quarantine or p=reject",
        ),
        Some(policy) => Finding::fine(
            what,
            format!("forged mails meet p={}{place}", policy.word()),
        ),
        None => Finding::warning(
            what,
            format!("the record names no policy{place}; older recipients then ignore it"),
            "add p=none, p=quarantine or p=reject behind v=DMARC1",
        ),
    }
}

/// What could be better. None of it keeps a mail from arriving, and a removed tag is never asked for.
fn remarks(what: &str, record: &Record) -> Vec<Finding> {
    let mut findings = Vec::new();
    if record.testing {
        findings.push(Finding::hint(
            what,
            "it is marked as a test (t=y): recipients apply the next milder policy",
            "take t=y away when the reports show that your mails pass",
        ));
    }
    if !record.reports {
        findings.push(Finding::hint(
            what,
            "nobody gets the reports",
            "add rua=mailto:YOUR-ADDRESS, and read them before you tighten the policy",
        ));
    }
    let removed: Vec<&str> = record.tags_among(&REMOVED).collect();
    if !removed.is_empty() {
        findings.push(Finding::hint(
            what,
            format!("{} has no meaning since RFC 9989", removed.join(", ")),
            "leave it out; instead of a small pct say t=y",
        ));
    }
    findings
}

/// RFC 9989 section 4.4: the domain that signs or that SPF speaks of must be that of `From`, or with
/// a relaxed rule of the same organisation. One of the two suffices.
async fn alignment(
    dns: &dyn Dns,
    identities: Identities<'_>,
    found: &Found,
    record: &Record,
) -> Result<Vec<Finding>, DnsError> {
    let organisation = found.organisation();
    let agrees = async |domain: &str, strict: bool| {
        if domain == identities.from {
            return Ok(true);
        }
        let other = walk(dns, domain).await?;
        Ok::<_, DnsError>(!strict && other.organisation() == organisation)
    };
    let returns = agrees(identities.returns, record.strict_spf).await?;
    let signs = match identities.signs {
        Some(domain) => Some(agrees(domain, record.strict_dkim).await?),
        None => None,
    };
    let what = format!("DMARC alignment of {}", identities.from);
    let mut findings = vec![match (signs, returns) {
        (Some(true), true) => Finding::fine(
            &what,
            "signature and return path both agree with the sender",
        ),
        (Some(true), false) => Finding::fine(&what, "the signature agrees with the sender"),
        (None, true) => Finding::hint(
            &what,
            "only the return path agrees with the sender, and forwarding loses it",
            "sign the mails: undersigned mail keys, or let your mail server do it",
        ),
        (Some(false), true) => Finding::warning(
            &what,
            format!(
                "the signature is of {}",
                identities.signs.unwrap_or_default()
            ),
            format!("sign as {} (mail.dkim.domain)", identities.from),
        ),
        (Some(false) | None, false) => Finding::error(
            &what,
            "neither signature nor return path agrees with the sender: the policy is applied to your own mails",
            format!(
                "sign as {} (undersigned mail keys), or use a return path below it",
                identities.from
            ),
        ),
    }];
    if signs.is_some() && !returns {
        findings.push(Finding::hint(
            &what,
            format!("the return path is at {}", identities.returns),
            format!("a domain below {organisation} would let SPF vouch, too"),
        ));
    }
    Ok(findings)
}

#[cfg(test)]
mod tests;
