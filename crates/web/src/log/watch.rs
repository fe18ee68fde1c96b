//! Who else signs a log, and what was signed of it.

use app::declarations::Published;
use app::site::Site;
use app::witness::Trouble;
use jiff::Timestamp;
use jiff::civil::Date;
use render::page::log::{Kept, Witness, Witnessed};
use store::CosignatureRow;

use crate::error::PageError;

/// How many checkpoints the page shows.
const HISTORY: u32 = 8;

/// The witnesses of a log with what each last signed of it.
pub(super) async fn witnesses(
    site: &Site,
    published: &Published,
) -> Result<Vec<Witness>, PageError> {
    let standings = site.witnesses.standings(published.id);
    let mut witnesses = Vec::new();
    for witness in site.witnesses_of(published).witnesses() {
        let key = witness.key.to_string();
        let standing = standings.iter().find(|one| one.key == witness.key);
        let trouble = standing.and_then(|standing| standing.trouble.as_ref());
        let seen = match site.store.cosigned_by(published.id, &key).await? {
            Some(size) => {
                let rows = site.store.cosignatures(published.id, size).await?;
                let row = rows.iter().find(|row| row.witness == key);
                row.and_then(moment).map(|at| (size, at))
            }
            None => None,
        };
        witnesses.push(Witness {
            name: witness.key.name().to_owned(),
            seen,
            contradicts: trouble.is_some_and(Trouble::is_serious),
        });
    }
    Ok(witnesses)
}

fn moment(row: &CosignatureRow) -> Option<Timestamp> {
    Timestamp::from_second(i64::try_from(row.seconds).ok()?).ok()
}

/// The newest checkpoint that enough witnesses signed, in a log of `size` entries.
pub(super) async fn witnessed(
    site: &Site,
    published: &Published,
    size: u64,
) -> Result<Option<Witnessed>, PageError> {
    let newest = site.witnessed_checkpoint(published).await?;
    Ok(newest.map(|(checkpoint, _)| Witnessed {
        size: checkpoint.size,
        newer: size.saturating_sub(checkpoint.size),
    }))
}

/// The last checkpoints with the names of those who signed them.
pub(super) async fn history(site: &Site, published: &Published) -> Result<Vec<Kept>, PageError> {
    let history = site.checkpoint_history(published, None, HISTORY).await?;
    history
        .into_iter()
        .map(|checkpoint| {
            let day: Date = checkpoint.day.parse().map_err(PageError::broken)?;
            Ok(Kept {
                size: checkpoint.size,
                root: checkpoint.root,
                day,
                witnesses: checkpoint.witnesses,
            })
        })
        .collect()
}
