//! Abuse reports (RFC 5965), and the older form that some providers still send.

use mail_parser::Message;

use super::fields::groups;
use super::{Reading, decoded, header, is_message_part};

/// What a message with a feedback part means; nothing where it has none.
///
/// Providers leave out or replace the address of whoever complained. It is not needed: the report
/// returns our mail, and that names itself.
pub(super) fn read(message: &Message<'_>) -> Option<Reading> {
    if is_older_form(message) {
        return Some(Reading::Complaint);
    }
    let mut parts = message.parts.iter();
    let part = parts.find(|part| is_message_part(part, &["feedback-report"]))?;
    let groups = groups(decoded(part));
    let kind = groups.iter().find_map(|group| group.get("feedback-type"))?;
    Some(match kind.to_ascii_lowercase().as_str() {
        // "No longer spam" takes back what was said, and nothing is undone by a machine.
        "not-spam" => Reading::Answer,
        // Failed authentication (RFC 6591) is about us and tells of no complaint.
        "auth-failure" | "dmarc" => Reading::Unclear,
        _ => Reading::Complaint,
    })
}

/// The older form: a subject that says so, and the mail attached.
fn is_older_form(message: &Message<'_>) -> bool {
    let subject = header(message, "subject").unwrap_or_default();
    let says_so = subject
        .to_ascii_lowercase()
        .starts_with("complaint about message from");
    says_so
        && message
            .parts
            .iter()
            .any(|part| is_message_part(part, &["rfc822"]))
}
