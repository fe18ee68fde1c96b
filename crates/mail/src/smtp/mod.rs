//! The conversation with the mail server that takes mails from us (RFC 5321).
//!
//! [`Pool`] keeps a few connections open and hands one mail at a time over each; commands go out
//! together where the server allows it (RFC 2920), so that a mail costs two round trips. Every
//! failure says what to do about it, see [`SendError`]. Nothing a server says is kept or shown.

mod connection;
mod content;
mod error;
mod hello;
mod pool;
mod reply;
mod settings;
#[cfg(feature = "testing")]
pub mod sink;
mod tls;
mod wire;

pub use error::{Event, Fault, Reason, SendError, Step};
pub use hello::Capabilities;
pub use pool::Pool;
pub use reply::Status;
pub use settings::{Patience, PoolLimits, Security, ServerSettings};
