//! The names that are shown beside the log.

use std::collections::{BTreeMap, BTreeSet};

use domain::log::Commitment;

use super::recount::Recount;
use super::{Problem, SourceError};
use crate::log::OPENINGS;
use crate::opening::OpeningJson;

impl Recount<'_> {
    /// The openings of the signatures in one bundle.
    pub(super) async fn openings(
        &mut self,
        number: u64,
        commitments: &BTreeMap<u64, Commitment>,
    ) -> Result<(), SourceError> {
        let Some(openings) = self.openings_file(number).await? else {
            return Ok(());
        };
        // A name confirmed after the checkpoint was taken belongs to the next recount.
        let size = self.report.size;
        let mut seen = BTreeSet::new();
        for opening in openings.iter().filter(|opening| opening.leaf < size) {
            let commitment = commitments.get(&opening.leaf);
            let opened = opening.opening().map(|opening| opening.commitment());
            let belongs = commitment.is_some() && commitment == opened.as_ref();
            if belongs && seen.insert(opening.leaf) {
                self.named.push(opening.leaf);
            } else {
                self.found(Problem::Name(opening.leaf));
            }
        }
        Ok(())
    }

    /// Whether the shown names are of signatures that count. A site takes a name down before its
    /// caches forget it, so what looks wrong is read once more.
    pub(super) async fn names(&mut self) -> Result<(), SourceError> {
        let (count, gone): (Vec<u64>, Vec<u64>) = std::mem::take(&mut self.named)
            .into_iter()
            .partition(|leaf| self.fold.counts(*leaf));
        let still = match self.options.pause {
            Some(pause) if !gone.is_empty() => {
                pause().await;
                self.still_shown(&gone).await?
            }
            _ => gone,
        };
        self.report.names = (count.len() + still.len()) as u64;
        for leaf in still {
            self.found(Problem::NameWithoutSignature(leaf));
        }
        Ok(())
    }

    async fn still_shown(&mut self, gone: &[u64]) -> Result<Vec<u64>, SourceError> {
        let files: BTreeSet<u64> = gone.iter().map(|leaf| leaf / OPENINGS).collect();
        let mut shown = BTreeSet::new();
        for number in files {
            if self.is_full() {
                break;
            }
            let openings = self.openings_file(number).await?.unwrap_or_default();
            shown.extend(openings.iter().map(|opening| opening.leaf));
        }
        let still = gone.iter().filter(|leaf| shown.contains(leaf));
        Ok(still.copied().collect())
    }

    async fn openings_file(
        &mut self,
        number: u64,
    ) -> Result<Option<Vec<OpeningJson>>, SourceError> {
        let path = format!("openings/{number}.json");
        let Some(bytes) = self.file(&path).await? else {
            return Ok(None);
        };
        Ok(self.json(&path, &bytes))
    }
}
