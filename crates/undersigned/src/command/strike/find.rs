//! Searching for the entry of a signature. Nothing is changed here.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use app::declarations::Published;
use app::signatories::{ListQuery, MAX_PAGE};
use app::site::Site;
use app::strike::Standing;
use domain::log::Day;
use serde::Serialize;

use super::super::Verdict;
use super::super::verify::plain;
use crate::help::Help;
use crate::output;

/// Entries that may be meant.
#[derive(Serialize)]
pub(super) struct Found {
    candidates: Vec<Candidate>,
    /// Whether there are more than are shown.
    more: bool,
}

/// An entry that may be meant.
#[derive(Serialize)]
struct Candidate {
    entry: u64,
    stands: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<String>,
}

/// Signatures on the list with a word of their name that begins so. Who is only counted cannot be
/// found by a name: the site does not know it.
pub(super) async fn by_name(
    site: &Site,
    declaration: &Arc<Published>,
    name: &str,
) -> Result<Found> {
    let query = ListQuery {
        search: Some(name.to_owned()),
        limit: MAX_PAGE,
        ..ListQuery::default()
    };
    let page = site.signatories(declaration, query).await?;
    let candidates = page.rows.into_iter().map(|row| Candidate {
        entry: row.leaf,
        stands: true,
        name: Some(row.name),
        place: row.place,
        day: Day(row.day).date().map(|day| day.to_string()),
    });
    Ok(Found {
        candidates: candidates.collect(),
        more: page.next.is_some(),
    })
}

/// The entry that a proof file proves, if it is one of this log.
pub(super) async fn by_receipt(
    site: &Site,
    declaration: &Arc<Published>,
    file: &Path,
) -> Result<Found> {
    let proof = std::fs::read_to_string(file)
        .with_context(|| format!("cannot read {}", file.display()))
        .help("name the file that ends in .tlog-proof")?;
    let checked = site.check_receipt(&proof, None).await?;
    let found = checked
        .ok()
        .and_then(|found| Some((found.receipt.index, found.here?)));
    let mut candidates = Vec::new();
    // Where the log of this site does not continue the receipt's, the entry here is another.
    if let Some((entry, here)) = found
        && let Some(standing) = here.standing
        && here.declaration.id == declaration.id
    {
        candidates.push(Candidate {
            entry,
            stands: standing == Standing::Counts,
            name: site.shown_at(declaration, entry).await?,
            place: None,
            day: None,
        });
    }
    Ok(Found {
        candidates,
        more: false,
    })
}

/// Prints what was found. Finding nothing is a refusal: the search was answered with no.
pub(super) fn print(found: &Found, json: bool) -> Result<Verdict> {
    if json {
        output::json(found)?;
    } else {
        for candidate in &found.candidates {
            output::line(line(candidate))?;
        }
        if found.candidates.is_empty() {
            output::line("nothing was found on the list, or the file is no proof of this log")?;
        }
        if found.more {
            output::line("and more: give more of the name")?;
        }
    }
    Ok(Verdict::fine_if(!found.candidates.is_empty()))
}

fn line(candidate: &Candidate) -> String {
    let name = candidate.name.as_deref().unwrap_or("counted and not shown");
    let mut line = format!("entry {}: {name}", candidate.entry);
    for more in [&candidate.place, &candidate.day].into_iter().flatten() {
        line.push_str(", ");
        line.push_str(more);
    }
    if !candidate.stands {
        line.push_str(" (does not count)");
    }
    plain(&line)
}
