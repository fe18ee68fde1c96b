//! What mail systems write in words, where their codes say nothing or not the whole.
//!
//! Words only ever spare the recipient what the code would do: a code that blames the address beside
//! words that blame us is taken as the words say. Where the code says nothing they give a verdict, which
//! is at most [`Class::Hard`]: "does not exist" is said of a mailbox, of our return path, of our domain
//! and of our greeting, so that no words end anything at once.

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

/// Words that say it is the sender who was not believed: the return path, its domain, our address or our
/// greeting, in lower case. Bare "sender" is not enough, since reports are "returned to sender".
const SENDER: [&str; 43] = [
    // Exim, of a sender only: what it says of recipients has no such line.
    "verification failed for <",
    "verification failed while checking <",
    "callback setup failed while verifying <",
    "callout",
    "sender verif",
    "sender address rej",
    "sender address does",
    "sender address is",
    "of sender",
    "of the sender",
    "sender domain",
    "sender's domain",
    "sender rejected",
    "sender refused",
    "sender denied",
    "sender unknown",
    "sender not ",
    "sender does not",
    "sender doesn't",
    "sender is not",
    "sender host",
    "sender ip",
    "invalid sender",
    "unknown sender",
    "bad sender",
    "envelope sender",
    "envelope from",
    "return path",
    "sending domain",
    "sending host",
    "sending server",
    "sending ip",
    "your domain",
    "your ip",
    "your host",
    "your mail server",
    "helo ",
    "ehlo ",
    "reply to mail from",
    "after mail from",
    "absenderadresse",
    "absenderdomain",
    "absender-domain",
];

/// Words that say the mailbox does not exist or takes no mail, in lower case.
const HARD: [&str; 45] = [
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
    let blames_us = || has(&SENDER) || has(&POLICY);
    let by_words = || {
        if blames_us() {
            Some(Class::Policy)
        } else if has(&SOFT) {
            Some(Class::Soft)
        } else {
            has(&HARD).then_some(Class::Hard)
        }
    };
    let Some(status) = status else {
        return by_words();
    };
    let by_code = status.outcome();
    match by_code {
        Class::Soft if status.is_generic() && status.is_permanent() => by_words().or(Some(by_code)),
        // Soft bounces count for the recipient, who cannot help that our domain is not found.
        Class::Soft if has(&SENDER) => Some(Class::Policy),
        Class::Hard | Class::Gone if blames_us() => Some(Class::Policy),
        // Some providers say "no such user" under a code of policy. It is no fault of ours, and the
        // code still spares the recipient from being stopped at once.
        Class::Policy if !status.names_the_sender() && has(&HARD) && !blames_us() => {
            Some(Class::Soft)
        }
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
