//! What the log promises, told against independent judges: the definitions of the RFC written down
//! naively, vectors published by others, and other people's implementations.

#![expect(
    clippy::unwrap_used,
    reason = "a test whose scene cannot be set stops there"
)]

mod checkpoints;
mod hostile;
mod judges;
mod naive;
mod notes;
mod policies;
mod proofs;
mod receipts;
mod tiles;
mod tree;
mod witnesses;
