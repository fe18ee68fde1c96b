//! Doing again what journals say, moving their marks, and entering departures that the log does not know.

use std::sync::Arc;

use domain::signature::WithdrawalReason;
use store::{SignatureName, Store, StoreError, StoredState};

use super::replay::Replay;
use super::{Journal, JournalError, Reading, Replayed, marks};
use crate::sequencer::{Command, Departure, Reply, SequencerError};
use crate::site::Site;

/// Does again in a database what journals say and what was not done in it, and moves the marks. Nobody
/// may be served before this returned. If the process dies in between, the marks are as they were, and
/// the same is done once more.
///
/// # Errors
/// When the store cannot be used.
pub async fn catch_up(store: &Store, journals: &[Reading]) -> Result<Replayed, StoreError> {
    let store = store.without_journal();
    marks::move_over(&store).await?;
    let known = marks::marks(&store).await?;
    let replay = Replay::of(journals, |id| known.get(id).copied().unwrap_or(0));
    let (done, open) = replay.apply(&store).await?;
    for (name, state) in open {
        marks::open(&store, name, state).await?;
    }
    for journal in journals {
        marks::raise(&store, &journal.id, journal.next).await?;
    }
    if !done.is_empty() {
        store.settle().await?;
    }
    Ok(done)
}

/// How far a journal was done in a database; nothing where it was never heard of there.
///
/// # Errors
/// When the store cannot be read.
pub async fn mark_of(store: &Store, id: &str) -> Result<Option<u64>, StoreError> {
    Ok(marks::marks(store).await?.get(id).copied())
}

/// The journals that a database was used with and that are not among these: what they say is not known.
///
/// # Errors
/// When the store cannot be read.
pub async fn absent_journals(
    store: &Store,
    journals: &[Reading],
) -> Result<Vec<String>, StoreError> {
    let known = marks::marks(store).await?.into_keys();
    let is_absent = |id: &String| journals.iter().all(|journal| journal.id != *id);
    Ok(known.filter(is_absent).collect())
}

/// How many lines journals lack that were done in a database: an older copy says nothing of them.
///
/// # Errors
/// When the store cannot be read.
pub async fn lacking(store: &Store, journals: &[Reading]) -> Result<u64, StoreError> {
    let marks = marks::marks(store).await?;
    let lacking = |journal: &Reading| {
        let mark = marks.get(&journal.id).copied().unwrap_or_default();
        mark.saturating_sub(journal.next)
    };
    Ok(journals.iter().map(lacking).sum())
}

/// The signatures whose departure stands in a journal and is not in the log of this database. They count,
/// and show nobody.
///
/// # Errors
/// When the store cannot be read.
pub async fn not_entered(store: &Store) -> Result<Vec<(SignatureName, StoredState)>, StoreError> {
    Ok(marks::departures(store).await?.into_iter().collect())
}

impl Site {
    /// Does again what the journal says and the database does not know. To be called before the site is
    /// served.
    ///
    /// # Errors
    /// [`CatchUpError`]; then the site must not be served.
    pub async fn catch_up(&self) -> Result<Replayed, CatchUpError> {
        let Some(journal) = &self.journal else {
            return Ok(Replayed::default());
        };
        self.go_on_at_the_mark(journal).await?;
        let reading = journal.read()?;
        let replayed = catch_up(&self.store, std::slice::from_ref(&reading)).await?;
        journal.done.rise(reading.next);
        Ok(replayed)
    }

    /// Moves the mark of this node's journal, and enters the withdrawals that the log does not know.
    ///
    /// The mark rises with each act that is done ([`store::ErasureJournal::done`]). Here it rises over what
    /// stopped it there, to where the journal ended a round ago: whatever was noted then has been done, or
    /// was taken back.
    pub(crate) async fn keep_erasures(&self) -> Result<(), CatchUpError> {
        let Some(journal) = &self.journal else {
            return Ok(());
        };
        let risen = journal.done.risen();
        let mark = mark_of(&self.store, journal.id()).await?;
        if mark.unwrap_or_default() < risen {
            tracing::warn!(
                "the database became older while it was served: it is brought up to the erasure journal"
            );
            self.catch_up().await?;
        }
        self.go_on_at_the_mark(journal).await?;
        let (id, end) = journal.end()?;
        let mut seen = self.journal_end.lock().await;
        if let Some(before) = seen.replace(end)
            && before <= end
        {
            marks::raise(&self.store, &id, before).await?;
            journal.done.rise(before);
        }
        drop(seen);
        Ok(self.enter_departures().await?)
    }

    /// An older copy of the journal would give numbers a second time which the database takes for done:
    /// whoever left from now on would be back with the next backup that is brought back.
    async fn go_on_at_the_mark(&self, journal: &Journal) -> Result<(), CatchUpError> {
        let (id, next) = journal.end()?;
        let mark = mark_of(&self.store, &id).await?.unwrap_or_default();
        if mark <= next {
            return Ok(());
        }
        let lines = journal.go_on_at(mark)?;
        if lines > 0 {
            tracing::warn!(
                lines,
                help = "keep the newest copy of erasures.log, and give it to `undersigned restore --erasures` \
                        beside this one; do not put it in the place of this one, which goes on",
                "lines are missing in the erasure journal: an older copy was brought back"
            );
        }
        Ok(())
    }

    /// Enters into the logs the withdrawals that were asked for and are not in them. Where a log refuses
    /// to sign they wait. A strike is not entered by itself: its reason is known to the organisers.
    async fn enter_departures(&self) -> Result<(), StoreError> {
        for (name, state) in marks::departures(&self.store).await? {
            if self.enter_departure(name, state).await? {
                marks::close(&self.store, name, state).await?;
            }
        }
        Ok(())
    }

    /// Answers whether nothing is left to do.
    async fn enter_departure(
        &self,
        name: SignatureName,
        state: StoredState,
    ) -> Result<bool, StoreError> {
        let row = self.store.signature(name.declaration, name.leaf).await?;
        if row.is_none_or(|row| row.state != StoredState::Confirmed) {
            return Ok(true);
        }
        let Ok(Some(declaration)) = self.declaration_by_id(name.declaration).await else {
            return Ok(false);
        };
        if state == StoredState::Struck || declaration.carried.is_some() {
            return Ok(false);
        }
        let withdrawal = Command::Depart(Departure::Withdrawal {
            signature: name.leaf,
            reason: WithdrawalReason::Wish,
        });
        let log = Arc::clone(&declaration.log);
        let reply: Result<Reply, SequencerError> = self.sequencer.submit(log, withdrawal).await;
        Ok(reply.is_ok())
    }
}

/// Why a database could not be brought up to what the journal says.
#[derive(Debug, thiserror::Error)]
pub enum CatchUpError {
    /// The journal cannot be read.
    #[error("the erasure journal cannot be read")]
    Journal(#[from] JournalError),
    /// The store cannot be used.
    #[error("what was erased could not be erased again")]
    Store(#[from] StoreError),
}
