//! What is deleted because its time has come (REQ-10).

use std::sync::Arc;
use std::time::Duration;

use domain::listing::Listing;
use domain::log::Day;
use domain::signer::Class;
use jiff::SignedDuration;
use store::{Duty, Reach, Relisting, StoreError};
use tokio::sync::watch;
use tokio::time::Instant;

use crate::declarations::Published;
use crate::outbox::DEAD_LETTERS_KEPT;
use crate::signatories::{ListQuery, MAX_PAGE};
use crate::site::Site;
use crate::steady::{Mark, Moved, Steady};

/// How many expired rows one transaction deletes, so that no signature waits behind a large one.
const PORTION: u32 = 500;

/// How often it is cleaned up, and how often the clock is looked at meanwhile.
const EVERY: Duration = Duration::from_secs(600);
const LOOK: Duration = Duration::from_secs(10);

/// The setting that remembers what the clock of a node showed, with the name of its journal behind; alone
/// where there is no journal, and of programs that knew of one node only.
const CLOCK: &str = "clock";

/// Nothing that waits or ends lies further ahead: a signature waits for its confirmation for thirty days
/// at most.
const LONGEST: SignedDuration = SignedDuration::from_hours(31 * 24);

/// How long counters of mails per address are kept.
const CAPS_KEPT: SignedDuration = SignedDuration::from_hours(24);

/// Deletes what is due in portions, each in a transaction of its own, so that whoever signs meanwhile waits
/// for one of them at most. `delete` deletes at most so many rows and answers how many. Answers how many
/// went.
pub(crate) async fn in_portions<F>(mut delete: impl FnMut(u32) -> F) -> Result<u64, StoreError>
where
    F: Future<Output = Result<u32, StoreError>>,
{
    let mut deleted = 0;
    loop {
        let portion = delete(PORTION).await?;
        deleted += u64::from(portion);
        if portion < PORTION {
            return Ok(deleted);
        }
    }
}

impl Site {
    /// What is to be done in each process, and, by one of them at a time, what is to be done for the
    /// store. Answers how many pending rows went. Repeating it is harmless.
    ///
    /// # Errors
    /// When the store cannot be used; what was deleted stays deleted.
    pub async fn clean_up(&self) -> Result<u64, StoreError> {
        if let Err(error) = self.keep_erasures().await {
            let error = &error as &dyn std::error::Error;
            tracing::warn!(error, "the erasure journal could not be looked through");
        }
        let Some(alone) = self.store.sole(Duty::Keeping).await? else {
            return Ok(0);
        };
        let deleted = self.clean_store().await;
        alone.end().await;
        deleted
    }

    /// Takes back what was dated further ahead than anything may be; deletes pending signatures that were
    /// never confirmed, receipts' stubs of those that were, and
    /// mail counters and expired links, and what is known of mails that came back; takes names down that
    /// are due; orders lists anew where the collation changed; then overwrites what the engine still holds
    /// of them beside its data.
    async fn clean_store(&self) -> Result<u64, StoreError> {
        let now = self.clock.now();
        let by = self.still_pending().await?;
        let reach = Reach {
            waiting: LONGEST,
            longest: LONGEST,
        };
        self.store.dates_take_back(now, reach).await?;
        let deleted = in_portions(|most| self.store.pending_expire(by, most)).await?;
        self.take_names_down().await;
        if let Err(error) = self.reorder().await {
            let error = &error as &dyn std::error::Error;
            tracing::warn!(error, "the lists could not be ordered anew");
        }
        in_portions(|most| self.store.caps_expire(now - CAPS_KEPT, most)).await?;
        self.tell_of_returns().await?;
        in_portions(|most| self.store.access_expire(now, most)).await?;
        let oldest = Day::of(now - DEAD_LETTERS_KEPT);
        self.store.dead_letters_expire(oldest.0).await?;
        if let Err(error) = self.keep_infomail().await {
            let error = &error as &dyn std::error::Error;
            tracing::warn!(error, "subscriptions could not be looked through");
        }
        self.store.settle().await?;
        Ok(deleted)
    }

    /// Takes the names of persons down where a declaration closed so long ago (REQ-10): they are
    /// counted from then on, and organisations stay. A declaration that fails does not keep the others
    /// (REQ-11).
    async fn take_names_down(&self) {
        let declarations = match self.all_declarations().await {
            Ok(declarations) => declarations,
            Err(error) => {
                let error = &error as &dyn std::error::Error;
                tracing::warn!(error, "names could not be looked through");
                return;
            }
        };
        for declaration in declarations
            .iter()
            .filter(|d| d.names_are_due(self.today()))
        {
            match self.names_down(declaration).await {
                Ok(0) => {}
                Ok(taken) => {
                    tracing::info!(taken, declaration = %declaration.log.slug, "names were taken down");
                }
                Err(error) => {
                    let error = &error as &dyn std::error::Error;
                    tracing::warn!(error, declaration = %declaration.log.slug, "names could not be taken down");
                }
            }
        }
    }

