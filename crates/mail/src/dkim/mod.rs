//! DKIM signatures over finished messages (RFC 6376, RFC 8463).
//!
//! One signature for each key stands on top of the message: RSA, which everybody checks, and Ed25519,
//! which those check who know it (RFC 8463 section 5 asks for both in the years between). They are
//! made over the bytes that leave, after everything else is done, since that is the only order in
//! which nothing can change below them. Why by ourselves: `docs/decisions/0015-dkim-by-ourselves.md`.

mod canonical;
mod encoding;
mod key;
mod record;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use ring::digest::{SHA256, digest};
use thiserror::Error;

use canonical::{Field, body, field, fields, split};
pub use key::{KeyError, KeyPair, Kind};
pub use record::Record;

/// Fields that are signed once more often than they stand there, so that none can be added
/// (RFC 6376 section 8.15). A second `From` or `Subject` would be shown under our signature.
const ALWAYS: [&str; 9] = [
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
    "Auto-Submitted",
];

/// Fields that are signed, once more often than they stand there, only where they stand there. RFC
/// 8058 section 4 demands it of the first two. Where they are absent they may be added: a
/// confirmation that goes to a team's address is passed on by a list, which adds its own and
/// leaves the rest alone; our signature is then the only one that still speaks for it.
const WHERE_PRESENT: [&str; 10] = [
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
    "List-Id",
    "List-Archive",
    "List-Help",
    "List-Owner",
    "Reply-To",
    "Sender",
    "Cc",
    "X-Auto-Response-Suppress",
];

/// The longest line of a signature, as RFC 5322 section 2.1.1 recommends.
const LINE: usize = 78;

/// Signs the messages of one domain with all of its keys. It is made once and shared.
pub struct Signer {
    domain: String,
    keys: Vec<(String, KeyPair)>,
}

/// Why a signer cannot be put together.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SignerError {
    /// The domain or selector is no name in the DNS; domains in other letters are written as A-labels.
    #[error("`{0}` is not a name that the DNS can hold")]
    Name(String),
    /// Without a key nothing can be signed.
    #[error("there is no key to sign with")]
    NoKey,
    /// Two keys of one kind would need the same selector.
    #[error("there are two {0} keys, and one selector for both")]
    Twice(Kind),
}

/// The processor failed while signing: what it wrote was not a signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("signing failed")]
pub struct SigningFailed;

impl Signer {
    /// A signer for a domain; each key has the selector `BASE-rsa` or `BASE-ed25519`.
    ///
    /// # Errors
    /// [`SignerError`] says what does not fit.
    pub fn new(domain: &str, base: &str, keys: Vec<KeyPair>) -> Result<Self, SignerError> {
        if let Some(wrong) = [domain, base].into_iter().find(|name| !is_dns_name(name)) {
            return Err(SignerError::Name(wrong.to_owned()));
        }
        if keys.is_empty() {
            return Err(SignerError::NoKey);
        }
        let mut kept: Vec<(String, KeyPair)> = Vec::new();
        for key in keys {
            let selector = format!("{base}-{}", key.kind());
            if kept.iter().any(|(known, _)| *known == selector) {
                return Err(SignerError::Twice(key.kind()));
            }
            kept.push((selector, key));
        }
        // RSA stands on top: some look at the first signature only.
        kept.sort_by_key(|(_, key)| key.kind());
        Ok(Self {
            domain: domain.to_ascii_lowercase(),
            keys: kept,
        })
    }

    /// The domain it signs for, which must be the one behind the @ of `From` or above it (RFC 9989,
    /// alignment).
    #[must_use]
    pub fn domain(&self) -> &str {
        &self.domain
    }

    /// What the DNS must say, a record for each key.
    #[must_use]
    pub fn records(&self) -> Vec<Record> {
        let record = |(selector, key): &(String, KeyPair)| Record {
            name: format!("{selector}._domainkey.{}", self.domain),
            value: key.public_record(),
        };
        self.keys.iter().map(record).collect()
    }

    /// The message with a signature for each key on top. Lines must end with CRLF, as in everything
    /// that [`crate::message::Parts::build`] writes.
    ///
    /// # Errors
    /// [`SigningFailed`] after a fault of the machine; the next try may do.
    pub fn sign(&self, message: &[u8], at: Timestamp) -> Result<Vec<u8>, SigningFailed> {
        let (header, content) = split(message);
        let fields = fields(header);
        let names = signed_names(&fields);
        let signed = canonical::signed(&fields, &names);
        let body_hash = STANDARD.encode(digest(&SHA256, &body(content)));
        let seconds = at.as_second();
        let names = names_in_lines(&names);
        let common = format!("t={seconds};\r\n h={names};\r\n bh={body_hash};\r\n b=");
        let mut signatures = String::new();
        for (selector, key) in &self.keys {
            let stem = self.stem(key.kind(), selector, &common);
            let mut input = signed.clone();
            input.extend(field(stem.as_bytes()));
            let made = STANDARD.encode(key.sign(&input)?);
            signatures.extend([&stem, folded(&made).as_str(), "\r\n"]);
        }
        Ok([signatures.as_bytes(), message].concat())
    }

    /// A signature but for its value, in the form in which it is itself signed.
    fn stem(&self, kind: Kind, selector: &str, common: &str) -> String {
        let domain = &self.domain;
        format!(
            "DKIM-Signature: v=1; a={kind}-sha256; c=relaxed/relaxed; d={domain};\r\n \
             s={selector}; {common}"
        )
    }
}

/// The names to sign, each as often as it stands there and once more.
fn signed_names(fields: &[Field<'_>]) -> Vec<&'static str> {
    let mut names = Vec::new();
    for (name, is_needed) in ALWAYS
        .map(|name| (name, true))
        .into_iter()
        .chain(WHERE_PRESENT.map(|name| (name, false)))
    {
        let present = fields.iter().filter(|field| field.is(name)).count();
        if is_needed || present > 0 {
            names.extend(std::iter::repeat_n(name, present + 1));
        }
    }
    names
}

/// `From:From:To`, folded behind colons (RFC 6376 section 3.5, tag h).
fn names_in_lines(names: &[&str]) -> String {
    let mut text = String::new();
    let mut length = " h=".len();
    for (place, name) in names.iter().enumerate() {
        if place > 0 {
            text.push(':');
            length += 1;
        }
        if length + name.len() + ":".len() > LINE {
            text.push_str("\r\n  ");
            length = 2;
        }
        text.push_str(name);
        length += name.len();
    }
    text
}

/// Base64 in lines; white space within it means nothing (RFC 6376 section 3.5, tag b).
fn folded(base64: &str) -> String {
    const ROOM: usize = LINE - " b=".len();
    let mut text = String::with_capacity(base64.len() + base64.len() / ROOM * 3);
    for (place, character) in base64.chars().enumerate() {
        if place > 0 && place % ROOM == 0 {
            text.push_str("\r\n ");
        }
        text.push(character);
    }
    text
}

fn is_dns_name(name: &str) -> bool {
    name.len() <= 190
        && name.split('.').all(|label| {
            (1..=63).contains(&label.len())
                && label
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
                && !label.starts_with('-')
                && !label.ends_with('-')
        })
}

#[cfg(test)]
mod tests;
