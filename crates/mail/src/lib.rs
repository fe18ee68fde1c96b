//! Mail on the wire: messages in bytes, signed, handed over, and what comes back.
//!
//! It has never heard of declarations, and stores nothing.

pub mod dkim;
pub mod dns;
pub mod lmtp;
pub mod message;
pub mod report;
pub mod return_path;
pub mod smtp;
