//! Reading a log: proofs, tiles, bundles, openings (LOG-FORMAT sections 3, 5, 6).
//!
//! Everything here reads what the sequencer committed and takes no lock of the writer.

mod files;
mod stored;

pub use files::{CountJson, LogFile, LogFileError, LogFiles, OPENINGS, RevisionCountJson};
pub use stored::{ReadLogError, StoredLog};
