//! What came back.

use jiff::Timestamp;

use super::{Result, Store};
use crate::gate::Step;
use crate::{NewReturn, ReturnedCount};

impl Store {
    /// Counts something that came back. The same class for the same mail is counted once, however
    /// often it is reported; what is about no known mail is counted each time. Answers whether it
    /// was counted.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn mail_returned(&self, new: NewReturn) -> Result<bool> {
        let count = self.backend.mail_returned(new);
        self.gate.pass(Step::Returned, count).await
    }

    /// Whether something of this class was counted for a mail, and is not forgotten yet.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn mail_was_returned(&self, mail: [u8; 16], class: &'static str) -> Result<bool> {
        self.backend.mail_was_returned(mail, class).await
    }

    /// What came back on a day (days since 1970-01-01 UTC) and later, the newest first.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn returned_counts(&self, from_day: u32) -> Result<Vec<ReturnedCount>> {
        self.backend.returned_counts(from_day).await
    }

    /// Forgets which mails came back before a moment, at most so many; the counts stay. A report about one
    /// of them that comes once more is counted again. Answers how many.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn returned_expire(&self, before: Timestamp, most: u32) -> Result<u32> {
        self.backend.returned_expire(before, most).await
    }

    /// Forgets what was counted before a day.
    ///
    /// # Errors
    /// See [`StoreError`](crate::StoreError).
    pub async fn returned_counts_expire(&self, before_day: u32) -> Result<u32> {
        self.backend.returned_counts_expire(before_day).await
    }
}
