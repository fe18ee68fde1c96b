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
    /// What an answer means at a step. Before MAIL nothing was said of any mail. After it a server
    /// that dislikes the sender, or is not ours to send through, is a matter of configuration: the
    /// mail waits for the operator and is not lost by the first mistake (REQ-81).
    #[must_use]
    pub fn answered(step: Step, code: u16, status: Option<Status>) -> Self {
        let reason = Reason {
            step,
            event: Event::Answer { code, status },
        };
        let about = status.map(|status| (status.subject, status.detail));
        let is_permanent = match (step, about) {
            _ if step < Step::Sender => return Self::Unreachable(reason),
            _ if code < 500 => false,
            (Step::Sender, Some((3, 4) | (6, _))) => true,
            (Step::Sender, _) => code == 552,
            // A full mailbox may be emptied.
            (Step::Recipient, Some((2, 2) | (7, _))) => false,
            (Step::Recipient, _) => code != 530,
            _ => true,
        };
        if is_permanent {
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

    /// Whether the next mail to somebody else would fare the same: then none should be tried for a
    /// while. 421 closes the connection, and 4.3.x is about the server's own state (RFC 3463).
    #[must_use]
    pub const fn is_of_the_server(&self) -> bool {
        match self {
            Self::Unreachable(_) => true,
            Self::Permanent(_) => false,
            Self::Transient(Reason { step, event }) => match event {
                Event::Answer { code, status } => {
                    *code == 421
                        || matches!(step, Step::Sender)
                        || matches!(status, Some(Status { subject: 3, .. }))
                }
                _ => true,
            },
        }
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
        WaitForTheServer,
        Rest,
    }

    fn check(step: Step, line: &str, expected: &Do) {
        let (reply, _) = Reply::take(format!("{line}\r\n").as_bytes())
            .unwrap()
            .unwrap();
        let error = SendError::of_reply(step, &reply);
        let found = match error {
            SendError::Permanent(_) => Do::GiveUp,
            SendError::Transient(_) if error.is_of_the_server() => Do::WaitForTheServer,
            SendError::Transient(_) => Do::TryAgain,
            SendError::Unreachable(_) => Do::Rest,
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
            (Step::Recipient, "421 4.3.2 shutting down", WaitForTheServer),
            (
                Step::Recipient,
                "450 4.2.0 <ada@example.org> greylisted",
                TryAgain,
            ),
            (Step::Recipient, "451 4.7.1 try again later", TryAgain),
            (Step::Recipient, "451 4.3.0 lookup failed", WaitForTheServer),
            (
                Step::Recipient,
                "550 5.1.1 <ada@example.org> unknown",
                GiveUp,
            ),
            (Step::Recipient, "550 no such mailbox", GiveUp),
            (Step::Recipient, "552 5.2.2 mailbox full", TryAgain),
            (Step::Recipient, "554 5.7.1 relay access denied", TryAgain),
            (Step::Data, "554 no valid recipients", GiveUp),
            (Step::Content, "554 5.7.1 spam", GiveUp),
            (Step::Content, "452 4.3.1 disk full", WaitForTheServer),
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
        for step in [Step::Sender, Step::Recipient, Step::Data, Step::Content] {
            let error = SendError::unanswered(step, Event::Closed);
            assert!(matches!(error, SendError::Transient(_)) && error.is_of_the_server());
        }
        let error = SendError::unanswered(Step::Sender, Event::TooLarge);
        assert!(matches!(error, SendError::Permanent(_)));
    }
}
