//! Answers that report nothing: of machines (RFC 3834), and of people who want no more.

use mail_parser::Message;

use super::{Reading, header};

/// Fields that only automatic answers have.
const MARKS: [&str; 5] = [
    "x-autoreply",
    "x-autorespond",
    "x-autoresponse",
    "x-auto-response-suppress-reply",
    "x-mailer-autoreply",
];

/// How subjects of automatic answers begin where their header fields say nothing, in lower case.
const SUBJECTS: [&str; 20] = [
    "auto:",
    "auto-reply",
    "auto reply",
    "autoreply",
    "automatic reply",
    "automatisch",
    "automatische antwort",
    "abwesenheit",
    "abwesend",
    "out of office",
    "out of the office",
    "réponse automatique",
    "absence du bureau",
    "respuesta automática",
    "fuera de la oficina",
    "автоответ",
    "автоматический ответ",
    "otomatik yanıt",
    "رد تلقائي",
    "پاسخ خودکار",
];

/// The subject that `List-Unsubscribe` gives to whoever leaves by mail, in lower case.
const LEAVE: &str = "unsubscribe";

/// A wish to leave or an automatic answer; nothing where a person may have written anything else.
pub(super) fn read(message: &Message<'_>) -> Option<Reading> {
    let subject = message.subject().unwrap_or_default().trim().to_lowercase();
    // Mail programs write it for their users, and some mark it as automatic, which it is.
    if subject == LEAVE {
        return Some(Reading::Leave);
    }
    let field = |name| header(message, name).unwrap_or_default().to_lowercase();
    let submitted = field("auto-submitted");
    let is_automatic = !submitted.is_empty() && !submitted.starts_with("no");
    let precedence = field("precedence");
    let is_automatic =
        is_automatic || ["auto_reply", "auto-reply", "bulk", "junk"].contains(&&*precedence);
    let is_marked = MARKS.iter().any(|name| header(message, name).is_some());
    let subject = message.subject().unwrap_or_default().trim().to_lowercase();
    let says_so = SUBJECTS.iter().any(|begin| subject.starts_with(begin));
    (is_automatic || is_marked || says_so).then_some(Reading::Answer)
}
