//! The stored log.

use jiff::Timestamp;

/// The newest state of a log.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LogHead {
    /// How many entries it has.
    pub size: u64,
    /// The hashes its root is made of, as the sequencer gave them.
    pub edge: Vec<[u8; 32]>,
    /// The signed checkpoint of this size.
    pub checkpoint: String,
}

/// A checkpoint of the history.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CheckpointRow {
    /// How many entries it covers.
    pub size: u64,
    /// The signed note.
    pub note: String,
    /// When it was committed.
    pub at: Timestamp,
}
