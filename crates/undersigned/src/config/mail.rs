//! How mails are signed and paced, and where they come back to: what is optional in `[mail]`.

use std::net::IpAddr;
use std::num::{NonZeroU8, NonZeroU32};
use std::path::{Path, PathBuf};

use app::outbox::{LaneLimits, Lanes};
use domain::address::EmailAddress;

use super::check::address_of;
use super::file::{DkimTable, MailTable, PaceTable};
use super::place::Place;

/// Confirmations in one hour beyond which something is wrong: ten times what a declaration in the
/// news brought in the peers that say so.
const CONFIRMATIONS_PER_HOUR: u32 = 10_000;

/// Everything about mails that a site can do without.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailOptions {
    /// The domain of return paths, as A-labels; without it nothing comes back that we can read.
    pub return_path: Option<String>,
    /// The addresses from which the mail server speaks to the world, for `mail doctor`.
    pub sends_from: Vec<IpAddr>,
    /// How many confirmations leave in one hour before the site stops sending them (REQ-43).
    pub confirmations_per_hour: u32,
    /// The signatures; none where the mail server signs.
    pub dkim: Option<Dkim>,
    /// Where mails that come back are taken.
    pub lmtp: Option<Place>,
    /// How fast mails leave.
    pub pace: Pace,
}

/// Which keys sign (RFC 6376): a name for each lane, so that what the Infomail does to its reputation
/// does not touch the confirmations (REQ-84).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dkim {
    /// The domain that signs, as A-labels.
    pub domain: String,
    /// The name of the keys of confirmations.
    pub confirmations: String,
    /// The name of the keys of the Infomail.
    pub infomail: String,
    /// Where the keys lie.
    pub folder: PathBuf,
}

/// How fast copies of issues leave; where nothing is said the outbox has its own rule. Other mails have
/// somebody who waits for them, and are few.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pace {
    /// Connections to the mail server at once.
    pub connections: Option<NonZeroU8>,
    /// Copies to one recipient's domain at once.
    pub per_domain: Option<NonZeroU8>,
    /// Copies in one minute.
    pub per_minute: Option<NonZeroU32>,
}

impl Pace {
    /// The limits of all lanes.
    #[must_use]
    pub fn lanes(self) -> Lanes {
        let mut lanes = Lanes::default();
        let number = |number: NonZeroU8| usize::from(number.get());
        lanes.issue = LaneLimits {
            connections: self.connections.map_or(lanes.issue.connections, number),
            per_domain: self.per_domain.map_or(lanes.issue.per_domain, number),
            per_minute: self.per_minute,
            ..lanes.issue
        };
        lanes
    }
}

impl MailOptions {
    /// Takes the table, or says everything that is wrong with it.
    pub(super) fn checked(table: &MailTable, keys: &Path) -> Result<Self, Vec<String>> {
        let mut problems = Vec::new();
        let return_path = table.return_path.as_deref().map(|text| {
            domain(text).unwrap_or_else(|| {
                problems.push(format!(
                    "mail.return-path must be a domain such as bounces.example.org, not `{text}`"
                ));
                String::new()
            })
        });
        let dkim = table.dkim.as_ref().map(|dkim| signing(dkim, table, keys));
        let lmtp = table.lmtp.as_ref();
        let lmtp = lmtp.map(|table| Place::parse("mail.lmtp.listen", &table.listen));
        match (dkim.transpose(), lmtp.transpose()) {
            (Ok(dkim), Ok(lmtp)) if problems.is_empty() => Ok(Self {
                return_path,
                sends_from: table.sends_from.clone(),
                confirmations_per_hour: table
                    .confirmations_per_hour
                    .unwrap_or(CONFIRMATIONS_PER_HOUR),
                dkim,
                lmtp,
                pace: table.pace.as_ref().map(pace).unwrap_or_default(),
            }),
            (dkim, lmtp) => {
                problems.extend(dkim.err());
                problems.extend(lmtp.err());
                Err(problems)
            }
        }
    }
}

impl Dkim {
    /// Where the keys of a config file lie, whether or not the file names any yet.
    #[must_use]
    pub fn folder(keys: &Path) -> PathBuf {
        keys.join("dkim")
    }
}

/// The domain after the @ of a sender, as A-labels.
#[must_use]
pub fn sender_domain(sender: &str) -> Option<String> {
    let address = EmailAddress::parse(address_of(sender)).ok()?;
    Some(address.domain().to_owned())
}

