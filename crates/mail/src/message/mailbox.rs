//! A name with an address, as header fields hold them.

use std::fmt;

use lettre::Address;
use lettre::message::Mailbox as Written;
use thiserror::Error;

/// Somebody's address, with or without a name: `Clean Rivers <post@example.org>`.
///
/// It has no `Display` and its `Debug` is redacted: it may be the address of a person.
#[derive(Clone, PartialEq, Eq)]
pub struct Mailbox {
    name: Option<String>,
    /// The domain as A-label (UTS 46).
    address: String,
}

/// Not a mailbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("this is no mail address")]
pub struct MailboxError;

impl Mailbox {
    /// Parses `Name <address>` or an address alone (RFC 5322 section 3.4); a name needs no quotation
    /// marks, whatever stands in it. A domain in letters of any script is turned into its A-label,
    /// which every mail server takes.
    ///
    /// # Errors
    /// [`MailboxError`] for everything else.
    pub fn parse(text: &str) -> Result<Self, MailboxError> {
        let Some(rest) = text.trim().strip_suffix('>') else {
            return Self::of_address(text.trim());
        };
        let (name, address) = rest.rsplit_once('<').ok_or(MailboxError)?;
        let name = unquoted(name.trim());
        if name.chars().any(char::is_control) {
            return Err(MailboxError);
        }
        let mut mailbox = Self::of_address(address)?;
        mailbox.name = (!name.trim().is_empty()).then_some(name);
        Ok(mailbox)
    }

    /// The address of a recipient, taken as it is: nothing in it is read as a name.
    ///
    /// # Errors
    /// [`MailboxError`] for what is no address.
    pub fn of_address(address: &str) -> Result<Self, MailboxError> {
        let (local, domain) = address.rsplit_once('@').ok_or(MailboxError)?;
        let domain = idna::domain_to_ascii(domain).map_err(|_| MailboxError)?;
        Address::new(local, &domain).map_err(|_| MailboxError)?;
        Ok(Self {
            name: None,
            address: format!("{local}@{domain}"),
        })
    }

    /// The address as it stands in an envelope: the domain as A-label.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The name, if there is one.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The domain as A-label.
    #[must_use]
    pub fn domain(&self) -> &str {
        self.address
            .rsplit_once('@')
            .map_or("", |(_, domain)| domain)
    }

    /// As a header field shows it: the domain in its own letters where the message holds letters
    /// outside ASCII in any case (RFC 6532), else as A-label, which no server has to understand.
    pub(super) fn written(&self, shows_utf8: bool) -> Written {
        let (local, domain) = self
            .address
            .rsplit_once('@')
            .expect("the address was put together with an @");
        let shown = match idna::domain_to_unicode(domain) {
            (shown, Ok(())) if shows_utf8 => shown,
            _ => domain.to_owned(),
        };
        let address = Address::new(local, &shown)
            .or_else(|_| Address::new(local, domain))
            .expect("both parts were taken from an address that parsed");
        Written::new(self.name.clone(), address)
    }
}

/// A quoted string without its marks (RFC 5322 section 3.2.4); other text as it is.
fn unquoted(name: &str) -> String {
    let inner = name
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    let Some(inner) = inner else {
        return name.to_owned();
    };
    let mut text = String::new();
    let mut characters = inner.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => text.extend(characters.next()),
            other => text.push(other),
        }
    }
    text
}

impl fmt::Debug for Mailbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Mailbox(hidden)")
    }
}
