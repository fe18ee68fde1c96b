//! Delivery status notifications (RFC 3464; RFC 6533 for addresses in any letters).

use mail_parser::Message;

use super::fields::{Group, groups};
use super::status::first_in;
use super::{Bounce, Class, Reading, Recipient, Status, decoded, is_message_part, phrase};

/// What a message with a status part means; nothing where it has none that can be read.
///
/// A mail of ours has one recipient. Where a report speaks of several, the mail went through a list,
/// and the mildest of what became of it counts: somebody was reached.
pub(super) fn read(message: &Message<'_>) -> Option<Reading> {
    let kinds = ["delivery-status", "global-delivery-status"];
    let parts = message.parts.iter();
    let mut status_parts = parts.filter(|part| is_message_part(part, &kinds));
    let groups = groups(decoded(status_parts.next()?));
    let read = groups.iter().filter_map(per_recipient);
    read.min_by_key(severity)
}

/// What became of one recipient; nothing for a group that tells of none.
fn per_recipient(group: &Group) -> Option<Reading> {
    let status = group.get("status").and_then(first_in);
    let action = group.get("action").map(|action| {
        let word = action.split([' ', '(']).next().unwrap_or_default();
        word.to_ascii_lowercase()
    });
    match action.as_deref() {
        Some("delayed") => Some(Reading::Delayed),
        Some("delivered" | "relayed" | "expanded") => Some(Reading::Delivered),
        // Some systems leave the action out, or write their own word for it; the status is enough.
        Some("failed") => Some(Reading::Bounce(bounce(group, status))),
        _ => status.map(|status| Reading::Bounce(bounce(group, Some(status)))),
    }
}

fn bounce(group: &Group, status: Option<Status>) -> Bounce {
    let diagnostic = group.get("diagnostic-code").unwrap_or_default();
    // What the last server said itself goes before a code that says nothing (Exim has only that).
    let specific = status.filter(|status| !status.is_generic());
    let said = specific.or_else(|| first_in(diagnostic)).or(status);
    let recipient = ["final-recipient", "original-recipient"]
        .into_iter()
        .find_map(|name| group.get(name).and_then(Recipient::parse));
    Bounce {
        class: phrase::class(said, diagnostic).unwrap_or(Class::Soft),
        status: said,
        recipient,
    }
}

/// Orders readings from "the mail arrived" to "there is no such mailbox".
const fn severity(reading: &Reading) -> u8 {
    match reading {
        Reading::Delivered => 0,
        Reading::Delayed => 1,
        Reading::Bounce(bounce) => match bounce.class {
            Class::Soft => 2,
            Class::Policy => 3,
            Class::Hard => 4,
            Class::Gone => 5,
        },
        _ => 6,
    }
}
