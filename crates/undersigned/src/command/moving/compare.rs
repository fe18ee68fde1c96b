//! Counting both databases again, and finding them the same.

use anyhow::{Context, Result, bail};
use app::backup::{Recounted, recount};
use app::listed::{Listed, listed};
use serde::Serialize;
use store::{DeclarationRow, Store};

use crate::output;

/// A declaration that is the same in both.
#[derive(Serialize)]
pub(super) struct Same {
    pub(super) slug: String,
    pub(super) entries: u64,
    pub(super) root: String,
    pub(super) total: u64,
    pub(super) shown: u64,
}

/// Counts the log of every declaration on both sides, from its first entry to its last, and the list
/// beside it.
pub(super) async fn compare(source: &Store, there: &Store) -> Result<Vec<Same>> {
    let (ours, theirs) = (source.declarations().await?, there.declarations().await?);
    if ours != theirs {
        bail!("the new database holds other declarations");
    }
    let bar = output::progress("logs counted again", ours.len() as u64);
    let mut all = Vec::new();
    for row in &ours {
        let (old, new) = tokio::try_join!(count(source, row), count(there, row))
            .with_context(|| format!("{} cannot be counted again", row.slug))?;
        if old != new {
            bail!("{} is not the same in the new database", row.slug);
        }
        bar.inc(1);
        let (log, list) = new;
        all.push(Same {
            slug: row.slug.as_str().to_owned(),
            entries: log.size,
            root: log.root.to_string(),
            total: log.total(),
            shown: list.shown,
        });
    }
    bar.finish_and_clear();
    Ok(all)
}

async fn count(store: &Store, row: &DeclarationRow) -> Result<(Recounted, Listed)> {
    let log = recount(store, row).await?;
    let list = listed(store, row.id, log.size).await?;
    if list.shown != log.shown {
        bail!(
            "the list of {} shows {}, and {} are counted as shown",
            row.slug,
            list.shown,
            log.shown
        );
    }
    Ok((log, list))
}
