//! A declaration as plain files: its folder, and beside it the log under `ledger/`.
//!
//! It streams: a bundle is read, hashed and written with its tile and its openings before the next,
//! so a log of any size takes the same memory.

mod beside;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use intake::folder::Files;
use thiserror::Error;
use tlog::Checkpoint;
use tlog::note::Note;
use tlog::tile::{FULL_WIDTH, TilePath, hash_tiles};

use crate::clock::random_bytes;
use crate::declarations::Published;
use crate::log::{LogFileError, ReadLogError, StoredLog, leaf_hashes};
use crate::site::Site;
use beside::Beside;

/// Files about the whole log that change, in the order in which they are read: none may be of a
/// later moment than the checkpoint, which is read behind them.
const FIRST: [&str; 4] = [
    "policy",
    "count.json",
    "checkpoints.json",
    "checkpoint.witnessed",
];

/// Told after each bundle how many entries were written, and of how many.
pub type ExportProgress<'a> = &'a (dyn Fn(u64, u64) + Sync);

/// Why an export failed.
#[derive(Debug, Error)]
pub enum ExportError {
    /// The store failed.
    #[error("the store cannot be read")]
    Store(#[from] store::StoreError),
    /// A file of the log could not be had.
    #[error("the file {0} of the log cannot be read")]
    Log(String, #[source] LogFileError),
    /// There is no log.
    #[error("there is no log of this declaration")]
    Checkpoint,
    /// A file could not be written.
    #[error("cannot write {0}")]
    Write(PathBuf, #[source] std::io::Error),
    /// The target holds something.
    #[error("{0} is not empty; name a folder that does not exist yet")]
    NotEmpty(PathBuf),
}

impl Site {
    /// Writes a declaration with its log into a new folder. It holds nothing that the site does not
    /// show; `undersigned verify FOLDER` accepts it. Written beside and renamed, so that no half
    /// export is ever taken for a whole one. Gives the number of files.
    ///
    /// # Errors
    /// See [`ExportError`].
    pub async fn export(&self, declaration: &Published, folder: &Path) -> Result<u64, ExportError> {
        self.export_telling(declaration, folder, &|_, _| ()).await
    }

    /// The same, telling how far it is.
    ///
    /// # Errors
    /// See [`ExportError`].
    pub async fn export_telling(
        &self,
        declaration: &Published,
        folder: &Path,
        progress: ExportProgress<'_>,
    ) -> Result<u64, ExportError> {
        if folder.exists() {
            return Err(ExportError::NotEmpty(folder.to_owned()));
        }
        let beside = Beside::begin(folder, random_bytes(self.random.as_ref()))?;
        let mut export = Export {
            site: self,
            declaration,
            folder: beside.path(),
            written: 0,
        };
        export.whole(progress).await?;
        let written = export.written;
        beside.finish()?;
        Ok(written)
    }

    async fn folder_files(&self, declaration: &Published) -> Result<Files, ExportError> {
        let files = self.store.folder(declaration.id).await?;
        Ok(files
            .into_iter()
            .map(|file| (file.path, file.content))
            .collect())
    }
}

/// An export on its way.
struct Export<'a> {
    site: &'a Site,
    declaration: &'a Published,
    folder: &'a Path,
    written: u64,
}

impl Export<'_> {
    async fn whole(&mut self, progress: ExportProgress<'_>) -> Result<(), ExportError> {
        let size = self.beginning().await?;
        self.bundles(size, progress).await?;
        self.tiles(size).await?;
        self.records().await?;
        for (path, content) in self.site.folder_files(self.declaration).await? {
            self.write(&self.folder.join(path), &content).await?;
        }
        Ok(())
    }

    /// Where a file of the log goes.
    fn ledger(&self, path: &str) -> PathBuf {
        self.folder.join("ledger").join(path)
    }

    /// What changes, and behind it the checkpoint, whose size is that of everything else. Nothing of
    /// it is read twice: signing goes on meanwhile, and what is written must be one state. Tiles and
    /// texts of an earlier size never change.
    async fn beginning(&mut self) -> Result<u64, ExportError> {
        for path in FIRST {
            self.file(path).await?;
        }
        let note = self.read("checkpoint").await?;
        let note = note.ok_or(ExportError::Checkpoint)?;
        self.write(&self.ledger("checkpoint"), &note).await?;
        // It comes from our own store: it is read, not verified.
        let text = Note::parse(&note).map_err(|_| ExportError::Checkpoint)?;
        let checkpoint = Checkpoint::parse(text.text()).map_err(|_| ExportError::Checkpoint)?;
        Ok(checkpoint.size)
    }

    /// Entries, the tiles above them, and the openings beside them.
    async fn bundles(
        &mut self,
        size: u64,
        progress: ExportProgress<'_>,
    ) -> Result<(), ExportError> {
        let width = u64::from(FULL_WIDTH);
        let log = StoredLog::new(self.site.store.clone(), self.declaration.id);
        for index in 0..size.div_ceil(width) {
            let (start, end) = (index * width, size.min((index + 1) * width));
            let width = u16::try_from(end - start).unwrap_or(FULL_WIDTH);
            let tile = TilePath::Entries { index, width };
            let path = tile.to_string();
            let gap = |error: ReadLogError| ExportError::Log(path.clone(), error.into());
            let bytes = log.tile(tile).await.map_err(gap)?;
            let bytes = bytes.ok_or_else(|| gap(ReadLogError::Gap))?;
            let hashes = leaf_hashes(&bytes).map_err(gap)?;
            self.write(&self.ledger(&path), &bytes).await?;
            let tile = TilePath::Hashes {
                level: 0,
                index,
                width,
            };
            self.write(&self.ledger(&tile.to_string()), &hashes).await?;
            self.file(&format!("openings/{index}.json")).await?;
            progress(end, size);
        }
        Ok(())
    }

    /// The tiles above those of the entries: one for each 65,536 entries, and fewer above.
    async fn tiles(&mut self, size: u64) -> Result<(), ExportError> {
        for path in hash_tiles(size) {
            if !matches!(path, TilePath::Hashes { level: 0, .. }) {
                self.file(&path.to_string()).await?;
            }
        }
        Ok(())
    }

    /// Texts, figures and raisings. They are listed after the entries, so none is missing; one that
    /// was published meanwhile is there too early and harms nobody.
    async fn records(&mut self) -> Result<(), ExportError> {
        let (store, id) = (&self.site.store, self.declaration.id);
        let revisions = store.revisions(id).await?;
        let mut paths: Vec<String> = revisions
            .iter()
            .map(|revision| format!("texts/{}.md", revision.digest))
            .collect();
        let figures = store.figure_records(id).await?;
        let raisings = store.raising_records(id).await?;
        let figures = figures
            .iter()
            .map(|row| format!("figures/{}.txt", hex::encode(row.digest)));
        let raisings = raisings
            .iter()
            .map(|row| format!("raisings/{}.txt", hex::encode(row.digest)));
        paths.extend(figures.chain(raisings));
        paths.sort();
        paths.dedup();
        for path in paths {
            self.file(&path).await?;
        }
        Ok(())
    }

    /// Writes a file of the log, where the log has it.
    async fn file(&mut self, path: &str) -> Result<(), ExportError> {
        match self.read(path).await? {
            Some(bytes) => self.write(&self.ledger(path), &bytes).await,
            None if path == "checkpoint.witnessed" => Ok(()),
            None => Err(ExportError::Log(path.to_owned(), LogFileError::NotFound)),
        }
    }

    async fn read(&self, path: &str) -> Result<Option<Arc<[u8]>>, ExportError> {
        match self.site.log_files(self.declaration).get(path).await {
            Ok(file) => Ok(Some(file.bytes)),
            Err(LogFileError::NotFound) => Ok(None),
            Err(error) => Err(ExportError::Log(path.to_owned(), error)),
        }
    }

    async fn write(&mut self, path: &Path, content: &[u8]) -> Result<(), ExportError> {
        let failed = |error| ExportError::Write(path.to_owned(), error);
        if let Err(error) = tokio::fs::write(path, content).await {
            if error.kind() != std::io::ErrorKind::NotFound {
                return Err(failed(error));
            }
            let parent = path.parent().unwrap_or(path);
            tokio::fs::create_dir_all(parent).await.map_err(failed)?;
            tokio::fs::write(path, content).await.map_err(failed)?;
        }
        self.written += 1;
        Ok(())
    }
}