/// A domain as lower-case A-labels, by the rules that addresses follow.
pub(super) fn domain(text: &str) -> Option<String> {
    let address = EmailAddress::parse(&format!("x@{text}")).ok()?;
    Some(address.domain().to_owned())
}

fn signing(table: &DkimTable, mail: &MailTable, keys: &Path) -> Result<Dkim, String> {
    let signer = match &table.domain {
        Some(text) => domain(text).ok_or("mail.dkim.domain must be a domain")?,
        None => sender_domain(&mail.from).unwrap_or_default(),
    };
    for name in [&table.confirmations, &table.infomail] {
        if !is_selector(name) {
            return Err(format!(
                "mail.dkim names the keys `{name}`: letters, digits and hyphens only, as `undersigned mail keys` makes them"
            ));
        }
    }
    Ok(Dkim {
        domain: signer,
        confirmations: table.confirmations.clone(),
        infomail: table.infomail.clone(),
        folder: Dkim::folder(keys),
    })
}

/// One label of a domain name (RFC 6376 section 3.1), short enough for what is put behind it.
#[must_use]
pub fn is_selector(name: &str) -> bool {
    let fits = (1..=32).contains(&name.len());
    let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    fits && name.bytes().all(allowed) && !name.starts_with('-') && !name.ends_with('-')
}

fn pace(table: &PaceTable) -> Pace {
    Pace {
        connections: table.connections,
        per_domain: table.per_domain,
        per_minute: table.per_minute,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Result<(), &[&str]>) -> Option<MailOptions> {
        let table = format!("from = \"Letters <post@bücher.example>\"\n{text}");
        let checked = MailOptions::checked(&toml::from_str(&table).unwrap(), Path::new("keys"));
        match (&checked, expected) {
            (Ok(_), Ok(())) => {}
            (Err(problems), Err(expected)) => {
                assert_eq!(problems.len(), expected.len(), "{problems:?}");
                for (problem, expected) in problems.iter().zip(expected) {
                    assert!(problem.starts_with(expected), "{problem}");
                }
            }
            _ => panic!("{text}: {checked:?}"),
        }
        checked.ok()
    }

    #[test]
    fn everything_optional_can_be_left_out() {
        let options = check("", Ok(())).unwrap();
        assert_eq!((options.dkim, options.lmtp), (None, None));
        assert_eq!(options.pace, Pace::default());
    }

    #[test]
    fn domains_are_kept_as_the_dns_writes_them() {
        let text =
            "return-path = \"Zurück.Example\"\n[dkim]\nconfirmations = \"c1\"\ninfomail = \"i1\"";
        let options = check(text, Ok(())).unwrap();
        assert_eq!(
            options.return_path.as_deref(),
            Some("xn--zurck-mva.example")
        );
        assert_eq!(options.dkim.unwrap().domain, "xn--bcher-kva.example");
    }

    #[test]
    fn a_pace_is_that_of_issues_alone() {
        let pace = check("[pace]\nconnections = 2\nper-minute = 600", Ok(()));
        let lanes = pace.unwrap().pace.lanes();
        let usual = Lanes::default();
        assert_eq!(lanes.confirmation, usual.confirmation);
        assert_eq!(lanes.issue.connections, 2);
        assert_eq!(lanes.issue.per_domain, usual.issue.per_domain);
        assert_eq!(lanes.issue.per_minute, NonZeroU32::new(600));
        assert!(toml::from_str::<PaceTable>("connections = 0").is_err());
    }

    #[test]
    fn a_listener_is_a_port_or_a_file() {
        let at = |listen: &str| format!("[lmtp]\nlisten = \"{listen}\"");
        let port = check(&at("127.0.0.1:2424"), Ok(())).unwrap().lmtp;
        assert!(matches!(port, Some(Place::Port(_))));
        let file = check(&at("unix:/run/u/lmtp"), Ok(())).unwrap().lmtp;
        assert_eq!(file, Some(Place::File("/run/u/lmtp".into())));
        check(&at("2424"), Err(&["mail.lmtp.listen"]));
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        check(
            "return-path = \"a b\"\n[dkim]\nconfirmations = \"../c\"\ninfomail = \"i\"",
            Err(&["mail.return-path", "mail.dkim names"]),
        );
    }
}
