//! What comes back: delivery status notifications (RFC 3464, 6533), abuse reports (RFC 5965), and what
//! mail systems write who follow neither.
//!
//! [`read`] says what a message means and [`about`] which of our mails it is about; neither needs the
//! other to succeed. Nothing here is believed for more than it says: a class follows from what the
//! other side reported about the address, and what it reported about us never counts against it.
//!
//! Bounds: the first [`MOST`] bytes of a message are looked at, in time proportional to them; parts
//! that are messages again are opened three deep.

mod answer;
mod complaint;
mod delivery;
mod fields;
mod loose;
mod phrase;
mod recipient;
mod status;

use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders, PartType};

use crate::return_path::{Kind, ReturnPaths};

pub use recipient::Recipient;
pub use status::{Class, Status};

/// How many bytes of a message are looked at. Status parts stand in front of what is returned with
/// them, and mail systems cut that short themselves.
pub const MOST: usize = 512 * 1024;

/// What a message that came back means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// A mail did not reach its recipient.
    Bounce(Bounce),
    /// It has not arrived yet, and the other side goes on trying. Another report follows if it
    /// gives up.
    Delayed,
    /// It arrived, or was handed on to where nobody reports.
    Delivered,
    /// Its recipient called it spam, or asked a provider for no more of it.
    Complaint,
    /// Its recipient asks for no more, by the address for that in its header (RFC 2369 section 3.2).
    Leave,
    /// Somebody's machine answered (RFC 3834): a holiday note, a ticket number. Nothing follows.
    Answer,
    /// None of these; only a person can tell.
    Unclear,
}

/// That a mail did not reach its recipient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bounce {
    /// What follows from it.
    pub class: Class,
    /// The enhanced status code (RFC 3463) it was concluded from, where there was one.
    pub status: Option<Status>,
    /// Whom the report names. Said to whoever holds the message; nothing is concluded from it, since
    /// anybody can write a report about any address.
    pub recipient: Option<Recipient>,
}

/// What a message means.
#[must_use]
pub fn read(message: &[u8]) -> Reading {
    let Some(message) = parsed(message) else {
        return Reading::Unclear;
    };
    complaint::read(&message)
        .or_else(|| delivery::read(&message))
        .or_else(|| loose::read(&message))
        .or_else(|| answer::read(&message))
        .unwrap_or(Reading::Unclear)
}

/// Which of our mails a message is about, by what it returns of that mail or refers to. Where the
/// message came to a return path of ours, that goes before anything written in it.
#[must_use]
pub fn about(message: &[u8], paths: &ReturnPaths) -> Option<(Kind, [u8; 16])> {
    let message = &message[..message.len().min(MOST)];
    paths.find(message).or_else(|| {
        let message = parsed(message)?;
        message
            .parts
            .iter()
            .find_map(|part| paths.find(decoded(part)))
    })
}

fn parsed(message: &[u8]) -> Option<Message<'_>> {
    MessageParser::default().parse(&message[..message.len().min(MOST)])
}

/// The bytes of a part behind their transfer encoding.
fn decoded<'a>(part: &'a MessagePart<'_>) -> &'a [u8] {
    match &part.body {
        PartType::Text(text) | PartType::Html(text) => text.as_bytes(),
        PartType::Binary(bytes) | PartType::InlineBinary(bytes) => bytes,
        PartType::Message(message) => message.raw_message(),
        PartType::Multipart(_) => &[],
    }
}

/// Whether a part has a type, `message/` something.
fn is_message_part(part: &MessagePart<'_>, subtypes: &[&str]) -> bool {
    part.content_type().is_some_and(|kind| {
        let subtype = kind.subtype().unwrap_or_default();
        kind.ctype().eq_ignore_ascii_case("message")
            && subtypes
                .iter()
                .any(|known| subtype.eq_ignore_ascii_case(known))
    })
}

/// A header field of the message itself, as it was written.
fn header<'a>(message: &'a Message<'_>, name: &str) -> Option<&'a str> {
    message
        .headers_raw()
        .find(|(known, _)| known.eq_ignore_ascii_case(name))
        .map(|(_, value)| value.trim())
}
