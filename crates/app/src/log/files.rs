//! The files of a log, by their path below its prefix (LOG-FORMAT section 3; `docs/log-format.md`).
//!
//! | path | what | cached |
//! | --- | --- | --- |
//! | `checkpoint` | the newest signed checkpoint, with what witnesses signed under it | seconds |
//! | `checkpoint.witnessed` | the newest that enough witnesses of the policy signed | seconds |
//! | `checkpoints/<size>` | any checkpoint of the history, with what witnesses signed under it | seconds |
//! | `checkpoints.json` | the newest 256 of the history | seconds |
//! | `checkpoints/before/<size>.json` | the 256 before a size | seconds |
//! | `policy` | verifier key, witnesses and quorum, as a tlog-policy file | seconds |
//! | `count.json` | the count with its split | seconds |
//! | `tile/…` | hash tiles and entry bundles, full and partial | for ever |
//! | `texts/<digest>.md` | canonical texts | for ever |
//! | `figures/<digest>.txt` | canonical records of figures | for ever |
//! | `raisings/<digest>.txt` | canonical records of raisings | for ever |
//! | `openings/<N>.json` | openings of the names shown among entries 256·N to 256·N + 255 | seconds |
//!
//! Tiles and bundles are there in every width up to the newest size, whether or not a checkpoint of
//! that very size was released: the entries under them are public, a width in between gives away
//! nothing that the next one does not, and to refuse it would cost a look into the history each time.

use std::cmp::Ordering;
use std::sync::Arc;

use domain::text::TextDigest;
use serde::Serialize;
use store::StoreError;
use thiserror::Error;
use tlog::tile::{FULL_WIDTH, TilePath, TileWidths, tile_widths};

use super::history::with_cosignatures;
use super::{HISTORY, ReadLogError, StoredLog};
use crate::declarations::Published;
use crate::opening::{self, OpeningJson};
use crate::site::Site;

/// How many entries one file of openings is about: as many as a bundle, so that whoever streams
/// bundles streams openings beside them.
pub const OPENINGS: u64 = 256;

