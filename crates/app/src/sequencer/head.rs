//! The head of a log: read from the store, proven, then owned by the writer.

use std::io;

use domain::log::{Day, Entry};
use store::{LogHead, LogNews, StoreError};
use thiserror::Error;
use tlog::checkpoint::Checkpoint;
use tlog::note::VerifierKey;
use tlog::tree::Frontier;
use tlog::{Hash, proof};

use super::recent::Recent;
use super::{LogName, Tools, lock};
use crate::keys::KeysError;
use crate::log::{ReadLogError, StoredLog};
use crate::witness::{Contradiction, Trouble};

/// The newest state of one log. Only the writer holds one; it is replaced after a commit and thrown
/// away whenever an outcome is unknown.
pub(super) struct Head {
    pub(super) frontier: Frontier,
    pub(super) checkpoint: String,
    pub(super) last_day: Day,
    pub(super) keys: std::sync::Arc<crate::keys::DeclarationKeys>,
    /// Whether others who may know more were heard since this process began.
    pub(super) is_heard: bool,
    pub(super) recent: Recent,
    /// What another node missed and was found to be there.
    settled: Option<String>,
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
         a backup was restored, or a standby that lacked them was made the primary; \
         signing would fork the log. Bring back the missing entries with \
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

impl HeadError {
    /// Whether the store holds another history than what was released.
    const fn is_fork(&self) -> bool {
        matches!(self, Self::Behind { .. } | Self::Forked { .. })
    }
}

impl From<Contradiction> for HeadError {
    fn from(found: Contradiction) -> Self {
        Self::Witness {
            witness: found.witness,
            trouble: found.trouble,
        }
    }
}

/// How many entries are hashed to catch up with others: a few of their batches. Beyond it a proof is
/// shorter.
const NEAR: u64 = 2_048;

impl Head {
    /// Reads the head, proves it, and hears the witnesses.
    pub(super) async fn load(tools: &Tools, log: &LogName) -> Result<Self, HeadError> {
        let head = Self::proven(tools, log).await?;
        let clock = tools.clock.as_ref();
        tools.witnesses.hear(&tools.store, clock, log).await?;
        Ok(head)
    }

    /// Reads the head and proves it: the edge gives the root of the checkpoint, the checkpoint is
    /// ours, and it continues what the lock file says was released, and what other nodes miss.
    pub(super) async fn proven(tools: &Tools, log: &LogName) -> Result<Self, HeadError> {
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
        let news = tools.store.log_news(log.id, 0, 0).await?;
        let news = news.ok_or(HeadError::Missing)?;
        let key = keys.log.verifier();
        let (frontier, stored) = read(&news.head, &key)?;
        if let Some(note) = released {
            let released = Checkpoint::open(&note, std::slice::from_ref(&key)).map_err(|_| {
                HeadError::Corrupt("the lock file is not signed with the key of the log")
            })?;
            if let Err(error) = continues(tools, log, &released, &stored).await {
                object(
                    tools,
                    log,
                    &key,
                    (&released, &String::from_utf8_lossy(&note)),
                )
                .await;
                return Err(error);
            }
        }
        let last_day = last_day(tools, log, stored.size).await?;
        let mut head = Self {
            frontier,
            checkpoint: news.head.checkpoint,
            last_day,
            keys,
            is_heard: false,
            recent: Recent::default(),
            settled: None,
        };
        head.heed(tools, log, (&stored, news.missed)).await?;
        Ok(head)
    }

    /// Takes what others have appended meanwhile, once it is proven to continue this head. Where nobody
    /// has it costs one read.
    pub(super) async fn catch_up(&mut self, tools: &Tools, log: &LogName) -> Result<(), HeadError> {
        let size = self.frontier.size();
        let news = tools.store.log_news(log.id, size, NEAR).await?;
        let news = news.ok_or(HeadError::Missing)?;
        let key = self.keys.log.verifier();
        let (_, stored) = read(&news.head, &key)?;
        self.heed(tools, log, (&stored, news.missed.clone()))
            .await?;
        if news.head.checkpoint == self.checkpoint {
            return Ok(());
        }
        match self.follow(tools, log, &news, &stored).await {
            Ok((frontier, day)) => {
                self.frontier = frontier;
                self.checkpoint = news.head.checkpoint;
                self.last_day = self.last_day.max(day);
                self.recent.forget();
                Ok(())
            }
            Err(error) => {
                let known = Checkpoint {
                    origin: log.origin.clone(),
                    size,
                    root: self.frontier.root(),
                };
                if error.is_fork() {
                    object(tools, log, &key, (&known, &self.checkpoint)).await;
                }
                Err(error)
            }
        }
    }

