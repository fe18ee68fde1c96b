//! When the log was told of raisings.

use domain::log::Entry;
use domain::raising::{Raising, raising_of};
use jiff::civil::Date;
use store::StoreError;

use crate::declarations::Published;
use crate::site::Site;

/// The days of a raising's records in the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecordDays {
    /// Of the first.
    pub first: Date,
    /// Of the newest.
    pub newest: Date,
}

impl Site {
    /// The days on which a raising was first and last logged; nothing where the log has no record of
    /// it.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn record_days(
        &self,
        declaration: &Published,
        raising: &Raising,
    ) -> Result<Option<RecordDays>, StoreError> {
        let mut rows = declaration
            .raising_rows
            .iter()
            .filter(|row| raising_of(&row.record) == Some(raising.id.as_str()));
        let Some(first) = rows.next() else {
            return Ok(None);
        };
        let newest = rows.next_back().unwrap_or(first);
        let first = self.day_of(declaration, first.leaf).await?;
        let newest = self.day_of(declaration, newest.leaf).await?;
        Ok(first
            .zip(newest)
            .map(|(first, newest)| RecordDays { first, newest }))
    }

    /// The day of an entry of a log.
    pub(crate) async fn day_of(
        &self,
        declaration: &Published,
        leaf: u64,
    ) -> Result<Option<Date>, StoreError> {
        let entries = self
            .store
            .log_entries(declaration.id, leaf, leaf + 1)
            .await?;
        let entry = entries.first().and_then(|bytes| Entry::decode(bytes).ok());
        Ok(entry.and_then(|entry| entry.day.date()))
    }
}
