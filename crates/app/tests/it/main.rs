//! Use cases over a real store, with a clock to turn and mails to read.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on fails where it stands"
)]

mod backup;
mod carry;
mod closing;
mod erasures;
mod expiry;
mod export;
mod exporting;
mod figures;
mod harness;
mod hostile;
mod infomail;
mod lanes;
mod life;
mod log_files;
mod log_format;
mod mails;
mod memory;
mod order;
mod outbox;
mod pressing;
mod privacy;
mod publishing;
mod raisings;
mod receipts;
mod records;
mod recount;
mod refusing;
mod reports;
mod restored;
mod returned;
mod revisions;
mod rivers;
mod sequencer;
mod steady;
mod strike;
mod tries;
mod whole;
mod witness;
