//! The files of a log, by their path below its prefix (LOG-FORMAT section 3; `docs/log-format.md`).
//!
//! | path | what | cached |
//! | --- | --- | --- |
//! | `checkpoint` | the newest signed checkpoint | seconds |
//! | `policy` | the verifier key, as a tlog-policy file | seconds |
//! | `count.json` | the count with its split | seconds |
//! | `tile/…` | hash tiles and entry bundles, full and partial | for ever |
//! | `texts/<digest>.md` | canonical texts | for ever |
//! | `figures/<digest>.txt` | canonical records of figures | for ever |
//! | `openings/<N>.json` | openings of the names shown among entries 256·N to 256·N + 255 | seconds |

use domain::text::TextDigest;
use serde::{Deserialize, Serialize};
use store::StoreError;
use thiserror::Error;
use tlog::tile::{TilePath, bundle};

use super::{ReadLogError, StoredLog};
use crate::declarations::Published;
use crate::opening::{self, OpeningJson};
use crate::signatories::Count;
use crate::site::Site;

/// How many entries one file of openings is about: as many as a bundle, so that whoever streams
/// bundles streams openings beside them.
pub const OPENINGS: u64 = 256;

/// One file below the prefix of a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogFile {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its media type.
    pub media_type: &'static str,
    /// Whether it never changes.
    pub immutable: bool,
}

/// Why there is no such file.
#[derive(Debug, Error)]
pub enum LogFileError {
    /// The path names nothing in this log.
    #[error("the log has no such file")]
    NotFound,
    /// The log cannot be read.
    #[error("the log cannot be read")]
    Read(#[from] ReadLogError),
}

impl From<StoreError> for LogFileError {
    fn from(error: StoreError) -> Self {
        Self::Read(error.into())
    }
}

/// The count as JSON: the same numbers as on the page, in the embed and in the fold of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountJson {
    /// Size of the log that was counted.
    pub size: u64,
    /// Signatures that count.
    pub total: u64,
    /// Of persons.
    pub persons: u64,
    /// Of organisations.
    pub organisations: u64,
    /// Shown on the list, by name or initials.
    pub shown: u64,
    /// By revision, in the order of the log; revisions nobody signed are left out.
    pub revisions: Vec<RevisionCountJson>,
}

/// The count of one revision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RevisionCountJson {
    /// Leaf index of the revision.
    pub leaf: u64,
    /// Its language.
    pub language: String,
    /// Signatures that count.
    pub total: u64,
}

/// Reads the files of one log.
pub struct LogFiles<'a> {
    site: &'a Site,
    declaration: &'a Published,
}

impl Site {
    /// The files of a declaration's log.
    #[must_use]
    pub const fn log_files<'a>(&'a self, declaration: &'a Published) -> LogFiles<'a> {
        LogFiles {
            site: self,
            declaration,
        }
    }

    /// The count as JSON.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn count_json(&self, declaration: &Published) -> Result<CountJson, StoreError> {
        let size = async || {
            let head = self.store.log_head(declaration.id).await?;
            Ok::<u64, StoreError>(head.map_or(0, |head| head.size))
        };
        let mut before = size().await?;
        // Counters change only with the size, so a count read between two equal sizes belongs to it.
        loop {
            let count = self.count(declaration).await?;
            let after = size().await?;
            if before == after {
                return Ok(count_json(&count, after, declaration));
            }
            before = after;
        }
    }
}

