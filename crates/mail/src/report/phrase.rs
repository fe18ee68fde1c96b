//! What mail systems write in words, where their codes say nothing or not the whole.
//!
//! Words only ever make a verdict milder than the code, or give one where there is no code: a code that
//! blames the address beside words that blame us is taken as the words say.

use super::{Class, Status};

/// Words that blame the sender, in lower case.
const POLICY: [&str; 38] = [
    "spamhaus",
    "spamcop",
    "barracudacentral",
    "proofpoint",
    "dnsbl",
    " rbl",
    "rbl.",
    "blacklist",
    "black list",
    "blocklist",
    "block list",
    "blocked",
    "banned",
    "listed at",
    "spam",
    "unsolicited",
    "reputation",
    "policy reason",
    "policy restriction",
    "policy violation",
    "local policy",
    "security polic",
    "dmarc",
    "dkim",
    "spf ",
    "spf-",
    "sender policy framework",
    "not authenticated",
    "unauthenticated",
    " ptr",
    "reverse dns",
    "rdns",
    "rate limit",
    "too many connections",
    "relay access denied",
    "relaying denied",
    "virus",
    "tosa@rx.t-online.de",
];

/// Words that say there is no such mailbox, in lower case.
const GONE: [&str; 38] = [
    "user unknown",
    "unknown user",
    "unknown recipient",
    "recipient unknown",
    "unknown address",
    "unknown mailbox",
    "no such user",
    "no such mailbox",
    "no such recipient",
    "no such address",
    "no such person",
    "no mailbox here by that name",
    "mailbox not found",
    "user not found",
    "recipient not found",
    "address not found",
    "account not found",
    "invalid mailbox",
    "invalid recipient",
    "invalid address",
    "unrouteable address",
    "mailbox unavailable",
    "doesn't have a",
    "does not have a",
    "does not exist",
    "doesn't exist",
    "isn't a valid",
    "not a valid recipient",
    "not listed in",
    "couldn't be found",
    "could not be found",
    "wasn't found at",
    "no longer valid",
    "existiert nicht",
    "unbekannter empfänger",
    "n'existe pas",
    "no existe",
    "не существует",
];

/// Words that say the mailbox takes no mail, in lower case.
const HARD: [&str; 7] = [
    "account has been disabled",
    "account is disabled",
    "account that you tried to reach is disabled",
    "mailbox disabled",
    "mailbox is disabled",
    "is inactive",
    "account has been deactivated",
];

/// Words that say it may work another time, in lower case.
const SOFT: [&str; 20] = [
    "mailbox full",
    "mailbox is full",
    "inbox is full",
    "over quota",
    "over its quota",
    "overquota",
    "quota exceeded",
    "exceeded storage",
    "exceeded their quota",
    "out of storage",
    "storage limit",
    "postfach ist voll",
    "postfach voll",
    "boîte pleine",
    "buzón lleno",
    "переполнен",
    "connection timed out",
    "connection refused",
    "temporar",
    "greylist",
];

/// Words that say a server goes on trying, in lower case.
const DELAY: [&str; 9] = [
    "warning: message",
    "delivery status notification (delay)",
    "delivery delayed",
    "delayed mail",
    "delivery incomplete",
    "has not yet been delivered",
    "still being retried",
    "will keep trying",
    "will continue to try",
];

/// Words that say a mail was not delivered and no more, in lower case.
const FAILURE: [&str; 15] = [
    "undeliver",
    "delivery failed",
    "delivery failure",
    "delivery has failed",
    "returned mail",
    "returning message",
    "returned to sender",
    "failure notice",
    "delivery status notification (failure)",
    "could not be delivered",
    "couldn't be delivered",
    "unzustellbar",
    "nicht zugestellt",
    "non remis",
    "не доставлено",
];

/// What a code and the words beside it mean together; nothing where there is neither.
pub(super) fn class(status: Option<Status>, words: &str) -> Option<Class> {
    let words = words.to_lowercase();
    let has = |list: &[&str]| list.iter().any(|phrase| words.contains(phrase));
    let by_words = || {
        if has(&POLICY) {
            Some(Class::Policy)
        } else if has(&SOFT) {
            Some(Class::Soft)
        } else if has(&HARD) {
            Some(Class::Hard)
        } else {
            has(&GONE).then_some(Class::Gone)
        }
    };
    let Some(status) = status else {
        return by_words();
    };
    let by_code = status.outcome();
    match by_code {
        Class::Soft if status.is_generic() && status.is_permanent() => by_words().or(Some(by_code)),
        Class::Hard | Class::Gone if has(&POLICY) => Some(Class::Policy),
        // Some providers say "no such user" under a code of policy. It is no fault of ours, and the
        // code still spares the recipient from being stopped at once.
        Class::Policy if has(&GONE) && !has(&POLICY) => Some(Class::Soft),
        _ => Some(by_code),
    }
}

/// Whether a text, in lower case, says that a server goes on trying.
pub(super) fn is_delay(told: &str) -> bool {
    DELAY.iter().any(|phrase| told.contains(phrase))
}

/// Whether a text, in lower case, says that a mail was not delivered.
pub(super) fn is_failure(told: &str) -> bool {
    FAILURE.iter().any(|phrase| told.contains(phrase))
}
