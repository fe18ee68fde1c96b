//! What can be found false, each in one plain sentence.

use domain::log::{EntryError, Fault};
use serde::ser::{Serialize, SerializeStruct, Serializer};
use thiserror::Error;

/// After how many problems a recount stops: enough to show what kind of damage it is, and a report
/// that a hostile log cannot make larger.
pub(super) const MAX_PROBLEMS: usize = 1000;

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
    /// The key is not that of a log in the policy of the one who verifies.
    #[error("the log shows the key {0}, which is not the key of any log in your policy")]
    NotInPolicy(String),
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
    /// A checkpoint of the published history is not of this log.
    #[error(
        "the published history names another root for the first {0} entries than they have: the log told somebody else something else"
    )]
    History(u64),
    /// The checkpoint for witnesses is not signed as it must be.
    #[error("the checkpoint that witnesses signed does not bear valid signatures: {0}")]
    Witnessed(String),
    /// What witnesses signed is not this log.
    #[error(
        "witnesses signed another log of {0} entries than the one that is shown: its history was split or rewritten"
    )]
    WitnessedRoot(u64),
    /// Fewer witnesses signed than the site says must have.
    #[error(
        "the site says that enough witnesses signed the first {0} entries, and by its own policy they are not enough"
    )]
    Quorum(u64),
    /// Fewer witnesses signed than the policy of the one who verifies asks for.
    #[error(
        "not enough witnesses of your policy signed the log: that others are shown the same log is not proven"
    )]
    NotWitnessed,
    /// A tile holds other hashes than its entries have.
    #[error(
        "the file {0} does not hold the hashes of the entries: proofs that are made of it would not hold"
    )]
    Tile(String),
    /// An entry does not read.
    #[error(
        "entry {0} is malformed ({1}): nobody can say what it stands for, and it is not counted"
    )]
    Entry(u64, EntryError),
    /// An entry breaks a rule.
    #[error("entry {0} breaks a rule of the log ({1}): it is not counted")]
    Rule(u64, Fault),
    /// A text is not the one that was logged.
    #[error(
        "the text published with entry {0} is not the text that was logged: what is shown is not what was signed"
    )]
    Text(u64),
    /// A figure's record is not the one that was logged.
    #[error(
        "the figure published with entry {0} is not the one that was logged: it was changed afterwards"
    )]
    Figure(u64),
    /// A raising's record is not the one that was logged.
    #[error(
        "the raising published with entry {0} is not the one that was logged: it was changed afterwards"
    )]
    Raising(u64),
    /// A shown name does not belong to its entry.
    #[error(
        "the name shown for entry {0} does not belong to that entry: it was changed or invented"
    )]
    Name(u64),
    /// A name is shown for something that is not a signature that counts.
    #[error(
        "a name is shown for entry {0}, which is not a signature that counts: it was taken back or never given"
    )]
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
    /// A page shows another count than the log has.
    #[error(
        "the page in {language} shows {shown} signatures, the log had {counted} at the size that the page names"
    )]
    Page {
        /// Language of the page.
        language: String,
        /// As shown.
        shown: u64,
        /// As counted.
        counted: u64,
    },
    /// A page shows the count of a larger log than the checkpoint.
    #[error(
        "the page in {language} shows the count of {published} entries, but only {signed} are signed"
    )]
    PageAhead {
        /// Language of the page.
        language: String,
        /// Size that the page names.
        published: u64,
        /// Size in the checkpoint.
        signed: u64,
    },
    /// Witnesses signed a larger log than the checkpoint.
    #[error(
        "witnesses signed {witnessed} entries, but the newest checkpoint has {signed}: entries were removed"
    )]
    WitnessedAhead {
        /// Size that witnesses signed.
        witnessed: u64,
        /// Size in the checkpoint.
        signed: u64,
    },
    /// The published history names a checkpoint of a larger log than the newest.
    #[error(
        "the published history names a checkpoint of {published} entries, but the newest has {signed}: entries were removed"
    )]
    HistoryAhead {
        /// Size of the largest checkpoint in the history.
        published: u64,
        /// Size in the checkpoint.
        signed: u64,
    },
    /// So much was found false that the recount stopped.
    #[error("there is more: the recount stopped here, and what was not read may be false, too")]
    More,
}

impl Problem {
    /// What kind of problem it is, in one word that does not change.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Missing(_) => "missing",
            Self::Malformed(..) => "malformed",
            Self::Checkpoint(_) => "checkpoint",
            Self::OtherKey { .. } => "other-key",
            Self::OtherOrigin { .. } => "other-origin",
            Self::NotInPolicy(_) => "not-in-policy",
            Self::Root => "root",
            Self::Shrunk { .. } => "shrunk",
            Self::Rewritten(_) => "rewritten",
            Self::History(_) => "history",
            Self::Witnessed(_) => "witnessed",
            Self::WitnessedRoot(_) => "witnessed-root",
            Self::Quorum(_) => "quorum",
            Self::NotWitnessed => "not-witnessed",
            Self::Tile(_) => "tile",
            Self::Entry(..) => "entry",
            Self::Rule(..) => "rule",
            Self::Text(_) => "text",
            Self::Figure(_) => "figure",
            Self::Raising(_) => "raising",
            Self::Name(_) => "name",
            Self::NameWithoutSignature(_) => "name-without-signature",
            Self::Count { .. } => "count",
            Self::CountOfRevision(_) => "count-of-revision",
            Self::CountAhead { .. } => "count-ahead",
            Self::Page { .. } => "page",
            Self::PageAhead { .. } => "page-ahead",
            Self::WitnessedAhead { .. } => "witnessed-ahead",
            Self::HistoryAhead { .. } => "history-ahead",
            Self::More => "more",
        }
    }

    /// The entry it is about, where it is about one.
    #[must_use]
    pub const fn entry(&self) -> Option<u64> {
        match self {
            Self::Entry(leaf, _)
            | Self::Rule(leaf, _)
            | Self::Text(leaf)
            | Self::Figure(leaf)
            | Self::Raising(leaf)
            | Self::Name(leaf)
            | Self::NameWithoutSignature(leaf)
            | Self::CountOfRevision(leaf) => Some(*leaf),
            _ => None,
        }
    }

    /// The file it is about, where it is about one.
    #[must_use]
    pub fn file(&self) -> Option<&str> {
        match self {
            Self::Missing(path) | Self::Malformed(path, _) | Self::Tile(path) => Some(path),
            _ => None,
        }
    }
}

/// For programs: kind, entry and file where there are such, and the sentence.
impl Serialize for Problem {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut problem = to.serialize_struct("Problem", 4)?;
        problem.serialize_field("kind", self.kind())?;
        problem.serialize_field("entry", &self.entry())?;
        problem.serialize_field("file", &self.file())?;
        problem.serialize_field("says", &self.to_string())?;
        problem.end()
    }
}
