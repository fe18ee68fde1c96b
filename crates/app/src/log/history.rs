//! Checkpoints of a log: the newest, the newest that enough witnesses signed, the whole history.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, PoisonError};

use domain::id::DeclarationId;
use domain::log::Day;
use serde::{Deserialize, Serialize};
use store::{CheckpointRow, CosignatureRow, StoreError};
use tlog::Checkpoint;
use tlog::note::{Note, VerifierKey};
use tlog::policy::MAX_OF_EACH;
use tokio::sync::Mutex;

use super::ReadLogError;
use crate::bounded::at_most;
use crate::declarations::Published;
use crate::site::Site;
use crate::witness::WitnessPolicy;

/// How many checkpoints one page of the history has.
pub const HISTORY: u32 = 256;

/// How far back new cosignatures are looked for. A witness signs the newest checkpoint, and is asked
/// every ten seconds at most: a line that arrives this many cosigned checkpoints later took three
/// quarters of an hour.
const LATE: usize = 256;

/// How many cosigned checkpoints are read at once.
const STRIDE: u32 = 32;

/// A checkpoint of the history as JSON. The day and no time: a position in time identifies nobody
/// (LOG-FORMAT section 4).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckpointJson {
    /// How many entries it covers.
    pub size: u64,
    /// The root of its tree in base64.
    pub root: String,
    /// The day it was signed, `2026-11-21`.
    pub day: String,
    /// Key names of the witnesses that signed it.
    #[serde(deserialize_with = "at_most::<_, _, MAX_OF_EACH>")]
    pub witnesses: Vec<String>,
}

/// For each log the newest checkpoint that enough witnesses were seen to have signed, so that the
/// history is searched through only once while they are silent. The policy does not change while the
/// program runs.
#[derive(Default)]
pub(crate) struct WitnessedSizes(std::sync::Mutex<HashMap<DeclarationId, Arc<Mutex<Searched>>>>);

/// What the last search in one log found; nothing before the first.
type Searched = Option<Option<u64>>;

impl WitnessedSizes {
    /// The lock of one log. That over all of them is never held while anybody waits.
    fn of(&self, log: DeclarationId) -> Arc<Mutex<Searched>> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(all.entry(log).or_default())
    }
}

/// A checkpoint and what witnesses signed under it.
type Cosigned = (CheckpointRow, Vec<CosignatureRow>);

impl Site {
    /// The witnesses that are asked about a log. A log that is only carried here has none: those of
    /// this site never saw it, and whoever knows those of its original finds their lines under its
    /// checkpoint.
    #[must_use]
    pub fn witnesses_of(&self, declaration: &Published) -> Cow<'_, WitnessPolicy> {
        if declaration.carried.is_some() {
            Cow::Owned(WitnessPolicy::none())
        } else {
            Cow::Borrowed(&self.settings.witnesses)
        }
    }

    /// The newest checkpoint that the witnesses of the site's policy signed so that its quorum is
    /// met; nothing where no witness is needed, or none was met yet.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn witnessed_checkpoint(
        &self,
        declaration: &Published,
    ) -> Result<Option<(CheckpointRow, Vec<CosignatureRow>)>, StoreError> {
        if !self.witnesses_of(declaration).needs_witnesses() {
            return Ok(None);
        }
        let id = declaration.id;
        let searched = self.witnessed_sizes.of(id);
        // Held over the search, so that however many ask about one log, one searches.
        let mut searched = searched.lock().await;
        let known = *searched;
        let mut found = self.search_witnessed(id, known.map(|_| LATE)).await?;
        if let (None, Some(size)) = (&found, known.flatten()) {
            found = self.store.cosigned(id, Some(size + 1), 1).await?.pop();
        }
        *searched = Some(found.as_ref().map(|(checkpoint, _)| checkpoint.size));
        Ok(found)
    }

    /// The newest that enough witnesses signed, among the newest `reach` or among all.
    async fn search_witnessed(
        &self,
        id: DeclarationId,
        reach: Option<usize>,
    ) -> Result<Option<Cosigned>, StoreError> {
        let (mut before, mut seen) = (None, 0);
        loop {
            let stride = self.store.cosigned(id, before, STRIDE).await?;
            before = stride.last().map(|(checkpoint, _)| checkpoint.size);
            seen += stride.len();
            let is_last = stride.len() < STRIDE as usize;
            if let Some(found) = stride.into_iter().find(|(_, rows)| self.is_enough(rows)) {
                return Ok(Some(found));
            }
            if is_last || reach.is_some_and(|reach| seen >= reach) {
                return Ok(None);
            }
        }
    }

    fn is_enough(&self, rows: &[CosignatureRow]) -> bool {
        let keys = rows.iter().map(|row| VerifierKey::parse(&row.witness));
        let keys: Vec<VerifierKey> = keys.filter_map(Result::ok).collect();
        self.settings.witnesses.quorum_met(&keys)
    }

    /// A page of the history, the newest first; with `before` of smaller sizes only.
    ///
    /// # Errors
    /// When the store cannot be read, or a stored checkpoint is none.
    pub async fn checkpoint_history(
        &self,
        declaration: &Published,
        before: Option<u64>,
        most: u32,
    ) -> Result<Vec<CheckpointJson>, ReadLogError> {
        let id = declaration.id;
        let rows = self.store.checkpoints(id, before, most).await?;
        let (Some(newest), Some(oldest)) = (rows.first(), rows.last()) else {
            return Ok(Vec::new());
        };
        let within = self
            .store
            .cosignatures_within(id, oldest.size, newest.size)
            .await?;
        let mut witnesses: HashMap<u64, Vec<String>> = HashMap::new();
        for (size, row) in within {
            let key = VerifierKey::parse(&row.witness);
            let names = witnesses.entry(size).or_default();
            names.extend(key.map(|key| key.name().to_owned()));
        }
        rows.iter()
            .map(|row| {
                let names = witnesses.remove(&row.size).unwrap_or_default();
                checkpoint_json(row, names).ok_or(ReadLogError::Gap)
            })
            .collect()
    }
}

/// A stored checkpoint was signed here or checked when it came: it is read, not verified again.
fn checkpoint_json(row: &CheckpointRow, witnesses: Vec<String>) -> Option<CheckpointJson> {
    let note = Note::parse(row.note.as_bytes()).ok()?;
    let checkpoint = Checkpoint::parse(note.text()).ok()?;
    Some(CheckpointJson {
        size: row.size,
        root: checkpoint.root.to_base64(),
        day: Day::of(row.at).date()?.to_string(),
        witnesses,
    })
}

/// A signed checkpoint with what witnesses signed under it, each line once.
pub(super) fn with_cosignatures(mut note: String, rows: &[CosignatureRow]) -> String {
    for row in rows {
        if note.lines().all(|line| line != row.line) {
            note.push_str(&row.line);
            note.push('\n');
        }
    }
    note
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_in_one_log_holds_up_no_other() {
        let sizes = WitnessedSizes::default();
        let [one, other] = [1, 2].map(|n| DeclarationId::from_bytes([n; 16]));
        let searched = sizes.of(one);
        let _searching = searched.try_lock().unwrap();
        assert!(sizes.of(one).try_lock().is_err());
        assert!(sizes.of(other).try_lock().is_ok());
    }
}
