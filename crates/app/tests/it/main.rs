//! Use cases over a real store, with a clock to turn and mails to read.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on fails where it stands"
)]

mod expiry;
mod export;
mod harness;
mod life;
mod outbox;
mod privacy;
mod publishing;
mod restored;
mod sequencer;
mod smtp;
