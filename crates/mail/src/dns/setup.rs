//! Everything that the DNS says about one sender, together.

use std::net::IpAddr;

use super::dmarc::{self, Identities};
use super::{Dns, Finding, dkim, exchange, reverse, spf};
use crate::dkim::Record;

/// How a site sends. Domains are A-labels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setup {
    /// The domain of `From`.
    pub from: String,
    /// The domain that signs, if this program signs.
    pub signs: Option<String>,
    /// The domain of return paths, if what comes back is read here.
    pub returns: Option<String>,
    /// The addresses from which the mail server speaks to the world, as far as they are known.
    pub sends_from: Vec<IpAddr>,
    /// What must be published for the keys that sign.
    pub keys: Vec<Record>,
}

/// Looks at all of it, in the order in which recipients do.
pub async fn examine(dns: &dyn Dns, setup: &Setup) -> Vec<Finding> {
    let returns = setup.returns.as_deref().unwrap_or(&setup.from);
    let mut findings = spf::examine(dns, returns, &setup.sends_from).await;
    for key in &setup.keys {
        findings.extend(dkim::examine(dns, key).await);
    }
    if setup.keys.is_empty() {
        findings.push(Finding::warning(
            "DKIM",
            "this program signs nothing",
            "make keys with `undersigned mail keys`, or see that your mail server signs",
        ));
    }
    let identities = Identities {
        from: &setup.from,
        signs: setup.signs.as_deref(),
        returns,
    };
    findings.extend(dmarc::examine(dns, identities).await);
    for address in &setup.sends_from {
        findings.push(reverse::examine(dns, *address).await);
    }
    findings.push(exchange::examine(dns, returns).await);
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dns::Level;
    use crate::dns::fake::Fake;

    const ZONE: &str = "
bounces.letters.example TXT v=spf1 ip4:192.0.2.1 -all
bounces.letters.example MX 10 mail.letters.example
mail.letters.example A 192.0.2.1
192.0.2.1 PTR mail.letters.example
c1-ed._domainkey.letters.example TXT v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=
_dmarc.letters.example TXT v=DMARC1; p=reject; rua=mailto:post@letters.example
";

    fn setup() -> Setup {
        Setup {
            from: "letters.example".to_owned(),
            signs: Some("letters.example".to_owned()),
            returns: Some("bounces.letters.example".to_owned()),
            sends_from: vec!["192.0.2.1".parse().unwrap()],
            keys: vec![Record {
                name: "c1-ed._domainkey.letters.example".to_owned(),
                value: "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="
                    .to_owned(),
            }],
        }
    }

    async fn wrong(zone: &str, setup: &Setup) -> Vec<String> {
        let findings = examine(&Fake::new(zone), setup).await;
        let wrong = findings
            .into_iter()
            .filter(|finding| finding.level == Level::Error);
        wrong.map(|finding| finding.what).collect()
    }

    #[tokio::test]
    async fn a_site_that_is_set_up_has_nothing_to_mend() {
        let findings = examine(&Fake::new(ZONE), &setup()).await;
        assert!(
            findings.iter().all(|finding| finding.level == Level::Fine),
            "{findings:#?}"
        );
        assert_eq!(findings.len(), 7);
    }

    #[tokio::test]
    async fn each_missing_record_is_named() {
        let without = |word: &str| {
            let kept: Vec<&str> = ZONE.lines().filter(|line| !line.contains(word)).collect();
            kept.join("\n")
        };
        assert_eq!(
            wrong(&without("spf1"), &setup()).await,
            ["SPF of bounces.letters.example"]
        );
        assert_eq!(
            wrong(&without("DKIM1"), &setup()).await,
            ["DKIM key c1-ed._domainkey.letters.example"]
        );
        assert_eq!(
            wrong(&without("DMARC1"), &setup()).await,
            ["DMARC of letters.example"]
        );
        assert_eq!(
            wrong(&without("PTR"), &setup()).await,
            ["name of 192.0.2.1 (PTR)"]
        );
        assert_eq!(
            wrong(&without(" MX "), &setup()).await,
            ["MX of bounces.letters.example"]
        );
    }

    #[tokio::test]
    async fn a_name_that_leads_elsewhere_is_no_name() {
        let zone = ZONE.replace("A 192.0.2.1", "A 192.0.2.99");
        assert_eq!(wrong(&zone, &setup()).await, ["name of 192.0.2.1 (PTR)"]);
    }

    #[tokio::test]
    async fn a_domain_that_takes_no_mail_is_no_return_path() {
        let zone = ZONE.replace("MX 10 mail.letters.example", "MX 0 .");
        assert_eq!(
            wrong(&zone, &setup()).await,
            ["MX of bounces.letters.example"]
        );
    }
}
