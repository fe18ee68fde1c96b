//! Mail addresses: kept as typed for sending, compared by keys (REQ-87, REQ-89).

mod similar;

use std::fmt;

use thiserror::Error;
use unicode_normalization::UnicodeNormalization;

/// The longest address in bytes: RFC 5321 section 4.5.3.1.3 bounds the path at 256 with its angle
/// brackets.
pub const MAX_ADDRESS: usize = 254;

/// The longest local part in bytes (RFC 5321 section 4.5.3.1.1).
const MAX_LOCAL: usize = 64;

/// A deliverable mail address.
///
/// It has no `Display` and its `Debug` is redacted: [`EmailAddress::expose`] is the only way to the
/// text, and a tidy check lists who calls it.
#[derive(Clone, PartialEq, Eq)]
pub struct EmailAddress {
    sent: String,
    local: String,
    domain: String,
}

/// Why an address was refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum AddressError {
    /// Nothing was entered.
    #[error("no address was entered")]
    Empty,
    /// No `@`, or nothing before or after it.
    #[error("an address has a part before and a part after the @")]
    Shape,
    /// Longer than [`MAX_ADDRESS`], or a local part longer than 64 bytes.
    #[error("the address is too long")]
    TooLong,
    /// White space, a control character or one with a meaning of its own in a mail header.
    #[error("character {1} (U+{code:04X}) cannot stand in an address", code = u32::from(*.0))]
    Character(char, usize),
    /// A dot at an end of the local part, or two in a row (RFC 5322 section 3.2.3).
    #[error("dots before the @ stand between other characters")]
    Dots,
    /// The part after the `@` is not a domain name with at least one dot.
    #[error("the part after the @ is not the name of a mail domain")]
    Domain,
}

impl EmailAddress {
    /// Parses an address as typed; outer white space is dropped.
    ///
    /// # Errors
    /// Everything that was wrong, see [`AddressError`].
    pub fn parse(input: &str) -> Result<Self, Vec<AddressError>> {
        let typed = input.trim();
        if typed.is_empty() {
            return Err(vec![AddressError::Empty]);
        }
        let mut errors = refused(typed);
        let Some((local, domain)) = typed
            .rsplit_once('@')
            .filter(|(l, d)| !l.is_empty() && !d.is_empty())
        else {
            errors.push(AddressError::Shape);
            return Err(errors);
        };
        if typed.len() > MAX_ADDRESS || local.len() > MAX_LOCAL {
            errors.push(AddressError::TooLong);
        }
        if local.contains('@') {
            errors.push(AddressError::Shape);
        }
        if local.starts_with('.') || local.ends_with('.') || local.contains("..") {
            errors.push(AddressError::Dots);
        }
        let domain = match mail_domain(domain) {
            Some(domain) => domain,
            None => {
                errors.push(AddressError::Domain);
                String::new()
            }
        };
        if !errors.is_empty() {
            return Err(errors);
        }
        let local: String = if local.is_ascii() {
            local.to_owned()
        } else {
            local.nfc().collect()
        };
        Ok(Self {
            sent: [&local, "@", &domain].concat(),
            local,
            domain,
        })
    }

    /// The address as mail is sent to it: the local part as typed, the domain as A-label, which every
    /// mail server takes. Only the mail composer, the sealing of contacts and the outbox may
    /// call this; `xtask tidy` keeps the list.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.sent
    }

    /// The key two spellings of one mailbox share: local part in NFC and ASCII lower case, domain as
    /// lower-case A-label (UTS 46). One signature per exact key.
    #[must_use]
    pub fn exact_key(&self) -> String {
        format!("{}@{}", self.local.to_ascii_lowercase(), self.domain)
    }

    /// The key that probably the same mailbox shares (provider dots, plus tags). It never decides who
    /// has signed, since the local part is opaque to everyone but its host; it limits how many mails
    /// one mailbox gets, and says which mailbox wants none.
    #[must_use]
    pub fn similar_key(&self) -> String {
        similar::key(&self.local.to_ascii_lowercase(), &self.domain)
    }

    /// The mail domain as lower-case A-label, for limits per domain.
    #[must_use]
    pub fn domain(&self) -> &str {
        &self.domain
    }

    /// Whether the mail server must offer SMTPUTF8 (RFC 6531) to take this address.
    #[must_use]
    pub fn needs_smtputf8(&self) -> bool {
        !self.local.is_ascii()
    }
}

impl fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EmailAddress(hidden)")
    }
}

/// Every character that cannot stand in an address. Nearly all addresses are of letters and digits that
/// need no look at the tables of Unicode.
fn refused(typed: &str) -> Vec<AddressError> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"@.-_+".contains(&byte);
    if typed.bytes().all(is_plain) {
        return Vec::new();
    }
    let refused = typed.chars().enumerate().filter(|(_, c)| is_refused(*c));
    refused
        .map(|(i, c)| AddressError::Character(c, i + 1))
        .collect()
}

/// Quoted local parts (RFC 5321 section 4.1.2) are refused with their quotation marks: nobody has
/// such a mailbox, and each is a chance for a header to be read in two ways.
fn is_refused(c: char) -> bool {
    c.is_whitespace()
        || !crate::line::is_showable(c)
        || matches!(
            c,
            '"' | '(' | ')' | ',' | ':' | ';' | '<' | '>' | '[' | '\\' | ']'
        )
}

fn mail_domain(domain: &str) -> Option<String> {
    let ascii = idna::domain_to_ascii_strict(domain).ok()?;
    let labels: Vec<&str> = ascii.split('.').collect();
    let top = labels.last()?;
    let named = labels.len() >= 2
        && labels
            .iter()
            .all(|label| !label.is_empty() && label.len() <= 63)
        && top.len() >= 2
        && top.chars().any(|c| c.is_ascii_alphabetic());
    named.then_some(ascii)
}

#[cfg(test)]
mod tests;
