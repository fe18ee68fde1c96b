//! A declaration as plain files: its folder, and beside it the log under `ledger/`.

use std::path::Path;

use intake::folder::Files;
use thiserror::Error;
use tlog::tile::{entry_bundles, hash_tiles};

use crate::declarations::Published;
use crate::log::LogFileError;
use crate::site::Site;

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
    Write(std::path::PathBuf, #[source] std::io::Error),
    /// The target holds something.
    #[error("{0} is not empty; name a folder that does not exist yet")]
    NotEmpty(std::path::PathBuf),
}

impl Site {
    /// Writes a declaration with its log into a new folder. It holds nothing that the site does not
    /// show; `undersigned verify FOLDER` accepts it. Written beside and renamed, so that no half
    /// export is ever taken for a whole one.
    ///
    /// # Errors
    /// See [`ExportError`].
    pub async fn export(&self, declaration: &Published, folder: &Path) -> Result<u64, ExportError> {
        let mut name = folder.file_name().unwrap_or_default().to_owned();
        name.push(".new");
        let temporary = folder.with_file_name(name);
        if folder.exists() {
            return Err(ExportError::NotEmpty(folder.to_owned()));
        }
        clear(&temporary).await?;
        // The count first, then the head, and nothing of them twice: signing goes on meanwhile, and
        // what is written must be one state. Tiles and texts of an earlier size never change.
        let count = self.count_json(declaration).await?;
        let count = serde_json::to_vec(&count).expect("a count has only numbers and text");
        let head = self
            .store
            .log_head(declaration.id)
            .await?
            .ok_or(ExportError::Checkpoint)?;
        let ledger = temporary.join("ledger");
        write(&ledger.join("count.json"), &count).await?;
        write(&ledger.join("checkpoint"), head.checkpoint.as_bytes()).await?;
        let mut written = 2;
        for (path, content) in self.folder_files(declaration).await? {
            write(&temporary.join(path), &content).await?;
            written += 1;
        }
        for path in self.log_paths(declaration, head.size).await? {
            let file = self.log_files(declaration).get(&path).await;
            let file = file.map_err(|error| ExportError::Log(path.clone(), error))?;
            write(&ledger.join(&path), &file.bytes).await?;
            written += 1;
        }
        tokio::fs::rename(&temporary, folder)
            .await
            .map_err(|error| ExportError::Write(folder.to_owned(), error))?;
        Ok(written)
    }

    async fn folder_files(&self, declaration: &Published) -> Result<Files, ExportError> {
        let files = self.store.folder(declaration.id).await?;
        Ok(files
            .into_iter()
            .map(|file| (file.path, file.content))
            .collect())
    }

    /// Every file of the log of so many entries, except checkpoint and count.
    async fn log_paths(
        &self,
        declaration: &Published,
        size: u64,
    ) -> Result<Vec<String>, ExportError> {
        let mut paths = vec!["policy".to_owned()];
        for bundle in 0..size.div_ceil(crate::log::OPENINGS) {
            paths.push(format!("openings/{bundle}.json"));
        }
        paths.extend(entry_bundles(size).map(|path| path.to_string()));
        paths.extend(hash_tiles(size).map(|path| path.to_string()));
        let revisions = declaration.revisions.iter();
        paths.extend(revisions.map(|revision| format!("texts/{}.md", revision.digest)));
        let figures = self.store.figure_records(declaration.id).await?;
        paths.extend(
            figures
                .iter()
                .map(|row| format!("figures/{}.txt", hex::encode(row.digest))),
        );
        paths.sort();
        paths.dedup();
        Ok(paths)
    }
}

/// An interrupted export leaves its folder behind under the temporary name.
async fn clear(temporary: &Path) -> Result<(), ExportError> {
    match tokio::fs::remove_dir_all(temporary).await {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(ExportError::Write(temporary.to_owned(), error))
        }
        _ => Ok(()),
    }
}

async fn write(path: &Path, content: &[u8]) -> Result<(), ExportError> {
    let failed = |error| ExportError::Write(path.to_owned(), error);
    if let Some(parent) = path.parent() {
        tokio::fs::create_dir_all(parent).await.map_err(failed)?;
    }
    tokio::fs::write(path, content).await.map_err(failed)
}
