//! A declaration as plain files: its folder, and beside it the log under `ledger/`.

use std::path::Path;

use intake::folder::Files;
use thiserror::Error;
use tlog::Checkpoint;
use tlog::note::VerifierKey;
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
    /// The checkpoint does not read.
    #[error("the checkpoint of the log is damaged")]
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
        let mut written = 0;
        for (path, content) in self.folder_files(declaration).await? {
            write(&temporary.join(path), &content).await?;
            written += 1;
        }
        for path in self.log_paths(declaration).await? {
            let file = self.log_files(declaration).get(&path).await;
            let file = file.map_err(|error| ExportError::Log(path.clone(), error))?;
            write(&temporary.join("ledger").join(&path), &file.bytes).await?;
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

    /// Every file of the log under its newest checkpoint.
    async fn log_paths(&self, declaration: &Published) -> Result<Vec<String>, ExportError> {
        let key =
            VerifierKey::parse(&declaration.verifier_key).map_err(|_| ExportError::Checkpoint)?;
        let head = self
            .store
            .log_head(declaration.id)
            .await?
            .ok_or(ExportError::Checkpoint)?;
        let checkpoint = Checkpoint::open(head.checkpoint.as_bytes(), &[key])
            .map_err(|_| ExportError::Checkpoint)?;
        let mut paths: Vec<String> = ["policy", "count.json", "checkpoint"]
            .map(str::to_owned)
            .to_vec();
        for bundle in 0..checkpoint.size.div_ceil(crate::log::OPENINGS) {
            paths.push(format!("openings/{bundle}.json"));
        }
        paths.extend(entry_bundles(checkpoint.size).map(|path| path.to_string()));
        paths.extend(hash_tiles(checkpoint.size).map(|path| path.to_string()));
        paths.extend(
            declaration
                .revisions
                .iter()
                .map(|r| format!("texts/{}.md", r.digest)),
        );
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

async fn write(path: &Path, content: &[u8]) -> Result<(), ExportError> {
    let failed = |error| ExportError::Write(path.to_owned(), error);
    if let Some(parent) = path.parent() {
        tokio::fs::create_dir_all(parent).await.map_err(failed)?;
    }
    tokio::fs::write(path, content).await.map_err(failed)
}
