//! What was brought back, and what is left to do.

use std::path::{Path, PathBuf};

use anyhow::Result;
use app::backup::Contents;
use app::backup::locks::{self, Standing};
use jiff::Timestamp;
use serde::Serialize;
use store::Store;

use super::fill::Filled;
use crate::config::Config;

/// The result for programs.
#[derive(Serialize)]
pub(super) struct Report {
    /// The database.
    database: String,
    /// When the backup was made.
    #[serde(with = "app::backup::rfc3339")]
    made: Timestamp,
    /// Rows that were loaded.
    rows: u64,
    logs: Vec<Log>,
    erased_again: Erased,
    /// Withdrawals that are not in the logs; they are entered once these sign.
    withdrawals_to_enter: usize,
    /// Strikes that are not in the logs; organisers enter them.
    strikes_to_enter: usize,
    /// Lines that are missing in the erasure journals.
    journal_lines_missing: u64,
    /// Where the database is that was there before.
    #[serde(skip_serializing_if = "Option::is_none")]
    replaced: Option<PathBuf>,
    #[serde(skip)]
    keep_days: u16,
}

/// One log.
#[derive(Serialize)]
pub(super) struct Log {
    declaration: String,
    entries: u64,
    signatures: u64,
    shown: u64,
    /// Entries that were released and are not here.
    lost: u64,
    /// Why it will not be signed.
    #[serde(skip_serializing_if = "Option::is_none")]
    refuses: Option<&'static str>,
}

/// What was erased again, since it had been erased after the backup was made.
#[derive(Serialize)]
struct Erased {
    signatures: u64,
    listings: u64,
    subscriptions: u64,
    notes: u64,
    pending: u64,
    suppressed: u64,
}

/// Compares each log with its lock file.
pub(super) async fn logs(store: &Store, keys: &Path, filled: &Filled) -> Result<Vec<Log>> {
    let mut logs = Vec::new();
    for (row, counted) in &filled.logs {
        let standing = match row.carried {
            true => Standing::Whole,
            false => locks::standing(store, keys, row).await?,
        };
        let (lost, refuses) = match standing {
            Standing::Whole => (0, None),
            Standing::Behind { released } => (released - counted.size, Some("behind")),
            Standing::Forked { .. } => (0, Some("forked")),
        };
        // Whoever was erased again is shown no more, so this is counted anew.
        let counters = store.counters(row.id).await?;
        let shown = counters
            .iter()
            .filter(|counter| counter.listing != domain::listing::Listing::Counted);
        logs.push(Log {
            declaration: row.slug.to_string(),
            entries: counted.size,
            signatures: counted.total(),
            shown: shown.map(|counter| counter.n).sum(),
            lost,
            refuses,
        });
    }
    Ok(logs)
}

impl Report {
    pub(super) fn new(
        (config, contents): (&Config, &Contents),
        filled: &Filled,
        logs: Vec<Log>,
        replaced: Option<PathBuf>,
    ) -> Self {
        let again = filled.replayed;
        let (withdrawals, strikes) = filled.not_entered;
        Self {
            database: config.database.to_string(),
            made: contents.manifest.made,
            rows: filled.tables.values().sum(),
            logs,
            erased_again: Erased {
                signatures: again.signatures,
                listings: again.listings,
                subscriptions: again.subscriptions,
                notes: again.notes,
                pending: again.refused,
                suppressed: again.suppressed,
            },
            withdrawals_to_enter: withdrawals,
            strikes_to_enter: strikes,
            journal_lines_missing: filled.missing,
            replaced,
            keep_days: config.backup.keep_days,
        }
    }

    /// Whether every log signs.
    pub(super) fn is_whole(&self) -> bool {
        self.logs.iter().all(|log| log.refuses.is_none())
    }

    /// What people read.
    pub(super) fn lines(&self) -> Vec<String> {
        let (database, made, rows) = (&self.database, self.made, self.rows);
        let mut lines = vec![format!(
            "{database} holds the backup of {made:.0}: {rows} rows, checked and counted again."
        )];
        lines.extend(self.logs.iter().map(Log::line));
        lines.push(self.erased_again.line());
        if self.withdrawals_to_enter > 0 {
            lines.push(format!(
                "{} withdrawn signatures are counted until their withdrawal is in the log again; they show \
                 nobody. The site enters what is missing once the log signs.",
                self.withdrawals_to_enter
            ));
        }
        if self.strikes_to_enter > 0 {
            lines.push(format!(
                "{} struck signatures are counted until their strike is in the log again; they show nobody. \
                 Where `recover` does not bring it back, strike them once more.",
                self.strikes_to_enter
            ));
        }
        if self.journal_lines_missing > 0 {
            lines.push(format!(
                "Warning: {} lines are missing in the erasure journal; whoever they were about may be back.",
                self.journal_lines_missing
            ));
        }
        if let Some(replaced) = &self.replaced {
            lines.push(format!(
                "The database that was there is {}; `undersigned backup` deletes it after {} days.",
                replaced.display(),
                self.keep_days
            ));
        }
        lines
    }
}

impl Log {
    fn line(&self) -> String {
        let (slug, entries, signatures) = (&self.declaration, self.entries, self.signatures);
        let found = format!(
            "{slug}: {entries} entries, {signatures} signatures, {} shown.",
            self.shown
        );
        match self.refuses {
            None => found,
            Some("behind") => format!(
                "{found} {} entries were lost. The log refuses to sign until they are back: undersigned \
                 recover {slug} --from MIRROR, see docs/operate/backup.md.",
                self.lost
            ),
            Some(_) => format!(
                "{found} It is another history than what was released, and refuses to sign: bring back \
                 another backup, see docs/operate/backup.md."
            ),
        }
    }
}

impl Erased {
    fn line(&self) -> String {
        let parts: Vec<String> = [
            (self.signatures, "signatures"),
            (self.listings, "shown names"),
            (self.subscriptions, "subscriptions"),
            (self.notes, "notes of subscribers"),
            (self.pending, "pending signatures"),
            (self.suppressed, "addresses that want no mail"),
        ]
        .iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, what)| format!("{number} {what}"))
        .collect();
        if parts.is_empty() {
            return "Nothing had been erased since.".to_owned();
        }
        format!(
            "Erased again, as they were after the backup: {}.",
            parts.join(", ")
        )
    }
}
