//! Bringing back the entries that a restored backup lost.

use std::sync::Arc;

use intake::folder::Files;
use store::LogHead;
use tlog::Checkpoint;
use tlog::note::VerifierKey;
use tlog::tree::Frontier;

use super::beside::Beside;
use super::listings::{Follow, Listings};
use super::rows::Rows;
use super::verified::{Progress, Verified};
use super::{CarryError, PORTION, Refusal};
use crate::keys::DeclarationKeys;
use crate::sequencer::{self, AdoptError, Adoption, HeadError, LogName, Seal, Tools};
use crate::verify::LogSource;

/// What a recovery is made from, and how.
pub struct Wanted<'a> {
    /// The log as somebody else kept it.
    pub source: Arc<dyn LogSource>,
    /// The declaration folder that lies beside it, where it has one.
    pub folder: Option<&'a Files>,
    /// Only says what would be done.
    pub dry_run: bool,
    /// Told while the source is verified.
    pub progress: Option<Progress<'a>>,
}

/// What stands against what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recovery {
    /// Entries that were stored.
    pub stored: u64,
    /// Entries that are known to have been released; absent where there is no lock file.
    pub released: Option<u64>,
    /// Entries that were offered.
    pub offered: u64,
    /// Names that the source does not show any more.
    pub names_down: u64,
}

impl Recovery {
    /// Entries that were missing.
    #[must_use]
    pub const fn missing(&self) -> u64 {
        self.offered - self.stored
    }
}

/// What became of a recovery.
#[derive(Debug)]
pub struct Recovered {
    /// What stood against what.
    pub recovery: Recovery,
    /// Why the log would not be signed yet, if it would not; unknown after a dry run.
    pub still_refuses: Option<HeadError>,
}

/// Takes exactly the entries that the stored log lacks, after the whole source was verified under the
/// log's own key, the stored tree was proven to be its beginning, and what the lock file says was
/// released to be a part of it. Afterwards the log signs again.
///
/// A server may run meanwhile: the log refuses to sign until the last portion is durable.
///
/// # Errors
/// [`Refusal`] within [`CarryError`] where the source or the stored log does not allow it.
pub async fn recover(
    tools: &Tools,
    log: &LogName,
    wanted: Wanted<'_>,
) -> Result<Recovered, CarryError> {
    let stored = StoredHead::read(tools, log).await?;
    let Wanted {
        source, progress, ..
    } = wanted;
    let verified = Verified::read(source, Some(&stored.key()), progress).await?;
    stored.allows(&verified).await?;
    let revisions = tools.store.revisions(log.id).await?;
    let listings = Listings {
        store: &tools.store,
        declaration: log.id,
        verified: &verified,
        revisions: &revisions,
        // What shows more needs a consent that only the signer can give.
        follow: Follow::Lowered,
    };
    let mut recovery = Recovery {
        stored: stored.tree.size(),
        released: stored.released.as_ref().map(|released| released.size),
        offered: verified.size(),
        names_down: 0,
    };
    // Names first: should the process die here, none is shown that was taken down.
    let differing = listings.follow(recovery.stored, wanted.dry_run).await?;
    recovery.names_down = differing.followed;
    if wanted.dry_run {
        return Ok(Recovered {
            recovery,
            still_refuses: None,
        });
    }
    if recovery.missing() > 0 {
        let beside = match wanted.folder {
            Some(files) => Beside::of(files, &verified).await?.0,
            None => Beside::kept(tools.store.folder(log.id).await?),
        };
        let rows = Rows::new(&verified, &revisions, &beside);
        // Our own key signed it, so somebody may hold it to us. Should the process die between two
        // portions, the log is behind its lock file and refuses to sign until the rest is there.
        sequencer::release(tools, log, verified.note.clone()).await?;
        stored.take(tools, log, (&verified, rows)).await?;
    }
    Ok(Recovered {
        recovery,
        still_refuses: sequencer::check(tools, log).await.err(),
    })
}

/// The stored log, its keys, and what is known to have been released.
pub(super) struct StoredHead {
    pub(super) head: LogHead,
    pub(super) tree: Frontier,
    pub(super) keys: Arc<DeclarationKeys>,
    pub(super) released: Option<Checkpoint>,
}

impl StoredHead {
    pub(super) async fn read(tools: &Tools, log: &LogName) -> Result<Self, CarryError> {
        let row = tools.store.declaration_by_slug(&log.slug).await?;
        if row.is_some_and(|row| row.carried) {
            return Err(Refusal::Carried(log.origin.clone()).into());
        }
        let keys = tools.keys.declaration(&log.slug, &log.origin)?;
        let released = sequencer::released(tools, log, &keys.log.verifier()).await?;
        let head = tools.store.log_head(log.id).await?;
        let head = head.ok_or(HeadError::Missing)?;
        let adoption = Adoption::of(&tools.store, (log.id, &log.origin), &head)?;
        let tree = adoption.tree().clone();
        let signed = Checkpoint::open(head.checkpoint.as_bytes(), &[keys.log.verifier()]);
        let is_whole =
            signed.is_ok_and(|signed| signed.size == tree.size() && signed.root == tree.root());
        if !is_whole {
            let what = "the checkpoint does not belong to the tree";
            return Err(AdoptError::Corrupt(what).into());
        }
        Ok(Self {
            head,
            tree,
            keys,
            released,
        })
    }

    pub(super) fn key(&self) -> VerifierKey {
        self.keys.log.verifier()
    }

    /// Whether a verified log continues what is stored and what was released.
    async fn allows(&self, verified: &Verified) -> Result<(), CarryError> {
        let (stored, offered) = (self.tree.size(), verified.size());
        if offered < stored {
            return Err(Refusal::Older { offered, stored }.into());
        }
        if verified.tree_at(stored).await? != self.tree {
            return Err(Refusal::Forked { stored }.into());
        }
        let Some(known) = &self.released else {
            return Ok(());
        };
        let released = known.size;
        if offered < released {
            return Err(Refusal::Short { offered, released }.into());
        }
        if verified.tree_at(released).await?.root() != known.root {
            return Err(Refusal::NotReleased { released }.into());
        }
        Ok(())
    }

    async fn take(
        &self,
        tools: &Tools,
        log: &LogName,
        (verified, mut rows): (&Verified, Rows<'_>),
    ) -> Result<(), CarryError> {
        let mut adoption = Adoption::of(&tools.store, (log.id, &log.origin), &self.head)?;
        let end = verified.size();
        while adoption.tree().size() < end {
            let start = adoption.tree().size();
            let next = end.min((start / PORTION + 1) * PORTION);
            let portion = rows.portion(start, next).await?;
            let seal = if next == end {
                Seal::Published(&verified.checkpoint, &verified.note)
            } else {
                Seal::Own(&self.keys.log)
            };
            adoption.take(portion, &seal, tools.clock.now()).await?;
        }
        Ok(())
    }
}
