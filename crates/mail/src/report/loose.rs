//! Bounces that follow no standard: text for people, from a mail system.
//!
//! Read only where the sender is a mail system by its name or by fields that none else writes, so that
//! nobody's holiday note about a full mailbox is a bounce. Of the text only what stands in front of
//! the returned mail counts: our own words say nothing about the recipient.

use mail_parser::{Message, MimeHeaders};

use super::status::{first_in, first_reply_in};
use super::{Bounce, Class, Reading, header, phrase};

/// How much of the text is looked at, in characters: reports begin with what happened.
const MOST: usize = 8 * 1024;

/// Local parts and names that mail systems send reports under, in lower case.
const SYSTEMS: [&str; 8] = [
    "mailer-daemon",
    "mail-daemon",
    "maildaemon",
    "mdaemon",
    "postmaster",
    "mail delivery",
    "mail administrator",
    "microsoft exchange",
];

/// Fields that only reports of mail systems have.
const MARKS: [&str; 2] = ["x-failed-recipients", "x-ms-exchange-message-is-ndr"];

/// How the first line of a returned mail begins, in lower case.
const RETURNED: [&str; 8] = [
    "received:",
    "return-path:",
    "dkim-signature:",
    "message-id:",
    "mime-version:",
    "content-type:",
    "feedback-id:",
    "list-unsubscribe:",
];

/// What a text from a mail system means; nothing where it is from somebody else, or tells of nothing
/// that is known.
pub(super) fn read(message: &Message<'_>) -> Option<Reading> {
    if !is_from_a_system(message) {
        return None;
    }
    let subject = message.subject().unwrap_or_default();
    let text = said(message);
    let told = format!("{subject}\n{text}").to_lowercase();
    if phrase::is_delay(&told) {
        return Some(Reading::Delayed);
    }
    let status = first_in(&text);
    let class = phrase::class(status, &text).or_else(|| {
        let reply = first_reply_in(&text.to_lowercase());
        // The other side gave up and said no more: it may work another time.
        (reply.is_some() || phrase::is_failure(&told)).then_some(Class::Soft)
    })?;
    Some(Reading::Bounce(Bounce {
        class,
        status,
        recipient: None,
    }))
}

fn is_from_a_system(message: &Message<'_>) -> bool {
    let from = header(message, "from").unwrap_or_default().to_lowercase();
    let is_report = message.content_type().is_some_and(|kind| {
        let subtype = kind.subtype().unwrap_or_default();
        let about = kind.attribute("report-type").unwrap_or_default();
        subtype.eq_ignore_ascii_case("report") && about.to_lowercase().contains("delivery-status")
    });
    is_report
        || SYSTEMS.iter().any(|name| from.contains(name))
        || MARKS.iter().any(|name| header(message, name).is_some())
}

/// The text of a message up to where the returned mail begins.
fn said(message: &Message<'_>) -> String {
    // A multipart whose boundaries were lost on the way has no text part; it is all text then.
    let text = message.body_text(0).unwrap_or_else(|| {
        let body = usize::try_from(message.root_part().offset_body).unwrap_or(0);
        let body = message.raw_message().get(body..).unwrap_or_default();
        String::from_utf8_lossy(body)
    });
    let lines = text.lines().take_while(|line| {
        let line = line.trim_start_matches(['>', ' ', '|']).to_lowercase();
        !RETURNED.iter().any(|begin| line.starts_with(begin))
    });
    let mut said = String::new();
    for line in lines {
        said.extend(line.chars().take(MOST));
        said.push('\n');
        if said.len() > MOST {
            break;
        }
    }
    said
}
