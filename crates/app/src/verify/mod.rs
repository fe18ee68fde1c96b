//! Recounting a log from outside: everything an outsider can check, from a site or from a folder.
//!
//! What is read is believed in nothing: the checkpoint must bear the key's signature, every entry is
//! hashed and must lead to the checkpoint's root, every tile must hold those hashes, every entry must
//! follow the rules, every text and figure must have the digest that was logged, every shown name
//! must belong to its entry, and the published count must be the one that comes out.

mod conclude;
mod names;
mod open;
mod problem;
mod recount;
mod remember;
mod report;
mod source;

pub use open::MAX_ENTRIES;
pub use problem::Problem;
pub use recount::{Pause, VerifyOptions, verify};
pub use remember::Memory;
pub use report::{CountLine, PublishedCount, Report};
pub use source::{FolderSource, LogSource, MAX_FILE, SourceError};
