//! Why a mail was not handed over, by what the sender should do about it.

use std::fmt;
use std::io;

use thiserror::Error;

use super::reply::{Garbage, Reply, Status};

/// Where in the conversation something happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Step {
    /// Before a word was said.
    Connect,
    /// The handshake of TLS, or asking for it.
    Encrypt,
    /// The server's first word.
    Greeting,
    /// EHLO.
    Hello,
    /// AUTH.
    Authenticate,
    /// MAIL: the return path.
    Sender,
    /// RCPT: the recipient.
    Recipient,
    /// DATA: asking to begin.
    Data,
    /// The message, and the answer to its end.
    Content,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// The server said so.
    Answer {
        /// The reply code (RFC 5321 section 4.2).
        code: u16,
        /// The enhanced status, where the server gives one.
        status: Option<Status>,
    },
    /// It said nothing for too long.
    Silence,
    /// It closed the connection.
    Closed,
    /// What it said is no answer of a mail server.
    Garbage,
    /// The network failed.
    Network(io::ErrorKind),
    /// Its certificate is not what it should be, or it cannot encrypt as we do.
    Certificate,
    /// It does not offer what must be used.
    Missing(&'static str),
    /// The message is longer than it takes (RFC 1870).
    TooLarge,
    /// Sender or recipient cannot be written in a command.
    Unwritable,
}

/// Where and what. It holds no word of the server, since servers quote addresses back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reason {
    /// Where in the conversation.
    pub step: Step,
    /// What happened there.
    pub event: Event,
}

/// Why a mail was not handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum SendError {
    /// This mail was refused for good.
    #[error("the mail was refused for good: {0}")]
    Permanent(Reason),
    /// This mail was tried and may succeed later. It may even have been taken: whoever cannot hear
    /// the answer to the end of a message does not know (RFC 1047).
    #[error("the mail may be taken later: {0}")]
    Transient(Reason),
    /// No mail was tried: the server cannot be reached or does not talk to us.
    #[error("the mail server cannot be used: {0}")]
    Unreachable(Reason),
}

impl SendError {
    /// What an answer means at a step. Before MAIL nothing was said of any mail. After it only what
    /// speaks of this recipient or of the form of this message is final. All else is
    /// about the sender, a quota, a rule or the server itself, whatever its code: the mail waits for
    /// the operator and is not lost by the first mistake (REQ-81).
    #[must_use]
    pub fn answered(step: Step, code: u16, status: Option<Status>) -> Self {
        let reason = Reason {
            step,
            event: Event::Answer { code, status },
        };
        if step < Step::Sender {
            Self::Unreachable(reason)
        } else if code >= 500 && is_final(step, code, status) {
            Self::Permanent(reason)
        } else {
            Self::Transient(reason)
        }
    }

    /// What it means that no answer was heard.
    #[must_use]
    pub const fn unanswered(step: Step, event: Event) -> Self {
        let reason = Reason { step, event };
        match (step, event) {
            (_, Event::TooLarge | Event::Unwritable) => Self::Permanent(reason),
            (Step::Sender | Step::Recipient | Step::Data | Step::Content, Event::Missing(_)) => {
                Self::Permanent(reason)
            }
            (Step::Sender | Step::Recipient | Step::Data | Step::Content, _) => {
                Self::Transient(reason)
            }
            _ => Self::Unreachable(reason),
        }
    }

    pub(super) fn of_reply(step: Step, reply: &Reply) -> Self {
        Self::answered(step, reply.code, reply.status())
    }

    /// Where and what.
    #[must_use]
    pub const fn reason(&self) -> Reason {
        match self {
            Self::Permanent(reason) | Self::Transient(reason) | Self::Unreachable(reason) => {
                *reason
            }
        }
    }

    /// Whose fault it is, as far as one attempt tells. 421 closes the connection, and 4.3.x is about
    /// a server's own state (RFC 3463): once MAIL was taken that may be said of the recipient's server,
    /// which ours asks while we wait.
    #[must_use]
    pub const fn fault(&self) -> Fault {
        let reason = match self {
            Self::Unreachable(_) => return Fault::Server,
            Self::Permanent(_) => return Fault::Mail,
            Self::Transient(reason) => reason,
        };
        match (reason.step, reason.event) {
            (Step::Sender, _) => Fault::Server,
            (_, Event::Answer { code, status }) => {
                if code == 421 || matches!(status, Some(Status { subject: 3, .. })) {
                    Fault::Either
                } else {
                    Fault::Mail
                }
            }
            _ => Fault::Either,
        }
    }
}

/// Whose fault it is that a mail was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// This mail's, or its recipient's.
    Mail,
    /// Either that of the recipient's domain, or the server's own.
    Either,
    /// The server's: the next mail to somebody else would fare the same.
    Server,
}

/// Whether a 5xx ends this mail. A status speaks for itself (RFC 3463); without one, three codes mean the
/// mailbox and nothing else (RFC 5321 section 4.2.3), and only where the recipient was named.
const fn is_final(step: Step, code: u16, status: Option<Status>) -> bool {
    let Some(status) = status else {
        return matches!(step, Step::Recipient) && matches!(code, 550 | 551 | 553);
    };
    match (status.subject, status.detail) {
        (1, 1 | 2 | 3 | 6 | 10) | (2, 1) => !matches!(step, Step::Sender),
        (3, 4) | (6, _) => !matches!(step, Step::Recipient),
        _ => false,
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Connect => "connecting",
            Self::Encrypt => "TLS",
            Self::Greeting => "greeting",
            Self::Hello => "EHLO",
            Self::Authenticate => "AUTH",
            Self::Sender => "MAIL",
            Self::Recipient => "RCPT",
            Self::Data => "DATA",
            Self::Content => "message",
        })
    }
}

impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Answer { code, status: None } => write!(f, "{code}"),
            Self::Answer {
                code,
                status: Some(status),
            } => write!(f, "{code} {status}"),
            Self::Silence => f.write_str("no answer"),
            Self::Closed => f.write_str("the connection was closed"),
            Self::Garbage => f.write_str("an answer that is none"),
            Self::Network(kind) => write!(f, "{kind}"),
            Self::Certificate => {
                f.write_str("the certificate or the encryption is not as it must be")
            }
            Self::Missing(what) => write!(f, "{what} is not offered"),
            Self::TooLarge => f.write_str("larger than the server takes"),
            Self::Unwritable => f.write_str("an address that cannot be written"),
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.step, self.event)
    }
}

impl From<Garbage> for Event {
    fn from(_: Garbage) -> Self {
        Self::Garbage
    }
}

impl From<io::Error> for Event {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::ConnectionReset
            | io::ErrorKind::ConnectionAborted
            | io::ErrorKind::BrokenPipe
            | io::ErrorKind::UnexpectedEof => Self::Closed,
            kind => Self::Network(kind),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq)]
    enum Do {
        GiveUp,
        TryAgain,
        AskTheNext,
        WaitForTheServer,
        Rest,
    }

    fn check(step: Step, line: &str, expected: &Do) {
        let (reply, _) = Reply::take(format!("{line}\r\n").as_bytes())
            .unwrap()
            .unwrap();
        let error = SendError::of_reply(step, &reply);
        let found = match (error, error.fault()) {
            (SendError::Permanent(_), _) => Do::GiveUp,
            (SendError::Transient(_), Fault::Server) => Do::WaitForTheServer,
            (SendError::Transient(_), Fault::Either) => Do::AskTheNext,
            (SendError::Transient(_), Fault::Mail) => Do::TryAgain,
            (SendError::Unreachable(_), _) => Do::Rest,
        };
        assert_eq!(&found, expected, "{step}: {line}");
        assert!(!error.to_string().contains("ada@"), "{error}");
    }

    #[test]
    fn each_answer_says_what_to_do() {
        use Do::*;
        for (step, line, expected) in [
            (Step::Greeting, "554 no service", Rest),
            (Step::Authenticate, "535 5.7.8 wrong password", Rest),
            (Step::Sender, "451 4.3.0 queue is full", WaitForTheServer),
            (
                Step::Sender,
                "553 5.7.1 sender not allowed",
                WaitForTheServer,
            ),
            (
                Step::Sender,
                "530 5.7.0 authentication required",
                WaitForTheServer,
            ),
            (Step::Sender, "552 5.3.4 too large", GiveUp),
            (Step::Sender, "550 5.6.7 no SMTPUTF8", GiveUp),
            (Step::Sender, "552 too much", WaitForTheServer),
            (
                Step::Sender,
                "550 5.1.1 your account is closed",
                WaitForTheServer,
            ),
            (Step::Recipient, "421 4.3.2 shutting down", AskTheNext),
            (
                Step::Recipient,
                "450 4.2.0 <ada@example.org> greylisted",
                TryAgain,
            ),
            (Step::Recipient, "451 4.7.1 try again later", TryAgain),
            (Step::Recipient, "451 4.3.0 lookup failed", AskTheNext),
            (
                Step::Recipient,
                "550 5.1.1 <ada@example.org> unknown",
                GiveUp,
            ),
            (Step::Recipient, "550 no such mailbox", GiveUp),
            (Step::Recipient, "553 not known here", GiveUp),
            (Step::Recipient, "550 5.1.2 no such domain", GiveUp),
            (Step::Recipient, "550 5.2.1 mailbox is closed", GiveUp),
            (Step::Recipient, "550 5.1.8 bad sender", TryAgain),
            (Step::Recipient, "550 5.4.5 daily limit", TryAgain),
            (Step::Recipient, "550 5.0.0 no", TryAgain),
            (Step::Recipient, "554 relay access denied", TryAgain),
            (Step::Recipient, "552 5.2.2 mailbox full", TryAgain),
            (Step::Recipient, "554 5.7.1 relay access denied", TryAgain),
            (Step::Data, "554 no valid recipients", TryAgain),
            (Step::Content, "554 5.7.1 spam", TryAgain),
            (Step::Content, "554 transaction failed", TryAgain),
            (Step::Content, "550 5.1.1 unknown after all", GiveUp),
            (Step::Content, "554 5.6.0 malformed", GiveUp),
            (Step::Content, "552 5.3.4 too large", GiveUp),
            (Step::Content, "452 4.3.1 disk full", AskTheNext),
        ] {
            check(step, line, &expected);
        }
    }

    #[test]
    fn silence_before_mail_blames_no_mail() {
        for step in [Step::Connect, Step::Encrypt, Step::Greeting, Step::Hello] {
            let error = SendError::unanswered(step, Event::Silence);
            assert!(matches!(error, SendError::Unreachable(_)));
        }
        for (step, fault) in [
            (Step::Sender, Fault::Server),
            (Step::Recipient, Fault::Either),
            (Step::Data, Fault::Either),
            (Step::Content, Fault::Either),
        ] {
            let error = SendError::unanswered(step, Event::Closed);
            assert!(matches!(error, SendError::Transient(_)));
            assert_eq!(error.fault(), fault);
        }
        let error = SendError::unanswered(Step::Sender, Event::TooLarge);
        assert!(matches!(error, SendError::Permanent(_)));
    }
}
