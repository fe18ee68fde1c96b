//! Mail on the wire, as others write and read it.

#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests stop at the first surprise, as tests do"
)]

mod lmtp;
mod reports;
mod smtp;