impl LogFiles<'_> {
    /// The file at a path below the prefix.
    ///
    /// # Errors
    /// See [`LogFileError`].
    pub async fn get(&self, path: &str) -> Result<LogFile, LogFileError> {
        if path.starts_with("tile/") {
            return self.tile(path).await;
        }
        if let Some(digest) = within(path, "texts/", ".md") {
            return self.text(digest).await;
        }
        if let Some(digest) = within(path, "figures/", ".txt") {
            return self.figure(digest).await;
        }
        if let Some(number) = within(path, "openings/", ".json") {
            return self.openings(number).await;
        }
        match path {
            "checkpoint" => Ok(text(self.checkpoint().await?)),
            "policy" => Ok(text(format!(
                "log {}\nquorum none\n",
                self.declaration.verifier_key
            ))),
            "count.json" => Ok(json(&self.site.count_json(self.declaration).await?)),
            _ => Err(LogFileError::NotFound),
        }
    }

    async fn checkpoint(&self) -> Result<String, LogFileError> {
        let head = self.site.store.log_head(self.declaration.id).await?;
        head.map(|head| head.checkpoint)
            .ok_or(LogFileError::NotFound)
    }

    async fn tile(&self, path: &str) -> Result<LogFile, LogFileError> {
        let tile = TilePath::parse(path).map_err(|_| LogFileError::NotFound)?;
        let head = self.site.store.log_head(self.declaration.id).await?;
        let size = head.map_or(0, |head| head.size);
        let range = tile.range_in(size).ok_or(LogFileError::NotFound)?;
        let log = StoredLog::new(self.site.store.clone(), self.declaration.id);
        let bytes = match tile {
            TilePath::Hashes { .. } => log.tile(tile, size).await?,
            TilePath::Entries { .. } => {
                let entries = log.entries(range.start, range.end).await?;
                bundle::encode(entries.iter().map(Vec::as_slice)).map_err(|_| ReadLogError::Gap)?
            }
        };
        Ok(LogFile {
            bytes,
            media_type: "application/octet-stream",
            immutable: true,
        })
    }

    async fn text(&self, digest: &str) -> Result<LogFile, LogFileError> {
        let digest = TextDigest::parse(digest).map_err(|_| LogFileError::NotFound)?;
        let found = self
            .site
            .store
            .revision_text(self.declaration.id, digest)
            .await?;
        let found = found.ok_or(LogFileError::NotFound)?;
        Ok(LogFile {
            bytes: found.text.into_bytes(),
            media_type: "text/markdown; charset=utf-8",
            immutable: true,
        })
    }

    async fn figure(&self, digest: &str) -> Result<LogFile, LogFileError> {
        let digest = TextDigest::parse(digest).map_err(|_| LogFileError::NotFound)?;
        let found = self
            .site
            .store
            .figure_record(self.declaration.id, *digest.as_bytes())
            .await?;
        let record = found.ok_or(LogFileError::NotFound)?;
        Ok(LogFile {
            immutable: true,
            ..text(record)
        })
    }

    async fn openings(&self, number: &str) -> Result<LogFile, LogFileError> {
        let number: u64 = number.parse().map_err(|_| LogFileError::NotFound)?;
        let start = number.checked_mul(OPENINGS).ok_or(LogFileError::NotFound)?;
        let head = self.site.store.log_head(self.declaration.id).await?;
        if head.is_none_or(|head| start >= head.size) {
            return Err(LogFileError::NotFound);
        }
        let rows = self
            .site
            .store
            .openings(self.declaration.id, start, start + OPENINGS)
            .await?;
        let openings: Option<Vec<OpeningJson>> = rows
            .iter()
            .map(|(leaf, bytes)| Some(OpeningJson::new(*leaf, &opening::decode(bytes)?)))
            .collect();
        Ok(json(&openings.ok_or(ReadLogError::Gap)?))
    }
}

fn count_json(count: &Count, size: u64, declaration: &Published) -> CountJson {
    use domain::signer::Class;
    CountJson {
        size,
        total: count.total(),
        persons: count.of(Class::Person),
        organisations: count.of(Class::Organisation),
        shown: count.shown(),
        revisions: declaration
            .revisions
            .iter()
            .map(|revision| RevisionCountJson {
                leaf: revision.leaf,
                language: revision.language.to_string(),
                total: count.of_revision(revision.leaf),
            })
            .filter(|revision| revision.total > 0)
            .collect(),
    }
}

fn within<'p>(path: &'p str, folder: &str, ending: &str) -> Option<&'p str> {
    path.strip_prefix(folder)?.strip_suffix(ending)
}

fn text(text: String) -> LogFile {
    LogFile {
        bytes: text.into_bytes(),
        media_type: "text/plain; charset=utf-8",
        immutable: false,
    }
}

fn json(value: &impl Serialize) -> LogFile {
    let bytes = serde_json::to_vec(value).expect("numbers and text become JSON");
    LogFile {
        bytes,
        media_type: "application/json",
        immutable: false,
    }
}
