//! Reading a log: proofs, tiles, bundles, openings, checkpoints (LOG-FORMAT sections 2, 3, 5, 6, 8).
//!
//! Everything here reads what the sequencer committed and takes no lock of the writer: a thousand
//! mirrors at once cost those who sign nothing but their share of the processor.

mod cache;
mod count;
mod files;
mod history;
mod stored;

pub(crate) use cache::TileCache;
pub use count::{CountJson, RevisionCountJson};
pub use files::{LogFile, LogFileError, LogFiles, OPENINGS};
pub(crate) use history::WitnessedSizes;
pub use history::{CheckpointJson, HISTORY};
pub(crate) use stored::leaf_hashes;
pub use stored::{ReadLogError, StoredLog};
