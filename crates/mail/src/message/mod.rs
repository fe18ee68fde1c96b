//! Messages in bytes: header fields and MIME parts (RFC 5322, 2045 to 2047, 6532).
//!
//! A message is built once from [`Parts`] and never touched again but for the signatures on top of
//! it: everything in it is ASCII in lines of at most 998 characters, whatever the script, so that no
//! server on its way has a reason to encode it anew. The one exception are addresses with letters
//! outside ASCII before the @, which cannot be written otherwise (RFC 6532).

mod body;
mod mailbox;

use std::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use jiff::Timestamp;
use lettre::Message as Written;
use lettre::message::header::{HeaderName, HeaderValue};
use thiserror::Error;

pub use mailbox::{Mailbox, MailboxError};

/// The longest line without its CRLF (RFC 5322 section 2.1.1).
const MAX_LINE: usize = 998;

/// Sender and recipient as the mail server hears them (RFC 5321 section 2.3.1). `Debug` is redacted.
#[derive(Clone, PartialEq, Eq)]
pub struct Envelope {
    /// Where bounces go; empty for mails that must never bounce (RFC 5321 section 4.5.5).
    pub return_path: String,
    /// The one recipient, the domain as A-label.
    pub recipient: String,
}

impl Envelope {
    /// Whether the mail server must offer SMTPUTF8 (RFC 6531) to take this mail.
    #[must_use]
    pub fn needs_smtputf8(&self) -> bool {
        !self.return_path.is_ascii() || !self.recipient.is_ascii()
    }
}

impl fmt::Debug for Envelope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Envelope(hidden)")
    }
}

/// A message ready to be signed and handed over. `Debug` is redacted.
#[derive(Clone, PartialEq, Eq)]
pub struct Message {
    /// From whom and to whom.
    pub envelope: Envelope,
    /// Header and body, lines ended by CRLF, before dots are doubled.
    pub bytes: Vec<u8>,
}

impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Message({} bytes, hidden)", self.bytes.len())
    }
}

/// What a message is made of. `Debug` is absent, since most of it is about one person.
#[derive(Clone)]
pub struct Parts {
    /// Who writes.
    pub from: Mailbox,
    /// The one recipient (REQ-21).
    pub to: Mailbox,
    /// Where answers go, if not to `from`.
    pub reply_to: Option<Mailbox>,
    /// One line in any script; of several spaces together one is written.
    pub subject: String,
    /// The text part, lines ended by LF.
    pub text: String,
    /// The HTML part, which says the same; absent for a mail of text alone.
    pub html: Option<String>,
    /// `id@domain`, in angle brackets or without them. The id must be different for each message: what
    /// separates its parts is made from it.
    pub message_id: String,
    /// When it was written.
    pub date: Timestamp,
    /// Further header fields in their order; values are unfolded and may be in any script.
    pub headers: Vec<(&'static str, String)>,
    /// Where bounces go; may be empty.
    pub return_path: String,
}

/// Why a message cannot be built.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum MessageError {
    /// The name of a header field is not one, or its value holds a control character or a word that
    /// fits into no line.
    #[error("the header field {0} cannot be written")]
    Header(&'static str),
    /// The message identifier is not `id@domain` in ASCII.
    #[error("the message identifier is not one")]
    MessageId,
    /// The date is before 1970.
    #[error("the date cannot be written")]
    Date,
}

impl Parts {
    /// Writes the message.
    ///
    /// # Errors
    /// [`MessageError`] where a header field cannot be written; building it again gives the same.
    pub fn build(self) -> Result<Message, MessageError> {
        self.check()?;
        let bytes = self.written()?;
        let envelope = Envelope {
            recipient: self.to.address().to_owned(),
            return_path: self.return_path,
        };
        Ok(Message { envelope, bytes })
    }

    fn check(&self) -> Result<(), MessageError> {
        let is_id = self
            .bare_id()
            .split_once('@')
            .is_some_and(|(id, domain)| is_dot_atom(id) && is_dot_atom(domain));
        if !is_id || self.message_id.len() > MAX_LINE / 2 {
            return Err(MessageError::MessageId);
        }
        let subject = ("Subject", &self.subject);
        let further = self.headers.iter().map(|(name, value)| (*name, value));
        for (name, value) in further.chain([subject]) {
            if !is_field_name(name) || !is_field_value(value) {
                return Err(MessageError::Header(name));
            }
        }
        Ok(())
    }

    fn written(&self) -> Result<Vec<u8>, MessageError> {
        let shows_utf8 = !self.to.address().is_ascii() || !self.from.address().is_ascii();
        let mut builder = Written::builder()
            .from(self.from.written(shows_utf8))
            .to(self.to.written(shows_utf8))
            .subject(single_spaced(&self.subject))
            .date(system_time(self.date)?)
            .message_id(Some(format!("<{}>", self.bare_id())));
        if let Some(reply_to) = &self.reply_to {
            builder = builder.reply_to(reply_to.written(shows_utf8));
        }
        for (name, value) in &self.headers {
            let written = HeaderName::new_from_ascii((*name).to_owned())
                .map_err(|_| MessageError::Header(name))?;
            builder = builder.raw_header(HeaderValue::new(written, value.clone()));
        }
        let message = match &self.html {
            Some(html) => builder.multipart(body::alternative(self.boundary(), &self.text, html)),
            None => builder.singlepart(body::text(&self.text)),
        };
        Ok(message.map_err(|_| MessageError::Header("To"))?.formatted())
    }

    fn bare_id(&self) -> &str {
        let id = self.message_id.as_str();
        id.strip_prefix('<')
            .and_then(|rest| rest.strip_suffix('>'))
            .unwrap_or(id)
    }

    /// What stands between the parts: `=_` occurs in neither quoted-printable nor base64 text
    /// (RFC 2045 section 6.7), and the identifier makes it another in each message.
    fn boundary(&self) -> String {
        let id = self.bare_id().bytes().take_while(|byte| *byte != b'@');
        let tail = id
            .filter(u8::is_ascii_alphanumeric)
            .take(32)
            .map(char::from);
        format!("=_{}", tail.collect::<String>())
    }
}

fn is_dot_atom(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b".-_+=".contains(&byte))
}

fn is_field_name(name: &str) -> bool {
    !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && byte != b':')
}

/// A value that folds into lines, and in which no second field can hide. A word of its own that looks
/// like an encoded one (RFC 2047 section 2) would be read as what it is not.
fn is_field_value(value: &str) -> bool {
    !value.trim().is_empty()
        && !value.chars().any(char::is_control)
        && !value.contains("=?")
        && value
            .split(' ')
            .all(|word| !word.is_ascii() || word.len() < MAX_LINE - 1)
}

/// Readers leave out white space between encoded words (RFC 2047 section 6.2), and the builder keeps one
/// space between two of them and no second.
fn single_spaced(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

fn system_time(at: Timestamp) -> Result<SystemTime, MessageError> {
    let seconds = u64::try_from(at.as_second()).map_err(|_| MessageError::Date)?;
    Ok(UNIX_EPOCH + Duration::from_secs(seconds))
}

#[cfg(test)]
mod tests;
