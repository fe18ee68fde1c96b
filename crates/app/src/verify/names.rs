//! Whether the names that are shown beside the log are of signatures that count.

use std::collections::BTreeSet;

use super::openings;
use super::recount::Recount;
use super::{Problem, SourceError};
use crate::log::OPENINGS;

impl Recount<'_> {
    /// A site takes a name down before its caches forget it, so what looks wrong is read once more.
    pub(super) async fn names(&mut self) -> Result<(), SourceError> {
        let mut paused = false;
        for (number, opened) in (0..).zip(std::mem::take(&mut self.named)) {
            let leaves = opened.places().map(|place| number * OPENINGS + place);
            let (count, mut gone): (Vec<u64>, Vec<u64>) =
                leaves.partition(|leaf| self.fold.counts(*leaf));
            if let (false, Some(pause)) = (gone.is_empty(), self.options.pause) {
                if !std::mem::replace(&mut paused, true) {
                    pause().await;
                }
                let shown = self.shown(number).await?;
                gone.retain(|leaf| shown.contains(leaf));
            }
            self.report.names += (count.len() + gone.len()) as u64;
            for leaf in gone {
                self.found(Problem::NameWithoutSignature(leaf));
            }
            if self.is_full() {
                break;
            }
        }
        Ok(())
    }

    /// The entries that a file of openings shows now.
    async fn shown(&mut self, number: u64) -> Result<BTreeSet<u64>, SourceError> {
        let path = format!("openings/{number}.json");
        let Some(bytes) = self.file(&path).await? else {
            return Ok(BTreeSet::new());
        };
        let leaves = openings::leaves(&bytes).unwrap_or_else(|why| {
            self.found(Problem::Malformed(path, why));
            Vec::new()
        });
        Ok(leaves.into_iter().collect())
    }
}
