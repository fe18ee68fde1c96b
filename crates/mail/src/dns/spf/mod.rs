//! SPF (RFC 7208): may these addresses send for this domain, and can a recipient find out?

mod judge;
mod network;
mod record;

use std::net::IpAddr;

pub use judge::{Judged, Verdict, judge};
pub use record::{Broken, Qualifier, Record};

use super::{Dns, Finding};

/// How many terms that ask the DNS a recipient follows (RFC 7208 section 4.6.4).
pub const MOST_LOOKUPS: usize = 10;

/// From here on the next change of a provider's record may break ours.
const MANY_LOOKUPS: usize = 8;

/// Looks at the record of `domain`, whose return paths are used by `sends_from`.
pub async fn examine(dns: &dyn Dns, domain: &str, sends_from: &[IpAddr]) -> Vec<Finding> {
    let what = format!("SPF of {domain}");
    let whole = judge(dns, domain, None).await;
    let mut findings = match &whole.verdict {
        Verdict::None => return vec![missing(&what, domain, sends_from)],
        Verdict::Permanent(why) => {
            let advice = "correct the TXT record; recipients treat a broken one as none or refuse";
            return vec![Finding::error(&what, why.clone(), advice)];
        }
        Verdict::Temporary(error) => return vec![Finding::silent(&what, error)],
        Verdict::Unknowable(why) => vec![unknowable(&what, why)],
        verdict => vec![ending(&what, verdict, &whole)],
    };
    findings.extend(weight(&what, &whole));
    if whole.uses_ptr {
        findings.push(Finding::warning(
            &what,
            "it uses `ptr`, which is slow and which large recipients ignore (RFC 7208 section 5.5)",
            "name the addresses with ip4 and ip6 instead",
        ));
    }
    for address in sends_from {
        findings.push(passes(dns, domain, *address).await);
    }
    if sends_from.is_empty() {
        findings.push(Finding::hint(
            &what,
            "it cannot be said whether it names your mail server: the addresses it sends from are not known here",
            "write them into the config file as mail.sends-from",
        ));
    }
    findings
}

fn missing(what: &str, domain: &str, sends_from: &[IpAddr]) -> Finding {
    let own = sends_from.iter().map(|address| match address {
        IpAddr::V4(v4) => format!(" ip4:{v4}"),
        IpAddr::V6(v6) => format!(" ip6:{v6}"),
    });
    let own: String = own.collect();
    let own = if own.is_empty() {
        " mx include:YOUR-PROVIDER".to_owned()
    } else {
        own
    };
    Finding::error(
        what,
        "there is no record: nothing says who may send for this domain",
        format!("publish a TXT record at {domain}: v=spf1{own} -all"),
    )
}

/// What is said of everybody who is not named.
fn ending(what: &str, verdict: &Verdict, whole: &Judged) -> Finding {
    match verdict {
        Verdict::Pass => Finding::error(
            what,
            "it lets everybody send for this domain (+all)",
            "end it with -all or ~all",
        ),
        Verdict::Neutral => Finding::warning(
            what,
            "it says nothing of those it does not name (?all, or no `all` at all)",
            "end it with -all or ~all",
        ),
        _ => {
            let found = format!(
                "everybody else is refused or doubted, and {} of {MOST_LOOKUPS} look-ups are used",
                whole.lookups
            );
            Finding::fine(what, found)
        }
    }
}

fn weight(what: &str, whole: &Judged) -> Option<Finding> {
    (whole.lookups >= MANY_LOOKUPS).then(|| {
        Finding::hint(
            what,
            format!(
                "it needs {} look-ups, and at more than {MOST_LOOKUPS} recipients stop reading",
                whole.lookups
            ),
            "leave out what no longer sends for you, or name addresses instead of including others",
        )
    })
}

async fn passes(dns: &dyn Dns, domain: &str, address: IpAddr) -> Finding {
    let what = format!("SPF of {domain} for {address}");
    let judged = judge(dns, domain, Some(address)).await;
    match judged.verdict {
        Verdict::Pass => Finding::fine(&what, "it may send"),
        Verdict::Temporary(error) => Finding::silent(&what, &error),
        Verdict::Unknowable(why) => unknowable(&what, &why),
        other => Finding::error(
            &what,
            format!("it may not send: {}", other.word()),
            format!("add this address to the SPF record of {domain}"),
        ),
    }
}

fn unknowable(what: &str, why: &str) -> Finding {
    Finding::hint(
        what,
        format!("it cannot be said from here: {why}"),
        "send a test mail to a mailbox elsewhere and read its header Authentication-Results",
    )
}

#[cfg(test)]
mod tests;