    /// The tree that is stored by now, and the day of its last entry.
    async fn follow(
        &self,
        tools: &Tools,
        log: &LogName,
        news: &LogNews,
        stored: &Checkpoint,
    ) -> Result<(Frontier, Day), HeadError> {
        let size = self.frontier.size();
        let gained = news.entries.len() as u64;
        if stored.size.checked_sub(size) != Some(gained) {
            let known = Checkpoint {
                origin: log.origin.clone(),
                size,
                root: self.frontier.root(),
            };
            continues(tools, log, &known, stored).await?;
            let (frontier, _) = read(&news.head, &self.keys.log.verifier())?;
            return Ok((frontier, last_day(tools, log, stored.size).await?));
        }
        let mut frontier = self.frontier.clone();
        for entry in &news.entries {
            frontier.append(Hash::leaf(entry), &mut |_, _| {});
        }
        if frontier.root() != stored.root {
            return Err(HeadError::Forked { released: size });
        }
        let day = news.entries.last().map(|entry| day_of(entry));
        Ok((frontier, day.transpose()?.unwrap_or(self.last_day)))
    }

    /// What others miss must be there, and continued.
    async fn heed(
        &mut self,
        tools: &Tools,
        log: &LogName,
        (stored, missed): (&Checkpoint, Option<String>),
    ) -> Result<(), HeadError> {
        let Some(note) = missed.filter(|note| self.settled.as_ref() != Some(note)) else {
            return Ok(());
        };
        let key = self.keys.log.verifier();
        // What this key did not sign was released by nobody.
        if let Ok(released) = Checkpoint::open(note.as_bytes(), std::slice::from_ref(&key)) {
            continues(tools, log, &released, stored).await?;
        }
        self.settled = Some(note);
        Ok(())
    }
}

/// Says to the other nodes of a shared store what is missing in it, unless they were told of more.
async fn object(
    tools: &Tools,
    log: &LogName,
    key: &VerifierKey,
    (released, note): (&Checkpoint, &str),
) {
    if !tools.store.is_shared() {
        return;
    }
    let news = tools.store.log_news(log.id, 0, 0).await;
    let missed = news.ok().flatten().and_then(|news| news.missed);
    let said =
        missed.and_then(|note| Checkpoint::open(note.as_bytes(), std::slice::from_ref(key)).ok());
    if said.is_some_and(|said| said.size >= released.size) {
        return;
    }
    if let Err(error) = tools.store.log_missed(log.id, note).await {
        let error = &error as &dyn std::error::Error;
        tracing::warn!(error, declaration = %log.slug, "the other nodes could not be warned");
    }
}

/// The tree and the checkpoint of a stored head, which must belong together.
fn read(stored: &LogHead, key: &VerifierKey) -> Result<(Frontier, Checkpoint), HeadError> {
    let edge = stored.edge.iter().copied().map(Hash).collect();
    let frontier = Frontier::from_parts(stored.size, edge)
        .map_err(|_| HeadError::Corrupt("the edge of the tree does not fit its size"))?;
    let note = stored.checkpoint.as_bytes();
    let checkpoint = Checkpoint::open(note, std::slice::from_ref(key))
        .map_err(|_| HeadError::Corrupt("the checkpoint is not signed with the key of the log"))?;
    if checkpoint.size != frontier.size() || checkpoint.root != frontier.root() {
        return Err(HeadError::Corrupt(
            "the checkpoint does not belong to the tree",
        ));
    }
    Ok((frontier, checkpoint))
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
    day_of(bytes)
}

fn day_of(entry: &[u8]) -> Result<Day, HeadError> {
    let entry =
        Entry::decode(entry).map_err(|_| HeadError::Corrupt("the last entry is malformed"))?;
    Ok(entry.day)
}

/// Whether what is stored continues a checkpoint that was released.
async fn continues(
    tools: &Tools,
    log: &LogName,
    released: &Checkpoint,
    stored: &Checkpoint,
) -> Result<(), HeadError> {
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
        .map_err(unreadable)?;
    proof::verify_consistency(
        released.size,
        &released.root,
        stored.size,
        &stored.root,
        &proof,
    )
    .map_err(|_| forked)
}

/// A store that is away will be back; a tree with a hole will not.
fn unreadable(error: ReadLogError) -> HeadError {
    match error {
        ReadLogError::Store(error) => error.into(),
        _ => HeadError::Corrupt("the stored tree cannot be read"),
    }
}
