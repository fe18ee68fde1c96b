//! What the public log of a declaration holds (LOG-FORMAT sections 4 and 5).
//!
//! No personal data: a signature is a hiding commitment, and publishing a name means publishing its
//! [`PublicOpening`]. How entries become a tree is the business of the crate `tlog`, which has never
//! heard of any of this.

mod commitment;
mod day;
mod entry;
mod error;
mod fold;
mod opening;

pub use commitment::{Commitment, Field, FieldHash, Fields, Opening, Salt};
pub use day::Day;
pub use entry::{Body, Entry, RevisionRole};
pub use error::EntryError;
pub use fold::{Bucket, Fault, Fold, MAX_REVISIONS, Tally};
pub use opening::{FieldOpening, PublicOpening};

#[cfg(test)]
mod tests;
