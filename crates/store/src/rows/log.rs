//! The stored log.

use jiff::Timestamp;

/// The newest state of a log.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LogHead {
    /// How many entries it has.
    pub size: u64,
    /// The hashes its root is made of, as the sequencer gave them.
    pub edge: Vec<[u8; 32]>,
    /// The signed checkpoint of this size; empty while a log that was signed elsewhere is being
    /// written.
    pub checkpoint: String,
    /// Whether it is closed and takes no signature any more.
    pub closed: bool,
}

/// How far a declaration is, in numbers that only grow.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Generation {
    /// How many entries its log has.
    pub size: u64,
    /// How often anything that pages show of it changed: entries, list, counters, folder.
    pub changes: u64,
    /// How often its folder or its texts changed, or it was closed.
    pub publications: u64,
}

/// What happened to a log since somebody looked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LogNews {
    /// Its newest state.
    pub head: LogHead,
    /// The entries behind those that were known, unless there are too many.
    pub entries: Vec<Vec<u8>>,
    /// The signed note of a checkpoint that a process saw and did not find here.
    pub missed: Option<String>,
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

/// A part of a log, by its place.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum LogRange {
    /// Entries from `start` up to, not including, `end`.
    Entries {
        /// The first.
        start: u64,
        /// Behind the last.
        end: u64,
    },
    /// Roots of completed subtrees of one level, from place `start` up to, not including, `end`.
    Subtrees {
        /// Height, as [`SubtreeRow`](super::SubtreeRow) counts it.
        level: u8,
        /// The first.
        start: u64,
        /// Behind the last.
        end: u64,
    },
}

/// What stands in a part of a log.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LogPart {
    /// Entries.
    Entries(Vec<Vec<u8>>),
    /// Roots of subtrees.
    Subtrees(Vec<[u8; 32]>),
}
