//! The head of a log: read from the store, proven, then owned by the writer.

use std::io;

use domain::log::{Day, Entry};
use store::StoreError;
use thiserror::Error;
use tlog::checkpoint::Checkpoint;
use tlog::note::VerifierKey;
use tlog::tree::Frontier;
use tlog::{Hash, proof};

use super::{LogName, Tools, lock};
use crate::keys::KeysError;
use crate::log::StoredLog;
use crate::witness::{Contradiction, Trouble};

/// The newest state of one log. Only the writer holds one; it is replaced after a commit and thrown
/// away whenever an outcome is unknown.
pub(super) struct Head {
    pub(super) frontier: Frontier,
    pub(super) checkpoint: String,
    pub(super) last_day: Day,
    pub(super) keys: std::sync::Arc<crate::keys::DeclarationKeys>,
}

/// Why a log cannot be signed.
#[derive(Debug, Error)]
pub enum HeadError {
    /// The store cannot be read just now.
    #[error("the head of the log cannot be read")]
    Store(#[from] StoreError),
    /// The keys cannot be used.
    #[error("the keys of the log cannot be used")]
    Keys(#[from] KeysError),
    /// No such log.
    #[error("there is no log of this declaration")]
    Missing,
    /// The log was written elsewhere and is only read here.
    #[error("the log is carried from {0}: only there it is signed")]
    Carried(String),
    /// What is stored contradicts itself.
    #[error(
        "the stored log contradicts itself: {0}; restore it from a backup, an export or a mirror"
    )]
    Corrupt(&'static str),
    /// The lock file cannot be read.
    #[error("the lock file cannot be read")]
    Lock(#[source] io::Error),
    /// The stored log is older than a checkpoint that was already released: a restored backup.
    /// Signing would fork the log.
    #[error(
        "the stored log has {stored} entries, but a checkpoint of {released} was released: \
         a backup was restored; signing would fork the log. Bring back the missing entries with \
         `undersigned recover SLUG --from` an export or a mirror, or bring back a newer backup"
    )]
    Behind {
        /// Entries in the store.
        stored: u64,
        /// Entries under the released checkpoint.
        released: u64,
    },
    /// The stored log does not continue the released checkpoint.
    #[error(
        "the stored log does not continue the checkpoint of {released} entries that was released: \
         two histories exist. Bring back a database of the one that was published, then take what it \
         lacks with `undersigned recover SLUG --from` an export or a mirror"
    )]
    Forked {
        /// Entries under the released checkpoint.
        released: u64,
    },
    /// A witness contradicts the stored log.
    #[error(
        "the witness {witness} {trouble}; signing would fork the log. Bring back what was published \
         with `undersigned recover`"
    )]
    Witness {
        /// Its name in the policy.
        witness: String,
        /// What it knows.
        trouble: Trouble,
    },
}

impl From<Contradiction> for HeadError {
    fn from(found: Contradiction) -> Self {
        Self::Witness {
            witness: found.witness,
            trouble: found.trouble,
        }
    }
}

impl Head {
    /// Reads the head and proves it: the edge gives the root of the checkpoint, the checkpoint is
    /// ours, it continues what the lock file says was released, and no witness knows more.
    pub(super) async fn load(tools: &Tools, log: &LogName) -> Result<Self, HeadError> {
        // A key would be there if somebody put it there by mistake, so its absence is not relied on.
        let row = tools.store.declaration_by_slug(&log.slug).await?;
        if row.is_some_and(|row| row.carried) {
            return Err(HeadError::Carried(log.origin.clone()));
        }
        let keys = tools.keys.declaration(&log.slug, &log.origin)?;
        // The lock is read first: it is written after its commit, so whatever it says is in the store
        // that is read behind it, also while another process signs.
        let released = lock::read(&tools.keys.lock_file(&log.slug))
            .await
            .map_err(HeadError::Lock)?;
        let stored = tools
            .store
            .log_head(log.id)
            .await?
            .ok_or(HeadError::Missing)?;
        let edge = stored.edge.into_iter().map(Hash).collect();
        let frontier = Frontier::from_parts(stored.size, edge)
            .map_err(|_| HeadError::Corrupt("the edge of the tree does not fit its size"))?;
        let checkpoint = Checkpoint::open(stored.checkpoint.as_bytes(), &[keys.log.verifier()])
            .map_err(|_| {
                HeadError::Corrupt("the checkpoint is not signed with the key of the log")
            })?;
        if checkpoint.size != frontier.size() || checkpoint.root != frontier.root() {
            return Err(HeadError::Corrupt(
                "the checkpoint does not belong to the tree",
            ));
        }
        if let Some(note) = released {
            check_lock(tools, log, &note, (&checkpoint, &keys.log.verifier())).await?;
        }
        let clock = tools.clock.as_ref();
        tools.witnesses.hear(&tools.store, clock, log).await?;
        let last_day = last_day(tools, log, stored.size).await?;
        Ok(Self {
            frontier,
            checkpoint: stored.checkpoint,
            last_day,
            keys,
        })
    }
}

/// Days never run backwards inside a log, even when the clock does.
async fn last_day(tools: &Tools, log: &LogName, size: u64) -> Result<Day, HeadError> {
    let Some(last) = size.checked_sub(1) else {
        return Ok(Day(0));
    };
    let entries = tools.store.log_entries(log.id, last, size).await?;
    let bytes = entries
        .first()
        .ok_or(HeadError::Corrupt("the last entry is missing"))?;
    let entry =
        Entry::decode(bytes).map_err(|_| HeadError::Corrupt("the last entry is malformed"))?;
    Ok(entry.day)
}

async fn check_lock(
    tools: &Tools,
    log: &LogName,
    note: &[u8],
    (stored, key): (&Checkpoint, &VerifierKey),
) -> Result<(), HeadError> {
    let released = Checkpoint::open(note, std::slice::from_ref(key))
        .map_err(|_| HeadError::Corrupt("the lock file is not signed with the key of the log"))?;
    if released.size > stored.size {
        return Err(HeadError::Behind {
            stored: stored.size,
            released: released.size,
        });
    }
    let forked = HeadError::Forked {
        released: released.size,
    };
    let proof = StoredLog::new(tools.store.clone(), log.id)
        .consistency(released.size, stored.size)
        .await
        .map_err(|_| HeadError::Corrupt("the stored tree cannot be read"))?;
    proof::verify_consistency(
        released.size,
        &released.root,
        stored.size,
        &stored.root,
        &proof,
    )
    .map_err(|_| forked)
}
