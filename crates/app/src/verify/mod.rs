//! Recounting a log from outside: everything an outsider can check, from a site or from a folder.
//!
//! What is read is believed in nothing: the checkpoint must bear the key's signature, every entry is
//! hashed and must lead to the checkpoint's root, every tile must hold those hashes, every entry must
//! follow the rules, every text, figure and raising must have the digest that was logged, every shown
//! name must belong to its entry, what witnesses signed and what was signed before must be a beginning
//! of it, and the counts that are published must be the ones that come out.
//!
//! Several threads read and hash bundles (`bundle`, handed out by `crew`); one puts what they find
//! together in order (`recount`).

mod above;
mod bridge;
mod bundle;
mod conclude;
mod crew;
mod milestones;
mod names;
mod open;
mod openings;
mod page;
mod problem;
mod recount;
mod remember;
mod report;
mod source;
mod state;
mod witnesses;

pub use open::MAX_ENTRIES;
pub use problem::Problem;
pub use recount::{MAX_JOBS, Pause, VerifyOptions, verify};
pub use remember::Memory;
pub use report::{CountLine, PublishedCount, Report, class_word};
pub use source::{FolderSource, LogSource, MAX_FILE, Reader, SourceError};
pub use witnesses::{CosignedBy, PolicyOf, Vouched, Witnesses};

use problem::MAX_PROBLEMS;
