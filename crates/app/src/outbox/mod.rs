//! Station 4: mails leave through the outbox and nowhere else.
//!
//! A delivery is written in the transaction of what caused it, so neither exists without the other.
//! It is composed when it is sent, from what the row holds; the row, with address and token, is
//! deleted when the mail server has taken the mail. A crash between the two sends it a second time:
//! at least once is the promise.

mod compose;
mod job;
mod transport;
mod worker;

pub use compose::ComposeError;
pub use job::MailJob;
pub use transport::{
    Capture, CapturedMail, Envelope, MailTransport, SendError, Smtp, SmtpSecurity, SmtpSettings,
};
pub use worker::{Drained, RETRIES};
