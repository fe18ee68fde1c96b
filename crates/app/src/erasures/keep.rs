//! What the database knows of the journals: how far each was done in it, and which departures its log
//! does not know.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::signature::WithdrawalReason;
use store::{SignatureName, Store, StoreError, StoredState};

use super::line::{Line, Noted};
use super::replay::Replay;
use super::{JournalError, Reading, Replayed};
use crate::sequencer::{Command, Departure, Reply, SequencerError};
use crate::site::Site;

/// The setting that holds the marks: a line for each journal, its name and the number of the next line.
const MARKS: &str = "erasures.marks";

/// The setting that holds departures that the log does not know: lines as in a journal.
const OPEN: &str = "erasures.open";

/// Does again in a database what journals say and what was not done in it, and moves the marks. Nobody
/// may be served before this returned. If the process dies in between, the marks are as they were, and
/// the same is done once more.
///
/// # Errors
/// When the store cannot be used.
pub async fn catch_up(store: &Store, journals: &[Reading]) -> Result<Replayed, StoreError> {
    let store = store.without_journal();
    let mut marks = marks(&store).await?;
    let replay = Replay::of(journals, |id| marks.get(id).copied().unwrap_or(0));
    let (done, open) = replay.apply(&store).await?;
    if !open.is_empty() {
        let mut all = unentered(&store).await?;
        all.extend(open);
        put_unentered(&store, &all).await?;
    }
    let before = marks.clone();
    for journal in journals {
        let mark = marks.entry(journal.id.clone()).or_default();
        *mark = journal.next.max(*mark);
    }
    if marks != before {
        put_marks(&store, &marks).await?;
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
    Ok(marks(store).await?.get(id).copied())
}

/// The journals that a database was used with and that are not among these: what they say is not known.
///
/// # Errors
/// When the store cannot be read.
pub async fn absent_journals(
    store: &Store,
    journals: &[Reading],
) -> Result<Vec<String>, StoreError> {
    let known = marks(store).await?.into_keys();
    let is_absent = |id: &String| journals.iter().all(|journal| journal.id != *id);
    Ok(known.filter(is_absent).collect())
}

/// The signatures whose departure stands in a journal and is not in the log of this database. They count,
/// and show nobody.
///
/// # Errors
/// When the store cannot be read.
pub async fn not_entered(store: &Store) -> Result<Vec<(SignatureName, StoredState)>, StoreError> {
    Ok(unentered(store).await?.into_iter().collect())
}

async fn marks(store: &Store) -> Result<BTreeMap<String, u64>, StoreError> {
    let value = store.setting(MARKS).await?.unwrap_or_default();
    let text = String::from_utf8_lossy(&value);
    let mark = |line: &str| {
        let (id, next) = line.split_once(' ')?;
        Some((id.to_owned(), next.parse().ok()?))
    };
    Ok(text.lines().filter_map(mark).collect())
}

async fn put_marks(store: &Store, marks: &BTreeMap<String, u64>) -> Result<(), StoreError> {
    let lines: String = marks
        .iter()
        .map(|(id, next)| format!("{id} {next}\n"))
        .collect();
    store.setting_put(MARKS, lines.as_bytes()).await
}

async fn unentered(store: &Store) -> Result<BTreeMap<SignatureName, StoredState>, StoreError> {
    let value = store.setting(OPEN).await?.unwrap_or_default();
    let text = String::from_utf8_lossy(&value);
    let open = |line: &str| match Line::parse(line)?.noted {
        Noted::Act(store::Erasure::Departed { signature, state }) => Some((signature, state)),
        _ => None,
    };
    Ok(text.lines().filter_map(open).collect())
}

async fn put_unentered(
    store: &Store,
    open: &BTreeMap<SignatureName, StoredState>,
) -> Result<(), StoreError> {
    let mut text = String::new();
    for (signature, state) in open {
        let (signature, state) = (*signature, *state);
        let noted = Noted::Act(store::Erasure::Departed { signature, state });
        let (number, at) = (0, 0);
        text.push_str(&Line { number, at, noted }.text());
        text.push('\n');
    }
    store.setting_put(OPEN, text.as_bytes()).await
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
        let reading = journal.read()?;
        let replayed = catch_up(&self.store, std::slice::from_ref(&reading)).await?;
        Ok(replayed)
    }

    /// Moves the mark of this node's journal, and enters the withdrawals that the log does not know.
    ///
    /// The mark is where the journal ended a round ago: whatever was noted then has been done, or was
    /// taken back.
    pub(crate) async fn keep_erasures(&self) -> Result<(), CatchUpError> {
        let Some(journal) = &self.journal else {
            return Ok(());
        };
        let (id, end) = journal.end()?;
        let mut seen = self.journal_end.lock().await;
        if let Some(before) = seen.replace(end)
            && before < end
        {
            let mut marks = marks(&self.store).await?;
            let mark = marks.entry(id).or_default();
            if *mark < before {
                *mark = before;
                put_marks(&self.store, &marks).await?;
            }
        }
        drop(seen);
        Ok(self.enter_departures().await?)
    }

    /// Enters into the logs the withdrawals that were asked for and are not in them. Where a log refuses
    /// to sign they wait. A strike is not entered by itself: its reason is known to the organisers.
    async fn enter_departures(&self) -> Result<(), StoreError> {
        let open = unentered(&self.store).await?;
        let mut left = open.clone();
        for (name, state) in &open {
            if self.enter_departure(*name, *state).await? {
                left.remove(name);
            }
        }
        if left.len() < open.len() {
            put_unentered(&self.store, &left).await?;
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
