//! `doctor --integrity`: everything that is stored, read and compared. A server may run meanwhile; it
//! takes as long as reading all of it.

use anyhow::Result;
use app::declarations::Published;
use app::site::Site;
use app::whole::Whole;
use std::sync::Arc;
use store::{Indexed, Store};

use super::Check;
use crate::config::Config;
use crate::{output, wire};

/// So many leaves are named.
const NAMED: usize = 10;

const RESTORE: &str = "stop the site and bring back a backup, see docs/operate/backup.md";

/// The engine's own check, its indexes, and every log with its list.
pub(super) async fn checks(config: &Config) -> Vec<Check> {
    let opened = wire::site(config).await;
    let site = match opened {
        Ok(site) => site,
        Err(error) => return vec![Check::failed("integrity", &error, "nothing was looked at")],
    };
    let mut checks = vec![engine(&site.store).await, indexes(&site.store).await];
    match site.all_declarations().await {
        Ok(all) => {
            for declaration in &all {
                checks.push(whole(&site, declaration).await);
            }
        }
        Err(error) => checks.push(Check::failed("integrity", &error.into(), RESTORE)),
    }
    if let Err(error) = wire::close(site).await {
        checks.push(Check::failed(
            "integrity",
            &error,
            "see that nothing else holds it",
        ));
    }
    checks
}

async fn engine(store: &Store) -> Check {
    const WHAT: &str = "integrity of the database";
    let bar = output::counter("the engine checks its files");
    bar.enable_steady_tick(std::time::Duration::from_millis(200));
    let checked = store.integrity_check().await;
    bar.finish_and_clear();
    match checked {
        Ok(()) => Check::ok(WHAT, "every page, every row and every reference was read"),
        Err(error) => Check::failed(WHAT, &error.into(), RESTORE),
    }
}

async fn indexes(store: &Store) -> Check {
    const WHAT: &str = "indexes";
    match store.index_check().await {
        Ok(Indexed::Whole { checked }) => {
            let of = if store.is_shared() {
                "indexes"
            } else {
                "tags and links"
            };
            Check::ok(WHAT, format!("{checked} {of} lead where they are to lead"))
        }
        Ok(Indexed::Unseen { why }) => Check::warn(
            WHAT,
            format!("not looked at: {why}"),
            "as a superuser: CREATE EXTENSION amcheck, and let this role use it; docs/operate/postgres.md",
        ),
        Err(error) => Check::failed(WHAT, &error.into(), RESTORE),
    }
}

async fn whole(site: &Site, declaration: &Arc<Published>) -> Check {
    let what = format!("recount of {}", declaration.log.slug);
    let bar = output::progress("entries", 0);
    let progress = |read, of| {
        bar.set_length(of);
        bar.set_position(read);
    };
    let found = site.examine(declaration, &progress).await;
    bar.finish_and_clear();
    match found {
        Ok(whole) => judged(what, &whole),
        Err(error) => Check::failed(what, &error.into(), RESTORE),
    }
}

fn judged(what: String, whole: &Whole) -> Check {
    let report = &whole.report;
    if whole.is_fine() {
        let found = format!(
            "{} entries lead to the signed root, {} signatures count, {} names on the list are those that were opened",
            report.size, report.total, whole.listed
        );
        return Check::ok(what, found);
    }
    let mut wrong: Vec<String> = report
        .problems
        .iter()
        .take(NAMED)
        .map(ToString::to_string)
        .collect();
    if let Some(counted) = whole.counted {
        let listed = whole.listed;
        wrong.push(format!(
            "the list has {listed} rows, and {counted} are counted as shown"
        ));
    }
    let leaves: Vec<String> = whole
        .different
        .iter()
        .take(NAMED)
        .map(ToString::to_string)
        .collect();
    if !leaves.is_empty() {
        let number = whole.different.len();
        wrong.push(format!(
            "{number} rows of the list are not what was opened: entries {}",
            leaves.join(", ")
        ));
    }
    Check::fail(what, wrong.join("; "), RESTORE)
}

/// Whether a file is small enough to be read whole each time.
pub(super) fn is_small(config: &Config) -> Result<bool, std::io::Error> {
    /// A second or two on any disk.
    const SMALL: u64 = 256 << 20;
    match config.database.file() {
        Some(file) => Ok(std::fs::metadata(file)?.len() < SMALL),
        None => Ok(false),
    }
}
