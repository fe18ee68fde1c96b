//! When the log was told of figures, and the digest of what is said of a series.

use std::collections::BTreeMap;

use domain::figure::{Series, figure_of, series_of};
use domain::multilingual::Prose;
use domain::text::MarkId;
use jiff::civil::Date;
use serde_json::json;
use sha2::{Digest, Sha256};
use store::StoreError;

use crate::declarations::Published;
use crate::raisings::RecordDays;
use crate::site::Site;

/// Of how many figures the days are looked up, those that were logged last first: each costs one read
/// of the log, and whoever follows a feed wants to know what is new.
const NEWEST: usize = 40;

impl Published {
    /// The digest of what is said of a series in the language of the original, so that a reader sees that it was changed: SHA-256 in
    /// lower-case hexadecimal digits of a JSON array without spaces of its name, its question, its
    /// primary figure and the reason, `null` for what is not said.
    #[must_use]
    pub fn series_digest(series: &Series) -> String {
        let said = |prose: &Option<Prose>| prose.as_ref().map(|prose| prose.original().clone());
        let primary = series.primary.as_ref().map(MarkId::as_str);
        let (title, why) = (said(&series.title), said(&series.why));
        let said = json!([series.id.as_str(), title, primary, why]);
        let digest = Sha256::digest(said.to_string());
        digest.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

impl Site {
    /// The day on which the first figure of a series went into the log; nothing where none is there.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn series_begun(
        &self,
        declaration: &Published,
        series: &MarkId,
    ) -> Result<Option<Date>, StoreError> {
        let rows = self.store.figure_records(declaration.id).await?;
        let of_series = rows
            .iter()
            .filter(|row| series_of(&row.record) == Some(series.as_str()));
        match of_series.map(|row| row.leaf).min() {
            Some(first) => self.day_of(declaration, first).await,
            None => Ok(None),
        }
    }

    /// The days on which figures were first and last logged, by their names; of a figure that was
    /// taken back the last day is that of its retraction.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn figure_days(
        &self,
        declaration: &Published,
    ) -> Result<BTreeMap<String, RecordDays>, StoreError> {
        let rows = self.store.figure_records(declaration.id).await?;
        let mut leaves: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
        for row in &rows {
            if let Some(id) = figure_of(&row.record) {
                let known = leaves.entry(id).or_insert((row.leaf, row.leaf));
                known.0 = known.0.min(row.leaf);
                known.1 = known.1.max(row.leaf);
            }
        }
        let mut newest: Vec<_> = leaves.into_iter().collect();
        newest.sort_by_key(|(_, (_, last))| std::cmp::Reverse(*last));
        let mut days = BTreeMap::new();
        for (id, (first, last)) in newest.into_iter().take(NEWEST) {
            let begun = self.day_of(declaration, first).await?;
            let changed = self.day_of(declaration, last).await?;
            if let Some((first, newest)) = begun.zip(changed) {
                days.insert(id.to_owned(), RecordDays { first, newest });
            }
        }
        Ok(days)
    }
}
