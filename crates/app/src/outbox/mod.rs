//! Station 4: mails leave through the outbox and nowhere else.
//!
//! A delivery is written in the transaction of what caused it, so neither exists without the other.
//! It is composed when it is sent, from what the row holds; the row, with address and token, is
//! deleted when the mail server has taken the mail. A crash between the two sends it a second time:
//! at least once is the promise.

mod bells;
mod capture;
mod compose;
mod deliveries;
mod dispatch;
mod identity;
mod job;
mod lanes;
mod source;
mod transport;
mod trial;
mod worker;

pub(crate) use bells::Bells;
pub use capture::{Capture, CapturedMail};
pub use compose::ComposeError;
pub use identity::{Draft, MailIdentity};
pub use job::MailJob;
pub use lanes::{ISSUE_RETRIES, LaneLimits, Lanes, RETRIES};
pub use mail::smtp::{Security as SmtpSecurity, SendError, ServerSettings as SmtpSettings};
pub use source::{DeadClass, HANDOVER, LEASE, MailSource, Outcome, Parcel, ParcelId, Settlement};
pub use store::Lane;
pub use transport::{MailTransport, Smtp};
pub use trial::TrialError;
pub(crate) use worker::DEAD_LETTERS_KEPT;
pub use worker::Drained;
