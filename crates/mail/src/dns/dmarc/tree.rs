//! The walk up the tree (RFC 9989 section 4.10), which replaces the list of public suffixes.

use super::record::{PublicSuffix, Record};
use crate::dns::{Dns, DnsError};

/// How many questions a walk may ask: of a longer name, levels in the middle are left out.
const MOST_QUESTIONS: usize = 8;

/// The records that a walk met, the longest name first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    start: String,
    records: Vec<(String, Record)>,
}

/// Walks from a domain towards the root.
///
/// # Errors
/// When a question got no answer.
pub async fn walk(dns: &dyn Dns, domain: &str) -> Result<Found, DnsError> {
    let mut found = Found {
        start: domain.to_owned(),
        records: Vec::new(),
    };
    for name in names(domain) {
        let texts = dns.texts(&format!("_dmarc.{name}")).await?;
        let Some(record) = Record::among(&texts) else {
            continue;
        };
        let ends = record.public_suffix != PublicSuffix::Unsaid;
        found.records.push((name.to_owned(), record));
        if ends {
            break;
        }
    }
    Ok(found)
}

/// The names that are asked about: the domain, then what is left of it, label by label.
fn names(domain: &str) -> Vec<&str> {
    let mut above: Vec<&str> = Vec::new();
    let mut rest = domain;
    while let Some((_, next)) = rest.split_once('.') {
        above.push(next);
        rest = next;
    }
    let skipped = above.len().saturating_sub(MOST_QUESTIONS - 1);
    let mut names = vec![domain];
    names.extend(above.into_iter().skip(skipped));
    names
}

impl Found {
    /// The domain of the organisation, for the relaxed comparison (RFC 9989 section 4.10.2).
    #[must_use]
    pub fn organisation(&self) -> &str {
        for (name, record) in &self.records {
            match record.public_suffix {
                PublicSuffix::No => return name,
                PublicSuffix::Yes if *name != self.start => return self.below(name),
                PublicSuffix::Yes | PublicSuffix::Unsaid => {}
            }
        }
        self.records.last().map_or(&self.start, |(name, _)| name)
    }

    /// The record that speaks for the domain, and where it stands: its own, else its organisation's,
    /// else that of the public suffix above (RFC 9989 section 4.10.1).
    #[must_use]
    pub fn policy(&self) -> Option<(&str, &Record)> {
        let organisation = self.organisation();
        let at = |wanted: &str| self.records.iter().find(|(name, _)| name == wanted);
        let suffix = || {
            let last = self.records.last();
            last.filter(|(_, record)| record.public_suffix == PublicSuffix::Yes)
        };
        let chosen = at(&self.start).or_else(|| at(organisation)).or_else(suffix);
        chosen.map(|(name, record)| (name.as_str(), record))
    }

    /// The part of the start that is one label longer than `suffix`.
    fn below(&self, suffix: &str) -> &str {
        let labels = suffix.split('.').count() + 1;
        let total = self.start.split('.').count();
        let mut rest = self.start.as_str();
        for _ in labels..total {
            rest = rest.split_once('.').map_or(rest, |(_, rest)| rest);
        }
        rest
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dns::fake::Fake;

    async fn check(zone: &str, domain: &str, organisation: &str, policy: Option<&str>) {
        let found = walk(&Fake::new(zone), domain).await.unwrap();
        assert_eq!(found.organisation(), organisation, "{domain}");
        assert_eq!(found.policy().map(|(at, _)| at), policy, "{domain}");
    }

    #[tokio::test]
    async fn the_organisation_is_the_shortest_name_that_speaks() {
        let zone = "_dmarc.mail.example.com TXT v=DMARC1; p=none\n\
                    _dmarc.example.com TXT v=DMARC1; p=reject";
        check(
            zone,
            "a.mail.example.com",
            "example.com",
            Some("example.com"),
        )
        .await;
        check(
            zone,
            "mail.example.com",
            "example.com",
            Some("mail.example.com"),
        )
        .await;
        check(zone, "example.net", "example.net", None).await;
    }

    #[tokio::test]
    async fn a_domain_may_say_that_it_is_an_organisation_or_hands_out_names() {
        let zone = "_dmarc.mail.example.com TXT v=DMARC1; p=none; psd=n\n\
                    _dmarc.example.com TXT v=DMARC1; p=reject";
        check(
            zone,
            "a.mail.example.com",
            "mail.example.com",
            Some("mail.example.com"),
        )
        .await;
        let zone = "_dmarc.com TXT v=DMARC1; p=reject; psd=y";
        check(zone, "a.mail.example.com", "example.com", Some("com")).await;
        check(zone, "com", "com", Some("com")).await;
    }

    #[tokio::test]
    async fn eight_questions_are_asked_of_the_longest_name() {
        let long = "a.b.c.d.e.f.g.h.i.j.mail.example.com";
        let asked = names(long);
        assert_eq!(asked.len(), MOST_QUESTIONS);
        assert_eq!((asked[0], asked[1]), (long, "g.h.i.j.mail.example.com"));
        assert_eq!(asked.last(), Some(&"com"));
        assert_eq!(names("example.com"), ["example.com", "com"]);
    }
}
