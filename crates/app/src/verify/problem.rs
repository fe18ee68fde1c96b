//! What can be found false, each in one plain sentence.

use domain::log::Fault;
use thiserror::Error;

/// One thing that was found false.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Problem {
    /// A file is missing that the log must have.
    #[error("the file {0} is missing: what it should hold cannot be checked")]
    Missing(String),
    /// A file does not read.
    #[error("the file {0} is damaged: {1}")]
    Malformed(String, String),
    /// The checkpoint is not signed with the key of the log.
    #[error("the checkpoint does not bear a valid signature of the log's key: {0}")]
    Checkpoint(String),
    /// Another key than the one asked for or remembered.
    #[error(
        "the log shows the key {found}, but {expected} is the key that was known before: somebody else answers under this name"
    )]
    OtherKey {
        /// The key known before.
        expected: String,
        /// The key shown now.
        found: String,
    },
    /// Another log than the one that was read in this place before.
    #[error(
        "the log calls itself {found}, but the log that was read here before was {expected}: another log was put in its place"
    )]
    OtherOrigin {
        /// The origin known before.
        expected: String,
        /// The origin shown now.
        found: String,
    },
    /// The entries do not lead to the signed root.
    #[error(
        "the entries do not add up to the signed checkpoint: an entry was changed, removed or added"
    )]
    Root,
    /// The log is shorter than it was.
    #[error("the log has {now} entries, but had {before} the last time: entries were removed")]
    Shrunk {
        /// Then.
        before: u64,
        /// Now.
        now: u64,
    },
    /// The log is not a continuation of what it was.
    #[error(
        "the first {0} entries are not the ones that were there the last time: history was rewritten"
    )]
    Rewritten(u64),
    /// A tile holds other hashes than its entries have.
    #[error("the file {0} does not hold the hashes of the entries")]
    Tile(String),
    /// An entry does not read.
    #[error("entry {0} is malformed: {1}")]
    Entry(u64, domain::log::EntryError),
    /// An entry breaks a rule.
    #[error("entry {0} breaks a rule of the log: {1}")]
    Rule(u64, Fault),
    /// A text is not the one that was logged.
    #[error("the text published with entry {0} is not the text that was logged and signed")]
    Text(u64),
    /// A figure's record is not the one that was logged.
    #[error("the figure published with entry {0} is not the one that was logged")]
    Figure(u64),
    /// A shown name does not belong to its entry.
    #[error(
        "the name shown for entry {0} does not belong to that entry: it was changed or invented"
    )]
    Name(u64),
    /// A name is shown for something that is not a signature that counts.
    #[error("a name is shown for entry {0}, which is not a signature that counts")]
    NameWithoutSignature(u64),
    /// The published count is not the count of the log.
    #[error("the published count says {published} {what}, the log says {counted}")]
    Count {
        /// Which number.
        what: String,
        /// As published.
        published: u64,
        /// As counted.
        counted: u64,
    },
    /// A revision in the published count is listed twice or in a language that is not its own.
    #[error(
        "the published count lists the revision at entry {0} twice, or in a language that is not its own"
    )]
    CountOfRevision(u64),
    /// The published count is of a larger log than the checkpoint.
    #[error("the published count is of {published} entries, but only {signed} are signed")]
    CountAhead {
        /// Size in the published count.
        published: u64,
        /// Size in the checkpoint.
        signed: u64,
    },
    /// So much was found false that the recount stopped.
    #[error("there is more: the recount stopped here, and what was not read may be false, too")]
    More,
}
