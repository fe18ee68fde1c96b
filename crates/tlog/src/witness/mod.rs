//! What a log and a witness say to each other (tlog-witness v1.0.0): the request to cosign a
//! checkpoint, the answers, and the rules by which a witness judges.
//!
//! Asking, storing and signing are the caller's; so is that judging and storing are one step.

mod answer;
mod judge;
mod request;

pub use answer::{
    AnswerError, MAX_ANSWER_BYTES, SIZE_TYPE, SizeError, parse_cosignatures, parse_size, size_body,
};
pub use judge::{Latest, Refusal};
pub use request::{AddCheckpoint, AddCheckpointError, MAX_REQUEST_BYTES};
