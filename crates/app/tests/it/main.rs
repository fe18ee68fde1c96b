//! Use cases over a real store, with a clock to turn and mails to read.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on fails where it stands"
)]

mod carry;
mod closing;
mod expiry;
mod export;
mod exporting;
mod harness;
mod hostile;
mod life;
mod log_files;
mod log_format;
mod memory;
mod order;
mod outbox;
mod privacy;
mod publishing;
mod raisings;
mod receipts;
mod recount;
mod restored;
mod rivers;
mod sequencer;
mod smtp;
mod strike;
mod witness;