    async fn names_down(&self, declaration: &Arc<Published>) -> Result<u64, StoreError> {
        let mut taken = 0;
        loop {
            let query = ListQuery {
                class: Some(Class::Person),
                limit: MAX_PAGE,
                ..ListQuery::default()
            };
            let shown = self.signatories(declaration, query).await?.rows;
            if shown.is_empty() {
                return Ok(taken);
            }
            for row in shown {
                let counted = Relisting {
                    declaration: declaration.id,
                    leaf: row.leaf,
                    from: row.listing,
                    to: Listing::Counted,
                    signatory: None,
                    consent: None,
                };
                taken += u64::from(self.store.relist(counted).await?);
            }
        }
    }

    /// Cleans up every ten minutes until told to stop, and looks at the clock in between: what only a
    /// wrong one says is due is not deleted, and what a wrong one dated ahead is taken back.
    pub async fn run_housekeeping(&self, mut stop: watch::Receiver<bool>) {
        let mut steady = self.begin_to_look().await;
        let mut next = Instant::now();
        loop {
            let at = Instant::now();
            self.heed(steady.look(self.clock.now(), at)).await;
            if next <= at {
                next = at + EVERY;
                self.clean_up_by(&mut steady, at).await;
            }
            tokio::select! {
                () = tokio::time::sleep(LOOK) => {}
                _ = stop.wait_for(|stop| *stop) => return,
            }
        }
    }

    async fn begin_to_look(&self) -> Steady {
        // A store that cannot be read says nothing of the clock, and nothing is deleted in it either.
        let mark = self.clock_mark().await.ok().flatten();
        let mark = mark.and_then(|mark| Mark::parse(&String::from_utf8(mark).ok()?));
        let (steady, moved) = Steady::begin(mark, self.clock.now(), Instant::now());
        self.heed(moved).await;
        steady
    }

    /// Each node compares its clock with its own: that of another may be wrong, and shows nothing of this one.
    fn clock_key(&self) -> String {
        let journal = self.journal.as_ref();
        journal.map_or_else(|| CLOCK.to_owned(), |own| format!("{CLOCK}.{}", own.id()))
    }

    /// What this node remembered. What an older program did is taken over where there is one node; where
    /// there may be several, nobody knows whose clock that was.
    async fn clock_mark(&self) -> Result<Option<Vec<u8>>, StoreError> {
        let key = self.clock_key();
        let own = self.store.setting(&key).await?;
        if own.is_some() || self.store.is_shared() {
            return Ok(own);
        }
        let older = self.store.setting(CLOCK).await?;
        if let Some(older) = &older {
            self.store.setting_put(&key, older).await?;
            self.store.setting_change(CLOCK, Some(older), None).await?;
        }
        Ok(older)
    }

    async fn heed(&self, moved: Moved) {
        match moved {
            Moved::Steadily => {}
            Moved::Ahead => {
                tracing::warn!("the clock leapt ahead: for an hour nothing is deleted that is due");
            }
            Moved::Back => {
                let reach = Reach {
                    waiting: SignedDuration::ZERO,
                    longest: LONGEST,
                };
                match self.store.dates_take_back(self.clock.now(), reach).await {
                    Ok(rows) => tracing::warn!(rows, "the clock was set back"),
                    Err(error) => {
                        let error = &error as &dyn std::error::Error;
                        tracing::warn!(error, "the clock was set back, and mails wait for it");
                    }
                }
            }
        }
    }

    async fn clean_up_by(&self, steady: &mut Steady, at: Instant) {
        let mut cleaned = Ok(0);
        if steady.is_believed(at) {
            cleaned = self.clean_up().await;
        }
        if let Ok(deleted @ 1..) = cleaned {
            tracing::info!(deleted, "expired pending signatures were deleted");
        }
        let mark = steady.mark(at).text();
        let key = self.clock_key();
        let marked = self.store.setting_put(&key, mark.as_bytes()).await;
        if let Err(error) = cleaned.map(drop).and(marked) {
            let error = &error as &dyn std::error::Error;
            tracing::warn!(error, "cleaning up failed");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_is_due_goes_in_portions_until_one_is_not_full() {
        for (due, transactions) in [(0, 1), (499, 1), (500, 2), (1_200, 3)] {
            let (mut left, mut begun) = (due, 0);
            let deleted = in_portions(|most| {
                let portion = left.min(most);
                left -= portion;
                begun += 1;
                async move { Ok(portion) }
            });
            assert_eq!(deleted.await.unwrap(), u64::from(due));
            assert_eq!((left, begun), (0, transactions), "{due} rows");
        }
    }
}