/// One file below the prefix of a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogFile {
    /// Its bytes, shared with whoever else is sent them.
    pub bytes: Arc<[u8]>,
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
        if let Some(digest) = within(path, "raisings/", ".txt") {
            return self.raising(digest).await;
        }
        if let Some(size) = within(path, "checkpoints/before/", ".json") {
            return self.history(Some(number(size)?)).await;
        }
        if let Some(size) = path.strip_prefix("checkpoints/") {
            return self.checkpoint(Some(number(size)?)).await;
        }
        match path {
            "checkpoint" => self.checkpoint(None).await,
            "checkpoint.witnessed" => self.witnessed().await,
            "checkpoints.json" => self.history(None).await,
            "policy" => {
                let policy = self.site.witnesses_of(self.declaration);
                Ok(text(policy.file(&self.declaration.verifier_key)))
            }
            "count.json" => Ok(json(&self.site.count_json(self.declaration).await?)),
            _ => Err(LogFileError::NotFound),
        }
    }

    /// The checkpoint of a size, or the newest.
    async fn checkpoint(&self, size: Option<u64>) -> Result<LogFile, LogFileError> {
        let id = self.declaration.id;
        let found = self.site.store.checkpoint_with_cosignatures(id, size);
        let (checkpoint, rows) = found.await?.ok_or(LogFileError::NotFound)?;
        self.site.saw(id, checkpoint.size);
        Ok(text(with_cosignatures(checkpoint.note, &rows)))
    }

    async fn witnessed(&self) -> Result<LogFile, LogFileError> {
        let found = self.site.witnessed_checkpoint(self.declaration).await?;
        let (checkpoint, rows) = found.ok_or(LogFileError::NotFound)?;
        Ok(text(with_cosignatures(checkpoint.note, &rows)))
    }

    async fn history(&self, before: Option<u64>) -> Result<LogFile, LogFileError> {
        let history = self
            .site
            .checkpoint_history(self.declaration, before, HISTORY);
        Ok(json(&history.await?))
    }

    async fn tile(&self, path: &str) -> Result<LogFile, LogFileError> {
        let tile = TilePath::parse(path).map_err(|_| LogFileError::NotFound)?;
        let size = self.site.moment(self.declaration).await?.size;
        let bytes = match widest(tile, size) {
            // A narrower tile is the beginning of a wider one, which others ask for, too.
            Some(wide) if wide != tile => {
                let wide = self.tile_bytes(wide).await?;
                beginning(&wide, tile).ok_or(ReadLogError::Gap)?.into()
            }
            _ => self.tile_bytes(tile).await?,
        };
        Ok(LogFile {
            bytes,
            media_type: "application/octet-stream",
            immutable: true,
        })
    }

    async fn tile_bytes(&self, tile: TilePath) -> Result<Arc<[u8]>, LogFileError> {
        let id = self.declaration.id;
        if let Some(bytes) = self.site.tiles.get(id, tile) {
            return Ok(bytes);
        }
        let log = StoredLog::new(self.site.store.clone(), id);
        let bytes = log.tile(tile).await?.ok_or(LogFileError::NotFound)?;
        let bytes: Arc<[u8]> = bytes.into();
        self.site.tiles.put(id, tile, &bytes);
        Ok(bytes)
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
            bytes: found.text.into_bytes().into(),
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

    async fn raising(&self, digest: &str) -> Result<LogFile, LogFileError> {
        let digest = TextDigest::parse(digest).map_err(|_| LogFileError::NotFound)?;
        let found = self
            .site
            .store
            .raising_record(self.declaration.id, *digest.as_bytes())
            .await?;
        let record = found.ok_or(LogFileError::NotFound)?;
        Ok(LogFile {
            immutable: true,
            ..text(record)
        })
    }

    async fn openings(&self, place: &str) -> Result<LogFile, LogFileError> {
        let start = number(place)?
            .checked_mul(OPENINGS)
            .ok_or(LogFileError::NotFound)?;
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

/// The same tile as wide as it is in a log of so many entries; nothing where it is not that wide yet.
fn widest(tile: TilePath, size: u64) -> Option<TilePath> {
    let level = match tile {
        TilePath::Hashes { level, .. } => level,
        TilePath::Entries { .. } => 0,
    };
    let TileWidths { full, partial } = tile_widths(size, level);
    let width_of = |index: u64| match index.cmp(&full) {
        Ordering::Less => FULL_WIDTH,
        Ordering::Equal => partial,
        Ordering::Greater => 0,
    };
    let (wide, asked) = match tile {
        TilePath::Hashes {
            level,
            index,
            width,
        } => {
            let wide = TilePath::Hashes {
                level,
                index,
                width: width_of(index),
            };
            (wide, (width, width_of(index)))
        }
        TilePath::Entries { index, width } => {
            let wide = TilePath::Entries {
                index,
                width: width_of(index),
            };
            (wide, (width, width_of(index)))
        }
    };
    (asked.0 <= asked.1).then_some(wide)
}

/// The bytes of a tile out of those of a wider one: hashes have 32 bytes, entries two in front that say
/// how many (tlog-tiles, "Log Entries").
fn beginning(wide: &[u8], tile: TilePath) -> Option<&[u8]> {
    match tile {
        TilePath::Hashes { width, .. } => wide.get(..32 * usize::from(width)),
        TilePath::Entries { width, .. } => {
            let mut rest = wide;
            for _ in 0..width {
                let (length, behind) = rest.split_first_chunk::<2>()?;
                rest = behind.get(usize::from(u16::from_be_bytes(*length))..)?;
            }
            wide.get(..wide.len() - rest.len())
        }
    }
}

fn within<'p>(path: &'p str, folder: &str, ending: &str) -> Option<&'p str> {
    path.strip_prefix(folder)?.strip_suffix(ending)
}

/// A number in its shortest form, so that one file has one address.
fn number(digits: &str) -> Result<u64, LogFileError> {
    let number: u64 = digits.parse().map_err(|_| LogFileError::NotFound)?;
    let is_shortest = number.to_string() == digits;
    is_shortest.then_some(number).ok_or(LogFileError::NotFound)
}

fn text(text: String) -> LogFile {
    LogFile {
        bytes: text.into_bytes().into(),
        media_type: "text/plain; charset=utf-8",
        immutable: false,
    }
}

fn json(value: &impl Serialize) -> LogFile {
    let bytes = serde_json::to_vec(value).expect("numbers and text become JSON");
    LogFile {
        bytes: bytes.into(),
        media_type: "application/json",
        immutable: false,
    }
}
